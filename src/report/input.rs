//! What the report is made of.

use super::Setting;
use crate::checks::{CheckResult, Judged};
use crate::model::{Device, Reading};
use crate::programme::{Ahead, Plan, Progress, SessionVerdict, Soreness};
use crate::{drills, metrics};

/// What the report is made of.
#[derive(Debug, Clone)]
pub struct Input<'a> {
    /// What was prescribed.
    pub plan: &'a Plan,
    /// Every setting that holds.
    pub settings: &'a [Setting],
    /// Thresholds of the metrics.
    pub metrics: &'a metrics::Settings,
    /// Pedal balance further than this from 50 is noted, pp.
    pub balance_note: f64,
    /// The drill as prescribed.
    pub drills: &'a drills::Settings,
    /// Every file.
    pub readings: &'a [Reading],
    /// Every session, in order of start.
    pub sessions: &'a [Sourced<'a>],
    /// How the prescriptions in force were followed, in the plan's order.
    pub progress: &'a [Progress],
    /// The weeks to come of each of them.
    pub outlooks: &'a [Vec<Ahead>],
    /// What the checks found.
    pub checks: Vec<CheckResult>,
    /// The soreness log.
    pub soreness: &'a [Soreness],
}

/// A session, and where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Sourced<'a> {
    /// The session with what was measured in it.
    pub judged: Judged<'a>,
    /// What it shows beyond its metrics.
    pub details: &'a metrics::Details,
    /// Index of its file.
    pub file: usize,
    /// Device and sensors.
    pub devices: &'a [Device],
    /// The id of the richer recording of the same session, which counts instead.
    pub twin_of: Option<&'a str>,
}

impl Input<'_> {
    /// What a session was to its week: of several prescriptions that speak of it, the first one's.
    pub(super) fn verdict(&self, id: &str) -> Option<SessionVerdict> {
        self.progress
            .iter()
            .flat_map(|progress| &progress.weeks)
            .flat_map(|week| &week.sessions)
            .find(|session| session.id == id)
            .map(|session| session.verdict)
    }
}
