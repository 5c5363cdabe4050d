//! `strength.exercises`: which of the clinic's exercises were done.

use super::words::{count, it_was, list, sentence};
use super::workouts_done::{Trace, sessions, trace, unrecognised};
use super::{CheckId, CheckResult, Figure, Input, Outcome};
use crate::programme::IsoWeek;
use crate::units::Unit;

const ID: CheckId = CheckId::StrengthExercises;

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    let strength = &input.plan.strength;
    let source = strength.origin.words();
    if !strength.enabled || strength.exercises.is_empty() {
        let reason = "The plan asks for no exercises.";
        return CheckResult::plain(ID, Outcome::NotApplicable, reason, source);
    }
    let done = sessions(input);
    let titles = |keys: &[&String]| -> Vec<String> {
        keys.iter().map(|key| input.plan.exercises.title(key).to_owned()).collect()
    };
    let traces: Vec<(&String, Trace)> =
        strength.exercises.iter().map(|key| (key, trace(input, key))).collect();
    let without: Vec<&String> =
        traces.iter().filter(|(_, found)| found.sessions.is_empty()).map(|(key, _)| *key).collect();
    let mut parts: Vec<String> = traces
        .iter()
        .filter(|(_, found)| !found.sessions.is_empty())
        .map(|(key, found)| say(input.plan.exercises.title(key), found))
        .collect();
    if !without.is_empty() {
        parts.push(format!(
            "no trace of {}, which is not to say that {} not done",
            list(&titles(&without)),
            it_was(without.len())
        ));
    }
    let nameless = unrecognised(input);
    if nameless > 0 {
        parts.push(format!("{} cannot be told apart: the watch only guesses", count(nameless, "set")));
    }
    let weekly = strength.times_per_week.and_then(|times| per_week(input, times));
    let outcome = match &weekly {
        Some(weekly) => {
            parts.insert(
                0,
                format!(
                    "{} of {} had {}",
                    weekly.complete,
                    count(weekly.weeks, "week"),
                    count(weekly.times as usize, "strength session")
                ),
            );
            if weekly.complete == weekly.weeks { Outcome::Pass } else { Outcome::Fail }
        }
        None if traces.iter().all(|(_, found)| found.sure > 0) => Outcome::Pass,
        None => Outcome::Unknown,
    };
    let reason = if done.is_empty() {
        "No strength session is in the files. Exercises done without a watch leave no trace: this says nothing about whether they \
         were done."
            .to_owned()
    } else {
        format!("{}.", sentence(&parts.join("; ")))
    };
    CheckResult {
        measured: weekly.as_ref().map(|weekly| Figure::of(weekly.complete as f64, Unit::Weeks, 0)),
        target: weekly.as_ref().map(|weekly| Figure::of(weekly.weeks as f64, Unit::Weeks, 0)),
        ..CheckResult::plain(ID, outcome, reason, source)
    }
}

/// `single-leg squat: 12 sets in 4 sessions over 3 weeks, probably`.
pub(super) fn say(title: &str, found: &Trace) -> String {
    let sets = match (found.sure, found.probable) {
        (sure, 0) => count(sure, "set"),
        (0, probable) => format!("probably {}", count(probable, "set")),
        (sure, probable) => format!("{} and probably {probable} more", count(sure, "set")),
    };
    let (sessions, weeks) = (count(found.sessions.len(), "session"), count(found.weeks.len(), "week"));
    format!("{title}: {sets} in {sessions} over {weeks}")
}

/// How often a week, where the user's plan names a number.
struct Weekly {
    times: u32,
    complete: usize,
    weeks: usize,
}

/// The weeks from the first strength session on that are over, race and rest weeks left out.
fn per_week(input: &Input<'_>, times: u32) -> Option<Weekly> {
    let done = sessions(input);
    let first = IsoWeek::of(done.first()?.day());
    let last = IsoWeek::of(input.sessions.last()?.day());
    let rests = |week: IsoWeek| {
        input.plan.rest.contains(&week)
            || input.plan.races.iter().any(|race| race.touches(week.monday(), week.sunday()))
    };
    let count = |week: IsoWeek| done.iter().filter(|judged| IsoWeek::of(judged.day()) == week).count();
    let full = |week: &IsoWeek| u32::try_from(count(*week)).is_ok_and(|n| n >= times);
    // The last week may not be over: it is asked for only if it is complete.
    let asked: Vec<IsoWeek> = (0..=last.since(first)?)
        .filter_map(|n| first.later(n))
        .filter(|week| full(week) || (*week != last && !rests(*week)))
        .collect();
    (!asked.is_empty()).then(|| Weekly {
        times,
        complete: asked.iter().filter(|week| full(week)).count(),
        weeks: asked.len(),
    })
}
