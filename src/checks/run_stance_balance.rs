//! `run.stance-balance`: left share of ground contact time.

use super::gather::{gather, say_interval};
use super::words::over;
use super::{CheckId, CheckResult, Figure, Input, Outcome};
use crate::metrics::{
    Estimate, MetricId,
    stance::{GarminBand, garmin_band},
};
use crate::units::{LeftShare, Unit};

const ID: CheckId = CheckId::RunStanceBalance;
const SOURCE: &str = "Garmin's published ranges (Enduro 3 manual): a comparison, not the clinic's advice";

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    let gathered = gather(input, MetricId::StanceBalance, true);
    if gathered.is_empty() {
        return CheckResult::plain(ID, Outcome::NotApplicable, "There is no run in the files.", SOURCE);
    }
    let (Some(figure), Some((latest_run, latest))) = (gathered.figure(1), gathered.known.last()) else {
        let reason = format!(
            "Stance balance cannot be told: {}. It takes a chest strap or a pod that measures running dynamics.",
            gathered.why_unknown("run")
        );
        return CheckResult::plain(ID, Outcome::Unknown, reason, SOURCE);
    };
    let band = |estimate: &Estimate| garmin_band(LeftShare::new(estimate.value));
    let green = gathered.count(|estimate| band(estimate) == GarminBand::Green);
    let red = gathered.count(|estimate| matches!(band(estimate), GarminBand::Red(_)));
    let orange = gathered.known.len() - green - red;
    let interval =
        latest.ci95.map_or(String::new(), |(lo, hi)| format!(" (95 % interval {lo:.1} to {hi:.1})"));
    let reason = format!(
        "Left share of contact time {:.1} %{}, {}; the latest, on {}, {:.1} %{interval}. Garmin's range for the \
         middle 40 % of runners is 50.7 % left to 50.7 % right: {green} in it, {orange} in the next 25 % on either side, {red} \
         beyond{}.",
        figure.lo,
        say_interval(figure, 1),
        over(gathered.known.len(), "run"),
        latest_run.day(),
        latest.value,
        gathered.left_out("run"),
    );
    let outcome = if garmin_band(LeftShare::new(figure.lo)) == GarminBand::Green {
        Outcome::Pass
    } else {
        Outcome::Advisory
    };
    CheckResult {
        measured: Some(figure),
        target: Some(Figure::range(GarminBand::GREEN, Unit::Percent, 1)),
        ..CheckResult::plain(ID, outcome, reason, SOURCE)
    }
}
