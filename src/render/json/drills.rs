//! Drills in `report.json`.

use crate::report::{Drills, MeasuredLength, Rep, Skip, Stride};
use crate::units::round;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct DrillsJson {
    source: &'static str,
    resolution: &'static str,
    reps: Vec<RepJson>,
}

#[derive(Serialize)]
struct RepJson {
    skip: Option<SkipJson>,
    stride: Option<StrideJson>,
}

#[derive(Serialize)]
struct SkipJson {
    start_s: f64,
    end_s: f64,
    metres: LengthJson,
    confirmed: bool,
    verdict: &'static str,
}

#[derive(Serialize)]
struct StrideJson {
    start_s: f64,
    end_s: f64,
    metres: LengthJson,
    verdict: &'static str,
    form: FormJson,
}

#[derive(Serialize)]
struct LengthJson {
    value: f64,
    lo: f64,
    hi: f64,
}

/// How the stride was run: descriptive, each absent where not recorded.
#[derive(Serialize)]
struct FormJson {
    peak_speed_m_s: Option<f64>,
    mean_speed_m_s: Option<f64>,
    cadence_steps_min: Option<f64>,
    contact_time_ms: Option<f64>,
    vertical_oscillation_mm: Option<f64>,
    step_length_mm: Option<f64>,
}

impl DrillsJson {
    pub(super) fn of(drills: &Drills) -> Self {
        Self {
            source: drills.source.name(),
            resolution: drills.resolution.name(),
            reps: drills.reps.iter().map(RepJson::of).collect(),
        }
    }
}

impl RepJson {
    fn of(rep: &Rep) -> Self {
        Self { skip: rep.skip.as_ref().map(SkipJson::of), stride: rep.stride.as_ref().map(StrideJson::of) }
    }
}

impl SkipJson {
    fn of(skip: &Skip) -> Self {
        Self {
            start_s: round(skip.span.start.get(), 1),
            end_s: round(skip.span.end.get(), 1),
            metres: LengthJson::of(skip.metres),
            confirmed: skip.confirmed,
            verdict: skip.verdict.name(),
        }
    }
}

impl StrideJson {
    fn of(stride: &Stride) -> Self {
        let form = &stride.form;
        Self {
            start_s: round(stride.span.start.get(), 1),
            end_s: round(stride.span.end.get(), 1),
            metres: LengthJson::of(stride.metres),
            verdict: stride.verdict.name(),
            form: FormJson {
                peak_speed_m_s: form.peak_speed.map(|speed| round(speed.get(), 2)),
                mean_speed_m_s: form.mean_speed.map(|speed| round(speed.get(), 2)),
                cadence_steps_min: form.cadence.map(|rate| round(rate.get(), 0)),
                contact_time_ms: form.contact_time.map(|time| round(time.get(), 0)),
                vertical_oscillation_mm: form.vertical_oscillation.map(|height| round(height.get(), 0)),
                step_length_mm: form.step_length.map(|length| round(length.get(), 0)),
            },
        }
    }
}

impl LengthJson {
    fn of(length: MeasuredLength) -> Self {
        Self { value: round(length.value, 1), lo: round(length.lo, 1), hi: round(length.hi, 1) }
    }
}
