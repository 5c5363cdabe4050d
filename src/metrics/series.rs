//! The cleaned series that figures draw: samples, running mean, distribution, middle.

use super::sieve::{Samples, Sieve};
use super::{Settings, cadence, pedal, stance};
use crate::model::{Gap, Session, Span};
use crate::signal::{Bin, histogram, running_mean, running_quantiles, weighted_mean, weighted_quantile};
use crate::units::{CrankRate, StepRate, Unit};

/// A channel over time with its distribution.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The unit of all values.
    pub unit: Unit,
    /// The judged samples as `(elapsed s, value)`, one list a run between gaps.
    pub samples: Vec<Vec<(f64, f64)>>,
    /// Their running mean. It never bridges what was not recorded; over what was left out (a few seconds of coasting) it goes on
    /// where that is no longer than half of what it spans.
    pub smooth: Vec<Vec<(f64, f64)>>,
    /// Their running 10th and 90th percentiles, `(elapsed s, low, high)`, over the same seconds.
    pub spread: Vec<Vec<(f64, f64, f64)>>,
    /// Seconds that the running mean spans: more in a long session, which is drawn on as little paper as a short one.
    pub smooth_seconds: f64,
    /// The distribution of the judged samples, in seconds.
    pub histogram: Vec<Bin>,
    /// Median of the judged samples.
    pub median: f64,
    /// Mean of the judged samples.
    pub mean: f64,
    /// Seconds judged.
    pub seconds: f64,
    /// Seconds that stand apart: coasting on the bike, walking and standing on foot.
    pub apart: f64,
    judged: Samples,
}

impl Series {
    /// Share of the judged seconds inside `band`, ends included, %.
    #[must_use]
    pub fn share_in(&self, band: (f64, f64)) -> f64 {
        let inside = self.judged.map(|value| if band.0 <= value && value <= band.1 { 100.0 } else { 0.0 });
        weighted_mean(&inside.all(), &self.judged.all_weights()).unwrap_or_default()
    }

    /// Seconds that stand apart as a share of all, %.
    #[must_use]
    pub fn apart_share(&self) -> f64 {
        let all = self.seconds + self.apart;
        if all > 0.0 { 100.0 * self.apart / all } else { 0.0 }
    }

    /// All of it is of what is judged: a line down to coasting zeros would show a cadence that nobody pedalled. Bars are
    /// `bar` wide and the running mean spans `least` seconds, or more where the sensor or the session asks for more.
    fn new(unit: Unit, judged: Samples, gaps: &[Gap], bar: f64, least: f64) -> Option<Self> {
        let (values, weights) = (judged.all(), judged.all_weights());
        let ends = judged.at.iter().flatten();
        let (first, last) =
            ends.fold((f64::INFINITY, 0.0_f64), |(first, last), at| (first.min(*at), last.max(*at)));
        let smooth_seconds = window(least, last - first);
        let runs = joined(&judged, gaps, smooth_seconds / 2.0);
        let mean = |(at, values): &(Vec<f64>, Vec<f64>)| {
            at.iter().copied().zip(running_mean(at, values, smooth_seconds)).collect()
        };
        Some(Self {
            unit,
            samples: judged.points(),
            smooth: runs.iter().map(mean).collect(),
            spread: runs
                .iter()
                .map(|(at, values)| running_quantiles(at, values, smooth_seconds, (0.1, 0.9)))
                .collect(),
            smooth_seconds,
            histogram: histogram(&values, &weights, bar_width(bar, judged.step())),
            median: weighted_quantile(&values, &weights, 0.5)?,
            mean: weighted_mean(&values, &weights)?,
            seconds: judged.seconds,
            apart: 0.0,
            judged,
        })
    }
}

