//! Twelve weeks of the programme, session by session.

use crate::activity::{Step, Workout};
use crate::diary::{Device, Form, Moment};
use crate::encode::fit;
use crate::ride::{Meter, Ride};
use crate::rng::Rng;
use crate::run::{Gait, Laps, Part, Recording, Run, Truth, Until};
use crate::samples::Sample;
use crate::strength::{Exercise, GYM, HOME, Strength};
use crate::swim::Swim;

/// Bike rides: week, weekday from Monday 0, minutes of timer time. With a start of 5 min and two more a complete week the
/// earned targets are 5 7 9 11 13 13 15 15 17 19 19 21.
const RIDES: [(u32, u32, f64); 33] = [
    (1, 0, 5.2),
    (1, 2, 5.0),
    (1, 4, 5.5),
    (2, 0, 7.1),
    (2, 2, 7.0),
    (2, 4, 6.8),
    (3, 0, 9.2),
    (3, 2, 5.6),
    (3, 4, 9.1),
    (3, 5, 9.4),
    (4, 0, 11.3),
    (4, 2, 16.0),
    (4, 4, 11.0),
    (5, 0, 13.2),
    (5, 4, 12.8),
    (6, 0, 13.4),
    (6, 1, 3.0),
    (6, 2, 13.1),
    (6, 4, 13.0),
    (8, 0, 15.3),
    (8, 2, 15.0),
    (8, 4, 15.1),
    (9, 0, 17.2),
    (9, 2, 17.0),
    (9, 4, 17.1),
    (10, 3, 10.5),
    (11, 0, 19.2),
    (11, 2, 19.0),
    (11, 4, 19.5),
    (12, 0, 21.1),
    (12, 2, 20.8),
    (12, 4, 21.4),
    (12, 5, 21.0),
];

/// What a drill run is recorded with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drills {
    /// Nothing but the signals.
    Signal,
    /// A workout with steps.
    Steps,
    /// Manual laps.
    Manual,
    /// The signals of a bare watch, without ground contact.
    Bare,
    /// The signals; one of the strides is 100 m long.
    OneTooLong,
}

/// Drill runs on Tuesdays: week, reps, how recorded.
const DRILL_RUNS: [(u32, u32, Drills); 10] = [
    (1, 4, Drills::Signal),
    (2, 5, Drills::Signal),
    (3, 6, Drills::Steps),
    (4, 6, Drills::Signal),
    (5, 6, Drills::Manual),
    (6, 7, Drills::Bare),
    (8, 8, Drills::OneTooLong),
    (9, 4, Drills::Signal),
    (11, 7, Drills::Signal),
    (12, 8, Drills::Steps),
];

/// Easy runs: week, weekday, minutes, recording, and whether she walks in between and stops at a crossing.
const EASY_RUNS: [(u32, u32, u32, Recording, bool); 18] = [
    (1, 3, 26, Recording::EverySecond, false),
    (1, 5, 32, Recording::Smart, true),
    (2, 3, 27, Recording::EverySecond, true),
    (3, 3, 28, Recording::EverySecond, false),
    (3, 6, 36, Recording::Smart, true),
    (4, 3, 30, Recording::EverySecond, true),
    (4, 5, 38, Recording::Smart, false),
    (5, 3, 30, Recording::EverySecond, false),
    (5, 5, 40, Recording::Smart, true),
    (6, 3, 32, Recording::EverySecond, true),
    (7, 5, 22, Recording::EverySecond, true),
    (8, 3, 32, Recording::EverySecond, false),
    (8, 5, 45, Recording::Smart, true),
    (9, 3, 24, Recording::EverySecond, false),
    (10, 5, 25, Recording::EverySecond, true),
    (11, 3, 32, Recording::EverySecond, true),
    (12, 3, 34, Recording::EverySecond, false),
    (12, 6, 42, Recording::Smart, true),
];

