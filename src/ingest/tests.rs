//! One test for each odd thing that a file can do to a session.

use super::fixture::{BYTE, Data, ENUM, START, TEXT, U8, U16, U32, run};
use super::{Options, mark_duplicates, messages, read_bytes};
use crate::model::Stream;
use crate::model::{
    FileKind, LengthKind, NoticeCode, OffsetSource, PedalBalance, Reading, Session, SetKind, Sport, Status,
    StepDuration,
};
use crate::units::{Elapsed, LeftShare, Percent, Quantity};
use proptest::prelude::*;

fn read(data: &Data) -> Reading {
    read_bytes("a.fit", &data.file(), &Options::default())
}

fn session(reading: &Reading) -> &Session {
    &reading.recording.as_ref().unwrap().sessions[0]
}

fn has(reading: &Reading, code: NoticeCode) -> bool {
    reading.notices.iter().any(|notice| notice.code == code)
}

fn values<Q: Quantity>(stream: &Stream<Q>) -> Vec<f64> {
    stream.values().iter().map(|value| value.get()).collect()
}

fn times<Q: crate::units::Sample>(stream: &Stream<Q>) -> Vec<f64> {
    stream.at().iter().map(|at| at.get()).collect()
}

#[test]
fn a_plain_run_is_read_with_cadence_in_steps_and_its_local_day() {
    let reading = read(&run(60));
    let session = session(&reading);
    assert_eq!(reading.status, Status::Read);
    assert!(reading.notices.is_empty(), "{:?}", reading.notices);
    assert_eq!((session.sport.clone(), session.records), (Sport::Running, 60));
    assert_eq!(session.streams.step_rate.values()[0].get(), 166.0);
    assert!(session.streams.crank_rate.is_empty());
    assert_eq!((session.clock.offset.seconds(), session.clock.source), (3600, OffsetSource::Recorded));
    assert_eq!(session.clock.local().to_string(), "2026-03-02T08:00:00");
    assert_eq!((session.timer.get(), session.elapsed.get()), (60.0, 60.0));
}

#[test]
fn cadence_on_the_bike_is_in_revolutions_and_zeros_stay() {
    let data =
        Data::new().activity(1).records([(START, 100, 0), (START + 1, 100, 90)]).session(2, 0, START, 2);
    assert_eq!(values(&session(&read(&data)).streams.crank_rate), [0.0, 90.0]);
}

#[test]
fn fractional_cadence_and_cadence256_count() {
    let data = Data::new()
        .define(1, 20, &[(253, 4, U32), (4, 1, U8), (53, 1, U8)])
        .message(1, &[(START.into(), 4), (83, 1), (64, 1)])
        .session(1, 0, START, 1);
    assert_eq!(values(&session(&read(&data)).streams.step_rate), [167.0]);
    let data = Data::new()
        .define(1, 20, &[(253, 4, U32), (52, 2, U16)])
        .message(1, &[(START.into(), 4), (83 * 256 + 128, 2)])
        .session(1, 0, START, 1);
    assert_eq!(values(&session(&read(&data)).streams.step_rate), [167.0]);
}

#[test]
fn running_cadence_above_120_is_steps_already() {
    let data = Data::new().records((0..10).map(|s| (START + s, 140, 170))).session(1, 0, START, 10);
    let reading = read(&data);
    assert!(has(&reading, NoticeCode::CadenceAlreadySteps));
    assert_eq!(session(&reading).streams.step_rate.values()[0].get(), 170.0);
}

#[test]
fn invalid_values_are_missing_and_impossible_ones_are_counted() {
    let data = Data::new()
        .define(1, 20, &[(253, 4, U32), (3, 1, U8), (7, 2, U16)])
        .message(1, &[(START.into(), 4), (255, 1), (200, 2)])
        .message(1, &[(u64::from(START) + 1, 4), (140, 1), (6000, 2)])
        .message(1, &[(u64::from(START) + 2, 4), (0, 1), (65535, 2)])
        .session(2, 0, START, 3);
    let reading = read(&data);
    let session = session(&reading);
    assert_eq!(values(&session.streams.heart_rate), [140.0, 0.0]);
    assert_eq!(values(&session.streams.power), [200.0]);
    assert_eq!(session.left_out, [("power".to_owned(), 1)]);
    assert!(has(&reading, NoticeCode::ImplausibleValue));
}

