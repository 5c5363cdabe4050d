//! Each way to be fooled, as a scene of its own.

use super::scoring::{found, session};
use clipstride::drills::{self, Drills, EvidenceLayer, LengthVerdict, Resolution, Settings};
use clipstride::model::Sport;
use clipstride_simulator::activity::Activity;
use clipstride_simulator::body::{Gait, Phase, Runner, SkipCadence, Until};
use clipstride_simulator::drill::{Truth, phase, scene};
use clipstride_simulator::watch::{Distance, Source, Watch};

/// Warm-up, `reps` times what `rep` says, cool-down.
fn run(runner: &Runner, watch: &Watch, reps: usize, rep: &[Phase], seed: u64) -> (Activity, Truth) {
    let jog = |seconds| phase(Gait::Run, runner.jog, 2.0, Until::Seconds(seconds));
    let mut phases = vec![phase(Gait::Walk, 1.4, 1.0, Until::Seconds(10.0)), jog(420.0)];
    for _ in 0..reps {
        phases.extend_from_slice(rep);
    }
    phases.push(jog(240.0));
    scene(runner, watch, &phases, seed)
}

fn skip() -> Phase {
    phase(Gait::Skip, 2.0, 1.0, Until::Metres(15.0))
}

fn stride(metres: f64) -> Phase {
    phase(Gait::Fast, 5.0, 2.0, Until::Metres(metres))
}

fn walk(seconds: f64) -> Phase {
    phase(Gait::Walk, 1.4, 2.5, Until::Seconds(seconds))
}

fn in_range(drills: &Drills) -> usize {
    let strides = drills.reps.iter().filter_map(|rep| rep.stride.as_ref());
    strides.filter(|stride| stride.verdict == LengthVerdict::InRange).count()
}

fn pairs(drills: &Drills) -> usize {
    drills.reps.iter().filter(|rep| rep.skip.is_some() && rep.stride.is_some()).count()
}

#[test]
fn the_plain_case_gives_every_pair_with_its_lengths() {
    let (activity, _) = run(&Runner::default(), &Watch::default(), 6, &[skip(), stride(65.0), walk(50.0)], 1);
    let drills = found(&activity);
    assert_eq!(drills.source, EvidenceLayer::Signal);
    assert_eq!((pairs(&drills), in_range(&drills)), (6, 6), "{drills:?}");
    for rep in &drills.reps {
        assert!(rep.skip.as_ref().unwrap().confirmed);
        let form = rep.stride.as_ref().unwrap().form;
        assert!(form.cadence.unwrap().get() > 175.0);
        assert!(form.contact_time.unwrap().get() < 270.0);
        assert!(form.peak_speed.unwrap().get() > 4.3);
    }
}

#[test]
fn strides_of_100_m_are_out_of_range() {
    let (activity, _) =
        run(&Runner::default(), &Watch::default(), 5, &[skip(), stride(100.0), walk(50.0)], 2);
    let drills = found(&activity);
    assert_eq!(drills.reps.len(), 5);
    assert!(drills.reps.iter().all(|rep| rep.stride.as_ref().unwrap().verdict == LengthVerdict::OutOfRange));
}

#[test]
fn surges_of_30_s_are_no_strides() {
    let surge = phase(Gait::Fast, 4.2, 2.0, Until::Seconds(32.0));
    let (activity, _) = run(&Runner::default(), &Watch::default(), 6, &[surge, walk(60.0)], 3);
    assert_eq!(found(&activity).reps.len(), 0);
}

#[test]
fn walking_recovery_under_a_drifting_sky_invents_nothing() {
    let watch = Watch { source: poor_sky(0.0), ..Watch::default() };
    let jog = phase(Gait::Run, 2.7, 2.0, Until::Seconds(120.0));
    for seed in 4..14 {
        let (activity, _) = run(&Runner::default(), &watch, 8, &[walk(60.0), jog], seed);
        assert_eq!(found(&activity).reps.len(), 0, "seed {seed}");
    }
}

fn poor_sky(spikes: f64) -> Source {
    Source::Gps { error: 6.0, memory: 20.0, filter: 4.5, delay: 1.5, distance: Distance::Path, spikes }
}

#[test]
fn a_cadence_sensor_that_drops_out_costs_no_rep() {
    let watch = Watch { dropouts: 60.0, ..Watch::default() };
    let (activity, truth) = run(&Runner::default(), &watch, 8, &[skip(), stride(60.0), walk(45.0)], 5);
    let drills = found(&activity);
    assert!(
        drills.reps.iter().filter(|rep| rep.stride.is_some()).count() + 1 >= truth.reps.len(),
        "{drills:?}"
    );
}

#[test]
fn a_cadence_of_zero_throughout_is_like_none() {
    let (mut activity, _) =
        run(&Runner::default(), &Watch::default(), 6, &[skip(), stride(65.0), walk(50.0)], 6);
    for record in &mut activity.sessions[0].records {
        record.cadence = Some(0.0);
    }
    let drills = found(&activity);
    assert_eq!(drills.reps.iter().filter(|rep| rep.stride.is_some()).count(), 6, "{drills:?}");
}

