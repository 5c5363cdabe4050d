//! Pedal balance: the left leg's share of power, or its distance from even where nobody knows the side.

use super::infer::Claim;
use super::meter::{Meter, meter, standing};
use super::sieve::{Samples, Sieve, is_exactly};
use super::{Certainty, Doc, Evidence, Ledger, Measure, Missing, Settings};
use crate::model::{PedalBalance, Session};
use crate::signal::{weighted_mean, weighted_quantile};
use crate::units::{Leg, Legs, Percent, Unit, Watts};

/// Whose share the cleaned balance is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The flag says so: it is the left leg's.
    Known,
    /// The flag is not set, and the user said which pedal it speaks of: it is the left leg's.
    Given,
    /// The flag is not set: it is one leg's, always the same, and nobody knows which.
    Unknown,
}

impl Side {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::Given => "given",
            Self::Unknown => "unknown",
        }
    }
}

/// A ride's pedal balance without what is no two-legged pedalling.
pub struct Clean {
    /// Whose share it is.
    pub side: Side,
    /// The kind of meter.
    pub meter: Meter,
    /// Seconds that one leg pedalled alone, by leg (side known or given): real, but no balance. None where the side is
    /// unknown.
    pub one_leg: Option<Legs<f64>>,
    /// Whether standing seconds could be told and left out.
    pub seated_only: bool,
    sieve: Sieve<(Percent, Option<Watts>)>,
}

/// Cleans a ride's pedal balance. Left out, in this order: coasting, no power, one leg alone (0 or 100 %, which is
/// also what pedals write at a stop), outside 20 to 80 %, standing where the position is known.
///
/// # Errors
/// `NotRecorded` without a channel; `WrongSensor` where the meter measures one leg; `NotMeasured` where nearly all that the
/// channel holds is exactly 0, 50 or 100; `TooFewSamples` where nothing is left.
pub fn clean(session: &Session, settings: &Settings) -> Result<Clean, Missing> {
    let streams = &session.streams;
    if streams.pedal_balance.is_empty() {
        return Err(Missing::NotRecorded);
    }
    let meter = meter(session);
    if matches!(meter, Meter::OneSided(_)) {
        return Err(Missing::WrongSensor);
    }
    let samples = streams.pedal_balance.values();
    let sided = samples.iter().filter(|sample| matches!(sample, PedalBalance::Sided(_))).count();
    // A device sets the flag always or never: the few samples of the other kind are glitches.
    let is_sided = 2 * sided >= samples.len();
    let side = match (is_sided, settings.unflagged_balance_is) {
        (true, _) => Side::Known,
        (false, Some(_)) => Side::Given,
        (false, None) => Side::Unknown,
    };
    let share = |sample: PedalBalance| match (sample, settings.unflagged_balance_is) {
        (PedalBalance::Sided(left), _) => left.get(),
        (PedalBalance::Unsided(share), Some(Leg::Right)) => 100.0 - share.get(),
        (PedalBalance::Unsided(share), _) => share.get(),
    };
    let uniform = streams
        .pedal_balance
        .filter(|_, sample| matches!(sample, PedalBalance::Sided(_)) == is_sided)
        .map(|sample| Percent::new(share(sample)));
    let crank = &streams.crank_rate;
    let driven = Sieve::new(&uniform.join_where_known(&streams.power))
        .drop("coasting (cadence below the pedalling threshold)", |at, _| {
            crank.at_time(at).is_some_and(|rate| rate.get() < settings.pedalling_from)
        })
        .drop("no power", |_, (_, watts)| watts.is_some_and(|watts| watts.get() <= 0.0));
    // What a meter writes that does not measure the legs apart.
    if [0.0, 50.0, 100.0]
        .iter()
        .any(|constant| driven.is_nearly_all(|(share, _)| is_exactly(share.get(), *constant)))
    {
        return Err(Missing::NotMeasured);
    }
    let alone = |share: f64| driven.seconds_where(|(value, _)| is_exactly(value.get(), share));
    let one_leg = (side != Side::Unknown).then(|| Legs { left: alone(100.0), right: alone(0.0) });
    let (lo, hi) = settings.pedal_window;
    let mut sieve = driven
        .drop("one leg alone (0 or 100 %)", |_, (share, _)| share.get() <= 0.0 || share.get() >= 100.0)
        .drop("outside the plausible window of two legs", |_, (share, _)| {
            share.get() < lo || hi < share.get()
        })
        .drop("standing", |at, _| standing(session, at) == Some(true));
    sieve.book("side flag not like the rest", samples.len() - uniform.len());
    if sieve.kept().is_empty() {
        return Err(Missing::TooFewSamples);
    }
    if sieve.is_nearly_all(|(share, _)| is_exactly(share.get(), 50.0)) {
        return Err(Missing::NotMeasured);
    }
    Ok(Clean { side, meter, one_leg, seated_only: !session.positions.is_empty(), sieve })
}