#[test]
fn enhanced_speed_and_altitude_win() {
    let data = Data::new()
        .define(1, 20, &[(253, 4, U32), (6, 2, U16), (73, 4, U32), (2, 2, U16), (78, 4, U32)])
        .message(1, &[(START.into(), 4), (3000, 2), (3500, 4), (2600, 2), (2605, 4)])
        .message(1, &[(u64::from(START) + 1, 4), (3100, 2), (0xFFFF_FFFF, 4), (2600, 2), (0xFFFF_FFFF, 4)])
        .session(1, 0, START, 2);
    let reading = read(&data);
    assert_eq!(values(&session(&reading).streams.speed), [3.5, 3.1]);
    assert_eq!(values(&session(&reading).streams.altitude), [21.0, 20.0]);
}

#[test]
fn the_side_of_pedal_balance_is_known_or_not() {
    let data = Data::new()
        .define(1, 20, &[(253, 4, U32), (30, 1, U8)])
        .message(1, &[(START.into(), 4), (0x80 | 52, 1)])
        .message(1, &[(u64::from(START) + 1, 4), (47, 1)])
        .session(2, 0, START, 2);
    let expected = [PedalBalance::Sided(LeftShare::new(48.0)), PedalBalance::Unsided(Percent::new(47.0))];
    assert_eq!(session(&read(&data)).streams.pedal_balance.values(), expected);
}

#[test]
fn a_power_phase_needs_both_its_ends() {
    let data = Data::new()
        .define(1, 20, &[(253, 4, U32), (69, 2, U8)])
        .message(1, &[(START.into(), 4), (240, 1), (150, 1)])
        .message(1, &[(u64::from(START) + 1, 4), (240, 1), (255, 1)])
        .session(2, 0, START, 2);
    let reading = read(&data);
    let phase = &session(&reading).streams.power_phase.left;
    assert_eq!(phase.len(), 1);
    assert_eq!((phase.values()[0].start.get(), phase.values()[0].end.get()), (337.5, 210.9375));
}

#[test]
fn compressed_speed_and_distance_accumulate() {
    // Speed 3 m/s in the low twelve bits, distance in sixteenths of a metre above.
    let packed = |distance: u64| distance << 12 | 300;
    let data = Data::new()
        .define(1, 20, &[(253, 4, U32), (8, 3, BYTE)])
        .message(1, &[(START.into(), 4), (packed(4000), 3)])
        .message(1, &[(u64::from(START) + 1, 4), (packed(48), 3)])
        .session(1, 0, START, 2);
    let reading = read(&data);
    assert_eq!(values(&session(&reading).streams.distance), [250.0, 259.0]);
    assert_eq!(values(&session(&reading).streams.speed), [3.0, 3.0]);
}

#[test]
fn records_without_a_session_become_one() {
    let data = Data::new().activity(1).timer(START, 0).records((0..30).map(|s| (START + s, 120, 80)));
    let data = data.timer(START + 10, 4).timer(START + 15, 0);
    let reading = read(&data);
    let session = session(&reading);
    assert!(has(&reading, NoticeCode::SessionRebuilt) && has(&reading, NoticeCode::NoTimerTime));
    assert_eq!((session.elapsed.get(), session.timer.get(), session.records), (29.0, 24.0, 30));
}

#[test]
fn a_session_without_records_is_kept() {
    let reading = read(&Data::new().activity(1).session(10, 20, START, 600));
    assert!(has(&reading, NoticeCode::SessionWithoutRecords));
    assert_eq!(session(&reading).timer.get(), 600.0);
}

