//! From proposed reps to measured ones: each effort is fitted through the device's filter, and its lengths get
//! intervals from an error model that is estimated from the run itself.

use super::candidate::{Candidate, SkipGuess};
use super::edges::by_cadence;
use super::jog::Jog;
use super::pool::drawn;
use super::prepare::{Run, spread};
use super::profile::{Effort, Fit, Prior, fit};
use super::rep::{MeasuredLength, Rep, Resolution, Skip, Stride, StrideForm};
use super::settings::Settings;
use super::verdict::{measured, verdict};
use crate::model::Span;
use crate::units::{Elapsed, Millimetres, Milliseconds, Speed, StepRate};

/// Fewer samples than this in a rep do not measure it (docs/sources.md, "Finding drills").
const FEWEST: usize = 4;

/// A confirmed skip takes at least so many seconds at so many m/s (docs/sources.md, "Skips and strides").
const CONFIRMED_SKIP: (f64, f64) = (3.2, 1.0);

/// A skip that only speed speaks for: longer, and faster than a walk.
const PLAIN_SKIP: (f64, f64) = (4.0, 1.45);

/// Faster than this nobody skips, m/s.
const FASTEST_SKIP: f64 = 3.7;

/// What covers less ground is no stride, m.
const SHORTEST_STRIDE: f64 = 18.0;

/// Slower is no stride for anybody whom the clinic sends out to stride, however slow the jog, m/s: in a long walk
/// broken by jogging the jogs are fast against the rest (the clinic's strides are run at 3.75 m/s and more).
const SLOWEST_STRIDE: f64 = 3.2;

/// Speed with less noise than this, m/s, tells a stride from what is around it by itself.
const QUIET: f64 = 0.35;

/// A stride is faster than what is before and after it by this share of the jog.
const LEAST_RISE: f64 = 0.12;

/// Nobody strides faster, m/s.
const FASTEST_STRIDE: f64 = 8.0;

/// The fit takes its misfits for independent seconds of a noise that it sets no lower than a satellite's. A foot pod is
/// quieter, a slow filter repeats its noise: the fit's deviation counts so many times, and so many times more for each
/// m/s of speed noise. Calibrated on simulated runs of the tuning region.
const OWN: (f64, f64) = (0.5, 1.6);

/// Some steps of running at the pace of the skip may stand between skip and stride. Speed does not tell them from the
/// skip, so they make it too long and never too short: a deviation of so many seconds, downwards only. The tuning
/// region holds none of them; the size is an assumption on runners, set so that held-out skips are covered too.
const HANDOVER: f64 = 1.25;

/// From the difference of two neighbouring stretches to the drift over one: `sqrt(2)` for independent stretches, less
/// what the runner's own unevenness adds. Calibrated on simulated runs.
const DRIFT: f64 = 0.45;

/// Deviation of a source's scale (foot pods: within 3 %; docs/sources.md, "Watches and short efforts").
const SCALE: f64 = 0.012;

/// What "start" and "end" of an effort mean is sharp to this much, s.
const EDGE: f64 = 0.1;

/// Each second between samples blurs an edge of a stride, and the edges of a skip, by this much, s. Calibrated on
/// simulated runs of the tuning region.
const SPARSE: (f64, f64) = (0.1, 0.19);

/// Where a skip starts is sharp to this much, s: where something but speed speaks for it, and where nothing does; and
/// less by so much for each m/s of speed noise. Calibrated on simulated runs of the tuning region.
const SKIP_EDGE: (f64, f64, f64) = (0.2, 0.7, 1.0);

/// Seconds between two edges that cadence shows are right to this much, s.
const FEET: f64 = 0.7;

/// Time constants that are tried, s.
const FILTERS: [f64; 9] = [0.3, 0.6, 1.0, 1.5, 2.0, 2.8, 3.8, 5.0, 6.5];

/// As many reps tell the filter; more only cost time.
const TELLING: usize = 6;

/// The device's answer: its filter and its delay, s.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer {
    tau: f64,
    delay: f64,
}

