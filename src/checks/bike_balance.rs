//! `bike.balance`: left/right balance of pedal power.

use super::gather::{Gathered, gather, say_interval};
use super::words::{count, over, sentence};
use super::{CheckId, CheckResult, Figure, Input, Outcome};
use crate::metrics::{Estimate, MetricId};
use crate::units::{Unit, fixed};

const ID: CheckId = CheckId::BikeBalance;
const SOURCE: &str = "configurable default: usual asymmetry 5-20 % (Kell & Greer 2017), meters no better than 1 pp. Not the clinic's";

/// How far the estimate and the nearer end of its interval lie from an even split.
fn far(estimate: &Estimate, centre: f64) -> (f64, f64) {
    let distance = (estimate.value - centre).abs();
    let nearest = estimate.ci95().map_or(0.0, |(lo, hi)| {
        if lo <= centre && centre <= hi { 0.0 } else { (lo - centre).abs().min((hi - centre).abs()) }
    });
    (distance, nearest)
}

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    let sided = gather(input, MetricId::PedalBalance, true);
    let unsided = gather(input, MetricId::PedalImbalance, true);
    if sided.is_empty() && unsided.is_empty() {
        return CheckResult::plain(ID, Outcome::NotApplicable, "There is no ride in the files.", SOURCE);
    }
    // What knows its side says more; a bag of both is never mixed.
    let (gathered, centre) = if sided.known.is_empty() { (&unsided, 0.0) } else { (&sided, 50.0) };
    let Some(figure) = gathered.figure(1) else {
        let why = if sided.is_empty() { unsided.why_unknown("ride") } else { sided.why_unknown("ride") };
        let reason = format!("It cannot be told: {why}.");
        return CheckResult::plain(ID, Outcome::Unknown, reason, SOURCE);
    };
    let (note, flag) = (input.settings.balance_note, input.settings.balance_flag);
    let noted = |estimate: &Estimate| {
        let (distance, nearest) = far(estimate, centre);
        distance > note && nearest > note
    };
    let n_noted = gathered.count(noted);
    let n_flagged = gathered.count(|estimate| noted(estimate) && far(estimate, centre).0 > flag);
    let all = gathered.known.len();
    let what = say(gathered, figure);
    let beyond = if n_noted == 0 {
        format!("no ride's interval lies wholly beyond {note} pp from even")
    } else {
        let flagged =
            if n_flagged > 0 { format!(", {n_flagged} of them beyond {flag} pp") } else { String::new() };
        format!(
            "in {n_noted} of {} the whole interval lies beyond {note} pp from even{flagged}",
            count(all, "ride")
        )
    };
    // An interval wider than the band holds what is even and what is not.
    let vague = figure.ci95.is_some_and(|(lo, hi)| hi - lo > 2.0 * note);
    let outcome = match (2 * n_noted > all, vague) {
        (true, _) => Outcome::Advisory,
        (false, true) => Outcome::Unknown,
        (false, false) => Outcome::Pass,
    };
    let untold = if outcome == Outcome::Unknown { ", and the interval is too wide to tell" } else { "" };
    let reason = format!("{what}; {beyond}{untold}{}.", gathered.left_out("ride"));
    let target = if sided.known.is_empty() {
        Figure::range((0.0, note), Unit::PercentagePoints, 1)
    } else {
        Figure::range((50.0 - note, 50.0 + note), Unit::Percent, 1)
    };
    CheckResult {
        measured: Some(figure),
        target: Some(target),
        ..CheckResult::plain(ID, outcome, sentence(&reason), SOURCE)
    }
}

fn say(gathered: &Gathered<'_>, figure: Figure) -> String {
    let rides = over(gathered.known.len(), "ride");
    let interval = say_interval(figure, 1);
    if figure.unit == Unit::Percent {
        format!("left share of power {} %{interval}, {rides}", fixed(figure.lo, 1))
    } else {
        format!(
            "{} pp from an even split{interval}, {rides}; the meter does not say towards which side",
            fixed(figure.lo, 1)
        )
    }
}
