//! Cadence: steps a minute on foot, crank revolutions a minute on the bike. Never the one for the other.

use super::infer::Claim;
use super::sieve::Sieve;
use super::{Doc, Evidence, Measure, Missing, Settings};
use crate::model::{Session, Span};
use crate::signal::{weighted_mean, weighted_quantile};
use crate::units::{CrankRate, StepRate, Unit};

/// No crank turns faster under a rider for long, rpm: above it a sensor miscounts.
const FASTEST_CRANK: f64 = 220.0;
/// No runner steps faster, steps/min: above it a watch counts twice.
const FASTEST_STEPS: f64 = 300.0;

/// Pedalling cadence: the seconds from which it is taken.
pub(crate) fn pedalled(session: &Session, settings: &Settings) -> Sieve<CrankRate> {
    ridden(session).drop("not pedalling (cadence below the pedalling threshold)", |_, rate| {
        rate.get() < settings.pedalling_from
    })
}

/// Every second with a believable cadence, coasting included.
pub(crate) fn ridden(session: &Session) -> Sieve<CrankRate> {
    Sieve::new(&session.streams.crank_rate)
        .drop("faster than a crank turns (above 220 rpm)", |_, rate| rate.get() > FASTEST_CRANK)
}

/// Why there is no pedalling cadence at all: no channel, or one that holds zeros alone.
fn no_crank(session: &Session) -> Option<Missing> {
    let rates = session.streams.crank_rate.values();
    match rates.iter().all(|rate| rate.get() <= 0.0) {
        _ if rates.is_empty() => Some(Missing::NotRecorded),
        true => Some(Missing::NotMeasured),
        false => None,
    }
}

/// Median of the pedalling seconds, rpm. A ride that was never pedalled has no cadence.
pub(crate) fn crank_rate(session: &Session, settings: &Settings) -> Measure {
    if let Some(missing) = no_crank(session) {
        return Measure::Missing(missing);
    }
    let sieve = pedalled(session, settings);
    let rule = format!(
        "median over time of the seconds pedalled at {} rpm or more; coasting stands apart",
        settings.pedalling_from
    );
    let ledger = sieve.ledger("record.cadence", rule);
    Claim::new(Unit::RevolutionsPerMinute, ledger, settings).median(&sieve.samples(CrankRate::get))
}

/// Share of the recorded seconds without pedalling, %.
pub(crate) fn coasting_share(session: &Session, settings: &Settings) -> Measure {
    if let Some(missing) = no_crank(session) {
        return Measure::Missing(missing);
    }
    let sieve = ridden(session);
    let rule = format!("share of the recorded seconds with a cadence below {} rpm", settings.pedalling_from);
    let ledger = sieve.ledger("record.cadence", rule);
    let coasts = |rate: CrankRate| f64::from(u8::from(rate.get() < settings.pedalling_from));
    Claim::new(Unit::Percent, ledger, settings).share(&sieve.samples(coasts))
}

/// How a rider pedalled, in more detail than the median.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pedalling {
    /// Median of the pedalling seconds, rpm.
    pub median: f64,
    /// Lower quartile, rpm.
    pub p25: f64,
    /// Upper quartile, rpm.
    pub p75: f64,
    /// The configured band, rpm.
    pub band: (f64, f64),
    /// Share of the pedalling seconds inside it, its ends included, %.
    pub in_band: f64,
    /// Seconds pedalled.
    pub pedalled: f64,
    /// Seconds recorded without pedalling.
    pub coasted: f64,
}

