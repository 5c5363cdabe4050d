//! `bike.times-per-week`: were there three rides a week?

use super::{CheckId, CheckResult, Input, ladder};

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    ladder::BIKE.times(CheckId::BikeTimesPerWeek, input)
}
