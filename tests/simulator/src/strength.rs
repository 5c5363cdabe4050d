//! Strength sessions: followed from a workout, or free with the watch guessing.

use crate::activity::{Record, Session, Set, Step, Workout};
use crate::noise::{Lagged, deviate};
use crate::rng::Rng;

/// An exercise of the programme as the watch's workout names it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exercise {
    /// What the athlete called the step.
    pub name: &'static str,
    /// FIT exercise category and exercise name.
    pub number: (u16, u16),
    /// Repetitions; 0 where it is held.
    pub repetitions: u16,
    /// Weight, kg; 0 without.
    pub weight: f64,
    /// Seconds that a set takes.
    pub seconds: f64,
}

/// The home programme: hips and trunk.
pub const HOME: [Exercise; 6] = [
    Exercise { name: "Single-leg stand", number: (31, 14), repetitions: 0, weight: 0.0, seconds: 40.0 },
    Exercise { name: "Single-leg squat", number: (28, 45), repetitions: 8, weight: 0.0, seconds: 36.0 },
    Exercise {
        name: "Single-leg squat, rotating",
        number: (29, 11),
        repetitions: 8,
        weight: 0.0,
        seconds: 42.0,
    },
    Exercise {
        name: "Stand with leg abduction",
        number: (11, 28),
        repetitions: 12,
        weight: 0.0,
        seconds: 38.0,
    },
    Exercise { name: "Prone leg extension", number: (16, 13), repetitions: 12, weight: 0.0, seconds: 40.0 },
    Exercise { name: "Side plank", number: (19, 66), repetitions: 0, weight: 0.0, seconds: 35.0 },
];

/// The machines at the gym.
pub const GYM: [Exercise; 4] = [
    Exercise { name: "Leg curl", number: (15, 0), repetitions: 12, weight: 20.0, seconds: 38.0 },
    Exercise { name: "Leg press", number: (28, 0), repetitions: 12, weight: 60.0, seconds: 40.0 },
    Exercise { name: "Hip raise", number: (10, 11), repetitions: 15, weight: 0.0, seconds: 36.0 },
    Exercise { name: "Plank", number: (19, 43), repetitions: 0, weight: 0.0, seconds: 45.0 },
];

/// One strength session as it was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Strength<'a> {
    /// The exercises, in order.
    pub exercises: &'a [Exercise],
    /// Sets of each.
    pub rounds: u32,
    /// Whether the watch led through a workout; else it guesses what it saw.
    pub followed: bool,
}

impl Strength<'_> {
    /// The workout that the watch leads through: exercise, rest, and back again.
    #[must_use]
    pub fn workout(&self, name: &str) -> Option<Workout> {
        let steps = self.exercises.iter().enumerate().flat_map(|(i, exercise)| {
            let work =
                Step { name: exercise.name.to_owned(), exercise: Some(exercise.number), ..Step::default() };
            let rest = Step { intensity: 1, seconds: Some(45.0), ..Step::default() };
            let again = Step { repeat: Some((3 * i as u16, self.rounds)), ..Step::default() };
            [work, rest, again]
        });
        self.followed.then(|| Workout { name: name.to_owned(), sport: 10, steps: steps.collect() })
    }

    /// The session that the watch records.
    #[must_use]
    pub fn session(&self, rng: &mut Rng) -> Session {
        let mut sets = Vec::new();
        let mut at = 12.0;
        for (index, exercise) in self.exercises.iter().enumerate() {
            for _ in 0..self.rounds {
                let work = self.set(rng, exercise, 3 * index as u16, at);
                at += work.duration;
                sets.push(work);
                let duration = rng.range(38.0, 55.0);
                let step = self.followed.then_some(3 * index as u16 + 1);
                sets.push(Set { start: at, duration, step, ..Set::default() });
                at += duration;
            }
        }
        let end = at.ceil();
        let records = records(rng, &sets, end);
        Session { sport: 10, sub_sport: 20, end, records, sets, ..Session::default() }
    }

    fn set(&self, rng: &mut Rng, exercise: &Exercise, step: u16, start: f64) -> Set {
        let counted = exercise.repetitions > 0;
        // Left to itself, the watch offers an unknown exercise and two guesses, and counts roughly.
        let guesses = if self.followed {
            vec![(exercise.number.0, Some(exercise.number.1))]
        } else {
            vec![(65534, None), (rng.pick(&[28, 17, 11, 29]), None), (0, None)]
        };
        let miscount = if self.followed { 0 } else { rng.whole(0, 3) as u16 };
        Set {
            start,
            duration: exercise.seconds + rng.range(-3.0, 5.0),
            active: true,
            repetitions: counted.then(|| exercise.repetitions.saturating_sub(miscount)),
            weight: (exercise.weight > 0.0 && self.followed).then_some(exercise.weight),
            guesses,
            step: self.followed.then_some(step),
        }
    }
}

/// The heart rate each fifth second.
fn records(rng: &mut Rng, sets: &[Set], end: f64) -> Vec<Record> {
    let mut heart = Lagged::new(76.0, 30.0, 5.0);
    let mut records = Vec::new();
    let mut at = 0.0;
    while at <= end {
        let working = sets.iter().any(|s| s.active && s.start <= at && at < s.start + s.duration);
        let beats = heart.follow(if working { 122.0 } else { 90.0 }) + deviate(rng);
        records.push(Record { at, heart_rate: Some(beats), ..Record::default() });
        at += 5.0;
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_followed_workout_names_each_set_by_its_step() {
        let strength = Strength { exercises: &HOME, rounds: 2, followed: true };
        let session = strength.session(&mut Rng::new(1));
        let workout = strength.workout("Hips").unwrap();
        let active: Vec<_> = session.sets.iter().filter(|s| s.active).collect();
        assert_eq!(active.len(), 12);
        for set in active {
            let step = &workout.steps[usize::from(set.step.unwrap())];
            assert_eq!(step.exercise.map(|e| (e.0, Some(e.1))), set.guesses.first().copied());
        }
    }

    #[test]
    fn a_free_session_has_guesses_alone() {
        let strength = Strength { exercises: &HOME, rounds: 1, followed: false };
        assert!(strength.workout("none").is_none());
        let session = strength.session(&mut Rng::new(2));
        assert!(session.sets.iter().all(|s| s.step.is_none()));
        assert!(session.sets.iter().filter(|s| s.active).all(|s| s.guesses.len() == 3));
    }
}
