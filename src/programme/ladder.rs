//! The ladder of targets: from a start, by a step a week, up to a goal.

use super::WeekVerdict;

/// Which weeks let the target rise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LadderKind {
    /// The target rises after a week that was complete. A week not completed repeats it; from the second missed week in
    /// a row on, each steps back one rung, never below the start (docs/sources.md, "Missed weeks").
    #[default]
    Earned,
    /// The target rises every calendar week: the literal text.
    Calendar,
}

impl LadderKind {
    /// The name in a plan file and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Earned => "earned",
            Self::Calendar => "calendar",
        }
    }

    /// Of two targets the one under this ladder.
    pub(super) fn of(self, earned: f64, calendar: f64) -> f64 {
        match self {
            Self::Earned => earned,
            Self::Calendar => calendar,
        }
    }
}

/// A ladder whose start is settled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ladder {
    /// The first week's target.
    pub start: f64,
    /// What a week adds. Not negative.
    pub step: f64,
    /// The last target, which is held. Not below the start.
    pub goal: f64,
}

impl Ladder {
    /// The target after `rung` steps: `min(start + rung * step, goal)`. The last step is cut at the goal.
    #[must_use]
    pub fn target(self, rung: u32) -> f64 {
        (self.start + f64::from(rung) * self.step).min(self.goal)
    }

    /// The target of plan week `week`, from 1, if it rises every week.
    #[must_use]
    pub fn calendar(self, week: u32) -> f64 {
        self.target(week.saturating_sub(1))
    }

    /// The first rung at the goal: `ceil((goal - start) / step)`.
    #[must_use]
    pub fn top(self) -> u32 {
        if self.step <= 0.0 || self.goal <= self.start {
            return 0;
        }
        // A plan file holds few decimals: what exceeds a whole number by rounding alone is that number.
        let steps = ((self.goal - self.start) / self.step - 1e-9).ceil();
        // Saturates, by definition of the cast; a plan is refused long before.
        steps as u32
    }

    /// How many weeks it takes until a week's target is the goal, that week included: `1 + ceil((goal - start) / step)`.
    #[must_use]
    pub fn weeks_to_goal(self) -> u32 {
        self.top().saturating_add(1)
    }

    /// The least value that is two weeks' steps above the calendar of plan week `week`; none where the ladder does not
    /// rise that far any more.
    #[must_use]
    pub fn ahead(self, week: u32) -> Option<f64> {
        let least = self.calendar(week) + 2.0 * self.step;
        (self.step > 0.0 && least <= self.goal).then_some(least)
    }
}

/// Where an athlete stands on the earned ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Climb {
    /// Steps above the start.
    pub rung: u32,
    /// Weeks missed in a row, up to now.
    pub missed: u32,
}

/// More missed weeks in a row than this: starting again from the first target is suggested (docs/sources.md, "Missed
/// weeks").
const RESTART_AFTER: u32 = 4;

impl Climb {
    /// Where the athlete stands after a week.
    #[must_use]
    pub fn after(self, verdict: WeekVerdict, ladder: Ladder) -> Self {
        match verdict {
            WeekVerdict::Complete => Self { rung: (self.rung + 1).min(ladder.top()), missed: 0 },
            WeekVerdict::Partial => Self { missed: 0, ..self },
            WeekVerdict::Rest => self,
            WeekVerdict::Missed if self.missed == 0 => Self { missed: 1, ..self },
            WeekVerdict::Missed => {
                Self { rung: self.rung.saturating_sub(1), missed: self.missed.saturating_add(1) }
            }
        }
    }

    /// Whether so many weeks in a row were missed that a new start is suggested.
    #[must_use]
    pub fn suggests_restart(self) -> bool {
        self.missed > RESTART_AFTER
    }
}

/// The start within a prescribed range: the median of the first week's values, to the whole unit and kept inside the
/// range; the lower end where nothing is known.
#[must_use]
pub fn start_from(range: (f64, f64), first_week: &[f64]) -> f64 {
    let (lo, hi) = range;
    let mut values: Vec<f64> = first_week.iter().copied().filter(|value| value.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let median = match (values.get(half.wrapping_sub(1)), values.get(half)) {
        (Some(below), Some(above)) if values.len().is_multiple_of(2) => f64::midpoint(*below, *above),
        (_, Some(middle)) => *middle,
        (_, None) => return lo,
    };
    // `max` then `min`, not `clamp`: a range from a plan file is ordered, yet a panic is never worth it.
    median.round().max(lo).min(hi)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "whole numbers are exact")]
mod tests {
    use super::*;
    use WeekVerdict::{Complete, Missed, Partial, Rest};
    use proptest::prelude::*;

    const BIKE: Ladder = Ladder { start: 5.0, step: 2.0, goal: 60.0 };

    fn ladder(start: f64, goal: f64) -> Ladder {
        Ladder { start, step: 2.0, goal }
    }

    fn total(ladder: Ladder) -> f64 {
        3.0 * (1..=ladder.weeks_to_goal()).map(|week| ladder.calendar(week)).sum::<f64>()
    }

    fn climb(weeks: &[WeekVerdict]) -> Climb {
        weeks.iter().fold(Climb::default(), |climb, week| climb.after(*week, BIKE))
    }

