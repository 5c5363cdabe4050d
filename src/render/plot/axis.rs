//! Scales: a range that is safe to draw, and ticks that a person would choose.

use jiff::civil::{Date, Weekday};
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};
use std::ops::Range;

/// A tick.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub(crate) at: f64,
    pub(crate) label: String,
}

/// One axis: a range with its ticks. plotters sees it as a coordinate of its own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scale {
    pub(crate) lo: f64,
    pub(crate) hi: f64,
    pub(crate) ticks: Vec<Tick>,
}

/// Beyond this no figure makes sense, and plotters would overflow.
const HUGE: f64 = 1e12;

/// A range that is finite, ordered and not empty.
fn sane(lo: f64, hi: f64) -> (f64, f64) {
    let lo = if lo.is_finite() { lo.clamp(-HUGE, HUGE) } else { 0.0 };
    let hi = if hi.is_finite() { hi.clamp(-HUGE, HUGE) } else { lo + 1.0 };
    let (lo, hi) = (lo.min(hi), lo.max(hi));
    let least = lo.abs().max(hi.abs()) * 1e-6;
    if hi - lo > least.max(1e-9) {
        return (lo, hi);
    }
    let pad = (lo.abs() * 0.02).max(0.5);
    (lo - pad, hi + pad)
}

/// The step of 1, 2 or 5 times a power of ten that gives at most `most` steps.
fn nice_step(span: f64, most: usize) -> f64 {
    let rough = span / most.max(1) as f64;
    let mut power = 1.0;
    while power > rough {
        power /= 10.0;
    }
    while power * 10.0 <= rough {
        power *= 10.0;
    }
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|step| step * power)
        .find(|step| *step >= rough * 0.999_999)
        .unwrap_or(10.0 * power)
}

/// A number with as many decimals as `step` needs.
fn number(value: f64, step: f64) -> String {
    const POWERS: [f64; 6] = [1.0, 10.0, 100.0, 1000.0, 10_000.0, 100_000.0];
    let decimals = POWERS.iter().position(|power| {
        let shifted = step * power;
        shifted > 0.9 && (shifted - shifted.round()).abs() < 1e-6 * shifted
    });
    let value = if value.abs() < step * 1e-6 { 0.0 } else { value };
    let shown = match decimals {
        Some(places) if step < 1e5 => format!("{value:.places$}"),
        _ => format!("{value:.1e}"),
    };
    shown.replace('-', "−")
}

/// A range grown to whole steps.
fn grown(lo: f64, hi: f64, step: f64) -> (f64, f64) {
    let first = (lo / step + 1e-6).floor();
    let last = (hi / step - 1e-6).ceil();
    (first * step, last.max(first + 1.0) * step)
}

/// A tick at each multiple of `step` within a range.
fn multiples(lo: f64, hi: f64, step: f64) -> Vec<Tick> {
    let first = (lo / step - 1e-6).ceil();
    let count = ((hi / step + 1e-6).floor() - first).clamp(0.0, 60.0) as usize;
    let ticks = (0..=count).map(|index| (first + index as f64) * step);
    ticks.map(|at| Tick { at, label: number(at, step) }).collect()
}

impl Scale {
    /// A range as it is, with its ticks.
    pub(crate) fn fixed(lo: f64, hi: f64, ticks: Vec<Tick>) -> Self {
        let (lo, hi) = sane(lo, hi);
        Self { lo, hi, ticks: ticks.into_iter().filter(|tick| (lo..=hi).contains(&tick.at)).collect() }
    }

