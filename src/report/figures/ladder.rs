//! The weeks ladder of a prescription.

use crate::programme::{Ahead, Dose, Prescription, Progress, SessionVerdict, WeekVerdict};
use crate::report::figure::{Content, Figure, FigureId, Ladder, LadderMark, LadderWeek, RaceWindow};

pub(super) fn ladder(
    prescription: &Prescription,
    progress: &Progress,
    outlook: &[Ahead],
    races: &[RaceWindow],
) -> Figure {
    let slug = format!("ladder-{}", super::slug(&progress.name));
    let title = format!("{}: the weeks", super::super::capital(&progress.name));
    if progress.weeks.is_empty() {
        let why =
            format!("No session of {} yet. {}", progress.name, super::super::capital(&progress.next.line));
        return Figure {
            id: FigureId::Ladder,
            slug,
            title,
            subtitle: advised(prescription),
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
                .map(|session| LadderMark { value: session.value, verdict: session.verdict })
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
    weeks.extend(coming(prescription, progress, outlook));
    let complete = progress.weeks.iter().filter(|week| week.verdict == WeekVerdict::Complete).count();
    // A rest week asks for nothing, and so is not counted.
    let asked = |week: &&crate::programme::Week| !week.open && week.verdict != WeekVerdict::Rest;
    let closed = progress.weeks.iter().filter(asked).count().max(complete);
    let advised = advised(prescription);
    let subtitle = match closed {
        0 => format!("First week under way · {advised}"),
        1 => format!("{complete} of 1 week complete · {advised}"),
        more => format!("{complete} of {more} weeks complete · {advised}"),
    };
    Figure {
        id: FigureId::Ladder,
        slug,
        title,
        subtitle,
        content: Content::Ladder(Ladder {
            unit: prescription.dose.unit(),
            open: progress.weeks.iter().rposition(|week| week.open),
            races: races.to_vec(),
            ahead: (weeks.len() > ahead).then_some(ahead),
            weeks,
        }),
    }
}

/// The prescription's line without its name, which the title says.
fn advised(prescription: &Prescription) -> String {
    let line = prescription.line();
    let line = line.strip_prefix(&format!("{}: ", prescription.name)).unwrap_or(&line);
    // Shorter: a subtitle has a line.
    match prescription.dose {
        Dose::Laps { lap_lengths, .. } => {
            let lengths =
                if lap_lengths == 1 { "1 length".to_owned() } else { format!("{lap_lengths} lengths") };
            line.split_once(" (a lap is ").map_or(line.to_owned(), |(rise, _)| format!("{rise} of {lengths}"))
        }
        _ => line.to_owned(),
    }
}

/// Sessions that were prescribed and did not happen. Nobody is behind in a rest week or in one that is not over.
fn missed(required: u32, sessions: &[SessionVerdict], verdict: WeekVerdict, open: bool) -> u32 {
    if open || verdict == WeekVerdict::Rest {
        return 0;
    }
    required.saturating_sub(u32::try_from(sessions.len()).unwrap_or(u32::MAX))
}

/// The weeks to come, if each of them is completed. The open week, which is drawn already, is left out.
fn coming<'a>(
    prescription: &'a Prescription,
    progress: &'a Progress,
    outlook: &'a [Ahead],
) -> impl Iterator<Item = LadderWeek> + 'a {
    let drawn = progress.weeks.last().map(|week| week.iso_week);
    outlook.iter().filter(move |ahead| drawn.is_none_or(|last| ahead.iso_week > last)).map(|ahead| {
        LadderWeek {
            plan_week: ahead.plan_week,
            iso_week: ahead.iso_week.date(),
            target: ahead.target,
            band: prescription.dose.band(ahead.target, prescription.step),
            target_calendar: ahead.target_calendar,
            sessions: Vec::new(),
            missed: 0,
            verdict: None,
            race: ahead.rest,
        }
    })
}
