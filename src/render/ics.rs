//! Appointments as an iCalendar file (RFC 5545).

use crate::report::outgoing::Appointment;
use std::fmt::Write;

/// The most octets of a line, without its break (RFC 5545, section 3.1).
const LINE: usize = 75;

/// The calendar's text. Times are local and floating: they hold wherever the user is. The stamp of each appointment is its
/// own day, so that the same plan gives the same bytes.
#[must_use]
pub fn calendar(appointments: &[Appointment]) -> String {
    let mut out = Lines::default();
    for fixed in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//clipstride//programme//EN", "CALSCALE:GREGORIAN"]
    {
        out.line(fixed);
    }
    for one in appointments {
        let day = one.day.strftime("%Y%m%d");
        out.line("BEGIN:VEVENT");
        out.text("UID", &one.uid);
        out.line(&format!("DTSTAMP:{day}T000000Z"));
        match one.at {
            Some(at) => {
                out.line(&format!("DTSTART:{day}T{}", at.strftime("%H%M%S")));
                if let Some(minutes) = one.minutes.filter(|minutes| minutes.is_finite() && *minutes > 0.0) {
                    out.line(&format!("DURATION:PT{:.0}M", minutes.ceil()));
                }
            }
            None => {
                out.line(&format!("DTSTART;VALUE=DATE:{day}"));
                out.line("TRANSP:TRANSPARENT");
            }
        }
        out.text("SUMMARY", &one.summary);
        out.text("DESCRIPTION", &one.description);
        out.line("END:VEVENT");
    }
    out.line("END:VCALENDAR");
    out.0
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is free text: special characters are escaped, and control characters left out.
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.line(&line);
    }

    /// A line, folded at 75 octets between characters: what follows a break begins with a space, which counts.
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            // Writing into a string cannot fail.
            let _ = self.0.write_char(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icalendar::parser::{read_calendar, unfold};
    use jiff::civil::{date, time};

    fn one(summary: &str, at: Option<jiff::civil::Time>) -> Appointment {
        Appointment {
            uid: "bike-2026-03-02@clipstride".into(),
            day: date(2026, 3, 2),
            at,
            minutes: Some(12.0),
            summary: summary.into(),
            description: "Three a week; a, b \\ c\nand é☃ again, so that the line is long enough to be folded twice, umlauts: äöüäöüäöüäöüäöüäöüäöü".into(),
        }
    }

    #[test]
    fn a_real_parser_reads_back_what_was_meant() {
        let all = [one("bike: 12 min", Some(time(18, 30, 0, 0))), one("x;y,z\u{7}", None)];
        let text = calendar(&all);
        let unfolded = unfold(&text);
        let read = read_calendar(&unfolded).unwrap();
        assert_eq!(read.components.len(), 2);
        let value = |index: usize, name: &str| {
            let found = read.components[index].properties.iter().find(|property| property.name == name);
            found.map(|property| property.val.as_ref().to_owned())
        };
        assert_eq!(value(0, "DTSTART").as_deref(), Some("20260302T183000"));
        assert_eq!(value(0, "DURATION").as_deref(), Some("PT12M"));
        assert_eq!(value(0, "UID").as_deref(), Some("bike-2026-03-02@clipstride"));
        assert_eq!(value(1, "DTSTART").as_deref(), Some("20260302"));
        // The parser takes the escapes away again.
        assert_eq!(value(0, "DESCRIPTION").as_deref(), Some(all[0].description.as_str()));
        assert_eq!(value(1, "SUMMARY").as_deref(), Some("x;y,z"));
        assert!(text.contains("SUMMARY:x\\;y\\,z\r\n"));
    }

    #[test]
    fn lines_end_in_crlf_and_are_at_most_75_octets() {
        let text = calendar(&[one("ä".repeat(300).as_str(), None)]);
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE && !line.contains(['\r', '\n'])));
        assert_eq!(text.replace("\r\n ", "").matches('ä').count(), 300 + 7);
    }

    #[test]
    fn an_empty_plan_is_still_a_calendar() {
        assert!(read_calendar(&unfold(&calendar(&[]))).unwrap().components.is_empty());
    }
}
