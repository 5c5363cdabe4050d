//! `plan.added`: were the prescriptions that the user's plan adds followed?

use super::ladder::{BIKE, POOL, Rungs};
use super::words::sentence;
use super::{CheckId, CheckResult, Figure, Input, Outcome};
use crate::programme::{Origin, Prescription};
use crate::units::Unit;

const ID: CheckId = CheckId::PlanAdded;

/// The prescriptions in force that are not the clinic's two, which have checks of their own.
pub(super) fn added<'a>(input: &Input<'a>) -> impl Iterator<Item = &'a Prescription> {
    input.plan.in_force().filter(|own| ![BIKE.name, POOL.name].contains(&own.name.as_str()))
}

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    let results: Vec<(&str, CheckResult)> = added(input)
        .map(|own| (own.name.as_str(), Rungs { name: &own.name, noun: "session" }.times(ID, input)))
        .collect();
    let source = Origin::PlanFile.words();
    if results.is_empty() {
        return CheckResult::plain(ID, Outcome::NotApplicable, "The plan adds no prescription.", source);
    }
    let reasons: Vec<String> = results
        .iter()
        .map(|(name, result)| format!("{}: {}", sentence(name), result.reason.trim_end_matches('.')))
        .collect();
    let weeks = |figure: fn(&CheckResult) -> Option<Figure>| {
        let weeks: Vec<f64> = results.iter().filter_map(|(_, result)| figure(result)).map(|f| f.lo).collect();
        (!weeks.is_empty()).then(|| Figure::of(weeks.iter().sum(), Unit::Weeks, 0))
    };
    let any = |outcome: Outcome| results.iter().any(|(_, result)| result.outcome == outcome);
    let outcome = [Outcome::Fail, Outcome::Unknown, Outcome::Pass].into_iter().find(|outcome| any(*outcome));
    CheckResult {
        measured: weeks(|result| result.measured),
        target: weeks(|result| result.target),
        ..CheckResult::plain(
            ID,
            outcome.unwrap_or(Outcome::NotApplicable),
            format!("{}.", reasons.join(". ")),
            source,
        )
    }
}
