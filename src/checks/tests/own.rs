//! A ride against the rider's own earlier ones, and running beside riding.

use super::*;
use crate::metrics::testkit::{ride_session, stream};
use crate::model::Arc;
use crate::units::Angle;

/// A quarter of an hour at 180 W and 90 rpm whose power phases end here; a leg without an end has no pedal that tells.
fn ride(week: i64, left: f64, right: Option<f64>) -> Made {
    let mut ride = made(day(week, 0), Sport::Cycling, 15.0);
    ride.session.streams = ride_session(900).streams;
    let phase = |end: f64| stream(900, |_| Arc { start: Angle::new(350.0), end: Angle::new(end) });
    let end = |leg: Leg, end: f64| {
        (
            MetricId::PowerPhaseEnd(leg),
            known(end, MetricId::PowerPhaseEnd(leg), 40.0, Some((end - 3.0, end + 3.0))),
        )
    };
    ride.session.streams.power_phase.left = phase(left);
    ride.measures.extend([end(Leg::Left, left)]);
    if let Some(right) = right {
        ride.session.streams.power_phase.right = phase(right);
        ride.measures.extend([end(Leg::Right, right)]);
    }
    ride
}

#[test]
fn the_latest_ride_is_held_against_the_riders_own_at_like_power_and_cadence() {
    let plan = Plan::clinic();
    let mut rides: Vec<Made> = (1..=4).map(|week| ride(week, 200.0, Some(204.0))).collect();
    rides.push(ride(5, 203.0, Some(203.0)));
    assert_snapshot!(say(CheckId::BikePullThrough, &plan, &rides), @"advisory: Positive torque (medians of 5 rides) to 200° on the left and to 204° on the right. The bottom of the stroke ends at 210°: less than that is no fault. The latest, on 2026-03-30, against 4 rides before it at like power and cadence: the left ends 3° later and the right ends 1° earlier; less than 10° is taken for noise of mounting and calibration. This is net torque at the pedal: it does not show which muscle.");
    rides.push(ride(6, 214.0, None));
    assert_snapshot!(say(CheckId::BikePullThrough, &plan, &rides), @"advisory: Positive torque (medians of 6 rides) to 200° on the left and to 204° on the right. The bottom of the stroke ends at 210°: less than that is no fault. The latest, on 2026-04-06, against 5 rides before it at like power and cadence: the left ends 14° later; 10° or more is beyond what is taken for noise of mounting and calibration; the cause is not inferred. This is net torque at the pedal: it does not show which muscle.");
}

#[test]
fn two_earlier_rides_and_rides_in_a_race_window_are_no_baseline() {
    let mut rides: Vec<Made> = (1..=3).map(|week| ride(week, 200.0, None)).collect();
    let none = "There is no comparison with your own earlier rides yet: it takes 3 at like power and cadence";
    assert!(say(CheckId::BikePullThrough, &Plan::clinic(), &rides).contains(none));
    rides.push(ride(4, 201.0, None));
    assert!(
        say(CheckId::BikePullThrough, &Plan::clinic(), &rides)
            .contains("2026-03-23, against 3 rides before it")
    );
    let raced = Plan::clinic().with_races(&[Race { day: day(2, 0), name: String::new() }]);
    assert!(say(CheckId::BikePullThrough, &raced, &rides).contains(none));
}

#[test]
fn a_change_just_below_the_noise_is_not_rounded_into_a_contradiction() {
    let mut rides: Vec<Made> = (1..=3).map(|week| ride(week, 200.0, None)).collect();
    rides.push(ride(4, 209.7, None));
    let said = say(CheckId::BikePullThrough, &Plan::clinic(), &rides);
    assert!(said.contains("the left ends 9.7° later; less than 10°"), "{said}");
}

#[test]
fn a_ride_at_another_power_is_no_baseline() {
    let mut rides: Vec<Made> = (1..=4).map(|week| ride(week, 200.0, None)).collect();
    for hard in &mut rides[..3] {
        hard.session.streams.power = stream(900, |_| crate::units::Watts::new(320.0));
    }
    assert!(say(CheckId::BikePullThrough, &Plan::clinic(), &rides).contains("There is no comparison"));
}

