//! `run.skip-length`: skips of 10 to 20 m.

use super::reps::{Part, lengths};
use super::{CheckId, CheckResult, Input};

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    // A skip that nothing but speed speaks for may be a slow start.
    lengths(CheckId::RunSkipLength, input, "skip", input.plan.drill.skip, |judged| {
        let skips = judged.drills.reps.iter().filter_map(|rep| rep.skip.as_ref());
        skips
            .map(|skip| Part { metres: skip.metres, verdict: skip.verdict, evident: skip.confirmed })
            .collect()
    })
}
