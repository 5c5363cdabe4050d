//! One file a check: what was prescribed or advised, against what was measured.

mod outcome;

pub use outcome::{CheckId, CheckResult, Figure, Outcome};
