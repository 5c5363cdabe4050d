//! From a recorded channel to the samples that are judged: every sample that is left out is counted with its reason.

use super::{Dropped, Ledger};
use crate::model::{Span, Stream};
use crate::signal::sorted;
use crate::units::{Elapsed, Sample, StepRate, TimerTime};

/// A channel on its way through the filters. Each sample carries the seconds for which it stands.
#[derive(Clone)]
pub(crate) struct Sieve<Q> {
    stream: Stream<(Q, TimerTime)>,
    dropped: Vec<Dropped>,
}

impl<Q: Sample> Sieve<Q> {
    /// Starts with every recorded sample. A sample stands until the next one of its run (devices that record smartly
    /// write a record when something changes); the last of a run stands for a usual step.
    pub(crate) fn new(stream: &Stream<Q>) -> Self {
        let usual = if stream.len() > 1 { stream.usual_step() } else { 1.0 };
        let mut seconds: Vec<f64> = stream
            .runs()
            .flat_map(|(at, _)| at.windows(2).map(|p| p[1].get() - p[0].get()).chain([usual]))
            .collect();
        seconds.reverse();
        let stream = stream.map(|value| (value, TimerTime::new(seconds.pop().unwrap_or(usual))));
        Self { stream, dropped: Vec::new() }
    }

    /// Drops the samples that `junk` accepts and books them under `reason`.
    pub(crate) fn drop(mut self, reason: &'static str, mut junk: impl FnMut(Elapsed, Q) -> bool) -> Self {
        let kept = self.stream.filter(|at, (value, _)| !junk(at, value));
        let samples = self.stream.len() - kept.len();
        if samples > 0 {
            self.dropped.push(Dropped { reason, samples });
        }
        self.stream = kept;
        self
    }

    /// Books samples that were dropped before the sieve began.
    pub(crate) fn book(&mut self, reason: &'static str, samples: usize) {
        if samples > 0 {
            self.dropped.insert(0, Dropped { reason, samples });
        }
    }

    /// Drops the seconds inside `spans`.
    pub(crate) fn drop_spans(self, reason: &'static str, spans: &[Span]) -> Self {
        self.drop(reason, |at, _| spans.iter().any(|span| span.contains(at)))
    }

    /// For how many seconds the samples that `which` accepts stand.
    pub(crate) fn seconds_where(&self, which: impl Fn(Q) -> bool) -> f64 {
        self.stream.values().iter().filter(|(value, _)| which(*value)).map(|(_, s)| s.get()).sum()
    }

    /// Whether the samples that `which` accepts are nearly all that is left: a placeholder, glitches apart.
    pub(crate) fn is_nearly_all(&self, which: impl Fn(Q) -> bool) -> bool {
        nearly_all(self.stream.values(), |(value, _)| which(*value))
    }

    /// What is left, each sample with the seconds for which it stands.
    pub(crate) fn kept(&self) -> &Stream<(Q, TimerTime)> {
        &self.stream
    }

    /// The ledger of what was used and dropped.
    pub(crate) fn ledger(&self, field: &'static str, rule: impl Into<String>) -> Ledger {
        Ledger { field, rule: rule.into(), used: self.stream.len(), dropped: self.dropped.clone() }
    }

    /// The numbers that `read` takes from each sample, weighted by its seconds.
    pub(crate) fn samples(&self, read: impl Fn(Q) -> f64) -> Samples {
        self.weighted(read, |_| 1.0)
    }

    /// The numbers that `read` takes from each sample, weighted by its seconds times `weight`.
    pub(crate) fn weighted(&self, read: impl Fn(Q) -> f64, weight: impl Fn(Q) -> f64) -> Samples {
        let mut samples = Samples::default();
        for (at, values) in self.stream.runs() {
            samples.at.push(at.iter().map(|at| at.get()).collect());
            samples.values.push(values.iter().map(|(value, _)| read(*value)).collect());
            samples.weights.push(values.iter().map(|(value, s)| s.get() * weight(*value)).collect());
            samples.seconds += values.iter().map(|(_, s)| s.get()).sum::<f64>();
        }
        samples
    }
}

/// From this share on what a channel holds is a placeholder. Of sensors that measure, no value takes more than two thirds
/// of the seconds in the public files.
const NEARLY_ALL: f64 = 0.95;

/// Whether `which` accepts nearly all of the values. Of none: no.
pub(crate) fn nearly_all<T>(values: &[T], which: impl Fn(&T) -> bool) -> bool {
    let accepted = values.iter().filter(|value| which(value)).count();
    !values.is_empty() && accepted as f64 >= NEARLY_ALL * values.len() as f64
}

