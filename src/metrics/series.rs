//! The judged samples of a channel as a figure shows them: over time, smoothed, and as a distribution.

use super::sieve::Samples;
use super::{Settings, cadence, pedal, stance};
use crate::model::{Session, Span};
use crate::signal::{Bin, histogram, running_mean, weighted_quantile};
use crate::units::{CrankRate, StepRate};

/// The judged samples of one channel of one session.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// `(elapsed s, value)`, one list a run between gaps.
    pub runs: Vec<Vec<(f64, f64)>>,
    /// A running mean of the same.
    pub smooth: Vec<Vec<(f64, f64)>>,
    /// Seconds that the running mean spans.
    pub smooth_seconds: f64,
    /// The distribution, weighted by time.
    pub bars: Vec<Bin>,
    /// The median, weighted by time.
    pub median: f64,
    values: Vec<f64>,
    weights: Vec<f64>,
}

impl Series {
    /// The series of some samples; none where there is none.
    fn of(samples: &Samples, bar_width: f64, smooth_seconds: f64) -> Option<Self> {
        let (values, weights) = (samples.all(), samples.all_weights());
        let median = weighted_quantile(&values, &weights, 0.5)?;
        let smooth = samples
            .at
            .iter()
            .zip(&samples.values)
            .map(|(at, values)| at.iter().copied().zip(running_mean(at, values, smooth_seconds)).collect())
            .collect();
        let bars = histogram(&values, &weights, bar_width);
        Some(Self { runs: samples.points(), smooth, smooth_seconds, bars, median, values, weights })
    }

    /// Share of the time whose value lies from `lo` to `hi`, ends included, %.
    #[must_use]
    pub fn share_within(&self, lo: f64, hi: f64) -> f64 {
        let whole: f64 = self.weights.iter().sum();
        let inside: f64 = self
            .values
            .iter()
            .zip(&self.weights)
            .filter(|(v, _)| lo <= **v && **v <= hi)
            .map(|(_, w)| w)
            .sum();
        if whole > 0.0 { 100.0 * inside / whole } else { 0.0 }
    }

    /// The seconds that it covers.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.weights.iter().sum()
    }
}

/// Running cadence, steps/min, of running seconds.
#[must_use]
pub fn step_rate(session: &Session, left_out: &[Span], settings: &Settings) -> Option<Series> {
    Series::of(&cadence::run(session, left_out, settings).samples(StepRate::get), 1.0, 15.0)
}

/// Pedalling cadence, rpm, of pedalling seconds.
#[must_use]
pub fn crank_rate(session: &Session, settings: &Settings) -> Option<Series> {
    Series::of(&cadence::pedalled(session, settings).samples(CrankRate::get), 2.0, 15.0)
}

/// Left share of ground contact time, %, of the seconds that are judged.
#[must_use]
pub fn stance_balance(session: &Session, left_out: &[Span], settings: &Settings) -> Option<Series> {
    Series::of(&stance::judged(session, left_out, settings).ok()?.samples(), 0.2, 30.0)
}

/// Share of pedal power, %, of the seconds that are judged, and whether the side is known: else it is one leg's, and
/// nobody knows which.
#[must_use]
pub fn pedal_balance(session: &Session, settings: &Settings) -> Option<(pedal::Side, Series)> {
    let clean = pedal::clean(session, settings).ok()?;
    Some((clean.side, Series::of(&clean.samples(), 1.0, 30.0)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(values: &[f64]) -> Samples {
        #[expect(clippy::cast_precision_loss, reason = "a few samples")]
        let at = (0..values.len()).map(|second| second as f64).collect();
        Samples {
            at: vec![at],
            values: vec![values.to_vec()],
            weights: vec![vec![1.0; values.len()]],
            seconds: 0.0,
        }
    }

    #[test]
    fn nothing_gives_no_series() {
        assert_eq!(Series::of(&samples(&[]), 1.0, 15.0), None);
    }

    #[test]
    fn the_band_has_its_edges() {
        let series = Series::of(&samples(&[79.0, 80.0, 100.0, 101.0]), 1.0, 15.0).unwrap();
        assert!((series.share_within(80.0, 100.0) - 50.0).abs() < 1e-12);
        assert!((series.seconds() - 4.0).abs() < 1e-12);
        assert!((series.bars.iter().map(|bar| bar.weight).sum::<f64>() - 4.0).abs() < 1e-12);
    }
}
