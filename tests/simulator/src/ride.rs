//! A clip-in ride on the trainer: what pedals measure, second by second.

use crate::activity::{Record, Session};
use crate::noise::{Lagged, Memory, deviate};
use crate::rng::Rng;

/// What measures power, and so what its left/right balance means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meter {
    /// Dual pedals: every leg measured, balance flagged as the right leg's, power phases.
    Dual,
    /// Dual pedals on a head unit that never says which side its balance is of, and takes nothing but power.
    Unflagged,
    /// A left pedal alone: no balance, the right leg's fields zero or missing.
    LeftOnly,
    /// A single-sided meter that claims exactly 50 all the time.
    ConstantFifty,
    /// A spider: balance estimated, no power phases, torque effectiveness zero, smoothness combined.
    Spider,
    /// None: cadence alone.
    None,
}

/// One ride as it was.
#[derive(Debug, Clone, Copy)]
pub struct Ride {
    /// Timer time, min.
    pub minutes: f64,
    /// Cadence that the rider keeps, rpm.
    pub cadence: f64,
    /// Power that the rider keeps, W.
    pub power: f64,
    /// True left share of power, %.
    pub left_share: f64,
    /// Typical start of the power phase left and right, degrees.
    pub phase_start: (f64, f64),
    /// Typical end of the power phase left and right, degrees.
    pub phase_end: (f64, f64),
    /// Typical torque effectiveness left and right, %.
    pub torque: (f64, f64),
    /// The meter.
    pub meter: Meter,
    /// A pause: when and how long, s.
    pub pause: Option<(f64, f64)>,
}

/// Spells of one kind that come again and again: `(from, to)`, s.
fn spells(rng: &mut Rng, end: f64, gap: (f64, f64), length: (f64, f64)) -> Vec<(f64, f64)> {
    let mut out = Vec::new();
    let mut at = rng.range(gap.0, gap.1);
    while at + length.1 + 20.0 < end {
        let until = at + rng.range(length.0, length.1);
        out.push((at.floor(), until.floor()));
        at = until + rng.range(gap.0, gap.1);
    }
    out
}

fn within(spells: &[(f64, f64)], at: f64) -> bool {
    spells.iter().any(|s| s.0 <= at && at < s.1)
}

/// The noise of one leg's pedal.
struct Pedal {
    start: Memory,
    end: Memory,
    peak: Memory,
    torque: Memory,
    smoothness: Memory,
}

impl Pedal {
    fn new(rng: &mut Rng, spread: f64) -> Self {
        Self {
            start: Memory::new(rng, 7.0, 0.6),
            end: Memory::new(rng, spread, 0.6),
            peak: Memory::new(rng, 4.0, 0.6),
            torque: Memory::new(rng, 5.0, 0.5),
            smoothness: Memory::new(rng, 1.6, 0.5),
        }
    }
}

/// One leg's second.
struct Stroke {
    phase: (f64, f64),
    peak: (f64, f64),
    torque: f64,
    smoothness: f64,
}

impl Pedal {
    /// Standing moves the phase later and blurs it.
    fn stroke(&mut self, rng: &mut Rng, typical: (f64, f64, f64), standing: bool) -> Stroke {
        let (start, end, torque) = typical;
        let shift = if standing { 14.0 } else { 0.0 };
        let peak = self.peak.step(rng);
        Stroke {
            phase: (start + shift + self.start.step(rng), end + shift + self.end.step(rng)),
            peak: (58.0 + shift + peak, 128.0 + shift + 0.6 * peak),
            torque: (torque - shift / 2.0 + self.torque.step(rng)).clamp(20.0, 100.0),
            smoothness: (20.0 + self.smoothness.step(rng)).clamp(8.0, 45.0),
        }
    }
}

