//! From samples to an estimate with its interval. An interval is given only where it can bear a verdict.

use super::sieve::{Samples, is_exactly};
use super::{Certainty, Estimate, Ledger, Measure, Missing, Settings, Untold};
use crate::signal::{
    Effective, Interval, circular_median, effective_size, grouped_circular_median, proportion_interval,
    signed_turn, t_quantile, weighted_mean, weighted_quantile,
};
use crate::units::Unit;

/// FIT writes an angle in 256 steps of a turn, degrees.
pub(super) const ANGLE_STEP: f64 = 360.0 / 256.0;
/// The level of every interval.
const LEVEL: f64 = 0.95;
/// A median's interval may reach to the 10 % and 90 % quantiles of the samples, and that of a share over 80 points, and no
/// further.
const WIDEST_REACH: f64 = 0.4;

/// What an estimate is to be called and how much it needs.
pub(crate) struct Claim<'a> {
    /// The unit of the samples.
    pub(crate) unit: Unit,
    /// What was used and dropped.
    pub(crate) ledger: Ledger,
    /// Valid minutes below which no interval is given.
    pub(crate) min_minutes: f64,
    /// The most independent samples that they can be worth: a part is worth no more than the whole.
    pub(crate) most: f64,
    /// The thresholds in force.
    pub(crate) settings: &'a Settings,
}

impl<'a> Claim<'a> {
    /// A claim that needs no more than the general minimum.
    pub(crate) fn new(unit: Unit, ledger: Ledger, settings: &'a Settings) -> Self {
        Self { unit, ledger, min_minutes: 0.0, most: f64::INFINITY, settings }
    }

    /// A claim about a balance, which needs more minutes.
    pub(crate) fn balance(ledger: Ledger, settings: &'a Settings) -> Self {
        Self { min_minutes: settings.min_balance_minutes, ..Self::new(Unit::Percent, ledger, settings) }
    }

    fn enough(&self, samples: &Samples) -> bool {
        samples.seconds + 1e-9 >= self.settings.min_seconds && samples.len() >= 2
    }

    /// The interval that `make` builds from what the samples are worth, or why there is none.
    fn certainty(
        &self,
        samples: &Samples,
        effective: Option<Effective>,
        make: impl FnOnce(Effective) -> Option<(f64, f64)>,
    ) -> Certainty {
        let minutes = samples.seconds / 60.0 + 1e-9;
        match effective {
            _ if minutes < self.min_minutes => Certainty::Untold(Untold::TooShort),
            None if samples.is_constant() && minutes < self.settings.min_balance_minutes => {
                Certainty::Untold(Untold::TooShort)
            }
            None if samples.is_constant() => Certainty::Constant,
            None => Certainty::Untold(Untold::TooFewIndependent),
            Some(worth) if worth.n_eff < self.settings.min_n_eff => {
                Certainty::Untold(Untold::TooFewIndependent)
            }
            Some(worth) => {
                make(worth).map_or(Certainty::Untold(Untold::TooWide), |(lo, hi)| Certainty::Interval(lo, hi))
            }
        }
    }

    fn state(self, value: f64, certainty: Certainty, n: usize, n_eff: Option<f64>) -> Measure {
        Measure::Known(Estimate { value, unit: self.unit, certainty, n, n_eff, ledger: self.ledger })
    }

    /// The weighted mean with its Student-t interval.
    pub(crate) fn mean(self, samples: &Samples) -> Measure {
        let value = weighted_mean(&samples.all(), &samples.all_weights());
        let Some(value) = value.filter(|_| self.enough(samples)) else {
            return Measure::Missing(Missing::TooFewSamples);
        };
        let effective = self.worth(samples);
        let certainty = self.certainty(samples, effective, |worth| worth.interval(LEVEL).map(Interval::pair));
        self.state(value, certainty, samples.len(), effective.map(|e| e.n_eff))
    }

    /// The share of time, %, of samples that are 0 or 1, with Wilson's interval: it stays inside 0 to 100 and is not lopsided
    /// near the ends (Wilson 1927, with Student's t for the normal quantile and n_eff for n).
    pub(crate) fn share(self, samples: &Samples) -> Measure {
        let value = weighted_mean(&samples.all(), &samples.all_weights());
        let Some(share) = value.filter(|_| self.enough(samples)) else {
            return Measure::Missing(Missing::TooFewSamples);
        };
        let effective = self.worth(samples);
        let certainty = self.certainty(samples, effective, |worth| {
            let (lo, hi) = proportion_interval(share, worth.standard_error, worth.freedom, LEVEL)?.pair();
            (hi - lo <= 2.0 * WIDEST_REACH).then_some((100.0 * lo, 100.0 * hi))
        });
        self.state(100.0 * share, certainty, samples.len(), effective.map(|e| e.n_eff))
    }

