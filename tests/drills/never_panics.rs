//! Whatever a stream holds, the search ends, and what it says makes sense.

use super::scoring::session;
use clipstride::drills::{self, Settings};
use clipstride_simulator::activity::{Activity, Lap, Record, Session};
use proptest::prelude::*;

fn records() -> impl Strategy<Value = Vec<Record>> {
    let one = (
        1_u32..12,
        proptest::option::weighted(0.9, 0.0..12.0_f64),
        -3.0..25.0_f64,
        proptest::option::weighted(0.8, 0.0..130.0_f64),
        proptest::option::weighted(0.5, 20.0..140.0_f64),
        proptest::option::weighted(0.5, 100.0..400.0_f64),
    );
    proptest::collection::vec(one, 0..250).prop_map(|rows| {
        let (mut at, mut metres) = (0.0, 0.0);
        rows.into_iter()
            .map(|(step, speed, more, cadence, vertical_oscillation, stance_time)| {
                at += if step > 9 { f64::from(step) * 5.0 } else { f64::from(step.min(2)) };
                metres += more;
                Record {
                    at,
                    speed,
                    distance: Some(metres),
                    cadence,
                    vertical_oscillation,
                    stance_time,
                    ..Record::default()
                }
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_records_and_laps_give_an_answer_that_makes_sense(
        records in records(),
        cuts in proptest::collection::vec(1.0..400.0_f64, 0..12),
        step in proptest::option::of(0_u16..4),
        pause in proptest::option::of((10.0..100.0_f64, 1.0..50.0_f64)),
    ) {
        let end = records.last().map_or(0.0, |record| record.at);
        let mut cuts = cuts;
        cuts.sort_by(f64::total_cmp);
        let mut start = 0.0;
        let mut laps = Vec::new();
        for cut in cuts {
            laps.push(Lap { start, end: cut, trigger: 0, step, ..Lap::default() });
            start = cut;
        }
        let pauses = pause.map(|(from, length)| (from, from + length)).into_iter().collect();
        let activity = Activity {
            start: 1_000_000_000,
            sessions: vec![Session { sport: 1, end, records, laps, pauses, ..Session::default() }],
            ..Activity::default()
        };
        let (session, workout) = session(&activity);
        let drills = drills::find(&session, workout.as_ref(), &Settings::default());
        for rep in &drills.reps {
            prop_assert!(rep.skip.is_some() || rep.stride.is_some());
            let lengths = rep.skip.iter().map(|skip| (skip.span, skip.metres));
            for (span, metres) in lengths.chain(rep.stride.iter().map(|stride| (stride.span, stride.metres))) {
                prop_assert!(span.start <= span.end);
                prop_assert!(metres.value.is_finite() && metres.lo.is_finite() && metres.hi.is_finite());
                prop_assert!(metres.lo <= metres.value && metres.value <= metres.hi, "{:?}", metres);
            }
        }
        prop_assert_eq!(drills::align(&session, &drills).len(), drills.reps.len());
    }
}
