//! Through FIT bytes, and real recordings.

use super::corpus;
use super::scoring::found;
use clipstride::drills::{self, Drills, EvidenceLayer, LengthVerdict, Settings};
use clipstride::ingest::{self, Options};
use clipstride::model::Sport;
use clipstride_simulator::drill::{Kind, Parts, Region};
use std::path::PathBuf;

fn read(path: &str, bytes: &[u8]) -> Vec<Drills> {
    let reading = ingest::read_bytes(path, bytes, &Options::default());
    let Some(recording) = reading.recording else { return Vec::new() };
    let workout = recording.workout.as_ref();
    let runs = recording.sessions.iter().filter(|session| session.sport == Sport::Running);
    runs.map(|session| drills::find(session, workout, &Settings::default())).collect()
}

#[test]
fn what_is_found_survives_the_way_through_fit_bytes() {
    for kind in [Kind::FootPod, Kind::ManualLaps, Kind::WorkoutSteps] {
        for seed in 200..203 {
            let (activity, truth) =
                clipstride_simulator::drill::drills(kind, Parts::Pairs, Region::Tuning, seed);
            let straight = found(&activity);
            let read = read("run.fit", &clipstride_simulator::encode::fit(&activity));
            let [through] = read.as_slice() else { panic!("one session: {read:?}") };
            assert_eq!(through.source, straight.source, "{kind:?}");
            assert_eq!(through.reps.len(), straight.reps.len(), "{kind:?}");
            assert_eq!(through.reps.len(), truth.reps.len(), "{kind:?}");
            for (one, two) in through.reps.iter().zip(&straight.reps) {
                let (one, two) = (one.stride.as_ref().unwrap(), two.stride.as_ref().unwrap());
                // FIT holds speed in mm/s, distance in cm and cadence in 1/128: no more may change than that moves.
                assert!((one.metres.value - two.metres.value).abs() < 1.5, "{one:?} {two:?}");
            }
        }
    }
}

#[test]
fn steps_and_laps_name_the_layer_that_was_used() {
    for (kind, layer) in [
        (Kind::WorkoutSteps, EvidenceLayer::WorkoutSteps),
        (Kind::ManualLaps, EvidenceLayer::Laps),
        (Kind::GoodSky, EvidenceLayer::Signal),
    ] {
        let (activity, _) = clipstride_simulator::drill::drills(kind, Parts::Pairs, Region::Tuning, 210);
        assert_eq!(found(&activity).source, layer, "{kind:?}");
    }
}

/// Recordings of the corpus that hold fast bouts in earnest, looked at one by one (docs/checks/run.skip-stride.md).
const WITH_BOUTS: [&str; 2] = [
    "fuzzylabs+wearable-my-foot__data__stryd__stryd-backgaden-1km.fit",
    "jarkko+fit-analyzer__tests__fixtures__20555050352_ACTIVITY.fit",
];

#[test]
fn no_steady_run_of_the_corpus_holds_a_drill() {
    let Some(folder) = corpus::folder() else { return };
    let entries = std::fs::read_dir(&folder).expect("the corpus can be listed");
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut runs = 0;
    for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "fit")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Ok(bytes) = std::fs::read(path) else { continue };
        // The largest is twelve hours long; it stands in the document, not in a test of seconds.
        if bytes.len() > 2_000_000 {
            continue;
        }
        for drills in read(&name, &bytes) {
            runs += 1;
            let called = drills
                .reps
                .iter()
                .filter_map(|rep| rep.stride.as_ref())
                .filter(|stride| stride.verdict == LengthVerdict::InRange)
                .count();
            assert_eq!(called, 0, "{name}: {drills:?}");
            if !WITH_BOUTS.contains(&name.as_str()) {
                assert!(drills.reps.is_empty(), "{name}: {drills:?}");
            }
        }
    }
    println!("{runs} running sessions");
}