    /// The weighted median. Its interval spans the quantiles that lie a Student-t reach from one half, where the worth
    /// of the samples is that of the series "below the median, or above" (Bahadur's representation).
    pub(crate) fn median(self, samples: &Samples) -> Measure {
        let (values, weights) = (samples.all(), samples.all_weights());
        let middle = weighted_quantile(&values, &weights, 0.5).filter(|_| self.enough(samples));
        let Some(middle) = middle else { return Measure::Missing(Missing::TooFewSamples) };
        let (certainty, n_eff) = self.around(middle, samples);
        let certainty = match (certainty, self.unit) {
            (Certainty::Interval(lo, hi), Unit::Percent) => Certainty::Interval(lo.max(0.0), hi.min(100.0)),
            (other, _) => other,
        };
        self.state(middle, certainty, samples.len(), n_eff)
    }

    /// The circular median of degrees, weighted by time and placed inside its FIT step; `wrap` puts it and leaves the interval around it unbroken.
    pub(crate) fn circular_median(self, samples: &Samples, wrap: impl Fn(f64) -> f64) -> Measure {
        let (angles, weights) = (samples.all(), samples.all_weights());
        let placed = grouped_circular_median(&angles, &weights, ANGLE_STEP).filter(|_| self.enough(samples));
        let (Some(placed), Some(middle)) = (placed, circular_median(&angles, &weights)) else {
            return Measure::Missing(Missing::TooFewSamples);
        };
        let (certainty, n_eff) = self.around(0.0, &samples.map(|angle| signed_turn(angle - middle)));
        let (value, inside) = (wrap(placed), signed_turn(placed - middle));
        let certainty = match certainty {
            Certainty::Interval(lo, hi) => Certainty::Interval(value + lo - inside, value + hi - inside),
            other => other,
        };
        self.state(value, certainty, samples.len(), n_eff)
    }

    fn around(&self, middle: f64, samples: &Samples) -> (Certainty, Option<f64>) {
        // What lies on the median is half on either side: sensors write whole steps, and many samples share one.
        let sides = samples.map(|value| match value {
            value if is_exactly(value, middle) => 0.5,
            value if value < middle => 1.0,
            _ => 0.0,
        });
        let effective = self.worth(&sides);
        let certainty = self.certainty(samples, effective, |worth| {
            let reach = t_quantile(0.5 + LEVEL / 2.0, worth.freedom)? * worth.standard_error;
            // An interval from one end of the samples to the other says nothing.
            if reach > WIDEST_REACH {
                return None;
            }
            let (values, weights) = (samples.all(), samples.all_weights());
            let edge = |p: f64| weighted_quantile(&values, &weights, p);
            // A median is known no better than the half step in which the sensor writes.
            let half = samples.step() / 2.0;
            Some((edge(0.5 - reach)?.min(middle - half), edge(0.5 + reach)?.max(middle + half)))
        });
        (certainty, effective.map(|e| e.n_eff))
    }

    fn worth(&self, samples: &Samples) -> Option<Effective> {
        effective(samples).map(|worth| worth.at_most(self.most))
    }
}