#[test]
fn each_leg_of_a_multisport_activity_is_a_session_in_order_of_time() {
    let data = Data::new()
        .records((0..20).map(|s| (START + s, 120, 80)))
        .session(1, 0, START + 10, 9)
        .session(2, 0, START, 9);
    let reading = read(&data);
    let sessions = &reading.recording.as_ref().unwrap().sessions;
    let got: Vec<(&str, usize)> = sessions.iter().map(|s| (s.sport.name(), s.records)).collect();
    assert_eq!(got, [("cycling", 10), ("running", 10)]);
    assert_eq!(times(&sessions[1].streams.heart_rate)[0], 0.0);
}

#[test]
fn time_that_goes_back_is_put_in_order() {
    let data =
        Data::new().records([(START, 1, 0), (START + 2, 3, 0), (START + 1, 2, 0)]).session(1, 0, START, 3);
    let reading = read(&data);
    assert!(has(&reading, NoticeCode::TimeWentBack));
    assert_eq!(values(&session(&reading).streams.heart_rate), [1.0, 2.0, 3.0]);
}

#[test]
fn a_second_that_repeats_loses_no_sample() {
    let data = Data::new().records([(START, 1, 0), (START, 2, 0), (START + 1, 3, 0)]).session(1, 0, START, 2);
    let reading = read(&data);
    assert!(has(&reading, NoticeCode::RepeatedTime));
    let stream = &session(&reading).streams.heart_rate;
    assert_eq!((values(stream), times(stream)), (vec![1.0, 2.0, 3.0], vec![0.0, 0.5, 1.0]));
}

#[test]
fn a_clock_that_stands_still_gives_one_sample() {
    let data = Data::new().records((0..50).map(|s| (START, s, 0))).session(1, 0, START, 2);
    let reading = read(&data);
    assert_eq!(values(&session(&reading).streams.heart_rate), [49.0]);
    assert_eq!(session(&reading).records, 50);
}

#[test]
fn a_record_of_another_year_is_counted_and_not_used() {
    let data = Data::new()
        .records([(START, 100, 0), (START + 90_000_000, 100, 0), (5, 100, 0), (START + 1, 100, 0)])
        .session(1, 0, START, 2);
    let reading = read(&data);
    assert!(has(&reading, NoticeCode::ImplausibleTime));
    assert_eq!((session(&reading).records, session(&reading).streams.heart_rate.len()), (4, 2));
}

#[test]
fn an_undated_file_is_dated_by_its_local_time() {
    let data = Data::new()
        .records([(500, 100, 80), (501, 100, 80)])
        .session(1, 0, 500, 2)
        .local_time(502, START + 502);
    let reading = read(&data);
    assert!(has(&reading, NoticeCode::ImplausibleTime));
    assert_eq!(session(&reading).clock.local().to_string(), "2026-03-02T07:08:20");
    assert_eq!(times(&session(&reading).streams.heart_rate), [0.0, 1.0]);
}

#[test]
fn an_undated_file_without_any_date_is_rejected_and_never_of_1990() {
    let reading = read(&Data::new().activity(1).records([(500, 100, 80)]).session(1, 0, 500, 2));
    assert!(
        matches!(reading.status, Status::Rejected { ref reason, .. } if reason.contains("when the activity was"))
    );
}

#[test]
fn local_time_comes_from_the_file_then_from_the_user_then_from_utc() {
    let data = Data::new().records([(START, 100, 80)]).session(1, 0, START, 1);
    let zone = jiff::tz::TimeZone::get("Asia/Kathmandu").unwrap();
    let given = read_bytes("a.fit", &data.file(), &Options { time_zone: Some(zone.clone()) });
    assert_eq!(session(&given).clock.offset.seconds(), 20_700);
    assert_eq!(session(&given).clock.source, OffsetSource::Given);
    let none = read(&data);
    assert!(has(&none, NoticeCode::NoLocalTime));
    let stated = data.clone().local_time(START, START - 5 * 3600 + 3);
    let stated = read_bytes("a.fit", &stated.file(), &Options { time_zone: Some(zone) });
    assert_eq!(session(&stated).clock.offset.seconds(), -5 * 3600);
    let absurd = read(&data.local_time(START, START + 40 * 3600));
    assert!(has(&absurd, NoticeCode::NoLocalTime));
}

