//! Sentences as people write them: days, weeks, ranges and minus signs. Documents keep the keys they are read by.

use crate::report::Report;
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// How days are written: those of the home year, in which the whole report lies, go without it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Prose {
    home: Option<i16>,
}

impl Prose {
    /// As a report needs it.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let home = report.period.filter(|(from, to)| from.year() == to.year()).map(|(from, _)| from.year());
        Self { home }
    }

    /// `18 Mar`, or `18 Mar 2026`.
    #[must_use]
    pub fn day(self, date: Date) -> String {
        let format = if self.home == Some(date.year()) { "%-d %b" } else { "%-d %b %Y" };
        date.strftime(format).to_string().replace(' ', "\u{a0}")
    }

    /// `2–8 Mar`, `30 Mar – 5 Apr`, each with its year away from home.
    #[must_use]
    pub fn days(self, from: Date, to: Date) -> String {
        if from == to {
            self.day(from)
        } else if (from.year(), from.month()) == (to.year(), to.month()) {
            format!("{}–{}", from.day(), self.day(to))
        } else if from.year() == to.year() {
            format!("{} – {}", Self { home: Some(from.year()) }.day(from), self.day(to))
        } else {
            format!("{} – {}", self.day(from), self.day(to))
        }
    }

    /// The seven days of a week.
    #[must_use]
    pub fn week(self, week: ISOWeekDate) -> String {
        self.weeks(week, week)
    }

    /// From the Monday of one week to the Sunday of another.
    #[must_use]
    pub fn weeks(self, first: ISOWeekDate, last: ISOWeekDate) -> String {
        let sunday = ISOWeekDate::new(last.year(), last.week(), Weekday::Sunday).unwrap_or(last);
        self.days(monday(first), sunday.date())
    }

    /// A sentence with its keys in words: `2026-03-18` is `18 Mar`, `2026-W22` is `week of 25 May`, `10-20` is `10–20`. What
    /// stands between backticks is a command or a name and stays as it is; the backticks go.
    #[must_use]
    pub fn say(self, sentence: &str) -> String {
        self.parts(sentence).into_iter().map(|(_, text)| text).collect()
    }

    /// The same in parts, in order: which of them are code, and what they say.
    #[must_use]
    pub fn parts(self, sentence: &str) -> Vec<(bool, String)> {
        let mut parts = Vec::new();
        let mut rest = sentence;
        while let Some((before, (code, after))) =
            rest.split_once('`').and_then(|(before, from)| Some((before, from.split_once('`')?)))
        {
            parts.extend([(false, self.words(before)), (true, code.to_owned())]);
            rest = after;
        }
        parts.push((false, self.words(rest)));
        parts.retain(|(_, text)| !text.is_empty());
        parts
    }

    fn words(self, sentence: &str) -> String {
        let mut said = String::with_capacity(sentence.len() + 16);
        let mut rest = sentence;
        while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
            let (before, from) = rest.split_at(at);
            said.push_str(before);
            let run = &from[..from.find(|c: char| !in_token(c)).unwrap_or(from.len())];
            // A sentence may end behind a number; its stop or colon is no part of it.
            let token = run.trim_end_matches(['.', '-', ':', '/']);
            let joined = said.chars().next_back().is_some_and(|c| c.is_alphanumeric() || "_./".contains(c));
            match (joined, self.key(token, &said)) {
                (false, Some(words)) => said.push_str(&words),
                _ => {
                    if !joined {
                        minus(&mut said);
                    }
                    said.push_str(token);
                }
            }
            rest = &from[token.len()..];
        }
        said.push_str(rest);
        said
    }

    fn key(self, token: &str, before: &str) -> Option<String> {
        // What is to be typed behind an option stays as it is typed.
        let typed = before.strip_suffix(' ').and_then(|before| before.rsplit(' ').next());
        if before.ends_with('-') || typed.is_some_and(|word| word.starts_with("--")) {
            return None;
        }
        if let Some(date) = date(token) {
            return Some(self.day(date));
        }
        if let Some(week) = week(token) {
            let of = format!("week of {}", self.day(monday(week)));
            let goes_on = before.ends_with(' ') && before.trim_end().ends_with(char::is_alphabetic);
            return Some(if goes_on { format!("the {of}") } else { of });
        }
        let (lo, hi) = token.split_once('-')?;
        (number(lo) && number(hi)).then(|| format!("{lo}–{hi}"))
    }
}

/// What may stand inside a key: a date, a week, a range, a file's name.
fn in_token(letter: char) -> bool {
    letter.is_alphanumeric() || "-._:/".contains(letter)
}