#[test]
fn a_record_every_7_s_is_too_sparse_and_says_so() {
    let runner = Runner::default();
    let fast = phase(Gait::Fast, 5.8, 2.0, Until::Metres(52.0));
    let (mut activity, _) = run(&runner, &Watch::default(), 8, &[fast, walk(60.0)], 7);
    activity.sessions[0].records.retain(|record| (record.at as u64).is_multiple_of(7));
    let drills = found(&activity);
    assert_eq!(in_range(&drills), 0, "{drills:?}");
    assert!(drills.reps.is_empty() || drills.resolution == Resolution::TooLow, "{drills:?}");
}

#[test]
fn a_bounding_skip_that_looks_like_a_slow_run_is_at_most_unconfirmed() {
    let runner = Runner {
        skip_cadence: SkipCadence::Same,
        skip_oscillation: 0.0,
        skip_contact: true,
        ..Runner::default()
    };
    let bound = phase(Gait::Skip, 2.5, 1.0, Until::Metres(18.0));
    let jog = phase(Gait::Run, 2.6, 2.5, Until::Seconds(60.0));
    let (activity, _) = run(&runner, &Watch::default(), 6, &[bound, stride(65.0), jog], 8);
    let drills = found(&activity);
    assert_eq!(drills.reps.iter().filter(|rep| rep.stride.is_some()).count(), 6);
    assert!(drills.reps.iter().filter_map(|rep| rep.skip.as_ref()).all(|skip| !skip.confirmed), "{drills:?}");
}

#[test]
fn a_session_that_is_no_run_is_not_searched() {
    let (activity, _) = run(&Runner::default(), &Watch::default(), 6, &[skip(), stride(65.0), walk(50.0)], 9);
    let (mut session, _) = session(&activity);
    session.sport = Sport::Cycling;
    assert_eq!(drills::find(&session, None, &Settings::default()), Drills::none());
}

#[test]
fn a_session_without_records_holds_nothing() {
    let (mut activity, _) = run(&Runner::default(), &Watch::default(), 1, &[walk(5.0)], 10);
    activity.sessions[0].records.clear();
    assert!(found(&activity).reps.is_empty());
}

#[test]
fn spikes_are_no_strides_where_the_feet_keep_their_pace() {
    let watch = Watch { source: poor_sky(1.5), ..Watch::default() };
    let jog = phase(Gait::Run, 2.7, 2.0, Until::Seconds(900.0));
    for seed in 20..30 {
        let (activity, _) = run(&Runner::default(), &watch, 1, &[jog], seed);
        assert_eq!(found(&activity).reps.len(), 0, "seed {seed}");
    }
}

#[test]
fn pauses_between_reps_neither_hide_nor_lengthen_them() {
    let watch = Watch { auto_pause: true, ..Watch::default() };
    let stand = phase(Gait::Stand, 0.0, 2.5, Until::Seconds(45.0));
    let (activity, truth) = run(&Runner::default(), &watch, 6, &[skip(), stride(65.0), stand], 11);
    let drills = found(&activity);
    assert!(!activity.sessions[0].pauses.is_empty());
    assert_eq!(drills.reps.iter().filter(|rep| rep.stride.is_some()).count(), 6, "{drills:?}");
    for (rep, truth) in drills.reps.iter().zip(&truth.reps) {
        let (found, real) = (rep.stride.as_ref().unwrap().metres.value, truth.stride.unwrap().metres);
        assert!((found - real).abs() < 8.0, "{found} for {real}");
    }
}

#[test]
fn the_answer_to_a_run_is_the_same_each_time() {
    let (activity, _) =
        run(&Runner::default(), &Watch::default(), 5, &[skip(), stride(65.0), walk(50.0)], 12);
    assert_eq!(found(&activity), found(&activity));
}

#[test]
fn aligned_reps_rise_over_metres_and_hold_their_parts() {
    let (activity, _) =
        run(&Runner::default(), &Watch::default(), 5, &[skip(), stride(65.0), walk(50.0)], 13);
    let (session, _) = session(&activity);
    let drills = found(&activity);
    let aligned = drills::align(&session, &drills);
    assert_eq!(aligned.len(), drills.reps.len());
    for (rep, drawn) in drills.reps.iter().zip(&aligned) {
        let skip = rep.skip.as_ref().unwrap().metres.value;
        assert_eq!(drawn.skip_end, Some(skip));
        assert!(drawn.speed.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[1].0 <= 100.0));
        let fastest = drawn.speed.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert!(fastest.0 > skip && fastest.0 < drawn.stride.unwrap().1 + 10.0, "{drawn:?}");
    }
}

#[test]
fn a_rep_that_is_longer_than_what_is_shown_is_followed_to_its_end() {
    let (activity, _) =
        run(&Runner::default(), &Watch::default(), 5, &[skip(), stride(110.0), walk(50.0)], 13);
    let (session, _) = session(&activity);
    let drills = found(&activity);
    let aligned = drills::align(&session, &drills);
    let ends: Vec<(f64, f64)> = aligned
        .iter()
        .filter_map(|rep| Some((rep.stride?.1, rep.speed.last()?.0)))
        .filter(|(end, _)| *end > drills::LEAST_METRES)
        .collect();
    assert!(!ends.is_empty(), "{aligned:?}");
    assert!(ends.iter().all(|(end, followed)| followed + 3.0 > *end), "{ends:?}");
}
