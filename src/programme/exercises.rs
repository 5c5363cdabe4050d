//! Which exercise a strength set was, and how sure that is.
//!
//! A watch writes guesses from its accelerometer: categories, often without an exercise, never with a side. Only a
//! workout step, written by a person beforehand, says for sure what was done.

use super::{error::Fault, raw::RawExercise};
use crate::model::{Exercise, Set, Workout};

/// The exercises that are known, in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exercises {
    known: Vec<Known>,
}

/// An exercise and how it is recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its stable key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: Kind,
    /// FIT values that mean it.
    pub fit: Vec<Exercise>,
    /// FIT values that may mean it.
    pub near: Vec<Exercise>,
    /// Words that mean it in a workout step, folded.
    pub text: Vec<String>,
}

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An exercise that needs no machine.
    Exercise,
    /// A muscle group trained on a machine.
    Machine,
}

/// How sure it is that a set was an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// The watch's guess, or a value that only comes close.
    Probably,
    /// A workout step says so.
    Sure,
}

/// A set that was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recognised<'a> {
    /// As which exercise.
    pub exercise: &'a Known,
    /// How sure that is.
    pub confidence: Confidence,
}

impl Exercises {
    /// Every exercise, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Known> {
        self.known.iter()
    }

    /// An exercise by its key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Known> {
        self.known.iter().find(|known| known.key == key)
    }

    /// The title of a key; the key itself where it is not known.
    #[must_use]
    pub fn title<'a>(&'a self, key: &'a str) -> &'a str {
        self.get(key).map_or(key, |known| known.title.as_str())
    }

    /// Says which exercise a set was. A workout step goes before the watch's guesses, an exact value before a near one,
    /// and of two texts that match the longer one is meant.
    #[must_use]
    pub fn recognise(&self, set: &Set, workout: Option<&Workout>) -> Option<Recognised<'_>> {
        let step = set.step.and_then(|step| workout?.steps.iter().find(|candidate| candidate.index == step));
        let sure = step.and_then(|step| {
            let text = fold(&format!("{} | {}", step.name, step.notes));
            step.exercise.and_then(|exercise| self.exact(exercise)).or_else(|| self.by_text(&text))
        });
        let probably = || {
            let said = step.and_then(|step| step.exercise).into_iter().chain(set.guesses.iter().copied());
            said.into_iter().find_map(|exercise| self.exact(exercise).or_else(|| self.nearest(exercise)))
        };
        let found = |confidence| move |exercise| Recognised { exercise, confidence };
        sure.map(found(Confidence::Sure)).or_else(|| probably().map(found(Confidence::Probably)))
    }

    fn exact(&self, exercise: Exercise) -> Option<&Known> {
        exercise.name?;
        self.known.iter().find(|known| known.fit.contains(&exercise))
    }

    fn nearest(&self, exercise: Exercise) -> Option<&Known> {
        exercise.name?;
        self.known.iter().find(|known| known.near.contains(&exercise))
    }

    fn by_text(&self, folded: &str) -> Option<&Known> {
        let longest = |known: &Known| {
            let found = known.text.iter().filter(|text| folded.contains(&format!(" {text} ")));
            found.map(String::len).max()
        };
        let matches = self.known.iter().filter_map(|known| Some((longest(known)?, known)));
        // The first of equals is kept: the order of the file is the order of preference.
        matches.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, known)| known)
    }

    /// Adds the exercises of a file. One whose key is known is extended by further ways to recognise it.
    pub(super) fn extend(&mut self, raw: Vec<RawExercise>) -> Result<(), Fault> {
        for raw in raw {
            let span = raw.key.span();
            let key = raw.key.into_inner();
            let kind = match raw.kind.as_ref().map(|kind| (kind.get_ref().as_str(), kind.span())) {
                None => None,
                Some(("exercise", _)) => Some(Kind::Exercise),
                Some(("machine", _)) => Some(Kind::Machine),
                Some((other, span)) => {
                    return Err(Fault::at(
                        span,
                        format!("`{other}` is not a kind: use \"exercise\" or \"machine\""),
                    ));
                }
            };
            let pairs = |pairs: Option<Vec<(u16, u16)>>| {
                let exercise = |(category, name)| Exercise { category, name: Some(name) };
                pairs.unwrap_or_default().into_iter().map(exercise).collect::<Vec<_>>()
            };
            let (fit, near) = (pairs(raw.fit), pairs(raw.near));
            let text: Vec<String> =
                raw.text.unwrap_or_default().iter().map(|text| fold(text).trim().to_owned()).collect();
            if text.iter().any(String::is_empty) {
                return Err(Fault::at(
                    span,
                    format!("an empty `text` would match every step: remove it from \"{key}\""),
                ));
            }
            // What the user says goes first, so that it wins where two exercises claim the same value.
            let position = self.known.iter().position(|known| known.key == key);
            let mut entry = match position {
                Some(index) => self.known.remove(index),
                None => Known {
                    title: key.clone(),
                    key,
                    kind: Kind::Exercise,
                    fit: Vec::new(),
                    near: Vec::new(),
                    text: Vec::new(),
                },
            };
            entry.title = raw.title.unwrap_or(entry.title);
            entry.kind = kind.unwrap_or(entry.kind);
            for known in &mut self.known {
                known.fit.retain(|value| !fit.contains(value) && !near.contains(value));
                known.near.retain(|value| !fit.contains(value) && !near.contains(value));
            }
            entry.fit.extend(fit);
            entry.near.extend(near);
            entry.text.extend(text);
            self.known.insert(position.unwrap_or(self.known.len()), entry);
        }
        Ok(())
    }
}

