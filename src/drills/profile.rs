//! The effort behind a rep, seen through the device's filter: a piecewise linear speed (before, skip, stride, after)
//! passed through a first-order filter is fitted to the travelled pieces by damped least squares.
//!
//! Why not the edges at half height: a filter of time constant `tau` moves metres out of a stride of plateau change
//! `dv` into the time after it, about `0.7 tau dv` of them, so that slow watches measure every stride short
//! (docs/sources.md, "Watches and short efforts"). The fit gives them back. A first-order filter's answer to a ramp is known in closed form,
//! and so is its integral, which is what distance holds.

use super::prepare::Piece;

/// Numbers of the effort, in the order of [`Effort::pack`].
pub(super) const PARAMETERS: usize = 9;

/// Time from the pace before to the pace of the skip, s.
const SKIP_RAMP: f64 = 1.0;

/// An effort: speeds in m/s, times in s on the track's clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    /// Speed before.
    pub(super) before: f64,
    /// Speed of the skip; without a skip the speed before.
    pub(super) skip: f64,
    /// Speed of the stride; without a stride the speed of the skip.
    pub(super) stride: f64,
    /// Speed after.
    pub(super) after: f64,
    /// Start of the skip.
    pub(super) skip_start: f64,
    /// Start of the stride: where the runner begins to speed up.
    pub(super) start: f64,
    /// From there to where the runner begins to slow down.
    pub(super) seconds: f64,
    /// Time that speeding up takes.
    pub(super) rise: f64,
    /// Time that slowing down takes.
    pub(super) fall: f64,
}

impl Effort {
    fn pack(&self) -> [f64; PARAMETERS] {
        [
            self.before,
            self.skip,
            self.stride,
            self.after,
            self.skip_start,
            self.start,
            self.seconds,
            self.rise.ln(),
            self.fall.ln(),
        ]
    }

    fn unpack(p: &[f64; PARAMETERS]) -> Self {
        Self {
            before: p[0],
            skip: p[1],
            stride: p[2],
            after: p[3],
            skip_start: p[4],
            start: p[5],
            seconds: p[6],
            rise: p[7].exp(),
            fall: p[8].exp(),
        }
    }

    /// End of the stride.
    pub(super) fn end(&self) -> f64 {
        self.start + self.seconds
    }

    /// Metres of the stride, from the start of speeding up to the start of slowing down.
    pub(super) fn stride_metres(&self) -> f64 {
        ramp_metres(self.skip, self.stride, self.rise, self.seconds)
    }

    /// Metres of the skip, from its start to the start of the stride.
    pub(super) fn skip_metres(&self) -> f64 {
        ramp_metres(self.before, self.skip, SKIP_RAMP, self.start - self.skip_start)
    }

    /// Distance at `t` as a filter of time constant `tau` shows it, up to a constant.
    fn seen(&self, t: f64, tau: f64) -> f64 {
        let ramps = [
            (self.skip_start, SKIP_RAMP, self.skip - self.before),
            (self.start, self.rise, self.stride - self.skip),
            (self.end(), self.fall, self.after - self.stride),
        ];
        let mut metres = self.before * (t - self.start);
        for (at, length, gain) in ramps {
            metres += gain / length * (filtered(t - at, tau) - filtered(t - at - length, tau));
        }
        metres
    }
}

/// Metres in `seconds` while the speed goes from `from` to `to` within `ramp` seconds and stays there.
fn ramp_metres(from: f64, to: f64, ramp: f64, seconds: f64) -> f64 {
    let seconds = seconds.max(0.0);
    let rising = seconds.min(ramp);
    from * rising + 0.5 * (to - from) / ramp * rising * rising + to * (seconds - rising)
}

/// Twice integrated answer of a first-order filter to a speed that rises by 1 m/s each second.
fn filtered(t: f64, tau: f64) -> f64 {
    if t <= 0.0 {
        return 0.0;
    }
    0.5 * t * t - tau * t + tau * tau * (1.0 - (-t / tau).exp())
}

/// What is known before the fit: mean and deviation of each number. A deviation of 0 holds it fast.
#[derive(Debug, Clone, Copy)]
pub(super) struct Prior {
    /// Where the fit starts, and what the numbers are expected to be.
    pub(super) effort: Effort,
    /// Deviation of each number, in the order of the effort's fields; rise and fall as logarithms.
    pub(super) sd: [f64; PARAMETERS],
    /// True where there is no skip: the speed before is the speed from which the stride starts.
    pub(super) tied: bool,
}

