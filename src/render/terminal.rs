//! The verdicts for a terminal: a table that fits 80 columns and uses up to 120.

mod files;
mod trends;

use super::prose::Prose;
use super::runs::runs;
use crate::report::{CheckResult, Outcome, Report, SessionVerdict, WeekEntry, WeekVerdict};
use crate::units::fixed;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets::NOTHING};
use std::fmt::Write as _;

/// How to write for this terminal.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Columns to fill, at most 120 of them used.
    pub width: u16,
    /// Whether to colour.
    pub colour: bool,
}

/// The widest table that still reads well.
const WIDEST: u16 = 120;

/// How many lines of weeks are listed before the rest is only counted.
const LISTED_WEEKS: usize = 12;

/// The whole answer: headline, checks, weeks, what comes next, and the files that were not plainly read.
#[must_use]
pub fn verdicts(report: &Report, style: Style) -> String {
    let mut text = String::new();
    let push = |text: &mut String, line: &str| {
        text.push_str(line.trim_end());
        text.push('\n');
    };
    push(&mut text, &bold(&printable(&title(report)), style));
    push(&mut text, "");
    for line in wrap(&printable(&report.headline), usize::from(width(style))) {
        push(&mut text, &line);
    }
    push(&mut text, "");
    let prose = Prose::of(report);
    push(&mut text, &checks(&report.checks, prose, style));
    let weeks = weeks(report, style);
    if !weeks.is_empty() {
        push(&mut text, "");
        push(&mut text, &weeks);
    }
    if !report.next.is_empty() {
        push(&mut text, "");
        push(&mut text, &bold("Next week", style));
        for next in &report.next {
            let line = format!("  {}", printable(&prose.say(&next.line)));
            for line in wrap(&line, usize::from(width(style))) {
                push(&mut text, &line);
            }
        }
    }
    let trends = trends::trends(report, style);
    if !trends.is_empty() {
        push(&mut text, "");
        push(&mut text, &trends);
    }
    let files = files::files(report, style);
    if !files.is_empty() {
        push(&mut text, "");
        push(&mut text, &files);
    }
    text
}

/// Drops what could steer a terminal: control characters and marks that turn the direction of writing.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
        .filter(|letter| !letter.is_control() && !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect()
}

fn width(style: Style) -> u16 {
    style.width.clamp(40, WIDEST)
}

fn title(report: &Report) -> String {
    let period = report
        .period
        .map_or_else(String::new, |(from, to)| format!(" · {}", Prose::default().days(from, to)));
    let sessions = report.counted().count();
    let files = report.files.len();
    format!(
        "{}{period} · {sessions} session{} in {files} file{}",
        report.programme.title,
        plural(sessions),
        plural(files)
    )
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// A verdict's shape and word.
#[must_use]
pub fn outcome_words(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Pass => ("●", "pass"),
        Outcome::Fail => ("✕", "missed"),
        Outcome::Advisory => ("▲", "advisory"),
        Outcome::NotApplicable => ("–", "no data"),
        Outcome::Unknown => ("?", "unknown"),
    }
}

/// The shape that stands for a session's verdict everywhere.
#[must_use]
pub fn session_shape(verdict: SessionVerdict) -> char {
    match verdict {
        SessionVerdict::Done => '●',
        SessionVerdict::Short => '▼',
        SessionVerdict::Token => '▽',
        SessionVerdict::Over | SessionVerdict::Ahead => '▲',
        SessionVerdict::Extra => '+',
        SessionVerdict::NotAssessable => '?',
    }
}

fn checks(checks: &[CheckResult], prose: Prose, style: Style) -> String {
    let mut table = table(style);
    for check in checks.iter().filter(|check| check.outcome != Outcome::NotApplicable) {
        let (shape, word) = outcome_words(check.outcome);
        table.add_row([
            format!("{shape} {word}"),
            check.id.name().to_owned(),
            printable(&prose.say(&check.reason)),
        ]);
    }
    if let Some(column) = table.column_mut(0) {
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(12)));
    }
    if let Some(column) = table.column_mut(1) {
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(22)));
    }
    let mut text = coloured(&lines(&table), checks, style);
    let silent: Vec<&str> = checks
        .iter()
        .filter(|check| check.outcome == Outcome::NotApplicable)
        .map(|check| check.id.name())
        .collect();
    if !silent.is_empty() {
        let line = format!("– nothing to check: {}", silent.join(", "));
        for line in wrap(&line, usize::from(width(style))) {
            text.push('\n');
            text.push_str(&dim(&line, style));
        }
    }
    text
}

fn weeks(report: &Report, style: Style) -> String {
    let prose = Prose::of(report);
    let mut names: Vec<&str> = report.weeks.iter().map(|week| week.prescription.as_str()).collect();
    names.dedup();
    let mut text = String::new();
    for name in names {
        let all: Vec<&WeekEntry> = report.weeks.iter().filter(|week| week.prescription == name).collect();
        let rows = runs(&all, |week| {
            week.sessions.is_empty() && week.verdict == WeekVerdict::Missed && !week.open && !week.race
        });
        let shown = &rows[rows.len().saturating_sub(LISTED_WEEKS)..];
        let mut table = table(style);
        for run in shown {
            match run {
                [week] => table.add_row(week_row(week, prose)),
                [first, .., last] => table.add_row(many_weeks(first, last, run.len(), prose)),
                [] => continue,
            };
        }
        if !text.is_empty() {
            text.push('\n');
        }
        let unit = all.first().map_or("", |week| week.unit.symbol());
        let earlier = all.len() - shown.iter().map(|run| run.len()).sum::<usize>();
        let left = if earlier > 0 { format!(", {earlier} earlier weeks not shown") } else { String::new() };
        let _ = writeln!(text, "{}", bold(&format!("{} ({unit} a session{left})", printable(name)), style));
        text.push_str(&lines(&table).join("\n"));
        text.push('\n');
    }
    text.trim_end().to_owned()
}