    /// Numbers: the range grows to whole steps, or, where that would waste a good part of it, to a fraction of a step.
    pub(crate) fn linear(lo: f64, hi: f64, most: usize) -> Self {
        let (lo, hi) = sane(lo, hi);
        let step = nice_step(hi - lo, most);
        let whole = grown(lo, hi, step);
        let (first, last) = if whole.1 - whole.0 <= 1.15 * (hi - lo) {
            whole
        } else {
            grown(lo, hi, nice_step(hi - lo, most.max(10)))
        };
        // A cut range may hold too few multiples of the step: then the next finer one that has enough.
        let enough = (most.div_ceil(3) + 1).max(3);
        let finer = (most..=most + 4).map(|most| multiples(first, last, nice_step(last - first, most)));
        let mut finer = finer.filter(|ticks| ticks.len() <= most.max(2) + 3).collect::<Vec<_>>().into_iter();
        let least = finer.next().unwrap_or_default();
        let ticks = if least.len() >= enough { None } else { finer.find(|ticks| ticks.len() >= enough) };
        let ticks = ticks.unwrap_or(least);
        Self { lo: first, hi: last, ticks }
    }

    /// Numbers within a range that stays as it is.
    pub(crate) fn within(lo: f64, hi: f64, most: usize) -> Self {
        let (lo, hi) = sane(lo, hi);
        let wide = Self::linear(lo, hi, most);
        Self::fixed(lo, hi, wide.ticks)
    }

    /// Elapsed time from `lo` to `hi` seconds: `m:ss` to an hour and a half, `h:mm` beyond.
    pub(crate) fn elapsed(lo: f64, hi: f64, most: usize) -> Self {
        let (lo, hi) = sane(lo, hi);
        const STEPS: [f64; 17] = [
            1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 7200.0,
            10_800.0, 21_600.0, 43_200.0,
        ];
        let rough = (hi - lo) / most.max(1) as f64;
        let step = STEPS
            .into_iter()
            .find(|step| *step >= rough)
            .unwrap_or_else(|| 86_400.0 * nice_step(rough / 86_400.0, 1));
        let hours = in_hours(hi);
        let first = (lo / step - 1e-6).ceil();
        let count = ((hi / step + 1e-6).floor() - first).clamp(0.0, 60.0) as usize;
        let ticks = (0..=count).map(|index| (first + index as f64) * step);
        let ticks = ticks.map(|at| Tick { at, label: clock(at, hours) }).collect();
        Self::fixed(lo, hi, ticks)
    }

    /// Days: a tick on Mondays, on the first of a month or of a year, whichever leaves at most `most`.
    pub(crate) fn days(from: Date, to: Date, most: usize) -> Self {
        let (lo, hi) = (day_number(from), day_number(to));
        let (lo, hi) = sane(lo.min(hi) - 0.5, lo.max(hi) + 0.5);
        let days = (lo.ceil() as i64..=hi.floor() as i64).take(200 * 366);
        let days: Vec<(f64, Date)> = days.filter_map(|day| Some((day as f64, date_of(day)?))).collect();
        let pick = |wanted: &dyn Fn(Date) -> bool, label: &dyn Fn(Date) -> String| -> Vec<Tick> {
            let chosen = days.iter().filter(|(_, date)| wanted(*date));
            chosen.map(|(at, date)| Tick { at: *at, label: label(*date) }).collect()
        };
        let month = |date: Date| {
            if date.month() == 1 { date.year().to_string() } else { month_name(date.month()).to_owned() }
        };
        let day = |date: Date| format!("{} {}", date.day(), month_name(date.month()));
        let mut choices = vec![pick(&|_| true, &day), pick(&|date| date.weekday() == Weekday::Monday, &day)];
        let mondays = choices.last().cloned().unwrap_or_default();
        choices.push(mondays.iter().step_by(2).cloned().collect());
        choices.push(mondays.iter().step_by(4).cloned().collect());
        for every in [1, 3, 6] {
            choices.push(pick(&|date| date.day() == 1 && (date.month() - 1) % every == 0, &month));
        }
        for every in [1, 2, 5, 10, 20, 50] {
            choices.push(pick(&|d| d.day_of_year() == 1 && d.year() % every == 0, &|d| d.year().to_string()));
        }
        let fitting = choices.into_iter().find(|ticks| !ticks.is_empty() && ticks.len() <= most.max(1));
        Self::fixed(lo, hi, fitting.unwrap_or_default())
    }

    /// Where `value` lies, 0 at the lower end and 1 at the upper.
    pub(crate) fn share(&self, value: f64) -> f64 {
        (value - self.lo) / (self.hi - self.lo)
    }
}

