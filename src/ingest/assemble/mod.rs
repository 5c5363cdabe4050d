//! Rows and messages become a recording: sessions in order of time, each with what belongs to it.

mod devices;
mod events;
mod frame;
mod parts;
mod sessions;
mod share;
mod streams;
mod undated;
mod workout;

use super::Options;
use super::columns::Records;
use super::decode::kind;
use super::profile::{Entry, FIT_EPOCH};
use crate::ingest::notices::Notices;
use crate::model::Recording;
use jiff::Timestamp;

/// What was read from a file, before anything is made of it.
#[derive(Debug)]
pub(crate) struct Raw {
    /// The records.
    pub(crate) records: Records,
    /// The other messages, in the order of the file.
    pub(crate) entries: Vec<Entry>,
    /// The parts of a chained file that are damaged or cut.
    pub(crate) cut_parts: Vec<usize>,
}

impl Raw {
    /// The messages of one kind, in the order of the file.
    pub(crate) fn of(&self, global: u16) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.global == global)
    }
}

/// Makes the recording.
///
/// # Errors
/// In words, where nothing says when the activity was.
pub(crate) fn recording(mut raw: Raw, options: &Options, notices: &mut Notices) -> Result<Recording, String> {
    undated::date(&mut raw, notices);
    let raw = &raw;
    let layout = frame::lay_out(raw, notices);
    if layout.frames.is_empty() {
        return Err(
            "nothing in the file says when the activity was: its time stamps are missing or count from when \
                    the device was switched on"
                .to_owned(),
        );
    }
    layout.check_order(notices);
    let sessions = sessions::make(raw, &layout, options, notices);
    Ok(Recording {
        devices: devices::make(raw),
        workout: workout::make(raw),
        sessions,
        records: raw.records.rows.len(),
    })
}

/// A FIT time as an instant. Every 32-bit FIT time lies within the calendar's range.
fn instant(time: u32) -> Timestamp {
    Timestamp::from_second(i64::from(time) + FIT_EPOCH).unwrap_or(Timestamp::UNIX_EPOCH)
}
