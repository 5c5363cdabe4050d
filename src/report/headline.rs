//! One honest sentence or three: what was done, what fell short, what cannot be told.

use crate::checks::{CheckId, CheckResult, Outcome};

/// As many points are named in a sentence; the checks name the rest.
const NAMED: usize = 3;

/// Beyond this the lesser sentence gives way: what is worth a look stands among the checks.
const MOST: usize = 200;

/// The sentences on top of the report, from the outcomes alone: calm and short.
pub(super) fn headline(checks: &[CheckResult]) -> String {
    let named = |outcome: Outcome| -> Vec<&'static str> {
        checks.iter().filter(|check| check.outcome == outcome).filter_map(|check| noun(check.id)).collect()
    };
    let (done, short) = (named(Outcome::Pass), named(Outcome::Fail));
    let judged = done.len() + short.len();
    let done = if done.len() > NAMED && short.is_empty() {
        Some(format!("All {judged} points that can be judged were done as advised."))
    } else if done.len() > NAMED {
        Some(format!("{} of {judged} points were done as advised.", done.len()))
    } else {
        sentence("Done as advised", &done)
    };
    let look = sentence("Worth a look", &named(Outcome::Advisory));
    let rest = [sentence("Fell short", &short), sentence("Cannot be told", &named(Outcome::Unknown))];
    let [short, untold] = rest;
    let say = |parts: [&Option<String>; 4]| {
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    };
    let full = say([&done, &short, &look, &untold]);
    if full.is_empty() {
        "Nothing in these files speaks of the programme.".to_owned()
    } else if full.chars().count() > MOST {
        say([&done, &short, &None, &untold])
    } else {
        full
    }
}

fn sentence(start: &str, names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| format!("{start}: {}.", listed(names)))
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
        CheckId::PlanAdded => "what your plan adds",
        CheckId::RecoveryRaceWeek => "the week after the race",
        CheckId::DataQuality => return None,
    })
}

/// `a`, `a and b`, `a, b and c`, `a, b and 3 more`.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first, second, rest @ ..] if names.len() > NAMED => {
            format!("{first}, {second} and {} more", rest.len())
        }
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
    fn many_points_are_counted_and_only_some_named() {
        let outcomes = [Outcome::Pass, Outcome::Fail, Outcome::Advisory, Outcome::Unknown];
        let checks: Vec<CheckResult> = CheckId::ALL
            .iter()
            .zip(outcomes.iter().cycle())
            .map(|(id, outcome)| result(*id, *outcome))
            .collect();
        let said = headline(&checks);
        assert!(
            said.starts_with("5 of 10 points were done as advised. Fell short: rides a week, "),
            "{said}"
        );
        assert!(said.contains("and 3 more. Cannot be told: "), "{said}");
        assert!(said.chars().count() <= MOST, "{}: {said}", said.chars().count());
    }

    #[test]
    fn silence_is_said() {
        assert_eq!(headline(&[]), "Nothing in these files speaks of the programme.");
    }
}
