//! The third layer: the signal alone. The model goes over the run three times: what the first pass finds teaches how
//! this runner's strides and the seconds before them look, and whether skips are this runner's custom at all.

use super::candidate::{Candidate, SkipGuess};
use super::jog::Jog;
use super::model::{Learned, Segment, State, at, segments};
use super::prepare::{Run, spread};
use super::rep::Rep;
use super::settings::Settings;
use crate::signal::{median, quantile};

/// The clock of cadence runs this far behind the feet, s.
pub(super) const BEHIND: f64 = 1.3;

/// Nobody walks at a quicker step, steps/min (docs/sources.md, "Stance balance second by second").
const FASTEST_WALK: f64 = 140.0;

/// Skips without strides are only believed where at least so many stand out by more than their speed.
const FEWEST_SKIPS: usize = 3;

/// More of them are a way of running, not a drill.
const MOST_SKIPS: usize = 20;

/// Strides without a skip are only believed where there are at least so many.
const FEWEST_STRIDES: usize = 3;

/// What the signal proposes.
pub(super) struct Proposal {
    pub(super) candidates: Vec<Candidate>,
    /// How many fast stretches were too long for a stride.
    pub(super) surges: usize,
}

/// Reps that the signal proposes.
pub(super) fn candidates(run: &Run, jog: &Jog, settings: &Settings) -> Proposal {
    let mut learned = Learned::default();
    let mut found = split(run, jog, settings, segments(run, jog, settings, &learned));
    for _ in 0..2 {
        learned = learn(run, jog, settings, &found);
        found = split(run, jog, settings, segments(run, jog, settings, &learned));
    }
    let surges = found.iter().filter(|segment| segment.state == State::Surge).count();
    Proposal { candidates: propose(run, jog, &found), surges }
}

/// A surge of two levels is a quick-footed skip and a stride in one: cut where speed passes the middle.
fn split(run: &Run, jog: &Jog, settings: &Settings, found: Vec<Segment>) -> Vec<Segment> {
    let mut all = Vec::with_capacity(found.len());
    for segment in found {
        let speed = |t: usize| at(&run.speed, t as f64 + jog.speed_lag - BEHIND);
        let speeds: Vec<f64> = (segment.from..segment.to).filter_map(speed).collect();
        let top = quantile(&speeds, 0.8).unwrap_or(0.0);
        let middle = (jog.speed + top) / 2.0;
        let fast: Vec<usize> =
            (segment.from..segment.to).filter(|t| speed(*t).is_some_and(|v| v > middle)).collect();
        let ends = fast.first().copied().zip(fast.last().copied());
        match ends {
            Some((from, last)) if segment.state == State::Surge => {
                let seconds = last + 1 - from;
                let whole = fast.len() + 2 >= seconds;
                let longest = settings.stride_seconds.1 as usize;
                if whole && seconds < longest && seconds >= settings.stride_seconds.0 as usize {
                    let skips = from >= segment.from + settings.skip_seconds.0 as usize;
                    let state = if skips { State::Skip } else { State::Jog };
                    all.push(Segment { state, from: segment.from, to: from });
                    all.push(Segment { state: State::Stride, from, to: last + 1 });
                    all.push(Segment { state: State::Jog, from: last + 1, to: segment.to });
                } else {
                    all.push(segment);
                }
            }
            _ => all.push(segment),
        }
    }
    all.retain(|segment| segment.to > segment.from);
    all
}

/// One stride in a run is a dash for a bus: without laps or steps, reps are only believed in company; and where long
/// surges are the custom of the run, a short fast stretch is one of them cut short, unless a skip goes before it.
pub(super) fn believed(reps: Vec<Rep>, surges: usize) -> Vec<Rep> {
    let pairs = reps.iter().filter(|rep| rep.skip.is_some() && rep.stride.is_some()).count();
    let strides = reps.iter().filter(|rep| rep.stride.is_some()).count();
    if pairs >= 2 || strides >= FEWEST_STRIDES && strides > surges {
        return reps;
    }
    reps.into_iter().filter(|rep| rep.stride.is_none()).collect()
}

