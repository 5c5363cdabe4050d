//! Activities as FIT files, as a device writes them: one definition a session for its records, invalid values where a
//! sensor was silent, laps and events among the records in order of time, the summaries at the end.

mod draft;
mod message;
mod record;
mod summary;

use crate::activity::{Activity, Lap, Session, Workout};
use draft::Draft;
use rustyfit::{
    Encoder, Endianness, HeaderOption,
    proto::{FIT, FileHeader, Message, ProtocolVersion},
};
use std::{convert::Infallible, iter::Peekable, vec::IntoIter};

/// The profile version that stands in the header, major * 1000 + minor: fixed, so that a newer encoder gives the same bytes.
const PROFILE_VERSION: u16 = 21_205;

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
    let mut out = vec![message::file_id(activity, 4), message::device(activity)];
    out.extend(activity.sensors.iter().enumerate().map(|(i, s)| message::sensor(activity, i, s)));
    if let Some(workout) = &activity.workout {
        out.extend(message::workout(workout));
    }
    let mut first_lap = 0;
    for (index, session) in activity.sessions.iter().enumerate() {
        first_lap += session_body(activity, session, first_lap, &mut out);
        out.push(summary::session(activity, index, first_lap));
    }
    out.push(message::whole(activity));
    out
}

/// The FIT file of a workout alone: a plan, not something that was done.
#[must_use]
pub fn workout_file(activity: &Activity, workout: &Workout) -> Vec<u8> {
    let mut out = vec![message::file_id(activity, 5)];
    out.extend(message::workout(workout));
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

/// Writes the session's events, records, laps, lengths and sets in order of time; gives the number of laps.
fn session_body(activity: &Activity, session: &Session, first_lap: u16, out: &mut Vec<Message>) -> u16 {
    let timer = |at, kind| message::event(activity, at, message::TIMER, kind, 0);
    // What begins stands before the record of the same second, what ends after it.
    let mut begins = vec![(session.start, timer(session.start, message::START))];
    let mut ends = Vec::new();
    for &(from, to) in &session.pauses {
        ends.push((from, timer(from, message::STOP)));
        begins.push((to, timer(to, message::START)));
    }
    for &(at, standing) in &session.positions {
        begins.push((at, message::position(activity, at, standing)));
    }
    for (i, length) in session.lengths.iter().enumerate() {
        ends.push((length.end, message::length(activity, session, i, length)));
    }
    let guesses = session.sets.iter().map(|set| set.guesses.len()).max().unwrap_or(0);
    for (i, set) in session.sets.iter().enumerate() {
        ends.push((set.start + set.duration, message::set(activity, i, set, guesses)));
    }
    let laps = laps_of(session);
    for (i, lap) in laps.iter().enumerate() {
        ends.push((lap.end, summary::lap(activity, session, first_lap + i as u16, lap)));
    }
    ends.push((session.end, timer(session.end, message::STOP_ALL)));
    let mut begins = in_order(begins);
    let mut ends = in_order(ends);
    let columns = record::Columns::of(session);
    for record in &session.records {
        while let Some((_, message)) = ends.next_if(|(at, _)| *at < record.at) {
            out.push(message);
        }
        while let Some((_, message)) = begins.next_if(|(at, _)| *at <= record.at) {
            out.push(message);
        }
        out.push(columns.message(stamp(activity, record.at), record));
    }
    // Beginnings are left over only where there are no records to stand among.
    let left = in_order(begins.chain(ends).collect());
    out.extend(left.map(|(_, message)| message));
    laps.len() as u16
}

/// In order of time; at one instant as they come.
fn in_order(mut messages: Vec<(f64, Message)>) -> Peekable<IntoIter<(f64, Message)>> {
    messages.sort_by(|a, b| a.0.total_cmp(&b.0));
    messages.into_iter().peekable()
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
    use rustyfit::{
        Decoder,
        profile::{mesgdef, typedef::MesgNum},
        proto::Value,
    };

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