/// A fitted effort.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    pub(super) effort: Effort,
    /// Sum of the weighted squares, those of the prior included.
    pub(super) cost: f64,
    /// Deviation of the stride's metres by the fit alone.
    pub(super) stride_sd: f64,
    /// Deviation of the skip's metres by the fit alone.
    pub(super) skip_sd: f64,
}

/// Fits an effort to `pieces` of speed noise `noise`, seen through a filter of time constant `tau`.
pub(super) fn fit(pieces: &[Piece], prior: &Prior, tau: f64, noise: f64) -> Fit {
    let expected = prior.effort.pack();
    let mut p = expected;
    let tie = |p: &mut [f64; PARAMETERS]| {
        if prior.tied {
            p[1] = p[0];
            p[4] = p[5] - 5.0;
        }
    };
    tie(&mut p);
    let residuals = |p: &[f64; PARAMETERS]| -> Vec<f64> {
        let effort = Effort::unpack(p);
        let mut all: Vec<f64> = pieces
            .iter()
            .map(|piece| {
                let seconds = piece.to - piece.from;
                let expected = effort.seen(piece.to, tau) - effort.seen(piece.from, tau);
                let r = (expected - piece.metres) / (noise * seconds.sqrt());
                // Large misfits count like their logarithm (Cauchy): a spike must not bend the effort.
                r.signum() * (2.0 * (0.5 * (r / 2.5).powi(2)).ln_1p()).sqrt() * 2.5
            })
            .collect();
        for (index, sd) in prior.sd.iter().enumerate() {
            all.push(if *sd > 0.0 { (p[index] - expected[index]) / sd } else { 0.0 });
        }
        all
    };
    let square = |r: &[f64]| r.iter().map(|r| r * r).sum::<f64>();
    let mut r = residuals(&p);
    let mut cost = square(&r);
    let mut damping = 1e-2;
    let mut normal = [[0.0; PARAMETERS]; PARAMETERS];
    for _ in 0..25 {
        let mut gradient = [0.0; PARAMETERS];
        normal = normal_equations(&p, prior, &r, &residuals, &tie, &mut gradient);
        let mut better = false;
        for _ in 0..6 {
            let mut damped = normal;
            for (index, row) in damped.iter_mut().enumerate() {
                row[index] *= 1.0 + damping;
            }
            let step = solve(damped, gradient);
            let mut next = p;
            for (value, step) in next.iter_mut().zip(step) {
                *value -= step;
            }
            keep_sane(&mut next);
            tie(&mut next);
            let trial = residuals(&next);
            let trial_cost = square(&trial);
            if trial_cost < cost {
                better = cost - trial_cost > 1e-4 * (1.0 + cost);
                p = next;
                r = trial;
                cost = trial_cost;
                damping = (damping * 0.3_f64).max(1e-6);
                break;
            }
            damping *= 6.0;
        }
        if !better {
            break;
        }
    }
    let effort = Effort::unpack(&p);
    let sd_of = |measure: &dyn Fn(&Effort) -> f64| -> f64 {
        let mut slope = [0.0; PARAMETERS];
        for (index, slot) in slope.iter_mut().enumerate() {
            if prior.sd[index] > 0.0 {
                let mut near = p;
                near[index] += NUDGE;
                tie(&mut near);
                *slot = (measure(&Effort::unpack(&near)) - measure(&effort)) / NUDGE;
            }
        }
        let spread = solve(normal, slope);
        slope.iter().zip(spread).map(|(a, b)| a * b).sum::<f64>().max(0.0).sqrt()
    };
    Fit { effort, cost, stride_sd: sd_of(&Effort::stride_metres), skip_sd: sd_of(&Effort::skip_metres) }
}

/// Step of the numeric slopes.
const NUDGE: f64 = 1e-3;

/// Keeps times in order and speeds possible.
fn keep_sane(p: &mut [f64; PARAMETERS]) {
    for speed in &mut p[0..4] {
        *speed = speed.clamp(0.0, 9.0);
    }
    p[6] = p[6].clamp(2.0, 60.0);
    p[4] = p[4].min(p[5] - 2.0);
    for ramp in &mut p[7..9] {
        *ramp = ramp.clamp(-0.7, 1.8);
    }
}

