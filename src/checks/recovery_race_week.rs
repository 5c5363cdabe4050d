//! `recovery.race-week`: the week after a race.

use super::baseline::against_own;
use super::words::{count, list, sentence};
use super::{CheckId, CheckResult, Input, Judged, Outcome};
use crate::metrics::MetricId;
use crate::metrics::baseline::{AgainstOwn, LEAST_FOR_SPREAD, Usual};
use crate::model::Sport;
use crate::programme::{Race, WeekVerdict};
use crate::units::{fixed, signed};
use jiff::civil::Date;

const ID: CheckId = CheckId::RecoveryRaceWeek;
const SOURCE: &str = "a race that you name, and your own runs at like speed; a run must lie outside their range (95 %, all comparisons together)";

/// What a run of the window is compared in, with what it is called.
const COMPARED: [(MetricId, &str); 3] = [
    (MetricId::StepRate, "cadence"),
    (MetricId::GroundContactTime, "contact time"),
    (MetricId::StanceBalance, "left share of contact time"),
];

/// The runs after the race, each against all runs outside of windows.
fn compare<'a>(input: &Input<'a>, race: &Race) -> Vec<(&'static str, Date, AgainstOwn, Usual)> {
    super::reps::runs(input)
        .filter(|judged| is_after(judged, race))
        .flat_map(|judged| {
            COMPARED.into_iter().filter_map(move |(metric, word)| {
                let (change, usual) = against_own(input, judged, metric, |_| true)?;
                Some((word, judged.day(), change, usual))
            })
        })
        .collect()
}

fn is_after(judged: &Judged<'_>, race: &Race) -> bool {
    race.covers(judged.day()) && judged.day() > race.day
}

/// From this distance on a run may have been a race, m (an assumption of this project; docs/sources.md, "After a race"). It
/// only suggests: nothing is judged by it.
const LONG: f64 = 20_000.0;

/// A question about the longest run, where it was long enough to have been a race.
fn suggestion(input: &Input<'_>) -> String {
    let runs = input.sessions.iter().filter(|one| one.session.sport == Sport::Running);
    let longest = runs
        .filter_map(|one| one.session.distance.map(|distance| (one.day(), distance.get())))
        .max_by(|one, other| one.1.total_cmp(&other.1));
    longest.filter(|(_, metres)| *metres >= LONG).map_or_else(String::new, |(day, metres)| {
        format!(
            " The run on {day} of {} km may have been one: if so, name it with `--race {day}`.",
            fixed(metres / 1000.0, 1)
        )
    })
}

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    if input.plan.races.is_empty() {
        let reason = format!("No race was named, by --race or in the plan.{}", suggestion(input));
        return CheckResult::plain(ID, Outcome::NotApplicable, reason, SOURCE);
    }
    let (first, last) = match (input.sessions.first(), input.sessions.last()) {
        (Some(first), Some(last)) => (first.day(), last.day()),
        _ => {
            return CheckResult::plain(
                ID,
                Outcome::NotApplicable,
                "There is no session in the files.",
                SOURCE,
            );
        }
    };
    let races: Vec<&Race> = input.plan.races.iter().filter(|race| race.touches(first, last)).collect();
    if races.is_empty() {
        let reason = "No named race lies within the days of the files.";
        return CheckResult::plain(ID, Outcome::NotApplicable, reason, SOURCE);
    }
    let found: Vec<Vec<_>> = races.iter().map(|race| compare(input, race)).collect();
    let compared: usize = found.iter().map(Vec::len).sum();
    let (mut parts, mut different) = (Vec::new(), 0);
    for (race, found) in races.iter().zip(found) {
        let after = input.sessions.iter().filter(|judged| is_after(judged, race)).count();
        let name =
            if race.name.is_empty() { race.day.to_string() } else { format!("{} ({})", race.name, race.day) };
        parts.push(format!("{} in the seven days after {name}", count(after, "session")));
        for (word, day, change, usual) in found {
            // So many questions at once: each takes a greater difference to be called unusual.
            let usual = usual.at(compared);
            if change.difference.abs() > usual {
                different += 1;
                parts.push(format!(
                    "{word} on {day}: {} {} against {} at like speed (your usual range: up to {} either way)",
                    signed(change.difference, change.decimals()),
                    change.unit().symbol(),
                    count(change.runs, "run"),
                    fixed(usual, change.decimals()),
                ));
            }
        }
    }
    let outcome = match (compared, different) {
        (0, _) => Outcome::Unknown,
        (_, 0) => Outcome::Pass,
        _ => Outcome::Advisory,
    };
    parts.push(match outcome {
        Outcome::Unknown => format!(
            "no run in those days can be compared: it takes {LEAST_FOR_SPREAD} other runs with a minute at like speed, outside race windows"
        ),
        Outcome::Pass if compared == 1 => "the one comparison lies in your usual range".to_owned(),
        Outcome::Pass => format!("all of {compared} comparisons lie in your usual range"),
        _ => format!(
            "{different} of {} outside your usual range; the cause is not inferred",
            count(compared, "comparison")
        ),
    });
    let weeks: Vec<String> = input
        .progress
        .iter()
        .filter_map(|progress| {
            let spared = progress.weeks.iter().filter(|week| week.race && week.verdict == WeekVerdict::Rest);
            let n = spared.count();
            (n > 0).then(|| format!("{} of `{}`", count(n, "week"), progress.name))
        })
        .collect();
    if !weeks.is_empty() {
        parts.push(format!("{} not called behind", list(&weeks)));
    }
    CheckResult::plain(ID, outcome, format!("{}.", sentence(&parts.join("; "))), SOURCE)
}
