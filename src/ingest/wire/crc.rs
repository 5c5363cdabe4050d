//! The FIT checksum: CRC-16/ARC (reflected 0x8005, start 0), eight bytes a step; and that of any stretch of a file, from
//! one pass over the whole.

const TABLES: [[u16; 256]; 8] = tables();

const fn tables() -> [[u16; 256]; 8] {
    let mut tables = [[0u16; 256]; 8];
    let mut byte = 0;
    while byte < 256 {
        let mut crc = byte as u16;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xA001 } else { crc >> 1 };
            bit += 1;
        }
        tables[0][byte] = crc;
        byte += 1;
    }
    let mut table = 1;
    while table < 8 {
        let mut byte = 0;
        while byte < 256 {
            let before = tables[table - 1][byte];
            tables[table][byte] = (before >> 8) ^ tables[0][(before & 0xFF) as usize];
            byte += 1;
        }
        table += 1;
    }
    tables
}

/// The checksum of `bytes`.
pub(crate) fn crc(bytes: &[u8]) -> u16 {
    go_on(0, bytes)
}

/// The checksum of what gave `crc` so far and of `bytes` behind it.
fn go_on(mut crc: u16, bytes: &[u8]) -> u16 {
    let (blocks, rest) = bytes.as_chunks::<8>();
    for block in blocks {
        let [low, high] = crc.to_le_bytes();
        crc = TABLES[7][usize::from(block[0] ^ low)]
            ^ TABLES[6][usize::from(block[1] ^ high)]
            ^ TABLES[5][usize::from(block[2])]
            ^ TABLES[4][usize::from(block[3])]
            ^ TABLES[3][usize::from(block[4])]
            ^ TABLES[2][usize::from(block[5])]
            ^ TABLES[1][usize::from(block[6])]
            ^ TABLES[0][usize::from(block[7])];
    }
    for byte in rest {
        crc = (crc >> 8) ^ TABLES[0][usize::from(byte ^ crc.to_le_bytes()[0])];
    }
    crc
}

/// What each bit of a checksum becomes behind 1, 2, 4, ... zero bytes: the checksum is linear over its bits.
const ZEROS: [[u16; 16]; usize::BITS as usize] = zeros();

const fn zeros() -> [[u16; 16]; usize::BITS as usize] {
    let mut zeros = [[0u16; 16]; usize::BITS as usize];
    let mut bit = 0;
    while bit < 16 {
        let crc = 1u16 << bit;
        zeros[0][bit] = (crc >> 8) ^ TABLES[0][(crc & 0xFF) as usize];
        bit += 1;
    }
    let mut power = 1;
    while power < zeros.len() {
        let mut bit = 0;
        while bit < 16 {
            let half = zeros[power - 1][bit];
            zeros[power][bit] = turned(&zeros[power - 1], half);
            bit += 1;
        }
        power += 1;
    }
    zeros
}

/// A checksum whose bits become those of `by`.
const fn turned(by: &[u16; 16], crc: u16) -> u16 {
    let (mut sum, mut bit) = (0, 0);
    while bit < 16 {
        if crc >> bit & 1 == 1 {
            sum ^= by[bit];
        }
        bit += 1;
    }
    sum
}

/// The checksum of any stretch of some bytes, at the same small cost however long it is.
pub(super) struct Checksums<'a> {
    bytes: &'a [u8],
    /// The checksum of all that lies before each [`STRIDE`]th byte.
    marks: Vec<u16>,
}

const STRIDE: usize = 256;

impl<'a> Checksums<'a> {
    /// One pass over `bytes`.
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let mut marks = Vec::with_capacity(bytes.len() / STRIDE + 2);
        let mut crc = 0;
        for block in bytes.chunks(STRIDE) {
            marks.push(crc);
            crc = go_on(crc, block);
        }
        marks.push(crc);
        Self { bytes, marks }
    }

    /// The checksum of the bytes `from..to`; nothing where these are not all there.
    pub(super) fn between(&self, from: usize, to: usize) -> Option<u16> {
        let count = to.checked_sub(from)?;
        let before = self.up_to(from)?;
        let powers = ZEROS.iter().enumerate().filter(|(power, _)| count >> power & 1 == 1);
        Some(self.up_to(to)? ^ powers.fold(before, |crc, (_, zeros)| turned(zeros, crc)))
    }

    fn up_to(&self, at: usize) -> Option<u16> {
        let mark = at / STRIDE;
        Some(go_on(*self.marks.get(mark)?, self.bytes.get(mark * STRIDE..at)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bit_by_bit(bytes: &[u8]) -> u16 {
        bytes.iter().fold(0u16, |crc, byte| {
            (0..8).fold(
                crc ^ u16::from(*byte),
                |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xA001 } else { crc >> 1 },
            )
        })
    }

    #[test]
    fn the_check_value_of_the_catalogue_comes_out() {
        assert_eq!(crc(b"123456789"), 0xBB3D);
    }

    proptest! {
        #[test]
        fn eight_bytes_a_step_is_as_good_as_bit_by_bit(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            prop_assert_eq!(crc(&bytes), bit_by_bit(&bytes));
        }

        #[test]
        fn any_stretch_has_the_checksum_of_its_bytes(
            bytes in proptest::collection::vec(any::<u8>(), 0..1200), ends in any::<[proptest::sample::Index; 2]>(),
        ) {
            let [one, other] = ends.map(|end| end.index(bytes.len() + 1));
            let (from, to) = (one.min(other), one.max(other));
            let sums = Checksums::of(&bytes);
            prop_assert_eq!(sums.between(from, to), Some(crc(&bytes[from..to])));
            prop_assert_eq!(sums.between(0, bytes.len()), Some(crc(&bytes)));
            prop_assert_eq!(sums.between(from, bytes.len() + 1), None);
        }
    }
}
