//! Change over the weeks in numbers, and running beside riding.

use super::markup::{Html, put};
use super::table::{Table, figures, words};
use super::words as say;
use crate::report::{Report, TrendEntry};
use crate::units::Unit;

/// The table of trends and the sentence on both sports; nothing where there is neither.
pub(super) fn trends(html: &mut Html, report: &Report) {
    if let Some(both) = &report.cross_sport {
        put!(
            html,
            r#"<div class="card"><h3>Running and riding side by side</h3><p>{}</p></div>"#,
            both.sentence
        );
    }
    let mut table = Table::new(
        "Session means over the weeks, race windows left out; a single difference below the smallest detectable one is chance",
        &[
            "Metric",
            "Sessions",
            "A week",
            "95 % interval",
            "p",
            "Between days, sd",
            "Smallest detectable",
            "Reading",
        ],
    );
    for entry in &report.trends {
        table.row(cells(entry));
    }
    if !table.is_empty() {
        put!(html, r#"<div class="card"><h3>Trends in numbers</h3>"#);
        table.show(html);
        put!(html, "</div>");
    }
}

fn cells(entry: &TrendEntry) -> [super::table::Cell; 8] {
    let found = &entry.found;
    let unit = match entry.metric.unit() {
        Unit::Percent => Unit::PercentagePoints,
        unit => unit,
    };
    let dash = || "–".to_owned();
    let amount = |value: Option<f64>| value.map_or_else(dash, |value| say::quantity(value, 2, unit));
    let even = entry.even.map_or_else(String::new, |even| {
        let margin = say::quantity(even.margin, 1, Unit::PercentagePoints);
        if even.shown {
            format!("; the mean is shown to lie within {margin} of even")
        } else {
            format!("; not shown to lie within {margin} of even")
        }
    });
    [
        words(entry.name),
        figures(say::count(found.sessions)),
        figures(amount(found.line.map(|line| line.per_week))),
        figures(say::interval(found.line.map(|line| line.per_week_ci95), 2)),
        figures(found.kendall.map_or_else(dash, |test| {
            if test.p < 0.001 { "<\u{a0}0.001".to_owned() } else { say::number(test.p, 3) }
        })),
        figures(amount(found.between_day_sd)),
        figures(amount(found.mdc95)),
        words(format!("{}{even}", entry.sentence)),
    ]
}
