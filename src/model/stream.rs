//! A channel of samples over time.

use super::Span;
use crate::units::{Elapsed, Sample};

/// Samples of one channel: strictly rising time, finite values, explicit gaps.
///
/// *Invariants*, checked once in [`Stream::new`]: times rise strictly and are finite; values are finite; gaps are in
/// order, do not overlap and hold no sample inside. A channel that was not recorded is an empty stream.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream<Q> {
    at: Vec<Elapsed>,
    values: Vec<Q>,
    gaps: Vec<Gap>,
}

/// A time without samples, from the last sample before it to the first after it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// From the last sample before to the first sample after.
    pub span: Span,
    /// Index of the first sample behind the gap.
    pub next: usize,
}

/// Why samples do not make a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StreamFault {
    /// A time does not rise above the one before it.
    #[error("sample {index} does not come after the sample before it")]
    TimeDoesNotRise {
        /// Index of the sample.
        index: usize,
    },
    /// A time or a value is not a finite number.
    #[error("sample {index} is not a finite number")]
    NotFinite {
        /// Index of the sample.
        index: usize,
    },
}

/// The shortest silence that is a gap, s. At 1 Hz a sensor may drop a few seconds without harm; correlations must not
/// bridge more (docs/sources.md, "Means of a correlated signal").
const SHORTEST_GAP: f64 = 5.0;

/// Under smart recording samples come some seconds apart: a gap is longer than this many usual steps.
const GAP_STEPS: f64 = 3.0;

impl<Q> Default for Stream<Q> {
    fn default() -> Self {
        Self { at: Vec::new(), values: Vec::new(), gaps: Vec::new() }
    }
}

impl<Q: Sample> Stream<Q> {
    /// Makes a stream of samples in order of time. A silence longer than 5 s, or than three usual steps where the
    /// recording is sparser, is a gap; so is a pause, however short.
    ///
    /// # Errors
    /// [`StreamFault`] where a time does not rise, or a time or value is not finite.
    pub fn new(
        samples: impl IntoIterator<Item = (Elapsed, Q)>,
        pauses: &[Span],
    ) -> Result<Self, StreamFault> {
        let (at, values): (Vec<Elapsed>, Vec<Q>) = samples.into_iter().unzip();
        for (index, (time, value)) in at.iter().zip(&values).enumerate() {
            if !time.is_finite() || !value.is_finite() {
                return Err(StreamFault::NotFinite { index });
            }
            if index > 0 && at[index - 1] >= *time {
                return Err(StreamFault::TimeDoesNotRise { index });
            }
        }
        let longest_step = (GAP_STEPS * median_step(&at)).max(SHORTEST_GAP);
        let mut gaps = Vec::new();
        let mut pauses = pauses.iter().peekable();
        for (index, pair) in at.windows(2).enumerate() {
            let span = Span { start: pair[0], end: pair[1] };
            while pauses.next_if(|pause| pause.end <= span.start).is_some() {}
            let paused = pauses.peek().is_some_and(|pause| pause.start < span.end && pause.length() > 0.0);
            if paused || span.length() > longest_step {
                gaps.push(Gap { span, next: index + 1 });
            }
        }
        Ok(Self { at, values, gaps })
    }

    /// How many samples there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// True where the channel was not recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The times, s since the session's start, strictly rising.
    #[must_use]
    pub fn at(&self) -> &[Elapsed] {
        &self.at
    }

    /// The values, one for each time.
    #[must_use]
    pub fn values(&self) -> &[Q] {
        &self.values
    }

    /// The gaps, in order.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// Times and values together.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (Elapsed, Q)> + DoubleEndedIterator + '_ {
        self.at.iter().copied().zip(self.values.iter().copied())
    }

    /// The runs between gaps: times and values of each. Concatenated they give the whole stream.
    pub fn runs(&self) -> impl Iterator<Item = (&[Elapsed], &[Q])> {
        let starts = std::iter::once(0).chain(self.gaps.iter().map(|gap| gap.next));
        let ends = self.gaps.iter().map(|gap| gap.next).chain(std::iter::once(self.len()));
        starts
            .zip(ends)
            .filter(|(start, end)| start < end)
            .map(|(start, end)| (&self.at[start..end], &self.values[start..end]))
    }

    /// The usual step between samples, s: the median; 0 with fewer than two samples.
    #[must_use]
    pub fn usual_step(&self) -> f64 {
        median_step(&self.at)
    }

    /// Keeps the samples that `keep` accepts. The gaps that were there stay; where a run of samples was dropped a new
    /// gap arises if the silence is long enough.
    #[must_use]
    pub fn filter(&self, mut keep: impl FnMut(Elapsed, Q) -> bool) -> Self {
        let walls: Vec<Span> = self.gaps.iter().map(|gap| gap.span).collect();
        self.rebuild(self.iter().filter(|(at, value)| keep(*at, *value)), &walls)
    }

    /// Maps each value. A value that does not stay finite is dropped.
    #[must_use]
    pub fn map<R: Sample>(&self, mut change: impl FnMut(Q) -> R) -> Stream<R> {
        let walls: Vec<Span> = self.gaps.iter().map(|gap| gap.span).collect();
        self.rebuild(
            self.iter().map(|(at, value)| (at, change(value))).filter(|(_, value)| value.is_finite()),
            &walls,
        )
    }

    /// The samples inside `span`, ends included.
    #[must_use]
    pub fn within(&self, span: Span) -> Self {
        self.filter(|at, _| span.start <= at && at <= span.end)
    }

    /// Pairs this channel with another at the seconds that both have.
    #[must_use]
    pub fn join<R: Sample>(&self, other: &Stream<R>) -> Stream<(Q, R)> {
        let walls: Vec<Span> = self.gaps.iter().map(|gap| gap.span).collect();
        self.rebuild(
            self.iter().filter_map(|(at, value)| other.at_time(at).map(|found| (at, (value, found)))),
            &walls,
        )
    }

    /// Pairs each of this channel's samples with another channel's sample of the same second, where it has one.
    #[must_use]
    pub fn join_where_known<R: Sample>(&self, other: &Stream<R>) -> Stream<(Q, Option<R>)> {
        let walls: Vec<Span> = self.gaps.iter().map(|gap| gap.span).collect();
        self.rebuild(self.iter().map(|(at, value)| (at, (value, other.at_time(at)))), &walls)
    }

    /// The value recorded at exactly `time`.
    #[must_use]
    pub fn at_time(&self, time: Elapsed) -> Option<Q> {
        let index = self.at.partition_point(|at| *at < time);
        (self.at.get(index) == Some(&time)).then(|| self.values[index])
    }

    /// The last value at or before `time`, if it lies in the same run as `time` does or at a run's end.
    #[must_use]
    pub fn latest(&self, time: Elapsed) -> Option<(Elapsed, Q)> {
        let after = self.at.partition_point(|at| *at <= time);
        after.checked_sub(1).map(|index| (self.at[index], self.values[index]))
    }

    /// Samples that are known to be in order and finite, made into a stream whose gaps stay at `walls`.
    fn rebuild<R: Sample>(&self, samples: impl Iterator<Item = (Elapsed, R)>, walls: &[Span]) -> Stream<R> {
        // The times are a subset of this stream's own, so they rise; the callers keep only finite values.
        Stream::new(samples, walls).unwrap_or_default()
    }
}

