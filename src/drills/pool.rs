//! Reps of one run share what their runner does: where the source drifts, each rep's mean speed is drawn towards that
//! of all reps, as far as they agree (empirical Bayes: Efron and Morris 1975).

use crate::signal::median;

/// Fewer reps than this do not tell how alike they are.
const FEWEST: usize = 4;

/// A runner's strides differ in mean speed by this share at least, whatever the reps seem to say.
const LEAST_SPREAD: f64 = 0.03;

/// Draws each of `(value, deviation of its error)` towards the rest, and says what deviation is left.
pub(super) fn drawn(values: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let plain: Vec<f64> = values.iter().map(|(value, _)| *value).collect();
    let noises: Vec<f64> = values.iter().map(|(_, sd)| sd * sd).collect();
    let (Some(centre), Some(noise)) = (median(&plain), median(&noises)) else { return values.to_vec() };
    if values.len() < FEWEST {
        return values.to_vec();
    }
    let n = values.len() as f64;
    let seen = plain.iter().map(|value| (value - centre).powi(2)).sum::<f64>() / (n - 1.0);
    let own = (seen - noise).max((LEAST_SPREAD * centre).powi(2));
    values
        .iter()
        .map(|(value, sd)| {
            let keep = own / (own + sd * sd);
            let left = keep * sd * sd + (1.0 - keep).powi(2) * (own + noise) / n;
            (centre + keep * (value - centre), left.sqrt())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sharp_values_stay_and_noisy_ones_meet() {
        let sharp = drawn(&[(4.0, 0.01), (4.4, 0.01), (4.8, 0.01), (5.2, 0.01)]);
        assert!((sharp[0].0 - 4.0).abs() < 0.01 && sharp[0].1 < 0.02);
        let noisy = drawn(&[(4.0, 0.6), (4.6, 0.6), (4.9, 0.6), (5.2, 0.6)]);
        assert!(noisy[0].0 > 4.5 && noisy[0].1 < 0.45, "{noisy:?}");
    }

    #[test]
    fn three_reps_are_left_alone() {
        let values = [(4.0, 0.5), (5.0, 0.5), (6.0, 0.5)];
        assert_eq!(drawn(&values), values);
    }
}
