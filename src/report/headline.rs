//! One honest sentence or three: what was done, what fell short, what cannot be told.

use crate::checks::{CheckId, CheckResult, Outcome};
use crate::programme::{Progress, SessionVerdict};
use crate::units::{Unit, fixed};

/// As many points are named in a sentence; the checks name the rest.
const NAMED: usize = 3;

/// Beyond this less is named, and what gives no cause for a look is left to the checks: two lines of the card.
const MOST: usize = 240;

/// The sentences on top of the report, from the outcomes alone: calm and short. Only what is prescribed was done or fell
/// short; a figure that no one prescribed stands out, or does not. `above` names what was far more than prescribed: done, but
/// not as advised to the letter.
pub(super) fn headline(checks: &[CheckResult], above: &[String]) -> String {
    let said = |named, calm| said(checks, above, named, calm);
    let shortest = said((NAMED - 1, NAMED - 1), false);
    if said((NAMED, NAMED), true).is_empty() {
        return "Nothing in these files speaks of the programme.".to_owned();
    }
    // What fell short is the last to be counted instead of named.
    let all = checks.len();
    let shorter =
        [((all, NAMED), true), ((all, NAMED), false), ((all, NAMED - 1), false), ((NAMED, NAMED - 1), false)];
    let mut texts = shorter.into_iter().map(|(named, calm)| said(named, calm));
    texts.find(|text| text.chars().count() <= MOST).unwrap_or(shortest)
}

/// The headline in a few words, with the outcome that it comes to: `5 of 10 as advised`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The words.
    pub words: String,
    /// Pass where all was done as advised, fail where nothing was, advisory between the two.
    pub outcome: Outcome,
}

/// How the programme stands; none where nothing that is prescribed can be judged.
pub(super) fn standing(checks: &[CheckResult]) -> Option<Standing> {
    let of = |outcome: Outcome| {
        let of = checks.iter().filter(|check| check.outcome == outcome && check.id.prescribed());
        of.filter_map(|check| noun(check.id)).count()
    };
    let (done, short) = (of(Outcome::Pass), of(Outcome::Fail));
    let words = match (done, short) {
        (0, 0) => return None,
        (1, 0) => "Done as advised".to_owned(),
        (done, 0) => format!("All {done} as advised"),
        (done, short) => format!("{done} of {} as advised", done + short),
    };
    let outcome = match (done, short) {
        (_, 0) => Outcome::Pass,
        (0, _) => Outcome::Fail,
        _ => Outcome::Advisory,
    };
    Some(Standing { words, outcome })
}

/// How far a prescription's longest session lay above its target: `bike, by up to 129 min`. None where none was well above.
pub(super) fn above(progress: &Progress, unit: Unit) -> Option<String> {
    let over = progress.weeks.iter().flat_map(|week| {
        let far = |verdict, value| match verdict {
            SessionVerdict::Over => true,
            SessionVerdict::Ahead => value >= 2.0 * week.target,
            _ => false,
        };
        let values = week.sessions.iter().filter_map(|session| Some((session.verdict, session.value?)));
        values.filter(move |(verdict, value)| far(*verdict, *value)).map(|(_, value)| value - week.target)
    });
    let most = over.fold(0.0, f64::max);
    let decimals = usize::from(most < 10.0 && most.fract() > 0.04);
    (most > 0.0).then(|| {
        format!("{}, by up to {} {}", progress.name, fixed(most, decimals), unit.behind(most, decimals))
    })
}

