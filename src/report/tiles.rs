//! The few figures on top: each a value, its interval where it is an estimate, and a word.

use super::{Input, SessionEntry, Tile};
use crate::drills::LengthVerdict;
use crate::metrics::{Certainty, Estimate, Ledger, Measure, MetricId, Missing, Untold};
use crate::model::SetKind;
use crate::programme::{Drill, Progress, WeekVerdict};
use crate::units::{LeftShare, Leg, Unit, fixed};

/// How many tiles fit into a row.
const MOST: usize = 6;

/// What the reader asked first: done as advised? then: balance, cadence, pull-through. At most six; one that can only say
/// why it holds no number gives way to those that hold one.
pub(super) fn tiles(
    progress: &[Progress],
    units: &[Unit],
    input: &Input<'_>,
    sessions: &[SessionEntry],
) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = progress.iter().filter_map(weeks_complete).collect();
    tiles.extend(
        progress
            .iter()
            .zip(units)
            .filter(|(p, _)| !p.weeks.is_empty())
            .map(|(p, unit)| next_target(p, *unit)),
    );
    tiles.extend(strides(&input.plan.drill, sessions));
    tiles.extend(balance(sessions, MetricId::StanceBalance, "Stance balance", "of contact"));
    tiles.extend(through_the_bottom(sessions));
    tiles.extend(balance(sessions, MetricId::PedalBalance, "Pedal balance", "of power"));
    tiles.extend(imbalance(sessions));
    tiles.extend(latest(sessions, MetricId::StepRate, "Run cadence", "mean"));
    tiles.extend(latest(sessions, MetricId::CrankRate, "Bike cadence", "median"));
    let (mut tiles, empty): (Vec<Tile>, Vec<Tile>) =
        tiles.into_iter().partition(|tile| tile.estimate.is_some());
    if tiles.len() < MOST {
        tiles.extend(sets(input));
    }
    if tiles.len() < MOST / 2 {
        tiles.extend(volume(sessions));
    }
    tiles.extend(empty.into_iter().take(MOST.saturating_sub(tiles.len()).min(2)));
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
    let sessions = count(counted().count(), Unit::Sessions, "sessions in the files");
    let ledger = Ledger {
        field: "total_timer_time",
        rule: "summed".to_owned(),
        used: sessions.n,
        dropped: Vec::new(),
    };
    // As people say it: nobody rides 1440 minutes.
    let (value, unit) = if minutes > 90.0 { (minutes / 60.0, Unit::Hours) } else { (minutes, Unit::Minutes) };
    let decimals = usize::from(unit == Unit::Hours && value < 20.0 && value.fract() > 0.05);
    let time = Estimate { value, unit, ledger, ..sessions.clone() };
    vec![
        Tile::plain("Sessions", sessions, 0, "in the files"),
        Tile::plain("Timer time", time, decimals, "of all sessions"),
    ]
}

/// The sets of strength work that the watch wrote.
fn sets(input: &Input<'_>) -> Option<Tile> {
    let counted = input.sessions.iter().filter(|one| one.twin_of.is_none()).map(|one| one.judged.session);
    let active = counted.map(|session| session.sets.iter().filter(|set| set.kind == SetKind::Active).count());
    let with: Vec<usize> = active.filter(|sets| *sets > 0).collect();
    let sets = count(with.iter().sum(), Unit::Repetitions, "active sets in the files");
    let behind = if sets.n == 1 { "set" } else { "sets" };
    let times = if with.len() == 1 { "1 session".to_owned() } else { format!("{} sessions", with.len()) };
    (!with.is_empty()).then(|| Tile {
        behind: Some(behind.to_owned()),
        ..Tile::plain("Strength", sets, 0, &format!("in {times}"))
    })
}

