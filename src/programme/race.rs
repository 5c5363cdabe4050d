//! Races and the week after them.

use jiff::{ToSpan, civil::Date};

/// A race that the user named. A long effort alone is never taken for one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Race {
    /// The local day.
    pub day: Date,
    /// Its name; empty where none was given.
    pub name: String,
}

/// Days after a race that are shaded, left out of trends, and in which nobody is called behind. Soreness after long
/// races peaks within three days and is gone after five to seven (docs/sources.md, "After a race"); the question that the
/// clinic answers speaks of "up to a week".
pub const RACE_WINDOW_DAYS: i64 = 7;

/// Why a race could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a race: write DATE or DATE=NAME, such as 2026-05-03=\"Spring half\"")]
pub struct RaceError {
    given: String,
}

impl Race {
    /// Reads `DATE` or `DATE=NAME`.
    ///
    /// # Errors
    /// Where the date is not a date (`2026-05-03`).
    pub fn parse(text: &str) -> Result<Self, RaceError> {
        let (day, name) = text.split_once('=').unwrap_or((text, ""));
        let day = day.trim().parse().map_err(|_| RaceError { given: text.to_owned() })?;
        Ok(Self { day, name: name.trim().to_owned() })
    }

    /// The first and the last day of the window: the race's own day and the seven after it.
    #[must_use]
    pub fn window(&self) -> (Date, Date) {
        (self.day, self.day.saturating_add(RACE_WINDOW_DAYS.days()))
    }

    /// Whether `day` lies in the window.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        let (from, to) = self.window();
        from <= day && day <= to
    }

    /// Whether a day from `from` to `to` lies in the window.
    #[must_use]
    pub fn touches(&self, from: Date, to: Date) -> bool {
        let (first, last) = self.window();
        first <= to && from <= last
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_race_is_a_date_and_perhaps_a_name() {
        let race = Race::parse("2026-05-03=Spring half = fast").unwrap();
        assert_eq!((race.day, race.name.as_str()), (date(2026, 5, 3), "Spring half = fast"));
        assert_eq!(Race::parse("2026-05-03").unwrap().name, "");
        assert!(Race::parse("3 May").unwrap_err().to_string().contains("`3 May`"));
    }

    #[test]
    fn the_window_is_the_day_and_the_seven_after_it() {
        let race = Race::parse("2026-12-31").unwrap();
        assert_eq!(race.window(), (date(2026, 12, 31), date(2027, 1, 7)));
        assert!(!race.covers(date(2026, 12, 30)) && race.covers(date(2026, 12, 31)));
        assert!(race.covers(date(2027, 1, 7)) && !race.covers(date(2027, 1, 8)));
        // Monday to Sunday after a Sunday race: the last day of the window is that Sunday.
        let race = Race::parse("2026-05-03").unwrap();
        assert!(race.touches(date(2026, 5, 4), date(2026, 5, 10)));
        assert!(!race.touches(date(2026, 5, 11), date(2026, 5, 17)));
        assert!(race.touches(date(2026, 4, 27), date(2026, 5, 3)));
    }

    #[test]
    fn the_end_of_the_calendar_does_not_panic() {
        let race = Race { day: Date::MAX, name: String::new() };
        assert!(race.covers(Date::MAX));
    }
}