/// The sentences with so many names each, and with or without what does not stand out.
fn said(checks: &[CheckResult], above: &[String], (misses, named): (usize, usize), calm: bool) -> String {
    let of = |outcome: Outcome, accept: &dyn Fn(CheckId) -> bool| -> Vec<&'static str> {
        let of = checks.iter().filter(|check| check.outcome == outcome && accept(check.id));
        of.filter_map(|check| noun(check.id)).collect()
    };
    let (done, short) = (of(Outcome::Pass, &CheckId::prescribed), of(Outcome::Fail, &CheckId::prescribed));
    let judged = done.len() + short.len();
    let done = if done.len() <= NAMED {
        sentence("Done as advised", &done, named)
    } else if short.is_empty() {
        Some(format!("All {judged} prescribed points that can be judged were done as advised."))
    } else {
        Some(format!("{} of {judged} prescribed points were done as advised.", done.len()))
    };
    let ordinary = of(Outcome::Pass, &|id| calm && !id.prescribed());
    let parts = [
        done,
        sentence("Far above the target", &above.iter().map(String::as_str).collect::<Vec<_>>(), named),
        sentence("Fell short", &short, misses),
        sentence("Worth a look", &of(Outcome::Advisory, &|_| true), named),
        sentence("Nothing stands out", &ordinary, named),
        sentence("Cannot be told", &of(Outcome::Unknown, &|_| true), named),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn sentence(start: &str, names: &[&str], named: usize) -> Option<String> {
    (!names.is_empty()).then(|| format!("{start}: {}.", listed(names, named)))
}

/// What a check is about, in a few words.
#[must_use]
pub fn check_words(id: CheckId) -> &'static str {
    noun(id).unwrap_or("the files")
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

/// `a`, `a and b`, `a, b and c`; of more than `named` all but the first are counted: `a, b and 3 more`.
fn listed(names: &[&str], named: usize) -> String {
    let (shown, rest) = names.split_at(if names.len() > named { named - 1 } else { names.len() });
    match (shown, rest.len()) {
        ([], _) => String::new(),
        ([only], 0) => (*only).to_owned(),
        ([first @ .., last], 0) => format!("{} and {last}", first.join(", ")),
        (shown, more) => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testkit::bare;
    use crate::model::{Sport, SubSport};
    use crate::programme::{Candidate, Identified, Plan, follow};

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
            headline(&checks, &[]),
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
        let said = headline(&checks, &[]);
        assert!(
            said.starts_with("4 of 6 prescribed points were done as advised. Fell short: rides a week and "),
            "{said}"
        );
        assert!(said.contains("Worth a look: ") && said.contains("Cannot be told: "), "{said}");
        assert!(said.chars().count() <= MOST, "{}: {said}", said.chars().count());
    }

    #[test]
    fn what_no_one_prescribed_was_not_done_as_advised() {
        let mut checks = vec![
            result(CheckId::BikeCadence, Outcome::Pass),
            result(CheckId::BikeBalance, Outcome::Pass),
            result(CheckId::RunCadence, Outcome::Advisory),
        ];
        assert_eq!(
            headline(&checks, &[]),
            "Worth a look: running cadence. Nothing stands out: bike cadence and pedal balance."
        );
        checks.push(result(CheckId::BikeMinutes, Outcome::Pass));
        assert!(
            headline(&checks, &[]).starts_with("Done as advised: bike minutes. Worth"),
            "{}",
            headline(&checks, &[])
        );
    }

    #[test]
    fn what_was_far_more_than_prescribed_is_said_with_what_was_done() {
        let checks = [result(CheckId::BikeMinutes, Outcome::Pass)];
        assert_eq!(
            headline(&checks, &["bike, by up to 129 min".to_owned()]),
            "Done as advised: bike minutes. Far above the target: bike, by up to 129 min."
        );
    }

    #[test]
    fn the_longest_session_well_above_its_target_is_measured() {
        let plan = Plan::clinic();
        let mut ride = bare(Sport::Cycling, 139.0 * 60.0);
        ride.sub_sport = SubSport::Road;
        let candidate = Candidate { session: &ride, workout: None, path: "ride.fit" };
        let progress = follow(&plan, &[Identified { id: "ride", candidate }], ride.clock.day());
        let bike = progress.iter().find(|progress| progress.name == "bike").unwrap();
        let above = above(bike, Unit::Minutes).unwrap();
        assert!(above.starts_with("bike, by up to 1") && above.ends_with(" min"), "{above}");
        assert_eq!(super::above(&Progress { weeks: Vec::new(), ..bike.clone() }, Unit::Minutes), None);
    }

    #[test]
    fn all_names_of_a_few_and_the_first_of_many() {
        assert_eq!(listed(&["a", "b", "c"], 3), "a, b and c");
        assert_eq!(listed(&["a", "b", "c", "d"], 3), "a, b and 2 more");
        assert_eq!(listed(&["a", "b", "c"], 2), "a and 2 more");
        assert_eq!(listed(&["a"], 2), "a");
    }

    #[test]
    fn the_standing_is_the_headline_in_a_few_words() {
        let of = |outcomes: &[Outcome]| {
            let checks: Vec<CheckResult> =
                CheckId::ALL.iter().zip(outcomes).map(|(id, outcome)| result(*id, *outcome)).collect();
            standing(&checks).map(|standing| (standing.words, standing.outcome))
        };
        assert_eq!(of(&[Outcome::Unknown]), None);
        assert_eq!(of(&[Outcome::Pass, Outcome::Pass]), Some(("All 2 as advised".into(), Outcome::Pass)));
        assert_eq!(
            of(&[Outcome::Pass, Outcome::Fail]),
            Some(("1 of 2 as advised".into(), Outcome::Advisory))
        );
        assert_eq!(of(&[Outcome::Fail]), Some(("0 of 1 as advised".into(), Outcome::Fail)));
    }

    #[test]
    fn silence_is_said() {
        assert_eq!(headline(&[], &[]), "Nothing in these files speaks of the programme.");
    }
}
