//! Laps and sessions: totals, and averages over their records as devices take them.

use super::message::{LAP, SESSION, STOP};
use super::{Draft, laps_of, quantised, record, stamp};
use crate::activity::{Activity, Lap, Record, Session};
use rustyfit::{profile::typedef::MesgNum, proto::Message};

/// Timer time between `from` and `to`, s: pauses left out.
pub(super) fn timer(session: &Session, from: f64, to: f64) -> f64 {
    let paused: f64 =
        session.pauses.iter().map(|&(start, end)| (end.min(to) - start.max(from)).max(0.0)).sum();
    to - from - paused
}

/// The distance of a session, m: swum in lengths, else where the last record stands, else what its laps state. None where
/// nothing measured one.
pub(super) fn distance(session: &Session) -> Option<f64> {
    if let Some(metres) = session.pool_length {
        return Some(metres * session.lengths.iter().filter(|l| l.active).count() as f64);
    }
    let last = session.records.iter().rev().find_map(|r| r.distance);
    let stated: f64 = session.laps.iter().map(|lap| lap.distance).sum();
    last.or((stated > 0.0).then_some(stated))
}

/// The field numbers that laps and sessions do not share.
struct Numbers {
    heart_rate: [u8; 2],
    cadence: [u8; 3],
    power: [u8; 2],
    speed: [u8; 2],
    balance: u8,
    torque: [u8; 4],
    phases: [u8; 4],
    dynamics: [u8; 5],
    standing: [u8; 2],
}

const OF_LAP: Numbers = Numbers {
    heart_rate: [15, 16],
    cadence: [17, 18, 80],
    power: [19, 20],
    speed: [110, 111],
    balance: 34,
    torque: [91, 92, 93, 94],
    phases: [102, 103, 104, 105],
    dynamics: [77, 79, 118, 119, 120],
    standing: [98, 99],
};

const OF_SESSION: Numbers = Numbers {
    heart_rate: [16, 17],
    cadence: [18, 19, 92],
    power: [20, 21],
    speed: [124, 125],
    balance: 37,
    torque: [101, 102, 103, 104],
    phases: [116, 117, 118, 119],
    dynamics: [89, 91, 132, 133, 134],
    standing: [112, 113],
};

/// The `lap` message.
pub(super) fn lap(activity: &Activity, session: &Session, index: u16, lap: &Lap) -> Message {
    let metres = distance(session);
    let mut draft = Draft::new(MesgNum::LAP)
        .u16(254, index)
        .u32(253, stamp(activity, lap.end))
        .code(0, LAP)
        .code(1, STOP)
        .u32(2, stamp(activity, lap.start))
        .u32(7, quantised(lap.end - lap.start, 1000.0))
        .u32(8, quantised(timer(session, lap.start, lap.end), 1000.0))
        .u32(9, metres.map_or(u32::MAX, |_| quantised(lap.distance, 100.0)));
    if session.pool_length.is_some() {
        let within = |l: &&crate::activity::Length| l.start >= lap.start && l.end <= lap.end;
        let (all, active) = (
            session.lengths.iter().filter(within).count(),
            session.lengths.iter().filter(within).filter(|l| l.active).count(),
        );
        draft = draft.u16(32, all as u16).u16(40, active as u16);
    }
    draft = averages(draft, &OF_LAP, session, lap.start, lap.end, lap.distance);
    if let Some(step) = lap.step {
        draft = draft.u16(71, step);
    }
    if let Some(intensity) = lap.intensity {
        draft = draft.code(23, intensity);
    }
    draft.code(24, lap.trigger).code(25, session.sport).code(39, session.sub_sport).done()
}

/// The `session` message; `laps_so_far` counts this session's laps too.
pub(super) fn session(activity: &Activity, index: usize, laps_so_far: u16) -> Message {
    let session = &activity.sessions[index];
    let laps = laps_of(session).len() as u16;
    let metres = distance(session);
    let mut draft = Draft::new(MesgNum::SESSION)
        .u16(254, index as u16)
        .u32(253, stamp(activity, session.end))
        .code(0, SESSION)
        .code(1, STOP)
        .u32(2, stamp(activity, session.start))
        .u32(7, quantised(session.end - session.start, 1000.0))
        .u32(8, quantised(timer(session, session.start, session.end), 1000.0))
        .u32(9, metres.map_or(u32::MAX, |m| quantised(m, 100.0)))
        .u16(25, laps_so_far - laps)
        .u16(26, laps)
        .code(28, 0);
    if let Some(length) = session.pool_length {
        let active = session.lengths.iter().filter(|l| l.active).count();
        draft = draft
            .u16(33, session.lengths.len() as u16)
            .u16(47, active as u16)
            .u16(44, quantised(length, 100.0) as u16)
            .code(46, 0);
    }
    draft = averages(draft, &OF_SESSION, session, session.start, session.end, metres.unwrap_or(0.0));
    draft.code(5, session.sport).code(6, session.sub_sport).done()
}

