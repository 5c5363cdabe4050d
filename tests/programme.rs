//! The programme from end to end: the committed samples against their story, and a workout that comes back as pairs.

use clipstride::{
    checks::{self, CheckId, CheckResult, FileState, Judged, Outcome},
    drills::{self, Drills, EvidenceLayer},
    ingest, metrics,
    model::{Intensity, Reading, StepDuration},
    programme::{
        Candidate, Identified, Plan, PlannedWorkout, Progress, Race, SessionVerdict, WeekVerdict, follow,
        workouts,
    },
    render,
};
use clipstride_simulator::{
    activity, encode,
    rng::Rng,
    run::{Gait, Laps, Part, Recording, Run, Until},
};
use std::path::Path;

/// The twelve weeks of the samples, read, measured and searched for drills.
struct Story {
    readings: Vec<Reading>,
    ids: Vec<String>,
    measured: Vec<(metrics::Measures, metrics::baseline::Profile, Drills)>,
}

impl Story {
    fn read() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        let found = ingest::discover(&[folder]).expect("the samples are committed");
        let readings: Vec<Reading> = found
            .iter()
            .filter(|file| !file.label.starts_with("odd/"))
            .flat_map(|file| ingest::read(file, &ingest::Options::default()))
            .collect();
        let mut story = Self { readings, ids: Vec::new(), measured: Vec::new() };
        for recording in story.readings.iter().filter_map(|reading| reading.recording.as_ref()) {
            for session in &recording.sessions {
                let drills = drills::find(session, recording.workout.as_ref(), &drills::Settings::default());
                let measures = metrics::measure(session, &[], &metrics::Settings::default());
                story.ids.push(format!("{}-{}", session.clock.local(), session.sport.name()));
                let profile = metrics::baseline::Profile::of(session, &[], &metrics::Settings::default());
                story.measured.push((measures, profile, drills));
            }
        }
        story
    }

    fn candidates(&self) -> Vec<Identified<'_>> {
        let sessions =
            self.readings.iter().filter_map(|reading| Some((reading, reading.recording.as_ref()?)));
        let sessions = sessions.flat_map(|(reading, recording)| {
            recording.sessions.iter().map(move |session| Candidate {
                session,
                workout: recording.workout.as_ref(),
                path: &reading.path,
            })
        });
        sessions.zip(&self.ids).map(|(candidate, id)| Identified { id, candidate }).collect()
    }

    fn progress(&self, plan: &Plan) -> Vec<Progress> {
        let candidates = self.candidates();
        let today =
            candidates.iter().map(|one| one.candidate.session.clock.day()).max().expect("there are sessions");
        follow(plan, &candidates, today)
    }

    fn checks(&self, plan: &Plan) -> Vec<CheckResult> {
        let candidates = self.candidates();
        let judged: Vec<Judged<'_>> = candidates
            .iter()
            .zip(&self.measured)
            .map(|(one, (measures, profile, drills))| Judged {
                id: one.id,
                session: one.candidate.session,
                workout: one.candidate.workout,
                measures,
                profile,
                drills,
            })
            .collect();
        let files: Vec<FileState<'_>> = self
            .readings
            .iter()
            .map(|reading| FileState { status: &reading.status, notices: &reading.notices })
            .collect();
        let (progress, settings) = (self.progress(plan), checks::Settings::default());
        checks::run_all(&checks::Input {
            sessions: &judged,
            files: &files,
            plan,
            progress: &progress,
            settings: &settings,
        })
    }
}

fn plan() -> Plan {
    Plan::clinic().with_races(&[Race::parse("2026-05-03=Half-marathon").expect("a race")])
}

