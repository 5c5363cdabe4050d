//! From readings to the report: sessions are measured in parallel, then followed through the programme.

use super::Request;
use crate::checks::{self, FileState, Judged};
use crate::drills::{self, Drills};
use crate::metrics::baseline::Profile;
use crate::metrics::{self, Details, Measures};
use crate::model::{Reading, Recording, Session, Span, Sport};
use crate::programme::{self, Ahead, Candidate, Given, Identified, Plan, Progress, Take};
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

/// What was found in a session, on its own.
struct Measured {
    drills: Drills,
    measures: Measures,
    details: Details,
    profile: Profile,
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
    let measured: Vec<Measured> =
        sources.par_iter().map(|source| measure(source, &drill_settings, &request.checks.metrics)).collect();

    let twins = twins(&sources);
    let judged: Vec<Judged<'_>> = sources
        .iter()
        .zip(&ids)
        .zip(&measured)
        .map(|((source, id), measured)| Judged {
            id,
            session: source.session,
            workout: source.recording.workout.as_ref(),
            measures: &measured.measures,
            profile: &measured.profile,
            drills: &measured.drills,
        })
        .collect();
    // Of two recordings of one session the richer one counts.
    let counted: Vec<Judged<'_>> =
        judged.iter().enumerate().filter(|(index, _)| twins[*index] == *index).map(|(_, one)| *one).collect();

    let today = request.today.or_else(|| sources.iter().map(|source| source.session.clock.day()).max());
    let candidates: Vec<Identified<'_>> = counted_sources(&sources, &twins)
        .map(|(index, source)| Identified {
            id: &ids[index],
            candidate: Candidate {
                session: source.session,
                workout: source.recording.workout.as_ref(),
                path: source.path,
            },
        })
        .collect();
    let progress =
        today.map(|today| programme::follow(&request.plan, &candidates, today)).unwrap_or_default();
    let outlooks: Vec<Vec<Ahead>> =
        today.map_or_else(Vec::new, |today| outlooks(&request.plan, &progress, today));

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
        .zip(&measured)
        .zip(&twins)
        .enumerate()
        .map(|(index, (((judged, source), measured), twin))| report::Sourced {
            judged: *judged,
            details: &measured.details,
            file: source.file,
            devices: &source.recording.devices,
            twin_of: (*twin != index).then(|| ids[*twin].as_str()),
        })
        .collect();
    report::assemble(&report::Input {
        plan: &request.plan,
        settings: &request.settings,
        metrics: &request.checks.metrics,
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

fn measure(source: &Source<'_>, drill_settings: &drills::Settings, settings: &metrics::Settings) -> Measured {
    let session = source.session;
    let drills = drills::find(session, source.recording.workout.as_ref(), drill_settings);
    let left_out: Vec<Span> = drills.spans().collect();
    let measures = metrics::measure(session, &left_out, settings);
    let details = metrics::details(session, &measures, &left_out, settings);
    let profile = Profile::of(session, &left_out, settings);
    Measured { drills, measures, details, profile }
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

/// The sessions that count, with their indices: of two recordings of one session the richer one, and no change of sport.
fn counted_sources<'a, 'b>(
    sources: &'b [Source<'a>],
    twins: &'b [usize],
) -> impl Iterator<Item = (usize, &'b Source<'a>)> {
    sources
        .iter()
        .enumerate()
        .filter(|(index, source)| twins[*index] == *index && source.session.sport != Sport::Transition)
}

/// The weeks to come of each prescription.
fn outlooks(plan: &Plan, progress: &[Progress], today: Date) -> Vec<Vec<Ahead>> {
    let given = Given { plan_start: plan.week_one, races: &plan.races, rest: &plan.rest, today };
    progress
        .iter()
        .filter_map(|progress| plan.prescription(&progress.name).map(|prescription| (prescription, progress)))
        .map(|(prescription, progress)| {
            programme::outlook(prescription, progress, plan.ladder, &given, WEEKS_AHEAD)
        })
        .collect()
}
