//! The checks on sessions made for the purpose: each outcome, and the sentences.

mod own;

use super::*;
use crate::drills::{
    Drills, EvidenceLayer, LengthVerdict, MeasuredLength, Rep, Resolution, Skip, Stride, StrideForm,
};
use crate::metrics::baseline::Profile;
use crate::metrics::{Certainty, Estimate, Ledger, Measure, Measures, MetricId, Missing, Untold};
use crate::model::testkit::bare;
use crate::model::{
    Clock, Exercise, Length, LengthKind, Notice, NoticeCode, Session, Set, SetKind, Span, Sport, Status,
    Stream, SubSport, Workout,
};
use crate::programme::{Candidate, Identified, Plan, Race, follow};
use crate::units::{Elapsed, Leg, Milliseconds, Sample, Speed, StepRate, TimerTime};
use insta::assert_snapshot;
use jiff::{ToSpan, civil::Date, civil::date, tz::Offset};

/// A session with what was measured, owned.
struct Made {
    id: String,
    session: Session,
    measures: Measures,
    drills: Drills,
}

fn made(day: Date, sport: Sport, minutes: f64) -> Made {
    let start = Offset::UTC.to_timestamp(day.at(7, 0, 0, 0)).unwrap();
    let bare = bare(sport, 60.0 * minutes);
    let session = Session {
        sub_sport: if bare.sport == Sport::Swimming { SubSport::LapSwimming } else { SubSport::Generic },
        clock: Clock { start, ..bare.clock },
        ..bare
    };
    let id = format!("{day}-{}", session.sport.name());
    Made { id, session, measures: Measures::new(), drills: Drills::none() }
}

impl Made {
    fn with(mut self, metric: MetricId, measure: Measure) -> Self {
        self.measures.insert(metric, measure);
        self
    }

    /// Ten minutes of running, each second alike.
    fn running(mut self, speed: f64, steps: f64, contact: f64) -> Self {
        fn steady<Q: Sample>(value: Q) -> Stream<Q> {
            Stream::new((0..600).map(|second| (Elapsed::new(f64::from(second)), value)), &[]).unwrap()
        }
        let streams = &mut self.session.streams;
        streams.speed = steady(Speed::new(speed));
        streams.step_rate = steady(StepRate::new(steps));
        streams.stance_time = steady(Milliseconds::new(contact));
        self.with(
            MetricId::StepRate,
            known(steps, MetricId::StepRate, 40.0, Some((steps - 1.0, steps + 1.0))),
        )
    }

    fn drills(mut self, source: EvidenceLayer, reps: Vec<Rep>) -> Self {
        self.drills = Drills { source, resolution: Resolution::Ok, reps, jog: Some(Speed::new(2.7)) };
        self
    }

    fn lengths(mut self, kind: LengthKind, n: usize) -> Self {
        let span = Span { start: Elapsed::new(0.0), end: Elapsed::new(30.0) };
        self.session.lengths.extend((0..n).map(|_| Length { span, kind, strokes: None }));
        self
    }

    fn set(mut self, category: u16, name: Option<u16>) -> Self {
        self.session.sub_sport = SubSport::StrengthTraining;
        self.session.sets.push(Set {
            start: Elapsed::new(0.0),
            duration: TimerTime::new(30.0),
            kind: SetKind::Active,
            repetitions: None,
            weight_kg: None,
            guesses: vec![Exercise { category, name }],
            step: None,
        });
        self
    }
}

fn known(value: f64, metric: MetricId, n_eff: f64, ci95: Option<(f64, f64)>) -> Measure {
    let certainty =
        ci95.map_or(Certainty::Untold(Untold::TooFewIndependent), |(lo, hi)| Certainty::Interval(lo, hi));
    let estimate = Estimate {
        value,
        unit: metric.unit(),
        certainty,
        n: 600,
        n_eff: Some(n_eff),
        ledger: Ledger::default(),
    };
    Measure::Known(estimate)
}

