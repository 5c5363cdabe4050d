//! The plan: what was prescribed.

use super::{Dose, Exercises, IsoWeek, Ladder, LadderKind, Race, Selection, dose::number};
use jiff::civil::Date;

/// A whole plan: the clinic's, or one of the user's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// Its title.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// A day in plan week 1, where the plan names one.
    pub week_one: Option<Date>,
    /// Which weeks let the targets rise.
    pub ladder: LadderKind,
    /// What is to be done so often a week, in rising doses: the clinic's `bike` and `pool`, then the user's own.
    pub prescriptions: Vec<Prescription>,
    /// The skip-then-stride drill.
    pub drill: Drill,
    /// Strength work.
    pub strength: Strength,
    /// Exercises that the plan knows, and how they are recognised.
    pub exercises: Exercises,
    /// Races that the plan names, in order of time.
    pub races: Vec<Race>,
    /// Weeks in which nothing is asked.
    pub rest: Vec<IsoWeek>,
}

/// Who prescribed something: what a result names as its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The clinic, unchanged.
    Clinic,
    /// The user's plan file.
    PlanFile,
}

impl Origin {
    /// In words, as results show it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Clinic => "The Clinic: Sore Hamstring Solutions, Running & FitNews 25(1), 2006-2007",
            Self::PlanFile => "your plan file",
        }
    }
}

/// Something to be done so often a week, in rising doses.
#[derive(Debug, Clone, PartialEq)]
pub struct Prescription {
    /// Its name: `bike`, `pool`, or the user's own.
    pub name: String,
    /// Who prescribed it.
    pub origin: Origin,
    /// Whether it is in force.
    pub enabled: bool,
    /// What is counted.
    pub dose: Dose,
    /// The range in which the first week's target lies; a single figure where both are equal.
    pub start: (f64, f64),
    /// What each week adds.
    pub step: f64,
    /// The target that is held in the end.
    pub goal: f64,
    /// Sessions a week.
    pub times_per_week: u32,
    /// Which sessions count.
    pub selection: Selection,
}

impl Prescription {
    /// The ladder from a settled start.
    #[must_use]
    pub fn ladder(&self, start: f64) -> Ladder {
        Ladder { start, step: self.step, goal: self.goal }
    }

    /// The same with a start that the user named. Outside the prescribed range it is moved to the nearer end.
    #[must_use]
    pub fn starting_at(&self, start: f64) -> Self {
        let start = if start.is_finite() { start.max(self.start.0).min(self.start.1) } else { self.start.0 };
        Self { start: (start, start), ..self.clone() }
    }

    /// In one line: `bike: 3 sessions a week, from 5–10 min, +2 min a week, to 60 min`.
    #[must_use]
    pub fn line(&self) -> String {
        let (lo, hi) = self.start;
        let start =
            if lo < hi { format!("{}–{}", number(lo), self.dose.say(hi)) } else { self.dose.say(lo) };
        let sessions =
            if self.times_per_week == 1 { "1 session" } else { &format!("{} sessions", self.times_per_week) };
        let rise = if self.step > 0.0 {
            format!("from {start}, +{} a week, to {}", self.dose.say(self.step), self.dose.say(self.goal))
        } else {
            format!("{start} each")
        };
        let detail = match self.dose {
            Dose::Laps { lap_lengths: 1, .. } => " (a lap is 1 pool length)".to_owned(),
            Dose::Laps { lap_lengths, .. } => format!(" (a lap is {lap_lengths} pool lengths)"),
            _ => String::new(),
        };
        let off = if self.enabled { "" } else { " [switched off]" };
        format!("{}: {sessions} a week, {rise}{detail}{off}", self.name)
    }
}

/// The skip-then-stride drill.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drill {
    /// Who prescribed it.
    pub origin: Origin,
    /// Whether it is in force.
    pub enabled: bool,
    /// The skip, m, from and to.
    pub skip: (f64, f64),
    /// The stride, m, from and to.
    pub stride: (f64, f64),
}

impl Drill {
    /// In one line.
    #[must_use]
    pub fn line(&self) -> String {
        let off = if self.enabled { "" } else { " [switched off]" };
        format!(
            "run: skip {}–{} m, then stride {}–{} m{off}",
            number(self.skip.0),
            number(self.skip.1),
            number(self.stride.0),
            number(self.stride.1)
        )
    }
}

/// Strength work. The clinic names exercises and machines, and no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strength {
    /// Who prescribed it.
    pub origin: Origin,
    /// Whether it is in force.
    pub enabled: bool,
    /// Keys of the exercises prescribed, in order.
    pub exercises: Vec<String>,
    /// Keys of the muscle groups to be trained on machines, in order.
    pub machines: Vec<String>,
    /// Sessions a week, where the user's plan names a number.
    pub times_per_week: Option<u32>,
}

impl Plan {
    /// The prescriptions in force.
    pub fn in_force(&self) -> impl Iterator<Item = &Prescription> {
        self.prescriptions.iter().filter(|prescription| prescription.enabled)
    }

    /// A prescription by its name, in force or not.
    #[must_use]
    pub fn prescription(&self, name: &str) -> Option<&Prescription> {
        self.prescriptions.iter().find(|prescription| prescription.name == name)
    }

    /// The races of the plan with those of the command line, in order of time, each once.
    #[must_use]
    pub fn with_races(mut self, races: &[Race]) -> Self {
        self.races.extend_from_slice(races);
        self.races.sort();
        self.races.dedup_by(|later, earlier| {
            let same = later.day == earlier.day;
            if same && earlier.name.is_empty() {
                std::mem::swap(&mut later.name, &mut earlier.name);
            }
            same
        });
        self
    }

    /// Every prescription in a line of its own.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let off = if self.strength.enabled { "" } else { " [switched off]" };
        let times = self.strength.times_per_week.map_or(String::new(), |times| format!(", {times} a week"));
        let names =
            |keys: &[String]| keys.iter().map(|key| self.exercises.title(key)).collect::<Vec<_>>().join(", ");
        let mut lines: Vec<String> = self.prescriptions.iter().map(Prescription::line).collect();
        lines.push(self.drill.line());
        if !self.strength.exercises.is_empty() {
            lines.push(format!("strength: {}{times}{off}", names(&self.strength.exercises)));
        }
        if !self.strength.machines.is_empty() {
            lines.push(format!("gym: {}{off}", names(&self.strength.machines)));
        }
        lines
    }
}
