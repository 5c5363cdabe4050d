//! Grade: from the device, else from altitude over distance.

use crate::model::{Session, Stream};
use crate::signal::running_mean;
use crate::units::{Elapsed, Percent};

/// Seconds over which altitude is smoothed first: barometers tick in steps of 0.2 m.
const SMOOTHED_OVER: f64 = 11.0;
/// Metres to either side over which the slope is taken.
const REACH: f64 = 30.0;
/// Less ground than this tells no slope, m.
const SHORTEST: f64 = 20.0;
/// No road that is run or ridden is steeper, %.
const STEEPEST: f64 = 45.0;

/// The grade at each second where it can be told, %. The device's own where it recorded one; else the slope of the
/// altitude (smoothed over 11 s) over the 30 m before and after. Seconds without 20 m of ground around them have none.
/// Empty where neither was recorded.
#[must_use]
pub fn grade(session: &Session) -> Stream<Percent> {
    let streams = &session.streams;
    if !streams.grade.is_empty() {
        return streams.grade.clone();
    }
    let ground = streams.altitude.join(&streams.distance);
    let mut found: Vec<(Elapsed, Percent)> = Vec::with_capacity(ground.len());
    for (at, points) in ground.runs() {
        let times: Vec<f64> = at.iter().map(|at| at.get()).collect();
        let metres: Vec<f64> = points.iter().map(|(_, distance)| distance.get()).collect();
        let heights: Vec<f64> = points.iter().map(|(altitude, _)| altitude.get()).collect();
        let heights = running_mean(&times, &heights, SMOOTHED_OVER);
        let (mut from, mut to) = (0, 0);
        for (index, here) in metres.iter().enumerate() {
            while from < index && here - metres[from] > REACH {
                from += 1;
            }
            to = to.max(index);
            while to + 1 < metres.len() && metres[to + 1] - here <= REACH {
                to += 1;
            }
            let run = metres[to] - metres[from];
            let slope = 100.0 * (heights[to] - heights[from]) / run;
            if run >= SHORTEST && slope.abs() <= STEEPEST {
                found.push((at[index], Percent::new(slope)));
            }
        }
    }
    let pauses: Vec<_> = ground.gaps().iter().map(|gap| gap.span).collect();
    // The times are a subset of one stream's own and the slopes are finite.
    Stream::new(found, &pauses).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{run_session, stream};
    use crate::units::Metres;

    #[test]
    fn a_steady_climb_has_its_own_grade() {
        let mut session = run_session(300);
        session.streams.distance = stream(300, |t| Metres::new(3.0 * t));
        session.streams.altitude = stream(300, |t| Metres::new(100.0 + 0.15 * t));
        let grade = grade(&session);
        let inner = grade.within(crate::model::Span { start: Elapsed::new(30.0), end: Elapsed::new(270.0) });
        assert!(inner.len() > 200);
        assert!(inner.values().iter().all(|grade| (grade.get() - 5.0).abs() < 1e-6));
    }

    #[test]
    fn the_device_knows_better() {
        let mut session = run_session(100);
        session.streams.grade = stream(100, |_| Percent::new(-3.0));
        session.streams.altitude = stream(100, Metres::new);
        session.streams.distance = stream(100, Metres::new);
        assert!(grade(&session).values().iter().all(|grade| grade.get() == -3.0));
    }

    #[test]
    fn standing_still_has_no_grade() {
        let mut session = run_session(100);
        session.streams.distance = stream(100, |_| Metres::new(5.0));
        session.streams.altitude = stream(100, Metres::new);
        assert!(grade(&session).is_empty());
        session.streams.altitude = Stream::default();
        assert!(grade(&session).is_empty());
    }
}
