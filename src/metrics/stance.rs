//! Stance balance: the left foot's share of ground contact time.

use super::grade::grade;
use super::infer::{Claim, effective};
use super::sieve::{Samples, Sieve, is_exactly, running_seconds};
use super::{Doc, Evidence, Ledger, Measure, Missing, Settings};
use crate::model::{Session, Span, Stream};
use crate::signal::weighted_mean;
use crate::units::{LeftShare, Leg, Speed, StepRate};

/// Where a session's stance balance comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// FIT `stance_time_balance`.
    Recorded,
    /// The contact times of both feet, from developer fields.
    BothFeet,
}

impl Origin {
    /// The field, as a ledger names it.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Recorded => "record.stance_time_balance",
            Self::BothFeet => "developer fields: contact time of each foot",
        }
    }
}

/// The left share of contact at each second, as recorded: `stance_time_balance`, else from both feet's contact times.
/// `stance_time_percent` is another thing (the share of the step that is contact) and is never used here.
#[must_use]
pub fn recorded(session: &Session) -> Option<(Origin, Stream<LeftShare>)> {
    let streams = &session.streams;
    if !streams.stance_balance.is_empty() {
        return Some((Origin::Recorded, streams.stance_balance.clone()));
    }
    let feet = streams.foot_contact.left.join(&streams.foot_contact.right);
    let shares = feet.map(|(left, right)| LeftShare::new(100.0 * left.get() / (left.get() + right.get())));
    (!shares.is_empty()).then_some((Origin::BothFeet, shares))
}

/// The seconds of stance balance that are judged.
pub(crate) struct Judged {
    pub(crate) origin: Origin,
    pub(crate) sieve: Sieve<(LeftShare, Option<StepRate>)>,
}

impl Judged {
    fn rule(&self, settings: &Settings, where_: &str) -> Ledger {
        let (lo, hi) = settings.stance_window;
        let rule = format!(
            "mean over time of the running seconds{where_}; zeros, values outside {lo} to {hi} %, walking and drill \
             reps left out"
        );
        self.sieve.ledger(self.origin.field(), rule)
    }

    pub(crate) fn samples(&self) -> Samples {
        self.sieve.samples(|(share, _)| share.get())
    }
}

/// Cleans a session's stance balance.
///
/// # Errors
/// `NotRecorded` without a channel; `NotMeasured` where it holds zeros alone, or nearly nothing but exactly 50.
pub(crate) fn judged(session: &Session, left_out: &[Span], settings: &Settings) -> Result<Judged, Missing> {
    let (origin, shares) = recorded(session).ok_or(Missing::NotRecorded)?;
    let (lo, hi) = settings.stance_window;
    if shares.values().iter().all(|share| share.get() <= 0.0) {
        return Err(Missing::NotMeasured);
    }
    let sieve = running_seconds(&shares, &session.streams.step_rate, left_out, settings.walking_below)
        .drop("zero (nothing measured)", |_, (share, _)| share.get() <= 0.0)
        .drop("outside the plausible window (a start or a stop)", |_, (share, _)| {
            share.get() < lo || hi < share.get()
        });
    if sieve.is_nearly_all(|(share, _)| is_exactly(share.get(), 50.0)) {
        return Err(Missing::NotMeasured);
    }
    Ok(Judged { origin, sieve })
}

/// Mean left share of contact time, %.
#[must_use]
pub fn balance(session: &Session, left_out: &[Span], settings: &Settings) -> Measure {
    match judged(session, left_out, settings) {
        Ok(judged) => Claim::balance(judged.rule(settings, ""), settings).mean(&judged.samples()),
        Err(missing) => Measure::Missing(missing),
    }
}

/// The same on flat ground only: seconds steeper than the flat grade, or of unknown grade, are left out.
#[must_use]
pub fn balance_flat(session: &Session, left_out: &[Span], settings: &Settings) -> Measure {
    let grade = grade(session);
    if grade.is_empty() {
        return Measure::Missing(Missing::NotRecorded);
    }
    match judged(session, left_out, settings) {
        Ok(mut judged) => {
            // A part of the run is worth no more than the whole: what is slow in it is harder to see in pieces.
            let most = effective(&judged.samples()).map_or(f64::INFINITY, |whole| whole.n_eff);
            judged.sieve = judged
                .sieve
                .drop("grade not known", |at, _| grade.at_time(at).is_none())
                .drop("not flat", |at, _| {
                    grade.at_time(at).is_some_and(|g| g.get().abs() > settings.flat_grade)
                });
            let ledger = judged.rule(settings, &format!(" on a grade within {} %", settings.flat_grade));
            Claim { most, ..Claim::balance(ledger, settings) }.mean(&judged.samples())
        }
        Err(missing) => Measure::Missing(missing),
    }
}

