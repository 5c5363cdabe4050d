//! Against one's own earlier sessions, like with like.
//!
//! Contact time falls by 14 to 56 ms for each m/s, and balance moves with the slope (domain handbook, section 1.4): a
//! comparison that does not match speed and grade compares routes, not the runner.

use super::grade::grade;
use super::sieve::running_seconds;
use super::{Settings, power_phase};
use crate::model::{Arc, Session, Span, Stream};
use crate::signal::{circular_median, mdc95, mean, sd, signed_turn, weighted_circular_mean, weighted_mean};
use crate::units::{Angle, Leg, Quantity};
use std::collections::BTreeMap;

/// Fewer seconds than this in a cell of like speed, or of like power and cadence, are not compared.
const LEAST_IN_CELL: f64 = 20.0;
/// Fewer like seconds than this in all are no comparison.
const LEAST_ALIKE: f64 = 60.0;
/// From so many earlier sessions on their spread is told.
const LEAST_FOR_SPREAD: usize = 5;

/// A run with the drill seconds that are left out.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The session.
    pub session: &'a Session,
    /// Drill reps.
    pub left_out: &'a [Span],
}

/// A run against earlier ones at like speed on flat ground.
#[derive(Debug, Clone, PartialEq)]
pub struct AgainstOwn {
    /// Now minus earlier, in the channel's unit: the mean over the earlier runs.
    pub difference: f64,
    /// The smallest difference that the spread of the earlier runs does not explain, at 95 %; from five on.
    pub mdc95: Option<f64>,
    /// Earlier runs with enough like seconds.
    pub runs: usize,
    /// Seconds compared, the mean over the earlier runs.
    pub seconds: f64,
}

impl AgainstOwn {
    /// Whether the difference is told from the usual spread. None where that spread is not known.
    #[must_use]
    pub fn unusual(&self) -> Option<bool> {
        self.mdc95.map(|mdc| self.difference.abs() > mdc)
    }
}

/// Compares a running channel (`|streams| streams.stance_time.clone()`) with earlier runs of the same runner, in cells of
/// like speed (within 0.2 m/s), on grades within 2 % where grade is known. None where no earlier run has a minute of
/// like seconds.
#[must_use]
pub fn at_like_speed<Q: Quantity>(
    channel: impl Fn(&Session) -> Stream<Q>,
    now: Run<'_>,
    earlier: &[Run<'_>],
    settings: &Settings,
) -> Option<AgainstOwn> {
    let here = by_speed(&channel, now, settings);
    let mut differences = Vec::new();
    let mut compared = Vec::new();
    for run in earlier {
        let there = by_speed(&channel, *run, settings);
        let (mut steps, mut weights) = (Vec::new(), Vec::new());
        for (speed, (value, seconds)) in &here {
            if let Some((other, other_seconds)) = there.get(speed) {
                steps.push(value - other);
                weights.push(seconds.min(*other_seconds));
            }
        }
        let alike: f64 = weights.iter().sum();
        if let Some(difference) = weighted_mean(&steps, &weights).filter(|_| alike >= LEAST_ALIKE) {
            differences.push(difference);
            compared.push(alike);
        }
    }
    let spread = sd(&differences).filter(|_| differences.len() >= LEAST_FOR_SPREAD);
    Some(AgainstOwn {
        difference: mean(&differences)?,
        mdc95: spread.and_then(|spread| mdc95(spread, 0.0)),
        runs: differences.len(),
        seconds: mean(&compared)?,
    })
}

/// Mean and seconds in each cell of speed.
fn by_speed<Q: Quantity>(
    channel: &impl Fn(&Session) -> Stream<Q>,
    run: Run<'_>,
    settings: &Settings,
) -> BTreeMap<i64, (f64, f64)> {
    let streams = &run.session.streams;
    let grade = grade(run.session);
    let sieve =
        running_seconds(&channel(run.session), &streams.step_rate, run.left_out, settings.walking_below)
            .drop("not flat", |at, _| grade.at_time(at).is_some_and(|g| g.get().abs() > settings.flat_grade))
            .drop("zero", |_, (value, _)| value.get() <= 0.0);
    let mut cells: BTreeMap<i64, (Vec<f64>, Vec<f64>)> = BTreeMap::new();
    for (at, ((value, _), seconds)) in sieve.kept().iter() {
        if let Some(speed) = streams.speed.at_time(at).filter(|_| settings.like_speed > 0.0) {
            let cell = cells.entry((speed.get() / (2.0 * settings.like_speed)).round() as i64).or_default();
            cell.0.push(value.get());
            cell.1.push(seconds.get());
        }
    }
    cells
        .into_iter()
        .filter_map(|(cell, (values, weights))| {
            let seconds: f64 = weights.iter().sum();
            let mean = weighted_mean(&values, &weights).filter(|_| seconds >= LEAST_IN_CELL)?;
            Some((cell, (mean, seconds)))
        })
        .collect()
}

/// A ride's power phase against the rider's own earlier rides at like power and cadence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhaseAgainstOwn {
    /// The earlier rides' phase, put at this ride's power and cadence.
    pub earlier: Arc,
    /// Start, now minus earlier, degrees; negative is earlier on the circle.
    pub start: f64,
    /// End, now minus earlier, degrees; positive is later on the circle.
    pub end: f64,
    /// Seconds of this ride that were compared.
    pub seconds: f64,
    /// Earlier rides with like seconds.
    pub rides: usize,
}

