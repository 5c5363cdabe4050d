//! A hidden semi-Markov model of a run: rest, jog, skip, stride and surge, each with its durations, fitted to the run.
//!
//! Emissions are densities of speed, cadence, oscillation and contact time given the state, measured against the
//! runner's own jog; the best sequence of segments is found by Viterbi's method with explicit durations (Rabiner 1989,
//! section IV.D; docs/sources.md, "Finding drills").

use super::jog::Jog;
use super::prepare::Run;
use super::settings::Settings;

/// What a runner does in a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Stands or walks.
    Rest,
    /// Jogs.
    Jog,
    /// Skips.
    Skip,
    /// A short fast run.
    Stride,
    /// A long fast run.
    Surge,
}

/// The states, in the order of the tables below.
const STATES: [State; 5] = [State::Rest, State::Jog, State::Skip, State::Stride, State::Surge];

/// A stretch of whole seconds in one state: `from..to`, on the clock of cadence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    pub(super) state: State,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// What an earlier pass over the same run taught; nothing before the first pass.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Learned {
    /// Mean and deviation of cadence just before the strides.
    pub(super) skip_cadence: Option<(f64, f64)>,
    /// Mean and deviation of vertical oscillation there.
    pub(super) skip_oscillation: Option<(f64, f64)>,
    /// Lowest speed and lowest cadence that this runner's strides show.
    pub(super) stride: Option<(f64, f64)>,
    /// Log weight for a skip before a stride: positive where most strides of the run have one.
    pub(super) custom: f64,
}

/// A density never falls below this logarithm relative to a broad one: one wild second must not decide.
const FLOOR: f64 = -7.0;

/// Log density of a normal.
fn normal(x: f64, mean: f64, sd: f64) -> f64 {
    let z = (x - mean) / sd;
    (-0.5 * z * z - sd.ln() - 0.919).max(FLOOR)
}

/// Log density that is even between `lo` and `hi` and falls off like a normal outside.
fn even(x: f64, lo: f64, hi: f64, sd: f64) -> f64 {
    let out = (lo - x).max(x - hi).max(0.0) / sd;
    (-0.5 * out * out - (hi - lo + 2.5 * sd).ln()).max(FLOOR)
}

/// Log likelihood of each second in each state.
fn emissions(run: &Run, jog: &Jog, settings: &Settings, learned: &Learned) -> Vec<[f64; 5]> {
    let noise = jog.speed_noise.hypot(0.15);
    // Neighbouring seconds of a filtered speed repeat each other; a noisy speed is a slowly filtered one.
    let speed_weight = 0.45 / (1.0 + 1.5 * jog.speed_noise);
    let fast = learned.stride.map_or_else(|| jog.fast(settings), |stride| stride.0);
    let shift = jog.speed_lag;
    (0..run.seconds())
        .map(|t| {
            let mut sums = [0.0; 5];
            // Speed is moved back by its lag, onto the clock of the feet, then forward onto the clock of cadence.
            let late = t as f64 + shift - 1.3;
            let speed = at(&run.speed, late);
            for (sum, state) in sums.iter_mut().zip(STATES) {
                *sum += match speed {
                    Some(v) => speed_weight * by_speed(state, v, jog, fast, noise),
                    None if matches!(state, State::Stride | State::Skip | State::Surge) => -3.0,
                    None => 0.0,
                };
                if let (Some(usual), Some(c)) = (jog.cadence, run.cadence.get(t).copied().flatten()) {
                    *sum += 0.5 * by_cadence(state, c, usual, jog.cadence_noise, learned);
                }
                if let Some(usual) = jog.oscillation {
                    *sum += 0.4
                        * by_oscillation(state, run.oscillation.get(t).copied().flatten(), usual, learned);
                }
                if let Some(usual) = jog.contact {
                    *sum += 0.3 * by_contact(state, run.contact.get(t).copied().flatten(), usual);
                }
            }
            sums
        })
        .collect()
}

/// Speed: a jog about its own level, a skip at about 2 m/s (docs/sources.md, "Skips and strides"), the rest wide.
fn by_speed(state: State, v: f64, jog: &Jog, fast: f64, noise: f64) -> f64 {
    match state {
        State::Rest => even(v, 0.0, 1.6, noise),
        State::Jog => normal(v, jog.speed * 0.97, noise.hypot(0.09 * jog.speed)),
        State::Skip => normal(v, 2.0, noise.hypot(0.35)),
        State::Stride => even(v, fast, 6.6, noise),
        State::Surge => even(v, jog.speed * 1.1, 6.2, noise),
    }
}

