//! prototype
#![allow(clippy::print_stdout, clippy::unwrap_used)]
use clipstride::signal::{Estimator, effective_size_by, t_quantile};
struct Rng(u64);
impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    fn unit(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }
    fn normal(&mut self) -> f64 {
        (-2.0 * self.unit().ln()).sqrt() * (2.0 * std::f64::consts::PI * self.unit()).cos()
    }
}
fn ar1(r: &mut Rng, n: usize, rho: f64) -> Vec<f64> {
    let mut x = r.normal();
    let e = (1.0 - rho * rho).sqrt();
    (0..n)
        .map(|_| {
            x = rho * x + e * r.normal();
            x
        })
        .collect()
}
fn main() {
    let reps: usize = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(500);
    let mut r = Rng(7);
    for n in [600usize, 1200, 1800, 3600] {
        for rho in [0.7, 0.9, 0.95, 0.98] {
            print!("{n:5} {rho:.2} true {:6.1} |", n as f64 * (1.0 - rho) / (1.0 + rho));
            let sims: Vec<Vec<f64>> = (0..reps).map(|_| ar1(&mut r, n, rho)).collect();
            for by in [Estimator::Positive, Estimator::Monotone, Estimator::Corrected] {
                let mut sum = 0.0;
                let mut claims = 0usize;
                let mut hit = [0usize; 4];
                for x in &sims {
                    let e = effective_size_by(by, &[x], &[]).unwrap();
                    sum += e.n_eff;
                    if e.n_eff < 12.0 {
                        continue;
                    }
                    claims += 1;
                    for (i, df) in
                        [e.n_eff - 1.0, e.n_eff / 2.0, e.n_eff / 3.0, e.n_eff / 4.0].into_iter().enumerate()
                    {
                        let t = t_quantile(0.975, df).unwrap();
                        if e.mean.abs() <= t * e.standard_error() {
                            hit[i] += 1;
                        }
                    }
                }
                print!(" {:6.1} cl {:.2}", sum / reps as f64, claims as f64 / reps as f64);
                for h in hit {
                    print!(" {:.3}", h as f64 / claims.max(1) as f64);
                }
                print!(" |");
            }
            println!();
        }
    }
}
