//! Columns become the streams of a session.

use super::share::Share;
use crate::ingest::channel::Channel;
use crate::ingest::columns::Cells;
use crate::model::{Arc, PedalBalance, Span, Stream, Streams};
use crate::units::{
    Angle, CrankRate, Elapsed, HeartRate, LeftShare, Legs, Metres, Millimetres, Milliseconds, Percent,
    RightShare, Sample, Speed, StepRate, StrideRate, Watts,
};
use std::collections::BTreeMap;

/// What a session's cadence counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gait {
    /// On foot: strides.
    Foot,
    /// On a bike: crank revolutions.
    Crank,
    /// Something else (strokes in the water): no channel holds it.
    Neither,
}

/// Strides a minute that nobody keeps up: a median above is steps already (docs/sources.md, "FIT fields").
const MOST_STRIDES: f64 = 120.0;
/// At a walking pace nobody makes so many strides a minute, which are 200 steps; 100 steps are a usual walk. Up to it
/// nothing tells a walk that was written in steps from a jog with short quick steps, and FIT's own meaning stands.
const MOST_STRIDES_WALKING: f64 = 100.0;
/// Slower than this is a walking pace, m/s.
const WALKING_PACE: f64 = 2.0;

/// Whether what should be strides per minute is steps per minute already, by the usual cadence and speed of a session.
pub(super) fn already_steps(cadence: f64, speed: Option<f64>) -> bool {
    let walks = speed.is_some_and(|speed| speed < WALKING_PACE);
    cadence > if walks { MOST_STRIDES_WALKING } else { MOST_STRIDES }
}

/// Nobody runs on so few steps a minute as a habit: at a running pace a step would be longer than 1.2 m.
const FEWEST_STEPS: f64 = 110.0;
/// Faster than this is no walk, m/s.
const RUNNING_PACE: f64 = 2.2;

/// Whether a cadence may count half of the steps. It is said and not mended: dropouts look alike.
pub(super) fn may_be_half(steps: f64, speed: Option<f64>) -> bool {
    0.0 < steps && steps < FEWEST_STEPS && speed.is_some_and(|speed| speed > RUNNING_PACE)
}

/// FIT time and row of a sample: rows tell samples of the same second apart.
type At = (u32, u32);

/// Samples of one channel in one session, in order.
type Samples = Vec<(At, f64)>;

/// So many samples share a second at most; more come from a clock that stood still.
const MOST_A_SECOND: usize = 10;

/// Picks the samples of one session out of the columns.
pub(super) struct Picker<'a> {
    share: Share<'a>,
    pauses: &'a [Span],
    left_out: BTreeMap<&'static str, usize>,
    /// True where the running cadence was in steps already.
    pub(super) steps_already: bool,
    /// The usual running cadence, steps/min, where it may be half of what was run.
    pub(super) may_be_half: Option<f64>,
}

impl<'a> Picker<'a> {
    /// A picker for one session.
    pub(super) fn new(share: Share<'a>, pauses: &'a [Span]) -> Self {
        Self { share, pauses, left_out: BTreeMap::new(), steps_already: false, may_be_half: None }
    }

    /// What was left out, in words, with its number.
    pub(super) fn left_out(self) -> Vec<(String, usize)> {
        self.left_out.into_iter().map(|(words, count)| (words.to_owned(), count)).collect()
    }

