//! The channels that a session can hold.

use super::Stream;
use crate::units::{
    Angle, CrankRate, HeartRate, LeftShare, Legs, Metres, Millimetres, Milliseconds, Percent, Sample, Speed,
    StepRate, Watts,
};

/// Every channel of a session. A channel that was not recorded is an empty stream.
#[derive(Debug, Clone, Default)]
pub struct Streams {
    /// Heart rate.
    pub heart_rate: Stream<HeartRate>,
    /// Running and walking cadence, both feet, with the fraction. Empty on the bike.
    pub step_rate: Stream<StepRate>,
    /// Pedalling cadence, with the fraction. Empty on foot.
    pub crank_rate: Stream<CrankRate>,
    /// Speed as the device reports it (a GPS speed lags by seconds).
    pub speed: Stream<Speed>,
    /// Distance since the session started.
    pub distance: Stream<Metres>,
    /// Altitude above sea level.
    pub altitude: Stream<Metres>,
    /// Grade in per cent as the device reports it; else worked out from altitude and distance in `metrics`.
    pub grade: Stream<Percent>,
    /// Power.
    pub power: Stream<Watts>,
    /// Left/right balance of pedal power, raw: coasting and one-leg values are still in it.
    pub pedal_balance: Stream<PedalBalance>,
    /// Torque effectiveness of each leg.
    pub torque_effectiveness: Legs<Stream<Percent>>,
    /// Pedal smoothness of each leg.
    pub pedal_smoothness: Legs<Stream<Percent>>,
    /// Pedal smoothness of both legs together.
    pub combined_smoothness: Stream<Percent>,
    /// Power phase of each leg: where on the circle its torque is positive.
    pub power_phase: Legs<Stream<Arc>>,
    /// Peak power phase of each leg.
    pub power_phase_peak: Legs<Stream<Arc>>,
    /// Platform centre offset of each pedal; positive is outwards.
    pub platform_offset: Legs<Stream<Millimetres>>,
    /// Ground contact time (FIT `stance_time`).
    pub stance_time: Stream<Milliseconds>,
    /// Left share of ground contact time (FIT `stance_time_balance`).
    pub stance_balance: Stream<LeftShare>,
    /// Contact as a share of the step (FIT `stance_time_percent`). Not the balance.
    pub stance_percent: Stream<Percent>,
    /// Vertical oscillation.
    pub vertical_oscillation: Stream<Millimetres>,
    /// Vertical oscillation over step length.
    pub vertical_ratio: Stream<Percent>,
    /// Step length.
    pub step_length: Stream<Millimetres>,
    /// Ground contact time of each foot, from developer fields (RunScribe, Stryd with two pods).
    pub foot_contact: Legs<Stream<Milliseconds>>,
}

/// One sample of left/right pedal balance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PedalBalance {
    /// The flag says which pedal: the left leg's share of power.
    Sided(LeftShare),
    /// The flag is not set: the share of one leg, and nobody knows which.
    Unsided(Percent),
}

impl Sample for PedalBalance {
    fn is_finite(&self) -> bool {
        match self {
            Self::Sided(share) => share.is_finite(),
            Self::Unsided(share) => share.is_finite(),
        }
    }
}

/// A part of the crank circle, clockwise from `start` to `end`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arc {
    /// Where it starts.
    pub start: Angle,
    /// Where it ends.
    pub end: Angle,
}

impl Arc {
    /// Whether the arc, followed clockwise from its start, reaches `angle`. An arc that ends beyond the top has come through
    /// the bottom, small as the number of its end is.
    #[must_use]
    pub fn reaches(self, angle: Angle) -> bool {
        self.start.clockwise_to(angle) <= self.start.clockwise_to(self.end)
    }
}

impl Sample for Arc {
    fn is_finite(&self) -> bool {
        self.start.is_finite() && self.end.is_finite()
    }
}
