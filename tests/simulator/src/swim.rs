//! A pool session: lengths that the watch counts, and kick-board lengths that the swimmer types in afterwards.

use crate::activity::{Lap, Length, Record, Session};
use crate::noise::{Lagged, deviate};
use crate::rng::Rng;

/// FIT swim strokes.
const FREESTYLE: u8 = 0;
const DRILL: u8 = 4;

/// One pool session as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Swim {
    /// Length of the pool, m.
    pub pool: f64,
    /// Lengths of freestyle before the kick-board.
    pub before: u32,
    /// Kick-board lengths, block by block, typed in on the watch's drill log.
    pub drill: Vec<u32>,
    /// Lengths of freestyle after it.
    pub after: u32,
}

impl Swim {
    /// The session that the watch records. A drill log divides its time evenly among the lengths that were typed in.
    #[must_use]
    pub fn session(&self, rng: &mut Rng) -> Session {
        let mut pool = Pool { at: 0.0, lengths: Vec::new(), laps: Vec::new(), metres: self.pool };
        pool.freestyle(rng, self.before);
        for &lengths in &self.drill {
            pool.rest(rng);
            let seconds = f64::from(lengths) * rng.range(48.0, 58.0);
            pool.block(lengths, |_| (seconds / f64::from(lengths), DRILL, 0));
        }
        if self.after > 0 {
            pool.rest(rng);
            pool.freestyle(rng, self.after);
        }
        let end = pool.at;
        Session {
            sport: 5,
            sub_sport: 17,
            end,
            records: records(rng, &pool.lengths, self.pool),
            laps: pool.laps,
            lengths: pool.lengths,
            pool_length: Some(self.pool),
            ..Session::default()
        }
    }
}

/// The pool while the watch runs.
struct Pool {
    at: f64,
    lengths: Vec<Length>,
    laps: Vec<Lap>,
    metres: f64,
}

impl Pool {
    fn freestyle(&mut self, rng: &mut Rng, count: u32) {
        self.block(count, |_| (33.0 + 1.5 * deviate(rng), FREESTYLE, (12.0 + deviate(rng)).round() as u16));
    }

    fn block(&mut self, count: u32, mut length: impl FnMut(u32) -> (f64, u8, u16)) {
        let start = self.at;
        for index in 0..count {
            let (seconds, stroke, strokes) = length(index);
            let end = self.at + seconds;
            self.lengths.push(Length { start: self.at, end, active: true, stroke, strokes });
            self.at = end;
        }
        let distance = f64::from(count) * self.metres;
        self.laps.push(Lap { start, end: self.at, distance, intensity: Some(0), ..Lap::default() });
    }

    fn rest(&mut self, rng: &mut Rng) {
        let (start, end) = (self.at, self.at + rng.range(20.0, 40.0));
        self.lengths.push(Length { start, end, ..Length::default() });
        self.laps.push(Lap { start, end, intensity: Some(1), ..Lap::default() });
        self.at = end;
    }
}

/// One record at the end of each length, with the heart rate at the wrist.
fn records(rng: &mut Rng, lengths: &[Length], metres: f64) -> Vec<Record> {
    let mut heart = Lagged::new(95.0, 90.0, 30.0);
    let mut distance = 0.0;
    lengths
        .iter()
        .map(|length| {
            distance += if length.active { metres } else { 0.0 };
            let beats = heart.follow(if length.active { 134.0 } else { 108.0 }) + 1.5 * deviate(rng);
            Record { at: length.end, heart_rate: Some(beats), distance: Some(distance), ..Record::default() }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_lengths_have_no_strokes_and_equal_times_within_a_block() {
        let swim = Swim { pool: 25.0, before: 4, drill: vec![5, 4], after: 2 };
        let session = swim.session(&mut Rng::new(1));
        let drill: Vec<_> = session.lengths.iter().filter(|l| l.stroke == DRILL).collect();
        assert_eq!(drill.len(), 9);
        assert!(drill.iter().all(|l| l.strokes == 0));
        let times: Vec<f64> = drill.iter().map(|l| l.end - l.start).collect();
        assert!(times[..5].iter().all(|t| (t - times[0]).abs() < 1e-9));
        assert!((times[5] - times[0]).abs() > 1e-6);
        assert_eq!(session.lengths.iter().filter(|l| l.active).count(), 15);
        assert_eq!(session.lengths.iter().filter(|l| !l.active).count(), 3);
    }
}
