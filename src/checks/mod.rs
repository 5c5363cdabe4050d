//! One file a check: what was prescribed or advised, against what was measured.
//!
//! A check is its documentation (`docs/checks/<name>.md`, which `explain` prints) and a function from [`Input`] to a
//! [`CheckResult`]. Only prescriptions pass or fail; what the clinic does not name is advisory at most.

mod ability;
mod baseline;
mod bike_balance;
mod bike_cadence;
mod bike_minutes;
mod bike_progression;
mod bike_pull_through;
mod bike_times_per_week;
mod data_quality;
mod explain;
mod gather;
mod input;
mod ladder;
mod outcome;
mod plan_added;
mod pool_laps;
mod pool_progression;
mod pool_times_per_week;
mod recovery_race_week;
mod reps;
mod run_cadence;
mod run_skip_length;
mod run_skip_stride;
mod run_stance_balance;
mod run_stride_length;
mod strength_exercises;
mod strength_gym;
mod words;
pub(crate) use words::sentence as capital;
mod workouts_done;

pub use ability::{Ability, ability, beside, untold_words, words as missing_words};
pub use explain::explain;
pub use input::{FileState, Input, Judged, Settings};
pub use outcome::{CheckId, CheckResult, Figure, Outcome};

/// Runs every check, in the order of [`CheckId::ALL`]. The check of added prescriptions is left out where the plan adds none.
#[must_use]
pub fn run_all(input: &Input<'_>) -> Vec<CheckResult> {
    let asked = |id: &&CheckId| **id != CheckId::PlanAdded || plan_added::added(input).next().is_some();
    CheckId::ALL.iter().filter(asked).map(|id| run(*id, input)).collect()
}

/// Runs one check.
#[must_use]
pub fn run(id: CheckId, input: &Input<'_>) -> CheckResult {
    match id {
        CheckId::BikeMinutes => bike_minutes::run(input),
        CheckId::BikeTimesPerWeek => bike_times_per_week::run(input),
        CheckId::BikeProgression => bike_progression::run(input),
        CheckId::BikeCadence => bike_cadence::run(input),
        CheckId::BikePullThrough => bike_pull_through::run(input),
        CheckId::BikeBalance => bike_balance::run(input),
        CheckId::RunSkipStride => run_skip_stride::run(input),
        CheckId::RunSkipLength => run_skip_length::run(input),
        CheckId::RunStrideLength => run_stride_length::run(input),
        CheckId::RunStanceBalance => run_stance_balance::run(input),
        CheckId::RunCadence => run_cadence::run(input),
        CheckId::PoolLaps => pool_laps::run(input),
        CheckId::PoolTimesPerWeek => pool_times_per_week::run(input),
        CheckId::PoolProgression => pool_progression::run(input),
        CheckId::StrengthExercises => strength_exercises::run(input),
        CheckId::StrengthGym => strength_gym::run(input),
        CheckId::PlanAdded => plan_added::run(input),
        CheckId::RecoveryRaceWeek => recovery_race_week::run(input),
        CheckId::DataQuality => data_quality::run(input),
    }
}

#[cfg(test)]
mod tests;
