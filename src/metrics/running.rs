//! Running form: ground contact time, vertical oscillation and ratio, step length. Descriptive, for change within one
//! runner at like speed.

use super::infer::Claim;
use super::sieve::running_seconds;
use super::{Measure, MetricId, Missing, Settings};
use crate::model::{Session, Span, Stream};
use crate::units::Quantity;

/// What a body can do, in the metric's unit: values outside are sensor faults.
fn plausible(metric: MetricId) -> (f64, f64) {
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
