//! Edges of a stride by the feet: cadence tells when fast running began and ended more sharply than a slow speed does.

use super::candidate::Candidate;
use super::jog::Jog;
use super::prepare::Run;
use super::profile::Effort;
use super::signal::BEHIND;
use crate::signal::median;

/// Cadence must rise this much above the jog to have edges, steps/min.
const LEAST_RISE: f64 = 8.0;

/// Time constant of a cadence sensor, s (docs/sources.md, "Watches and short efforts": 1 to 2 s).
const SENSOR: f64 = 1.5;

/// An edge this far from where it was proposed is another edge, s.
const FARTHEST: f64 = 3.5;

/// Start and end of a stride on the clock of the feet, where both show in cadence. `guess` gives the speeds, which tell
/// where on the ramps the middle between jog and stride lies.
pub(super) fn by_cadence(run: &Run, jog: &Jog, candidate: &Candidate, guess: &Effort) -> Option<(f64, f64)> {
    let usual = jog.cadence?;
    let raw = |t: usize| run.cadence.get(t).copied().flatten();
    // A cadence sensor averages; its first-order lag is undone, or an edge from a slow skip would seem late.
    let at = |t: usize| -> Option<f64> {
        let here = raw(t)?;
        let slope = match (t.checked_sub(1).and_then(raw), raw(t + 1)) {
            (Some(before), Some(after)) => (after - before) / 2.0,
            _ => 0.0,
        };
        Some(here + SENSOR * slope)
    };
    let from = (candidate.start + BEHIND + 3.0).max(0.0) as usize;
    let to = (candidate.end + BEHIND - 1.0).max(0.0) as usize;
    let inside: Vec<f64> = (from..=to).filter_map(raw).collect();
    let high = median(&inside).filter(|_| inside.len() >= 3)?;
    if high < usual + LEAST_RISE {
        return None;
    }
    let half = (high + usual) / 2.0;
    let middle = usize::midpoint(from, to);
    if raw(middle)? < half {
        return None;
    }
    let last = (middle..middle + 40).take_while(|t| at(*t).is_some_and(|c| c >= half)).last()?;
    let first = (middle.saturating_sub(40)..=middle)
        .rev()
        .take_while(|t| at(*t).is_some_and(|c| c >= half))
        .last()?;
    let crossing = |low: usize, high: usize| -> Option<f64> {
        let (below, above) = (at(low)?, at(high)?);
        let part = (half - below) / (above - below);
        Some(low as f64 + part * (high as f64 - low as f64))
    };
    let up = crossing(first.checked_sub(1)?, first)?;
    let down = crossing(last + 1, last)?;
    let share = |from: f64, to: f64, level: f64| ((level - from) / (to - from)).clamp(0.0, 1.0);
    let level = (guess.stride + jog.speed) / 2.0;
    let start = up - guess.rise * share(guess.skip, guess.stride, level);
    let end = down - guess.fall * share(guess.stride, guess.after, level);
    let near = (start - candidate.start).abs() < FARTHEST && (end - candidate.end).abs() < FARTHEST;
    (near && end > start + 3.0).then_some((start, end))
}