/// Runs the checks of `plan` over `sessions`, with today on the last session's day.
fn results(plan: &Plan, sessions: &[Made], settings: &Settings) -> Vec<CheckResult> {
    let workout: Option<&Workout> = None;
    let profiles: Vec<Profile> =
        sessions.iter().map(|made| Profile::of(&made.session, &[], &settings.metrics)).collect();
    let judged: Vec<Judged<'_>> = sessions
        .iter()
        .zip(&profiles)
        .map(|(made, profile)| Judged {
            id: &made.id,
            session: &made.session,
            workout,
            measures: &made.measures,
            profile,
            drills: &made.drills,
        })
        .collect();
    let identified: Vec<Identified<'_>> = sessions
        .iter()
        .map(|made| Identified {
            id: &made.id,
            candidate: Candidate { session: &made.session, workout, path: "a.fit" },
        })
        .collect();
    let today = sessions.iter().map(|made| made.session.clock.day()).max().unwrap_or(date(2026, 3, 1));
    let progress = follow(plan, &identified, today);
    run_all(&Input { sessions: &judged, files: &[], plan, progress: &progress, settings })
}

fn of(id: CheckId, plan: &Plan, sessions: &[Made]) -> CheckResult {
    let all = results(plan, sessions, &Settings::default());
    let asked = |id: &CheckId| *id != CheckId::PlanAdded || all.len() == CheckId::ALL.len();
    let expected: Vec<CheckId> = CheckId::ALL.iter().copied().filter(asked).collect();
    assert_eq!(all.iter().map(|result| result.id).collect::<Vec<_>>(), expected);
    all.into_iter().find(|result| result.id == id).unwrap()
}

fn say(id: CheckId, plan: &Plan, sessions: &[Made]) -> String {
    let result = of(id, plan, sessions);
    format!("{}: {}", result.outcome.name(), result.reason)
}

fn day(week: i64, day: i64) -> Date {
    date(2026, 3, 2).saturating_add((7 * (week - 1) + day).days())
}

fn rides(weeks: &[&[f64]]) -> Vec<Made> {
    let mut all = Vec::new();
    for (week, minutes) in (1..).zip(weeks) {
        all.extend(
            (0..).zip(*minutes).map(|(index, minutes)| made(day(week, 2 * index), Sport::Cycling, *minutes)),
        );
    }
    // A run on the Monday after, so that the last week is over.
    let next = i64::try_from(weeks.len()).unwrap() + 1;
    all.push(made(day(next, 0), Sport::Running, 30.0));
    all
}

