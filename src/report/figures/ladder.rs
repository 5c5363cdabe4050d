//! The weeks ladder of a prescription.

use crate::programme::{Prescription, Progress, Race, SessionVerdict, WeekVerdict};
use crate::report::figure::{Content, Figure, FigureId, Ladder, LadderMark, LadderWeek};

/// How many weeks to come are drawn behind the last one: enough to see where the ladder leads.
const WEEKS_AHEAD: u32 = 6;

pub(super) fn ladder(prescription: &Prescription, progress: &Progress, races: &[Race]) -> Figure {
    let slug = format!("ladder-{}", super::slug(&progress.name));
    let title = format!("{}: the weeks", super::capital(&progress.name));
    if progress.weeks.is_empty() {
        let why = format!("No session of {} yet. {}", progress.name, progress.next.line);
        return Figure {
            id: FigureId::Ladder,
            slug,
            title,
            subtitle: prescription.line(),
            content: Content::Nothing(why),
        };
    }
    let mut weeks: Vec<LadderWeek> = progress
        .weeks
        .iter()
        .map(|week| LadderWeek {
            plan_week: week.plan_week,
            iso_week: week.iso_week.date(),
            target: week.target,
            band: week.band,
            target_calendar: week.target_calendar,
            sessions: week
                .sessions
                .iter()
                .map(|session| LadderMark { value: session.value.unwrap_or(0.0), verdict: session.verdict })
                .collect(),
            missed: missed(
                week.required,
                &week.sessions.iter().map(|s| s.verdict).collect::<Vec<_>>(),
                week.verdict,
                week.open,
            ),
            verdict: (!week.open).then_some(week.verdict),
            race: week.race,
        })
        .collect();
    let ahead = weeks.len();
    weeks.extend(coming(prescription, progress, races));
    let complete = progress.weeks.iter().filter(|week| week.verdict == WeekVerdict::Complete).count();
    let subtitle = format!(
        "{} · {complete} of {} weeks complete",
        prescription.line(),
        progress.weeks.iter().filter(|week| !week.open).count().max(complete)
    );
    Figure {
        id: FigureId::Ladder,
        slug,
        title,
        subtitle,
        content: Content::Ladder(Ladder {
            unit: prescription.dose.unit(),
            ahead: (weeks.len() > ahead).then_some(ahead),
            weeks,
        }),
    }
}

/// Sessions that were prescribed and did not happen. Nobody is behind in a rest week or in one that is not over.
fn missed(required: u32, sessions: &[SessionVerdict], verdict: WeekVerdict, open: bool) -> u32 {
    if open || verdict == WeekVerdict::Rest {
        return 0;
    }
    required.saturating_sub(u32::try_from(sessions.len()).unwrap_or(u32::MAX))
}

/// The weeks to come, if each of them is completed.
fn coming(prescription: &Prescription, progress: &Progress, races: &[Race]) -> Vec<LadderWeek> {
    let next = &progress.next;
    let last = progress.weeks.last().map(|week| week.iso_week);
    let first_new = u32::from(last == Some(next.iso_week));
    (first_new..first_new + WEEKS_AHEAD)
        .filter_map(|offset| {
            let iso_week = next.iso_week.later(offset)?;
            let rise = prescription.step * f64::from(offset);
            let target = (next.target + rise).min(prescription.goal);
            Some(LadderWeek {
                plan_week: next.plan_week + offset,
                iso_week: iso_week.date(),
                target,
                band: prescription.dose.band(target, prescription.step),
                target_calendar: (next.target_calendar + rise).min(prescription.goal),
                sessions: Vec::new(),
                missed: 0,
                verdict: None,
                race: races.iter().any(|race| race.touches(iso_week.monday(), iso_week.sunday())),
            })
        })
        .collect()
}
