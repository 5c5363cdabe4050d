//! A session against the athlete's own earlier ones, like with like.

use super::{Input, Sourced};
use crate::metrics::baseline::{
    AgainstOwn, COMPARED, PhaseAgainstOwn, Profile, at_like_speed, power_phase_at_like_effort,
};
use crate::model::Sport;
use crate::units::Legs;

/// A session against the athlete's own earlier ones of the same sport, outside race windows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Own {
    /// A run's figures at like speed: those that some earlier run can be held against.
    pub runs: Vec<AgainstOwn>,
    /// A ride's power phase at like power and cadence.
    pub phase: Legs<Option<PhaseAgainstOwn>>,
}

/// Compares a session with the earlier ones.
pub(super) fn own(one: &Sourced<'_>, input: &Input<'_>) -> Own {
    let now = one.judged;
    if !matches!(now.session.sport, Sport::Running | Sport::Cycling | Sport::EBiking) {
        return Own::default();
    }
    let in_race_window = |day| input.plan.races.iter().any(|race| race.covers(day));
    let earlier: Vec<&Profile> = input
        .sessions
        .iter()
        .filter(|other| other.twin_of.is_none())
        .map(|other| other.judged)
        .filter(|other| other.session.sport == now.session.sport)
        .filter(|other| other.session.clock.start < now.session.clock.start && !in_race_window(other.day()))
        .map(|other| other.profile)
        .collect();
    Own {
        runs: COMPARED
            .into_iter()
            .filter_map(|(metric, _)| at_like_speed(metric, now.profile, &earlier))
            .collect(),
        phase: Legs::from_fn(|leg| power_phase_at_like_effort(now.profile, &earlier, leg, input.metrics)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::MetricId;
    use crate::metrics::testkit::{ride_session, run_session, session, stream};
    use crate::model::Arc;
    use crate::programme::Plan;
    use crate::report::testkit::{Made, on, plan_with_race, with_input};
    use crate::units::{Angle, Leg, Milliseconds, Speed};

    /// A quarter of an hour at 2.8 m/s with this contact time.
    fn run(offset: i64, contact: f64) -> Made {
        let mut session = run_session(900);
        session.streams.speed = stream(900, |_| Speed::new(2.8));
        session.streams.stance_time = stream(900, |_| Milliseconds::new(contact));
        on(offset, session)
    }

    /// A quarter of an hour at 180 W and 90 rpm whose power phase ends here on the left.
    fn ride(offset: i64, end: f64) -> Made {
        let mut session = ride_session(900);
        session.streams.power_phase.left =
            stream(900, |_| Arc { start: Angle::new(350.0), end: Angle::new(end) });
        on(offset, session)
    }

    /// What becomes of the session at `index`.
    fn of(index: usize, made: &[Made], plan: &Plan) -> Own {
        with_input(plan, made, |input| own(&input.sessions[index], input))
    }

    fn contact(own: &Own) -> Option<AgainstOwn> {
        own.runs.iter().find(|one| one.metric == MetricId::GroundContactTime).copied()
    }

    #[test]
    fn a_run_is_held_against_earlier_runs_and_never_against_later_ones() {
        let made = [run(0, 250.0), run(2, 252.0), run(4, 261.0), run(6, 400.0), ride(1, 200.0)];
        let plan = Plan::clinic();
        assert_eq!(contact(&of(0, &made, &plan)), None);
        let found = contact(&of(2, &made, &plan)).unwrap();
        assert_eq!(found.runs, 2);
        assert!((found.difference - 10.0).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn fewer_than_five_earlier_runs_show_a_difference_and_say_nothing_of_chance() {
        let before = |n: i64| -> Vec<Made> { (0..n).map(|i| run(2 * i, 250.0 + i as f64)).collect() };
        let mut four = before(4);
        four.push(run(40, 290.0));
        let found = contact(&of(4, &four, &Plan::clinic())).unwrap();
        assert_eq!((found.runs, found.mdc95(), found.is_told()), (4, None, None));
        let mut five = before(5);
        five.push(run(40, 290.0));
        assert_eq!(contact(&of(5, &five, &Plan::clinic())).unwrap().is_told(), Some(true));
    }

    #[test]
    fn the_minimal_detectable_change_is_the_runners_own_spread_and_no_less_than_what_is_spoken_of() {
        // Contact times that differ by ten from run to run.
        let mut wide: Vec<Made> = [240.0, 250.0, 260.0, 250.0, 245.0, 255.0]
            .into_iter()
            .zip(0_i64..)
            .map(|(c, i)| run(i, c))
            .collect();
        wide.push(run(20, 268.0));
        let found = contact(&of(6, &wide, &Plan::clinic())).unwrap();
        let sd = crate::signal::sd(&[240.0, 250.0, 260.0, 250.0, 245.0, 255.0]).unwrap();
        let t = crate::signal::t_quantile(0.975, 5.0).unwrap();
        assert!((found.mdc95().unwrap() - t * sd * (7.0_f64 / 6.0).sqrt()).abs() < 1e-9, "{found:?}");
        assert_eq!(found.is_told(), Some(false), "{found:?}");
        // A runner who never varied: still nothing below 10 ms is spoken of.
        let mut even: Vec<Made> = (0..6).map(|i| run(i, 250.0)).collect();
        even.push(run(20, 259.0));
        let found = contact(&of(6, &even, &Plan::clinic())).unwrap();
        assert_eq!((found.mdc95(), found.is_told()), (Some(10.0), Some(false)));
    }

    #[test]
    fn a_run_in_a_race_window_is_no_baseline_but_is_itself_compared() {
        let made = [run(0, 250.0), run(2, 250.0), run(11, 330.0), run(17, 330.0), run(30, 255.0)];
        let plan = plan_with_race(10);
        let later = contact(&of(4, &made, &plan)).unwrap();
        assert_eq!(later.runs, 2);
        assert!((later.difference - 5.0).abs() < 1e-9);
        // The runs of the window against those before it: the question of the week after a race.
        let inside = contact(&of(3, &made, &plan)).unwrap();
        assert_eq!(inside.runs, 2);
        assert!((inside.difference - 80.0).abs() < 1e-9);
    }

    #[test]
    fn the_poorer_recording_of_a_session_is_no_baseline() {
        let mut made = vec![run(0, 250.0), run(2, 330.0), run(4, 250.0)];
        made[1].twin_of = Some("another");
        let found = contact(&of(2, &made, &Plan::clinic())).unwrap();
        assert_eq!((found.runs, found.difference), (1, 0.0));
    }

    #[test]
    fn other_speeds_are_not_compared() {
        let mut fast = run_session(900);
        fast.streams.speed = stream(900, |_| Speed::new(4.4));
        fast.streams.stance_time = stream(900, |_| Milliseconds::new(200.0));
        let made = [on(0, fast), run(2, 250.0)];
        assert!(of(1, &made, &Plan::clinic()).runs.is_empty());
    }

    #[test]
    fn a_ride_is_held_against_earlier_rides_of_the_leg_that_tells() {
        let made = [ride(0, 200.0), ride(2, 202.0), ride(4, 201.0), ride(6, 202.0), ride(8, 216.0)];
        let found = of(4, &made, &Plan::clinic());
        let left = found.phase.of(Leg::Left).unwrap();
        assert!((left.end - 15.0).abs() < 1.5 && left.end_moved && left.rides == 4, "{left:?}");
        assert_eq!(*found.phase.of(Leg::Right), None);
        assert!(found.runs.is_empty());
        assert_eq!(of(2, &made, &Plan::clinic()).phase.left, None, "two rides are no baseline");
        let still = of(3, &made, &Plan::clinic()).phase.left.unwrap();
        assert!(!still.end_moved, "two degrees are noise: {still:?}");
    }

    #[test]
    fn other_sports_are_compared_with_nothing() {
        let made = [on(0, session(Sport::Swimming, 900)), on(1, session(Sport::Swimming, 900))];
        assert_eq!(of(1, &made, &Plan::clinic()), Own::default());
    }
}
