//! The bytes of one FIT file become a reading.

use super::Options;
use super::assemble::{self, Raw};
use super::columns::Records;
use super::developer::Developers;
use super::profile::{Entry, Translator};
use super::wire::walk;
use crate::model::{FileKind, Notice, NoticeCode, Reading, Status};
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
    let mut developers = Developers::default();
    let walked = match walk(bytes, |message| developers.gather(message)) {
        Ok(walked) => walked,
        Err(not_fit) => return rejected(path, digest(bytes), not_fit.reason, not_fit.offset),
    };
    let mut records = Records::default();
    let mut entries = Vec::new();
    let mut unread = Vec::new();
    let mut translator = Translator::new();
    let second = walk(bytes, |message| match message.global() {
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
    // A file that was walked once can be walked again.
    if let Err(not_fit) = second {
        return rejected(path, digest(bytes), not_fit.reason, not_fit.offset);
    }

    let mut notices = walked.notices;
    notices.extend(developers.notices());
    notices.extend(refused_notice(&unread));
    let reading = |status, notices, recording| Reading {
        path: path.to_owned(),
        sha256: digest(bytes),
        status,
        notices,
        recording,
    };

    let stated = entries.iter().find(|entry| entry.global == kind::FILE_ID).and_then(|entry| entry.raw(0));
    let file_kind = file_kind(stated);
    let has_sessions = entries.iter().any(|entry| entry.global == kind::SESSION);
    let plain_activity = matches!(file_kind, FileKind::Activity | FileKind::Unstated);
    if !has_sessions && (records.rows.is_empty() || !plain_activity) {
        return match walked.lost_at {
            Some(at) if plain_activity => Reading {
                notices,
                ..rejected(
                    path,
                    digest(bytes),
                    format!("the file is damaged or cut short at byte {at}, before any session or record"),
                    Some(at),
                )
            },
            _ => reading(Status::NotAnActivity { kind: file_kind }, notices, None),
        };
    }
    let raw = Raw { records, entries, cut_parts: walked.cut_parts };
    match assemble::recording(raw, options, &mut notices) {
        Ok(recording) => {
            let status = if walked.lost_at.is_some() { Status::Salvaged } else { Status::Read };
            reading(status, notices, Some(recording))
        }
        Err(reason) => Reading { notices, ..rejected(path, digest(bytes), reason, None) },
    }
}

/// A reading of something that could not be read.
pub(super) fn rejected(
    path: &str,
    sha256: String,
    reason: impl Into<String>,
    offset: Option<u64>,
) -> Reading {
    Reading {
        path: path.to_owned(),
        sha256,
        status: Status::Rejected { reason: reason.into(), offset },
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