/// What the samples are worth; none for a constant.
pub(crate) fn effective(samples: &Samples) -> Option<Effective> {
    let runs: Vec<&[f64]> = samples.values.iter().map(Vec::as_slice).collect();
    let weights: Vec<&[f64]> = samples.weights.iter().map(Vec::as_slice).collect();
    effective_size(&runs, &weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::testkit::noise;

    fn samples(values: Vec<f64>) -> Samples {
        let n = values.len();
        Samples {
            at: vec![(0..n).map(|i| i as f64).collect()],
            weights: vec![vec![1.0; n]],
            seconds: n as f64,
            values: vec![values],
        }
    }

    fn claim(settings: &Settings) -> Claim<'_> {
        Claim::new(Unit::Degrees, Ledger::default(), settings)
    }

    /// How often the intervals that `infer` claims cover `truth`, over 150 series.
    fn coverage(truth: f64, infer: impl Fn(Samples) -> Measure, make: impl Fn(f64) -> f64) -> f64 {
        let intervals: Vec<(f64, f64)> = (0..150)
            .filter_map(|seed| {
                let series = samples(noise(1000 + seed, 1800, 0.9).into_iter().map(&make).collect());
                infer(series).known().and_then(Estimate::ci95)
            })
            .collect();
        assert!(intervals.len() > 120, "only {} claimed", intervals.len());
        let covered = intervals.iter().filter(|(lo, hi)| *lo <= truth && truth <= *hi).count();
        covered as f64 / intervals.len() as f64
    }

    #[test]
    fn intervals_of_mean_median_share_and_angle_cover_the_truth() {
        let settings = Settings::default();
        let found = [
            coverage(50.0, |s| claim(&settings).mean(&s), |v| 50.0 + v),
            coverage(50.0, |s| claim(&settings).median(&s), |v| 50.0 + v),
            coverage(50.0, |s| claim(&settings).share(&s), |v| f64::from(u8::from(v > 0.0))),
            // Around the top, where a linear mean would fail.
            coverage(
                0.0,
                |s| claim(&settings).circular_median(&s, signed_turn),
                |v| (10.0 * v).rem_euclid(360.0),
            ),
        ];
        assert!(found.iter().all(|share| (0.90..=1.0).contains(share)), "{found:?}");
    }

    #[test]
    fn a_constant_has_a_value_and_no_interval() {
        let settings = Settings::default();
        let measure = claim(&settings).mean(&samples(vec![90.0; 600]));
        let estimate = measure.known().unwrap();
        assert_eq!((estimate.value, estimate.certainty, estimate.n_eff), (90.0, Certainty::Constant, None));
        assert!(
            claim(&settings).circular_median(&samples(vec![350.0; 600]), |angle| angle).known().is_some()
        );
    }

    #[test]
    fn less_than_a_minute_is_no_number() {
        let settings = Settings::default();
        let short = samples(noise(1, 59, 0.0));
        let missing = Measure::Missing(Missing::TooFewSamples);
        assert_eq!(claim(&settings).mean(&short), missing);
        assert_eq!(claim(&settings).median(&short), missing);
        assert_eq!(claim(&settings).circular_median(&short, |angle| angle), missing);
        assert_eq!(claim(&settings).mean(&Samples::default()), missing);
    }

    #[test]
    fn too_little_worth_has_a_value_and_no_interval() {
        let settings = Settings::default();
        let slow = samples((0..900).map(|i| 50.0 + (f64::from(i) / 300.0).sin()).collect());
        let measure = claim(&settings).mean(&slow);
        let estimate = measure.known().unwrap();
        assert!(estimate.ci95().is_none() && estimate.n_eff.is_some_and(|n_eff| n_eff < 12.0));
    }

    #[test]
    fn a_median_is_known_no_better_than_the_step_of_its_sensor() {
        let settings = Settings::default();
        // Nearly all seconds at 85 rpm, which FIT writes in whole turns.
        let whole = noise(5, 1800, 0.5).into_iter().map(|v| (85.0 + 0.3 * v).round()).collect();
        let found = claim(&settings).median(&samples(whole));
        assert_eq!(found.known().unwrap().ci95(), Some((84.5, 85.5)));
    }

    #[test]
    fn a_median_at_the_end_of_the_scale_is_no_constant() {
        // A pedal that reports 100 % in two of three seconds.
        let settings = Settings::default();
        let capped = noise(6, 1800, 0.8).into_iter().map(|v| (99.0 + 2.0 * v).min(100.0)).collect();
        let percent = Claim::new(Unit::Percent, Ledger::default(), &settings);
        let found = percent.median(&samples(capped));
        let found = found.known().unwrap();
        assert!(found.n_eff.is_some(), "{found:?}");
        assert!(found.ci95().is_some_and(|(lo, hi)| lo <= 100.0 && hi <= 100.0), "{found:?}");
    }

    #[test]
    fn a_share_near_its_end_covers_the_truth() {
        let settings = Settings::default();
        // True 98 %: above minus 2.0537 of a normal.
        let (mut claimed, mut covered) = (0, 0);
        for seed in 0..200 {
            let near =
                noise(4000 + seed, 1800, 0.9).into_iter().map(|v| f64::from(u8::from(v > -2.0537))).collect();
            if let Some((lo, hi)) = claim(&settings).share(&samples(near)).known().and_then(Estimate::ci95) {
                claimed += 1;
                covered += usize::from(lo <= 98.0 && 98.0 <= hi);
            }
        }
        assert!(claimed > 100 && covered as f64 >= 0.91 * claimed as f64, "{covered} of {claimed}");
    }

    #[test]
    fn the_interval_of_a_share_stays_inside_0_and_100() {
        let settings = Settings::default();
        let rare = samples(noise(9, 900, 0.3).into_iter().map(|v| f64::from(u8::from(v > 2.3))).collect());
        let measure = claim(&settings).share(&rare);
        let (lo, hi) = measure.known().unwrap().ci95().unwrap();
        assert!(lo >= 0.0 && hi < 10.0);
    }
}
