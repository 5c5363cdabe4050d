//! Prints how well skip-then-stride reps are found and measured on simulated runs, per recording kind, beside the
//! targets, and what a plain threshold detector makes of the same runs.
//!
//! `cargo run --release --example drill_table [RUNS [FIRST_SEED]]`
#![allow(clippy::print_stdout, missing_docs, dead_code, clippy::unwrap_used, unreachable_pub)]

#[path = "../../tests/drills/hysteresis.rs"]
mod hysteresis;
#[path = "../../tests/drills/scoring.rs"]
mod scoring;

use clipstride::drills::Drills;
use clipstride_simulator::activity::Activity;
use clipstride_simulator::drill::{Decoy, Kind, Parts, Region};
use scoring::{Score, decoys, name, quantile, score, sizes, target};

fn main() {
    let number = |at: usize| std::env::args().nth(at).and_then(|number| number.parse::<u64>().ok());
    let (runs, first) = (number(1).unwrap_or(40), number(2).unwrap_or(0));
    let model = |activity: &Activity| scoring::found(activity);
    let plain = |activity: &Activity| hysteresis::find(&scoring::session(activity).0);
    for (region, words) in
        [(Region::Tuning, "the region of tuning"), (Region::HeldOut, "held-out runners and devices")]
    {
        println!("{runs} runs a kind, {words}\n");
        table("the model", region, first..first + runs, &model);
        if region == Region::HeldOut {
            table("hysteresis and half height", region, first..first + runs, &plain);
        }
        parts(region, runs / 2, &model);
        decoy_table(region, &model, &plain);
    }
}

fn table(title: &str, region: Region, seeds: std::ops::Range<u64>, find: &dyn Fn(&Activity) -> Drills) {
    println!(
        "| {title} | F1 strides (target) | F1 skips (target) | stride error, median / p90, m (target) | bias, m | stride intervals that hold the truth | skip error, median / p90, m | skip intervals that hold | skips not confirmed |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for kind in Kind::ALL {
        let s: Score = score(*kind, Parts::Pairs, region, seeds.clone(), find);
        let (f1, skip_f1, median, p90) = target(*kind);
        let share = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        let skip_target = if skip_f1 > 0.0 { format!(" ({skip_f1:.2})") } else { String::new() };
        println!(
            "| {} | {:.3} ({f1:.2}) | {:.3}{skip_target} | {:.1} / {:.1} ({median} / {p90}) | {:+.1} | {:.0} % | {:.1} / {:.1} | {:.0} % | {:.0} % |",
            name(*kind),
            s.strides.f1(),
            s.skips.f1(),
            quantile(&sizes(&s.stride_errors), 0.5),
            quantile(&sizes(&s.stride_errors), 0.9),
            quantile(&s.stride_errors, 0.5),
            share(s.stride_covered, s.strides.hit),
            quantile(&sizes(&s.skip_errors), 0.5),
            quantile(&sizes(&s.skip_errors), 0.9),
            share(s.skip_covered, s.skips.hit),
            share(s.unconfirmed, s.skips.hit),
        );
    }
    println!();
}

fn parts(region: Region, runs: u64, find: &dyn Fn(&Activity) -> Drills) {
    println!(
        "| one part alone, {runs} runs | strides found / missed / invented | skips found / missed / invented |"
    );
    println!("|---|---|---|");
    for parts in [Parts::Skips, Parts::Strides] {
        for kind in [Kind::FootPod, Kind::GoodSky, Kind::NoDynamics, Kind::PoorSky] {
            let s = score(kind, parts, region, 0..runs, find);
            let row = |hits: scoring::Hits| format!("{} / {} / {}", hits.hit, hits.missed, hits.invented);
            let word = if parts == Parts::Skips { "skips alone" } else { "strides alone" };
            println!("| {word}, {} | {} | {} |", name(kind), row(s.strides), row(s.skips));
        }
    }
    println!();
}

fn decoy_table(region: Region, model: &dyn Fn(&Activity) -> Drills, plain: &dyn Fn(&Activity) -> Drills) {
    println!(
        "| 20 decoy runs | in range (target: 1 at most) | strides reported | skips reported | hysteresis: in range | hysteresis: strides |"
    );
    println!("|---|---|---|---|---|---|");
    for decoy in Decoy::ALL {
        let ours = decoys(*decoy, region, 0..20, model);
        let theirs = decoys(*decoy, region, 0..20, plain);
        println!(
            "| {decoy:?} | {} | {} | {} | {} | {} |",
            ours.in_range, ours.strides, ours.skips, theirs.in_range, theirs.strides
        );
    }
    println!();
}
