//! `pool.laps`: did each swim reach the week's laps?

use super::{CheckId, CheckResult, Input, Outcome, ladder};
use crate::programme::Dose;

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    let mut result = ladder::POOL.dose(CheckId::PoolLaps, input);
    let dose = input.prescription("pool").map(|(prescription, _)| prescription.dose);
    if let (Some(Dose::Laps { lap_lengths, drill_only }), Outcome::Pass | Outcome::Fail) =
        (dose, result.outcome)
    {
        let lengths =
            if lap_lengths == 1 { "1 pool length".to_owned() } else { format!("{lap_lengths} pool lengths") };
        let typed = if drill_only { "; drill lengths are as many as the swimmer typed in" } else { "" };
        result.reason.push_str(&format!(" A lap is {lengths}{typed}."));
    }
    result
}
