//! A session against the athlete's own other ones: runs at like speed on flat ground, rides at like power and cadence.

use super::{Input, Judged};
use crate::metrics::MetricId;
use crate::metrics::baseline::{
    AgainstOwn, PhaseAgainstOwn, Profile, Usual, at_like_speed, power_phase_at_like_effort,
};
use crate::units::Leg;

/// Compares `now` with the other runs that `accept` lets in, outside race windows; beside the comparison, the
/// runner's usual range. None where too few runs have a minute at like speed to tell their spread.
pub(super) fn against_own(
    input: &Input<'_>,
    now: &Judged<'_>,
    metric: MetricId,
    accept: impl Fn(&Judged<'_>) -> bool,
) -> Option<(AgainstOwn, Usual)> {
    let others: Vec<&Profile> = super::reps::runs(input)
        .filter(|other| other.id != now.id && !input.in_race_window(other.day()) && accept(other))
        .map(|other| other.profile)
        .collect();
    let found = at_like_speed(metric, now.profile, &others)?;
    Some((found, found.usual?))
}

/// Compares one leg's power phase with the rides before `now`, outside race windows. None where too few of them were
/// ridden at like power and cadence.
pub(super) fn phase_against_own(input: &Input<'_>, now: &Judged<'_>, leg: Leg) -> Option<PhaseAgainstOwn> {
    let earlier: Vec<&Profile> = input
        .sessions
        .iter()
        .filter(|other| other.session.sport == now.session.sport && !input.in_race_window(other.day()))
        .filter(|other| other.session.clock.start < now.session.clock.start)
        .map(|other| other.profile)
        .collect();
    power_phase_at_like_effort(now.profile, &earlier, leg, &input.settings.metrics)
}