/// Whether a time axis that ends at `seconds` is told in hours.
pub(crate) fn in_hours(seconds: f64) -> bool {
    seconds > 5400.0
}

/// `12:05` (minutes) or `1:05` (hours).
pub(crate) fn clock(seconds: f64, hours: bool) -> String {
    let seconds = seconds.clamp(-1e9, 1e9).round() as i64;
    let sign = if seconds < 0 { "−" } else { "" };
    let seconds = seconds.abs();
    if hours {
        format!("{sign}{}:{:02}", seconds / 3600, seconds % 3600 / 60)
    } else {
        format!("{sign}{}:{:02}", seconds / 60, seconds % 60)
    }
}

/// Days since 1 January 1970.
pub(crate) fn day_number(date: Date) -> f64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    f64::from((date - epoch).get_days())
}

/// The date of a day number.
fn date_of(day: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(day).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(span).ok()
}

/// `Mar`.
pub(crate) fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(month - 1).ok().and_then(|index| NAMES.get(index)).copied().unwrap_or("")
}

impl Ranged for Scale {
    type ValueType = f64;
    type FormatOption = DefaultFormatting;

    fn map(&self, value: &f64, (start, end): (i32, i32)) -> i32 {
        let share = if value.is_finite() { self.share(*value).clamp(-10.0, 10.0) } else { 0.0 };
        start + (f64::from(end - start) * share).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.ticks.iter().map(|tick| tick.at).collect()
    }

    fn range(&self) -> Range<f64> {
        self.lo..self.hi
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn labels(scale: &Scale) -> Vec<&str> {
        scale.ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn ticks_are_round_numbers() {
        assert_eq!(labels(&Scale::linear(163.0, 184.0, 6)), ["160", "165", "170", "175", "180", "185"]);
        assert_eq!(labels(&Scale::linear(-0.2, 0.3, 5)), ["−0.2", "−0.1", "0.0", "0.1", "0.2", "0.3"]);
    }

    #[test]
    fn time_is_told_in_minutes_or_hours() {
        assert_eq!(
            labels(&Scale::elapsed(0.0, 2700.0, 9)),
            ["0:00", "5:00", "10:00", "15:00", "20:00", "25:00", "30:00", "35:00", "40:00", "45:00"]
        );
        assert_eq!(labels(&Scale::elapsed(0.0, 86_400.0, 4)), ["0:00", "6:00", "12:00", "18:00", "24:00"]);
    }

    #[test]
    fn dates_are_mondays_or_months() {
        let weeks = Scale::days(date(2026, 3, 2), date(2026, 3, 22), 6);
        assert_eq!(labels(&weeks), ["2 Mar", "9 Mar", "16 Mar"]);
        let year = Scale::days(date(2025, 11, 2), date(2026, 4, 22), 6);
        assert_eq!(labels(&year), ["Dec", "2026", "Feb", "Mar", "Apr"]);
    }

    proptest! {
        #[test]
        fn any_range_becomes_a_scale(lo in proptest::num::f64::ANY, hi in proptest::num::f64::ANY, most in 0usize..20) {
            for scale in [Scale::linear(lo, hi, most), Scale::within(lo, hi, most), Scale::elapsed(lo, hi, most)] {
                prop_assert!(scale.lo.is_finite() && scale.hi.is_finite() && scale.lo < scale.hi, "{scale:?}");
                prop_assert!(scale.ticks.len() <= 62);
                prop_assert!(scale.ticks.windows(2).all(|pair| pair[0].at < pair[1].at), "{scale:?}");
            }
        }

        #[test]
        fn a_linear_scale_covers_its_range(lo in -1e6f64..1e6, span in 0.01f64..1e6, most in 2usize..12) {
            let scale = Scale::linear(lo, lo + span, most);
            let slack = 1e-5 * (scale.hi - scale.lo);
            prop_assert!(scale.lo <= lo + slack && scale.hi >= lo + span - slack);
            prop_assert!(scale.ticks.len() <= most + 3);
        }
    }
}