/// The averages that the records of `from..=to` give; what no record holds is not written.
fn averages(draft: Draft, n: &Numbers, session: &Session, from: f64, to: f64, metres: f64) -> Draft {
    let all = Window { records: &session.records, from, to };
    let mut draft = draft;
    if let Some((mean, most)) = all.mean_and_max(|r| r.heart_rate) {
        draft = draft.u8(n.heart_rate[0], mean.round() as u8).u8(n.heart_rate[1], most.round() as u8);
    }
    // Devices leave zeros out of the average cadence, not out of the average power.
    if let Some((mean, most)) = all.mean_and_max(|r| r.cadence.filter(|c| *c > 0.0)) {
        let parts = quantised(mean, 128.0);
        draft = draft.u8(n.cadence[0], (parts / 128) as u8).u8(n.cadence[1], most as u8);
        draft = draft.u8(n.cadence[2], (parts % 128) as u8);
    }
    if let Some((mean, most)) = all.mean_and_max(|r| r.power) {
        draft = draft.u16(n.power[0], mean.round() as u16).u16(n.power[1], most.round() as u16);
    }
    if let Some((_, most)) = all.mean_and_max(|r| r.speed) {
        let mean = metres / timer(session, from, to).max(1.0);
        draft = draft.u32(n.speed[0], quantised(mean, 1000.0)).u32(n.speed[1], quantised(most, 1000.0));
    }
    if let Some((mean, flag)) = all.left_right() {
        draft = draft.u16(n.balance, flag | quantised(mean, 100.0) as u16);
    }
    let pairs = [(0, all.mean_pair(|r| r.torque_effectiveness)), (2, all.mean_pair(|r| r.pedal_smoothness))];
    for (at, pair) in pairs {
        if let Some((left, right)) = pair {
            draft = draft
                .u8(n.torque[at], quantised(left, 2.0) as u8)
                .u8(n.torque[at + 1], quantised(right, 2.0) as u8);
        }
    }
    let phases: [Read<(f64, f64)>; 4] = [
        |r| r.left_power_phase,
        |r| r.left_power_phase_peak,
        |r| r.right_power_phase,
        |r| r.right_power_phase_peak,
    ];
    for (number, of) in n.phases.into_iter().zip(phases) {
        if let Some(mean) = all.mean_pair(of) {
            draft = draft.u8s(number, record::phase(Some(mean)));
        }
    }
    let dynamics: [(Read<f64>, f64); 5] = [
        (|r| r.vertical_oscillation, 10.0),
        (|r| r.stance_time, 10.0),
        (|r| r.vertical_ratio, 100.0),
        (|r| r.stance_balance, 100.0),
        (|r| r.step_length, 10.0),
    ];
    for (number, (of, scale)) in n.dynamics.into_iter().zip(dynamics) {
        if let Some((mean, _)) = all.mean_and_max(of) {
            draft = draft.u16(number, quantised(mean, scale) as u16);
        }
    }
    if !session.positions.is_empty() {
        let (seconds, count) = standing(session, from, to);
        draft = draft.u32(n.standing[0], quantised(seconds, 1000.0)).u16(n.standing[1], count);
    }
    draft
}

/// Seconds out of the saddle between `from` and `to`, and how often the rider stood up.
fn standing(session: &Session, from: f64, to: f64) -> (f64, u16) {
    let ends = session.positions.iter().map(|p| p.0).skip(1).chain([session.end]);
    let stands = session.positions.iter().zip(ends).filter(|((_, up), _)| *up);
    let spans = stands.map(|(&(start, _), end)| (start, (end.min(to) - start.max(from)).max(0.0)));
    spans.fold((0.0, 0), |(seconds, count), (start, length)| {
        (seconds + length, count + u16::from(start >= from && start < to))
    })
}

/// What one record says.
type Read<T> = fn(&Record) -> Option<T>;

/// The records between two instants.
struct Window<'a> {
    records: &'a [Record],
    from: f64,
    to: f64,
}

impl Window<'_> {
    fn values<T>(&self, of: impl Fn(&Record) -> Option<T>) -> Vec<T> {
        let inside = |r: &&Record| r.at >= self.from && r.at <= self.to;
        self.records.iter().filter(inside).filter_map(of).collect()
    }

    fn mean_and_max(&self, of: impl Fn(&Record) -> Option<f64>) -> Option<(f64, f64)> {
        let values = self.values(of);
        let most = values.iter().copied().reduce(f64::max)?;
        Some((values.iter().sum::<f64>() / values.len() as f64, most))
    }

    fn mean_pair(&self, of: impl Fn(&Record) -> Option<(f64, f64)> + Copy) -> Option<(f64, f64)> {
        let (first, _) = self.mean_and_max(|r| of(r).map(|pair| pair.0))?;
        let (second, _) = self.mean_and_max(|r| of(r).map(|pair| pair.1))?;
        Some((first, second))
    }

    /// The mean of the balance over pedalling records, and the flag that says whether the right side is meant.
    fn left_right(&self) -> Option<(f64, u16)> {
        let pedalling = |r: &Record| r.cadence.is_none_or(|c| c > 0.0);
        let bytes = self.values(|r| r.left_right_balance.filter(|b| *b != u8::MAX && pedalling(r)));
        let flag = if bytes.first()? & 0x80 == 0 { 0 } else { 0x8000 };
        let sum: f64 = bytes.iter().map(|b| f64::from(b & 0x7F)).sum();
        Some((sum / bytes.len() as f64, flag))
    }
}
