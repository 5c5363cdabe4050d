//! The thresholds that metrics rest on, as plain data. None of them is the clinic's.

use crate::units::Leg;

/// Thresholds with their defaults. Sources: docs/sources.md.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Below this running cadence a second is walking, steps/min. Garmin gives no ground contact metrics for walking.
    pub walking_below: f64,
    /// Up to this grade, either way, ground counts as flat, %.
    pub flat_grade: f64,
    /// From this cadence on a second is pedalled, rpm.
    pub pedalling_from: f64,
    /// The advisory band of pedalling cadence, rpm (coaching pages; Lucía 2001).
    pub bike_band: (f64, f64),
    /// Which pedal a balance without the side flag speaks of, where the user knows; else only its size is reported.
    pub unflagged_balance_is: Option<Leg>,
    /// Fewer effective samples than this bear no interval and so no verdict.
    pub min_n_eff: f64,
    /// Fewer valid minutes than this bear no interval of a balance and so no verdict.
    pub min_balance_minutes: f64,
    /// Fewer valid seconds than this give no number at all.
    pub min_seconds: f64,
    /// Plausible stance balance, left %: values outside occur at starts and stops.
    pub stance_window: (f64, f64),
    /// Plausible two-legged pedal balance, %.
    pub pedal_window: (f64, f64),
    /// Below this power a second tells nothing of a power phase, W.
    pub phase_power_from: f64,
    /// Speeds count as like each other within this, m/s.
    pub like_speed: f64,
    /// Power counts as alike within this share of it, %.
    pub like_power: f64,
    /// Pedalling cadences count as alike within this, rpm.
    pub like_crank_rate: f64,
    /// A smaller change of a power-phase angle than this is noise of mounting and calibration, degrees.
    pub angle_noise: f64,
    /// Fewer sessions than this have no trend.
    pub min_trend_sessions: usize,
    /// Pool lengths that make one lap.
    pub lengths_per_lap: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            walking_below: 140.0,
            flat_grade: 2.0,
            pedalling_from: 30.0,
            bike_band: (80.0, 100.0),
            unflagged_balance_is: None,
            min_n_eff: crate::signal::Effective::LEAST,
            min_balance_minutes: 10.0,
            min_seconds: 60.0,
            stance_window: (40.0, 60.0),
            pedal_window: (20.0, 80.0),
            phase_power_from: 30.0,
            like_speed: 0.2,
            like_power: 10.0,
            like_crank_rate: 5.0,
            angle_noise: 10.0,
            min_trend_sessions: 8,
            lengths_per_lap: 1,
        }
    }
}
