//! How many independent values a run of correlated ones is worth, and the interval of its mean.
//!
//! What was compared, and why the constants below are what they are: docs/decisions/0401-effective-sample-size.md. The
//! table behind it: `cargo run --release --example interval_truth`.

use super::descriptive::weighted_mean;
use super::interval::{Interval, t_interval};

/// How the worth of correlated values is worked out. [`Estimator::Cautious`] is what the library uses; the others
/// stand for comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estimator {
    /// Geyer's initial positive sequence: pairs of autocorrelations are summed while a pair is positive.
    Positive,
    /// Geyer's initial monotone sequence: the same, no pair larger than the one before it.
    Monotone,
    /// The monotone sequence of autocovariances from which the bias of a short series is taken out.
    Corrected,
    /// An autoregression of first order, its coefficient freed of bias (Kendall 1954, Marriott and Pope 1954).
    FirstOrder,
    /// The lower of the last two, less the error that such an estimate itself carries.
    Cautious,
}

impl Estimator {
    /// Every estimator, the library's last.
    pub const ALL: [Self; 5] =
        [Self::Positive, Self::Monotone, Self::Corrected, Self::FirstOrder, Self::Cautious];
}

/// A mean of correlated values, and what it is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effective {
    /// The (weighted) mean.
    pub mean: f64,
    /// How many values.
    pub n: usize,
    /// How many independent values they are worth, at most n; by [`Estimator::Cautious`] at least so many.
    pub n_eff: f64,
    /// The standard error of the mean.
    pub standard_error: f64,
    /// The degrees of freedom of the standard error.
    pub freedom: f64,
}

impl Effective {
    /// Values of fewer independent ones than this bear no interval.
    pub const LEAST: f64 = 12.0;

    /// The same, worth no more than `most` independent values: for a part of a series whose whole is worth so many.
    #[must_use]
    pub fn at_most(self, most: f64) -> Self {
        if self.n_eff <= most {
            return self;
        }
        let standard_error = self.standard_error * (self.n_eff / most).sqrt();
        Self { n_eff: most, standard_error, freedom: self.freedom * most / self.n_eff, ..self }
    }

    /// The Student-t interval of the mean.
    #[must_use]
    pub fn interval(&self, level: f64) -> Option<Interval> {
        t_interval(self.mean, self.standard_error, self.freedom, level)
    }
}

/// [`effective_size_by`] with the estimator that the library uses.
#[must_use]
pub fn effective_size(runs: &[&[f64]], weights: &[&[f64]]) -> Option<Effective> {
    effective_size_by(Estimator::Cautious, runs, weights)
}

/// Works out what the values of `runs` are worth. A run is a stretch without a gap; only pairs inside one run are
/// compared, so no gap is ever bridged. `weights` has the shape of `runs`, or is empty for equal weights.
///
/// Fewer than four values (none and one among them), values that are nearly all alone between gaps, or a constant,
/// which tells nothing of its spread: none.
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
    if !spread.is_finite() || spread.sqrt() <= 1e-12 * mean.abs().max(1e-300) {
        return None;
    }
    let mut lags = Lags::new(runs, mean);
    if lags.most == 0 {
        return None;
    }
    let unbiased = spread * n as f64 / (n as f64 - 1.0);
    let size = |(variance, tau): (f64, f64)| {
        let n_eff = (worth / tau.max(1.0)).min(n as f64);
        Effective { mean, n, n_eff, standard_error: (variance / n_eff).sqrt(), freedom: n_eff - 1.0 }
    };
    Some(match by {
        Estimator::Positive => size((unbiased, lags.sum(0.0, false) / spread)),
        Estimator::Monotone => size((unbiased, lags.sum(0.0, true) / spread)),
        Estimator::Corrected => size(lags.corrected()),
        Estimator::FirstOrder => size(lags.first_order()),
        Estimator::Cautious => cautious(size(lags.corrected()), size(lags.first_order())),
    })
}

