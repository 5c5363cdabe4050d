//! Power phase: where on the circle each leg's net pedal torque is positive. It never says which muscle.

use super::infer::Claim;
use super::meter::{Meter, meter, standing};
use super::sieve::Sieve;
use super::{Measure, Missing, Settings};
use crate::model::{Arc, Session, Stream};
use crate::signal::{circular_median, circular_quantile_offset, signed_turn, weighted_mean};
use crate::units::{Angle, Leg, Unit};

/// Bottom dead centre, degrees.
pub const BOTTOM: f64 = 180.0;
/// The end of the bottom sector of 150 to 210 degrees: torque that is positive until here was so through the whole
/// bottom of the stroke (domain handbook, section 2.4).
pub const THROUGH_BOTTOM: f64 = 210.0;

const RULE: &str =
    "of the seconds pedalled with power, seated where the position is known; angles from the top, clockwise";

/// The seconds of one leg's power phase that are judged.
///
/// # Errors
/// `WrongSensor` where the meter cannot know this leg, `NotRecorded` where it did not tell.
fn judged(
    session: &Session,
    phases: &Stream<Arc>,
    leg: Leg,
    settings: &Settings,
) -> Result<Sieve<Arc>, Missing> {
    let kind = meter(session);
    if kind == Meter::OneSided(leg.other()) || (phases.is_empty() && kind == Meter::Spider) {
        return Err(Missing::WrongSensor);
    }
    if phases.is_empty() {
        return Err(Missing::NotRecorded);
    }
    let streams = &session.streams;
    Ok(Sieve::new(phases)
        .drop("coasting (cadence below the pedalling threshold)", |at, _| {
            streams.crank_rate.at_time(at).is_some_and(|rate| rate.get() < settings.pedalling_from)
        })
        .drop("too little power", |at, _| {
            streams.power.at_time(at).is_some_and(|watts| watts.get() < settings.phase_power_from)
        })
        .drop("empty phase", |_, arc| arc.start == arc.end)
        .drop("standing", |at, _| standing(session, at) == Some(true)))
}

fn phases(session: &Session, leg: Leg, settings: &Settings) -> Result<Sieve<Arc>, Missing> {
    judged(session, session.streams.power_phase.of(leg), leg, settings)
}

/// Circular median of where positive torque starts, degrees in (-180, 180]: usually just before the top.
#[must_use]
pub fn start(session: &Session, leg: Leg, settings: &Settings) -> Measure {
    angle(session, leg, settings, |arc| arc.start, signed_turn)
}

/// Circular median of where positive torque ends, degrees in [0, 360): usually past the bottom.
#[must_use]
pub fn end(session: &Session, leg: Leg, settings: &Settings) -> Measure {
    angle(session, leg, settings, |arc| arc.end, |angle| angle)
}

fn angle(
    session: &Session,
    leg: Leg,
    settings: &Settings,
    read: fn(Arc) -> Angle,
    wrap: fn(f64) -> f64,
) -> Measure {
    match phases(session, leg, settings) {
        Ok(sieve) => {
            let ledger = sieve.ledger(field(leg), format!("circular median {RULE}"));
            let samples = sieve.samples(|arc| read(arc).get());
            Claim::new(Unit::Degrees, ledger, settings).circular_median(&samples, wrap)
        }
        Err(missing) => Measure::Missing(missing),
    }
}

/// Share of the judged seconds whose power phase ends at `degrees` or later, %.
#[must_use]
pub fn past(session: &Session, leg: Leg, degrees: f64, settings: &Settings) -> Measure {
    match phases(session, leg, settings) {
        Ok(sieve) => {
            let ledger =
                sieve.ledger(field(leg), format!("share {RULE}, whose phase ends at {degrees} or later"));
            let samples = sieve.samples(|arc| f64::from(u8::from(arc.end.get() >= degrees)));
            Claim::new(Unit::Percent, ledger, settings).share(&samples)
        }
        Err(missing) => Measure::Missing(missing),
    }
}

fn field(leg: Leg) -> &'static str {
    match leg {
        Leg::Left => "record.left_power_phase",
        Leg::Right => "record.right_power_phase",
    }
}

/// One leg's power phase over a ride.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Phase {
    /// Circular medians of start and end.
    pub median: Arc,
    /// 10th and 90th percentile of the start, signed degrees around its median.
    pub start_spread: (f64, f64),
    /// 10th and 90th percentile of the end, signed degrees around its median.
    pub end_spread: (f64, f64),
    /// Circular medians of the peak power phase, where recorded.
    pub peak: Option<Arc>,
    /// Share of the judged seconds that end at 180 degrees or later, %.
    pub past_180: f64,
    /// Share of the judged seconds that end at 210 degrees or later, %.
    pub past_210: f64,
    /// Seconds judged.
    pub seconds: f64,
}

/// One leg's power phase over a ride.
///
/// # Errors
/// The reason why there is none, as for [`end`].
pub fn phase(session: &Session, leg: Leg, settings: &Settings) -> Result<Phase, Missing> {
    let sieve = phases(session, leg, settings)?;
    let whole = sieve.samples(|arc| arc.end.get());
    if whole.seconds < settings.min_seconds {
        return Err(Missing::TooFewSamples);
    }
    let (ends, weights) = (whole.all(), whole.all_weights());
    let starts = sieve.samples(|arc| arc.start.get()).all();
    let middle = |angles: &[f64]| circular_median(angles).ok_or(Missing::TooFewSamples);
    let spread = |angles: &[f64], middle: f64| {
        let at = |p: f64| circular_quantile_offset(angles, middle, p).unwrap_or_default();
        (at(0.1), at(0.9))
    };
    let past = |degrees: f64| {
        let flags: Vec<f64> = ends.iter().map(|end| if *end >= degrees { 100.0 } else { 0.0 }).collect();
        weighted_mean(&flags, &weights).unwrap_or_default()
    };
    let (start, end) = (middle(&starts)?, middle(&ends)?);
    let peak =
        judged(session, session.streams.power_phase_peak.of(leg), leg, settings).ok().and_then(|sieve| {
            let start = circular_median(&sieve.samples(|arc| arc.start.get()).all())?;
            let end = circular_median(&sieve.samples(|arc| arc.end.get()).all())?;
            Some(Arc { start: Angle::new(start), end: Angle::new(end) })
        });
    Ok(Phase {
        median: Arc { start: Angle::new(start), end: Angle::new(end) },
        start_spread: spread(&starts, start),
        end_spread: spread(&ends, end),
        peak,
        past_180: past(BOTTOM),
        past_210: past(THROUGH_BOTTOM),
        seconds: whole.seconds,
    })
}
