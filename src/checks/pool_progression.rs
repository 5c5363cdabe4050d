//! `pool.progression`: did the laps rise by two a week, to twenty?

use super::{CheckId, CheckResult, Input, ladder};

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    ladder::POOL.progression(CheckId::PoolProgression, input)
}
