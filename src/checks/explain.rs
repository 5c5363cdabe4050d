//! The documentation of each check: one text, in `docs/checks`, that a reader of the sources, of the documentation and of
//! `explain` sees alike.

use super::CheckId;

/// What a check looks at, what it holds against it and where that comes from, its formula, what it cannot tell, and an
/// example: Markdown under fixed headings.
#[must_use]
pub fn explain(id: CheckId) -> &'static str {
    match id {
        CheckId::BikeMinutes => include_str!("../../docs/checks/bike.minutes.md"),
        CheckId::BikeTimesPerWeek => include_str!("../../docs/checks/bike.times-per-week.md"),
        CheckId::BikeProgression => include_str!("../../docs/checks/bike.progression.md"),
        CheckId::BikeCadence => include_str!("../../docs/checks/bike.cadence.md"),
        CheckId::BikePullThrough => include_str!("../../docs/checks/bike.pull-through.md"),
        CheckId::BikeBalance => include_str!("../../docs/checks/bike.balance.md"),
        CheckId::RunSkipStride => include_str!("../../docs/checks/run.skip-stride.md"),
        CheckId::RunSkipLength => include_str!("../../docs/checks/run.skip-length.md"),
        CheckId::RunStrideLength => include_str!("../../docs/checks/run.stride-length.md"),
        CheckId::RunStanceBalance => include_str!("../../docs/checks/run.stance-balance.md"),
        CheckId::RunCadence => include_str!("../../docs/checks/run.cadence.md"),
        CheckId::PoolLaps => include_str!("../../docs/checks/pool.laps.md"),
        CheckId::PoolTimesPerWeek => include_str!("../../docs/checks/pool.times-per-week.md"),
        CheckId::PoolProgression => include_str!("../../docs/checks/pool.progression.md"),
        CheckId::StrengthExercises => include_str!("../../docs/checks/strength.exercises.md"),
        CheckId::StrengthGym => include_str!("../../docs/checks/strength.gym.md"),
        CheckId::PlanAdded => include_str!("../../docs/checks/plan.added.md"),
        CheckId::RecoveryRaceWeek => include_str!("../../docs/checks/recovery.race-week.md"),
        CheckId::DataQuality => include_str!("../../docs/checks/data.quality.md"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::MetricId;
    use std::path::Path;

    #[test]
    fn the_evidence_that_a_page_names_is_that_of_the_metric() {
        let mut named = 0;
        for id in CheckId::ALL {
            let parts: Vec<&str> = explain(*id).split("` (evidence ").collect();
            for (before, after) in parts.iter().zip(&parts[1..]) {
                let name = before.rsplit('`').next().unwrap_or_default();
                let grade = after.split([':', ')']).next().unwrap_or_default();
                // Two sports have a cadence.
                let rides = id.name().starts_with("bike.");
                let meant = |metric: &&MetricId| {
                    metric.name() == name && (name != "cadence" || (**metric == MetricId::CrankRate) == rides)
                };
                let metric = MetricId::ALL.iter().find(meant);
                assert_eq!(
                    metric.map(|metric| metric.doc().evidence.word()),
                    Some(grade),
                    "{}: {name}",
                    id.name()
                );
                named += 1;
            }
        }
        assert_eq!(named, 10);
    }

    const HEADINGS: [&str; 5] = [
        "## What it looks at",
        "## Prescription or default, with source",
        "## Formula",
        "## What it cannot tell",
        "## Example",
    ];

    #[test]
    fn each_check_is_documented_under_the_same_headings() {
        for id in CheckId::ALL {
            let text = explain(*id);
            assert!(text.starts_with(&format!("# {}\n", id.name())), "{}", id.name());
            let found: Vec<&str> = text.lines().filter(|line| line.starts_with("## ")).collect();
            assert_eq!(found, HEADINGS, "{}", id.name());
            let empty = text
                .split("\n## ")
                .skip(1)
                .find(|part| part.lines().skip(1).all(|line| line.trim().is_empty()));
            assert_eq!(empty, None, "{}", id.name());
            assert_eq!(CheckId::from_name(id.name()), Some(*id));
        }
    }

    #[test]
    fn the_folder_of_documentation_holds_a_file_for_each_check() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks");
        for id in CheckId::ALL {
            let text = std::fs::read_to_string(folder.join(format!("{}.md", id.name()))).unwrap();
            assert_eq!(text, explain(*id));
        }
    }

    #[test]
    fn no_text_claims_what_must_not_be_claimed() {
        for id in CheckId::ALL {
            let text = explain(*id).to_lowercase();
            for word in [
                "diagnos",
                "injury risk",
                "heal",
                "weak glute",
                "safe to run",
                "recovered",
                "improves economy",
            ] {
                assert!(!text.contains(word), "{}: {word}", id.name());
            }
        }
    }
}
