//! `pool.times-per-week`: were there three swims a week?

use super::{CheckId, CheckResult, Input, ladder};

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    ladder::POOL.times(CheckId::PoolTimesPerWeek, input)
}
