//! Which metrics a session can have, and what they come to.

use super::{Measures, MetricId, Settings, cadence, pedal, pool, power_phase, running, stance, torque};
use crate::model::{Session, Span, Sport, SubSport};
use crate::units::Leg;

/// Measures a session. Which metrics it can have depends on its sport; the others are left out of the map. Seconds
/// inside `left_out` (the reps of a drill) are not judged.
#[must_use]
pub fn measure(session: &Session, left_out: &[Span], settings: &Settings) -> Measures {
    match session.sport {
        Sport::Cycling | Sport::EBiking => ride(session, settings),
        Sport::Running => run(session, left_out, settings),
        Sport::Swimming if session.sub_sport != SubSport::OpenWater => swim(session, settings),
        _ => Measures::new(),
    }
}

fn ride(session: &Session, settings: &Settings) -> Measures {
    let mut measures = Measures::from([
        (MetricId::CrankRate, cadence::crank_rate(session, settings)),
        (MetricId::CoastingShare, cadence::coasting_share(session, settings)),
        (MetricId::PedalBalance, pedal::balance(session, settings)),
    ]);
    if let Some(imbalance) = pedal::imbalance(session, settings) {
        measures.insert(MetricId::PedalImbalance, imbalance);
    }
    for leg in Leg::BOTH {
        let past = |degrees: f64| power_phase::past(session, leg, degrees, settings);
        measures.extend([
            (MetricId::PowerPhaseStart(leg), power_phase::start(session, leg, settings)),
            (MetricId::PowerPhaseEnd(leg), power_phase::end(session, leg, settings)),
            (MetricId::Past180(leg), past(power_phase::BOTTOM)),
            (MetricId::Past210(leg), past(power_phase::THROUGH_BOTTOM)),
            (MetricId::TorqueEffectiveness(leg), torque::effectiveness(session, leg, settings)),
            (MetricId::PedalSmoothness(leg), torque::smoothness(session, leg, settings)),
        ]);
    }
    measures
}

fn run(session: &Session, left_out: &[Span], settings: &Settings) -> Measures {
    let streams = &session.streams;
    macro_rules! form {
        ($metric:ident, $stream:ident, $field:literal) => {{
            let metric = MetricId::$metric;
            (metric, running::mean(metric, $field, &streams.$stream, session, left_out, settings))
        }};
    }
    Measures::from([
        (MetricId::StepRate, cadence::step_rate(session, left_out, settings)),
        (MetricId::StanceBalance, stance::balance(session, left_out, settings)),
        (MetricId::StanceBalanceFlat, stance::balance_flat(session, left_out, settings)),
        form!(GroundContactTime, stance_time, "record.stance_time"),
        form!(VerticalOscillation, vertical_oscillation, "record.vertical_oscillation"),
        form!(VerticalRatio, vertical_ratio, "record.vertical_ratio"),
        form!(StepLength, step_length, "record.step_length"),
    ])
}