/// The balance of the first and of the last third of the elapsed time, left %: does it drift as the run goes on?
#[derive(Debug, Clone, PartialEq)]
pub struct Thirds {
    /// Where the balance comes from.
    pub origin: Origin,
    /// The first third.
    pub first: Measure,
    /// The last third.
    pub last: Measure,
}

impl Thirds {
    /// Last minus first, pp, with its 95 % interval: the thirds lie far apart and count as independent, so their half widths
    /// add as squares. None where one of them bears no interval.
    #[must_use]
    pub fn shift(&self) -> Option<(f64, (f64, f64))> {
        let (first, last) = (self.first.known()?, self.last.known()?);
        let half = |(lo, hi): (f64, f64)| (hi - lo) / 2.0;
        let (shift, half) = (last.value - first.value, half(first.ci95()?).hypot(half(last.ci95()?)));
        Some((shift, (shift - half, shift + half)))
    }
}

/// First against last third of the session's elapsed time.
///
/// # Errors
/// As for [`balance`], the reason why there is none.
pub fn by_thirds(session: &Session, left_out: &[Span], settings: &Settings) -> Result<Thirds, Missing> {
    let third = |from: f64, to: f64, words: &str| -> Result<Measure, Missing> {
        let (from, to) = (from * session.elapsed.get(), to * session.elapsed.get());
        let mut judged = judged(session, left_out, settings)?;
        judged.sieve =
            judged.sieve.drop("another part of the run", |at, _| at.get() < from || to <= at.get());
        let mut claim = Claim::balance(judged.rule(settings, words), settings);
        claim.min_minutes /= 3.0;
        Ok(claim.mean(&judged.samples()))
    };
    Ok(Thirds {
        origin: judged(session, left_out, settings)?.origin,
        first: third(0.0, 1.0 / 3.0, " of the first third")?,
        last: third(2.0 / 3.0, f64::INFINITY, " of the last third")?,
    })
}

/// The balance in one band of speed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpeedBin {
    /// From, m/s.
    pub from: Speed,
    /// To, m/s.
    pub to: Speed,
    /// Seconds in it.
    pub seconds: f64,
    /// Mean left share.
    pub balance: LeftShare,
}

/// Speed bands are this wide, m/s: twice what counts as like speed.
const SPEED_BAND: f64 = 0.4;
/// Fewer seconds in a band tell nothing.
const LEAST_IN_BAND: f64 = 30.0;

/// The balance by bands of speed, slowest first. Empty where either is not recorded.
#[must_use]
pub fn against_speed(session: &Session, left_out: &[Span], settings: &Settings) -> Vec<SpeedBin> {
    let Ok(judged) = judged(session, left_out, settings) else { return Vec::new() };
    let speeds = &session.streams.speed;
    let mut bands: std::collections::BTreeMap<i64, (Vec<f64>, Vec<f64>)> = std::collections::BTreeMap::new();
    for (at, ((share, _), seconds)) in judged.sieve.kept().iter() {
        if let Some(speed) = speeds.at_time(at).filter(|speed| (0.0..20.0).contains(&speed.get())) {
            let band = bands.entry((speed.get() / SPEED_BAND).floor() as i64).or_default();
            band.0.push(share.get());
            band.1.push(seconds.get());
        }
    }
    bands
        .into_iter()
        .filter_map(|(band, (shares, weights))| {
            let seconds: f64 = weights.iter().sum();
            let balance = LeftShare::new(weighted_mean(&shares, &weights)?);
            let (from, to) = (band as f64 * SPEED_BAND, (band + 1) as f64 * SPEED_BAND);
            (seconds >= LEAST_IN_BAND).then_some(SpeedBin {
                from: Speed::new(from),
                to: Speed::new(to),
                seconds,
                balance,
            })
        })
        .collect()
}

