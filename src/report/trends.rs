//! Metrics over the weeks, from session means alone; and running beside riding. Worked out once: the figures, the page and
//! the document show what stands here.

use super::Input;
use crate::metrics::agreement::{Agreement, AgreementOutcome, Share, agreement};
use crate::metrics::stance::GarminBand;
use crate::metrics::trend::{Change, Point, Trend, trend, within};
use crate::metrics::{Estimate, MetricId};
use crate::programme::Race;
use crate::units::{Leg, Unit};
use jiff::civil::Date;

/// The metrics that are followed over the weeks, with what they are called. The end of the power phase lies between the
/// sides of the stroke and never wraps around the top, so its session medians are plain numbers.
const FOLLOWED: [(MetricId, &str); 5] = [
    (MetricId::StanceBalance, "Stance balance, left share"),
    (MetricId::PedalBalance, "Pedal balance, left share"),
    (MetricId::PowerPhaseEnd(Leg::Left), "Power phase end, left"),
    (MetricId::PowerPhaseEnd(Leg::Right), "Power phase end, right"),
    (MetricId::StepRate, "Running cadence"),
];

/// The level of the test for an even split.
const ALPHA: f64 = 0.05;

/// A metric over the weeks.
#[derive(Debug, Clone)]
pub struct TrendEntry {
    /// The metric.
    pub metric: MetricId,
    /// What it is called.
    pub name: &'static str,
    /// The mean of each session that bears an interval, in order of time.
    pub points: Vec<SessionMean>,
    /// What became of it.
    pub found: Trend,
    /// Whether it is shown to lie near an even split; absent for metrics that have none, and for too few sessions.
    pub even: Option<Even>,
    /// What it says, no more than the data carry.
    pub sentence: String,
}

/// A session's mean on its day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SessionMean {
    /// The local day.
    pub day: Date,
    /// The mean.
    pub value: f64,
    /// Its 95 % interval.
    pub ci95: (f64, f64),
}

/// Two one-sided tests of the session means against an even split, 50 %.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Even {
    /// The margin either way, pp.
    pub margin: f64,
    /// The larger of the two p values.
    pub p: f64,
    /// Whether the mean is shown to lie within the margin. Not shown is not the same as shown to differ.
    pub shown: bool,
}

/// Running and riding side by side.
#[derive(Debug, Clone)]
pub struct CrossSport {
    /// Both shares and what they come to.
    pub agreement: Agreement,
    /// Runs that it rests on.
    pub runs: usize,
    /// Rides that it rests on.
    pub rides: usize,
    /// What it says.
    pub sentence: String,
}

/// Every followed metric that at least one session has.
pub(super) fn trends(input: &Input<'_>) -> Vec<TrendEntry> {
    let windows: Vec<(Date, Date)> = input.plan.races.iter().map(Race::window).collect();
    let entry = |(metric, name): (MetricId, &'static str)| {
        let points = means(metric, input);
        let values: Vec<Point> =
            points.iter().map(|mean| Point { day: mean.day, value: mean.value }).collect();
        let found = trend(&values, &windows, input.metrics);
        let even = margin(metric, input).and_then(|margin| {
            let kept = values.iter().zip(&found.left_out).filter(|(_, out)| !**out).map(|(point, _)| *point);
            let test = within(&kept.collect::<Vec<_>>(), 50.0, margin, input.metrics)?;
            Some(Even { margin, p: test.p, shown: test.shown(ALPHA) })
        });
        let sentence = sentence(&found, metric.unit());
        (!points.is_empty()).then_some(TrendEntry { metric, name, points, found, even, sentence })
    };
    FOLLOWED.into_iter().filter_map(entry).collect()
}

/// How far from even still counts as even: Garmin's green band for contact time, the configured note for pedal power.
fn margin(metric: MetricId, input: &Input<'_>) -> Option<f64> {
    match metric {
        MetricId::StanceBalance => Some(GarminBand::GREEN.1 - 50.0),
        MetricId::PedalBalance => Some(input.balance_note),
        _ => None,
    }
}

