//! Channels over time, with their distribution: cadence and balance. What is marked and said of a session is its metric, never
//! a number of the figure's own.

use super::pedal::share;
use crate::metrics::pedal::{Side, clean};
use crate::metrics::series::{self, Series};
use crate::metrics::stance::GarminBand;
use crate::metrics::{Certainty, Estimate, MetricId};
use crate::model::Session;
use crate::report::figure::{Apart, Band, Bar, Content, Figure, FigureId, Trace};
use crate::report::{Input, Sourced};
use crate::units::{LeftShare, Unit, fixed};

pub(super) fn run_cadence(one: &Sourced<'_>, input: &Input<'_>) -> Option<Figure> {
    let session = one.judged.session;
    let series = series::run_cadence(session, &one.judged.drills.spans().collect::<Vec<_>>(), input.metrics)?;
    let metric = known(one, MetricId::StepRate);
    let trace = Trace {
        marked: metric.map(|estimate| (estimate.value, "mean")),
        decimals: 0,
        ..trace(
            "Cadence",
            "both feet; walking and drill reps left out",
            Unit::StepsPerMinute,
            &series,
            session,
        )
    };
    let said = metric.map(|estimate| format!("mean {} steps/min", fixed(estimate.value, 0)));
    let subtitle = subtitle(one, said, metric);
    Some(figure(FigureId::Cadence, "cadence", "Cadence", subtitle, trace, one))
}

pub(super) fn crank_cadence(one: &Sourced<'_>, input: &Input<'_>) -> Option<Figure> {
    let session = one.judged.session;
    let series = series::bike_cadence(session, input.metrics)?;
    let (lo, hi) = input.metrics.bike_band;
    let apart = Apart { label: "coasting".to_owned(), seconds: series.apart, share: series.apart_share() };
    let metric = known(one, MetricId::CrankRate);
    let in_band = judged(metric).map(|_| series.share_in((lo, hi)));
    let trace = Trace {
        band: Some(Band { lo, hi, label: format!("configured {lo}–{hi}") }),
        marked: metric.map(|estimate| (estimate.value, "median")),
        in_band,
        apart: (apart.seconds > 0.0).then_some(apart),
        decimals: 0,
        ..trace("Cadence", "pedalling seconds", Unit::RevolutionsPerMinute, &series, session)
    };
    let said =
        metric.map(|estimate| format!("median {} rpm of the pedalling seconds", fixed(estimate.value, 0)));
    let subtitle = subtitle(one, said, metric);
    Some(figure(FigureId::Cadence, "cadence", "Cadence", subtitle, trace, one))
}

pub(super) fn stance_balance(one: &Sourced<'_>, input: &Input<'_>) -> Option<Figure> {
    let session = one.judged.session;
    let series =
        series::stance_balance(session, &one.judged.drills.spans().collect::<Vec<_>>(), input.metrics)?;
    let (lo, hi) = GarminBand::GREEN;
    let metric = known(one, MetricId::StanceBalance);
    let trace = Trace {
        band: Some(Band { lo, hi, label: super::GARMINS_BAND.to_owned() }),
        centre: Some(50.0),
        marked: metric.map(|estimate| (estimate.value, "mean")),
        in_band: judged(metric).map(|_| series.share_in((lo, hi))),
        decimals: 1,
        ..trace("Stance balance", "left share of ground contact time", Unit::Percent, &series, session)
    };
    let said =
        metric.map(|estimate| format!("mean {} % of ground contact", LeftShare::new(estimate.value).told(1)));
    let subtitle = subtitle(one, said, metric);
    Some(figure(FigureId::Balance, "balance", "Stance balance", subtitle, trace, one))
}

