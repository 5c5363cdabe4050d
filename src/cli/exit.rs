//! Exit codes that scripts can use.

use std::process::ExitCode;

/// How a command ended, where it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// Done: 0.
    Done,
    /// A prescription was missed: 1. Only `check` says so.
    Missed,
}

/// The code of an error: usage, nothing readable, or nothing written.
pub(super) const ERROR: u8 = 2;

impl From<Ended> for ExitCode {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Done => Self::SUCCESS,
            Ended::Missed => Self::from(1),
        }
    }
}