/// The relative error of an estimated n_eff is about one over its root (autoregression of first order, delta method):
/// so many of these errors are taken off.
const ERRORS_OFF: f64 = 1.25;
/// How much wider an interval at the threshold of n_eff is made, less one: ...
const WIDER_BY: f64 = 2.5;
/// ... and over how many n_eff above the threshold that fades to a third.
const FADES_OVER: f64 = 2.5;

/// The lower of two estimates, less its own error, with an interval that is wide enough for both.
///
/// The standard error rests on two estimates, the spread and the correlation time, whose errors go together; for an
/// autoregression its relative variance is 4 / n_eff, that of a variance with n_eff / 2 degrees of freedom. Close to
/// the threshold the interval is widened: a series of too little worth gets past it only where by chance it looks
/// calmer than it is, and then its standard error is too small as well.
fn cautious(one: Effective, other: Effective) -> Effective {
    let least = one.n_eff.min(other.n_eff);
    let n_eff = (least * (-ERRORS_OFF / least.sqrt()).exp()).max(1.0);
    let beyond = (n_eff - Effective::LEAST).max(0.0);
    let wider = 1.0 + WIDER_BY * (-beyond / FADES_OVER).exp();
    let error = one.standard_error.max(other.standard_error) * wider;
    Effective { n_eff, standard_error: error, freedom: n_eff / 2.0, ..one }
}

