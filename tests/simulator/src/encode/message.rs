//! The messages beside records, laps and sessions.

use super::{Draft, quantised, stamp, summary};
use crate::activity::{Activity, Length, Sensor, Session, Set, Step, Workout};
use rustyfit::{profile::typedef::MesgNum, proto::Message};

/// FIT event numbers.
pub(super) const TIMER: u8 = 0;
pub(super) const LAP: u8 = 9;
pub(super) const SESSION: u8 = 8;
const ACTIVITY: u8 = 26;
const LENGTH: u8 = 28;
const RIDER_POSITION_CHANGE: u8 = 44;
/// FIT event types.
pub(super) const START: u8 = 0;
pub(super) const STOP: u8 = 1;
const MARKER: u8 = 3;
pub(super) const STOP_ALL: u8 = 4;

pub(super) fn file_id(activity: &Activity, kind: u8) -> Message {
    Draft::new(MesgNum::FILE_ID)
        .code(0, kind)
        .u16(1, activity.manufacturer)
        .u16(2, activity.product)
        .serial(3, activity.serial)
        .u32(4, activity.start)
        .done()
}

pub(super) fn device(activity: &Activity) -> Message {
    Draft::new(MesgNum::DEVICE_INFO)
        .u32(253, activity.start)
        .u8(0, 0)
        .u16(2, activity.manufacturer)
        .serial(3, activity.serial)
        .u16(4, activity.product)
        .u16(5, 1203)
        .code(25, 5)
        .done()
}

pub(super) fn sensor(activity: &Activity, index: usize, sensor: &Sensor) -> Message {
    Draft::new(MesgNum::DEVICE_INFO)
        .u32(253, activity.start)
        .u8(0, index as u8 + 1)
        .u8(1, sensor.device_type)
        .u16(2, sensor.manufacturer)
        .serial(3, sensor.serial)
        .u16(4, sensor.product)
        .code(25, 1)
        .done()
}

pub(super) fn event(activity: &Activity, at: f64, event: u8, kind: u8, data: u32) -> Message {
    Draft::new(MesgNum::EVENT)
        .u32(253, stamp(activity, at))
        .u32(3, data)
        .code(0, event)
        .code(1, kind)
        .u8(4, 0)
        .done()
}

/// The rider sits down or stands up.
pub(super) fn position(activity: &Activity, at: f64, standing: bool) -> Message {
    event(activity, at, RIDER_POSITION_CHANGE, MARKER, u32::from(standing))
}

pub(super) fn length(activity: &Activity, session: &Session, index: usize, length: &Length) -> Message {
    let seconds = length.end - length.start;
    let rate = f64::from(length.strokes) * 60.0 / seconds;
    // A drill length has no strokes and no speed: the swimmer types its distance in.
    let speed = if length.strokes > 0 { session.pool_length.unwrap_or(0.0) / seconds } else { 0.0 };
    let draft = Draft::new(MesgNum::LENGTH)
        .u16(254, index as u16)
        .u32(253, stamp(activity, length.end))
        .code(0, LENGTH)
        .code(1, STOP)
        .u32(2, stamp(activity, length.start))
        .u32(3, quantised(seconds, 1000.0))
        .u32(4, quantised(seconds, 1000.0))
        .code(12, u8::from(length.active));
    if length.active {
        draft
            .u16(5, length.strokes)
            .u16(6, quantised(speed, 1000.0) as u16)
            .code(7, length.stroke)
            .u8(9, rate.round() as u8)
            .done()
    } else {
        draft.u16(5, u16::MAX).u16(6, u16::MAX).code(7, u8::MAX).u8(9, u8::MAX).done()
    }
}

pub(super) fn set(activity: &Activity, index: usize, set: &Set, guesses: usize) -> Message {
    let category = |i: usize| set.guesses.get(i).map_or(u16::MAX, |g| g.0);
    let name = |i: usize| set.guesses.get(i).and_then(|g| g.1).unwrap_or(u16::MAX);
    let mut draft = Draft::new(MesgNum::SET)
        .u32(254, stamp(activity, set.start + set.duration))
        .u32(0, quantised(set.duration, 1000.0))
        .u32(6, stamp(activity, set.start))
        .u16(3, set.repetitions.unwrap_or(u16::MAX))
        .u16(4, set.weight.map_or(u16::MAX, |kg| quantised(kg, 16.0) as u16));
    if guesses > 0 {
        draft = draft.u16s(7, (0..guesses).map(category).collect()).u16s(8, (0..guesses).map(name).collect());
    }
    draft.u16(10, index as u16).u16(11, set.step.unwrap_or(u16::MAX)).u8(5, u8::from(set.active)).done()
}

pub(super) fn workout(workout: &Workout) -> Vec<Message> {
    let head = Draft::new(MesgNum::WORKOUT)
        .text(8, &workout.name)
        .u16(6, workout.steps.len() as u16)
        .code(4, workout.sport)
        .done();
    let steps = workout.steps.iter().enumerate().map(|(i, of)| step(i, of));
    let exercises: Vec<_> = workout
        .steps
        .iter()
        .filter_map(|of| of.exercise.map(|(category, name)| (category, name, &of.name)))
        .enumerate()
        .map(|(i, (category, name, title))| {
            Draft::new(MesgNum::EXERCISE_TITLE)
                .u16(254, i as u16)
                .text(2, title)
                .u16(0, category)
                .u16(1, name)
                .done()
        })
        .collect();
    std::iter::once(head).chain(steps).chain(exercises).collect()
}

fn step(index: usize, of: &Step) -> Message {
    let (kind, value, target) = match of {
        Step { repeat: Some((to, times)), .. } => (6, u32::from(*to), *times),
        Step { metres: Some(metres), .. } => (1, quantised(*metres, 100.0), 0),
        Step { seconds: Some(seconds), .. } => (0, quantised(*seconds, 1000.0), 0),
        _ => (5, u32::MAX, 0),
    };
    let mut draft = Draft::new(MesgNum::WORKOUT_STEP).u16(254, index as u16);
    if !of.name.is_empty() {
        draft = draft.text(0, &of.name);
    }
    draft = draft.u32(2, value).u32(4, target).code(1, kind).code(3, 2).code(7, of.intensity);
    if let Some((category, name)) = of.exercise {
        draft = draft.u16(10, category).u16(11, name);
    }
    draft.done()
}

pub(super) fn whole(activity: &Activity) -> Message {
    let end = activity.sessions.iter().map(|s| s.end).fold(0.0, f64::max);
    let timer: f64 = activity.sessions.iter().map(|s| summary::timer(s, s.start, s.end)).sum();
    let mut draft = Draft::new(MesgNum::ACTIVITY)
        .u32(253, stamp(activity, end))
        .u32(0, quantised(timer, 1000.0))
        .u16(1, activity.sessions.len() as u16);
    if let Some(offset) = activity.utc_offset {
        draft = draft.u32(5, stamp(activity, end).saturating_add_signed(offset));
    }
    draft.code(2, u8::from(activity.sessions.len() > 1)).code(3, ACTIVITY).code(4, STOP).done()
}
