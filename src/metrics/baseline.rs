//! Against one's own earlier sessions, like with like.
//!
//! Contact time falls by 14 to 56 ms for each m/s, and balance moves with the slope (docs/sources.md, "Running sensors"): a
//! comparison that does not match speed and grade compares routes, not the runner. Each session is put into cells once
//! ([`Profile`]); comparisons read those.

use super::grade::grade;
use super::infer::ANGLE_STEP;
use super::sieve::running_seconds;
use super::{MetricId, Settings, power_phase, running, stance};
use crate::model::{Arc, Session, Span, Stream};
use crate::signal::{
    grouped_circular_median, mean, sd, signed_turn, t_quantile, weighted_circular_mean, weighted_mean,
};
use crate::units::{Angle, Leg, Legs, Percent, Quantity, Unit};
use std::collections::BTreeMap;

/// Fewer seconds than this in a cell of like speed, or of like power and cadence, are not compared.
const LEAST_IN_CELL: f64 = 20.0;
/// Fewer like seconds than this in all are no comparison.
const LEAST_ALIKE: f64 = 60.0;
/// From so many other sessions on their spread is told.
pub const LEAST_FOR_SPREAD: usize = 5;
/// Of fewer earlier rides at like effort one oddly mounted pedal would be the baseline (our own figure).
pub const LEAST_RIDES: usize = 3;
/// How many earlier rides a power phase is held against: the rider's usual of about two months, and a bound on the work.
const LATEST_RIDES: usize = 24;

/// What is compared from run to run, each with the least change that is spoken of, in the metric's unit (our own figures,
/// except balance):
/// FIT counts cadence in halves of a stride, which are steps, and no run is paced twice alike; contact time is matched to
/// within 0.2 m/s and follows speed; one athlete's balance differed by 2.2 points from run to run (docs/sources.md,
/// "Stance balance second by second"); of the others nothing is known, and the runner's own spread alone decides.
pub const COMPARED: [(MetricId, f64); 6] = [
    (MetricId::StepRate, 2.0),
    (MetricId::StanceBalance, 2.2),
    (MetricId::GroundContactTime, 10.0),
    (MetricId::VerticalOscillation, 0.0),
    (MetricId::VerticalRatio, 0.0),
    (MetricId::StepLength, 0.0),
];

/// Mean and seconds in each cell of speed.
type Cells = BTreeMap<i64, (f64, f64)>;

/// The arcs in each cell of power and cadence, each with the seconds for which it stands.
type Arcs = BTreeMap<(i64, i64), Vec<(Arc, f64)>>;

/// A session in cells of like speed, or of like power and cadence: what comparisons rest on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    speeds: BTreeMap<MetricId, Cells>,
    efforts: Legs<Arcs>,
    median: Legs<Option<Arc>>,
}

impl Profile {
    /// Puts a session into cells: running seconds on grades within 2 % where the grade is known, without `left_out`;
    /// pedalled seconds with a power phase.
    #[must_use]
    pub fn of(session: &Session, left_out: &[Span], settings: &Settings) -> Self {
        let streams = &session.streams;
        let mut speeds = BTreeMap::new();
        let mut put = |metric: MetricId, cells: Cells| {
            if !cells.is_empty() {
                speeds.insert(metric, cells);
            }
        };
        if !streams.speed.is_empty() {
            let slope = grade(session);
            macro_rules! form {
                ($metric:ident, $stream:expr, $range:expr) => {
                    put(MetricId::$metric, by_speed($stream, $range, (session, &slope), left_out, settings))
                };
            }
            form!(StepRate, &streams.step_rate, (0.0, 300.0));
            if let Some((_, shares)) = stance::recorded(session) {
                form!(StanceBalance, &shares, settings.stance_window);
            }
            let plausible = running::plausible;
            form!(GroundContactTime, &streams.stance_time, plausible(MetricId::GroundContactTime));
            form!(
                VerticalOscillation,
                &streams.vertical_oscillation,
                plausible(MetricId::VerticalOscillation)
            );
            form!(VerticalRatio, &streams.vertical_ratio, plausible(MetricId::VerticalRatio));
            form!(StepLength, &streams.step_length, plausible(MetricId::StepLength));
        }
        let efforts = Legs::from_fn(|leg| by_effort(session, leg, settings));
        let median =
            Legs::from_fn(|leg| power_phase::phase(session, leg, settings).ok().map(|phase| phase.median));
        Self { speeds, efforts, median }
    }
}