/// Garmin's colour for a stance balance. Advisory: by Garmin's own table 60 % of runners are not green.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GarminBand {
    /// Up to 50.7 % on either side: the middle 40 % of runners.
    Green,
    /// 50.8 to 52.2 %: the foot that is longer on the ground.
    Orange(Leg),
    /// Above 52.2 %.
    Red(Leg),
}

impl GarminBand {
    /// The edges of Garmin's green band, left %.
    pub const GREEN: (f64, f64) = (49.3, 50.7);

    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Orange(Leg::Left) => "orange-left",
            Self::Orange(Leg::Right) => "orange-right",
            Self::Red(Leg::Left) => "red-left",
            Self::Red(Leg::Right) => "red-right",
        }
    }

    /// In words, always with Garmin's name.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Green => "Garmin's green band (50.7 % L to 50.7 % R)".to_owned(),
            Self::Orange(leg) => format!("Garmin's orange band (50.8 to 52.2 % {})", leg.letter()),
            Self::Red(leg) => format!("Garmin's red band (above 52.2 % {})", leg.letter()),
        }
    }
}

/// Garmin's band of a mean balance. Garmin's table has a resolution of 0.1, so the larger side is rounded to 0.1
/// first, half up (Enduro 3 manual).
#[must_use]
pub fn garmin_band(balance: LeftShare) -> GarminBand {
    let leg = if balance.get() >= 50.0 { Leg::Left } else { Leg::Right };
    let larger = balance.get().max(balance.right().get());
    // FIT's resolution is 0.01: a hundredth of that is added so that 50.75, which binary floating point cannot hold
    // exactly, rounds up from either side.
    let tenths = (larger * 10.0 + 0.5 + 1e-3).floor() as i64;
    match tenths {
        ..=507 => GarminBand::Green,
        508..=522 => GarminBand::Orange(leg),
        _ => GarminBand::Red(leg),
    }
}

/// What `explain` says of stance balance.
pub const BALANCE_DOC: Doc = Doc {
    title: "Stance balance",
    formula: "Mean over time of the left foot's share of ground contact time, %; the right share is what is left to \
              100. Beside it: the first and the last third of the run with the shift between them, and the mean in bands of \
              speed of 0.4 m/s.",
    dropped: "Zeros; values outside 40 to 60 % (starts and stops); walking (below 140 steps/min); the reps of a drill. \
              No interval, and so no verdict, below ten valid minutes or twelve effective samples.",
    evidence: Evidence::Low,
    source: "Garmin's published bands: 50.7 % left to 50.7 % right holds the middle 40 % of runners, above 52.2 % are the \
             outer 10 %. Studies of balance and running economy contradict each other (Joubert 2020, n 11; Seminati \
             2013).",
    sensor: "A chest strap or pod with running dynamics (HRM-Pro, HRM-Run, RD Pod), COROS pod, RunScribe, or Stryd with \
             two pods.",
    limits: "Advisory. 60 % of runners are not in Garmin's green band, and hills move it. Two single sessions of one runner \
             differ by up to about 2.2 points by chance. Sensor accuracy for balance is not published. It drifts slowly: in public \
             runs of half an hour to two hours it is often worth fewer than twelve independent samples, and then no interval \
             is claimed.",
};

