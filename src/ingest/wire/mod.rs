//! The walk over the bytes of a FIT file.
//!
//! It checks every bound, never panics and never gives up on what is whole: of a cut or damaged file it visits every
//! complete message before the damage, says where the damage is, and goes on with the next part of a chained file.

mod base;
mod crc;
mod extent;
mod message;

pub(crate) use base::{Base, text};
pub(crate) use message::{Definition, DeveloperField, FIRST_DATE, Message, TIMESTAMP};

pub(crate) use crc::crc;

use crc::Checksums;
use extent::{Extent, next_header};
use message::Header;

use super::notices::Notices;
use crate::model::{Notice, NoticeCode};

/// Why bytes are no FIT file at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NotFit {
    /// In words, with what to do.
    pub(crate) reason: String,
    /// Where it shows.
    pub(crate) offset: Option<u64>,
}

/// What a walk found out about the file as a whole.
#[derive(Debug, Clone, Default)]
pub(crate) struct Walked {
    /// What was odd.
    pub(crate) notices: Notices,
    /// Where the first damage is behind which messages are missing, or may be.
    pub(crate) lost_at: Option<u64>,
    /// The parts of a chained file that are damaged or cut, rising.
    pub(crate) cut_parts: Vec<u32>,
}

impl Walked {
    fn note(&mut self, code: NoticeCode, message: String) {
        self.notices.push(Notice::new(code, message));
    }

    fn lose(&mut self, part: u32, offset: usize) {
        self.lost_at = self.lost_at.or(Some(offset as u64));
        if !self.is_cut(part) {
            self.cut_parts.push(part);
        }
    }

    fn is_cut(&self, part: u32) -> bool {
        self.cut_parts.last() == Some(&part)
    }
}

/// The bytes of a FIT file, to be walked over as often as it takes.
pub(crate) struct Fit<'a> {
    bytes: &'a [u8],
    sums: Checksums<'a>,
}

impl<'a> Fit<'a> {
    /// A file that lies in memory.
    ///
    /// # Errors
    /// [`NotFit`] where the bytes do not start with a FIT header.
    pub(crate) fn of(bytes: &'a [u8]) -> Result<Self, NotFit> {
        match Header::read(bytes) {
            Some(_) => Ok(Self { bytes, sums: Checksums::of(bytes) }),
            None => Err(explain(bytes)),
        }
    }

    /// Visits every whole data message, in the order of the file.
    pub(crate) fn walk(&self, visit: impl FnMut(&Message<'_>)) -> Walked {
        let bytes = self.bytes;
        let mut walker = Walker {
            fit: self,
            visit,
            definitions: [const { None }; 16],
            next_id: 0,
            last_time: None,
            walked: Walked::default(),
        };
        let mut at = 0;
        let mut part = 0;
        while let Some(header) = bytes.get(at..).and_then(Header::read) {
            at = walker.part(part, at, header);
            part += 1;
            if at < bytes.len() && bytes.get(at..).and_then(Header::read).is_none() {
                at = walker.skip_foreign(at);
            }
        }
        walker.walked
    }
}

enum Stop {
    /// The last message ended where the data ends.
    Clean,
    /// A message starts here and does not end before the data does.
    Cut(usize),
    /// A message here has no definition.
    Undefined(usize, u8),
}

struct Walker<'a, V> {
    fit: &'a Fit<'a>,
    visit: V,
    definitions: [Option<(&'a [u8], Definition)>; 16],
    next_id: u32,
    last_time: Option<u32>,
    walked: Walked,
}

impl<'a, V: FnMut(&Message<'_>)> Walker<'a, V> {
    /// Walks one part and says where the next one starts.
    fn part(&mut self, part: u32, start: usize, header: Header) -> usize {
        let first = start + header.size;
        self.check_header(start, header);
        let extent = Extent::of(self.fit.bytes, &self.fit.sums, start, header);
        self.walked.notices.extend(extent.notice(start, header));
        if extent.ending.loses() {
            self.walked.lose(part, extent.next);
        }
        match self.messages(part, first, extent.end) {
            Stop::Clean => extent.next,
            Stop::Undefined(at, local) => {
                self.walked.lose(part, at);
                self.walked.note(
                    NoticeCode::Damaged,
                    format!(
                        "at byte {at} a message refers to definition {local}, which the file has not given: \
                             everything before it was kept, the rest of this part could not be read"
                    ),
                );
                extent.next
            }
            Stop::Cut(at) if extent.end < self.fit.bytes.len() && !self.part_follows(extent.next) => {
                self.walked.note(
                    NoticeCode::Damaged,
                    format!(
                        "the header says that the data ends at byte {}, in the middle of a message: \
                             the message and what follows were read on",
                        extent.end
                    ),
                );
                self.read_on(part, at)
            }
            Stop::Cut(at) => {
                if !self.walked.is_cut(part) {
                    self.walked.note(
                        NoticeCode::Damaged,
                        format!("the message at byte {at} runs past the end of the data: it was left out"),
                    );
                }
                self.walked.lose(part, at);
                extent.next
            }
        }
    }

