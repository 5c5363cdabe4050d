//! The runner's own jog and the device's own errors: everything else is measured against them.

use super::prepare::{Run, spread};
use super::settings::Settings;
use crate::signal::{median, quantile};

/// Slower than this nobody jogs, m/s.
const SLOWEST_JOG: f64 = 1.9;

/// What is usual in this run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Jog {
    /// Speed, m/s.
    pub(super) speed: f64,
    /// Deviation of the recorded speed from its own slow trend, m/s: natural and the device's together.
    pub(super) speed_noise: f64,
    /// Cadence, steps/min, where recorded.
    pub(super) cadence: Option<f64>,
    /// Deviation of cadence, steps/min.
    pub(super) cadence_noise: f64,
    /// Vertical oscillation, mm, and its deviation, where recorded.
    pub(super) oscillation: Option<(f64, f64)>,
    /// Contact time, ms, and its deviation, where recorded.
    pub(super) contact: Option<(f64, f64)>,
    /// How far speed trails behind cadence, s.
    pub(super) speed_lag: f64,
    /// How far increments of distance trail behind cadence, s.
    pub(super) pace_lag: f64,
}

/// How far a cadence sensor itself trails behind the feet, s (docs/sources.md, "Watches and short efforts": 1 to 2 s).
const CADENCE_LAG: f64 = 1.3;

/// Where there is no cadence to compare with: the usual lag of a satellite speed, s (medians of section 3.3).
const USUAL_LAG: f64 = 3.0;

/// The largest lag that is searched for, s.
const LARGEST_LAG: usize = 12;

impl Jog {
    /// Measures the jog; none where nothing in the run is as fast as a jog.
    pub(super) fn of(run: &Run) -> Option<Self> {
        let moving: Vec<f64> = run.speed.iter().flatten().copied().filter(|v| *v > SLOWEST_JOG).collect();
        if moving.len() < 30 {
            return None;
        }
        let speed = shorth(&moving)?;
        let jogs: Vec<usize> = (0..run.seconds())
            .filter(|t| run.speed.get(*t).copied().flatten().is_some_and(|v| (v / speed - 1.0).abs() < 0.15))
            .collect();
        let of = |channel: &[Option<f64>]| -> Vec<f64> {
            jogs.iter().filter_map(|t| channel.get(*t).copied().flatten()).collect()
        };
        let cadences: Vec<f64> = of(&run.cadence).into_iter().filter(|c| *c > 100.0).collect();
        let enough = |values: &[f64]| values.len() >= 30;
        let cadence = if enough(&cadences) { shorth(&cadences) } else { None };
        let pair = |values: &[f64], least: f64| -> Option<(f64, f64)> {
            let middle = if enough(values) { median(values) } else { None }?;
            Some((middle, spread(values)?.max(least)))
        };
        let mut jog = Self {
            speed,
            speed_noise: noise(&run.speed, speed).max(0.05),
            cadence,
            cadence_noise: spread(&cadences).unwrap_or(4.0).clamp(1.5, 6.0),
            oscillation: pair(&of(&run.oscillation), 2.0),
            contact: pair(&of(&run.contact), 5.0),
            speed_lag: USUAL_LAG,
            pace_lag: USUAL_LAG,
        };
        match cadence {
            Some(cadence) => {
                jog.speed_lag = lag(&run.speed, &run.cadence, speed, cadence)
                    .map_or(USUAL_LAG, |lag| (lag + CADENCE_LAG).max(0.3));
                jog.pace_lag = lag(&run.pace, &run.cadence, speed, cadence)
                    .map_or(jog.speed_lag, |lag| (lag + CADENCE_LAG).max(0.3));
            }
            None => {
                // Speed that trails behind its own distance shows at least that much of its lag.
                if let Some(behind) = lag(&run.speed, &run.pace, speed, speed) {
                    jog.speed_lag = USUAL_LAG.max(behind + 1.0);
                    jog.pace_lag = jog.speed_lag - behind;
                }
            }
        }
        Some(jog)
    }
}

