//! Rows and messages become a recording: sessions in order of time, each with what belongs to it.

mod devices;
mod events;
mod frame;
mod parts;
mod sessions;
mod share;
mod streams;
mod timeline;
mod undated;
mod workout;

use super::Options;
use super::columns::Records;
use super::messages::{Messages, kind};
use super::notices::Notices;
use super::profile::FIT_EPOCH;
use crate::model::Recording;
use jiff::Timestamp;
use share::Shares;

/// What was read from a file, before anything is made of it.
#[derive(Debug)]
pub(crate) struct Raw {
    /// The records.
    pub(crate) records: Records,
    /// The other messages.
    pub(crate) messages: Messages,
    /// The parts of a chained file that are damaged or cut, rising.
    pub(crate) cut_parts: Vec<u32>,
}

/// Makes the recording.
///
/// # Errors
/// In words, where nothing says when the activity was.
pub(crate) fn recording(mut raw: Raw, options: &Options, notices: &mut Notices) -> Result<Recording, String> {
    undated::date(&mut raw, notices);
    let Raw { mut records, messages, cut_parts } = raw;
    let layout = frame::lay_out(&records.rows, &messages, &cut_parts, notices);
    if layout.frames.is_empty() {
        return Err(
            "nothing in the file says when the activity was: its time stamps are missing or count from when \
                    the device was switched on"
                .to_owned(),
        );
    }
    layout.check_order(notices);
    records.arrange(&layout.owners);
    let sessions = sessions::make(&Shares::of(&records, &messages, &layout), options, notices);
    Ok(Recording {
        devices: devices::make(&messages),
        workout: workout::make(&messages),
        sessions,
        records: records.rows.len(),
    })
}

/// A FIT time as an instant. Every 32-bit FIT time lies within the calendar's range.
fn instant(time: u32) -> Timestamp {
    Timestamp::from_second(i64::from(time) + FIT_EPOCH).unwrap_or(Timestamp::UNIX_EPOCH)
}