/// The spread of pedalling cadence; none where nothing was pedalled.
#[must_use]
pub fn pedalling(session: &Session, settings: &Settings) -> Option<Pedalling> {
    let samples = pedalled(session, settings).samples(CrankRate::get);
    let recorded = ridden(session).samples(CrankRate::get).seconds;
    let (values, weights) = (samples.all(), samples.all_weights());
    let at = |p: f64| weighted_quantile(&values, &weights, p);
    let (lo, hi) = settings.bike_band;
    let inside = samples.map(|rate| if lo <= rate && rate <= hi { 100.0 } else { 0.0 }).all();
    Some(Pedalling {
        median: at(0.5)?,
        p25: at(0.25)?,
        p75: at(0.75)?,
        band: (lo, hi),
        in_band: weighted_mean(&inside, &weights)?,
        pedalled: samples.seconds,
        coasted: (recorded - samples.seconds).max(0.0),
    })
}

/// The seconds run, from which running cadence is taken.
pub(crate) fn run(session: &Session, left_out: &[Span], settings: &Settings) -> Sieve<StepRate> {
    Sieve::new(&session.streams.step_rate)
        .drop("standing (cadence 0)", |_, rate| rate.get() <= 0.0)
        .drop_spans("inside a drill rep", left_out)
        .drop("walking (cadence below the walking threshold)", |_, rate| rate.get() < settings.walking_below)
        .drop("faster than a runner steps (above 300 steps/min)", |_, rate| rate.get() > FASTEST_STEPS)
}

/// Mean of the running seconds, steps/min.
pub(crate) fn step_rate(session: &Session, left_out: &[Span], settings: &Settings) -> Measure {
    if session.streams.step_rate.is_empty() {
        return Measure::Missing(Missing::NotRecorded);
    }
    let sieve = run(session, left_out, settings);
    let rule = format!(
        "mean over time of the seconds at {} steps/min or more, both feet; drill reps left out",
        settings.walking_below
    );
    let ledger = sieve.ledger("record.cadence", rule);
    Claim::new(Unit::StepsPerMinute, ledger, settings).mean(&sieve.samples(StepRate::get))
}

/// Which fifth of Garmin's own research population a figure of running falls in. For display; no verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GarminZone {
    /// Below the 5th percentile.
    Red,
    /// 5th to 29th.
    Orange,
    /// 30th to 69th.
    Green,
    /// 70th to 95th.
    Blue,
    /// Above the 95th.
    Purple,
}

impl GarminZone {
    /// Garmin's name of its colour.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Orange => "orange",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Purple => "purple",
        }
    }

    /// The percentiles of Garmin's research population that the zone spans.
    #[must_use]
    pub fn percentiles(self) -> &'static str {
        match self {
            Self::Red => "below the 5th",
            Self::Orange => "5th to 29th",
            Self::Green => "30th to 69th",
            Self::Blue => "70th to 95th",
            Self::Purple => "above the 95th",
        }
    }
}

/// Garmin's published zone of a running cadence, rounded to whole steps first (Garmin FR945 manual).
#[must_use]
pub fn garmin_zone(cadence: StepRate) -> GarminZone {
    match cadence.get().round() {
        rate if rate > 183.0 => GarminZone::Purple,
        rate if rate >= 174.0 => GarminZone::Blue,
        rate if rate >= 164.0 => GarminZone::Green,
        rate if rate >= 153.0 => GarminZone::Orange,
        _ => GarminZone::Red,
    }
}

/// What `explain` says of bike cadence.
pub const CRANK_DOC: Doc = Doc {
    title: "Pedalling cadence",
    formula: "Median over time of the crank revolutions a minute (rpm) of the seconds pedalled. Beside it: the quartiles, and the \
              share of the pedalled seconds inside the band, ends included.",
    dropped: "Seconds below 30 rpm (coasting, reported as its own share); above 220 rpm (miscounts).",
    evidence: Evidence::High,
    source: "Band 80 to 100 rpm, configurable: coaching pages; professionals ride at 89 rpm on the flat and 71 rpm on \
             mountains (Lucía 2001). The clinic gives no number.",
    sensor: "A cadence sensor, a power meter or a trainer.",
    limits: "No source gives a cadence for pulling through the bottom of the stroke. Gradient and gearing move it.",
};

