//! The calendar: sessions into ISO weeks, each week against its target, and the target of the week to come.
//!
//! The report has no clock. "Today" is the local day of the latest recording of any sport, or what the user gives
//! with `--today`. A week is over when its Sunday is past. One that is not over and not complete is *open*: it is shown as
//! it stands, nobody is called behind for it, and an open week in which nothing has happened yet is not listed at all.

use super::{Climb, IsoWeek, LadderKind, Prescription, Race, SessionVerdict, WeekVerdict, start_from};
use jiff::{Timestamp, ToSpan, civil::Date};

/// A session that counts for a prescription.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The session's id.
    pub id: String,
    /// Its local day.
    pub day: Date,
    /// When it started.
    pub start: Timestamp,
    /// Minutes, laps, or what the prescription counts; absent where the file cannot say.
    pub value: Option<f64>,
}

/// How a prescription was followed.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The prescription's name.
    pub name: String,
    /// The first target, settled.
    pub start: f64,
    /// The plan's weeks up to today, in order.
    pub weeks: Vec<Week>,
    /// The target that the weeks that are over have earned, whichever ladder is in force.
    pub earned: f64,
    /// What comes next.
    pub next: Next,
}

/// A plan week.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    /// Which week it is.
    pub iso_week: IsoWeek,
    /// Its number in the plan, from 1.
    pub plan_week: u32,
    /// What a session was to reach, under the ladder in force.
    pub target: f64,
    /// What counts as done, from and to.
    pub band: (f64, f64),
    /// The target under the calendar ladder.
    pub target_calendar: f64,
    /// The target under the earned ladder: what the weeks before have earned.
    pub target_earned: f64,
    /// How many sessions were prescribed.
    pub required: u32,
    /// How many counted as done, extra ones included.
    pub done: u32,
    /// Its verdict; of an open week, how it stands.
    pub verdict: WeekVerdict,
    /// Its sessions, in order of time.
    pub sessions: Vec<WeekSession>,
    /// Whether a race window lies in it.
    pub race: bool,
    /// Whether it is not over yet and not complete: nobody is behind for it.
    pub open: bool,
    /// The most counted sessions in any seven days in a row of which one at least lies in this week, without those that
    /// made another week complete. Information only: three sessions in seven days may be split by a Monday.
    pub in_seven_days: u32,
}

/// A session in its week.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekSession {
    /// The session's id.
    pub id: String,
    /// Its local day.
    pub day: Date,
    /// Minutes, laps, or what the prescription counts; absent where the file cannot say.
    pub value: Option<f64>,
    /// Against the week's target.
    pub verdict: SessionVerdict,
}

/// A week to come.
#[derive(Debug, Clone, PartialEq)]
pub struct Ahead {
    /// Which week it is.
    pub iso_week: IsoWeek,
    /// Its number in the plan.
    pub plan_week: u32,
    /// What a session is to reach, if every week before is complete.
    pub target: f64,
    /// What it is under the calendar ladder.
    pub target_calendar: f64,
    /// Sessions to do; where some of the week's are done, those that are left.
    pub times: u32,
    /// Whether it touches a race window or was declared as rest: whatever is left undone, nobody is behind for it, and the
    /// target stays for the week after.
    pub rest: bool,
}

/// What comes next, from the ladder only.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// The open week if it can still be completed, else the one after today's.
    pub week: Ahead,
    /// Whether so many weeks in a row were missed that starting again is suggested.
    pub restart: bool,
    /// In one line.
    pub line: String,
}