/// None before the first week is over: a zero would read as a failure.
fn weeks_complete(progress: &Progress) -> Option<Tile> {
    let closed: Vec<_> =
        progress.weeks.iter().filter(|week| !week.open && week.verdict != WeekVerdict::Rest).collect();
    let complete = closed.iter().filter(|week| week.verdict == WeekVerdict::Complete).count();
    if closed.is_empty() {
        return None;
    }
    let weeks = if closed.len() == 1 { "week" } else { "weeks" };
    Some(Tile {
        behind: Some(format!("of {} {weeks}", closed.len())),
        ..Tile::plain(
            &super::capital(&progress.name),
            count(complete, Unit::Weeks, "weeks with as many sessions as prescribed"),
            0,
            "complete",
        )
    })
}

fn next_target(progress: &Progress, unit: Unit) -> Tile {
    let next = &progress.next.week;
    let target = Estimate { value: next.target, ..count(0, unit, "from the ladder") };
    let decimals = usize::from(next.target.fract() > 0.0);
    let word = format!("week {} of the plan", next.plan_week);
    Tile::plain(&format!("{} target", super::capital(&progress.name)), target, decimals, &word)
}

/// Of the strides that are judged: any surge is as fast.
fn strides(drill: &Drill, sessions: &[SessionEntry]) -> Option<Tile> {
    let strides: Vec<_> = sessions
        .iter()
        .filter(|session| session.twin_of.is_none() && session.drills.evident())
        .flat_map(|session| &session.drills.reps)
        .filter_map(|rep| rep.stride.as_ref())
        .collect();
    let in_range = strides.iter().filter(|stride| stride.verdict == LengthVerdict::InRange).count();
    let (lo, hi) = drill.stride;
    let word = format!("strides in {}–{} m", fixed(lo, 0), fixed(hi, 0));
    let counted = count(in_range, Unit::Repetitions, "strides whose length lies in the prescribed range");
    (!strides.is_empty()).then(|| Tile {
        behind: Some(format!("of {}", strides.len())),
        ..Tile::plain("Strides", counted, 0, &word)
    })
}

/// Past 210 degrees the leg pulls its pedal through the bottom of the stroke: the left leg's share, and the right one's beside
/// it.
fn through_the_bottom(sessions: &[SessionEntry]) -> Option<Tile> {
    let share = |session: &SessionEntry, leg: Leg| {
        session.measures.get(&MetricId::Past210(leg)).and_then(Measure::known).map(|estimate| estimate.value)
    };
    let last = sessions.iter().rev().filter(|session| session.twin_of.is_none());
    let session = last.clone().find(|session| Leg::BOTH.iter().any(|leg| share(session, *leg).is_some()))?;
    let (leg, other) = if share(session, Leg::Left).is_some() {
        (Leg::Left, share(session, Leg::Right))
    } else {
        (Leg::Right, None)
    };
    let other = other.map_or_else(String::new, |other| format!("R {} %; ", fixed(other, 0)));
    let tile = latest(sessions, MetricId::Past210(leg), "Through the bottom", "past 210°")?;
    let day = super::day(session.clock.day());
    Some(Tile { leg: Some(leg), word: format!("{other}past 210°, {day}"), ..tile })
}

/// How far from even the legs are where nobody knows which has more.
fn imbalance(sessions: &[SessionEntry]) -> Option<Tile> {
    let tile = latest(sessions, MetricId::PedalImbalance, "Pedal imbalance", "side unknown")?;
    Some(Tile { behind: Some("pp from even".to_owned()), ..tile })
}

/// A balance, told by the leg that has more.
fn balance(sessions: &[SessionEntry], id: MetricId, label: &str, word: &str) -> Option<Tile> {
    let tile = latest(sessions, id, label, word)?;
    let Some(estimate) = tile.estimate.as_ref() else { return Some(tile) };
    let (leg, share) = LeftShare::new(estimate.value).larger(tile.decimals);
    let certainty = match estimate.certainty {
        Certainty::Interval(lo, hi) if leg == Some(Leg::Right) => {
            let right = |left: f64| LeftShare::new(left).right().get();
            Certainty::Interval(right(hi), right(lo))
        }
        other => other,
    };
    let value = if leg == Some(Leg::Right) { share.get() } else { estimate.value };
    let estimate = Some(Estimate { value, certainty, ..estimate.clone() });
    Some(Tile { leg, estimate, ..tile })
}