    /// Reads past an end that the header got wrong.
    fn read_on(&mut self, part: u32, at: usize) -> usize {
        let end = self.fit.bytes.len();
        match self.messages(part, at, end) {
            Stop::Clean => {}
            // The checksum is all that is left.
            Stop::Cut(at) | Stop::Undefined(at, _) if end - at == 2 => {}
            Stop::Cut(at) | Stop::Undefined(at, _) => self.walked.lose(part, at),
        }
        end
    }

    fn part_follows(&self, at: usize) -> bool {
        at >= self.fit.bytes.len() || self.fit.bytes.get(at..).and_then(Header::read).is_some()
    }

    fn check_header(&mut self, start: usize, header: Header) {
        let Some(stated) = header.crc else { return };
        if self.fit.bytes.get(start..start + 12).is_some_and(|bytes| crc(bytes) != stated) {
            self.walked.note(
                NoticeCode::CrcMismatch,
                format!("the checksum of the header at byte {start} does not match; the file was read all the same"),
            );
        }
    }

    /// Visits the messages from `at` to `end`.
    fn messages(&mut self, part: u32, mut at: usize, end: usize) -> Stop {
        let Some(data) = self.fit.bytes.get(..end) else { return Stop::Cut(at) };
        while let Some(&head) = data.get(at) {
            if head & 0xC0 == 0x40 {
                let Some(length) = self.define(data, at, head) else { return Stop::Cut(at) };
                at += length;
                continue;
            }
            let (local, offset) =
                if head & 0x80 == 0 { (head & 0x0F, None) } else { (head >> 5 & 0x03, Some(head & 0x1F)) };
            let Some((_, definition)) = &self.definitions[usize::from(local & 0x0F)] else {
                return Stop::Undefined(at, local);
            };
            let Some(body) = data.get(at + 1..at + 1 + definition.size) else { return Stop::Cut(at) };
            let own = definition.time_at.and_then(|at| Base::Uint32.integer(body.get(at..)?, definition.big));
            let time = match (own.and_then(|time| u32::try_from(time).ok()), offset) {
                (Some(time), _) => Some(time),
                (None, Some(offset)) => self.last_time.map(|last| roll(last, offset)),
                (None, None) => None,
            };
            self.last_time = time.or(self.last_time);
            (self.visit)(&Message { definition, body, time, offset: at as u64, part });
            at += 1 + definition.size;
        }
        if at == end { Stop::Clean } else { Stop::Cut(at) }
    }

    /// Takes in a definition. One that repeats the last one of its local number keeps its id.
    fn define(&mut self, data: &'a [u8], at: usize, head: u8) -> Option<usize> {
        let rest = data.get(at..)?;
        let slot = &mut self.definitions[usize::from(head & 0x0F)];
        if let Some((known, _)) = slot
            && rest.starts_with(known)
        {
            return Some(known.len());
        }
        let (definition, length) = Definition::read(rest, self.next_id)?;
        self.next_id += 1;
        *slot = Some((rest.get(..length)?, definition));
        Some(length)
    }

    /// Looks for the next part behind bytes that are none; says where it starts, or where the file ends.
    fn skip_foreign(&mut self, from: usize) -> usize {
        let rest = self.fit.bytes.get(from..).unwrap_or_default();
        let count =
            next_header(self.fit.bytes, from, self.fit.bytes.len()).map_or(rest.len(), |at| at - from);
        let kind = if rest.iter().take(count).all(|byte| *byte == 0) { "zero " } else { "" };
        self.walked.note(
            NoticeCode::TrailingBytes,
            format!("{count} {kind}bytes from byte {from} on are no FIT data and were passed over"),
        );
        from + count
    }
}

/// The time of a compressed header: five bits that roll over every 32 s.
fn roll(last: u32, offset: u8) -> u32 {
    last.saturating_add(u32::from(offset).wrapping_sub(last) & 0x1F)
}

/// Says what bytes are that are no FIT file.
fn explain(bytes: &[u8]) -> NotFit {
    let start = bytes.trim_ascii_start();
    let advice = "export the original .fit file from the device or the service";
    let (what, offset) = if bytes.is_empty() {
        ("the file is empty (0 bytes)".to_owned(), Some(0))
    } else if start.starts_with(b"<?xml") || start.starts_with(b"<gpx") || start.starts_with(b"<Training") {
        ("not a FIT file but XML (GPX or TCX?), which this tool does not read".to_owned(), Some(0))
    } else if start.starts_with(b"<") {
        ("not a FIT file but a web page (a download that failed?)".to_owned(), Some(0))
    } else if bytes.iter().all(|byte| *byte == 0) {
        (format!("not a FIT file: all its {} bytes are zero", bytes.len()), Some(0))
    } else if bytes.get(8..12) == Some(b".FIT") {
        ("the header is cut short or gives itself an impossible size".to_owned(), Some(0))
    } else if bytes.len() < 14 {
        (format!("not a FIT file: {} bytes are too few for its header", bytes.len()), None)
    } else {
        ("not a FIT file: no `.FIT` mark at byte 8".to_owned(), Some(8))
    };
    NotFit { reason: format!("{what}; {advice}"), offset }
}

#[cfg(test)]
mod tests;
