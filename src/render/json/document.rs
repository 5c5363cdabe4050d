//! The shape of `report.json`.

use super::details::{DetailsJson, OwnJson};
use super::drills::DrillsJson;
use super::trends::{CrossSportJson, TrendJson};
use super::work::{ExerciseJson, LengthJson};
use crate::report::{
    Certainty, Channel, CheckFigure, CheckResult, Device, Estimate, FileEntry, Ledger, Measure, NextTarget,
    ProgrammeEntry, Race, Report, SessionEntry, Setting, Stated, Status, WeekEntry, WeekSession,
};
use crate::units::{Quantity, round};
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of the report's rules and of its document.
pub(crate) const SCHEMA: &str = "clipstride/report/1";

#[derive(Serialize)]
pub(super) struct Document<'a> {
    schema: &'static str,
    headline: &'a str,
    programme: Programme<'a>,
    settings: Vec<SettingJson<'a>>,
    races: Vec<RaceJson<'a>>,
    files: Vec<File<'a>>,
    sessions: Vec<Session<'a>>,
    weeks: Vec<Week<'a>>,
    trends: Vec<TrendJson<'a>>,
    cross_sport: Option<CrossSportJson<'a>>,
    checks: Vec<Check<'a>>,
    next: Vec<Next<'a>>,
}

impl<'a> Document<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        Self {
            schema: SCHEMA,
            headline: &report.headline,
            programme: Programme::of(&report.programme),
            settings: report.settings.iter().map(SettingJson::of).collect(),
            races: report.races.iter().map(RaceJson::of).collect(),
            files: report.files.iter().map(File::of).collect(),
            sessions: report.sessions.iter().map(|session| Session::of(session, &report.files)).collect(),
            weeks: report.weeks.iter().map(Week::of).collect(),
            trends: report.trends.iter().map(TrendJson::of).collect(),
            cross_sport: report.cross_sport.as_ref().map(CrossSportJson::of),
            checks: report.checks.iter().map(Check::of).collect(),
            next: report.next.iter().map(Next::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct Programme<'a> {
    title: &'a str,
    source: &'a str,
    prescriptions: &'a [String],
}

impl<'a> Programme<'a> {
    fn of(entry: &'a ProgrammeEntry) -> Self {
        Self { title: &entry.title, source: &entry.source, prescriptions: &entry.prescriptions }
    }
}

#[derive(Serialize)]
struct SettingJson<'a> {
    key: &'a str,
    value: &'a str,
    origin: &'a str,
    source: &'a str,
}

impl<'a> SettingJson<'a> {
    fn of(setting: &'a Setting) -> Self {
        Self { key: &setting.key, value: &setting.value, origin: setting.origin, source: setting.source }
    }
}

#[derive(Serialize)]
struct RaceJson<'a> {
    day: String,
    name: &'a str,
}

impl<'a> RaceJson<'a> {
    fn of(race: &'a Race) -> Self {
        Self { day: race.day.to_string(), name: &race.name }
    }
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    sha256: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    records: usize,
    notices: Vec<NoticeJson<'a>>,
}

#[derive(Serialize)]
struct NoticeJson<'a> {
    code: &'static str,
    message: &'a str,
}