/// The median step between neighbouring times, s; 0 with fewer than two.
fn median_step(at: &[Elapsed]) -> f64 {
    let mut steps: Vec<f64> = at.windows(2).map(|pair| pair[1].get() - pair[0].get()).collect();
    if steps.is_empty() {
        return 0.0;
    }
    let middle = steps.len() / 2;
    *steps.select_nth_unstable_by(middle, f64::total_cmp).1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::HeartRate;

    fn samples(times: &[f64]) -> Vec<(Elapsed, HeartRate)> {
        times.iter().map(|t| (Elapsed::new(*t), HeartRate::new(100.0 + t))).collect()
    }

    fn span(start: f64, end: f64) -> Span {
        Span { start: Elapsed::new(start), end: Elapsed::new(end) }
    }

    #[test]
    fn time_must_rise() {
        assert_eq!(
            Stream::new(samples(&[0.0, 1.0, 1.0]), &[]),
            Err(StreamFault::TimeDoesNotRise { index: 2 })
        );
    }

    #[test]
    fn values_must_be_numbers() {
        let mut bad = samples(&[0.0, 1.0]);
        bad[1].1 = HeartRate::new(f64::NAN);
        assert_eq!(Stream::new(bad, &[]), Err(StreamFault::NotFinite { index: 1 }));
    }

    #[test]
    fn a_long_silence_is_a_gap_and_a_short_one_is_not() {
        let stream = Stream::new(samples(&[0.0, 1.0, 2.0, 6.0, 7.0, 13.0]), &[]).unwrap();
        let gaps: Vec<Span> = stream.gaps().iter().map(|gap| gap.span).collect();
        assert_eq!(gaps, [span(7.0, 13.0)]);
        assert_eq!(stream.runs().map(|(at, _)| at.len()).collect::<Vec<_>>(), [5, 1]);
    }

    #[test]
    fn sparse_recording_is_not_all_gaps() {
        let stream = Stream::new(samples(&[0.0, 7.0, 13.0, 20.0, 26.0]), &[]).unwrap();
        assert!(stream.gaps().is_empty());
    }

    #[test]
    fn a_pause_is_a_gap_however_short() {
        let stream = Stream::new(samples(&[0.0, 1.0, 2.0, 4.0, 5.0]), &[span(2.0, 4.0)]).unwrap();
        assert_eq!(stream.gaps().len(), 1);
        assert_eq!(stream.gaps()[0].next, 3);
    }

    #[test]
    fn gaps_outlive_a_filter_that_drops_their_edges() {
        let stream = Stream::new(samples(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0]), &[span(2.0, 3.0)]).unwrap();
        let kept = stream.filter(|at, _| at.get() < 1.5 || at.get() > 3.5);
        assert_eq!(kept.len(), 4);
        assert_eq!(kept.gaps().len(), 1);
    }

    #[test]
    fn join_keeps_the_seconds_that_both_have() {
        let one = Stream::new(samples(&[0.0, 1.0, 2.0, 3.0]), &[]).unwrap();
        let two = Stream::new(samples(&[1.0, 3.0, 4.0]), &[]).unwrap();
        assert_eq!(one.join(&two).at().iter().map(|t| t.get()).collect::<Vec<_>>(), [1.0, 3.0]);
        assert_eq!(one.join_where_known(&two).len(), 4);
    }

    #[test]
    fn an_empty_stream_has_no_runs() {
        let stream: Stream<HeartRate> = Stream::default();
        assert_eq!(stream.runs().count(), 0);
        assert!(stream.latest(Elapsed::new(5.0)).is_none());
    }
}
