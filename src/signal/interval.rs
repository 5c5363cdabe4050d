//! Intervals and tests on a mean of independent values.

use super::descriptive::{mean, sd};
use statrs::distribution::{Continuous, ContinuousCDF, Normal, StudentsT};

/// A number with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub lo: f64,
    /// Upper end.
    pub hi: f64,
}

impl Interval {
    /// Whether `value` lies inside, ends included.
    #[must_use]
    pub fn contains(self, value: f64) -> bool {
        self.lo <= value && value <= self.hi
    }

    /// As a pair.
    #[must_use]
    pub fn pair(self) -> (f64, f64) {
        (self.lo, self.hi)
    }
}

/// The `p` quantile of the standard normal distribution. `p` outside `(0, 1)`: none.
#[must_use]
pub fn normal_quantile(p: f64) -> Option<f64> {
    (p > 0.0 && p < 1.0).then(|| Normal::standard().inverse_cdf(p))
}

/// The probability that a normal variable of this mean and deviation lies in `range`. A deviation that is not positive:
/// none.
#[must_use]
pub fn normal_probability(mean: f64, sd: f64, range: (f64, f64)) -> Option<f64> {
    let normal = Normal::new(mean, sd).ok()?;
    Some(normal.cdf(range.1) - normal.cdf(range.0))
}

/// The `p` quantile of Student's t with `freedom` degrees of freedom, which need not be a whole number. `p` outside
/// `(0, 1)` or no freedom: none.
#[must_use]
pub fn t_quantile(p: f64, freedom: f64) -> Option<f64> {
    if !(p > 0.0 && p < 1.0) {
        return None;
    }
    // With endless freedom statrs' search does not come to an end; from here on the distribution is the normal one to
    // six digits.
    let t = StudentsT::new(0.0, 1.0, freedom.min(1e6)).ok()?;
    // And with much freedom its search ends early: a step of Newton's mends that (1e-9 up to 100 000 degrees).
    let near = t.inverse_cdf(p);
    let quantile = near - (t.cdf(near) - p) / t.pdf(near);
    quantile.is_finite().then_some(quantile)
}

/// `middle` plus and minus the t quantile times `standard_error`. No freedom, or an error that is no number: none.
#[must_use]
pub fn t_interval(middle: f64, standard_error: f64, freedom: f64, level: f64) -> Option<Interval> {
    let reach = t_quantile(0.5 + level / 2.0, freedom)? * standard_error;
    (middle.is_finite() && reach.is_finite()).then_some(Interval { lo: middle - reach, hi: middle + reach })
}

/// The Student-t interval of the mean of independent values. Fewer than two values: none. Constant: a point.
#[must_use]
pub fn mean_interval(values: &[f64], level: f64) -> Option<Interval> {
    let n = values.len() as f64;
    t_interval(mean(values)?, sd(values)? / n.sqrt(), n - 1.0, level)
}

/// Wilson's score interval of a proportion (Wilson 1927) whose standard error is known, with Student's t for the normal
/// quantile: it stays inside `[0, 1]` and is not symmetric near the ends. A proportion of 0 or 1 (which has no standard
/// error), outside `[0, 1]`, or no freedom: none.
#[must_use]
pub fn proportion_interval(share: f64, standard_error: f64, freedom: f64, level: f64) -> Option<Interval> {
    let t = t_quantile(0.5 + level / 2.0, freedom)?;
    // The number of independent values that would give this standard error.
    let n = share * (1.0 - share) / standard_error.powi(2);
    if !(n > 0.0 && n.is_finite()) {
        return None;
    }
    let shrink = 1.0 + t * t / n;
    let centre = (share + t * t / (2.0 * n)) / shrink;
    let reach = t / shrink * (share * (1.0 - share) / n + t * t / (4.0 * n * n)).sqrt();
    Some(Interval { lo: (centre - reach).max(0.0), hi: (centre + reach).min(1.0) })
}

/// What two one-sided tests say of a mean against `target` plus and minus `margin`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Equivalence {
    /// t against the lower margin.
    pub t_lower: f64,
    /// t against the upper margin.
    pub t_upper: f64,
    /// The larger of the two one-sided p values.
    pub p: f64,
}

impl Equivalence {
    /// Whether the mean is shown to lie inside the margin at `alpha`. Not shown is not the same as shown to differ.
    #[must_use]
    pub fn shown(self, alpha: f64) -> bool {
        self.p < alpha
    }
}

