//! A run against the runner's own other runs at like speed, on flat ground.

use super::{Input, Judged};
use crate::metrics::baseline::{AgainstOwn, Run, at_like_speed};
use crate::model::{Session, Span, Stream};
use crate::units::Quantity;

/// Fewer other runs than this make no baseline: their spread would be a guess.
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

/// How a run differs from what is usual.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    /// This run minus the others, at like speed.
    pub(super) by: f64,
    /// What two single runs differ by at most by chance (95 %): from the spread of the others, and no less than a floor.
    pub(super) chance: f64,
    /// How many others it rests on.
    pub(super) runs: usize,
}

impl Change {
    /// Whether the change is told from chance.
    pub(super) fn is_told(self) -> bool {
        self.by.abs() > self.chance
    }
}

/// Compares `now` with the other runs that `accept` lets in, outside race windows. None where fewer than [`LEAST_RUNS`] of
/// them have a minute at like speed.
pub(super) fn against_own<Q: Quantity>(
    input: &Input<'_>,
    now: &Judged<'_>,
    channel: impl Fn(&Session) -> Stream<Q>,
    least: f64,
    accept: impl Fn(&Judged<'_>) -> bool,
) -> Option<Change> {
    let drilled = |judged: &Judged<'_>| -> Vec<Span> {
        let parts = |rep: &crate::drills::Rep| {
            [rep.skip.as_ref().map(|skip| skip.span), rep.stride.as_ref().map(|stride| stride.span)]
        };
        judged.drills.reps.iter().flat_map(parts).flatten().collect()
    };
    let others: Vec<(&Judged<'_>, Vec<Span>)> = super::reps::runs(input)
        .filter(|other| other.id != now.id && !input.in_race_window(other.day()) && accept(other))
        .map(|other| (other, drilled(other)))
        .collect();
    let runs: Vec<Run<'_>> =
        others.iter().map(|(other, left_out)| Run { session: other.session, left_out }).collect();
    let here = drilled(now);
    let found: AgainstOwn = at_like_speed(
        channel,
        Run { session: now.session, left_out: &here },
        &runs,
        &input.settings.metrics,
    )?;
    let chance = found.mdc95.filter(|_| found.runs >= LEAST_RUNS)?.max(least);
    Some(Change { by: found.difference, chance, runs: found.runs })
}