/// Runs and rides, a week apart, with these left shares.
fn both(stances: &[f64], pedals: &[f64]) -> Vec<Made> {
    let with = |week: i64, sport: Sport, metric: MetricId, share: f64| {
        made(day(week, 0), sport, 30.0)
            .with(metric, known(share, metric, 40.0, Some((share - 0.4, share + 0.4))))
    };
    let runs = (1_i64..)
        .zip(stances)
        .map(|(week, share)| with(week, Sport::Running, MetricId::StanceBalance, *share));
    let rides =
        (1_i64..).zip(pedals).map(|(week, share)| with(week, Sport::Cycling, MetricId::PedalBalance, *share));
    runs.chain(rides).collect()
}

fn beside(stances: &[f64], pedals: &[f64]) -> String {
    let said = say(CheckId::RunStanceBalance, &Plan::clinic(), &both(stances, pedals));
    said.split_once(" beyond.").map_or(said.clone(), |(_, rest)| rest.trim().to_owned())
}

#[test]
fn the_short_contact_leg_stands_beside_the_weaker_pedal_leg_with_its_uncertainty() {
    assert_snapshot!(beside(&[48.8, 49.0, 48.9], &[47.4, 47.6, 47.5, 47.8]), @r#"Beside the left share of pedal power, 47.6 % (95 % interval 47.3 to 47.8), the mean over 4 rides: the left leg has the smaller share of both. No cause is inferred."#);
    assert_snapshot!(beside(&[51.2, 51.0, 51.1], &[47.4, 47.6, 47.5]), @r#"Beside the left share of pedal power, 47.5 % (95 % interval 47.3 to 47.7), the mean over 3 rides: the right leg has the smaller share of contact time, the left leg that of power. No cause is inferred."#);
    assert_snapshot!(beside(&[50.2, 49.9, 50.0], &[47.4, 47.6, 47.5]), @r#"Beside the left share of pedal power, 47.5 % (95 % interval 47.3 to 47.7), the mean over 3 rides: the left leg has the smaller share of power; that of contact time cannot be told from an even split. No cause is inferred."#);
    assert_snapshot!(beside(&[50.2, 49.9, 50.0], &[50.1, 49.8, 50.0]), @r#"Beside the left share of pedal power, 50.0 % (95 % interval 49.6 to 50.3), the mean over 3 rides: neither share can be told from an even split. No cause is inferred."#);
}

#[test]
fn why_the_legs_cannot_be_set_side_by_side_is_said() {
    assert_snapshot!(beside(&[48.8, 49.0, 48.9], &[47.4]), @r#"It cannot be set beside pedal power: that takes 3 runs and 3 rides with an interval outside race windows, and there are 3 and 1."#);
    let mut unsided = both(&[48.8, 49.0, 48.9], &[]);
    unsided.push(
        made(day(1, 1), Sport::Cycling, 30.0)
            .with(MetricId::PedalBalance, Measure::Missing(Missing::SideUnknown)),
    );
    let said = say(CheckId::RunStanceBalance, &Plan::clinic(), &unsided);
    assert!(said.ends_with("there are 3 and 0 (recorded without saying which side in 1 ride)."), "{said}");
    // A runner without a strap, with two-sided pedals.
    let mut strapless = both(&[], &[47.4, 47.6, 47.5]);
    strapless.push(
        made(day(1, 1), Sport::Running, 30.0)
            .with(MetricId::StanceBalance, Measure::Missing(Missing::NotRecorded)),
    );
    assert_snapshot!(say(CheckId::RunStanceBalance, &Plan::clinic(), &strapless), @"unknown: It cannot be told: not recorded in 1 run. It takes a chest strap or a pod that measures running dynamics. It cannot be set beside pedal power: that takes 3 runs and 3 rides with an interval outside race windows, and there are 0 and 3.");
}

#[test]
fn a_runner_who_does_not_ride_is_told_nothing_of_pedals() {
    let said = say(CheckId::RunStanceBalance, &Plan::clinic(), &both(&[48.8, 49.0, 48.9], &[]));
    assert!(!said.contains("pedal"), "{said}");
}
