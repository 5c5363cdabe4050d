//! Location, spread and distribution.

/// The arithmetic mean. Empty: none. One value: itself. Constant: that constant.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    // Taken about the first value, so that a constant comes out exactly and large offsets lose no digits.
    let origin = values[0];
    Some(origin + values.iter().map(|value| value - origin).sum::<f64>() / values.len() as f64)
}

/// The sample variance (divisor n - 1). Fewer than two values: none. Constant: 0.
#[must_use]
pub fn variance(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let middle = mean(values)?;
    Some(values.iter().map(|value| (value - middle).powi(2)).sum::<f64>() / (values.len() - 1) as f64)
}

/// The sample standard deviation (divisor n - 1). Fewer than two values: none. Constant: 0.
#[must_use]
pub fn sd(values: &[f64]) -> Option<f64> {
    variance(values).map(f64::sqrt)
}

/// A sorted copy.
#[must_use]
pub fn sorted(values: &[f64]) -> Vec<f64> {
    let mut copy = values.to_vec();
    copy.sort_by(f64::total_cmp);
    copy
}

/// The `p` quantile, `p` in `[0, 1]`, interpolated between order statistics (Hyndman and Fan's type 7, the default of
/// R and NumPy). Empty: none. One value: itself.
#[must_use]
pub fn quantile(values: &[f64], p: f64) -> Option<f64> {
    quantile_of_sorted(&sorted(values), p)
}

fn quantile_of_sorted(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = (place.floor() as usize).min(last);
    let above = (below + 1).min(last);
    let (low, high) = (sorted[below], sorted[above]);
    Some(low + (place - below as f64) * (high - low))
}

/// The median. Empty: none. One value: itself.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// The mean weighted by `weights` (not negative). Empty, of unequal length, or without weight: none.
#[must_use]
pub fn weighted_mean(values: &[f64], weights: &[f64]) -> Option<f64> {
    let total: f64 = weights.iter().sum();
    if values.is_empty() || values.len() != weights.len() || total <= 0.0 {
        return None;
    }
    let origin = values[0];
    let sum: f64 = values.iter().zip(weights).map(|(value, weight)| (value - origin) * weight).sum();
    Some(origin + sum / total)
}

/// The `p` quantile weighted by `weights` (not negative). With equal weights it is [`quantile`]. Empty, of unequal
/// length, or without weight: none. One value: itself.
///
/// Each order statistic k (from 0) stands at `k w_k + (n - 1) (w_0 + ... + w_{k-1})`; the quantile is interpolated
/// linearly between those places.
#[must_use]
pub fn weighted_quantile(values: &[f64], weights: &[f64], p: f64) -> Option<f64> {
    if values.len() != weights.len() {
        return None;
    }
    let mut pairs: Vec<(f64, f64)> =
        values.iter().copied().zip(weights.iter().copied()).filter(|(_, weight)| *weight > 0.0).collect();
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    let last = pairs.len().checked_sub(1)?;
    let mut before = 0.0;
    let mut places = Vec::with_capacity(pairs.len());
    for (index, (value, weight)) in pairs.iter().enumerate() {
        places.push((index as f64 * weight + last as f64 * before, *value));
        before += weight;
    }
    let target = p.clamp(0.0, 1.0) * places[last].0;
    let above = places.partition_point(|(place, _)| *place < target).min(last);
    let (high_place, high) = places[above];
    let (low_place, low) = places[above.saturating_sub(1)];
    if high_place <= low_place {
        return Some(high);
    }
    Some(low + (high - low) * ((target - low_place) / (high_place - low_place)).clamp(0.0, 1.0))
}

/// A bar of a histogram: `lo` belongs to it, `hi` to the next. Its middle is a multiple of its width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// From.
    pub lo: f64,
    /// To.
    pub hi: f64,
    /// The weight of the values in it.
    pub weight: f64,
}

