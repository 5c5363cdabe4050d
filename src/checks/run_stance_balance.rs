//! `run.stance-balance`: left share of ground contact time.

use super::gather::{Gathered, gather, say_interval};
use super::words::over;
use super::{CheckId, CheckResult, Figure, Input, Outcome};
use crate::metrics::{
    Estimate, MetricId,
    agreement::{Share, agreement},
    stance::{GarminBand, garmin_band},
};
use crate::units::{LeftShare, Leg, Unit, fixed};

const ID: CheckId = CheckId::RunStanceBalance;
const SOURCE: &str = "Garmin's published ranges (Enduro 3 manual): a comparison, not the clinic's advice";

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    let gathered = gather(input, MetricId::StanceBalance, true);
    if gathered.is_empty() {
        return CheckResult::plain(ID, Outcome::NotApplicable, "There is no run in the files.", SOURCE);
    }
    let Some(figure) = gathered.figure(1) else {
        let reason = format!(
            "It cannot be told: {}.{}{}",
            gathered.why_unknown("run"),
            if gathered.wants_a_sensor() {
                " It takes a chest strap or a pod that measures running dynamics."
            } else {
                ""
            },
            beside_the_pedals(input, &gathered),
        );
        return CheckResult::plain(ID, Outcome::Unknown, reason, SOURCE);
    };
    let band = |estimate: &Estimate| garmin_band(LeftShare::new(estimate.value));
    let green = gathered.count(|estimate| band(estimate) == GarminBand::Green);
    let red = gathered.count(|estimate| matches!(band(estimate), GarminBand::Red(_)));
    let orange = gathered.known.len() - green - red;
    let untold = holds_every_band(figure);
    let reason = format!(
        "Left share of contact time {} %{}, {}{}{}. Garmin's range for the \
         middle 40 % of runners is 50.7 % left to 50.7 % right: {green} in it, {orange} in the next 25 % on either side, {red} \
         beyond{}.{}",
        fixed(figure.lo, 1),
        say_interval(figure, 1),
        over(gathered.known.len(), "run"),
        if untold {
            " (the interval reaches from one outer band to the other: none can be told)"
        } else {
            ""
        },
        gathered.latest(|estimate| {
            let figure = Figure { ci95: estimate.ci95(), ..Figure::of(estimate.value, Unit::Percent, 1) };
            format!("{} %{}", fixed(estimate.value, 1), say_interval(figure, 1))
        }),
        gathered.left_out("run"),
        beside_the_pedals(input, &gathered),
    );
    let outcome = match (untold, garmin_band(LeftShare::new(figure.lo))) {
        (true, _) => Outcome::Unknown,
        (false, GarminBand::Green) => Outcome::Pass,
        _ => Outcome::Advisory,
    };
    CheckResult {
        measured: Some(figure),
        target: Some(Figure::range(GarminBand::GREEN, Unit::Percent, 1)),
        ..CheckResult::plain(ID, outcome, reason, SOURCE)
    }
}

/// Whether the interval reaches from Garmin's red band on one side to that on the other.
fn holds_every_band(figure: Figure) -> bool {
    figure.ci95.is_some_and(|(lo, hi)| {
        matches!(
            (garmin_band(LeftShare::new(lo)), garmin_band(LeftShare::new(hi))),
            (GarminBand::Red(Leg::Right), GarminBand::Red(Leg::Left))
        )
    })
}

/// The short-contact leg beside the leg that pedals less, with the uncertainty of both; or why they cannot be set side by
/// side. Nothing where no ride could have a pedal balance.
fn beside_the_pedals(input: &Input<'_>, runs: &Gathered<'_>) -> String {
    let rides = gather(input, MetricId::PedalBalance, true);
    if rides.is_empty() {
        return String::new();
    }
    let (stance, pedal) = (runs.values(), rides.values());
    if let (Some(short), Some(weak)) = (Share::over_sessions(&stance), Share::over_sessions(&pedal)) {
        return format!(
            " Beside the left share of pedal power, {}, {}: {}. No cause is inferred.",
            weak.words(),
            over(pedal.len(), "ride"),
            agreement(short, weak).words(),
        );
    }
    // Why runs are missing is said before this.
    let why = match rides.why_unknown("ride") {
        why if pedal.len() >= Share::LEAST_SESSIONS || why.is_empty() => String::new(),
        why => format!(" ({why})"),
    };
    format!(
        " It cannot be set beside pedal power: that takes {least} runs and {least} rides with an interval outside race windows, \
         and there are {} and {}{why}.",
        stance.len(),
        pedal.len(),
        least = Share::LEAST_SESSIONS,
    )
}
