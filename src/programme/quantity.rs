//! Figures with their unit, as a plan file writes them: `"5-10 min"`, `"1 h"`, `"20 laps"`, `"1.5 km"`.

use super::error::Fault;
use std::ops::Range;
use toml::{Spanned, Value};

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measured {
    Minutes,
    Laps,
    Metres,
    Repetitions,
}

impl Measured {
    /// From a unit's symbol, with the factor into the unit that we count in.
    fn of(unit: &str) -> Option<(Self, f64)> {
        Some(match unit {
            "min" | "minute" | "minutes" => (Self::Minutes, 1.0),
            "h" | "hour" | "hours" => (Self::Minutes, 60.0),
            "s" | "second" | "seconds" => (Self::Minutes, 1.0 / 60.0),
            "lap" | "laps" => (Self::Laps, 1.0),
            "m" | "metre" | "metres" | "meter" | "meters" => (Self::Metres, 1.0),
            "km" => (Self::Metres, 1000.0),
            "rep" | "reps" | "repetition" | "repetitions" => (Self::Repetitions, 1.0),
            _ => return None,
        })
    }

    /// In words, for messages.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Minutes => "a time (min, h)",
            Self::Laps => "laps",
            Self::Metres => "a distance (m, km)",
            Self::Repetitions => "repetitions (reps)",
        }
    }
}

/// A figure or a range, in minutes, laps, metres or repetitions.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub(super) lo: f64,
    pub(super) hi: f64,
    pub(super) measured: Measured,
    pub(super) span: Range<usize>,
}

impl Amount {
    /// Reads a figure with its unit.
    pub(super) fn read(key: &str, value: &Spanned<Value>) -> Result<Self, Fault> {
        let fault = |message: String| Fault::at(value.span(), message);
        let text = match value.get_ref() {
            Value::String(text) => text.trim(),
            Value::Integer(number) => {
                return Err(fault(format!(
                    "`{key}` needs a unit: write it as text, such as \"{number} min\" or \"{number} laps\""
                )));
            }
            Value::Float(number) => {
                return Err(fault(format!(
                    "`{key}` needs a unit: write it as text, such as \"{number} min\" or \"{number} km\""
                )));
            }
            other => {
                return Err(fault(format!(
                    "`{key}` must be a figure with its unit, such as \"5-10 min\", not {}",
                    kind(other)
                )));
            }
        };
        let split = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
        let (figures, unit) = text.split_at(split);
        let Some((measured, factor)) = Measured::of(unit.trim()) else {
            return Err(fault(if unit.is_empty() {
                format!(
                    "`{key}` needs a unit: write \"{text} min\", \"{text} laps\", \"{text} km\" or \"{text} reps\""
                )
            } else {
                format!("`{}` is not a unit that a plan knows: use min, h, laps, m, km or reps", unit.trim())
            }));
        };
        let (lo, hi) = figures.split_once(['-', '\u{2013}']).unwrap_or((figures, figures));
        let number = |part: &str| {
            part.trim().parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)
        };
        let (Some(lo), Some(hi)) = (number(lo), number(hi)) else {
            return Err(fault(format!(
                "`{}` is not a figure: write \"10 {}\", or a range \"5-10 {}\"",
                figures.trim(),
                unit.trim(),
                unit.trim()
            )));
        };
        if lo > hi {
            return Err(fault(format!(
                "`{key}` runs backwards: write the smaller figure first, \"{hi}-{lo} {}\"",
                unit.trim()
            )));
        }
        Ok(Self { lo: lo * factor, hi: hi * factor, measured, span: value.span() })
    }

    /// A single figure, not a range.
    pub(super) fn single(self, key: &str) -> Result<Self, Fault> {
        if self.lo < self.hi {
            return Err(Fault::at(self.span, format!("`{key}` must be a single figure, not a range")));
        }
        Ok(self)
    }

    /// The same, where it measures what it must.
    pub(super) fn must_measure(self, key: &str, wanted: Measured) -> Result<Self, Fault> {
        if self.measured == wanted {
            return Ok(self);
        }
        let message = format!("`{key}` is {}, and must be {}", self.measured.words(), wanted.words());
        Err(Fault::at(self.span, message))
    }
}

/// What kind of TOML value something is, in words.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "text",
        Value::Integer(_) | Value::Float(_) => "a bare number",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<(f64, f64, Measured), String> {
        Amount::read("start", &Spanned::new(0..1, Value::String(text.to_owned())))
            .map(|amount| (amount.lo, amount.hi, amount.measured))
            .map_err(|fault| fault.message)
    }

    #[test]
    fn figures_carry_their_unit() {
        assert_eq!(read("5-10 min"), Ok((5.0, 10.0, Measured::Minutes)));
        assert_eq!(read("5–10min"), Ok((5.0, 10.0, Measured::Minutes)));
        assert_eq!(read("1 h"), Ok((60.0, 60.0, Measured::Minutes)));
        assert_eq!(read("1.5 km"), Ok((1500.0, 1500.0, Measured::Metres)));
        assert_eq!(read(" 20 laps "), Ok((20.0, 20.0, Measured::Laps)));
    }

    #[test]
    fn what_is_no_figure_with_a_unit_is_refused_with_advice() {
        for (text, says) in [
            ("10", "needs a unit"),
            ("10 parsecs", "`parsecs` is not a unit"),
            ("min", "is not a figure"),
            ("10-5 min", "runs backwards"),
            ("-5 min", "is not a figure"),
            ("NaN min", "`NaN min` is not a unit"),
            ("", "needs a unit"),
            ("1e999 min", "`e999 min` is not a unit"),
        ] {
            let message = read(text).unwrap_err();
            assert!(message.contains(says), "{text}: {message}");
        }
    }
}
