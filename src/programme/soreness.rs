//! The soreness log: a day and a number from 0 to 10. It is drawn beside what was done, and nothing is inferred from it.

use jiff::civil::Date;

/// One line of the log.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Soreness {
    /// The day.
    pub day: Date,
    /// From 0 (none) to 10 (worst), as the athlete felt it.
    pub score: f64,
}

/// Why a log could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct SorenessError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

/// Reads a CSV of `date,score`: a header, blank lines and lines that begin with `#` are passed over; `;` and tabs
/// separate as well as commas; further columns are left alone. The days come back in order; of a day that stands twice
/// the later line holds.
///
/// # Errors
/// [`SorenessError`] with the line where a date is no date, or a number is not from 0 to 10.
pub fn read_soreness(text: &str) -> Result<Vec<Soreness>, SorenessError> {
    let mut log: std::collections::BTreeMap<Date, f64> = std::collections::BTreeMap::new();
    let mut header_may_come = true;
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let fault = |message: String| SorenessError { line: index + 1, message };
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let mut cells = line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"'));
        let (day, score) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let no_digit = !day.contains(|c: char| c.is_ascii_digit());
        if std::mem::take(&mut header_may_come) && no_digit {
            continue;
        }
        let day: Date =
            day.parse().map_err(|_| fault(format!("`{day}` is not a date: write 2026-05-03,4")))?;
        let score: f64 = score
            .parse()
            .ok()
            .filter(|score| (0.0..=10.0).contains(score))
            .ok_or_else(|| fault(format!("`{score}` is not a number from 0 to 10")))?;
        log.insert(day, score);
    }
    Ok(log.into_iter().map(|(day, score)| Soreness { day, score }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_log_is_read_in_order_of_days() {
        let log = read_soreness(
            "\u{feff}date,soreness\r\n# after the race\r\n2026-05-04,6\r\n\r\n2026-05-03;\"3.5\";note\n2026-05-04,5\n",
        );
        let expected =
            [Soreness { day: date(2026, 5, 3), score: 3.5 }, Soreness { day: date(2026, 5, 4), score: 5.0 }];
        assert_eq!(log.unwrap(), expected);
        assert_eq!(read_soreness(""), Ok(Vec::new()));
    }

    #[test]
    fn faults_name_their_line() {
        for (text, says) in [
            ("2026-05-03,11", "line 1: `11` is not a number from 0 to 10"),
            ("date,n\n2026-13-03,1", "line 2: `2026-13-03` is not a date: write 2026-05-03,4"),
            ("2026-05-03", "line 1: `` is not a number from 0 to 10"),
            ("2026-05-03,NaN", "line 1: `NaN` is not a number from 0 to 10"),
            ("a,b\nc,d", "line 2: `c` is not a date: write 2026-05-03,4"),
        ] {
            assert_eq!(read_soreness(text).unwrap_err().to_string(), says);
        }
    }
}
