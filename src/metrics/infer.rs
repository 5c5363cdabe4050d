//! From samples to an estimate with its interval. An interval is given only where it can bear a verdict.

use super::sieve::Samples;
use super::{Estimate, Ledger, Measure, Missing, Settings};
use crate::signal::{
    Effective, Interval, circular_median, effective_size, signed_turn, t_quantile, weighted_mean,
    weighted_quantile,
};
use crate::units::Unit;

/// The level of every interval.
const LEVEL: f64 = 0.95;
/// A median's interval may reach to the 10 % and 90 % quantiles of the samples and no further.
const WIDEST_REACH: f64 = 0.4;

/// What an estimate is to be called and how much it needs.
pub(crate) struct Claim<'a> {
    /// The unit of the samples.
    pub(crate) unit: Unit,
    /// What was used and dropped.
    pub(crate) ledger: Ledger,
    /// Valid minutes below which no interval is given.
    pub(crate) min_minutes: f64,
    /// The thresholds in force.
    pub(crate) settings: &'a Settings,
}

impl<'a> Claim<'a> {
    /// A claim that needs no more than the general minimum.
    pub(crate) fn new(unit: Unit, ledger: Ledger, settings: &'a Settings) -> Self {
        Self { unit, ledger, min_minutes: 0.0, settings }
    }

    /// A claim about a balance, which needs more minutes.
    pub(crate) fn balance(ledger: Ledger, settings: &'a Settings) -> Self {
        Self { unit: Unit::Percent, ledger, min_minutes: settings.min_balance_minutes, settings }
    }

    fn enough(&self, samples: &Samples) -> bool {
        samples.seconds + 1e-9 >= self.settings.min_seconds && samples.len() >= 2
    }

    /// What the samples are worth, and whether that bears an interval.
    fn worth(&self, samples: &Samples) -> (Option<Effective>, bool) {
        let effective = effective(samples);
        let bears = effective.is_some_and(|e| e.n_eff >= self.settings.min_n_eff)
            && samples.seconds / 60.0 + 1e-9 >= self.min_minutes;
        (effective, bears)
    }

    fn state(self, value: f64, ci95: Option<(f64, f64)>, n: usize, n_eff: Option<f64>) -> Measure {
        Measure::Known(Estimate { value, unit: self.unit, ci95, n, n_eff, ledger: self.ledger })
    }

    /// The weighted mean with its Student-t interval.
    pub(crate) fn mean(self, samples: &Samples) -> Measure {
        let value = weighted_mean(&samples.all(), &samples.all_weights());
        let Some(value) = value.filter(|_| self.enough(samples)) else {
            return Measure::Missing(Missing::TooFewSamples);
        };
        let (effective, bears) = self.worth(samples);
        let ci95 = effective.filter(|_| bears).and_then(|e| e.interval(LEVEL)).map(Interval::pair);
        self.state(value, ci95, samples.len(), effective.map(|e| e.n_eff))
    }

    /// The share of time, %, of samples that are 0 or 1; the interval stays inside 0 to 100.
    pub(crate) fn share(self, samples: &Samples) -> Measure {
        match self.mean(&samples.map(|value| value * 100.0)) {
            Measure::Known(mut estimate) => {
                estimate.ci95 = estimate.ci95.map(|(lo, hi)| (lo.max(0.0), hi.min(100.0)));
                Measure::Known(estimate)
            }
            missing @ Measure::Missing(_) => missing,
        }
    }

    /// The weighted median. Its interval spans the quantiles that lie a Student-t reach from one half, where the worth
    /// of the samples is that of the series "at most the median, or above" (Bahadur's representation).
    pub(crate) fn median(self, samples: &Samples) -> Measure {
        let (values, weights) = (samples.all(), samples.all_weights());
        let middle = weighted_quantile(&values, &weights, 0.5).filter(|_| self.enough(samples));
        let Some(middle) = middle else { return Measure::Missing(Missing::TooFewSamples) };
        let (ci95, n_eff) = self.around(middle, samples);
        self.state(middle, ci95, samples.len(), n_eff)
    }

    /// The circular median of degrees; `wrap` puts it and leaves the interval around it unbroken.
    pub(crate) fn circular_median(self, samples: &Samples, wrap: impl Fn(f64) -> f64) -> Measure {
        let middle = circular_median(&samples.all()).filter(|_| self.enough(samples));
        let Some(middle) = middle else { return Measure::Missing(Missing::TooFewSamples) };
        let (ci95, n_eff) = self.around(0.0, &samples.map(|angle| signed_turn(angle - middle)));
        let value = wrap(middle);
        self.state(value, ci95.map(|(lo, hi)| (value + lo, value + hi)), samples.len(), n_eff)
    }

    fn around(&self, middle: f64, samples: &Samples) -> (Option<(f64, f64)>, Option<f64>) {
        let sides = samples.map(|value| f64::from(u8::from(value <= middle)));
        let (effective, bears) = self.worth(&sides);
        let ci95 = effective.filter(|_| bears).and_then(|e| {
            let reach = t_quantile(0.5 + LEVEL / 2.0, e.freedom)? * e.standard_error;
            // An interval from one end of the samples to the other says nothing.
            if reach > WIDEST_REACH {
                return None;
            }
            let (values, weights) = (samples.all(), samples.all_weights());
            let edge = |p: f64| weighted_quantile(&values, &weights, p);
            Some((edge(0.5 - reach)?.min(middle), edge(0.5 + reach)?.max(middle)))
        });
        (ci95, effective.map(|e| e.n_eff))
    }
}

/// What the samples are worth; none for a constant.
pub(crate) fn effective(samples: &Samples) -> Option<Effective> {
    let runs: Vec<&[f64]> = samples.values.iter().map(Vec::as_slice).collect();
    let weights: Vec<&[f64]> = samples.weights.iter().map(Vec::as_slice).collect();
    effective_size(&runs, &weights)
}
