//! A run against the runner's own other runs at like speed, on flat ground.

use super::{Input, Judged};
use crate::metrics::MetricId;
use crate::metrics::baseline::{AgainstOwn, Profile, at_like_speed};

/// Compares `now` with the other runs that `accept` lets in, outside race windows; beside the comparison, what two single
/// runs differ by at most by chance (95 %). None where too few runs have a minute at like speed to tell their spread.
pub(super) fn against_own(
    input: &Input<'_>,
    now: &Judged<'_>,
    metric: MetricId,
    accept: impl Fn(&Judged<'_>) -> bool,
) -> Option<(AgainstOwn, f64)> {
    let others: Vec<&Profile> = super::reps::runs(input)
        .filter(|other| other.id != now.id && !input.in_race_window(other.day()) && accept(other))
        .map(|other| other.profile)
        .collect();
    let found = at_like_speed(metric, now.profile, &others)?;
    Some((found, found.mdc95?))
}