/// Cadence: standing, walking, jogging, fast running; of a skip any, until the run has taught which.
fn by_cadence(state: State, c: f64, usual: f64, noise: f64, learned: &Learned) -> f64 {
    match state {
        // Standing and walking, half each.
        State::Rest => (even(c, 0.0, 30.0, 8.0)).max(normal(c, 113.0, 11.0)) - 0.7,
        State::Jog => normal(c, usual - 1.0, noise.max(4.0)),
        State::Skip => {
            let any = even(c, 60.0, 220.0, 8.0);
            learned.skip_cadence.map_or(any, |(mean, sd)| any.max(normal(c, mean, sd.max(6.0)) - 0.7))
        }
        State::Stride => even(c, learned.stride.map_or(usual + 7.0, |stride| stride.1), usual + 50.0, 4.0),
        State::Surge => even(c, usual + 4.0, usual + 40.0, 4.0),
    }
}

/// Vertical oscillation; running dynamics are rarely given in a walk (docs/sources.md, "Running dynamics").
fn by_oscillation(state: State, seen: Option<f64>, usual: (f64, f64), learned: &Learned) -> f64 {
    let (mean, sd) = usual;
    let Some(o) = seen else {
        return match state {
            State::Rest => -0.4,
            State::Skip => -1.4,
            State::Jog | State::Stride | State::Surge => -2.5,
        };
    };
    match state {
        State::Rest => even(o, 20.0, 130.0, 5.0) - 1.0,
        State::Jog => normal(o, mean, sd.max(6.0)),
        State::Skip => {
            let any = even(o, mean - 8.0, mean + 35.0, 5.0);
            learned.skip_oscillation.map_or(any, |(at, sd)| any.max(normal(o, at, sd.max(5.0)) - 0.7))
        }
        State::Stride | State::Surge => even(o, mean - 22.0, mean + 10.0, 6.0),
    }
}

/// Ground contact time: short in fast running, often absent in a skip.
fn by_contact(state: State, seen: Option<f64>, usual: (f64, f64)) -> f64 {
    let (mean, sd) = usual;
    let Some(g) = seen else {
        return match state {
            State::Rest => -0.3,
            State::Skip => -0.7,
            State::Jog | State::Stride | State::Surge => -2.5,
        };
    };
    match state {
        State::Rest => even(g, 150.0, 400.0, 10.0) - 1.0,
        State::Skip => even(g, 150.0, 400.0, 10.0),
        State::Jog => normal(g, mean, sd.max(14.0)),
        State::Stride | State::Surge => even(g, mean - 140.0, mean - 15.0, 8.0),
    }
}

/// A channel at a time between two seconds.
pub(super) fn at(channel: &[Option<f64>], time: f64) -> Option<f64> {
    if time < 0.0 {
        return channel.first().copied().flatten();
    }
    let low = time.floor() as usize;
    let before = channel.get(low).copied().flatten()?;
    let after = channel.get(low + 1).copied().flatten().unwrap_or(before);
    Some(before + (after - before) * time.fract())
}

/// Log weight of going from one state to another.
fn change(from: State, to: State, custom: f64) -> f64 {
    match (from, to) {
        (State::Skip, State::Stride) => -0.5 + custom,
        (State::Rest, State::Jog) | (State::Jog, State::Rest) => -4.0,
        (State::Stride | State::Surge, State::Rest | State::Jog) => -1.0,
        (_, State::Skip) => -6.0,
        (State::Skip, State::Surge) | (State::Stride, State::Surge) | (State::Surge, State::Stride) => -9.0,
        (State::Skip, _) => -3.0,
        (_, State::Stride | State::Surge) => -6.0,
        _ => -4.0,
    }
}