/// The lags end where fewer than this share of the values still has a partner.
const LEAST_PARTNERS: f64 = 0.25;

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

    /// Variance and correlation time of an autoregression of first order. The coefficient comes out too small by
    /// (1 + 3 rho) / n, which is put back.
    fn first_order(&mut self) -> (f64, f64) {
        let variance = self.at(0).unwrap_or_default();
        let raw = self.at(1).unwrap_or_default() / variance;
        let rho = ((self.n * raw + 1.0) / (self.n - 3.0).max(1.0)).clamp(0.0, 1.0 - 0.5 / self.n);
        // The sum over all lags k of (1 - k/n) rho^k in closed form.
        let fade = rho.powf(self.n);
        let sum = rho / (1.0 - rho) - rho * (1.0 - fade) / (self.n * (1.0 - rho).powi(2));
        let tau = 1.0 + 2.0 * sum.max(0.0);
        // The spread about the sample mean lacks the variance of that mean, tau / n of the whole.
        (variance / (1.0 - tau / self.n).max(0.05), tau)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// An autoregression of first order with variance 1, always the same for a seed.
    fn ar1(seed: u64, n: usize, rho: f64) -> Vec<f64> {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut normal = || {
            (0..12).fold(-6.0, |sum, _| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                sum + (state >> 11) as f64 / (1_u64 << 53) as f64
            })
        };
        let mut last = normal();
        (0..n)
            .map(|_| {
                last = rho * last + (1.0 - rho * rho).sqrt() * normal();
                last
            })
            .collect()
    }

    #[test]
    fn the_exact_factor_of_an_autoregression_comes_out() {
        // In closed form: the variance of the mean over the variance of the values.
        for (n, rho, factor) in
            [(60, 0.9, 0.266_756_517_2), (600, 0.95, 0.062_888_888_9), (1800, 0.98, 0.053_487_654_3_f64)]
        {
            // Autocovariances that are exactly those of the autoregression, with the bias of the coefficient taken
            // into account, stand in for a series.
            let n_f = f64::from(n);
            let raw = (rho * (n_f - 3.0) - 1.0) / n_f;
            let mut lags = Lags { runs: Vec::new(), known: vec![1.0, raw], n: n_f, most: 1 };
            let (_, tau) = lags.first_order();
            assert!((tau / n_f - factor).abs() < 1e-9, "{}", tau / n_f);
        }
    }

    #[test]
    fn nothing_one_value_and_a_constant_are_worth_nothing_that_can_be_told() {
        for by in Estimator::ALL {
            assert_eq!(effective_size_by(by, &[], &[]), None);
            assert_eq!(effective_size_by(by, &[&[50.0]], &[]), None);
            assert_eq!(effective_size_by(by, &[&[50.1; 900]], &[]), None);
        }
    }

    #[test]
    fn independent_values_are_worth_nearly_all_they_are() {
        let values = ar1(1, 2000, 0.0);
        let found = effective_size(&[&values], &[]).unwrap();
        assert!(found.n_eff > 1500.0 && found.n_eff <= 2000.0, "{found:?}");
    }

    #[test]
    fn correlated_values_are_worth_about_what_theory_says() {
        let theory = 36_000.0 * 0.05 / 1.95;
        for by in Estimator::ALL {
            let found = effective_size_by(by, &[&ar1(5, 36_000, 0.95)], &[]).unwrap();
            assert!((found.n_eff / theory - 1.0).abs() < 0.2, "{by:?} {found:?} {theory}");
        }
    }

    #[test]
    fn a_short_and_slow_series_bears_no_claim() {
        let claims = (0..200)
            .filter(|seed| effective_size(&[&ar1(*seed, 600, 0.98)], &[]).unwrap().n_eff >= Effective::LEAST)
            .count();
        assert!(claims <= 4, "{claims} of 200 series worth 6 passed for 12");
    }

    #[test]
    fn a_drift_under_noise_is_not_mistaken_for_noise() {
        // Lag 1 alone would say that this is worth hundreds.
        let noise = ar1(3, 3600, 0.0);
        let values: Vec<f64> =
            noise.iter().enumerate().map(|(i, v)| (i as f64 / 600.0).sin() + 0.5 * v).collect();
        assert!(effective_size(&[&values], &[]).unwrap().n_eff < 20.0);
    }

    #[test]
    fn no_gap_is_ever_bridged() {
        // Two runs on different levels: the jump between them is no evidence of quick change, and pairs across it are
        // not looked at.
        let (a, b) = (ar1(7, 500, 0.9), ar1(8, 500, 0.9));
        let apart = effective_size(&[&a, &b], &[]).unwrap();
        let turned: Vec<f64> = b.iter().rev().copied().collect();
        let other = effective_size(&[&a, &turned], &[]).unwrap();
        assert!((apart.n_eff - other.n_eff).abs() < 1e-6, "the order inside the gap mattered");
    }

    #[test]
    fn runs_too_short_to_see_the_correlation_fade_are_extrapolated() {
        let whole = ar1(9, 3600, 0.97);
        let pieces: Vec<&[f64]> = whole.chunks(40).collect();
        let found = effective_size(&pieces, &[]).unwrap();
        assert!(found.n_eff < 120.0, "{found:?}");
    }

    #[test]
    fn unequal_weights_cost_worth() {
        let values = ar1(4, 1000, 0.0);
        let weights: Vec<f64> = (0..1000).map(|i| if i % 10 == 0 { 20.0 } else { 1.0 }).collect();
        let even = effective_size(&[&values], &[]).unwrap();
        let uneven = effective_size(&[&values], &[&weights]).unwrap();
        assert!(uneven.n_eff < 0.5 * even.n_eff);
    }

    proptest! {
        #[test]
        fn scale_and_offset_change_nothing(seed in 0_u64..500, scale in 0.1_f64..50.0, offset in -90.0_f64..90.0) {
            let values = ar1(seed, 300, 0.6);
            let moved: Vec<f64> = values.iter().map(|v| v * scale + offset).collect();
            for by in Estimator::ALL {
                let (one, other) = (effective_size_by(by, &[&values], &[]).unwrap(), effective_size_by(by, &[&moved], &[]).unwrap());
                prop_assert!((one.n_eff - other.n_eff).abs() < 1e-3 * one.n_eff);
                prop_assert!((one.standard_error * scale - other.standard_error).abs() < 1e-3 * other.standard_error);
            }
        }

        #[test]
        fn any_numbers_are_taken_without_panic(values in prop::collection::vec(prop::num::f64::ANY, 0..80)) {
            for by in Estimator::ALL {
                let _ = effective_size_by(by, &[&values], &[]);
            }
        }
    }
}
