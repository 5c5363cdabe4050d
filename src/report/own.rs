//! A session against the athlete's own earlier ones, like with like.

use super::{Input, Sourced};
use crate::metrics::baseline::{
    AgainstOwn, COMPARED, PhaseAgainstOwn, Profile, at_like_speed, power_phase_at_like_effort,
};
use crate::model::Sport;
use crate::units::Legs;

/// A session against the athlete's own earlier ones of the same sport, outside race windows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Own {
    /// A run's figures at like speed: those that some earlier run can be held against.
    pub runs: Vec<AgainstOwn>,
    /// A ride's power phase at like power and cadence.
    pub phase: Legs<Option<PhaseAgainstOwn>>,
}

/// Compares a session with the earlier ones.
pub(super) fn own(one: &Sourced<'_>, input: &Input<'_>) -> Own {
    let now = one.judged;
    if !matches!(now.session.sport, Sport::Running | Sport::Cycling | Sport::EBiking) {
        return Own::default();
    }
    let in_race_window = |day| input.plan.races.iter().any(|race| race.covers(day));
    let earlier: Vec<&Profile> = input
        .sessions
        .iter()
        .filter(|other| other.twin_of.is_none())
        .map(|other| other.judged)
        .filter(|other| other.session.sport == now.session.sport)
        .filter(|other| other.session.clock.start < now.session.clock.start && !in_race_window(other.day()))
        .map(|other| other.profile)
        .collect();
    Own {
        runs: COMPARED
            .into_iter()
            .filter_map(|(metric, _)| at_like_speed(metric, now.profile, &earlier))
            .collect(),
        phase: Legs::from_fn(|leg| power_phase_at_like_effort(now.profile, &earlier, leg, input.metrics)),
    }
}