/// What the segments of one pass teach the next.
fn learn(run: &Run, jog: &Jog, settings: &Settings, found: &[Segment]) -> Learned {
    let strides: Vec<(usize, &Segment)> =
        found.iter().enumerate().filter(|(_, segment)| segment.state == State::Stride).collect();
    if strides.len() < 3 {
        return Learned::default();
    }
    let before = |channel: &[Option<f64>]| -> Option<(f64, f64)> {
        let values: Vec<f64> = strides
            .iter()
            .flat_map(|(_, segment)| segment.from.saturating_sub(6)..segment.from.saturating_sub(1))
            .filter_map(|t| channel.get(t).copied().flatten())
            .collect();
        let sd = spread(&values)?;
        // Where it is all over the place it teaches nothing.
        (values.len() >= 3 * strides.len() && sd < 20.0).then_some((median(&values)?, sd))
    };
    let inside = |channel: &[Option<f64>], late: f64| -> Option<f64> {
        let middles: Vec<f64> = strides
            .iter()
            .filter_map(|(_, segment)| {
                let values: Vec<f64> = (segment.from + 2..segment.to.saturating_sub(1))
                    .filter_map(|t| channel.get((t as f64 + late).max(0.0) as usize).copied().flatten())
                    .collect();
                median(&values)
            })
            .collect();
        // Most of the strides are real ones: what the lower quarter shows, all of them show.
        quantile(&middles, 0.25)
    };
    let speed = inside(&run.speed, jog.speed_lag - BEHIND).unwrap_or(0.0);
    let cadence = inside(&run.cadence, 0.0).or(jog.cadence).unwrap_or(0.0);
    let usual = jog.cadence.unwrap_or(0.0);
    let with_skip = strides
        .iter()
        .filter(|(index, _)| {
            index.checked_sub(1).and_then(|i| found.get(i)).is_some_and(|s| s.state == State::Skip)
        })
        .count();
    let share = with_skip as f64 / strides.len() as f64;
    Learned {
        skip_cadence: before(&run.cadence),
        skip_oscillation: before(&run.oscillation),
        stride: Some((
            jog.fast(settings).max(jog.speed + 0.55 * (speed - jog.speed)),
            (usual + 5.0).max(usual + 0.5 * (cadence - usual)),
        )),
        custom: 6.0 * (share - 0.5),
    }
}

/// Candidates from the segments of the last pass.
fn propose(run: &Run, jog: &Jog, segments: &[Segment]) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut alone = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        match segment.state {
            State::Stride => {
                let skip = index
                    .checked_sub(1)
                    .and_then(|before| segments.get(before))
                    .filter(|before| before.state == State::Skip)
                    .map(|before| SkipGuess {
                        start: before.from as f64 - BEHIND - 0.5,
                        sd: 1.5,
                        confirmed: confirmed(run, jog, before),
                        quick: quick(run, before),
                        marked: false,
                    });
                found.push(Candidate {
                    skip,
                    start: segment.from as f64 - BEHIND - 0.8,
                    end: segment.to as f64 - BEHIND - 1.0,
                    stride: true,
                    sd: 2.0,
                    marked: false,
                });
            }
            State::Skip
                if segments.get(index + 1).is_none_or(|next| next.state != State::Stride)
                    && confirmed(run, jog, segment)
                    && stands_out(run, segment) =>
            {
                alone.push(Candidate {
                    skip: Some(SkipGuess {
                        start: segment.from as f64 - BEHIND - 0.5,
                        sd: 1.5,
                        confirmed: true,
                        quick: quick(run, segment),
                        marked: false,
                    }),
                    start: segment.to as f64 - BEHIND - 0.5,
                    end: segment.to as f64 - BEHIND - 0.5,
                    stride: false,
                    sd: 1.5,
                    marked: false,
                });
            }
            _ => {}
        }
    }
    if alike(&alone) {
        found.extend(alone);
        found.sort_by(|a, b| a.start.total_cmp(&b.start));
    }
    found
}

