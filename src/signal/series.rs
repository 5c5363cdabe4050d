//! Series over time: resampling, smoothing, lags and edges. Times rise strictly.

use super::descriptive::mean;

/// A series at whole steps of one second, with a hole where nothing is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Resampled {
    /// The time of the first value, a whole second.
    pub start: f64,
    /// One value a second; none inside a gap.
    pub values: Vec<Option<f64>>,
}

/// The longest series that is resampled, s: a week.
const LONGEST: f64 = 7.0 * 86_400.0;

/// Interpolates linearly at each whole second between two samples that are at most `longest_gap` s apart; other
/// seconds stay empty. Empty or of unequal length: nothing. One value: itself, where its time is a whole second.
#[must_use]
pub fn resample_1hz(at: &[f64], values: &[f64], longest_gap: f64) -> Resampled {
    let (Some(first), Some(last)) = (at.first(), at.last()) else { return Resampled::default() };
    if at.len() != values.len() || !(last - first).is_finite() || last - first > LONGEST {
        return Resampled::default();
    }
    let start = first.ceil();
    let seconds = (last.floor() - start).max(-1.0) + 1.0;
    let mut next = 0;
    let value_at = |time: f64| {
        while next < at.len() && at[next] < time {
            next += 1;
        }
        let (after, value) = (*at.get(next)?, *values.get(next)?);
        if after <= time {
            return Some(value);
        }
        let before = next.checked_sub(1)?;
        let step = after - at[before];
        (step <= longest_gap).then(|| values[before] + (value - values[before]) * (time - at[before]) / step)
    };
    let values = (0..seconds as usize).map(|second| start + second as f64).map(value_at).collect();
    Resampled { start, values }
}

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

/// By how many steps `late` runs behind `early`, at most `most` either way: the shift with the greatest correlation.
/// Both are sampled at the same even steps. Fewer than three common values, or one of them constant: none.
#[must_use]
pub fn lag_between(early: &[f64], late: &[f64], most: usize) -> Option<i64> {
    let most = i64::try_from(most).ok()?;
    let mut best: Option<(f64, i64)> = None;
    // From the smallest shift outwards, so that equally good shifts resolve to the smallest.
    for lag in std::iter::once(0).chain((1..=most).flat_map(|lag| [lag, -lag])) {
        let skip = usize::try_from(lag.abs()).ok()?;
        let (one, other) =
            if lag >= 0 { (early, late.get(skip..)) } else { (early.get(skip..).unwrap_or(&[]), Some(late)) };
        let Some(found) = other.and_then(|other| correlation(one, other)) else { continue };
        if best.is_none_or(|(greatest, _)| found > greatest + 1e-12) {
            best = Some((found, lag));
        }
    }
    best.map(|(_, lag)| lag)
}

/// Pearson's correlation of the common length.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let n = one.len().min(other.len());
    if n < 3 {
        return None;
    }
    let (one, other) = (&one[..n], &other[..n]);
    let (middle_one, middle_other) = (mean(one)?, mean(other)?);
    let (mut both, mut square_one, mut square_other) = (0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(other) {
        let (a, b) = (a - middle_one, b - middle_other);
        both += a * b;
        square_one += a * a;
        square_other += b * b;
    }
    (square_one > 0.0 && square_other > 0.0).then(|| both / (square_one * square_other).sqrt())
}

/// When the series first crosses half-way from the plateau `from` to the plateau `to`, interpolated between samples.
/// Empty, of unequal length, equal plateaus, or never crossing (one value, a constant): none.
#[must_use]
pub fn half_height_edge(at: &[f64], values: &[f64], from: f64, to: f64) -> Option<f64> {
    if at.len() != values.len() || (to - from).abs() <= 0.0 {
        return None;
    }
    // Heights as a share of the way: an edge down becomes an edge up.
    let height = |value: f64| (value - from) / (to - from) - 0.5;
    at.windows(2).zip(values.windows(2)).find_map(|(times, pair)| {
        let (before, after) = (height(pair[0]), height(pair[1]));
        (before < 0.0 && after >= 0.0)
            .then(|| times[0] + (times[1] - times[0]) * (-before / (after - before)))
    })
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn resampling_fills_short_steps_and_leaves_gaps_open() {
        let got = resample_1hz(&[0.5, 2.5, 10.0, 11.0], &[1.0, 3.0, 7.0, 8.0], 5.0);
        assert!((got.start - 1.0).abs() < 1e-12);
        assert_eq!(got.values.len(), 11);
        assert_eq!(&got.values[..2], &[Some(1.5), Some(2.5)]);
        assert!(got.values[2..9].iter().all(Option::is_none));
        assert_eq!(&got.values[9..], &[Some(7.0), Some(8.0)]);
    }

    #[test]
    fn nothing_one_value_and_a_constant_resample_to_themselves() {
        assert_eq!(resample_1hz(&[], &[], 5.0), Resampled::default());
        assert_eq!(resample_1hz(&[3.0], &[9.0], 5.0).values, [Some(9.0)]);
        assert!(resample_1hz(&[3.2], &[9.0], 5.0).values.is_empty());
        assert_eq!(resample_1hz(&[0.0, 3.0], &[9.0, 9.0], 5.0).values, [Some(9.0); 4]);
        assert_eq!(resample_1hz(&[0.0, 1e18], &[1.0, 1.0], 1e19), Resampled::default());
    }

    #[test]
    fn the_running_mean_of_nothing_one_value_and_a_constant() {
        assert!(running_mean(&[], &[], 30.0).is_empty());
        assert_eq!(running_mean(&[5.0], &[2.0], 30.0), [2.0]);
        assert_eq!(running_mean(&[0.0, 1.0, 2.0], &[0.1; 3], 2.0), [0.1; 3]);
    }

    #[test]
    fn a_known_delay_is_found_again() {
        let wave = |shift: f64| (0..80).map(|i| ((f64::from(i) - shift) * 0.21).sin()).collect::<Vec<_>>();
        assert_eq!(lag_between(&wave(0.0), &wave(4.0), 10), Some(4));
        assert_eq!(lag_between(&wave(3.0), &wave(0.0), 10), Some(-3));
    }

    #[test]
    fn a_constant_has_no_lag() {
        assert_eq!(lag_between(&[], &[], 5), None);
        assert_eq!(lag_between(&[1.0], &[1.0], 5), None);
        assert_eq!(lag_between(&[1.0; 9], &[1.0; 9], 5), None);
    }

    #[test]
    fn an_edge_is_found_between_samples_in_either_direction() {
        let at = [0.0, 1.0, 2.0, 3.0];
        assert_eq!(half_height_edge(&at, &[2.0, 2.0, 6.0, 6.0], 2.0, 6.0), Some(1.5));
        assert_eq!(half_height_edge(&at, &[6.0, 5.0, 1.0, 2.0], 6.0, 2.0), Some(1.25));
        assert_eq!(half_height_edge(&at, &[2.0; 4], 2.0, 6.0), None);
        assert_eq!(half_height_edge(&at, &[2.0; 4], 2.0, 2.0), None);
        assert_eq!(half_height_edge(&[], &[], 2.0, 6.0), None);
        assert_eq!(half_height_edge(&[0.0], &[9.0], 2.0, 6.0), None);
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
