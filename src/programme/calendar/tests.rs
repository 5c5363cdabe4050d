use super::SessionVerdict::{Ahead, Done, Extra, NotAssessable, Short, Token};
use super::WeekVerdict::{Complete, Missed, Partial, Rest};
use super::*;
use crate::programme::Plan;
use jiff::civil::date;
use proptest::prelude::*;

fn bike() -> Prescription {
    Plan::clinic().prescription("bike").unwrap().clone()
}

fn entry(day: Date, value: f64) -> Entry {
    Entry {
        id: format!("{day}-{value}"),
        day,
        start: jiff::tz::Offset::UTC.to_timestamp(day.at(7, 0, 0, 0)).unwrap(),
        value: Some(value),
    }
}

/// Monday of plan week `week` of a plan that starts on 2026-03-02, plus `day`.
fn day(week: i64, day: i64) -> Date {
    date(2026, 3, 2).saturating_add((7 * (week - 1) + day).days())
}

/// Three sessions of each value in successive weeks; `None` for a week without any.
fn log(weeks: &[Option<f64>]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (index, value) in weeks.iter().enumerate() {
        let week = i64::try_from(index).unwrap() + 1;
        entries.extend(value.iter().flat_map(|value| [0, 2, 4].map(|d| entry(day(week, d), *value))));
    }
    entries
}

fn given(today: Date) -> Given<'static> {
    Given { plan_start: None, races: &[], rest: &[], today }
}

fn earned(entries: &[Entry], given: &Given<'_>) -> Progress {
    weeks(&bike(), entries, LadderKind::Earned, given)
}

fn targets(progress: &Progress) -> Vec<f64> {
    progress.weeks.iter().map(|week| week.target).collect()
}

fn verdicts(progress: &Progress) -> Vec<WeekVerdict> {
    progress.weeks.iter().map(|week| week.verdict).collect()
}

#[test]
fn a_missed_week_repeats_its_target_and_the_calendar_goes_on() {
    let entries = log(&[Some(8.0), Some(10.0), None, Some(12.0), Some(14.0)]);
    let progress = earned(&entries, &given(day(5, 6)));
    assert_eq!(progress.start, 8.0);
    assert_eq!(verdicts(&progress), [Complete, Complete, Missed, Complete, Complete]);
    assert_eq!(targets(&progress), [8.0, 10.0, 12.0, 12.0, 14.0]);
    let calendar: Vec<f64> = progress.weeks.iter().map(|week| week.target_calendar).collect();
    assert_eq!(calendar, [8.0, 10.0, 12.0, 14.0, 16.0]);
    assert_eq!(
        (progress.next.week.target, progress.next.week.target_calendar, progress.next.week.plan_week),
        (16.0, 18.0, 6)
    );
    assert_eq!(
        progress.next.line,
        "bike: 3 sessions of 16 min in the week from 6 Apr 2026 (week 6 of the plan); by the calendar it would be 18 min."
    );
}

#[test]
fn the_calendar_ladder_rises_come_what_may() {
    let entries = log(&[Some(8.0), None, Some(12.0)]);
    let progress = weeks(&bike(), &entries, LadderKind::Calendar, &given(day(3, 6)));
    assert_eq!(targets(&progress), [8.0, 10.0, 12.0]);
    let earned: Vec<f64> = progress.weeks.iter().map(|week| week.target_earned).collect();
    assert_eq!(earned, [8.0, 10.0, 10.0]);
    assert_eq!(progress.next.week.target, 14.0);
}

#[test]
fn a_second_missed_week_steps_back_and_a_fifth_suggests_a_new_start() {
    let mut plan = vec![Some(10.0), Some(12.0), Some(14.0), Some(16.0)];
    plan.extend([None; 5]);
    let progress = earned(&log(&plan), &given(day(10, 0)));
    assert_eq!(targets(&progress), [10.0, 12.0, 14.0, 16.0, 18.0, 18.0, 16.0, 14.0, 12.0]);
    assert_eq!(progress.next.week.target, 10.0);
    assert!(progress.next.restart);
    assert!(progress.next.line.contains("start again at 10 min"), "{}", progress.next.line);
}

#[test]
fn sessions_of_a_week_are_told_apart() {
    let mut entries = log(&[Some(10.0)]);
    let second = [(0, 12.0), (1, 5.0), (2, 10.0), (3, 12.5), (4, 16.5), (5, 12.0), (6, 7.0)];
    entries.extend(second.map(|(d, value)| entry(day(2, d), value)));
    entries.push(Entry { value: None, id: "broken".into(), ..entry(day(2, 6), 0.5) });
    let progress = earned(&entries, &given(day(2, 6)));
    let week = &progress.weeks[1];
    let found: Vec<SessionVerdict> = week.sessions.iter().map(|session| session.verdict).collect();
    // 10 min of 12 is short (less than 10.8); the fourth that counts is extra; an extra ride may also be short.
    // The broken one starts at the same time as the last and comes after it by its id.
    assert_eq!(found, [Done, Token, Short, Done, Ahead, Extra, Short, NotAssessable]);
    assert_eq!((week.done, week.required, week.verdict), (4, 3, Complete));
    assert_eq!(week.band, (10.8, 16.0));
}

