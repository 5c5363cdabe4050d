//! One session's share of what a file holds.

use super::Raw;
use super::frame::{Frame, Layout};
use crate::ingest::profile::Entry;
use crate::model::Span;
use crate::units::Elapsed;

/// A session's frame, and the file that it lies in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share<'a> {
    /// The file.
    pub(super) raw: &'a Raw,
    /// What belongs to which session.
    pub(super) layout: &'a Layout<'a>,
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
        self.layout.frames.len() == 1
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

    /// The FIT time of a record, by its row, where it belongs to the session and has a time that can be used.
    pub(super) fn time(&self, row: usize) -> Option<u32> {
        let own = self.layout.owner.get(row).copied().flatten() == Some(self.index);
        self.raw.records.rows.get(row).filter(|_| own).and_then(|row| row.time)
    }

    /// The messages of one kind that belong to the session, with their start, in order of time.
    pub(super) fn messages(
        &self,
        global: u16,
        start: impl Fn(&Entry) -> Option<u32>,
    ) -> Vec<(u32, &'a Entry)> {
        let found = self.raw.of(global).filter_map(|entry| {
            let start = start(entry)?;
            (self.layout.at(start, entry.part) == Some(self.index)).then_some((start, entry))
        });
        let mut found: Vec<(u32, &Entry)> = found.collect();
        found.sort_by_key(|(start, _)| *start);
        found
    }
}