impl Clean {
    fn ledger(&self, sieve: &Sieve<(Percent, Option<Watts>)>, how: &str) -> Ledger {
        let estimated = if self.meter == Meter::Spider {
            " The meter sits at the spider: it estimates the legs from the two halves of the turn."
        } else {
            ""
        };
        let seated = if self.seated_only { ", seated" } else { "" };
        sieve.ledger(
            "record.left_right_balance",
            format!("{how} of the seconds pedalled with both legs{seated}.{estimated}"),
        )
    }

    /// Mean share weighted by power and time: the leg's share of the work done. Left leg's where the side is known.
    #[must_use]
    pub fn power_weighted(&self, settings: &Settings) -> Measure {
        let powered = self.sieve.kept().values().iter().any(|((_, watts), _)| watts.is_some());
        if !powered {
            return self.time_weighted(settings);
        }
        let sieve = self.sieve.clone().drop("power not recorded", |_, (_, watts)| watts.is_none());
        let watts = |(_, watts): (Percent, Option<Watts>)| watts.map_or(0.0, Watts::get);
        let samples = sieve.weighted(|(share, _)| share.get(), watts);
        Claim::balance(self.ledger(&sieve, "mean weighted by power and time"), settings).mean(&samples)
    }

    /// Mean share weighted by time alone.
    #[must_use]
    pub fn time_weighted(&self, settings: &Settings) -> Measure {
        let samples = self.sieve.samples(|(share, _)| share.get());
        Claim::balance(self.ledger(&self.sieve, "mean weighted by time"), settings).mean(&samples)
    }

    /// The cleaned samples as `(elapsed s, share %)`, one list a run.
    #[must_use]
    pub fn runs(&self) -> Vec<Vec<(f64, f64)>> {
        self.sieve.samples(|(share, _)| share.get()).points()
    }

    pub(crate) fn samples(&self) -> Samples {
        self.sieve.samples(|(share, _)| share.get())
    }

    /// The balance in bins of power; `width` W each, lowest first, empty bins left out. The left leg's share, or one leg's
    /// where nobody knows which: a distance from 50 would fold noise into an imbalance. Empty where power is not recorded.
    #[must_use]
    pub fn by_power_bins(&self, width: f64) -> Vec<PowerBin> {
        let mut bins: std::collections::BTreeMap<i64, (Vec<f64>, Vec<f64>)> =
            std::collections::BTreeMap::new();
        for ((share, watts), seconds) in self.sieve.kept().values().iter().copied() {
            let Some(watts) = watts.filter(|_| width > 0.0) else { continue };
            let bin = bins.entry((watts.get() / width).floor() as i64).or_default();
            bin.0.push(share.get());
            bin.1.push(seconds.get());
        }
        bins.into_iter()
            .filter_map(|(bin, (values, weights))| {
                let at = |p: f64| weighted_quantile(&values, &weights, p);
                Some(PowerBin {
                    lo: Watts::new(bin as f64 * width),
                    hi: Watts::new((bin + 1) as f64 * width),
                    seconds: weights.iter().sum(),
                    mean: weighted_mean(&values, &weights)?,
                    median: at(0.5)?,
                    p25: at(0.25)?,
                    p75: at(0.75)?,
                })
            })
            .collect()
    }

    /// The narrowest of 10, 15, 20 and 25 W that makes at most 20 bins; 25 W where none does.
    #[must_use]
    pub fn bin_width(&self) -> f64 {
        let watts = self.sieve.kept().values().iter().filter_map(|((_, watts), _)| *watts).map(Watts::get);
        let (low, high) = watts.fold((f64::INFINITY, 0.0_f64), |(low, high), w| (low.min(w), high.max(w)));
        let fits = |width: &f64| (high - low).max(0.0) / width <= 20.0;
        [10.0, 15.0, 20.0].into_iter().find(fits).unwrap_or(25.0)
    }
}

