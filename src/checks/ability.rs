//! Whether one session can answer a check at all, and which sensor would let it.

use super::CheckId;
use crate::metrics::{Measure, Measures, MetricId, Missing};
use crate::model::{Session, Sport};
use crate::units::Leg;

/// Whether a session can answer a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ability {
    /// It can.
    Can,
    /// It cannot, for this reason; the sensor that would is named.
    Cannot {
        /// Why not.
        why: &'static str,
        /// What would answer it, as a sentence.
        sensor: &'static str,
    },
    /// The check does not speak of this sport.
    NotThisSport,
}

const SPEED: &str = "GPS, or a foot pod.";
const SETS: &str = "A watch in strength mode, best with a workout whose steps name the exercises.";

/// Whether `session` can answer `check`.
#[must_use]
pub fn ability(check: CheckId, session: &Session, measures: &Measures) -> Ability {
    let any = |ids: &[MetricId]| measured(measures, ids);
    match (check, &session.sport) {
        (CheckId::BikeMinutes | CheckId::BikeTimesPerWeek | CheckId::BikeProgression, Sport::Cycling) => {
            if session.timer.get() > 0.0 {
                Ability::Can
            } else {
                Ability::Cannot { why: "the file states no time", sensor: "Any bike computer or watch." }
            }
        }
        (CheckId::BikeCadence, Sport::Cycling) => any(&[MetricId::CrankRate]),
        (CheckId::BikePullThrough, Sport::Cycling) => any(&Leg::BOTH.map(MetricId::PowerPhaseEnd)),
        (CheckId::BikeBalance, Sport::Cycling) => any(&[MetricId::PedalBalance, MetricId::PedalImbalance]),
        (CheckId::RunSkipStride | CheckId::RunSkipLength | CheckId::RunStrideLength, Sport::Running) => {
            if session.streams.speed.is_empty() && session.streams.distance.is_empty() {
                Ability::Cannot { why: "neither speed nor distance was recorded", sensor: SPEED }
            } else {
                Ability::Can
            }
        }
        (CheckId::RunStanceBalance, Sport::Running) => any(&[MetricId::StanceBalance]),
        (CheckId::RunCadence, Sport::Running) => any(&[MetricId::StepRate]),
        (CheckId::PoolLaps | CheckId::PoolTimesPerWeek | CheckId::PoolProgression, Sport::Swimming) => {
            any(&[MetricId::DrillLaps, MetricId::Laps])
        }
        (CheckId::StrengthExercises | CheckId::StrengthGym, Sport::Training | Sport::FitnessEquipment) => {
            if session.sets.is_empty() {
                Ability::Cannot { why: "no sets were recorded", sensor: SETS }
            } else {
                Ability::Can
            }
        }
        (CheckId::RecoveryRaceWeek, Sport::Running | Sport::Cycling | Sport::Swimming)
        | (CheckId::DataQuality, _) => Ability::Can,
        _ => Ability::NotThisSport,
    }
}

/// Can, where one of `ids` was measured; else the first reason why not, and the sensor that the metric's record names.
fn measured(measures: &Measures, ids: &[MetricId]) -> Ability {
    let found: Vec<&Measure> = ids.iter().filter_map(|id| measures.get(id)).collect();
    if found.iter().any(|measure| measure.known().is_some()) {
        return Ability::Can;
    }
    let why = found
        .iter()
        .find_map(|measure| match measure {
            Measure::Missing(reason) => Some(*reason),
            Measure::Known(_) => None,
        })
        .map_or("it was not recorded", words);
    Ability::Cannot { why, sensor: ids.first().map_or("", |id| id.doc().sensor) }
}

/// Why there is no number, in words.
#[must_use]
pub fn words(missing: Missing) -> &'static str {
    match missing {
        Missing::NotRecorded => "it was not recorded",
        Missing::NotMeasured => "the channel holds a placeholder: the sensor did not measure it",
        Missing::TooFewSamples => "too few samples for an honest number",
        Missing::SideUnknown => "the file does not say which pedal",
        Missing::WrongSensor => "this kind of sensor cannot know it",
    }
}
