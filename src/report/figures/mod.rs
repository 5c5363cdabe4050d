//! From what was found to what the figures show: every number of a figure is made here, none in the renderer.

mod calendar;
mod drills;
mod ladder;
mod pedal;
mod traces;
mod trend;

use super::figure::{Figure, RaceWindow};
use super::own::Own;
use super::trends::TrendEntry;
use super::{Input, Sourced};
use crate::model::Sport;
use crate::programme::Race;
use crate::units::Unit;

/// Whose band of stance balance is drawn.
const GARMINS_BAND: &str = "Garmin’s middle 40 % of runners";

/// Figures over all sessions: the ladders, the trends, the calendar.
pub(super) fn over_time(input: &Input<'_>, trends: &[TrendEntry]) -> Vec<Figure> {
    let windows: Vec<RaceWindow> = input.plan.races.iter().map(window).collect();
    let ladders = input.progress.iter().zip(input.outlooks).filter_map(|(progress, outlook)| {
        let prescription = input.plan.prescription(&progress.name)?;
        Some(ladder::ladder(prescription, progress, outlook, &windows))
    });
    let counted = || input.sessions.iter().filter(|one| one.twin_of.is_none());
    let verdicts = |one: &Sourced<'_>| input.verdict(one.judged.id);
    let laps = |one: &Sourced<'_>| {
        let in_laps = input.progress.iter().filter(|progress| {
            input.plan.prescription(&progress.name).is_some_and(|found| found.dose.unit() == Unit::Laps)
        });
        let mut sessions = in_laps.flat_map(|progress| &progress.weeks).flat_map(|week| &week.sessions);
        sessions.find(|session| session.id == one.judged.id).and_then(|session| session.value)
    };
    let done = counted().map(|one| (one.judged.session, verdicts(one), laps(one)));
    let calendar = calendar::calendar(done, &windows, input.soreness);
    ladders.chain(trend::trends(trends, &windows, input)).chain([calendar]).collect()
}

fn window(race: &Race) -> RaceWindow {
    let (from, to) = race.window();
    RaceWindow { from, to, name: race.name.clone() }
}

/// The figures of one session, of those that it can have.
pub(super) fn of_session(one: &Sourced<'_>, own: &Own, input: &Input<'_>) -> Vec<Figure> {
    match one.judged.session.sport {
        Sport::Running => {
            [traces::run_cadence(one, input), traces::stance_balance(one, input), drills::drills(one, input)]
                .into_iter()
                .flatten()
                .collect()
        }
        Sport::Cycling | Sport::EBiking => [
            traces::crank_cadence(one, input),
            traces::pedal_balance(one, input),
            pedal::by_power(one, input),
            pedal::power_phase(one, own, input),
        ]
        .into_iter()
        .flatten()
        .collect(),
        _ => Vec::new(),
    }
}

/// Letters, digits and hyphens only: for file names and anchors.
fn slug(text: &str) -> String {
    text.chars()
        .filter(|letter| *letter != ':')
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' })
        .collect()
}

/// The session in words: `Running · 7 Mar 2026 · 31 min`.
fn session_words(one: &Sourced<'_>) -> String {
    let session = one.judged.session;
    format!(
        "{} · {} · {}",
        super::capital(&session.sport.name().replace('_', " ")),
        crate::report::day(session.clock.day()),
        super::duration(session.timer)
    )
}
