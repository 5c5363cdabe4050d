//! The metrics over the weeks: a small line of the session means, and what it says.

use super::wrap::{labelled, wrap};
use super::{Style, bold, printable, width};
use crate::report::{Change, Report, TrendEntry};
use crate::units::{Unit, fixed};

/// Eighths of a line's height.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The most means that are drawn: the latest.
const MEANS: usize = 36;

/// The section on trends; empty where nothing was recorded often enough.
pub(super) fn trends(report: &Report, style: Style) -> String {
    let told: Vec<&TrendEntry> =
        report.trends.iter().filter(|entry| !matches!(entry.found.change, Change::TooFew { .. })).collect();
    let Some(widest) = told.iter().map(|entry| entry.name.chars().count()).max() else {
        return String::new();
    };
    let mut lines = vec![bold("Over the weeks", style)];
    for entry in told {
        let means: Vec<f64> = entry.points.iter().map(|mean| mean.value).collect();
        let from = means.len().saturating_sub(MEANS);
        lines.extend(labelled(&format!("  {}", entry.name), widest + 4, &sparkline(&means[from..]), style));
        let said = format!("    {}{}", printable(&entry.sentence), noise(entry));
        lines.extend(wrap(&said, usize::from(width(style))));
    }
    lines.join("\n")
}

/// What the change is seen against: the spread between days, what two sessions differ by, and whether the mean lies near even.
fn noise(entry: &TrendEntry) -> String {
    let unit = match entry.metric.unit() {
        Unit::Percent => Unit::PercentagePoints,
        unit => unit,
    };
    let quantity = |value: f64| match unit {
        Unit::Degrees => format!("{}{}", fixed(value, 1), unit.symbol()),
        _ => format!("{} {}", fixed(value, 1), unit.symbol()),
    };
    let found = &entry.found;
    let days = found.between_day_sd.map(|sd| format!("between days {} (SD)", quantity(sd)));
    let chance = found
        .mdc95
        .map(|mdc| format!("two single sessions differ by up to {} by chance (MDC 95 %)", quantity(mdc)));
    let even = entry.even.map(|even| {
        let shown = if even.shown { "shown" } else { "not shown" };
        let p = if even.p < 0.001 { "< 0.001".to_owned() } else { format!("= {}", fixed(even.p, 3)) };
        format!("{shown} to lie within {} of even (TOST, p {p})", quantity(even.margin))
    });
    let parts: Vec<String> = [days, chance, even].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!("; {}.", parts.join("; ")) }
}

/// A bar a value, from the lowest to the highest; a gap for what is no number.
fn sparkline(values: &[f64]) -> String {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    let (low, high) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
    let bar = |value: &f64| {
        if !value.is_finite() {
            return ' ';
        }
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        // Between 0 and 7; the cast saturates.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped above")]
        let index = (share * 7.0).round().clamp(0.0, 7.0) as usize;
        BARS.get(index).copied().unwrap_or(' ')
    };
    values.iter().map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_and_the_highest_take_the_ends() {
        assert_eq!(sparkline(&[1.0, 8.0, 4.5, f64::NAN]), "▁█▅ ");
    }

    #[test]
    fn a_constant_lies_in_the_middle_and_nothing_is_nothing() {
        assert_eq!(sparkline(&[3.0, 3.0]), "▅▅");
        assert_eq!(sparkline(&[]), "");
    }
}
