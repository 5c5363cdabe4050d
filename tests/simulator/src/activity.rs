//! What a device recorded, in physical units, before it is quantised into FIT fields.

/// A recording as a device holds it.
#[derive(Debug, Clone, Default)]
pub struct Activity {
    /// Start, seconds since the FIT epoch (1989-12-31T00:00:00Z).
    pub start: u32,
    /// Local time minus UTC, s; absent where the device does not write it.
    pub utc_offset: Option<i32>,
    /// FIT manufacturer number (1 Garmin, 32 Wahoo, 289 Hammerhead).
    pub manufacturer: u16,
    /// FIT product number.
    pub product: u16,
    /// Serial number.
    pub serial: u32,
    /// The sessions, in order of time.
    pub sessions: Vec<Session>,
    /// The followed workout.
    pub workout: Option<Workout>,
    /// The sensors that were paired.
    pub sensors: Vec<Sensor>,
}

/// A paired sensor, as a `device_info` message names it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sensor {
    /// ANT+ device type (11 bike power, 120 heart rate, 124 stride speed and distance).
    pub device_type: u8,
    /// FIT manufacturer number.
    pub manufacturer: u16,
    /// Product number.
    pub product: u16,
    /// Serial number.
    pub serial: u32,
}

/// One session.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// FIT sport number.
    pub sport: u8,
    /// FIT sub-sport number.
    pub sub_sport: u8,
    /// Its start, s after the activity's start.
    pub start: f64,
    /// Its end, s after the activity's start.
    pub end: f64,
    /// Records, in the order in which they are written (a quirk may write them out of order). Distance starts at
    /// zero in each session.
    pub records: Vec<Record>,
    /// Laps. Where there are none, one lap for the whole session is written, as devices do.
    pub laps: Vec<Lap>,
    /// Pool lengths.
    pub lengths: Vec<Length>,
    /// Pool length, m.
    pub pool_length: Option<f64>,
    /// Strength sets.
    pub sets: Vec<Set>,
    /// Pauses as `(from, to)`, s after the activity's start: timer stop and start events.
    pub pauses: Vec<(f64, f64)>,
    /// Changes of rider position as `(at, standing)`.
    pub positions: Vec<(f64, bool)>,
}

/// One record. A field that is absent in every record of its session is not written; one that is absent in this
/// record alone is written as its invalid value, as devices do.
#[derive(Debug, Clone, Copy, Default)]
pub struct Record {
    /// s after the activity's start; written as whole seconds.
    pub at: f64,
    /// Heart rate, bpm.
    pub heart_rate: Option<f64>,
    /// Cadence as FIT holds it: strides/min on foot, rpm on the bike. The fraction is written too.
    pub cadence: Option<f64>,
    /// Speed, m/s (`enhanced_speed`).
    pub speed: Option<f64>,
    /// Distance, m.
    pub distance: Option<f64>,
    /// Altitude, m (`enhanced_altitude`).
    pub altitude: Option<f64>,
    /// Power, W.
    pub power: Option<f64>,
    /// Latitude and longitude, degrees.
    pub position: Option<(f64, f64)>,
    /// The raw byte of left/right balance.
    pub left_right_balance: Option<u8>,
    /// Torque effectiveness left and right, %.
    pub torque_effectiveness: Option<(f64, f64)>,
    /// Pedal smoothness left and right, %.
    pub pedal_smoothness: Option<(f64, f64)>,
    /// Left power phase start and end, degrees.
    pub left_power_phase: Option<(f64, f64)>,
    /// Left peak power phase start and end, degrees.
    pub left_power_phase_peak: Option<(f64, f64)>,
    /// Right power phase start and end, degrees.
    pub right_power_phase: Option<(f64, f64)>,
    /// Right peak power phase start and end, degrees.
    pub right_power_phase_peak: Option<(f64, f64)>,
    /// Ground contact time, ms.
    pub stance_time: Option<f64>,
    /// Left share of ground contact time, %.
    pub stance_balance: Option<f64>,
    /// Vertical oscillation, mm.
    pub vertical_oscillation: Option<f64>,
    /// Vertical ratio, %.
    pub vertical_ratio: Option<f64>,
    /// Step length, mm.
    pub step_length: Option<f64>,
}

/// One lap.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lap {
    /// From, s after the activity's start.
    pub start: f64,
    /// To.
    pub end: f64,
    /// Distance, m.
    pub distance: f64,
    /// FIT lap trigger (0 manual, 1 time, 2 distance, 7 session end).
    pub trigger: u8,
    /// FIT intensity (0 active, 1 rest, 2 warm-up, 3 cool-down, 4 recovery, 5 interval).
    pub intensity: Option<u8>,
    /// Workout step.
    pub step: Option<u16>,
}

/// One pool length.
#[derive(Debug, Clone, Copy, Default)]
pub struct Length {
    /// From, s after the activity's start.
    pub start: f64,
    /// To.
    pub end: f64,
    /// False for a rest at the wall.
    pub active: bool,
    /// FIT swim stroke (0 freestyle, 4 drill).
    pub stroke: u8,
    /// Strokes.
    pub strokes: u16,
}

/// One strength set.
#[derive(Debug, Clone, Default)]
pub struct Set {
    /// From, s after the activity's start.
    pub start: f64,
    /// Duration, s.
    pub duration: f64,
    /// False for rest.
    pub active: bool,
    /// Repetitions.
    pub repetitions: Option<u16>,
    /// Weight, kg.
    pub weight: Option<f64>,
    /// The watch's guesses: exercise category and exercise name.
    pub guesses: Vec<(u16, Option<u16>)>,
    /// Workout step.
    pub step: Option<u16>,
}

/// A workout.
#[derive(Debug, Clone, Default)]
pub struct Workout {
    /// Its name.
    pub name: String,
    /// FIT sport number.
    pub sport: u8,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// A workout step.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// FIT intensity.
    pub intensity: u8,
    /// Length, m, where it ends by distance.
    pub metres: Option<f64>,
    /// Duration, s, where it ends by time.
    pub seconds: Option<f64>,
    /// Goes back to this step, so many times in all.
    pub repeat: Option<(u16, u32)>,
    /// Exercise category and name, for strength.
    pub exercise: Option<(u16, u16)>,
}
