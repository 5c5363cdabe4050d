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
        /// What would answer it.
        sensor: &'static str,
    },
    /// The check does not speak of this sport.
    NotThisSport,
}

const POWER_PHASE: &str =
    "pedals that measure each leg and write power phase over ANT+ to a head unit that stores it";
const EACH_LEG: &str = "a power meter that measures each leg";
const DYNAMICS: &str = "a chest strap or pod with running dynamics, or a foot pod on each shoe";
const CADENCE: &str = "a cadence sensor or a power meter";
const SPEED: &str = "GPS, or a foot pod";
const POOL: &str = "a watch in pool-swim mode; for kick-board work its drill mode";
const SETS: &str = "a watch in strength mode, best with a workout whose steps name the exercises";

/// Whether `session` can answer `check`.
#[must_use]
pub fn ability(check: CheckId, session: &Session, measures: &Measures) -> Ability {
    let any = |ids: &[MetricId], sensor: &'static str| measured(measures, ids, sensor);
    match (check, &session.sport) {
        (CheckId::BikeMinutes | CheckId::BikeTimesPerWeek | CheckId::BikeProgression, Sport::Cycling) => {
            if session.timer.get() > 0.0 {
                Ability::Can
            } else {
                Ability::Cannot { why: "the file states no time", sensor: "any bike computer or watch" }
            }
        }
        (CheckId::BikeCadence, Sport::Cycling) => any(&[MetricId::CrankRate], CADENCE),
        (CheckId::BikePullThrough, Sport::Cycling) => {
            any(&Leg::BOTH.map(MetricId::PowerPhaseEnd), POWER_PHASE)
        }
        (CheckId::BikeBalance, Sport::Cycling) => {
            any(&[MetricId::PedalBalance, MetricId::PedalImbalance], EACH_LEG)
        }
        (CheckId::RunSkipStride | CheckId::RunSkipLength | CheckId::RunStrideLength, Sport::Running) => {
            if session.streams.speed.is_empty() && session.streams.distance.is_empty() {
                Ability::Cannot { why: "neither speed nor distance was recorded", sensor: SPEED }
            } else {
                Ability::Can
            }
        }
        (CheckId::RunStanceBalance, Sport::Running) => any(&[MetricId::StanceBalance], DYNAMICS),
        (CheckId::RunCadence, Sport::Running) => {
            any(&[MetricId::StepRate], "a watch, a foot pod or a chest strap")
        }
        (CheckId::PoolLaps | CheckId::PoolTimesPerWeek | CheckId::PoolProgression, Sport::Swimming) => {
            any(&[MetricId::DrillLaps, MetricId::Laps], POOL)
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

/// Can, where one of `ids` was measured; else the first reason why not.
fn measured(measures: &Measures, ids: &[MetricId], sensor: &'static str) -> Ability {
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
    Ability::Cannot { why, sensor }
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
