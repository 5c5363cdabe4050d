//! What the checks of a ladder share: the bike's three and the pool's three ask the same of other sessions.

use super::words::{count, examples, list, sentence, were};
use super::{CheckId, CheckResult, Figure, Input, Judged, Outcome};
use crate::metrics::{Measure, MetricId};
use crate::programme::{
    Dose, Prescription, Progress, SessionVerdict, Week, WeekSession, WeekVerdict, number,
};
use crate::units::Unit;

/// A ladder and the word for its sessions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rungs<'a> {
    /// The prescription's name.
    pub(super) name: &'a str,
    /// `ride`, `swim`, `session`.
    pub(super) noun: &'static str,
}

pub(super) const BIKE: Rungs<'static> = Rungs { name: "bike", noun: "ride" };
pub(super) const POOL: Rungs<'static> = Rungs { name: "pool", noun: "swim" };

/// The rise must reach this share of what was prescribed: the same tenth that a session may lack.
const RISE: f64 = 0.90;

impl Rungs<'_> {
    /// Judges the prescription with its progress, or says why there is nothing to judge.
    fn judge(
        self,
        id: CheckId,
        input: &Input<'_>,
        judge: impl FnOnce(&Prescription, &Progress) -> CheckResult,
    ) -> CheckResult {
        let Some((prescription, progress)) = input.prescription(self.name) else {
            let origin =
                input.plan.prescription(self.name).map_or("your plan file", |own| own.origin.words());
            let reason = format!("The plan has `{}` switched off.", self.name);
            return CheckResult::plain(id, Outcome::NotApplicable, reason, origin);
        };
        if progress.weeks.iter().all(|week| week.sessions.is_empty()) {
            let reason = match self.name {
                "pool" => "No swim in the files counts for the pool: it needs pool lengths logged as drill, unless the plan says otherwise.".to_owned(),
                _ => format!("No {} in the files counts for `{}`.", self.noun, self.name),
            };
            return CheckResult::plain(id, Outcome::NotApplicable, reason, prescription.origin.words());
        }
        judge(prescription, progress)
    }

    /// Did each session reach its week's target? A short one is no miss where the week was complete without it, in a race or
    /// rest week, or in a week that is not over.
    pub(super) fn dose(self, id: CheckId, input: &Input<'_>) -> CheckResult {
        self.judge(id, input, |prescription, progress| {
            self.judge_dose(id, prescription, progress, without_drill(input, prescription.dose))
        })
    }

    /// `aside` sessions are of the sport, and hold nothing that counts.
    fn judge_dose(
        self,
        id: CheckId,
        prescription: &Prescription,
        progress: &Progress,
        aside: usize,
    ) -> CheckResult {
        let sessions = || {
            progress.weeks.iter().flat_map(|week| week.sessions.iter().map(move |session| (week, session)))
        };
        let unread =
            sessions().filter(|(_, session)| session.verdict == SessionVerdict::NotAssessable).count();
        let judged = sessions().count() - unread;
        let done = sessions().filter(|(_, session)| session.verdict.counts()).count();
        let below = |pair: &(&Week, &WeekSession)| is_below(pair.1);
        let short: Vec<String> = sessions()
            .filter(below)
            .map(|(week, session)| {
                let value = session.value.unwrap_or_default();
                format!("{}: {} of {}", session.day, number(value), prescription.dose.say(week.target))
            })
            .collect();
        let misses = sessions().filter(below).filter(|(week, _)| is_behind(week)).count();
        let mut reason = format!("{done} of {} reached the week's target", count(judged, self.noun));
        if !short.is_empty() {
            reason.push_str(&format!("; {} {} short{}", short.len(), were(short.len()), examples(&short)));
        }
        let excused = excused(sessions().filter(below).map(|(week, _)| week));
        if !excused.is_empty() {
            reason.push_str(&format!("; of these, no miss: {}", list(&excused)));
        }
        let informs =
            |wanted: SessionVerdict| sessions().filter(|(_, session)| session.verdict == wanted).count();
        for (verdict, words) in [
            (SessionVerdict::Over, "well above the target"),
            (SessionVerdict::Ahead, "two steps or more ahead of the plan"),
        ] {
            let n = informs(verdict);
            if n > 0 {
                reason.push_str(&format!("; {n} {} {words}", were(n)));
            }
        }
        if aside > 0 {
            let are = if aside == 1 { "is" } else { "are" };
            reason.push_str(&format!(
                "; {} without a length logged as drill {are} not counted",
                count(aside, self.noun)
            ));
        }
        if unread > 0 {
            reason.push_str(&format!(
                "; the files cannot tell how long {} {}",
                count(unread, self.noun),
                were(unread)
            ));
        }
        reason.push('.');
        // Where none reached the target, none missing it is not enough to have done as advised.
        let outcome = match (misses, done) {
            (1.., _) => Outcome::Fail,
            (0, 0) => Outcome::Unknown,
            (0, _) => Outcome::Pass,
        };
        CheckResult {
            measured: Some(Figure::of(done as f64, Unit::Sessions, 0)),
            target: Some(Figure::of(judged as f64, Unit::Sessions, 0)),
            ..CheckResult::plain(id, outcome, reason, prescription.origin.words())
        }
    }

    /// Were there as many sessions as prescribed in each week that is over?
    pub(super) fn times(self, id: CheckId, input: &Input<'_>) -> CheckResult {
        self.judge(id, input, |prescription, progress| self.judge_times(id, prescription, progress))
    }

    fn judge_times(self, id: CheckId, prescription: &Prescription, progress: &Progress) -> CheckResult {
        let required = prescription.times_per_week;
        let over: Vec<&Week> = progress.weeks.iter().filter(|week| is_asked(week)).collect();
        let resting = progress.weeks.iter().filter(|week| week.verdict == WeekVerdict::Rest).count();
        let open = progress.weeks.iter().find(|week| week.open && week.verdict != WeekVerdict::Rest);
        let behind: Vec<&&Week> = over.iter().filter(|week| is_behind(week)).collect();
        let complete = over.len() - behind.len();
        let mut reason = if over.is_empty() {
            "No week is over yet in which anything was asked".to_owned()
        } else {
            format!("{complete} of {} had {}", count(over.len(), "week"), count(required as usize, self.noun))
        };
        if !behind.is_empty() {
            let weeks: Vec<String> =
                behind.iter().map(|week| format!("{}: {}", week.iso_week, counted(week))).collect();
            reason.push_str(&format!("; {} had fewer{}", behind.len(), examples(&weeks)));
        }
        let split: Vec<String> = behind
            .iter()
            .filter(|week| week.in_seven_days >= required)
            .map(|week| week.iso_week.to_string())
            .collect();
        if !split.is_empty() {
            reason.push_str(&format!(
                "; around {} {required} fell within seven days, split by a Monday",
                list(&split)
            ));
        }
        if resting > 0 {
            reason.push_str(&format!(
                "; {} in a race window or declared as rest {} not asked",
                count(resting, "week"),
                were(resting)
            ));
        }
        if let Some(open) = open {
            reason
                .push_str(&format!("; {} is not over, with {} of {required} done", open.iso_week, open.done));
        }
        reason.push('.');
        // A session that no file can tell the length of may have been the one that is missing.
        let certain = behind
            .iter()
            .any(|week| u32::try_from(unread(week)).is_ok_and(|n| week.done.saturating_add(n) < required));
        let outcome = match (over.is_empty(), behind.is_empty(), certain) {
            (true, ..) => Outcome::NotApplicable,
            (_, true, _) => Outcome::Pass,
            (_, _, true) => Outcome::Fail,
            (_, _, false) => Outcome::Unknown,
        };
        CheckResult {
            measured: (!over.is_empty()).then(|| Figure::of(complete as f64, Unit::Weeks, 0)),
            target: (!over.is_empty()).then(|| Figure::of(over.len() as f64, Unit::Weeks, 0)),
            ..CheckResult::plain(id, outcome, reason, prescription.origin.words())
        }
    }

    /// Did the target rise as prescribed?
    pub(super) fn progression(self, id: CheckId, input: &Input<'_>) -> CheckResult {
        self.judge(id, input, |prescription, progress| self.judge_progression(id, prescription, progress))
    }

    fn judge_progression(self, id: CheckId, prescription: &Prescription, progress: &Progress) -> CheckResult {
        let source = prescription.origin.words();
        let ladder = prescription.ladder(progress.start);
        if ladder.top() == 0 {
            let reason = format!("The plan holds `{}` at {}.", self.name, prescription.dose.say(ladder.goal));
            return CheckResult::plain(id, Outcome::NotApplicable, reason, source);
        }
        let over: Vec<&Week> = progress.weeks.iter().filter(|week| is_asked(week)).collect();
        if over.is_empty() {
            let reason = "No week is over yet in which anything was asked.".to_owned();
            return CheckResult::plain(id, Outcome::NotApplicable, reason, source);
        }
        let asked = ladder.target(u32::try_from(over.len()).unwrap_or(u32::MAX));
        let (stands, start) = (progress.earned, ladder.start);
        let say = |value: f64| prescription.dose.say(value);
        let held = over.iter().filter(|week| is_behind(week)).count();
        let mut reason = if stands >= ladder.goal {
            format!("the ladder has risen to its goal of {}, from {}", say(ladder.goal), say(start))
        } else {
            format!(
                "after {} the ladder stands at {}, from {}",
                count(over.len(), "week"),
                say(stands),
                say(start)
            )
        };
        if stands < asked {
            reason.push_str(&format!(
                "; with every week complete it would be {}; {} did not raise it",
                say(asked),
                count(held, "week")
            ));
        }
        if progress.next.restart {
            reason.push_str(&format!(
                "; so many weeks in a row were missed that a new start at {} suggests itself",
                say(start)
            ));
        }
        reason.push('.');
        let unclear = over.iter().any(|week| is_behind(week) && unread(week) > 0);
        let outcome = if stands - start >= RISE * (asked - start) {
            Outcome::Pass
        } else if unclear {
            Outcome::Unknown
        } else {
            Outcome::Fail
        };
        let figure = |value| Some(Figure::of(value, prescription.dose.unit(), 0));
        CheckResult {
            measured: figure(stands),
            target: figure(asked),
            ..CheckResult::plain(id, outcome, sentence(&reason), source)
        }
    }
}

