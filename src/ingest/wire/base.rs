//! FIT base types: how a field's bytes become a number, and which number means "nothing".

/// A base type of the FIT protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    Enum,
    Sint8,
    Uint8,
    Sint16,
    Uint16,
    Sint32,
    Uint32,
    String,
    Float32,
    Float64,
    Uint8z,
    Uint16z,
    Uint32z,
    Byte,
    Sint64,
    Uint64,
    Uint64z,
}

impl Base {
    /// From the byte of a field definition or description. Only the low five bits number the type.
    pub(crate) fn from_byte(byte: u8) -> Option<Self> {
        Some(match byte & 0x1F {
            0 => Self::Enum,
            1 => Self::Sint8,
            2 => Self::Uint8,
            3 => Self::Sint16,
            4 => Self::Uint16,
            5 => Self::Sint32,
            6 => Self::Uint32,
            7 => Self::String,
            8 => Self::Float32,
            9 => Self::Float64,
            10 => Self::Uint8z,
            11 => Self::Uint16z,
            12 => Self::Uint32z,
            13 => Self::Byte,
            14 => Self::Sint64,
            15 => Self::Uint64,
            16 => Self::Uint64z,
            _ => return None,
        })
    }

    /// Bytes of one element.
    pub(crate) fn size(self) -> usize {
        match self {
            Self::Enum | Self::Sint8 | Self::Uint8 | Self::String | Self::Uint8z | Self::Byte => 1,
            Self::Sint16 | Self::Uint16 | Self::Uint16z => 2,
            Self::Sint32 | Self::Uint32 | Self::Float32 | Self::Uint32z => 4,
            Self::Float64 | Self::Sint64 | Self::Uint64 | Self::Uint64z => 8,
        }
    }

    /// The first element as an integer; nothing where it is the type's invalid value, a float, a string, or cut.
    pub(crate) fn integer(self, bytes: &[u8], big: bool) -> Option<i64> {
        macro_rules! read {
            ($type:ty, $invalid:expr) => {{
                let raw = bytes.first_chunk()?;
                let value = if big { <$type>::from_be_bytes(*raw) } else { <$type>::from_le_bytes(*raw) };
                (value != $invalid).then_some(value)
            }};
        }
        match self {
            Self::Enum | Self::Uint8 | Self::Byte => read!(u8, u8::MAX).map(i64::from),
            Self::Sint8 => read!(i8, i8::MAX).map(i64::from),
            Self::Uint8z => read!(u8, 0).map(i64::from),
            Self::Sint16 => read!(i16, i16::MAX).map(i64::from),
            Self::Uint16 => read!(u16, u16::MAX).map(i64::from),
            Self::Uint16z => read!(u16, 0).map(i64::from),
            Self::Sint32 => read!(i32, i32::MAX).map(i64::from),
            Self::Uint32 => read!(u32, u32::MAX).map(i64::from),
            Self::Uint32z => read!(u32, 0).map(i64::from),
            Self::Sint64 => read!(i64, i64::MAX),
            Self::Uint64 => read!(u64, u64::MAX).and_then(|value| i64::try_from(value).ok()),
            Self::Uint64z => read!(u64, 0).and_then(|value| i64::try_from(value).ok()),
            Self::String | Self::Float32 | Self::Float64 => None,
        }
    }

    /// The first element as a finite number; nothing where it is the type's invalid value or a string.
    pub(crate) fn number(self, bytes: &[u8], big: bool) -> Option<f64> {
        let value = match self {
            Self::Float32 => {
                let raw = bytes.first_chunk()?;
                f64::from(if big { f32::from_be_bytes(*raw) } else { f32::from_le_bytes(*raw) })
            }
            Self::Float64 => {
                let raw = bytes.first_chunk()?;
                if big { f64::from_be_bytes(*raw) } else { f64::from_le_bytes(*raw) }
            }
            // 64-bit integers occur in no field that we use; rounding one to a float would not matter.
            #[allow(clippy::cast_precision_loss)]
            _ => self.integer(bytes, big)? as f64,
        };
        value.is_finite().then_some(value)
    }
}

/// The text of a string field: up to its first zero byte, without broken UTF-8; nothing where it is empty.
pub(crate) fn text(bytes: &[u8]) -> Option<String> {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let text = String::from_utf8_lossy(bytes.get(..end)?);
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_has_its_own_nothing() {
        assert_eq!(Base::Uint8.integer(&[0xFF], false), None);
        assert_eq!(Base::Uint8z.integer(&[0], false), None);
        assert_eq!(Base::Uint8.integer(&[0], false), Some(0));
        assert_eq!(Base::Sint8.integer(&[0x7F], false), None);
        assert_eq!(Base::Uint16.integer(&[0xFF, 0xFF], false), None);
        assert_eq!(Base::Uint32.integer(&[0xFF; 4], true), None);
        assert_eq!(Base::Float32.number(&[0xFF; 4], false), None);
    }

    #[test]
    fn both_byte_orders_give_the_same_number() {
        assert_eq!(Base::Uint16.integer(&[0x34, 0x12], false), Some(0x1234));
        assert_eq!(Base::Uint16.integer(&[0x12, 0x34], true), Some(0x1234));
        assert_eq!(Base::Float32.number(&212.5f32.to_be_bytes(), true), Some(212.5));
    }

    #[test]
    fn a_cut_field_is_nothing() {
        assert_eq!(Base::Uint32.integer(&[1, 2], false), None);
        assert_eq!(Base::Uint8.integer(&[], false), None);
    }

    #[test]
    fn text_ends_at_its_zero() {
        assert_eq!(text(b"skip\0\xFF\xFF").as_deref(), Some("skip"));
        assert_eq!(text(b"\0\0"), None);
    }
}
