//! Robust trend: Theil and Sen's slope with its interval, Mann and Kendall's test.

use super::descriptive::{median, sorted};
use super::interval::{Interval, normal_quantile};
use statrs::distribution::{ContinuousCDF, Normal};

/// A robust line through points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TheilSen {
    /// The median of the slopes of all pairs of points.
    pub slope: f64,
    /// The interval of the slope; absent with fewer than three points.
    pub interval: Option<Interval>,
    /// Median y minus slope times median x.
    pub intercept: f64,
}

impl TheilSen {
    /// The line's height at `x`.
    #[must_use]
    pub fn at(&self, x: f64) -> f64 {
        self.intercept + self.slope * x
    }
}

/// The median of the pairwise slopes, with Sen's interval from the variance of Kendall's S (Sen 1968, ties in y
/// counted). Of unequal length, or without two points of different x (empty, one value): none. Constant y: slope 0
/// and an interval that is the point 0.
#[must_use]
pub fn theil_sen(x: &[f64], y: &[f64], level: f64) -> Option<TheilSen> {
    if x.len() != y.len() {
        return None;
    }
    let mut slopes = Vec::with_capacity(x.len() * x.len().saturating_sub(1) / 2);
    for i in 0..x.len() {
        for j in i + 1..x.len() {
            let run = x[j] - x[i];
            if run.abs() > 0.0 {
                slopes.push((y[j] - y[i]) / run);
            }
        }
    }
    let slopes = sorted(&slopes);
    let slope = median(&slopes)?;
    let intercept = median(y)? - slope * median(x)?;
    Some(TheilSen { slope, interval: slope_interval(&slopes, x, y, level), intercept })
}

fn slope_interval(slopes: &[f64], x: &[f64], y: &[f64], level: f64) -> Option<Interval> {
    let last = slopes.len().checked_sub(1)?;
    if x.len() < 3 {
        return None;
    }
    // Pairs at equal x carry no slope, which is what a tie in x takes off the variance of S; a tie in y does carry one
    // (zero), and taking it off too keeps the interval narrow in the way of Sen.
    let sigma = (kendall_variance(x.len(), &tie_sizes(y)) - tie_terms(&tie_sizes(x))).max(0.0).sqrt();
    let z = normal_quantile(0.5 + level / 2.0)?;
    let count = slopes.len() as f64;
    let high = ((count + z * sigma) / 2.0).round_ties_even() as usize;
    let low = ((count - z * sigma) / 2.0).round_ties_even().max(1.0) as usize - 1;
    Some(Interval { lo: slopes[low.min(last)], hi: slopes[high.min(last)] })
}

/// Mann and Kendall's test for a monotone trend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kendall {
    /// Rising pairs minus falling pairs.
    pub s: i64,
    /// The variance of S without a trend, ties counted.
    pub variance: f64,
    /// The normal score with continuity correction; 0 where the variance is.
    pub z: f64,
    /// The two-sided p value: exact for up to ten values without ties, else from `z`.
    pub p: f64,
    /// The two-sided p value from `z`, whatever the number of values.
    pub p_normal: f64,
    /// The exact two-sided p value, where no values tie and there are at most 60.
    pub p_exact: Option<f64>,
}

/// Up to this many values the exact distribution is preferred. The normal form is usable from 8 on; at 10 both agree
/// to a few thousandths.
const EXACT_UP_TO: usize = 10;
/// Up to this many values the exact distribution is worked out at all.
const EXACT_AT_MOST: usize = 60;

