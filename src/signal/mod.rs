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
    circular_distance, circular_mean, circular_median, circular_quantile_offset, circular_spread,
    signed_turn, weighted_circular_mean,
};
pub use descriptive::{
    Bin, histogram, interquartile_range, mad, mean, median, quantile, robust_sigma, sd, sorted, variance,
    weighted_mean, weighted_quantile,
};
pub use interval::{
    Equivalence, Interval, equivalence, mdc95, mean_interval, normal_probability, normal_quantile,
    t_interval, t_quantile, t_test_p,
};
pub use series::{Resampled, half_height_edge, lag_between, resample_1hz, running_mean};
pub use trend::{Kendall, TheilSen, mann_kendall, theil_sen};
