//! One honest sentence or three: what was done, what fell short, what cannot be told.

use crate::checks::{CheckId, CheckResult, Outcome};

/// The sentence on top of the report, from the outcomes alone.
pub(super) fn headline(checks: &[CheckResult]) -> String {
    let named = |outcome: Outcome| -> Vec<&'static str> {
        checks.iter().filter(|check| check.outcome == outcome).filter_map(|check| noun(check.id)).collect()
    };
    let sentences: Vec<String> = [
        ("Done as advised", named(Outcome::Pass)),
        ("Fell short", named(Outcome::Fail)),
        ("Worth a look", named(Outcome::Advisory)),
        ("Cannot be told", named(Outcome::Unknown)),
    ]
    .into_iter()
    .filter(|(_, names)| !names.is_empty())
    .map(|(start, names)| format!("{start}: {}.", listed(&names)))
    .collect();
    if sentences.is_empty() {
        "Nothing in these files speaks of the programme.".to_owned()
    } else {
        sentences.join(" ")
    }
}

/// What a check is about, in a few words. The notices on files have a place of their own and are no finding.
fn noun(id: CheckId) -> Option<&'static str> {
    Some(match id {
        CheckId::BikeMinutes => "bike minutes",
        CheckId::BikeTimesPerWeek => "rides a week",
        CheckId::BikeProgression => "the rise of the bike minutes",
        CheckId::BikeCadence => "bike cadence",
        CheckId::BikePullThrough => "pull-through",
        CheckId::BikeBalance => "pedal balance",
        CheckId::RunSkipStride => "skip-then-stride pairs",
        CheckId::RunSkipLength => "skip lengths",
        CheckId::RunStrideLength => "stride lengths",
        CheckId::RunStanceBalance => "stance balance",
        CheckId::RunCadence => "running cadence",
        CheckId::PoolLaps => "pool laps",
        CheckId::PoolTimesPerWeek => "swims a week",
        CheckId::PoolProgression => "the rise of the pool laps",
        CheckId::StrengthExercises => "the hip exercises",
        CheckId::StrengthGym => "strength work on machines",
        CheckId::RecoveryRaceWeek => "the week after the race",
        CheckId::DataQuality => return None,
    })
}

/// `a`, `a and b`, `a, b and c`.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(id: CheckId, outcome: Outcome) -> CheckResult {
        CheckResult { id, outcome, reason: String::new(), measured: None, target: None, source: "" }
    }

    #[test]
    fn what_was_done_what_fell_short_and_what_cannot_be_told() {
        let checks = [
            result(CheckId::BikeMinutes, Outcome::Pass),
            result(CheckId::BikeProgression, Outcome::Pass),
            result(CheckId::PoolLaps, Outcome::Fail),
            result(CheckId::BikePullThrough, Outcome::Unknown),
            result(CheckId::RunCadence, Outcome::NotApplicable),
            result(CheckId::DataQuality, Outcome::Advisory),
        ];
        assert_eq!(
            headline(&checks),
            "Done as advised: bike minutes and the rise of the bike minutes. Fell short: pool laps. Cannot be told: \
             pull-through."
        );
    }

    #[test]
    fn silence_is_said() {
        assert_eq!(headline(&[]), "Nothing in these files speaks of the programme.");
    }
}
