//! What a session shows beyond its metrics, and against the athlete's own, in `report.json`.

use super::document::Metric;
use crate::report::{
    AgainstOwn, Details, GarminBand, GarminZone, Own, PedalDetails, Pedalling, Phase, PhaseAgainstOwn,
    StanceDetails,
};
use crate::units::{Legs, round};
use serde::Serialize;

/// Each part stands only where the sport and the sensors have it.
#[derive(Serialize)]
pub(super) struct DetailsJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    stance: Option<StanceJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cadence_zone: Option<ZoneJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pedalling: Option<PedallingJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pedal: Option<PedalJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    power_phase: Option<LegsJson<Option<CircleJson>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    meter: Option<&'a str>,
}

/// A leg's power phase, degrees from the top, clockwise; spreads are the 10th and 90th percentile about the median.
#[derive(Serialize)]
struct CircleJson {
    start: f64,
    start_spread: [f64; 2],
    end: f64,
    end_spread: [f64; 2],
    peak: Option<[f64; 2]>,
    seconds: f64,
}

#[derive(Serialize)]
struct StanceJson<'a> {
    field: &'static str,
    garmin_band: Option<&'static str>,
    first_third: Metric<'a>,
    last_third: Metric<'a>,
    shift: Option<ShiftJson>,
    by_speed: Vec<SpeedJson>,
}

#[derive(Serialize)]
struct ShiftJson {
    value: f64,
    unit: &'static str,
    ci95: [f64; 2],
}

#[derive(Serialize)]
struct SpeedJson {
    from_m_s: f64,
    to_m_s: f64,
    seconds: f64,
    left: f64,
}

/// Garmin's zone, with the percentiles of its own research population that it spans.
#[derive(Serialize)]
struct ZoneJson {
    garmin: &'static str,
    percentiles: &'static str,
}

#[derive(Serialize)]
struct PedallingJson {
    unit: &'static str,
    p25: f64,
    median: f64,
    p75: f64,
    band: [f64; 2],
    in_band: f64,
    pedalled_s: f64,
    coasted_s: f64,
}

#[derive(Serialize)]
struct PedalJson<'a> {
    side: &'static str,
    meter: &'static str,
    seated_only: bool,
    one_leg_s: Option<LegsJson<f64>>,
    time_weighted: Metric<'a>,
}

/// One value for each leg.
#[derive(Serialize)]
pub(super) struct LegsJson<T> {
    left: T,
    right: T,
}

/// A session against the athlete's own earlier ones.
#[derive(Serialize)]
pub(super) struct OwnJson {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    like_speed: Vec<RunJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    power_phase: Option<LegsJson<Option<PhaseJson>>>,
}

#[derive(Serialize)]
struct RunJson {
    metric: &'static str,
    unit: &'static str,
    difference: f64,
    mdc95: Option<f64>,
    told: Option<bool>,
    runs: usize,
    seconds: f64,
}

#[derive(Serialize)]
struct PhaseJson {
    start: f64,
    end: f64,
    end_moved: bool,
    rides: usize,
    seconds: f64,
}

impl<'a> DetailsJson<'a> {
    pub(super) fn of(details: &'a Details) -> Self {
        Self {
            stance: details.stance.as_ref().map(StanceJson::of),
            cadence_zone: details.cadence_zone.map(ZoneJson::of),
            pedalling: details.pedalling.as_ref().map(PedallingJson::of),
            pedal: details.pedal.as_ref().map(PedalJson::of),
            power_phase: (details.power_phase.left.is_some() || details.power_phase.right.is_some()).then(
                || legs_json(details.power_phase.map(|phase| phase.map(|phase| CircleJson::of(&phase)))),
            ),
            meter: details.meter.as_deref(),
        }
    }
}

impl<'a> StanceJson<'a> {
    fn of(stance: &'a StanceDetails) -> Self {
        Self {
            field: stance.origin.field(),
            garmin_band: stance.band.map(GarminBand::name),
            first_third: Metric::of(&stance.thirds.first, 2),
            last_third: Metric::of(&stance.thirds.last, 2),
            shift: stance.thirds.shift().map(|(value, (lo, hi))| ShiftJson {
                value: round(value, 2),
                unit: "pp",
                ci95: [round(lo, 2), round(hi, 2)],
            }),
            by_speed: stance
                .by_speed
                .iter()
                .map(|bin| SpeedJson {
                    from_m_s: round(bin.from.get(), 1),
                    to_m_s: round(bin.to.get(), 1),
                    seconds: round(bin.seconds, 0),
                    left: round(bin.balance.get(), 2),
                })
                .collect(),
        }
    }
}

impl ZoneJson {
    fn of(zone: GarminZone) -> Self {
        Self { garmin: zone.name(), percentiles: zone.percentiles() }
    }
}

impl PedallingJson {
    fn of(found: &Pedalling) -> Self {
        let (lo, hi) = found.band;
        Self {
            unit: "rpm",
            p25: round(found.p25, 1),
            median: round(found.median, 1),
            p75: round(found.p75, 1),
            band: [lo, hi],
            in_band: round(found.in_band, 1),
            pedalled_s: round(found.pedalled, 0),
            coasted_s: round(found.coasted, 0),
        }
    }
}

impl<'a> PedalJson<'a> {
    fn of(pedal: &'a PedalDetails) -> Self {
        Self {
            side: pedal.side.name(),
            meter: pedal.meter.name(),
            seated_only: pedal.seated_only,
            one_leg_s: pedal.one_leg.map(|legs| legs_json(legs.map(|seconds| round(seconds, 0)))),
            time_weighted: Metric::of(&pedal.time_weighted, 1),
        }
    }
}

impl CircleJson {
    fn of(phase: &Phase) -> Self {
        let pair = |(lo, hi): (f64, f64)| [round(lo, 1), round(hi, 1)];
        Self {
            start: round(phase.median.start.get(), 1),
            start_spread: pair(phase.start_spread),
            end: round(phase.median.end.get(), 1),
            end_spread: pair(phase.end_spread),
            peak: phase.peak.map(|peak| pair((peak.start.get(), peak.end.get()))),
            seconds: round(phase.seconds, 0),
        }
    }
}

impl OwnJson {
    pub(super) fn of(own: &Own) -> Self {
        let phase = own.phase.map(|phase| phase.as_ref().map(PhaseJson::of));
        Self {
            like_speed: own.runs.iter().map(RunJson::of).collect(),
            power_phase: (phase.left.is_some() || phase.right.is_some()).then(|| legs_json(phase)),
        }
    }
}

impl RunJson {
    fn of(run: &AgainstOwn) -> Self {
        let decimals = run.decimals();
        Self {
            metric: run.metric.name(),
            unit: run.unit().symbol(),
            difference: round(run.difference, decimals),
            mdc95: run.mdc95().map(|mdc| round(mdc, decimals)),
            told: run.is_told(),
            runs: run.runs,
            seconds: round(run.seconds, 0),
        }
    }
}

impl PhaseJson {
    fn of(phase: &PhaseAgainstOwn) -> Self {
        Self {
            start: round(phase.start, 1),
            end: round(phase.end, 1),
            end_moved: phase.end_moved,
            rides: phase.rides,
            seconds: round(phase.seconds, 0),
        }
    }
}

fn legs_json<T>(legs: Legs<T>) -> LegsJson<T> {
    LegsJson { left: legs.left, right: legs.right }
}
