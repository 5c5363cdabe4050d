//! A runner's own baseline at like speed.

use super::gather::{Gathered, median};
use super::{Input, Judged};
use crate::metrics::Estimate;

/// Runs count as alike within this difference of mean speed, m/s: contact time and cadence follow speed.
const LIKE_SPEED: f64 = 0.2;

/// Fewer earlier runs than this make no baseline: their spread would be a guess.
pub(super) const LEAST_RUNS: usize = 5;

/// The least change of cadence between two runs that is spoken of, steps/min: FIT counts in halves of a stride, which are
/// steps, and a run is never paced twice alike. Our own figure.
pub(super) const LEAST_STEP_RATE: f64 = 2.0;

/// The least change of contact time that is spoken of, ms. Our own figure: contact time follows speed by 14 to 56 ms per
/// m/s, and runs are matched to within 0.2 m/s.
pub(super) const LEAST_CONTACT: f64 = 10.0;

/// The least change of stance balance that is spoken of, pp: one athlete's runs differed so much from run to run (domain
/// handbook, section 1.5).
pub(super) const LEAST_BALANCE: f64 = 2.2;

/// What is usual, and how much two single runs differ by chance.
#[derive(Debug, Clone, Copy)]
pub(super) struct Baseline {
    /// The median of the like runs.
    pub(super) usual: f64,
    /// The minimal detectable change between two runs: `1.96 * sqrt(2) * SD` of the like runs, and no less than `least`.
    pub(super) mdc: f64,
    /// How many runs it rests on.
    pub(super) runs: usize,
}

/// Mean speed over timer time, m/s.
pub(super) fn mean_speed(judged: &Judged<'_>) -> Option<f64> {
    let (metres, seconds) = (judged.session.distance?.get(), judged.session.timer.get());
    (seconds > 0.0 && metres > 0.0).then(|| metres / seconds)
}

/// The baseline for a run of `speed`: the runs that `accept` lets in, outside race windows, at like speed. None where there
/// are too few.
pub(super) fn baseline(
    input: &Input<'_>,
    gathered: &Gathered<'_>,
    speed: f64,
    least: f64,
    accept: impl Fn(&Judged<'_>) -> bool,
) -> Option<Baseline> {
    let alike =
        |judged: &Judged<'_>| mean_speed(judged).is_some_and(|other| (other - speed).abs() <= LIKE_SPEED);
    let is_in = |(judged, _): &&(&Judged<'_>, &Estimate)| {
        accept(judged) && alike(judged) && !input.in_race_window(judged.day())
    };
    let values: Vec<f64> = gathered.known.iter().filter(is_in).map(|(_, estimate)| estimate.value).collect();
    if values.len() < LEAST_RUNS {
        return None;
    }
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let mdc = (1.96 * std::f64::consts::SQRT_2 * variance.sqrt()).max(least);
    Some(Baseline { usual: median(&values)?, mdc, runs: values.len() })
}
