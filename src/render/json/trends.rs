//! Change over the weeks, and running beside riding, in `report.json`.

use crate::report::{AgreementOutcome, Change, CrossSport, Even, Share, TrendEntry};
use crate::units::Leg;
use crate::units::{round, significant};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct TrendJson<'a> {
    metric: &'static str,
    unit: &'static str,
    sessions: usize,
    in_race_window: usize,
    change: &'static str,
    total: Option<f64>,
    beyond_noise: Option<bool>,
    per_week: Option<f64>,
    ci95: Option<[f64; 2]>,
    p: Option<f64>,
    between_day_sd: Option<f64>,
    mdc95: Option<f64>,
    within: Option<WithinJson>,
    sentence: &'a str,
}

/// Two one-sided tests against a target with a margin.
#[derive(Serialize)]
struct WithinJson {
    target: f64,
    margin: f64,
    p: f64,
    shown: bool,
}

#[derive(Serialize)]
pub(super) struct CrossSportJson<'a> {
    stance: ShareJson,
    pedal: ShareJson,
    outcome: &'static str,
    short_contact: Option<&'static str>,
    sentence: &'a str,
}

#[derive(Serialize)]
struct ShareJson {
    left: f64,
    unit: &'static str,
    ci95: [f64; 2],
    sessions: usize,
}

impl<'a> TrendJson<'a> {
    pub(super) fn of(entry: &'a TrendEntry) -> Self {
        let found = &entry.found;
        let (change, total, beyond_noise) = match found.change {
            Change::TooFew { .. } => ("too-few", None, None),
            Change::NoChangeToldFromNoise => ("none-told", None, None),
            Change::Change { total, beyond_noise } => ("change", Some(round(total, 2)), Some(beyond_noise)),
        };
        Self {
            metric: entry.metric.name(),
            unit: entry.metric.unit().symbol(),
            sessions: found.sessions,
            in_race_window: found.left_out.iter().filter(|out| **out).count(),
            change,
            total,
            beyond_noise,
            per_week: found.line.map(|line| round(line.per_week, 3)),
            ci95: found.line.map(|line| [round(line.per_week_ci95.0, 3), round(line.per_week_ci95.1, 3)]),
            p: found.kendall.map(|test| significant(test.p, 3)),
            between_day_sd: found.between_day_sd.map(|sd| round(sd, 3)),
            mdc95: found.mdc95.map(|mdc| round(mdc, 2)),
            within: entry.even.map(|Even { margin, p, shown }| WithinJson {
                target: 50.0,
                margin: round(margin, 2),
                p: significant(p, 3),
                shown,
            }),
            sentence: &entry.sentence,
        }
    }
}

impl<'a> CrossSportJson<'a> {
    pub(super) fn of(found: &'a CrossSport) -> Self {
        let agreement = &found.agreement;
        let (outcome, leg) = match agreement.outcome {
            AgreementOutcome::Same(leg) => ("same", Some(leg)),
            AgreementOutcome::Opposite { short_contact } => ("opposite", Some(short_contact)),
            AgreementOutcome::NotTold => ("not-told", None),
        };
        Self {
            stance: ShareJson::of(agreement.stance, found.runs),
            pedal: ShareJson::of(agreement.pedal, found.rides),
            outcome,
            short_contact: leg.map(Leg::name),
            sentence: &found.sentence,
        }
    }
}

impl ShareJson {
    fn of(share: Share, sessions: usize) -> Self {
        let (lo, hi) = share.ci95;
        Self { left: round(share.left, 2), unit: "%", ci95: [round(lo, 2), round(hi, 2)], sessions }
    }
}
