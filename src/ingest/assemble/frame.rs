//! Which session a record belongs to.

use super::{Raw, kind};
use crate::ingest::notices::Notices;
use crate::ingest::profile::Entry;
use crate::ingest::wire::FIRST_DATE;
use crate::model::{Notice, NoticeCode};

/// A record this far from its session, s, comes from a clock that was wrong: no stream can hold it.
const FARTHEST: u32 = 24 * 3600;

/// With fewer records than this outside every session, a damaged part has lost no session but holds odd times.
const FEWEST_LOST: usize = 10;

/// In a damaged part, a record this far outside every session, s, belongs to one whose message is lost.
const LOST_SESSION: u32 = 60;

/// The time that a session takes up.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    /// The session's message; absent where the session is rebuilt from records.
    pub(super) entry: Option<&'a Entry>,
    /// The part of a chained file.
    pub(super) part: usize,
    /// Its start, s since the FIT epoch.
    pub(super) start: u32,
    /// Its end, not before the start.
    pub(super) end: u32,
    /// How long it took, s; as stated where it is.
    pub(super) elapsed: f64,
    /// How many records belong to it, usable or not.
    pub(super) records: usize,
    /// How many of them have no time that can be used.
    pub(super) timeless: usize,
    /// Whether its records stand in order of time.
    pub(super) sorted: bool,
    /// How many of its records carry the time of the one before.
    pub(super) repeated: usize,
}

/// Sessions in order of time, and the owner of each record.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    /// The sessions.
    pub(super) frames: Vec<Frame<'a>>,
    /// For each record with a usable time, the index of its session.
    pub(super) owner: Vec<Option<usize>>,
}

impl Frame<'_> {
    fn distance(&self, time: u32) -> u32 {
        self.start.saturating_sub(time).max(time.saturating_sub(self.end))
    }
}

/// A time that is a date.
pub(super) fn date(time: Option<u32>) -> Option<u32> {
    time.filter(|time| *time >= FIRST_DATE)
}

/// The start of a session, lap or length: stated, or its end less its length.
pub(super) fn start_of(entry: &Entry, start: u8, elapsed: Option<f64>) -> Option<u32> {
    let stated = date(entry.raw(start));
    stated.or_else(|| {
        let end = date(entry.time)?;
        Some(end.saturating_sub(whole_seconds(elapsed.unwrap_or(0.0))))
    })
}

/// Seconds as a whole number, rounded up; a FIT duration always fits.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn whole_seconds(seconds: f64) -> u32 {
    seconds.ceil().clamp(0.0, f64::from(u32::MAX / 2)) as u32
}

/// Finds the sessions and gives each record to one.
pub(super) fn lay_out<'a>(raw: &'a Raw, notices: &mut Notices) -> Layout<'a> {
    let mut frames: Vec<Frame<'a>> =
        raw.of(kind::SESSION).filter_map(|entry| stated(raw, entry, notices)).collect();
    frames.sort_by_key(|frame| frame.start);
    let lost = add_lost(raw, &mut frames);
    if lost > 0 {
        notices.push(Notice::new(
            NoticeCode::SessionRebuilt,
            format!("{lost} of the sessions have no session message: they were built from their records"),
        ));
    }
    let mut layout = Layout { owner: vec![None; raw.records.rows.len()], frames };
    layout.give_out(raw, notices);
    layout
}

/// The frame of a session message. Its start is what it states, else its end less its length, else the first record,
/// lap, or the file's own date.
fn stated<'a>(raw: &Raw, entry: &'a Entry, notices: &mut Notices) -> Option<Frame<'a>> {
    let elapsed = entry.number(7).or_else(|| entry.number(8)).filter(|elapsed| *elapsed >= 0.0);
    let first =
        || raw.records.rows.iter().filter(|row| row.part == entry.part).find_map(|row| date(row.time));
    let lap = || raw.of(kind::LAP).filter(|lap| lap.part == entry.part).find_map(|lap| date(lap.raw(2)));
    let made = || raw.of(kind::FILE_ID).find_map(|id| date(id.raw(4)));
    if date(entry.raw(2)).is_none() {
        notices.push(Notice::new(
            NoticeCode::ImplausibleTime,
            "a session does not say when it started, or counts from when the device was switched on: \
             its start was taken from its end, its records or the file's date",
        ));
    }
    let start = elapsed
        .and_then(|elapsed| start_of(entry, 2, Some(elapsed)))
        .or_else(|| date(entry.raw(2)))
        .or_else(first)
        .or_else(lap)
        .or_else(made)?;
    let by_stamp = date(entry.time).map(|end| f64::from(end.saturating_sub(start)));
    let elapsed = match elapsed {
        Some(elapsed) if entry.number(7).is_some() => elapsed,
        other => by_stamp.or(other).unwrap_or(0.0),
    };
    let frame = Frame::new(Some(entry), entry.part, start, elapsed);
    let alone = raw.of(kind::SESSION).filter(|other| other.part == entry.part).count() == 1;
    let mut times =
        raw.records.rows.iter().filter(|row| row.part == entry.part).filter_map(|row| date(row.time));
    match first() {
        Some(first) if alone && times.all(|time| frame.distance(time) > FARTHEST) => {
            notices.push(Notice::new(
                NoticeCode::ImplausibleTime,
                "the session states a start that is more than a day from all its records: \
                 it was taken to start with the first record",
            ));
            Some(Frame::new(Some(entry), entry.part, first, elapsed))
        }
        _ => Some(frame),
    }
}

