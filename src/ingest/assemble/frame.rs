//! Which session a record belongs to.

use super::kind;
use super::timeline::Timeline;
use crate::ingest::columns::{NOBODY, Row};
use crate::ingest::messages::{Entry, Messages};
use crate::ingest::notices::Notices;
use crate::ingest::wire::FIRST_DATE;
use crate::model::{Notice, NoticeCode};
use std::collections::BTreeMap;

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
    pub(super) part: u32,
    /// Its start, s since the FIT epoch.
    pub(super) start: u32,
    /// Its end, not before the start.
    pub(super) end: u32,
    /// How long it took, s; as stated where it is.
    pub(super) elapsed: f64,
    /// How many records belong to it, usable or not.
    pub(super) records: usize,
    /// The first and the last time of those that have one that can be used.
    pub(super) recorded: Option<(u32, u32)>,
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
    /// For each record the index of its session; [`NOBODY`] where its time cannot be used.
    pub(super) owners: Vec<u32>,
    all: Timeline,
    own: BTreeMap<u32, Timeline>,
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

/// Finds the sessions and gives each record to one. Parts that are damaged or cut are given rising.
pub(super) fn lay_out<'a>(
    rows: &[Row],
    messages: &'a Messages,
    cut_parts: &[u32],
    notices: &mut Notices,
) -> Layout<'a> {
    let parts = parts(rows, messages);
    let sessions = messages.of(kind::SESSION).iter();
    let frames =
        sessions.filter_map(|entry| stated(parts.get(&entry.part)?, messages, entry, notices)).collect();
    let mut layout = Layout::of(frames);
    let lost = layout.lost(&parts, cut_parts);
    if !lost.is_empty() {
        notices.push(Notice::new(
            NoticeCode::SessionRebuilt,
            format!(
                "{} of the sessions have no session message: they were built from their records",
                lost.len()
            ),
        ));
        layout = Layout::of(layout.frames.into_iter().chain(lost).collect());
    }
    layout.give_out(rows, notices);
    layout
}

/// What a part of a chained file holds.
#[derive(Debug, Default)]
struct Part<'a> {
    rows: &'a [Row],
    sessions: usize,
    /// The time of its first record that has one.
    first: Option<u32>,
    /// The start of its first lap that states one.
    lap: Option<u32>,
}

fn parts<'a>(rows: &'a [Row], messages: &Messages) -> BTreeMap<u32, Part<'a>> {
    let mut parts: BTreeMap<u32, Part<'a>> = BTreeMap::new();
    for rows in rows.chunk_by(|one, two| one.part == two.part) {
        let first = rows.iter().find_map(|row| date(row.time()));
        if let Some(row) = rows.first() {
            parts.insert(row.part, Part { rows, first, ..Part::default() });
        }
    }
    for session in messages.of(kind::SESSION) {
        parts.entry(session.part).or_default().sessions += 1;
    }
    for lap in messages.of(kind::LAP) {
        let part = parts.entry(lap.part).or_default();
        part.lap = part.lap.or_else(|| date(lap.raw(2)));
    }
    parts
}