    /// Makes every channel.
    pub(super) fn streams(&mut self, gait: Gait) -> Streams {
        let speed = self.preferred(Channel::EnhancedSpeed, Channel::Speed);
        let altitude = self.preferred(Channel::EnhancedAltitude, Channel::Altitude);
        let cadence = self.cadence();
        let pace = usual(&speed);
        let mut streams = Streams {
            heart_rate: self.plain(Channel::HeartRate, HeartRate::new),
            speed: self.stream(speed, |value| Speed::new(*value)),
            altitude: self.stream(altitude, |value| Metres::new(*value)),
            distance: self.distance(),
            grade: self.plain(Channel::Grade, Percent::new),
            power: self.plain(Channel::Power, Watts::new),
            pedal_balance: self.pedal_balance(),
            torque_effectiveness: Legs {
                left: self.plain(Channel::LeftTorqueEffectiveness, Percent::new),
                right: self.plain(Channel::RightTorqueEffectiveness, Percent::new),
            },
            pedal_smoothness: Legs {
                left: self.plain(Channel::LeftPedalSmoothness, Percent::new),
                right: self.plain(Channel::RightPedalSmoothness, Percent::new),
            },
            combined_smoothness: self.plain(Channel::CombinedPedalSmoothness, Percent::new),
            power_phase: Legs {
                left: self.arc(Channel::LeftPhaseStart, Channel::LeftPhaseEnd),
                right: self.arc(Channel::RightPhaseStart, Channel::RightPhaseEnd),
            },
            power_phase_peak: Legs {
                left: self.arc(Channel::LeftPeakStart, Channel::LeftPeakEnd),
                right: self.arc(Channel::RightPeakStart, Channel::RightPeakEnd),
            },
            platform_offset: Legs {
                left: self.plain(Channel::LeftOffset, Millimetres::new),
                right: self.plain(Channel::RightOffset, Millimetres::new),
            },
            stance_time: self.plain(Channel::StanceTime, Milliseconds::new),
            stance_balance: self.plain(Channel::StanceBalance, LeftShare::new),
            stance_percent: self.plain(Channel::StancePercent, Percent::new),
            vertical_oscillation: self.plain(Channel::VerticalOscillation, Millimetres::new),
            vertical_ratio: self.plain(Channel::VerticalRatio, Percent::new),
            step_length: self.plain(Channel::StepLength, Millimetres::new),
            foot_contact: Legs {
                left: self.plain(Channel::LeftContact, Milliseconds::new),
                right: self.plain(Channel::RightContact, Milliseconds::new),
            },
            ..Streams::default()
        };
        match gait {
            Gait::Foot => streams.step_rate = self.step_rate(cadence, pace),
            Gait::Crank => streams.crank_rate = self.stream(cadence, |value| CrankRate::new(*value)),
            Gait::Neither => {}
        }
        streams
    }

    /// The session's samples of a channel in a column, in order of time.
    fn pick(&mut self, channel: Channel, cells: Cells<'_>) -> Samples {
        let picked = cells.rows.iter().zip(cells.values);
        let mut samples: Samples =
            picked.filter_map(|(row, value)| Some(((self.share.time(*row)?, *row), *value))).collect();
        if cells.implausible > 0 {
            *self.left_out.entry(channel.words()).or_default() += cells.implausible;
        }
        if !self.share.frame.sorted {
            samples.sort_by_key(|(at, _)| *at);
        }
        samples
    }

    /// A channel of the profile; where that is empty, what a developer field gives in its stead.
    fn samples(&mut self, channel: Channel) -> Samples {
        let [native, developer] = self.share.channel(channel);
        let native = self.pick(channel, native);
        if native.is_empty() { self.pick(channel, developer) } else { native }
    }

    /// The better of two channels, record by record.
    fn preferred(&mut self, better: Channel, other: Channel) -> Samples {
        let (mut better, other) = (self.samples(better), self.samples(other));
        let missing: Samples = {
            let mut known = beside(&better);
            other.into_iter().filter(|(at, _)| known(*at).is_none()).collect()
        };
        if !missing.is_empty() {
            better.extend(missing);
            better.sort_by_key(|(at, _)| *at);
        }
        better
    }

    /// Samples with their elapsed time. Those that share a second are spread over it, so that none is lost; of a
    /// second that holds too many only the last counts.
    fn stream<T, Q: Sample>(&mut self, samples: Vec<(At, T)>, quantity: impl Fn(&T) -> Q) -> Stream<Q> {
        let mut dropped = 0;
        let mut spread = Vec::with_capacity(samples.len());
        for same in samples.chunk_by(|(one, _), (two, _)| one.0 == two.0) {
            let kept = if same.len() > MOST_A_SECOND { same.len() - 1 } else { 0 };
            dropped += kept;
            let count = f64::from(u32::try_from(same.len() - kept).unwrap_or(1));
            for (index, (at, value)) in (0u32..).zip(same.iter().skip(kept)) {
                let within = f64::from(index) / count;
                spread.push((Elapsed::new(self.share.since(at.0).get() + within), quantity(value)));
            }
        }
        if dropped > 0 {
            *self.left_out.entry("samples while the clock stood still").or_default() += dropped;
        }
        // Times rise strictly and values are finite by construction, so this cannot fail.
        Stream::new(spread, self.pauses).unwrap_or_default()
    }

    fn plain<Q: Sample>(&mut self, channel: Channel, quantity: impl Fn(f64) -> Q) -> Stream<Q> {
        let samples = self.samples(channel);
        self.stream(samples, |value| quantity(*value))
    }

    /// Cadence with its fraction; cadence256 where only that was written.
    fn cadence(&mut self) -> Samples {
        let mut whole = self.samples(Channel::Cadence);
        if whole.is_empty() {
            return self.samples(Channel::Cadence256);
        }
        let fractions = self.samples(Channel::FractionalCadence);
        let mut fraction = beside(&fractions);
        for (at, value) in &mut whole {
            *value += fraction(*at).unwrap_or(0.0);
        }
        whole
    }

