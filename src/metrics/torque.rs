//! Torque effectiveness and pedal smoothness of each leg.

use super::infer::Claim;
use super::meter::{Meter, meter, standing};
use super::sieve::Sieve;
use super::{Doc, Evidence, Measure, Missing, Settings};
use crate::model::{Session, Stream};
use crate::units::{Leg, Percent, Unit};

/// Median torque effectiveness: `(P+ + P-) / P+`, %.
#[must_use]
pub fn effectiveness(session: &Session, leg: Leg, settings: &Settings) -> Measure {
    let field = match leg {
        Leg::Left => "record.left_torque_effectiveness",
        Leg::Right => "record.right_torque_effectiveness",
    };
    per_leg(session, session.streams.torque_effectiveness.of(leg), leg, field, settings)
}

/// Median pedal smoothness: mean power over greatest power of a turn, %.
#[must_use]
pub fn smoothness(session: &Session, leg: Leg, settings: &Settings) -> Measure {
    let field = match leg {
        Leg::Left => "record.left_pedal_smoothness",
        Leg::Right => "record.right_pedal_smoothness",
    };
    per_leg(session, session.streams.pedal_smoothness.of(leg), leg, field, settings)
}

fn per_leg(
    session: &Session,
    stream: &Stream<Percent>,
    leg: Leg,
    field: &'static str,
    settings: &Settings,
) -> Measure {
    let kind = meter(session);
    if kind == Meter::OneSided(leg.other()) {
        return Measure::Missing(Missing::WrongSensor);
    }
    if stream.is_empty() {
        return Measure::Missing(if kind == Meter::Spider {
            Missing::WrongSensor
        } else {
            Missing::NotRecorded
        });
    }
    if kind == Meter::Spider {
        return Measure::Missing(Missing::NotMeasured);
    }
    let streams = &session.streams;
    let sieve = Sieve::new(stream)
        .drop("coasting (cadence below the pedalling threshold)", |at, _| {
            streams.crank_rate.at_time(at).is_some_and(|rate| rate.get() < settings.pedalling_from)
        })
        .drop("no power", |at, _| streams.power.at_time(at).is_some_and(|watts| watts.get() <= 0.0))
        .drop("zero (nothing measured)", |_, value| value.get() <= 0.0)
        .drop("standing", |at, _| standing(session, at) == Some(true));
    if sieve.kept().is_empty() {
        return Measure::Missing(Missing::NotMeasured);
    }
    let rule = "median over time of the seconds pedalled with power, seated where the position is known";
    let ledger = sieve.ledger(field, rule);
    Claim::new(Unit::Percent, ledger, settings).median(&sieve.samples(Percent::get))
}

const SENSOR: &str = "Power pedals or cranks that measure each leg, over ANT+ (not sent over Bluetooth).";
const DROPPED: &str =
    "Coasting (below 30 rpm); no power; zeros; standing, where known. A spider's constant is not measured.";

/// What `explain` says of torque effectiveness.
pub const EFFECTIVENESS_DOC: Doc = Doc {
    title: "Torque effectiveness",
    formula: "Median over time of (P+ + P-) / P+, %: the positive power less what pushes back, over the positive power.",
    dropped: DROPPED,
    evidence: Evidence::Medium,
    source: "Garmin: typically 60 to 100 %. In public rides medians were 48 to 91 %.",
    sensor: SENSOR,
    limits: "Says that back-torque shrank, not where on the circle. A higher value is not shown to be better.",
};

/// What `explain` says of pedal smoothness.
pub const SMOOTHNESS_DOC: Doc = Doc {
    title: "Pedal smoothness",
    formula: "Median over time of mean power over greatest power of a turn, %.",
    dropped: DROPPED,
    evidence: Evidence::Low,
    source: "Garmin, Favero for the definition. In public rides per-leg medians were 14 to 27 %.",
    sensor: SENSOR,
    limits: "It moves with power: in 17 of 18 public rides it rose with it. A higher value is not shown to be better.",
};

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{ride_session, stream};
    use crate::units::Watts;

    fn percent(value: impl Fn(f64) -> f64) -> Stream<Percent> {
        stream(600, |t| Percent::new(value(t)))
    }

    #[test]
    fn torque_effectiveness_at_no_power_does_not_count() {
        let mut ride = ride_session(600);
        ride.streams.power = stream(600, |t| Watts::new(if t < 200.0 { 0.0 } else { 150.0 }));
        ride.streams.torque_effectiveness.left = percent(|t| if t < 200.0 { 99.0 } else { 70.0 + t % 3.0 });
        ride.streams.torque_effectiveness.right = percent(|t| 64.0 + t % 5.0);
        let settings = Settings::default();
        let found = effectiveness(&ride, Leg::Left, &settings).known().unwrap().clone();
        assert_eq!((found.value, found.n), (71.0, 400));
        assert_eq!(effectiveness(&ride, Leg::Right, &settings).known().unwrap().value, 66.0);
        assert_eq!(smoothness(&ride, Leg::Left, &settings), Measure::Missing(Missing::NotRecorded));
    }

    #[test]
    fn spider_meter_te_100_is_not_measured() {
        let mut ride = ride_session(600);
        ride.streams.torque_effectiveness.left = percent(|_| 100.0);
        ride.streams.torque_effectiveness.right = percent(|_| 100.0);
        ride.streams.pedal_smoothness.left = percent(|_| 50.0);
        let settings = Settings::default();
        assert_eq!(effectiveness(&ride, Leg::Left, &settings), Measure::Missing(Missing::NotMeasured));
        assert_eq!(smoothness(&ride, Leg::Left, &settings), Measure::Missing(Missing::NotMeasured));
    }

    #[test]
    fn left_only_meter_says_nothing_of_the_right() {
        let mut ride = ride_session(600);
        ride.streams.torque_effectiveness.left = percent(|t| 70.0 + t % 3.0);
        ride.streams.torque_effectiveness.right = percent(|_| 0.0);
        let right = effectiveness(&ride, Leg::Right, &Settings::default());
        assert_eq!(right, Measure::Missing(Missing::WrongSensor));
    }

    #[test]
    fn pedal_smoothness_at_no_power_does_not_count() {
        let mut ride = ride_session(600);
        ride.streams.power = stream(600, |t| Watts::new(if t < 200.0 { 0.0 } else { 150.0 }));
        for leg in [&mut ride.streams.pedal_smoothness.left, &mut ride.streams.pedal_smoothness.right] {
            *leg = percent(|t| if t < 200.0 { 77.0 } else { 20.0 + t % 5.0 });
        }
        let found = smoothness(&ride, Leg::Right, &Settings::default()).known().unwrap().clone();
        assert_eq!((found.value, found.n), (22.0, 400));
    }
}
