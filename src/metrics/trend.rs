//! Change over the weeks, from session means alone: never from seconds.

use super::{Doc, Settings};
use crate::signal::{
    Equivalence, Kendall, equivalence, mann_kendall, mdc95, median, sd, t_quantile, theil_sen,
};
use jiff::civil::Date;

/// A session's mean on its day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The local day.
    pub day: Date,
    /// The session's mean, in the metric's unit.
    pub value: f64,
}

/// Whether a metric changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// Too few sessions outside race windows to say.
    TooFew {
        /// How many there are.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// No change that can be told from noise.
    NoChangeToldFromNoise,
    /// The slope's interval excludes no change, and so does the rank test.
    Change {
        /// From the first to the last session, in the metric's unit.
        total: f64,
        /// Whether that is more than the smallest change between two sessions that noise does not explain.
        beyond_noise: bool,
    },
}

/// A robust line through session means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Slope, in the metric's unit a week.
    pub per_week: f64,
    /// Its 95 % interval.
    pub per_week_ci95: (f64, f64),
    /// Low, middle and high at the first day, 95 %.
    pub at_from: (f64, f64, f64),
    /// Low, middle and high at the last day, 95 %.
    pub at_to: (f64, f64, f64),
}

/// A metric over the weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// For each point given, whether it lies in a race window and was left out.
    pub left_out: Vec<bool>,
    /// How many points count.
    pub sessions: usize,
    /// The robust line; absent with too few sessions, or where all lie on one day.
    pub line: Option<Line>,
    /// Mann and Kendall's test; absent with too few sessions.
    pub kendall: Option<Kendall>,
    /// The spread between days: of the session means about the line, or about their mean with too few sessions for
    /// a line (from five on).
    pub between_day_sd: Option<f64>,
    /// The smallest change between two single sessions that this spread does not explain, at 95 %.
    pub mdc95: Option<f64>,
    /// What it comes to.
    pub change: Change,
}

/// The spread between days is not told from fewer sessions.
const LEAST_FOR_SPREAD: usize = 5;
/// The level below which a rank test counts.
const ALPHA: f64 = 0.05;

/// The trend of session means in order of time. Points inside a race window (first and last day, both inside) are
/// left out.
#[must_use]
pub fn trend(points: &[Point], race_windows: &[(Date, Date)], settings: &Settings) -> Trend {
    let in_race = |day: Date| race_windows.iter().any(|(from, to)| *from <= day && day <= *to);
    let left_out: Vec<bool> = points.iter().map(|point| in_race(point.day)).collect();
    let mut kept: Vec<Point> = points.iter().filter(|point| !in_race(point.day)).copied().collect();
    kept.sort_by_key(|point| point.day);
    let values: Vec<f64> = kept.iter().map(|point| point.value).collect();
    let days: Vec<f64> = kept.iter().map(|point| days_between(kept[0].day, point.day)).collect();

    let enough = kept.len() >= settings.min_trend_sessions;
    let fit = if enough { theil_sen(&days, &values, 0.95) } else { None };
    let residuals: Vec<f64> = match fit {
        Some(fit) => days.iter().zip(&values).map(|(day, value)| value - fit.at(*day)).collect(),
        None => values.clone(),
    };
    // A line through the points takes one more degree of freedom than their mean does.
    let n = residuals.len() as f64;
    let fitted = if fit.is_some() { ((n - 1.0) / (n - 2.0)).sqrt() } else { 1.0 };
    let spread = sd(&residuals).map(|sd| sd * fitted).filter(|_| kept.len() >= LEAST_FOR_SPREAD);
    let line = fit.and_then(|fit| {
        let interval = fit.interval?;
        let (first, last) = (kept.first()?, kept.last()?);
        // The line turns about the median day. Its height there is known as a median is: 1.2533 times as badly as a
        // mean of normal values.
        let pivot = median(&days)?;
        let height = t_quantile(0.975, n - 2.0)? * 1.2533 * spread.unwrap_or_default() / n.sqrt();
        let at = |day: f64| {
            let turn = day - pivot;
            let (low, high) = ((interval.lo - fit.slope) * turn, (interval.hi - fit.slope) * turn);
            let middle = fit.at(day);
            (middle - height.hypot(low.min(high)), middle, middle + height.hypot(low.max(high)))
        };
        Some(Line {
            from: first.day,
            to: last.day,
            per_week: 7.0 * fit.slope,
            per_week_ci95: (7.0 * interval.lo, 7.0 * interval.hi),
            at_from: at(0.0),
            at_to: at(days_between(first.day, last.day)),
        })
    });
    let kendall = if enough { mann_kendall(&values) } else { None };
    let mdc = spread.and_then(|spread| mdc95(spread, 0.0));
    let change = match (line, kendall) {
        (Some(line), Some(test)) => {
            let (low, high) = line.per_week_ci95;
            let total = line.at_to.1 - line.at_from.1;
            if test.p < ALPHA && (low > 0.0 || high < 0.0) {
                Change::Change { total, beyond_noise: mdc.is_some_and(|mdc| total.abs() > mdc) }
            } else {
                Change::NoChangeToldFromNoise
            }
        }
        _ if enough => Change::NoChangeToldFromNoise,
        _ => Change::TooFew { have: kept.len(), need: settings.min_trend_sessions },
    };
    Trend { left_out, sessions: kept.len(), line, kendall, between_day_sd: spread, mdc95: mdc, change }
}

fn days_between(from: Date, to: Date) -> f64 {
    from.until(to).map_or(0.0, |span| f64::from(span.get_days()))
}