fn number(text: &str) -> bool {
    !text.is_empty() && text.parse::<f64>().is_ok() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

fn monday(week: ISOWeekDate) -> Date {
    ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).unwrap_or(week).date()
}

fn date(token: &str) -> Option<Date> {
    (token.len() == 10).then(|| token.parse().ok()).flatten()
}

fn week(token: &str) -> Option<ISOWeekDate> {
    let (year, week) = token.split_once("-W").filter(|_| token.len() == 8)?;
    ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok()
}

/// A hyphen that stands before a number and behind a space or a bracket was meant as a minus.
fn minus(said: &mut String) {
    if said == "-" || [" -", "(-", "\u{a0}-"].iter().any(|sign| said.ends_with(sign)) {
        said.pop();
        said.push('\u{2212}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOME: Prose = Prose { home: Some(2026) };

    fn plain(text: &str) -> String {
        HOME.say(text).replace('\u{a0}', " ")
    }

    #[test]
    fn days_and_weeks_are_said_in_words() {
        assert_eq!(
            plain("3 had fewer (2026-W14: 2; 2026-W16: none)."),
            "3 had fewer (week of 30 Mar: 2; week of 13 Apr: none)."
        );
        assert_eq!(
            plain("3 sessions of 23 min in 2026-W22 (week 13 of the plan)."),
            "3 sessions of 23 min in the week of 25 May (week 13 of the plan)."
        );
        assert_eq!(plain("the latest, on 2026-05-24, 50.8 %"), "the latest, on 24 May, 50.8 %");
        assert_eq!(plain("on 2025-12-31."), "on 31 Dec 2025.");
        assert_eq!(
            plain("2026-05-03: name it with --race 2026-05-03."),
            "3 May: name it with --race 2026-05-03."
        );
        assert_eq!(Prose::default().say("2026-03-02"), "2\u{a0}Mar\u{a0}2026");
    }

    #[test]
    fn ranges_get_their_dash_and_differences_their_minus() {
        assert_eq!(plain("from 5-10 min, +2 min"), "from 5–10 min, +2 min");
        assert_eq!(plain("25(1), 2006-2007; 1.5-2.5 m"), "25(1), 2006–2007; 1.5–2.5 m");
        assert_eq!(plain("160; -11 against 30 runs"), "160; −11 against 30 runs");
    }

    #[test]
    fn a_command_between_backticks_stays_a_command() {
        let hint = "The run on 2026-05-03 may have been one: name it with `--race 2026-05-03`, 5-10 km.";
        assert_eq!(
            plain(hint),
            "The run on 3 May may have been one: name it with --race 2026-05-03, 5–10 km."
        );
        let code: Vec<String> =
            HOME.parts(hint).into_iter().filter(|(code, _)| *code).map(|(_, text)| text).collect();
        assert_eq!(code, ["--race 2026-05-03"]);
        assert_eq!(plain("a ` alone, 2026-05-03"), "a ` alone, 3 May");
        assert_eq!(plain("`a` and `b`"), "a and b");
    }

    #[test]
    fn names_that_hold_numbers_stay() {
        for name in [
            "2026-03-02-bike.fit",
            "fr965-2",
            "2026-03-02T07:12-running",
            "1-2-3",
            "hrm-2",
            "v1.2-3",
            "2026-W60",
            "2026-13-40",
            "a/1-2",
            "12-",
            "-",
        ] {
            assert_eq!(HOME.say(name), name);
        }
    }

    #[test]
    fn a_span_of_days_says_what_it_must_and_no_more() {
        let day = |year, month, day| Date::constant(year, month, day);
        let said = |from, to| HOME.days(from, to).replace('\u{a0}', " ");
        assert_eq!(said(day(2026, 3, 2), day(2026, 3, 8)), "2–8 Mar");
        assert_eq!(said(day(2026, 3, 30), day(2026, 4, 5)), "30 Mar – 5 Apr");
        assert_eq!(said(day(2025, 12, 29), day(2026, 1, 4)), "29 Dec 2025 – 4 Jan");
        assert_eq!(said(day(2024, 3, 25), day(2024, 4, 1)), "25 Mar – 1 Apr 2024");
        assert_eq!(HOME.week(day(2026, 5, 27).iso_week_date()).replace('\u{a0}', " "), "25–31 May");
    }

    proptest! {
        #[test]
        fn any_text_can_be_said_and_keeps_its_words(text in "\\PC{0,60}", letters in "[a-zäß ,;()]{0,40}") {
            let _ = HOME.say(&text);
            prop_assert_eq!(HOME.say(&letters), letters);
        }
    }
}