/// What `explain` says of stance balance on flat ground.
pub const FLAT_DOC: Doc = Doc {
    title: "Stance balance on flat ground",
    formula: "As stance balance, of the seconds on a grade within 2 % either way. The grade is the device's, else altitude \
              (smoothed over 11 s) over the 30 m before and after.",
    dropped: "As stance balance; seconds steeper than 2 % or of unknown grade. Worth no more independent samples than the whole run.",
    evidence: Evidence::Low,
    source: "Garmin: many runners deviate on hills. In public files the balance moved by -0.26 to +0.31 points for each \
             1 % of grade.",
    sensor: "As stance balance, with altitude and distance.",
    limits: "As stance balance. Camber and bends remain.",
};

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{noise, run_session, stream};
    use crate::metrics::{Certainty, Untold};
    use crate::units::{Metres, Milliseconds, Percent};

    /// A run whose left share is `mean` with the wander that straps show.
    fn run(seconds: usize, mean: f64) -> Session {
        let wander = noise(3, seconds, 0.9);
        let mut session = run_session(seconds);
        session.streams.stance_balance = stream(seconds, |t| LeftShare::new(mean + 0.6 * wander[t as usize]));
        session
    }

    fn estimate(session: &Session) -> crate::metrics::Estimate {
        balance(session, &[], &Settings::default()).known().unwrap().clone()
    }

    #[test]
    fn the_mean_lies_in_an_interval_that_knows_of_the_correlation() {
        let got = estimate(&run(1800, 51.3));
        let (lo, hi) = got.ci95().unwrap();
        assert!(lo < 51.3 && 51.3 < hi, "{lo} {hi}");
        assert!(got.n == 1800 && got.n_eff.unwrap() < 250.0);
    }

    #[test]
    fn junk_at_starts_and_stops_is_dropped_and_booked() {
        let mut session = run(1200, 50.0);
        let clean = session.streams.stance_balance.clone();
        let samples = clean.iter().map(|(at, share)| match at.get() as i64 {
            0..5 => (at, LeftShare::new(0.0)),
            5..8 => (at, LeftShare::new(62.0)),
            8..10 => (at, LeftShare::new(17.0)),
            _ => (at, share),
        });
        session.streams.stance_balance = Stream::new(samples.collect::<Vec<_>>(), &[]).unwrap();
        let got = estimate(&session);
        assert!((got.value - 50.0).abs() < 0.3);
        assert_eq!(got.ledger.used, 1190);
        let dropped: Vec<usize> = got.ledger.dropped.iter().map(|lot| lot.samples).collect();
        assert_eq!(dropped, [5, 5]);
    }

    #[test]
    fn walking_is_not_judged() {
        let mut session = run(1200, 50.0);
        session.streams.step_rate = stream(1200, |t| StepRate::new(if t < 400.0 { 110.0 } else { 165.0 }));
        assert_eq!(estimate(&session).n, 800);
    }

    #[test]
    fn balance_is_never_judged_inside_a_drill_rep() {
        let mut session = run(1800, 50.0);
        let wild = session.streams.stance_balance.clone();
        let samples = wild.iter().map(|(at, share)| {
            if (900.0..=915.0).contains(&at.get()) { (at, LeftShare::new(45.9)) } else { (at, share) }
        });
        session.streams.stance_balance = Stream::new(samples.collect::<Vec<_>>(), &[]).unwrap();
        let rep = Span { start: crate::units::Elapsed::new(900.0), end: crate::units::Elapsed::new(915.0) };
        let got = balance(&session, &[rep], &Settings::default()).known().unwrap().clone();
        assert_eq!(got.n, 1784);
        assert_eq!(got.ledger.dropped[0].samples, 16);
    }

    #[test]
    fn stance_percent_is_not_balance() {
        let mut session = run_session(1200);
        session.streams.stance_percent = stream(1200, |_| Percent::new(37.0));
        assert_eq!(balance(&session, &[], &Settings::default()), Measure::Missing(Missing::NotRecorded));
    }

    #[test]
    fn constant_fifty_is_not_measured() {
        let mut session = run_session(1200);
        session.streams.stance_balance = stream(1200, |_| LeftShare::new(50.0));
        assert_eq!(balance(&session, &[], &Settings::default()), Measure::Missing(Missing::NotMeasured));
        // A glitch, junk at the start and zeros do not make it a measurement.
        session.streams.stance_balance = stream(1200, |t| {
            LeftShare::new(match t as usize {
                0..3 => 12.0,
                3..9 => 0.0,
                700 => 50.01,
                _ => 50.0,
            })
        });
        assert_eq!(balance(&session, &[], &Settings::default()), Measure::Missing(Missing::NotMeasured));
    }

    #[test]
    fn ten_valid_minutes_are_valid_ones() {
        // Four of five seconds are zeros: 1800 s hold six valid minutes.
        let wander = noise(8, 1800, 0.3);
        let mut session = run_session(1800);
        session.streams.stance_balance = stream(1800, |t| {
            LeftShare::new(if t % 5.0 < 1.0 { 51.0 + 0.3 * wander[t as usize] } else { 0.0 })
        });
        let found = estimate(&session);
        assert_eq!((found.n, found.certainty), (360, Certainty::Untold(Untold::TooShort)));
    }

    #[test]
    fn a_stuck_sensor_of_a_minute_bears_no_verdict() {
        let mut session = run_session(70);
        session.streams.stance_balance = stream(70, |_| LeftShare::new(53.0));
        let found = estimate(&session);
        assert!((found.value - 53.0).abs() < 1e-9 && !found.bears_a_verdict(), "{found:?}");
    }

    #[test]
    fn the_flat_part_of_a_run_is_worth_no_more_than_the_run() {
        // A slow drift, seen through flat pieces of half a minute.
        let slow = noise(12, 3600, 0.995);
        let mut session = run_session(3600);
        session.streams.stance_balance = stream(3600, |t| LeftShare::new(50.0 + slow[t as usize]));
        session.streams.grade = stream(3600, |t| Percent::new(if t % 60.0 < 30.0 { 0.0 } else { 4.0 }));
        let whole = estimate(&session).n_eff.unwrap();
        let flat = balance_flat(&session, &[], &Settings::default()).known().unwrap().n_eff.unwrap();
        assert!(flat <= whole, "{flat} of {whole}");
    }

    #[test]
    fn both_feet_contact_times_make_a_balance() {
        let mut session = run_session(1200);
        let wander = noise(5, 1200, 0.5);
        session.streams.foot_contact.left = stream(1200, |t| Milliseconds::new(255.0 + wander[t as usize]));
        session.streams.foot_contact.right = stream(1200, |_| Milliseconds::new(245.0));
        let got = estimate(&session);
        assert!((got.value - 51.0).abs() < 0.05);
        assert!(got.ledger.field.starts_with("developer"));
    }

    #[test]
    fn too_few_seconds_give_no_number_and_a_short_run_no_interval() {
        let short = balance(&run(40, 51.0), &[], &Settings::default());
        assert_eq!(short, Measure::Missing(Missing::TooFewSamples));
        assert_eq!(estimate(&run(540, 51.0)).ci95(), None);
    }

    #[test]
    fn flat_ground_alone_is_told_apart() {
        let mut session = run(1800, 50.0);
        let hilly = session.streams.stance_balance.clone();
        let samples = hilly.iter().map(|(at, share)| {
            (at, if at.get() >= 900.0 { LeftShare::new(share.get() + 2.0) } else { share })
        });
        session.streams.stance_balance = Stream::new(samples.collect::<Vec<_>>(), &[]).unwrap();
        session.streams.distance = stream(1800, |t| Metres::new(3.0 * t));
        session.streams.altitude =
            stream(1800, |t| Metres::new(if t < 900.0 { 50.0 } else { 50.0 + 0.2 * (t - 900.0) }));
        let flat = balance_flat(&session, &[], &Settings::default()).known().unwrap().clone();
        assert!((flat.value - 50.0).abs() < 0.3 && (860..=930).contains(&flat.n), "{flat:?}");
        let thirds = by_thirds(&session, &[], &Settings::default()).unwrap();
        let value = |measure: &Measure| measure.known().unwrap().value;
        assert!(value(&thirds.last) - value(&thirds.first) > 1.5);
        session.streams.altitude = Stream::default();
        let unknown = balance_flat(&session, &[], &Settings::default());
        assert_eq!(unknown, Measure::Missing(Missing::NotRecorded));
    }

    #[test]
    fn speed_bands_show_where_the_balance_moves() {
        let mut session = run(1200, 50.0);
        session.streams.speed = stream(1200, |t| Speed::new(if t < 600.0 { 2.5 } else { 3.5 }));
        let bands = against_speed(&session, &[], &Settings::default());
        assert_eq!(bands.len(), 2);
        assert!((bands[0].seconds - 600.0).abs() < 1.5 && bands[0].from < bands[1].from);
    }

    #[test]
    fn garmin_rounds_half_up_to_a_tenth_before_it_colours() {
        let band = |share: f64| garmin_band(LeftShare::new(share));
        assert_eq!(band(50.0), GarminBand::Green);
        assert_eq!(band(50.74), GarminBand::Green);
        assert_eq!(band(50.75), GarminBand::Orange(Leg::Left));
        assert_eq!(band(49.26), GarminBand::Green);
        assert_eq!(band(49.25), GarminBand::Orange(Leg::Right));
        assert_eq!(band(52.24), GarminBand::Orange(Leg::Left));
        assert_eq!(band(52.25), GarminBand::Red(Leg::Left));
        assert_eq!(band(47.75), GarminBand::Red(Leg::Right));
        assert_eq!(band(47.76), GarminBand::Orange(Leg::Right));
    }
}
