//! `bike.cadence`: pedalling cadence against a configurable band.

use super::gather::{gather, say_interval};
use super::words::{count, examples};
use super::{CheckId, CheckResult, Figure, Input, Outcome};
use crate::metrics::MetricId;
use crate::units::{Unit, fixed};

const ID: CheckId = CheckId::BikeCadence;
const SOURCE: &str =
    "configurable default 80-100 rpm: coaching pages; Lucia 2001 (89 rpm on the flat). Not the clinic's";

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    let gathered = gather(input, MetricId::CrankRate, false);
    if gathered.is_empty() {
        return CheckResult::plain(ID, Outcome::NotApplicable, "There is no ride in the files.", SOURCE);
    }
    let (lo, hi) = input.settings.metrics.bike_band;
    let Some(figure) = gathered.figure(0) else {
        let reason = format!("It cannot be told: {}.", gathered.why_unknown("ride"));
        return CheckResult::plain(ID, Outcome::Unknown, reason, SOURCE);
    };
    // Compared as it is shown, in whole revolutions: nobody is told "80 rpm is below 80".
    let inside = |value: f64| (lo..=hi).contains(&value.round());
    let in_band = gathered.count(|estimate| inside(estimate.value));
    let outside = gathered
        .days(|estimate| !inside(estimate.value), |estimate| format!("{} rpm", fixed(estimate.value, 0)));
    let all = gathered.known.len();
    let not = if outside.is_empty() {
        String::new()
    } else {
        format!("; {} had not{}", outside.len(), examples(&outside))
    };
    let told = format!("{} rpm{}", fixed(figure.lo, 0), say_interval(figure, 0));
    let left_out = gathered.left_out("ride");
    let reason = if all == 1 {
        let beside = if in_band == 1 { "inside" } else { "outside" };
        format!("Median pedalling cadence {told} in 1 ride, {beside} {lo} to {hi} rpm{left_out}.")
    } else {
        format!(
            "{in_band} of {} had a median pedalling cadence of {lo} to {hi} rpm{not}; the mean over rides is {told}{left_out}.",
            count(all, "ride"),
        )
    };
    let outcome = if inside(figure.lo) { Outcome::Pass } else { Outcome::Advisory };
    CheckResult {
        measured: Some(figure),
        target: Some(Figure::range((lo, hi), Unit::RevolutionsPerMinute, 0)),
        ..CheckResult::plain(ID, outcome, reason, SOURCE)
    }
}
