//! What a prescription counts, and how far from the target still counts as done.

use super::SessionVerdict;
use crate::units::Unit;

/// What a prescription counts in each session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dose {
    /// Minutes of timer time: pauses are left out.
    Minutes,
    /// Laps: in the pool lengths, else laps of the lap button.
    Laps {
        /// Lengths that make one lap: 1, or 2 for there and back.
        lap_lengths: u32,
        /// Whether only lengths logged as drill count. FIT has no value for a kick board: drill mode is how it is logged.
        drill_only: bool,
    },
    /// Metres.
    Metres,
    /// Repetitions over all sets.
    Repetitions,
}

/// The least that counts as done may lie this far below a target of minutes or metres (docs/sources.md, "Verdicts on a
/// session").
const DONE_FROM: f64 = 0.90;
/// ... and for minutes always this far, min: at 5 to 10 min a tenth is less than a press of the button.
const MINUTES_BELOW: f64 = 1.0;
/// Up to this share of the target is plainly done; more is "over".
const DONE_TO: f64 = 1.20;
/// Less than this share of the target is a token.
const TOKEN: f64 = 0.50;
/// Differences below this are rounding of the file's milliseconds, not of the athlete.
pub(super) const ROUNDING: f64 = 1e-6;

impl Dose {
    /// The unit of targets and values.
    #[must_use]
    pub fn unit(self) -> Unit {
        match self {
            Self::Minutes => Unit::Minutes,
            Self::Laps { .. } => Unit::Laps,
            Self::Metres => Unit::Metres,
            Self::Repetitions => Unit::Repetitions,
        }
    }

    /// What counts as done for `target`, from and to, where the ladder rises by `step` a week.
    ///
    /// Minutes: from 90 % of the target, or one minute less, to 120 %, or two steps more, whichever is wider. Laps and
    /// repetitions are counted, so nothing less than the target will do; up to one step more. Metres: 90 % to 120 %, or
    /// two steps more.
    #[must_use]
    pub fn band(self, target: f64, step: f64) -> (f64, f64) {
        let wide = DONE_TO * target;
        match self {
            Self::Minutes => {
                ((DONE_FROM * target).min(target - MINUTES_BELOW).max(0.0), wide.max(target + 2.0 * step))
            }
            Self::Metres => (DONE_FROM * target, wide.max(target + 2.0 * step)),
            Self::Laps { .. } | Self::Repetitions if step > 0.0 => (target, target + step),
            Self::Laps { .. } | Self::Repetitions => (target, wide),
        }
    }

    /// A session's verdict against the week's `target`, before it is known whether it is an extra one.
    ///
    /// `ahead` is the least value that is two weeks' steps above the calendar, where the ladder still has such steps.
    #[must_use]
    pub fn judge(self, value: f64, target: f64, step: f64, ahead: Option<f64>) -> SessionVerdict {
        let (from, to) = self.band(target, step);
        if value < TOKEN * target - ROUNDING {
            SessionVerdict::Token
        } else if value < from - ROUNDING {
            SessionVerdict::Short
        } else if value <= to + ROUNDING {
            SessionVerdict::Done
        } else if ahead.is_some_and(|least| value >= least - ROUNDING) {
            SessionVerdict::Ahead
        } else {
            SessionVerdict::Over
        }
    }

    /// A value in words: `12 min`, `7 laps`, `1 lap`, `1.5 km`.
    #[must_use]
    pub fn say(self, value: f64) -> String {
        let number = number(value);
        match self {
            Self::Minutes => format!("{number} min"),
            Self::Laps { .. } if number == "1" => "1 lap".to_owned(),
            Self::Laps { .. } => format!("{number} laps"),
            Self::Metres => format!("{number} m"),
            Self::Repetitions if number == "1" => "1 repetition".to_owned(),
            Self::Repetitions => format!("{number} repetitions"),
        }
    }
}

/// A number with one decimal where it needs one. Never rounded up to a whole that it did not reach: 9.97 is 9.9.
#[must_use]
pub fn number(value: f64) -> String {
    let tenths = (value * 10.0 + ROUNDING).floor() / 10.0;
    let text = format!("{tenths:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::SessionVerdict::{Ahead, Done, Over, Short, Token};
    use super::*;

    const LAPS: Dose = Dose::Laps { lap_lengths: 1, drill_only: true };

    fn minutes(value: f64, target: f64) -> SessionVerdict {
        Dose::Minutes.judge(value, target, 2.0, Some(target + 4.0))
    }

    #[test]
    fn minutes_are_done_from_nine_tenths_or_one_minute_less() {
        // Target 5: 4 min (one less) is wider than 4.5. Target 20: 18 (a tenth) is wider than 19.
        assert_eq!(minutes(4.0, 5.0), Done);
        assert_eq!(minutes(3.99, 5.0), Short);
        assert_eq!(minutes(18.0, 20.0), Done);
        assert_eq!(minutes(17.99, 20.0), Short);
    }

    #[test]
    fn half_the_target_is_short_and_less_is_a_token() {
        assert_eq!(minutes(10.0, 20.0), Short);
        assert_eq!(minutes(9.99, 20.0), Token);
        assert_eq!(minutes(0.0, 20.0), Token);
    }

    #[test]
    fn well_above_is_over_and_two_steps_above_the_calendar_is_ahead() {
        assert_eq!(minutes(14.0, 10.0), Done);
        assert_eq!(minutes(14.1, 10.0), Ahead);
        // Behind the calendar (20): above the week's target, yet not ahead of the plan.
        assert_eq!(Dose::Minutes.judge(19.0, 10.0, 2.0, Some(24.0)), Over);
        assert_eq!(Dose::Minutes.judge(24.0, 10.0, 2.0, Some(24.0)), Ahead);
        // At the top there is nothing left to be ahead of.
        assert_eq!(Dose::Minutes.judge(72.0, 60.0, 2.0, None), Done);
        assert_eq!(Dose::Minutes.judge(73.0, 60.0, 2.0, None), Over);
    }

    #[test]
    fn a_counted_lap_is_not_rounded_up() {
        assert_eq!(LAPS.judge(6.0, 7.0, 2.0, Some(11.0)), Short);
        assert_eq!(LAPS.judge(7.0, 7.0, 2.0, Some(11.0)), Done);
        assert_eq!(LAPS.judge(9.0, 7.0, 2.0, Some(11.0)), Done);
        assert_eq!(LAPS.judge(10.0, 7.0, 2.0, Some(11.0)), Over);
        assert_eq!(LAPS.judge(3.0, 7.0, 2.0, Some(11.0)), Token);
    }

    #[test]
    fn a_millisecond_lost_in_the_file_does_not_undo_a_ride() {
        assert_eq!(minutes(18.0 - 1e-9, 20.0), Done);
    }

    #[test]
    fn words_never_round_a_short_session_up() {
        assert_eq!(Dose::Minutes.say(11.96), "11.9 min");
        assert_eq!(Dose::Minutes.say(12.0), "12 min");
        assert_eq!(LAPS.say(1.0), "1 lap");
        assert_eq!(LAPS.say(7.0), "7 laps");
    }
}
