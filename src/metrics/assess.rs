//! What a recording can answer: which channels are there, and for each metric whether it can be had, else why not and
//! which sensor would give it.

use super::meter::{Meter, meter};
use super::{Measure, MetricId, Missing, Settings, measure};
use crate::model::{Session, Span};
use crate::units::{Leg, Legs};

/// Whether a session can answer a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assessment {
    /// The metric.
    pub metric: MetricId,
    /// Why it cannot be had, where it cannot.
    pub missing: Option<Missing>,
    /// Which sensor would give it.
    pub sensor: &'static str,
}

/// Assesses every metric that the session's sport can have.
#[must_use]
pub fn assess(session: &Session, left_out: &[Span], settings: &Settings) -> Vec<Assessment> {
    let missing = |measure: &Measure| match measure {
        Measure::Known(_) => None,
        Measure::Missing(missing) => Some(*missing),
    };
    measure(session, left_out, settings)
        .iter()
        .map(|(metric, measure)| Assessment {
            metric: *metric,
            missing: missing(measure),
            sensor: metric.doc().sensor,
        })
        .collect()
}

/// A channel that a session recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Channel {
    /// In words.
    pub name: &'static str,
    /// How many samples.
    pub samples: usize,
}

/// The channels that a session recorded, those without samples left out.
#[must_use]
pub fn channels(session: &Session) -> Vec<Channel> {
    let s = &session.streams;
    let both = |legs: Legs<usize>| legs.left.max(legs.right);
    [
        ("heart rate", s.heart_rate.len()),
        ("running cadence", s.step_rate.len()),
        ("pedalling cadence", s.crank_rate.len()),
        ("speed", s.speed.len()),
        ("distance", s.distance.len()),
        ("altitude", s.altitude.len()),
        ("grade", s.grade.len()),
        ("power", s.power.len()),
        ("pedal balance", s.pedal_balance.len()),
        ("left torque effectiveness", s.torque_effectiveness.left.len()),
        ("right torque effectiveness", s.torque_effectiveness.right.len()),
        ("left pedal smoothness", s.pedal_smoothness.left.len()),
        ("right pedal smoothness", s.pedal_smoothness.right.len()),
        ("combined pedal smoothness", s.combined_smoothness.len()),
        ("left power phase", s.power_phase.left.len()),
        ("right power phase", s.power_phase.right.len()),
        ("peak power phase", both(Legs::from_fn(|leg| s.power_phase_peak.of(leg).len()))),
        ("platform centre offset", both(Legs::from_fn(|leg| s.platform_offset.of(leg).len()))),
        ("ground contact time", s.stance_time.len()),
        ("stance balance", s.stance_balance.len()),
        ("stance percent", s.stance_percent.len()),
        ("vertical oscillation", s.vertical_oscillation.len()),
        ("vertical ratio", s.vertical_ratio.len()),
        ("step length", s.step_length.len()),
        ("contact time of each foot", both(Legs::from_fn(|leg| s.foot_contact.of(leg).len()))),
        ("changes of rider position", session.positions.len()),
    ]
    .into_iter()
    .filter(|(_, samples)| *samples > 0)
    .map(|(name, samples)| Channel { name, samples })
    .collect()
}

/// What a ride's power meter can and cannot say, in a sentence. None where no power was recorded.
#[must_use]
pub fn meter_says(session: &Session) -> Option<String> {
    if session.streams.power.is_empty() {
        return None;
    }
    Some(match meter(session) {
        Meter::PerLeg => "The power meter measures each leg.".to_owned(),
        Meter::OneSided(leg) => format!(
            "The power meter measures the {} leg and doubles it: it says nothing of the {} leg or of balance.",
            leg.name(),
            leg.other().name()
        ),
        Meter::Spider => {
            "The power meter sits at the spider: balance is estimated from the two halves of the turn, and \
                          the torque of one leg is not known."
                .to_owned()
        }
        Meter::Unclear if session.streams.pedal_balance.is_empty() => {
            "The power meter gives total power only.".to_owned()
        }
        Meter::Unclear => {
            "The power meter gives a balance, but nothing tells whether it measures each leg.".to_owned()
        }
    })
}

/// The legs of which a ride's pedals tell the power phase.
#[must_use]
pub fn legs_told(session: &Session) -> Vec<Leg> {
    Leg::BOTH.into_iter().filter(|leg| !session.streams.power_phase.of(*leg).is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{ride_session, run_session};

    #[test]
    fn a_watch_without_a_strap_answers_cadence_and_names_what_it_lacks() {
        let run = run_session(900);
        let found = assess(&run, &[], &Settings::default());
        let of = |metric| found.iter().find(|assessment| assessment.metric == metric).unwrap();
        assert_eq!(of(MetricId::StepRate).missing, None);
        assert_eq!(of(MetricId::StanceBalance).missing, Some(Missing::NotRecorded));
        assert!(of(MetricId::StanceBalance).sensor.contains("strap"));
        assert_eq!(channels(&run), [Channel { name: "running cadence", samples: 900 }]);
        assert_eq!(meter_says(&run), None);
    }

    #[test]
    fn total_power_says_nothing_of_the_legs() {
        let ride = ride_session(900);
        assert!(meter_says(&ride).unwrap().contains("total power only"));
        assert!(legs_told(&ride).is_empty());
    }
}
