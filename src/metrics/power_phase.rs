//! Power phase: where on the circle each leg's net pedal torque is positive. It never says which muscle.

use super::infer::{ANGLE_STEP, Claim};
use super::meter::{Meter, meter, standing};
use super::sieve::Sieve;
use super::{Doc, Evidence, Measure, Missing, Settings};
use crate::model::{Arc, Session, Stream};
use crate::signal::{grouped_circular_median, signed_turn, turns_from, weighted_mean, weighted_quantile};
use crate::units::{Angle, Leg, TimerTime, Unit};

/// Bottom dead centre, degrees.
pub const BOTTOM: f64 = 180.0;
/// The end of the bottom sector of 150 to 210 degrees: torque that is positive until here was so through the whole
/// bottom of the stroke (docs/sources.md, "Pull-through").
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

/// The judged arcs, each with its time and the seconds for which it stands.
pub(crate) fn judged_arcs(
    session: &Session,
    leg: Leg,
    settings: &Settings,
) -> Result<Stream<(Arc, TimerTime)>, Missing> {
    Ok(phases(session, leg, settings)?.kept().clone())
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
            let samples = sieve.samples(|arc| f64::from(u8::from(arc.reaches(Angle::new(degrees)))));
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
    /// Circular medians of start and end, weighted by time.
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
    let middle =
        |angles: &[f64]| grouped_circular_median(angles, &weights, ANGLE_STEP).ok_or(Missing::TooFewSamples);
    let spread = |angles: &[f64], middle: f64| {
        let turns = turns_from(angles, middle);
        let at = |p: f64| weighted_quantile(&turns, &weights, p).unwrap_or_default();
        (at(0.1), at(0.9))
    };
    let past = |degrees: f64| {
        let reaches = |arc: Arc| if arc.reaches(Angle::new(degrees)) { 100.0 } else { 0.0 };
        weighted_mean(&sieve.samples(reaches).all(), &weights).unwrap_or_default()
    };
    let (start, end) = (middle(&starts)?, middle(&ends)?);
    let peak =
        judged(session, session.streams.power_phase_peak.of(leg), leg, settings).ok().and_then(|sieve| {
            let median = |read: fn(Arc) -> Angle| {
                let samples = sieve.samples(|arc| read(arc).get());
                grouped_circular_median(&samples.all(), &samples.all_weights(), ANGLE_STEP).map(Angle::new)
            };
            Some(Arc { start: median(|arc| arc.start)?, end: median(|arc| arc.end)? })
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

const SENSOR: &str = "Power pedals with power phase over ANT+ (Garmin Rally or Vector, Favero Assioma). Not sent over \
                      Bluetooth: absence does not mean it was not done.";
const DROPPED: &str =
    "Coasting (below 30 rpm); below 30 W; empty phases; standing, where the rider position is known.";
const SOURCE: &str = "Definition: Garmin Rally manual. Bottom sector of 150 to 210 degrees: phase 3 of the stroke in e-kjab.org, detail 27.";
const LIMITS: &str = "Net pedal torque: it does not say which muscle, nor how much. Calibration differs between \
                      installations, so less than 10 degrees between rides is noise. Nothing proves that a shoe was \
                      clipped in. Pulling is not claimed to be more efficient.";

/// What `explain` says of the start of the power phase.
pub const START_DOC: Doc = Doc {
    title: "Power phase start",
    formula: "Circular median over time (inside its FIT step of 1.4 degrees, as for grouped data) of the crank angle from which the leg's net torque is positive, degrees from the top, \
              clockwise, in (-180, 180]: usually just before the top.",
    dropped: DROPPED,
    evidence: Evidence::Medium,
    source: SOURCE,
    sensor: SENSOR,
    limits: LIMITS,
};

/// What `explain` says of the end of the power phase.
pub const END_DOC: Doc = Doc {
    title: "Power phase end",
    formula: "Circular median over time (inside its FIT step of 1.4 degrees, as for grouped data) of the crank angle at which the leg's net torque stops being positive, degrees from the top, \
              clockwise, in [0, 360): usually past the bottom (180). Beside start and end: their 10th and 90th percentile, and the \
              circular medians of the peak power phase, in which the pedal made the greater part of its power.",
    dropped: DROPPED,
    evidence: Evidence::Medium,
    source: SOURCE,
    sensor: SENSOR,
    limits: LIMITS,
};

/// What `explain` says of the share past bottom dead centre.
pub const PAST_BOTTOM_DOC: Doc = Doc {
    title: "Past bottom dead centre",
    formula: "Share of the judged seconds whose power phase ends at 180 degrees or later, %.",
    dropped: DROPPED,
    evidence: Evidence::Medium,
    source: SOURCE,
    sensor: SENSOR,
    limits: "Nearly every rider's median ends past 180: it does not set anyone apart. Net pedal torque; it does not say \
             which muscle.",
};

/// What `explain` says of the share through the bottom sector.
pub const THROUGH_BOTTOM_DOC: Doc = Doc {
    title: "Through the bottom of the stroke",
    formula: "Share of the judged seconds whose power phase ends at 210 degrees or later, %: positive torque through the \
              whole bottom sector.",
    dropped: DROPPED,
    evidence: Evidence::Medium,
    source: SOURCE,
    sensor: SENSOR,
    limits: LIMITS,
};

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{noise, ride_session, stream};
    use crate::model::RiderPosition;
    use crate::units::{CrankRate, Elapsed, Percent, Watts};

    /// A ride whose left power phase is `start` to `end`, give or take.
    fn ride(seconds: usize, start: f64, end: f64) -> Session {
        let wander = noise(21, seconds, 0.5);
        let mut session = ride_session(seconds);
        session.streams.power_phase.left = stream(seconds, |t| Arc {
            start: Angle::new(start + 12.0 * wander[t as usize]),
            end: Angle::new(end + 8.0 * wander[t as usize]),
        });
        session
    }

    fn value(measure: Measure) -> f64 {
        measure.known().unwrap().value
    }

    #[test]
    fn linear_mean_of_start_angles_would_be_wrong() {
        let session = ride(1200, -5.0, 200.0);
        let raw: Vec<f64> =
            session.streams.power_phase.left.values().iter().map(|arc| arc.start.get()).collect();
        let linear = crate::signal::mean(&raw).unwrap();
        assert!(linear > 100.0, "the linear mean points to the bottom: {linear}");
        let found = start(&session, Leg::Left, &Settings::default()).known().unwrap().clone();
        assert!((found.value + 5.0).abs() < 1.41, "{found:?}");
        let (lo, hi) = found.ci95().unwrap();
        assert!(lo <= found.value && found.value <= hi && hi - lo < 10.0);
    }

    #[test]
    fn everyone_passes_the_bottom_but_not_everyone_pulls_through_it() {
        let (settings, session) = (Settings::default(), ride(1200, -10.0, 200.0));
        assert!(value(past(&session, Leg::Left, BOTTOM, &settings)) > 95.0);
        assert!(value(past(&session, Leg::Left, THROUGH_BOTTOM, &settings)) < 25.0);
        let phase = phase(&session, Leg::Left, &settings).unwrap();
        assert!((phase.median.end.get() - 200.0).abs() < 1.41);
        assert!(phase.start_spread.0 < -8.0 && phase.start_spread.1 > 8.0 && phase.peak.is_none());
    }

    #[test]
    fn a_phase_that_ends_at_210_is_through_the_bottom() {
        let mut session = ride_session(300);
        session.streams.power_phase.left =
            stream(300, |_| Arc { start: Angle::new(350.0), end: Angle::new(210.0) });
        assert_eq!(value(past(&session, Leg::Left, THROUGH_BOTTOM, &Settings::default())), 100.0);
    }

    #[test]
    fn a_phase_that_ends_past_the_top_is_through_the_bottom_too() {
        let mut session = ride_session(300);
        // Torque that is positive all the way round but for a few degrees: its end is a small number.
        session.streams.power_phase.left = stream(300, |t| Arc {
            start: Angle::new(20.0),
            end: Angle::new(if t < 150.0 { 12.0 } else { 190.0 }),
        });
        let settings = Settings::default();
        assert_eq!(value(past(&session, Leg::Left, THROUGH_BOTTOM, &settings)), 50.0);
        assert_eq!(value(past(&session, Leg::Left, BOTTOM, &settings)), 100.0);
        assert_eq!(phase(&session, Leg::Left, &settings).unwrap().past_210, 50.0);
    }

    #[test]
    fn coasting_soft_pedalling_standing_and_empty_phases_are_not_judged() {
        let mut session = ride(1200, -10.0, 200.0);
        session.streams.crank_rate = stream(1200, |t| CrankRate::new(if t < 100.0 { 0.0 } else { 88.0 }));
        session.streams.power = stream(1200, |t| Watts::new(if t < 150.0 { 12.0 } else { 180.0 }));
        session.positions = vec![
            (Elapsed::new(200.0), RiderPosition::Standing),
            (Elapsed::new(230.0), RiderPosition::Seated),
        ];
        let empty = session.streams.power_phase.left.iter().map(|(at, arc)| {
            (
                at,
                if (300.0..340.0).contains(&at.get()) {
                    Arc { start: arc.start, end: arc.start }
                } else {
                    arc
                },
            )
        });
        session.streams.power_phase.left = Stream::new(empty.collect::<Vec<_>>(), &[]).unwrap();
        let found = end(&session, Leg::Left, &Settings::default()).known().unwrap().clone();
        let dropped: Vec<usize> = found.ledger.dropped.iter().map(|lot| lot.samples).collect();
        assert_eq!((dropped, found.n), (vec![100, 50, 40, 30], 980));
    }

    #[test]
    fn single_seconds_scatter_and_the_median_does_not() {
        let scatter = noise(33, 1200, 0.0);
        let mut session = ride_session(1200);
        session.streams.power_phase.left = stream(1200, |t| Arc {
            start: Angle::new(350.0),
            // Wild seconds, and one in twelve that points to the other side of the circle.
            end: Angle::new(204.0 + 41.0 * scatter[t as usize] + if t % 12.0 < 1.0 { 150.0 } else { 0.0 }),
        });
        let found = end(&session, Leg::Left, &Settings::default()).known().unwrap().clone();
        let (lo, hi) = found.ci95().unwrap();
        assert!((found.value - 204.0).abs() < 8.0 && lo < 206.0 && hi > 204.0 && hi - lo < 20.0, "{found:?}");
    }

    #[test]
    fn smart_recording_weighs_each_phase_by_its_seconds() {
        // Two records in a second of hard pedalling for each one that stands for four of easy pedalling.
        let mut at = 0.0;
        let samples = (0..300).map(|i| {
            at += if i % 3 == 0 { 4.0 } else { 0.5 };
            let end = if i % 3 == 2 { 195.0 } else { 220.0 };
            (Elapsed::new(at), Arc { start: Angle::new(350.0), end: Angle::new(end) })
        });
        let mut session = ride_session(1000);
        session.streams.power_phase.left = Stream::new(samples.collect::<Vec<_>>(), &[]).unwrap();
        let settings = Settings::default();
        let share = value(past(&session, Leg::Left, THROUGH_BOTTOM, &settings));
        assert!((share - 20.0).abs() < 1.0, "{share}");
        let found = value(end(&session, Leg::Left, &settings));
        assert!((found - 195.0).abs() < 0.71, "{found}");
        assert_eq!(phase(&session, Leg::Left, &settings).unwrap().median.end.get(), found);
    }

    #[test]
    fn left_only_meter_says_nothing_of_the_right() {
        let session = ride(600, -10.0, 200.0);
        assert_eq!(end(&session, Leg::Right, &Settings::default()), Measure::Missing(Missing::WrongSensor));
    }

    #[test]
    fn a_spider_cannot_know_and_total_power_did_not_record() {
        let mut spider = ride_session(600);
        for leg in
            [&mut spider.streams.torque_effectiveness.left, &mut spider.streams.torque_effectiveness.right]
        {
            *leg = stream(600, |_| Percent::new(100.0));
        }
        let settings = Settings::default();
        assert_eq!(end(&spider, Leg::Left, &settings), Measure::Missing(Missing::WrongSensor));
        assert_eq!(end(&ride_session(600), Leg::Left, &settings), Measure::Missing(Missing::NotRecorded));
        assert_eq!(phase(&ride(30, 0.0, 200.0), Leg::Left, &settings), Err(Missing::TooFewSamples));
    }
}