/// Pool sessions: week, weekday, kick-board lengths block by block. With a start of 5 and two more a complete week the
/// earned targets are 5 7 9 11 13 15 17 17 19 20 20 20.
const SWIMS: [(u32, u32, &[u32]); 32] = [
    (1, 1, &[5]),
    (1, 3, &[5]),
    (1, 5, &[6]),
    (2, 1, &[4, 3]),
    (2, 3, &[7]),
    (2, 5, &[7]),
    (3, 1, &[5, 4]),
    (3, 3, &[9]),
    (3, 5, &[5, 5]),
    (4, 1, &[6, 5]),
    (4, 3, &[6, 5]),
    (4, 5, &[6, 6]),
    (5, 1, &[7, 6]),
    (5, 3, &[7, 6]),
    (5, 5, &[7, 7]),
    (6, 1, &[8, 7]),
    (6, 3, &[8, 7]),
    (6, 5, &[5, 5, 5]),
    (8, 1, &[9, 8]),
    (8, 3, &[9, 8]),
    (8, 5, &[9, 8]),
    (9, 1, &[10, 9]),
    (9, 3, &[10, 9]),
    (9, 4, &[10, 9]),
    (10, 3, &[10]),
    (10, 5, &[8, 6]),
    (11, 1, &[10, 10]),
    (11, 3, &[10, 10]),
    (11, 5, &[10, 10]),
    (12, 1, &[10, 10]),
    (12, 3, &[10, 10]),
    (12, 5, &[10, 10]),
];

/// Strength sessions: week, weekday, exercises, followed from a workout.
const STRENGTH: [(u32, u32, &[Exercise], bool); 12] = [
    (1, 0, &HOME, true),
    (1, 3, &GYM, true),
    (2, 0, &HOME, true),
    (2, 3, &HOME, false),
    (4, 0, &HOME, true),
    (4, 3, &GYM, true),
    (6, 0, &HOME, true),
    (6, 3, &GYM, false),
    (8, 0, &HOME, true),
    (8, 3, &GYM, true),
    (11, 0, &HOME, true),
    (11, 3, &GYM, true),
];

/// The athlete's own files, in order of kind and time.
#[must_use]
pub fn samples() -> Vec<Sample> {
    let mut out: Vec<Sample> = RIDES.iter().map(|&(week, day, minutes)| ride(week, day, minutes)).collect();
    out.extend(DRILL_RUNS.iter().map(|&(week, reps, how)| drill_run(week, reps, how)));
    out.extend(
        EASY_RUNS.iter().map(|&(week, day, minutes, how, stops)| easy_run(week, day, minutes, how, stops)),
    );
    out.push(race());
    out.extend(SWIMS.iter().map(|&(week, day, drill)| swim(week, day, drill)));
    out.extend(STRENGTH.iter().map(|&(week, day, what, followed)| strength(week, day, what, followed)));
    out
}

/// A ride in the athlete's form of the day.
pub(crate) fn ride_of(form: &Form, minutes: f64, meter: Meter, pause: Option<(f64, f64)>) -> Ride {
    Ride {
        minutes,
        cadence: form.cadence,
        power: form.power,
        left_share: form.power_share,
        phase_start: (-18.0, -12.0),
        phase_end: form.phase_end,
        torque: form.torque,
        meter,
        pause,
    }
}

/// A run in the athlete's form of the day.
pub(crate) fn run_of(form: &Form, parts: Vec<Part>) -> Run {
    Run {
        parts,
        balance: form.stance_balance,
        cadence: form.steps,
        hills: 3.0,
        dynamics: true,
        recording: Recording::EverySecond,
        laps: Laps::Auto,
    }
}

fn ride(week: u32, day: u32, minutes: f64) -> Sample {
    let moment = Moment::new(week, day, 18, 25 + (5 * week + 3 * day) % 20);
    let mut rng = moment.rng();
    let form = Form::at(moment, &mut rng);
    let pause = (minutes > 9.0 && rng.chance(0.4)).then(|| (rng.range(120.0, 400.0).floor(), 40.0));
    let session = ride_of(&form, minutes, Meter::Dual, pause).session(&mut rng, 0.0);
    let stop = pause.map_or("", |_| ", a pause of 40 s");
    let shows = format!(
        "{minutes:.1} min{stop}; {:.0} rpm, left {:.1} % of power, power phase ends at {:.0}° left and {:.0}° right",
        form.cadence, form.power_share, form.phase_end.0, form.phase_end.1
    );
    Sample::of(moment, "bike", fit(&Device::BikeComputer.activity(moment, vec![session])), shows)
}