/// The most bars that a histogram has: values further out than that fall into the outermost bar.
const MOST_BINS: usize = 2000;

/// Counts `weights` into bars of `width` whose middles are multiples of it, so that numbers which a sensor writes in whole
/// steps stand in the middle of their bars; from the lowest to the highest value, empty bars between them included. Empty, of unequal length, or a width that is not positive: no bars. One value or a
/// constant: one bar.
#[must_use]
pub fn histogram(values: &[f64], weights: &[f64], width: f64) -> Vec<Bin> {
    let finite = values.iter().copied().filter(|value| value.is_finite());
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
    if values.len() != weights.len() || low > high || width <= 0.0 || width.is_nan() {
        return Vec::new();
    }
    // A hair keeps a value on an edge, such as 0.3 in bars of 0.2, out of the bar below.
    let bar = |value: f64| (value / width + 0.5 + 1e-9).floor();
    let first = bar(low);
    let count = ((bar(high) - first) as usize).saturating_add(1).min(MOST_BINS);
    let mut bins: Vec<Bin> = (0..count)
        .map(|index| first + index as f64)
        .map(|step| Bin { lo: (step - 0.5) * width, hi: (step + 0.5) * width, weight: 0.0 })
        .collect();
    for (value, weight) in values.iter().zip(weights) {
        let index = (bar(*value) - first).max(0.0) as usize;
        if let Some(bin) = bins.get_mut(index.min(count - 1)) {
            bin.weight += weight;
        }
    }
    bins
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const REFERENCE: [f64; 10] = [51.2, 50.8, 51.0, 50.6, 50.9, 50.4, 50.7, 50.3, 50.5, 50.2];

    fn close(got: f64, want: f64) -> bool {
        (got - want).abs() <= 1e-9 * want.abs().max(1e-12)
    }

    #[test]
    fn the_worked_example_of_ten_sessions_comes_out() {
        assert!(close(mean(&REFERENCE).unwrap(), 50.66));
        assert!(close(sd(&REFERENCE).unwrap(), 0.320_416_395_8));
    }

    #[test]
    fn nothing_has_no_mean_and_one_value_has_no_spread() {
        assert_eq!(mean(&[]), None);
        assert_eq!(median(&[]), None);
        assert_eq!(weighted_mean(&[], &[]), None);
        assert_eq!(weighted_quantile(&[], &[], 0.5), None);
        assert!(histogram(&[], &[], 1.0).is_empty());
        assert_eq!(mean(&[4.0]), Some(4.0));
        assert_eq!(quantile(&[4.0], 0.9), Some(4.0));
        assert_eq!(weighted_quantile(&[4.0], &[2.0], 0.9), Some(4.0));
        assert_eq!(variance(&[4.0]), None);
        assert_eq!(histogram(&[4.0], &[2.0], 1.0), [Bin { lo: 3.5, hi: 4.5, weight: 2.0 }]);
    }

    #[test]
    fn a_constant_is_its_own_mean_and_has_no_spread() {
        let constant = [0.1; 7];
        assert_eq!(mean(&constant), Some(0.1));
        assert_eq!(sd(&constant), Some(0.0));
        assert_eq!(weighted_quantile(&constant, &[1.0; 7], 0.3), Some(0.1));
    }

    #[test]
    fn quantiles_interpolate_as_type_seven() {
        // R: quantile(c(1, 2, 4, 8), c(.1, .25, .5, .9))
        let values = [8.0, 1.0, 4.0, 2.0];
        for (p, want) in [(0.1, 1.3), (0.25, 1.75), (0.5, 3.0), (0.9, 6.8)] {
            assert!(close(quantile(&values, p).unwrap(), want), "{p}");
        }
    }

    #[test]
    fn a_weight_of_zero_is_as_if_the_value_were_not_there() {
        let median = weighted_quantile(&[1.0, 2.0, 3.0, 99.0], &[1.0, 1.0, 1.0, 0.0], 0.5);
        assert_eq!(median, Some(2.0));
    }

    #[test]
    fn a_histogram_keeps_every_second_and_its_empty_bars() {
        let bins = histogram(&[80.0, 80.9, 86.0], &[1.0, 2.0, 4.0], 2.0);
        assert_eq!(bins.len(), 4);
        assert!(close(bins[0].weight, 3.0) && close(bins[3].weight, 4.0));
        assert!(close(bins[3].lo, 85.0));
    }

    #[test]
    fn a_number_in_whole_steps_stands_in_the_middle_of_its_bar() {
        let values: Vec<f64> = (46..=54).map(f64::from).collect();
        let bins = histogram(&values, &[1.0; 9], 1.0);
        assert_eq!(bins.len(), 9);
        for (bin, value) in bins.iter().zip(values) {
            assert!(close(f64::midpoint(bin.lo, bin.hi), value) && close(bin.weight, 1.0));
        }
        // An edge belongs to the bar above it, whatever binary makes of tenths.
        let tenths = histogram(&[49.3, 50.7], &[1.0, 1.0], 0.2);
        assert!(close(tenths[0].lo, 49.3) && close(tenths.last().unwrap().lo, 50.7));
    }

    #[test]
    fn a_histogram_of_a_wild_value_stays_small() {
        assert!(histogram(&[0.0, 1e300], &[1.0, 1.0], 1.0).len() <= MOST_BINS);
    }

    proptest! {
        #[test]
        fn a_weighted_quantile_parts_the_weight_to_within_one_value(
            pairs in prop::collection::vec((-1e3_f64..1e3, 0.1_f64..9.0), 1..50), p in 0.0_f64..1.0,
        ) {
            let (values, weights): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
            let found = weighted_quantile(&values, &weights, p).unwrap();
            let total: f64 = weights.iter().sum();
            let share = |accept: &dyn Fn(f64) -> bool| pairs.iter().filter(|(v, _)| accept(*v)).map(|(_, w)| w).sum::<f64>() / total;
            let one = weights.iter().copied().fold(0.0, f64::max) / total;
            prop_assert!(share(&|v| v < found - 1e-9) <= p + one + 1e-9);
            prop_assert!(share(&|v| v <= found + 1e-9) >= p - one - 1e-9);
        }

        #[test]
        fn equal_weights_change_nothing(values in prop::collection::vec(-1e3_f64..1e3, 1..50), p in 0.0_f64..1.0, w in 0.1_f64..9.0) {
            let weights = vec![w; values.len()];
            let plain = quantile(&values, p).unwrap();
            prop_assert!((weighted_quantile(&values, &weights, p).unwrap() - plain).abs() < 1e-6);
            prop_assert!((weighted_mean(&values, &weights).unwrap() - mean(&values).unwrap()).abs() < 1e-9);
        }

        #[test]
        fn a_quantile_has_its_share_of_values_below_it(values in prop::collection::vec(-1e3_f64..1e3, 1..60), p in 0.0_f64..1.0) {
            let q = quantile(&values, p).unwrap();
            let below = values.iter().filter(|v| **v < q).count() as f64;
            let at_most = values.iter().filter(|v| **v <= q).count() as f64;
            let place = p * (values.len() - 1) as f64;
            prop_assert!(below <= place + 1.0 + 1e-9 && at_most + 1e-9 >= place);
        }

        #[test]
        fn histograms_lose_no_weight(values in prop::collection::vec(-300.0_f64..300.0, 0..60), width in 0.5_f64..20.0) {
            let weights: Vec<f64> = (0..values.len()).map(|i| 1.0 + i as f64).collect();
            let total: f64 = histogram(&values, &weights, width).iter().map(|bin| bin.weight).sum();
            prop_assert!((total - weights.iter().sum::<f64>()).abs() < 1e-9);
        }
    }
}
