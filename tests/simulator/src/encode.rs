//! Activities as FIT files, as a device writes them: one definition a session for its records, invalid values where a
//! sensor was silent, laps and events among the records in order of time, the summaries at the end.

mod draft;
mod record;
mod summary;

use crate::activity::{Activity, Lap, Length, Sensor, Session, Set, Step, Workout};
use draft::Draft;
use rustyfit::{
    Encoder, Endianness, HeaderOption,
    profile::typedef::MesgNum,
    proto::{FIT, FileHeader, Message, ProtocolVersion},
};
use std::convert::Infallible;

/// The profile version that stands in the header, major * 1000 + minor: fixed, so that a newer encoder gives the same bytes.
const PROFILE_VERSION: u16 = 21_205;
/// FIT event numbers.
const TIMER: u8 = 0;
const LAP: u8 = 9;
const SESSION: u8 = 8;
const ACTIVITY: u8 = 26;
const LENGTH: u8 = 28;
const RIDER_POSITION_CHANGE: u8 = 44;
/// FIT event types.
const START: u8 = 0;
const STOP: u8 = 1;
const MARKER: u8 = 3;
const STOP_ALL: u8 = 4;

/// How the messages are laid down in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Little-endian, each message with its timestamp.
    Plain,
    /// Big-endian, each message with its timestamp.
    BigEndian,
    /// Little-endian, timestamps compressed into the record headers where they fit.
    CompressedTimestamps,
}

/// The FIT file of `activity`.
#[must_use]
pub fn fit(activity: &Activity) -> Vec<u8> {
    write(messages(activity), Layout::Plain)
}

/// The messages of `activity`, in the order in which a device writes them. Leave some out, or reorder them, for odd files.
#[must_use]
pub fn messages(activity: &Activity) -> Vec<Message> {
    let mut out = vec![file_id(activity, 4), device(activity)];
    out.extend(activity.sensors.iter().enumerate().map(|(i, s)| sensor(activity, i, s)));
    if let Some(workout) = &activity.workout {
        out.extend(workout_messages(workout));
    }
    let mut first_lap = 0;
    for (index, session) in activity.sessions.iter().enumerate() {
        first_lap += session_body(activity, session, first_lap, &mut out);
        out.push(summary::session(activity, index, first_lap));
    }
    out.push(activity_message(activity));
    out
}

/// The FIT file of a workout alone: a plan, not something that was done.
#[must_use]
pub fn workout_file(activity: &Activity, workout: &Workout) -> Vec<u8> {
    let mut out = vec![file_id(activity, 5)];
    out.extend(workout_messages(workout));
    write(out, Layout::Plain)
}

/// Lays `messages` down in bytes, with a 14-byte header and both checksums.
///
/// # Panics
///
/// Where the encoder refuses the messages (none at all, or a text beyond 255 bytes): a fault of the simulation.
#[must_use]
pub fn write(messages: Vec<Message>, layout: Layout) -> Vec<u8> {
    let options = Encoder::builder().protocol_version(ProtocolVersion::V2);
    let mut encoder = match layout {
        Layout::Plain => options.header_option(HeaderOption::Normal(15)),
        Layout::BigEndian => {
            options.header_option(HeaderOption::Normal(15)).endianness(Endianness::BigEndian)
        }
        Layout::CompressedTimestamps => options.header_option(HeaderOption::Compressed(3)),
    }
    .build();
    let header = FileHeader { profile_version: PROFILE_VERSION, ..FileHeader::default() };
    let mut fit = FIT { file_header: header, messages, ..FIT::default() };
    let mut sink = Sink::default();
    encoder.encode(&mut sink, &mut fit).expect("the simulated messages are well formed");
    sink.bytes
}

/// The timestamp `at` seconds into `activity`, in whole seconds, as devices write it.
fn stamp(activity: &Activity, at: f64) -> u32 {
    activity.start.saturating_add_signed(at.floor() as i32)
}

fn file_id(activity: &Activity, kind: u8) -> Message {
    Draft::new(MesgNum::FILE_ID)
        .code(0, kind)
        .u16(1, activity.manufacturer)
        .u16(2, activity.product)
        .serial(3, activity.serial)
        .u32(4, activity.start)
        .done()
}

