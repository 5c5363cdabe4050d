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
    /// How sure it is.
    pub certainty: Certainty,
    /// How many samples it rests on.
    pub n: usize,
    /// How many independent samples those are worth; absent for counts and totals.
    pub n_eff: Option<f64>,
    /// What was used and what was dropped.
    pub ledger: Ledger,
}

impl Estimate {
    /// The 95 % interval, where it bears one.
    #[must_use]
    pub fn ci95(&self) -> Option<(f64, f64)> {
        match self.certainty {
            Certainty::Interval(lo, hi) => Some((lo, hi)),
            Certainty::Counted | Certainty::Constant | Certainty::Untold(_) => None,
        }
    }

    /// Whether it may be held against anything: it bears an interval, or needs none.
    #[must_use]
    pub fn bears_a_verdict(&self) -> bool {
        !matches!(self.certainty, Certainty::Untold(_))
    }
}

/// How sure a number is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Certainty {
    /// Its 95 % interval, low and high, in the number's unit.
    Interval(f64, f64),
    /// A count or a total: it is what it is.
    Counted,
    /// Nothing varied through ten minutes or more: there is no spread to make an interval of.
    Constant,
    /// No interval can be told, and no verdict may rest on it.
    Untold(Untold),
}

/// Why there is a number and no interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Untold {
    /// Fewer valid minutes than it takes.
    TooShort,
    /// The samples repeat each other: they are worth fewer independent ones than it takes.
    TooFewIndependent,
    /// The interval would reach over nearly all of the samples.
    TooWide,
}

impl Untold {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::TooShort => "too-short",
            Self::TooFewIndependent => "too-few-independent",
            Self::TooWide => "too-wide",
        }
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