/// Pedal balance in a bin of power.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PowerBin {
    /// From.
    pub lo: Watts,
    /// To.
    pub hi: Watts,
    /// Seconds in it.
    pub seconds: f64,
    /// Mean over time of the left share, or of one leg's where the side is unknown, %.
    pub mean: f64,
    /// Median of the same.
    pub median: f64,
    /// Lower quartile.
    pub p25: f64,
    /// Upper quartile.
    pub p75: f64,
}

/// Left share of power, %, where the side is known or given.
#[must_use]
pub fn balance(session: &Session, settings: &Settings) -> Measure {
    match clean(session, settings) {
        Ok(clean) if clean.side == Side::Unknown => Measure::Missing(Missing::SideUnknown),
        Ok(clean) => clean.power_weighted(settings),
        Err(missing) => Measure::Missing(missing),
    }
}

/// Distance of one leg's share from 50, pp, where the side is unknown. None where the side is known, or where there
/// is no balance at all: then [`balance`] says what there is to say.
#[must_use]
pub fn imbalance(session: &Session, settings: &Settings) -> Option<Measure> {
    let clean = clean(session, settings).ok().filter(|clean| clean.side == Side::Unknown)?;
    Some(from_even(clean.power_weighted(settings)))
}

/// One leg's share as its distance from 50, pp.
pub(super) fn from_even(share: Measure) -> Measure {
    match share {
        Measure::Known(mut estimate) => {
            let away = |share: f64| share - 50.0;
            if let Certainty::Interval(lo, hi) = estimate.certainty {
                let (lo, hi) = (away(lo), away(hi));
                // An interval that spans an even split reaches down to no imbalance.
                let least = if lo <= 0.0 && hi >= 0.0 { 0.0 } else { lo.abs().min(hi.abs()) };
                estimate.certainty = Certainty::Interval(least, lo.abs().max(hi.abs()));
            }
            estimate.value = away(estimate.value).abs();
            estimate.unit = Unit::PercentagePoints;
            estimate.ledger.rule.push_str(" Distance from 50, since no flag says which pedal.");
            Measure::Known(estimate)
        }
        missing @ Measure::Missing(_) => missing,
    }
}

/// What `explain` says of pedal balance.
pub const BALANCE_DOC: Doc = Doc {
    title: "Pedal balance",
    formula: "The left leg's share of the work, %: mean of the recorded share weighted by power and time. Beside \
              it: the mean weighted by time alone, and the share in bins of power.",
    dropped: "Coasting (below 30 rpm); no power; 0 and 100 % (one leg alone, or a pedal at a stop); outside 20 to 80 %; \
              standing, where the rider position is known. A constant 50 is not measured.",
    evidence: Evidence::Low,
    source: "An asymmetry of 5 to 20 % is usual and shrinks with effort (Carpes; Kell and Greer 2017); no relation to \
             performance (Bini 2016). Notes at 2 and 5 points are configurable assumptions.",
    sensor: "Power pedals or cranks that measure both legs, recorded by a device that sets the side flag.",
    limits: "Not better than about one point. A spider meter estimates it from the two halves of the turn. One-sided meters \
             cannot know it. Some devices (Wahoo, Hammerhead, Sigma) never set the side flag.",
};

