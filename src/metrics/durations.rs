//! Time in motion. Timer and elapsed time stand on the session itself.

use super::sieve::Sieve;
use crate::model::{Session, Stream};
use crate::units::{CrankRate, Sample, StepRate, TimerTime};

/// From this speed on something moves, m/s: below it a standing GPS watch still drifts.
const MOVES_FROM: f64 = 0.5;

/// The recorded seconds in motion: at 0.5 m/s or more, or with a cadence above 0 (a trainer has no speed, a treadmill
/// may have none). None where neither speed nor cadence was recorded. Never more than the timer time.
#[must_use]
pub fn moving_time(session: &Session) -> Option<TimerTime> {
    let streams = &session.streams;
    let turns: Stream<bool> = if streams.crank_rate.is_empty() {
        streams.step_rate.map(|rate: StepRate| rate.get() > 0.0)
    } else {
        streams.crank_rate.map(|rate: CrankRate| rate.get() > 0.0)
    };
    let seconds = if streams.speed.is_empty() {
        moving(&turns, |turns| turns)?
    } else {
        moving(&streams.speed.join_where_known(&turns), |(speed, turns)| {
            speed.get() >= MOVES_FROM || turns == Some(true)
        })?
    };
    Some(TimerTime::new(seconds.min(session.timer.get())))
}

fn moving<Q: Sample>(stream: &Stream<Q>, moves: impl Fn(Q) -> bool) -> Option<f64> {
    let sieve = Sieve::new(stream).drop("at rest", |_, value| !moves(value));
    (!stream.is_empty()).then(|| sieve.samples(|_| 0.0).seconds)
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{ride_session, run_session, stream};
    use crate::units::Speed;

    #[test]
    fn standing_at_a_light_is_not_moving() {
        let mut session = run_session(600);
        session.streams.step_rate = stream(600, |t| StepRate::new(if t < 300.0 { 165.0 } else { 0.0 }));
        session.streams.speed = stream(600, |t| Speed::new(if t < 300.0 { 3.0 } else { 0.1 }));
        assert!((moving_time(&session).unwrap().get() - 300.0).abs() < 1.5);
    }

    #[test]
    fn a_trainer_without_speed_moves_by_its_cadence() {
        let mut session = ride_session(600);
        session.streams.speed = stream(600, |_| Speed::new(0.0));
        assert!((moving_time(&session).unwrap().get() - 600.0).abs() < 1.5);
    }

    #[test]
    fn without_speed_or_cadence_nobody_knows() {
        let mut session = ride_session(600);
        session.streams = crate::model::Streams::default();
        assert_eq!(moving_time(&session), None);
    }
}
