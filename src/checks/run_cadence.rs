//! `run.cadence`: running cadence against the runner's own baseline.

use super::baseline::against_own;
use super::gather::gather;
use super::words::{count, over};
use super::{CheckId, CheckResult, Figure, Input, Outcome};
use crate::metrics::MetricId;
use crate::metrics::baseline::LEAST_FOR_SPREAD;
use crate::units::Unit;

const ID: CheckId = CheckId::RunCadence;
const SOURCE: &str =
    "your own earlier runs at like speed; an optional rise after Heiderscheit 2011. Not the clinic's";

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    let gathered = gather(input, MetricId::StepRate, true);
    if gathered.is_empty() {
        return CheckResult::plain(ID, Outcome::NotApplicable, "There is no run in the files.", SOURCE);
    }
    let (Some(figure), Some((latest, estimate))) = (gathered.figure(0), gathered.known.last()) else {
        let reason = format!("Running cadence cannot be told: {}.", gathered.why_unknown("run"));
        return CheckResult::plain(ID, Outcome::Unknown, reason, SOURCE);
    };
    let said = format!(
        "{:.0} steps/min, {}; the latest, on {}, {:.0}",
        figure.lo,
        over(gathered.known.len(), "run"),
        latest.day(),
        estimate.value
    );
    let left_out = gathered.left_out("run");
    let earlier = |other: &super::Judged<'_>| other.session.clock.start < latest.session.clock.start;
    let Some((change, chance)) = against_own(input, latest, MetricId::StepRate, earlier) else {
        let reason = format!(
            "{said}; no baseline yet: it takes {LEAST_FOR_SPREAD} earlier runs with a minute at like speed{left_out}."
        );
        return CheckResult {
            measured: Some(figure),
            ..CheckResult::plain(ID, Outcome::Unknown, reason, SOURCE)
        };
    };
    let usual = estimate.value - change.difference;
    let compared =
        format!("{:+.0} against {} before it at like speed", change.difference, count(change.runs, "run"));
    let (outcome, target, words) = match input.settings.run_cadence_rise {
        Some((lo, hi)) => {
            let wanted = (usual * (1.0 + lo / 100.0), usual * (1.0 + hi / 100.0));
            let inside =
                wanted.0.round() <= estimate.value.round() && estimate.value.round() <= wanted.1.round();
            let outcome = if inside { Outcome::Pass } else { Outcome::Advisory };
            let words = format!(
                "the configured rise of {lo:.0} to {hi:.0} % would be {:.0} to {:.0}",
                wanted.0, wanted.1
            );
            (outcome, wanted, words)
        }
        None => {
            let told = change.is_told() == Some(true);
            let words = if told {
                format!("more than chance (up to {chance:.0}); the cause is not inferred")
            } else {
                format!("which cannot be told from noise (two runs differ by up to {chance:.0})")
            };
            let outcome = if told { Outcome::Advisory } else { Outcome::Pass };
            (outcome, (usual - chance, usual + chance), words)
        }
    };
    CheckResult {
        measured: Some(Figure { ci95: estimate.ci95, ..Figure::of(estimate.value, Unit::StepsPerMinute, 0) }),
        target: Some(Figure::range(target, Unit::StepsPerMinute, 0)),
        ..CheckResult::plain(ID, outcome, format!("{said}; {compared}, {words}{left_out}."), SOURCE)
    }
}
