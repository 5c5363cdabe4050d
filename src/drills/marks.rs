//! The first two layers: reps that the runner's own laps or the followed workout's steps mark.
//!
//! A press comes up to 2.5 s late and fast running spills past it (docs/sources.md, "Skips and strides"), so a mark only
//! says where to look; the fitted effort says where the edges are.

use super::candidate::{Candidate, SkipGuess};
use super::jog::Jog;
use super::prepare::Run;
use crate::model::{Intensity, Lap, LapTrigger, Session, Workout};

/// A press comes this late on average, and this much more or less, s.
const LATE: (f64, f64) = (1.2, 1.0);

/// A step's end is announced by the watch: on time on average, but the runner answers as he likes, s.
const ANNOUNCED: (f64, f64) = (0.5, 1.5);

/// A lap or a step that may be a stride takes so many seconds, from and to.
const STRIDE_SECONDS: (f64, f64) = (5.0, 30.0);

/// A lap or a step that may be a skip takes so many seconds, from and to.
const SKIP_SECONDS: (f64, f64) = (3.0, 18.0);

/// What a lap was, as far as a mark can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Skip,
    Stride,
    /// Short enough for either; the speeds decide.
    Open,
    Neither,
}

/// Reps marked by the steps of a workout; none where no lap belongs to a step or none of them looks like a rep.
pub(super) fn by_steps(session: &Session, workout: Option<&Workout>, run: &Run, jog: &Jog) -> Vec<Candidate> {
    let laps: Vec<(&Lap, Role)> = session.laps.iter().map(|lap| (lap, step_role(lap, workout))).collect();
    if laps.iter().all(|(_, role)| *role == Role::Neither) {
        return Vec::new();
    }
    let found = marked(&laps, run, jog, ANNOUNCED);
    let pairs = found.iter().filter(|rep| rep.skip.is_some()).count();
    if pairs >= 1 || found.len() >= 2 { found } else { Vec::new() }
}

/// Reps marked by laps pressed by hand.
pub(super) fn by_laps(session: &Session, run: &Run, jog: &Jog) -> Vec<Candidate> {
    let role = |lap: &Lap| match lap.trigger {
        LapTrigger::Manual if lap.step.is_none() => Role::Open,
        _ => Role::Neither,
    };
    let laps: Vec<(&Lap, Role)> = session.laps.iter().map(|lap| (lap, role(lap))).collect();
    let found = marked(&laps, run, jog, LATE);
    let pairs = found.iter().filter(|rep| rep.skip.is_some()).count();
    if pairs >= 2 || found.len() >= 3 { found } else { Vec::new() }
}

/// What a lap's step says: its name first, then how hard it was meant to be.
fn step_role(lap: &Lap, workout: Option<&Workout>) -> Role {
    let Some(number) = lap.step else { return Role::Neither };
    let step = workout.and_then(|workout| workout.steps.iter().find(|step| step.index == number));
    let name = step.map(|step| step.name.to_lowercase()).unwrap_or_default();
    if name.contains("skip") || name.contains("hop") {
        return Role::Skip;
    }
    if name.contains("stride") || name.contains("sprint") {
        return Role::Stride;
    }
    let intensity = match (lap.intensity, step) {
        (Intensity::Unstated, Some(step)) => step.intensity,
        (stated, _) => stated,
    };
    match intensity {
        Intensity::Active | Intensity::Interval | Intensity::Unstated => Role::Open,
        Intensity::Rest | Intensity::Warmup | Intensity::Cooldown | Intensity::Recovery => Role::Neither,
    }
}

/// Finds strides among the laps, and the skip before each.
fn marked(laps: &[(&Lap, Role)], run: &Run, jog: &Jog, late: (f64, f64)) -> Vec<Candidate> {
    let speed = |lap: &Lap| -> f64 {
        let shift = jog.pace_lag - late.0;
        let (from, to) = (lap.span.start.get() + shift, lap.span.end.get() + shift);
        run.track.metres(from, to) / (to - from).max(0.1)
    };
    let inside = |lap: &Lap, range: (f64, f64)| (range.0..=range.1).contains(&lap.span.length());
    let mut found = Vec::new();
    for (index, (lap, role)) in laps.iter().enumerate() {
        let pace = speed(lap);
        let stride = match role {
            Role::Stride => inside(lap, (3.0, 60.0)),
            Role::Open => inside(lap, STRIDE_SECONDS) && pace > 1.08 * jog.speed,
            Role::Skip | Role::Neither => false,
        };
        // Seen through a slow filter a skip may look fast itself: the faster lap behind it is the stride.
        let overtaken = *role == Role::Open
            && laps.get(index + 1).is_some_and(|(next, role)| {
                matches!(role, Role::Open | Role::Stride)
                    && inside(next, STRIDE_SECONDS)
                    && inside(lap, SKIP_SECONDS)
                    && speed(next) > 1.25 * pace
            });
        if !stride || overtaken {
            continue;
        }
        let before = index.checked_sub(1).and_then(|before| laps.get(before));
        let skip = before.filter(|(lap, role)| match role {
            Role::Skip => inside(lap, (2.0, 40.0)),
            Role::Open => {
                let slow = speed(lap);
                inside(lap, SKIP_SECONDS) && (0.8..=3.8).contains(&slow) && slow < 0.85 * pace
            }
            Role::Stride | Role::Neither => false,
        });
        found.push(Candidate {
            skip: skip.map(|(lap, _)| SkipGuess {
                start: lap.span.start.get() - late.0,
                sd: late.1,
                confirmed: true,
                quick: false,
                marked: true,
            }),
            start: lap.span.start.get() - late.0,
            end: lap.span.end.get() - late.0,
            stride: true,
            sd: late.1,
            marked: true,
        });
    }
    found
}

/// Puts the signal's reps among the marked ones: a skip where a marked stride has none, and what was not marked at all.
pub(super) fn joined(marked: Vec<Candidate>, signal: Vec<Candidate>) -> Vec<Candidate> {
    let mut all = marked;
    for rep in signal {
        let same = |other: &&mut Candidate| other.from() < rep.end && rep.from() < other.end;
        match all.iter_mut().find(same) {
            Some(other) => {
                if other.skip.is_none() && rep.stride {
                    other.skip = rep.skip;
                }
            }
            None => all.push(rep),
        }
    }
    all.sort_by(|a, b| a.start.total_cmp(&b.start));
    all
}
