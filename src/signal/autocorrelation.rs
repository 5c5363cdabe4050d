//! How many independent values a run of correlated ones is worth, and the interval of its mean.

use super::descriptive::weighted_mean;
use super::interval::{Interval, t_interval};

/// How the correlation time is cut off. [`Estimator::Corrected`] is what the library uses; the others stand for
/// comparison (docs/decisions, cargo example `interval_truth`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estimator {
    /// Geyer's initial positive sequence: pairs of autocorrelations are summed while a pair is positive.
    Positive,
    /// Geyer's initial monotone sequence: the same, no pair larger than the one before it.
    Monotone,
    /// The monotone sequence of autocovariances from which the bias of a short series is taken out.
    Corrected,
}

/// A mean of correlated values, and what it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effective {
    /// The (weighted) mean.
    pub mean: f64,
    /// How many values.
    pub n: usize,
    /// The standard deviation of the values about the true mean.
    pub sd: f64,
    /// The integrated autocorrelation time in samples, at least 1.
    pub tau: f64,
    /// How many independent values they are worth, at most n.
    pub n_eff: f64,
}

impl Effective {
    /// The standard error of the mean.
    #[must_use]
    pub fn standard_error(&self) -> f64 {
        self.sd / self.n_eff.sqrt()
    }

    /// The degrees of freedom of the standard error.
    #[must_use]
    pub fn freedom(&self) -> f64 {
        self.n_eff / 2.0
    }

    /// The Student-t interval of the mean.
    #[must_use]
    pub fn interval(&self, level: f64) -> Option<Interval> {
        t_interval(self.mean, self.standard_error(), self.freedom(), level)
    }
}

/// [`effective_size_by`] with the estimator that the library uses.
#[must_use]
pub fn effective_size(runs: &[&[f64]], weights: &[&[f64]]) -> Option<Effective> {
    effective_size_by(Estimator::Corrected, runs, weights)
}

/// The lags end where fewer than this share of the values still has a partner.
const LEAST_PARTNERS: f64 = 0.25;

/// Works out what the values of `runs` are worth. A run is a stretch without a gap; only pairs inside one run are
/// compared, so no gap is ever bridged. `weights` has the shape of `runs`, or is empty for equal weights.
///
/// Fewer than four values, or a constant (which tells nothing of its spread): none.
#[must_use]
pub fn effective_size_by(by: Estimator, runs: &[&[f64]], weights: &[&[f64]]) -> Option<Effective> {
    let values: Vec<f64> = runs.concat();
    let weights: Vec<f64> = if weights.is_empty() { vec![1.0; values.len()] } else { weights.concat() };
    let n = values.len();
    if n < 4 || weights.len() != n {
        return None;
    }
    let mean = weighted_mean(&values, &weights)?;
    let total: f64 = weights.iter().sum();
    // What unequal weights cost (Kish): equal weights give n.
    let worth = total * total / weights.iter().map(|w| w * w).sum::<f64>();
    let spread = values.iter().zip(&weights).map(|(v, w)| w * (v - mean).powi(2)).sum::<f64>() / total;
    if !(spread > 0.0 && spread.is_finite()) || spread.sqrt() <= 1e-12 * mean.abs() {
        return None;
    }
    let mut lags = Lags::new(runs, mean);
    let unbiased = spread * n as f64 / (n as f64 - 1.0);
    let (variance, tau) = match by {
        Estimator::Positive => (unbiased, lags.sum(0.0, false) / spread),
        Estimator::Monotone => (unbiased, lags.sum(0.0, true) / spread),
        Estimator::Corrected => lags.corrected(),
    };
    let tau = tau.max(1.0);
    Some(Effective { mean, n, sd: variance.sqrt(), tau, n_eff: (worth / tau).min(n as f64) })
}

/// Autocovariances about the sample mean, worked out one lag at a time as they are asked for.
struct Lags {
    runs: Vec<Vec<f64>>,
    known: Vec<f64>,
    n: f64,
    most: usize,
}

/// No lag above this many samples is looked at: an hour at 1 Hz. What is left of the sum is extrapolated.
const MOST_LAGS: usize = 3600;

impl Lags {
    fn new(runs: &[&[f64]], mean: f64) -> Self {
        let runs: Vec<Vec<f64>> = runs.iter().map(|run| run.iter().map(|v| v - mean).collect()).collect();
        let n: usize = runs.iter().map(Vec::len).sum();
        let partners = |lag: usize| runs.iter().map(|run| run.len().saturating_sub(lag)).sum::<usize>();
        let most = (0..=MOST_LAGS.min(n / 2))
            .rev()
            .find(|lag| partners(*lag) as f64 >= LEAST_PARTNERS * n as f64)
            .unwrap_or_default();
        Self { runs, known: Vec::new(), n: n as f64, most }
    }

    /// The autocovariance at `lag` over the pairs inside a run; none beyond the last lag that can be told.
    fn at(&mut self, lag: usize) -> Option<f64> {
        while self.known.len() <= lag.min(self.most) {
            let step = self.known.len();
            let (mut sum, mut pairs) = (0.0, 0_usize);
            for run in self.runs.iter().filter(|run| run.len() > step) {
                sum += run.iter().zip(&run[step..]).map(|(a, b)| a * b).sum::<f64>();
                pairs += run.len() - step;
            }
            self.known.push(sum / pairs.max(1) as f64);
        }
        self.known.get(lag).copied()
    }

    /// The sum of autocovariances over all lags, each with its share of pairs in a series of n, cut off at the initial
    /// positive sequence of pairs. `lift` is added to each autocovariance first.
    fn sum(&mut self, lift: f64, monotone: bool) -> f64 {
        let variance = self.at(0).unwrap_or_default() + lift;
        let (mut total, mut first, mut last) = (-variance, None, f64::INFINITY);
        for pair in 0_u32.. {
            let (even, odd) = (2 * pair, 2 * pair + 1);
            let (Some(one), Some(other)) = (self.at(even as usize), self.at(odd as usize)) else {
                // The lags ran out before the correlation did: go on as it faded so far.
                let begin = *first.get_or_insert(2.0 * variance);
                let fade = (last / begin).powf(1.0 / f64::from(pair.max(1))).clamp(0.0, 0.999);
                return total + if last.is_finite() { 2.0 * last * fade / (1.0 - fade) } else { 0.0 };
            };
            let share = |lag: u32| 1.0 - f64::from(lag) / self.n;
            let sum = (one + lift) * share(even) + (other + lift) * share(odd);
            let sum = if monotone { sum.min(last) } else { sum };
            if sum <= 0.0 {
                break;
            }
            first.get_or_insert(sum);
            total += 2.0 * sum;
            last = sum;
        }
        total
    }

    /// Variance and correlation time without the bias of a short series.
    ///
    /// About its own mean a series looks calmer than it is: every autocovariance comes out too small by about the
    /// variance V of the mean itself. V is what is sought, so it is found as the fixed point of `V = sum(V) / n`.
    fn corrected(&mut self) -> (f64, f64) {
        let variance = self.at(0).unwrap_or_default();
        let mut lift = 0.0;
        for _ in 0..100 {
            let next = (self.sum(lift, true) / self.n).clamp(0.0, variance);
            let done = (next - lift).abs() <= 1e-9 * variance;
            lift = next;
            if done {
                break;
            }
        }
        let total = self.sum(lift, true);
        (variance + lift, total / (variance + lift))
    }
}
