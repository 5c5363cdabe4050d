//! Simulated runs with and without skip-then-stride drills, and the truth behind each.

use crate::activity::{Activity, Lap, Session, Step, Workout};
use crate::body::{Done, Gait, Phase, Runner, SkipCadence, Until, perform};
use crate::rng::Rng;
use crate::watch::{Distance, Source, Watch, record};

/// The recording kinds that detection is scored on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// 1 Hz, foot pod, running dynamics.
    FootPod,
    /// 1 Hz, GPS under good sky, running dynamics.
    GoodSky,
    /// GPS under good sky, laps pressed by hand.
    ManualLaps,
    /// 1 Hz, GPS under good sky, cadence at most.
    NoDynamics,
    /// 1 Hz, GPS with drift, spikes and a slow filter.
    PoorSky,
    /// Smart recording, GPS under good sky.
    Smart,
    /// A followed workout.
    WorkoutSteps,
}

impl Kind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::FootPod,
        Self::GoodSky,
        Self::ManualLaps,
        Self::NoDynamics,
        Self::PoorSky,
        Self::Smart,
        Self::WorkoutSteps,
    ];
}

/// Runs that hold no drill but look as if.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decoy {
    /// An even run.
    Steady,
    /// Pick-ups of 150 to 250 m.
    PickUps,
    /// Hill sprints of 25 to 42 m.
    HillSprints,
    /// Traffic lights.
    TrafficLights,
    /// 400 m intervals.
    Intervals,
    /// Fartlek.
    Fartlek,
    /// A treadmill.
    Treadmill,
    /// GPS spikes.
    Spikes,
    /// Auto-pause that chops the run.
    AutoPause,
}

impl Decoy {
    /// Every decoy.
    pub const ALL: &'static [Self] = &[
        Self::Steady,
        Self::PickUps,
        Self::HillSprints,
        Self::TrafficLights,
        Self::Intervals,
        Self::Fartlek,
        Self::Treadmill,
        Self::Spikes,
        Self::AutoPause,
    ];
}

/// Which part of the parameters a run is drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    /// The part that detection was tuned on.
    Tuning,
    /// Runners, ramps and filters that the tuning never saw.
    HeldOut,
}

/// What a rep consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// A skip, then a stride.
    Pairs,
    /// Skips alone.
    Skips,
    /// Strides alone.
    Strides,
}

/// One true part of a rep.
#[derive(Debug, Clone, Copy)]
pub struct TruePart {
    /// From, s.
    pub start: f64,
    /// To, s.
    pub end: f64,
    /// Length, m.
    pub metres: f64,
}

/// One true rep.
#[derive(Debug, Clone, Copy, Default)]
pub struct TrueRep {
    /// The skip.
    pub skip: Option<TruePart>,
    /// The stride.
    pub stride: Option<TruePart>,
}

/// What was really done.
#[derive(Debug, Clone, Default)]
pub struct Truth {
    /// The reps, in order.
    pub reps: Vec<TrueRep>,
}

/// A run with drills, as `kind` records it.
pub fn drills(kind: Kind, parts: Parts, region: Region, seed: u64) -> (Activity, Truth) {
    let mut rng = Rng::new(seed.wrapping_mul(0x51_7C_C1) ^ (kind as u64) << 32 ^ (region as u64) << 40);
    let runner = runner(region, &mut rng);
    let phases = drill_phases(parts, region, &runner, &mut rng);
    let watch = watch(kind, region, &mut rng);
    let (instants, done) = perform(&runner, &phases, &mut rng.fork());
    let (records, pauses) = record(&watch, &instants, &mut rng.fork());
    let end = done.last().map_or(0.0, |phase| phase.end);
    let truth = truth(&done);
    let (laps, workout) = match kind {
        Kind::ManualLaps => (laps_of(&cuts(&truth, 2.5, &mut rng), end), None),
        Kind::WorkoutSteps => followed(&truth, end, &mut rng),
        _ => (vec![Lap { start: 0.0, end, trigger: 7, ..Lap::default() }], None),
    };
    let session = Session { sport: 1, start: 0.0, end, records, laps, pauses, ..Session::default() };
    (activity(session, workout), truth)
}

