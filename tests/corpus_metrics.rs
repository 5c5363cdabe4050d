//! Metrics on real recordings: values a body can have.
#![allow(clippy::print_stdout)]

use clipstride::ingest::{Options, discover, read};
use clipstride::metrics::{MetricId, Settings, measure, moving_time};
use clipstride::model::{Reading, Session};
use clipstride::units::TimerTime;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The folder of public recordings, where it exists.
fn corpus() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().map(|up| up.join("shared/fit-corpus"));
    std::env::var_os("CLIPSTRIDE_CORPUS").map(PathBuf::from).or(beside).filter(|path| path.is_dir())
}

fn readings() -> Option<Vec<Reading>> {
    let Some(corpus) = corpus() else {
        println!("skipped: no corpus");
        return None;
    };
    let found = discover(&[corpus]).expect("the corpus can be listed");
    Some(found.iter().flat_map(|found| read(found, &Options::default())).collect())
}

/// Where each metric of real sessions must lie.
fn bounds(metric: MetricId) -> (f64, f64) {
    match metric {
        MetricId::CrankRate => (40.0, 115.0),
        MetricId::StepRate => (140.0, 210.0),
        MetricId::StanceBalance | MetricId::StanceBalanceFlat => (45.0, 55.0),
        MetricId::PedalBalance => (35.0, 65.0),
        MetricId::PedalImbalance => (0.0, 15.0),
        MetricId::PowerPhaseStart(_) => (-60.0, 40.0),
        MetricId::PowerPhaseEnd(_) => (150.0, 250.0),
        MetricId::TorqueEffectiveness(_) => (30.0, 100.0),
        MetricId::PedalSmoothness(_) => (8.0, 45.0),
        MetricId::GroundContactTime => (160.0, 400.0),
        MetricId::VerticalOscillation => (40.0, 150.0),
        MetricId::VerticalRatio => (4.0, 15.0),
        MetricId::StepLength => (500.0, 1800.0),
        MetricId::CoastingShare | MetricId::Past180(_) | MetricId::Past210(_) => (0.0, 100.0),
        MetricId::Laps | MetricId::DrillLaps => (0.0, 400.0),
    }
}

fn sessions(readings: &[Reading]) -> impl Iterator<Item = (&str, &Session)> {
    readings
        .iter()
        .flat_map(|reading| reading.recording.iter().map(move |recording| (reading.path.as_str(), recording)))
        .flat_map(|(path, recording)| recording.sessions.iter().map(move |session| (path, session)))
}

#[test]
fn every_measure_of_the_corpus_is_one_that_a_body_can_have() {
    let Some(readings) = readings() else { return };
    let mut known = BTreeMap::new();
    for (path, session) in sessions(&readings) {
        let moving = moving_time(session).map_or(0.0, TimerTime::get);
        assert!(moving <= session.timer.get() + 1e-9, "{path}");
        for (id, measure) in measure(session, &[], &Settings::default()) {
            let Some(estimate) = measure.known() else { continue };
            let (lo, hi) = bounds(id);
            assert!(
                lo <= estimate.value && estimate.value <= hi,
                "{path} {} is {}",
                id.name(),
                estimate.value
            );
            if let Some((lo, hi)) = estimate.ci95() {
                assert!(lo <= estimate.value && estimate.value <= hi, "{path} {}", id.name());
                assert!(estimate.n_eff.is_some_and(|n_eff| n_eff >= 12.0), "{path} {}", id.name());
            }
            *known.entry(id.name()).or_insert(0) += 1;
        }
    }
    for (metric, at_least) in [("stance-balance", 8), ("pedal-balance", 15), ("power-phase-end-left", 12)] {
        assert!(known.get(metric).copied().unwrap_or(0) >= at_least, "{metric}: {known:?}");
    }
}
