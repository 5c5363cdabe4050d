//! Running form: ground contact time, vertical oscillation and ratio, step length. Descriptive, for change within one
//! runner at like speed.

use super::infer::Claim;
use super::sieve::running_seconds;
use super::{Doc, Evidence, Measure, MetricId, Missing, Settings};
use crate::model::{Session, Span, Stream};
use crate::units::Quantity;

/// What a body can do, in the metric's unit: values outside are sensor faults.
pub(super) fn plausible(metric: MetricId) -> (f64, f64) {
    match metric {
        MetricId::GroundContactTime => (100.0, 600.0),
        MetricId::VerticalOscillation => (20.0, 200.0),
        MetricId::VerticalRatio => (2.0, 30.0),
        MetricId::StepLength => (200.0, 3000.0),
        _ => (f64::NEG_INFINITY, f64::INFINITY),
    }
}

/// Mean of the running seconds.
pub(crate) fn mean<Q: Quantity>(
    metric: MetricId,
    field: &'static str,
    stream: &Stream<Q>,
    session: &Session,
    left_out: &[Span],
    settings: &Settings,
) -> Measure {
    if stream.is_empty() {
        return Measure::Missing(Missing::NotRecorded);
    }
    let (lo, hi) = plausible(metric);
    let sieve = running_seconds(stream, &session.streams.step_rate, left_out, settings.walking_below)
        .drop("zero (nothing measured)", |_, (value, _)| value.get() <= 0.0)
        .drop("outside what a body can do", |_, (value, _)| value.get() < lo || hi < value.get());
    if sieve.kept().is_empty() {
        return Measure::Missing(Missing::TooFewSamples);
    }
    let rule =
        "mean over time of the running seconds; zeros, impossible values, walking and drill reps left out";
    let ledger = sieve.ledger(field, rule);
    Claim::new(metric.unit(), ledger, settings).mean(&sieve.samples(|(value, _)| value.get()))
}

const SENSOR: &str = "A chest strap or pod with running dynamics, a recent Garmin or COROS watch, or Stryd.";
const DROPPED: &str = "Zeros; values that no body has; walking (below 140 steps/min); the reps of a drill.";

/// What `explain` says of ground contact time.
pub(crate) const CONTACT_DOC: Doc = Doc {
    title: "Ground contact time",
    formula: "Mean over time of the contact time of a step, ms.",
    dropped: DROPPED,
    evidence: Evidence::Medium,
    source: "Reliable within a runner, biased between devices (Adams 2016). Falls by 14 to 56 ms for each m/s in public \
             files. No relation to economy (Van Hooren 2024: r -0.02).",
    sensor: SENSOR,
    limits: "Compare only at like speed and with the same sensor. Shorter is not more economical.",
};

/// What `explain` says of vertical oscillation.
pub(crate) const OSCILLATION_DOC: Doc = Doc {
    title: "Vertical oscillation",
    formula: "Mean over time of the rise and fall of the trunk in a step, mm.",
    dropped: DROPPED,
    evidence: Evidence::Medium,
    source: "Valid against video (Adams 2016; Sensors 2025, 25:5407).",
    sensor: SENSOR,
    limits: "Straps and pods do not read alike. Compare only at like speed and with the same sensor.",
};

/// What `explain` says of vertical ratio.
pub(crate) const RATIO_DOC: Doc = Doc {
    title: "Vertical ratio",
    formula: "Mean over time of vertical oscillation over step length, %.",
    dropped: DROPPED,
    evidence: Evidence::Low,
    source: "Garmin's definition.",
    sensor: SENSOR,
    limits: "Depends on the speed that the watch has, and so on GPS. Compare only at like speed.",
};

/// What `explain` says of step length.
pub(crate) const STEP_LENGTH_DOC: Doc = Doc {
    title: "Step length",
    formula: "Mean over time of the length of a step, mm.",
    dropped: DROPPED,
    evidence: Evidence::Medium,
    source: "Speed over cadence, as the device reports it.",
    sensor: SENSOR,
    limits: "Depends on the speed that the watch has, and so on GPS. Compare only at like speed.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{run_session, stream};
    use crate::units::{Elapsed, Milliseconds};

    #[test]
    fn contact_time_is_never_judged_inside_a_drill_rep() {
        let mut run = run_session(900);
        // Pods read some 80 ms short on hops in place.
        run.streams.stance_time = stream(900, |t| {
            Milliseconds::new(if (300.0..=330.0).contains(&t) { 170.0 } else { 250.0 + t % 3.0 })
        });
        let rep = Span { start: Elapsed::new(300.0), end: Elapsed::new(330.0) };
        let settings = Settings::default();
        let contact = |left_out: &[Span]| {
            let stream = &run.streams.stance_time;
            let metric = MetricId::GroundContactTime;
            mean(metric, "record.stance_time", stream, &run, left_out, &settings).known().unwrap().clone()
        };
        let judged = contact(&[rep]);
        assert!((judged.value - 251.0).abs() < 0.01 && judged.n == 869, "{judged:?}");
        assert!(contact(&[]).value < 249.0, "the reps would have moved the mean");
    }
}