fn normal_equations(
    p: &[f64; PARAMETERS],
    prior: &Prior,
    r: &[f64],
    residuals: &dyn Fn(&[f64; PARAMETERS]) -> Vec<f64>,
    tie: &dyn Fn(&mut [f64; PARAMETERS]),
    gradient: &mut [f64; PARAMETERS],
) -> [[f64; PARAMETERS]; PARAMETERS] {
    let slopes: Vec<Vec<f64>> = (0..PARAMETERS)
        .map(|index| {
            if prior.sd[index] <= 0.0 {
                return Vec::new();
            }
            let mut near = *p;
            near[index] += NUDGE;
            tie(&mut near);
            residuals(&near).iter().zip(r).map(|(near, here)| (near - here) / NUDGE).collect()
        })
        .collect();
    let mut normal = [[0.0; PARAMETERS]; PARAMETERS];
    for (i, a) in slopes.iter().enumerate() {
        for (j, b) in slopes.iter().enumerate() {
            normal[i][j] = a.iter().zip(b).map(|(a, b)| a * b).sum();
        }
        gradient[i] = a.iter().zip(r).map(|(a, r)| a * r).sum();
        if a.is_empty() {
            normal[i][i] = 1.0;
        }
    }
    normal
}

/// Solves a small symmetric system by elimination; a number that nothing determines stays 0.
fn solve(mut a: [[f64; PARAMETERS]; PARAMETERS], mut b: [f64; PARAMETERS]) -> [f64; PARAMETERS] {
    for k in 0..PARAMETERS {
        let pivot = (k..PARAMETERS).max_by(|i, j| a[*i][k].abs().total_cmp(&a[*j][k].abs())).unwrap_or(k);
        a.swap(k, pivot);
        b.swap(k, pivot);
        if a[k][k].abs() < 1e-12 {
            continue;
        }
        for i in k + 1..PARAMETERS {
            let factor = a[i][k] / a[k][k];
            let row = a[k];
            for (value, above) in a[i].iter_mut().zip(row).skip(k) {
                *value -= factor * above;
            }
            b[i] -= factor * b[k];
        }
    }
    let mut x = [0.0; PARAMETERS];
    for k in (0..PARAMETERS).rev() {
        let rest: f64 = (k + 1..PARAMETERS).map(|j| a[k][j] * x[j]).sum();
        x[k] = if a[k][k].abs() < 1e-12 { 0.0 } else { (b[k] - rest) / a[k][k] };
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth() -> Effort {
        Effort {
            before: 1.4,
            skip: 2.0,
            stride: 5.2,
            after: 1.4,
            skip_start: 20.0,
            start: 28.0,
            seconds: 13.0,
            rise: 2.0,
            fall: 2.5,
        }
    }

    fn pieces(effort: &Effort, tau: f64) -> Vec<Piece> {
        (5..60)
            .map(f64::from)
            .map(|t| Piece { from: t, to: t + 1.0, metres: effort.seen(t + 1.0, tau) - effort.seen(t, tau) })
            .collect()
    }

    #[test]
    fn the_closed_form_agrees_with_a_filter_run_step_by_step() {
        let effort = truth();
        let tau = 2.3;
        let (mut speed, mut metres) = (effort.before, 0.0);
        let step = 1e-3;
        for index in 0..50_000 {
            let t = f64::from(index) * step;
            let now = if t < 20.0 {
                1.4
            } else if t < 28.0 {
                1.4 + 0.6 * (t - 20.0).min(1.0)
            } else if t < 41.0 {
                2.0 + 3.2 * ((t - 28.0) / 2.0).min(1.0)
            } else {
                5.2 - 3.8 * ((t - 41.0) / 2.5).min(1.0)
            };
            speed += (now - speed) * step / tau;
            metres += speed * step;
        }
        assert!((effort.seen(50.0, tau) - effort.seen(0.0, tau) - metres).abs() < 0.02);
    }

    #[test]
    fn a_clean_effort_is_found_again_from_a_wrong_start() {
        for tau in [0.5, 2.0, 5.0] {
            let truth = truth();
            let mut start = truth;
            start.before = 2.0;
            start.stride = 4.6;
            start.start += 1.5;
            start.seconds -= 2.0;
            start.skip_start -= 1.5;
            let prior =
                Prior { effort: start, sd: [2.0, 2.0, 2.0, 2.0, 6.0, 6.0, 6.0, 0.3, 0.3], tied: false };
            let found = fit(&pieces(&truth, tau), &prior, tau, 0.05);
            assert!((found.effort.stride_metres() - truth.stride_metres()).abs() < 1.0, "{tau} {found:?}");
            assert!((found.effort.skip_metres() - truth.skip_metres()).abs() < 1.5, "{tau} {found:?}");
        }
    }
}
