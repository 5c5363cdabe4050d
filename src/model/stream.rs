//! A channel of samples over time.

use super::Span;
use crate::units::{Elapsed, Sample};

/// Samples of one channel: strictly rising time, finite values, explicit gaps.
///
/// *Invariants*, checked once in [`Stream::new`]: times rise strictly and are finite; values are finite; gaps are in
/// order, do not overlap and hold no sample inside. A channel that was not recorded is an empty stream.
///
/// What is a gap is decided by the recording and not by what is left of it: a sample that is left out later is as one
/// that was never sent. A run goes on over it while the silence is one that the recording bridges; a longer silence is
/// a gap, however thin the samples have become.
#[derive(Debug, Clone, PartialEq)]
pub struct Stream<Q> {
    at: Vec<Elapsed>,
    values: Vec<Q>,
    gaps: Vec<Gap>,
    /// The usual step of the recording, s.
    step: f64,
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
        Self { at: Vec::new(), values: Vec::new(), gaps: Vec::new(), step: 0.0 }
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
        let step = median_step(&at);
        Ok(Self::cut(at, values, pauses, step))
    }

    /// Samples known to be in order and finite, of a recording with this usual step: with gaps at the `walls` and where
    /// the silence is too long.
    fn cut(at: Vec<Elapsed>, values: Vec<Q>, walls: &[Span], step: f64) -> Self {
        let longest_step = (GAP_STEPS * step).max(SHORTEST_GAP);
        let mut gaps = Vec::new();
        let mut walls = walls.iter().peekable();
        for (index, pair) in at.windows(2).enumerate() {
            let span = Span { start: pair[0], end: pair[1] };
            while walls.next_if(|wall| wall.end <= span.start).is_some() {}
            let walled = walls.peek().is_some_and(|wall| wall.start < span.end && wall.length() > 0.0);
            if walled || span.length() > longest_step {
                gaps.push(Gap { span, next: index + 1 });
            }
        }
        Self { at, values, gaps, step }
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

    /// The usual step between the samples of the recording, s: the median; 0 where it held fewer than two. Samples that
    /// are left out do not change it.
    #[must_use]
    pub fn usual_step(&self) -> f64 {
        self.step
    }

    /// Keeps the samples that `keep` accepts. The gaps that were there stay; where a run of samples was dropped a new
    /// gap arises if the recording would not bridge the silence.
    #[must_use]
    pub fn filter(&self, mut keep: impl FnMut(Elapsed, Q) -> bool) -> Self {
        self.rebuild(self.iter().filter(|(at, value)| keep(*at, *value)), self.step)
    }

    /// Maps each value. A value that does not stay finite is dropped.
    #[must_use]
    pub fn map<R: Sample>(&self, mut change: impl FnMut(Q) -> R) -> Stream<R> {
        let changed = self.iter().map(|(at, value)| (at, change(value)));
        self.rebuild(changed.filter(|(_, value)| value.is_finite()), self.step)
    }

    /// The samples inside `span`, ends included.
    #[must_use]
    pub fn within(&self, span: Span) -> Self {
        self.filter(|at, _| span.start <= at && at <= span.end)
    }

    /// Pairs this channel with another at the seconds that both have. They come as often as the sparser of the two.
    #[must_use]
    pub fn join<R: Sample>(&self, other: &Stream<R>) -> Stream<(Q, R)> {
        let pairs = self.iter().filter_map(|(at, value)| other.at_time(at).map(|found| (at, (value, found))));
        self.rebuild(pairs, self.step.max(other.step))
    }

    /// Pairs each of this channel's samples with another channel's sample of the same second, where it has one.
    #[must_use]
    pub fn join_where_known<R: Sample>(&self, other: &Stream<R>) -> Stream<(Q, Option<R>)> {
        self.rebuild(self.iter().map(|(at, value)| (at, (value, other.at_time(at)))), self.step)
    }

    /// The value recorded at exactly `time`.
    #[must_use]
    pub fn at_time(&self, time: Elapsed) -> Option<Q> {
        let index = self.at.partition_point(|at| *at < time);
        (self.at.get(index) == Some(&time)).then(|| self.values[index])
    }

    /// Some of this stream's own times with finite values, made into a stream whose gaps stay where they were.
    fn rebuild<R: Sample>(&self, samples: impl Iterator<Item = (Elapsed, R)>, step: f64) -> Stream<R> {
        let walls: Vec<Span> = self.gaps.iter().map(|gap| gap.span).collect();
        let (at, values) = samples.unzip();
        Stream::cut(at, values, &walls, step)
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

    /// The lengths of the runs.
    fn runs(stream: &Stream<impl Sample>) -> Vec<usize> {
        stream.runs().map(|(at, _)| at.len()).collect()
    }

    #[test]
    fn a_thinned_stream_bridges_no_more_than_its_recording() {
        let seconds: Vec<f64> = (0..60).map(f64::from).collect();
        let stream = Stream::new(samples(&seconds), &[]).unwrap();
        // One second in four: three of these steps are 12 s, but the recording has no silence above 5 s.
        let thinned = stream.filter(|at, _| at.get() % 4.0 == 0.0 && !(21.0..32.0).contains(&at.get()));
        assert_eq!((runs(&thinned), thinned.usual_step()), (vec![6, 7], 1.0));
        assert_eq!(runs(&thinned.map(|rate| rate)), [6, 7]);
        assert_eq!(runs(&thinned.join_where_known(&stream)), [6, 7]);
    }

    #[test]
    fn a_thinned_stream_bridges_as_much_as_its_recording() {
        // Mostly 4 s apart, and for a while 1 s: a silence of 9 s is nothing new where 12 s are bridged.
        let sparse = (0..20).map(|index| 4.0 * f64::from(index));
        let dense = (77..90).map(f64::from);
        let stream = Stream::new(samples(&sparse.chain(dense).collect::<Vec<_>>()), &[]).unwrap();
        let kept = stream.filter(|at, _| !(70.0..76.5).contains(&at.get()) && at.get() > 66.0);
        assert_eq!(runs(&kept), [14]);
    }

    #[test]
    fn a_second_left_out_inside_a_run_is_as_one_never_recorded() {
        let stream = Stream::new(samples(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), &[]).unwrap();
        assert_eq!(runs(&stream.filter(|at, _| at.get() <= 1.0 || at.get() >= 6.0)), [4]);
        assert_eq!(runs(&stream.filter(|at, _| at.get() <= 0.0 || at.get() >= 6.0)), [1, 2]);
    }

    #[test]
    fn two_channels_together_come_as_often_as_the_sparser() {
        let dense = Stream::new(samples(&(0..50).map(f64::from).collect::<Vec<_>>()), &[]).unwrap();
        let sparse =
            Stream::new(samples(&(0..7).map(|i| 7.0 * f64::from(i)).collect::<Vec<_>>()), &[]).unwrap();
        assert_eq!((runs(&dense.join(&sparse)), runs(&sparse.join(&dense))), (vec![7], vec![7]));
    }

    #[test]
    fn an_empty_stream_has_no_runs() {
        let stream: Stream<HeartRate> = Stream::default();
        assert_eq!(stream.runs().count(), 0);
    }
}