impl Jog {
    /// The speed above which a second is fast: closer to the jog where speed is quiet, never above
    /// [`Settings::fast`] jogs.
    pub(super) fn fast(&self, settings: &Settings) -> f64 {
        let most = (settings.fast - 1.0).max(0.1) * self.speed;
        self.speed + (2.2 * self.speed_noise).clamp(0.12 * self.speed, most)
    }
}

/// The middle of the shortest half of the values: close to their mode, and deaf to the rest.
fn shorth(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let half = sorted.len() / 2;
    let width = |from: usize| Some(sorted.get(from + half)? - sorted.get(from)?);
    let from = (0..sorted.len() - half)
        .min_by(|a, b| width(*a).unwrap_or(f64::MAX).total_cmp(&width(*b).unwrap_or(f64::MAX)))?;
    median(sorted.get(from..=(from + half).min(sorted.len() - 1))?)
}

/// Deviation of speed about its own median over a minute, in the quieter half of the run.
fn noise(speed: &[Option<f64>], jog: f64) -> f64 {
    let mut spreads = Vec::new();
    for window in speed.chunks(40) {
        let values: Vec<f64> = window.iter().flatten().copied().collect();
        let jogs = median(&values).is_some_and(|middle| (middle / jog - 1.0).abs() < 0.25);
        if values.len() >= 30 && jogs {
            spreads.extend(spread(&values));
        }
    }
    quantile(&spreads, 0.5).unwrap_or(0.25)
}

/// By how many seconds `late` trails behind `early`: where the falls of the one best match the falls of the other. Falls,
/// because a stride ends in a fall of both, while a skip before it may raise cadence long before speed.
fn lag(late: &[Option<f64>], early: &[Option<f64>], late_jog: f64, early_jog: f64) -> Option<f64> {
    let falls = |series: &[Option<f64>], jog: f64| -> Vec<f64> {
        // Below the jog cadence tells of walking and standing, not of speed: cut off.
        let at = |t: usize| series.get(t).copied().flatten().map(|value| (value / jog).clamp(0.95, 1.9));
        (0..series.len())
            .map(|t| match (t.checked_sub(1).and_then(at), at(t + 1)) {
                (Some(before), Some(after)) => (before - after).max(0.0),
                _ => 0.0,
            })
            .collect()
    };
    let (late, early) = (falls(late, late_jog), falls(early, early_jog));
    let energy = |falls: &[f64]| falls.iter().map(|fall| fall * fall).sum::<f64>().sqrt();
    let scale = energy(&late) * energy(&early);
    if scale <= 0.0 {
        return None;
    }
    let score = |shift: isize| -> f64 {
        let shared: f64 = early
            .iter()
            .enumerate()
            .filter_map(|(t, fall)| Some(fall * late.get(t.checked_add_signed(shift)?)?))
            .sum();
        // Lags of 0 to 4 s behind cadence are usual (docs/sources.md, "Watches and short efforts").
        shared / scale - 0.002 * (shift as f64 - 1.0).powi(2)
    };
    let scores: Vec<(isize, f64)> = (-3..=LARGEST_LAG as isize).map(|shift| (shift, score(shift))).collect();
    let best = scores.iter().enumerate().max_by(|a, b| a.1.1.total_cmp(&b.1.1))?.0;
    let (shift, peak) = *scores.get(best)?;
    if peak < 0.2 {
        return None;
    }
    let before = scores.get(best.checked_sub(1)?)?.1;
    let Some((_, after)) = scores.get(best + 1) else { return Some(shift as f64) };
    let bend = before - 2.0 * peak + after;
    let offset = if bend < 0.0 { 0.5 * (before - after) / bend } else { 0.0 };
    Some(shift as f64 + offset.clamp(-0.5, 0.5))
}