/// Skip, stride and recovery, so often; the steps are those of [`workout`].
fn reps(rng: &mut Rng, count: u32, how: Drills, parts: &mut Vec<Part>) {
    for rep in 0..count {
        let (skip, stride) = if how == Drills::Steps {
            (Until::WatchMetres(15.0), Until::WatchMetres(60.0))
        } else if how == Drills::OneTooLong && rep == 4 {
            (Until::Metres(14.0), Until::Metres(100.0))
        } else {
            (Until::Metres(rng.range(11.0, 19.0)), Until::Metres(rng.range(54.0, 76.0)))
        };
        let back = match how {
            Drills::Steps => Until::WatchSeconds(75.0),
            _ => Until::Seconds(rng.range(55.0, 85.0)),
        };
        let (gait, speed) = if rng.chance(0.5) { (Gait::Walk, 1.4) } else { (Gait::Jog, 2.3) };
        let step = |number| (how == Drills::Steps).then_some(number);
        parts.push(Part { step: step(1), ..Part::new(Gait::Skip, rng.range(1.7, 2.1), skip) });
        parts.push(Part { step: step(2), ..Part::new(Gait::Stride, rng.range(4.9, 5.6), stride) });
        parts.push(Part { step: step(3), ..Part::new(gait, speed, back) });
    }
}

/// The workout of the drill: warm-up, skip, stride, recovery, back to the skip, cool-down.
pub(crate) fn workout(reps: u32) -> Workout {
    let step = |name: &str, intensity| Step { name: name.to_owned(), intensity, ..Step::default() };
    Workout {
        name: "Skip then stride".to_owned(),
        sport: 1,
        steps: vec![
            Step { seconds: Some(420.0), ..step("Warm-up", 2) },
            Step { metres: Some(15.0), ..step("Skip", 0) },
            Step { metres: Some(60.0), ..step("Stride", 0) },
            Step { seconds: Some(75.0), ..step("Recovery", 4) },
            Step { repeat: Some((1, reps)), ..step("", 0) },
            step("Cool-down", 3),
        ],
    }
}

fn drill_run(week: u32, count: u32, how: Drills) -> Sample {
    let moment = Moment::new(week, 1, 7, 5 + (7 * week) % 20);
    let mut rng = moment.rng();
    let form = Form::at(moment, &mut rng);
    let followed = how == Drills::Steps;
    let step = |number| followed.then_some(number);
    let warm = if followed { Until::WatchSeconds(420.0) } else { Until::Seconds(420.0) };
    let mut parts = vec![Part { step: step(0), ..Part::new(Gait::Jog, 2.7, warm) }];
    reps(&mut rng, count, how, &mut parts);
    parts.push(Part { step: step(5), ..Part::new(Gait::Jog, 2.65, Until::Seconds(420.0)) });
    let run = Run {
        dynamics: how != Drills::Bare,
        laps: match how {
            Drills::Steps => Laps::Steps,
            Drills::Manual => Laps::Manual,
            _ => Laps::Auto,
        },
        ..run_of(&form, parts)
    };
    let (session, truth) = run.session(&mut rng, 0.0);
    let device = if how == Drills::Bare { Device::BareWatch } else { Device::Watch };
    let mut activity = device.activity(moment, vec![session]);
    activity.workout = followed.then(|| workout(count));
    let means = match how {
        Drills::Signal => "in the signals alone",
        Drills::Steps => "from a workout with steps",
        Drills::Manual => "with manual laps",
        Drills::Bare => "without ground contact, no strap",
        Drills::OneTooLong => "in the signals alone; the fifth stride is too long",
    };
    let shows = format!("{count} reps {means}: {}{}", metres(&truth), balance(&form, run.dynamics));
    Sample { reps: truth.reps, ..Sample::of(moment, "run-drills", fit(&activity), shows) }
}