#[test]
fn short_or_unreadable_sessions_make_a_week_partial_and_tokens_alone_leave_it_missed() {
    let mut entries = log(&[Some(10.0)]);
    entries.extend([entry(day(2, 0), 10.0), entry(day(3, 0), 3.0)]);
    entries.push(Entry { value: None, ..entry(day(4, 0), 0.0) });
    let progress = earned(&entries, &given(day(5, 0)));
    assert_eq!(verdicts(&progress), [Complete, Partial, Missed, Partial]);
}

#[test]
fn the_last_week_is_not_judged_before_it_is_over() {
    let mut entries = log(&[Some(10.0)]);
    entries.push(entry(day(2, 0), 12.0));
    // Thursday: two more are still possible on Friday, Saturday or Sunday.
    let progress = earned(&entries, &given(day(2, 3)));
    let last = progress.weeks.last().unwrap();
    assert!(last.open);
    assert_eq!((last.verdict, last.done), (Partial, 1));
    assert_eq!(
        progress.next.line,
        "bike: 2 more of 12 min in the week from 9 Mar 2026 (week 2 of the plan)."
    );
    // Saturday: one day left for two rides. The week stays open, and the line speaks of the week after, with the same target.
    let progress = earned(&entries, &given(day(2, 5)));
    assert!(progress.weeks[1].open);
    assert_eq!(
        (progress.next.week.plan_week, progress.next.week.target, progress.next.week.times),
        (3, 12.0, 3)
    );
    // Sunday: a ride on that very day may be the latest recording, and the week is still not over.
    assert!(earned(&entries, &given(day(2, 6))).weeks[1].open);
    // Monday: over.
    let progress = earned(&entries, &given(day(3, 0)));
    assert!(!progress.weeks[1].open);
    assert_eq!(verdicts(&progress), [Complete, Partial]);
}

#[test]
fn an_open_week_in_which_nothing_happened_is_not_listed() {
    let progress = earned(&log(&[Some(10.0)]), &given(day(2, 2)));
    assert_eq!(progress.weeks.len(), 1);
    assert_eq!(
        (progress.next.week.plan_week, progress.next.week.target, progress.next.week.times),
        (2, 12.0, 3)
    );
    // On the Friday three rides do not fit any more; still nobody is called behind.
    let progress = earned(&log(&[Some(10.0)]), &given(day(2, 4)));
    assert_eq!((progress.weeks.len(), progress.next.week.plan_week, progress.next.week.target), (1, 3, 12.0));
    assert_eq!(earned(&log(&[Some(10.0)]), &given(day(2, 6))).weeks.len(), 1);
    // When the user says that the week has passed, it was missed.
    let progress = earned(&log(&[Some(10.0)]), &given(day(3, 0)));
    assert_eq!(verdicts(&progress), [Complete, Missed]);
}

#[test]
fn a_single_ride_on_a_sunday_is_behind_nothing() {
    let progress = earned(&[entry(day(1, 6), 5.0)], &given(day(1, 6)));
    assert!(progress.weeks[0].open);
    assert_eq!((progress.next.week.plan_week, progress.next.week.target), (2, 5.0));
}

#[test]
fn a_complete_week_is_closed_at_once() {
    let progress = earned(&log(&[Some(10.0)]), &given(day(1, 4)));
    assert!(!progress.weeks[0].open);
    assert_eq!((progress.next.week.plan_week, progress.next.week.target), (2, 12.0));
}

#[test]
fn the_week_of_a_race_and_the_week_after_it_are_not_called_behind() {
    let races = [Race { day: day(3, 6), name: "half".into() }];
    let entries = log(&[Some(10.0), Some(12.0), None, None, None]);
    let progress = earned(&entries, &Given { races: &races, ..given(day(6, 0)) });
    assert_eq!(verdicts(&progress), [Complete, Complete, Rest, Rest, Missed]);
    assert_eq!(targets(&progress), [10.0, 12.0, 14.0, 14.0, 14.0]);
    assert_eq!(
        progress.weeks.iter().map(|week| week.race).collect::<Vec<_>>(),
        [false, false, true, true, false]
    );
    // Done all the same: it counts.
    let entries = log(&[Some(10.0), Some(12.0), Some(14.0)]);
    let progress = earned(&entries, &Given { races: &races, ..given(day(3, 6)) });
    assert_eq!(progress.weeks[2].verdict, Complete);
    assert!(progress.next.week.rest && progress.next.line.contains("nobody is behind"));
    let rest = [IsoWeek::of(day(2, 0))];
    let progress = earned(&log(&[Some(10.0), None, None]), &Given { rest: &rest, ..given(day(4, 0)) });
    assert_eq!(verdicts(&progress), [Complete, Rest, Missed]);
}

