//! ISO weeks in local time.

use jiff::{
    ToSpan,
    civil::{Date, ISOWeekDate},
};

/// An ISO week, Monday to Sunday, ordered by time. Years are week-years: 2027-01-03 lies in 2026-W53.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IsoWeek {
    monday: Date,
}

impl IsoWeek {
    /// The week of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self { monday: day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()) }
    }

    /// Its Monday.
    #[must_use]
    pub fn monday(self) -> Date {
        self.monday
    }

    /// Its Sunday.
    #[must_use]
    pub fn sunday(self) -> Date {
        self.monday.saturating_add(6.days())
    }

    /// Year and number, with Monday as the day.
    #[must_use]
    pub fn date(self) -> ISOWeekDate {
        self.monday.iso_week_date()
    }

    /// The week `weeks` later; none at the end of the calendar.
    #[must_use]
    pub fn later(self, weeks: u32) -> Option<Self> {
        let monday = self.monday.checked_add((7 * i64::from(weeks)).days()).ok()?;
        Some(Self { monday })
    }

    /// How many weeks after `first` this one lies; none where it lies before.
    #[must_use]
    pub fn since(self, first: Self) -> Option<u32> {
        let days = self.monday.duration_since(first.monday).as_hours() / 24;
        u32::try_from(days / 7).ok().filter(|_| days >= 0)
    }

    /// Reads `2026-W20`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, week) = text.split_once("-W")?;
        let date =
            ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, jiff::civil::Weekday::Monday).ok()?;
        Some(Self { monday: date.date() })
    }
}

impl std::fmt::Display for IsoWeek {
    /// `2026-W09`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let date = self.date();
        write!(f, "{:04}-W{:02}", date.year(), date.week())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_week_year_is_not_the_year() {
        for (day, week) in [
            (date(2024, 12, 30), "2025-W01"),
            (date(2021, 1, 3), "2020-W53"),
            (date(2020, 12, 28), "2020-W53"),
            (date(2021, 1, 4), "2021-W01"),
            (date(2027, 1, 3), "2026-W53"),
            (date(2026, 12, 28), "2026-W53"),
            (date(2027, 1, 4), "2027-W01"),
        ] {
            assert_eq!(IsoWeek::of(day).to_string(), week, "{day}");
            assert_eq!(IsoWeek::parse(week), Some(IsoWeek::of(day)));
        }
    }

    #[test]
    fn week_53_is_followed_by_week_1() {
        let week = IsoWeek::parse("2026-W53").unwrap();
        let next = week.later(1).unwrap();
        assert_eq!(next.to_string(), "2027-W01");
        assert_eq!(next.since(week), Some(1));
        assert_eq!(week.since(next), None);
        assert_eq!(IsoWeek::parse("2025-W53"), None);
        assert_eq!(IsoWeek::parse("2026W20"), None);
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        assert_eq!(IsoWeek::of(Date::MAX).later(5), None);
        assert!(IsoWeek::of(Date::MIN).sunday() > Date::MIN);
    }

    proptest! {
        #[test]
        fn each_day_lies_in_the_week_that_the_calendar_gives_it(offset in 0i64..60_000) {
            let day = date(1950, 1, 1).saturating_add(offset.days());
            let week = IsoWeek::of(day);
            prop_assert!(week.monday() <= day && day <= week.sunday());
            prop_assert_eq!(week.date().week(), day.iso_week_date().week());
            prop_assert_eq!(week.date().year(), day.iso_week_date().year());
            prop_assert_eq!(week.later(3).and_then(|later| later.since(week)), Some(3));
        }
    }
}
