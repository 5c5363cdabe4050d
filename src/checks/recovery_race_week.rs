//! `recovery.race-week`: the week after a race.

use super::baseline::{LEAST_BALANCE, LEAST_CONTACT, LEAST_RUNS, LEAST_STEP_RATE, baseline, mean_speed};
use super::gather::gather;
use super::words::{count, list, sentence};
use super::{CheckId, CheckResult, Input, Outcome};
use crate::metrics::MetricId;
use crate::programme::Race;

const ID: CheckId = CheckId::RecoveryRaceWeek;
const SOURCE: &str = "a race that you name, and your own runs at like speed; two runs must differ by more than chance (MDC 95 %)";

/// What is compared, its word, decimals, unit, and the least change that is spoken of.
const COMPARED: [(MetricId, &str, usize, &str, f64); 3] = [
    (MetricId::StepRate, "cadence", 0, "steps/min", LEAST_STEP_RATE),
    (MetricId::GroundContactTime, "contact time", 0, "ms", LEAST_CONTACT),
    (MetricId::StanceBalanceFlat, "left share of contact time on the flat", 1, "%", LEAST_BALANCE),
];

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    if input.plan.races.is_empty() {
        let reason = "No race was named, by --race or in the plan.";
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
        for (metric, word, decimals, unit, least) in COMPARED {
            let gathered = gather(input, metric, false);
            let in_window = gathered
                .known
                .iter()
                .filter(|(judged, _)| race.covers(judged.day()) && judged.day() > race.day);
            for (judged, estimate) in in_window {
                let own =
                    mean_speed(judged).and_then(|speed| baseline(input, &gathered, speed, least, |_| true));
                let Some(own) = own else { continue };
                compared += 1;
                let change = estimate.value - own.usual;
                if change.abs() > own.mdc {
                    different += 1;
                    parts.push(format!(
                        "{word} on {} was {:.decimals$} {unit}, where {:.decimals$} is usual at like speed ({})",
                        judged.day(),
                        estimate.value,
                        own.usual,
                        count(own.runs, "run"),
                    ));
                }
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
            "no run in those days can be compared: it takes {LEAST_RUNS} other runs within 0.2 m/s of its speed, outside race windows"
        ),
        Outcome::Pass => format!("none of {} differs by more than chance", count(compared, "comparison")),
        _ => "different from your usual range; the cause is not inferred".to_owned(),
    });
    let weeks: Vec<String> = input
        .progress
        .iter()
        .filter_map(|progress| {
            let spared = progress
                .weeks
                .iter()
                .filter(|week| week.race && week.verdict == crate::programme::WeekVerdict::Rest);
            let n = spared.count();
            (n > 0).then(|| format!("{} of `{}`", count(n, "week"), progress.name))
        })
        .collect();
    if !weeks.is_empty() {
        parts.push(format!("{} not called behind", list(&weeks)));
    }
    CheckResult::plain(ID, outcome, format!("{}.", sentence(&parts.join("; "))), SOURCE)
}