/// A run against other ones at like speed on flat ground.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AgainstOwn {
    /// What is compared.
    pub metric: MetricId,
    /// Now minus the others, in the metric's unit: the mean over the other runs.
    pub difference: f64,
    /// The runner's usual range about that mean; from five others on.
    pub usual: Option<Usual>,
    /// Other runs with enough like seconds.
    pub runs: usize,
    /// Seconds compared, the mean over the other runs.
    pub seconds: f64,
}

/// How far one run may lie from the mean of the others and still be one of them: their prediction interval, Student's t times
/// `sd sqrt(1 + 1 / n)`. What changed over the weeks is in `sd` too: this is the runner's usual range, not the noise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// The standard error of the difference, in the metric's unit.
    pub error: f64,
    /// Its degrees of freedom.
    pub freedom: f64,
    /// Less than this is never spoken of, in the metric's unit.
    pub least: f64,
}

impl Usual {
    /// The greatest difference inside the range at 95 %, all of so many comparisons taken together (Bonferroni).
    #[must_use]
    pub fn at(self, comparisons: usize) -> f64 {
        let level = 1.0 - 0.025 / comparisons.max(1) as f64;
        t_quantile(level, self.freedom).map_or(f64::INFINITY, |t| (t * self.error).max(self.least))
    }
}

impl AgainstOwn {
    /// The unit of the difference: of a share, points.
    #[must_use]
    pub fn unit(&self) -> Unit {
        match self.metric.unit() {
            Unit::Percent => Unit::PercentagePoints,
            unit => unit,
        }
    }

    /// Decimals that the difference deserves.
    #[must_use]
    pub fn decimals(&self) -> usize {
        self.metric.decimals().max(1)
    }

    /// The smallest difference from the mean of the others that is beyond the usual range, at 95 %, in the metric's unit.
    #[must_use]
    pub fn mdc95(&self) -> Option<f64> {
        self.usual.map(|usual| usual.at(1))
    }

    /// Whether the difference is beyond the usual range. None where that is not known.
    #[must_use]
    pub fn is_told(&self) -> Option<bool> {
        self.mdc95().map(|mdc| self.difference.abs() > mdc)
    }
}

