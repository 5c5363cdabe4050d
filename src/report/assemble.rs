//! Puts the report together from what the other rooms found.

use super::{
    FileEntry, Input, NextTarget, ProgrammeEntry, Report, SessionEntry, Sourced, WeekEntry, WeekSession,
    figures, headline, own, strength, tiles, trends,
};
use crate::metrics;
use crate::model::Reading;
use crate::programme::Progress;
use crate::units::Unit;

/// Puts the report together.
#[must_use]
pub fn assemble(input: &Input<'_>) -> Report {
    let sessions: Vec<SessionEntry> = input.sessions.iter().map(|one| session(one, input)).collect();
    let units: Vec<Unit> = in_force(input).map(|(prescription, _)| prescription.dose.unit()).collect();
    let trends = trends::trends(input);
    let above: Vec<String> =
        in_force(input).filter_map(|(p, progress)| headline::above(progress, p.dose.unit())).collect();
    let days = || input.sessions.iter().map(|one| one.judged.day());
    Report {
        programme: ProgrammeEntry {
            title: input.plan.title.clone(),
            source: input.plan.source.clone(),
            prescriptions: input.plan.lines(),
        },
        settings: input.settings.to_vec(),
        files: input.readings.iter().map(file).collect(),
        weeks: in_force(input).flat_map(|(p, progress)| weeks(p.dose.unit(), progress)).collect(),
        races: input.plan.races.clone(),
        next: in_force(input).map(|(p, progress)| next(p.times_per_week, p.dose.unit(), progress)).collect(),
        period: days().min().zip(days().max()),
        headline: headline::headline(&input.checks, &above),
        tiles: tiles::tiles(input.progress, &units, input, &sessions),
        figures: figures::over_time(input, &trends),
        cross_sport: trends::cross_sport(&trends),
        trends,
        checks: input.checks.clone(),
        sessions,
    }
}

/// The prescriptions in force, each with its progress.
fn in_force<'a>(
    input: &'a Input<'_>,
) -> impl Iterator<Item = (&'a crate::programme::Prescription, &'a Progress)> {
    input.progress.iter().filter_map(|progress| {
        input.plan.prescription(&progress.name).map(|prescription| (prescription, progress))
    })
}

fn file(reading: &Reading) -> FileEntry {
    FileEntry {
        path: reading.path.clone(),
        sha256: reading.sha256.clone(),
        status: reading.status.clone(),
        notices: reading.notices.clone(),
        records: reading.recording.as_ref().map_or(0, |recording| recording.records),
    }
}

fn session(one: &Sourced<'_>, input: &Input<'_>) -> SessionEntry {
    let session = one.judged.session;
    let own = own::own(one, input);
    SessionEntry {
        id: one.judged.id.to_owned(),
        twin_of: one.twin_of.map(str::to_owned),
        file: one.file,
        sport: session.sport.clone(),
        sub_sport: session.sub_sport.clone(),
        name: session.name.clone(),
        clock: session.clock,
        timer: session.timer,
        elapsed: session.elapsed,
        moving: metrics::moving_time(session),
        distance: session.distance,
        records: session.records,
        devices: one.devices.to_vec(),
        channels: metrics::channels(session),
        stated: session.stated,
        measures: one.judged.measures.clone(),
        details: one.details.clone(),
        exercises: strength::exercises(one, input.plan),
        lengths: session.lengths.clone(),
        pool_length: session.pool_length,
        drills: one.judged.drills.clone(),
        verdict: input.verdict(one.judged.id),
        figures: figures::of_session(one, &own, input),
        own,
    }
}

fn weeks(unit: Unit, progress: &Progress) -> impl Iterator<Item = WeekEntry> + '_ {
    progress.weeks.iter().map(move |week| WeekEntry {
        iso_week: week.iso_week.date(),
        plan_week: week.plan_week,
        prescription: progress.name.clone(),
        target: week.target,
        target_calendar: week.target_calendar,
        unit,
        required: week.required,
        done: week.done,
        verdict: week.verdict,
        open: week.open,
        in_seven_days: week.in_seven_days,
        sessions: week
            .sessions
            .iter()
            .map(|session| WeekSession {
                id: session.id.clone(),
                value: session.value,
                verdict: session.verdict,
            })
            .collect(),
        race: week.race,
    })
}

fn next(times: u32, unit: Unit, progress: &Progress) -> NextTarget {
    let next = &progress.next.week;
    NextTarget {
        prescription: progress.name.clone(),
        plan_week: next.plan_week,
        target: next.target,
        unit,
        times: if next.times > 0 { next.times } else { times },
        line: progress.next.line.clone(),
    }
}