#[test]
fn pauses_are_gaps_and_the_stated_timer_time_counts() {
    let data = Data::new()
        .timer(START, 0)
        .records((0..10).chain(40..50).map(|s| (START + s, 100, 80)))
        .timer(START + 10, 4)
        .timer(START + 40, 0)
        .timer(START + 50, 4)
        .define(2, 18, &[(2, 4, U32), (7, 4, U32), (8, 4, U32), (5, 1, ENUM)])
        .message(2, &[(START.into(), 4), (50_000, 4), (20_000, 4), (1, 1)]);
    let reading = read(&data);
    let session = session(&reading);
    assert_eq!(
        session.pauses.iter().map(|p| (p.start.get(), p.end.get())).collect::<Vec<_>>(),
        [(10.0, 40.0)]
    );
    assert_eq!((session.timer.get(), session.elapsed.get()), (20.0, 50.0));
    assert_eq!(session.streams.heart_rate.gaps().len(), 1);
}

#[test]
fn totals_that_disagree_grossly_are_said() {
    let data = Data::new().records((0..600).map(|s| (START + s, 100, 80))).session(1, 0, START, 100);
    assert!(has(&read(&data), NoticeCode::TotalsDisagree));
}

#[test]
fn distance_that_counts_on_through_a_multisport_activity_starts_at_zero() {
    let record = |data: Data, at: u32, cm: u64| data.message(1, &[(u64::from(START + at), 4), (cm, 4)]);
    let data = Data::new().define(1, 20, &[(253, 4, U32), (5, 4, U32)]);
    let data = record(record(record(record(data, 0, 0), 9, 50_000), 20, 50_100), 29, 90_000);
    let reading = read(&data.session(2, 0, START, 10).session(1, 0, START + 20, 10));
    let second = &reading.recording.as_ref().unwrap().sessions[1];
    assert_eq!(values(&second.streams.distance), [1.0, 400.0]);
    assert_eq!(second.distance.map(|metres| metres.get()), Some(400.0));
}

#[test]
fn pool_lengths_say_what_was_drill() {
    let length = |data: Data, at: u32, stroke: u64, kind: u64| {
        data.message(6, &[(u64::from(START + at), 4), (30_000, 4), (stroke, 1), (kind, 1), (12, 2)])
    };
    let data = Data::new().session(5, 17, START, 90).define(
        6,
        101,
        &[(2, 4, U32), (3, 4, U32), (7, 1, ENUM), (12, 1, ENUM), (5, 2, U16)],
    );
    let reading = read(&length(length(length(data, 0, 0, 1), 30, 4, 1), 60, 255, 0));
    let kinds: Vec<LengthKind> = session(&reading).lengths.iter().map(|length| length.kind).collect();
    assert_eq!(kinds, [LengthKind::Swum, LengthKind::Drill, LengthKind::Idle]);
    assert_eq!(session(&reading).lengths[1].strokes, Some(12));
}

#[test]
fn sets_keep_the_guesses_and_their_step() {
    let data = Data::new()
        .session(10, 20, START, 600)
        .define(
            6,
            225,
            &[
                (254, 4, U32),
                (6, 4, U32),
                (0, 4, U32),
                (3, 2, U16),
                (4, 2, U16),
                (5, 1, U8),
                (7, 4, U16),
                (8, 4, U16),
                (11, 2, U16),
            ],
        )
        .message(
            6,
            &[
                (u64::from(START) + 40, 4),
                (u64::from(START) + 10, 4),
                (30_000, 4),
                (8, 2),
                (160, 2),
                (1, 1),
                (28, 2),
                (0xFFFF, 2),
                (42, 2),
                (0xFFFF, 2),
                (3, 2),
            ],
        );
    let reading = read(&data);
    let set = &session(&reading).sets[0];
    assert_eq!((set.start.get(), set.duration.get(), set.kind), (10.0, 30.0, SetKind::Active));
    assert_eq!((set.repetitions, set.weight_kg, set.step), (Some(8), Some(10.0), Some(3)));
    assert_eq!(set.guesses.iter().map(|g| (g.category, g.name)).collect::<Vec<_>>(), [(28, Some(42))]);
}

