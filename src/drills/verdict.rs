//! A measured length against the prescription.

use super::rep::{LengthVerdict, MeasuredLength};

/// Half the width of a 95 % interval, in deviations.
pub(super) const WIDE: f64 = 1.96;

/// A length with its interval from its value and deviation.
pub(super) fn measured(value: f64, sd: f64) -> MeasuredLength {
    MeasuredLength { value, lo: (value - WIDE * sd).max(0.0), hi: value + WIDE * sd }
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

/// How probable it is that the true length lies in `range`.
fn probability(length: MeasuredLength, range: (f64, f64)) -> f64 {
    let sd = (length.hi - length.value) / WIDE;
    if sd <= 0.0 {
        // An interval without width: the value alone decides.
        return 1.0;
    }
    below((range.1 - length.value) / sd) - below((range.0 - length.value) / sd)
}

/// Share of a standard normal below `z`, right to 1e-7 (Abramowitz and Stegun 1964, 26.2.17).
fn below(z: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * z.abs());
    let series = t
        * (0.319_381_530
            + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    let tail = (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt() * series;
    if z > 0.0 { 1.0 - tail } else { tail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn out_of_range_only_where_the_whole_interval_misses() {
        let range = (50.0, 80.0);
        assert_eq!(verdict(measured(44.0, 2.0), range, 0.8), LengthVerdict::OutOfRange);
        assert_eq!(verdict(measured(46.5, 2.0), range, 0.8), LengthVerdict::Uncertain);
        assert_eq!(verdict(measured(50.5, 2.0), range, 0.8), LengthVerdict::Uncertain);
        assert_eq!(verdict(measured(53.0, 2.0), range, 0.8), LengthVerdict::InRange);
        assert_eq!(verdict(measured(90.0, 4.0), range, 0.8), LengthVerdict::OutOfRange);
    }

    #[test]
    fn a_length_that_could_be_anything_is_never_in_range() {
        assert_eq!(verdict(measured(65.0, 20.0), (50.0, 80.0), 0.8), LengthVerdict::Uncertain);
    }

    #[test]
    fn shares_of_a_normal_are_those_of_the_tables() {
        for (z, share) in [(0.0, 0.5), (1.0, 0.841_344_746), (1.959_963_985, 0.975), (-2.575_829_304, 0.005)]
        {
            assert!((below(z) - share).abs() < 1e-7, "{z}");
        }
    }

    #[test]
    fn an_exact_length_at_the_edge_counts() {
        assert_eq!(verdict(measured(50.0, 0.0), (50.0, 80.0), 0.8), LengthVerdict::InRange);
    }
}