/// Follows one prescription through its weeks.
///
/// `entries` are the sessions that count for it, in any order. Week 1 is the week of `plan_start` (sessions before it
/// are left out), else of the first entry. Weeks that touch a race window or are declared as `rest` and are not
/// complete are rest weeks.
#[must_use]
pub fn weeks(
    prescription: &Prescription,
    entries: &[Entry],
    kind: LadderKind,
    given: &Given<'_>,
) -> Progress {
    let mut entries: Vec<&Entry> = entries.iter().collect();
    entries.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    let first = given.plan_start.or_else(|| entries.iter().map(|entry| entry.day).min()).map(IsoWeek::of);
    let first_week = first.unwrap_or_else(|| IsoWeek::of(given.today));
    entries.retain(|entry| IsoWeek::of(entry.day) >= first_week);
    let last_day = entries.iter().map(|entry| entry.day).fold(given.today, Date::max);

    let in_week = |week: IsoWeek| entries.iter().filter(move |entry| IsoWeek::of(entry.day) == week);
    let first_values: Vec<f64> = in_week(first_week).filter_map(|entry| entry.value).collect();
    let start = start_from(prescription.start, &first_values);
    let ladder = prescription.ladder(start);

    let mut climb = Climb::default();
    let mut weeks: Vec<Week> = Vec::new();
    let mut next_week = (first_week, 1);
    if first.is_some() && first_week.monday() <= last_day {
        for plan_week in 1u32.. {
            let Some(iso_week) = first_week.later(plan_week - 1).filter(|week| week.monday() <= last_day)
            else {
                break;
            };
            let (target_calendar, target_earned) = (ladder.calendar(plan_week), ladder.target(climb.rung));
            let target = kind.of(target_earned, target_calendar);
            let ahead = ladder.ahead(plan_week);
            let sessions = judged(in_week(iso_week).copied(), prescription, target, ahead);
            let done = counted(&sessions);
            let (race, rest) = (given.race_in(iso_week), given.rests(iso_week));
            let required = prescription.times_per_week;
            let verdict = verdict(&sessions, done, required, rest);
            // Its Sunday may bring another session, so the week is over on the Monday after it.
            let open = last_day <= iso_week.sunday() && verdict != WeekVerdict::Complete;
            let days_left = last_day.duration_until(iso_week.sunday()).as_hours().max(0) / 24;
            let can_be_completed = open && i64::from(required.saturating_sub(done)) <= days_left;
            if !(open && sessions.is_empty()) {
                weeks.push(Week {
                    iso_week,
                    plan_week,
                    target,
                    band: prescription.dose.band(target, prescription.step),
                    target_calendar,
                    target_earned,
                    required,
                    done,
                    verdict,
                    sessions,
                    race,
                    open,
                    in_seven_days: 0,
                });
            }
            if can_be_completed {
                next_week = (iso_week, plan_week);
                break;
            }
            if !open {
                climb = climb.after(verdict, ladder);
            }
            next_week = (iso_week.later(1).unwrap_or(iso_week), plan_week.saturating_add(1));
        }
    }
    count_seven_days(&mut weeks);
    let done = weeks.iter().find(|week| week.iso_week == next_week.0).map_or(0, |week| week.done);
    let (iso_week, plan_week) = next_week;
    let target_calendar = ladder.calendar(plan_week);
    let week = Ahead {
        iso_week,
        plan_week,
        target: kind.of(ladder.target(climb.rung), target_calendar),
        target_calendar,
        times: prescription.times_per_week.saturating_sub(done),
        rest: given.rests(iso_week),
    };
    let restart = climb.suggests_restart().then_some(start);
    let line = match first {
        Some(_) => line(prescription, &week, restart, done),
        None => first_line(prescription, week.times),
    };
    let next = Next { week, restart: restart.is_some(), line };
    Progress { name: prescription.name.clone(), start, weeks, earned: ladder.target(climb.rung), next }
}

/// What the weeks are seen against.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// A day in plan week 1, where the plan names one.
    pub plan_start: Option<Date>,
    /// Races: weeks in their window are not called behind.
    pub races: &'a [Race],
    /// Weeks that the user declared as rest.
    pub rest: &'a [IsoWeek],
    /// The local day of the latest recording of any sport, or what the user gave.
    pub today: Date,
}

impl Given<'_> {
    /// Whether a race window lies in `week`.
    #[must_use]
    pub fn race_in(&self, week: IsoWeek) -> bool {
        self.races.iter().any(|race| race.touches(week.monday(), week.sunday()))
    }

    /// Whether nobody is behind for `week`: a race window lies in it, or it was declared as rest.
    #[must_use]
    pub fn rests(&self, week: IsoWeek) -> bool {
        self.race_in(week) || self.rest.contains(&week)
    }
}

