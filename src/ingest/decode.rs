//! The bytes of one FIT file become a reading.

use super::Options;
use super::assemble::{self, Raw};
use super::columns::Records;
use super::developer::Developers;
use super::messages::{Limits, Messages, kind};
use super::notices::Notices;
use super::profile::Translator;
use super::wire::{Fit, NotFit};
use crate::model::{FileKind, Reading, Recording, Status};
use sha2::{Digest, Sha256};

/// Reads one FIT file that lies in memory. `path` is what the reading calls it.
#[must_use]
pub fn read_bytes(path: &str, bytes: &[u8], options: &Options) -> Reading {
    read_within(path, bytes, options, Limits::HOLD)
}

/// The same, with other limits on how much is kept.
pub(super) fn read_within(path: &str, bytes: &[u8], options: &Options, limits: Limits) -> Reading {
    let mut notices = Notices::default();
    let (status, recording) = match Fit::of(bytes) {
        Ok(fit) => {
            let collected = collect(&fit, limits, &mut notices);
            classify(collected, options, &mut notices)
        }
        Err(NotFit { reason, offset }) => (Status::Rejected { reason, offset }, None),
    };
    Reading { path: path.to_owned(), sha256: digest(bytes), status, notices: notices.told(), recording }
}

/// All that is used of a file.
struct Collected {
    raw: Raw,
    /// Where the first damage is behind which messages are missing, or may be.
    lost_at: Option<u64>,
    /// Whether all that is whole was kept.
    complete: bool,
}

fn collect(fit: &Fit<'_>, limits: Limits, notices: &mut Notices) -> Collected {
    let mut developers = Developers::default();
    let walked = fit.walk(|message| developers.gather(message));
    let mut records = Records::default();
    let mut messages = Messages::new(limits);
    let mut translator = Translator::new();
    fit.walk(|message| {
        if message.global() != kind::RECORD {
            messages.take(message, &mut translator);
        } else if messages.have_room(message, records.rows.len()) {
            records.take(message, &mut developers);
        }
    });
    *notices = walked.notices;
    notices.extend(developers.notices());
    notices.extend(messages.notices());
    let complete = messages.are_complete() && developers.are_complete();
    let raw = Raw { records, messages, cut_parts: walked.cut_parts };
    Collected { raw, lost_at: walked.lost_at, complete }
}

/// What a file is, by what it holds, and the recording where it is one.
fn classify(found: Collected, options: &Options, notices: &mut Notices) -> (Status, Option<Recording>) {
    let Collected { raw, lost_at, complete } = found;
    let kind = file_kind(raw.messages.of(kind::FILE_ID).first().and_then(|id| id.raw(0)));
    let may_be_activity = matches!(kind, FileKind::Activity | FileKind::Unstated);
    let has_sessions = !raw.messages.of(kind::SESSION).is_empty();
    if !has_sessions && (raw.records.rows.is_empty() || !may_be_activity) {
        let status = match lost_at.filter(|_| may_be_activity) {
            Some(at) => Status::Rejected {
                reason: format!(
                    "the file is damaged or cut short at byte {at}, before any session or record"
                ),
                offset: Some(at),
            },
            None => Status::NotAnActivity { kind },
        };
        return (status, None);
    }
    let whole = lost_at.is_none() && complete;
    match assemble::recording(raw, options, notices) {
        Ok(recording) => (if whole { Status::Read } else { Status::Salvaged }, Some(recording)),
        Err(reason) => (Status::Rejected { reason, offset: None }, None),
    }
}

/// A reading of something of which not even the bytes could be had.
pub(super) fn rejected(path: &str, reason: String) -> Reading {
    Reading {
        path: path.to_owned(),
        sha256: String::new(),
        status: Status::Rejected { reason, offset: None },
        notices: Vec::new(),
        recording: None,
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What a file says it is, by the FIT profile's `file` numbers.
fn file_kind(stated: Option<u8>) -> FileKind {
    match stated {
        None => FileKind::Unstated,
        Some(4) => FileKind::Activity,
        Some(5) => FileKind::Workout,
        Some(6) => FileKind::Course,
        Some(1..=3) => FileKind::Settings,
        // Weight, blood pressure, monitoring A, daily and B, and sleep.
        Some(9 | 14 | 15 | 28 | 32 | 49) => FileKind::Monitoring,
        Some(other) => FileKind::Other(other),
    }
}
