//! Statistics of directions, in degrees.
//!
//! An angle has no linear mean: that of 350 and 10 degrees is 180, the opposite of where both point.

use super::descriptive::{quantile, sorted};

/// Degrees wrapped into `(-180, 180]`.
#[must_use]
pub fn signed_turn(degrees: f64) -> f64 {
    let wrapped = degrees.rem_euclid(360.0);
    if wrapped > 180.0 { wrapped - 360.0 } else { wrapped }
}

/// The mean direction weighted by `weights` (not negative), in `[0, 360)`. Empty, without weight, or directions that
/// cancel out (an even split between opposites): none. One value or a constant: itself.
#[must_use]
pub fn weighted_circular_mean(degrees: &[f64], weights: &[f64]) -> Option<f64> {
    let (mut sin, mut cos, mut total) = (0.0, 0.0, 0.0);
    for (angle, weight) in degrees.iter().zip(weights) {
        let (s, c) = angle.to_radians().sin_cos();
        sin += weight * s;
        cos += weight * c;
        total += weight;
    }
    // The length of the resultant is 1 where all directions agree and 0 where they cancel out.
    (total > 0.0 && sin.hypot(cos) / total > 1e-9).then(|| sin.atan2(cos).to_degrees().rem_euclid(360.0))
}

/// The circular median, in `[0, 360)`: the direction from which the summed distance along the circle is least. Empty:
/// none. One value or a constant: itself. Where several are equally good (an even number of values) it is the middle
/// of the two directions next to each other, as in the linear case.
///
/// The direction opposite to the median halves the values, so every candidate is found by one sweep over the sorted
/// values: O(n log n).
#[must_use]
pub fn circular_median(degrees: &[f64]) -> Option<f64> {
    let angles = sorted(&degrees.iter().map(|angle| angle.rem_euclid(360.0)).collect::<Vec<_>>());
    let n = angles.len();
    if n == 0 {
        return None;
    }
    // Cut the circle before each value in turn: the unwrapped values have a linear median. It is a candidate, and the
    // circular median is the candidate with the least summed distance; prefix sums make each cut O(1).
    let unwrapped: Vec<f64> = (0..2 * n).map(|i| angles[i % n] + if i < n { 0.0 } else { 360.0 }).collect();
    let mut prefix = Vec::with_capacity(2 * n + 1);
    let mut total = 0.0;
    prefix.push(total);
    for angle in &unwrapped {
        total += angle;
        prefix.push(total);
    }
    let half = n / 2;
    let mut best: Option<(f64, f64)> = None;
    for cut in 0..n {
        let (low, high) = (unwrapped[cut + (n - 1) / 2], unwrapped[cut + half]);
        let below = prefix[cut + half] - prefix[cut];
        let above = prefix[cut + n] - prefix[cut + n - half];
        let cost = above - below;
        // A strictly smaller cost, rounding apart, so that equal candidates resolve in one fixed order.
        if best.is_none_or(|(least, _)| cost < least - 1e-9) {
            best = Some((cost, f64::midpoint(low, high)));
        }
    }
    best.map(|(_, angle)| angle.rem_euclid(360.0)).map(|angle| if angle >= 360.0 { 0.0 } else { angle })
}

/// The `p` quantile around `centre`, as signed degrees away from it in `(-180, 180]`. Empty: none. One value: its
/// distance.
#[must_use]
pub fn circular_quantile_offset(degrees: &[f64], centre: f64, p: f64) -> Option<f64> {
    let offsets: Vec<f64> = degrees.iter().map(|angle| signed_turn(angle - centre)).collect();
    quantile(&offsets, p)
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn circular_distance(one: f64, other: f64) -> f64 {
        signed_turn(one - other).abs()
    }

    fn circular_mean(degrees: &[f64]) -> Option<f64> {
        weighted_circular_mean(degrees, &vec![1.0; degrees.len()])
    }

    #[test]
    fn the_mean_of_350_and_10_is_the_top_and_not_the_bottom() {
        assert!(circular_distance(circular_mean(&[350.0, 10.0]).unwrap(), 0.0) < 1e-9);
        assert!(circular_distance(circular_median(&[350.0, 10.0]).unwrap(), 0.0) < 1e-9);
        assert!(circular_distance(circular_median(&[355.0, 350.0, 10.0]).unwrap(), 355.0) < 1e-9);
    }

    #[test]
    fn nothing_has_no_direction_and_one_value_is_its_own() {
        assert_eq!(circular_mean(&[]), None);
        assert_eq!(circular_median(&[]), None);
        assert_eq!(circular_quantile_offset(&[], 0.0, 0.5), None);
        assert!((circular_mean(&[200.0]).unwrap() - 200.0).abs() < 1e-9);
        assert!((circular_median(&[-20.0]).unwrap() - 340.0).abs() < 1e-9);
        assert!((circular_quantile_offset(&[350.0], 10.0, 0.9).unwrap() + 20.0).abs() < 1e-9);
    }

    #[test]
    fn a_constant_direction_is_its_own_mean_and_median() {
        let constant = [341.718_75; 9];
        assert!((circular_mean(&constant).unwrap() - constant[0]).abs() < 1e-9);
        assert!((circular_median(&constant).unwrap() - constant[0]).abs() < 1e-9);
    }

    #[test]
    fn opposite_directions_have_no_mean() {
        assert_eq!(circular_mean(&[0.0, 180.0]), None);
    }

    fn cost(degrees: &[f64], at: f64) -> f64 {
        degrees.iter().map(|angle| circular_distance(*angle, at)).sum()
    }

    proptest! {
        #[test]
        fn no_direction_is_nearer_to_all_values_than_the_median(degrees in prop::collection::vec(0.0_f64..360.0, 1..40)) {
            let least = cost(&degrees, circular_median(&degrees).unwrap());
            for step in 0..720 {
                prop_assert!(least <= cost(&degrees, f64::from(step) * 0.5) + 1e-6);
            }
            for angle in &degrees {
                prop_assert!(least <= cost(&degrees, *angle) + 1e-6);
            }
        }

        #[test]
        fn turning_all_values_turns_mean_and_median(degrees in prop::collection::vec(-60.0_f64..60.0, 1..40), turn in 0.0_f64..360.0) {
            let turned: Vec<f64> = degrees.iter().map(|angle| angle + turn).collect();
            let mean = circular_mean(&degrees).unwrap() + turn;
            let median = circular_median(&degrees).unwrap() + turn;
            prop_assert!(circular_distance(circular_mean(&turned).unwrap(), mean) < 1e-6);
            prop_assert!(circular_distance(circular_median(&turned).unwrap(), median) < 1e-6);
        }

        #[test]
        fn on_a_narrow_arc_the_median_is_the_linear_one(degrees in prop::collection::vec(-80.0_f64..80.0, 1..40)) {
            let linear = super::super::median(&degrees).unwrap();
            prop_assert!(circular_distance(circular_median(&degrees).unwrap(), linear) < 1e-6);
        }
    }
}
