//! Numeric methods on plain slices of `f64`. Nothing here knows what the numbers mean.
//!
//! Every function takes finite numbers and says what it does with an empty slice, a single value and a constant.
//! A number that is not finite never panics; what comes out for it is not specified.

mod autocorrelation;
mod circular;
mod descriptive;
mod interval;
mod series;
mod trend;

pub use autocorrelation::{Effective, Estimator, effective_size, effective_size_by};
pub use circular::{
    circular_median, grouped_circular_median, signed_turn, turns_from, weighted_circular_mean,
};
pub use descriptive::{
    Bin, histogram, mean, median, quantile, sd, sorted, variance, weighted_mean, weighted_quantile,
};
pub use interval::{
    Equivalence, Interval, equivalence, mdc95, mean_interval, normal_probability, normal_quantile,
    proportion_interval, t_interval, t_quantile,
};
pub use series::{running_mean, running_quantiles};
pub use trend::{Kendall, TheilSen, mann_kendall, theil_sen};
