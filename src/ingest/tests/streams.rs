//! What becomes of values and their times.

use super::*;
use crate::ingest::fixture::*;
use crate::model::*;
use crate::units::*;

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
fn distance_that_counts_on_through_a_multisport_activity_starts_at_zero() {
    let record = |data: Data, at: u32, cm: u64| data.message(1, &[(u64::from(START + at), 4), (cm, 4)]);
    let data = Data::new().define(1, 20, &[(253, 4, U32), (5, 4, U32)]);
    let data = record(record(record(record(data, 0, 0), 9, 50_000), 20, 50_100), 29, 90_000);
    let reading = read(&data.session(2, 0, START, 10).session(1, 0, START + 20, 10));
    let second = &reading.recording.as_ref().unwrap().sessions[1];
    assert_eq!(values(&second.streams.distance), [1.0, 400.0]);
    assert_eq!(second.distance.map(Metres::get), Some(400.0));
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
fn each_field_of_running_form_has_its_own_scale_and_the_balance_is_the_left_share() {
    // 41 contact time, 84 balance, 40 contact as a share of the step, 39 oscillation, 83 ratio, 85 step length.
    let data = Data::new()
        .define(
            1,
            20,
            &[
                (253, 4, U32),
                (41, 2, U16),
                (84, 2, U16),
                (40, 2, U16),
                (39, 2, U16),
                (83, 2, U16),
                (85, 2, U16),
            ],
        )
        .message(1, &[(START.into(), 4), (2413, 2), (5130, 2), (3725, 2), (812, 2), (745, 2), (10_896, 2)])
        .session(1, 0, START, 1);
    let reading = read(&data);
    let streams = &session(&reading).streams;
    assert_eq!(values(&streams.stance_time), [241.3]);
    assert_eq!(streams.stance_balance.values(), [LeftShare::new(51.3)]);
    assert_eq!(values(&streams.stance_percent), [37.25]);
    assert_eq!(values(&streams.vertical_oscillation), [81.2]);
    assert_eq!(values(&streams.vertical_ratio), [7.45]);
    assert_eq!(values(&streams.step_length), [1089.6]);
}

#[test]
fn torque_effectiveness_and_smoothness_count_in_half_per_cents() {
    let data = Data::new()
        .define(1, 20, &[(253, 4, U32), (43, 1, U8), (44, 1, U8), (45, 1, U8), (46, 1, U8), (47, 1, U8)])
        .message(1, &[(START.into(), 4), (151, 1), (140, 1), (43, 1), (44, 1), (101, 1)])
        .session(2, 0, START, 1);
    let reading = read(&data);
    let streams = &session(&reading).streams;
    assert_eq!(values(&streams.torque_effectiveness.left), [75.5]);
    assert_eq!(values(&streams.torque_effectiveness.right), [70.0]);
    assert_eq!(values(&streams.pedal_smoothness.left), [21.5]);
    assert_eq!(values(&streams.pedal_smoothness.right), [22.0]);
    assert_eq!(values(&streams.combined_smoothness), [50.5]);
}

#[test]
fn the_masks_of_record_and_session_balance_are_not_confused() {
    let stated = |balance: u64| {
        let data = Data::new()
            .define(1, 20, &[(253, 4, U32), (30, 1, U8)])
            .message(1, &[(START.into(), 4), (0x80 | 52, 1)])
            .message(1, &[(u64::from(START) + 1, 4), (0xFF, 1)])
            .define(2, 18, &[(2, 4, U32), (7, 4, U32), (8, 4, U32), (5, 1, ENUM), (37, 2, U16)])
            .message(2, &[(START.into(), 4), (2000, 4), (2000, 4), (2, 1), (balance, 2)]);
        let reading = read(&data);
        let session = session(&reading);
        assert_eq!(session.streams.pedal_balance.values(), [PedalBalance::Sided(LeftShare::new(48.0))]);
        session.stated.pedal_balance
    };
    // Hundredths in fourteen bits with the flag in the sixteenth, where a record has per cent in seven.
    assert_eq!(stated(0x8000 | 5200), Some(LeftShare::new(48.0)));
    assert_eq!(stated(5200), None);
    assert_eq!(stated(0xFFFF), None);
}

#[test]
fn one_leg_alone_is_a_number_and_no_word() {
    // 128 is "right pedal, 0 %" and 228 "right pedal, 100 %"; some decoders make the word `right` of the first.
    let data = Data::new()
        .define(1, 20, &[(253, 4, U32), (30, 1, U8)])
        .message(1, &[(START.into(), 4), (128, 1)])
        .message(1, &[(u64::from(START) + 1, 4), (228, 1)])
        .session(2, 0, START, 2);
    let expected = [PedalBalance::Sided(LeftShare::new(100.0)), PedalBalance::Sided(LeftShare::new(0.0))];
    assert_eq!(session(&read(&data)).streams.pedal_balance.values(), expected);
}

/// A session on foot of one speed, mm/s, and one cadence.
fn on_foot(speed: u64, cadence: u64) -> Reading {
    let data = Data::new().define(1, 20, &[(253, 4, U32), (6, 2, U16), (4, 1, U8)]);
    let record =
        |data: Data, at: u32| data.message(1, &[(u64::from(START + at), 4), (speed, 2), (cadence, 1)]);
    read(&(0..10).fold(data, record).session(1, 0, START, 10))
}

#[test]
fn a_walk_that_was_written_in_steps_is_not_doubled() {
    let steps = |reading: &Reading| session(reading).streams.step_rate.values()[0].get();
    let walk = on_foot(1400, 110);
    assert!(has(&walk, NoticeCode::CadenceAlreadySteps));
    assert_eq!(steps(&walk), 110.0);
    assert_eq!(
        (steps(&on_foot(1400, 55)), steps(&on_foot(3000, 83)), steps(&on_foot(4800, 104))),
        (110.0, 166.0, 208.0)
    );
}

#[test]
fn a_half_cadence_is_said_and_not_mended() {
    let half = on_foot(2800, 41);
    assert!(has(&half, NoticeCode::CadenceMayBeHalf));
    assert_eq!(session(&half).streams.step_rate.values()[0].get(), 82.0);
    assert!(!has(&on_foot(2800, 83), NoticeCode::CadenceMayBeHalf));
    assert!(!has(&on_foot(1300, 50), NoticeCode::CadenceMayBeHalf));
}
