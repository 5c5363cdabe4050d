//! The quantities, each a type of its own.

use super::{Leg, Unit, fixed, round};

/// What a stream can hold: a small value that is known to be a number.
pub trait Sample: Copy {
    /// False where a part of the value is not a number or is infinite.
    fn is_finite(&self) -> bool;
}

/// A number with a unit.
pub trait Quantity: Sample {
    /// The unit that [`Quantity::get`] is in.
    const UNIT: Unit;
    /// The bare number, in [`Quantity::UNIT`].
    fn get(self) -> f64;
}

macro_rules! quantities {
    ($($(#[$doc:meta])* $name:ident in $unit:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
        pub struct $name(f64);

        impl $name {
            /// Wraps a number that is already in this quantity's unit.
            #[must_use]
            pub const fn new(value: f64) -> Self {
                Self(value)
            }

            /// The bare number.
            #[must_use]
            pub const fn get(self) -> f64 {
                self.0
            }
        }

        impl Sample for $name {
            fn is_finite(&self) -> bool {
                self.0.is_finite()
            }
        }

        impl Quantity for $name {
            const UNIT: Unit = Unit::$unit;
            fn get(self) -> f64 {
                self.0
            }
        }
    )+};
}

quantities! {
    /// Heart beats per minute.
    HeartRate in BeatsPerMinute;
    /// Running cadence: steps per minute, both feet. FIT records strides; [`StrideRate::steps`] is the only way across.
    StepRate in StepsPerMinute;
    /// Pedalling cadence: crank revolutions per minute.
    CrankRate in RevolutionsPerMinute;
    /// Speed over ground, m/s.
    Speed in MetresPerSecond;
    /// A distance or an altitude, m.
    Metres in Metres;
    /// A small length, mm: vertical oscillation, step length, platform centre offset.
    Millimetres in Millimetres;
    /// A short time, ms: ground contact time.
    Milliseconds in Milliseconds;
    /// Mechanical power, W.
    Watts in Watts;
    /// A percentage, 0 to 100, that belongs to no side.
    Percent in Percent;
    /// The left leg's share of a whole, %, 0 to 100.
    LeftShare in Percent;
    /// The right leg's share of a whole, %, 0 to 100.
    RightShare in Percent;
    /// A difference of two angles, degrees.
    Degrees in Degrees;
    /// Time since the session started, pauses included, s.
    Elapsed in Seconds;
    /// Time that the device's timer ran, pauses left out, s. The time that a prescription counts.
    TimerTime in Seconds;
}

impl LeftShare {
    /// The right share that goes with this left share: the one place where it is derived.
    #[must_use]
    pub fn right(self) -> RightShare {
        RightShare::new(100.0 - self.0)
    }

    /// The leg whose share is the larger once rounded to so many decimals, with that share; no leg where it is even.
    #[must_use]
    pub fn larger(self, decimals: usize) -> (Option<Leg>, Percent) {
        let rounded = round(self.0, decimals);
        if rounded > 50.0 {
            (Some(Leg::Left), Percent::new(self.0))
        } else if rounded < 50.0 {
            (Some(Leg::Right), Percent::new(self.right().0))
        } else {
            (None, Percent::new(50.0))
        }
    }

    /// As people read it, without its unit: `L 51.0`, `R 51.6`, or `50.0` where it is even.
    #[must_use]
    pub fn told(self, decimals: usize) -> String {
        let (leg, share) = self.larger(decimals);
        let share = fixed(share.0, decimals);
        leg.map_or(share.clone(), |leg| format!("{} {share}", leg.letter()))
    }
}

impl RightShare {
    /// The left share that goes with this right share.
    #[must_use]
    pub fn left(self) -> LeftShare {
        LeftShare::new(100.0 - self.0)
    }
}

impl TimerTime {
    /// The time in minutes.
    #[must_use]
    pub fn minutes(self) -> f64 {
        self.0 / 60.0
    }
}

/// Strides per minute: contacts of one foot. What FIT stores as running cadence.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct StrideRate(f64);

impl StrideRate {
    /// Wraps strides per minute.
    #[must_use]
    pub const fn new(value: f64) -> Self {
        Self(value)
    }

    /// Both feet: two steps a stride.
    #[must_use]
    pub const fn steps(self) -> StepRate {
        StepRate::new(self.0 * 2.0)
    }
}

/// A direction of the crank: degrees clockwise from top dead centre, in `[0, 360)`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Angle(f64);

impl Angle {
    /// Wraps any number of degrees into `[0, 360)`.
    #[must_use]
    pub fn new(degrees: f64) -> Self {
        let wrapped = degrees.rem_euclid(360.0);
        // A tiny negative number wraps to exactly 360.0 in floating point.
        Self(if wrapped >= 360.0 { 0.0 } else { wrapped })
    }

    /// Degrees in `[0, 360)`.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// Degrees in `(-180, 180]`: a power phase usually starts just before the top.
    #[must_use]
    pub fn signed(self) -> f64 {
        if self.0 > 180.0 { self.0 - 360.0 } else { self.0 }
    }

    /// How far one turns clockwise from `self` to reach `other`, in `[0, 360)`.
    #[must_use]
    pub fn clockwise_to(self, other: Self) -> Degrees {
        Degrees::new(Self::new(other.0 - self.0).0)
    }
}

impl Sample for Angle {
    fn is_finite(&self) -> bool {
        self.0.is_finite()
    }
}

impl Sample for bool {
    fn is_finite(&self) -> bool {
        true
    }
}

impl<A: Sample, B: Sample> Sample for (A, B) {
    fn is_finite(&self) -> bool {
        self.0.is_finite() && self.1.is_finite()
    }
}

impl<A: Sample> Sample for Option<A> {
    fn is_finite(&self) -> bool {
        self.as_ref().is_none_or(Sample::is_finite)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strides_become_steps_once() {
        assert!((StrideRate::new(83.5).steps().get() - 167.0).abs() < 1e-12);
    }

    #[test]
    fn the_right_share_is_what_the_left_leaves() {
        let left = LeftShare::new(51.3);
        assert!((left.right().get() - 48.7).abs() < 1e-12);
        assert!((left.right().left().get() - 51.3).abs() < 1e-12);
    }

    #[test]
    fn a_share_is_told_by_the_leg_that_has_more() {
        let told = |left: f64| LeftShare::new(left).told(1);
        assert_eq!(
            [51.0, 48.4, 50.04, 49.96, 49.94].map(told),
            ["L 51.0", "R 51.6", "50.0", "50.0", "R 50.1"]
        );
    }

    #[test]
    fn angles_wrap_into_one_turn() {
        assert!((Angle::new(-20.0).get() - 340.0).abs() < 1e-12);
        assert!((Angle::new(720.0).get()).abs() < 1e-12);
        assert!(Angle::new(-1e-14).get() < 360.0);
        assert!((Angle::new(340.0).signed() + 20.0).abs() < 1e-12);
        assert!((Angle::new(340.0).clockwise_to(Angle::new(10.0)).get() - 30.0).abs() < 1e-12);
    }
}
