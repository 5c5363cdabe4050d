//! Series over time. Times rise strictly.

use super::quantile;

/// The mean of the samples within half of `window` s to either side of each sample. Give it one run between gaps at a
/// time, so that it never bridges one. Empty or of unequal length: nothing. One value or a constant: itself.
#[must_use]
pub fn running_mean(at: &[f64], values: &[f64], window: f64) -> Vec<f64> {
    if at.len() != values.len() {
        return Vec::new();
    }
    // Sums about the first value keep a constant exact.
    let origin = values.first().copied().unwrap_or_default();
    let half = window / 2.0;
    let (mut from, mut to, mut sum) = (0, 0, 0.0);
    at.iter()
        .map(|time| {
            while to < at.len() && at[to] <= time + half {
                sum += values[to] - origin;
                to += 1;
            }
            while from + 1 < to && at[from] < time - half {
                sum -= values[from] - origin;
                from += 1;
            }
            origin + sum / (to - from).max(1) as f64
        })
        .collect()
}

/// Two quantiles over time, `(time, low, high)`, each of the values within half a `window` of that time: at each end and
/// every quarter of a window between. Empty, or of unequal length, or without a window: nothing.
#[must_use]
pub fn running_quantiles(
    at: &[f64],
    values: &[f64],
    window: f64,
    (low, high): (f64, f64),
) -> Vec<(f64, f64, f64)> {
    let (Some(first), Some(last)) = (at.first(), at.last()) else { return Vec::new() };
    if at.len() != values.len() || !(window > 0.0 && (last - first).is_finite()) {
        return Vec::new();
    }
    // No more steps than values: a long silence inside a run is not filled.
    let steps = (((last - first) / (window / 4.0)).ceil() as usize).clamp(1, at.len().max(2) - 1);
    (0..=steps)
        .filter_map(|step| {
            let time = first + (last - first) * step as f64 / steps as f64;
            let from = at.partition_point(|one| *one < time - window / 2.0);
            let to = at.partition_point(|one| *one <= time + window / 2.0);
            let near = values.get(from..to)?;
            Some((time, quantile(near, low)?, quantile(near, high)?))
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn running_quantiles_span_what_is_near_and_stop_at_the_ends() {
        let at: Vec<f64> = (0..=100).map(f64::from).collect();
        let values: Vec<f64> = at.iter().map(|t| if *t < 50.0 { 1.0 } else { 3.0 }).collect();
        let found = running_quantiles(&at, &values, 20.0, (0.1, 0.9));
        assert_eq!(found.len(), 21);
        assert_eq!((found[0], found[20]), ((0.0, 1.0, 1.0), (100.0, 3.0, 3.0)));
        assert_eq!(found[10], (50.0, 1.0, 3.0));
        assert_eq!(running_quantiles(&[4.0], &[7.0], 20.0, (0.1, 0.9)), [(4.0, 7.0, 7.0); 2]);
        assert!(running_quantiles(&[], &[], 20.0, (0.1, 0.9)).is_empty());
        assert!(running_quantiles(&at, &values, 0.0, (0.1, 0.9)).is_empty());
    }
    use crate::signal::mean;
    use proptest::prelude::*;

    #[test]
    fn the_running_mean_of_nothing_one_value_and_a_constant() {
        assert!(running_mean(&[], &[], 30.0).is_empty());
        assert_eq!(running_mean(&[5.0], &[2.0], 30.0), [2.0]);
        assert_eq!(running_mean(&[0.0, 1.0, 2.0], &[0.1; 3], 2.0), [0.1; 3]);
    }

    proptest! {
        #[test]
        fn the_running_mean_is_the_plain_mean_of_its_window(values in prop::collection::vec(-9.0_f64..9.0, 1..60), window in 1.0_f64..40.0) {
            let at: Vec<f64> = (0..values.len()).map(|i| i as f64 * 1.5).collect();
            for (time, got) in at.iter().zip(running_mean(&at, &values, window)) {
                let inside: Vec<f64> = at.iter().zip(&values)
                    .filter(|(t, _)| (*t - time).abs() <= window / 2.0).map(|(_, v)| *v).collect();
                prop_assert!((got - mean(&inside).unwrap()).abs() < 1e-9);
            }
        }
    }
}
