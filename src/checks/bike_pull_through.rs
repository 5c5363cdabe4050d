//! `bike.pull-through`: net pedal torque through the bottom of the stroke.

use super::baseline::phase_against_own;
use super::gather::{Gathered, gather};
use super::words::{count, list};
use super::{CheckId, CheckResult, Figure, Input, Judged, Outcome};
use crate::metrics::MetricId;
use crate::metrics::baseline::{LEAST_RIDES, PhaseAgainstOwn};
use crate::metrics::power_phase::THROUGH_BOTTOM;
use crate::signal::{circular_median, median};
use crate::units::{Leg, Unit, fixed};

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
        match circular_median(&gathered.values(), &vec![1.0; gathered.known.len()]) {
            Some(angle) => {
                let share = past.map_or(String::new(), |share| {
                    format!(", past 210° in {} % of pedalling seconds", fixed(share, 0))
                });
                // With a decimal where whole degrees would put it on the wrong side of what it is held against.
                let decimals = usize::from((angle.round() >= least) != (angle >= least));
                parts.push(format!("to {}° on the {}{share}", fixed(angle, decimals), leg.name()));
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
        let sensor = if ends.iter().any(|(_, gathered)| !gathered.wants_a_sensor()) {
            ""
        } else {
            " It takes pedals that measure each leg, paired over ANT+."
        };
        let reason = format!("Where torque is positive cannot be told from the power phase: {why}.{sensor}");
        return CheckResult::plain(ID, Outcome::Unknown, reason, SOURCE);
    }
    let whole = angles.len() == 2 && angles.iter().all(|angle| *angle >= least);
    let outcome = if whole { Outcome::Pass } else { Outcome::Advisory };
    let lowest = angles.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = angles.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let rides = ends.iter().map(|(_, gathered)| gathered.known.len()).max().unwrap_or_default();
    let over = if rides == 1 { "in 1 ride".to_owned() } else { format!("medians of {rides} rides") };
    let reference = if (least - THROUGH_BOTTOM).abs() < 1e-9 {
        format!("The bottom of the stroke ends at {least}°")
    } else {
        format!("You configured {least}°; the bottom of the stroke ends at {THROUGH_BOTTOM}°")
    };
    let beside = match angles.iter().filter(|angle| **angle >= least).count() {
        0 => "less than that is no fault",
        1 if angles.len() == 2 => "one leg reaches it",
        _ if whole => "both legs reach it",
        _ => "this leg reaches it",
    };
    let reason = format!(
        "Positive torque ({over}) {}. {reference}: {beside}. {} This is net torque at the pedal: it does not show which muscle.",
        list(&parts),
        against_earlier_rides(input, &ends),
    );
    CheckResult {
        measured: Some(Figure::range((lowest, highest), Unit::Degrees, 0)),
        target: Some(Figure::of(least, Unit::Degrees, 0)),
        ..CheckResult::plain(ID, outcome, reason, SOURCE)
    }
}

/// The latest ride against the rider's own earlier ones at like power and cadence, in a sentence.
fn against_earlier_rides(input: &Input<'_>, ends: &[(Leg, Gathered<'_>); 2]) -> String {
    let rides = ends.iter().flat_map(|(_, gathered)| gathered.known.iter().map(|(judged, _)| *judged));
    let latest = rides
        .filter(|judged| !input.in_race_window(judged.day()))
        .max_by_key(|judged| judged.session.clock.start);
    let compare = |latest: &Judged<'_>| -> Vec<(Leg, PhaseAgainstOwn)> {
        Leg::BOTH.into_iter().filter_map(|leg| Some((leg, phase_against_own(input, latest, leg)?))).collect()
    };
    let Some((latest, found)) =
        latest.map(|latest| (latest, compare(latest))).filter(|(_, found)| !found.is_empty())
    else {
        return format!(
            "There is no comparison with your own earlier rides yet: it takes {LEAST_RIDES} at like power and cadence, \
             outside race windows."
        );
    };
    let legs: Vec<String> = found.iter().map(|(leg, change)| say(*leg, change)).collect();
    let noise = input.settings.metrics.angle_noise;
    let told = if found.iter().any(|(_, change)| change.end_moved) {
        format!(
            "{noise}° or more is beyond what is taken for noise of mounting and calibration; the cause is not inferred"
        )
    } else {
        format!("less than {noise}° is taken for noise of mounting and calibration")
    };
    let rides = found.iter().map(|(_, change)| change.rides).max().unwrap_or_default();
    format!(
        "The latest, on {}, against {} before it at like power and cadence: {}; {told}.",
        latest.day(),
        count(rides, "ride"),
        list(&legs),
    )
}

/// `the left ends 3° later`; with a decimal where whole degrees would put it on the wrong side of what is noise.
fn say(leg: Leg, change: &PhaseAgainstOwn) -> String {
    let far = change.end.abs();
    let decimals = usize::from((far.round() >= change.noise) != change.end_moved);
    match change.end.round() {
        end if end > 0.0 => format!("the {} ends {}° later", leg.name(), fixed(far, decimals)),
        end if end < 0.0 => format!("the {} ends {}° earlier", leg.name(), fixed(far, decimals)),
        _ => format!("the {} ends where it did", leg.name()),
    }
}
