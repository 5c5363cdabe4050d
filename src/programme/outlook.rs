//! The weeks to come, if each is done as prescribed.

use super::{Ahead, Given, LadderKind, Prescription, Progress};

/// The next `weeks` weeks of a prescription, from [`Progress::next`] on.
#[must_use]
pub fn outlook(
    prescription: &Prescription,
    progress: &Progress,
    kind: LadderKind,
    given: &Given<'_>,
    weeks: u32,
) -> Vec<Ahead> {
    let ladder = prescription.ladder(progress.start);
    let next = &progress.next.week;
    let mut earned = next.target;
    let mut ahead = Vec::new();
    for offset in 0..weeks {
        let Some(iso_week) = next.iso_week.later(offset) else { break };
        let plan_week = next.plan_week.saturating_add(offset);
        let (target_calendar, rest) = (ladder.calendar(plan_week), given.rests(iso_week));
        let target = kind.of(earned, target_calendar);
        let times = if offset == 0 { next.times } else { prescription.times_per_week };
        ahead.push(Ahead { iso_week, plan_week, target, target_calendar, times, rest });
        if !rest {
            earned = (earned + ladder.step).min(ladder.goal);
        }
    }
    ahead
}

impl Ahead {
    /// In one line: `2026-W12  week 3 of the plan: 3 x 12 min`.
    #[must_use]
    pub fn line(&self, prescription: &Prescription) -> String {
        let dose = prescription.dose.say(self.target);
        let rest = if self.rest { " (race or rest week: nobody is behind)" } else { "" };
        format!("{}  week {} of the plan: {} x {dose}{rest}", self.iso_week, self.plan_week, self.times)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{Plan, Race, weeks};
    use jiff::civil::date;

    #[test]
    fn the_coming_weeks_rise_to_the_goal_and_rest_weeks_hold() {
        let plan = Plan::clinic();
        let pool = plan.prescription("pool").unwrap();
        let races = [Race { day: date(2026, 3, 21), name: String::new() }];
        let given =
            Given { plan_start: Some(date(2026, 3, 2)), races: &races, rest: &[], today: date(2026, 3, 1) };
        let progress = weeks(pool, &[], LadderKind::Earned, &given);
        let lines: Vec<String> = outlook(pool, &progress, LadderKind::Earned, &given, 12)
            .iter()
            .map(|ahead| ahead.line(pool))
            .collect();
        insta::assert_snapshot!(lines.join("\n"), @r#"
    2026-W10  week 1 of the plan: 3 x 5 laps
    2026-W11  week 2 of the plan: 3 x 7 laps
    2026-W12  week 3 of the plan: 3 x 9 laps (race or rest week: nobody is behind)
    2026-W13  week 4 of the plan: 3 x 9 laps (race or rest week: nobody is behind)
    2026-W14  week 5 of the plan: 3 x 9 laps
    2026-W15  week 6 of the plan: 3 x 11 laps
    2026-W16  week 7 of the plan: 3 x 13 laps
    2026-W17  week 8 of the plan: 3 x 15 laps
    2026-W18  week 9 of the plan: 3 x 17 laps
    2026-W19  week 10 of the plan: 3 x 19 laps
    2026-W20  week 11 of the plan: 3 x 20 laps
    2026-W21  week 12 of the plan: 3 x 20 laps
    "#);
        let calendar = outlook(pool, &progress, LadderKind::Calendar, &given, 12);
        assert!(calendar.iter().all(|ahead| ahead.target >= 5.0 && ahead.target <= 20.0));
        assert!((calendar[8].target - 20.0).abs() < 1e-12);
    }
}