fn device(activity: &Activity) -> Message {
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

fn sensor(activity: &Activity, index: usize, sensor: &Sensor) -> Message {
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

fn event(activity: &Activity, at: f64, event: u8, kind: u8, data: u32) -> Message {
    Draft::new(MesgNum::EVENT)
        .u32(253, stamp(activity, at))
        .u32(3, data)
        .code(0, event)
        .code(1, kind)
        .u8(4, 0)
        .done()
}

/// Writes the session's events, records, laps, lengths and sets in order of time; gives the number of laps.
fn session_body(activity: &Activity, session: &Session, first_lap: u16, out: &mut Vec<Message>) -> u16 {
    let mut rest: Vec<(f64, Message)> =
        vec![(session.start, event(activity, session.start, TIMER, START, 0))];
    for &(from, to) in &session.pauses {
        rest.push((from, event(activity, from, TIMER, STOP, 0)));
        rest.push((to, event(activity, to, TIMER, START, 0)));
    }
    for &(at, standing) in &session.positions {
        rest.push((at, event(activity, at, RIDER_POSITION_CHANGE, MARKER, u32::from(standing))));
    }
    for (i, length) in session.lengths.iter().enumerate() {
        rest.push((length.end, length_message(activity, session, i, length)));
    }
    let guesses = session.sets.iter().map(|set| set.guesses.len()).max().unwrap_or(0);
    for (i, set) in session.sets.iter().enumerate() {
        rest.push((set.start + set.duration, set_message(activity, i, set, guesses)));
    }
    let laps = laps_of(session);
    for (i, lap) in laps.iter().enumerate() {
        rest.push((lap.end, summary::lap(activity, session, first_lap + i as u16, lap)));
    }
    rest.push((session.end, event(activity, session.end, TIMER, STOP_ALL, 0)));
    // A stable sort: at one instant, in the order above.
    rest.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut rest = rest.into_iter().peekable();
    let columns = record::Columns::of(session);
    for record in &session.records {
        while let Some((_, message)) = rest.next_if(|(at, _)| *at <= record.at) {
            out.push(message);
        }
        out.push(columns.message(stamp(activity, record.at), record));
    }
    out.extend(rest.map(|(_, message)| message));
    laps.len() as u16
}

/// The laps as they are written: one for the whole session where there are none.
fn laps_of(session: &Session) -> Vec<Lap> {
    if session.laps.is_empty() {
        let distance = summary::distance(session).unwrap_or(0.0);
        vec![Lap { start: session.start, end: session.end, distance, trigger: 7, ..Lap::default() }]
    } else {
        session.laps.clone()
    }
}

fn length_message(activity: &Activity, session: &Session, index: usize, length: &Length) -> Message {
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

fn set_message(activity: &Activity, index: usize, set: &Set, guesses: usize) -> Message {
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

fn workout_messages(workout: &Workout) -> Vec<Message> {
    let head = Draft::new(MesgNum::WORKOUT)
        .text(8, &workout.name)
        .u16(6, workout.steps.len() as u16)
        .code(4, workout.sport)
        .done();
    let steps = workout.steps.iter().enumerate().map(|(i, step)| step_message(i, step));
    let exercises: Vec<_> = workout
        .steps
        .iter()
        .filter_map(|step| step.exercise.map(|(category, name)| (category, name, &step.name)))
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

fn step_message(index: usize, step: &Step) -> Message {
    let (kind, value, target) = match step {
        Step { repeat: Some((to, times)), .. } => (6, u32::from(*to), *times),
        Step { metres: Some(metres), .. } => (1, quantised(*metres, 100.0), 0),
        Step { seconds: Some(seconds), .. } => (0, quantised(*seconds, 1000.0), 0),
        _ => (5, u32::MAX, 0),
    };
    let mut draft = Draft::new(MesgNum::WORKOUT_STEP).u16(254, index as u16);
    if !step.name.is_empty() {
        draft = draft.text(0, &step.name);
    }
    draft = draft.u32(2, value).u32(4, target).code(1, kind).code(3, 2).code(7, step.intensity);
    if let Some((category, name)) = step.exercise {
        draft = draft.u16(10, category).u16(11, name);
    }
    draft.done()
}

fn activity_message(activity: &Activity) -> Message {
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

/// `value` in steps of 1 / `scale`, to the nearest.
fn quantised(value: f64, scale: f64) -> u32 {
    (value * scale).round() as u32
}

/// The bytes written so far; the encoder returns to the header when all else is written.
#[derive(Default)]
struct Sink {
    bytes: Vec<u8>,
    at: usize,
}

impl embedded_io::ErrorType for Sink {
    type Error = Infallible;
}

impl embedded_io::Write for Sink {
    fn write(&mut self, buf: &[u8]) -> Result<usize, Infallible> {
        let end = self.at + buf.len();
        if self.bytes.len() < end {
            self.bytes.resize(end, 0);
        }
        self.bytes[self.at..end].copy_from_slice(buf);
        self.at = end;
        Ok(buf.len())
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

impl embedded_io::Seek for Sink {
    fn seek(&mut self, to: embedded_io::SeekFrom) -> Result<u64, Infallible> {
        let base = |from: usize, by: i64| from.saturating_add_signed(by as isize);
        self.at = match to {
            embedded_io::SeekFrom::Start(at) => at as usize,
            embedded_io::SeekFrom::End(by) => base(self.bytes.len(), by),
            embedded_io::SeekFrom::Current(by) => base(self.at, by),
        };
        Ok(self.at as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::Record;
    use rustyfit::{Decoder, profile::mesgdef, proto::Value};

    fn decode(bytes: &[u8]) -> Vec<Message> {
        let mut reader = bytes;
        let fit = Decoder::builder().expand_components(false).build().decode(&mut reader).unwrap().unwrap();
        assert!(reader.is_empty(), "bytes are left over");
        fit.messages
    }

    fn of(messages: &[Message], num: MesgNum) -> Vec<&Message> {
        messages.iter().filter(|m| m.num == num).collect()
    }

    /// A ride of 100 s with a pause of 20 s, a silent power meter at one second and one stand.
    fn ride() -> Activity {
        let record = |at: f64| Record {
            at,
            cadence: Some(if at < 10.0 { 0.0 } else { 88.0 }),
            power: (at as u32 != 50).then_some(150.0),
            left_right_balance: Some(0x80 | 49),
            left_power_phase: Some((-20.0, 204.0)),
            distance: Some(at * 8.0),
            speed: Some(8.0),
            ..Record::default()
        };
        let session = Session {
            sport: 2,
            sub_sport: 6,
            end: 100.0,
            records: (0..=100).map(|s| record(f64::from(s))).collect(),
            pauses: vec![(30.0, 50.0)],
            positions: vec![(0.0, false), (60.0, true), (75.0, false)],
            ..Session::default()
        };
        Activity {
            start: 1_100_000_000,
            utc_offset: Some(3600),
            manufacturer: 1,
            product: 3843,
            serial: 77,
            sessions: vec![session],
            ..Activity::default()
        }
    }

    #[test]
    fn a_session_states_timer_time_without_pauses_and_the_averages_of_its_records() {
        let messages = decode(&fit(&ride()));
        let session = mesgdef::Session::from(of(&messages, MesgNum::SESSION)[0]);
        assert_eq!((session.total_elapsed_time, session.total_timer_time), (100_000, 80_000));
        assert_eq!((session.avg_cadence, session.avg_power), (88, 150));
        assert_eq!(session.left_right_balance.0, 0x8000 | 4900);
        assert_eq!((session.time_standing, session.stand_count), (15_000, 1));
        assert_eq!(session.total_distance, 80_000);
        let activity = mesgdef::Activity::from(of(&messages, MesgNum::ACTIVITY)[0]);
        assert_eq!(activity.local_timestamp.0 - activity.timestamp.0, 3600);
        assert_eq!(activity.total_timer_time, 80_000);
    }

    #[test]
    fn a_silent_sensor_is_written_as_its_invalid_value_and_one_that_is_not_there_not_at_all() {
        let messages = decode(&fit(&ride()));
        let records = of(&messages, MesgNum::RECORD);
        assert_eq!(records.len(), 101);
        assert_eq!(mesgdef::Record::from(records[50]).power, u16::MAX);
        assert_eq!(mesgdef::Record::from(records[51]).power, 150);
        assert!(records.iter().all(|r| r.fields.iter().all(|f| f.num != mesgdef::Record::HEART_RATE)));
        // -20 degrees is 340, the step 242 of 256.
        assert_eq!(mesgdef::Record::from(records[1]).left_power_phase.as_ref(), [242, 145]);
    }

    #[test]
    fn the_three_layouts_hold_the_same_values() {
        let plain = decode(&fit(&ride()));
        for layout in [Layout::BigEndian, Layout::CompressedTimestamps] {
            let other = decode(&write(messages(&ride()), layout));
            assert_eq!(plain.len(), other.len());
            for (a, b) in plain.iter().zip(&other) {
                let sorted = |m: &Message| {
                    let mut fields: Vec<_> =
                        m.fields.iter().map(|f| (f.num, format!("{:?}", f.value))).collect();
                    fields.sort();
                    fields
                };
                assert_eq!((a.num, sorted(a)), (b.num, sorted(b)), "{layout:?}");
            }
        }
        assert!(write(messages(&ride()), Layout::CompressedTimestamps).len() < fit(&ride()).len());
    }

    #[test]
    fn events_stand_among_the_records_in_order_of_time() {
        let messages = decode(&fit(&ride()));
        let kinds: Vec<_> = of(&messages, MesgNum::EVENT)
            .iter()
            .map(|m| mesgdef::Event::from(*m))
            .map(|e| (e.timestamp.0 - 1_100_000_000, e.event.0, e.event_type.0, e.data))
            .collect();
        let expected =
            [(0, 0, 0, 0), (0, 44, 3, 0), (30, 0, 1, 0), (50, 0, 0, 0), (60, 44, 3, 1), (75, 44, 3, 0)];
        assert_eq!(kinds[..6], expected);
        assert_eq!(kinds[6], (100, 0, 4, 0));
        let stamps =
            messages.iter().filter_map(|m| m.fields.iter().find(|f| f.num == 253)).map(|f| match f.value {
                Value::Uint32(at) => at,
                _ => panic!("a timestamp that is no number"),
            });
        assert!(stamps.is_sorted());
    }

    #[test]
    fn running_cadence_keeps_its_half_stride() {
        let mut run = ride();
        run.sessions[0].sport = 1;
        run.sessions[0].records[20].cadence = Some(83.6);
        let messages = decode(&fit(&run));
        let record = mesgdef::Record::from(of(&messages, MesgNum::RECORD)[20]);
        assert_eq!((record.cadence, record.fractional_cadence), (83, 64));
    }
}