/// The latest session that measured it; where none did, and at least one could have, the tile says why not.
fn latest(sessions: &[SessionEntry], id: MetricId, label: &str, word: &str) -> Option<Tile> {
    let last = |known: bool| {
        let counted = sessions.iter().rev().filter(|session| session.twin_of.is_none());
        counted
            .filter_map(|session| session.measures.get(&id).map(|measure| (session, measure)))
            .find(|(_, measure)| measure.known().is_some() == known)
    };
    let (session, measure) = last(true).or_else(|| last(false))?;
    let day = super::day(session.clock.day());
    let tile = match measure {
        Measure::Known(estimate) => {
            // Without its interval a number says why it has none.
            let word = match estimate.certainty {
                Certainty::Untold(why) => format!("{}, {day}", untold(why)),
                _ => format!("{word}, {day}"),
            };
            Tile::plain(label, estimate.clone(), id.decimals().min(1), &word)
        }
        // What the side would tell, the imbalance tells as far as it can.
        Measure::Missing(Missing::SideUnknown) => return None,
        Measure::Missing(reason) => Tile {
            label: label.to_owned(),
            estimate: None,
            behind: None,
            leg: None,
            decimals: 0,
            word: reason.name().replace('-', " "),
        },
    };
    Some(tile)
}

/// Why a number bears no interval, in a few words.
pub(super) fn untold(why: Untold) -> &'static str {
    match why {
        Untold::TooShort => "too short for an interval",
        Untold::TooFewIndependent => "too few independent seconds for an interval",
        Untold::TooWide => "too uncertain for an interval",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::Plan;
    use crate::report::testkit::{Made, mean, on, with_input};

    fn of(made: &[Made]) -> Vec<Tile> {
        with_input(&Plan::clinic(), made, |input| super::super::assemble(input).tiles)
    }

    fn tile(tiles: &[Tile], label: &str) -> (Option<(String, String)>, String) {
        let tile = tiles.iter().find(|tile| tile.label == label).unwrap();
        (tile.told(), tile.word.clone())
    }

    #[test]
    fn a_running_cadence_is_the_mean_that_it_is() {
        let tiles = of(&[mean(0, MetricId::StepRate, 167.4, Some(1.0))]);
        let (told, word) = tile(&tiles, "Run cadence");
        assert_eq!(told, Some(("167.4".into(), "steps/min".into())));
        assert!(word.starts_with("mean, "), "{word}");
    }

    #[test]
    fn a_balance_is_told_by_the_leg_that_has_more_with_that_legs_interval() {
        let tiles = of(&[mean(0, MetricId::StanceBalance, 48.4, Some(0.3))]);
        let tile = tiles.iter().find(|tile| tile.label == "Stance balance").unwrap();
        assert_eq!(tile.told().unwrap().0, "R 51.6");
        let (lo, hi) = tile.estimate.as_ref().unwrap().ci95().unwrap();
        assert!((lo - 51.3).abs() < 1e-9 && (hi - 51.9).abs() < 1e-9);
    }

    #[test]
    fn a_number_without_its_interval_says_why() {
        let tiles = of(&[mean(0, MetricId::StanceBalance, 50.6, None)]);
        assert!(tile(&tiles, "Stance balance").1.starts_with("too short for an interval"), "{tiles:?}");
    }

    #[test]
    fn an_imbalance_of_unknown_side_is_a_tile_of_its_own() {
        let tiles = of(&[mean(0, MetricId::PedalImbalance, 1.8, Some(0.4))]);
        assert_eq!(tile(&tiles, "Pedal imbalance").0, Some(("1.8".into(), "pp from even".into())));
    }

    #[test]
    fn a_day_is_told_in_hours() {
        let day = crate::metrics::testkit::ride_session(86_400);
        let tiles = of(&[on(0, day)]);
        assert_eq!(tile(&tiles, "Timer time").0, Some(("24".into(), "h".into())), "{tiles:?}");
    }
}
