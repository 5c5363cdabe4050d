//! What the checks look at.

use crate::drills::Drills;
use crate::metrics::Measures;
use crate::metrics::baseline::Profile;
use crate::model::{Notice, Session, Status, Workout};
use crate::programme::{Plan, Prescription, Progress};
use jiff::civil::Date;

/// Everything that the checks may look at. Computes nothing itself.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The sessions, in order of start. Duplicates, and the poorer of two recordings of one session, are left out.
    pub sessions: &'a [Judged<'a>],
    /// Every file found, counted or not.
    pub files: &'a [FileState<'a>],
    /// What was prescribed, with the races of the command line in it.
    pub plan: &'a Plan,
    /// How the prescriptions in force were followed.
    pub progress: &'a [Progress],
    /// Bands and thresholds that the clinic does not name.
    pub settings: &'a Settings,
}

/// A session with what was measured in it.
#[derive(Debug, Clone, Copy)]
pub struct Judged<'a> {
    /// The session's id.
    pub id: &'a str,
    /// The session.
    pub session: &'a Session,
    /// The workout that was followed.
    pub workout: Option<&'a Workout>,
    /// Its measures.
    pub measures: &'a Measures,
    /// What comparisons with the athlete's other sessions rest on.
    pub profile: &'a Profile,
    /// Its drills.
    pub drills: &'a Drills,
}

impl Judged<'_> {
    /// The local day on which it counts.
    #[must_use]
    pub fn day(&self) -> Date {
        self.session.clock.day()
    }
}

/// A file and what became of it.
#[derive(Debug, Clone, Copy)]
pub struct FileState<'a> {
    /// What became of it.
    pub status: &'a Status,
    /// What was odd.
    pub notices: &'a [Notice],
}

/// Bands and thresholds that the clinic does not name. Each is a default that the user may change; none is a
/// recommendation of the clinic, and none makes a check fail.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The thresholds of the metrics themselves: the band of pedalling cadence, what counts as like speed, as flat.
    pub metrics: crate::metrics::Settings,
    /// Pedal balance further than this from 50 is noted, pp: no meter is claimed to be better than ±1 pp, and two rides of
    /// one rider differ by up to 3 pp by chance.
    pub balance_note: f64,
    /// Pedal balance further than this from 50 is pointed out, pp: the upper end of what is usual (5 to 20 % asymmetry).
    pub balance_flag: f64,
    /// Where net torque must still be positive to have passed the bottom of the stroke, degrees: the end of the sector from
    /// 150 to 210.
    pub pull_through: f64,
    /// A rise of running cadence over the own baseline that is aimed at, %, from and to; none by default. Heiderscheit 2011
    /// studied +5 and +10 %.
    pub run_cadence_rise: Option<(f64, f64)>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            metrics: crate::metrics::Settings::default(),
            balance_note: 2.0,
            balance_flag: 5.0,
            pull_through: crate::metrics::power_phase::THROUGH_BOTTOM,
            run_cadence_rise: None,
        }
    }
}

impl<'a> Input<'a> {
    /// A prescription in force with its progress.
    #[must_use]
    pub fn prescription(&self, name: &str) -> Option<(&'a Prescription, &'a Progress)> {
        let prescription = self.plan.in_force().find(|prescription| prescription.name == name)?;
        let progress = self.progress.iter().find(|progress| progress.name == name)?;
        Some((prescription, progress))
    }

    /// Whether a day lies in the window of a race: such sessions are left out of comparisons.
    #[must_use]
    pub fn in_race_window(&self, day: Date) -> bool {
        self.plan.races.iter().any(|race| race.covers(day))
    }
}
