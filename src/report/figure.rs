//! What a figure shows, as values. The renderer draws it and computes nothing.

use crate::drills::{LengthVerdict, Rep};
use crate::model::Arc;
use crate::programme::{SessionVerdict, WeekVerdict};
use crate::units::{Legs, Unit};
use jiff::civil::{Date, ISOWeekDate};

/// A figure: its words, and what it shows.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Which figure it is.
    pub id: FigureId,
    /// A stable name for files and anchors: `ladder-bike`, `cadence-2026-03-02T0712-running`.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// One line: what, when, how much, what it says.
    pub subtitle: String,
    /// What it shows.
    pub content: Content,
}

/// The closed list of figures, by the names that `plot --figure` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FigureId {
    /// The weeks of a prescription against its ladder.
    Ladder,
    /// Cadence over time, with its distribution.
    Cadence,
    /// Balance over time, with its distribution.
    Balance,
    /// Pedal balance against power.
    BalanceByPower,
    /// Power-phase dials.
    PowerPhase,
    /// Skip-then-stride reps.
    Drills,
    /// A metric over the weeks.
    Trend,
    /// What was done, day by day.
    Calendar,
}

impl FigureId {
    /// Every figure.
    pub const ALL: &'static [Self] = &[
        Self::Ladder,
        Self::Cadence,
        Self::Balance,
        Self::BalanceByPower,
        Self::PowerPhase,
        Self::Drills,
        Self::Trend,
        Self::Calendar,
    ];

    /// What it shows, in a few words.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Ladder => "The weeks of a prescription against its ladder",
            Self::Cadence => "Cadence over time, with its distribution",
            Self::Balance => "Balance over time, with its distribution",
            Self::BalanceByPower => "Pedal balance against power",
            Self::PowerPhase => "Power-phase dials",
            Self::Drills => "Skip-then-stride reps",
            Self::Trend => "A metric over the weeks",
            Self::Calendar => "What was done, day by day",
        }
    }

    /// The name that `plot --figure` takes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ladder => "ladder",
            Self::Cadence => "cadence",
            Self::Balance => "balance",
            Self::BalanceByPower => "balance-by-power",
            Self::PowerPhase => "power-phase",
            Self::Drills => "drills",
            Self::Trend => "trend",
            Self::Calendar => "calendar",
        }
    }
}

/// What a figure shows.
#[derive(Debug, Clone)]
pub enum Content {
    /// The weeks ladder.
    Ladder(Ladder),
    /// One or more channels over time (cadence, balance).
    Traces(Vec<Trace>),
    /// Pedal balance against power.
    BalanceByPower(BalanceByPower),
    /// Power-phase dials.
    PowerPhase(PowerPhase),
    /// Skip-then-stride reps.
    Drills(DrillStrip),
    /// A metric over the weeks.
    Trend(Trend),
    /// What was done, day by day.
    Calendar(Calendar),
    /// Nothing to draw: the sentence says why.
    Nothing(String),
}

/// The weeks of one prescription.
#[derive(Debug, Clone)]
pub struct Ladder {
    /// The unit of targets and values (minutes, laps).
    pub unit: Unit,
    /// The plan's weeks: those that were, and those to come (without sessions).
    pub weeks: Vec<LadderWeek>,
    /// Index of the week that is not over and not complete yet, where there is one.
    pub open: Option<usize>,
    /// Index of the first week to come, where the plan goes on.
    pub ahead: Option<usize>,
    /// The race windows that lie in its weeks.
    pub races: Vec<RaceWindow>,
}

/// The days of a race: its own, and those after it that are shaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RaceWindow {
    /// The day of the race.
    pub from: Date,
    /// The last day of the window.
    pub to: Date,
    /// Its name; empty where none was given.
    pub name: String,
}

