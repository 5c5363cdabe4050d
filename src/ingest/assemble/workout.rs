//! The workout that was followed.

use super::kind;
use super::parts::{intensity, step};
use crate::ingest::messages::{Entry, Messages};
use crate::model::{Exercise, StepDuration, Workout, WorkoutStep};
use crate::units::{Metres, TimerTime};
use std::collections::BTreeMap;

/// The names that the file gives to exercises.
type Titles = BTreeMap<Exercise, String>;

/// The workout, where the file carries one.
pub(super) fn make(messages: &Messages) -> Option<Workout> {
    let head = messages.of(kind::WORKOUT).first();
    let mut titles = Titles::new();
    for (exercise, title) in messages.of(kind::EXERCISE_TITLE).iter().filter_map(title) {
        titles.entry(exercise).or_insert(title);
    }
    let mut steps: BTreeMap<u16, WorkoutStep> = BTreeMap::new();
    for (position, entry) in messages.of(kind::WORKOUT_STEP).iter().enumerate() {
        let index = step(entry.integer(254)).or_else(|| u16::try_from(position).ok()).unwrap_or(u16::MAX);
        // A step that is told of again (as a chained file does) is the same step.
        steps.entry(index).or_insert_with(|| one(entry, index, &titles));
    }
    if head.is_none() && steps.is_empty() {
        return None;
    }
    let name = head.and_then(|head| head.name(8)).unwrap_or_default();
    Some(Workout { name, steps: steps.into_values().collect() })
}

fn one(entry: &Entry, index: u16, titles: &Titles) -> WorkoutStep {
    let exercise = entry.raw(10).map(|category| Exercise { category, name: entry.raw(11) });
    let titled = || titles.get(&exercise?).cloned();
    WorkoutStep {
        index,
        name: entry.name(0).or_else(titled).unwrap_or_default(),
        notes: entry.name(8).unwrap_or_default(),
        intensity: intensity(entry.integer(7)),
        duration: duration(entry),
        exercise,
    }
}

/// FIT `wkt_step_duration` with its value.
fn duration(entry: &Entry) -> StepDuration {
    let value: Option<u32> = entry.raw(2);
    match (entry.integer(1), value) {
        (Some(0 | 28), Some(milliseconds)) => {
            StepDuration::Time(TimerTime::new(f64::from(milliseconds) / 1000.0))
        }
        (Some(1), Some(centimetres)) => StepDuration::Distance(Metres::new(f64::from(centimetres) / 100.0)),
        (Some(5), _) => StepDuration::Open,
        (Some(6), Some(from)) => match (u16::try_from(from), entry.raw(4)) {
            (Ok(step), Some(times)) => StepDuration::RepeatFrom { step, times },
            _ => StepDuration::Other,
        },
        (Some(29), Some(repetitions)) => StepDuration::Reps(repetitions),
        _ => StepDuration::Other,
    }
}

fn title(entry: &Entry) -> Option<(Exercise, String)> {
    Some((Exercise { category: entry.raw(0)?, name: entry.raw(1) }, entry.name(2)?))
}
