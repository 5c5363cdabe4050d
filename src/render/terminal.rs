//! The verdicts for a terminal: a table that fits 80 columns and uses up to 120.

mod files;
mod trends;
mod wrap;

pub(super) use wrap::is_narrow;
pub use wrap::{labelled, reflow, wrap_after};

use super::clean;
use super::prose::Prose;
use super::runs::runs;
use crate::report::{CheckResult, Outcome, Report, SessionVerdict, WeekEntry, WeekVerdict};
use crate::units::fixed;
use comfy_table::{ContentArrangement, Table, presets::NOTHING};
use std::fmt::Write as _;
use wrap::wrap;

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

/// The columns of a verdict and of a check's name.
const CHECK: usize = 33;

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
    for line in wrap(&printable(&title(report)), usize::from(width(style))) {
        push(&mut text, &bold(&line, style));
    }
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

/// Drops what could steer a terminal; every space becomes a plain one.
#[must_use]
pub fn printable(text: &str) -> String {
    clean(text).replace(char::is_whitespace, " ")
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
    let told = |check: &CheckResult| printable(&prose.say(&check.reason));
    let judged: Vec<&CheckResult> =
        checks.iter().filter(|check| check.outcome != Outcome::NotApplicable).collect();
    let mut rows = Vec::new();
    for check in &judged {
        let (shape, word) = outcome_words(check.outcome);
        let label = format!(" {:<11}{}", format!("{shape} {word}"), check.id.name());
        rows.extend(labelled(&label, CHECK, &told(check), style));
    }
    let mut text = coloured(&rows, checks, style);
    let silent = silent(checks);
    if !silent.is_empty() {
        let between = if judged.is_empty() { "" } else { "\n" };
        let _ = write!(text, "{between}{}", dim(" – nothing to check", style));
    }
    for (names, check) in silent {
        for row in wrap_after("   ", &format!("{}: {}", names.join(", "), told(check)), style) {
            let _ = write!(text, "\n{}", dim(&row, style));
        }
    }
    text
}

/// The checks that have nothing to judge: those with the same reason together, in the order of the first.
fn silent(checks: &[CheckResult]) -> Vec<(Vec<&'static str>, &CheckResult)> {
    let mut groups: Vec<(Vec<&str>, &CheckResult)> = Vec::new();
    for check in checks.iter().filter(|check| check.outcome == Outcome::NotApplicable) {
        match groups.iter_mut().find(|(_, first)| first.reason == check.reason) {
            Some((names, _)) => names.push(check.id.name()),
            None => groups.push((vec![check.id.name()], check)),
        }
    }
    groups
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
        let rows = shown.iter().filter_map(|run| match run {
            [week] => Some(week_row(week, prose)),
            [first, .., last] => Some(many_weeks(first, last, run.len(), prose)),
            [] => None,
        });
        if !text.is_empty() {
            text.push('\n');
        }
        let unit = all.first().map_or("", |week| week.unit.symbol());
        let earlier = all.len() - shown.iter().map(|run| run.len()).sum::<usize>();
        let left = if earlier > 0 { format!(", {earlier} earlier weeks not shown") } else { String::new() };
        let _ = writeln!(text, "{}", bold(&format!("{} ({unit} a session{left})", printable(name)), style));
        text.push_str(&week_lines(rows.collect(), style).join("\n"));
        text.push('\n');
    }
    text.trim_end().to_owned()
}

/// A table, or where that is too wide a paragraph a week.
fn week_lines(rows: Vec<[String; 4]>, style: Style) -> Vec<String> {
    if is_narrow(style) {
        let paragraph = |[days, target, word, sessions]: [String; 4]| {
            let told = printable(&format!("{target}, {word}: {sessions}"));
            [printable(&days)].into_iter().chain(wrap_after("    ", told.trim_end_matches([' ', ':']), style))
        };
        return rows.into_iter().flat_map(paragraph).collect();
    }
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width(style));
    table.add_rows(rows);
    table.lines().map(|line| line.trim_end().to_owned()).collect()
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
            let value = session.value.map_or_else(String::new, |value| told(value, session.verdict));
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

/// Whole, but of a session that fell short with the tenth that it has: 10.5 of 12 is not 11.
fn told(value: f64, verdict: SessionVerdict) -> String {
    match verdict {
        SessionVerdict::Short | SessionVerdict::Token => {
            let tenths = fixed((value * 10.0 + 1e-6).floor() / 10.0, 1);
            tenths.strip_suffix(".0").map_or(tenths.clone(), str::to_owned)
        }
        _ => fixed(value, 0),
    }
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
        assert!(text.contains("nothing to check\n   bike.balance"), "{text}");
    }

    #[test]
    fn where_there_is_no_room_beside_a_name_the_reason_stands_under_it() {
        let results =
            [result(CheckId::BikeMinutes, Outcome::Fail, "34 of 36 rides reached the week's target.")];
        let text = checks(&results, Prose::default(), Style { width: 40, colour: false });
        assert_eq!(text, " ✕ missed   bike.minutes\n     34 of 36 rides reached the week's\n     target.");
    }

    #[test]
    fn what_has_nothing_to_judge_says_why_once_for_each_reason() {
        let results = [
            result(CheckId::PoolLaps, Outcome::NotApplicable, "No swim."),
            result(CheckId::StrengthGym, Outcome::NotApplicable, "No sets."),
            result(CheckId::PoolProgression, Outcome::NotApplicable, "No swim."),
        ];
        let text = checks(&results, Prose::default(), Style { width: 80, colour: false });
        assert_eq!(
            text,
            " – nothing to check\n   pool.laps, pool.progression: No swim.\n   strength.gym: No sets."
        );
    }

    #[test]
    fn a_session_that_fell_short_is_not_rounded_to_its_target() {
        assert_eq!(told(10.5, SessionVerdict::Short), "10.5");
        assert_eq!(told(3.96, SessionVerdict::Token), "3.9");
        assert_eq!(told(9.0, SessionVerdict::Short), "9");
        assert_eq!(told(10.5, SessionVerdict::Done), "11");
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
}