/// A run without drills; which kind of watch records it varies with the seed.
pub fn decoy(decoy: Decoy, region: Region, seed: u64) -> Activity {
    let mut rng = Rng::new(seed.wrapping_mul(0xC2_B2_AE) ^ (decoy as u64) << 33 ^ (region as u64) << 41);
    let runner = runner(region, &mut rng);
    let phases = decoy_phases(decoy, &runner, &mut rng);
    let kind = match decoy {
        Decoy::Treadmill => Kind::FootPod,
        _ => rng.pick(&[Kind::FootPod, Kind::GoodSky, Kind::NoDynamics, Kind::Smart, Kind::PoorSky]),
    };
    let mut watch = watch(kind, region, &mut rng);
    if let (Decoy::Spikes, Source::Gps { spikes, .. }) = (decoy, &mut watch.source) {
        *spikes = rng.range(0.3, 1.5);
    }
    watch.auto_pause = decoy == Decoy::AutoPause || (decoy == Decoy::TrafficLights && rng.chance(0.5));
    let (instants, done) = perform(&runner, &phases, &mut rng.fork());
    let (records, pauses) = record(&watch, &instants, &mut rng.fork());
    let end = done.last().map_or(0.0, |phase| phase.end);
    let laps = vec![Lap { start: 0.0, end, trigger: 7, ..Lap::default() }];
    let sub_sport = if decoy == Decoy::Treadmill { 1 } else { 0 };
    activity(
        Session { sport: 1, sub_sport, start: 0.0, end, records, laps, pauses, ..Session::default() },
        None,
    )
}

fn activity(session: Session, workout: Option<Workout>) -> Activity {
    Activity {
        start: 1_140_000_000,
        utc_offset: Some(3600),
        manufacturer: 1,
        product: 4315,
        serial: 3_900_000_001,
        sessions: vec![session],
        sensors: Vec::new(),
        workout,
    }
}

fn runner(region: Region, rng: &mut Rng) -> Runner {
    let held = region == Region::HeldOut;
    Runner {
        jog: if held { rng.range(2.2, 3.6) } else { rng.range(2.4, 3.0) },
        jog_cadence: if held { rng.range(150.0, 180.0) } else { rng.range(156.0, 172.0) },
        cadence_slope: if held { rng.range(7.0, 16.0) } else { rng.range(9.0, 13.0) },
        skip_cadence: rng.pick(&[
            SkipCadence::Half,
            SkipCadence::Same,
            SkipCadence::Slow,
            SkipCadence::Double,
            SkipCadence::Dropouts,
        ]),
        oscillation: rng.range(55.0, 95.0),
        skip_oscillation: if rng.chance(0.75) { rng.range(15.0, 25.0) } else { 0.0 },
        skip_contact: rng.chance(0.5),
    }
}

fn drill_phases(parts: Parts, region: Region, runner: &Runner, rng: &mut Rng) -> Vec<Phase> {
    let held = region == Region::HeldOut;
    let mut phases = vec![
        phase(Gait::Walk, 1.4, 2.0, Until::Seconds(rng.range(3.0, 20.0))),
        phase(Gait::Run, runner.jog, 2.0, Until::Seconds(rng.range(240.0, 900.0))),
    ];
    let stride_speed = if held { rng.range(3.75, 6.2) } else { rng.pick(&[3.75, 4.3, 5.2, 6.2]) };
    let stride_speed = stride_speed.max(runner.jog * 1.25);
    let skip_speed = if held { rng.range(1.2, 2.8) } else { rng.range(1.6, 2.4) };
    let (rise, fall) = if held { (rng.range(1.5, 3.0), rng.range(1.8, 3.5)) } else { (2.0, 2.5) };
    let recovery = rng.pick(&[(Gait::Walk, 1.4), (Gait::Run, runner.jog * 0.9), (Gait::Stand, 0.0)]);
    let skip_goal = rng.range(10.0, 20.0);
    let stride_goal = rng.range(50.0, 80.0);
    // Some runners make a little of everything: lengths that vary, and some that miss the prescription.
    let (short, long) = if rng.chance(0.2) { (0.7, 1.3) } else { (0.93, 1.07) };
    for _ in 0..rng.whole(4, 10) {
        if parts != Parts::Strides {
            let speed = skip_speed * rng.range(0.93, 1.07);
            let goal = skip_goal * rng.range(short, long);
            phases.push(phase(Gait::Skip, speed, 1.0, Until::Metres(goal)));
            if held && rng.chance(0.3) {
                phases.push(phase(Gait::Run, speed, 0.5, Until::Seconds(rng.range(0.5, 3.0))));
            }
        }
        if parts != Parts::Skips {
            let speed = stride_speed * rng.range(0.96, 1.04);
            phases.push(phase(Gait::Fast, speed, rise, Until::Metres(stride_goal * rng.range(short, long))));
        }
        let rest = rng.range(25.0, 90.0);
        phases.push(phase(recovery.0, recovery.1, fall, Until::Seconds(rest)));
        if recovery.0 != Gait::Run && rng.chance(0.5) {
            phases.push(phase(Gait::Walk, 1.3, 1.5, Until::Seconds(rng.range(5.0, 20.0))));
        }
    }
    phases.push(phase(Gait::Run, runner.jog, 2.0, Until::Seconds(rng.range(120.0, 500.0))));
    phases
}

