//! `recovery.race-week`: the week after a race.

use super::baseline::against_own;
use super::words::{count, list, sentence};
use super::{CheckId, CheckResult, Input, Judged, Outcome};
use crate::metrics::MetricId;
use crate::metrics::baseline::{AgainstOwn, LEAST_FOR_SPREAD};
use crate::model::Sport;
use crate::programme::{Race, WeekVerdict};
use crate::units::{fixed, signed};

const ID: CheckId = CheckId::RecoveryRaceWeek;
const SOURCE: &str = "a race that you name, and your own runs at like speed; two runs must differ by more than chance (MDC 95 %)";

/// What a run of the window is compared in.
struct Compared {
    word: &'static str,
    unit: &'static str,
    decimals: usize,
    change: Option<(AgainstOwn, f64)>,
}

/// A run of the window against all runs outside of windows.
fn compare(input: &Input<'_>, now: &Judged<'_>) -> [Compared; 3] {
    let change = |metric| against_own(input, now, metric, |_| true);
    [
        Compared { word: "cadence", unit: "steps/min", decimals: 0, change: change(MetricId::StepRate) },
        Compared {
            word: "contact time",
            unit: "ms",
            decimals: 0,
            change: change(MetricId::GroundContactTime),
        },
        Compared {
            word: "left share of contact time",
            unit: "pp",
            decimals: 1,
            change: change(MetricId::StanceBalance),
        },
    ]
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
            " The run on {day} of {} km may have been one: if so, name it with --race {day}.",
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
    let (mut parts, mut compared, mut different) = (Vec::new(), 0, 0);
    for race in races {
        let after =
            input.sessions.iter().filter(|judged| race.covers(judged.day()) && judged.day() > race.day);
        let name =
            if race.name.is_empty() { race.day.to_string() } else { format!("{} ({})", race.name, race.day) };
        parts.push(format!("{} in the seven days after {name}", count(after.count(), "session")));
        let runs =
            super::reps::runs(input).filter(|judged| race.covers(judged.day()) && judged.day() > race.day);
        for (judged, Compared { word, unit, decimals, change }) in
            runs.flat_map(|judged| compare(input, judged).map(|one| (judged, one)))
        {
            let Some((change, chance)) = change else { continue };
            compared += 1;
            if change.is_told() == Some(true) {
                different += 1;
                parts.push(format!(
                    "{word} on {}: {} {unit} against {} at like speed (chance: up to {})",
                    judged.day(),
                    signed(change.difference, decimals),
                    count(change.runs, "run"),
                    fixed(chance, decimals),
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
        Outcome::Pass => format!("none of {} differs by more than chance", count(compared, "comparison")),
        _ => "different from your usual range; the cause is not inferred".to_owned(),
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