/// `skips 11.2-18.0 m, strides 54.1-75.3 m`.
fn metres(truth: &Truth) -> String {
    let range = |values: Vec<f64>| {
        let (lo, hi) = values.iter().fold((f64::INFINITY, 0.0_f64), |(lo, hi), v| (lo.min(*v), hi.max(*v)));
        format!("{lo:.0}-{hi:.0} m")
    };
    format!(
        "skips {}, strides {}",
        range(truth.reps.iter().map(|r| r.0.metres).collect()),
        range(truth.reps.iter().map(|r| r.1.metres).collect())
    )
}

fn balance(form: &Form, dynamics: bool) -> String {
    if dynamics { format!("; stance balance {:.1} % left", form.stance_balance) } else { String::new() }
}

fn easy_run(week: u32, day: u32, minutes: u32, recording: Recording, stops: bool) -> Sample {
    let moment = Moment::new(week, day, 7, 2 + (11 * week + day) % 25);
    let mut rng = moment.rng();
    let form = Form::at(moment, &mut rng);
    let half = f64::from(minutes) * 30.0;
    let jog = |seconds| Part::new(Gait::Jog, 2.72, Until::Seconds(seconds));
    let parts = if stops {
        vec![
            jog(half - 120.0),
            Part::new(Gait::Stand, 0.0, Until::Seconds(6.0)),
            Part::new(Gait::Pause, 0.0, Until::Seconds(48.0)),
            jog(half - 60.0),
            Part::new(Gait::Walk, 1.4, Until::Seconds(90.0)),
            jog(84.0),
        ]
    } else {
        vec![jog(2.0 * half)]
    };
    let run = Run { recording, hills: 4.0, ..run_of(&form, parts) };
    let (session, truth) = run.session(&mut rng, 0.0);
    let how = match recording {
        Recording::EverySecond => "",
        Recording::Smart => ", smart recording",
    };
    let stop = if stops { ", a pause of 48 s and 90 s of walking" } else { "" };
    let shows = format!("{minutes} min, {:.2} km{how}{stop}{}", truth.metres / 1000.0, balance(&form, true));
    Sample::of(moment, "run", fit(&Device::Watch.activity(moment, vec![session])), shows)
}

fn race() -> Sample {
    let moment = Moment::new(9, 6, 9, 0);
    let mut rng = moment.rng();
    let form = Form::at(moment, &mut rng);
    let kilometres = [3.12, 3.1, 3.08, 3.06, 3.02, 2.96, 2.9];
    let parts = kilometres.map(|speed| Part::new(Gait::Jog, speed, Until::Metres(3014.0))).to_vec();
    let run = Run { recording: Recording::Smart, hills: 5.0, ..run_of(&form, parts) };
    let (session, truth) = run.session(&mut rng, 0.0);
    let shows = format!("a half-marathon of {:.1} km{}", truth.metres / 1000.0, balance(&form, true));
    Sample::of(moment, "race", fit(&Device::Watch.activity(moment, vec![session])), shows)
}

fn swim(week: u32, day: u32, drill: &[u32]) -> Sample {
    let moment = Moment::new(week, day, 12, 10 + (3 * week) % 15);
    let session = Swim { pool: 25.0, before: 4, drill: drill.to_vec(), after: 2 }.session(&mut moment.rng());
    let laps: u32 = drill.iter().sum();
    let shows = format!("{laps} kick-board laps of 25 m typed in, 6 of freestyle");
    Sample::of(moment, "pool", fit(&Device::BareWatch.activity(moment, vec![session])), shows)
}

fn strength(week: u32, day: u32, exercises: &[Exercise], followed: bool) -> Sample {
    let moment = Moment::new(week, day, 19, 45);
    let strength = Strength { exercises, rounds: 2, followed };
    let session = strength.session(&mut moment.rng());
    let place = if exercises.len() == GYM.len() { "Gym" } else { "Hips and trunk" };
    let mut activity = Device::BareWatch.activity(moment, vec![session]);
    activity.workout = strength.workout(place);
    let how = if followed { "followed from a workout" } else { "free: the watch guesses the exercises" };
    let shows = format!("{} exercises, two sets each ({place}), {how}", exercises.len());
    Sample::of(moment, "strength", fit(&activity), shows)
}
