//! What a runner does, ten times a second: the truth that no watch sees.

use crate::rng::{Drift, Rng};

/// Time between two steps of the truth, s.
pub const STEP: f64 = 0.1;

/// What the runner does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gait {
    /// Stands.
    Stand,
    /// Walks.
    Walk,
    /// Jogs or runs.
    Run,
    /// Skips.
    Skip,
    /// Runs fast: a stride, a sprint, a surge.
    Fast,
}

/// When a phase ends.
#[derive(Debug, Clone, Copy)]
pub enum Until {
    /// After so many seconds.
    Seconds(f64),
    /// After so many metres.
    Metres(f64),
}

/// One thing that the runner does: comes to a speed within `ramp` seconds and keeps it.
#[derive(Debug, Clone, Copy)]
pub struct Phase {
    /// What.
    pub gait: Gait,
    /// The speed, m/s.
    pub speed: f64,
    /// Time that the change of speed takes, s.
    pub ramp: f64,
    /// When it ends.
    pub until: Until,
}

/// A phase as it came out.
#[derive(Debug, Clone, Copy)]
pub struct Done {
    /// What.
    pub gait: Gait,
    /// From, s.
    pub start: f64,
    /// To, s.
    pub end: f64,
    /// True length, m.
    pub metres: f64,
}

/// What cadence sensors make of a skip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkipCadence {
    /// One contact in two.
    Half,
    /// About as in the jog.
    Same,
    /// Slower than the jog.
    Slow,
    /// Every hop.
    Double,
    /// Comes and goes.
    Dropouts,
}

/// How this runner moves.
#[derive(Debug, Clone, Copy)]
pub struct Runner {
    /// Jog, m/s.
    pub jog: f64,
    /// Cadence of the jog, steps/min.
    pub jog_cadence: f64,
    /// Steps/min more for each m/s above the jog.
    pub cadence_slope: f64,
    /// What cadence sensors make of the skip.
    pub skip_cadence: SkipCadence,
    /// Vertical oscillation of the jog, mm.
    pub oscillation: f64,
    /// How much more of it in a skip, mm.
    pub skip_oscillation: f64,
    /// Whether a contact time is given in skips.
    pub skip_contact: bool,
}

/// The truth of one instant.
#[derive(Debug, Clone, Copy)]
pub struct Instant {
    /// Speed, m/s.
    pub speed: f64,
    /// Steps/min as a perfect sensor of this kind would count them.
    pub cadence: f64,
    /// Vertical oscillation, mm.
    pub oscillation: f64,
    /// Whether a contact time can be told.
    pub contact: bool,
    /// What the runner does.
    pub gait: Gait,
}

/// Lets `runner` go through `phases`.
pub fn perform(runner: &Runner, phases: &[Phase], rng: &mut Rng) -> (Vec<Instant>, Vec<Done>) {
    let mut instants = Vec::new();
    let mut done = Vec::new();
    let mut wander = Drift::new(rng, 0.035, 8.0, STEP);
    let mut skip_wander = Drift::new(rng, 6.0, 3.0, STEP);
    let mut speed = 0.0;
    for phase in phases {
        let start = instants.len();
        let from = speed;
        let mut metres = 0.0;
        let skip_rate = match runner.skip_cadence {
            SkipCadence::Half => runner.jog_cadence * 0.5 + rng.normal_of(0.0, 3.0),
            SkipCadence::Same | SkipCadence::Dropouts => runner.jog_cadence + rng.normal_of(0.0, 4.0),
            SkipCadence::Slow => runner.jog_cadence * 0.75 + rng.normal_of(0.0, 4.0),
            SkipCadence::Double => runner.jog_cadence * 1.2 + rng.normal_of(0.0, 5.0),
        };
        loop {
            let t = (instants.len() - start) as f64 * STEP;
            let over = match phase.until {
                Until::Seconds(seconds) => t >= seconds,
                Until::Metres(goal) => metres >= goal,
            };
            if over || t > 7200.0 {
                break;
            }
            let part = if phase.ramp > 0.0 { (t / phase.ramp).min(1.0) } else { 1.0 };
            let relative = if phase.gait == Gait::Stand { 0.0 } else { wander.next(rng) };
            let mean = from + (phase.speed - from) * part;
            speed = mean;
            let now = (mean * (1.0 + relative)).max(0.0);
            metres += now * STEP;
            let jolt = skip_wander.next(rng);
            let slowing = phase.speed < from - 1.0 && part < 1.0;
            let cadence = match phase.gait {
                Gait::Stand if now < 0.7 => 0.0,
                Gait::Skip if runner.skip_cadence == SkipCadence::Dropouts && jolt > 2.0 => 0.0,
                Gait::Skip => skip_rate + jolt,
                Gait::Walk | Gait::Stand if now < 1.9 => 112.0 + 14.0 * (now - 1.4),
                _ => runner.jog_cadence + runner.cadence_slope * (now - runner.jog),
            };
            let oscillation = match phase.gait {
                Gait::Skip => runner.oscillation + runner.skip_oscillation + jolt * 0.4,
                _ if slowing => runner.oscillation + 20.0,
                Gait::Stand | Gait::Walk => runner.oscillation * 0.5,
                _ => runner.oscillation - 2.0 * (now - runner.jog),
            };
            let contact = match phase.gait {
                Gait::Stand | Gait::Walk => false,
                Gait::Skip => runner.skip_contact,
                Gait::Run | Gait::Fast => true,
            };
            instants.push(Instant { speed: now, cadence, oscillation, contact, gait: phase.gait });
        }
        done.push(Done {
            gait: phase.gait,
            start: start as f64 * STEP,
            end: instants.len() as f64 * STEP,
            metres,
        });
    }
    (instants, done)
}