/// What `explain` says of coasting.
pub const COASTING_DOC: Doc = Doc {
    title: "Coasting",
    formula: "Share of the recorded seconds with a cadence below 30 rpm, %.",
    dropped: "Seconds without a cadence; above 220 rpm (miscounts).",
    evidence: Evidence::High,
    source: "By definition.",
    sensor: "A cadence sensor, a power meter or a trainer.",
    limits: "A sensor that sends nothing while the crank stands still makes coasting look like a gap.",
};

/// What `explain` says of running cadence.
pub const STEP_DOC: Doc = Doc {
    title: "Running cadence",
    formula: "Mean over time of the steps a minute of both feet: twice the strides a minute that FIT records, with their \
              fraction.",
    dropped: "Standing (0), walking (below 140 steps/min), above 300 steps/min, the reps of a drill.",
    evidence: Evidence::Medium,
    source: "Held against the runner's own runs at like speed; a raise of 5 to 10 % is an optional target (Heiderscheit \
             2011). Garmin's zones, shown and never judged, are percentiles of its own population: red below 153, orange 153 to 163, \
             green 164 to 173, blue 174 to 183, purple above 183. The clinic gives no number.",
    sensor: "Any running watch.",
    limits: "180 is no norm: cadence depends on speed and on the runner. Studies disagree on cadence and injury, so \
             nothing is concluded from it.",
};

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{noise, ride_session, run_session, stream};
    use crate::model::Stream;
    use crate::units::Elapsed;

    #[test]
    fn zeros_are_coasting_and_not_part_of_the_cadence() {
        let mut ride = ride_session(1200);
        let wander = noise(1, 1200, 0.9);
        ride.streams.crank_rate = stream(1200, |t| {
            CrankRate::new(if t < 300.0 { 0.0 } else { (88.0 + 4.0 * wander[t as usize]).round() })
        });
        let settings = Settings::default();
        let cadence = crank_rate(&ride, &settings).known().unwrap().clone();
        assert!((cadence.value - 88.0).abs() < 1.5, "{cadence:?}");
        let (lo, hi) = cadence.ci95().unwrap();
        assert!(lo <= cadence.value && cadence.value <= hi);
        assert_eq!((cadence.n, cadence.ledger.dropped[0].samples), (900, 300));
        assert!((coasting_share(&ride, &settings).known().unwrap().value - 25.0).abs() < 1e-9);
        let detail = pedalling(&ride, &settings).unwrap();
        assert_eq!((detail.pedalled, detail.coasted), (900.0, 300.0));
        assert!(detail.p25 <= detail.median && detail.median <= detail.p75 && detail.in_band > 90.0);
    }

    #[test]
    fn the_edges_of_the_band_are_inside_it() {
        let mut ride = ride_session(120);
        ride.streams.crank_rate = stream(120, |t| CrankRate::new(if t < 60.0 { 80.0 } else { 100.0 }));
        assert!((pedalling(&ride, &Settings::default()).unwrap().in_band - 100.0).abs() < 1e-9);
    }

    #[test]
    fn smart_recording_weighs_each_sample_by_the_seconds_it_stands_for() {
        let mut ride = ride_session(10);
        // Ten minutes at 60 rpm in samples of ten seconds, then five at 90 in samples of one.
        let slow = (0..60).map(|i| (Elapsed::new(f64::from(i) * 10.0), CrankRate::new(60.0)));
        let fast = (0..300).map(|i| (Elapsed::new(600.0 + f64::from(i)), CrankRate::new(90.0)));
        let samples: Vec<_> = slow.chain(fast).collect();
        ride.streams.crank_rate = Stream::new(samples, &[]).unwrap();
        let got = crank_rate(&ride, &Settings::default());
        // Steps of 10 s among steps of 1 s are gaps to the model, and a sample never stands for a gap.
        assert!(got.known().is_some());
        let smart: Vec<_> = (0..200)
            .map(|i| {
                let rate = if i < 100 { 60.0 } else { 90.0 };
                let at = if i < 100 { 6.0 * f64::from(i) } else { 600.0 + 4.0 * f64::from(i - 100) };
                (Elapsed::new(at), CrankRate::new(rate))
            })
            .collect();
        ride.streams.crank_rate = Stream::new(smart, &[]).unwrap();
        let got = crank_rate(&ride, &Settings::default()).known().unwrap().clone();
        assert_eq!((got.value, got.n), (60.0, 200));
    }

    #[test]
    fn a_ride_of_coasting_has_a_coasting_share_and_no_cadence() {
        let mut ride = ride_session(600);
        ride.streams.crank_rate = stream(600, |t| CrankRate::new(if t < 3.0 { 12.0 } else { 0.0 }));
        let settings = Settings::default();
        assert_eq!(crank_rate(&ride, &settings), Measure::Missing(Missing::TooFewSamples));
        assert_eq!(coasting_share(&ride, &settings).known().unwrap().value, 100.0);
        // Zeros alone: nobody can tell a ride without a turn from a sensor that is not there.
        ride.streams.crank_rate = stream(600, |_| CrankRate::new(0.0));
        assert_eq!(crank_rate(&ride, &settings), Measure::Missing(Missing::NotMeasured));
        assert_eq!(coasting_share(&ride, &settings), Measure::Missing(Missing::NotMeasured));
        assert_eq!(pedalling(&ride, &settings), None);
        ride.streams.crank_rate = Stream::default();
        assert_eq!(crank_rate(&ride, &settings), Measure::Missing(Missing::NotRecorded));
    }

    #[test]
    fn standing_walking_and_drills_are_no_running_cadence() {
        let mut run = run_session(900);
        run.streams.step_rate = stream(900, |t| {
            StepRate::new(match t as i64 {
                0..100 => 0.0,
                100..200 => 112.0,
                200..230 => 198.0,
                _ => 164.0 + (t % 5.0),
            })
        });
        let rep = Span { start: Elapsed::new(200.0), end: Elapsed::new(229.0) };
        let got = step_rate(&run, &[rep], &Settings::default()).known().unwrap().clone();
        assert!((got.value - 166.0).abs() < 1e-9);
        assert_eq!(got.ledger.dropped.iter().map(|lot| lot.samples).collect::<Vec<_>>(), [100, 30, 100]);
    }

    #[test]
    fn garmin_zones_follow_the_published_table() {
        let zone = |rate: f64| garmin_zone(StepRate::new(rate));
        assert_eq!(zone(152.0), GarminZone::Red);
        assert_eq!(zone(153.0), GarminZone::Orange);
        assert_eq!(zone(163.6), GarminZone::Green);
        assert_eq!(zone(174.0), GarminZone::Blue);
        assert_eq!(zone(183.4), GarminZone::Blue);
        assert_eq!(zone(184.0), GarminZone::Purple);
    }

    #[test]
    fn a_half_cadence_gives_no_number_rather_than_half_of_one() {
        let mut run = run_session(900);
        run.streams.step_rate = stream(900, |t| StepRate::new(82.0 + t % 3.0));
        let got = step_rate(&run, &[], &Settings::default());
        assert_eq!(got, Measure::Missing(Missing::TooFewSamples));
    }

    #[test]
    fn seconds_that_are_counted_twice_are_left_out() {
        let mut run = run_session(900);
        run.streams.step_rate =
            stream(900, |t| StepRate::new(if t < 120.0 { 332.0 } else { 165.0 + t % 3.0 }));
        let got = step_rate(&run, &[], &Settings::default()).known().unwrap().clone();
        assert!((got.value - 166.0).abs() < 1e-9, "{got:?}");
        assert_eq!(got.ledger.dropped.last().map(|lot| lot.samples), Some(120));
    }
}