/// Measures every candidate.
pub(super) fn reps(
    run: &Run,
    jog: &Jog,
    settings: &Settings,
    candidates: &[Candidate],
) -> (Vec<Rep>, Resolution) {
    let answer = answer(run, jog, candidates);
    let efforts: Vec<(Candidate, Fit)> = (0..candidates.len())
        .map(|index| (candidates[index], fitted(run, jog, candidates, index, answer)))
        .filter(|(candidate, fit)| keeps(run, jog, settings, candidate, &fit.effort, answer))
        .collect();
    let lengths = lengths(run, jog, &efforts);
    let mut reps = Vec::with_capacity(efforts.len());
    let mut thin = 0;
    for ((candidate, fit), length) in efforts.iter().zip(lengths) {
        let effort = fit.effort;
        let from = if candidate.skip.is_some() { effort.skip_start } else { effort.start };
        let dense = run.track.samples(from, effort.end()) >= FEWEST;
        thin += usize::from(!dense);
        let sure = if dense { settings.sure } else { 2.0 };
        let feet = |time: f64| Elapsed::new((time - answer.delay).max(0.0));
        let skip = match (candidate.skip, length.skip) {
            (Some(guess), Some(metres)) => Some(Skip {
                span: Span { start: feet(effort.skip_start), end: feet(effort.start) },
                metres,
                confirmed: guess.confirmed,
                verdict: verdict(metres, settings.skip, sure),
            }),
            _ => None,
        };
        let stride = length.stride.map(|metres| {
            let span = Span { start: feet(effort.start), end: feet(effort.end()) };
            let form = form(run, jog, &effort, span);
            Stride { span, metres, verdict: verdict(metres, settings.stride, sure), form }
        });
        if skip.is_some() || stride.is_some() {
            reps.push(Rep { skip, stride });
        }
    }
    let resolution = if thin * 2 > efforts.len() { Resolution::TooLow } else { Resolution::Ok };
    (reps, resolution)
}

/// Whether a fitted candidate is a rep: marked by the runner, or a stride that can be one, or a skip alone.
fn keeps(
    run: &Run,
    jog: &Jog,
    settings: &Settings,
    candidate: &Candidate,
    effort: &Effort,
    answer: Answer,
) -> bool {
    if candidate.marked {
        return effort.stride_metres() >= SHORTEST_STRIDE;
    }
    !candidate.stride || plausible(run, jog, settings, effort, answer.delay)
}

/// The lengths of one rep.
struct Lengths {
    skip: Option<MeasuredLength>,
    stride: Option<MeasuredLength>,
}

/// Lengths with their intervals: seconds times mean speed, and mean speeds that the reps lend each other.
fn lengths(run: &Run, jog: &Jog, efforts: &[(Candidate, Fit)]) -> Vec<Lengths> {
    let between = (run.track.usual_step() - 1.0).max(0.0);
    let strides: Vec<Part> = efforts
        .iter()
        .map(|(candidate, fit)| Part {
            there: candidate.stride,
            seconds: fit.effort.seconds,
            metres: fit.effort.stride_metres(),
            own: fit.stride_sd,
            edge: EDGE + SPARSE.0 * between,
            handover: 0.0,
        })
        .collect();
    let skips: Vec<Part> = efforts
        .iter()
        .map(|(candidate, fit)| {
            let (seconds, metres) = (fit.effort.start - fit.effort.skip_start, fit.effort.skip_metres());
            let there = candidate.skip.is_some_and(|skip| is_skip(&skip, seconds, metres));
            let (confirmed, plain, noisy) = SKIP_EDGE;
            let doubt = if candidate.skip.is_some_and(|skip| skip.confirmed) { confirmed } else { plain };
            let edge = doubt + noisy * jog.speed_noise + SPARSE.1 * between;
            Part { there, seconds, metres, own: fit.skip_sd, edge, handover: HANDOVER }
        })
        .collect();
    let skips = pooled(run, jog, &skips);
    let strides = pooled(run, jog, &strides);
    skips.into_iter().zip(strides).map(|(skip, stride)| Lengths { skip, stride }).collect()
}

/// Whether what was fitted before a stride is a skip and not its first steps or a walk: a skip that something speaks for
/// may be shorter and slower.
fn is_skip(guess: &SkipGuess, seconds: f64, metres: f64) -> bool {
    let (shortest, slowest) = match (guess.confirmed, guess.quick) {
        (true, _) => CONFIRMED_SKIP,
        (false, true) => (PLAIN_SKIP.0, CONFIRMED_SKIP.1),
        (false, false) => PLAIN_SKIP,
    };
    let pace = metres / seconds.max(0.5);
    guess.marked || seconds >= shortest && (slowest..=FASTEST_SKIP).contains(&pace)
}

/// One part of a rep as fitted.
struct Part {
    there: bool,
    seconds: f64,
    metres: f64,
    own: f64,
    /// What its edges are sharp to, s.
    edge: f64,
    /// How much of its end may be running that is not part of it, s.
    handover: f64,
}

