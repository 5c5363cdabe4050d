//! What a watch makes of a run: sensors with their errors, and a recorder with its habits.

use crate::activity::Record;
use crate::body::{Gait, Instant, STEP};
use crate::rng::{Drift, Rng};

/// Where distance comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// The integral of the filtered speed.
    FilteredSpeed,
    /// The length of the path of positions.
    Path,
}

/// What measures speed.
#[derive(Debug, Clone, Copy)]
pub enum Source {
    /// A foot pod: quick, quiet, wrong by a factor.
    FootPod {
        /// The factor.
        scale: f64,
    },
    /// Satellites.
    Gps {
        /// Deviation of the position's error, m, along each axis.
        error: f64,
        /// How long that error lasts, s.
        memory: f64,
        /// Time constant of the speed's filter, s.
        filter: f64,
        /// Delay on top, s.
        delay: f64,
        /// Where distance comes from.
        distance: Distance,
        /// Multipath spikes a minute.
        spikes: f64,
    },
}

/// A watch with its sensors and habits.
#[derive(Debug, Clone, Copy)]
pub struct Watch {
    /// What measures speed.
    pub source: Source,
    /// Running dynamics: contact time, oscillation, step length.
    pub dynamics: bool,
    /// Cadence is recorded.
    pub cadence: bool,
    /// The fraction of cadence is recorded.
    pub fraction: bool,
    /// Time constant of the cadence's filter, s.
    pub cadence_lag: f64,
    /// Writes a record only where something changes, or after 7 s.
    pub smart: bool,
    /// Share of seconds lost.
    pub drops: f64,
    /// Share of seconds that repeat the values of the second before.
    pub stale: f64,
    /// Sensor dropouts (5 to 30 s) an hour.
    pub dropouts: f64,
    /// Stops the timer where the runner stands.
    pub auto_pause: bool,
}

/// The records that `watch` writes, and its pauses.
pub fn record(watch: &Watch, truth: &[Instant], rng: &mut Rng) -> (Vec<Record>, Vec<(f64, f64)>) {
    let (speed, distance) = travel(watch.source, truth, rng);
    let mut counted = truth.first().map_or(0.0, |now| now.cadence);
    let mut records = Vec::new();
    let mut pauses: Vec<(f64, f64)> = Vec::new();
    let (mut still, mut paused, mut silent_until) = (0, None, -1.0);
    let mut paused_metres = 0.0;
    let per_second = (1.0 / STEP) as usize;
    let mut last: Option<Record> = None;
    for (index, now) in truth.iter().enumerate() {
        counted += (now.cadence - counted) * STEP / watch.cadence_lag.max(STEP);
        if index % per_second != 0 {
            continue;
        }
        let at = (index / per_second) as f64;
        still = if speed[index] < 0.6 { still + 1 } else { 0 };
        match paused {
            None if watch.auto_pause && still >= 3 => paused = Some((at, distance[index])),
            Some((from, metres)) if speed[index] > 0.9 => {
                pauses.push((from, at));
                paused_metres += distance[index] - metres;
                paused = None;
            }
            _ => {}
        }
        if rng.chance(watch.dropouts / 3600.0) {
            silent_until = at + rng.range(5.0, 30.0);
        }
        let heard = at > silent_until;
        let lost = rng.chance(watch.drops);
        let stale = rng.chance(watch.stale);
        let noise = (rng.normal(), rng.normal(), rng.normal());
        if paused.is_some() || lost {
            continue;
        }
        let mut record = Record { at, ..Record::default() };
        record.speed = Some(round(speed[index], 0.001));
        record.distance = Some(round(distance[index] - paused_metres, 0.01));
        if watch.cadence && heard {
            let strides = (counted + 0.8 * noise.0).max(0.0) / 2.0;
            record.cadence = Some(if watch.fraction { round(strides, 0.5) } else { strides.floor() });
        }
        let runs = matches!(now.gait, Gait::Run | Gait::Fast | Gait::Skip);
        if watch.dynamics && heard && runs && counted > 60.0 {
            record.vertical_oscillation = Some(round(now.oscillation + 2.0 * noise.1, 0.1));
            record.stance_time = now
                .contact
                .then(|| round((290.0 - 30.0 * (now.speed - 2.7)).max(130.0) + 6.0 * noise.2, 0.1));
            record.step_length = Some(round(60_000.0 * now.speed / counted, 0.1));
        }
        if let Some(previous) = last.filter(|_| stale) {
            record = Record { at, ..previous };
        }
        let write = !watch.smart
            || last.is_none_or(|previous| {
                let faster = (record.speed.unwrap_or(0.0) - previous.speed.unwrap_or(0.0)).abs() > 0.6;
                let quicker = (record.cadence.unwrap_or(0.0) - previous.cadence.unwrap_or(0.0)).abs() > 4.0;
                faster || quicker || at - previous.at >= 7.0
            });
        if write {
            records.push(record);
            last = Some(record);
        }
    }
    if let Some((from, _)) = paused {
        pauses.push((from, truth.len() as f64 * STEP));
    }
    (records, pauses)
}