pub(super) fn pedal_balance(one: &Sourced<'_>, input: &Input<'_>) -> Option<Figure> {
    let session = one.judged.session;
    let (side, series) = series::pedal_balance(session, input.metrics)?;
    let sided = side != Side::Unknown;
    let detail = if sided { "share of power" } else { "one leg’s share of power, side unknown" };
    let metric = clean(session, input.metrics).ok().and_then(|clean| share(one, &clean, input));
    let metric = metric.as_ref();
    let note = input.balance_note;
    let trace = Trace {
        band: Some(Band { lo: 50.0 - note, hi: 50.0 + note, label: format!("within {note} pp of even") }),
        centre: sided.then_some(50.0),
        marked: metric.map(|estimate| (estimate.value, "mean")),
        in_band: judged(metric).map(|_| series.share_in((50.0 - note, 50.0 + note))),
        decimals: 1,
        spread: series.spread.clone(),
        ..trace("Pedal balance", detail, Unit::Percent, &series, session)
    };
    let said = metric.map(|estimate| {
        let share = if sided { LeftShare::new(estimate.value).told(1) } else { fixed(estimate.value, 1) };
        format!(
            "{share} % {}; coasting and one-leg seconds left out",
            if sided { "of power" } else { "of power, side unknown" }
        )
    });
    let subtitle = subtitle(one, said, metric);
    Some(figure(FigureId::Balance, "balance", "Pedal balance", subtitle, trace, one))
}

/// What the session measured of a metric.
fn known<'a>(one: &'a Sourced<'_>, id: MetricId) -> Option<&'a Estimate> {
    one.judged.measures.get(&id)?.known()
}

/// The same, where it may be held against a band.
fn judged(metric: Option<&Estimate>) -> Option<&Estimate> {
    metric.filter(|estimate| estimate.bears_a_verdict())
}

/// The session, what its metric says, and where that says little, why.
fn subtitle(one: &Sourced<'_>, said: Option<String>, metric: Option<&Estimate>) -> String {
    let why = match metric.map(|estimate| estimate.certainty) {
        None => Some("too few seconds for a number"),
        Some(Certainty::Untold(why)) => Some(crate::report::tiles::untold(why)),
        Some(_) => None,
    };
    let parts = [Some(super::session_words(one)), said, why.map(str::to_owned)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn figure(
    id: FigureId,
    kind: &str,
    title: &str,
    subtitle: String,
    trace: Trace,
    one: &Sourced<'_>,
) -> Figure {
    Figure {
        id,
        slug: format!("{kind}-{}", super::slug(one.judged.id)),
        title: title.to_owned(),
        subtitle,
        content: Content::Traces(vec![trace]),
    }
}

/// Each finite value with how often it occurs, ascending.
fn levels(runs: &[Vec<(f64, f64)>]) -> Vec<(f64, usize)> {
    let mut values: Vec<f64> =
        runs.iter().flatten().map(|(_, value)| *value).filter(|v| v.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    values
        .chunk_by(|a, b| a.total_cmp(b).is_eq())
        .filter_map(|same| Some((*same.first()?, same.len())))
        .collect()
}

fn trace(name: &str, detail: &str, unit: Unit, series: &Series, session: &Session) -> Trace {
    Trace {
        name: name.to_owned(),
        detail: detail.to_owned(),
        unit,
        decimals: 1,
        samples: series.samples.clone(),
        levels: levels(&series.samples),
        smooth: series.smooth.clone(),
        spread: Vec::new(),
        smooth_seconds: series.smooth_seconds,
        band: None,
        centre: None,
        histogram: series
            .histogram
            .iter()
            .map(|bar| Bar { lo: bar.lo, hi: bar.hi, seconds: bar.weight })
            .collect(),
        marked: None,
        in_band: None,
        apart: None,
        pauses: session.pauses.iter().map(|pause| (pause.start.get(), pause.end.get())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_count_every_finite_sample_once() {
        let runs = [vec![(0.0, 2.0), (1.0, f64::NAN), (2.0, 1.0)], vec![], vec![(9.0, 2.0)]];
        assert_eq!(levels(&runs), [(1.0, 1), (2.0, 2)]);
    }
}
