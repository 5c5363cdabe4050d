//! Laps: by the watch each kilometre, by its workout, or by the runner's thumb.

use super::{Gait, Run, Tick, Until};
use crate::activity::Lap;
use crate::rng::Rng;

/// Who closes laps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Laps {
    /// The watch, each kilometre.
    Auto,
    /// The runner, at the start of each skip and at both ends of each stride, a moment late.
    Manual,
    /// The workout, at the end of each step.
    Steps,
}

/// Where a lap ends: tick, trigger, intensity and step.
struct Mark {
    tick: usize,
    trigger: u8,
    intensity: Option<u8>,
    step: Option<u16>,
}

/// The laps of a run.
pub(super) fn of(run: &Run, rng: &mut Rng, path: &[Tick], start: f64) -> Vec<Lap> {
    let mut marks = match run.laps {
        Laps::Auto => each_kilometre(path),
        Laps::Manual => thumb(rng, path),
        Laps::Steps => steps(run, path),
    };
    let last = path.len().saturating_sub(1);
    marks.retain(|mark| mark.tick + 10 < last);
    let (intensity, step) = match (run.laps, run.parts.last()) {
        (Laps::Steps, Some(part)) => (Some(3), part.step),
        (Laps::Manual, _) => (Some(0), None),
        _ => (None, None),
    };
    marks.push(Mark { tick: last, trigger: 7, intensity, step });
    let mut from = 0;
    marks
        .into_iter()
        .map(|mark| {
            let (a, b) = (path[from], path[mark.tick]);
            from = mark.tick;
            Lap {
                start: start + a.at,
                end: start + b.at,
                distance: b.measured - a.measured,
                trigger: mark.trigger,
                intensity: mark.intensity,
                step: mark.step,
            }
        })
        .collect()
}

fn each_kilometre(path: &[Tick]) -> Vec<Mark> {
    let mut next = 1000.0;
    let mut marks = Vec::new();
    for (tick, now) in path.iter().enumerate() {
        if now.measured >= next {
            marks.push(Mark { tick, trigger: 2, intensity: None, step: None });
            next += 1000.0;
        }
    }
    marks
}

fn thumb(rng: &mut Rng, path: &[Tick]) -> Vec<Mark> {
    let turns = path.windows(2).enumerate().filter(|(_, pair)| {
        let (a, b) = (pair[0].gait, pair[1].gait);
        a != b && (b == Gait::Skip || a == Gait::Skip || a == Gait::Stride)
    });
    let late: Vec<usize> = turns.map(|(i, _)| i + rng.whole(3, 14) as usize).collect();
    late.into_iter().map(|tick| Mark { tick, trigger: 0, intensity: Some(0), step: None }).collect()
}

fn steps(run: &Run, path: &[Tick]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut at = 0;
    for part in path.chunk_by(|a, b| a.part == b.part) {
        let (index, ticks) = (part[0].part, part.len());
        at += ticks;
        let part = run.parts[index];
        // The watch closes the lap before the runner answers.
        let early = match part.until {
            Until::WatchMetres(_) | Until::WatchSeconds(_) => super::ANSWER,
            Until::Seconds(_) | Until::Metres(_) => 0,
        };
        let intensity = match part.gait {
            Gait::Skip | Gait::Stride => 0,
            _ if index == 0 => 2,
            _ => 4,
        };
        // Parts of one step make one lap.
        if run.parts.get(index + 1).is_some_and(|next| next.step == part.step) {
            continue;
        }
        marks.push(Mark { tick: at - early, trigger: 0, intensity: Some(intensity), step: part.step });
    }
    marks
}