/// Speed and distance as the source gives them, ten times a second.
fn travel(source: Source, truth: &[Instant], rng: &mut Rng) -> (Vec<f64>, Vec<f64>) {
    let (mut speeds, mut distances) = (Vec::with_capacity(truth.len()), Vec::with_capacity(truth.len()));
    match source {
        Source::FootPod { scale } => {
            let mut noise = Drift::new(rng, 0.06, 1.5, STEP);
            let (mut speed, mut distance) = (0.0, 0.0);
            for now in truth {
                let seen = if now.speed > 0.3 { (now.speed * scale + noise.next(rng)).max(0.0) } else { 0.0 };
                speed += (seen - speed) * STEP / 0.5;
                distance += speed * STEP;
                speeds.push(speed);
                distances.push(distance);
            }
        }
        Source::Gps { error, memory, filter, delay, distance: kind, spikes } => {
            let mut along = Drift::new(rng, error, memory, STEP);
            let mut across = Drift::new(rng, error, memory, STEP);
            let (mut x, mut y) = (along.next(rng), across.next(rng));
            let behind = (delay / STEP) as usize;
            let (mut speed, mut distance, mut travelled, mut spike) = (0.0, 0.0, 0.0, (0_usize, 0.0));
            let mut fix = (x, y);
            let per_second = (1.0 / STEP) as usize;
            for index in 0..truth.len() {
                let now = truth[index.saturating_sub(behind)].speed;
                if spike.0 == 0 && rng.chance(spikes / 60.0 * STEP) {
                    spike = (rng.whole(15, 40) as usize, rng.range(3.0, 9.0));
                }
                let jump = if spike.0 > 0 {
                    spike.0 -= 1;
                    spike.1
                } else {
                    0.0
                };
                let old_x = x;
                x = along.next(rng);
                y = across.next(rng);
                let seen = (now + jump + (x - old_x) / STEP).max(-20.0);
                speed += (seen - speed) * STEP / filter.max(STEP);
                travelled += (now + jump) * STEP;
                match kind {
                    Distance::FilteredSpeed => distance += speed.max(0.0) * STEP,
                    Distance::Path if index % per_second == 0 => {
                        let place = (travelled + x, y);
                        // A watch that believes itself at rest adds nothing.
                        if speed > 0.4 {
                            distance += (place.0 - fix.0).hypot(place.1 - fix.1);
                        }
                        fix = place;
                    }
                    Distance::Path => {}
                }
                speeds.push(speed.max(0.0));
                distances.push(distance);
            }
        }
    }
    (speeds, distances)
}

fn round(value: f64, unit: f64) -> f64 {
    (value / unit).round() * unit
}