/// The frame of a session message. Its start is what it states, else its end less its length, else the first record,
/// lap, or the file's own date.
fn stated<'a>(
    part: &Part<'_>,
    messages: &Messages,
    entry: &'a Entry,
    notices: &mut Notices,
) -> Option<Frame<'a>> {
    let elapsed = entry.number(7).or_else(|| entry.number(8)).filter(|elapsed| *elapsed >= 0.0);
    if date(entry.raw(2)).is_none() {
        notices.push(Notice::new(
            NoticeCode::ImplausibleTime,
            "a session does not say when it started, or counts from when the device was switched on: \
             its start was taken from its end, its records or the file's date",
        ));
    }
    let made = || messages.of(kind::FILE_ID).iter().find_map(|id| date(id.raw(4)));
    let start = elapsed
        .and_then(|elapsed| start_of(entry, 2, Some(elapsed)))
        .or_else(|| date(entry.raw(2)))
        .or(part.first)
        .or(part.lap)
        .or_else(made)?;
    let by_stamp = date(entry.time).map(|end| f64::from(end.saturating_sub(start)));
    let elapsed = match elapsed {
        Some(elapsed) if entry.number(7).is_some() => elapsed,
        other => by_stamp.or(other).unwrap_or(0.0),
    };
    let frame = Frame::new(Some(entry), entry.part, start, elapsed);
    let mut times = part.rows.iter().filter_map(|row| date(row.time()));
    match part.first {
        Some(first) if part.sessions == 1 && times.all(|time| frame.distance(time) > FARTHEST) => {
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
    fn new(entry: Option<&'a Entry>, part: u32, start: u32, elapsed: f64) -> Self {
        let end = start.saturating_add(whole_seconds(elapsed));
        Self { entry, part, start, end, elapsed, records: 0, recorded: None, sorted: true, repeated: 0 }
    }
}

impl<'a> Layout<'a> {
    /// Sessions that have been given no record yet.
    fn of(mut frames: Vec<Frame<'a>>) -> Self {
        frames.sort_by_key(|frame| frame.start);
        let mut by_part: BTreeMap<u32, Vec<(usize, u32, u32)>> = BTreeMap::new();
        for (index, frame) in frames.iter().enumerate() {
            by_part.entry(frame.part).or_default().push((index, frame.start, frame.end));
        }
        let all = Timeline::of(by_part.values().flatten().copied());
        let own = by_part.into_iter().map(|(part, stretches)| (part, Timeline::of(stretches))).collect();
        Self { frames, owners: Vec::new(), all, own }
    }

    /// A session for the records of each part that has none, and of each damaged part that has lost one.
    fn lost(&self, parts: &BTreeMap<u32, Part<'_>>, cut_parts: &[u32]) -> Vec<Frame<'a>> {
        let mut lost = Vec::new();
        for (number, part) in parts {
            let bare = !self.own.contains_key(number);
            if !bare && cut_parts.binary_search(number).is_err() {
                continue;
            }
            let reach = if bare { 0 } else { LOST_SESSION };
            let apart =
                |time: &u32| self.nearest(&self.all, *time).is_none_or(|near| self.far(near, *time) > reach);
            let outside: Vec<u32> =
                part.rows.iter().filter_map(|row| date(row.time())).filter(apart).collect();
            if !bare && outside.len() < FEWEST_LOST {
                continue;
            }
            // Where the clock jumped, the session is where most of its records are.
            let Some(&middle) = outside.get(outside.len() / 2) else { continue };
            let near = || outside.iter().filter(|time| time.abs_diff(middle) <= FARTHEST);
            if let (Some(first), Some(last)) = (near().min(), near().max()) {
                lost.push(Frame::new(None, *number, *first, f64::from(last - first)));
            }
        }
        lost
    }

    /// The session that something at `time` belongs to: the last one that has begun and not ended, else the nearest,
    /// of the same part where that has any.
    pub(super) fn at(&self, time: u32, part: u32) -> Option<usize> {
        let own = self.own.get(&part);
        own.and_then(|own| own.holding(time))
            .or_else(|| self.all.holding(time))
            .or_else(|| self.nearest(own?, time))
            .or_else(|| self.nearest(&self.all, time))
    }

    fn nearest(&self, line: &Timeline, time: u32) -> Option<usize> {
        let around = || line.around(time).into_iter().flatten().min_by_key(|index| self.far(*index, time));
        line.holding(time).or_else(around)
    }

    fn far(&self, index: usize, time: u32) -> u32 {
        self.frames.get(index).map_or(u32::MAX, |frame| frame.distance(time))
    }

    fn give_out(&mut self, rows: &[Row], notices: &mut Notices) {
        let (mut outside, mut undated, mut astray) = (0usize, 0usize, 0usize);
        let mut last = vec![None::<u32>; self.frames.len()];
        let mut previous = 0;
        self.owners = vec![NOBODY; rows.len()];
        for (index, row) in rows.iter().enumerate() {
            let time = date(row.time());
            let owner = time.and_then(|time| self.at(time, row.part)).unwrap_or(previous);
            previous = owner;
            let Some(frame) = self.frames.get_mut(owner) else { continue };
            frame.records += 1;
            let Some(time) = time else {
                undated += 1;
                continue;
            };
            let distance = frame.distance(time);
            if distance > FARTHEST {
                astray += 1;
                continue;
            }
            outside += usize::from(distance > LOST_SESSION);
            let (first, latest) = frame.recorded.unwrap_or((time, time));
            frame.recorded = Some((first.min(time), latest.max(time)));
            if let (Some(slot), Ok(owner)) = (self.owners.get_mut(index), u32::try_from(owner)) {
                *slot = owner;
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
