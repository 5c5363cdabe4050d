//! `run.cadence`: running cadence against the runner's own baseline.

use super::baseline::against_own;
use super::gather::gather;
use super::words::{count, over};
use super::{CheckId, CheckResult, Figure, Input, Outcome};
use crate::metrics::MetricId;
use crate::metrics::baseline::LEAST_FOR_SPREAD;
use crate::units::{Unit, fixed, signed};

const ID: CheckId = CheckId::RunCadence;
const SOURCE: &str =
    "your own earlier runs at like speed; an optional rise after Heiderscheit 2011. Not the clinic's";

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    let gathered = gather(input, MetricId::StepRate, true);
    if gathered.is_empty() {
        return CheckResult::plain(ID, Outcome::NotApplicable, "There is no run in the files.", SOURCE);
    }
    let (Some(figure), Some((latest, estimate))) = (gathered.figure(0), gathered.known.last()) else {
        let reason = format!("It cannot be told: {}.", gathered.why_unknown("run"));
        return CheckResult::plain(ID, Outcome::Unknown, reason, SOURCE);
    };
    let said = format!(
        "{} steps/min, {}{}",
        fixed(figure.lo, 0),
        over(gathered.known.len(), "run"),
        gathered.latest(|estimate| fixed(estimate.value, 0))
    );
    let left_out = gathered.left_out("run");
    let earlier = |other: &super::Judged<'_>| other.session.clock.start < latest.session.clock.start;
    let Some((change, usual_range)) = against_own(input, latest, MetricId::StepRate, earlier) else {
        let reason = format!(
            "{said}; no baseline yet: it takes {LEAST_FOR_SPREAD} earlier runs with a minute at like speed{left_out}."
        );
        return CheckResult {
            measured: Some(figure),
            ..CheckResult::plain(ID, Outcome::Unknown, reason, SOURCE)
        };
    };
    let usual = estimate.value - change.difference;
    let compared = format!(
        "{} against {} before it at like speed",
        signed(change.difference, change.decimals()),
        count(change.runs, "run")
    );
    let (outcome, target, words) = match input.settings.run_cadence_rise {
        Some((lo, hi)) => {
            let wanted = (usual * (1.0 + lo / 100.0), usual * (1.0 + hi / 100.0));
            let inside =
                wanted.0.round() <= estimate.value.round() && estimate.value.round() <= wanted.1.round();
            let outcome = if inside { Outcome::Pass } else { Outcome::Advisory };
            let words = format!(
                "the configured rise of {lo} to {hi} % would be {} to {}",
                fixed(wanted.0, 0),
                fixed(wanted.1, 0)
            );
            (outcome, wanted, words)
        }
        None => {
            let (told, reach) = (change.is_told() == Some(true), usual_range.at(1));
            let likely = (usual - reach, usual + reach);
            let reach = fixed(reach, change.decimals());
            let words = if told {
                format!("outside your usual range (up to {reach} either way); the cause is not inferred")
            } else {
                format!("which is in your usual range (up to {reach} either way)")
            };
            let outcome = if told { Outcome::Advisory } else { Outcome::Pass };
            (outcome, likely, words)
        }
    };
    CheckResult {
        measured: Some(Figure {
            ci95: estimate.ci95(),
            ..Figure::of(estimate.value, Unit::StepsPerMinute, 0)
        }),
        target: Some(Figure::range(target, Unit::StepsPerMinute, 0)),
        ..CheckResult::plain(ID, outcome, format!("{said}; {compared}, {words}{left_out}."), SOURCE)
    }
}