/// Each session of a week with its verdict; those that count beyond the number prescribed are extra.
fn judged<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    prescription: &Prescription,
    target: f64,
    ahead: Option<f64>,
) -> Vec<WeekSession> {
    let mut done = 0;
    entries
        .map(|entry| {
            let mut verdict = entry.value.map_or(SessionVerdict::NotAssessable, |value| {
                prescription.dose.judge(value, target, prescription.step, ahead)
            });
            if verdict.counts() {
                done += 1;
                if done > prescription.times_per_week {
                    verdict = SessionVerdict::Extra;
                }
            }
            WeekSession { id: entry.id.clone(), day: entry.day, value: entry.value, verdict }
        })
        .collect()
}

fn counted(sessions: &[WeekSession]) -> u32 {
    u32::try_from(sessions.iter().filter(|session| session.verdict.counts()).count()).unwrap_or(u32::MAX)
}

/// A week's verdict. A session that was short, or that no one can judge, is not nothing: such a week is partial. Tokens
/// alone leave it missed.
fn verdict(sessions: &[WeekSession], done: u32, required: u32, rest: bool) -> WeekVerdict {
    let something = |session: &WeekSession| session.verdict != SessionVerdict::Token;
    if done >= required {
        WeekVerdict::Complete
    } else if rest {
        WeekVerdict::Rest
    } else if sessions.iter().any(something) {
        WeekVerdict::Partial
    } else {
        WeekVerdict::Missed
    }
}

/// Fills in the most counted sessions in any seven days that touch each week.
fn count_seven_days(weeks: &mut [Week]) {
    let days = |week: &Week| -> Vec<Date> {
        week.sessions.iter().filter(|session| session.verdict.counts()).map(|session| session.day).collect()
    };
    let spare = |week: Option<&Week>| {
        week.filter(|week| week.verdict != WeekVerdict::Complete).map(days).unwrap_or_default()
    };
    for index in 0..weeks.len() {
        let Some(own) = weeks.get(index).map(days) else { continue };
        let before = spare(index.checked_sub(1).and_then(|before| weeks.get(before)));
        let after = spare(weeks.get(index + 1));
        let all: Vec<Date> = before.into_iter().chain(own.iter().copied()).chain(after).collect();
        // A fullest window may be slid until it starts on a day with a session.
        let most = all.iter().map(|first| {
            let inside = |day: &&Date| *first <= **day && **day <= first.saturating_add(6.days());
            if own.iter().any(|day| inside(&day)) { all.iter().filter(inside).count() } else { 0 }
        });
        let most = u32::try_from(most.max().unwrap_or(0)).unwrap_or(u32::MAX);
        if let Some(week) = weeks.get_mut(index) {
            week.in_seven_days = most;
        }
    }
}

fn sessions(n: u32) -> String {
    if n == 1 { "1 session".to_owned() } else { format!("{n} sessions") }
}

/// The line of what comes first, before any session.
fn first_line(prescription: &Prescription, times: u32) -> String {
    let Prescription { name, dose, start: (lo, hi), .. } = prescription;
    let from = if lo < hi { format!("{} to {}", super::number(*lo), dose.say(*hi)) } else { dose.say(*lo) };
    format!("{name}: week 1 begins with {} of {from}.", sessions(times))
}

/// The line of what comes next: from the ladder only. `restart` is where to start again after many missed weeks.
fn line(prescription: &Prescription, next: &Ahead, restart: Option<f64>, done: u32) -> String {
    let Prescription { name, dose, .. } = prescription;
    let target = dose.say(next.target);
    let many = if done > 0 { format!("{} more", next.times) } else { sessions(next.times) };
    // For people: the Monday says more than the number of an ISO week.
    let monday = next.iso_week.monday().strftime("%-d %b %Y");
    let mut line =
        format!("{name}: {many} of {target} in the week from {monday} (week {} of the plan)", next.plan_week);
    if (next.target - next.target_calendar).abs() > super::dose::ROUNDING {
        line.push_str(&format!("; by the calendar it would be {}", dose.say(next.target_calendar)));
    }
    if next.rest {
        line.push_str("; a race or rest week, in which nobody is behind");
    }
    if let Some(start) = restart {
        line.push_str(&format!(
            "; after so many missed weeks you may as well start again at {}",
            dose.say(start)
        ));
    }
    line.push('.');
    line
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "whole numbers are exact")]
mod tests;
