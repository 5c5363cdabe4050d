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
            pedal::power_phase(one, own),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::MetricId;
    use crate::metrics::testkit::{noise, ride_session, run_session, stream};
    use crate::model::{PedalBalance, Session};
    use crate::programme::Plan;
    use crate::report::figure::{BalanceByPower, Content, FigureId, Trace};
    use crate::report::testkit::{measured, with_input};
    use crate::units::{CrankRate, LeftShare, Percent, StepRate};

    /// The figures of one session, and the value of a metric in it.
    fn drawn(session: Session, id: MetricId) -> (Vec<Figure>, Option<f64>) {
        let made = [measured(0, session)];
        with_input(&Plan::clinic(), &made, |input| {
            let one = &input.sessions[0];
            let value =
                one.judged.measures.get(&id).and_then(|measure| measure.known()).map(|known| known.value);
            (of_session(one, &Own::default(), input), value)
        })
    }

    fn trace(figures: &[Figure], id: FigureId) -> (Trace, String) {
        let figure = figures.iter().find(|figure| figure.id == id).unwrap();
        let Content::Traces(traces) = &figure.content else { panic!("{figure:?}") };
        (traces[0].clone(), figure.subtitle.clone())
    }

    #[test]
    fn a_figure_marks_the_metric_and_calls_it_what_it_is() {
        let mut run = run_session(1200);
        run.streams.step_rate = stream(1200, |t| StepRate::new(if t < 300.0 { 150.0 } else { 170.0 }));
        let (figures, value) = drawn(run, MetricId::StepRate);
        let (cadence, subtitle) = trace(&figures, FigureId::Cadence);
        assert_eq!(cadence.marked, Some((value.unwrap(), "mean")));
        assert!(
            (value.unwrap() - 165.0).abs() < 1e-9 && subtitle.contains("mean 165 steps/min"),
            "{subtitle}"
        );
    }

    #[test]
    fn a_metric_that_is_missing_is_neither_marked_nor_held_against_a_band() {
        let mut ride = ride_session(20);
        ride.streams.crank_rate = stream(20, |_| CrankRate::new(85.0));
        let (figures, value) = drawn(ride, MetricId::CrankRate);
        let (cadence, subtitle) = trace(&figures, FigureId::Cadence);
        assert_eq!((value, cadence.marked, cadence.in_band), (None, None, None));
        assert!(subtitle.ends_with("20 s · too few seconds for a number"), "{subtitle}");
    }

    #[test]
    fn all_figures_of_a_ride_tell_the_balance_of_its_metric() {
        let wander = noise(1, 1200, 0.5);
        let mut ride = ride_session(1200);
        ride.streams.pedal_balance =
            stream(1200, |t| PedalBalance::Sided(LeftShare::new((48.4 + 2.0 * wander[t as usize]).round())));
        let (figures, value) = drawn(ride, MetricId::PedalBalance);
        let (balance, subtitle) = trace(&figures, FigureId::Balance);
        assert_eq!(balance.marked, Some((value.unwrap(), "mean")));
        assert_eq!(by_power(&figures).mean, value);
        let told = LeftShare::new(value.unwrap()).told(1);
        assert!(told.starts_with("R 51") && subtitle.contains(&told), "{subtitle}");
    }

    fn by_power(figures: &[Figure]) -> BalanceByPower {
        let found = figures.iter().find_map(|figure| match &figure.content {
            Content::BalanceByPower(balance) => Some(balance.clone()),
            _ => None,
        });
        found.unwrap()
    }

    #[test]
    fn a_balance_of_unknown_side_is_folded_in_no_figure() {
        let mut ride = ride_session(1200);
        let share = |t: f64| if t % 2.0 < 1.0 { 48.0 } else { 53.0 };
        ride.streams.pedal_balance = stream(1200, |t| PedalBalance::Unsided(Percent::new(share(t))));
        let (figures, imbalance) = drawn(ride, MetricId::PedalImbalance);
        let found = by_power(&figures);
        assert!(!found.sided && (found.mean.unwrap() - 50.5).abs() < 0.01, "{found:?}");
        assert!((imbalance.unwrap() - 0.5).abs() < 0.01);
        // Folded second by second it would be 2.5 points from even.
        assert!(found.bins.iter().all(|bin| (bin.mean - 50.5).abs() < 0.1), "{found:?}");
        let (balance, _) = trace(&figures, FigureId::Balance);
        assert!((balance.marked.unwrap().0 - 50.5).abs() < 0.01 && balance.centre.is_none());
    }

    #[test]
    fn a_bar_holds_the_whole_number_in_its_middle_and_agrees_with_the_share_in_band() {
        let mut ride = ride_session(1200);
        ride.streams.crank_rate = stream(1200, |t| CrankRate::new(if t % 4.0 < 1.0 { 79.0 } else { 80.0 }));
        let (figures, _) = drawn(ride, MetricId::CrankRate);
        let (cadence, _) = trace(&figures, FigureId::Cadence);
        let (lo, hi) = cadence.band.as_ref().map(|band| (band.lo, band.hi)).unwrap();
        let inside = |bar: &&crate::report::figure::Bar| (lo..=hi).contains(&f64::midpoint(bar.lo, bar.hi));
        let seconds: f64 = cadence.histogram.iter().filter(inside).map(|bar| bar.seconds).sum();
        assert!((seconds - 900.0).abs() < 2.0, "{:?}", cadence.histogram);
        assert!(cadence.in_band.is_none_or(|share| (share - 75.0).abs() < 0.1));
    }
}
