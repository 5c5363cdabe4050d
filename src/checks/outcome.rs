//! The vocabulary of results.

use crate::units::Unit;

macro_rules! check_ids {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A check. Dotted names are stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum CheckId { $($(#[$doc])* $variant,)+ }

        impl CheckId {
            /// Every check, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable dotted name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

check_ids! {
    /// Did each ride reach the week's minutes?
    BikeMinutes = "bike.minutes",
    /// Were there three rides a week?
    BikeTimesPerWeek = "bike.times-per-week",
    /// Did the minutes rise by two a week, to an hour?
    BikeProgression = "bike.progression",
    /// Pedalling cadence against a configurable band.
    BikeCadence = "bike.cadence",
    /// Net pedal torque through the bottom of the stroke.
    BikePullThrough = "bike.pull-through",
    /// Left/right balance of pedal power.
    BikeBalance = "bike.balance",
    /// Was the skip-then-stride drill done?
    RunSkipStride = "run.skip-stride",
    /// Skips of 10 to 20 m.
    RunSkipLength = "run.skip-length",
    /// Strides of 50 to 80 m.
    RunStrideLength = "run.stride-length",
    /// Left share of ground contact time.
    RunStanceBalance = "run.stance-balance",
    /// Running cadence against the runner's own baseline.
    RunCadence = "run.cadence",
    /// Did each swim reach the week's laps?
    PoolLaps = "pool.laps",
    /// Were there three swims a week?
    PoolTimesPerWeek = "pool.times-per-week",
    /// Did the laps rise by two a week, to twenty?
    PoolProgression = "pool.progression",
    /// Which of the clinic's exercises were done.
    StrengthExercises = "strength.exercises",
    /// Strength work on machines.
    StrengthGym = "strength.gym",
    /// Weeks of the prescriptions that the user's plan adds.
    PlanAdded = "plan.added",
    /// The week after a race.
    RecoveryRaceWeek = "recovery.race-week",
    /// What the files could not tell, and why.
    DataQuality = "data.quality",
}

/// How a check came out. Advisory is not fail; unknown is not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// As prescribed, or inside the configured band.
    Pass,
    /// A prescription was missed.
    Fail,
    /// Outside a configurable default: worth a look, never a failure.
    Advisory,
    /// There is nothing here that the check speaks of.
    NotApplicable,
    /// The sensors or the files cannot answer.
    Unknown,
}

impl Outcome {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Advisory => "advisory",
            Self::NotApplicable => "not-applicable",
            Self::Unknown => "unknown",
        }
    }
}

/// What a check found over all sessions and weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckResult {
    /// Which check.
    pub id: CheckId,
    /// How it came out.
    pub outcome: Outcome,
    /// Why, in a sentence with its figures.
    pub reason: String,
    /// The figure measured, where there is one.
    pub measured: Option<Figure>,
    /// What it was held against, where there is a target.
    pub target: Option<Figure>,
    /// Where the target comes from.
    pub source: &'static str,
}

/// A figure with its unit; a range where `hi` differs from `lo`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// The figure, or the lower end of a range.
    pub lo: f64,
    /// The same figure, or the upper end of a range.
    pub hi: f64,
    /// Its unit.
    pub unit: Unit,
    /// The 95 % interval, where the figure is an estimate.
    pub ci95: Option<(f64, f64)>,
    /// Decimals that it deserves.
    pub decimals: usize,
}

impl CheckId {
    /// The check of a dotted name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|id| id.name() == name)
    }

    /// Whether the clinic, or a plan of the user's, prescribes what it looks at. The others hold a figure that no one prescribed
    /// against a configured default, a published range or the athlete's own sessions: to pass them is not to have done as
    /// advised.
    #[must_use]
    pub fn prescribed(self) -> bool {
        match self {
            Self::BikeMinutes
            | Self::BikeTimesPerWeek
            | Self::BikeProgression
            | Self::RunSkipStride
            | Self::RunSkipLength
            | Self::RunStrideLength
            | Self::PoolLaps
            | Self::PoolTimesPerWeek
            | Self::PoolProgression
            | Self::StrengthExercises
            | Self::StrengthGym
            | Self::PlanAdded => true,
            Self::BikeCadence
            | Self::BikePullThrough
            | Self::BikeBalance
            | Self::RunStanceBalance
            | Self::RunCadence
            | Self::RecoveryRaceWeek
            | Self::DataQuality => false,
        }
    }
}

impl CheckResult {
    /// A result without figures.
    #[must_use]
    pub fn plain(id: CheckId, outcome: Outcome, reason: impl Into<String>, source: &'static str) -> Self {
        Self { id, outcome, reason: reason.into(), measured: None, target: None, source }
    }
}

impl Figure {
    /// A single figure without an interval.
    #[must_use]
    pub fn of(value: f64, unit: Unit, decimals: usize) -> Self {
        Self::range((value, value), unit, decimals)
    }

    /// A range.
    #[must_use]
    pub fn range((lo, hi): (f64, f64), unit: Unit, decimals: usize) -> Self {
        Self { lo, hi, unit, ci95: None, decimals }
    }
}
