//! From readings to the report: sessions are measured in parallel, then followed through the programme.

use super::Request;
use crate::checks::{self, FileState, Judged};
use crate::drills::{self, Drills};
use crate::metrics::{self, Measures};
use crate::model::{Reading, Recording, Session, Sport};
use crate::programme::{self, Ahead, Candidate, Counted, Entry, Given, Prescription, Progress, Take};
use crate::report::{self, Report};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How many weeks to come are told: enough to see where the ladder leads.
const WEEKS_AHEAD: u32 = 6;

/// A session that is judged, with where it comes from.
struct Source<'a> {
    file: usize,
    path: &'a str,
    recording: &'a Recording,
    session: &'a Session,
}

/// Judges what was read.
pub(super) fn judge(request: &Request, readings: &[Reading]) -> Report {
    let sources = sources(readings);
    let ids = ids(&sources);
    let drill_settings = drills::Settings {
        skip: request.plan.drill.skip,
        stride: request.plan.drill.stride,
        ..drills::Settings::default()
    };
    let measured: Vec<(Drills, Measures)> =
        sources.par_iter().map(|source| measure(source, &drill_settings, &request.metrics)).collect();

    let twins = twins(&sources);
    let judged: Vec<Judged<'_>> = sources
        .iter()
        .zip(&ids)
        .zip(&measured)
        .map(|((source, id), (drills, measures))| Judged {
            id,
            session: source.session,
            workout: source.recording.workout.as_ref(),
            measures,
            drills,
        })
        .collect();
    // Of two recordings of one session the richer one counts.
    let counted: Vec<Judged<'_>> =
        judged.iter().enumerate().filter(|(index, _)| twins[*index] == *index).map(|(_, one)| *one).collect();

    let today = request.today.or_else(|| sources.iter().map(|source| source.session.clock.day()).max());
    let followed: Vec<(Progress, Vec<Ahead>)> = today.map_or_else(Vec::new, |today| {
        request.plan.in_force().map(|one| follow(request, one, &sources, &ids, &twins, today)).collect()
    });
    let (progress, outlooks): (Vec<Progress>, Vec<Vec<Ahead>>) = followed.into_iter().unzip();

    let files: Vec<FileState<'_>> = readings
        .iter()
        .map(|reading| FileState { status: &reading.status, notices: &reading.notices })
        .collect();
    let results = checks::run_all(&checks::Input {
        sessions: &counted,
        files: &files,
        plan: &request.plan,
        progress: &progress,
        settings: &request.checks,
    });
    let sessions: Vec<report::Sourced<'_>> = judged
        .iter()
        .zip(&sources)
        .zip(&twins)
        .enumerate()
        .map(|(index, ((judged, source), twin))| report::Sourced {
            judged: *judged,
            file: source.file,
            devices: &source.recording.devices,
            twin_of: (*twin != index).then(|| ids[*twin].as_str()),
        })
        .collect();
    report::assemble(&report::Input {
        plan: &request.plan,
        settings: &request.settings,
        metrics: &request.metrics,
        balance_note: request.checks.balance_note,
        drills: &drill_settings,
        readings,
        sessions: &sessions,
        progress: &progress,
        outlooks: &outlooks,
        checks: results,
        soreness: &request.soreness,
    })
}

/// Every session that counts, in order of start, then of path.
fn sources(readings: &[Reading]) -> Vec<Source<'_>> {
    let mut sources: Vec<Source<'_>> = readings
        .iter()
        .enumerate()
        .filter(|(_, reading)| reading.status.counts())
        .filter_map(|(file, reading)| reading.recording.as_ref().map(|recording| (file, reading, recording)))
        .flat_map(|(file, reading, recording)| {
            let path = reading.path.as_str();
            recording.sessions.iter().map(move |session| Source { file, path, recording, session })
        })
        .collect();
    // The sort is stable: sessions of one file that start at one instant stay in their order.
    sources.sort_by(|a, b| (a.session.clock.start, a.path).cmp(&(b.session.clock.start, b.path)));
    sources
}

/// Local start and sport: `2026-03-02T07:12-running`; where two are equal, the later ones get a number.
fn ids(sources: &[Source<'_>]) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    sources
        .iter()
        .map(|source| {
            let sport = source.session.sport.name();
            let id = format!("{}-{sport}", source.session.clock.local().strftime("%Y-%m-%dT%H:%M"));
            let count = seen.entry(id.clone()).or_default();
            *count += 1;
            if *count == 1 { id } else { format!("{id}-{count}") }
        })
        .collect()
}

fn measure(
    source: &Source<'_>,
    drill_settings: &drills::Settings,
    settings: &metrics::Settings,
) -> (Drills, Measures) {
    let drills = drills::find(source.session, source.recording.workout.as_ref(), drill_settings);
    let measures = metrics::measure(source.session, &drills.spans().collect::<Vec<_>>(), settings);
    (drills, measures)
}

/// For each session the index of the one that stands for it.
fn twins(sources: &[Source<'_>]) -> Vec<usize> {
    let takes: Vec<Take> = sources
        .iter()
        .map(|source| {
            let session = source.session;
            Take {
                sport: session.sport.clone(),
                start: session.clock.start,
                end: end(session),
                channels: metrics::channels(session).len(),
                records: session.records,
            }
        })
        .collect();
    programme::twins(&takes)
}

fn end(session: &Session) -> Timestamp {
    // A session of more than 68 years ends at the end of time.
    let elapsed = SignedDuration::try_from_secs_f64(session.elapsed.get()).unwrap_or(SignedDuration::ZERO);
    session.clock.start.checked_add(elapsed).unwrap_or(Timestamp::MAX)
}

/// One prescription through its weeks.
fn follow(
    request: &Request,
    prescription: &Prescription,
    sources: &[Source<'_>],
    ids: &[String],
    twins: &[usize],
    today: Date,
) -> (Progress, Vec<Ahead>) {
    let entries: Vec<Entry> = sources
        .iter()
        .zip(ids)
        .enumerate()
        .filter(|(index, (source, _))| twins[*index] == *index && source.session.sport != Sport::Transition)
        .filter_map(|(_, (source, id))| {
            let candidate = Candidate {
                session: source.session,
                workout: source.recording.workout.as_ref(),
                path: source.path,
            };
            let value = match prescription.selection.count(candidate, prescription.dose) {
                Counted::No => return None,
                Counted::Value(value) => Some(value),
                Counted::NotAssessable => None,
            };
            let clock = source.session.clock;
            Some(Entry { id: id.clone(), day: clock.day(), start: clock.start, value })
        })
        .collect();
    let given = Given {
        plan_start: request.plan.week_one,
        races: &request.plan.races,
        rest: &request.plan.rest,
        today,
    };
    let progress = programme::weeks(prescription, &entries, request.ladder, &given);
    let outlook = programme::outlook(prescription, &progress, request.ladder, &given, WEEKS_AHEAD);
    (progress, outlook)
}
