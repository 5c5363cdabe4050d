//! Records: quantised as devices do.

use super::{Draft, quantised};
use crate::activity::{Record, Session};
use rustyfit::{profile::typedef::MesgNum, proto::Message};

/// Degrees of one step of a power phase: 256 steps a turn.
const PHASE_STEP: f64 = 360.0 / 256.0;

/// Every optional field, in the order of writing: is it there, and how is it written.
type Column = (fn(&Record) -> bool, fn(Draft, &Record, bool) -> Draft);

const COLUMNS: [Column; 18] = [
    (|r| r.position.is_some(), position),
    (|r| r.distance.is_some(), |d, r, _| d.u32(5, long(r.distance, 100.0))),
    (|r| r.speed.is_some(), |d, r, _| d.u32(73, long(r.speed, 1000.0))),
    (|r| r.altitude.is_some(), |d, r, _| d.u32(78, long(r.altitude.map(|m| m + 500.0), 5.0))),
    (|r| r.power.is_some(), |d, r, _| d.u16(7, short(r.power, 1.0))),
    (|r| r.heart_rate.is_some(), |d, r, _| d.u8(3, byte(r.heart_rate, 1.0))),
    (|r| r.cadence.is_some(), cadence),
    (|r| r.left_right_balance.is_some(), |d, r, _| d.u8(30, r.left_right_balance.unwrap_or(u8::MAX))),
    (|r| r.torque_effectiveness.is_some(), |d, r, _| pair(d, [43, 44], r.torque_effectiveness)),
    (|r| r.pedal_smoothness.is_some(), |d, r, _| pair(d, [45, 46], r.pedal_smoothness)),
    (|r| r.left_power_phase.is_some(), |d, r, _| d.u8s(69, phase(r.left_power_phase))),
    (|r| r.left_power_phase_peak.is_some(), |d, r, _| d.u8s(70, phase(r.left_power_phase_peak))),
    (|r| r.right_power_phase.is_some(), |d, r, _| d.u8s(71, phase(r.right_power_phase))),
    (|r| r.right_power_phase_peak.is_some(), |d, r, _| d.u8s(72, phase(r.right_power_phase_peak))),
    (|r| r.vertical_oscillation.is_some(), |d, r, _| d.u16(39, short(r.vertical_oscillation, 10.0))),
    (|r| r.stance_time.is_some(), |d, r, _| d.u16(41, short(r.stance_time, 10.0))),
    (|r| r.stance_balance.is_some(), |d, r, _| d.u16(84, short(r.stance_balance, 100.0))),
    (
        |r| r.vertical_ratio.is_some() || r.step_length.is_some(),
        |d, r, _| d.u16(83, short(r.vertical_ratio, 100.0)).u16(85, short(r.step_length, 10.0)),
    ),
];

/// The columns of one session's records: every field that some record fills.
pub(super) struct Columns {
    on_foot: bool,
    columns: Vec<Column>,
}

impl Columns {
    pub(super) fn of(session: &Session) -> Self {
        let columns = COLUMNS.into_iter().filter(|(has, _)| session.records.iter().any(has)).collect();
        // Running, walking, hiking: the device counts strides.
        Self { on_foot: matches!(session.sport, 1 | 11 | 17), columns }
    }

    pub(super) fn message(&self, timestamp: u32, record: &Record) -> Message {
        let draft = Draft::new(MesgNum::RECORD).u32(253, timestamp);
        self.columns.iter().fold(draft, |draft, (_, add)| add(draft, record, self.on_foot)).done()
    }
}

/// Latitude and longitude in semicircles.
fn position(draft: Draft, record: &Record, _: bool) -> Draft {
    let semicircles = |degrees: f64| (degrees * (f64::from(1_u32 << 31) / 180.0)).round() as i32;
    let (latitude, longitude) =
        record.position.map_or((i32::MAX, i32::MAX), |(lat, lon)| (semicircles(lat), semicircles(lon)));
    draft.i32(0, latitude).i32(1, longitude)
}

/// On foot to the nearest half stride a minute, the half in `fractional_cadence`; on the bike whole revolutions.
fn cadence(draft: Draft, record: &Record, on_foot: bool) -> Draft {
    let Some(cadence) = record.cadence else {
        return draft.u8(4, u8::MAX).u8(53, u8::MAX);
    };
    if on_foot {
        let halves = quantised(cadence, 2.0);
        draft.u8(4, (halves / 2) as u8).u8(53, if halves % 2 == 1 { 64 } else { 0 })
    } else {
        draft.u8(4, cadence.round() as u8).u8(53, 0)
    }
}

fn pair(draft: Draft, fields: [u8; 2], percent: Option<(f64, f64)>) -> Draft {
    let [left, right] = fields;
    draft.u8(left, byte(percent.map(|p| p.0), 2.0)).u8(right, byte(percent.map(|p| p.1), 2.0))
}

/// Start and end of a power phase. The step that would read as invalid (358.6 degrees) goes to the next one.
pub(super) fn phase(degrees: Option<(f64, f64)>) -> Vec<u8> {
    let step = |angle: f64| match (angle.rem_euclid(360.0) / PHASE_STEP).round() as u32 % 256 {
        255 => 0,
        raw => raw as u8,
    };
    degrees.map_or_else(|| vec![u8::MAX; 2], |(start, end)| vec![step(start), step(end)])
}

fn byte(value: Option<f64>, scale: f64) -> u8 {
    value.map_or(u8::MAX, |v| quantised(v, scale) as u8)
}

fn short(value: Option<f64>, scale: f64) -> u16 {
    value.map_or(u16::MAX, |v| quantised(v, scale) as u16)
}

fn long(value: Option<f64>, scale: f64) -> u32 {
    value.map_or(u32::MAX, |v| quantised(v, scale))
}