/// The means of the sessions that count. A mean without its interval bears no verdict, and so no trend.
fn means(metric: MetricId, input: &Input<'_>) -> Vec<SessionMean> {
    input
        .sessions
        .iter()
        .filter(|one| one.twin_of.is_none())
        .filter_map(|one| {
            let estimate: &Estimate = one.judged.measures.get(&metric)?.known()?;
            Some(SessionMean { day: one.judged.day(), value: estimate.value, ci95: estimate.ci95? })
        })
        .collect()
}

fn sentence(found: &Trend, unit: Unit) -> String {
    let symbol = match unit {
        Unit::Percent => "pp",
        other => other.symbol(),
    };
    let said = match found.change {
        Change::TooFew { have, need } => format!("too few sessions for a trend ({have} of {need})"),
        Change::NoChangeToldFromNoise => "no change that can be told from noise".to_owned(),
        Change::Change { total, beyond_noise } => {
            let slope = found.line.map_or_else(String::new, |line| {
                let (lo, hi) = line.per_week_ci95;
                format!(", {:+.2} {symbol} a week (95 % interval {lo:+.2} to {hi:+.2})", line.per_week)
            });
            let noise = if beyond_noise { "" } else { "; less than two single sessions differ by chance" };
            format!("{total:+.1} {symbol} from first to last{slope}{noise}")
        }
    };
    said.replace('-', "\u{2212}")
}

/// Sets the short-contact running leg beside the weaker pedal leg. None where either sport has too few sessions outside
/// race windows.
pub(super) fn cross_sport(trends: &[TrendEntry]) -> Option<CrossSport> {
    let kept = |metric: MetricId| -> Vec<f64> {
        trends
            .iter()
            .filter(|entry| entry.metric == metric)
            .flat_map(|entry| entry.points.iter().zip(&entry.found.left_out))
            .filter(|(_, left_out)| !**left_out)
            .map(|(mean, _)| mean.value)
            .collect()
    };
    let (runs, rides) = (kept(MetricId::StanceBalance), kept(MetricId::PedalBalance));
    let agreement = agreement(Share::over_sessions(&runs)?, Share::over_sessions(&rides)?);
    let sentence = side_by_side(&agreement, runs.len(), rides.len());
    Some(CrossSport { agreement, runs: runs.len(), rides: rides.len(), sentence })
}

fn side_by_side(found: &Agreement, runs: usize, rides: usize) -> String {
    let share = |share: Share| {
        format!("{:.1} % (95 % interval {:.1} to {:.1})", share.left, share.ci95.0, share.ci95.1)
    };
    let told = match found.outcome {
        AgreementOutcome::Same(leg) => {
            format!("The {} leg has the smaller share of both", leg.name())
        }
        AgreementOutcome::Opposite { short_contact } => format!(
            "The {} leg has the smaller share of contact time, the {} leg that of power",
            short_contact.name(),
            short_contact.other().name()
        ),
        AgreementOutcome::NotTold => "At least one of the two cannot be told from an even split".to_owned(),
    };
    format!(
        "Left share of contact time {} over {runs} runs, left share of pedal power {} over {rides} rides. {told}. \
         No cause is inferred.",
        share(found.stance),
        share(found.pedal)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn side_by_side_names_legs_and_intervals_and_no_cause() {
        let left = Share { left: 49.0, ci95: (48.8, 49.2) };
        let said = side_by_side(&agreement(left, Share { left: 47.5, ci95: (46.0, 49.0) }), 4, 5);
        assert!(said.contains("49.0 % (95 % interval 48.8 to 49.2) over 4 runs"), "{said}");
        assert!(said.contains("The left leg has the smaller share of both. No cause"), "{said}");
        let said = side_by_side(&agreement(left, Share { left: 52.0, ci95: (51.0, 53.0) }), 4, 5);
        assert!(said.contains("the right leg that of power"), "{said}");
        let said = side_by_side(&agreement(left, Share { left: 50.2, ci95: (49.0, 51.0) }), 4, 5);
        assert!(said.contains("cannot be told"), "{said}");
    }

    #[test]
    fn too_few_sessions_are_said_in_numbers() {
        let found = trend(&[], &[], &crate::metrics::Settings::default());
        assert_eq!(sentence(&found, Unit::Percent), "too few sessions for a trend (0 of 8)");
    }
}
