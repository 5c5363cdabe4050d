//! Metrics on real recordings: values a body can have, and angles as an independent reading has them.

use clipstride::ingest::{Options, discover, read};
use clipstride::metrics::{Measure, MetricId, Settings, measure, moving_time};
use clipstride::model::Reading;
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

#[test]
fn every_measure_of_the_corpus_is_one_that_a_body_can_have() {
    let Some(readings) = readings() else { return };
    let mut known = std::collections::BTreeMap::new();
    for reading in &readings {
        for session in reading.recording.iter().flat_map(|recording| &recording.sessions) {
            let measures = measure(session, &[], &Settings::default());
            if !measures.is_empty() {
                println!(
                    "{} {} {:.0} s moving {:?}",
                    reading.path,
                    session.sport.name(),
                    session.timer.get(),
                    moving_time(session).map(|t| t.get())
                );
            }
            for (id, measure) in &measures {
                match measure {
                    Measure::Missing(missing) => println!("    {:28} {}", id.name(), missing.name()),
                    Measure::Known(e) => {
                        let dropped: Vec<_> = e
                            .ledger
                            .dropped
                            .iter()
                            .map(|d| (d.reason.split(' ').next().unwrap_or(""), d.samples))
                            .collect();
                        println!(
                            "    {:28} {:.2} {:?} n {} n_eff {:?} {dropped:?}",
                            id.name(),
                            e.value,
                            e.ci95.map(|(a, b)| (a * 100.0).round() / 100.0..(b * 100.0).round() / 100.0),
                            e.n,
                            e.n_eff.map(f64::round)
                        );
                        *known.entry(id.name()).or_insert(0) += 1;
                    }
                }
            }
            for (id, estimate) in measures.iter().filter_map(|(id, m)| Some((id, m.known()?))) {
                let (lo, hi) = bounds(*id);
                assert!(
                    lo <= estimate.value && estimate.value <= hi,
                    "{} {} is {}",
                    reading.path,
                    id.name(),
                    estimate.value
                );
                if let Some((lo, hi)) = estimate.ci95 {
                    assert!(lo <= estimate.value && estimate.value <= hi, "{} {}", reading.path, id.name());
                    assert!(estimate.n_eff.is_some_and(|n_eff| n_eff >= 12.0));
                }
                assert_eq!(estimate.n, estimate.ledger.used, "{} {}", reading.path, id.name());
            }
        }
    }
    println!("{known:?}");
    assert!(known["stance-balance"] >= 5 && known["power-phase-end-left"] >= 5, "{known:?}");
}