#[test]
fn the_twelve_weeks_of_the_samples_are_told_as_their_story_has_them() {
    let story = Story::read();
    let progress = story.progress(&plan());
    let [bike, pool] = progress.as_slice() else { panic!("bike and pool") };
    // The tables of samples/README.md.
    let targets =
        |progress: &Progress| progress.weeks.iter().map(|week| week.target as u32).collect::<Vec<_>>();
    assert_eq!(targets(bike), [5, 7, 9, 11, 13, 13, 15, 15, 17, 19, 19, 21]);
    assert_eq!(targets(pool), [5, 7, 9, 11, 13, 15, 17, 17, 19, 20, 20, 20]);
    let calendar: Vec<u32> = bike.weeks.iter().map(|week| week.target_calendar as u32).collect();
    assert_eq!(calendar, [5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27]);
    let done: Vec<u32> = bike.weeks.iter().map(|week| week.done).collect();
    assert_eq!(done, [3, 3, 3, 3, 2, 3, 0, 3, 3, 0, 3, 4]);
    assert_eq!(bike.weeks[4].verdict, WeekVerdict::Partial);
    assert_eq!(bike.weeks[6].verdict, WeekVerdict::Missed);
    assert_eq!(bike.weeks[9].verdict, WeekVerdict::Rest);
    // The verdicts that the story names.
    let verdict = |day: &str| {
        let mut all = bike.weeks.iter().flat_map(|week| &week.sessions);
        all.find(|session| session.id.starts_with(day)).map(|session| session.verdict)
    };
    assert_eq!(verdict("2026-03-18"), Some(SessionVerdict::Short));
    assert_eq!(verdict("2026-04-07"), Some(SessionVerdict::Token));
    assert!(
        verdict("2026-03-25").is_some_and(|one| matches!(one, SessionVerdict::Over | SessionVerdict::Ahead))
    );
    let next = "bike: 3 sessions of 23 min in the week from 25 May 2026 (week 13 of the plan); by the calendar it would be 29 min.";
    assert_eq!(bike.next.line, next);
}

