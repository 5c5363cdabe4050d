//! Noise for the samples, from additions, multiplications and square roots alone: these are rounded alike on every
//! machine, where logarithms and sines of the platform's library may differ in the last bit. So the samples have the
//! same bytes everywhere.

use crate::rng::Rng;

/// A nearly normal deviate of mean 0 and standard deviation 1: the sum of twelve uniform ones, less six. It stays within
/// six deviations, which suits a sensor.
pub fn deviate(rng: &mut Rng) -> f64 {
    let mut sum = -6.0;
    for _ in 0..12 {
        sum += rng.unit();
    }
    sum
}

/// An AR(1) process given by its standard deviation and its autocorrelation at lag one.
#[derive(Debug, Clone)]
pub struct Memory {
    value: f64,
    keep: f64,
    kick: f64,
}

impl Memory {
    /// Starts in its steady state.
    pub fn new(rng: &mut Rng, sd: f64, autocorrelation: f64) -> Self {
        let kick = sd * (1.0 - autocorrelation * autocorrelation).sqrt();
        Self { value: sd * deviate(rng), keep: autocorrelation, kick }
    }

    /// The next value.
    pub fn step(&mut self, rng: &mut Rng) -> f64 {
        self.value = self.keep * self.value + self.kick * deviate(rng);
        self.value
    }
}

/// A quantity that follows its target with a lag, as hearts and satellite receivers do.
#[derive(Debug, Clone, Copy)]
pub struct Lagged {
    /// Where it stands.
    pub value: f64,
    share: f64,
}

impl Lagged {
    /// Follows with time constant `tau`, one step being `step` (both in s).
    #[must_use]
    pub fn new(value: f64, tau: f64, step: f64) -> Self {
        Self { value, share: (step / tau).min(1.0) }
    }

    /// Moves towards `target`.
    pub fn follow(&mut self, target: f64) -> f64 {
        self.value += self.share * (target - self.value);
        self.value
    }
}

/// A smooth wave of period 1 between -1 and 1, of parabolic arcs.
#[must_use]
pub fn wave(turns: f64) -> f64 {
    let x = 2.0 * (turns - turns.floor()) - 1.0;
    -4.0 * x * (1.0 - x.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deviates_have_mean_0_and_deviation_1() {
        let mut rng = Rng::new(5);
        let draws: Vec<f64> = (0..20_000).map(|_| deviate(&mut rng)).collect();
        let mean = draws.iter().sum::<f64>() / 20_000.0;
        let variance = draws.iter().map(|x| x * x).sum::<f64>() / 20_000.0;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.04, "{mean} {variance}");
    }

    #[test]
    fn a_memory_has_its_deviation_and_its_autocorrelation() {
        let mut rng = Rng::new(6);
        let mut memory = Memory::new(&mut rng, 0.5, 0.9);
        let values: Vec<f64> = (0..100_000).map(|_| memory.step(&mut rng)).collect();
        let variance = values.iter().map(|x| x * x).sum::<f64>() / 1e5;
        let lagged = values.iter().zip(&values[1..]).map(|(a, b)| a * b).sum::<f64>() / 1e5;
        assert!((variance.sqrt() - 0.5).abs() < 0.03, "{variance}");
        assert!((lagged / variance - 0.9).abs() < 0.01, "{}", lagged / variance);
    }

    #[test]
    fn the_wave_runs_between_its_bounds_and_returns() {
        for (turns, value) in [(0.0, 0.0), (0.25, 1.0), (0.5, 0.0), (0.75, -1.0), (7.25, 1.0), (-0.25, -1.0)]
        {
            assert!((wave(turns) - value).abs() < 1e-12, "{turns}");
        }
    }
}