/// Whether a recorded number is exactly `value`: FIT holds tenths and hundredths, which binary cannot.
pub(crate) fn is_exactly(recorded: f64, value: f64) -> bool {
    (recorded - value).abs() < 1e-9
}

/// Numbers over time, one list a run between gaps, with their weights.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Samples {
    /// Times, s.
    pub(crate) at: Vec<Vec<f64>>,
    /// Values.
    pub(crate) values: Vec<Vec<f64>>,
    /// Weights.
    pub(crate) weights: Vec<Vec<f64>>,
    /// The seconds for which all of them stand.
    pub(crate) seconds: f64,
}

impl Samples {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.values.iter().map(Vec::len).sum()
    }

    /// Times and values, one list a run.
    pub(crate) fn points(&self) -> Vec<Vec<(f64, f64)>> {
        let pair =
            |(at, values): (&Vec<f64>, &Vec<f64>)| at.iter().copied().zip(values.iter().copied()).collect();
        self.at.iter().zip(&self.values).map(pair).collect()
    }

    /// All values in order.
    pub(crate) fn all(&self) -> Vec<f64> {
        self.values.concat()
    }

    /// All weights in order.
    pub(crate) fn all_weights(&self) -> Vec<f64> {
        self.weights.concat()
    }

    /// Whether there are samples and all are the same.
    pub(crate) fn is_constant(&self) -> bool {
        let all = self.all();
        all.first().is_some_and(|first| all.iter().all(|value| is_exactly(*value, *first)))
    }

    /// The step in which the sensor writes: the least distance between values that differ. Of a constant: 0.
    pub(crate) fn step(&self) -> f64 {
        let values = sorted(&self.all());
        let steps = values.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 1e-9);
        steps.min_by(f64::total_cmp).unwrap_or_default()
    }

    /// Other values at the same places.
    pub(crate) fn map(&self, change: impl Fn(f64) -> f64) -> Self {
        let values = self.values.iter().map(|run| run.iter().map(|value| change(*value)).collect()).collect();
        Self { values, ..self.clone() }
    }
}

/// A running channel with the cadence of the same second, without standing, walking and drill reps. A second whose
/// cadence is not recorded is taken as run.
pub(crate) fn running_seconds<Q: Sample>(
    stream: &Stream<Q>,
    step_rate: &Stream<StepRate>,
    left_out: &[Span],
    walking_below: f64,
) -> Sieve<(Q, Option<StepRate>)> {
    Sieve::new(&stream.join_where_known(step_rate))
        .drop_spans("inside a drill rep", left_out)
        .drop("walking or standing (cadence below the walking threshold)", |_, (_, cadence)| {
            cadence.is_some_and(|cadence| cadence.get() < walking_below)
        })
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::units::HeartRate;

    fn stream(times: &[f64]) -> Stream<HeartRate> {
        Stream::new(times.iter().map(|t| (Elapsed::new(*t), HeartRate::new(100.0 + t))), &[]).unwrap()
    }

    #[test]
    fn a_sample_stands_until_the_next_one_of_its_run() {
        let samples = Sieve::new(&stream(&[0.0, 1.0, 2.0, 4.0, 20.0, 21.0])).samples(HeartRate::get);
        assert_eq!(samples.weights, [vec![1.0, 1.0, 2.0, 1.0], vec![1.0, 1.0]]);
        assert!((samples.seconds - 7.0).abs() < 1e-12);
    }

    #[test]
    fn a_dropped_second_is_not_given_to_its_neighbour() {
        let sieve = Sieve::new(&stream(&[0.0, 1.0, 2.0, 3.0])).drop("odd", |at, _| at.get() == 1.0);
        assert!((sieve.samples(HeartRate::get).seconds - 3.0).abs() < 1e-12);
        let ledger = sieve.ledger("record.heart_rate", "a rule");
        assert_eq!(ledger.used, 3);
        assert_eq!(ledger.dropped, [Dropped { reason: "odd", samples: 1 }]);
    }

    #[test]
    fn nothing_dropped_is_not_booked() {
        let sieve = Sieve::new(&stream(&[0.0])).drop("never", |_, _| false);
        assert!(sieve.ledger("x", "y").dropped.is_empty());
        assert_eq!(Sieve::new(&Stream::<HeartRate>::default()).samples(HeartRate::get).len(), 0);
    }
}
