//! Laps, pool lengths and strength sets of a session.

use super::frame::{Frame, Layout, date, start_of};
use super::{Raw, kind};
use crate::ingest::profile::Entry;
use crate::model::{Exercise, Intensity, Lap, LapTrigger, Length, LengthKind, Set, SetKind, Span};
use crate::units::{Elapsed, Metres, TimerTime};

/// FIT `swim_stroke` of drill mode.
const DRILL: i64 = 4;

/// The messages of one kind that belong to the session, with their start, in order of time.
fn of_session<'a>(
    raw: &'a Raw,
    layout: &Layout<'_>,
    session: usize,
    global: u16,
    start: impl Fn(&Entry) -> Option<u32>,
) -> Vec<(u32, &'a Entry)> {
    let found = raw.of(global).filter_map(|entry| {
        let start = start(entry)?;
        (layout.at(start, entry.part) == Some(session)).then_some((start, entry))
    });
    let mut found: Vec<(u32, &Entry)> = found.collect();
    found.sort_by_key(|(start, _)| *start);
    found
}

/// A stretch from `start` on, in the session's elapsed time.
fn span(frame: &Frame<'_>, start: u32, length: f64) -> Span {
    let start = since(frame, start);
    Span { start, end: Elapsed::new(start.get() + length.max(0.0)) }
}

/// Elapsed time of a FIT time.
pub(super) fn since(frame: &Frame<'_>, time: u32) -> Elapsed {
    Elapsed::new(f64::from(time) - f64::from(frame.start))
}

/// The laps. One is drill where it says so, or where all that was swum in it was logged as drill.
pub(super) fn laps(
    raw: &Raw,
    layout: &Layout<'_>,
    session: usize,
    frame: &Frame<'_>,
    lengths: &[Length],
) -> Vec<Lap> {
    let drilled = |span: Span| {
        let within =
            lengths.iter().filter(|length| span.start <= length.span.start && length.span.start < span.end);
        let mut active = within.filter(|length| length.kind != LengthKind::Idle).peekable();
        active.peek().is_some() && active.all(|length| length.kind == LengthKind::Drill)
    };
    let found =
        of_session(raw, layout, session, kind::LAP, |lap| start_of(lap, 2, lap.number(7).or(lap.number(8))));
    let make = |(start, lap): (u32, &Entry)| {
        let to_stamp = date(lap.time).map(|end| f64::from(end.saturating_sub(start)));
        let elapsed = lap.number(7).or(to_stamp).or(lap.number(8)).unwrap_or(0.0);
        Lap {
            span: span(frame, start, elapsed),
            timer: TimerTime::new(lap.number(8).unwrap_or(elapsed)),
            distance: lap.number(9).map(Metres::new),
            trigger: match lap.integer(24) {
                Some(0) => LapTrigger::Manual,
                Some(1) => LapTrigger::Time,
                Some(2) => LapTrigger::Distance,
                Some(3..=6) => LapTrigger::Position,
                Some(7) => LapTrigger::SessionEnd,
                Some(8) => LapTrigger::Equipment,
                _ => LapTrigger::Other,
            },
            intensity: intensity(lap.integer(23)),
            step: step(lap.integer(71)),
            drill: lap.integer(38) == Some(DRILL) || drilled(span(frame, start, elapsed)),
        }
    };
    found.into_iter().map(make).collect()
}

pub(super) fn lengths(raw: &Raw, layout: &Layout<'_>, session: usize, frame: &Frame<'_>) -> Vec<Length> {
    let found =
        of_session(raw, layout, session, kind::LENGTH, |length| start_of(length, 2, length.number(3)));
    let make = |(start, length): (u32, &Entry)| Length {
        span: span(frame, start, length.number(3).or(length.number(4)).unwrap_or(0.0)),
        kind: match (length.integer(12), length.integer(7)) {
            (Some(0), _) => LengthKind::Idle,
            (_, Some(DRILL)) => LengthKind::Drill,
            _ => LengthKind::Swum,
        },
        strokes: length.raw(5),
    };
    found.into_iter().map(make).collect()
}

pub(super) fn sets(raw: &Raw, layout: &Layout<'_>, session: usize, frame: &Frame<'_>) -> Vec<Set> {
    let found = of_session(raw, layout, session, kind::SET, |set| {
        date(set.raw(6)).or_else(|| {
            // Sets carry their timestamp, which is their end, in field 254.
            let end = date(set.raw(254)).or(date(set.time))?;
            Some(end.saturating_sub(super::frame::whole_seconds(set.number(0).unwrap_or(0.0))))
        })
    });
    let make = |(start, set): (u32, &Entry)| Set {
        start: since(frame, start),
        duration: TimerTime::new(set.number(0).unwrap_or(0.0)),
        kind: if set.integer(5) == Some(0) { SetKind::Rest } else { SetKind::Active },
        repetitions: set.raw(3),
        weight_kg: set.number(4),
        guesses: guesses(set),
        step: step(set.integer(11)),
    };
    found.into_iter().map(make).collect()
}

/// The watch's guesses: category and name side by side in two arrays.
fn guesses(set: &Entry) -> Vec<Exercise> {
    let names = set.integers(8);
    let narrow = |value: &Option<i64>| value.and_then(|value| u16::try_from(value).ok());
    let categories = set.integers(7).iter().enumerate();
    let guess = |(index, category): (usize, &Option<i64>)| {
        Some(Exercise { category: narrow(category)?, name: names.get(index).and_then(narrow) })
    };
    categories.filter_map(guess).collect()
}

/// FIT `intensity`.
pub(super) fn intensity(number: Option<i64>) -> Intensity {
    match number {
        Some(0) => Intensity::Active,
        Some(1) => Intensity::Rest,
        Some(2) => Intensity::Warmup,
        Some(3) => Intensity::Cooldown,
        Some(4) => Intensity::Recovery,
        Some(5) => Intensity::Interval,
        _ => Intensity::Unstated,
    }
}

/// A message index: the upper four bits are flags.
pub(super) fn step(number: Option<i64>) -> Option<u16> {
    number.and_then(|number| u16::try_from(number & 0x0FFF).ok())
}
