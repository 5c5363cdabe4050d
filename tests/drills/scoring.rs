//! Scores what was found against what was done. Shared by the tests and by the example that prints the table.

use clipstride::drills::{self, Drills, LengthVerdict, MeasuredLength, Settings, Skip, Stride};
use clipstride::model::{
    Clock, Intensity, Lap, LapTrigger, OffsetSource, Session, Span, Sport, Stated, StepDuration, Stream,
    Streams, SubSport, Workout, WorkoutStep,
};
use clipstride::units::{
    Elapsed, Metres, Millimetres, Milliseconds, Sample, Speed, StepRate, StrideRate, TimerTime,
};
use clipstride_simulator::activity::{self, Activity, Record};
use clipstride_simulator::drill::{Decoy, Kind, Parts, Region, TruePart, Truth};

/// The model of a simulated recording, without the way through FIT bytes.
pub fn session(activity: &Activity) -> (Session, Option<Workout>) {
    let source = &activity.sessions[0];
    let elapsed = |at: f64| Elapsed::new(at - source.start);
    let pauses: Vec<Span> =
        source.pauses.iter().map(|(from, to)| Span { start: elapsed(*from), end: elapsed(*to) }).collect();
    let streams = Streams {
        speed: stream(source, &pauses, |r| r.speed.map(Speed::new)),
        distance: stream(source, &pauses, |r| r.distance.map(Metres::new)),
        step_rate: stream(source, &pauses, |r| {
            r.cadence.map(|c| StepRate::new(StrideRate::new(c).steps().get()))
        }),
        vertical_oscillation: stream(source, &pauses, |r| r.vertical_oscillation.map(Millimetres::new)),
        stance_time: stream(source, &pauses, |r| r.stance_time.map(Milliseconds::new)),
        step_length: stream(source, &pauses, |r| r.step_length.map(Millimetres::new)),
        ..Streams::default()
    };
    let laps = source
        .laps
        .iter()
        .map(|lap| Lap {
            span: Span { start: elapsed(lap.start), end: elapsed(lap.end) },
            timer: TimerTime::new(lap.end - lap.start),
            distance: None,
            trigger: match lap.trigger {
                0 => LapTrigger::Manual,
                1 => LapTrigger::Time,
                2 => LapTrigger::Distance,
                _ => LapTrigger::SessionEnd,
            },
            intensity: lap.intensity.map_or(Intensity::Unstated, intensity),
            step: lap.step,
            drill: false,
        })
        .collect();
    let length = source.end - source.start;
    let session = Session {
        sport: Sport::Running,
        sub_sport: SubSport::Generic,
        name: String::new(),
        clock: Clock {
            start: jiff::Timestamp::from_second(631_065_600 + i64::from(activity.start)).unwrap(),
            offset: jiff::tz::Offset::UTC,
            source: OffsetSource::Utc,
        },
        timer: TimerTime::new(length),
        elapsed: Elapsed::new(length),
        distance: None,
        laps,
        lengths: Vec::new(),
        pool_length: None,
        sets: Vec::new(),
        pauses,
        positions: Vec::new(),
        streams,
        stated: Stated::default(),
        records: source.records.len(),
        left_out: Vec::new(),
    };
    (session, activity.workout.as_ref().map(workout))
}

fn stream<Q: Sample>(
    source: &activity::Session,
    pauses: &[Span],
    mut pick: impl FnMut(&Record) -> Option<Q>,
) -> Stream<Q> {
    let samples: Vec<(Elapsed, Q)> = source
        .records
        .iter()
        .filter_map(|record| Some((Elapsed::new(record.at - source.start), pick(record)?)))
        .collect();
    Stream::new(samples, pauses).unwrap()
}

fn intensity(number: u8) -> Intensity {
    match number {
        0 => Intensity::Active,
        1 => Intensity::Rest,
        2 => Intensity::Warmup,
        3 => Intensity::Cooldown,
        4 => Intensity::Recovery,
        5 => Intensity::Interval,
        _ => Intensity::Unstated,
    }
}

fn workout(workout: &activity::Workout) -> Workout {
    let steps = workout.steps.iter().enumerate().map(|(index, step)| WorkoutStep {
        index: index as u16,
        name: step.name.clone(),
        notes: String::new(),
        intensity: intensity(step.intensity),
        duration: match (step.metres, step.seconds, step.repeat) {
            (Some(metres), _, _) => StepDuration::Distance(Metres::new(metres)),
            (_, Some(seconds), _) => StepDuration::Time(TimerTime::new(seconds)),
            (_, _, Some((step, times))) => StepDuration::RepeatFrom { step, times },
            _ => StepDuration::Open,
        },
        exercise: None,
    });
    Workout { name: workout.name.clone(), steps: steps.collect() }
}

/// Finds the drills of a simulated run, straight from the model.
pub fn found(activity: &Activity) -> Drills {
    let (session, workout) = session(activity);
    drills::find(&session, workout.as_ref(), &Settings::default())
}

/// What came of one recording kind.
#[derive(Debug, Clone, Default)]
pub struct Score {
    pub strides: Hits,
    pub skips: Hits,
    pub unconfirmed: usize,
    pub stride_errors: Vec<f64>,
    pub skip_errors: Vec<f64>,
    pub stride_covered: usize,
    pub skip_covered: usize,
    pub start_errors: Vec<f64>,
    pub end_errors: Vec<f64>,
    pub skip_start_errors: Vec<f64>,
    pub widths: Vec<f64>,
    /// Strides truly well inside the range, and those of them called so.
    pub inside: (usize, usize),
    /// Strides called out of range that were truly in it.
    pub wrongly_out: usize,
}

/// Counts of a match.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hits {
    pub hit: usize,
    pub missed: usize,
    pub invented: usize,
}

