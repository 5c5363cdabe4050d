//! The exercises of a strength session: which sets, and whether each is recognised.

use super::Sourced;
use crate::model::{Exercise, Set, SetKind};
use crate::programme::{Confidence, Plan};
use crate::units::TimerTime;

/// The sets of one exercise in a session.
#[derive(Debug, Clone, PartialEq)]
pub struct ExerciseEntry {
    /// What the programme calls it; of one that is not recognised what its workout step says, else empty.
    pub title: String,
    /// How sure it is that the sets were this exercise; absent where it is not recognised.
    pub recognised: Option<Confidence>,
    /// What the watch guessed first, by the FIT profile's numbers, where it is not recognised: the plan can give it a name.
    pub guess: Option<Exercise>,
    /// Its sets, in order.
    pub sets: Vec<StrengthSet>,
}

/// A set as the watch recorded it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StrengthSet {
    /// Repetitions, where counted.
    pub repetitions: Option<u32>,
    /// Weight, kg, where entered.
    pub weight_kg: Option<f64>,
    /// How long it took.
    pub duration: TimerTime,
}

/// The exercises in order of their first set; rests are left out.
pub(super) fn exercises(one: &Sourced<'_>, plan: &Plan) -> Vec<ExerciseEntry> {
    let mut entries: Vec<ExerciseEntry> = Vec::new();
    for set in one.judged.session.sets.iter().filter(|set| set.kind == SetKind::Active) {
        let found = plan.exercises.recognise(set, one.judged.workout);
        let title = found.map_or_else(|| said(one, set), |found| found.exercise.title.clone());
        let recognised = found.map(|found| found.confidence);
        let guess = set.guesses.first().copied().filter(|_| found.is_none());
        let done =
            StrengthSet { repetitions: set.repetitions, weight_kg: set.weight_kg, duration: set.duration };
        let same = |entry: &&mut ExerciseEntry| {
            entry.title == title && entry.recognised == recognised && entry.guess == guess
        };
        match entries.iter_mut().find(same) {
            Some(entry) => entry.sets.push(done),
            None => entries.push(ExerciseEntry { title, recognised, guess, sets: vec![done] }),
        }
    }
    entries
}

/// What the set's workout step says it is; empty where none does.
fn said(one: &Sourced<'_>, set: &Set) -> String {
    let step = set.step.and_then(|index| one.judged.workout?.steps.iter().find(|step| step.index == index));
    let said = |step: &crate::model::WorkoutStep| {
        if step.name.is_empty() { step.notes.clone() } else { step.name.clone() }
    };
    step.map_or_else(String::new, said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sport;
    use crate::model::testkit::bare;
    use crate::report::testkit::{on, with_input};
    use crate::units::Elapsed;

    #[test]
    fn sets_of_one_exercise_stand_together_and_a_guess_is_told_from_none() {
        let set = |kind, guess: Option<(u16, u16)>, repetitions| Set {
            start: Elapsed::new(0.0),
            duration: TimerTime::new(30.0),
            kind,
            repetitions,
            weight_kg: Some(12.5),
            guesses: guess
                .map(|(category, name)| Exercise { category, name: Some(name) })
                .into_iter()
                .collect(),
            step: None,
        };
        let plan = Plan::clinic();
        let known = plan.exercises.iter().find_map(|known| known.fit.first().map(|fit| (known, *fit)));
        let (known, fit) = known.unwrap();
        let guess = (fit.category, fit.name.unwrap());
        let mut session = bare(Sport::Training, 1800.0);
        session.sets = vec![
            set(SetKind::Active, Some(guess), Some(10)),
            set(SetKind::Rest, None, None),
            set(SetKind::Active, None, Some(8)),
            set(SetKind::Active, Some(guess), None),
            set(SetKind::Active, Some((65_000, 1)), Some(4)),
        ];
        let found = with_input(&plan, &[on(0, session)], |input| exercises(&input.sessions[0], input.plan));
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!((&found[0].title, found[0].recognised), (&known.title, Some(Confidence::Probably)));
        assert_eq!(found[0].sets.iter().map(|set| set.repetitions).collect::<Vec<_>>(), [Some(10), None]);
        assert_eq!((found[1].title.as_str(), found[1].recognised), ("", None));
        assert_eq!((found[1].sets[0].weight_kg, found[1].guess), (Some(12.5), None));
        assert_eq!(found[2].guess, Some(Exercise { category: 65_000, name: Some(1) }));
    }
}
