//! The watch: what it writes of the run, and when.

use super::{Recording, Run, Tick, body::Body};
use crate::activity::Record;
use crate::noise::{Memory, wave};
use crate::rng::Rng;

/// The watch: position, altitude and the strap's dynamics.
pub(super) struct Watch {
    body: Body,
    north: Memory,
    east: Memory,
    barometer: Memory,
    pub(super) records: Vec<Record>,
    /// The last written speed and cadence, for smart recording.
    written: (f64, f64, f64),
}

impl Watch {
    pub(super) fn new(rng: &mut Rng, run: &Run) -> Self {
        Self {
            body: Body::new(rng, run),
            north: Memory::new(rng, 1.6, 0.98),
            east: Memory::new(rng, 1.6, 0.98),
            barometer: Memory::new(rng, 0.3, 0.95),
            records: Vec::new(),
            written: (f64::NEG_INFINITY, 0.0, 0.0),
        }
    }

    pub(super) fn second(&mut self, rng: &mut Rng, run: &Run, tick: &Tick, start: f64) {
        let mut record = self.body.second(rng, run, tick, run.grade(tick.metres));
        record.at = start + tick.at;
        record.speed = Some(tick.seen);
        record.distance = Some(tick.measured);
        record.altitude = Some(run.altitude(tick.metres) + self.barometer.step(rng));
        // A loop of 4.2 km through a park; metres to degrees at its latitude.
        let (north, east) = (self.north.step(rng) / 111_200.0, self.east.step(rng) / 68_200.0);
        let turns = tick.metres / 4_200.0;
        record.position =
            Some((52.205 + 0.0060 * wave(turns) + north, 21.035 + 0.0098 * wave(turns + 0.25) + east));
        let stale = rng.chance(0.001).then(|| self.records.last().copied()).flatten();
        let lost = rng.chance(0.002);
        let steps = 2.0 * record.cadence.unwrap_or(0.0);
        let due = match run.recording {
            Recording::EverySecond => true,
            Recording::Smart => {
                let (at, speed, cadence) = self.written;
                tick.at - at >= 7.0 || (tick.seen - speed).abs() > 0.6 || (steps - cadence).abs() > 8.0
            }
        };
        if due && !lost {
            self.written = (tick.at, tick.seen, steps);
            self.records.push(match stale {
                Some(before) => Record { at: record.at, ..before },
                None => record,
            });
        }
    }
}
