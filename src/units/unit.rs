//! The closed list of units that a figure can carry.

/// A unit, as it is shown and as it stands in `report.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Heart beats per minute.
    BeatsPerMinute,
    /// Steps per minute, both feet together.
    StepsPerMinute,
    /// Crank revolutions per minute.
    RevolutionsPerMinute,
    /// Metres per second.
    MetresPerSecond,
    /// Metres.
    Metres,
    /// Watts.
    Watts,
    /// Per cent, 0 to 100.
    Percent,
    /// Percentage points: a difference of two percentages.
    PercentagePoints,
    /// Degrees of crank angle.
    Degrees,
    /// Milliseconds.
    Milliseconds,
    /// Millimetres.
    Millimetres,
    /// Seconds.
    Seconds,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Pool laps.
    Laps,
    /// Sessions.
    Sessions,
    /// Sessions a week.
    SessionsPerWeek,
    /// Weeks.
    Weeks,
    /// Repetitions of a drill or an exercise.
    Repetitions,
    /// Steps per minute, gained or lost a week.
    StepsPerMinutePerWeek,
    /// Percentage points, gained or lost a week.
    PercentagePointsPerWeek,
    /// Crank revolutions per minute, gained or lost a week.
    RevolutionsPerMinutePerWeek,
    /// Degrees, gained or lost a week.
    DegreesPerWeek,
}

impl Unit {
    /// The symbol that stands behind a number.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::BeatsPerMinute => "bpm",
            Self::StepsPerMinute => "steps/min",
            Self::RevolutionsPerMinute => "rpm",
            Self::MetresPerSecond => "m/s",
            Self::Metres => "m",
            Self::Watts => "W",
            Self::Percent => "%",
            Self::PercentagePoints => "pp",
            Self::Degrees => "°",
            Self::Milliseconds => "ms",
            Self::Millimetres => "mm",
            Self::Seconds => "s",
            Self::Minutes => "min",
            Self::Hours => "h",
            Self::Laps => "laps",
            Self::Sessions => "sessions",
            Self::SessionsPerWeek => "sessions/week",
            Self::Weeks => "weeks",
            Self::Repetitions => "reps",
            Self::StepsPerMinutePerWeek => "steps/min per week",
            Self::PercentagePointsPerWeek => "pp per week",
            Self::RevolutionsPerMinutePerWeek => "rpm per week",
            Self::DegreesPerWeek => "° per week",
        }
    }

    /// The symbol behind this number of so many decimals: one of what is counted stands in the singular (`1 session`).
    #[must_use]
    pub fn behind(self, value: f64, decimals: usize) -> &'static str {
        let counted = matches!(self, Self::Sessions | Self::Weeks | Self::Laps | Self::Repetitions);
        let plural = self.symbol();
        if counted && decimals == 0 && value.round().total_cmp(&1.0).is_eq() {
            plural.strip_suffix('s').unwrap_or(plural)
        } else {
            plural
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_what_is_counted_is_singular() {
        assert_eq!(Unit::Sessions.behind(1.0, 0), "session");
        assert_eq!(Unit::Sessions.behind(2.0, 0), "sessions");
        assert_eq!(Unit::Laps.behind(1.0, 1), "laps");
        assert_eq!(Unit::Percent.behind(1.0, 0), "%");
    }
}