#[test]
fn the_plan_may_name_its_first_week() {
    let entries = log(&[Some(30.0), Some(10.0), Some(12.0)]);
    let progress = earned(&entries, &Given { plan_start: Some(day(2, 3)), ..given(day(3, 6)) });
    assert_eq!(targets(&progress), [10.0, 12.0]);
    assert_eq!(progress.weeks[0].plan_week, 1);
    // A start to come: no weeks yet.
    let progress = earned(&entries, &Given { plan_start: Some(day(9, 0)), ..given(day(3, 6)) });
    assert!(progress.weeks.is_empty());
    assert_eq!((progress.next.week.iso_week, progress.next.week.plan_week), (IsoWeek::of(day(9, 0)), 1));
}

#[test]
fn without_sessions_the_range_of_the_start_is_named() {
    let progress = earned(&[], &given(day(1, 0)));
    assert!(progress.weeks.is_empty());
    assert_eq!(progress.next.line, "bike: week 1 begins with 3 sessions of 5 to 10 min.");
}

#[test]
fn weeks_run_on_over_the_53rd_of_the_year() {
    for (monday, names) in [
        (date(2020, 12, 21), ["2020-W52", "2020-W53", "2021-W01"]),
        (date(2026, 12, 21), ["2026-W52", "2026-W53", "2027-W01"]),
    ] {
        let at = |week: i64, d: i64| monday.saturating_add((7 * week + d).days());
        let entries: Vec<Entry> = (0..3)
            .flat_map(|week| {
                [0, 2, 6].map(|d| entry(at(week, d), 10.0 + 2.0 * f64::from(i32::try_from(week).unwrap())))
            })
            .collect();
        let progress = earned(&entries, &given(at(2, 6)));
        let found: Vec<String> = progress.weeks.iter().map(|week| week.iso_week.to_string()).collect();
        assert_eq!(found, names);
        assert_eq!(verdicts(&progress), [Complete; 3]);
        assert_eq!(progress.next.week.plan_week, 4);
    }
}

#[test]
fn three_in_seven_days_are_seen_across_a_monday() {
    let mut entries = log(&[Some(10.0)]);
    // Week 2: Saturday and Sunday. Week 3: Monday. Both weeks are partial, and three rides fell within seven days.
    entries.extend([entry(day(2, 5), 12.0), entry(day(2, 6), 12.0), entry(day(3, 0), 12.0)]);
    let progress = earned(&entries, &given(day(4, 0)));
    assert_eq!(verdicts(&progress), [Complete, Partial, Partial]);
    assert_eq!(progress.weeks.iter().map(|week| week.in_seven_days).collect::<Vec<_>>(), [3, 3, 3]);
}

#[test]
fn order_and_other_sports_do_not_matter() {
    let mut entries = log(&[Some(8.0), Some(10.0)]);
    let forward = earned(&entries, &given(day(2, 6)));
    entries.reverse();
    assert_eq!(earned(&entries, &given(day(2, 6))), forward);
}

proptest! {
    #[test]
    fn whatever_was_done_no_target_leaves_the_ladder(
        raw in prop::collection::vec((0i64..200, prop::option::of(0.0f64..120.0)), 0..60),
        today in 0i64..260,
        race in prop::option::of(0i64..200),
    ) {
        let entries: Vec<Entry> = raw
            .iter()
            .enumerate()
            .map(|(index, (offset, value))| Entry { id: index.to_string(), value: *value, ..entry(day(1, *offset), 0.0) })
            .collect();
        let races: Vec<Race> =
            race.iter().map(|offset| Race { day: day(1, *offset), name: String::new() }).collect();
        let given = Given { races: &races, ..given(day(1, today)) };
        for kind in [LadderKind::Earned, LadderKind::Calendar] {
            let progress = weeks(&bike(), &entries, kind, &given);
            prop_assert!((5.0..=10.0).contains(&progress.start));
            for (index, week) in progress.weeks.iter().enumerate() {
                prop_assert!(week.target_earned <= week.target_calendar && week.target_calendar <= 60.0);
                prop_assert!(week.target >= progress.start);
                prop_assert!(week.band.0 <= week.target && week.target <= week.band.1);
                let counted = week.sessions.iter().filter(|session| session.verdict.counts()).count();
                prop_assert_eq!(week.done as usize, counted);
                prop_assert_eq!(week.verdict == Complete, week.done >= 3);
                prop_assert!(week.in_seven_days >= week.done);
                prop_assert!(week.sessions.iter().all(|session| IsoWeek::of(session.day) == week.iso_week));
                prop_assert!(!(week.race && week.verdict == Missed));
                prop_assert!(index + 1 == progress.weeks.len() || !week.open);
            }
            let listed: usize = progress.weeks.iter().map(|week| week.sessions.len()).sum();
            prop_assert_eq!(listed, entries.len());
            prop_assert!(progress.next.week.times <= 3 && progress.next.week.target <= 60.0);
        }
    }
}