/// The error model: the source's drift, against which the reps lend each other, and what they may share and
/// therefore cannot: the fit's own error, the scale of the source, the sharpness of an edge, a run-up taken for skip.
fn pooled(run: &Run, jog: &Jog, parts: &[Part]) -> Vec<Option<MeasuredLength>> {
    let there: Vec<&Part> = parts.iter().filter(|part| part.there).collect();
    let speeds: Vec<(f64, f64)> = there
        .iter()
        .map(|part| {
            let seconds = part.seconds.max(1.0);
            (part.metres / seconds, DRIFT * drift(run, jog, seconds) / seconds)
        })
        .collect();
    let mut drawn = drawn(&speeds).into_iter();
    parts
        .iter()
        .map(|part| {
            if !part.there {
                return None;
            }
            let (speed, sd) = drawn.next()?;
            let seconds = part.seconds.max(1.0);
            let metres = speed * seconds;
            let fit = (OWN.0 + OWN.1 * jog.speed_noise) * part.own;
            let own = fit.hypot(SCALE * metres).hypot(part.edge * speed);
            let above = (sd * seconds).hypot(own);
            Some(measured(metres, above.hypot(part.handover * speed), above))
        })
        .collect()
}

/// Whether a fitted effort can be a stride: long and fast enough, and quicker of foot than the jog where that is known.
fn plausible(run: &Run, jog: &Jog, settings: &Settings, effort: &Effort, delay: f64) -> bool {
    if effort.stride_metres() < SHORTEST_STRIDE
        || effort.stride < (1.1 * jog.speed).max(SLOWEST_STRIDE)
        || effort.stride > FASTEST_STRIDE
    {
        return false;
    }
    let slower = effort.skip.max(effort.after);
    let quiet = jog.speed_noise < QUIET;
    if quiet && effort.stride < slower + LEAST_RISE * jog.speed {
        return false;
    }
    // What the fit makes of a slow second or two must not be faster than anything recorded.
    let (first, last) = (effort.start.max(0.0) as usize, (effort.end() + 4.0).max(0.0) as usize);
    let recorded = (first..=last).filter_map(|t| run.speed.get(t).copied().flatten()).fold(0.0, f64::max);
    if recorded < 0.95 * SLOWEST_STRIDE {
        return false;
    }
    let pace = effort.stride_metres() / effort.seconds.max(1.0);
    if pace < 0.9 * SLOWEST_STRIDE || effort.seconds > settings.stride_seconds.1 + 2.0 {
        return false;
    }
    let feet = effort.start - delay;
    let from = (feet + 3.0).max(0.0) as usize;
    let to = (feet + effort.seconds + 1.5).max(0.0) as usize;
    let seen: Vec<f64> = (from..=to).filter_map(|t| run.cadence.get(t).copied().flatten()).collect();
    match (jog.cadence, crate::signal::median(&seen)) {
        (Some(usual), Some(cadence)) if seen.len() >= 3 => cadence > usual + 3.0,
        _ => effort.seconds > 4.0,
    }
}

/// How far two neighbouring stretches of jogging of so many seconds differ, m: natural change and the source's drift.
fn drift(run: &Run, jog: &Jog, seconds: f64) -> f64 {
    let seconds = seconds.clamp(4.0, 30.0);
    let mut differences = Vec::new();
    let mut at = 0.0;
    let end = run.seconds() as f64;
    while at + 2.0 * seconds < end {
        let one = run.track.metres(at, at + seconds);
        let two = run.track.metres(at + seconds, at + 2.0 * seconds);
        let usual = jog.speed * seconds;
        if (one / usual - 1.0).abs() < 0.3 && (two / usual - 1.0).abs() < 0.3 {
            differences.push(one - two);
        }
        at += seconds;
    }
    if differences.len() < 6 {
        return 2.5;
    }
    // About zero, not about their median: a trend is an error too.
    let away: Vec<f64> = differences.iter().flat_map(|d| [*d, -*d]).collect();
    spread(&away).unwrap_or(2.5)
}

/// Finds the filter under which the reps fit best, all together.
fn answer(run: &Run, jog: &Jog, candidates: &[Candidate]) -> Answer {
    let with = |tau: f64| Answer { tau, delay: (jog.pace_lag - tau / (1.0 + 0.2 * tau)).max(0.0) };
    // Of the whole lag about a second is delay; the rest is the filter's, and more so the slower it is: the falls of a
    // slow filter match best long before its mean lag.
    // A noisy recording comes from a slow filter (calibrated on simulated runs).
    let steep = if jog.speed_noise > QUIET { 1.6 } else { 1.25 };
    let usual = (steep * (jog.pace_lag - 1.0)).max(0.3);
    let step = (candidates.len() / TELLING).max(1);
    let cost = |tau: f64| -> f64 {
        let answer = with(tau);
        let fits: f64 = (0..candidates.len())
            .step_by(step)
            .map(|index| fitted(run, jog, candidates, index, answer).cost)
            .sum();
        fits + ((tau / usual).ln() / 0.3).powi(2)
    };
    let best = FILTERS.into_iter().map(|tau| (tau, cost(tau))).min_by(|a, b| a.1.total_cmp(&b.1));
    with(best.map_or(1.8, |best| best.0))
}