impl Hits {
    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let all = 2 * self.hit + self.missed + self.invented;
        if all == 0 { 1.0 } else { 2.0 * self.hit as f64 / all as f64 }
    }
}

/// Share of the shorter of two spans that they share.
fn overlap(truth: TruePart, span: Span) -> f64 {
    let shared = truth.end.min(span.end.get()) - truth.start.max(span.start.get());
    shared / (truth.end - truth.start).min(span.length()).max(0.1)
}

fn covers(length: MeasuredLength, metres: f64) -> bool {
    length.lo <= metres && metres <= length.hi
}

impl Score {
    /// Adds one run.
    pub fn add(&mut self, truth: &Truth, drills: &Drills) {
        let strides: Vec<&Stride> = drills.reps.iter().filter_map(|rep| rep.stride.as_ref()).collect();
        let skips: Vec<&Skip> = drills.reps.iter().filter_map(|rep| rep.skip.as_ref()).collect();
        let (mut used_strides, mut used_skips) = (0, 0);
        for rep in &truth.reps {
            if let Some(part) = rep.stride {
                match strides.iter().find(|stride| overlap(part, stride.span) > 0.5) {
                    Some(stride) => {
                        used_strides += 1;
                        self.strides.hit += 1;
                        self.stride_errors.push(stride.metres.value - part.metres);
                        self.stride_covered += usize::from(covers(stride.metres, part.metres));
                        self.start_errors.push(stride.span.start.get() - part.start);
                        self.end_errors.push(stride.span.end.get() - part.end);
                        self.widths.push((stride.metres.hi - stride.metres.lo) / 2.0);
                        if (54.0..=76.0).contains(&part.metres) {
                            self.inside.0 += 1;
                            self.inside.1 += usize::from(stride.verdict == LengthVerdict::InRange);
                        }
                        let truly = (50.0..=80.0).contains(&part.metres);
                        self.wrongly_out += usize::from(truly && stride.verdict == LengthVerdict::OutOfRange);
                    }
                    None => self.strides.missed += 1,
                }
            }
            if let Some(part) = rep.skip {
                match skips.iter().find(|skip| overlap(part, skip.span) > 0.4) {
                    Some(skip) => {
                        used_skips += 1;
                        self.skips.hit += 1;
                        self.unconfirmed += usize::from(!skip.confirmed);
                        self.skip_errors.push(skip.metres.value - part.metres);
                        self.skip_covered += usize::from(covers(skip.metres, part.metres));
                        self.skip_start_errors.push(skip.span.start.get() - part.start);
                    }
                    None => self.skips.missed += 1,
                }
            }
        }
        self.strides.invented += strides.len().saturating_sub(used_strides);
        self.skips.invented += skips.len().saturating_sub(used_skips);
    }
}

/// The value below which `share` of the values lie.
pub fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get((share * sorted.len() as f64) as usize).or(sorted.last()).copied().unwrap_or(f64::NAN)
}

/// Scores seeded runs of one kind.
pub fn score(
    kind: Kind,
    parts: Parts,
    region: Region,
    seeds: std::ops::Range<u64>,
    find: &dyn Fn(&Activity) -> Drills,
) -> Score {
    let mut score = Score::default();
    for seed in seeds {
        let (activity, truth) = clipstride_simulator::drill::drills(kind, parts, region, seed);
        score.add(&truth, &find(&activity));
    }
    score
}

/// What came of decoy runs of one kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct Decoyed {
    /// Strides called in range.
    pub in_range: usize,
    /// Strides reported at all.
    pub strides: usize,
    /// Skips reported at all.
    pub skips: usize,
}

/// Counts what is found in seeded decoy runs of one kind.
pub fn decoys(
    decoy: Decoy,
    region: Region,
    seeds: std::ops::Range<u64>,
    find: &dyn Fn(&Activity) -> Drills,
) -> Decoyed {
    let mut counts = Decoyed::default();
    for seed in seeds {
        for rep in &find(&clipstride_simulator::drill::decoy(decoy, region, seed)).reps {
            counts.strides += usize::from(rep.stride.is_some());
            counts.skips += usize::from(rep.skip.is_some());
            let called = rep.stride.as_ref().is_some_and(|stride| stride.verdict == LengthVerdict::InRange);
            counts.in_range += usize::from(called);
        }
    }
    counts
}

/// What is asked of a recording kind: F1 of strides, F1 of skips, median and 90th percentile of the
/// error of stride lengths in metres.
pub fn target(kind: Kind) -> (f64, f64, f64, f64) {
    match kind {
        Kind::FootPod => (0.99, 0.95, 1.5, 4.0),
        Kind::GoodSky => (0.98, 0.92, 2.0, 5.0),
        // Steps have no target of their own: that of laps holds.
        Kind::ManualLaps | Kind::WorkoutSteps => (0.98, 0.95, 2.0, 5.0),
        Kind::NoDynamics => (0.97, 0.85, 2.5, 6.0),
        Kind::PoorSky => (0.90, 0.75, 5.0, 13.0),
        Kind::Smart => (0.95, 0.0, 3.0, 8.0),
    }
}

/// The name of a recording kind.
pub fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::FootPod => "1 Hz, foot pod, dynamics",
        Kind::GoodSky => "1 Hz, GPS good sky, dynamics",
        Kind::ManualLaps => "manual laps, GPS",
        Kind::NoDynamics => "1 Hz, GPS, no dynamics",
        Kind::PoorSky => "1 Hz, GPS poor sky, dynamics",
        Kind::Smart => "smart recording, GPS",
        Kind::WorkoutSteps => "workout steps, GPS",
    }
}

/// Sizes without signs.
pub fn sizes(errors: &[f64]) -> Vec<f64> {
    errors.iter().map(|error| error.abs()).collect()
}