impl<'a> Frame<'a> {
    fn new(entry: Option<&'a Entry>, part: usize, start: u32, elapsed: f64) -> Self {
        let end = start.saturating_add(whole_seconds(elapsed));
        Self { entry, part, start, end, elapsed, records: 0, timeless: 0, sorted: true, repeated: 0 }
    }
}

/// Adds a session for the records of each part that has none, and of each damaged part that has lost one.
fn add_lost(raw: &Raw, frames: &mut Vec<Frame<'_>>) -> usize {
    let mut added = Vec::new();
    for rows in raw.records.rows.chunk_by(|one, two| one.part == two.part) {
        let Some(part) = rows.first().map(|row| row.part) else { continue };
        let bare = !frames.iter().any(|frame| frame.part == part);
        let cut = raw.cut_parts.contains(&part);
        if !bare && !cut {
            continue;
        }
        let reach = if bare { 0 } else { LOST_SESSION };
        let times = rows.iter().filter_map(|row| date(row.time));
        let outside: Vec<u32> =
            times.filter(|time| frames.iter().all(|frame| frame.distance(*time) > reach)).collect();
        if !bare && outside.len() < FEWEST_LOST {
            continue;
        }
        // Where the clock jumped, the session is where most of its records are.
        let Some(&middle) = outside.get(outside.len() / 2) else { continue };
        let near = || outside.iter().filter(|time| time.abs_diff(middle) <= FARTHEST);
        if let (Some(first), Some(last)) = (near().min(), near().max()) {
            added.push(Frame::new(None, part, *first, f64::from(last - first)));
        }
    }
    let count = added.len();
    frames.extend(added);
    frames.sort_by_key(|frame| frame.start);
    count
}

impl Layout<'_> {
    /// The session that something at `time` belongs to: the last one that has begun and not ended, else the nearest,
    /// of the same part where that has any.
    pub(super) fn at(&self, time: u32, part: usize) -> Option<usize> {
        let holds = |frame: &Frame<'_>| frame.start <= time && time <= frame.end;
        let own = |index: &usize| self.frames.get(*index).is_some_and(|frame| frame.part == part);
        let all = || (0..self.frames.len()).rev();
        let holding = || all().filter(|index| self.frames.get(*index).is_some_and(holds));
        let nearest = |index: &usize| self.frames.get(*index).map_or(u32::MAX, |frame| frame.distance(time));
        holding()
            .find(own)
            .or_else(|| holding().next())
            .or_else(|| all().filter(own).min_by_key(nearest))
            .or_else(|| all().min_by_key(nearest))
    }

    fn give_out(&mut self, raw: &Raw, notices: &mut Notices) {
        let (mut outside, mut undated, mut astray) = (0usize, 0usize, 0usize);
        let mut last = vec![None::<u32>; self.frames.len()];
        let mut previous = 0;
        for (index, row) in raw.records.rows.iter().enumerate() {
            let time = date(row.time);
            let owner = time.and_then(|time| self.at(time, row.part)).unwrap_or(previous);
            previous = owner;
            let Some(frame) = self.frames.get_mut(owner) else { continue };
            frame.records += 1;
            let Some(time) = time else {
                undated += 1;
                frame.timeless += 1;
                continue;
            };
            let distance = frame.distance(time);
            if distance > FARTHEST {
                astray += 1;
                frame.timeless += 1;
                continue;
            }
            outside += usize::from(distance > LOST_SESSION);
            if let Some(slot) = self.owner.get_mut(index) {
                *slot = Some(owner);
            }
            if let Some(last) = last.get_mut(owner) {
                frame.sorted &= last.is_none_or(|last| last <= time);
                frame.repeated += usize::from(*last == Some(time));
                *last = Some(time);
            }
        }
        if outside > 0 {
            notices.push(Notice::new(
                NoticeCode::RecordsWithoutSession,
                format!(
                    "{outside} records lie more than {LOST_SESSION} s outside every session: \
                         they were given to the nearest one"
                ),
            ));
        }
        if undated + astray > 0 {
            notices.push(Notice::new(
                NoticeCode::ImplausibleTime,
                format!(
                    "{undated} records have no date and {astray} lie more than a day from their session: \
                         they are counted, their values were left out"
                ),
            ));
        }
    }

    /// Says where records go back in time or repeat a second.
    pub(super) fn check_order(&self, notices: &mut Notices) {
        let number = |index: usize| {
            if self.frames.len() > 1 { format!(" of session {}", index + 1) } else { String::new() }
        };
        for (index, frame) in self.frames.iter().enumerate() {
            if !frame.sorted {
                notices.push(Notice::new(
                    NoticeCode::TimeWentBack,
                    format!(
                        "the time of the records{} goes back: they were put in order of time",
                        number(index)
                    ),
                ));
            }
            if frame.repeated > 0 {
                notices.push(Notice::new(
                    NoticeCode::RepeatedTime,
                    format!("{} records{} carry the same second as the one before: what they hold of the same channel was spread \
                         over that second", frame.repeated, number(index)),
                ));
            }
        }
    }
}