/// Mann and Kendall's test of `values` in order of time (variance with ties: docs/sources.md, "Means of a correlated
/// signal"). Fewer than two values: none. Constant: S 0 and p 1.
#[must_use]
pub fn mann_kendall(values: &[f64]) -> Option<Kendall> {
    if values.len() < 2 {
        return None;
    }
    let mut s = 0_i64;
    for (i, earlier) in values.iter().enumerate() {
        for later in &values[i + 1..] {
            s += i64::from(later > earlier) - i64::from(later < earlier);
        }
    }
    let ties = tie_sizes(values);
    let variance = kendall_variance(values.len(), &ties);
    let z = if variance > 0.0 && s != 0 { (s - s.signum()) as f64 / variance.sqrt() } else { 0.0 };
    let p_normal = (2.0 * Normal::standard().sf(z.abs())).min(1.0);
    let p_exact = (ties.is_empty() && values.len() <= EXACT_AT_MOST).then(|| exact_p(values.len(), s));
    let p = p_exact.filter(|_| values.len() <= EXACT_UP_TO).unwrap_or(p_normal);
    Some(Kendall { s, variance, z, p, p_normal, p_exact })
}

/// The sizes of the groups of equal values, groups of one left out.
fn tie_sizes(values: &[f64]) -> Vec<f64> {
    let sorted = sorted(values);
    sorted
        .chunk_by(|one, next| one.total_cmp(next).is_eq() || (next - one).abs() <= 0.0)
        .filter(|group| group.len() > 1)
        .map(|group| group.len() as f64)
        .collect()
}

fn kendall_variance(n: usize, ties: &[f64]) -> f64 {
    let n = n as f64;
    ((n * (n - 1.0) * (2.0 * n + 5.0)) / 18.0 - tie_terms(ties)).max(0.0)
}

fn tie_terms(ties: &[f64]) -> f64 {
    ties.iter().map(|t| t * (t - 1.0) * (2.0 * t + 5.0)).sum::<f64>() / 18.0
}