/// Fits one candidate.
fn fitted(run: &Run, jog: &Jog, candidates: &[Candidate], index: usize, answer: Answer) -> Fit {
    let candidate = candidates[index];
    let start = candidate.start + answer.delay;
    let end = candidate.end + answer.delay;
    let from = candidate.from() + answer.delay;
    let earliest = index
        .checked_sub(1)
        .and_then(|before| candidates.get(before))
        .map_or(0.0, |before| before.end + answer.delay + 2.5 + 2.0 * answer.tau);
    let latest = candidates.get(index + 1).map_or(f64::MAX, |next| next.from() + answer.delay);
    let window = ((from - 8.0).max(earliest.min(from - 3.0)), (end + 9.0 + 2.0 * answer.tau).min(latest));
    let pieces = run.track.between(window.0, window.1);
    let mean = |from: f64, to: f64| -> f64 {
        let (mut metres, mut seconds) = (0.0, 0.0);
        for piece in run.track.between(from, to) {
            metres += piece.metres;
            seconds += piece.to - piece.from;
        }
        if seconds > 0.0 { metres / seconds } else { 0.0 }
    };
    let lag = answer.tau;
    let before = mean(window.0, from.max(window.0 + 2.0));
    let skip = if candidate.skip.is_some() { mean(from + lag + 1.0, start + 0.5) } else { before };
    let stride = if candidate.stride { mean(start + 2.0 + lag, end + 0.5) } else { skip };
    let after = mean(end + 2.5 + 1.5 * lag, window.1);
    let effort = Effort {
        before,
        skip,
        stride,
        after,
        skip_start: candidate.skip.map_or(start - 5.0, |skip| skip.start + answer.delay),
        start,
        seconds: (end - start).max(2.0),
        rise: 2.0,
        fall: 2.5,
    };
    let skip_sd = candidate.skip.map_or(0.0, |skip| skip.sd);
    let skip_level = if candidate.skip.is_some() { 0.6 } else { 0.0 };
    let mut prior = Prior {
        effort,
        sd: [3.0, skip_level, 3.0, 3.0, skip_sd, candidate.sd, 1.5 * candidate.sd, 0.3, 0.3],
        tied: skip_sd <= 0.0,
    };
    if let Some((start, end)) = by_cadence(run, jog, &candidate, &effort).filter(|_| candidate.stride) {
        prior.effort.start = start + answer.delay;
        prior.effort.seconds = end - start;
        prior.sd[5] = prior.sd[5].min(1.5);
        prior.sd[6] = FEET;
    }
    // Noise of a slow filter repeats itself from second to second: it counts for more.
    let noise = jog.speed_noise.max(0.12);
    fit(pieces, &prior, answer.tau, noise * (1.0 + 2.0 * noise))
}

/// How a stride was run, in its middle.
fn form(run: &Run, jog: &Jog, effort: &Effort, span: Span) -> StrideForm {
    let inside = |channel: &[Option<f64>], late: f64| -> Vec<f64> {
        let from = (span.start.get() + 1.0 + late).round().max(0.0) as usize;
        let to = (span.end.get() + late).round().max(0.0) as usize;
        (from..=to).filter_map(|t| channel.get(t).copied().flatten()).collect()
    };
    let mean =
        |values: Vec<f64>| (values.len() >= 3).then(|| values.iter().sum::<f64>() / values.len() as f64);
    let speeds = inside(&run.speed, jog.speed_lag);
    let cadence = mean(inside(&run.cadence, 1.3));
    let mean_speed = effort.stride_metres() / effort.seconds.max(1.0);
    StrideForm {
        peak_speed: speeds.iter().copied().max_by(f64::total_cmp).map(Speed::new),
        mean_speed: Some(Speed::new(mean_speed)),
        cadence: cadence.map(StepRate::new),
        contact_time: mean(inside(&run.contact, 1.3)).map(Milliseconds::new),
        vertical_oscillation: mean(inside(&run.oscillation, 1.3)).map(Millimetres::new),
        step_length: cadence
            .filter(|cadence| *cadence > 60.0)
            .map(|cadence| Millimetres::new(60_000.0 * mean_speed / cadence)),
    }
}