#[test]
fn a_plan_followed_to_the_letter_passes() {
    let sessions = rides(&[&[8.0; 3], &[10.0; 3], &[12.0; 3]]);
    let plan = Plan::clinic();
    for id in [CheckId::BikeMinutes, CheckId::BikeTimesPerWeek, CheckId::BikeProgression] {
        assert_eq!(of(id, &plan, &sessions).outcome, Outcome::Pass);
    }
    assert_snapshot!(say(CheckId::BikeMinutes, &plan, &sessions), @r#"pass: 9 of 9 rides reached the week's target."#);
    assert_snapshot!(say(CheckId::BikeTimesPerWeek, &plan, &sessions), @r#"pass: 3 of 3 weeks had 3 rides."#);
    assert_snapshot!(say(CheckId::BikeProgression, &plan, &sessions), @r#"pass: After 3 weeks the ladder stands at 14 min, from 8 min."#);
}

#[test]
fn short_rides_and_thin_weeks_are_named_with_their_figures() {
    let sessions = rides(&[&[10.0; 3], &[12.0, 9.0, 12.0], &[], &[12.0; 3], &[14.0, 14.0, 14.0, 7.5]]);
    let plan = Plan::clinic();
    assert_snapshot!(say(CheckId::BikeMinutes, &plan, &sessions), @r#"fail: 11 of 13 rides reached the week's target; 2 were short (2026-03-11: 9 of 12 min; 2026-04-05: 7.5 of 14 min); of these, no miss: 1 in a week that was complete without it."#);
    assert_snapshot!(say(CheckId::BikeTimesPerWeek, &plan, &sessions), @r#"fail: 3 of 5 weeks had 3 rides; 2 had fewer (2026-W11: 2 of 3 counted; 2026-W12: none)."#);
    assert_snapshot!(say(CheckId::BikeProgression, &plan, &sessions), @r#"fail: After 5 weeks the ladder stands at 16 min, from 10 min; with every week complete it would be 20 min; 2 weeks did not raise it."#);
}

#[test]
fn a_short_ride_in_a_complete_week_is_no_miss() {
    let sessions = rides(&[&[10.0; 3], &[12.0, 12.0, 9.0, 12.0]]);
    assert_eq!(of(CheckId::BikeMinutes, &Plan::clinic(), &sessions).outcome, Outcome::Pass);
}

#[test]
fn one_missed_week_in_twelve_does_not_fail_the_progression_and_a_standstill_does() {
    let minutes: Vec<[f64; 3]> = (0..12)
        .map(|week| [f64::from(if week > 4 { week - 1 } else { week }).mul_add(2.0, 8.0); 3])
        .collect();
    let mut weeks: Vec<&[f64]> = minutes.iter().map(<[f64; 3]>::as_slice).collect();
    weeks[4] = &[];
    assert_eq!(of(CheckId::BikeProgression, &Plan::clinic(), &rides(&weeks)).outcome, Outcome::Pass);
    let still: Vec<&[f64]> = vec![&[10.0; 3]; 12];
    assert_eq!(of(CheckId::BikeProgression, &Plan::clinic(), &rides(&still)).outcome, Outcome::Fail);
}

#[test]
fn a_race_week_is_not_asked_and_an_unreadable_ride_is_not_a_missing_one() {
    let plan = Plan::clinic().with_races(&[Race { day: day(2, 6), name: String::new() }]);
    let sessions = rides(&[&[10.0; 3], &[12.0], &[12.0]]);
    assert_snapshot!(say(CheckId::BikeTimesPerWeek, &plan, &sessions), @r#"pass: 1 of 1 week had 3 rides; 2 weeks in a race window or declared as rest were not asked."#);
    let mut sessions = rides(&[&[10.0; 3], &[12.0, 12.0]]);
    sessions.insert(5, made(day(2, 5), Sport::Cycling, 0.0));
    assert_snapshot!(say(CheckId::BikeTimesPerWeek, &Plan::clinic(), &sessions), @r#"unknown: 1 of 2 weeks had 3 rides; 1 had fewer (2026-W11: 2 of 3 counted)."#);
    assert_snapshot!(say(CheckId::BikeMinutes, &Plan::clinic(), &sessions), @r#"pass: 5 of 5 rides reached the week's target; the files cannot tell how long 1 ride was."#);
}

#[test]
fn without_any_session_nothing_fails() {
    for result in results(&Plan::clinic(), &[], &Settings::default()) {
        assert!(matches!(result.outcome, Outcome::NotApplicable | Outcome::Unknown), "{}", result.id.name());
        assert!(result.reason.ends_with('.') && !result.source.is_empty(), "{}", result.id.name());
    }
}

#[test]
fn what_is_switched_off_is_not_applicable() {
    let text = "[ladder.bike]\nenabled = false\n[drill]\nenabled = false\n[strength]\nenabled = false\n";
    let plan = Plan::from_toml("plan.toml", text).unwrap();
    let sessions = rides(&[&[1.0], &[1.0]]);
    for id in [CheckId::BikeMinutes, CheckId::BikeProgression, CheckId::RunSkipStride, CheckId::StrengthGym] {
        assert_eq!(of(id, &plan, &sessions).outcome, Outcome::NotApplicable);
    }
}

#[test]
fn cadence_and_balance_never_fail() {
    let metrics = [
        (MetricId::CrankRate, 55.0, (54.0, 56.0)),
        (MetricId::PedalBalance, 58.0, (57.0, 59.0)),
        (MetricId::PowerPhaseEnd(Leg::Left), 190.0, (189.0, 191.0)),
        (MetricId::StanceBalance, 53.0, (52.8, 53.2)),
        (MetricId::StepRate, 150.0, (149.0, 151.0)),
    ];
    let ride = metrics.iter().fold(made(day(1, 0), Sport::Cycling, 10.0), |made, (metric, value, ci95)| {
        made.with(*metric, known(*value, *metric, 40.0, Some(*ci95)))
    });
    let sessions = [ride];
    let plan = Plan::clinic();
    for id in
        [CheckId::BikeCadence, CheckId::BikeBalance, CheckId::BikePullThrough, CheckId::RunStanceBalance]
    {
        assert_eq!(of(id, &plan, &sessions).outcome, Outcome::Advisory, "{}", id.name());
    }
    assert_snapshot!(say(CheckId::BikeBalance, &plan, &sessions), @r#"advisory: Left share of power 58.0 % (95 % interval 57.0 to 59.0), from 1 ride; in 1 of 1 ride the whole interval lies beyond 2 pp from even, 1 of them beyond 5 pp."#);
    assert_snapshot!(say(CheckId::BikePullThrough, &plan, &sessions), @"advisory: Positive torque (in 1 ride) to 190° on the left and the right leg cannot be told: not recorded. The bottom of the stroke ends at 210°: less than that is no fault. There is no comparison with your own earlier rides yet: it takes 3 at like power and cadence, outside race windows. This is net torque at the pedal: it does not show which muscle.");
    assert_snapshot!(say(CheckId::RunStanceBalance, &plan, &sessions), @"advisory: Left share of contact time 53.0 % (95 % interval 52.8 to 53.2), from 1 run, on 2026-03-02. Garmin's range for the middle 40 % of runners is 50.7 % left to 50.7 % right: 0 in it, 0 in the next 25 % on either side, 1 beyond. It cannot be set beside pedal power: that takes 3 runs and 3 rides with an interval outside race windows, and there are 1 and 1.");
}

#[test]
fn two_runs_far_apart_do_not_tell_a_balance_however_even_their_mean() {
    let run = |offset: i64, share: f64| {
        made(day(1, offset), Sport::Running, 30.0).with(
            MetricId::StanceBalance,
            known(share, MetricId::StanceBalance, 40.0, Some((share - 0.2, share + 0.2))),
        )
    };
    let sessions = [run(0, 49.2), run(2, 50.8)];
    assert_snapshot!(say(CheckId::RunStanceBalance, &Plan::clinic(), &sessions), @r#"unknown: Left share of contact time 50.0 % (95 % interval 39.8 to 60.2), the mean over 2 runs (the interval reaches from one outer band to the other: none can be told); the latest, on 2026-03-04, 50.8 % (95 % interval 50.6 to 51.0). Garmin's range for the middle 40 % of runners is 50.7 % left to 50.7 % right: 0 in it, 2 in the next 25 % on either side, 0 beyond."#);
}

#[test]
fn too_little_evidence_is_unknown_with_its_reason() {
    let thin = made(day(1, 0), Sport::Cycling, 10.0)
        .with(MetricId::CrankRate, known(55.0, MetricId::CrankRate, 7.0, None))
        .with(MetricId::PedalBalance, Measure::Missing(Missing::NotMeasured))
        .with(MetricId::PowerPhaseEnd(Leg::Left), Measure::Missing(Missing::NotRecorded))
        .with(MetricId::PowerPhaseEnd(Leg::Right), Measure::Missing(Missing::NotRecorded));
    let sessions = [thin];
    assert_snapshot!(say(CheckId::BikeCadence, &Plan::clinic(), &sessions), @"unknown: It cannot be told: too few independent samples (n_eff below 12) in 1 ride.");
    assert_snapshot!(say(CheckId::BikeBalance, &Plan::clinic(), &sessions), @"unknown: It cannot be told: recorded as a constant and so not measured in 1 ride.");
    assert_snapshot!(say(CheckId::BikePullThrough, &Plan::clinic(), &sessions), @r#"unknown: Where torque is positive cannot be told from the power phase: not recorded in 1 ride. It takes pedals that measure each leg, paired over ANT+."#);
    assert_snapshot!(say(CheckId::DataQuality, &Plan::clinic(), &sessions), @r#"not-applicable: There are no files."#);
}

#[test]
fn a_balance_without_an_interval_is_not_judged() {
    let metrics = [
        (MetricId::PedalBalance, CheckId::BikeBalance),
        (MetricId::StanceBalance, CheckId::RunStanceBalance),
    ];
    for (metric, id) in metrics {
        // Enough independent samples, and not the minutes for an interval.
        let short = made(day(1, 0), Sport::Cycling, 5.0).with(metric, known(58.0, metric, 40.0, None));
        let said = say(id, &Plan::clinic(), &[short]);
        assert!(said.starts_with("unknown: "), "{said}");
        assert!(said.contains("(n_eff below 12) in 1 "), "{said}");
        assert!(!said.contains("It takes"), "the sensor was there: {said}");
    }
}

#[test]
fn an_angle_just_before_the_end_of_the_bottom_is_not_rounded_through_it() {
    let end = |leg: Leg, degrees: f64| {
        let metric = MetricId::PowerPhaseEnd(leg);
        (metric, known(degrees, metric, 40.0, Some((degrees - 2.0, degrees + 2.0))))
    };
    let ride = |left, right| {
        [end(Leg::Left, left), end(Leg::Right, right)]
            .into_iter()
            .fold(made(day(1, 0), Sport::Cycling, 10.0), |made, (metric, measure)| made.with(metric, measure))
    };
    let said = say(CheckId::BikePullThrough, &Plan::clinic(), &[ride(212.0, 209.53)]);
    assert!(
        said.starts_with("advisory: Positive torque (in 1 ride) to 212° on the left and to 209.5°"),
        "{said}"
    );
    assert_eq!(of(CheckId::BikePullThrough, &Plan::clinic(), &[ride(212.0, 210.0)]).outcome, Outcome::Pass);
}

#[test]
fn a_short_ride_in_a_week_that_is_not_over_is_neither_missed_nor_done_as_advised() {
    let sessions = [made(day(1, 0), Sport::Cycling, 3.0)];
    assert_snapshot!(say(CheckId::BikeMinutes, &Plan::clinic(), &sessions), @"unknown: 0 of 1 ride reached the week's target; 1 was short (2026-03-02: 3 of 5 min); of these, no miss: 1 in a week that is not over.");
}

#[test]
fn a_balance_whose_interval_reaches_back_is_not_noted() {
    let ride = |lo: f64| {
        [made(day(1, 0), Sport::Cycling, 10.0)
            .with(MetricId::PedalBalance, known(53.0, MetricId::PedalBalance, 40.0, Some((lo, 54.5))))]
    };
    assert_eq!(of(CheckId::BikeBalance, &Plan::clinic(), &ride(51.5)).outcome, Outcome::Pass);
    let vague = say(CheckId::BikeBalance, &Plan::clinic(), &ride(49.0));
    assert!(vague.starts_with("unknown: ") && vague.contains("too wide to tell"), "{vague}");
    assert_eq!(of(CheckId::BikeBalance, &Plan::clinic(), &ride(52.1)).outcome, Outcome::Advisory);
}

fn rep(skip: Option<bool>, stride: Option<(f64, LengthVerdict)>) -> Rep {
    let span = Span { start: Elapsed::new(100.0), end: Elapsed::new(110.0) };
    let length = |value: f64| MeasuredLength { value, lo: value - 6.0, hi: value + 6.0 };
    Rep {
        skip: skip.map(|confirmed| Skip {
            span,
            metres: length(15.0),
            confirmed,
            verdict: LengthVerdict::Uncertain,
        }),
        stride: stride.map(|(value, verdict)| Stride {
            span,
            metres: length(value),
            verdict,
            form: StrideForm::default(),
        }),
    }
}

#[test]
fn drills_are_counted_by_what_confirms_them() {
    let run = || made(day(1, 0), Sport::Running, 30.0);
    let plan = Plan::clinic();
    let pair = rep(Some(true), Some((65.0, LengthVerdict::InRange)));
    let far = rep(None, Some((94.0, LengthVerdict::OutOfRange)));
    let sessions = [run().drills(EvidenceLayer::Signal, vec![pair.clone(), pair, far])];
    assert_snapshot!(say(CheckId::RunSkipStride, &plan, &sessions), @r#"pass: 2 skip-then-stride pairs in 1 of 1 run; 1 stride without a skip; told from the signal alone in 1."#);
    assert_snapshot!(say(CheckId::RunSkipLength, &plan, &sessions), @"unknown: 0 of 2 skips probably lie in 10 to 20 m; 2 cannot be told, being too near an end for their error.");
    assert_snapshot!(say(CheckId::RunStrideLength, &plan, &sessions), @"fail: 2 of 3 strides probably lie in 50 to 80 m; 1 out of range (2026-03-02: 94 m, 88 to 100).");
    let unsure =
        [run().drills(EvidenceLayer::Signal, vec![rep(Some(false), Some((65.0, LengthVerdict::InRange)))])];
    assert_snapshot!(say(CheckId::RunSkipStride, &plan, &unsure), @r#"unknown: No confirmed skip-then-stride pair in 1 run; 1 stride with a skip before it that nothing but speed speaks for; told from the signal alone in 1."#);
    assert_snapshot!(say(CheckId::RunStrideLength, &plan, &unsure), @"unknown: No stride of the drill can be told: 1 stride that nothing but speed speaks for is not judged.");
    assert_snapshot!(say(CheckId::RunSkipLength, &plan, &unsure), @"unknown: No skip of the drill can be told: 1 skip that nothing but speed speaks for is not judged.");
    let far = || vec![rep(None, Some((94.0, LengthVerdict::OutOfRange)))];
    let surge = [run().drills(EvidenceLayer::Signal, far())];
    assert_eq!(of(CheckId::RunStrideLength, &plan, &surge).outcome, Outcome::Unknown);
    let by_lap = [run().drills(EvidenceLayer::Laps, far())];
    assert_eq!(of(CheckId::RunStrideLength, &plan, &by_lap).outcome, Outcome::Fail);
    let steady = [run().drills(EvidenceLayer::None, Vec::new())];
    assert_snapshot!(say(CheckId::RunSkipStride, &plan, &steady), @r#"fail: No confirmed skip-then-stride pair in 1 run."#);
    // Neither speed nor laps: nothing was searched, so nothing is missing.
    assert_snapshot!(say(CheckId::RunSkipStride, &plan, &[run()]), @r#"unknown: No confirmed skip-then-stride pair in 1 run; 1 run holds neither speed nor laps to tell from."#);
}

#[test]
fn swims_count_by_their_drill_lengths() {
    let swims = |kind| {
        let mut swims: Vec<Made> = [0, 2, 6]
            .map(|d| made(day(1, d), Sport::Swimming, 20.0).lengths(LengthKind::Idle, 3).lengths(kind, 8))
            .into();
        swims.push(made(day(2, 0), Sport::Running, 30.0));
        swims
    };
    let plan = Plan::clinic();
    assert_snapshot!(say(CheckId::PoolLaps, &plan, &swims(LengthKind::Drill)), @r#"pass: 3 of 3 swims reached the week's target. A lap is 1 pool length; drill lengths are as many as the swimmer typed in."#);
    assert_snapshot!(say(CheckId::PoolLaps, &plan, &swims(LengthKind::Swum)), @r#"not-applicable: No swim in the files counts for the pool: it needs pool lengths logged as drill, unless the plan says otherwise."#);
    let any = Plan::from_toml("p", "[ladder.pool]\ndrill_only = false\nlap_lengths = 2\nstart = \"4 laps\"")
        .unwrap();
    assert_snapshot!(say(CheckId::PoolLaps, &any, &swims(LengthKind::Swum)), @r#"pass: 3 of 3 swims reached the week's target. A lap is 2 pool lengths."#);
    assert_eq!(of(CheckId::PoolTimesPerWeek, &plan, &swims(LengthKind::Drill)).outcome, Outcome::Pass);
}

#[test]
fn what_the_plan_adds_is_judged_too_and_otherwise_not_shown() {
    assert!(
        results(&Plan::clinic(), &[], &Settings::default())
            .iter()
            .all(|result| result.id != CheckId::PlanAdded)
    );
    let own = "[ladder.spin]\nsport = \"cycling\"\nstart = \"10 min\"\nstep = \"5 min\"\ngoal = \"60 min\"\ntimes_per_week = 2";
    let plan = Plan::from_toml("plan.toml", own).unwrap();
    assert_snapshot!(say(CheckId::PlanAdded, &plan, &rides(&[&[10.0, 10.0], &[15.0], &[15.0, 15.0]])), @"fail: Spin: 2 of 3 weeks had 2 sessions; 1 had fewer (2026-W11: 1).");
    assert_snapshot!(say(CheckId::PlanAdded, &plan, &rides(&[&[10.0, 10.0], &[15.0, 15.0]])), @"pass: Spin: 2 of 2 weeks had 2 sessions.");
    assert_snapshot!(say(CheckId::PlanAdded, &plan, &[]), @"not-applicable: Spin: No session in the files counts for `spin`.");
}

#[test]
fn exercises_without_a_trace_are_unknown_and_never_not_done() {
    let plan = Plan::clinic();
    let sessions = [
        made(day(1, 0), Sport::Training, 20.0).set(28, Some(42)).set(28, Some(42)).set(65534, None),
        made(day(2, 0), Sport::Training, 20.0).set(15, Some(0)),
    ];
    assert_snapshot!(say(CheckId::StrengthExercises, &plan, &sessions), @r#"unknown: Single-leg squat (sagittal): probably 2 sets in 1 session over 1 week; no trace of single-leg stand, single-leg squat (rotating), prone leg extension and single-leg stand with opposite-leg abduction, which is not to say that they were not done; 1 set cannot be told apart: the watch only guesses."#);
    assert_snapshot!(say(CheckId::StrengthGym, &plan, &sessions), @"unknown: Of hamstrings there is only the watch's guess; hamstrings: probably 1 set in 1 session over 1 week; no trace of pelvis, core and quads, which is not to say that they were not trained.");
    assert_snapshot!(say(CheckId::StrengthExercises, &plan, &[]), @r#"unknown: No strength session is in the files. Exercises done without a watch leave no trace: this says nothing about whether they were done."#);
    // Only a number of the user's own can be missed; the last week may not be over.
    let twice = Plan::from_toml("p", "[strength]\ntimes_per_week = 2").unwrap();
    assert_snapshot!(say(CheckId::StrengthExercises, &twice, &sessions), @r#"fail: 0 of 1 week had 2 strength sessions; single-leg squat (sagittal): probably 2 sets in 1 session over 1 week; no trace of single-leg stand, single-leg squat (rotating), prone leg extension and single-leg stand with opposite-leg abduction, which is not to say that they were not done; 1 set cannot be told apart: the watch only guesses."#);
}

#[test]
fn the_week_after_a_race_is_compared_with_the_own_usual_at_like_speed() {
    let run = |offset: i64, speed: f64, steps: f64, contact: f64| {
        made(date(2026, 3, 2).saturating_add(offset.days()), Sport::Running, 30.0)
            .running(speed, steps, contact)
    };
    let spread = [0.0, 2.0, -2.0, 1.0, -1.0, 3.0];
    let before = |i: i64| {
        let by = spread[usize::try_from(i).unwrap()];
        run(3 * i, 2.8, 170.0 + by, 250.0 + by)
    };
    let mut sessions: Vec<Made> = (0..6).map(before).collect();
    let plan = Plan::clinic().with_races(&[Race { day: date(2026, 3, 22), name: "Spring half".into() }]);
    sessions.push(run(22, 2.8, 171.0, 268.0));
    // Much slower: no like run to compare with.
    sessions.push(run(24, 2.0, 160.0, 300.0));
    assert_snapshot!(say(CheckId::RecoveryRaceWeek, &plan, &sessions), @"advisory: 2 sessions in the seven days after Spring half (2026-03-22); contact time on 2026-03-24: +17.5 ms against 6 runs at like speed (your usual range: up to 10.0 either way); 1 of 2 comparisons outside your usual range; the cause is not inferred.");
    assert_snapshot!(say(CheckId::RunCadence, &plan, &sessions), @"pass: 171 steps/min, the mean over 6 runs; the latest, on 2026-03-17, 173; +3.0 against 5 runs before it at like speed, which is in your usual range (up to 4.8 either way); 2 runs in a race window left out.");
    assert_snapshot!(say(CheckId::RecoveryRaceWeek, &Plan::clinic(), &sessions), @r#"not-applicable: No race was named, by --race or in the plan."#);
    sessions.truncate(6);
    assert_snapshot!(say(CheckId::RunCadence, &plan, &sessions), @"pass: 171 steps/min, the mean over 6 runs; the latest, on 2026-03-17, 173; +3.0 against 5 runs before it at like speed, which is in your usual range (up to 4.8 either way).");
}

#[test]
fn files_are_counted_by_what_became_of_them() {
    let notices =
        [Notice::new(NoticeCode::Truncated, "cut short"), Notice::new(NoticeCode::NoLocalTime, "none")];
    let rejected = Status::Rejected { reason: "text".into(), offset: None };
    let files = [
        FileState { status: &Status::Read, notices: &[] },
        FileState { status: &Status::Salvaged, notices: &notices },
        FileState { status: &rejected, notices: &[] },
    ];
    let (plan, settings) = (Plan::clinic(), Settings::default());
    let input = Input { sessions: &[], files: &files, plan: &plan, progress: &[], settings: &settings };
    let result = run(CheckId::DataQuality, &input);
    assert_eq!(result.outcome, Outcome::Advisory);
    assert_snapshot!(result.reason, @r#"1 of 3 files read to the end without loss; 1 rejected and 1 salvaged; 2 notices (1 truncated; 1 no local time)."#);
}
