//! Metrics over the weeks: session means, a robust line with its interval, race windows shaded.

use crate::metrics::MetricId;
use crate::metrics::stance::GarminBand;
use crate::metrics::trend::Change;
use crate::report::Input;
use crate::report::figure::{
    Band, Content, Figure, FigureId, LEAST_TREND_SESSIONS, RaceWindow, Trend, TrendLine, TrendPoint,
};
use crate::report::trends::{TrendEntry, slope, symbol};
use crate::units::fixed;

/// One figure for each metric that was followed in at least two sessions.
pub(super) fn trends(trends: &[TrendEntry], races: &[RaceWindow], input: &Input<'_>) -> Vec<Figure> {
    trends
        .iter()
        .filter(|entry| entry.points.len() >= LEAST_TREND_SESSIONS)
        .map(|entry| figure(entry, races, input))
        .collect()
}

fn figure(entry: &TrendEntry, races: &[RaceWindow], input: &Input<'_>) -> Figure {
    let (metric, found) = (entry.metric, &entry.found);
    let days = || entry.points.iter().map(|mean| mean.day);
    let (first, last) = (days().min(), days().max());
    let logged = input.soreness.iter().filter(|one| Some(one.day) >= first && Some(one.day) <= last);
    let soreness = logged.map(|one| (one.day, one.score)).collect();
    let shown = entry
        .points
        .iter()
        .zip(&found.left_out)
        .map(|(mean, left_out)| TrendPoint {
            day: mean.day,
            value: mean.value,
            ci95: Some(mean.ci95),
            left_out: *left_out,
        })
        .collect();
    Figure {
        id: FigureId::Trend,
        slug: format!("trend-{}", metric.name()),
        title: if entry.name.contains(',') {
            format!("{}, over the weeks", entry.name)
        } else {
            format!("{} over the weeks", entry.name)
        },
        subtitle: subtitle(metric, found.sessions, found.left_out.iter().filter(|out| **out).count()),
        content: Content::Trend(Trend {
            name: entry.name.to_owned(),
            unit: metric.unit(),
            decimals: metric.decimals().min(1),
            points: shown,
            line: found.line.map(|line| TrendLine {
                from: line.from,
                to: line.to,
                at_from: line.at_from,
                at_to: line.at_to,
            }),
            sentence: sentence(entry),
            soreness,
            races: races.to_vec(),
            band: (metric == MetricId::StanceBalance).then(|| Band {
                lo: GarminBand::GREEN.0,
                hi: GarminBand::GREEN.1,
                label: super::GARMINS_BAND.to_owned(),
            }),
        }),
    }
}

/// What the entry says, and where that is no change, how large a change had to be to be told.
fn sentence(entry: &TrendEntry) -> String {
    let (found, unit) = (&entry.found, entry.metric.unit());
    let said = &entry.sentence;
    match (found.change, found.line) {
        (Change::NoChangeToldFromNoise, Some(line)) => {
            let least = found.mdc95.map_or_else(String::new, |mdc| {
                let mdc = fixed(mdc, entry.metric.decimals().min(1));
                format!("; two sessions must differ by {mdc}{} to be told apart", symbol(unit))
            });
            format!("{said}: {}{least}", slope(&line, unit))
        }
        _ => said.clone(),
    }
}

/// How many sessions bear the line, and what the hollow points are.
fn subtitle(metric: MetricId, sessions: usize, left_out: usize) -> String {
    // The end of a power phase is a circular median.
    let word = if matches!(metric, MetricId::PowerPhaseEnd(_)) { "median" } else { "mean" };
    let means =
        if sessions == 1 { format!("1 session {word}") } else { format!("{sessions} session {word}s") };
    match left_out {
        0 => means,
        1 => format!("{means} · 1 in a race window is left out (hollow)"),
        more => format!("{means} · {more} in a race window are left out (hollow)"),
    }
}
