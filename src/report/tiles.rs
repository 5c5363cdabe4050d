//! The few figures on top: each a value, its interval where it is an estimate, and a word.

use super::{SessionEntry, Tile};
use crate::drills::LengthVerdict;
use crate::metrics::{Certainty, Estimate, Ledger, Measure, MetricId};
use crate::programme::{Progress, WeekVerdict};
use crate::units::{Leg, Unit};

/// How many tiles fit into a row.
const MOST: usize = 6;

/// What the reader asked first: done as advised? then: balance, cadence, pull-through. At most six.
pub(super) fn tiles(progress: &[Progress], units: &[Unit], sessions: &[SessionEntry]) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = progress.iter().filter_map(weeks_complete).collect();
    tiles.extend(
        progress
            .iter()
            .zip(units)
            .filter(|(p, _)| !p.weeks.is_empty())
            .map(|(p, unit)| next_target(p, *unit)),
    );
    tiles.extend(strides(sessions));
    tiles.extend(latest(sessions, MetricId::StanceBalance, "Stance balance", "left share"));
    tiles.extend(latest(sessions, MetricId::Past210(Leg::Left), "Past 210°, left", "of pedalling"));
    tiles.extend(latest(sessions, MetricId::PedalBalance, "Pedal balance", "left share"));
    tiles.extend(latest(sessions, MetricId::StepRate, "Run cadence", "median"));
    tiles.extend(latest(sessions, MetricId::CrankRate, "Bike cadence", "median"));
    if tiles.len() < MOST / 2 {
        tiles.extend(volume(sessions));
    }
    tiles.truncate(MOST);
    tiles
}

fn count(value: usize, unit: Unit, rule: &str) -> Estimate {
    // Counts of weeks and reps are far below 2^52.
    #[expect(clippy::cast_precision_loss, reason = "exact below 2^52")]
    let number = value as f64;
    let ledger = Ledger { field: "", rule: rule.to_owned(), used: value, dropped: Vec::new() };
    Estimate { value: number, unit, certainty: Certainty::Counted, n: value, n_eff: None, ledger }
}

/// What there is where little could be measured: sessions and their time.
fn volume(sessions: &[SessionEntry]) -> Vec<Tile> {
    let counted = || sessions.iter().filter(|session| session.twin_of.is_none());
    let minutes: f64 =
        counted().map(|session| session.timer.minutes()).filter(|minutes| minutes.is_finite()).sum();
    if counted().next().is_none() {
        return Vec::new();
    }
    let count = count(counted().count(), Unit::Sessions, "sessions in the files");
    let ledger =
        Ledger { field: "total_timer_time", rule: "summed".to_owned(), used: count.n, dropped: Vec::new() };
    let time = Estimate {
        value: minutes,
        unit: Unit::Minutes,
        certainty: Certainty::Counted,
        n: count.n,
        n_eff: None,
        ledger,
    };
    vec![
        Tile {
            label: "Sessions".to_owned(),
            estimate: Some(count),
            decimals: 0,
            word: "in the files".to_owned(),
        },
        Tile {
            label: "Timer time".to_owned(),
            estimate: Some(time),
            decimals: 0,
            word: "of all sessions".to_owned(),
        },
    ]
}

/// None before the first week is over: a zero would read as a failure.
fn weeks_complete(progress: &Progress) -> Option<Tile> {
    let closed: Vec<_> =
        progress.weeks.iter().filter(|week| !week.open && week.verdict != WeekVerdict::Rest).collect();
    let complete = closed.iter().filter(|week| week.verdict == WeekVerdict::Complete).count();
    if closed.is_empty() {
        return None;
    }
    Some(Tile {
        label: format!("{} weeks", super::capital(&progress.name)),
        estimate: Some(count(complete, Unit::Weeks, "weeks with as many sessions as prescribed")),
        decimals: 0,
        word: format!("complete, of {}", closed.len()),
    })
}

fn next_target(progress: &Progress, unit: Unit) -> Tile {
    let next = &progress.next.week;
    let ledger = Ledger { field: "", rule: "from the ladder".to_owned(), used: 0, dropped: Vec::new() };
    Tile {
        label: format!("{} target", super::capital(&progress.name)),
        estimate: Some(Estimate {
            value: next.target,
            unit,
            certainty: Certainty::Counted,
            n: 0,
            n_eff: None,
            ledger,
        }),
        decimals: usize::from(next.target.fract() > 0.0),
        word: format!("week {} of the plan", next.plan_week),
    }
}

fn strides(sessions: &[SessionEntry]) -> Option<Tile> {
    let strides: Vec<_> = sessions
        .iter()
        .flat_map(|session| &session.drills.reps)
        .filter_map(|rep| rep.stride.as_ref())
        .collect();
    let in_range = strides.iter().filter(|stride| stride.verdict == LengthVerdict::InRange).count();
    (!strides.is_empty()).then(|| Tile {
        label: "Strides in range".to_owned(),
        estimate: Some(count(
            in_range,
            Unit::Repetitions,
            "strides whose length lies in the prescribed range",
        )),
        decimals: 0,
        word: format!("of {} found", strides.len()),
    })
}

/// The latest session that measured it; where none did, and at least one could have, the tile says why not.
fn latest(sessions: &[SessionEntry], id: MetricId, label: &str, word: &str) -> Option<Tile> {
    let last = |known: bool| {
        sessions.iter().rev().find_map(|session| {
            session.measures.get(&id).filter(|m| m.known().is_some() == known).map(|m| (session, m))
        })
    };
    let (session, measure) = last(true).or_else(|| last(false))?;
    let (estimate, word) = match measure {
        Measure::Known(estimate) => {
            (Some(estimate.clone()), format!("{word}, {}", super::day(session.clock.day())))
        }
        Measure::Missing(reason) => (None, reason.name().replace('-', " ")),
    };
    Some(Tile { label: label.to_owned(), estimate, decimals: id.decimals().min(1), word })
}
