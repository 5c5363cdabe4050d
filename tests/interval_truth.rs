//! The intervals hold what they promise, on sessions and athletes whose truth is known: the way from a recorded channel to
//! the interval that is claimed. The full table is that of `cargo run --release --example interval_truth`.

use clipstride::metrics::trend::{Point, trend};
use clipstride::metrics::{MetricId, Settings, measure};
use clipstride::model::{Clock, OffsetSource, Session, Sport, Stated, Stream, Streams, SubSport};
use clipstride::units::{Elapsed, LeftShare, StepRate, TimerTime};
use clipstride_simulator::noise::Memory;
use clipstride_simulator::rng::Rng;
use jiff::{Timestamp, ToSpan, civil::date, tz::Offset};

/// A run with a true left share of 50.6 % under noise that remembers, as straps write it, in hundredths.
fn run(rng: &mut Rng, seconds: u32, rho: f64) -> Session {
    let mut memory = Memory::new(rng, 0.6, rho);
    let at = |second: u32| Elapsed::new(f64::from(second));
    let shares = (0..seconds)
        .map(|second| (at(second), LeftShare::new(((50.6 + memory.step(rng)) * 100.0).round() / 100.0)));
    let steps = (0..seconds).map(|second| (at(second), StepRate::new(166.0)));
    Session {
        sport: Sport::Running,
        sub_sport: SubSport::Generic,
        name: String::new(),
        clock: Clock {
            start: Timestamp::from_second(1_772_434_800).expect("a time"),
            offset: Offset::UTC,
            source: OffsetSource::Recorded,
        },
        timer: TimerTime::new(f64::from(seconds)),
        elapsed: Elapsed::new(f64::from(seconds)),
        distance: None,
        laps: Vec::new(),
        lengths: Vec::new(),
        pool_length: None,
        sets: Vec::new(),
        pauses: Vec::new(),
        positions: Vec::new(),
        streams: Streams {
            stance_balance: Stream::new(shares.collect::<Vec<_>>(), &[]).expect("a stream"),
            step_rate: Stream::new(steps.collect::<Vec<_>>(), &[]).expect("a stream"),
            ..Streams::default()
        },
        stated: Stated::default(),
        records: seconds as usize,
        left_out: Vec::new(),
    }
}

#[test]
fn the_claimed_interval_of_a_session_covers_the_truth_from_rho_0_7_to_0_98_and_600_to_3600_s() {
    const SERIES: usize = 150;
    let mut rng = Rng::new(20_260_302);
    let (mut claims, mut covered) = (0_usize, 0_usize);
    // The last three are worth little more than twelve: few of them bear a claim, and so more are tried.
    for (seconds, rho, series) in [
        (600, 0.7, SERIES),
        (600, 0.9, SERIES),
        (1200, 0.95, SERIES),
        (1800, 0.8, SERIES),
        (1800, 0.97, SERIES),
        (3600, 0.98, SERIES),
        (600, 0.95, 3 * SERIES),
        (1200, 0.98, 6 * SERIES),
        (1800, 0.98, 2 * SERIES),
    ] {
        let (mut here, mut inside) = (0_usize, 0_usize);
        for _ in 0..series {
            let measures = measure(&run(&mut rng, seconds, rho), &[], &Settings::default());
            let estimate = measures[&MetricId::StanceBalance].known().expect("a balance");
            let Some((lo, hi)) = estimate.ci95() else { continue };
            assert!(estimate.n_eff.is_some_and(|n_eff| n_eff >= 12.0), "{estimate:?}");
            here += 1;
            inside += usize::from(lo <= 50.6 && 50.6 <= hi);
        }
        // Of 150 series 91 % is two and a half sampling errors below the 95 % and more that stand in the table.
        assert!(here > SERIES / 2, "{seconds} s, rho {rho}: {here} of {series} claimed");
        assert!(inside as f64 >= 0.91 * here as f64, "{seconds} s, rho {rho}: {inside} of {here}");
        claims += here;
        covered += inside;
    }
    let coverage = covered as f64 / claims as f64;
    assert!((0.91..=0.98).contains(&coverage), "{covered} of {claims}");
}

#[test]
fn a_session_worth_six_claims_no_interval() {
    let mut rng = Rng::new(7);
    let claimed = |rng: &mut Rng| {
        let measures = measure(&run(rng, 600, 0.98), &[], &Settings::default());
        measures[&MetricId::StanceBalance].known().is_some_and(|estimate| estimate.ci95().is_some())
    };
    let claims = (0..200).filter(|_| claimed(&mut rng)).count();
    assert!(claims <= 6, "{claims} of 200");
}

#[test]
fn the_interval_of_a_trend_covers_the_true_slope_under_day_effects() {
    let mut rng = Rng::new(11);
    let start = date(2026, 3, 2);
    let (mut tried, mut covered) = (0_usize, 0_usize);
    for sessions in [8, 9, 12, 24] {
        let (tried_before, covered_before) = (tried, covered);
        for _ in 0..800 {
            // Three sessions a week; a day effect of 0.5 points, and the error of a mean of half an hour.
            let points: Vec<Point> = (0..sessions)
                .map(|session: i64| {
                    let day = session * 7 / 3;
                    let value = 50.0 + 0.02 * day as f64 + rng.normal_of(0.0, 0.5) + rng.normal_of(0.0, 0.09);
                    Point { day: start.saturating_add(day.days()), value }
                })
                .collect();
            let found = trend(&points, &[], &Settings::default());
            let (lo, hi) = found.line.expect("a line").per_week_ci95;
            tried += 1;
            covered += usize::from(lo <= 0.14 && 0.14 <= hi);
        }
        // Of 800 series the sampling error is 0.8 points.
        let here = (covered - covered_before) as f64 / (tried - tried_before) as f64;
        assert!((0.92..=0.98).contains(&here), "{sessions} sessions: {here}");
    }
    let coverage = covered as f64 / tried as f64;
    assert!((0.92..=0.97).contains(&coverage), "{covered} of {tried}");
}
