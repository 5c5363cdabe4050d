//! What strength work left a trace in the files.

use super::{Input, Judged};
use crate::model::{SetKind, SubSport};
use crate::programme::{Confidence, IsoWeek};
use std::collections::BTreeSet;

/// The traces of one exercise.
#[derive(Debug, Default)]
pub(super) struct Trace {
    /// Sets that a workout step says were this exercise.
    pub(super) sure: usize,
    /// Sets that probably were.
    pub(super) probable: usize,
    /// Sessions with a set of it, sure or probable, by index.
    pub(super) sessions: BTreeSet<usize>,
    /// Weeks with a set of it.
    pub(super) weeks: BTreeSet<IsoWeek>,
}

/// Whether a session is strength work.
pub(super) fn is_strength(judged: &Judged<'_>) -> bool {
    judged.session.sub_sport == SubSport::StrengthTraining
        || judged.session.sets.iter().any(|set| set.kind == SetKind::Active)
}

/// The strength sessions.
pub(super) fn sessions<'a>(input: &Input<'a>) -> Vec<&'a Judged<'a>> {
    input.sessions.iter().filter(|judged| is_strength(judged)).collect()
}

/// The traces of an exercise by its key.
pub(super) fn trace(input: &Input<'_>, key: &str) -> Trace {
    let mut trace = Trace::default();
    for (index, judged) in sessions(input).into_iter().enumerate() {
        for set in judged.session.sets.iter().filter(|set| set.kind == SetKind::Active) {
            let Some(found) = input.plan.exercises.recognise(set, judged.workout) else { continue };
            if found.exercise.key != key {
                continue;
            }
            match found.confidence {
                Confidence::Sure => trace.sure += 1,
                Confidence::Probably => trace.probable += 1,
            }
            trace.sessions.insert(index);
            trace.weeks.insert(IsoWeek::of(judged.day()));
        }
    }
    trace
}

/// Active sets that none of the known exercises accounts for.
pub(super) fn unrecognised(input: &Input<'_>) -> usize {
    sessions(input)
        .into_iter()
        .flat_map(|judged| judged.session.sets.iter().map(move |set| (judged, set)))
        .filter(|(judged, set)| {
            set.kind == SetKind::Active && input.plan.exercises.recognise(set, judged.workout).is_none()
        })
        .count()
}
