//! Channels over time, with their distribution: cadence and balance.

use crate::metrics::pedal::Side;
use crate::metrics::series::{self, Series};
use crate::metrics::stance::GarminBand;
use crate::model::Session;
use crate::report::figure::{Apart, Band, Bar, Content, Figure, FigureId, Trace};
use crate::report::{Input, Sourced};
use crate::units::{Unit, fixed};

pub(super) fn run_cadence(one: &Sourced<'_>, input: &Input<'_>) -> Option<Figure> {
    let session = one.judged.session;
    let series = series::run_cadence(session, &one.judged.drills.spans().collect::<Vec<_>>(), input.metrics)?;
    let trace = Trace {
        marked: Some((series.median, "median")),
        decimals: 0,
        ..trace(
            "Cadence",
            "both feet; walking and drill reps left out",
            Unit::StepsPerMinute,
            &series,
            session,
        )
    };
    let subtitle = format!("{} · median {} steps/min", super::session_words(one), fixed(series.median, 0));
    Some(figure(FigureId::Cadence, "cadence", "Cadence", subtitle, trace, one))
}

pub(super) fn crank_cadence(one: &Sourced<'_>, input: &Input<'_>) -> Option<Figure> {
    let session = one.judged.session;
    let series = series::bike_cadence(session, input.metrics)?;
    let (lo, hi) = input.metrics.bike_band;
    let apart = Apart { label: "coasting".to_owned(), seconds: series.apart, share: series.apart_share() };
    let in_band = series.share_in((lo, hi));
    let trace = Trace {
        band: Some(Band { lo, hi, label: format!("configured {lo}–{hi}") }),
        marked: Some((series.median, "median")),
        in_band: Some(in_band),
        apart: (apart.seconds > 0.0).then_some(apart),
        decimals: 0,
        ..trace("Cadence", "pedalling seconds", Unit::RevolutionsPerMinute, &series, session)
    };
    let subtitle = format!(
        "{} · median {} rpm of pedalling seconds, {} % in the configured band",
        super::session_words(one),
        fixed(series.median, 0),
        fixed(in_band, 0)
    );
    Some(figure(FigureId::Cadence, "cadence", "Cadence", subtitle, trace, one))
}

pub(super) fn stance_balance(one: &Sourced<'_>, input: &Input<'_>) -> Option<Figure> {
    let session = one.judged.session;
    let series =
        series::stance_balance(session, &one.judged.drills.spans().collect::<Vec<_>>(), input.metrics)?;
    let (lo, hi) = GarminBand::GREEN;
    let in_band = series.share_in((lo, hi));
    let mean = one
        .judged
        .measures
        .get(&crate::metrics::MetricId::StanceBalance)
        .and_then(|measure| measure.known())
        .map(|estimate| estimate.value);
    let trace = Trace {
        band: Some(Band { lo, hi, label: "Garmin's middle 40 % of runners".to_owned() }),
        centre: Some(50.0),
        marked: Some(mean.map_or((series.median, "median"), |mean| (mean, "mean"))),
        in_band: Some(in_band),
        decimals: 1,
        ..trace("Stance balance", "left share of ground contact time", Unit::Percent, &series, session)
    };
    let subtitle =
        format!("{} · {} % left", super::session_words(one), fixed(mean.unwrap_or(series.median), 1));
    Some(figure(FigureId::Balance, "balance", "Stance balance", subtitle, trace, one))
}

pub(super) fn pedal_balance(one: &Sourced<'_>, input: &Input<'_>) -> Option<Figure> {
    let session = one.judged.session;
    let (side, series) = series::pedal_balance(session, input.metrics)?;
    let sided = side != Side::Unknown;
    let detail = if sided { "left share of power" } else { "one leg's share of power, side unknown" };
    let note = input.balance_note;
    let trace = Trace {
        band: Some(Band { lo: 50.0 - note, hi: 50.0 + note, label: format!("within {note} pp of even") }),
        centre: sided.then_some(50.0),
        marked: Some((series.median, "median")),
        in_band: Some(series.share_in((50.0 - note, 50.0 + note))),
        decimals: 1,
        ..trace("Pedal balance", detail, Unit::Percent, &series, session)
    };
    let subtitle = format!("{} · {detail}; coasting and one-leg seconds left out", super::session_words(one));
    Some(figure(FigureId::Balance, "balance", "Pedal balance", subtitle, trace, one))
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
