//! Whether one session can answer a check at all, and which sensor would let it.

use super::CheckId;
use crate::drills::{Drills, EvidenceLayer, Resolution};
use crate::metrics::{Certainty, Estimate, Measure, Measures, MetricId, Missing, Untold};
use crate::model::{Session, Sport};
use crate::signal::Effective;
use crate::units::Leg;
use std::borrow::Cow;

/// Whether a session can answer a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ability {
    /// It can, as far as this session goes: see [`beside`].
    Can,
    /// It cannot, for this reason; what would let it is named, a sensor above all.
    Cannot {
        /// Why not, as the rest of a sentence.
        why: Cow<'static, str>,
        /// What would answer it: a noun with its article, as a sentence.
        remedy: &'static str,
    },
    /// The check does not speak of this sport.
    NotThisSport,
}

const SPEED: &str = "GPS, or a foot pod.";
const A_RUN: &str = "A run of some minutes with speed or distance.";
const EACH_SECOND: &str = "Recording each second (no smart recording).";
const LONGER: &str = "At least ten valid minutes.";
const STEADIER: &str = "A longer or steadier session: what drifts slowly tells little of its mean.";
const DRILL_LENGTHS: &str = "The watch's drill mode while kicking; or a programme with `drill_only = false`, which counts every length.";
const RUNNING_DYNAMICS: &str = "Any running watch; with a chest strap or pod more is compared.";
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
            match measures.get(&MetricId::DrillLaps).and_then(Measure::known) {
                Some(laps) => can(laps.n > 0, "none of its lengths is logged as drill", DRILL_LENGTHS),
                None => measured(&[MetricId::DrillLaps]),
            }
        }
        (CheckId::BikeMinutes | CheckId::BikeTimesPerWeek | CheckId::BikeProgression, Sport::Cycling) => {
            can(session.timer.get() > 0.0, "the file states no time", "Any bike computer or watch.")
        }
        (CheckId::RunSkipStride | CheckId::RunSkipLength | CheckId::RunStrideLength, Sport::Running) => {
            let moved = !session.streams.speed.is_empty() || !session.streams.distance.is_empty();
            // As the checks ask: without a jog nothing was searched.
            let searched = drills.jog.is_some() || drills.source != EvidenceLayer::None;
            let dense = drills.resolution == Resolution::Ok;
            let needs = [
                (moved, "neither speed nor distance was recorded", SPEED),
                (searched, "nothing in it is known to be a jog, against which a stride would be fast", A_RUN),
                (dense, "it was recorded too coarsely to tell a stride", EACH_SECOND),
            ];
            let lacking = needs.into_iter().find(|(met, ..)| !met);
            lacking.map_or(Ability::Can, |(met, why, remedy)| can(met, why, remedy))
        }
        (CheckId::StrengthExercises | CheckId::StrengthGym, Sport::Training | Sport::FitnessEquipment) => {
            can(!session.sets.is_empty(), "no sets were recorded", SETS)
        }
        // It compares runs, in any of these; a ride or a swim in the week is only counted.
        (CheckId::RecoveryRaceWeek, Sport::Running) => {
            let compared = [MetricId::StepRate, MetricId::GroundContactTime, MetricId::StanceBalance];
            let any = compared.iter().filter_map(|id| measures.get(id)).any(|one| one.known().is_some());
            can(any, "neither cadence nor contact time nor stance balance was measured", RUNNING_DYNAMICS)
        }
        (CheckId::PlanAdded | CheckId::DataQuality, _) => Ability::Can,
        _ => Ability::NotThisSport,
    }
}

/// What a check needs beside a session that can answer it, as the end of a sentence that begins with "needs"; nothing where
/// one session is enough.
#[must_use]
pub fn beside(check: CheckId) -> Option<&'static str> {
    match check {
        CheckId::BikeTimesPerWeek | CheckId::PoolTimesPerWeek => Some("a week that is over, too"),
        CheckId::BikeProgression | CheckId::PoolProgression => Some("weeks that are over, too"),
        CheckId::RunCadence => Some("five earlier runs at like speed, too"),
        CheckId::RecoveryRaceWeek => {
            Some("a race that you name, and five runs at like speed outside of race windows, too")
        }
        CheckId::PlanAdded => Some("a plan file that adds a prescription, too"),
        _ => None,
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
    use crate::metrics::testkit::{session, stream};
    use crate::units::Speed;

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
    fn a_swim_answers_only_with_lengths_logged_as_drill() {
        let swim = session(Sport::Swimming, 600);
        let asked = |laps: usize| {
            let Measure::Known(mut drill) = counted(laps as f64, None) else { return Ability::Can };
            drill.n = laps;
            let measures = Measures::from([
                (MetricId::DrillLaps, Measure::Known(drill)),
                (MetricId::Laps, counted(8.0, None)),
            ]);
            ability(CheckId::PoolLaps, &swim, &measures, &Drills::none())
        };
        assert_eq!(asked(8), Ability::Can);
        let why = "none of its lengths is logged as drill".into();
        assert_eq!(asked(0), Ability::Cannot { why, remedy: DRILL_LENGTHS });
    }

    #[test]
    fn a_run_in_which_nothing_was_searched_answers_nothing_of_the_drill() {
        let mut run = session(Sport::Running, 600);
        let asked =
            |run: &Session, drills: &Drills| ability(CheckId::RunSkipStride, run, &Measures::new(), drills);
        assert!(matches!(asked(&run, &Drills::none()), Ability::Cannot { remedy: SPEED, .. }));
        run.streams.speed = stream(7, |_| Speed::new(2.8));
        assert!(matches!(asked(&run, &Drills::none()), Ability::Cannot { remedy: A_RUN, .. }));
        let searched = Drills { jog: Some(Speed::new(2.8)), ..Drills::none() };
        assert_eq!(asked(&run, &searched), Ability::Can);
        let coarse = Drills { resolution: Resolution::TooLow, ..searched };
        assert!(matches!(asked(&run, &coarse), Ability::Cannot { remedy: EACH_SECOND, .. }));
    }

    #[test]
    fn the_week_after_a_race_compares_runs_alone() {
        let asked = |sport, measures: &Measures| {
            ability(CheckId::RecoveryRaceWeek, &session(sport, 600), measures, &Drills::none())
        };
        assert_eq!(asked(Sport::Cycling, &Measures::new()), Ability::NotThisSport);
        assert!(matches!(asked(Sport::Running, &Measures::new()), Ability::Cannot { .. }));
        let measures = Measures::from([(MetricId::StepRate, counted(165.0, Some(40.0)))]);
        assert_eq!(asked(Sport::Running, &measures), Ability::Can);
    }

    #[test]
    fn what_a_check_needs_beside_is_what_it_asks_for() {
        assert!(beside(CheckId::RunCadence).is_some_and(|words| words.starts_with("five")));
        assert_eq!(crate::metrics::baseline::LEAST_FOR_SPREAD, 5);
    }

    #[test]
    fn an_estimate_without_an_interval_answers_nothing() {
        let why = "its 900 samples are worth 4 independent ones, and it takes 12".into();
        assert_eq!(of(counted(50.0, Some(4.7))), Ability::Cannot { why, remedy: STEADIER });
    }
}