/// The chance that a random order of `n` values has an S at least as far from 0: the number of inversions of a
/// permutation follows the product of (1 + q + ... + q^(k-1)) for k up to n, each over k.
fn exact_p(n: usize, s: i64) -> f64 {
    let pairs = n * (n - 1) / 2;
    let mut chance = vec![0.0; pairs + 1];
    chance[0] = 1.0;
    let mut reach = 0;
    for k in 2..=n {
        let before = chance.clone();
        for (inversions, chance) in chance.iter_mut().enumerate().take(reach + k) {
            let from = inversions.saturating_sub(k - 1);
            let to = inversions.min(reach);
            *chance = before[from..=to].iter().sum::<f64>() / k as f64;
        }
        reach += k - 1;
    }
    // S = pairs - 2 inversions.
    let extreme = |inversions: usize| (pairs as i64 - 2 * inversions as i64).abs() >= s.abs();
    chance
        .iter()
        .enumerate()
        .filter(|(inversions, _)| extreme(*inversions))
        .map(|(_, p)| p)
        .sum::<f64>()
        .min(1.0)
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const REFERENCE: [f64; 10] = [51.2, 50.8, 51.0, 50.6, 50.9, 50.4, 50.7, 50.3, 50.5, 50.2];

    /// Equal to 1e-9 of the value. The references are SciPy's, to all digits (docs/sources.md, "Means of a correlated signal").
    fn close(got: f64, want: f64) {
        assert!((got - want).abs() <= 1e-9 * want.abs(), "{got} is not {want}");
    }

    fn numbers(n: usize) -> Vec<f64> {
        (0..n).map(|i| i as f64).collect()
    }

    #[test]
    fn the_worked_slope_comes_out() {
        let line = theil_sen(&numbers(10), &REFERENCE, 0.95).unwrap();
        close(line.slope, -0.0875);
        close(line.intercept, 51.043_75);
        let interval = line.interval.unwrap();
        close(interval.lo, -0.14);
        close(interval.hi, -0.05);
    }

    #[test]
    fn the_worked_trend_test_comes_out() {
        let test = mann_kendall(&REFERENCE).unwrap();
        assert_eq!(test.s, -31);
        close(test.variance, 125.0);
        close(test.z, -2.683_281_572_999_75);
        close(test.p_normal, 0.007_290_358_091_535_64);
        close(test.p_exact.unwrap(), 0.004_686_948_853_615_52);
        close(test.p, 0.004_686_948_853_615_52);
    }

    #[test]
    fn ties_shrink_the_variance() {
        let test = mann_kendall(&[1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 4.0]).unwrap();
        assert_eq!(test.s, 17);
        close(test.variance, 119.0 / 3.0);
        close(test.z, 2.540_429_395_319_82);
        close(test.p, 0.011_071_644_553_191_88);
        assert_eq!(test.p_exact, None);
    }

    #[test]
    fn nothing_and_one_value_have_no_trend() {
        assert_eq!(theil_sen(&[], &[], 0.95), None);
        assert_eq!(theil_sen(&[1.0], &[1.0], 0.95), None);
        assert_eq!(theil_sen(&[1.0, 1.0], &[1.0, 2.0], 0.95), None);
        assert_eq!(theil_sen(&[1.0, 2.0], &[1.0], 0.95), None);
        assert_eq!(mann_kendall(&[]), None);
        assert_eq!(mann_kendall(&[1.0]), None);
    }

    #[test]
    fn a_constant_has_slope_zero_and_no_evidence() {
        let line = theil_sen(&numbers(9), &[50.0; 9], 0.95).unwrap();
        assert!(line.slope.abs() < 1e-12 && line.interval.unwrap().contains(0.0));
        let test = mann_kendall(&[50.0; 9]).unwrap();
        assert_eq!((test.s, test.variance, test.p), (0, 0.0, 1.0));
    }

    #[test]
    fn the_exact_p_of_three_rising_values_is_a_third() {
        close(mann_kendall(&[1.0, 2.0, 3.0]).unwrap().p, 1.0 / 3.0);
    }

    /// Every order of `0..n`.
    fn orders(n: usize) -> Vec<Vec<f64>> {
        let mut all = vec![vec![]];
        for value in 0..n {
            all = all
                .into_iter()
                .flat_map(|order: Vec<f64>| {
                    (0..=order.len()).map(move |place| {
                        let mut longer = order.clone();
                        longer.insert(place, value as f64);
                        longer
                    })
                })
                .collect();
        }
        all
    }

    #[test]
    fn the_exact_p_is_the_share_of_all_orders_that_are_as_far_from_none() {
        for n in 2..=7 {
            let tests: Vec<Kendall> = orders(n).iter().map(|order| mann_kendall(order).unwrap()).collect();
            for test in tests.iter().step_by(tests.len() / 25 + 1) {
                let as_far = tests.iter().filter(|other| other.s.abs() >= test.s.abs()).count();
                close(test.p_exact.unwrap(), as_far as f64 / tests.len() as f64);
            }
        }
    }

    proptest! {
        #[test]
        fn adding_a_slope_adds_it(y in prop::collection::vec(-5.0_f64..5.0, 3..20), slope in -3.0_f64..3.0) {
            let x = numbers(y.len());
            let tilted: Vec<f64> = x.iter().zip(&y).map(|(x, y)| y + slope * x).collect();
            let (flat, steep) = (theil_sen(&x, &y, 0.95).unwrap(), theil_sen(&x, &tilted, 0.95).unwrap());
            prop_assert!((steep.slope - flat.slope - slope).abs() < 1e-9);
        }

        #[test]
        fn the_slope_lies_in_its_interval(y in prop::collection::vec(-5.0_f64..5.0, 3..20)) {
            let line = theil_sen(&numbers(y.len()), &y, 0.95).unwrap();
            prop_assert!(line.interval.unwrap().contains(line.slope));
        }

        #[test]
        fn exact_and_normal_p_agree_for_many_values(y in prop::collection::vec(-5.0_f64..5.0, 30..50)) {
            let test = mann_kendall(&y).unwrap();
            if let Some(exact) = test.p_exact {
                prop_assert!((exact - test.p_normal).abs() < 0.01);
            }
        }

        #[test]
        fn turning_time_round_turns_the_sign(y in prop::collection::vec(-5.0_f64..5.0, 2..20)) {
            let back: Vec<f64> = y.iter().rev().copied().collect();
            prop_assert_eq!(mann_kendall(&y).unwrap().s, -mann_kendall(&back).unwrap().s);
        }
    }
}
