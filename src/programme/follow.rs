//! The whole plan against all sessions.

use super::{Candidate, Counted, Entry, Given, Plan, Prescription, Progress, weeks};
use jiff::civil::Date;

/// A session by its id, with what its file says of it.
#[derive(Debug, Clone, Copy)]
pub struct Identified<'a> {
    /// The session's id.
    pub id: &'a str,
    /// The session.
    pub candidate: Candidate<'a>,
}

/// The sessions that count for a prescription.
#[must_use]
pub fn entries(prescription: &Prescription, sessions: &[Identified<'_>]) -> Vec<Entry> {
    let entry = |session: &Identified<'_>| {
        let value = match prescription.selection.count(session.candidate, prescription.dose) {
            Counted::No => return None,
            Counted::Value(value) => Some(value),
            Counted::NotAssessable => None,
        };
        let clock = session.candidate.session.clock;
        Some(Entry { id: session.id.to_owned(), day: clock.day(), start: clock.start, value })
    };
    sessions.iter().filter_map(entry).collect()
}

/// Follows each prescription in force through its weeks, in the plan's order. Twins and duplicates must be gone.
///
/// `today` is the local day of the latest recording of any sport, or what the user gave.
#[must_use]
pub fn follow(plan: &Plan, sessions: &[Identified<'_>], today: Date) -> Vec<Progress> {
    let given = Given { plan_start: plan.week_one, races: &plan.races, rest: &plan.rest, today };
    plan.in_force()
        .map(|prescription| weeks(prescription, &entries(prescription, sessions), plan.ladder, &given))
        .collect()
}