fn decoy_phases(decoy: Decoy, runner: &Runner, rng: &mut Rng) -> Vec<Phase> {
    let jog = |seconds: f64| phase(Gait::Run, runner.jog, 2.0, Until::Seconds(seconds));
    let mut phases = vec![phase(Gait::Walk, 1.4, 2.0, Until::Seconds(8.0)), jog(rng.range(300.0, 700.0))];
    match decoy {
        Decoy::Steady | Decoy::Spikes => phases.push(jog(rng.range(900.0, 1800.0))),
        Decoy::Treadmill => {
            for _ in 0..rng.whole(3, 8) {
                let speed = runner.jog * rng.range(0.9, 1.3);
                phases.push(phase(Gait::Run, speed, 5.0, Until::Seconds(rng.range(60.0, 300.0))));
            }
        }
        Decoy::PickUps => {
            for _ in 0..rng.whole(4, 8) {
                let speed = (runner.jog * rng.range(1.35, 1.8)).min(6.0);
                phases.push(phase(Gait::Fast, speed, 2.5, Until::Metres(rng.range(150.0, 250.0))));
                phases.push(jog(rng.range(60.0, 120.0)));
            }
        }
        Decoy::HillSprints => {
            for _ in 0..rng.whole(5, 10) {
                let speed = rng.range(4.2, 6.5);
                phases.push(phase(Gait::Fast, speed, 1.8, Until::Metres(rng.range(25.0, 42.0))));
                phases.push(phase(Gait::Walk, 1.3, 2.0, Until::Seconds(rng.range(45.0, 100.0))));
            }
        }
        Decoy::TrafficLights => {
            for _ in 0..rng.whole(5, 12) {
                phases.push(phase(Gait::Stand, 0.0, 2.0, Until::Seconds(rng.range(8.0, 60.0))));
                if rng.chance(0.3) {
                    phases.push(phase(
                        Gait::Run,
                        runner.jog * 1.25,
                        2.0,
                        Until::Seconds(rng.range(4.0, 10.0)),
                    ));
                }
                phases.push(jog(rng.range(60.0, 240.0)));
            }
        }
        Decoy::Intervals => {
            let speed = (runner.jog * rng.range(1.35, 1.7)).min(6.0);
            for _ in 0..rng.whole(4, 8) {
                phases.push(phase(Gait::Fast, speed, 3.0, Until::Metres(400.0)));
                phases.push(phase(Gait::Walk, 1.5, 3.0, Until::Seconds(rng.range(20.0, 40.0))));
                phases.push(jog(rng.range(30.0, 80.0)));
            }
        }
        Decoy::Fartlek => {
            for _ in 0..rng.whole(6, 12) {
                let speed = runner.jog * rng.range(1.2, 1.6);
                phases.push(phase(
                    Gait::Fast,
                    speed,
                    rng.range(2.0, 5.0),
                    Until::Seconds(rng.range(25.0, 90.0)),
                ));
                phases.push(jog(rng.range(30.0, 120.0)));
            }
        }
        Decoy::AutoPause => {
            for _ in 0..rng.whole(10, 20) {
                phases.push(phase(Gait::Stand, 0.0, 1.5, Until::Seconds(rng.range(5.0, 40.0))));
                phases.push(jog(rng.range(8.0, 90.0)));
            }
        }
    }
    phases.push(jog(rng.range(200.0, 400.0)));
    phases
}