impl Ride {
    /// The session that a head unit records, from `start` seconds after the activity's start.
    #[must_use]
    pub fn session(&self, rng: &mut Rng, start: f64) -> Session {
        let pause = self.pause.map(|(at, length)| (at, at + length));
        let paused = pause.map_or(0.0, |p| p.1 - p.0);
        let end = self.minutes * 60.0 + paused;
        let coasting = spells(rng, end, (90.0, 260.0), (3.0, 8.0));
        let standing: Vec<_> = spells(rng, end, (170.0, 340.0), (12.0, 26.0))
            .into_iter()
            .filter(|s| !coasting.iter().any(|c| c.0 < s.1 && s.0 < c.1))
            .collect();
        let mut sensors = Sensors::new(rng, self.cadence);
        let mut records = Vec::new();
        let mut at = 0.0;
        while at <= end {
            // While the timer stands still nothing is recorded.
            if pause.is_none_or(|p| at <= p.0 || at >= p.1) {
                let coasts =
                    within(&coasting, at) || at < 2.0 || pause.is_some_and(|p| (at - p.1).abs() < 2.0);
                records.push(sensors.second(rng, self, start + at, coasts, within(&standing, at)));
            }
            at += 1.0;
        }
        let positions = standing.iter().flat_map(|s| [(start + s.0, true), (start + s.1, false)]);
        Session {
            sport: 2,
            sub_sport: 6,
            start,
            end: start + end,
            records,
            pauses: pause.iter().map(|p| (start + p.0, start + p.1)).collect(),
            positions: if self.meter == Meter::Dual {
                std::iter::once((start, false)).chain(positions).collect()
            } else {
                Vec::new()
            },
            ..Session::default()
        }
    }
}

/// Everything that remembers from one second to the next.
struct Sensors {
    cadence: Memory,
    power: Memory,
    share: Memory,
    left: Pedal,
    right: Pedal,
    heart: Lagged,
    speed: Lagged,
    distance: f64,
    turning: Lagged,
    coasted: u32,
    last_balance: f64,
}

impl Sensors {
    fn new(rng: &mut Rng, cadence: f64) -> Self {
        Self {
            cadence: Memory::new(rng, 2.2, 0.95),
            power: Memory::new(rng, 9.0, 0.9),
            share: Memory::new(rng, 3.6, 0.45),
            left: Pedal::new(rng, 9.0),
            right: Pedal::new(rng, 6.0),
            heart: Lagged::new(84.0, 35.0, 1.0),
            speed: Lagged::new(0.0, 8.0, 1.0),
            distance: 0.0,
            turning: Lagged::new(0.6 * cadence, 3.0, 1.0),
            coasted: 0,
            last_balance: 50.0,
        }
    }

    fn second(&mut self, rng: &mut Rng, ride: &Ride, at: f64, coasts: bool, stands: bool) -> Record {
        let ease = self.turning.follow(ride.cadence - if stands { 14.0 } else { 0.0 });
        let cadence = if coasts { 0.0 } else { ease + self.cadence.step(rng) + 0.7 * deviate(rng) };
        let push = ride.power * (ease / ride.cadence) + if stands { 45.0 } else { 0.0 };
        let power = if coasts { 0.0 } else { (push + self.power.step(rng) + 5.0 * deviate(rng)).max(20.0) };
        self.coasted = if coasts { self.coasted + 1 } else { 0 };
        self.speed.follow(if coasts { 3.0 } else { 4.6 + 0.028 * power });
        self.distance += self.speed.value;
        let beats = self.heart.follow(86.0 + 0.32 * power);
        // Nearer to even the harder the push, and rougher out of the saddle.
        let share = ride.left_share + self.share.step(rng) + if stands { 2.0 * deviate(rng) } else { 0.0 };
        let record = Record {
            at,
            heart_rate: Some(beats),
            cadence: Some(cadence),
            speed: Some(self.speed.value),
            distance: Some(self.distance),
            power: Some(power),
            ..Record::default()
        };
        self.pedals(rng, ride, record, share, stands)
    }