/// Two one-sided t tests (TOST) of the mean of independent values against `target` plus and minus `margin`
/// (Schuirmann 1987). Fewer than two values, a constant, or a margin that is not positive: none.
#[must_use]
pub fn equivalence(values: &[f64], target: f64, margin: f64) -> Option<Equivalence> {
    let n = values.len() as f64;
    let (middle, error) = (mean(values)?, sd(values)? / n.sqrt());
    if !(error > 0.0 && margin > 0.0) {
        return None;
    }
    let dist = StudentsT::new(0.0, 1.0, n - 1.0).ok()?;
    let t_lower = (middle - (target - margin)) / error;
    let t_upper = (middle - (target + margin)) / error;
    Some(Equivalence { t_lower, t_upper, p: dist.sf(t_lower).max(dist.cdf(t_upper)) })
}

/// The smallest change between two single sessions that measurement noise does not explain, at 95 %:
/// `1.96 sqrt(2) SEM`, the standard error of measurement `sd sqrt(1 - reliability)`. For one athlete `sd` is the spread
/// of session means over a stable period and `reliability` 0. A negative spread or a reliability outside `[0, 1]`: none.
#[must_use]
pub fn mdc95(sd: f64, reliability: f64) -> Option<f64> {
    if !(sd >= 0.0 && (0.0..=1.0).contains(&reliability)) {
        return None;
    }
    // The textbook formula is written with 1.96, not with the exact quantile.
    Some(1.96 * std::f64::consts::SQRT_2 * sd * (1.0 - reliability).sqrt())
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

    #[test]
    fn nearly_all_of_a_normal_lies_within_two_deviations() {
        let inside =
            normal_probability(60.0, 5.0, (60.0 - 1.959_963_984_540 * 5.0, 60.0 + 1.959_963_984_540 * 5.0));
        assert!((inside.unwrap() - 0.95).abs() < 1e-9);
        assert_eq!(normal_probability(60.0, 0.0, (50.0, 80.0)), None);
    }

    #[test]
    fn t_quantiles_match_the_reference() {
        for (freedom, q95, q975) in [
            (1.0, 6.313_751_514_675, 12.706_204_736_175),
            (4.0, 2.131_846_786_327, 2.776_445_105_198),
            (9.0, 1.833_112_932_656, 2.262_157_162_798),
            (19.0, 1.729_132_811_521, 2.093_024_054_408),
            (29.0, 1.699_127_026_533, 2.045_229_642_133),
            (59.0, 1.671_093_032_104, 2.000_995_378_088),
            (3.7, 2.182_493_803_915, 2.867_520_707_191),
        ] {
            close(t_quantile(0.95, freedom).unwrap(), q95);
            close(t_quantile(0.975, freedom).unwrap(), q975);
        }
        close(normal_quantile(0.975).unwrap(), 1.959_963_984_540_054);
        // Where statrs 0.19.1 gives 1.959 980 9.
        close(t_quantile(0.975, 1e5).unwrap(), 1.959_987_707_534_609_5);
        assert_eq!(t_quantile(0.975, 1e12), t_quantile(0.975, 1e6));
    }

    #[test]
    fn the_worked_example_of_ten_sessions_comes_out() {
        let ci95 = mean_interval(&REFERENCE, 0.95).unwrap();
        close(ci95.lo, 50.430_787_918_512_61);
        close(ci95.hi, 50.889_212_081_487_38);
        let ci90 = mean_interval(&REFERENCE, 0.90).unwrap();
        close(ci90.lo, 50.474_260_636_791_54);
        close(ci90.hi, 50.845_739_363_208_45);
    }

    #[test]
    fn equivalence_matches_the_reference_and_the_ninety_percent_interval() {
        let wide = equivalence(&REFERENCE, 50.0, 1.0).unwrap();
        close(wide.t_lower, 16.382_997_204_498_2);
        close(wide.t_upper, -3.355_553_644_294_85);
        close(wide.p, 0.004_224_318_421_803_15);
        assert!(wide.shown(0.05));
        let narrow = equivalence(&REFERENCE, 50.0, 0.7).unwrap();
        close(narrow.t_upper, -0.394_771_016_975_894);
        close(narrow.p, 0.351_102_063_418_738);
        assert!(!narrow.shown(0.05));
        let ci90 = mean_interval(&REFERENCE, 0.90).unwrap();
        assert!(ci90.lo > 49.0 && ci90.hi < 51.0 && ci90.hi > 50.7);
    }

    proptest! {
        #[test]
        fn equivalence_is_shown_exactly_where_the_ninety_percent_interval_lies_inside_the_margin(
            values in prop::collection::vec(48.0_f64..52.0, 3..30), margin in 0.2_f64..2.0,
        ) {
            let ci90 = mean_interval(&values, 0.90).unwrap();
            let inside = 50.0 - margin < ci90.lo && ci90.hi < 50.0 + margin;
            prop_assert_eq!(equivalence(&values, 50.0, margin).unwrap().shown(0.05), inside);
        }

        #[test]
        fn a_proportion_lies_in_its_interval_and_the_interval_between_0_and_1(share in 0.001_f64..0.999, error in 0.001_f64..0.2) {
            let Interval { lo, hi } = proportion_interval(share, error, 40.0, 0.95).unwrap();
            prop_assert!(0.0 <= lo && lo < share && share < hi && hi <= 1.0);
        }
    }

    #[test]
    fn wilsons_interval_matches_the_reference() {
        // statsmodels' proportion_confint(8, 10, method="wilson"): t with endless freedom is the normal quantile.
        let error = (0.8_f64 * 0.2 / 10.0).sqrt();
        let Interval { lo, hi } = proportion_interval(0.8, error, 1e9, 0.95).unwrap();
        assert!(
            (lo - 0.490_162_471_536_642).abs() < 1e-6 && (hi - 0.943_317_848_545_625).abs() < 1e-6,
            "{lo} {hi}"
        );
        assert_eq!(proportion_interval(1.0, 0.0, 40.0, 0.95), None);
        assert_eq!(proportion_interval(0.5, 0.1, 0.0, 0.95), None);
    }

    #[test]
    fn the_smallest_detectable_change_matches_the_reference() {
        for (reliability, mdc) in [(0.9, 0.438_269), (0.8, 0.619_806)] {
            assert!((mdc95(0.5, reliability).unwrap() - mdc).abs() < 1e-6);
        }
        assert_eq!(mdc95(-1.0, 0.0), None);
        assert_eq!(mdc95(1.0, 1.1), None);
    }

    #[test]
    fn nothing_and_one_value_have_no_interval_and_a_constant_has_a_point() {
        assert_eq!(mean_interval(&[], 0.95), None);
        assert_eq!(mean_interval(&[50.0], 0.95), None);
        assert_eq!(mean_interval(&[50.0; 5], 0.95), Some(Interval { lo: 50.0, hi: 50.0 }));
        assert_eq!(equivalence(&[], 50.0, 1.0), None);
        assert_eq!(equivalence(&[50.0], 50.0, 1.0), None);
        assert_eq!(equivalence(&[50.0; 5], 50.0, 1.0), None);
        assert_eq!(t_quantile(0.975, 0.0), None);
        assert_eq!(t_quantile(1.5, 3.0), None);
    }

    #[test]
    fn the_standard_error_and_the_t_test_of_the_worked_example_come_out() {
        let error = sd(&REFERENCE).unwrap() / 10.0_f64.sqrt();
        close(error, 0.101_324_561_023_804_5);
        let t = (mean(&REFERENCE).unwrap() - 50.0) / error;
        close(t, 6.513_721_780_101_67);
        let p = 2.0 * StudentsT::new(0.0, 1.0, 9.0).unwrap().sf(t);
        close(p, 0.000_109_687_664_489_794);
        // At once different from even and shown to lie within a point of it.
        assert!(p < 0.05 && equivalence(&REFERENCE, 50.0, 1.0).unwrap().shown(0.05));
    }

    #[test]
    fn the_distributions_are_right_where_an_older_statrs_gave_no_number() {
        use statrs::distribution::{ChiSquared, FisherSnedecor};
        let chi = |freedom: f64, p: f64| ChiSquared::new(freedom).unwrap().inverse_cdf(p);
        // statrs 0.18 answered NaN here.
        close(chi(1.0, 0.025), 0.000_982_069_117_175_256);
        for (freedom, want) in [
            (1.0, 3.841_458_820_694),
            (5.0, 11.070_497_693_516),
            (10.0, 18.307_038_053_275),
            (29.0, 42.556_967_804_293),
        ] {
            close(chi(freedom, 0.95), want);
        }
        close(chi(5.0, 0.975), 12.832_501_994_030);
        for (one, two, want) in
            [(1.0, 10.0, 4.964_602_743_731), (3.0, 12.0, 3.490_294_819_498), (5.0, 20.0, 2.710_889_837_210)]
        {
            close(FisherSnedecor::new(one, two).unwrap().inverse_cdf(0.95), want);
        }
        close(Normal::standard().cdf(1.96), 0.975_002_104_851_779_5);
    }
}
