//! The bytes of one FIT file become a reading.

use super::Options;
use super::assemble::{self, Raw};
use super::columns::Records;
use super::developer::Developers;
use super::notices::Notices;
use super::profile::{Entry, Translator};
use super::wire::{Fit, NotFit};
use crate::model::{FileKind, Notice, NoticeCode, Reading, Recording, Status};
use sha2::{Digest, Sha256};

/// Global numbers of the messages that are used, besides `record`.
pub(super) mod kind {
    pub(crate) const FILE_ID: u16 = 0;
    pub(crate) const SPORT: u16 = 12;
    pub(crate) const SESSION: u16 = 18;
    pub(crate) const LAP: u16 = 19;
    pub(crate) const RECORD: u16 = 20;
    pub(crate) const EVENT: u16 = 21;
    pub(crate) const DEVICE_INFO: u16 = 23;
    pub(crate) const WORKOUT: u16 = 26;
    pub(crate) const WORKOUT_STEP: u16 = 27;
    pub(crate) const ACTIVITY: u16 = 34;
    pub(crate) const LENGTH: u16 = 101;
    pub(crate) const TIMESTAMP_CORRELATION: u16 = 162;
    pub(crate) const SET: u16 = 225;
    pub(crate) const EXERCISE_TITLE: u16 = 264;
}

/// Reads one FIT file that lies in memory. `path` is what the reading calls it.
#[must_use]
pub fn read_bytes(path: &str, bytes: &[u8], options: &Options) -> Reading {
    let mut notices = Notices::default();
    let (status, recording) = match Fit::of(bytes) {
        Ok(fit) => {
            let (raw, lost_at) = collect(&fit, &mut notices);
            classify(raw, lost_at, options, &mut notices)
        }
        Err(NotFit { reason, offset }) => (Status::Rejected { reason, offset }, None),
    };
    Reading { path: path.to_owned(), sha256: digest(bytes), status, notices: notices.told(), recording }
}

/// All that is used of a file, and where the first damage is behind which messages are missing.
fn collect(fit: &Fit<'_>, notices: &mut Notices) -> (Raw, Option<u64>) {
    let mut developers = Developers::default();
    let walked = fit.walk(|message| developers.gather(message));
    let mut records = Records::default();
    let mut entries = Vec::new();
    let mut unread = Vec::new();
    let mut translator = Translator::new();
    fit.walk(|message| match message.global() {
        kind::RECORD => records.take(message, &mut developers),
        kind::EVENT | kind::TIMESTAMP_CORRELATION => entries.push(Entry::new(message, Vec::new())),
        kind::FILE_ID
        | kind::SPORT
        | kind::SESSION
        | kind::LAP
        | kind::DEVICE_INFO
        | kind::WORKOUT
        | kind::WORKOUT_STEP
        | kind::ACTIVITY
        | kind::LENGTH
        | kind::SET
        | kind::EXERCISE_TITLE => {
            let translation = translator.translate(message);
            if !translation.refused.is_empty() {
                unread.push((message.global(), message.offset, translation.refused));
            }
            entries.push(Entry::new(message, translation.fields));
        }
        _ => {}
    });
    *notices = walked.notices;
    notices.extend(developers.notices());
    notices.extend(refused_notice(&unread));
    (Raw { records, entries, cut_parts: walked.cut_parts }, walked.lost_at)
}

/// What a file is, by what it holds, and the recording where it is one.
fn classify(
    raw: Raw,
    lost_at: Option<u64>,
    options: &Options,
    notices: &mut Notices,
) -> (Status, Option<Recording>) {
    let kind = file_kind(raw.of(kind::FILE_ID).next().and_then(|id| id.raw(0)));
    let may_be_activity = matches!(kind, FileKind::Activity | FileKind::Unstated);
    let has_sessions = raw.of(kind::SESSION).next().is_some();
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
    match assemble::recording(raw, options, notices) {
        Ok(recording) if lost_at.is_some() => (Status::Salvaged, Some(recording)),
        Ok(recording) => (Status::Read, Some(recording)),
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

fn refused_notice(unread: &[(u16, u64, Vec<u8>)]) -> Option<Notice> {
    let (global, offset, fields) = unread.first()?;
    Some(Notice::new(
        NoticeCode::UnreadableMessage,
        format!(
            "{} messages hold fields that do not fit the FIT profile (first: fields {fields:?} of message {global} at \
             byte {offset}): these fields were left out, the others kept",
            unread.len()
        ),
    ))
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
