//! Durations as text.

use crate::units::fixed;

/// A stretch of time as people say it: `30 s`, `10 min`, `1 h`.
#[must_use]
pub(crate) fn span(seconds: f64) -> String {
    match seconds {
        short if short < 90.0 && (short % 60.0 != 0.0) => format!("{} s", fixed(short, 0)),
        hours if hours >= 3600.0 && hours % 3600.0 < 30.0 => format!("{} h", fixed(hours / 3600.0, 0)),
        long if long >= 36_000.0 => format!("{} h", fixed(long / 3600.0, 1)),
        minutes => format!("{} min", fixed(minutes / 60.0, 0)),
    }
}

/// Minutes and seconds, or hours, minutes and seconds: `7:05`, `1:02:03`. Rounded to the second.
#[must_use]
pub fn duration(seconds: f64) -> String {
    // Durations come from 32-bit milliseconds, so the cast cannot overflow; it saturates anyway.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "saturates, and never negative"
    )]
    let whole = seconds.max(0.0).round() as u64;
    let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_told_as_people_tell_them() {
        assert_eq!([15.0, 60.0, 600.0, 3600.0].map(span), ["15 s", "1 min", "10 min", "1 h"]);
    }

    #[test]
    fn durations_carry_over() {
        assert_eq!(duration(59.6), "1:00");
        assert_eq!(duration(3599.6), "1:00:00");
        assert_eq!(duration(425.0), "7:05");
    }
}
