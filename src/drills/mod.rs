//! Finds skip-then-stride reps: skip 10 to 20 m, then stride 50 to 80 m.
//!
//! ```text
//! prepare  session -> a grid of seconds, a track of distance       jog      what is usual in this run
//! marks    workout steps, laps -> candidates                       signal   the signal -> candidates, by
//! model    a hidden semi-Markov model of the run                   edges    where cadence shows the edges
//! profile  an effort seen through the device's filter              pool     what reps lend each other
//! measure  candidates -> reps with lengths and intervals           verdict  length against prescription
//! align    reps over metres, for the figure
//! ```
//! Why it is done so, with figures: docs/decisions/0301-drill-detector.md. Balance is never read inside a rep.

mod align;
mod candidate;
mod edges;
mod jog;
mod marks;
mod measure;
mod model;
mod pool;
mod prepare;
mod profile;
mod rep;
mod settings;
mod signal;
mod verdict;

pub use align::{Aligned, LEAST_METRES, align};
pub use rep::{
    Drills, EvidenceLayer, LengthVerdict, MeasuredLength, Rep, Resolution, Skip, Stride, StrideForm,
};
pub use settings::Settings;

use crate::model::{Session, Sport, Workout};
use crate::units::Speed;

/// Finds the drill reps of a running session; any other session gives [`Drills::none`].
#[must_use]
pub fn find(session: &Session, workout: Option<&Workout>, settings: &Settings) -> Drills {
    if session.sport != Sport::Running {
        return Drills::none();
    }
    let run = prepare::Run::of(session);
    let Some(jog) = jog::Jog::of(&run) else { return Drills::none() };
    let signal::Proposal { candidates: signal, surges } = signal::candidates(&run, &jog, settings);
    let steps = marks::by_steps(session, workout, &run, &jog);
    let laps = marks::by_laps(session, &run, &jog);
    let (layer, candidates) = if !steps.is_empty() {
        (EvidenceLayer::WorkoutSteps, marks::joined(steps, signal))
    } else if !laps.is_empty() {
        (EvidenceLayer::Laps, marks::joined(laps, signal))
    } else {
        (EvidenceLayer::Signal, signal)
    };
    let (mut reps, mut resolution) = measure::reps(&run, &jog, settings, &candidates);
    if layer == EvidenceLayer::Signal {
        reps = signal::believed(reps, surges);
    }
    if reps.is_empty() {
        resolution = if run.track.too_sparse() { Resolution::TooLow } else { Resolution::Ok };
    }
    let source = if reps.is_empty() { EvidenceLayer::None } else { layer };
    Drills { source, resolution, reps, jog: Some(Speed::new(jog.speed)) }
}
