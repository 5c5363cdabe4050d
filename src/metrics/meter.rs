//! What kind of power meter a ride's channels speak of, and when the rider sat.

use super::sieve::{is_exactly, nearly_all};
use crate::model::{RiderPosition, Session, Stream};
use crate::units::{Elapsed, Leg, Legs, Percent, Quantity, Sample};

/// A kind of power meter, as far as its channels give it away (docs/sources.md, "Power meters").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meter {
    /// Measures both legs: per-leg channels differ and vary.
    PerLeg,
    /// Measures one leg and doubles it: it says nothing of the other leg.
    OneSided(Leg),
    /// Measures at the crank's spider: torque effectiveness is a constant, the balance is estimated from the down
    /// strokes, and nothing is known of one leg's torque.
    Spider,
    /// The channels do not give it away: total power, perhaps with a balance.
    Unclear,
}

impl Meter {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PerLeg => "per-leg",
            Self::OneSided(Leg::Left) => "left-only",
            Self::OneSided(Leg::Right) => "right-only",
            Self::Spider => "spider",
            Self::Unclear => "unclear",
        }
    }
}

/// Fewer samples than this do not give a meter away.
const LEAST: usize = 30;

/// Tells the meter from torque effectiveness, smoothness and power phase of the seconds with power.
#[must_use]
pub fn meter(session: &Session) -> Meter {
    let streams = &session.streams;
    let effectiveness = streams.torque_effectiveness.clone().map(|leg| driven(session, &leg));
    let smoothness = streams.pedal_smoothness.clone().map(|leg| driven(session, &leg));
    let phases = streams.power_phase.clone().map(|leg| leg.filter(|_, arc| arc.start != arc.end).len());
    let speaks =
        |leg: Leg| alive(effectiveness.of(leg)) || alive(smoothness.of(leg)) || *phases.of(leg) >= LEAST;
    let holds =
        |leg: Leg, value: f64| effectiveness.of(leg).len() >= LEAST && always(effectiveness.of(leg), value);
    let angles = phases.left >= LEAST || phases.right >= LEAST;
    if !angles {
        // One side constantly 100 and the other constantly 0 is a one-sided placeholder, not a spider. Zeros on both are a
        // spider's where one smoothness stands for both legs; a trainer writes them too.
        match (Leg::BOTH.map(|leg| holds(leg, 100.0)), Leg::BOTH.map(|leg| holds(leg, 0.0))) {
            ([true, true], _) => return Meter::Spider,
            ([true, _], [_, true]) => return Meter::OneSided(Leg::Left),
            ([_, true], [true, _]) => return Meter::OneSided(Leg::Right),
            (_, [true, true]) if is_combined(&smoothness) => return Meter::Spider,
            (_, [true, true]) => return Meter::Unclear,
            _ => {}
        }
    }
    match (speaks(Leg::Left), speaks(Leg::Right)) {
        (true, true) => Meter::PerLeg,
        (true, false) => Meter::OneSided(Leg::Left),
        (false, true) => Meter::OneSided(Leg::Right),
        (false, false) => Meter::Unclear,
    }
}

/// What a ride's power meter can and cannot say, in a sentence. None where no power was measured.
#[must_use]
pub fn meter_says(session: &Session) -> Option<String> {
    // A channel of zeros is a placeholder.
    if session.streams.power.values().iter().all(|watts| watts.get() <= 0.0) {
        return None;
    }
    Some(match meter(session) {
        Meter::PerLeg => "The power meter measures each leg.".to_owned(),
        Meter::OneSided(leg) => format!(
            "The power meter measures the {} leg and doubles it: it says nothing of the {} leg or of balance.",
            leg.name(),
            leg.other().name()
        ),
        Meter::Spider => {
            "The power meter sits at the spider: balance is estimated from the two halves of the turn, and \
                          the torque of one leg is not known."
                .to_owned()
        }
        Meter::Unclear if session.streams.pedal_balance.is_empty() => {
            "The power meter gives total power only.".to_owned()
        }
        Meter::Unclear => {
            "The power meter gives a balance, but nothing tells whether it measures each leg.".to_owned()
        }
    })
}

/// The samples of seconds with power; all of them where power was not recorded.
fn driven<Q: Sample>(session: &Session, stream: &Stream<Q>) -> Stream<Q> {
    let power = &session.streams.power;
    stream.filter(|at, _| power.is_empty() || power.at_time(at).is_some_and(|watts| watts.get() > 0.0))
}

/// Whether the smoothness of both legs is the same number in nearly every second.
fn is_combined(smoothness: &Legs<Stream<Percent>>) -> bool {
    let both = smoothness.left.join(&smoothness.right);
    both.len() >= LEAST
        && nearly_all(both.values(), |(left, right)| left.get() > 0.0 && is_exactly(left.get(), right.get()))
}

fn alive(stream: &Stream<Percent>) -> bool {
    stream.values().iter().filter(|value| value.get() > 0.0).count() >= LEAST.min(stream.len()).max(1)
}

