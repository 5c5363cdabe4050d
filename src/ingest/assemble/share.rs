//! One session's share of what a file holds.

use super::frame::{Frame, Layout, date};
use super::{kind, parts};
use crate::ingest::channel::Channel;
use crate::ingest::columns::{Cells, Records};
use crate::ingest::messages::{Entry, Event, Messages};
use crate::model::Span;
use crate::units::Elapsed;

/// Things in time, given out to the sessions.
#[derive(Debug)]
pub(super) struct Given<T> {
    /// Session, time and thing, in this order; of one time in the order of the file.
    things: Vec<(usize, u32, T)>,
}

impl<T> Given<T> {
    /// Gives each thing to the session that holds its time, or is nearest to it. What has no date is nobody's.
    fn out(layout: &Layout<'_>, things: impl Iterator<Item = (Option<u32>, u32, T)>) -> Self {
        let given = things.filter_map(|(time, part, thing)| {
            let time = date(time)?;
            Some((layout.at(time, part)?, time, thing))
        });
        let mut things: Vec<(usize, u32, T)> = given.collect();
        things.sort_by_key(|(session, time, _)| (*session, *time));
        Self { things }
    }

    /// What a session was given, with its times, in order of time.
    fn to(&self, session: usize) -> impl Iterator<Item = (u32, &T)> {
        let from = self.things.partition_point(|(of, _, _)| *of < session);
        let to = self.things.partition_point(|(of, _, _)| *of <= session);
        self.things[from..to].iter().map(|(_, time, thing)| (*time, thing))
    }
}

/// A file, its parts given out to its sessions.
#[derive(Debug)]
pub(super) struct Shares<'a> {
    pub(super) records: &'a Records,
    pub(super) messages: &'a Messages,
    pub(super) layout: &'a Layout<'a>,
    laps: Given<&'a Entry>,
    lengths: Given<&'a Entry>,
    sets: Given<&'a Entry>,
    events: Given<Event>,
}

impl<'a> Shares<'a> {
    /// Gives out what the file holds.
    pub(super) fn of(records: &'a Records, messages: &'a Messages, layout: &'a Layout<'a>) -> Self {
        let entries = |global: u16, start: fn(&Entry) -> Option<u32>| {
            Given::out(layout, messages.of(global).iter().map(|entry| (start(entry), entry.part, entry)))
        };
        let events = messages.events().iter().map(|event| (Some(event.time), event.part, *event));
        Self {
            records,
            messages,
            layout,
            laps: entries(kind::LAP, parts::lap_start),
            lengths: entries(kind::LENGTH, parts::length_start),
            sets: entries(kind::SET, parts::set_start),
            events: Given::out(layout, events),
        }
    }
}

/// A session's frame, and the file that it lies in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share<'a> {
    /// The file.
    pub(super) all: &'a Shares<'a>,
    /// Which session this is, in order of time.
    pub(super) index: usize,
    /// Its time.
    pub(super) frame: &'a Frame<'a>,
}

impl<'a> Share<'a> {
    /// What the session is called in a notice.
    pub(super) fn label(&self) -> String {
        if self.alone() { "the session".to_owned() } else { format!("session {}", self.index + 1) }
    }

    /// Whether the file holds no other session.
    pub(super) fn alone(&self) -> bool {
        self.all.layout.frames.len() == 1
    }

    /// Elapsed time of a FIT time.
    pub(super) fn since(&self, time: u32) -> Elapsed {
        Elapsed::new(f64::from(time) - f64::from(self.frame.start))
    }

    /// A stretch from a FIT time on, in elapsed time; `length` in s.
    pub(super) fn span(&self, start: u32, length: f64) -> Span {
        let start = self.since(start);
        Span { start, end: Elapsed::new(start.get() + length.max(0.0)) }
    }

    /// The FIT time of a record that belongs to the session, by its row.
    pub(super) fn time(&self, row: u32) -> Option<u32> {
        self.all.records.rows.get(usize::try_from(row).ok()?)?.time()
    }

    /// The session's part of a channel: as the profile's own fields give it, and as developer fields do.
    pub(super) fn channel(&self, channel: Channel) -> [Cells<'a>; 2] {
        let (records, owners) = (self.all.records, self.all.layout.owners.as_slice());
        let who = u32::try_from(self.index).unwrap_or(u32::MAX);
        [records.native(channel, who, owners), records.developer(channel, who, owners)]
    }

    /// The laps with their starts.
    pub(super) fn laps(&self) -> impl Iterator<Item = (u32, &'a Entry)> {
        self.all.laps.to(self.index).map(|(start, lap)| (start, *lap))
    }

    /// The pool lengths with their starts.
    pub(super) fn lengths(&self) -> impl Iterator<Item = (u32, &'a Entry)> {
        self.all.lengths.to(self.index).map(|(start, length)| (start, *length))
    }

    /// The strength sets with their starts.
    pub(super) fn sets(&self) -> impl Iterator<Item = (u32, &'a Entry)> {
        self.all.sets.to(self.index).map(|(start, set)| (start, *set))
    }

    /// The events while the session was on.
    pub(super) fn events(&self) -> impl Iterator<Item = Event> {
        let on = self.frame.start..=self.frame.end;
        self.all.events.to(self.index).map(|(_, event)| *event).filter(move |event| on.contains(&event.time))
    }
}