fn swim(session: &Session, settings: &Settings) -> Measures {
    Measures::from([
        (MetricId::Laps, pool::laps(session, settings)),
        (MetricId::DrillLaps, pool::drill_laps(session, settings)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::baseline::{Profile, at_like_speed, power_phase_at_like_effort};
    use crate::metrics::testkit::{ride_session, run_session, session, stream};
    use crate::metrics::{Measure, details, moving_time, series};
    use crate::model::{Arc, PedalBalance, Stream};
    use crate::units::{
        Angle, CrankRate, Elapsed, LeftShare, Metres, Milliseconds, Percent, Sample, Speed, StepRate, Watts,
    };
    use proptest::prelude::*;

    #[test]
    fn each_sport_has_its_own_metrics_and_no_others() {
        let settings = Settings::default();
        let names = |session: &Session| {
            measure(session, &[], &settings).keys().map(|id| id.name()).collect::<Vec<_>>()
        };
        assert_eq!(names(&ride_session(900)).len(), 15);
        assert_eq!(names(&run_session(900)).len(), 7);
        assert_eq!(names(&session(Sport::Swimming, 900)), ["laps", "drill-laps"]);
        assert!(names(&session(Sport::Training, 900)).is_empty());
        assert!(names(&session(Sport::Walking, 900)).is_empty());
    }

    /// Any numbers, at times with silences in between.
    fn any_stream<Q: Sample>(values: &[f64], make: impl Fn(f64) -> Q) -> Stream<Q> {
        let at = |i: usize| Elapsed::new(i as f64 + if i > values.len() / 2 { 60.0 } else { 0.0 });
        let samples = values.iter().enumerate().map(|(i, value)| (at(i), make(*value)));
        Stream::new(samples.filter(|(_, value)| value.is_finite()).collect::<Vec<_>>(), &[])
            .unwrap_or_default()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn whatever_the_sensors_say_nothing_panics_and_every_estimate_is_whole(
            values in prop::collection::vec(prop_oneof![0.0_f64..200.0, Just(0.0), Just(50.0), -1e9_f64..1e9, prop::num::f64::ANY], 0..200),
            riding in any::<bool>(),
        ) {
            let mut session = session(if riding { Sport::Cycling } else { Sport::Running }, values.len());
            let s = &mut session.streams;
            s.step_rate = any_stream(&values, |v| StepRate::new(v + 100.0));
            s.crank_rate = any_stream(&values, CrankRate::new);
            s.power = any_stream(&values, |v| Watts::new(v * 2.0));
            s.speed = any_stream(&values, Speed::new);
            s.distance = any_stream(&values, Metres::new);
            s.altitude = any_stream(&values, Metres::new);
            s.stance_time = any_stream(&values, Milliseconds::new);
            s.stance_balance = any_stream(&values, LeftShare::new);
            s.torque_effectiveness.left = any_stream(&values, Percent::new);
            s.pedal_balance = any_stream(&values, |v| if v > 60.0 { PedalBalance::Unsided(Percent::new(v)) } else { PedalBalance::Sided(LeftShare::new(v)) });
            s.power_phase.left = any_stream(&values, |v| Arc { start: Angle::new(-v), end: Angle::new(200.0 + v) });
            let settings = Settings::default();
            for (id, measure) in measure(&session, &[], &settings) {
                if let Measure::Known(estimate) = measure {
                    prop_assert!(estimate.value.is_finite(), "{} {:?}", id.name(), estimate);
                    prop_assert_eq!(estimate.unit, id.unit());
                    prop_assert_eq!(estimate.n, estimate.ledger.used);
                }
            }
            let _ = (details(&session, &measure(&session, &[], &settings), &[], &settings), moving_time(&session));
            let profile = Profile::of(&session, &[], &settings);
            let _ = at_like_speed(MetricId::StepRate, &profile, &[&profile]);
            let _ = power_phase_at_like_effort(&profile, &[&profile], Leg::Left, &settings);
            let _ = (series::bike_cadence(&session, &settings), series::run_cadence(&session, &[], &settings));
            let _ = (series::pedal_balance(&session, &settings), series::stance_balance(&session, &[], &settings));
        }
    }

    #[test]
    fn running_form_is_measured_while_running() {
        let mut run = run_session(900);
        run.streams.stance_time =
            stream(900, |t| Milliseconds::new(if t < 100.0 { 0.0 } else { 250.0 + t % 4.0 }));
        run.streams.step_rate = stream(900, |t| StepRate::new(if t >= 800.0 { 100.0 } else { 165.0 }));
        let measures = measure(&run, &[], &Settings::default());
        let found = measures[&MetricId::GroundContactTime].known().unwrap();
        assert!((found.value - 251.5).abs() < 1e-9 && found.n == 700);
    }

    #[test]
    fn contact_balance_and_pedal_balance_never_share_a_channel() {
        let both = |mut session: Session| {
            session.streams.stance_balance = stream(900, |t| LeftShare::new(53.0 + 0.1 * (t % 3.0)));
            session.streams.pedal_balance =
                stream(900, |t| PedalBalance::Sided(LeftShare::new(46.0 + t % 3.0)));
            measure(&session, &[], &Settings::default())
        };
        let (run, ride) = (both(run_session(900)), both(ride_session(900)));
        let value = |measures: &Measures, id: MetricId| measures.get(&id)?.known().map(|known| known.value);
        assert!((value(&run, MetricId::StanceBalance).unwrap() - 53.1).abs() < 1e-9);
        assert!((value(&ride, MetricId::PedalBalance).unwrap() - 47.0).abs() < 1e-9);
        assert!(!run.contains_key(&MetricId::PedalBalance) && !ride.contains_key(&MetricId::StanceBalance));
    }
}
