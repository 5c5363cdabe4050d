//! What goes back to the world: appointments and workouts, as values.

pub use crate::model::{Intensity, Sport, StepDuration, SubSport, Workout, WorkoutStep};
pub use crate::programme::{Appointment, PlannedWorkout};
