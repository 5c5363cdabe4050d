//! `bike.progression`: did the minutes rise by two a week, to an hour?

use super::{CheckId, CheckResult, Input, ladder};

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    ladder::BIKE.progression(CheckId::BikeProgression, input)
}
