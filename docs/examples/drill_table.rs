//! Prints how well skip-then-stride reps are found and measured on simulated runs, per recording kind, beside the
//! targets. `cargo run --release --example drill_table [RUNS]`.
#![allow(clippy::print_stdout, missing_docs, dead_code, clippy::unwrap_used, unreachable_pub)]

#[path = "../../tests/drills/scoring.rs"]
mod scoring;

use clipstride_simulator::drill::{Decoy, Kind, Parts, Region};
use scoring::{decoys, quantile, score};

fn main() {
    let mut args = std::env::args().skip(1);
    let runs: u64 = args.next().and_then(|runs| runs.parse().ok()).unwrap_or(40);
    for (name, region) in [("tuning", Region::Tuning), ("held out", Region::HeldOut)] {
        println!("\n{name} region, {runs} runs a kind");
        println!(
            "kind          F1 stride  F1 skip  stride err med/p90  bias  cover  skip err med/p90 cover  unconf | start end skipstart | halfwidth in-range out!"
        );
        for kind in Kind::ALL {
            let s = score(*kind, Parts::Pairs, region, 0..runs);
            let away = |errors: &[f64]| errors.iter().map(|e| e.abs()).collect::<Vec<f64>>();
            let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
            println!(
                "{:12} {:8.3} {:8.3}   {:5.1} /{:5.1}   {:+5.1}  {:4.0}%     {:5.1} /{:5.1} {:4.0}% {:4.0}% | {:+.1} {:+.1} {:+.1} | {:4.1} {:4.0}% {}",
                format!("{kind:?}"),
                s.strides.f1(),
                s.skips.f1(),
                quantile(&away(&s.stride_errors), 0.5),
                quantile(&away(&s.stride_errors), 0.9),
                quantile(&s.stride_errors, 0.5),
                share(s.stride_covered, s.strides.hit),
                quantile(&away(&s.skip_errors), 0.5),
                quantile(&away(&s.skip_errors), 0.9),
                share(s.skip_covered, s.skips.hit),
                share(s.unconfirmed, s.skips.hit),
                quantile(&s.start_errors, 0.5),
                quantile(&s.end_errors, 0.5),
                quantile(&s.skip_start_errors, 0.5),
                quantile(&s.widths, 0.5),
                share(s.inside.1, s.inside.0),
                s.wrongly_out,
            );
        }
        for parts in [Parts::Skips, Parts::Strides] {
            for kind in [Kind::FootPod, Kind::GoodSky, Kind::NoDynamics, Kind::PoorSky] {
                let s = score(kind, parts, region, 0..runs / 2);
                println!("{parts:?} alone, {kind:?}: strides {:?} skips {:?}", s.strides, s.skips);
            }
        }
        for decoy in Decoy::ALL {
            let (inside, strides, skips) = decoys(*decoy, region, 0..20);
            println!("{:14} in-range {inside:3}  strides {strides:3}  skips {skips:3}", format!("{decoy:?}"));
        }
    }
}
