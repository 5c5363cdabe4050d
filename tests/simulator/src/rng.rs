//! A small seeded generator: SplitMix64 (Steele, Lea and Flood 2014), with normal deviates by Box and Muller.

/// A stream of random numbers. The same seed gives the same numbers on every machine.
#[derive(Debug, Clone)]
pub struct Rng {
    state: u64,
    /// The second deviate of the last pair that Box and Muller's method gave.
    spare: Option<f64>,
}

impl Rng {
    /// A generator that starts at `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { state: seed, spare: None }
    }

    /// An independent generator for a part of a simulation, so that one part's draws never shift another's.
    #[must_use]
    pub fn fork(&mut self) -> Self {
        Self::new(self.bits() ^ 0xA076_1D64_78BD_642F)
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in `[0, 1)`.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number in `[lo, hi)`.
    pub fn range(&mut self, lo: f64, hi: f64) -> f64 {
        lo + (hi - lo) * self.unit()
    }

    /// A whole number from `lo` to `hi`, both included.
    pub fn whole(&mut self, lo: u32, hi: u32) -> u32 {
        let span = u64::from(hi.saturating_sub(lo)) + 1;
        lo + (self.bits() % span) as u32
    }

    /// True with probability `share`.
    pub fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// One of `choices`, each as likely.
    ///
    /// # Panics
    /// Where there is nothing to choose from.
    pub fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[(self.bits() % choices.len() as u64) as usize]
    }

    /// A normal deviate of mean 0 and standard deviation 1.
    pub fn normal(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let radius = (-2.0 * (1.0 - self.unit()).ln()).sqrt();
        let angle = std::f64::consts::TAU * self.unit();
        self.spare = Some(radius * angle.sin());
        radius * angle.cos()
    }

    /// A normal deviate of the given mean and standard deviation.
    pub fn normal_of(&mut self, mean: f64, sd: f64) -> f64 {
        mean + sd * self.normal()
    }
}

/// Noise that remembers: an AR(1) process with standard deviation `sd` and correlation time `tau` seconds.
#[derive(Debug, Clone)]
pub struct Drift {
    value: f64,
    keep: f64,
    kick: f64,
}

impl Drift {
    /// Starts in its steady state; one call of [`Drift::next`] is `step` seconds.
    pub fn new(rng: &mut Rng, sd: f64, tau: f64, step: f64) -> Self {
        let keep = (-step / tau).exp();
        Self { value: sd * rng.normal(), keep, kick: sd * (1.0 - keep * keep).sqrt() }
    }

    /// The next value.
    pub fn next(&mut self, rng: &mut Rng) -> f64 {
        self.value = self.keep * self.value + self.kick * rng.normal();
        self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_are_those_of_the_published_generator() {
        let mut rng = Rng::new(0);
        assert_eq!(rng.bits(), 0xE220_A839_7B1D_CDAF);
        assert_eq!(rng.bits(), 0x6E78_9E6A_A1B9_65F4);
    }

    #[test]
    fn normal_deviates_have_mean_0_and_deviation_1() {
        let mut rng = Rng::new(7);
        let draws: Vec<f64> = (0..20_000).map(|_| rng.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 20_000.0;
        let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.05, "{mean} {variance}");
    }

    #[test]
    fn a_drift_keeps_its_deviation_and_forgets_in_its_time() {
        let mut rng = Rng::new(11);
        let mut drift = Drift::new(&mut rng, 2.0, 20.0, 1.0);
        let values: Vec<f64> = (0..200_000).map(|_| drift.next(&mut rng)).collect();
        let variance = values.iter().map(|x| x * x).sum::<f64>() / values.len() as f64;
        let lagged = values.iter().zip(&values[20..]).map(|(a, b)| a * b).sum::<f64>() / values.len() as f64;
        assert!((variance.sqrt() - 2.0).abs() < 0.1, "{variance}");
        assert!((lagged / variance - (-1.0_f64).exp()).abs() < 0.05, "{}", lagged / variance);
    }

    #[test]
    fn ranges_hold_their_ends() {
        let mut rng = Rng::new(3);
        for _ in 0..1000 {
            assert!((4..=10).contains(&rng.whole(4, 10)));
            let x = rng.range(-1.0, 2.0);
            assert!((-1.0..2.0).contains(&x));
        }
    }
}
