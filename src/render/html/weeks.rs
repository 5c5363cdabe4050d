//! The weeks of each prescription, with its ladder; then the trends and the calendar.

use super::chart::chart;
use super::markup::{Html, Markup, put};
use super::parts::PageError;
use super::press::Press;
use super::table::{Cell, Table, figures, words};
use super::trends::trends;
use super::words::{self as say, Shape};
use crate::render::prose::Prose;
use crate::render::runs::runs;
use crate::report::figure::{Figure, FigureId};
use crate::report::{Report, WeekEntry, WeekVerdict};

/// A longer table of weeks is folded until it is asked for.
const LONG: usize = 40;

/// Every prescription: its ladder and its weeks.
pub(super) fn weeks(html: &mut Html, report: &Report, press: &Press<'_>) -> Result<(), PageError> {
    put!(html, r#"<section aria-labelledby="weeks"><h2 id="weeks">Weeks</h2>"#);
    let mut ladders: Vec<&Figure> =
        report.figures.iter().filter(|figure| figure.id == FigureId::Ladder).collect();
    if report.weeks.is_empty() && ladders.is_empty() {
        put!(html, r#"<p class="nothing">No session counts towards a prescription yet.</p>"#);
    }
    for name in prescriptions(&report.weeks) {
        put!(html, r#"<div class="card">"#);
        let slug = format!("ladder-{name}");
        match ladders.iter().position(|figure| figure.slug == slug) {
            Some(index) => chart(html, ladders.remove(index), press)?,
            None => put!(html, "<h3>{}</h3>", say::prescription(name)),
        }
        let entries: Vec<&WeekEntry> = report.weeks.iter().filter(|week| week.prescription == name).collect();
        week_table(html, name, &entries, press.prose);
        put!(html, "</div>");
    }
    for figure in ladders {
        put!(html, r#"<div class="card">"#);
        chart(html, figure, press)?;
        put!(html, "</div>");
    }
    put!(html, "</section>");
    Ok(())
}

/// The prescriptions that have weeks, in their order.
fn prescriptions(weeks: &[WeekEntry]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for week in weeks {
        if !names.contains(&week.prescription.as_str()) {
            names.push(&week.prescription);
        }
    }
    names
}

fn week_table(html: &mut Html, name: &str, weeks: &[&WeekEntry], prose: Prose) {
    let unit = weeks.first().map_or("", |week| week.unit.symbol());
    let mut table = Table::new(
        format!("{}: week by week, {unit} a session", say::prescription(name)),
        &["Week", "Days", "Verdict", "Done", "Target", "By calendar", "Sessions"],
    );
    let idle = |week: &&WeekEntry| {
        week.sessions.is_empty() && week.verdict == WeekVerdict::Missed && !week.open && !week.race
    };
    let rows = runs(weeks, idle);
    let open = Markup::literal(if rows.len() > LONG { "" } else { " open" });
    for run in rows {
        match run {
            [week] => table.row(one_week(week, prose)),
            [first, .., last] => table.row(many_weeks(run, first, last, prose)),
            [] => {}
        }
    }
    put!(
        html,
        r#"<details class="fold"{}><summary>{}</summary>"#,
        open,
        match weeks.len() {
            1 => "The week so far".to_owned(),
            many => format!("The {} so far", say::plural(many, "week", "weeks")),
        }
    );
    table.show(html);
    put!(html, "</details>");
}

/// How a week came out.
pub(super) fn came(week: &WeekEntry) -> Markup {
    let (shape, word) = if week.open { (Shape::Open, "under way") } else { say::week_verdict(week.verdict) };
    let word = if week.race { format!("{word}, race window") } else { word.to_owned() };
    say::verdict(shape, &word)
}

fn one_week(week: &WeekEntry, prose: Prose) -> [Cell; 7] {
    let mut days = Html::default();
    put!(
        days,
        r#"<span class="nowrap" title="{}">{}</span>"#,
        say::iso_week(week.iso_week),
        prose.week(week.iso_week)
    );
    [
        figures(week.plan_week),
        words(days.done()),
        words(came(week)),
        figures(done(week)),
        figures(say::number(week.target, 0)),
        figures(say::number(week.target_calendar, 0)),
        words(sessions(week)),
    ]
}

/// Weeks in a row without a session.
fn many_weeks(run: &[&WeekEntry], first: &WeekEntry, last: &WeekEntry, prose: Prose) -> [Cell; 7] {
    let span = |from: f64, to: f64| {
        let (from, to) = (say::number(from, 0), say::number(to, 0));
        if from == to { from } else { format!("{from}–{to}") }
    };
    [
        figures(format!("{}–{}", first.plan_week, last.plan_week)),
        words(prose.weeks(first.iso_week, last.iso_week)),
        words(say::verdict(Shape::Missed, "missed")),
        figures(format!("0 of {}", first.required)),
        figures(span(first.target, last.target)),
        figures(span(first.target_calendar, last.target_calendar)),
        words(format!("none in {}", say::plural(run.len(), "week", "weeks"))),
    ]
}

/// How many counted; and how many in any seven days, where a Monday splits more than the week shows.
fn done(week: &WeekEntry) -> String {
    let counted = if week.done > week.required {
        format!("{}, {} asked", week.done, week.required)
    } else {
        format!("{} of {}", week.done, week.required)
    };
    if week.in_seven_days > week.done {
        format!("{counted} ({} in 7 days)", week.in_seven_days)
    } else {
        counted
    }
}

fn sessions(week: &WeekEntry) -> Markup {
    let mut html = Html::default();
    if week.sessions.is_empty() {
        put!(html, "–");
    }
    put!(html, r#"<span class="marks">"#);
    for session in &week.sessions {
        let (shape, word) = say::session_verdict(session.verdict);
        put!(
            html,
            r#"<a class="plain" href="{}">{}</a>"#,
            format!("#s-{}", session.id),
            say::verdict(
                shape,
                &session
                    .value
                    .map_or_else(|| word.to_owned(), |value| format!("{} {word}", say::number(value, 0)))
            )
        );
    }
    put!(html, "</span>");
    html.done()
}

/// Trends, the calendar, and whatever else spans all sessions.
pub(super) fn over_time(html: &mut Html, report: &Report, press: &Press<'_>) -> Result<(), PageError> {
    let mut figures: Vec<&Figure> =
        report.figures.iter().filter(|figure| figure.id != FigureId::Ladder).collect();
    if figures.is_empty() {
        return Ok(());
    }
    // The calendar is the overview: it comes first.
    figures.sort_by_key(|figure| figure.id != FigureId::Calendar);
    put!(html, r#"<section aria-labelledby="over-time"><h2 id="over-time">Over time</h2>"#);
    for figure in figures {
        put!(html, r#"<div class="card">"#);
        chart(html, figure, press)?;
        put!(html, "</div>");
    }
    trends(html, report);
    put!(html, "</section>");
    Ok(())
}
