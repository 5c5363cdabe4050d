//! What was done, day by day.

use crate::model::{Session, Sport, SubSport};
use crate::programme::{IsoWeek, SessionVerdict, Soreness};
use crate::report::figure::{
    Calendar, CalendarDay, CalendarEntry, Content, Figure, FigureId, RaceWindow, Work,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

pub(super) fn calendar<'a>(
    sessions: impl Iterator<Item = (&'a Session, Option<SessionVerdict>, Option<f64>)>,
    races: &[RaceWindow],
    soreness: &[Soreness],
) -> Figure {
    let mut days: BTreeMap<Date, Vec<CalendarEntry>> = BTreeMap::new();
    for (session, verdict, laps) in sessions {
        if session.sport == Sport::Transition {
            continue;
        }
        days.entry(session.clock.day()).or_default().push(CalendarEntry {
            kind: work(session),
            minutes: session.timer.minutes(),
            laps,
            verdict,
        });
    }
    let (title, slug) = ("What was done".to_owned(), "calendar".to_owned());
    let (Some((first, _)), Some((last, _))) = (days.first_key_value(), days.last_key_value()) else {
        let why = "No session was found.".to_owned();
        return Figure {
            id: FigureId::Calendar,
            slug,
            title,
            subtitle: String::new(),
            content: Content::Nothing(why),
        };
    };
    let (first, last) = (*first, *last);
    let (from, to) = (IsoWeek::of(first).monday(), IsoWeek::of(last).sunday());
    let active = days.len();
    let subtitle = format!(
        "{} · sessions on {active} day{}",
        crate::report::days((first, last)),
        if active == 1 { "" } else { "s" }
    );
    let days = days.into_iter().map(|(day, entries)| CalendarDay { day, entries }).collect();
    let races = races.iter().filter(|window| window.from <= to && from <= window.to).cloned().collect();
    let soreness = soreness
        .iter()
        .filter(|one| from <= one.day && one.day <= to)
        .map(|one| (one.day, one.score))
        .collect();
    Figure {
        id: FigureId::Calendar,
        slug,
        title,
        subtitle,
        content: Content::Calendar(Calendar { from, to, days, races, soreness }),
    }
}

/// Which kind of work a session was.
fn work(session: &Session) -> Work {
    match (&session.sport, &session.sub_sport) {
        (Sport::Cycling | Sport::EBiking, _) => Work::Bike,
        (Sport::Running, _) => Work::Run,
        (Sport::Swimming, _) => Work::Pool,
        (_, SubSport::StrengthTraining) => Work::Strength,
        (Sport::Training | Sport::FitnessEquipment, _) if !session.sets.is_empty() => Work::Strength,
        _ => Work::Other,
    }
}
