//! Durations as text.

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
    fn durations_carry_over() {
        assert_eq!(duration(59.6), "1:00");
        assert_eq!(duration(3599.6), "1:00:00");
        assert_eq!(duration(425.0), "7:05");
    }
}