/// Times and values of the judged runs; neighbours are one where no more than `most` seconds between them were left out, all
/// of them recorded.
fn joined(judged: &Samples, gaps: &[Gap], most: f64) -> Vec<(Vec<f64>, Vec<f64>)> {
    let mut runs: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for (at, values) in judged.at.iter().zip(&judged.values) {
        let before = runs.last_mut().filter(|(earlier, _)| {
            let (Some(from), Some(to)) = (earlier.last(), at.first()) else { return false };
            let is_silent = |gap: &Gap| *from <= gap.span.start.get() && gap.span.end.get() <= *to;
            to - from <= most && !gaps.iter().any(is_silent)
        });
        match before {
            Some((times, all)) => {
                times.extend(at);
                all.extend(values);
            }
            None => runs.push((at.clone(), values.clone())),
        }
    }
    runs
}

/// A running mean spans this share of its session: about five pixels of a drawing.
const SHARE_OF_SESSION: f64 = 1.0 / 150.0;

/// The seconds that a running mean spans: the shortest span that people speak of which is long enough.
fn window(least: f64, session: f64) -> f64 {
    const SPANS: [f64; 8] = [30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0];
    let enough = session * SHARE_OF_SESSION;
    SPANS.into_iter().find(|span| *span >= least.max(enough)).unwrap_or(3600.0)
}

/// The width of a bar: the step in which the sensor writes where that is a little wider, so that no bar stays empty.
fn bar_width(least: f64, step: f64) -> f64 {
    if least < step && step <= 2.0 * least { step } else { least }
}

/// Pedalling cadence; coasting seconds stand apart. None without pedalling.
#[must_use]
pub fn bike_cadence(session: &Session, settings: &Settings) -> Option<Series> {
    let ridden = cadence::ridden(session).samples(CrankRate::get);
    let judged = cadence::pedalled(session, settings).samples(CrankRate::get);
    let apart = (ridden.seconds - judged.seconds).max(0.0);
    Some(Series {
        apart,
        ..Series::new(Unit::RevolutionsPerMinute, judged, session.streams.crank_rate.gaps(), 1.0, 30.0)?
    })
}

/// Running cadence: walking and standing stand apart. None without running.
#[must_use]
pub fn run_cadence(session: &Session, left_out: &[Span], settings: &Settings) -> Option<Series> {
    let judged = cadence::run(session, left_out, settings).samples(StepRate::get);
    let slow = Sieve::new(&session.streams.step_rate)
        .drop("run", |_, rate| rate.get() >= settings.walking_below)
        .samples(StepRate::get);
    let series = Series::new(Unit::StepsPerMinute, judged, session.streams.step_rate.gaps(), 1.0, 30.0)?;
    Some(Series { apart: slow.seconds, ..series })
}

/// Stance balance, left %, of the judged seconds. None where there are none.
#[must_use]
pub fn stance_balance(session: &Session, left_out: &[Span], settings: &Settings) -> Option<Series> {
    let judged = stance::judged(session, left_out, settings).ok()?.samples();
    let (_, recorded) = stance::recorded(session)?;
    // Garmin's bands begin and end at odd tenths: so do bars of two tenths.
    Series::new(Unit::Percent, judged, recorded.gaps(), 0.2, 60.0)
}

