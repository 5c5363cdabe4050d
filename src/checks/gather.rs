//! One metric over all sessions.

use super::words::{count, list};
use super::{Figure, Input, Judged};
use crate::metrics::{Certainty, Estimate, Measure, MetricId, Missing, Untold};
use crate::signal::{mean, mean_interval};
use crate::units::{Unit, fixed};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A metric over the sessions that can have it.
#[derive(Debug, Default)]
pub(super) struct Gathered<'a> {
    /// Sessions with a number that carries a verdict, in order of time.
    pub(super) known: Vec<(&'a Judged<'a>, &'a Estimate)>,
    /// Sessions whose number bears no interval, by the reason.
    pub(super) thin: BTreeMap<Untold, usize>,
    /// Sessions left out because they lie in the window of a race.
    pub(super) in_race_window: usize,
    /// Sessions without a number, by the reason.
    pub(super) missing: BTreeMap<Missing, usize>,
}

/// Gathers a metric. With `skip_races`, sessions in the window of a race are left out.
pub(super) fn gather<'a>(input: &Input<'a>, metric: MetricId, skip_races: bool) -> Gathered<'a> {
    let mut gathered = Gathered::default();
    for judged in input.sessions {
        match judged.measures.get(&metric) {
            None => {}
            Some(Measure::Missing(reason)) => *gathered.missing.entry(*reason).or_default() += 1,
            Some(Measure::Known(_)) if skip_races && input.in_race_window(judged.day()) => {
                gathered.in_race_window += 1;
            }
            Some(Measure::Known(estimate)) => match estimate.certainty {
                Certainty::Untold(why) => *gathered.thin.entry(why).or_default() += 1,
                Certainty::Interval(..) | Certainty::Counted | Certainty::Constant => {
                    gathered.known.push((judged, estimate));
                }
            },
        }
    }
    gathered
}

impl<'a> Gathered<'a> {
    /// Whether no session can have the metric at all.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty() && self.thin.is_empty() && self.in_race_window == 0 && self.missing.is_empty()
    }

    /// Whether no session's sensors recorded it: what is missing is a sensor, not clean data.
    pub(super) fn wants_a_sensor(&self) -> bool {
        let sensed = |reason: &Missing| matches!(reason, Missing::TooFewSamples);
        self.known.is_empty()
            && self.thin.is_empty()
            && self.in_race_window == 0
            && !self.missing.keys().any(sensed)
    }

    /// The values, in order of time.
    pub(super) fn values(&self) -> Vec<f64> {
        self.known.iter().map(|(_, estimate)| estimate.value).collect()
    }

    /// How many sessions' estimates are accepted.
    pub(super) fn count(&self, accept: impl Fn(&Estimate) -> bool) -> usize {
        self.known.iter().filter(|(_, estimate)| accept(estimate)).count()
    }

    /// The days of the sessions whose estimates are accepted, with their values in words.
    pub(super) fn days(
        &self,
        accept: impl Fn(&Estimate) -> bool,
        say: impl Fn(&Estimate) -> String,
    ) -> Vec<String> {
        let day = |day: Date, estimate: &Estimate| format!("{day}: {}", say(estimate));
        self.known
            .iter()
            .filter(|(_, estimate)| accept(estimate))
            .map(|(judged, estimate)| day(judged.day(), estimate))
            .collect()
    }

    /// The latest session in words, to go on after what was said of all: `; the latest, on 2026-05-24, 167`. Of one session
    /// everything is said but its day.
    pub(super) fn latest(&self, say: impl Fn(&Estimate) -> String) -> String {
        match self.known.as_slice() {
            [] => String::new(),
            [(only, _)] => format!(", on {}", only.day()),
            [.., (last, estimate)] => format!("; the latest, on {}, {}", last.day(), say(estimate)),
        }
    }

    /// The mean over sessions as a figure, with the Student-t interval of session means; of one session its own.
    pub(super) fn figure(&self, decimals: usize) -> Option<Figure> {
        let unit: Unit = self.known.first()?.1.unit;
        let values = self.values();
        let ci95 = match self.known.as_slice() {
            [(_, only)] => only.ci95(),
            _ => mean_interval(&values, 0.95).map(crate::signal::Interval::pair),
        };
        Some(Figure { ci95, ..Figure::of(mean(&values)?, unit, decimals) })
    }

    /// What could not be told and why, as the end of a sentence: `; not recorded in 2 rides`. Empty where all is told.
    pub(super) fn left_out(&self, noun: &str) -> String {
        let mut parts = self.why(noun);
        if self.in_race_window > 0 {
            parts.push(format!("{} in a race window left out", count(self.in_race_window, noun)));
        }
        if parts.is_empty() { String::new() } else { format!("; {}", parts.join("; ")) }
    }

    /// The reasons why nothing can be told, as a list in words.
    pub(super) fn why_unknown(&self, noun: &str) -> String {
        if self.is_empty() {
            return say_missing(Missing::NotRecorded).to_owned();
        }
        let mut parts = self.why(noun);
        if self.in_race_window > 0 {
            parts.push(format!("{} in a race window", count(self.in_race_window, noun)));
        }
        list(&parts)
    }

    fn why(&self, noun: &str) -> Vec<String> {
        let mut parts: Vec<String> = self
            .missing
            .iter()
            .map(|(reason, n)| format!("{} in {}", say_missing(*reason), count(*n, noun)))
            .collect();
        parts.extend(self.thin.iter().map(|(why, n)| format!("{} in {}", say_untold(*why), count(*n, noun))));
        parts
    }
}

/// The interval of a figure in words: ` (95 % interval 50.7 to 51.3)`. Empty where there is none.
pub(super) fn say_interval(figure: Figure, decimals: usize) -> String {
    let say =
        |(lo, hi): (f64, f64)| format!(" (95 % interval {} to {})", fixed(lo, decimals), fixed(hi, decimals));
    figure.ci95.map_or(String::new(), say)
}

/// Why a number bears no interval, in words.
fn say_untold(why: Untold) -> &'static str {
    match why {
        Untold::TooShort => "less than ten valid minutes",
        Untold::TooFewIndependent => "too few independent samples (n_eff below 12)",
        Untold::TooWide => "too wide an interval to say anything",
    }
}

/// Why there is no number, in words.
pub(super) fn say_missing(reason: Missing) -> &'static str {
    match reason {
        Missing::NotRecorded => "not recorded",
        Missing::NotMeasured => "recorded as a constant and so not measured",
        Missing::TooFewSamples => "too few samples",
        Missing::SideUnknown => "recorded without saying which side",
        Missing::WrongSensor => "not measurable with the sensor",
    }
}
