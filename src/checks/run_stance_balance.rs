//! `run.stance-balance`: left share of ground contact time.

use super::gather::gather;
use super::words::over;
use super::{CheckId, CheckResult, Figure, Input, Outcome};
use crate::metrics::MetricId;
use crate::units::Unit;

const ID: CheckId = CheckId::RunStanceBalance;
const SOURCE: &str = "Garmin's published ranges (Enduro 3 manual): a comparison, not the clinic's advice";

/// Tenths of a per cent from 50 up to which Garmin's middle 40 % of runners lie.
const GREEN: f64 = 7.0;
/// Tenths of a per cent from 50 up to which the next 25 % on either side lie.
const ORANGE: f64 = 22.0;

/// Tenths of a per cent from an even split, as Garmin's table has them: half a tenth counts up.
fn tenths(left_share: f64) -> f64 {
    ((left_share - 50.0).abs() * 10.0 + 1e-9).round()
}

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
    let green = gathered.count(|estimate| tenths(estimate.value) <= GREEN);
    let red = gathered.count(|estimate| tenths(estimate.value) > ORANGE);
    let orange = gathered.known.len() - green - red;
    let interval =
        latest.ci95.map_or(String::new(), |(lo, hi)| format!(" (95 % interval {lo:.1} to {hi:.1})"));
    let reason = format!(
        "Left share of contact time {:.1} %, {}; the latest, on {}, {:.1} %{interval}. Garmin's range for the \
         middle 40 % of runners is 50.7 % left to 50.7 % right: {green} in it, {orange} in the next 25 % on either side, {red} \
         beyond{}.",
        figure.lo,
        over(gathered.known.len(), "run"),
        latest_run.day(),
        latest.value,
        gathered.left_out("run"),
    );
    let outcome = if tenths(figure.lo) <= GREEN { Outcome::Pass } else { Outcome::Advisory };
    CheckResult {
        measured: Some(figure),
        target: Some(Figure::range((49.3, 50.7), Unit::Percent, 1)),
        ..CheckResult::plain(ID, outcome, reason, SOURCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garmins_table_is_read_in_tenths_with_half_a_tenth_up() {
        for (share, expected) in
            [(50.74, 7.0), (50.75, 8.0), (49.26, 7.0), (49.25, 8.0), (52.24, 22.0), (52.25, 23.0)]
        {
            assert!((tenths(share) - expected).abs() < 1e-12, "{share}");
        }
    }
}