/// Weeks in a row without a session.
fn many_weeks(first: &WeekEntry, last: &WeekEntry, weeks: usize, prose: Prose) -> [String; 4] {
    [
        format!("  {}", prose.weeks(first.iso_week, last.iso_week)),
        format!("target {}", target(last)),
        "✕ missed".to_owned(),
        format!("{weeks} weeks"),
    ]
}

fn target(week: &WeekEntry) -> String {
    if (week.target - week.target_calendar).abs() > 1e-9 {
        format!("{} (calendar {})", fixed(week.target, 0), fixed(week.target_calendar, 0))
    } else {
        fixed(week.target, 0)
    }
}

fn week_row(week: &WeekEntry, prose: Prose) -> [String; 4] {
    let marks: Vec<String> = week
        .sessions
        .iter()
        .map(|session| {
            let value = session.value.map_or_else(String::new, |value| fixed(value, 0));
            format!("{}{value}", session_shape(session.verdict))
        })
        .collect();
    let count = if week.done > week.required {
        format!("{}, {} asked", week.done, week.required)
    } else {
        format!("{} of {}", week.done, week.required)
    };
    let word = match week.verdict {
        _ if week.open => format!("… {count} so far"),
        WeekVerdict::Complete => format!("● {count}"),
        WeekVerdict::Partial => format!("▼ {count}"),
        WeekVerdict::Missed => "✕ missed".to_owned(),
        WeekVerdict::Rest => "– rest or race".to_owned(),
    };
    [format!("  {}", prose.week(week.iso_week)), format!("target {}", target(week)), word, marks.join(" ")]
}

fn table(style: Style) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width(style));
    table
}

fn lines(table: &Table) -> Vec<String> {
    table.lines().map(|line| line.trim_end().to_owned()).collect()
}

/// Colours the verdict words at the start of lines; the shapes and words say the same without colour.
fn coloured(lines: &[String], checks: &[CheckResult], style: Style) -> String {
    if !style.colour {
        return lines.join("\n");
    }
    let words: Vec<(String, &str)> = checks
        .iter()
        .map(|check| {
            let (shape, word) = outcome_words(check.outcome);
            let code = match check.outcome {
                Outcome::Pass => "32",
                Outcome::Fail => "31",
                Outcome::Advisory => "33",
                Outcome::NotApplicable | Outcome::Unknown => "2",
            };
            (format!("{shape} {word}"), code)
        })
        .collect();
    let coloured: Vec<String> = lines
        .iter()
        .map(|line| {
            let start = line.len() - line.trim_start().len();
            match words.iter().find(|(word, _)| line[start..].starts_with(word.as_str())) {
                Some((word, code)) => {
                    format!("{}\u{1b}[{code}m{word}\u{1b}[0m{}", &line[..start], &line[start + word.len()..])
                }
                None => line.clone(),
            }
        })
        .collect();
    coloured.join("\n")
}

pub(super) fn bold(text: &str, style: Style) -> String {
    if style.colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}

fn dim(text: &str, style: Style) -> String {
    if style.colour { format!("\u{1b}[2m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Text behind a label, wrapped to the width and indented below itself.
pub(super) fn wrap_after(label: &str, text: &str, style: Style) -> Vec<String> {
    let indent = label.chars().count();
    let rows = wrap(text, usize::from(width(style)).saturating_sub(indent).max(20));
    let blank = " ".repeat(indent);
    rows.iter()
        .enumerate()
        .map(|(index, row)| format!("{}{row}", if index == 0 { label } else { &blank }))
        .collect()
}

/// Breaks text at spaces; a word longer than the line stands alone. Further lines are indented as the first one is.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let indent: String = text.chars().take_while(|letter| *letter == ' ').collect();
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty()
            && line.chars().count() + 1 + word.chars().count() > width.saturating_sub(indent.len())
        {
            lines.push(format!("{indent}{line}"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(format!("{indent}{line}"));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::CheckId;

    fn result(id: CheckId, outcome: Outcome, reason: &str) -> CheckResult {
        CheckResult { id, outcome, reason: reason.to_owned(), measured: None, target: None, source: "" }
    }

    #[test]
    fn a_long_reason_stays_inside_eighty_columns() {
        let reason =
            "34 of 36 rides reached the week's target; two were short (2026-04-01: 9 of 12 min). ".repeat(4);
        let text = checks(
            &[
                result(CheckId::BikeMinutes, Outcome::Fail, &reason),
                result(CheckId::BikeBalance, Outcome::NotApplicable, ""),
            ],
            Prose::default(),
            Style { width: 80, colour: false },
        );
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(text.contains("nothing to check: bike.balance"));
    }

    #[test]
    fn colour_changes_no_letter() {
        let results = [result(CheckId::BikeMinutes, Outcome::Fail, "a reason")];
        let plain = checks(&results, Prose::default(), Style { width: 80, colour: false });
        let colour = checks(&results, Prose::default(), Style { width: 80, colour: true });
        assert!(colour.contains("\u{1b}[31m"));
        let mut stripped = colour;
        for code in ["31", "0", "2", "1"] {
            stripped = stripped.replace(&format!("\u{1b}[{code}m"), "");
        }
        assert_eq!(stripped, plain);
    }

    #[test]
    fn names_cannot_steer_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\n\u{202e}c"), "a[31mb c");
    }

    #[test]
    fn wrapping_keeps_the_indent_and_every_word() {
        assert_eq!(wrap("  one two three", 9), ["  one two", "  three"]);
    }
}
