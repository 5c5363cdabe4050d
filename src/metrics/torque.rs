//! Torque effectiveness and pedal smoothness of each leg.

use super::infer::Claim;
use super::meter::{Meter, meter, standing};
use super::sieve::Sieve;
use super::{Measure, Missing, Settings};
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
