//! Where a part of a file ends: where its header says, or where the bytes say otherwise.

use super::crc::Checksums;
use super::message::Header;
use crate::model::{Notice, NoticeCode};

/// Where a part's messages end, what follows, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// Behind the last byte of its data.
    pub(super) end: usize,
    /// Where the next part starts, or foreign bytes, or the file ends.
    pub(super) next: usize,
    /// How the end is known.
    pub(super) ending: Ending,
}

/// How the end of a part is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The header says so, and the checksum is right.
    Sound,
    /// The header says so, and the checksum is wrong.
    Unsound,
    /// The header says otherwise, and the checksum is right.
    Misstated,
    /// There is no data, as the header says.
    Empty,
    /// The device never wrote into the header how much data there is.
    Unclosed,
    /// All the data is there, its checksum is not.
    Unchecked,
    /// The data ends so many bytes, checksum included, before the header says.
    Cut(usize),
}

impl Ending {
    /// Whether messages are missing, or may be.
    pub(super) fn loses(self) -> bool {
        matches!(self, Self::Unclosed | Self::Unchecked | Self::Cut(_))
    }
}

impl Extent {
    /// The extent of the part whose header stands at `start`. The work is in proportion to the part, whatever its
    /// header claims, so that a file of many parts is read in one go.
    pub(super) fn of(bytes: &[u8], sums: &Checksums<'_>, start: usize, header: Header) -> Self {
        let length = bytes.len();
        let first = start + header.size;
        let claimed = first.saturating_add(header.data);
        let sound = |end: usize| {
            let stated = bytes.get(end..).and_then(<[u8]>::first_chunk).map(|two| u16::from_le_bytes(*two));
            // Some devices leave the header out.
            stated.is_some() && [start, first].iter().any(|from| sums.between(*from, end) == stated)
        };
        let fits = header.data > 0 && claimed.saturating_add(2) <= length;
        let as_claimed = |ending| Self { end: claimed, next: claimed + 2, ending };
        if fits && sound(claimed) {
            return as_claimed(Ending::Sound);
        }
        // A part that was cut may be followed by a whole one: it ends where that begins.
        let next = match next_header(bytes, first, if fits { claimed + 2 } else { length }) {
            None if fits => return as_claimed(Ending::Unsound),
            found => found.unwrap_or(length),
        };
        let (end, ending) = if header.data == 0 && next <= first + 2 {
            (first, Ending::Empty)
        } else if next >= first + 2 && sound(next - 2) {
            (next - 2, Ending::Misstated)
        } else if header.data == 0 {
            (next, Ending::Unclosed)
        } else if claimed <= next {
            (claimed, Ending::Unchecked)
        } else {
            (next, Ending::Cut(claimed.saturating_add(2) - next))
        };
        Self { end, next, ending }
    }

    /// What there is to say of it.
    pub(super) fn notice(&self, start: usize, header: Header) -> Option<Notice> {
        let Self { end, .. } = *self;
        let (code, words) = match self.ending {
            Ending::Sound | Ending::Empty => return None,
            Ending::Unsound => (
                NoticeCode::CrcMismatch,
                format!(
                    "the checksum at byte {end} does not match the data: \
                     single values may be wrong; all that could be read was kept"
                ),
            ),
            Ending::Misstated => (
                NoticeCode::Damaged,
                format!(
                    "the header at byte {start} gives {} bytes of data, the file holds {}: \
                     its checksum is right, so nothing is missing",
                    header.data,
                    end - start - header.size
                ),
            ),
            Ending::Unclosed => (
                NoticeCode::Truncated,
                format!(
                    "the header at byte {start} says that there is no data: the device never closed the file; \
                     every whole message was kept"
                ),
            ),
            Ending::Unchecked => (
                NoticeCode::Truncated,
                "the file ends without its checksum; every message was kept".to_owned(),
            ),
            Ending::Cut(missing) => (
                NoticeCode::Truncated,
                format!(
                    "the data ends at byte {end}, {missing} bytes before its header says: every whole message was kept"
                ),
            ),
        };
        Some(Notice::new(code, words))
    }
}

/// Where the first header stands that starts in `from..before`.
pub(super) fn next_header(bytes: &[u8], from: usize, before: usize) -> Option<usize> {
    // The mark stands at the ninth byte of a header and is four bytes long.
    let reach = bytes.get(from..before.saturating_add(11).min(bytes.len()))?;
    let marks = reach.windows(4).enumerate().filter(|(_, window)| window == b".FIT");
    let starts = marks.filter_map(|(at, _)| Some(from + at.checked_sub(8)?));
    // The mark may stand in a text; a text has no byte of 12 or 14.
    starts
        .filter(|at| bytes.get(*at..).and_then(Header::read).is_some_and(|found| found.size <= 14))
        .find(|at| *at < before)
}
