//! A measured length against the prescription.

use super::rep::{LengthVerdict, MeasuredLength};
use crate::signal::normal_probability;

/// Half the width of a 95 % interval, in deviations.
pub(super) const WIDE: f64 = 1.96;

/// A length with its interval from its value and its deviations downwards and upwards.
pub(super) fn measured(value: f64, below: f64, above: f64) -> MeasuredLength {
    MeasuredLength { value, lo: (value - WIDE * below).max(0.0), hi: value + WIDE * above }
}

/// The verdict: out of range only where the whole interval misses the range; in range where the value lies in the range
/// and the length does so too with probability `sure` or more; else uncertain.
pub(super) fn verdict(length: MeasuredLength, range: (f64, f64), sure: f64) -> LengthVerdict {
    if length.hi < range.0 || length.lo > range.1 {
        return LengthVerdict::OutOfRange;
    }
    let inside = range.0 <= length.value && length.value <= range.1;
    if inside && probability(length, range) >= sure {
        LengthVerdict::InRange
    } else {
        LengthVerdict::Uncertain
    }
}

/// How probable it is that the true length lies in `range`, which holds its value: half a normal to each side of it. (A
/// lower end that was cut at 0 leaves too little doubt, but still too much for a call.)
fn probability(length: MeasuredLength, range: (f64, f64)) -> f64 {
    let MeasuredLength { value, lo, hi } = length;
    // A side without width lies where the value does.
    let side = |sd: f64, part: (f64, f64)| normal_probability(value, sd, part).unwrap_or(0.5);
    side((value - lo) / WIDE, (range.0, value)) + side((hi - value) / WIDE, (value, range.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn out_of_range_only_where_the_whole_interval_misses() {
        let range = (50.0, 80.0);
        assert_eq!(verdict(measured(44.0, 2.0, 2.0), range, 0.8), LengthVerdict::OutOfRange);
        assert_eq!(verdict(measured(46.5, 2.0, 2.0), range, 0.8), LengthVerdict::Uncertain);
        assert_eq!(verdict(measured(50.5, 2.0, 2.0), range, 0.8), LengthVerdict::Uncertain);
        assert_eq!(verdict(measured(53.0, 2.0, 2.0), range, 0.8), LengthVerdict::InRange);
        assert_eq!(verdict(measured(90.0, 4.0, 4.0), range, 0.8), LengthVerdict::OutOfRange);
    }

    #[test]
    fn a_length_that_could_be_anything_is_never_in_range() {
        assert_eq!(verdict(measured(65.0, 20.0, 20.0), (50.0, 80.0), 0.8), LengthVerdict::Uncertain);
    }

    #[test]
    fn doubt_downwards_counts_against_the_lower_end_alone() {
        let range = (10.0, 20.0);
        assert_eq!(verdict(measured(12.0, 0.5, 0.5), range, 0.8), LengthVerdict::InRange);
        assert_eq!(verdict(measured(12.0, 3.0, 0.5), range, 0.8), LengthVerdict::Uncertain);
        assert_eq!(verdict(measured(18.0, 3.0, 0.5), range, 0.8), LengthVerdict::InRange);
        assert_eq!(verdict(measured(24.0, 3.0, 0.5), range, 0.8), LengthVerdict::Uncertain);
        assert_eq!(verdict(measured(24.0, 0.5, 3.0), range, 0.8), LengthVerdict::OutOfRange);
        // The mass of each half: Phi(8 / 3) - 1/2 below, 1/2 above.
        assert!((probability(measured(18.0, 3.0, 0.5), range) - 0.996_17).abs() < 1e-4);
    }

    #[test]
    fn an_exact_length_at_the_edge_counts() {
        assert_eq!(verdict(measured(50.0, 0.0, 0.0), (50.0, 80.0), 0.8), LengthVerdict::InRange);
    }
}