/// Whether the mean of the sessions is shown to lie within `margin` of `target` (two one-sided tests, on session means).
/// None with fewer sessions than a trend takes, or without spread.
#[must_use]
pub fn within(points: &[Point], target: f64, margin: f64, settings: &Settings) -> Option<Equivalence> {
    let values: Vec<f64> = points.iter().map(|point| point.value).collect();
    equivalence(&values, target, margin).filter(|_| values.len() >= settings.min_trend_sessions)
}

/// What `explain` says of every trend.
pub const DOC: Doc = Doc {
    title: "Change over the weeks",
    formula: "Theil and Sen's slope of session means over days, with Sen's 95 % interval; Mann and Kendall's test (exact \
              for up to ten sessions without ties); the smallest detectable change is 1.96 sqrt(2) times the spread \
              between days. Balance is also held against even: two one-sided tests of the session means within a \
              margin of 50.",
    dropped: "Sessions inside a race window; sessions whose value bears no interval. Angles are unwound about their circular \
              median first.",
    evidence: super::Evidence::High,
    source: "Sen 1968; Mann 1945; Kendall 1975; Schuirmann 1987 for the two one-sided tests. The margins are Garmin's green band \
             for contact time (0.7 points) and the configured note for pedal power (2 points).",
    sensor: "Eight sessions or more of the same metric.",
    limits: "A change of device or of its mounting looks like a change of the athlete. A change that is told from noise \
             may still be of no consequence.",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::testkit::noise;
    use jiff::civil::date;

    fn points(values: &[f64]) -> Vec<Point> {
        let start = date(2026, 3, 2);
        (0_i32..)
            .zip(values)
            .map(|(i, value)| Point {
                day: start.checked_add(jiff::Span::new().days(i)).unwrap(),
                value: *value,
            })
            .collect()
    }

    const REFERENCE: [f64; 10] = [51.2, 50.8, 51.0, 50.6, 50.9, 50.4, 50.7, 50.3, 50.5, 50.2];

    #[test]
    fn the_worked_example_is_a_change_by_the_week() {
        let trend = trend(&points(&REFERENCE), &[], &Settings::default());
        let line = trend.line.unwrap();
        assert!((line.per_week + 0.6125).abs() < 1e-9);
        assert!((line.per_week_ci95.0 + 0.98).abs() < 1e-9 && (line.per_week_ci95.1 + 0.35).abs() < 1e-9);
        assert!((line.at_from.1 - 51.043_75).abs() < 1e-9);
        assert!(line.at_from.0 < line.at_from.1 && line.at_from.1 < line.at_from.2);
        assert!(matches!(trend.change, Change::Change { total, beyond_noise: true } if total < -0.7));
    }

    #[test]
    fn both_different_from_even_and_equivalent_to_it() {
        let settings = Settings::default();
        assert!(within(&points(&REFERENCE), 50.0, 1.0, &settings).unwrap().shown(0.05));
        assert!(!within(&points(&REFERENCE), 50.0, 0.7, &settings).unwrap().shown(0.05));
        assert_eq!(within(&points(&REFERENCE[..7]), 50.0, 1.0, &settings), None);
    }

    #[test]
    fn seven_sessions_are_too_few_but_have_a_spread() {
        let trend = trend(&points(&REFERENCE[..7]), &[], &Settings::default());
        assert_eq!(trend.change, Change::TooFew { have: 7, need: 8 });
        assert!(trend.line.is_none() && trend.between_day_sd.is_some());
    }

    #[test]
    fn race_windows_do_not_count() {
        let mut all = points(&[50.0; 12]);
        for (i, jitter) in noise(2, 12, 0.0).into_iter().enumerate() {
            all[i].value += 0.1 * jitter;
        }
        all[10].value = 58.0;
        all[11].value = 59.0;
        let windows = [(date(2026, 3, 12), date(2026, 3, 19))];
        let trend = trend(&all, &windows, &Settings::default());
        assert_eq!((trend.sessions, trend.left_out.iter().filter(|out| **out).count()), (10, 2));
        assert!(trend.line.unwrap().at_to.1 < 51.0);
    }

    #[test]
    fn noise_is_no_change() {
        let values: Vec<f64> = noise(17, 24, 0.0).iter().map(|v| 50.0 + 0.5 * v).collect();
        assert_eq!(trend(&points(&values), &[], &Settings::default()).change, Change::NoChangeToldFromNoise);
    }

    #[test]
    fn no_sessions_and_sessions_of_one_day_have_no_line() {
        assert_eq!(trend(&[], &[], &Settings::default()).change, Change::TooFew { have: 0, need: 8 });
        let same_day: Vec<Point> =
            REFERENCE.iter().map(|value| Point { day: date(2026, 3, 2), value: *value }).collect();
        let trend = trend(&same_day, &[], &Settings::default());
        assert!(trend.line.is_none());
        assert_eq!(trend.change, Change::NoChangeToldFromNoise);
    }

    #[test]
    fn four_sessions_have_no_spread_between_days() {
        let trend = trend(&points(&REFERENCE[..4]), &[], &Settings::default());
        assert_eq!((trend.between_day_sd, trend.mdc95), (None, None));
    }

    #[test]
    fn sessions_out_of_order_and_days_apart_are_put_on_the_calendar() {
        // The same ten means, each second day, given last first: the slope a week halves.
        let mut spaced = points(&REFERENCE);
        for (i, point) in (0_i32..).zip(&mut spaced) {
            point.day = date(2026, 3, 2).checked_add(jiff::Span::new().days(2 * i)).unwrap();
        }
        spaced.reverse();
        let line = trend(&spaced, &[], &Settings::default()).line.unwrap();
        assert!((line.per_week + 0.306_25).abs() < 1e-9, "{line:?}");
    }
}
