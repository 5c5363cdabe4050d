//! Strength sets and pool lengths in `report.json`.

use crate::report::{Confidence, ExerciseEntry, Length, LengthKind, StrengthSet};
use crate::units::round;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct ExerciseJson<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    recognised: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fit_guess: Option<(u16, Option<u16>)>,
    sets: Vec<SetJson>,
}

#[derive(Serialize)]
struct SetJson {
    repetitions: Option<u32>,
    weight_kg: Option<f64>,
    duration_s: f64,
}

/// A length; the time of one that was logged as drill is made up by the watch, and left out.
#[derive(Serialize)]
pub(super) struct LengthJson {
    kind: &'static str,
    seconds: Option<f64>,
    strokes: Option<u32>,
}

impl<'a> ExerciseJson<'a> {
    pub(super) fn of(entry: &'a ExerciseEntry) -> Self {
        Self {
            title: &entry.title,
            recognised: match entry.recognised {
                Some(Confidence::Sure) => "sure",
                Some(Confidence::Probably) => "probably",
                None => "no",
            },
            fit_guess: entry.guess.map(|guess| (guess.category, guess.name)),
            sets: entry.sets.iter().map(SetJson::of).collect(),
        }
    }
}

impl SetJson {
    fn of(set: &StrengthSet) -> Self {
        Self {
            repetitions: set.repetitions,
            weight_kg: set.weight_kg.map(|weight| round(weight, 2)),
            duration_s: round(set.duration.get(), 1),
        }
    }
}

impl LengthJson {
    pub(super) fn of(length: &Length) -> Self {
        let (kind, timed) = match length.kind {
            LengthKind::Swum => ("swum", true),
            LengthKind::Drill => ("drill", false),
            LengthKind::Idle => ("rest", true),
        };
        Self { kind, seconds: timed.then(|| round(length.span.length(), 1)), strokes: length.strokes }
    }
}