#[test]
fn workout_steps_take_their_names_from_exercise_titles() {
    let data = Data::new()
        .session(10, 20, START, 600)
        .define(6, 27, &[(254, 2, U16), (1, 1, ENUM), (2, 4, U32), (10, 2, U16), (11, 2, U16)])
        .message(6, &[(0, 2), (29, 1), (12, 4), (28, 2), (42, 2)])
        .message(6, &[(1, 2), (1, 1), (2000, 4), (0xFFFF, 2), (0xFFFF, 2)])
        .define(7, 264, &[(0, 2, U16), (1, 2, U16), (2, 12, TEXT)])
        .message(7, &[(28, 2), (42, 2)])
        .raw(b"One leg\0\0\0\0\0");
    let reading = read(&data);
    let workout = reading.recording.unwrap().workout.unwrap();
    assert_eq!(workout.steps[0].name, "One leg");
    assert_eq!(workout.steps[0].duration, StepDuration::Reps(12));
    assert_eq!(workout.steps[1].duration, StepDuration::Distance(crate::units::Metres::new(20.0)));
}

#[test]
fn rider_positions_are_kept_in_order() {
    let data = Data::new()
        .session(2, 0, START, 100)
        .define(6, 21, &[(253, 4, U32), (0, 1, ENUM), (1, 1, ENUM), (3, 4, U32)])
        .message(6, &[(u64::from(START) + 20, 4), (44, 1), (3, 1), (1, 4)])
        .message(6, &[(u64::from(START) + 30, 4), (44, 1), (3, 1), (0, 4)]);
    let reading = read(&data);
    assert_eq!(
        session(&reading).positions.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
        [Elapsed::new(20.0), Elapsed::new(30.0)]
    );
}

fn developer_records(data: Data, size: u8) -> Data {
    data.define_with(1, 20, &[(253, 4, U32)], &[(3, size, 0)])
        .message(1, &[(START.into(), 4), (240, size)])
        .message(1, &[(u64::from(START) + 1, 4), (250, size)])
}

#[test]
fn a_developer_field_that_is_described_late_still_counts() {
    let data = developer_records(Data::new(), 2)
        .describe(0, 3, U16, "Ground Time", "Milliseconds", 41)
        .session(1, 0, START, 2);
    let reading = read(&data);
    assert_eq!(values(&session(&reading).streams.stance_time), [240.0, 250.0]);
    assert!(!has(&reading, NoticeCode::DeveloperFieldUndescribed));
}

#[test]
fn a_developer_field_without_a_description_or_of_another_size_is_left_out() {
    let reading = read(&developer_records(Data::new(), 2).session(1, 0, START, 2));
    assert!(has(&reading, NoticeCode::DeveloperFieldUndescribed));
    assert_eq!(session(&reading).records, 2);
    let described = Data::new().describe(0, 3, U32, "Ground Time", "Milliseconds", 41);
    let reading = read(&developer_records(described, 2).session(1, 0, START, 2));
    assert!(has(&reading, NoticeCode::DeveloperFieldMismatch));
    assert!(session(&reading).streams.stance_time.is_empty());
}

#[test]
fn contact_time_of_one_foot_comes_from_developer_fields() {
    let described = Data::new().describe(0, 3, U16, "Contact Time Left", "ms", 255);
    let reading = read(&developer_records(described, 2).session(1, 0, START, 2));
    assert_eq!(values(&session(&reading).streams.foot_contact.left), [240.0, 250.0]);
}

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
    let ground = seen[1].fields.iter().find(|field| field.developer).unwrap();
    assert_eq!((ground.name.as_str(), ground.value.as_str()), ("Ground Time", "240"));
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
