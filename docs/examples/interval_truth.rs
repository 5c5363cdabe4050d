//! Do the intervals hold what they promise? Simulates sessions and athletes whose truth is known and counts how often
//! the nominal 95 % interval covers it, given that the tool claims an interval at all.
//!
//! `cargo run --release --example interval_truth [-- REPETITIONS]` (default 2000; the same seed every time)
#![allow(clippy::print_stdout)]

use clipstride::signal::{Effective, Estimator, effective_size, effective_size_by, theil_sen};

/// SplitMix64 with the Box-Muller transform: small, seeded, good enough for coverage.
struct Random(u64);

impl Random {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (((z ^ (z >> 31)) >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// An autoregression of first order with mean 0 and variance 1.
    fn autoregression(&mut self, n: usize, rho: f64) -> Vec<f64> {
        let fresh = (1.0 - rho * rho).sqrt();
        let mut value = self.normal();
        (0..n)
            .map(|_| {
                value = rho * value + fresh * self.normal();
                value
            })
            .collect()
    }
}

/// Out of so many series: how many bore a claim, and how many of those covered the truth.
#[derive(Default, Clone, Copy)]
struct Tally {
    series: usize,
    claims: usize,
    covered: usize,
}

impl Tally {
    fn add(&mut self, found: Option<Effective>) {
        self.series += 1;
        let Some(found) = found.filter(|found| found.n_eff >= Effective::LEAST) else { return };
        self.claims += 1;
        self.covered += usize::from(found.interval(0.95).is_some_and(|interval| interval.contains(0.0)));
    }

    fn show(self) -> String {
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        if self.claims == 0 {
            return "  none claimed".to_owned();
        }
        format!("{:6.3} of {:5.3}", share(self.covered, self.claims), share(self.claims, self.series))
    }
}

fn sessions(random: &mut Random, repetitions: usize) {
    println!(
        "Session means, AR(1): coverage of the claimed intervals `of` the share of series that bear a claim\n"
    );
    print!("    n   rho  true n_eff");
    for name in ["positive", "monotone", "corrected", "first order", "cautious (used)"] {
        print!(" | {name:>15}");
    }
    println!();
    for n in [600, 1200, 1800, 3600] {
        for rho in [0.7, 0.8, 0.9, 0.95, 0.96, 0.97, 0.98] {
            let mut tallies = [Tally::default(); Estimator::ALL.len()];
            for _ in 0..repetitions {
                let series = random.autoregression(n, rho);
                for (tally, by) in tallies.iter_mut().zip(Estimator::ALL) {
                    tally.add(effective_size_by(by, &[&series], &[]));
                }
            }
            print!("{n:5}  {rho:.2}  {:10.1}", n as f64 * (1.0 - rho) / (1.0 + rho));
            for tally in tallies {
                print!(" | {}", tally.show());
            }
            println!();
        }
    }
}

fn shapes(random: &mut Random, repetitions: usize) {
    println!("\nOther shapes, cautious estimator: coverage `of` share claimed\n");
    let mut row = |name: &str, make: &mut dyn FnMut(&mut Random) -> (Vec<f64>, usize)| {
        let mut tally = Tally::default();
        for _ in 0..repetitions {
            let (series, piece) = make(random);
            let runs: Vec<&[f64]> = series.chunks(piece).collect();
            tally.add(effective_size(&runs, &[]));
        }
        println!("{name:<64} {}", tally.show());
    };
    let mix = |one: Vec<f64>, other: Vec<f64>, weight: f64| -> Vec<f64> {
        one.iter().zip(&other).map(|(a, b)| a + weight * b).collect()
    };
    row("slow AR(1) 0.97 under white noise of the same size, n 3600", &mut |r| {
        (mix(r.autoregression(3600, 0.97), r.autoregression(3600, 0.0), 1.0), 3600)
    });
    row("quick AR(1) 0.6 on a slow one of 0.98, half its size, n 3600", &mut |r| {
        (mix(r.autoregression(3600, 0.6), r.autoregression(3600, 0.98), 0.5), 3600)
    });
    // What no estimator can see in one session: a drift that is slower than the session is long, under a quick part of the
    // same size.
    row("quick AR(1) 0.7 on a slow one of 0.99, the same size, n 1800", &mut |r| {
        (mix(r.autoregression(1800, 0.7), r.autoregression(1800, 0.99), 1.0), 1800)
    });
    row("quick AR(1) 0.9 on a drift of 0.997, the same size, n 3600", &mut |r| {
        (mix(r.autoregression(3600, 0.9), r.autoregression(3600, 0.997), 1.0), 3600)
    });
    row("AR(1) 0.9 recorded in whole units of one sd, n 1800", &mut |r| {
        (r.autoregression(1800, 0.9).iter().map(|v| v.round()).collect(), 1800)
    });
    row("AR(1) 0.9 in runs of 120 between gaps, n 1800", &mut |r| (r.autoregression(1800, 0.9), 120));
    row("AR(1) 0.95 in runs of 60 between gaps, n 3600", &mut |r| (r.autoregression(3600, 0.95), 60));
}

fn trends(random: &mut Random, repetitions: usize) {
    println!(
        "\nTrends: session means of AR(1) 0.95 (n 1800, sd 0.6), day effects of sd 0.5, slope 0.02 a day\n"
    );
    println!("sessions  coverage of Theil and Sen's interval");
    for sessions in [8, 9, 10, 12, 16, 24, 36] {
        let mut covered = 0_usize;
        for _ in 0..repetitions {
            let days: Vec<f64> = (0..sessions).map(|i| f64::from(i) * 7.0 / 3.0).map(f64::floor).collect();
            let means: Vec<f64> = days
                .iter()
                .map(|day| {
                    let series = random.autoregression(1800, 0.95);
                    let mean = series.iter().sum::<f64>() / 1800.0;
                    50.0 + 0.02 * day + 0.5 * random.normal() + 0.6 * mean
                })
                .collect();
            let interval = theil_sen(&days, &means, 0.95).and_then(|line| line.interval);
            covered += usize::from(interval.is_some_and(|interval| interval.contains(0.02)));
        }
        println!("{sessions:8}  {:.3}", covered as f64 / repetitions as f64);
    }
}

fn main() {
    let repetitions = std::env::args().nth(1).and_then(|word| word.parse().ok()).unwrap_or(2000);
    let mut random = Random(20_260_302);
    sessions(&mut random, repetitions);
    shapes(&mut random, repetitions);
    trends(&mut random, repetitions);
}
