//! The coming sessions as appointments, on the days that the user names.

use super::{Ahead, Dose, Plan, Prescription};
use jiff::{
    ToSpan,
    civil::{Date, Time, Weekday},
};
use std::collections::BTreeMap;

/// One session to come.
#[derive(Debug, Clone, PartialEq)]
pub struct Appointment {
    /// Stable: the same plan gives the same, whenever it is made.
    pub uid: String,
    /// The local day.
    pub day: Date,
    /// When it starts, on the wall; a whole day where the user named no time.
    pub at: Option<Time>,
    /// How long it takes, min, where the prescription counts minutes.
    pub minutes: Option<f64>,
    /// What is to be done, in a few words.
    pub summary: String,
    /// What it belongs to.
    pub description: String,
}

/// The days of the week on which sessions are held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Days {
    all: Vec<Weekday>,
    own: BTreeMap<String, Vec<Weekday>>,
}

/// Why no schedule can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// A day's name is not known.
    #[error("`{0}` is not a day of the week: write mon, tue, wed, thu, fri, sat or sun")]
    NotADay(String),
    /// A prescription asks for more sessions than days are named.
    #[error("`{name}` asks for {asked} sessions a week, and {named} {} named: write {name}=mon,wed,...", if *.named == 1 { "day is" } else { "days are" })]
    TooFewDays {
        /// The prescription.
        name: String,
        /// Sessions a week.
        asked: u32,
        /// Days named.
        named: usize,
    },
    /// Days were named for something that the plan does not hold.
    #[error("the plan holds no `{0}` that is switched on")]
    NoSuchPrescription(String),
}

impl Days {
    /// Reads `mon,wed,fri` (for every prescription) and `pool=tue,thu,sat` (for one).
    ///
    /// # Errors
    /// [`ScheduleError::NotADay`].
    pub fn parse<'a>(given: impl IntoIterator<Item = &'a str>) -> Result<Self, ScheduleError> {
        let mut days = Self::default();
        for text in given {
            let (name, list) =
                text.split_once('=').map_or((None, text), |(name, list)| (Some(name.trim()), list));
            let mut week =
                list.split(',').map(|day| weekday(day.trim())).collect::<Result<Vec<Weekday>, _>>()?;
            week.sort_by_key(|day| day.to_monday_zero_offset());
            week.dedup();
            match name {
                Some(name) => drop(days.own.insert(name.to_owned(), week)),
                None => days.all = week,
            }
        }
        Ok(days)
    }

    fn of(&self, name: &str) -> &[Weekday] {
        self.own.get(name).unwrap_or(&self.all)
    }
}

fn weekday(text: &str) -> Result<Weekday, ScheduleError> {
    let lower = text.to_lowercase();
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let found = (0i8..).zip(names).find(|(_, name)| lower.len() >= 3 && name.starts_with(lower.as_str()));
    found
        .and_then(|(offset, _)| Weekday::from_monday_zero_offset(offset).ok())
        .ok_or_else(|| ScheduleError::NotADay(text.to_owned()))
}

/// Lays the weeks to come on days. Race and rest weeks are left free; sessions of the first week are put on the days after
/// `today`.
///
/// # Errors
/// [`ScheduleError`] where the days do not suffice, or are named for something that the plan does not hold.
pub fn schedule(
    plan: &Plan,
    outlooks: &[(&Prescription, Vec<Ahead>)],
    days: &Days,
    at: Option<Time>,
    today: Date,
) -> Result<Vec<Appointment>, ScheduleError> {
    let known = |name: &String| outlooks.iter().any(|(prescription, _)| prescription.name == *name);
    if let Some(name) = days.own.keys().find(|name| !known(name)) {
        return Err(ScheduleError::NoSuchPrescription(name.clone()));
    }
    let mut appointments = Vec::new();
    for (prescription, weeks) in outlooks {
        let week_days = days.of(&prescription.name);
        let asked = prescription.times_per_week;
        if u32::try_from(week_days.len()).is_ok_and(|named| named < asked) {
            let name = prescription.name.clone();
            return Err(ScheduleError::TooFewDays { name, asked, named: week_days.len() });
        }
        for ahead in weeks.iter().filter(|ahead| !ahead.rest) {
            let monday = ahead.iso_week.monday();
            let free = week_days
                .iter()
                .map(|day| monday.saturating_add(i64::from(day.to_monday_zero_offset()).days()))
                .filter(|day| *day > today);
            appointments.extend(
                free.take(ahead.times as usize).map(|day| appointment(plan, prescription, ahead, day, at)),
            );
        }
    }
    appointments.sort_by(|a, b| (a.day, &a.uid).cmp(&(b.day, &b.uid)));
    Ok(appointments)
}

fn appointment(
    plan: &Plan,
    prescription: &Prescription,
    ahead: &Ahead,
    day: Date,
    at: Option<Time>,
) -> Appointment {
    let dose = prescription.dose.say(ahead.target);
    Appointment {
        uid: format!("{}-{day}@clipstride", prescription.name),
        day,
        at,
        minutes: (prescription.dose == Dose::Minutes).then_some(ahead.target),
        summary: format!("{}: {dose}", prescription.name),
        description: format!(
            "{dose}, session of week {} of the plan ({} a week). {}. Source: {}.",
            ahead.plan_week,
            prescription.times_per_week,
            plan.title,
            prescription.origin.words(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{Given, LadderKind, outlook, weeks};
    use jiff::civil::date;

    fn make(given_days: &[&str], count: u32) -> Result<Vec<Appointment>, ScheduleError> {
        let plan = Plan::clinic();
        let given =
            Given { plan_start: Some(date(2026, 3, 2)), races: &[], rest: &[], today: date(2026, 3, 1) };
        let outlooks: Vec<(&Prescription, Vec<Ahead>)> = plan
            .in_force()
            .map(|prescription| {
                let progress = weeks(prescription, &[], LadderKind::Earned, &given);
                (prescription, outlook(prescription, &progress, LadderKind::Earned, &given, count))
            })
            .collect();
        schedule(&plan, &outlooks, &Days::parse(given_days.iter().copied())?, None, given.today)
    }

    #[test]
    fn sessions_fall_on_the_days_that_the_user_names() {
        let all = make(&["fri,Mon,wednesday", "pool=tue,thu,sat"], 2).unwrap();
        let lines: Vec<String> = all.iter().map(|one| format!("{} {}", one.day, one.summary)).collect();
        insta::assert_snapshot!(lines.join("\n"), @r#"
    2026-03-02 bike: 5 min
    2026-03-03 pool: 5 laps
    2026-03-04 bike: 5 min
    2026-03-05 pool: 5 laps
    2026-03-06 bike: 5 min
    2026-03-07 pool: 5 laps
    2026-03-09 bike: 7 min
    2026-03-10 pool: 7 laps
    2026-03-11 bike: 7 min
    2026-03-12 pool: 7 laps
    2026-03-13 bike: 7 min
    2026-03-14 pool: 7 laps
    "#);
    }

    #[test]
    fn days_that_do_not_suffice_are_refused() {
        assert_eq!(
            make(&["mon,mon,fri"], 2).unwrap_err().to_string(),
            "`bike` asks for 3 sessions a week, and 2 days are named: write bike=mon,wed,..."
        );
        assert!(matches!(make(&["mon,xyz"], 2), Err(ScheduleError::NotADay(day)) if day == "xyz"));
        assert!(matches!(make(&["mon,wed,fri", "row=sun"], 2), Err(ScheduleError::NoSuchPrescription(_))));
    }
}