#[test]
fn the_checks_of_the_samples_say_what_the_story_says() {
    let results = Story::read().checks(&plan());
    for result in &results {
        assert!(result.reason.ends_with('.'), "{}", result.reason);
    }
    let lines: Vec<String> = results
        .iter()
        .map(|result| format!("{} {}: {}", result.id.name(), result.outcome.name(), result.reason))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    bike.minutes pass: 30 of 33 rides reached the week's target; 3 were short (2026-03-18: 5.6 of 9 min; 2026-04-07: 3 of 13 min; 2026-05-07: 10.5 of 19 min); of these, no miss: 2 in a week that was complete without it and 1 in a race or rest week; 1 was two steps or more ahead of the plan.
    bike.times-per-week fail: 9 of 11 weeks had 3 rides; 2 had fewer (2026-W14: 2; 2026-W16: none); 1 week in a race window or declared as rest was not asked.
    bike.progression fail: After 11 weeks the ladder stands at 23 min, from 5 min; with every week complete it would be 27 min; 2 weeks did not raise it.
    bike.cadence pass: 16 of 26 rides had a median pedalling cadence of 80 to 100 rpm; 10 had not (2026-03-04: 75 rpm; 2026-03-06: 76 rpm; 2026-03-09: 78 rpm; and 7 more); the mean over rides is 82 rpm (95 % interval 80 to 83); too few independent samples (n_eff below 12) in 5 rides; too wide an interval to say anything in 2 rides.
    bike.pull-through advisory: Positive torque (medians of 33 rides) to 200° on the left, past 210° in 14 % of pedalling seconds and to 203° on the right, past 210° in 9 % of pedalling seconds. The bottom of the stroke ends at 210°: less than that is no fault. The latest, on 2026-05-23, against 24 rides before it at like power and cadence: the left ends 3° later and the right ends 1° later; less than 10° is taken for noise of mounting and calibration. This is net torque at the pedal: it does not show which muscle.
    bike.balance pass: Left share of power 48.4 % (95 % interval 48.2 to 48.6), the mean over 21 rides; in 1 of 21 rides the whole interval lies beyond 2 pp from even; less than ten valid minutes in 11 rides; 1 ride in a race window left out.
    run.skip-stride pass: 61 skip-then-stride pairs in 10 of 29 runs; 7 runs were recorded too coarsely to tell; told from workout steps in 2, laps pressed by hand in 1 and the signal alone in 7.
    run.skip-length pass: 54 of 61 skips probably lie in 10 to 20 m; 7 cannot be told, being too near an end for their error; 7 runs recorded too coarsely to measure.
    run.stride-length pass: 60 of 61 strides probably lie in 50 to 80 m; 1 out of range (2026-04-21: 99 m, 96 to 103); 7 runs recorded too coarsely to measure.
    run.stance-balance advisory: Left share of contact time 51.1 % (95 % interval 50.9 to 51.3), the mean over 22 runs; the latest, on 2026-05-24, 50.8 % (95 % interval 50.6 to 51.0). Garmin's range for the middle 40 % of runners is 50.7 % left to 50.7 % right: 6 in it, 16 in the next 25 % on either side, 0 beyond; not recorded in 1 run; too few independent samples (n_eff below 12) in 4 runs; 2 runs in a race window left out. Beside the left share of pedal power, 48.4 % (95 % interval 48.2 to 48.6), the mean over 21 rides: the right leg has the smaller share of contact time, the left leg that of power. No cause is inferred.
    run.cadence pass: 165 steps/min, the mean over 25 runs; the latest, on 2026-05-24, 167; +2.5 against 26 runs before it at like speed, which is in your usual range (up to 2.9 either way); too few independent samples (n_eff below 12) in 2 runs; 2 runs in a race window left out.
    pool.laps pass: 30 of 32 swims reached the week's target; 2 were short (2026-05-07: 10 of 20 laps; 2026-05-09: 14 of 20 laps); of these, no miss: 2 in a race or rest week. A lap is 1 pool length; drill lengths are as many as the swimmer typed in.
    pool.times-per-week fail: 10 of 11 weeks had 3 swims; 1 had fewer (2026-W16: none); 1 week in a race window or declared as rest was not asked.
    pool.progression pass: The ladder has risen to its goal of 20 laps, from 5 laps.
    strength.exercises pass: Single-leg stand: 12 sets in 6 sessions over 6 weeks; single-leg squat (sagittal): 12 sets in 6 sessions over 6 weeks; single-leg squat (rotating): 12 sets in 6 sessions over 6 weeks; prone leg extension: 12 sets in 6 sessions over 6 weeks; single-leg stand with opposite-leg abduction: 12 sets in 6 sessions over 6 weeks; 20 sets cannot be told apart: the watch only guesses.
    strength.gym unknown: Of pelvis and core there is only the watch's guess; pelvis: probably 8 sets in 4 sessions over 4 weeks; core: probably 20 sets in 10 sessions over 6 weeks; quads: 8 sets in 4 sessions over 4 weeks; hamstrings: 8 sets in 4 sessions over 4 weeks.
    recovery.race-week pass: 4 sessions in the seven days after Half-marathon (2026-05-03); all of 3 comparisons lie in your usual range; 1 week of `bike` and 1 week of `pool` not called behind.
    data.quality pass: 106 of 106 files read to the end without loss; stance balance in 28 of 29 sessions: not recorded in 1.
    ");
    let never =
        [CheckId::BikeCadence, CheckId::BikePullThrough, CheckId::BikeBalance, CheckId::RunStanceBalance];
    assert!(results.iter().all(|result| !never.contains(&result.id) || result.outcome != Outcome::Fail));
}

/// The workout as the simulated watch holds it.
fn on_the_watch(planned: &PlannedWorkout) -> activity::Workout {
    let steps = planned.workout.steps.iter().map(|step| {
        let intensity = match step.intensity {
            Intensity::Active => 0,
            Intensity::Rest => 1,
            Intensity::Warmup => 2,
            Intensity::Cooldown => 3,
            Intensity::Recovery => 4,
            Intensity::Interval => 5,
            Intensity::Unstated => u8::MAX,
        };
        let (metres, seconds, repeat) = match step.duration {
            StepDuration::Distance(metres) => (Some(metres.get()), None, None),
            StepDuration::Time(time) => (None, Some(time.get()), None),
            StepDuration::RepeatFrom { step, times } => (None, None, Some((step, times))),
            _ => (None, None, None),
        };
        activity::Step {
            name: step.name.clone(),
            intensity,
            metres,
            seconds,
            repeat,
            ..activity::Step::default()
        }
    });
    activity::Workout { name: planned.workout.name.clone(), sport: 1, steps: steps.collect() }
}

