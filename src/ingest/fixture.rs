//! Small FIT files for tests, byte by byte.

use super::wire::crc;

/// A field of a definition: number, size, base type.
pub(crate) type FieldSpec = (u8, u8, u8);

pub(crate) const ENUM: u8 = 0x00;
pub(crate) const U8: u8 = 0x02;
pub(crate) const U16: u8 = 0x84;
pub(crate) const U32: u8 = 0x86;
pub(crate) const U32Z: u8 = 0x8C;
pub(crate) const TEXT: u8 = 0x07;
pub(crate) const BYTE: u8 = 0x0D;

/// 2026-03-02T07:00:00Z, s since the FIT epoch.
pub(crate) const START: u32 = 1_141_369_200;

/// The data of one part of a file, without header and checksum.
#[derive(Debug, Clone, Default)]
pub(crate) struct Data {
    pub(crate) bytes: Vec<u8>,
    big: bool,
}

impl Data {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Numbers big-endian from here on.
    pub(crate) fn big_endian() -> Self {
        Self { big: true, ..Self::default() }
    }

    pub(crate) fn define(self, local: u8, global: u16, fields: &[FieldSpec]) -> Self {
        self.define_with(local, global, fields, &[])
    }

    /// A definition with developer fields: number, size, developer index.
    pub(crate) fn define_with(
        mut self,
        local: u8,
        global: u16,
        fields: &[FieldSpec],
        developer: &[(u8, u8, u8)],
    ) -> Self {
        let flag = if developer.is_empty() { 0x40 } else { 0x60 };
        let order = if self.big { global.to_be_bytes() } else { global.to_le_bytes() };
        self.bytes.extend([flag | local, 0, u8::from(self.big), order[0], order[1]]);
        self.bytes.push(u8::try_from(fields.len()).unwrap());
        for (number, size, base) in fields {
            self.bytes.extend([*number, *size, *base]);
        }
        if !developer.is_empty() {
            self.bytes.push(u8::try_from(developer.len()).unwrap());
            for (number, size, index) in developer {
                self.bytes.extend([*number, *size, *index]);
            }
        }
        self
    }

    /// A message: values with their sizes in bytes.
    pub(crate) fn message(self, local: u8, values: &[(u64, u8)]) -> Self {
        self.headed(local, values)
    }

    /// A message with a compressed timestamp.
    pub(crate) fn compressed(self, local: u8, offset: u8, values: &[(u64, u8)]) -> Self {
        self.headed(0x80 | local << 5 | offset, values)
    }

    fn headed(mut self, head: u8, values: &[(u64, u8)]) -> Self {
        self.bytes.push(head);
        for (value, size) in values {
            let size = usize::from(*size);
            if self.big {
                self.bytes.extend(&value.to_be_bytes()[8 - size..]);
            } else {
                self.bytes.extend(&value.to_le_bytes()[..size]);
            }
        }
        self
    }

    pub(crate) fn raw(mut self, bytes: &[u8]) -> Self {
        self.bytes.extend(bytes);
        self
    }

    /// `file_id` of an activity, of a recorder with this serial number.
    pub(crate) fn activity(self, serial: u32) -> Self {
        self.define(0, 0, &[(0, 1, ENUM), (1, 2, U16), (3, 4, U32Z)])
            .message(0, &[(4, 1), (1, 2), (u64::from(serial), 4)])
    }

    /// Defines local message 1 as a record with time, heart rate and cadence, and writes one for each `(time, heart
    /// rate, cadence)`.
    pub(crate) fn records(self, rows: impl IntoIterator<Item = (u32, u8, u8)>) -> Self {
        let defined = self.define(1, 20, &[(253, 4, U32), (3, 1, U8), (4, 1, U8)]);
        rows.into_iter().fold(defined, |data, (time, heart, cadence)| {
            data.message(1, &[(u64::from(time), 4), (u64::from(heart), 1), (u64::from(cadence), 1)])
        })
    }

    /// A session: sport, sub-sport, start and length, s.
    pub(crate) fn session(self, sport: u8, sub_sport: u8, start: u32, length: u32) -> Self {
        let ms = u64::from(length) * 1000;
        self.define(
            2,
            18,
            &[(253, 4, U32), (2, 4, U32), (7, 4, U32), (8, 4, U32), (5, 1, ENUM), (6, 1, ENUM)],
        )
        .message(
            2,
            &[
                (u64::from(start.saturating_add(length)), 4),
                (u64::from(start), 4),
                (ms, 4),
                (ms, 4),
                (u64::from(sport), 1),
                (u64::from(sub_sport), 1),
            ],
        )
    }

    /// A timer event: 0 start, 4 stop all.
    pub(crate) fn timer(self, time: u32, kind: u8) -> Self {
        self.define(3, 21, &[(253, 4, U32), (0, 1, ENUM), (1, 1, ENUM)])
            .message(3, &[(u64::from(time), 4), (0, 1), (u64::from(kind), 1)])
    }

    /// The activity message with local time.
    pub(crate) fn local_time(self, time: u32, local: u32) -> Self {
        self.define(4, 34, &[(253, 4, U32), (5, 4, U32)])
            .message(4, &[(u64::from(time), 4), (u64::from(local), 4)])
    }

    /// A developer field's description: index, number, base type, name, unit, native field.
    pub(crate) fn describe(
        self,
        index: u8,
        number: u8,
        base: u8,
        name: &str,
        units: &str,
        native: u8,
    ) -> Self {
        let mut texts = [[0u8; 24]; 2];
        for (slot, text) in texts.iter_mut().zip([name, units]) {
            slot[..text.len()].copy_from_slice(text.as_bytes());
        }
        self.define(5, 206, &[(0, 1, U8), (1, 1, U8), (2, 1, U8), (15, 1, U8), (3, 24, TEXT), (8, 24, TEXT)])
            .message(
                5,
                &[
                    (u64::from(index), 1),
                    (u64::from(number), 1),
                    (u64::from(base), 1),
                    (u64::from(native), 1),
                ],
            )
            .raw(&texts[0])
            .raw(&texts[1])
    }

    /// The whole file: 14-byte header, checksums right.
    pub(crate) fn file(&self) -> Vec<u8> {
        self.file_with(14, u32::try_from(self.bytes.len()).unwrap(), None)
    }

    /// The whole file with a header of this size, that claims this many bytes, with this checksum in the header.
    pub(crate) fn file_with(&self, header: u8, claimed: u32, header_crc: Option<u16>) -> Vec<u8> {
        let mut file = vec![header, 0x20, 0x5C, 0x08];
        file.extend(claimed.to_le_bytes());
        file.extend(b".FIT");
        if header >= 14 {
            let own = crc(&file);
            file.extend(header_crc.unwrap_or(own).to_le_bytes());
        }
        file.extend(&self.bytes);
        let whole = crc(&file);
        file.extend(whole.to_le_bytes());
        file
    }
}

/// A plain run of `count` records, one a second.
pub(crate) fn run(count: u32) -> Data {
    Data::new()
        .activity(77)
        .timer(START, 0)
        .records((0..count).map(|second| (START + second, 140, 83)))
        .session(1, 0, START, count)
        .local_time(START + count, START + count + 3600)
}
