//! The workout that was followed.

use super::parts::{intensity, step};
use super::{Raw, kind};
use crate::ingest::profile::Entry;
use crate::model::{Exercise, StepDuration, Workout, WorkoutStep};
use crate::units::{Metres, TimerTime};

/// The workout, where the file carries one.
pub(super) fn make(raw: &Raw) -> Option<Workout> {
    let head = raw.of(kind::WORKOUT).next();
    let titles: Vec<(Exercise, String)> = raw.of(kind::EXERCISE_TITLE).filter_map(title).collect();
    let mut steps: Vec<WorkoutStep> = Vec::new();
    for (position, entry) in raw.of(kind::WORKOUT_STEP).enumerate() {
        let index = step(entry.integer(254)).or_else(|| u16::try_from(position).ok()).unwrap_or(u16::MAX);
        let made = one(entry, index, &titles);
        // A step that is told of again (as a chained file does) is the same step.
        if !steps.iter().any(|known| known.index == index) {
            steps.push(made);
        }
    }
    steps.sort_by_key(|step| step.index);
    if head.is_none() && steps.is_empty() {
        return None;
    }
    Some(Workout { name: head.and_then(|head| head.name(8)).unwrap_or_default(), steps })
}

fn one(entry: &Entry, index: u16, titles: &[(Exercise, String)]) -> WorkoutStep {
    let exercise = entry.raw(10).map(|category| Exercise { category, name: entry.raw(11) });
    let titled = || {
        let exercise = exercise?;
        titles.iter().find(|(of, _)| *of == exercise).map(|(_, name)| name.clone())
    };
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