/// The most likely segments of the run.
pub(super) fn segments(run: &Run, jog: &Jog, settings: &Settings, learned: &Learned) -> Vec<Segment> {
    let emissions = emissions(run, jog, settings, learned);
    let n = emissions.len();
    let mut sums = vec![[0.0; 5]; n + 1];
    for (t, row) in emissions.iter().enumerate() {
        for (s, value) in row.iter().enumerate() {
            sums[t + 1][s] = sums[t][s] + value;
        }
    }
    // Shortest and longest block of each state; a block of an open state may be followed by more of the same.
    let stride = (4, settings.stride_seconds.1 as usize + 2);
    // A slow filter smears the start of a stride over seconds that look like a skip.
    let smear = usize::from(jog.speed_noise > 0.35);
    let skip = (settings.skip_seconds.0 as usize + smear, settings.skip_seconds.1 as usize);
    let blocks: [(usize, usize, bool); 5] = [
        (2, 2, true),
        (3, 3, true),
        (skip.0, skip.1, false),
        (stride.0, stride.1, false),
        (stride.1, stride.1, true),
    ];
    let mut best = vec![[f64::NEG_INFINITY; 5]; n + 1];
    let mut back = vec![[(0_usize, 0_usize); 5]; n + 1];
    best[0] = [0.0, 0.0, f64::NEG_INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    let mut entry = vec![[(f64::NEG_INFINITY, 0_usize); 5]; n + 1];
    for t in 0..=n {
        if t > 0 {
            for (s, (shortest, longest, open)) in blocks.into_iter().enumerate() {
                let mut top = (f64::NEG_INFINITY, (0, s));
                for d in shortest..=longest.min(t) {
                    let (score, from) = entry[t - d][s];
                    let score = score + sums[t][s] - sums[t - d][s];
                    if score > top.0 {
                        top = (score, (d, from));
                    }
                }
                if open {
                    let score = best[t - 1][s] + sums[t][s] - sums[t - 1][s];
                    if score > top.0 {
                        top = (score, (1, s));
                    }
                }
                best[t][s] = top.0;
                back[t][s] = top.1;
            }
        }
        for (s, to) in STATES.into_iter().enumerate() {
            for (p, from) in STATES.into_iter().enumerate() {
                let score = best[t][p] + change(from, to, learned.custom);
                if p != s && score > entry[t][s].0 {
                    entry[t][s] = (score, p);
                }
            }
        }
    }
    let mut segments: Vec<Segment> = Vec::new();
    let mut t = n;
    let mut s = (0..5).max_by(|a, b| best[n][*a].total_cmp(&best[n][*b])).unwrap_or(0);
    while t > 0 {
        let (d, from) = back[t][s];
        if d == 0 {
            break;
        }
        match segments.last_mut() {
            Some(last) if last.state == STATES[s] && last.from == t => last.from = t - d,
            _ => segments.push(Segment { state: STATES[s], from: t - d, to: t }),
        }
        t -= d;
        s = from;
    }
    segments.reverse();
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_staged_run_is_told_in_its_own_segments() {
        // (state, seconds, speed, cadence)
        let stages = [
            (State::Jog, 120, 2.7, 164.0),
            (State::Rest, 30, 0.0, 0.0),
            (State::Skip, 8, 2.0, 85.0),
            (State::Stride, 13, 5.0, 190.0),
            (State::Jog, 60, 2.7, 164.0),
            (State::Surge, 60, 4.0, 178.0),
            (State::Jog, 60, 2.7, 164.0),
        ];
        let mut run = Run::default();
        for (_, seconds, speed, cadence) in stages {
            run.speed.extend(std::iter::repeat_n(Some(speed), seconds));
            run.cadence.extend(std::iter::repeat_n(Some(cadence), seconds));
        }
        let jog = Jog {
            speed: 2.7,
            speed_noise: 0.15,
            cadence: Some(164.0),
            cadence_noise: 2.0,
            oscillation: None,
            contact: None,
            speed_lag: 1.3,
            pace_lag: 1.3,
        };
        let found = segments(&run, &jog, &Settings::default(), &Learned::default());
        let states: Vec<State> = found.iter().map(|segment| segment.state).collect();
        assert_eq!(states, stages.map(|stage| stage.0), "{found:?}");
        let stride = found.iter().find(|segment| segment.state == State::Stride).unwrap();
        assert_eq!((stride.from, stride.to), (158, 171));
        assert!(found.windows(2).all(|pair| pair[0].to == pair[1].from), "{found:?}");
    }

    #[test]
    fn densities_fall_off_and_never_below_the_floor() {
        assert!(normal(2.0, 2.0, 0.5) > normal(3.0, 2.0, 0.5));
        assert!(even(1.0, 0.0, 2.0, 0.3) > even(2.5, 0.0, 2.0, 0.3));
        assert!(normal(1e9, 0.0, 1.0) >= FLOOR && even(-1e9, 0.0, 1.0, 0.1) >= FLOOR);
    }

    #[test]
    fn a_channel_is_read_between_two_seconds_and_not_beyond_its_end() {
        let channel = [Some(1.0), Some(3.0), None];
        assert_eq!(at(&channel, 0.5), Some(2.0));
        assert_eq!(at(&channel, 2.0), None);
        assert_eq!(at(&channel, 99.0), None);
        assert_eq!(at(&channel, -4.0), Some(1.0));
    }
}
