//! The shape of `report.json`.

use crate::render::number::round;
use crate::report::{
    CheckFigure, CheckResult, Device, Drills, Estimate, FileEntry, Ledger, Measure, MeasuredLength,
    NextTarget, ProgrammeEntry, Race, Rep, Report, SessionEntry, Setting, Skip, Status, Stride, WeekEntry,
    WeekSession,
};
use serde::Serialize;
use std::collections::BTreeMap;

const SCHEMA: &str = "clipstride/report/1";

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
    devices: Vec<DeviceJson<'a>>,
    metrics: BTreeMap<&'static str, Metric<'a>>,
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
            devices: entry.devices.iter().map(DeviceJson::of).collect(),
            metrics,
            drills: DrillsJson::of(&entry.drills),
        }
    }
}

/// `2026-W10`: the ISO week with its own year.
pub(super) fn iso_week(week: jiff::civil::ISOWeekDate) -> String {
    format!("{:04}-W{:02}", week.year(), week.week())
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
enum Metric<'a> {
    Known {
        value: f64,
        unit: &'static str,
        ci95: Option<[f64; 2]>,
        n: usize,
        n_eff: Option<f64>,
        ledger: LedgerJson<'a>,
    },
    Missing {
        missing: &'static str,
    },
}

impl<'a> Metric<'a> {
    fn of(measure: &'a Measure, decimals: usize) -> Self {
        match measure {
            Measure::Known(Estimate { value, unit, ci95, n, n_eff, ledger }) => Self::Known {
                value: round(*value, decimals),
                unit: unit.symbol(),
                ci95: ci95.map(|(lo, hi)| [round(lo, decimals), round(hi, decimals)]),
                n: *n,
                n_eff: n_eff.map(|n_eff| round(n_eff, 1)),
                ledger: LedgerJson::of(ledger),
            },
            Measure::Missing(reason) => Self::Missing { missing: reason.name() },
        }
    }
}

#[derive(Serialize)]
struct LedgerJson<'a> {
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
struct DrillsJson {
    source: &'static str,
    resolution: &'static str,
    reps: Vec<RepJson>,
}

#[derive(Serialize)]
struct RepJson {
    skip: Option<SkipJson>,
    stride: Option<StrideJson>,
}

#[derive(Serialize)]
struct SkipJson {
    start_s: f64,
    end_s: f64,
    metres: LengthJson,
    confirmed: bool,
    verdict: &'static str,
}

#[derive(Serialize)]
struct StrideJson {
    start_s: f64,
    end_s: f64,
    metres: LengthJson,
    verdict: &'static str,
    form: FormJson,
}

#[derive(Serialize)]
struct LengthJson {
    value: f64,
    lo: f64,
    hi: f64,
}

/// How the stride was run: descriptive, each absent where not recorded.
#[derive(Serialize)]
struct FormJson {
    peak_speed_m_s: Option<f64>,
    mean_speed_m_s: Option<f64>,
    cadence_steps_min: Option<f64>,
    contact_time_ms: Option<f64>,
    vertical_oscillation_mm: Option<f64>,
    step_length_mm: Option<f64>,
}

impl DrillsJson {
    fn of(drills: &Drills) -> Self {
        Self {
            source: drills.source.name(),
            resolution: drills.resolution.name(),
            reps: drills.reps.iter().map(RepJson::of).collect(),
        }
    }
}

impl RepJson {
    fn of(rep: &Rep) -> Self {
        Self { skip: rep.skip.as_ref().map(SkipJson::of), stride: rep.stride.as_ref().map(StrideJson::of) }
    }
}

impl SkipJson {
    fn of(skip: &Skip) -> Self {
        Self {
            start_s: round(skip.span.start.get(), 1),
            end_s: round(skip.span.end.get(), 1),
            metres: LengthJson::of(skip.metres),
            confirmed: skip.confirmed,
            verdict: skip.verdict.name(),
        }
    }
}

impl StrideJson {
    fn of(stride: &Stride) -> Self {
        let form = &stride.form;
        Self {
            start_s: round(stride.span.start.get(), 1),
            end_s: round(stride.span.end.get(), 1),
            metres: LengthJson::of(stride.metres),
            verdict: stride.verdict.name(),
            form: FormJson {
                peak_speed_m_s: form.peak_speed.map(|speed| round(speed.get(), 2)),
                mean_speed_m_s: form.mean_speed.map(|speed| round(speed.get(), 2)),
                cadence_steps_min: form.cadence.map(|rate| round(rate.get(), 0)),
                contact_time_ms: form.contact_time.map(|time| round(time.get(), 0)),
                vertical_oscillation_mm: form.vertical_oscillation.map(|height| round(height.get(), 0)),
                step_length_mm: form.step_length.map(|length| round(length.get(), 0)),
            },
        }
    }
}

impl LengthJson {
    fn of(length: MeasuredLength) -> Self {
        Self { value: round(length.value, 1), lo: round(length.lo, 1), hi: round(length.hi, 1) }
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
    sessions: Vec<WeekSessionJson<'a>>,
}

#[derive(Serialize)]
struct WeekSessionJson<'a> {
    id: &'a str,
    value: f64,
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
            sessions: week.sessions.iter().map(WeekSessionJson::of).collect(),
        }
    }
}

impl<'a> WeekSessionJson<'a> {
    fn of(session: &'a WeekSession) -> Self {
        Self { id: &session.id, value: round(session.value, 2), verdict: session.verdict.name() }
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