/// Swims with lengths of which none was logged as drill, where drill alone counts.
fn without_drill(input: &Input<'_>, dose: Dose) -> usize {
    let none = |judged: &&Judged<'_>| {
        let laps = judged.measures.get(&MetricId::DrillLaps).and_then(Measure::known);
        laps.is_some_and(|laps| laps.n == 0)
    };
    match dose {
        Dose::Laps { drill_only: true, .. } => input.sessions.iter().filter(none).count(),
        _ => 0,
    }
}

/// Why short sessions of these weeks are no miss, each reason with how many: `1 in a week that is not over`.
fn excused<'a>(weeks: impl Iterator<Item = &'a Week>) -> Vec<String> {
    let (mut resting, mut open, mut complete) = (0, 0, 0);
    for week in weeks {
        match week.verdict {
            WeekVerdict::Rest => resting += 1,
            WeekVerdict::Complete => complete += 1,
            _ if week.open => open += 1,
            _ => {}
        }
    }
    let reasons = [
        (complete, "in a week that was complete without it"),
        (resting, "in a race or rest week"),
        (open, "in a week that is not over"),
    ];
    reasons.iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}")).collect()
}

fn is_below(session: &WeekSession) -> bool {
    matches!(session.verdict, SessionVerdict::Short | SessionVerdict::Token)
}

/// A week that is over and in which something was asked.
fn is_asked(week: &Week) -> bool {
    !week.open && week.verdict != WeekVerdict::Rest
}

/// A week that is over and in which less was done than asked.
fn is_behind(week: &Week) -> bool {
    is_asked(week) && week.verdict != WeekVerdict::Complete
}

/// How many sessions of a week count: `2`, `none`, or `2 of 3 counted` where some were too short or cannot be judged.
fn counted(week: &Week) -> String {
    let done = if week.done == 0 { "none".to_owned() } else { week.done.to_string() };
    match week.sessions.len() {
        all if all > week.done as usize => format!("{done} of {all} counted"),
        _ => done,
    }
}

/// Sessions of a week that no file can tell the length of.
fn unread(week: &Week) -> usize {
    week.sessions.iter().filter(|session| session.verdict == SessionVerdict::NotAssessable).count()
}
