//! Metrics over the weeks: session means, a robust line with its interval, race windows shaded.

use crate::metrics::MetricId;
use crate::metrics::stance::GarminBand;
use crate::programme::Race;
use crate::report::Input;
use crate::report::figure::{Band, Content, Figure, FigureId, Trend, TrendLine, TrendPoint};
use crate::report::trends::TrendEntry;

/// Fewer points than this make no figure.
const LEAST_POINTS: usize = 2;

/// One figure for each metric that was followed in at least two sessions.
pub(super) fn trends(trends: &[TrendEntry], input: &Input<'_>) -> Vec<Figure> {
    trends
        .iter()
        .filter(|entry| entry.points.len() >= LEAST_POINTS)
        .map(|entry| figure(entry, input))
        .collect()
}

fn figure(entry: &TrendEntry, input: &Input<'_>) -> Figure {
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
        subtitle: subtitle(found.sessions, found.left_out.iter().filter(|out| **out).count()),
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
            sentence: entry.sentence.clone(),
            soreness,
            races: input.plan.races.iter().map(Race::window).collect(),
            band: (metric == MetricId::StanceBalance).then(|| Band {
                lo: GarminBand::GREEN.0,
                hi: GarminBand::GREEN.1,
                label: "Garmin's middle 40 % of runners".to_owned(),
            }),
        }),
    }
}

/// How many sessions bear the line, and what the hollow points are.
fn subtitle(sessions: usize, left_out: usize) -> String {
    let means = if sessions == 1 { "1 session mean".to_owned() } else { format!("{sessions} session means") };
    match left_out {
        0 => means,
        1 => format!("{means} · 1 in a race window is left out (hollow)"),
        more => format!("{means} · {more} in a race window are left out (hollow)"),
    }
}
