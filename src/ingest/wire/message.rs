//! Headers, definitions and messages as they lie in the bytes.

use super::base::{Base, text};

/// The number of the timestamp field in every message.
pub(crate) const TIMESTAMP: u8 = 253;

/// Later than this a FIT time counts from 1989; before it, it counts the seconds since the device was switched on.
pub(crate) const FIRST_DATE: u32 = 0x1000_0000;

/// A file header, or that of a later part of a chained file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    /// Bytes of the header itself.
    pub(super) size: usize,
    /// Bytes of data that it claims.
    pub(super) data: usize,
    /// Its own checksum, where it has one that is not zero.
    pub(super) crc: Option<u16>,
}

impl Header {
    /// Reads a header at the start of `bytes`; nothing where there is none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let fixed: &[u8; 12] = bytes.first_chunk()?;
        let size = usize::from(fixed[0]);
        if size < 12 || fixed[8..12] != *b".FIT" || bytes.len() < size {
            return None;
        }
        let data = u32::from_le_bytes([fixed[4], fixed[5], fixed[6], fixed[7]]);
        let crc = match bytes.get(12..14) {
            Some(&[low, high]) if size >= 14 => Some(u16::from_le_bytes([low, high])).filter(|crc| *crc != 0),
            _ => None,
        };
        Some(Self { size, data: usize::try_from(data).ok()?, crc })
    }
}

/// A field of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    /// The field's number in its message.
    pub(crate) number: u8,
    /// Where it starts in the message's body.
    pub(crate) at: usize,
    /// Its bytes.
    pub(crate) size: usize,
    /// The base type's byte, as written.
    pub(crate) base_byte: u8,
}

impl Field {
    /// The base type; nothing where it is unknown or the size is no multiple of it.
    pub(crate) fn base(&self) -> Option<Base> {
        Base::from_byte(self.base_byte)
            .filter(|base| self.size >= base.size() && self.size.is_multiple_of(base.size()))
    }
}

/// A developer field of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DeveloperField {
    /// The field's number at its developer.
    pub(crate) number: u8,
    /// The developer's index in this file.
    pub(crate) developer: u8,
    /// Where it starts in the message's body.
    pub(crate) at: usize,
    /// Its bytes.
    pub(crate) size: usize,
}

/// A definition message.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    /// Tells this definition from every other of the file.
    pub(crate) id: u32,
    /// The global message number.
    pub(crate) global: u16,
    /// True where numbers are big-endian.
    pub(crate) big: bool,
    /// The fields, in order.
    pub(crate) fields: Vec<Field>,
    /// The developer fields, in order, behind the others.
    pub(crate) developer: Vec<DeveloperField>,
    /// Bytes of a message's body.
    pub(crate) size: usize,
    /// Where the timestamp starts in the body, where there is a four-byte one.
    pub(super) time_at: Option<usize>,
}

impl Definition {
    /// Reads a definition whose header byte stands at the start of `bytes`; with its length.
    /// Nothing where it is cut.
    pub(super) fn read(bytes: &[u8], id: u32) -> Option<(Self, usize)> {
        let fixed: &[u8; 6] = bytes.first_chunk()?;
        let big = fixed[2] & 1 == 1;
        let global = [fixed[3], fixed[4]];
        let global = if big { u16::from_be_bytes(global) } else { u16::from_le_bytes(global) };
        let mut at = 0;
        let mut next = 6;
        let mut fields = Vec::with_capacity(usize::from(fixed[5]));
        for _ in 0..fixed[5] {
            let &[number, size, base_byte] = bytes.get(next..)?.first_chunk()?;
            fields.push(Field { number, at, size: usize::from(size), base_byte });
            at += usize::from(size);
            next += 3;
        }
        let mut developer = Vec::new();
        if fixed[0] & 0x20 != 0 {
            let count = *bytes.get(next)?;
            next += 1;
            for _ in 0..count {
                let &[number, size, index] = bytes.get(next..)?.first_chunk()?;
                developer.push(DeveloperField { number, developer: index, at, size: usize::from(size) });
                at += usize::from(size);
                next += 3;
            }
        }
        let time_at =
            fields.iter().find(|field| field.number == TIMESTAMP && field.size == 4).map(|field| field.at);
        Some((Self { id, global, big, fields, developer, size: at, time_at }, next))
    }
}

/// A data message.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Message<'a> {
    /// Its definition.
    pub(crate) definition: &'a Definition,
    /// Its bytes behind the header byte.
    pub(crate) body: &'a [u8],
    /// Its time, s since the FIT epoch, from its own timestamp or from a compressed header.
    pub(crate) time: Option<u32>,
    /// Where it stands in the file.
    pub(crate) offset: u64,
    /// The part of a chained file that it belongs to, from 0.
    pub(crate) part: u32,
}

impl<'a> Message<'a> {
    /// The global message number.
    pub(crate) fn global(&self) -> u16 {
        self.definition.global
    }

    /// A field's bytes, with its base type.
    pub(crate) fn field(&self, number: u8) -> Option<(Base, &'a [u8])> {
        let field = self.definition.fields.iter().find(|field| field.number == number)?;
        Some((field.base()?, self.body.get(field.at..field.at + field.size)?))
    }

    /// A field as an integer; nothing where it is absent or invalid.
    pub(crate) fn integer(&self, number: u8) -> Option<i64> {
        let (base, bytes) = self.field(number)?;
        base.integer(bytes, self.definition.big)
    }

    /// All elements of an array field as integers; invalid ones are nothing.
    pub(crate) fn integers(&self, number: u8) -> Vec<Option<i64>> {
        self.field(number).map_or_else(Vec::new, |(base, bytes)| {
            bytes.chunks_exact(base.size()).map(|bytes| base.integer(bytes, self.definition.big)).collect()
        })
    }

    /// A field as text.
    pub(crate) fn text(&self, number: u8) -> Option<String> {
        let (base, bytes) = self.field(number)?;
        if base == Base::String { text(bytes) } else { None }
    }
}
