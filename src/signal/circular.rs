//! Statistics of directions, in degrees.
//!
//! An angle has no linear mean: that of 350 and 10 degrees is 180, the opposite of where both point.

use super::descriptive::sorted;

/// Degrees wrapped into `(-180, 180]`.
#[must_use]
pub fn signed_turn(degrees: f64) -> f64 {
    let wrapped = degrees.rem_euclid(360.0);
    if wrapped > 180.0 { wrapped - 360.0 } else { wrapped }
}

/// Degrees wrapped into `[0, 360)`.
fn full_turn(degrees: f64) -> f64 {
    let wrapped = degrees.rem_euclid(360.0);
    // A tiny negative number is rounded up to the whole turn.
    if wrapped >= 360.0 { 0.0 } else { wrapped }
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
    (total > 0.0 && sin.hypot(cos) / total > 1e-9).then(|| full_turn(sin.atan2(cos).to_degrees()))
}

/// The circular median weighted by `weights` (not negative), in `[0, 360)`: the direction from which the summed distance
/// along the circle is least. Empty, of unequal length, or without weight: none. One value or a constant: itself. Where
/// several are equally good (with equal weights: an even number of values) it is the middle of the two directions next to
/// each other, as in the linear case.
///
/// The direction opposite to the median halves the weight, so every candidate is found by one sweep over the sorted
/// values: O(n log n).
#[must_use]
pub fn circular_median(degrees: &[f64], weights: &[f64]) -> Option<f64> {
    if degrees.len() != weights.len() {
        return None;
    }
    let mut pairs: Vec<(f64, f64)> = degrees
        .iter()
        .zip(weights)
        .filter(|(_, weight)| **weight > 0.0)
        .map(|(angle, weight)| (angle.rem_euclid(360.0), *weight))
        .collect();
    pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
    let n = pairs.len();
    // Cut the circle before each value in turn: the unwrapped values have a linear median. It is a candidate, and the
    // circular median is the candidate with the least summed distance; prefix sums make each cut O(1).
    let unwrapped = |i: usize| (pairs[i % n].0 + if i < n { 0.0 } else { 360.0 }, pairs[i % n].1);
    let (mut weight, mut moment) = (vec![0.0], vec![0.0]);
    for i in 0..2 * n {
        let (angle, w) = unwrapped(i);
        weight.push(weight[i] + w);
        moment.push(moment[i] + w * angle);
    }
    let total = weight[n];
    let mut best: Option<(f64, f64)> = None;
    let mut middle = 0;
    for cut in 0..n {
        // The first value with at least half of the weight at or below it; the next one too where it is exactly half.
        let half = weight[cut] + total / 2.0 * (1.0 - 1e-12);
        while weight[middle + 1] < half {
            middle += 1;
        }
        let exact = weight[middle + 1] - weight[cut] <= total / 2.0 * (1.0 + 1e-12);
        let high = if exact && middle + 1 < cut + n { middle + 1 } else { middle };
        let at = f64::midpoint(unwrapped(middle).0, unwrapped(high).0);
        let (below, above) = (middle + 1, cut + n);
        let cost = at * (2.0 * weight[below] - weight[cut] - weight[above])
            - (2.0 * moment[below] - moment[cut] - moment[above]);
        // A strictly smaller cost, rounding apart, so that equal candidates resolve in one fixed order.
        if best.is_none_or(|(least, _)| cost < least - 1e-9 * total) {
            best = Some((cost, at));
        }
    }
    best.map(|(_, angle)| full_turn(angle))
}

/// The circular median of directions that were recorded in whole steps, placed inside its step by how the weight lies to
/// either side (the median of grouped data: linear inside the class), in `[0, 360)`. Never more than half a `step` from
/// [`circular_median`], nor than half the least distance between two of the values. None as there.
#[must_use]
pub fn grouped_circular_median(degrees: &[f64], weights: &[f64], step: f64) -> Option<f64> {
    let middle = circular_median(degrees, weights)?;
    let turns = turns_from(degrees, middle);
    let distinct = sorted(&turns);
    let steps = distinct.windows(2).map(|pair| pair[1] - pair[0]).filter(|apart| *apart > 1e-9);
    let step = steps.fold(step, f64::min);
    let weight = |accept: &dyn Fn(f64) -> bool| -> f64 {
        turns.iter().zip(weights).filter(|(turn, _)| accept(**turn)).map(|(_, weight)| weight).sum()
    };
    let (below, on) = (weight(&|turn| turn < -1e-9), weight(&|turn| turn.abs() <= 1e-9));
    let half = weights.iter().sum::<f64>() / 2.0;
    // Between two values, with none on it, the median is in its place already.
    let share = if on > 0.0 { ((half - below - on / 2.0) / on).clamp(-0.5, 0.5) } else { 0.0 };
    Some(full_turn(middle + share * step))
}