/// What `explain` says of pedal imbalance.
pub const IMBALANCE_DOC: Doc = Doc {
    title: "Pedal imbalance",
    formula: "Distance of one leg's share of the work from 50, percentage points, where no flag says which leg.",
    dropped: "As pedal balance.",
    evidence: Evidence::Low,
    source: "As pedal balance. FIT: without the flag the pedal is not known.",
    sensor: "As pedal balance; name the side with unflagged-balance-is where you know it.",
    limits: "As pedal balance; it cannot say which leg does less.",
};

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::metrics::testkit::{noise, ride_session, stream};
    use crate::model::{RiderPosition, Stream};
    use crate::units::{CrankRate, Elapsed, LeftShare};

    fn sided(left: f64) -> PedalBalance {
        PedalBalance::Sided(LeftShare::new(left))
    }

    /// A ride whose left share is `mean`, give or take, in whole per cent as FIT records it.
    fn ride(seconds: usize, mean: f64) -> Session {
        let wander = noise(11, seconds, 0.4);
        let mut session = ride_session(seconds);
        session.streams.pedal_balance = stream(seconds, |t| sided((mean + 4.0 * wander[t as usize]).round()));
        session
    }

    fn with_balance(session: &Session, change: impl Fn(f64, PedalBalance) -> PedalBalance) -> Session {
        let mut session = session.clone();
        let samples: Vec<_> =
            session.streams.pedal_balance.iter().map(|(at, sample)| (at, change(at.get(), sample))).collect();
        session.streams.pedal_balance = Stream::new(samples, &[]).unwrap();
        session
    }

    fn value(session: &Session) -> f64 {
        balance(session, &Settings::default()).known().unwrap().value
    }

    #[test]
    fn assioma_writes_100_while_coasting() {
        let clean_ride = ride(1200, 48.0);
        let mut session =
            with_balance(&clean_ride, |t, sample| if t < 300.0 { sided(100.0) } else { sample });
        session.streams.crank_rate = stream(1200, |t| CrankRate::new(if t < 300.0 { 0.0 } else { 88.0 }));
        session.streams.power = stream(1200, |t| Watts::new(if t < 300.0 { 0.0 } else { 190.0 }));
        assert!((value(&session) - 48.0).abs() < 0.5);
        let clean = clean(&session, &Settings::default()).unwrap();
        assert_eq!(clean.one_leg, Some(Legs { left: 0.0, right: 0.0 }));
    }

    #[test]
    fn stale_values_after_the_power_is_gone_do_not_count() {
        let mut session = with_balance(&ride(1200, 50.5), |t, s| if t >= 900.0 { sided(71.0) } else { s });
        session.streams.power = stream(1200, |t| Watts::new(if t >= 900.0 { 0.0 } else { 190.0 }));
        assert!((value(&session) - 50.5).abs() < 0.5);
    }

    #[test]
    fn one_leg_drill_is_real_but_not_balance() {
        let session = with_balance(&ride(1200, 51.0), |t, sample| match t as i64 {
            200..260 => sided(0.0),
            300..345 => sided(100.0),
            _ => sample,
        });
        assert!((value(&session) - 51.0).abs() < 0.5);
        let clean = clean(&session, &Settings::default()).unwrap();
        assert_eq!(clean.one_leg, Some(Legs { left: 45.0, right: 60.0 }));
    }

    #[test]
    fn constant_fifty_is_not_measured() {
        let session = with_balance(&ride(1200, 51.0), |_, _| sided(50.0));
        assert_eq!(balance(&session, &Settings::default()), Measure::Missing(Missing::NotMeasured));
    }

    #[test]
    fn glitches_among_a_constant_fifty_do_not_make_it_a_measurement() {
        // The artefact of a stop (R 100), and a stray 49.
        let session = with_balance(&ride(1200, 51.0), |t, _| match t as i64 {
            300..303 => sided(0.0),
            500 => sided(49.0),
            _ => sided(50.0),
        });
        assert_eq!(balance(&session, &Settings::default()), Measure::Missing(Missing::NotMeasured));
        // A trainer's 100 throughout.
        let session = with_balance(&session, |_, _| sided(100.0));
        assert_eq!(balance(&session, &Settings::default()), Measure::Missing(Missing::NotMeasured));
    }

    #[test]
    fn seconds_without_power_are_not_counted_in_a_mean_weighted_by_power() {
        let mut session = with_balance(&ride(900, 48.0), |t, _| sided(if t < 60.0 { 56.0 } else { 44.0 }));
        session.streams.power = stream(60, |t| Watts::new(180.0 + t % 2.0));
        let found = balance(&session, &Settings::default()).known().unwrap().clone();
        assert!((found.value - 56.0).abs() < 1e-9 && found.n == 60, "{found:?}");
        assert!(!found.bears_a_verdict() && found.ledger.dropped.iter().any(|lot| lot.samples == 840));
    }

    #[test]
    fn left_only_meter_says_nothing_of_the_right() {
        let mut session = ride(1200, 51.0);
        session.streams.torque_effectiveness.left = stream(1200, |t| Percent::new(70.0 + t % 5.0));
        session.streams.torque_effectiveness.right = stream(1200, |_| Percent::new(0.0));
        assert_eq!(balance(&session, &Settings::default()), Measure::Missing(Missing::WrongSensor));
    }

    #[test]
    fn a_spider_estimates_and_its_ledger_says_so() {
        let mut session = ride(1200, 51.0);
        for leg in
            [&mut session.streams.torque_effectiveness.left, &mut session.streams.torque_effectiveness.right]
        {
            *leg = stream(1200, |_| Percent::new(100.0));
        }
        let measure = balance(&session, &Settings::default());
        assert!(measure.known().unwrap().ledger.rule.contains("estimates"));
    }

    #[test]
    fn without_the_flag_nobody_knows_the_side_but_the_size() {
        let session = with_balance(&ride(1200, 47.0), |_, sample| match sample {
            PedalBalance::Sided(left) => PedalBalance::Unsided(Percent::new(left.get())),
            other => other,
        });
        let settings = Settings::default();
        assert_eq!(balance(&session, &settings), Measure::Missing(Missing::SideUnknown));
        let size = imbalance(&session, &settings).unwrap().known().unwrap().clone();
        assert!((size.value - 3.0).abs() < 0.5 && size.unit == Unit::PercentagePoints);
        let (lo, hi) = size.ci95().unwrap();
        assert!(0.0 <= lo && lo <= size.value && size.value <= hi);
        for (leg, want) in [(Leg::Left, 47.0), (Leg::Right, 53.0)] {
            let told = Settings { unflagged_balance_is: Some(leg), ..Settings::default() };
            assert!((balance(&session, &told).known().unwrap().value - want).abs() < 0.5);
            assert_eq!(imbalance(&session, &told), None);
        }
    }

    #[test]
    fn an_interval_around_even_reaches_down_to_no_imbalance() {
        let session = with_balance(&ride(1200, 50.0), |_, sample| match sample {
            PedalBalance::Sided(left) => PedalBalance::Unsided(Percent::new(left.get())),
            other => other,
        });
        let size = imbalance(&session, &Settings::default()).unwrap().known().unwrap().clone();
        assert_eq!(size.ci95().unwrap().0, 0.0);
    }

    #[test]
    fn the_strong_seconds_weigh_more() {
        let mut session =
            with_balance(&ride(1200, 50.0), |t, _| sided(if t % 60.0 < 30.0 { 46.0 } else { 50.0 }));
        session.streams.power = stream(1200, |t| Watts::new(if t % 60.0 < 30.0 { 100.0 } else { 300.0 }));
        let clean = clean(&session, &Settings::default()).unwrap();
        let of = |measure: Measure| measure.known().unwrap().value;
        assert!((of(clean.power_weighted(&Settings::default())) - 49.0).abs() < 1e-9);
        assert!((of(clean.time_weighted(&Settings::default())) - 48.0).abs() < 1e-9);
        let bins = clean.by_power_bins(clean.bin_width());
        assert_eq!(bins.len(), 2);
        assert_eq!((bins[0].median, bins[1].median), (46.0, 50.0));
        assert!((bins[0].seconds - 600.0).abs() < 1e-9);
    }

    #[test]
    fn standing_is_left_out_only_where_the_position_is_known() {
        let session =
            with_balance(&ride(1200, 50.0), |t, sample| if t >= 900.0 { sided(58.0) } else { sample });
        assert!(value(&session) > 51.5);
        let mut known = session;
        known.positions = vec![(Elapsed::new(900.0), RiderPosition::Standing)];
        assert!((value(&known) - 50.0).abs() < 0.5);
        assert!(clean(&known, &Settings::default()).unwrap().seated_only);
    }

    #[test]
    fn no_balance_channel_is_not_recorded() {
        assert_eq!(balance(&ride_session(600), &Settings::default()), Measure::Missing(Missing::NotRecorded));
        assert_eq!(imbalance(&ride_session(600), &Settings::default()), None);
    }

    #[test]
    fn a_few_samples_without_the_flag_do_not_lose_the_side() {
        let session = with_balance(&ride(1200, 48.0), |t, sample| {
            if (500.0..560.0).contains(&t) { PedalBalance::Unsided(Percent::new(52.0)) } else { sample }
        });
        let found = balance(&session, &Settings::default()).known().unwrap().clone();
        assert!((found.value - 48.0).abs() < 0.5 && found.n == 1140, "{found:?}");
        assert_eq!(found.ledger.dropped[0].samples, 60);
        assert_eq!(imbalance(&session, &Settings::default()), None);
    }

    #[test]
    fn a_one_leg_drill_is_in_no_bin_of_power_and_is_not_drawn_as_fifty() {
        let session = with_balance(&ride(1200, 51.0), |t, sample| match t as i64 {
            200..260 => sided(0.0),
            300..360 => sided(100.0),
            _ => sample,
        });
        let clean = clean(&session, &Settings::default()).unwrap();
        let seconds: f64 = clean.by_power_bins(10.0).iter().map(|bin| bin.seconds).sum();
        assert!((seconds - 1080.0).abs() < 1e-9);
        assert!(clean.by_power_bins(10.0).iter().all(|bin| (bin.mean - 51.0).abs() < 0.5));
        assert!(clean.runs().concat().iter().all(|(at, _)| !(200.0..260.0).contains(at)));
    }
}
