//! Metrics over the weeks: session means, a robust line with its interval, race windows shaded.

use crate::metrics::stance::GarminBand;
use crate::metrics::trend::{Change, Point, Trend as Found, trend};
use crate::metrics::{Estimate, MetricId};
use crate::programme::Race;
use crate::report::assemble::Input;
use crate::report::figure::{Band, Content, Figure, FigureId, Trend, TrendLine, TrendPoint};
use crate::units::{Leg, Unit};
use jiff::civil::Date;

/// The metrics that are followed over the weeks, with what they are called.
const FOLLOWED: &[(MetricId, &str)] = &[
    (MetricId::StanceBalance, "Stance balance, left share"),
    (MetricId::PedalBalance, "Pedal balance, left share"),
    (MetricId::PowerPhaseEnd(Leg::Left), "Power phase end, left"),
    (MetricId::PowerPhaseEnd(Leg::Right), "Power phase end, right"),
    (MetricId::StepRate, "Running cadence"),
];

/// Fewer points than this make no figure.
const LEAST_POINTS: usize = 2;

/// One figure for each metric that was followed in at least two sessions.
pub(super) fn trends(input: &Input<'_>) -> Vec<Figure> {
    FOLLOWED.iter().filter_map(|(metric, name)| figure(*metric, name, input)).collect()
}

fn figure(metric: MetricId, name: &str, input: &Input<'_>) -> Option<Figure> {
    // A mean without its interval bears no verdict, and so no trend.
    let measured: Vec<(Date, &Estimate)> = input
        .sessions
        .iter()
        .filter(|one| one.twin_of.is_none())
        .filter_map(|one| {
            let estimate = one.judged.measures.get(&metric)?.known()?;
            estimate.ci95.is_some().then_some((one.judged.day(), estimate))
        })
        .collect();
    if measured.len() < LEAST_POINTS {
        return None;
    }
    let points: Vec<Point> =
        measured.iter().map(|(day, estimate)| Point { day: *day, value: estimate.value }).collect();
    let windows: Vec<(Date, Date)> = input.plan.races.iter().map(Race::window).collect();
    let found = trend(&points, &windows, input.metrics);
    let shown = measured
        .iter()
        .zip(&found.left_out)
        .map(|((day, estimate), left_out)| TrendPoint {
            day: *day,
            value: estimate.value,
            ci95: estimate.ci95,
            left_out: *left_out,
        })
        .collect();
    let sentence = sentence(&found, metric.unit());
    Some(Figure {
        id: FigureId::Trend,
        slug: format!("trend-{}", metric.name()),
        title: if name.contains(',') {
            format!("{name}, over the weeks")
        } else {
            format!("{name} over the weeks")
        },
        subtitle: subtitle(found.sessions, found.left_out.iter().filter(|out| **out).count()),
        content: Content::Trend(Trend {
            name: name.to_owned(),
            unit: metric.unit(),
            decimals: metric.decimals().min(1),
            points: shown,
            line: found.line.map(|line| TrendLine {
                from: line.from,
                to: line.to,
                at_from: line.at_from,
                at_to: line.at_to,
            }),
            sentence,
            races: windows,
            band: (metric == MetricId::StanceBalance).then(|| Band {
                lo: GarminBand::GREEN.0,
                hi: GarminBand::GREEN.1,
                label: "Garmin's middle 40 % of runners".to_owned(),
            }),
        }),
    })
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

/// What the trend says, no more than the data carry.
fn sentence(found: &Found, unit: Unit) -> String {
    let symbol = match unit {
        Unit::Percent => "pp",
        other => other.symbol(),
    };
    let said = match found.change {
        Change::TooFew { have, need } => format!("Too few sessions for a trend ({have} of {need})"),
        Change::NoChangeToldFromNoise => "No change that can be told from noise".to_owned(),
        Change::Change { total, beyond_noise } => {
            let slope = found.line.map_or_else(String::new, |line| {
                let (lo, hi) = line.per_week_ci95;
                format!(", {:+.2} {symbol} a week (95 % interval {lo:+.2} to {hi:+.2})", line.per_week)
            });
            let noise = if beyond_noise { "" } else { "; less than two single sessions differ by chance" };
            format!("{total:+.1} {symbol} from first to last{slope}{noise}")
        }
    };
    said.replace('-', "−")
}
