//! A recording: all that one activity file holds that we use.

use super::{Session, Workout};

/// All that one activity file holds that we use.
#[derive(Debug, Clone)]
pub struct Recording {
    /// The device that recorded it, and its sensors.
    pub devices: Vec<Device>,
    /// The workout that was followed, where the file carries it.
    pub workout: Option<Workout>,
    /// One session for each leg of the activity, in order of time.
    pub sessions: Vec<Session>,
    /// How many `record` messages the file holds, whole ones all counted.
    pub records: usize,
}

/// A device that took part: the recorder itself or a sensor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Device {
    /// True for the device that wrote the file.
    pub recorder: bool,
    /// The maker, as the FIT profile names it (`garmin`, `wahoo_fitness`), or its number.
    pub manufacturer: String,
    /// The product's name, or its number; empty where not stated.
    pub product: String,
    /// What kind of sensor it is (`heart_rate`, `stride_speed_distance`, `bike_power`); empty for the recorder.
    pub kind: String,
    /// The serial number, where stated.
    pub serial: Option<u32>,
}