/// Each direction as signed degrees away from `centre`, in `(-180, 180]`.
#[must_use]
pub fn turns_from(degrees: &[f64], centre: f64) -> Vec<f64> {
    degrees.iter().map(|angle| signed_turn(angle - centre)).collect()
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

    fn circular_median(degrees: &[f64]) -> Option<f64> {
        super::circular_median(degrees, &vec![1.0; degrees.len()])
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
        assert!((circular_mean(&[200.0]).unwrap() - 200.0).abs() < 1e-9);
        assert!((circular_median(&[-20.0]).unwrap() - 340.0).abs() < 1e-9);
        assert_eq!(super::circular_median(&[200.0], &[0.0]), None);
        assert_eq!(super::circular_median(&[200.0], &[]), None);
        assert_eq!(turns_from(&[350.0, 30.0], 10.0), [-20.0, 20.0]);
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

    #[test]
    fn a_direction_just_short_of_the_top_is_no_whole_turn() {
        assert_eq!(weighted_circular_mean(&[-1e-17], &[1.0]), Some(0.0));
        assert_eq!(circular_median(&[-1e-17]), Some(0.0));
    }

    #[test]
    fn a_long_second_outweighs_two_short_ones() {
        assert_eq!(super::circular_median(&[350.0, 352.0, 20.0], &[1.0, 1.0, 7.0]), Some(20.0));
        // Exactly half on either side: the middle, across the top.
        assert_eq!(super::circular_median(&[350.0, 352.0, 20.0], &[1.0, 1.0, 2.0]), Some(6.0));
    }

    #[test]
    fn a_grouped_median_lies_inside_the_step_that_holds_it() {
        // Ten on 200, of which the median wants the ninth tenth: below it 11 of 30, above it 9.
        let degrees = [vec![198.6; 9], vec![200.0; 10], vec![201.4; 11]].concat();
        let weights = vec![1.0; 30];
        let found = grouped_circular_median(&degrees, &weights, 1.40625).unwrap();
        assert!((found - 200.14).abs() < 1e-9, "{found}");
        // Fine values keep their median, and so does a constant.
        assert!(
            (grouped_circular_median(&[10.0, 10.001, 10.003], &[1.0; 3], 1.4).unwrap() - 10.001).abs() < 1e-6
        );
        assert_eq!(grouped_circular_median(&[350.0; 4], &[1.0; 4], 1.4), Some(350.0));
        assert_eq!(grouped_circular_median(&[], &[], 1.4), None);
    }

    fn cost(degrees: &[f64], weights: &[f64], at: f64) -> f64 {
        degrees.iter().zip(weights).map(|(angle, weight)| weight * circular_distance(*angle, at)).sum()
    }

    proptest! {
        #[test]
        fn no_direction_is_nearer_to_all_values_than_the_median(values in prop::collection::vec((0.0_f64..360.0, 0.1_f64..9.0), 1..40)) {
            let (degrees, weights): (Vec<f64>, Vec<f64>) = values.into_iter().unzip();
            let least = cost(&degrees, &weights, super::circular_median(&degrees, &weights).unwrap());
            for at in (0..720).map(|step| f64::from(step) * 0.5).chain(degrees.iter().copied()) {
                prop_assert!(least <= cost(&degrees, &weights, at) + 1e-6);
            }
        }

        #[test]
        fn a_grouped_median_is_within_half_a_step_of_the_plain_one(values in prop::collection::vec(0_i32..256, 1..60)) {
            let degrees: Vec<f64> = values.iter().map(|value| f64::from(*value) * 1.40625).collect();
            let weights = vec![1.0; degrees.len()];
            let (plain, grouped) = (circular_median(&degrees).unwrap(), grouped_circular_median(&degrees, &weights, 1.40625).unwrap());
            prop_assert!(circular_distance(plain, grouped) <= 0.703_125 + 1e-9);
        }

        #[test]
        fn a_weight_of_two_is_the_value_twice(values in prop::collection::vec((0.0_f64..360.0, 1_usize..4), 1..20)) {
            let (degrees, times): (Vec<f64>, Vec<usize>) = values.iter().copied().unzip();
            let weights: Vec<f64> = times.iter().map(|n| *n as f64).collect();
            let repeated: Vec<f64> = values.iter().flat_map(|(angle, n)| std::iter::repeat_n(*angle, *n)).collect();
            let (one, other) = (super::circular_median(&degrees, &weights).unwrap(), circular_median(&repeated).unwrap());
            prop_assert!((cost(&degrees, &weights, one) - cost(&degrees, &weights, other)).abs() < 1e-6);
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
