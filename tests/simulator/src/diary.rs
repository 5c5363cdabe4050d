//! The athlete of the samples: her devices, her calendar, and how she changes over twelve weeks.

use crate::activity::{Activity, Sensor, Session};
use crate::noise::deviate;
use crate::rng::Rng;

/// Weeks of the programme.
pub const WEEKS: u32 = 12;
/// Every random number of the samples descends from this one.
const SEED: u64 = 20_260_302;
/// Monday 2026-03-02T00:00:00Z, the first day, in seconds of FIT time.
const FIRST_MIDNIGHT: u32 = 1_141_344_000;
/// From Sunday of week 4 (2026-03-29) the clocks in Warsaw are two hours ahead of UTC.
const SUMMER_TIME: u32 = 27;

/// A moment of the athlete's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Days since Monday 2026-03-02.
    pub day: u32,
    /// Minutes since midnight on her clock.
    pub minute: u32,
}

impl Moment {
    /// In a week from 1, on a day from 0 (Monday), at a time on her clock.
    #[must_use]
    pub fn new(week: u32, weekday: u32, hour: u32, minute: u32) -> Self {
        Self { day: 7 * (week - 1) + weekday, minute: 60 * hour + minute }
    }

    /// Local time minus UTC, s.
    #[must_use]
    pub fn offset(self) -> i32 {
        if self.day < SUMMER_TIME { 3600 } else { 7200 }
    }

    /// Seconds since the FIT epoch.
    #[must_use]
    pub fn stamp(self) -> u32 {
        (FIRST_MIDNIGHT + 86_400 * self.day + 60 * self.minute).saturating_add_signed(-self.offset())
    }

    /// The date, as `2026-03-02`.
    #[must_use]
    pub fn date(self) -> String {
        let (month, day) = match self.day + 2 {
            day @ ..=31 => (3, day),
            day @ 32..=61 => (4, day - 31),
            day => (5, day - 61),
        };
        format!("2026-{month:02}-{day:02}")
    }

    /// How far the programme has gone, 0 to 1.
    #[must_use]
    pub fn progress(self) -> f64 {
        f64::from(self.day) / f64::from(7 * WEEKS - 1)
    }

    /// The random numbers of what begins here.
    #[must_use]
    pub fn rng(self) -> Rng {
        Rng::new(SEED.wrapping_mul(1_000_003).wrapping_add(u64::from(self.day * 1440 + self.minute)))
    }
}

/// The athlete on one day: true values, around which her sensors scatter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Form {
    /// Left share of ground contact time, %: from 51.4 towards 50.6, with a standard deviation of 0.3 from day to day.
    pub stance_balance: f64,
    /// Running cadence at 2.7 m/s, steps/min: from 163 to 167.
    pub steps: f64,
    /// Bike cadence, rpm: from 76 to 87.
    pub cadence: f64,
    /// Bike power, W: from 105 to 140.
    pub power: f64,
    /// Left share of bike power, %: about 48.4.
    pub power_share: f64,
    /// End of the power phase left and right, degrees: from 196 to 206, and from 201 to 204.
    pub phase_end: (f64, f64),
    /// Torque effectiveness left and right, %: from 66 to 74, and from 72 to 76.
    pub torque: (f64, f64),
}

impl Form {
    /// Her form at `moment`.
    #[must_use]
    pub fn at(moment: Moment, rng: &mut Rng) -> Self {
        let p = moment.progress();
        Self {
            stance_balance: 51.4 - 0.8 * p + 0.3 * deviate(rng),
            steps: 163.0 + 4.0 * p + 0.8 * deviate(rng),
            cadence: 76.0 + 11.0 * p + 1.2 * deviate(rng),
            power: 105.0 + 35.0 * p + 4.0 * deviate(rng),
            power_share: 48.4 + 0.6 * deviate(rng),
            phase_end: (196.0 + 10.0 * p + 1.2 * deviate(rng), 201.0 + 3.0 * p + 1.2 * deviate(rng)),
            torque: (66.0 + 8.0 * p + deviate(rng), 72.0 + 4.0 * p + deviate(rng)),
        }
    }
}

/// A device of hers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// A watch with a chest strap.
    Watch,
    /// A watch alone.
    BareWatch,
    /// A bike computer with dual pedals and the strap.
    BikeComputer,
    /// A bike computer of another maker that never says which side its balance is of.
    OtherComputer,
}

impl Device {
    /// What this device writes of `sessions` that began at `moment`.
    #[must_use]
    pub fn activity(self, moment: Moment, sessions: Vec<Session>) -> Activity {
        const STRAP: Sensor = Sensor { device_type: 120, manufacturer: 1, product: 4130, serial: 1_204_117 };
        const PEDALS: Sensor = Sensor { device_type: 11, manufacturer: 1, product: 3578, serial: 2_210_846 };
        let (manufacturer, product, serial, sensors) = match self {
            Self::Watch => (1, 4315, 3_411_902_115, vec![STRAP]),
            Self::BareWatch => (1, 4315, 3_411_902_115, Vec::new()),
            Self::BikeComputer => (1, 4062, 3_427_005_761, vec![PEDALS, STRAP]),
            Self::OtherComputer => {
                (32, 31, 640_118, vec![Sensor { manufacturer: 263, product: 12, ..PEDALS }, STRAP])
            }
        };
        Activity {
            start: moment.stamp(),
            utc_offset: Some(moment.offset()),
            manufacturer,
            product,
            serial,
            sessions,
            workout: None,
            sensors,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_is_that_of_2026() {
        assert_eq!(Moment::new(1, 0, 0, 0).date(), "2026-03-02");
        assert_eq!(Moment::new(5, 1, 0, 0).date(), "2026-03-31");
        assert_eq!(Moment::new(5, 2, 0, 0).date(), "2026-04-01");
        assert_eq!(Moment::new(9, 3, 0, 0).date(), "2026-04-30");
        assert_eq!(Moment::new(9, 6, 0, 0).date(), "2026-05-03");
        assert_eq!(Moment::new(12, 6, 0, 0).date(), "2026-05-24");
        // 2026-03-02T00:00:00Z is 1772409600 s of Unix time, and FIT time began 631065600 s into it.
        assert_eq!(Moment::new(1, 0, 1, 0).stamp(), 1_772_409_600 - 631_065_600);
    }

    #[test]
    fn clocks_go_forward_on_the_last_sunday_of_march() {
        assert_eq!(Moment::new(4, 5, 12, 0).offset(), 3600);
        assert_eq!(Moment::new(4, 6, 12, 0).offset(), 7200);
    }
}