fn watch(kind: Kind, region: Region, rng: &mut Rng) -> Watch {
    let held = region == Region::HeldOut;
    let distance = rng.pick(&[Distance::FilteredSpeed, Distance::Path]);
    let good = Source::Gps {
        error: rng.range(1.5, 2.5),
        memory: if held { rng.range(30.0, 60.0) } else { 45.0 },
        filter: if held { rng.range(1.0, 3.0) } else { rng.pick(&[1.5, 2.0]) },
        delay: rng.range(0.0, 2.5),
        distance,
        spikes: 0.0,
    };
    let poor = Source::Gps {
        error: if held { rng.range(4.5, 6.0) } else { 6.0 },
        memory: if held { rng.range(15.0, 30.0) } else { 20.0 },
        filter: if held { rng.range(3.0, 6.0) } else { rng.pick(&[4.0, 5.0]) },
        delay: rng.range(1.0, 2.0),
        distance,
        spikes: 0.25,
    };
    Watch {
        source: match kind {
            Kind::FootPod => Source::FootPod { scale: rng.normal_of(1.0, 0.012).clamp(0.97, 1.03) },
            Kind::PoorSky => poor,
            _ => good,
        },
        dynamics: matches!(kind, Kind::FootPod | Kind::GoodSky | Kind::PoorSky)
            || rng.chance(0.3) && kind != Kind::NoDynamics,
        cadence: kind != Kind::NoDynamics || rng.chance(0.7),
        fraction: rng.chance(0.7),
        cadence_lag: if held { rng.range(0.6, 2.2) } else { rng.range(1.0, 2.0) },
        smart: kind == Kind::Smart,
        drops: 0.002,
        stale: 0.002,
        dropouts: 2.0,
        auto_pause: held && rng.chance(0.1),
    }
}

/// The skips and strides among the phases, put together where one follows the other.
fn truth(done: &[Done]) -> Truth {
    let mut reps: Vec<TrueRep> = Vec::new();
    for phase in done {
        let part = TruePart { start: phase.start, end: phase.end, metres: phase.metres };
        match phase.gait {
            Gait::Skip => reps.push(TrueRep { skip: Some(part), stride: None }),
            Gait::Fast => match reps.last_mut() {
                Some(TrueRep { skip: Some(skip), stride: stride @ None }) if part.start - skip.end < 4.0 => {
                    *stride = Some(part);
                }
                _ => reps.push(TrueRep { skip: None, stride: Some(part) }),
            },
            _ => {}
        }
    }
    Truth { reps }
}

/// Lap presses at the start of each skip and stride and at the end, each up to `late` seconds late.
fn cuts(truth: &Truth, late: f64, rng: &mut Rng) -> Vec<f64> {
    let mut cuts = Vec::new();
    for rep in &truth.reps {
        for part in [rep.skip, rep.stride].into_iter().flatten() {
            cuts.push(part.start);
            cuts.push(part.end);
        }
    }
    // The end of the skip is the start of the stride: one press.
    cuts.dedup_by(|b, a| *b - *a < 4.0);
    cuts.iter().map(|cut| (cut + rng.range(0.0, late)).round()).collect()
}

fn laps_of(cuts: &[f64], end: f64) -> Vec<Lap> {
    let mut laps = Vec::new();
    let mut start = 0.0;
    for cut in cuts {
        laps.push(Lap { start, end: *cut, trigger: 0, ..Lap::default() });
        start = *cut;
    }
    laps.push(Lap { start, end, trigger: 7, ..Lap::default() });
    laps
}

/// Laps and steps of a followed workout: warm-up, then skip, stride and recovery again and again.
fn followed(truth: &Truth, end: f64, rng: &mut Rng) -> (Vec<Lap>, Option<Workout>) {
    let cuts = cuts(truth, 1.0, rng);
    let mut laps = laps_of(&cuts, end);
    let named = rng.chance(0.5);
    let step = |name: &str, intensity, metres, seconds, repeat| Step {
        name: if named { name.to_owned() } else { String::new() },
        intensity,
        metres,
        seconds,
        repeat,
        exercise: None,
    };
    let steps = vec![
        step("Warm up", 2, None, None, None),
        step("Skip", 0, Some(15.0), None, None),
        step("Stride", 5, Some(60.0), None, None),
        step("Recover", 4, None, Some(60.0), None),
        step("", 0, None, None, Some((1, truth.reps.len() as u32))),
        step("Cool down", 3, None, None, None),
    ];
    let last = laps.len().saturating_sub(1);
    for (index, lap) in laps.iter_mut().enumerate() {
        let place = if index == 0 {
            0
        } else if index == last {
            5
        } else {
            1 + (index - 1) % 3
        };
        lap.step = Some(place as u16);
        lap.intensity = steps.get(place).map(|step| step.intensity);
    }
    (laps, Some(Workout { name: "Skip and stride".to_owned(), sport: 1, steps }))
}

fn phase(gait: Gait, speed: f64, ramp: f64, until: Until) -> Phase {
    Phase { gait, speed, ramp, until }
}
