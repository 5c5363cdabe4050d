//! The runner's steps and heart, as the strap measures them each second.

use super::{Gait, Run, Tick};
use crate::activity::Record;
use crate::noise::{Lagged, Memory, deviate};
use crate::rng::Rng;

/// Everything that remembers from one second to the next.
pub(super) struct Body {
    cadence: Lagged,
    wander: Memory,
    balance: Memory,
    contact: Memory,
    bounce: Lagged,
    heart: Lagged,
    /// Seconds since the runner last set off.
    running: u32,
    /// The stride's seconds so far, and how far it throws the balance.
    surge: (u32, f64),
    before: f64,
}

impl Body {
    pub(super) fn new(rng: &mut Rng, run: &Run) -> Self {
        Self {
            cadence: Lagged::new(0.6 * run.cadence, 1.3, 1.0),
            wander: Memory::new(rng, 1.4, 0.9),
            balance: Memory::new(rng, 0.5, 0.97),
            contact: Memory::new(rng, 4.0, 0.8),
            bounce: Lagged::new(80.0, 1.5, 1.0),
            heart: Lagged::new(88.0, 32.0, 1.0),
            running: 0,
            surge: (0, 0.0),
            before: 0.0,
        }
    }

    /// Steps/min that the runner takes.
    fn steps(run: &Run, tick: &Tick) -> f64 {
        match tick.gait {
            Gait::Stand | Gait::Pause => 0.0,
            Gait::Walk if tick.speed < 2.0 => 112.0,
            // A step and a hop on each leg: fewer steps than any run.
            Gait::Skip => 132.0,
            Gait::Walk | Gait::Jog | Gait::Stride => run.cadence + 14.0 * (tick.speed - 2.7).clamp(-0.5, 3.5),
        }
    }

    pub(super) fn second(&mut self, rng: &mut Rng, run: &Run, tick: &Tick, grade: f64) -> Record {
        let target = Self::steps(run, tick);
        let still = target <= 0.0;
        self.running = if still { 0 } else { self.running + 1 };
        let steps = self.cadence.follow(target) + self.wander.step(rng) + 0.8 * deviate(rng);
        // The heart drifts upwards in the long run.
        let effort = 92.0 + 19.0 * tick.speed + 2.0 * grade.clamp(-4.0, 4.0) + 6.0 * tick.at / 3600.0;
        let heart = self.heart.follow(effort) + 0.4 * deviate(rng);
        let mut record = Record {
            heart_rate: Some(heart),
            cadence: Some(if still { 0.0 } else { (steps / 2.0).max(0.0) }),
            ..Record::default()
        };
        if run.dynamics {
            self.strap(rng, run, tick, grade, steps, &mut record);
        }
        self.before = tick.speed;
        record
    }

    /// The strap's dynamics: none while walking or standing, junk in the first seconds after a start.
    fn strap(&mut self, rng: &mut Rng, run: &Run, tick: &Tick, grade: f64, steps: f64, record: &mut Record) {
        let slowing = tick.speed < self.before - 0.3;
        let bounce = match tick.gait {
            Gait::Skip => 108.0,
            _ => 82.0 - 4.0 * (tick.speed - 2.7) + if slowing { 18.0 } else { 0.0 },
        };
        let bounce = self.bounce.follow(bounce) + 1.5 * deviate(rng);
        let drift = self.balance.step(rng);
        let contact = self.contact.step(rng);
        self.surge = match (tick.gait, self.surge) {
            (Gait::Stride, (0, _)) => (1, 3.0 * deviate(rng).clamp(-1.2, 1.2)),
            (Gait::Stride, (seconds, swing)) => (seconds + 1, swing),
            _ => (0, 0.0),
        };
        let silent = match tick.gait {
            Gait::Stand | Gait::Pause => true,
            Gait::Walk => steps < 140.0,
            Gait::Skip => rng.chance(0.35),
            Gait::Jog | Gait::Stride => steps < 100.0,
        };
        if silent {
            return;
        }
        let junk = self.running <= 3;
        let swing = if (1..=4).contains(&self.surge.0) { self.surge.1 } else { 0.0 };
        let rough = if tick.gait == Gait::Skip { 3.0 } else { 0.12 };
        let share = run.balance + drift - 0.08 * grade + swing + rough * deviate(rng);
        let stance = match tick.gait {
            Gait::Skip => 305.0 + 25.0 * deviate(rng),
            _ => 286.0 - 38.0 * (tick.speed - 2.7) + contact,
        };
        let length = 60_000.0 * tick.speed.max(0.4) / steps.max(60.0);
        record.stance_time = Some(if junk { rng.range(320.0, 460.0) } else { stance.max(140.0) }.round());
        record.stance_balance = Some(if junk { rng.range(34.0, 66.0) } else { share.clamp(30.0, 70.0) });
        record.vertical_oscillation = Some(bounce.max(30.0));
        record.step_length = Some(length.round());
        record.vertical_ratio = Some((100.0 * bounce / length).clamp(2.0, 30.0));
    }
}