fn always<Q: Quantity>(stream: &Stream<Q>, value: f64) -> bool {
    nearly_all(stream.values(), |sample| is_exactly(sample.get(), value))
}

/// Whether the rider stood at `at`. None where the device does not know the position at all.
pub(crate) fn standing(session: &Session, at: Elapsed) -> Option<bool> {
    let positions = &session.positions;
    if positions.is_empty() {
        return None;
    }
    let changes = positions.partition_point(|(change, _)| *change <= at);
    // Before the first change the rider is in the other position: a device reports changes.
    Some(match changes.checked_sub(1).and_then(|last| positions.get(last)) {
        Some((_, position)) => *position == RiderPosition::Standing,
        None => positions.first().is_some_and(|(_, first)| *first == RiderPosition::Seated),
    })
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{ride_session, stream};
    use crate::units::{Angle, Watts};

    fn percent(value: f64) -> Stream<Percent> {
        stream(300, |_| Percent::new(value))
    }

    #[test]
    fn spider_meter_te_100_is_a_constant_that_gives_it_away() {
        let mut ride = ride_session(300);
        ride.streams.torque_effectiveness.left = percent(100.0);
        ride.streams.torque_effectiveness.right = percent(100.0);
        assert_eq!(meter(&ride), Meter::Spider);
        ride.streams.torque_effectiveness.left = percent(0.0);
        ride.streams.torque_effectiveness.right = percent(0.0);
        ride.streams.pedal_smoothness.left = percent(50.5);
        ride.streams.pedal_smoothness.right = percent(50.5);
        assert_eq!(meter(&ride), Meter::Spider);
    }

    #[test]
    fn a_glitch_does_not_hide_a_spider() {
        let mut ride = ride_session(300);
        for leg in [&mut ride.streams.torque_effectiveness.left, &mut ride.streams.torque_effectiveness.right]
        {
            *leg = stream(300, |t| Percent::new(if t == 20.0 { 99.5 } else { 100.0 }));
        }
        assert_eq!(meter(&ride), Meter::Spider);
    }

    #[test]
    fn a_trainer_that_writes_zeros_is_no_spider() {
        let mut ride = ride_session(300);
        ride.streams.torque_effectiveness.left = percent(0.0);
        ride.streams.torque_effectiveness.right = percent(0.0);
        assert_eq!(meter(&ride), Meter::Unclear);
        assert!(meter_says(&ride).unwrap().contains("total power only"));
    }

    #[test]
    fn a_leg_that_is_zero_all_ride_has_no_sensor() {
        let mut ride = ride_session(300);
        ride.streams.torque_effectiveness.left = stream(300, |t| Percent::new(70.0 + t % 9.0));
        ride.streams.torque_effectiveness.right = percent(0.0);
        assert_eq!(meter(&ride), Meter::OneSided(Leg::Left));
        ride.streams.torque_effectiveness.right = stream(300, |t| Percent::new(60.0 + t % 7.0));
        assert_eq!(meter(&ride), Meter::PerLeg);
    }

    #[test]
    fn power_phases_of_one_leg_alone_tell_a_one_sided_meter() {
        let mut ride = ride_session(300);
        ride.streams.power_phase.right =
            stream(300, |_| crate::model::Arc { start: Angle::new(350.0), end: Angle::new(200.0) });
        assert_eq!(meter(&ride), Meter::OneSided(Leg::Right));
    }

    #[test]
    fn zeros_while_coasting_do_not_give_anything_away() {
        let mut ride = ride_session(300);
        ride.streams.power = stream(300, |_| Watts::new(0.0));
        ride.streams.torque_effectiveness.left = percent(0.0);
        ride.streams.torque_effectiveness.right = percent(0.0);
        assert_eq!(meter(&ride), Meter::Unclear);
        assert_eq!(meter(&ride_session(300)), Meter::Unclear);
    }

    #[test]
    fn standing_lasts_from_one_change_to_the_next() {
        let mut ride = ride_session(300);
        assert_eq!(standing(&ride, Elapsed::new(10.0)), None);
        ride.positions = vec![
            (Elapsed::new(100.0), RiderPosition::Standing),
            (Elapsed::new(120.0), RiderPosition::Seated),
        ];
        let at = |t: f64| standing(&ride, Elapsed::new(t));
        assert_eq!(
            (at(50.0), at(100.0), at(119.0), at(120.0)),
            (Some(false), Some(true), Some(true), Some(false))
        );
    }

    #[test]
    fn total_power_says_nothing_of_the_legs() {
        assert!(meter_says(&ride_session(900)).unwrap().contains("total power only"));
        let mut silent = ride_session(900);
        silent.streams.power = stream(900, |_| Watts::new(0.0));
        assert_eq!(meter_says(&silent), None);
        assert_eq!(meter_says(&crate::metrics::testkit::run_session(900)), None);
    }
}
