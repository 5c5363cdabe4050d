//! The coming week as workouts to follow, so that the next recording carries its steps.

use super::{Ahead, Dose, Plan, Prescription};
use crate::model::{Intensity, Sport, StepDuration, Workout, WorkoutStep};
use crate::units::{Metres, TimerTime};

/// A workout to follow.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedWorkout {
    /// A name for its file, without ending: `skip-stride`, `bike-12min`.
    pub slug: String,
    /// Its sport.
    pub sport: Sport,
    /// Its name and steps.
    pub workout: Workout,
}

/// The workouts of the coming week: the drill, `reps` times, and one for each prescription in minutes or metres. Laps are
/// left out: a pool workout needs the length of the pool.
#[must_use]
pub fn workouts(plan: &Plan, coming: &[(&Prescription, Ahead)], reps: u32) -> Vec<PlannedWorkout> {
    let drill = plan.drill.enabled.then(|| drill(plan, reps));
    let doses = coming.iter().filter_map(|(prescription, ahead)| dose(prescription, ahead.target));
    drill.into_iter().chain(doses).collect()
}

/// Skip, stride, walk back, repeated: the middle of each prescribed range.
fn drill(plan: &Plan, reps: u32) -> PlannedWorkout {
    let middle = |(lo, hi): (f64, f64)| f64::midpoint(lo, hi).round();
    let (skip, stride) = (middle(plan.drill.skip), middle(plan.drill.stride));
    let distance = |metres: f64| StepDuration::Distance(Metres::new(metres));
    let walk_back = format!("Walk back {:.0} m. Press lap to go on earlier.", skip + stride);
    let steps = [
        ("Warm-up", Intensity::Warmup, StepDuration::Open, "Jog easily. Press lap when you are ready."),
        ("Skip", Intensity::Active, distance(skip), "Push off from the hip, long tall torso."),
        ("Stride", Intensity::Active, distance(stride), "Stride out, weight centred over the foot."),
        ("Walk back", Intensity::Recovery, distance(skip + stride), walk_back.as_str()),
        ("", Intensity::Unstated, StepDuration::RepeatFrom { step: 1, times: reps.max(1) }, ""),
        ("Cool-down", Intensity::Cooldown, StepDuration::Open, "Jog easily. Press lap to finish."),
    ];
    PlannedWorkout {
        slug: "skip-stride".to_owned(),
        sport: Sport::Running,
        workout: Workout { name: format!("Skip {skip:.0} m, stride {stride:.0} m"), steps: numbered(&steps) },
    }
}

/// One step as long as the week's target; between two open ones where only a marked block counts.
fn dose(prescription: &Prescription, target: f64) -> Option<PlannedWorkout> {
    let (duration, unit) = match prescription.dose {
        Dose::Minutes => (StepDuration::Time(TimerTime::new((target * 60.0).round())), "min"),
        Dose::Metres => (StepDuration::Distance(Metres::new(target)), "m"),
        Dose::Laps { .. } | Dose::Repetitions => return None,
    };
    let sport = prescription.selection.sports.first()?.clone();
    let notes = match sport {
        Sport::Cycling => "Clipped in: pull through the bottom of the stroke.",
        _ => "",
    };
    let name = format!("{} {}", prescription.name, prescription.dose.say(target));
    let work = (name.as_str(), Intensity::Active, duration, notes);
    let steps = if prescription.selection.marked_block {
        let open = |name, intensity| (name, intensity, StepDuration::Open, "Press lap to go on.");
        numbered(&[open("Warm-up", Intensity::Warmup), work, open("Cool-down", Intensity::Cooldown)])
    } else {
        numbered(&[work])
    };
    let number = super::number(target);
    Some(PlannedWorkout {
        slug: format!("{}-{number}{unit}", prescription.name),
        sport,
        workout: Workout { name: name.clone(), steps },
    })
}

fn numbered(steps: &[(&str, Intensity, StepDuration, &str)]) -> Vec<WorkoutStep> {
    (0u16..)
        .zip(steps)
        .map(|(index, (name, intensity, duration, notes))| WorkoutStep {
            index,
            name: (*name).to_owned(),
            notes: (*notes).to_owned(),
            intensity: *intensity,
            duration: *duration,
            exercise: None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drill_is_the_middle_of_the_prescribed_ranges() {
        let plan = Plan::clinic();
        let [only] = workouts(&plan, &[], 6).try_into().unwrap();
        let PlannedWorkout { slug, workout, .. } = only;
        assert_eq!((slug.as_str(), workout.name.as_str()), ("skip-stride", "Skip 15 m, stride 65 m"));
        let metres: Vec<f64> = workout
            .steps
            .iter()
            .filter_map(|step| match step.duration {
                StepDuration::Distance(metres) => Some(metres.get()),
                _ => None,
            })
            .collect();
        assert!(metres.iter().zip([15.0, 65.0, 80.0]).all(|(found, wanted)| (found - wanted).abs() < 1e-9));
        assert_eq!(workout.steps[4].duration, StepDuration::RepeatFrom { step: 1, times: 6 });
        assert!(workout.steps.iter().enumerate().all(|(index, step)| usize::from(step.index) == index));
    }

    #[test]
    fn a_marked_block_stands_between_two_open_steps() {
        let plan =
            Plan::from_toml("p", "[ladder.bike]\nblock = \"marked\"\n[drill]\nenabled = false").unwrap();
        let bike = plan.prescription("bike").unwrap();
        let ahead = Ahead {
            iso_week: crate::programme::IsoWeek::parse("2026-W10").unwrap(),
            plan_week: 1,
            target: 12.0,
            target_calendar: 12.0,
            times: 3,
            rest: false,
        };
        let all = workouts(&plan, &[(bike, ahead)], 6);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].slug, "bike-12min");
        assert_eq!(all[0].workout.steps[1].duration, StepDuration::Time(TimerTime::new(720.0)));
        assert_eq!(all[0].workout.steps.len(), 3);
    }
}
