//! `bike.minutes`: did each ride reach the week's minutes?

use super::{CheckId, CheckResult, Input, ladder};

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    ladder::BIKE.dose(CheckId::BikeMinutes, input)
}
