//! FIT bytes by hand: what no well-behaved encoder writes, and devices do.

use rustyfit::proto::Value;

/// The checksum of the FIT protocol (CRC-16 with the reflected polynomial 0xA001, start value 0).
#[must_use]
pub fn checksum(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |crc, byte| {
        (0..8)
            .fold(crc ^ u16::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xA001 } else { crc >> 1 })
    })
}

/// The kinds of file header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// 14 bytes with a checksum.
    Full,
    /// 14 bytes, the checksum zero: "not computed".
    ChecksumZero,
    /// 12 bytes, as first devices wrote it.
    Short,
}

/// The messages of a FIT file with a 14-byte header: its bytes without header and checksum.
#[must_use]
pub fn body(file: &[u8]) -> &[u8] {
    &file[14..file.len() - 2]
}

/// A file around message bytes.
#[must_use]
pub fn wrap(header: Header, body: &[u8]) -> Vec<u8> {
    let mut out = vec![if header == Header::Short { 12 } else { 14 }, 0x20];
    out.extend(21_205_u16.to_le_bytes());
    out.extend((body.len() as u32).to_le_bytes());
    out.extend(b".FIT");
    match header {
        Header::Full => out.extend(checksum(&out).to_le_bytes()),
        Header::ChecksumZero => out.extend([0, 0]),
        Header::Short => {}
    }
    out.extend(body);
    out.extend(checksum(&out).to_le_bytes());
    out
}

/// A field of a hand-made definition: number, size in bytes, base type.
pub type FieldBytes = (u8, u8, u8);

/// A definition message, little-endian. `developer` fields are number, size in bytes, developer data index.
#[must_use]
pub fn definition(local: u8, message: u16, fields: &[FieldBytes], developer: &[FieldBytes]) -> Vec<u8> {
    let mut out = vec![0x40 | local, 0, 0];
    out.extend(message.to_le_bytes());
    out.push(fields.len() as u8);
    out.extend(fields.iter().flat_map(|f| [f.0, f.1, f.2]));
    if !developer.is_empty() {
        out[0] |= 0x20;
        out.push(developer.len() as u8);
        out.extend(developer.iter().flat_map(|f| [f.0, f.1, f.2]));
    }
    out
}

/// The bytes of a value, little-endian. Texts and fractions, which no hand-made record holds, give none.
#[must_use]
pub fn little_endian(value: &Value) -> Vec<u8> {
    match value {
        Value::Uint8(v) => vec![*v],
        Value::Uint16(v) => v.to_le_bytes().to_vec(),
        Value::Uint32(v) => v.to_le_bytes().to_vec(),
        Value::Int32(v) => v.to_le_bytes().to_vec(),
        Value::ArrayUint8(v) => v.to_vec(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_protocol() {
        // A header of the SDK's documentation.
        assert_eq!(checksum(&[14, 32, 84, 8, 214, 204, 9, 0, 46, 70, 73, 84]), 12856);
    }

    #[test]
    fn wrapping_the_body_of_a_file_gives_the_file_again() {
        let activity = crate::activity::Activity { start: 1_000_000_000, ..Default::default() };
        let file = crate::encode::fit(&activity);
        assert_eq!(wrap(Header::Full, body(&file)), file);
    }
}