    /// Adds what the meter tells of each leg.
    fn pedals(&mut self, rng: &mut Rng, ride: &Ride, mut record: Record, share: f64, stands: bool) -> Record {
        let turning = self.coasted == 0;
        let right = if turning { (100.0 - share).round() } else { self.last_balance };
        self.last_balance = right;
        let typical =
            |leg: fn((f64, f64)) -> f64| (leg(ride.phase_start), leg(ride.phase_end), leg(ride.torque));
        let left_stroke = self.left.stroke(rng, typical(|pair| pair.0), stands);
        let right_stroke = self.right.stroke(rng, typical(|pair| pair.1), stands);
        let torque = (left_stroke.torque, right_stroke.torque);
        let smoothness = (left_stroke.smoothness, right_stroke.smoothness);
        let when = |there: bool, pair: (f64, f64)| there.then_some(pair);
        match ride.meter {
            Meter::Dual => {
                // At the edges of a stop the balance jumps to all left or all right, then it stays stale.
                record.left_right_balance = Some(match self.coasted {
                    1 => 0x80 | if rng.chance(0.5) { 100 } else { 0 },
                    _ => 0x80 | right as u8,
                });
                record.torque_effectiveness = when(turning, torque);
                record.pedal_smoothness = when(turning, smoothness);
                record.left_power_phase = when(turning, left_stroke.phase);
                record.left_power_phase_peak = when(turning, left_stroke.peak);
                record.right_power_phase = when(turning, right_stroke.phase);
                record.right_power_phase_peak = when(turning, right_stroke.peak);
            }
            Meter::Unflagged => record.left_right_balance = Some(right as u8),
            Meter::LeftOnly => {
                record.torque_effectiveness = when(turning, (torque.0, 0.0));
                record.pedal_smoothness = when(turning, (smoothness.0, 0.0));
                record.left_power_phase = when(turning, left_stroke.phase);
                record.left_power_phase_peak = when(turning, left_stroke.peak);
            }
            Meter::ConstantFifty => record.left_right_balance = Some(0x80 | 50),
            Meter::Spider => {
                record.left_right_balance = Some(0x80 | right as u8);
                record.torque_effectiveness = Some((0.0, 0.0));
                record.pedal_smoothness = when(turning, (50.5, 50.5));
            }
            Meter::None => record.power = None,
        }
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RIDE: Ride = Ride {
        minutes: 30.0,
        cadence: 84.0,
        power: 130.0,
        left_share: 48.5,
        phase_start: (-18.0, -12.0),
        phase_end: (200.0, 203.0),
        torque: (70.0, 76.0),
        meter: Meter::Dual,
        pause: Some((300.0, 45.0)),
    };

    fn median(mut values: Vec<f64>) -> f64 {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    }

    #[test]
    fn the_timer_runs_for_the_minutes_ridden_and_nothing_is_recorded_while_it_stands() {
        let session = RIDE.session(&mut Rng::new(1), 0.0);
        assert!((session.end - 1845.0).abs() < 1e-9);
        assert!(session.records.iter().all(|r| r.at <= 300.0 || r.at >= 345.0));
        assert_eq!(session.records.len(), 1845 + 1 - 44);
    }

    #[test]
    fn the_pedals_tell_the_truth_in_the_middle() {
        let session = RIDE.session(&mut Rng::new(2), 0.0);
        let ends = session.records.iter().filter_map(|r| r.left_power_phase.map(|p| p.1)).collect();
        assert!((median(ends) - 200.0).abs() < 2.0);
        let turning = session.records.iter().filter(|r| r.cadence.is_some_and(|c| c > 30.0));
        let right: Vec<f64> =
            turning.filter_map(|r| r.left_right_balance).map(|b| f64::from(b & 0x7F)).collect();
        let mean = right.iter().sum::<f64>() / right.len() as f64;
        assert!((mean - 51.5).abs() < 0.5, "{mean}");
    }

    #[test]
    fn stops_leave_the_artefacts_of_real_pedals() {
        let session = RIDE.session(&mut Rng::new(3), 0.0);
        let odd = session.records.iter().filter(|r| matches!(r.left_right_balance, Some(128 | 228)));
        assert!(odd.clone().count() >= 3);
        assert!(odd.into_iter().all(|r| r.cadence == Some(0.0) && r.left_power_phase.is_none()));
    }

    #[test]
    fn a_left_pedal_knows_nothing_of_the_right_leg() {
        let session = Ride { meter: Meter::LeftOnly, ..RIDE }.session(&mut Rng::new(4), 0.0);
        for record in &session.records {
            assert!(record.left_right_balance.is_none() && record.right_power_phase.is_none());
            assert!(record.torque_effectiveness.is_none_or(|te| te.0 > 0.0 && te.1 <= 0.0));
        }
    }
}
