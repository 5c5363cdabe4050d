//! Quantities that cannot be mixed up.
//!
//! Each quantity is a type of its own, so that steps per minute never meet revolutions per minute, elapsed time never
//! stands for timer time, and a left share never passes for a right one. Inside, every quantity is an `f64` in the
//! unit that its documentation names.

mod decimal;
mod leg;
mod quantity;
mod unit;

pub use decimal::{fixed, round, signed, significant};
pub use leg::{Leg, Legs};
pub use quantity::{
    Angle, CrankRate, Degrees, Elapsed, HeartRate, LeftShare, Metres, Millimetres, Milliseconds, Percent,
    Quantity, RightShare, Sample, Speed, StepRate, StrideRate, TimerTime, Watts,
};
pub use unit::Unit;
