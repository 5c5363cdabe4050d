//! Whether one session can answer a check at all, and which sensor would let it.

use super::CheckId;
use crate::drills::{Drills, Resolution};
use crate::metrics::{Certainty, Estimate, Measure, Measures, MetricId, Missing, Untold};
use crate::model::{Session, Sport};
use crate::signal::Effective;
use crate::units::Leg;
use std::borrow::Cow;

/// Whether a session can answer a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ability {
    /// It can.
    Can,
    /// It cannot, for this reason; what would let it is named, a sensor above all.
    Cannot {
        /// Why not, as the rest of a sentence.
        why: Cow<'static, str>,
        /// What would answer it, as a sentence.
        remedy: &'static str,
    },
    /// The check does not speak of this sport.
    NotThisSport,
}

const SPEED: &str = "GPS, or a foot pod.";
const EACH_SECOND: &str = "Recording each second (no smart recording).";
const LONGER: &str = "At least ten valid minutes.";
const STEADIER: &str = "A longer or steadier session may do: what drifts slowly tells little of its mean.";
const SETS: &str = "A watch in strength mode, best with a workout whose steps name the exercises.";

/// Whether `session`, with what was measured and found in it, can answer `check`.
#[must_use]
pub fn ability(check: CheckId, session: &Session, measures: &Measures, drills: &Drills) -> Ability {
    let measured = |ids: &[MetricId]| measured(measures, ids);
    match (check, &session.sport) {
        (CheckId::BikeCadence, _) => measured(&[MetricId::CrankRate]),
        (CheckId::BikePullThrough, _) => measured(&Leg::BOTH.map(MetricId::PowerPhaseEnd)),
        (CheckId::BikeBalance, _) => measured(&[MetricId::PedalBalance, MetricId::PedalImbalance]),
        (CheckId::RunStanceBalance, _) => measured(&[MetricId::StanceBalance]),
        (CheckId::RunCadence, _) => measured(&[MetricId::StepRate]),
        (CheckId::PoolLaps | CheckId::PoolTimesPerWeek | CheckId::PoolProgression, _) => {
            measured(&[MetricId::DrillLaps, MetricId::Laps])
        }
        (CheckId::BikeMinutes | CheckId::BikeTimesPerWeek | CheckId::BikeProgression, Sport::Cycling) => {
            can(session.timer.get() > 0.0, "the file states no time", "Any bike computer or watch.")
        }
        (CheckId::RunSkipStride | CheckId::RunSkipLength | CheckId::RunStrideLength, Sport::Running) => {
            let moved = !session.streams.speed.is_empty() || !session.streams.distance.is_empty();
            let dense = drills.resolution == Resolution::Ok;
            match can(moved, "neither speed nor distance was recorded", SPEED) {
                Ability::Can => can(dense, "it was recorded too coarsely to tell a stride", EACH_SECOND),
                cannot => cannot,
            }
        }
        (CheckId::StrengthExercises | CheckId::StrengthGym, Sport::Training | Sport::FitnessEquipment) => {
            can(!session.sets.is_empty(), "no sets were recorded", SETS)
        }
        (CheckId::RecoveryRaceWeek, Sport::Running | Sport::Cycling | Sport::Swimming)
        | (CheckId::DataQuality, _) => Ability::Can,
        _ => Ability::NotThisSport,
    }
}

fn can(can: bool, why: &'static str, remedy: &'static str) -> Ability {
    if can { Ability::Can } else { Ability::Cannot { why: why.into(), remedy } }
}

/// Can, where one of `ids` was measured with an interval, or needs none; else the first reason why not, and the sensor that the
/// metric's record names. A sport that can have none of them has none of them among its measures.
fn measured(measures: &Measures, ids: &[MetricId]) -> Ability {
    let mut found = ids.iter().filter_map(|id| measures.get(id));
    let Some(first) = found.clone().next() else { return Ability::NotThisSport };
    let known: Vec<&Estimate> = found.by_ref().filter_map(Measure::known).collect();
    if known.iter().any(|estimate| estimate.bears_a_verdict()) {
        return Ability::Can;
    }
    match (first, known.first()) {
        (_, Some(estimate)) => untold(estimate),
        (Measure::Missing(reason), None) => Ability::Cannot {
            why: words(*reason).into(),
            remedy: ids.first().map_or("", |id| id.doc().sensor),
        },
        (Measure::Known(_), None) => Ability::Can,
    }
}

/// Why a number bears no interval, and what would let it.
fn untold(estimate: &Estimate) -> Ability {
    let remedy = match estimate.certainty {
        Certainty::Untold(Untold::TooFewIndependent | Untold::TooWide) => STEADIER,
        _ => LONGER,
    };
    let why = untold_words(estimate).unwrap_or_else(|| "there is too little of it".to_owned());
    Ability::Cannot { why: why.into(), remedy }
}

/// Why a number bears no interval, in words; none where it bears one or needs none.
#[must_use]
pub fn untold_words(estimate: &Estimate) -> Option<String> {
    let Certainty::Untold(why) = estimate.certainty else { return None };
    Some(match (why, estimate.n_eff) {
        (Untold::TooFewIndependent, Some(n_eff)) => format!(
            "its {} samples are worth {} independent ones, and it takes {}",
            estimate.n,
            n_eff.floor(),
            Effective::LEAST
        ),
        (Untold::TooFewIndependent | Untold::TooWide, _) => {
            "the samples do not tell how sure their middle is".to_owned()
        }
        (Untold::TooShort, _) => "there are fewer than ten valid minutes".to_owned(),
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Missing;

    fn of(measure: Measure) -> Ability {
        measured(&Measures::from([(MetricId::StanceBalance, measure)]), &[MetricId::StanceBalance])
    }

    #[test]
    fn a_sport_without_the_metric_is_not_asked_and_a_missing_sensor_is_named() {
        assert_eq!(measured(&Measures::new(), &[MetricId::StanceBalance]), Ability::NotThisSport);
        let sensor = MetricId::StanceBalance.doc().sensor;
        assert_eq!(
            of(Measure::Missing(Missing::NotRecorded)),
            Ability::Cannot { why: "it was not recorded".into(), remedy: sensor }
        );
    }

    fn counted(value: f64, n_eff: Option<f64>) -> Measure {
        let ledger = crate::metrics::Ledger::default();
        let certainty = n_eff.map_or(Certainty::Counted, |_| Certainty::Untold(Untold::TooFewIndependent));
        Measure::Known(Estimate { value, unit: crate::units::Unit::Laps, certainty, n: 900, n_eff, ledger })
    }

    #[test]
    fn one_of_several_metrics_is_enough() {
        let ids = [MetricId::DrillLaps, MetricId::Laps];
        let missing = Measure::Missing(Missing::NotRecorded);
        let measures = Measures::from([(MetricId::DrillLaps, missing), (MetricId::Laps, counted(8.0, None))]);
        assert_eq!(measured(&measures, &ids), Ability::Can);
    }

    #[test]
    fn an_estimate_without_an_interval_answers_nothing() {
        let why = "its 900 samples are worth 4 independent ones, and it takes 12".into();
        assert_eq!(of(counted(50.0, Some(4.7))), Ability::Cannot { why, remedy: STEADIER });
    }
}
