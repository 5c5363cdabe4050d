//! Change over the weeks in numbers, and running beside riding.

use super::markup::{Html, Markup, put};
use super::table::{Cell, Table, figures, sentence, words};
use super::words as say;
use crate::report::{Change, Report, TrendEntry, metric_records};
use crate::units::Unit;

/// The table of trends and the sentence on both sports; nothing where there is neither.
pub(super) fn trends(html: &mut Html, report: &Report) {
    if let Some(both) = &report.cross_sport {
        put!(
            html,
            r#"<div class="card whole"><h3>Running and riding side by side</h3><p class="prose">{}</p></div>"#,
            both.sentence
        );
    }
    let mut table = Table::new(
        "Session means over the weeks, race windows left out. Spread between days: standard deviation of the session means \
         about the line. Two sessions: single sessions differ by up to so much by this spread alone (smallest detectable \
         change, 95 %).",
        &[
            "Metric",
            "Reading",
            "A week",
            "95 % interval",
            "p",
            "Spread between days",
            "Two sessions",
            "Sessions",
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

fn cells(entry: &TrendEntry) -> [Cell; 8] {
    let found = &entry.found;
    let unit = match entry.metric.unit() {
        Unit::Percent => Unit::PercentagePoints,
        unit => unit,
    };
    let dash = || "–".to_owned();
    [
        words(name(entry)),
        sentence(reading(entry, unit)),
        figures(found.line.map_or_else(dash, |line| say::difference(line.per_week, 2, unit))),
        figures(say::interval(found.line.map(|line| line.per_week_ci95), 2)),
        figures(found.kendall.map_or_else(dash, |test| {
            if test.p < 0.001 { "<\u{a0}0.001".to_owned() } else { say::number(test.p, 3) }
        })),
        figures(found.between_day_sd.map_or_else(dash, |value| say::quantity(value, 2, unit))),
        figures(found.mdc95.map_or_else(dash, |value| say::quantity(value, 2, unit))),
        figures(say::count(found.sessions)),
    ]
}

/// The metric, with the way to how a trend is told.
fn name(entry: &TrendEntry) -> Markup {
    let mut html = Html::default();
    let note = metric_records().into_iter().find(|record| record.names == ["trend"]);
    match note {
        Some(record) => put!(
            html,
            r#"<a class="plain" href="{}">{}</a>"#,
            format!("#{}", say::note_anchor(record.doc.title)),
            entry.name
        ),
        None => put!(html, "{}", entry.name),
    }
    html.done()
}

/// `p = 0.031`.
fn p(value: f64) -> String {
    if value < 0.001 {
        "p\u{a0}<\u{a0}0.001".to_owned()
    } else {
        format!("p\u{a0}=\u{a0}{}", say::number(value, 3))
    }
}

/// What it comes to, and whether the mean lies near an even split.
fn reading(entry: &TrendEntry, unit: Unit) -> String {
    let change = match entry.found.change {
        Change::TooFew { have, need } => format!("Too few sessions: {have} of {need}"),
        Change::NoChangeToldFromNoise => "No change that can be told from noise".to_owned(),
        Change::Change { total, beyond_noise } => {
            let total = say::difference(total, 1, unit);
            let less = if beyond_noise { "" } else { ", less than two sessions differ by chance" };
            format!("{total} from first to last{less}")
        }
    };
    let even = entry.even.map_or_else(String::new, |even| {
        let margin = say::quantity(even.margin, 1, Unit::PercentagePoints);
        if even.shown {
            format!("; the mean is shown to lie within {margin} of even ({})", p(even.p))
        } else {
            format!("; the mean is not shown to lie within {margin} of even ({}), which is not to say that it differs", p(even.p))
        }
    });
    format!("{change}{even}.")
}
