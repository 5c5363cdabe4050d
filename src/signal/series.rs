//! Series over time. Times rise strictly.

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

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
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
