//! Reps laid over each other: speed over metres, from the start of the skip.

use super::jog::Jog;
use super::model::at;
use super::prepare::Run;
use super::rep::Drills;
use crate::model::Session;

/// Metres that are followed at least: a skip of 20 m and a stride of 80 m.
pub const LEAST_METRES: f64 = 100.0;

/// Metres that are followed beyond the end of a rep which is longer.
const METRES_BEYOND: f64 = 5.0;

/// Seconds that are followed beyond the end of a rep, at most.
const BEYOND: f64 = 15.0;

/// A rep over distance, starting where its skip starts, or its stride where there is no skip.
#[derive(Debug, Clone, PartialEq)]
pub struct Aligned {
    /// `(metres since the start, m/s)`, metres rising, up to [`LEAST_METRES`], or past the end of a rep that is longer.
    pub speed: Vec<(f64, f64)>,
    /// Where the skip ends, m.
    pub skip_end: Option<f64>,
    /// Where the stride starts and ends, m.
    pub stride: Option<(f64, f64)>,
}

/// Lays the reps of `drills`, found in `session`, over distance: one entry for each rep, in order. The device's lag is
/// taken out of speed and distance, and each part is as long as it was measured.
#[must_use]
pub fn align(session: &Session, drills: &Drills) -> Vec<Aligned> {
    let run = Run::of(session);
    let Some(jog) = Jog::of(&run) else { return Vec::new() };
    let travelled = |from: f64, to: f64| run.track.metres(from + jog.pace_lag, to + jog.pace_lag);
    drills
        .reps
        .iter()
        .map(|rep| {
            let parts: Vec<(f64, f64, f64)> = rep
                .skip
                .iter()
                .map(|skip| (skip.span, skip.metres.value))
                .chain(rep.stride.iter().map(|stride| (stride.span, stride.metres.value)))
                .map(|(span, metres)| (span.start.get(), span.end.get(), metres))
                .collect();
            let start = parts.first().map_or(0.0, |part| part.0);
            let end = parts.last().map_or(0.0, |part| part.1);
            // Metres at a time: inside a part in proportion to what was travelled, scaled to the part's length.
            let place = |time: f64| -> f64 {
                let mut metres = 0.0;
                for (from, to, length) in &parts {
                    let whole = travelled(*from, *to);
                    let here = travelled(*from, time.min(*to).max(*from));
                    metres += if whole > 0.0 { length * here / whole } else { 0.0 };
                }
                metres + if time > end { travelled(end, time) } else { 0.0 }
            };
            let length: f64 = parts.iter().map(|part| part.2).sum();
            let most = LEAST_METRES.max(length + METRES_BEYOND);
            let mut speed: Vec<(f64, f64)> = Vec::new();
            let mut time = start;
            while time <= end + BEYOND {
                let metres = place(time);
                if metres > most {
                    break;
                }
                let rises = speed.last().is_none_or(|last| metres > last.0);
                if let (true, Some(v)) = (rises, at(&run.speed, time + jog.speed_lag)) {
                    speed.push((metres, v));
                }
                time += 0.5;
            }
            let skip_end = rep.skip.as_ref().map(|skip| skip.metres.value);
            let stride = rep.stride.as_ref().map(|stride| {
                let from = skip_end.unwrap_or(0.0);
                (from, from + stride.metres.value)
            });
            Aligned { speed, skip_end, stride }
        })
        .collect()
}