impl PhaseAgainstOwn {
    /// Whether the end moved by more than mounting and calibration do.
    #[must_use]
    pub fn end_moved(&self, settings: &Settings) -> bool {
        self.end.abs() >= settings.angle_noise
    }
}

/// Compares one leg's power phase with earlier rides in cells of like power (within 10 %) and cadence (within 5 rpm).
/// None where there is no phase or no minute of like seconds.
#[must_use]
pub fn power_phase_at_like_effort(
    now: &Session,
    earlier: &[&Session],
    leg: Leg,
    settings: &Settings,
) -> Option<PhaseAgainstOwn> {
    let here = by_effort(now, leg, settings);
    let mut pooled: BTreeMap<(i64, i64), Vec<Arc>> = BTreeMap::new();
    let mut rides = 0;
    for ride in earlier {
        let there = by_effort(ride, leg, settings);
        rides += usize::from(there.keys().any(|cell| here.contains_key(cell)));
        for (cell, arcs) in there {
            pooled.entry(cell).or_default().extend(arcs);
        }
    }
    let enough = |arcs: &Vec<Arc>| arcs.len() as f64 >= LEAST_IN_CELL;
    let (mut starts, mut ends, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for (cell, arcs) in here.iter().filter(|(_, arcs)| enough(arcs)) {
        let Some(others) = pooled.get(cell).filter(|arcs| enough(arcs)) else { continue };
        let start =
            |arcs: &[Arc]| circular_median(&arcs.iter().map(|arc| arc.start.get()).collect::<Vec<_>>());
        let end = |arcs: &[Arc]| circular_median(&arcs.iter().map(|arc| arc.end.get()).collect::<Vec<_>>());
        starts.push(start(arcs)? - start(others)?);
        ends.push(end(arcs)? - end(others)?);
        weights.push(arcs.len() as f64);
    }
    let seconds: f64 = weights.iter().sum();
    if seconds < LEAST_ALIKE {
        return None;
    }
    let (start, end) = (
        signed_turn(weighted_circular_mean(&starts, &weights)?),
        signed_turn(weighted_circular_mean(&ends, &weights)?),
    );
    let median = power_phase::phase(now, leg, settings).ok()?.median;
    let earlier =
        Arc { start: Angle::new(median.start.get() - start), end: Angle::new(median.end.get() - end) };
    Some(PhaseAgainstOwn { earlier, start, end, seconds, rides })
}

/// The arcs in each cell of power (steps of 20 %) and cadence (steps of 10 rpm).
fn by_effort(ride: &Session, leg: Leg, settings: &Settings) -> BTreeMap<(i64, i64), Vec<Arc>> {
    let mut cells: BTreeMap<(i64, i64), Vec<Arc>> = BTreeMap::new();
    let step = (1.0 + 2.0 * settings.like_power / 100.0).ln();
    for (at, arc) in power_phase::judged_arcs(ride, leg, settings).unwrap_or_default() {
        let (power, rate) = (ride.streams.power.at_time(at), ride.streams.crank_rate.at_time(at));
        if let (Some(power), Some(rate)) = (power.filter(|power| power.get() > 0.0), rate) {
            let cell = (power.get().ln() / step, rate.get() / (2.0 * settings.like_crank_rate));
            cells.entry((cell.0.round() as i64, cell.1.round() as i64)).or_default().push(arc);
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{noise, ride_session, run_session, stream};
    use crate::units::{Milliseconds, Speed, Watts};

    /// A run at `speed` whose contact time falls by 30 ms for each m/s, `longer` ms longer than usual.
    fn run(seed: u64, speed: f64, longer: f64) -> Session {
        let jitter = noise(seed, 900, 0.3);
        let mut session = run_session(900);
        session.streams.speed = stream(900, |t| Speed::new(speed + if t < 450.0 { 0.0 } else { 0.4 }));
        session.streams.stance_time = stream(900, |t| {
            let speed = speed + if t < 450.0 { 0.0 } else { 0.4 };
            Milliseconds::new(340.0 - 30.0 * speed + longer + 2.0 * jitter[t as usize])
        });
        session
    }

    fn as_run(session: &Session) -> Run<'_> {
        Run { session, left_out: &[] }
    }

    #[test]
    fn a_faster_run_is_compared_at_the_speed_that_both_have() {
        let (now, before) = (run(1, 3.2, 5.0), run(2, 2.8, 0.0));
        let got = at_like_speed(
            |session| session.streams.stance_time.clone(),
            as_run(&now),
            &[as_run(&before)],
            &Settings::default(),
        )
        .unwrap();
        // The plain means differ by 5 - 12 = -7 ms: they compare the speeds.
        assert!((got.difference - 5.0).abs() < 1.0, "{got:?}");
        assert_eq!((got.runs, got.unusual()), (1, None));
    }

    #[test]
    fn five_earlier_runs_tell_what_is_unusual() {
        let before: Vec<Session> = (0..6).map(|i| run(10 + i, 2.8, (i % 3) as f64)).collect();
        let runs: Vec<Run<'_>> = before.iter().map(as_run).collect();
        let compare = |now: &Session| {
            at_like_speed(|s| s.streams.stance_time.clone(), as_run(now), &runs, &Settings::default())
                .unwrap()
        };
        assert_eq!(compare(&run(40, 2.8, 1.5)).unusual(), Some(false));
        assert_eq!(compare(&run(41, 2.8, 25.0)).unusual(), Some(true));
    }

    #[test]
    fn no_like_speed_is_no_comparison() {
        let (now, before) = (run(1, 4.5, 0.0), run(2, 2.4, 0.0));
        let got = at_like_speed(
            |session| session.streams.stance_time.clone(),
            as_run(&now),
            &[as_run(&before)],
            &Settings::default(),
        );
        assert_eq!(got, None);
    }

    /// A ride whose phase ends 20 degrees later at 250 W than at 150 W, and `later` degrees later than usual.
    fn ride(hard: f64, later: f64) -> Session {
        let mut session = ride_session(900);
        session.streams.power = stream(900, |t| Watts::new(if t < hard { 250.0 } else { 150.0 }));
        session.streams.power_phase.left = stream(900, |t| Arc {
            start: Angle::new(-10.0 + t % 3.0),
            end: Angle::new(if t < hard { 215.0 } else { 195.0 } + later + t % 3.0),
        });
        session
    }

    #[test]
    fn a_harder_ride_is_compared_at_the_power_that_both_have() {
        let (now, before) = (ride(600.0, 3.0), ride(300.0, 0.0));
        let got = power_phase_at_like_effort(&now, &[&before], Leg::Left, &Settings::default()).unwrap();
        assert!((got.end - 3.0).abs() < 1e-6 && got.start.abs() < 1e-6, "{got:?}");
        assert!(!got.end_moved(&Settings::default()), "less than ten degrees is noise");
        let moved =
            power_phase_at_like_effort(&ride(600.0, 14.0), &[&before], Leg::Left, &Settings::default());
        assert!(moved.unwrap().end_moved(&Settings::default()));
        assert_eq!(power_phase_at_like_effort(&now, &[&before], Leg::Right, &Settings::default()), None);
    }
}