/// Pedal balance, of the seconds pedalled with both legs: left %, or one leg's % where the side is unknown. None
/// where there are none.
#[must_use]
pub fn pedal_balance(session: &Session, settings: &Settings) -> Option<(pedal::Side, Series)> {
    let clean = pedal::clean(session, settings).ok()?;
    Some((
        clean.side,
        Series::new(Unit::Percent, clean.samples(), session.streams.pedal_balance.gaps(), 1.0, 60.0)?,
    ))
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{noise, ride_session, run_session, stream};
    use crate::model::{PedalBalance, Stream};
    use crate::units::{Elapsed, LeftShare};

    #[test]
    fn coasting_stands_apart_and_breaks_the_line() {
        let mut ride = ride_session(1000);
        ride.streams.crank_rate =
            stream(1000, |t| CrankRate::new(if (100.0..350.0).contains(&t) { 0.0 } else { 85.0 }));
        let series = bike_cadence(&ride, &Settings::default()).unwrap();
        assert_eq!(series.samples.iter().map(Vec::len).collect::<Vec<_>>(), [100, 650]);
        assert_eq!((series.median, series.apart, series.apart_share()), (85.0, 250.0, 25.0));
        assert_eq!(series.histogram.iter().map(|bin| bin.weight).sum::<f64>(), 750.0);
        assert_eq!(series.share_in((80.0, 100.0)), 100.0);
    }

    #[test]
    fn the_running_mean_stops_at_a_gap() {
        let mut run = run_session(10);
        let samples: Vec<_> = (0..100)
            .chain(400..500)
            .map(|t| (Elapsed::new(f64::from(t)), StepRate::new(if t < 200 { 160.0 } else { 180.0 })))
            .collect();
        run.streams.step_rate = Stream::new(samples, &[]).unwrap();
        let series = run_cadence(&run, &[], &Settings::default()).unwrap();
        assert_eq!(series.smooth.len(), 2);
        assert!(series.smooth[0].iter().all(|(_, value)| *value == 160.0));
    }

    #[test]
    fn the_running_mean_goes_on_over_a_moment_of_coasting_that_was_recorded() {
        let coasts = |t: f64| (100.0..110.0).contains(&t) || (300.0..360.0).contains(&t);
        let mut ride = ride_session(600);
        ride.streams.crank_rate = stream(600, |t| CrankRate::new(if coasts(t) { 0.0 } else { 85.0 }));
        let series = bike_cadence(&ride, &Settings::default()).unwrap();
        // Ten seconds are less than half of thirty, sixty are not; the samples break at both.
        assert_eq!((series.samples.len(), series.smooth.len(), series.spread.len()), (3, 2, 2));
        assert!(series.smooth.iter().flatten().all(|(_, value)| *value == 85.0));
        // The same moment without a record stays open.
        ride.streams.crank_rate = Stream::new(
            ride.streams.crank_rate.iter().filter(|(at, _)| !coasts(at.get())).collect::<Vec<_>>(),
            &[],
        )
        .unwrap();
        assert_eq!(bike_cadence(&ride, &Settings::default()).unwrap().smooth.len(), 3);
    }

    #[test]
    fn walking_is_not_drawn_as_running() {
        let mut run = run_session(900);
        run.streams.step_rate =
            stream(900, |t| StepRate::new(if (300.0..400.0).contains(&t) { 90.0 } else { 170.0 }));
        let series = run_cadence(&run, &[], &Settings::default()).unwrap();
        assert!(series.samples.iter().flatten().all(|(_, value)| *value == 170.0));
        assert_eq!((series.samples.len(), series.apart), (2, 100.0));
    }

    #[test]
    fn a_long_session_has_a_longer_mean_and_every_mean_spans_what_people_speak_of() {
        assert_eq!(
            [900.0, 7200.0, 86_400.0, 1e9].map(|session| window(30.0, session)),
            [30.0, 60.0, 600.0, 3600.0]
        );
        assert_eq!(window(60.0, 900.0), 60.0);
    }

    #[test]
    fn bars_are_as_wide_as_the_step_of_a_watch_that_counts_strides() {
        assert_eq!([0.0, 0.5, 1.0, 2.0, 40.0].map(|step| bar_width(1.0, step)), [1.0, 1.0, 1.0, 2.0, 1.0]);
    }

    #[test]
    fn balances_have_their_series_and_nothing_has_none() {
        let wander = noise(1, 900, 0.5);
        let mut run = run_session(900);
        run.streams.stance_balance = stream(900, |t| LeftShare::new(50.0 + wander[t as usize]));
        assert!(stance_balance(&run, &[], &Settings::default()).unwrap().seconds == 900.0);
        let mut ride = ride_session(900);
        ride.streams.pedal_balance =
            stream(900, |t| PedalBalance::Sided(LeftShare::new((50.0 + 4.0 * wander[t as usize]).round())));
        assert_eq!(pedal_balance(&ride, &Settings::default()).unwrap().0, pedal::Side::Known);
        assert!(pedal_balance(&run, &Settings::default()).is_none());
        assert!(bike_cadence(&run, &Settings::default()).is_none());
        assert!(stance_balance(&ride, &[], &Settings::default()).is_none());
    }
}
