//! What one file holds and can answer: the values behind `inspect`.

use crate::checks::{Ability, CheckId, ability, beside};
use crate::drills::Drills;
use crate::metrics::power_phase::phase;
use crate::metrics::{self, Channel, Details, Measures};
use crate::model::{Arc, Clock, Device, Notice, Reading, Session, Span, Sport, Status, SubSport};
use crate::units::{Elapsed, Leg, Legs, Metres, TimerTime};

/// What one file holds and can answer.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// The file.
    pub path: String,
    /// What became of it.
    pub status: Status,
    /// What was odd.
    pub notices: Vec<Notice>,
    /// The recorder and its sensors.
    pub devices: Vec<Device>,
    /// Whole `record` messages.
    pub records: usize,
    /// Its sessions.
    pub sessions: Vec<InspectedSession>,
}

/// One session of it.
#[derive(Debug, Clone)]
pub struct InspectedSession {
    /// The sport.
    pub sport: Sport,
    /// The kind of sport.
    pub sub_sport: SubSport,
    /// Start and local offset.
    pub clock: Clock,
    /// Timer time.
    pub timer: TimerTime,
    /// Elapsed time.
    pub elapsed: Elapsed,
    /// Distance.
    pub distance: Option<Metres>,
    /// Records, laps, pool lengths, strength sets.
    pub counts: [(&'static str, usize); 4],
    /// The channels.
    pub channels: Vec<Channel>,
    /// The metrics.
    pub measures: Measures,
    /// What it shows beyond them.
    pub details: Details,
    /// Each leg's peak power phase, circular medians, where recorded.
    pub peak: Legs<Option<Arc>>,
    /// Drills found.
    pub drills: Drills,
    /// For each check, whether it can be answered.
    pub answers: Vec<Answer>,
}

/// Whether a check can be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The check.
    pub check: CheckId,
    /// Whether it can.
    pub ability: Ability,
    /// What it needs beside this session, as the end of a sentence that begins with "needs".
    pub beside: Option<&'static str>,
}

impl Inspection {
    /// Looks at a reading; `measured` holds measures and drills of each of its sessions, measured with `settings`.
    #[must_use]
    pub fn of(reading: &Reading, measured: Vec<(Measures, Drills)>, settings: &metrics::Settings) -> Self {
        let recording = reading.recording.as_ref();
        let sessions = recording.map_or(&[][..], |recording| &recording.sessions);
        Self {
            path: reading.path.clone(),
            status: reading.status.clone(),
            notices: reading.notices.clone(),
            devices: recording.map(|recording| recording.devices.clone()).unwrap_or_default(),
            records: recording.map_or(0, |recording| recording.records),
            sessions: sessions
                .iter()
                .zip(measured)
                .map(|(session, (m, d))| InspectedSession::of(session, m, d, settings))
                .collect(),
        }
    }
}

impl InspectedSession {
    fn of(session: &Session, measures: Measures, drills: Drills, settings: &metrics::Settings) -> Self {
        let answer = |check: &CheckId| Answer {
            check: *check,
            ability: ability(*check, session, &measures, &drills),
            beside: beside(*check),
        };
        let answers = CheckId::ALL.iter().map(answer).collect();
        let spans: Vec<Span> = drills.spans().collect();
        let peak = |leg| phase(session, leg, settings).ok().and_then(|phase| phase.peak);
        Self {
            sport: session.sport.clone(),
            sub_sport: session.sub_sport.clone(),
            clock: session.clock,
            timer: session.timer,
            elapsed: session.elapsed,
            distance: session.distance,
            counts: [
                ("records", session.records),
                ("laps", session.laps.len()),
                ("pool lengths", session.lengths.len()),
                ("strength sets", session.sets.len()),
            ],
            channels: metrics::channels(session),
            details: metrics::details(session, &measures, &spans, settings),
            peak: Legs { left: peak(Leg::Left), right: peak(Leg::Right) },
            measures,
            drills,
            answers,
        }
    }
}