#[test]
fn a_workout_that_was_followed_comes_back_as_pairs_from_its_steps() {
    const REPS: u32 = 6;
    let planned = workouts(&Plan::clinic(), &[], REPS).remove(0);
    // The runner follows the watch: each step ends when the watch has measured its metres.
    let metres = |index: usize| match planned.workout.steps[index].duration {
        StepDuration::Distance(metres) => Until::WatchMetres(metres.get()),
        _ => panic!("step {index} ends by distance"),
    };
    let part = |step, gait, speed, until| Part { step: Some(step), ..Part::new(gait, speed, until) };
    let mut parts = vec![part(0, Gait::Jog, 2.7, Until::Seconds(420.0))];
    for _ in 0..REPS {
        parts.push(part(1, Gait::Skip, 1.9, metres(1)));
        parts.push(part(2, Gait::Stride, 5.2, metres(2)));
        parts.push(part(3, Gait::Walk, 1.4, metres(3)));
    }
    parts.push(part(5, Gait::Jog, 2.6, Until::Seconds(300.0)));
    let run = Run {
        parts,
        balance: 50.4,
        cadence: 164.0,
        hills: 4.0,
        dynamics: true,
        recording: Recording::EverySecond,
        laps: Laps::Steps,
    };
    let (session, truth) = run.session(&mut Rng::new(5), 0.0);
    let recorded = activity::Activity {
        start: 1_140_000_000,
        utc_offset: Some(3600),
        manufacturer: 1,
        product: 4315,
        serial: 7,
        sessions: vec![session],
        workout: Some(on_the_watch(&planned)),
        ..activity::Activity::default()
    };
    let reading = ingest::read_bytes("run.fit", &encode::fit(&recorded), &ingest::Options::default());
    let recording = reading.recording.expect("the run is read");
    let found =
        drills::find(&recording.sessions[0], recording.workout.as_ref(), &drills::Settings::default());
    assert_eq!(found.source, EvidenceLayer::WorkoutSteps);
    assert_eq!(truth.reps.len(), REPS as usize);
    let pairs = found
        .reps
        .iter()
        .filter(|rep| rep.stride.is_some() && rep.skip.as_ref().is_some_and(|skip| skip.confirmed));
    assert_eq!(pairs.count(), REPS as usize);
    // And each is where it truly was.
    for (rep, (_, stride)) in found.reps.iter().zip(&truth.reps) {
        let span = rep.stride.as_ref().expect("a stride").span;
        assert!(span.start.get() < stride.end && stride.start < span.end.get());
    }
}

#[test]
fn a_workout_file_is_read_back_step_by_step() {
    let planned = workouts(&Plan::clinic(), &[], 6).remove(0);
    let bytes = render::workout::fit(&planned).expect("FIT holds it");
    let messages = fitparser::from_bytes(&bytes).expect("it is FIT");
    let text = |message: &fitparser::FitDataRecord, name: &str| {
        message.fields().iter().find(|field| field.name() == name).map(|field| field.value().to_string())
    };
    let of =
        |kind: fitparser::profile::MesgNum| messages.iter().filter(move |message| message.kind() == kind);
    let id = of(fitparser::profile::MesgNum::FileId).next().expect("there is one");
    assert_eq!(text(id, "type").as_deref(), Some("workout"));
    let workout = of(fitparser::profile::MesgNum::Workout).next().expect("there is one");
    assert_eq!(text(workout, "wkt_name").as_deref(), Some("Skip 15 m, stride 65 m"));
    assert_eq!(text(workout, "num_valid_steps").as_deref(), Some("6"));
    let steps: Vec<String> = of(fitparser::profile::MesgNum::WorkoutStep)
        .map(|step| {
            let say = |name| text(step, name).unwrap_or_default();
            format!(
                "{} {} {} {}{}{} {}",
                say("message_index"),
                say("wkt_step_name"),
                say("duration_type"),
                say("duration_distance"),
                say("duration_step"),
                say("repeat_steps"),
                say("intensity"),
            )
        })
        .collect();
    insta::assert_snapshot!(steps.join("\n"), @r#"
0 Warm-up open  warmup
1 Skip distance 15 active
2 Stride distance 65 active
3 Walk back distance 80 recovery
4  repeat_until_steps_cmplt 16 
5 Cool-down open  cooldown
"#);
}
