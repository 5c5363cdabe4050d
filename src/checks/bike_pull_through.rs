//! `bike.pull-through`: net pedal torque through the bottom of the stroke.

use super::gather::gather;
use super::words::{list, sentence};
use super::{CheckId, CheckResult, Figure, Input, Outcome};
use crate::metrics::MetricId;
use crate::signal::median;
use crate::units::{Leg, Unit};

const ID: CheckId = CheckId::BikePullThrough;
const SOURCE: &str =
    "bottom sector 150-210 degrees (e-kjab, phase 3); configurable. The clinic names no angle";

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    let least = input.settings.pull_through;
    let ends = Leg::BOTH.map(|leg| (leg, gather(input, MetricId::PowerPhaseEnd(leg), false)));
    if ends.iter().all(|(_, gathered)| gathered.is_empty()) {
        return CheckResult::plain(ID, Outcome::NotApplicable, "There is no ride in the files.", SOURCE);
    }
    let mut parts = Vec::new();
    let mut angles = Vec::new();
    for (leg, gathered) in &ends {
        let past = median(&gather(input, MetricId::Past210(*leg), false).values());
        // The end of the power phase lies between the sides of the stroke: the medians of sessions do not wrap around the top.
        match median(&gathered.values()) {
            Some(angle) => {
                let share = past.map_or(String::new(), |share| {
                    format!(", past 210° in {share:.0} % of pedalling seconds")
                });
                parts.push(format!("positive torque to {angle:.0}° on the {} (median){share}", leg.name()));
                angles.push(angle);
            }
            None => {
                parts.push(format!(
                    "the {} leg cannot be told: {}",
                    leg.name(),
                    gathered.why_unknown("ride")
                ));
            }
        }
    }
    if angles.is_empty() {
        let why = ends.iter().map(|(_, gathered)| gathered.why_unknown("ride")).next().unwrap_or_default();
        let reason = format!(
            "Where torque is positive cannot be told: the power phase is {why}. It takes pedals that measure each leg, paired over ANT+."
        );
        return CheckResult::plain(ID, Outcome::Unknown, reason, SOURCE);
    }
    let whole = angles.len() == 2 && angles.iter().all(|angle| angle.round() >= least);
    let outcome = if whole { Outcome::Pass } else { Outcome::Advisory };
    let lowest = angles.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = angles.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let reason = format!(
        "{}; {least:.0}° is past the bottom of the stroke. This is net torque at the pedal: it does not show which muscle.",
        sentence(&list(&parts)),
    );
    CheckResult {
        measured: Some(Figure::range((lowest, highest), Unit::Degrees, 0)),
        target: Some(Figure::of(least, Unit::Degrees, 0)),
        ..CheckResult::plain(ID, outcome, reason, SOURCE)
    }
}
