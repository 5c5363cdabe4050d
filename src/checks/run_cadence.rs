//! `run.cadence`: running cadence against the runner's own baseline.

use super::baseline::{LEAST_RUNS, LEAST_STEP_RATE, baseline, mean_speed};
use super::gather::gather;
use super::words::{count, over};
use super::{CheckId, CheckResult, Figure, Input, Outcome};
use crate::metrics::MetricId;
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
    let own = mean_speed(latest).and_then(|speed| {
        baseline(input, &gathered, speed, LEAST_STEP_RATE, |other| {
            other.session.clock.start < latest.session.clock.start
        })
    });
    let said = format!(
        "{:.0} steps/min, {}; the latest, on {}, {:.0}",
        figure.lo,
        over(gathered.known.len(), "run"),
        latest.day(),
        estimate.value
    );
    let left_out = gathered.left_out("run");
    let Some(own) = own else {
        let reason = format!(
            "{said}; no baseline yet: it takes {LEAST_RUNS} earlier runs at like speed (within 0.2 m/s){left_out}."
        );
        return CheckResult {
            measured: Some(figure),
            ..CheckResult::plain(ID, Outcome::Unknown, reason, SOURCE)
        };
    };
    let change = estimate.value - own.usual;
    let usual =
        format!("the {} at like speed before it had a median of {:.0}", count(own.runs, "run"), own.usual);
    let (outcome, target, words) = match input.settings.run_cadence_rise {
        Some((lo, hi)) => {
            let wanted = (own.usual * (1.0 + lo / 100.0), own.usual * (1.0 + hi / 100.0));
            let inside =
                wanted.0.round() <= estimate.value.round() && estimate.value.round() <= wanted.1.round();
            let outcome = if inside { Outcome::Pass } else { Outcome::Advisory };
            (
                outcome,
                wanted,
                format!(
                    "the configured rise of {lo:.0} to {hi:.0} % would be {:.0} to {:.0}",
                    wanted.0, wanted.1
                ),
            )
        }
        None if change.abs() <= own.mdc => (
            Outcome::Pass,
            (own.usual - own.mdc, own.usual + own.mdc),
            format!(
                "a difference of {change:+.0} cannot be told from noise (two runs differ by up to {:.0})",
                own.mdc
            ),
        ),
        None => (
            Outcome::Advisory,
            (own.usual - own.mdc, own.usual + own.mdc),
            format!(
                "a difference of {change:+.0} is more than chance (up to {:.0}); the cause is not inferred",
                own.mdc
            ),
        ),
    };
    CheckResult {
        measured: Some(Figure { ci95: estimate.ci95, ..Figure::of(estimate.value, Unit::StepsPerMinute, 0) }),
        target: Some(Figure::range(target, Unit::StepsPerMinute, 0)),
        ..CheckResult::plain(ID, outcome, format!("{said}; {usual}; {words}{left_out}."), SOURCE)
    }
}
