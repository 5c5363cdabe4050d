//! An athlete's sessions for the tests of this room, and the input that is made of them.

use super::{Input, Sourced};
use crate::checks::Judged;
use crate::drills::{self, Drills};
use crate::metrics::baseline::Profile;
use crate::metrics::{Certainty, Details, Estimate, Ledger, Measure, Measures, MetricId, Settings, Untold};
use crate::model::testkit::bare;
use crate::model::{Clock, Session, Sport};
use crate::programme::{Plan, Race};
use jiff::{ToSpan, civil::Date, civil::date};

/// A session with what was measured in it, owned.
pub(super) struct Made {
    id: String,
    session: Session,
    measures: Measures,
    profile: Profile,
    drills: Drills,
    details: Details,
    /// The id of the richer recording of the same session.
    pub(super) twin_of: Option<&'static str>,
}

/// The day so many days after Monday, 2 March 2026.
pub(super) fn day(offset: i64) -> Date {
    date(2026, 3, 2).saturating_add(offset.days())
}

/// A session on a day, put into cells of like speed and like effort by what its channels hold.
pub(super) fn on(offset: i64, session: Session) -> Made {
    let start = session.clock.offset.to_timestamp(day(offset).at(7, 0, 0, 0)).unwrap();
    let session = Session { clock: Clock { start, ..session.clock }, ..session };
    Made {
        id: format!("{}-{}", day(offset), session.sport.name()),
        profile: Profile::of(&session, &[], &Settings::default()),
        session,
        measures: Measures::new(),
        drills: Drills::none(),
        details: Details::default(),
        twin_of: None,
    }
}

/// A session with what its own channels come to.
pub(super) fn measured(offset: i64, session: Session) -> Made {
    let mut made = on(offset, session);
    made.measures = crate::metrics::measure(&made.session, &[], &Settings::default());
    made
}

/// A session of which nothing is known but one mean, with an interval of `half` to either side where that is given.
pub(super) fn mean(offset: i64, metric: MetricId, value: f64, half: Option<f64>) -> Made {
    let rides = matches!(metric, MetricId::PedalBalance | MetricId::PowerPhaseEnd(_));
    let mut made = on(offset, bare(if rides { Sport::Cycling } else { Sport::Running }, 1800.0));
    let estimate = Estimate {
        value,
        unit: metric.unit(),
        certainty: half.map_or(Certainty::Untold(Untold::TooShort), |half| {
            Certainty::Interval(value - half, value + half)
        }),
        n: 1800,
        n_eff: Some(40.0),
        ledger: Ledger::default(),
    };
    made.measures.insert(metric, Measure::Known(estimate));
    made
}

/// The clinic's plan with a race on this day.
pub(super) fn plan_with_race(offset: i64) -> Plan {
    Plan::clinic().with_races(&[Race { day: day(offset), name: "Spring half".to_owned() }])
}

/// Gives `look` the input that the sessions, in order of time, come to.
pub(super) fn with_input<R>(plan: &Plan, made: &[Made], look: impl FnOnce(&Input<'_>) -> R) -> R {
    let sessions: Vec<Sourced<'_>> = made
        .iter()
        .map(|one| Sourced {
            judged: Judged {
                id: &one.id,
                session: &one.session,
                workout: None,
                measures: &one.measures,
                profile: &one.profile,
                drills: &one.drills,
            },
            details: &one.details,
            file: 0,
            devices: &[],
            twin_of: one.twin_of,
        })
        .collect();
    look(&Input {
        plan,
        settings: &[],
        metrics: &Settings::default(),
        balance_note: 2.0,
        drills: &drills::Settings::default(),
        readings: &[],
        sessions: &sessions,
        progress: &[],
        outlooks: &[],
        checks: Vec::new(),
        soreness: &[],
    })
}
