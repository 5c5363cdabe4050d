//! The workout that a recording followed.

/// A workout with its steps, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workout {
    /// Its name; empty where not stated.
    pub name: String,
    /// Its steps; a lap's or set's `step` is an index into this list.
    pub steps: Vec<WorkoutStep>,
}

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkoutStep {
    /// The step's number as laps and sets refer to it (`message_index`).
    pub index: u16,
    /// Its name (`skip`, `stride`); empty where not stated.
    pub name: String,
    /// The step's notes; empty where not stated.
    pub notes: String,
    /// How hard it is meant to be.
    pub intensity: Intensity,
    /// When it ends.
    pub duration: StepDuration,
    /// The exercise, for strength work.
    pub exercise: Option<super::Exercise>,
}

/// How hard a step or a lap is meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Intensity {
    /// Work.
    Active,
    /// Rest.
    Rest,
    /// Warm-up.
    Warmup,
    /// Cool-down.
    Cooldown,
    /// Recovery between intervals.
    Recovery,
    /// A work interval.
    Interval,
    /// Something else, or not stated.
    #[default]
    Unstated,
}

/// When a step ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum StepDuration {
    /// After so many metres.
    Distance(crate::units::Metres),
    /// After so many seconds.
    Time(crate::units::TimerTime),
    /// After so many repetitions of an exercise.
    Reps(u32),
    /// At the press of the lap button.
    Open,
    /// Goes back to an earlier step.
    RepeatFrom {
        /// The step's index to go back to.
        step: u16,
        /// How often in all.
        times: u32,
    },
    /// Something else.
    Other,
}
