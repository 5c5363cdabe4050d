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
