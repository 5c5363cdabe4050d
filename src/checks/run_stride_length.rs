//! `run.stride-length`: strides of 50 to 80 m.

use super::reps::{Part, lengths};
use super::{CheckId, CheckResult, Input};

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    lengths(CheckId::RunStrideLength, input, "stride", input.plan.drill.stride, |judged| {
        let strides = judged.drills.reps.iter().filter_map(|rep| rep.stride.as_ref());
        // An ordinary surge looks like a stride.
        let evident = judged.drills.evident();
        strides.map(|stride| Part { metres: stride.metres, verdict: stride.verdict, evident }).collect()
    })
}