/// Compares one of [`COMPARED`] with other runs of the same runner, in order of time, in cells of like speed (within
/// 0.2 m/s). None where no other run has a minute of like seconds.
#[must_use]
pub fn at_like_speed(metric: MetricId, now: &Profile, others: &[&Profile]) -> Option<AgainstOwn> {
    let (_, least) = COMPARED.into_iter().find(|(compared, _)| *compared == metric)?;
    let here = now.speeds.get(&metric)?;
    let (mut differences, mut compared) = (Vec::new(), Vec::new());
    for there in others.iter().filter_map(|other| other.speeds.get(&metric)) {
        let (mut steps, mut weights) = (Vec::new(), Vec::new());
        for (speed, (value, seconds)) in here {
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
    let runs = differences.len();
    let spread = sd(&differences).filter(|_| runs >= LEAST_FOR_SPREAD);
    Some(AgainstOwn {
        metric,
        difference: mean(&differences)?,
        usual: spread.map(|sd| Usual {
            error: sd * (1.0 + 1.0 / runs as f64).sqrt(),
            freedom: runs as f64 - 1.0,
            least,
        }),
        runs,
        seconds: mean(&compared)?,
    })
}

fn by_speed<Q: Quantity>(
    channel: &Stream<Q>,
    (lo, hi): (f64, f64),
    (session, grade): (&Session, &Stream<Percent>),
    left_out: &[Span],
    settings: &Settings,
) -> Cells {
    let streams = &session.streams;
    let sieve = running_seconds(channel, &streams.step_rate, left_out, settings.walking_below)
        .drop("not flat", |at, _| grade.at_time(at).is_some_and(|g| g.get().abs() > settings.flat_grade))
        .drop("zero, or not plausible", |_, (value, _)| {
            value.get() <= 0.0 || value.get() < lo || hi < value.get()
        });
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
    /// What mounting and calibration alone do, degrees.
    pub noise: f64,
    /// Whether the end moved by more.
    pub end_moved: bool,
    /// Seconds that were compared: of each cell, those of this ride or of the earlier ones, whichever are fewer.
    pub seconds: f64,
    /// Earlier rides with like seconds.
    pub rides: usize,
}

/// Compares one leg's power phase with the latest of the earlier rides (in order of time), in cells of like power (within
/// 10 %) and cadence (within 5 rpm). None where there is no phase, no minute of like seconds, or fewer than
/// [`LEAST_RIDES`] rides that have some.
#[must_use]
pub fn power_phase_at_like_effort(
    now: &Profile,
    earlier: &[&Profile],
    leg: Leg,
    settings: &Settings,
) -> Option<PhaseAgainstOwn> {
    let here = now.efforts.of(leg);
    let median = now.median.of(leg).as_ref()?;
    let latest = earlier.iter().rev().take(LATEST_RIDES).map(|profile| profile.efforts.of(leg));
    let (mut pooled, mut rides) = (Arcs::new(), 0);
    for there in latest {
        let shared = || there.iter().filter(|(cell, _)| here.contains_key(cell));
        rides += usize::from(shared().next().is_some());
        for (cell, arcs) in shared() {
            pooled.entry(*cell).or_default().extend(arcs);
        }
    }
    let (mut starts, mut ends, mut weights) = (Vec::new(), Vec::new(), Vec::new());
    for (cell, arcs) in here.iter().filter(|(_, arcs)| seconds_of(arcs) >= LEAST_IN_CELL) {
        let others = pooled.get(cell).filter(|arcs| seconds_of(arcs) >= LEAST_IN_CELL);
        let Some((others, before)) = others.and_then(|arcs| Some((arcs, median_arc(arcs)?))) else {
            continue;
        };
        let after = median_arc(arcs)?;
        starts.push(after.start.get() - before.start.get());
        ends.push(after.end.get() - before.end.get());
        weights.push(seconds_of(arcs).min(seconds_of(others)));
    }
    let seconds: f64 = weights.iter().sum();
    if seconds < LEAST_ALIKE || rides < LEAST_RIDES {
        return None;
    }
    let (start, end) = (
        signed_turn(weighted_circular_mean(&starts, &weights)?),
        signed_turn(weighted_circular_mean(&ends, &weights)?),
    );
    let earlier =
        Arc { start: Angle::new(median.start.get() - start), end: Angle::new(median.end.get() - end) };
    Some(PhaseAgainstOwn {
        earlier,
        start,
        end,
        noise: settings.angle_noise,
        end_moved: end.abs() >= settings.angle_noise,
        seconds,
        rides,
    })
}

fn seconds_of(arcs: &[(Arc, f64)]) -> f64 {
    arcs.iter().map(|(_, seconds)| seconds).sum()
}

/// The circular medians of start and end, weighted by time.
fn median_arc(arcs: &[(Arc, f64)]) -> Option<Arc> {
    let weights: Vec<f64> = arcs.iter().map(|(_, seconds)| *seconds).collect();
    let median = |read: fn(&Arc) -> Angle| {
        let angles: Vec<f64> = arcs.iter().map(|(arc, _)| read(arc).get()).collect();
        grouped_circular_median(&angles, &weights, ANGLE_STEP).map(Angle::new)
    };
    Some(Arc { start: median(|arc| arc.start)?, end: median(|arc| arc.end)? })
}

/// The arcs in each cell of power (steps of 20 %) and cadence (steps of 10 rpm).
fn by_effort(ride: &Session, leg: Leg, settings: &Settings) -> Arcs {
    let mut cells = Arcs::new();
    let step = (1.0 + 2.0 * settings.like_power / 100.0).ln();
    for (at, (arc, seconds)) in power_phase::judged_arcs(ride, leg, settings).unwrap_or_default().iter() {
        let (power, rate) = (ride.streams.power.at_time(at), ride.streams.crank_rate.at_time(at));
        if let (Some(power), Some(rate)) = (power.filter(|power| power.get() > 0.0), rate) {
            let cell = (power.get().ln() / step, rate.get() / (2.0 * settings.like_crank_rate));
            cells
                .entry((cell.0.round() as i64, cell.1.round() as i64))
                .or_default()
                .push((arc, seconds.get()));
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{noise, ride_session, run_session, stream};
    use crate::units::{Elapsed, Metres, Milliseconds, Speed, Watts};

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

    fn profile(session: &Session) -> Profile {
        Profile::of(session, &[], &Settings::default())
    }

    fn contact(now: &Session, others: &[Session]) -> Option<AgainstOwn> {
        let others: Vec<Profile> = others.iter().map(profile).collect();
        at_like_speed(MetricId::GroundContactTime, &profile(now), &others.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_faster_run_is_compared_at_the_speed_that_both_have() {
        let (now, before) = (run(1, 3.2, 5.0), run(2, 2.8, 0.0));
        let got = contact(&now, &[before]).unwrap();
        // The plain means differ by 5 - 12 = -7 ms: they compare the speeds.
        assert!((got.difference - 5.0).abs() < 1.0, "{got:?}");
        assert_eq!((got.runs, got.is_told()), (1, None));
    }

    #[test]
    fn five_earlier_runs_tell_what_is_unusual() {
        let before: Vec<Session> = (0..6).map(|i| run(10 + i, 2.8, (i % 3) as f64)).collect();
        assert_eq!(contact(&run(40, 2.8, 1.5), &before).unwrap().is_told(), Some(false));
        assert_eq!(contact(&run(41, 2.8, 25.0), &before).unwrap().is_told(), Some(true));
    }

    /// Profiles of one cell, a run each, with these contact times.
    fn profiles(values: &[f64]) -> Vec<Profile> {
        let cell = |value: &f64| {
            BTreeMap::from([(MetricId::GroundContactTime, BTreeMap::from([(7, (*value, 600.0))]))])
        };
        values.iter().map(|value| Profile { speeds: cell(value), ..Profile::default() }).collect()
    }

    #[test]
    fn chance_speaks_up_in_one_of_twenty_comparisons_whatever_their_number() {
        for others in [5, 8, 20] {
            let told = (0..4000)
                .filter(|seed| {
                    let values: Vec<f64> =
                        noise(1 + *seed, others + 1, 0.0).iter().map(|v| 250.0 + 40.0 * v).collect();
                    let all = profiles(&values);
                    let before: Vec<&Profile> = all[1..].iter().collect();
                    at_like_speed(MetricId::GroundContactTime, &all[0], &before).unwrap().is_told()
                        == Some(true)
                })
                .count();
            assert!((120..=260).contains(&told), "{told} of 4000 with {others} others");
        }
    }

    #[test]
    fn many_comparisons_at_once_take_a_greater_difference() {
        let usual = Usual { error: 10.0, freedom: 1e6, least: 0.0 };
        assert!((usual.at(1) - 19.6).abs() < 0.01 && (usual.at(12) - 28.65).abs() < 0.02);
        assert!((Usual { least: 25.0, ..usual }.at(1) - 25.0).abs() < 1e-12);
    }

    #[test]
    fn no_like_speed_is_no_comparison() {
        let (now, before) = (run(1, 4.5, 0.0), run(2, 2.4, 0.0));
        assert_eq!(contact(&now, &[before]), None);
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
        let before = profile(&ride(300.0, 0.0));
        let compare = |later: f64, leg: Leg| {
            let now = profile(&ride(600.0, later));
            power_phase_at_like_effort(&now, &[&before; LEAST_RIDES], leg, &Settings::default())
        };
        let got = compare(3.0, Leg::Left).unwrap();
        assert!((got.end - 3.0).abs() < 1e-6 && got.start.abs() < 1e-6, "{got:?}");
        assert!(!got.end_moved, "less than ten degrees is noise");
        assert!(compare(14.0, Leg::Left).unwrap().end_moved);
        assert_eq!(compare(3.0, Leg::Right), None);
        let now = profile(&ride(600.0, 3.0));
        assert_eq!(power_phase_at_like_effort(&now, &[&before; 2], Leg::Left, &Settings::default()), None);
    }

    #[test]
    fn a_smart_recording_is_compared_by_its_seconds() {
        // A record each five seconds: 180 of them stand for 900 s.
        let mut now = ride(0.0, 2.0);
        let fifth: Vec<_> =
            now.streams.power_phase.left.iter().filter(|(at, _)| at.get() % 5.0 < 0.5).collect();
        now.streams.power_phase.left = Stream::new(fifth, &[]).unwrap();
        let before = profile(&ride(0.0, 0.0));
        let now = profile(&now);
        let got = power_phase_at_like_effort(&now, &[&before; 3], Leg::Left, &Settings::default()).unwrap();
        assert!((got.seconds - 900.0).abs() < 1e-6, "{got:?}");
    }

    #[test]
    fn junk_balance_at_starts_and_stops_does_not_enter_a_comparison() {
        let balanced = |junk: f64| {
            let mut session = run(3, 2.8, 0.0);
            session.streams.stance_balance =
                stream(900, |t| crate::units::LeftShare::new(if t % 9.0 < 1.0 { junk } else { 50.5 }));
            profile(&session)
        };
        let got = at_like_speed(MetricId::StanceBalance, &balanced(62.0), &[&balanced(8.0)]).unwrap();
        assert!(got.difference.abs() < 1e-9, "{got:?}");
    }

    #[test]
    fn hills_do_not_enter_a_comparison() {
        let mut hilly = run(5, 2.8, 0.0);
        let flat = hilly.streams.stance_time.clone();
        // The faster half is a climb of 5 %, on which contact lasts 40 ms longer.
        let climbs = |t: f64| (t - 450.0).max(0.0);
        hilly.streams.distance = stream(900, |t| Metres::new(2.8 * t + 0.4 * climbs(t)));
        hilly.streams.altitude = stream(900, |t| Metres::new(80.0 + 0.05 * 3.2 * climbs(t)));
        let longer = |t: Elapsed| if t.get() < 450.0 { 0.0 } else { 40.0 };
        let samples: Vec<_> =
            flat.iter().map(|(at, contact)| (at, Milliseconds::new(contact.get() + longer(at)))).collect();
        hilly.streams.stance_time = Stream::new(samples, &[]).unwrap();
        let got = contact(&hilly, &[run(6, 2.8, 0.0)]).unwrap();
        assert!(got.difference.abs() < 1.0 && got.seconds < 500.0, "{got:?}");
    }

    #[test]
    fn two_points_of_balance_between_two_runs_are_never_called_more_than_chance() {
        let balanced = |left: f64| {
            let mut session = run(3, 2.8, 0.0);
            session.streams.stance_balance =
                stream(900, |t| crate::units::LeftShare::new(left + 0.01 * (t % 2.0)));
            profile(&session)
        };
        // A runner who by luck never varied so far.
        let before: Vec<Profile> = (0..6).map(|i| balanced(50.0 + 0.01 * f64::from(i))).collect();
        let before: Vec<&Profile> = before.iter().collect();
        let told =
            |left: f64| at_like_speed(MetricId::StanceBalance, &balanced(left), &before).unwrap().is_told();
        assert_eq!((told(52.1), told(52.4)), (Some(false), Some(true)));
    }
}