/// Whether the feet were too quick for a walk.
fn quick(run: &Run, segment: &Segment) -> bool {
    let seen: Vec<f64> =
        (segment.from + 1..segment.to).filter_map(|t| run.cadence.get(t).copied().flatten()).collect();
    median(&seen).is_some_and(|cadence| cadence > FASTEST_WALK)
}

/// Whether a skip without a stride differs from the seconds on both its sides, as hills and tiredness do not.
fn stands_out(run: &Run, segment: &Segment) -> bool {
    let inside = |channel: &[Option<f64>], from: usize, to: usize| -> Option<f64> {
        let values: Vec<f64> = (from..to).filter_map(|t| channel.get(t).copied().flatten()).collect();
        median(&values).filter(|_| values.len() >= 3)
    };
    let differs = |channel: &[Option<f64>], least: f64| -> bool {
        let here = inside(channel, segment.from + 1, segment.to);
        let before = inside(channel, segment.from.saturating_sub(9), segment.from.saturating_sub(1));
        let after = inside(channel, segment.to + 2, segment.to + 10);
        match (here, before, after) {
            (Some(here), Some(before), Some(after)) => {
                (here - before).abs() > least
                    && (here - after).abs() > least
                    && (here > before) == (here > after)
            }
            // Walking and standing have no oscillation: what is there only inside stands out.
            (Some(_), None, None) => true,
            _ => false,
        }
    };
    differs(&run.cadence, 12.0) || differs(&run.oscillation, 10.0)
}

/// Whether skips without strides look like sets of one drill: several, of like length, and not all over the run.
fn alike(skips: &[Candidate]) -> bool {
    let seconds: Vec<f64> = skips.iter().map(|skip| skip.end - skip.from()).collect();
    let rests: Vec<f64> = skips.windows(2).map(|pair| pair[1].from() - pair[0].end).collect();
    let even = match (median(&seconds), spread(&seconds)) {
        (Some(usual), Some(spread)) => spread < 0.35 * usual,
        _ => false,
    };
    let close = rests.iter().filter(|rest| (8.0..=150.0).contains(*rest)).count();
    (FEWEST_SKIPS..=MOST_SKIPS).contains(&skips.len()) && even && close * 4 >= rests.len() * 3
}

/// Whether anything but speed tells a skip from a jog and from a walk: cadence, oscillation, or a contact time that is
/// missing while oscillation is there.
pub(super) fn confirmed(run: &Run, jog: &Jog, segment: &Segment) -> bool {
    let inside = |channel: &[Option<f64>]| -> Vec<f64> {
        (segment.from + 1..segment.to).filter_map(|t| channel.get(t).copied().flatten()).collect()
    };
    let seconds = segment.to.saturating_sub(segment.from + 1);
    let oscillation = inside(&run.oscillation);
    if let (Some((usual, sd)), Some(seen)) = (jog.oscillation, median(&oscillation)) {
        if seen > usual + (2.0 * sd).max(7.0) && oscillation.len() * 2 > seconds {
            return true;
        }
        let silent = jog.contact.is_some() && inside(&run.contact).len() * 3 < seconds;
        if silent && oscillation.len() * 2 > seconds {
            return true;
        }
    }
    match (jog.cadence, median(&inside(&run.cadence))) {
        (Some(usual), Some(seen)) => {
            let off_jog = (seen - usual).abs() > (2.0 * jog.cadence_noise).max(8.0);
            let off_walk = (seen - 113.0).abs() > 18.0 && seen > 30.0;
            off_jog && off_walk
        }
        _ => false,
    }
}