    fn step_rate(&mut self, strides: Samples, pace: Option<f64>) -> Stream<StepRate> {
        let middle = usual(&strides);
        self.steps_already = middle.is_some_and(|middle| already_steps(middle, pace));
        let halve = if self.steps_already { 0.5 } else { 1.0 };
        let steps = middle.map(|middle| StrideRate::new(middle * halve).steps().get());
        self.may_be_half = steps.filter(|steps| may_be_half(*steps, pace));
        self.stream(strides, |value| StrideRate::new(*value * halve).steps())
    }

    /// Distance from the session's start: a device that counts on through a multisport activity is set back to zero.
    fn distance(&mut self) -> Stream<Metres> {
        let samples = self.samples(Channel::Distance);
        let before = self.share.index.checked_sub(1).and_then(|index| {
            let before = Picker { share: Share { index, ..self.share }, left_out: BTreeMap::new(), ..*self }
                .samples(Channel::Distance);
            before.last().map(|(_, metres)| *metres)
        });
        let first = samples.first().map_or(0.0, |(_, metres)| *metres);
        let zero = before.filter(|before| *before > 0.0 && first >= *before).unwrap_or(0.0);
        self.stream(samples, |metres| Metres::new(metres - zero))
    }

    fn pedal_balance(&mut self) -> Stream<PedalBalance> {
        let raw = self.samples(Channel::LeftRightBalance);
        let all = raw.len();
        let samples: Vec<(At, PedalBalance)> =
            raw.into_iter().filter_map(|(at, raw)| Some((at, balance(raw)?))).collect();
        if samples.len() < all {
            *self.left_out.entry(Channel::LeftRightBalance.words()).or_default() += all - samples.len();
        }
        self.stream(samples, |sample| *sample)
    }

    /// A power phase: a second that lacks its start or its end has none.
    fn arc(&mut self, start: Channel, end: Channel) -> Stream<Arc> {
        let starts = self.samples(start);
        let ends = self.samples(end);
        let mut end = beside(&ends);
        let arcs = starts.into_iter().filter_map(|(at, start)| {
            Some((at, Arc { start: Angle::new(start), end: Angle::new(end(at)?) }))
        });
        self.stream(arcs.collect(), |arc| *arc)
    }
}

/// The middle value of those above zero: of a speed or a cadence, while moving.
fn usual(samples: &[(At, f64)]) -> Option<f64> {
    let mut moving: Vec<f64> = samples.iter().map(|(_, value)| *value).filter(|value| *value > 0.0).collect();
    moving.sort_by(f64::total_cmp);
    moving.get(moving.len() / 2).copied()
}

/// What `samples` hold in a record, for records asked for in order.
fn beside(samples: &[(At, f64)]) -> impl FnMut(At) -> Option<f64> + '_ {
    let mut rest = samples.iter().peekable();
    move |at| {
        while rest.next_if(|(before, _)| *before < at).is_some() {}
        rest.peek().filter(|(found, _)| *found == at).map(|(_, value)| *value)
    }
}

/// The byte of `record.left_right_balance`: seven bits of per cent, and one that says that they are the right pedal's.
fn balance(raw: f64) -> Option<PedalBalance> {
    let (share, right) = if raw >= 128.0 { (raw - 128.0, true) } else { (raw, false) };
    if !(0.0..=100.0).contains(&share) {
        return None;
    }
    Some(if right {
        PedalBalance::Sided(RightShare::new(share).left())
    } else {
        PedalBalance::Unsided(Percent::new(share))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_says_which_pedal() {
        assert_eq!(balance(180.0), Some(PedalBalance::Sided(LeftShare::new(48.0))));
        assert_eq!(balance(52.0), Some(PedalBalance::Unsided(Percent::new(52.0))));
        assert_eq!(balance(128.0), Some(PedalBalance::Sided(LeftShare::new(100.0))));
        assert_eq!(balance(120.0), None);
    }

    #[test]
    fn a_pace_tells_steps_from_strides_only_where_no_body_could_do_both() {
        // Running: 120 strides are 240 steps.
        assert!(already_steps(121.0, Some(3.0)) && already_steps(121.0, None));
        assert!(!already_steps(115.0, Some(3.0)) && !already_steps(115.0, None));
        // Walking: 110 are steps. 95 may be a walk in steps or a jog of short quick steps: FIT's meaning stands.
        assert!(already_steps(110.0, Some(1.5)) && !already_steps(95.0, Some(1.5)));
        // Half of 166 at a running pace, and a walk.
        assert!(may_be_half(83.0, Some(2.8)));
        assert!(!may_be_half(83.0, Some(1.3)) && !may_be_half(83.0, None) && !may_be_half(166.0, Some(2.8)));
    }
}
