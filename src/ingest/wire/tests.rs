use super::*;
use crate::ingest::fixture::{Data, START, U8, U32, run};
use proptest::prelude::*;

/// Time and heart rate of a record.
type Seen = (Option<u32>, Option<i64>);

fn walk(bytes: &[u8], visit: impl FnMut(&Message<'_>)) -> Result<Walked, NotFit> {
    Fit::of(bytes).map(|fit| fit.walk(visit))
}

/// All records, and what the walk found out.
fn records(bytes: &[u8]) -> (Vec<Seen>, Walked) {
    let mut found = Vec::new();
    let walked = walk(bytes, |message| {
        if message.global() == 20 {
            found.push((message.time, message.integer(3)));
        }
    });
    (found, walked.unwrap())
}

fn codes(walked: &Walked) -> Vec<NoticeCode> {
    walked.notices.clone().told().iter().map(|notice| notice.code).collect()
}

#[test]
fn a_whole_file_is_read_without_a_notice() {
    let (found, walked) = records(&run(5).file());
    assert_eq!(found.len(), 5);
    assert_eq!(found[4], (Some(START + 4), Some(140)));
    assert!(codes(&walked).is_empty() && walked.lost_at.is_none());
}

#[test]
fn a_header_of_12_bytes_and_a_header_checksum_of_zero_are_in_order() {
    let data = run(3);
    let length = u32::try_from(data.bytes.len()).unwrap();
    for file in [data.file_with(12, length, None), data.file_with(14, length, Some(0))] {
        let (found, walked) = records(&file);
        assert_eq!(found.len(), 3);
        assert!(codes(&walked).is_empty(), "{:?}", walked.notices);
    }
}

#[test]
fn a_wrong_header_checksum_is_said_and_nothing_is_lost() {
    let data = run(3);
    let (found, walked) =
        records(&data.file_with(14, u32::try_from(data.bytes.len()).unwrap(), Some(0x1234)));
    assert_eq!((found.len(), codes(&walked)), (3, vec![NoticeCode::CrcMismatch]));
}

#[test]
fn a_wrong_checksum_is_said_and_nothing_is_lost() {
    let mut file = run(3).file();
    *file.last_mut().unwrap() ^= 0xFF;
    let (found, walked) = records(&file);
    assert_eq!((found.len(), codes(&walked), walked.lost_at), (3, vec![NoticeCode::CrcMismatch], None));
}

#[test]
fn both_byte_orders_are_read() {
    let data = Data::big_endian().records([(START, 120, 80)]);
    assert_eq!(records(&data.file()).0, [(Some(START), Some(120))]);
}

#[test]
fn compressed_timestamps_roll_over() {
    let data = Data::new()
        .records([(START, 100, 80)])
        .define(2, 20, &[(3, 1, U8)])
        .compressed(2, u8::try_from((START + 20) % 32).unwrap(), &[(101, 1)])
        .compressed(2, u8::try_from((START + 45) % 32).unwrap(), &[(102, 1)])
        .compressed(2, u8::try_from((START + 45) % 32).unwrap(), &[(103, 1)]);
    let times: Vec<u32> = records(&data.file()).0.iter().filter_map(|(time, _)| *time).collect();
    assert_eq!(times, [START, START + 20, START + 45, START + 45]);
}

#[test]
fn chained_parts_are_all_read() {
    let file = [run(3).file(), run(4).file()].concat();
    let mut parts = Vec::new();
    let walked = walk(&file, |message| {
        if message.global() == 20 {
            parts.push(message.part);
        }
    });
    assert_eq!(parts, [0, 0, 0, 1, 1, 1, 1]);
    assert!(codes(&walked.unwrap()).is_empty());
}

#[test]
fn foreign_bytes_between_and_behind_parts_are_passed_over() {
    let file = [run(3).file(), b"between".to_vec(), run(4).file(), vec![0; 9]].concat();
    let (found, walked) = records(&file);
    assert_eq!((found.len(), codes(&walked)), (7, vec![NoticeCode::TrailingBytes; 2]));
}

#[test]
fn a_part_after_a_damaged_one_is_read() {
    let damaged = run(3).raw(&[0x0F, 1, 2, 3]).file();
    let (found, walked) = records(&[damaged, run(4).file()].concat());
    assert_eq!((found.len(), codes(&walked)), (7, vec![NoticeCode::Damaged]));
    assert_eq!(walked.cut_parts, [0]);
}

#[test]
fn a_part_that_is_cut_does_not_hide_the_next() {
    let first = run(30).file();
    for cut in [first.len() - 1, first.len() - 60, first.len() - 63] {
        let (found, walked) = records(&[&first[..cut], run(4).file().as_slice()].concat());
        assert_eq!(found.last(), Some(&(Some(START + 3), Some(140))), "{cut}");
        assert!(found.len() > 20 && codes(&walked)[0] == NoticeCode::Truncated);
        assert_eq!(walked.cut_parts[0], 0);
    }
}

#[test]
fn a_size_that_the_header_got_wrong_loses_nothing_while_the_checksum_is_right() {
    let data = run(6);
    let length = u32::try_from(data.bytes.len()).unwrap();
    for claimed in [0, length + 2, length + 14, u32::MAX] {
        let (found, walked) = records(&data.file_with(14, claimed, None));
        assert_eq!(
            (found.len(), codes(&walked), walked.lost_at),
            (6, vec![NoticeCode::Damaged], None),
            "{claimed}"
        );
    }
}

#[test]
fn a_part_of_a_wrong_size_does_not_swallow_the_next() {
    // The checksum of what a right checksum follows starts anew, so that of the last part fits the whole file as well.
    let data = run(6);
    for claimed in [0, u32::try_from(data.bytes.len()).unwrap() + 20, u32::MAX] {
        let file = [data.file_with(14, claimed, None), run(4).file()].concat();
        let (found, walked) = records(&file);
        assert_eq!((found.len(), codes(&walked), walked.lost_at), (10, vec![NoticeCode::Damaged], None));
    }
}

#[test]
fn an_empty_part_loses_nothing() {
    let bare = Data::new().file();
    for empty in [&bare[..14], &bare] {
        let (found, walked) = records(&[empty, empty, run(4).file().as_slice()].concat());
        assert_eq!((found.len(), codes(&walked), walked.lost_at), (4, Vec::new(), None));
    }
}

/// The header of a part without a checksum of its own, that claims this many bytes of data.
fn header(claimed: u32) -> Vec<u8> {
    Data::new().file_with(12, claimed, None)[..12].to_vec()
}

#[test]
fn many_parts_are_read_in_one_go() {
    // Each would have the whole rest of the file summed: 40 000 parts of 480 kB were 10 GB.
    let parts = 40_000;
    for claim in [|_| 0, |rest: u32| rest - 2, |_| u32::MAX, |_| 8] {
        let file: Vec<u8> = (1..=parts).rev().flat_map(|left| header(claim(12 * left))).collect();
        let begun = std::time::Instant::now();
        let walked = walk(&file, |_| {}).unwrap();
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
        assert!(codes(&walked).len() < 500, "{}", codes(&walked).len());
    }
}

#[test]
fn a_size_that_ends_inside_a_message_is_read_past() {
    let data = run(6);
    let length = u32::try_from(data.bytes.len()).unwrap();
    let (found, walked) = records(&data.file_with(14, length - 3, None));
    assert_eq!(found.len(), 6);
    assert!(codes(&walked).contains(&NoticeCode::Damaged));
}

#[test]
fn a_file_that_the_device_never_closed_is_read() {
    let file = run(6).file_with(14, 0, None);
    let (found, walked) = records(&file[..file.len() - 2]);
    assert_eq!((found.len(), codes(&walked)), (6, vec![NoticeCode::Truncated]));
    assert!(walked.lost_at.is_some());
}

#[test]
fn what_is_no_fit_file_is_told_what_it_is() {
    let reason = |bytes: &[u8]| walk(bytes, |_| {}).unwrap_err().reason;
    assert!(reason(b"").contains("empty"));
    assert!(reason(b"dear diary, today I ran").contains("no `.FIT` mark at byte 8"));
    assert!(reason(b"<?xml version=\"1.0\"?><gpx>").contains("XML"));
    assert!(reason(&[0; 100]).contains("zero"));
    assert!(reason(b"short").contains("too few"));
}

#[test]
fn an_empty_definition_does_not_hold_the_walk() {
    let data = Data::new().define(0, 20, &[]).message(0, &[]).message(0, &[]).define(1, 20, &[(253, 4, U32)]);
    assert_eq!(records(&data.file()).0.len(), 2);
}

proptest! {
    /// Whatever happens to a file, the walk ends, and what lies before the first change is read.
    #[test]
    fn damage_loses_nothing_that_lies_before_it(
        at in 14usize..400, bytes in proptest::collection::vec(any::<u8>(), 1..8), cut in 14usize..500,
    ) {
        let clean = run(40).file();
        let mut places = Vec::new();
        walk(&clean, |message| places.push((message.offset, message.body.len()))).unwrap();
        let mut file = clean;
        for (index, byte) in bytes.iter().enumerate() {
            if let Some(slot) = file.get_mut(at + index) {
                *slot = *byte;
            }
        }
        file.truncate(cut);
        let whole = at.min(cut).min(file.len());
        let expected: Vec<u64> =
            places.iter().filter(|(offset, size)| *offset as usize + 1 + size <= whole).map(|(offset, _)| *offset).collect();
        let mut seen = Vec::new();
        walk(&file, |message| seen.push(message.offset)).unwrap();
        prop_assert!(seen.starts_with(&expected), "{seen:?} {expected:?}");
    }

    #[test]
    fn any_bytes_are_walked_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), fit in any::<bool>()) {
        let file = if fit { Data::new().raw(&bytes).file() } else { bytes };
        let _ = walk(&file, |_| {});
    }
}