impl RaceWindow {
    /// Whether `day` lies in it.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// One week of a ladder.
#[derive(Debug, Clone)]
pub struct LadderWeek {
    /// Its number in the plan, from 1.
    pub plan_week: u32,
    /// Its ISO week.
    pub iso_week: ISOWeekDate,
    /// The target under the ladder in force.
    pub target: f64,
    /// What counts as done, from and to.
    pub band: (f64, f64),
    /// The target under the calendar ladder.
    pub target_calendar: f64,
    /// The sessions, in order.
    pub sessions: Vec<LadderMark>,
    /// Sessions that were prescribed and did not happen.
    pub missed: u32,
    /// The week's verdict; absent for weeks to come.
    pub verdict: Option<WeekVerdict>,
    /// Whether a race window lies in it.
    pub race: bool,
}

/// A session on a ladder.
#[derive(Debug, Clone, Copy)]
pub struct LadderMark {
    /// Minutes or laps; absent where the file cannot say.
    pub value: Option<f64>,
    /// Its verdict.
    pub verdict: SessionVerdict,
}

/// One channel over time, with its distribution.
#[derive(Debug, Clone)]
pub struct Trace {
    /// Its name (`Cadence`).
    pub name: String,
    /// What exactly (`left share of ground contact`).
    pub detail: String,
    /// The unit.
    pub unit: Unit,
    /// Decimals of a read-out.
    pub decimals: usize,
    /// The samples as `(elapsed s, value)`, one list a run between gaps.
    pub samples: Vec<Vec<(f64, f64)>>,
    /// Every value that occurs in `samples`, ascending, with how often: tells how many lie beyond a frame, also once a page
    /// has thinned the samples.
    pub levels: Vec<(f64, usize)>,
    /// A running mean of the same, and over how many seconds.
    pub smooth: Vec<Vec<(f64, f64)>>,
    /// The 10th and 90th percentile of the samples over the same seconds, `(elapsed s, low, high)`: drawn instead of samples
    /// that jump about in whole steps. Empty where the samples themselves are drawn.
    pub spread: Vec<Vec<(f64, f64, f64)>>,
    /// Seconds that the running mean spans.
    pub smooth_seconds: f64,
    /// A band to compare with.
    pub band: Option<Band>,
    /// The middle of a two-sided measure (50 for a balance): the area towards either side is filled.
    pub centre: Option<f64>,
    /// The distribution; bars in order.
    pub histogram: Vec<Bar>,
    /// The session's metric, with the word for it (`median`, `mean`); absent where the session has none.
    pub marked: Option<(f64, &'static str)>,
    /// Share of the judged seconds inside the band, %; absent where the metric bears no verdict.
    pub in_band: Option<f64>,
    /// Seconds that stand apart: coasting, or walking, with their word.
    pub apart: Option<Apart>,
    /// Stretches that were left out, or pauses, as `(from, to)` s.
    pub pauses: Vec<(f64, f64)>,
}

/// A band to compare with.
#[derive(Debug, Clone)]
pub struct Band {
    /// Its lower edge.
    pub lo: f64,
    /// Its upper edge.
    pub hi: f64,
    /// Whose it is (`Garmin's middle 40 %`, `configured 80–100`).
    pub label: String,
}

/// A bar of a distribution.
#[derive(Debug, Clone, Copy)]
pub struct Bar {
    /// From, in the channel's unit.
    pub lo: f64,
    /// To.
    pub hi: f64,
    /// Seconds in it.
    pub seconds: f64,
}

/// Seconds that do not belong into a distribution but must be seen.
#[derive(Debug, Clone)]
pub struct Apart {
    /// Their word (`coasting`).
    pub label: String,
    /// How many seconds.
    pub seconds: f64,
    /// Their share of all, %.
    pub share: f64,
}

/// Pedal balance against power.
#[derive(Debug, Clone)]
pub struct BalanceByPower {
    /// Whether values are the left leg's share; else they are one leg's, always the same, and nobody knows which.
    pub sided: bool,
    /// Bins, in order of power.
    pub bins: Vec<PowerBin>,
    /// The power-weighted mean share, %.
    pub mean: Option<f64>,
    /// Percentage points from 50 that are noted (advisory).
    pub note_pp: f64,
}

/// A bin of power.
#[derive(Debug, Clone, Copy)]
pub struct PowerBin {
    /// From, W.
    pub lo: f64,
    /// To, W.
    pub hi: f64,
    /// Seconds in it.
    pub seconds: f64,
    /// Mean share over time, %.
    pub mean: f64,
    /// 25th percentile.
    pub p25: f64,
    /// 75th percentile.
    pub p75: f64,
}

/// Power-phase dials of both legs.
#[derive(Debug, Clone)]
pub struct PowerPhase {
    /// A dial for each leg; absent where its pedal does not tell.
    pub dials: Legs<Option<Dial>>,
    /// Why a dial is missing.
    pub missing: String,
}

/// One leg's dial: 0 degrees at the top, clockwise.
#[derive(Debug, Clone, Copy)]
pub struct Dial {
    /// Circular median of the power phase.
    pub phase: Arc,
    /// 10th and 90th percentile of the start, as signed degrees around the median.
    pub start_spread: (f64, f64),
    /// 10th and 90th percentile of the end, as signed degrees around the median.
    pub end_spread: (f64, f64),
    /// Circular median of the peak power phase.
    pub peak: Option<Arc>,
    /// The rider's own earlier rides at like power and cadence.
    pub baseline: Option<Arc>,
    /// Share of pedalling seconds whose phase ends past 180 degrees, %.
    pub past_180: f64,
    /// Share of pedalling seconds whose phase ends past 210 degrees, %.
    pub past_210: f64,
    /// This leg's share of power, %, where the side is known.
    pub share: Option<f64>,
}

/// The drill reps of one run.
#[derive(Debug, Clone)]
pub struct DrillStrip {
    /// Speed as `(elapsed s, m/s)`, one list a run between gaps.
    pub speed: Vec<Vec<(f64, f64)>>,
    /// The reps.
    pub reps: Vec<Rep>,
    /// The reps aligned at the start of the skip, or of the stride where no skip was found.
    pub aligned: Vec<AlignedRep>,
    /// Prescribed skip, m.
    pub skip_range: (f64, f64),
    /// Prescribed stride, m.
    pub stride_range: (f64, f64),
    /// The runner's own jog, m/s.
    pub jog: Option<f64>,
    /// Whether its fast stretches are evidently of the drill, so that their lengths are judged.
    pub judged: bool,
}

/// A rep over distance.
#[derive(Debug, Clone)]
pub struct AlignedRep {
    /// Its number, from 1.
    pub number: usize,
    /// `(metres since the start, m/s)`.
    pub speed: Vec<(f64, f64)>,
    /// Where the skip ends, m; absent without a skip.
    pub skip_end: Option<f64>,
    /// Where the stride starts and ends, m.
    pub stride: Option<(f64, f64)>,
    /// The stride's verdict; absent where it is not judged.
    pub verdict: Option<LengthVerdict>,
    /// Whether the skip is confirmed.
    pub skip_confirmed: bool,
}

/// Fewer sessions than this make no figure of a trend.
pub const LEAST_TREND_SESSIONS: usize = 2;

/// A metric over the weeks.
#[derive(Debug, Clone)]
pub struct Trend {
    /// The metric's name in words.
    pub name: String,
    /// The unit of the values.
    pub unit: Unit,
    /// Decimals of a read-out.
    pub decimals: usize,
    /// One point a session.
    pub points: Vec<TrendPoint>,
    /// The robust line with its interval; absent where too few sessions are there.
    pub line: Option<TrendLine>,
    /// What it says (`No change that can be told from noise`).
    pub sentence: String,
    /// Race windows.
    pub races: Vec<RaceWindow>,
    /// A band to compare with.
    pub band: Option<Band>,
    /// The soreness log of those days: day and 0 to 10. It is shown below, and nothing is inferred from it.
    pub soreness: Vec<(Date, f64)>,
}

/// A session's mean.
#[derive(Debug, Clone, Copy)]
pub struct TrendPoint {
    /// The local day.
    pub day: Date,
    /// The mean.
    pub value: f64,
    /// Its 95 % interval.
    pub ci95: Option<(f64, f64)>,
    /// Whether it was left out of the line (race window).
    pub left_out: bool,
}

/// A robust line: value at the first and last day, each with a 95 % interval.
#[derive(Debug, Clone, Copy)]
pub struct TrendLine {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Value at the first day: low, middle, high.
    pub at_from: (f64, f64, f64),
    /// Value at the last day: low, middle, high.
    pub at_to: (f64, f64, f64),
}

/// What was done, day by day.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// First day (a Monday) to last day (a Sunday).
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The days on which something was done.
    pub days: Vec<CalendarDay>,
    /// Race windows.
    pub races: Vec<RaceWindow>,
    /// The soreness log: day and 0 to 10.
    pub soreness: Vec<(Date, f64)>,
}

/// A day on which something was done.
#[derive(Debug, Clone)]
pub struct CalendarDay {
    /// The local day.
    pub day: Date,
    /// What: bike, run, pool, strength, other, with minutes and verdict.
    pub entries: Vec<CalendarEntry>,
}

/// One session on a day.
#[derive(Debug, Clone)]
pub struct CalendarEntry {
    /// Which kind of work.
    pub kind: Work,
    /// Timer minutes.
    pub minutes: f64,
    /// Laps of a swim, as the prescription counts them; absent for other work and where the file cannot say.
    pub laps: Option<f64>,
    /// Its verdict, where a prescription speaks of it.
    pub verdict: Option<SessionVerdict>,
}

/// The kinds of work that the programme knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Work {
    /// Cycling.
    Bike,
    /// Running.
    Run,
    /// Swimming.
    Pool,
    /// Strength.
    Strength,
    /// Anything else.
    Other,
}
