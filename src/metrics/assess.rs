//! What a recording can answer: for each metric whether it can be had, else why not and which sensor would give it.

use super::meter::{Meter, meter};
use super::{Measure, MetricId, Missing, Settings, measure};
use crate::model::{Session, Span};

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
        assert_eq!(meter_says(&run), None);
    }

    #[test]
    fn total_power_says_nothing_of_the_legs() {
        let ride = ride_session(900);
        assert!(meter_says(&ride).unwrap().contains("total power only"));
    }
}