impl<'a> File<'a> {
    fn of(entry: &'a FileEntry) -> Self {
        let (detail, offset) = match &entry.status {
            Status::Read | Status::Salvaged => (None, None),
            Status::Duplicate { of } => (Some(format!("the same activity as {of}")), None),
            Status::NotAnActivity { kind } => (Some(kind.words()), None),
            Status::Rejected { reason, offset } => (Some(reason.clone()), *offset),
        };
        Self {
            path: &entry.path,
            sha256: &entry.sha256,
            status: entry.status.name(),
            detail,
            offset,
            records: entry.records,
            notices: entry
                .notices
                .iter()
                .map(|notice| NoticeJson { code: notice.code.name(), message: &notice.message })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct Session<'a> {
    id: &'a str,
    file: &'a str,
    sport: &'a str,
    sub_sport: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    start: String,
    iso_week: String,
    timer_s: f64,
    elapsed_s: f64,
    moving_s: Option<f64>,
    distance_m: Option<f64>,
    records: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    twin_of: Option<&'a str>,
    devices: Vec<DeviceJson<'a>>,
    channels: Vec<ChannelJson>,
    stated: BTreeMap<&'static str, StatedJson>,
    metrics: BTreeMap<&'static str, Metric<'a>>,
    details: DetailsJson<'a>,
    against_own: OwnJson,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exercises: Vec<ExerciseJson<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lengths: Vec<LengthJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pool_length_m: Option<f64>,
    drills: DrillsJson,
}

impl<'a> Session<'a> {
    fn of(entry: &'a SessionEntry, files: &'a [FileEntry]) -> Self {
        let metrics = entry
            .measures
            .iter()
            .map(|(id, measure)| (id.name(), Metric::of(measure, id.decimals())))
            .collect();
        Self {
            id: &entry.id,
            file: files.get(entry.file).map_or("", |file| &file.path),
            sport: entry.sport.name(),
            sub_sport: entry.sub_sport.name(),
            name: &entry.name,
            start: entry.clock.start.display_with_offset(entry.clock.offset).to_string(),
            iso_week: iso_week(entry.clock.iso_week()),
            timer_s: round(entry.timer.get(), 3),
            elapsed_s: round(entry.elapsed.get(), 3),
            moving_s: entry.moving.map(|time| round(time.get(), 1)),
            distance_m: entry.distance.map(|distance| round(distance.get(), 2)),
            records: entry.records,
            verdict: entry.verdict.map(crate::report::SessionVerdict::name),
            twin_of: entry.twin_of.as_deref(),
            devices: entry.devices.iter().map(DeviceJson::of).collect(),
            channels: entry.channels.iter().map(ChannelJson::of).collect(),
            stated: stated(&entry.stated),
            metrics,
            details: DetailsJson::of(&entry.details),
            against_own: OwnJson::of(&entry.own),
            exercises: entry.exercises.iter().map(ExerciseJson::of).collect(),
            lengths: entry.lengths.iter().map(LengthJson::of).collect(),
            pool_length_m: entry.pool_length.map(|length| round(length.get(), 2)),
            drills: DrillsJson::of(&entry.drills),
        }
    }
}

/// `2026-W10`: the ISO week with its own year.
pub(super) fn iso_week(week: jiff::civil::ISOWeekDate) -> String {
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// A recorded channel: how many samples, and their plain mean.
#[derive(Serialize)]
struct ChannelJson {
    name: &'static str,
    unit: &'static str,
    samples: usize,
    mean: Option<f64>,
}

impl ChannelJson {
    fn of(channel: &Channel) -> Self {
        Self {
            name: channel.name,
            unit: channel.unit.symbol(),
            samples: channel.samples,
            mean: channel.mean.map(|mean| round(mean, 3)),
        }
    }
}

/// An average as the device itself states it.
#[derive(Serialize)]
struct StatedJson {
    value: f64,
    unit: &'static str,
}

impl StatedJson {
    fn of<Q: Quantity>(quantity: Q) -> Self {
        Self { value: round(quantity.get(), 3), unit: Q::UNIT.symbol() }
    }
}

fn stated(stated: &Stated) -> BTreeMap<&'static str, StatedJson> {
    let lengths = stated.active_lengths.map(|count| StatedJson { value: f64::from(count), unit: "lengths" });
    [
        ("heart_rate", stated.heart_rate.map(StatedJson::of)),
        ("cadence", stated.step_rate.map(StatedJson::of).or(stated.crank_rate.map(StatedJson::of))),
        ("speed", stated.speed.map(StatedJson::of)),
        ("power", stated.power.map(StatedJson::of)),
        ("stance_time", stated.stance_time.map(StatedJson::of)),
        ("stance_time_balance", stated.stance_balance.map(StatedJson::of)),
        ("left_right_balance", stated.pedal_balance.map(StatedJson::of)),
        ("active_lengths", lengths),
    ]
    .into_iter()
    .filter_map(|(name, value)| value.map(|value| (name, value)))
    .collect()
}

#[derive(Serialize)]
struct DeviceJson<'a> {
    manufacturer: &'a str,
    product: &'a str,
    kind: &'a str,
}

impl<'a> DeviceJson<'a> {
    fn of(device: &'a Device) -> Self {
        Self { manufacturer: &device.manufacturer, product: &device.product, kind: &device.kind }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Metric<'a> {
    Known {
        value: f64,
        unit: &'static str,
        ci95: Option<[f64; 2]>,
        n: usize,
        n_eff: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        no_interval: Option<&'static str>,
        ledger: LedgerJson<'a>,
    },
    Missing {
        missing: &'static str,
    },
}

impl<'a> Metric<'a> {
    pub(super) fn of(measure: &'a Measure, decimals: usize) -> Self {
        match measure {
            Measure::Known(estimate @ Estimate { value, unit, certainty, n, n_eff, ledger }) => Self::Known {
                value: round(*value, decimals),
                unit: unit.symbol(),
                ci95: estimate.ci95().map(|(lo, hi)| [round(lo, decimals), round(hi, decimals)]),
                n: *n,
                // Rounded down: 11.96 is not the twelve that it takes.
                n_eff: n_eff.map(|n_eff| (n_eff * 10.0).floor() / 10.0),
                no_interval: match certainty {
                    Certainty::Untold(why) => Some(why.name()),
                    Certainty::Constant => Some("constant"),
                    Certainty::Interval(..) | Certainty::Counted => None,
                },
                ledger: LedgerJson::of(ledger),
            },
            Measure::Missing(reason) => Self::Missing { missing: reason.name() },
        }
    }
}

#[derive(Serialize)]
pub(super) struct LedgerJson<'a> {
    field: &'a str,
    rule: &'a str,
    used: usize,
    dropped: Vec<DroppedJson>,
}

#[derive(Serialize)]
struct DroppedJson {
    reason: &'static str,
    samples: usize,
}

impl<'a> LedgerJson<'a> {
    fn of(ledger: &'a Ledger) -> Self {
        Self {
            field: ledger.field,
            rule: &ledger.rule,
            used: ledger.used,
            dropped: ledger
                .dropped
                .iter()
                .map(|lot| DroppedJson { reason: lot.reason, samples: lot.samples })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct Week<'a> {
    iso_week: String,
    plan_week: u32,
    prescription: &'a str,
    unit: &'static str,
    target: f64,
    target_calendar: f64,
    required: u32,
    done: u32,
    verdict: &'static str,
    race: bool,
    open: bool,
    in_seven_days: u32,
    sessions: Vec<WeekSessionJson<'a>>,
}

#[derive(Serialize)]
struct WeekSessionJson<'a> {
    id: &'a str,
    value: Option<f64>,
    verdict: &'static str,
}

impl<'a> Week<'a> {
    fn of(week: &'a WeekEntry) -> Self {
        Self {
            iso_week: iso_week(week.iso_week),
            plan_week: week.plan_week,
            prescription: &week.prescription,
            unit: week.unit.symbol(),
            target: round(week.target, 2),
            target_calendar: round(week.target_calendar, 2),
            required: week.required,
            done: week.done,
            verdict: week.verdict.name(),
            race: week.race,
            open: week.open,
            in_seven_days: week.in_seven_days,
            sessions: week.sessions.iter().map(WeekSessionJson::of).collect(),
        }
    }
}

impl<'a> WeekSessionJson<'a> {
    fn of(session: &'a WeekSession) -> Self {
        Self {
            id: &session.id,
            value: session.value.map(|value| round(value, 2)),
            verdict: session.verdict.name(),
        }
    }
}

#[derive(Serialize)]
struct Check<'a> {
    id: &'static str,
    outcome: &'static str,
    reason: &'a str,
    measured: Option<FigureJson>,
    target: Option<FigureJson>,
    source: &'static str,
}

/// A figure; `hi` stands where it is a range.
#[derive(Serialize)]
struct FigureJson {
    value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    hi: Option<f64>,
    unit: &'static str,
    ci95: Option<[f64; 2]>,
}

impl FigureJson {
    fn of(figure: &CheckFigure) -> Self {
        let decimals = figure.decimals;
        let (lo, hi) = (round(figure.lo, decimals), round(figure.hi, decimals));
        Self {
            value: lo,
            hi: (hi > lo).then_some(hi),
            unit: figure.unit.symbol(),
            ci95: figure.ci95.map(|(lo, hi)| [round(lo, decimals), round(hi, decimals)]),
        }
    }
}

impl<'a> Check<'a> {
    fn of(check: &'a CheckResult) -> Self {
        Self {
            id: check.id.name(),
            outcome: check.outcome.name(),
            reason: &check.reason,
            measured: check.measured.as_ref().map(FigureJson::of),
            target: check.target.as_ref().map(FigureJson::of),
            source: check.source,
        }
    }
}

#[derive(Serialize)]
struct Next<'a> {
    prescription: &'a str,
    plan_week: u32,
    target: f64,
    unit: &'static str,
    times: u32,
    line: &'a str,
}

impl<'a> Next<'a> {
    fn of(next: &'a NextTarget) -> Self {
        Self {
            prescription: &next.prescription,
            plan_week: next.plan_week,
            target: round(next.target, 2),
            unit: next.unit.symbol(),
            times: next.times,
            line: &next.line,
        }
    }
}
