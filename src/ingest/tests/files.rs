//! What becomes of a file as a whole.

use super::*;
use crate::ingest::decode::read_within;
use crate::ingest::fixture::*;
use crate::ingest::messages::Limits;
use crate::ingest::{mark_duplicates, messages};
use crate::model::*;
use proptest::prelude::*;

#[test]
fn files_that_are_no_activity_say_what_they_are() {
    let of = |kind: u64| Data::new().define(0, 0, &[(0, 1, ENUM)]).message(0, &[(kind, 1)]);
    let kind = |data: &Data| match read(data).status {
        Status::NotAnActivity { kind } => kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(kind(&of(5)), FileKind::Workout);
    assert_eq!(kind(&of(6).records([(START, 1, 1)])), FileKind::Course);
    assert_eq!(kind(&of(4)), FileKind::Activity);
    assert_eq!(kind(&of(32)), FileKind::Monitoring);
}

#[test]
fn a_file_that_is_cut_keeps_what_is_whole() {
    let file = run(60).file();
    let reading = read_bytes("a.fit", &file[..file.len() / 2], &Options::default());
    assert_eq!(reading.status, Status::Salvaged);
    assert!(reading.recording.unwrap().records > 20);
}

#[test]
fn a_text_file_is_rejected_with_what_to_do() {
    let reading = read_bytes("a.fit", b"this is no recording at all", &Options::default());
    let Status::Rejected { reason, offset } = reading.status else { panic!() };
    assert!(reason.contains("not a FIT file") && reason.contains("export the original"));
    assert_eq!(offset, Some(8));
}

#[test]
fn a_field_that_does_not_fit_the_profile_loses_only_itself() {
    // Sport as a text: the profile's reader refuses it, the rest of the session stands.
    let data =
        Data::new().records([(START, 100, 80)]).define(2, 18, &[(2, 4, U32), (8, 4, U32), (5, 4, TEXT)]);
    let reading = read(&data.message(2, &[(START.into(), 4), (60_000, 4)]).raw(b"run\0"));
    assert!(has(&reading, NoticeCode::UnreadableMessage), "{:?}", reading.notices);
    assert_eq!(session(&reading).timer.get(), 60.0);
}

#[test]
fn a_file_with_more_than_any_recording_keeps_the_first_and_says_so() {
    let limits = Limits { records: 40, ..Limits::HOLD };
    let reading = read_within("a.fit", &run(60).file(), &Options::default(), limits);
    assert_eq!((&reading.status, session(&reading).records), (&Status::Salvaged, 40));
    let said = reading.notices.iter().find(|notice| notice.code == NoticeCode::TooManyMessages).unwrap();
    assert!(said.message.contains("more records than any recording: the first 40 were kept, 20 more"));
}

#[test]
fn sessions_laps_and_records_in_any_order_are_shared_out_in_one_go() {
    // Ten thousand sessions of two seconds, a lap, a pause and a record in each, the records in no order.
    let (count, ms) = (10_000, 1000u64);
    let session = [(253, 4, U32), (2, 4, U32), (7, 4, U32), (5, 1, ENUM)];
    let lap = [(253, 4, U32), (2, 4, U32), (7, 4, U32)];
    let mut data =
        Data::new().activity(1).records((0..count).map(|i| (START + i * 7919 % count * 2, 120, 80)));
    data = data.define(2, 18, &session).define(3, 19, &lap);
    for start in (0..count).map(|i| u64::from(START + 2 * i)) {
        data = data.message(2, &[(start + 1, 4), (start, 4), (ms, 4), (1, 1)]);
        data = data.message(3, &[(start + 1, 4), (start, 4), (ms, 4)]);
    }
    data = (0..count).fold(data, |data, i| data.timer(START + 2 * i, 4).timer(START + 2 * i + 1, 0));
    let begun = std::time::Instant::now();
    let reading = read(&data);
    assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    let sessions = &reading.recording.as_ref().unwrap().sessions;
    assert_eq!((sessions.len(), &reading.status), (10_000, &Status::Read));
    for session in sessions {
        let heart = &session.streams.heart_rate;
        assert_eq!((session.records, session.laps.len(), session.pauses.len(), heart.len()), (1, 1, 1, 1));
    }
    assert!(reading.notices.len() < 1000, "{}", reading.notices.len());
}

#[test]
fn the_same_content_counts_once_and_of_the_same_start_the_richer_file() {
    let whole = run(60);
    let file = whole.file();
    let read = |path: &str, bytes: &[u8]| read_bytes(path, bytes, &Options::default());
    let other = Data::new().activity(78).records([(START, 1, 1)]).session(1, 0, START, 60);
    let shorter = Data::new().activity(77).records([(START, 1, 1)]).session(1, 0, START, 60);
    let mut readings = vec![
        read("short.fit", &shorter.file()),
        read("a.fit", &file),
        read("b.fit", &file),
        read("other.fit", &other.file()),
    ];
    mark_duplicates(&mut readings);
    let of_a = Status::Duplicate { of: "a.fit".to_owned() };
    let got: Vec<&Status> = readings.iter().map(|reading| &reading.status).collect();
    assert_eq!(got, [&of_a, &Status::Read, &of_a, &Status::Read]);
}

#[test]
fn every_message_can_be_shown_with_names_and_units() {
    let data = developer_records(Data::new().describe(0, 3, U16, "Ground Time", "ms", 41), 2)
        .records([(START, 120, 80)]);
    let mut seen = Vec::new();
    messages(&data.file(), |message| seen.push(message)).unwrap();
    let heart = seen.last().unwrap().fields.iter().find(|field| field.name == "heart_rate").unwrap();
    assert_eq!((heart.value.as_str(), heart.units.as_str()), ("120", "bpm"));
    let first = &seen[0];
    assert_eq!(first.name, "field_description");
    let ground = seen[1].fields.iter().find(|field| field.developer).unwrap();
    assert_eq!((ground.name.as_str(), ground.value.as_str()), ("Ground Time", "240"));
}

#[test]
fn local_times_are_shown_without_the_zone_of_the_host() {
    let mut shown = Vec::new();
    messages(&run(2).file(), |message| shown.push(message)).unwrap();
    let local =
        shown.iter().flat_map(|message| &message.fields).find(|field| field.name == "local_timestamp");
    assert_eq!(local.unwrap().value, "2026-03-02T08:00:02");
}

#[test]
fn fitparser_adds_accumulated_fields_up_until_they_overflow() {
    let data = developer_records(Data::new().describe(0, 3, U16, "Contact Time Left", "ms", 255), 2).bytes;
    let mut file = run(40).raw(&data).session(2, 0, START + 100, 50).timer(START + 120, 4).file();
    file[71] = 28;
    file.truncate(102);
    assert!(messages(&file, |_| {}).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever happens to a file it is read or refused, every stream holds its invariants, and no record that lies
    /// whole before the damage is lost.
    #[test]
    fn no_damage_is_too_odd(
        changes in proptest::collection::vec((0usize..900, any::<u8>()), 0..12), cut in 0usize..1000,
    ) {
        let data = developer_records(Data::new().describe(0, 3, U16, "Contact Time Left", "ms", 255), 2).bytes;
        let clean = run(40).raw(&data).session(2, 0, START + 100, 50).timer(START + 120, 4).file();
        let mut file = clean;
        for (at, byte) in &changes {
            if let Some(slot) = file.get_mut(*at) {
                *slot = *byte;
            }
        }
        file.truncate(cut);
        let reading = read_bytes("a.fit", &file, &Options::default());
        let _ = messages(&file, |_| {});
        if let Some(recording) = &reading.recording {
            let given: usize = recording.sessions.iter().map(|session| session.records).sum();
            prop_assert_eq!(given, recording.records);
            for session in &recording.sessions {
                prop_assert!(session.timer.get().is_finite() && session.elapsed.get() >= 0.0);
            }
        } else {
            prop_assert!(!reading.status.counts());
        }
    }
}
