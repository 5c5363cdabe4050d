//! Numbers as text: one rule of rounding for every output.

/// The sign that typesetting wants: as wide as a plus.
const MINUS: char = '\u{2212}';

/// Rounds half away from zero to so many decimals. Negative zero becomes zero.
#[must_use]
pub fn round(value: f64, decimals: usize) -> f64 {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    let rounded = (value * scale).round() / scale;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// Rounds to so many significant digits: for what may be very small, such as a p value.
#[must_use]
pub fn significant(value: f64, digits: usize) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let before = value.abs().log10().floor() as i32 + 1;
    let scale = 10_f64.powi(i32::try_from(digits).unwrap_or(0) - before);
    (value * scale).round() / scale
}

/// A number with so many decimals, rounded by [`round`], its minus sign a true minus.
#[must_use]
pub fn fixed(value: f64, decimals: usize) -> String {
    format!("{:.decimals$}", round(value, decimals)).replace('-', MINUS.encode_utf8(&mut [0; 4]))
}

/// A difference: as [`fixed`], and what rises carries a plus. Zero carries no sign.
#[must_use]
pub fn signed(value: f64, decimals: usize) -> String {
    let plus = if round(value, decimals) > 0.0 { "+" } else { "" };
    format!("{plus}{}", fixed(value, decimals))
}

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_away_from_zero_whatever_digit_is_before_them() {
        assert_eq!((round(52.25, 1), round(52.35, 1), round(-1.25, 1)), (52.3, 52.4, -1.3));
        assert_eq!((fixed(0.5, 0), fixed(1.5, 0), fixed(2.5, 0)), ("1".into(), "2".into(), "3".into()));
        assert_eq!(fixed(-1.25, 1), "\u{2212}1.3");
    }

    #[test]
    fn a_small_p_value_keeps_its_digits() {
        assert_eq!(
            (significant(5.1234e-7, 3), significant(0.0469, 2), significant(0.0, 3)),
            (5.12e-7, 0.047, 0.0)
        );
    }

    #[test]
    fn a_zero_has_no_sign() {
        assert_eq!(
            (fixed(-0.04, 1), signed(-0.04, 1), signed(0.04, 1)),
            ("0.0".into(), "0.0".into(), "0.0".into())
        );
        assert_eq!((signed(0.06, 1), signed(-0.06, 1)), ("+0.1".into(), "\u{2212}0.1".into()));
    }
}
