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

/// A session, and where it comes from.
struct Source<'a> {
    file: usize,
    path: &'a str,
    recording: &'a Recording,
    session: &'a Session,
}

/// A session with all that was found out about it on its own, and its richer twin, which counts in its stead.
struct Found<'a> {
    source: Source<'a>,
    id: String,
    drills: Drills,
    measures: Measures,
    details: Details,
    profile: Profile,
    twin: Option<usize>,
}

impl Found<'_> {
    fn judged(&self) -> Judged<'_> {
        Judged {
            id: &self.id,
            session: self.source.session,
            workout: self.source.recording.workout.as_ref(),
            measures: &self.measures,
            profile: &self.profile,
            drills: &self.drills,
        }
    }

    fn candidate(&self) -> Identified<'_> {
        Identified {
            id: &self.id,
            candidate: Candidate {
                session: self.source.session,
                workout: self.source.recording.workout.as_ref(),
                path: self.source.path,
            },
        }
    }
}

/// Judges what was read.
pub(super) fn judge(request: &Request, readings: &[Reading]) -> Report {
    let drill_settings = drills::Settings {
        skip: request.plan.drill.skip,
        stride: request.plan.drill.stride,
        ..drills::Settings::default()
    };
    let found = find(sources(readings), &drill_settings, &request.checks.metrics);
    // Of two recordings of one session the richer one counts.
    let counted = || found.iter().filter(|found| found.twin.is_none());
    let judged: Vec<Judged<'_>> = counted().map(Found::judged).collect();
    let candidates: Vec<Identified<'_>> = counted()
        .filter(|found| found.source.session.sport != Sport::Transition)
        .map(Found::candidate)
        .collect();
    let today = request.today.or_else(|| found.iter().map(|found| found.source.session.clock.day()).max());
    let progress =
        today.map(|today| programme::follow(&request.plan, &candidates, today)).unwrap_or_default();
    let outlooks: Vec<Vec<Ahead>> =
        today.map_or_else(Vec::new, |today| outlooks(&request.plan, &progress, today));

    let files: Vec<FileState<'_>> = readings
        .iter()
        .map(|reading| FileState { status: &reading.status, notices: &reading.notices })
        .collect();
    let results = checks::run_all(&checks::Input {
        sessions: &judged,
        files: &files,
        plan: &request.plan,
        progress: &progress,
        settings: &request.checks,
    });
    let sessions: Vec<report::Sourced<'_>> = found
        .iter()
        .map(|one| report::Sourced {
            judged: one.judged(),
            details: &one.details,
            file: one.source.file,
            devices: &one.source.recording.devices,
            twin_of: one.twin.and_then(|twin| found.get(twin)).map(|twin| twin.id.as_str()),
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

/// Measures each session on its own, and finds its id and its twin among the others.
fn find<'a>(
    sources: Vec<Source<'a>>,
    drill_settings: &drills::Settings,
    settings: &metrics::Settings,
) -> Vec<Found<'a>> {
    let (ids, twins) = (ids(&sources), twins(&sources));
    let named: Vec<((Source<'a>, String), Option<usize>)> = sources.into_iter().zip(ids).zip(twins).collect();
    named
        .into_par_iter()
        .map(|((source, id), twin)| {
            let session = source.session;
            let drills = drills::find(session, source.recording.workout.as_ref(), drill_settings);
            let left_out: Vec<Span> = drills.spans().collect();
            let measures = metrics::measure(session, &left_out, settings);
            let details = metrics::details(session, &measures, &left_out, settings);
            let profile = Profile::of(session, &left_out, settings);
            Found { source, id, drills, measures, details, profile, twin }
        })
        .collect()
}

/// For each session the index of the one that stands for it, where that is another.
fn twins(sources: &[Source<'_>]) -> Vec<Option<usize>> {
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
    let kept = programme::twins(&takes).into_iter().enumerate();
    kept.map(|(index, kept)| (kept != index).then_some(kept)).collect()
}

fn end(session: &Session) -> Timestamp {
    // A session of more than 68 years ends at the end of time.
    let elapsed = SignedDuration::try_from_secs_f64(session.elapsed.get()).unwrap_or(SignedDuration::ZERO);
    session.clock.start.checked_add(elapsed).unwrap_or(Timestamp::MAX)
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
