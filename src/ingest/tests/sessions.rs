//! What becomes of sessions, their times and their parts.

use super::*;
use crate::ingest::fixture::*;
use crate::model::*;
use crate::units::*;

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
fn a_record_of_another_year_is_counted_and_not_used() {
    let data = Data::new()
        .records([(START, 100, 0), (START + 90_000_000, 100, 0), (5, 100, 0), (START + 1, 100, 0)])
        .session(1, 0, START, 2);
    let reading = read(&data);
    assert!(has(&reading, NoticeCode::ImplausibleTime));
    assert_eq!((session(&reading).records, session(&reading).streams.heart_rate.len()), (4, 2));
}

#[test]
fn a_session_far_from_all_its_records_starts_with_them() {
    let data =
        Data::new().records((0..20).map(|s| (START + s, 100, 0))).session(1, 0, START + 90_000_000, 20);
    let reading = read(&data);
    assert!(has(&reading, NoticeCode::ImplausibleTime));
    assert_eq!(session(&reading).streams.heart_rate.len(), 20);
    assert_eq!(session(&reading).timer.get(), 20.0);
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
    let correlated = data.clone().define(6, 162, &[(253, 4, U32), (3, 4, U32)]);
    let correlated = read(&correlated.message(6, &[(START.into(), 4), (u64::from(START) + 7200, 4)]));
    assert_eq!(session(&correlated).clock.offset.seconds(), 7200);
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
fn a_pause_at_the_end_takes_nothing_off_what_was_recorded() {
    // Stopped after 350 s and saved after 600: the timer and the records agree.
    let data =
        Data::new().records((0..350).map(|s| (START + s, 100, 80))).timer(START, 0).timer(START + 350, 4);
    let data = data
        .define(2, 18, &[(2, 4, U32), (7, 4, U32), (8, 4, U32), (5, 1, ENUM)])
        .message(2, &[(START.into(), 4), (600_000, 4), (350_000, 4), (1, 1)]);
    let reading = read(&data);
    assert_eq!(session(&reading).pauses.len(), 1);
    assert!(!has(&reading, NoticeCode::TotalsDisagree), "{:?}", reading.notices);
}

#[test]
fn a_stop_belongs_to_the_session_whose_records_it_stops() {
    // The first session is saved late, after the second has begun.
    let data = Data::new()
        .records((0..20).chain(30..60).map(|s| (START + s, 100, 80)))
        .timer(START + 20, 4)
        .timer(START + 30, 0)
        .timer(START + 40, 4)
        .timer(START + 45, 0)
        .session(1, 0, START, 50)
        .session(2, 0, START + 30, 30);
    let reading = read(&data);
    let pauses = |index: usize| {
        let session = &reading.recording.as_ref().unwrap().sessions[index];
        session.pauses.iter().map(|pause| (pause.start.get(), pause.end.get())).collect::<Vec<_>>()
    };
    assert_eq!((pauses(0), pauses(1)), (vec![(20.0, 50.0)], vec![(10.0, 15.0)]));
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

#[test]
fn the_fraction_of_a_sessions_own_cadence_is_not_lost() {
    let data = Data::new()
        .records([(START, 140, 83)])
        .define(2, 18, &[(2, 4, U32), (7, 4, U32), (8, 4, U32), (5, 1, ENUM), (18, 1, U8), (92, 1, U8)])
        .message(2, &[(START.into(), 4), (1000, 4), (1000, 4), (1, 1), (83, 1), (64, 1)]);
    assert_eq!(session(&read(&data)).stated.step_rate.map(StepRate::get), Some(167.0));
}

#[test]
fn a_lap_of_ten_seconds_stays_ten_seconds_under_smart_recording() {
    let lap = |data: Data, at: u32, seconds: u64| {
        data.message(
            6,
            &[
                (u64::from(START + at) + seconds, 4),
                (u64::from(START + at), 4),
                (seconds * 1000, 4),
                (seconds * 1000, 4),
            ],
        )
    };
    let data = Data::new().records((0..60).step_by(7).map(|s| (START + s, 140, 83))).define(
        6,
        19,
        &[(253, 4, U32), (2, 4, U32), (7, 4, U32), (8, 4, U32)],
    );
    let reading = read(&lap(lap(lap(data, 0, 20), 20, 10), 30, 30).session(1, 0, START, 60));
    let laps = &session(&reading).laps;
    assert_eq!(laps.len(), 3);
    assert_eq!((laps[1].span.start.get(), laps[1].span.end.get(), laps[1].timer.get()), (20.0, 30.0, 10.0));
}
