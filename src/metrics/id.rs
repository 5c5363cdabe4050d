//! The closed list of metrics, each with its record: name, unit, precision, evidence, source.

use crate::units::{Leg, Unit};

/// A metric. Names are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MetricId {
    /// Bike: median of pedalling seconds.
    CrankRate,
    /// Bike: share of recorded seconds without pedalling.
    CoastingShare,
    /// Bike: left share of power, side known.
    PedalBalance,
    /// Bike: distance from an even split, side unknown.
    PedalImbalance,
    /// Bike: where positive torque starts.
    PowerPhaseStart(Leg),
    /// Bike: where positive torque ends.
    PowerPhaseEnd(Leg),
    /// Bike: share of pedalling seconds whose power phase ends past 180 degrees.
    Past180(Leg),
    /// Bike: share of pedalling seconds whose power phase ends past 210 degrees.
    Past210(Leg),
    /// Bike: torque effectiveness.
    TorqueEffectiveness(Leg),
    /// Bike: pedal smoothness.
    PedalSmoothness(Leg),
    /// Run: cadence.
    StepRate,
    /// Run: left share of ground contact time.
    StanceBalance,
    /// Run: the same on flat ground only.
    StanceBalanceFlat,
    /// Run: ground contact time.
    GroundContactTime,
    /// Run: vertical oscillation.
    VerticalOscillation,
    /// Run: vertical ratio.
    VerticalRatio,
    /// Run: step length.
    StepLength,
    /// Pool: laps.
    Laps,
    /// Pool: laps logged as drill.
    DrillLaps,
}

/// How well a metric's meaning is supported, in the manner of GoldenCheetah's grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Known to mislead.
    Unreliable,
    /// Little or contradictory evidence.
    Low,
    /// Valid for change within one person.
    Medium,
    /// Validated against a reference.
    High,
}

impl MetricId {
    /// Every metric, in order.
    pub const ALL: [Self; 25] = [
        Self::CrankRate,
        Self::CoastingShare,
        Self::PedalBalance,
        Self::PedalImbalance,
        Self::PowerPhaseStart(Leg::Left),
        Self::PowerPhaseStart(Leg::Right),
        Self::PowerPhaseEnd(Leg::Left),
        Self::PowerPhaseEnd(Leg::Right),
        Self::Past180(Leg::Left),
        Self::Past180(Leg::Right),
        Self::Past210(Leg::Left),
        Self::Past210(Leg::Right),
        Self::TorqueEffectiveness(Leg::Left),
        Self::TorqueEffectiveness(Leg::Right),
        Self::PedalSmoothness(Leg::Left),
        Self::PedalSmoothness(Leg::Right),
        Self::StepRate,
        Self::StanceBalance,
        Self::StanceBalanceFlat,
        Self::GroundContactTime,
        Self::VerticalOscillation,
        Self::VerticalRatio,
        Self::StepLength,
        Self::Laps,
        Self::DrillLaps,
    ];

    /// The stable name in `report.json`.
    #[must_use]
    pub fn name(self) -> &'static str {
        use Leg::{Left, Right};
        match self {
            Self::CrankRate | Self::StepRate => "cadence",
            Self::CoastingShare => "coasting-share",
            Self::PedalBalance => "pedal-balance",
            Self::PedalImbalance => "pedal-imbalance",
            Self::PowerPhaseStart(Left) => "power-phase-start-left",
            Self::PowerPhaseStart(Right) => "power-phase-start-right",
            Self::PowerPhaseEnd(Left) => "power-phase-end-left",
            Self::PowerPhaseEnd(Right) => "power-phase-end-right",
            Self::Past180(Left) => "past-180-left",
            Self::Past180(Right) => "past-180-right",
            Self::Past210(Left) => "past-210-left",
            Self::Past210(Right) => "past-210-right",
            Self::TorqueEffectiveness(Left) => "torque-effectiveness-left",
            Self::TorqueEffectiveness(Right) => "torque-effectiveness-right",
            Self::PedalSmoothness(Left) => "pedal-smoothness-left",
            Self::PedalSmoothness(Right) => "pedal-smoothness-right",
            Self::StanceBalance => "stance-balance",
            Self::StanceBalanceFlat => "stance-balance-flat",
            Self::GroundContactTime => "ground-contact-time",
            Self::VerticalOscillation => "vertical-oscillation",
            Self::VerticalRatio => "vertical-ratio",
            Self::StepLength => "step-length",
            Self::Laps => "laps",
            Self::DrillLaps => "drill-laps",
        }
    }

    /// Its unit.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::CrankRate => Unit::RevolutionsPerMinute,
            Self::StepRate => Unit::StepsPerMinute,
            Self::PedalImbalance => Unit::PercentagePoints,
            Self::PowerPhaseStart(_) | Self::PowerPhaseEnd(_) => Unit::Degrees,
            Self::GroundContactTime => Unit::Milliseconds,
            Self::VerticalOscillation | Self::StepLength => Unit::Millimetres,
            Self::Laps | Self::DrillLaps => Unit::Laps,
            Self::CoastingShare
            | Self::PedalBalance
            | Self::Past180(_)
            | Self::Past210(_)
            | Self::TorqueEffectiveness(_)
            | Self::PedalSmoothness(_)
            | Self::StanceBalance
            | Self::StanceBalanceFlat
            | Self::VerticalRatio => Unit::Percent,
        }
    }

    /// Decimals that the number deserves: its precision in every output.
    #[must_use]
    pub fn decimals(self) -> usize {
        match self {
            Self::StanceBalance | Self::StanceBalanceFlat => 2,
            Self::Laps | Self::DrillLaps | Self::StepLength => 0,
            _ => 1,
        }
    }
}