/// Letters and digits in lower case, words set apart by single spaces, with a space at either end.
fn fold(text: &str) -> String {
    let mut folded = String::from(" ");
    for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        folded.push_str(word);
        folded.push(' ');
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Intensity, SetKind, StepDuration, WorkoutStep};
    use crate::programme::Plan;
    use crate::units::{Elapsed, TimerTime};

    fn set(guesses: &[(u16, Option<u16>)], step: Option<u16>) -> Set {
        Set {
            start: Elapsed::new(0.0),
            duration: TimerTime::new(30.0),
            kind: SetKind::Active,
            repetitions: Some(10),
            weight_kg: None,
            guesses: guesses
                .iter()
                .map(|(category, name)| Exercise { category: *category, name: *name })
                .collect(),
            step,
        }
    }

    fn workout(name: &str, exercise: Option<(u16, u16)>) -> Workout {
        let step = WorkoutStep {
            index: 3,
            name: name.to_owned(),
            notes: String::new(),
            intensity: Intensity::Active,
            duration: StepDuration::Reps(10),
            exercise: exercise.map(|(category, name)| Exercise { category, name: Some(name) }),
        };
        Workout { name: String::new(), steps: vec![step] }
    }

    fn found(set: &Set, workout: Option<&Workout>) -> Option<(String, Confidence)> {
        let exercises = Plan::clinic().exercises;
        exercises.recognise(set, workout).map(|found| (found.exercise.key.clone(), found.confidence))
    }

    fn is(key: &str, confidence: Confidence) -> Option<(String, Confidence)> {
        Some((key.to_owned(), confidence))
    }

    #[test]
    fn a_workout_step_is_sure_and_a_guess_is_only_probable() {
        let step = workout("", Some((28, 42)));
        assert_eq!(found(&set(&[], Some(3)), Some(&step)), is("single-leg-squat", Confidence::Sure));
        assert_eq!(
            found(&set(&[(28, Some(42))], None), Some(&step)),
            is("single-leg-squat", Confidence::Probably)
        );
        assert_eq!(found(&set(&[(11, Some(28))], None), None), is("stand-abduction", Confidence::Probably));
    }

    #[test]
    fn a_category_without_an_exercise_says_nothing() {
        // As a real watch wrote it: (65534, 7, 0) without exercises.
        assert_eq!(found(&set(&[(65534, None), (7, None), (0, None)], None), None), None);
        assert_eq!(found(&set(&[(28, None)], None), None), None);
    }

    #[test]
    fn the_text_of_a_step_is_matched_whole_word_and_the_longer_text_is_meant() {
        for (text, key) in [
            ("Single-leg squat", "single-leg-squat"),
            ("SINGLE LEG SQUAT, rotating", "single-leg-squat-rotating"),
            ("Single-leg stand with opposite leg abduction 3x10", "stand-abduction"),
            ("2. single leg stand (left)", "single-leg-stand"),
            ("prone leg-extension", "prone-leg-extension"),
            ("Leg curl", "hamstrings"),
        ] {
            let workout = workout(text, None);
            assert_eq!(found(&set(&[], Some(3)), Some(&workout)), is(key, Confidence::Sure), "{text}");
        }
        assert_eq!(found(&set(&[], Some(3)), Some(&workout("angle-leg squatter", None))), None);
    }

    #[test]
    fn a_near_value_stays_probable_even_in_a_step_and_two_legged_squats_do_not_count() {
        let near = workout("", Some((17, 86)));
        assert_eq!(
            found(&set(&[], Some(3)), Some(&near)),
            is("single-leg-squat-rotating", Confidence::Probably)
        );
        for two_legged in [75, 18, 19] {
            assert_eq!(found(&set(&[(28, Some(two_legged))], None), None), None);
        }
        // Good-mornings stand in the category of leg curls, and are none.
        assert_eq!(found(&set(&[(15, Some(2))], None), None), None);
    }

    #[test]
    fn a_step_that_the_workout_does_not_hold_is_no_step() {
        assert_eq!(found(&set(&[], Some(9)), Some(&workout("pistol squat", None))), None);
        assert_eq!(found(&set(&[], Some(3)), None), None);
    }

    #[test]
    fn a_plan_file_adds_exercises_and_overrules_the_own_list() {
        let plan = Plan::from_toml(
            "mine.toml",
            "[[exercise]]\nkey = \"nordic-curl\"\ntitle = \"Nordic curl\"\ntext = [\"nordic curl\"]\nfit = [[15, 1]]\n",
        )
        .unwrap();
        let mine = plan.exercises.recognise(&set(&[(15, Some(1))], None), None).unwrap();
        assert_eq!(mine.exercise.title, "Nordic curl");
        let workout = workout("Nordic curl", None);
        let text = plan.exercises.recognise(&set(&[], Some(3)), Some(&workout)).unwrap();
        assert_eq!((text.exercise.key.as_str(), text.confidence), ("nordic-curl", Confidence::Sure));
    }

    #[test]
    fn names_that_mislead_are_not_taken_at_their_word() {
        // FIT keeps the leg extension machine among the crunches.
        for machine in [33, 34] {
            assert_eq!(found(&set(&[(6, Some(machine))], None), None), is("quads", Confidence::Probably));
        }
        // Prone, and yet no extension of the leg.
        assert_eq!(found(&set(&[(11, Some(14))], None), None), None);
        // All the good-mornings among the leg curls.
        for good_morning in [2, 3, 4, 7, 9, 11, 12, 13] {
            assert_eq!(found(&set(&[(15, Some(good_morning))], None), None), None);
        }
    }
}
