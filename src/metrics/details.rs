//! What a session shows beyond its metrics, for a reader who looks closer. Descriptive: no verdict rests on it.

use super::cadence::{GarminZone, Pedalling, garmin_zone, pedalling};
use super::meter::{Meter, meter_says};
use super::pedal::{self, Side};
use super::power_phase::{self, Phase};
use super::stance::{self, GarminBand, Origin, SpeedBin, Thirds, garmin_band};
use super::{Measure, Measures, MetricId, Settings};
use crate::model::{Session, Span, Sport};
use crate::units::{LeftShare, Legs, StepRate};

/// What a session shows beyond its metrics. Each part is absent where its sport or its sensors cannot have it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Details {
    /// Stance balance within the run.
    pub stance: Option<Stance>,
    /// Garmin's zone of the mean running cadence. For display; no verdict.
    pub cadence_zone: Option<GarminZone>,
    /// The spread of pedalling cadence.
    pub pedalling: Option<Pedalling>,
    /// How pedal balance was measured.
    pub pedal: Option<Pedal>,
    /// Where on the circle each leg's torque is positive, and where the greater part of it lies.
    pub power_phase: Legs<Option<Phase>>,
    /// What the power meter can and cannot say, in a sentence.
    pub meter: Option<String>,
}

/// Stance balance within a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Stance {
    /// Where it comes from.
    pub origin: Origin,
    /// Garmin's colour band of the mean: Garmin's, and advisory.
    pub band: Option<GarminBand>,
    /// First and last third.
    pub thirds: Thirds,
    /// By bands of speed, slowest first.
    pub by_speed: Vec<SpeedBin>,
}

/// How pedal balance was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Pedal {
    /// Whose share it is.
    pub side: Side,
    /// The kind of meter.
    pub meter: Meter,
    /// Whether standing seconds could be told and left out.
    pub seated_only: bool,
    /// Seconds that one leg pedalled alone: real, but no balance. None where the side is unknown.
    pub one_leg: Option<Legs<f64>>,
    /// The mean weighted by time alone, beside the metric's, which is weighted by power too: left share, %, or where the
    /// side is unknown the distance from 50, pp.
    pub time_weighted: Measure,
}

/// Looks closer at a session whose measures are known.
#[must_use]
pub fn details(session: &Session, measures: &Measures, left_out: &[Span], settings: &Settings) -> Details {
    let value = |id: MetricId| measures.get(&id).and_then(Measure::known).map(|estimate| estimate.value);
    match session.sport {
        Sport::Running => Details {
            stance: stance(session, value(MetricId::StanceBalance), left_out, settings),
            cadence_zone: value(MetricId::StepRate).map(|rate| garmin_zone(StepRate::new(rate))),
            ..Details::default()
        },
        Sport::Cycling | Sport::EBiking => Details {
            pedalling: pedalling(session, settings),
            pedal: pedal::clean(session, settings).ok().map(|clean| Pedal {
                side: clean.side,
                meter: clean.meter,
                seated_only: clean.seated_only,
                one_leg: clean.one_leg,
                time_weighted: match (clean.side, clean.time_weighted(settings)) {
                    (Side::Unknown, share) => pedal::from_even(share),
                    (_, share) => share,
                },
            }),
            power_phase: Legs::from_fn(|leg| power_phase::phase(session, leg, settings).ok()),
            meter: meter_says(session),
            ..Details::default()
        },
        _ => Details::default(),
    }
}

fn stance(session: &Session, mean: Option<f64>, left_out: &[Span], settings: &Settings) -> Option<Stance> {
    let thirds = stance::by_thirds(session, left_out, settings).ok()?;
    Some(Stance {
        origin: thirds.origin,
        band: mean.map(|mean| garmin_band(LeftShare::new(mean))),
        thirds,
        by_speed: stance::against_speed(session, left_out, settings),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::measure;
    use crate::metrics::testkit::{noise, ride_session, run_session, session, stream};
    use crate::model::PedalBalance;
    use crate::units::{Percent, Speed};

    fn of(session: &Session) -> Details {
        let settings = Settings::default();
        details(session, &measure(session, &[], &settings), &[], &settings)
    }

    #[test]
    fn a_run_with_a_strap_has_thirds_speeds_a_band_and_a_zone() {
        let wander = noise(4, 3600, 0.6);
        let mut run = run_session(3600);
        run.streams.speed = stream(3600, |t| Speed::new(if t < 1800.0 { 2.6 } else { 3.4 }));
        run.streams.stance_balance = stream(3600, |t| {
            LeftShare::new(51.0 + if t < 1800.0 { 0.0 } else { 0.8 } + 0.2 * wander[t as usize])
        });
        let found = of(&run);
        let stance = found.stance.unwrap();
        assert_eq!(stance.by_speed.len(), 2);
        assert!((stance.by_speed[1].balance.get() - stance.by_speed[0].balance.get() - 0.8).abs() < 0.1);
        let (shift, (lo, hi)) = stance.thirds.shift().unwrap();
        assert!((shift - 0.8).abs() < 0.2 && lo <= shift && shift <= hi && 0.0 < lo, "{shift} {lo} {hi}");
        assert!(matches!(stance.band, Some(GarminBand::Orange(crate::units::Leg::Left))));
        assert_eq!(found.cadence_zone, Some(GarminZone::Green));
        assert!(found.pedalling.is_none() && found.meter.is_none());
    }

    #[test]
    fn an_unknown_side_gives_a_distance_from_even_by_time_too() {
        let mut ride = ride_session(1200);
        ride.streams.pedal_balance =
            stream(1200, |t| PedalBalance::Unsided(Percent::new(if t % 2.0 < 1.0 { 46.0 } else { 48.0 })));
        let found = of(&ride);
        let pedal = found.pedal.unwrap();
        assert_eq!((pedal.side, pedal.one_leg), (Side::Unknown, None));
        assert!((pedal.time_weighted.known().unwrap().value - 3.0).abs() < 1e-9);
        assert!(found.pedalling.unwrap().in_band > 99.0);
    }

    #[test]
    fn other_sports_have_nothing_of_it() {
        assert_eq!(of(&session(Sport::Swimming, 600)), Details::default());
    }
}
