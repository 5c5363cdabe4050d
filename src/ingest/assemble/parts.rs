//! Laps, pool lengths and strength sets of a session.

use super::frame::{date, start_of, whole_seconds};
use super::share::Share;
use crate::ingest::messages::Entry;
use crate::model::{Exercise, Intensity, Lap, LapTrigger, Length, LengthKind, Set, SetKind, Span};
use crate::units::{Metres, TimerTime};

/// FIT `swim_stroke` of drill mode.
const DRILL: i64 = 4;

pub(super) fn lap_start(lap: &Entry) -> Option<u32> {
    start_of(lap, 2, lap.number(7).or(lap.number(8)))
}

pub(super) fn length_start(length: &Entry) -> Option<u32> {
    start_of(length, 2, length.number(3))
}

pub(super) fn set_start(set: &Entry) -> Option<u32> {
    date(set.raw(6)).or_else(|| {
        // Sets carry their timestamp, which is their end, in field 254.
        let end = date(set.raw(254)).or(date(set.time))?;
        Some(end.saturating_sub(whole_seconds(set.number(0).unwrap_or(0.0))))
    })
}

/// The laps. One is drill where it says so, or where all that was swum in it was logged as drill.
pub(super) fn laps(share: &Share<'_>, lengths: &[Length]) -> Vec<Lap> {
    let active: Vec<&Length> = lengths.iter().filter(|length| length.kind != LengthKind::Idle).collect();
    // How many of the lengths before each were drill.
    let mut drills = vec![0usize];
    drills.extend(active.iter().scan(0, |count, length| {
        *count += usize::from(length.kind == LengthKind::Drill);
        Some(*count)
    }));
    let drilled = |span: Span| {
        let before = |end| active.partition_point(|length| length.span.start < end);
        let (from, to) = (before(span.start), before(span.end));
        from < to
            && drills
                .get(to)
                .zip(drills.get(from))
                .is_some_and(|(to_there, to_here)| to_there - to_here == to - from)
    };
    let make = |(start, lap): (u32, &Entry)| {
        let to_stamp = date(lap.time).map(|end| f64::from(end.saturating_sub(start)));
        let elapsed = lap.number(7).or(to_stamp).or(lap.number(8)).unwrap_or(0.0);
        Lap {
            span: share.span(start, elapsed),
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
            drill: lap.integer(38) == Some(DRILL) || drilled(share.span(start, elapsed)),
        }
    };
    share.laps().map(make).collect()
}

pub(super) fn lengths(share: &Share<'_>) -> Vec<Length> {
    let make = |(start, length): (u32, &Entry)| Length {
        span: share.span(start, length.number(3).or(length.number(4)).unwrap_or(0.0)),
        kind: match (length.integer(12), length.integer(7)) {
            (Some(0), _) => LengthKind::Idle,
            (_, Some(DRILL)) => LengthKind::Drill,
            _ => LengthKind::Swum,
        },
        strokes: length.raw(5),
    };
    share.lengths().map(make).collect()
}

pub(super) fn sets(share: &Share<'_>) -> Vec<Set> {
    let make = |(start, set): (u32, &Entry)| Set {
        start: share.since(start),
        duration: TimerTime::new(set.number(0).unwrap_or(0.0)),
        kind: if set.integer(5) == Some(0) { SetKind::Rest } else { SetKind::Active },
        repetitions: set.raw(3),
        weight_kg: set.number(4),
        guesses: guesses(set),
        step: step(set.integer(11)),
    };
    share.sets().map(make).collect()
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
