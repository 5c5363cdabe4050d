//! The document: the whole report, as values.

use super::figure::Figure;
use super::own::Own;
use super::strength::ExerciseEntry;
use super::trends::{CrossSport, TrendEntry};
use crate::checks::CheckResult;
use crate::drills::Drills;
use crate::metrics::{Channel, Details, Estimate, Measures};
use crate::model::{Device, Length, Notice, Sport, Status, SubSport};
use crate::programme::{Race, SessionVerdict, WeekVerdict};
use crate::units::{Elapsed, Leg, Metres, TimerTime, Unit, fixed};
use jiff::civil::{Date, ISOWeekDate};

/// The whole report.
#[derive(Debug, Clone)]
pub struct Report {
    /// The programme that was held against the files.
    pub programme: ProgrammeEntry,
    /// Every setting that holds, with where it comes from.
    pub settings: Vec<Setting>,
    /// Every file found, in order of path.
    pub files: Vec<FileEntry>,
    /// Every session, in order of start.
    pub sessions: Vec<SessionEntry>,
    /// Every plan week of every prescription, in order.
    pub weeks: Vec<WeekEntry>,
    /// Every check, in the order of [`crate::checks::CheckId::ALL`].
    pub checks: Vec<CheckResult>,
    /// The races that were named.
    pub races: Vec<Race>,
    /// The coming week's targets.
    pub next: Vec<NextTarget>,
    /// First and last local day of the sessions; absent without sessions.
    pub period: Option<(Date, Date)>,
    /// One honest sentence: what was done, what fell short, what cannot be told.
    pub headline: String,
    /// The few figures on top.
    pub tiles: Vec<Tile>,
    /// The metrics that are followed over the weeks.
    pub trends: Vec<TrendEntry>,
    /// Running beside riding; absent where either has too few sessions.
    pub cross_sport: Option<CrossSport>,
    /// Figures over all sessions: ladders, trends, the calendar.
    pub figures: Vec<Figure>,
}

/// The programme in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeEntry {
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// The prescriptions in force, a line each.
    pub prescriptions: Vec<String>,
}

/// A setting that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its key, as in the configuration file.
    pub key: String,
    /// Its value.
    pub value: String,
    /// `default`, `configuration` or `command line`.
    pub origin: &'static str,
    /// Where the default comes from.
    pub source: &'static str,
}

/// A file and what became of it.
#[derive(Debug, Clone)]
pub struct FileEntry {
    /// As found below the given path.
    pub path: String,
    /// SHA-256 of the FIT bytes.
    pub sha256: String,
    /// What became of it.
    pub status: Status,
    /// What was odd.
    pub notices: Vec<Notice>,
    /// Whole `record` messages.
    pub records: usize,
}

/// A session.
#[derive(Debug, Clone)]
pub struct SessionEntry {
    /// Stable: `2026-03-02T07:12-running`, with a suffix where two would be equal.
    pub id: String,
    /// The id of a richer recording of the same session, which counts instead of this one.
    pub twin_of: Option<String>,
    /// Index into [`Report::files`].
    pub file: usize,
    /// The sport.
    pub sport: Sport,
    /// The kind of sport.
    pub sub_sport: SubSport,
    /// Its name; empty where it has none.
    pub name: String,
    /// Start and local offset.
    pub clock: crate::model::Clock,
    /// Timer time.
    pub timer: TimerTime,
    /// Elapsed time.
    pub elapsed: Elapsed,
    /// Time in motion, where speed or cadence was recorded.
    pub moving: Option<TimerTime>,
    /// Distance, where measured.
    pub distance: Option<Metres>,
    /// Records that belong to it.
    pub records: usize,
    /// Device and sensors.
    pub devices: Vec<Device>,
    /// The channels that were recorded, each with its plain mean.
    pub channels: Vec<Channel>,
    /// What the device itself states.
    pub stated: crate::model::Stated,
    /// Its metrics.
    pub measures: Measures,
    /// What it shows beyond them.
    pub details: Details,
    /// Against the athlete's own earlier sessions, like with like.
    pub own: Own,
    /// The exercises of a strength session, in order of their first set.
    pub exercises: Vec<ExerciseEntry>,
    /// The lengths of a pool swim, in order, rests at the wall between them.
    pub lengths: Vec<Length>,
    /// The pool's length, where stated.
    pub pool_length: Option<Metres>,
    /// Its drills; none for other sports than running.
    pub drills: Drills,
    /// What it was to its week; absent where no prescription speaks of it.
    pub verdict: Option<SessionVerdict>,
    /// Its figures.
    pub figures: Vec<Figure>,
}

