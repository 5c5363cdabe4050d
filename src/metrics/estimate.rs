//! The vocabulary of measurement: an estimate never travels without its ledger.

use crate::units::Unit;

/// What became of a metric in a session that could have it.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// It was measured.
    Known(Estimate),
    /// It was not, and this is why.
    Missing(Missing),
}

impl Measure {
    /// The estimate, where there is one.
    #[must_use]
    pub fn known(&self) -> Option<&Estimate> {
        match self {
            Self::Known(estimate) => Some(estimate),
            Self::Missing(_) => None,
        }
    }
}

/// A number with what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The number, in `unit`.
    pub value: f64,
    /// Its unit.
    pub unit: Unit,
    /// The 95 % interval, where the number is an estimate and n_eff allows one.
    pub ci95: Option<(f64, f64)>,
    /// How many samples it rests on.
    pub n: usize,
    /// How many independent samples those are worth; absent for counts and totals.
    pub n_eff: Option<f64>,
    /// What was used and what was dropped.
    pub ledger: Ledger,
}

impl Estimate {
    /// Whether it may be held against anything: it bears an interval, or needs none (a count, or a constant: nothing varies).
    #[must_use]
    pub fn bears_a_verdict(&self) -> bool {
        self.ci95.is_some() || self.n_eff.is_none()
    }
}

/// What a number was made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// The FIT field that it comes from (`record.stance_time_balance`).
    pub field: &'static str,
    /// The rule applied, in a sentence.
    pub rule: String,
    /// Samples used.
    pub used: usize,
    /// Samples dropped, each lot with its reason.
    pub dropped: Vec<Dropped>,
}

/// A lot of samples that was left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Why.
    pub reason: &'static str,
    /// How many.
    pub samples: usize,
}

/// Why there is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// The file has no such channel.
    NotRecorded,
    /// The channel is there but holds a constant or a placeholder: the sensor did not measure it.
    NotMeasured,
    /// Fewer samples than an honest number needs.
    TooFewSamples,
    /// The flag that says which pedal was never set.
    SideUnknown,
    /// This kind of sensor cannot know it.
    WrongSensor,
}

impl Missing {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotRecorded => "not-recorded",
            Self::NotMeasured => "not-measured",
            Self::TooFewSamples => "too-few-samples",
            Self::SideUnknown => "side-unknown",
            Self::WrongSensor => "wrong-sensor",
        }
    }
}