    #[test]
    fn the_bike_takes_26_to_29_weeks_to_the_hour() {
        // (start, weeks, sessions, minutes in all, last targets): docs/sources.md, "Ladders".
        for (start, weeks, sessions, minutes, last) in [
            (5.0, 29, 87, 2868.0, [57.0, 59.0, 60.0]),
            (6.0, 28, 84, 2772.0, [56.0, 58.0, 60.0]),
            (7.0, 28, 84, 2853.0, [57.0, 59.0, 60.0]),
            (8.0, 27, 81, 2754.0, [56.0, 58.0, 60.0]),
            (9.0, 27, 81, 2832.0, [57.0, 59.0, 60.0]),
            (10.0, 26, 78, 2730.0, [56.0, 58.0, 60.0]),
        ] {
            let ladder = ladder(start, 60.0);
            assert_eq!(ladder.weeks_to_goal(), weeks);
            assert_eq!(3 * ladder.weeks_to_goal(), sessions);
            assert!((total(ladder) - minutes).abs() < 1e-9, "start {start}: {}", total(ladder));
            let end: Vec<f64> = (weeks - 2..=weeks).map(|week| ladder.calendar(week)).collect();
            assert_eq!(end, last);
        }
    }

    #[test]
    fn the_pool_takes_six_to_nine_weeks_to_twenty_laps() {
        for (start, weeks, laps) in [
            (5.0, 9, 348.0),
            (6.0, 8, 312.0),
            (7.0, 8, 333.0),
            (8.0, 7, 294.0),
            (9.0, 7, 312.0),
            (10.0, 6, 270.0),
        ] {
            let ladder = ladder(start, 20.0);
            assert_eq!(ladder.weeks_to_goal(), weeks);
            assert!((total(ladder) - laps).abs() < 1e-9);
        }
        let from_five: Vec<f64> = (1..=9).map(|week| ladder(5.0, 20.0).calendar(week)).collect();
        assert_eq!(from_five, [5.0, 7.0, 9.0, 11.0, 13.0, 15.0, 17.0, 19.0, 20.0]);
    }

    #[test]
    fn the_goal_is_held() {
        assert_eq!([BIKE.calendar(29), BIKE.calendar(30), BIKE.calendar(500)], [60.0; 3]);
        assert_eq!(ladder(10.0, 60.0).ahead(24), Some(60.0));
        assert_eq!(ladder(10.0, 60.0).ahead(25), None);
    }

    #[test]
    fn a_missed_or_partial_week_repeats_the_target() {
        assert_eq!(climb(&[Complete, Complete]).rung, 2);
        assert_eq!(climb(&[Complete, Complete, Missed]).rung, 2);
        assert_eq!(climb(&[Complete, Complete, Partial, Partial]).rung, 2);
    }

    #[test]
    fn from_the_second_missed_week_on_each_steps_back_to_the_start_at_most() {
        let up = [Complete; 5];
        let missed = |n: usize| climb(&[up.as_slice(), &vec![Missed; n]].concat());
        assert_eq!([1, 2, 3, 4, 5, 9].map(|n| missed(n).rung), [5, 4, 3, 2, 1, 0]);
        assert!(!missed(4).suggests_restart());
        assert!(missed(5).suggests_restart());
    }

    #[test]
    fn a_partial_week_ends_a_run_of_missed_ones_and_a_rest_week_holds_everything() {
        assert_eq!(climb(&[Complete, Complete, Missed, Partial, Missed]).rung, 2);
        assert_eq!(climb(&[Complete, Complete, Missed, Rest, Missed]).rung, 1);
        assert_eq!(climb(&[Complete, Rest, Rest, Complete]).rung, 2);
    }

    #[test]
    fn the_start_is_the_first_weeks_median_kept_inside_the_range() {
        assert_eq!(start_from((5.0, 10.0), &[6.0, 9.0, 8.0]), 8.0);
        assert_eq!(start_from((5.0, 10.0), &[6.0, 9.0]), 8.0);
        assert_eq!(start_from((5.0, 10.0), &[45.0, 50.0]), 10.0);
        assert_eq!(start_from((5.0, 10.0), &[2.0]), 5.0);
        assert_eq!(start_from((5.0, 10.0), &[]), 5.0);
        assert_eq!(start_from((5.0, 10.0), &[f64::NAN, 7.2]), 7.0);
    }

    fn verdicts() -> impl Strategy<Value = Vec<WeekVerdict>> {
        prop::collection::vec(prop::sample::select(vec![Complete, Partial, Missed, Rest]), 0..80)
    }

    proptest! {
        #[test]
        fn the_earned_ladder_never_runs_ahead_of_the_calendar_nor_past_the_goal(
            weeks in verdicts(), start in 1u8..30, step in 0u8..7, more in 0u8..90
        ) {
            let ladder = Ladder {
                start: f64::from(start), step: f64::from(step), goal: f64::from(start) + f64::from(more),
            };
            let mut climb = Climb::default();
            for (index, week) in weeks.iter().enumerate() {
                let earned = ladder.target(climb.rung);
                prop_assert!(earned <= ladder.calendar(u32::try_from(index).unwrap() + 1));
                prop_assert!(ladder.start <= earned && earned <= ladder.goal);
                climb = climb.after(*week, ladder);
            }
        }

        #[test]
        fn only_complete_weeks_raise_the_target(weeks in verdicts()) {
            let mut climb = Climb::default();
            for week in weeks {
                let next = climb.after(week, BIKE);
                prop_assert!(week == Complete || next.rung <= climb.rung);
                prop_assert!(next.rung.abs_diff(climb.rung) <= 1);
                climb = next;
            }
        }
    }
}