/// A plan week of one prescription.
#[derive(Debug, Clone)]
pub struct WeekEntry {
    /// Its ISO week.
    pub iso_week: ISOWeekDate,
    /// Its number in the plan, from 1.
    pub plan_week: u32,
    /// `bike`, `pool` or the name of an added prescription.
    pub prescription: String,
    /// What a session was to reach under the ladder in force, in `unit`.
    pub target: f64,
    /// What it would be under the calendar ladder.
    pub target_calendar: f64,
    /// The unit of targets and values.
    pub unit: Unit,
    /// How many sessions were prescribed.
    pub required: u32,
    /// How many counted.
    pub done: u32,
    /// The week's verdict.
    pub verdict: WeekVerdict,
    /// Whether it is not over yet and not complete: nobody is behind for it.
    pub open: bool,
    /// The most counted sessions in any seven days that touch the week: three may be split by a Monday.
    pub in_seven_days: u32,
    /// Its sessions.
    pub sessions: Vec<WeekSession>,
    /// Whether a race window lies in it.
    pub race: bool,
}

/// A session in its week.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekSession {
    /// The session's id.
    pub id: String,
    /// Minutes, laps, or what the prescription counts; absent where the file cannot say.
    pub value: Option<f64>,
    /// Against the week's target.
    pub verdict: SessionVerdict,
}

/// A target of the coming week.
#[derive(Debug, Clone, PartialEq)]
pub struct NextTarget {
    /// Which prescription.
    pub prescription: String,
    /// The coming plan week.
    pub plan_week: u32,
    /// The target a session.
    pub target: f64,
    /// The unit.
    pub unit: Unit,
    /// Sessions a week.
    pub times: u32,
    /// In one line.
    pub line: String,
}

/// One figure on top of the report.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// What it is.
    pub label: String,
    /// The number with its interval; absent where it cannot be told.
    pub estimate: Option<Estimate>,
    /// The leg that the number is of, said before it; absent where it is of no leg.
    pub leg: Option<Leg>,
    /// What stands behind the number, where that is not its unit: `of 12 weeks`.
    pub behind: Option<String>,
    /// Decimals that the number deserves.
    pub decimals: usize,
    /// A word on it: `of 3`, `Garmin's green band`, `not recorded`.
    pub word: String,
}

impl Tile {
    /// A number of no leg, with its own unit.
    pub(super) fn plain(label: &str, estimate: Estimate, decimals: usize, word: &str) -> Self {
        Self {
            label: label.to_owned(),
            estimate: Some(estimate),
            leg: None,
            behind: None,
            decimals,
            word: word.to_owned(),
        }
    }

    /// The number as text, with its leg, and what stands behind it: `L 51.0` and `%`. None without a number.
    #[must_use]
    pub fn told(&self) -> Option<(String, String)> {
        let estimate = self.estimate.as_ref().filter(|estimate| estimate.value.is_finite())?;
        let number = fixed(estimate.value, self.decimals.min(4));
        let number = self.leg.map_or(number.clone(), |leg| format!("{} {number}", leg.letter()));
        let unit = || estimate.unit.behind(estimate.value, self.decimals).to_owned();
        Some((number, self.behind.clone().unwrap_or_else(unit)))
    }
}
