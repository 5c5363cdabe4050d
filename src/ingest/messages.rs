//! The messages besides `record`: which are used, what is kept of them, and how many of a kind.

use super::profile::{Translator, Value};
use super::wire::Message;
use crate::model::{Notice, NoticeCode};
use std::collections::BTreeMap;

/// Global numbers of the messages that are used.
pub(super) mod kind {
    pub(crate) const FILE_ID: u16 = 0;
    pub(crate) const SPORT: u16 = 12;
    pub(crate) const SESSION: u16 = 18;
    pub(crate) const LAP: u16 = 19;
    pub(crate) const RECORD: u16 = 20;
    pub(crate) const EVENT: u16 = 21;
    pub(crate) const DEVICE_INFO: u16 = 23;
    pub(crate) const WORKOUT: u16 = 26;
    pub(crate) const WORKOUT_STEP: u16 = 27;
    pub(crate) const ACTIVITY: u16 = 34;
    pub(crate) const LENGTH: u16 = 101;
    pub(crate) const TIMESTAMP_CORRELATION: u16 = 162;
    pub(crate) const SET: u16 = 225;
    pub(crate) const EXERCISE_TITLE: u16 = 264;

    /// What messages of this kind are called.
    pub(super) fn words(global: u16) -> &'static str {
        match global {
            SESSION => "sessions",
            LAP => "laps",
            RECORD => "records",
            EVENT => "events",
            DEVICE_INFO => "device messages",
            WORKOUT_STEP => "workout steps",
            LENGTH => "lengths",
            SET => "sets",
            _ => "messages of one kind",
        }
    }
}

/// The fields that are used of each message, and those that the profile needs to name them. An [`Entry`] holds no others.
const USED: [(u16, &[u8]); 12] = [
    (kind::FILE_ID, &[0, 1, 2, 3, 4, 8]),
    (kind::SPORT, &[0, 1, 3]),
    (kind::SESSION, &[2, 5, 6, 7, 8, 9, 14, 16, 18, 20, 37, 44, 47, 91, 92, 110, 124, 133]),
    (kind::LAP, &[2, 7, 8, 9, 23, 24, 25, 38, 39, 71]),
    (kind::DEVICE_INFO, &[0, 1, 2, 3, 4, 25, 27]),
    (kind::WORKOUT, &[8]),
    (kind::WORKOUT_STEP, &[0, 1, 2, 4, 7, 8, 10, 11, 254]),
    (kind::ACTIVITY, &[5]),
    (kind::LENGTH, &[2, 3, 4, 5, 7, 12]),
    (kind::TIMESTAMP_CORRELATION, &[3]),
    (kind::SET, &[0, 3, 4, 5, 6, 7, 8, 11, 254]),
    (kind::EXERCISE_TITLE, &[0, 1, 2]),
];

/// How many messages of a kind are kept. A message can take a single byte of a file and a thousand of memory, so what
/// no recording holds is left out, with a notice.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Records: at one a second, four months.
    pub(super) records: usize,
    /// Sessions: one a day, 27 years.
    pub(super) sessions: usize,
    /// Events that are used. Public files hold up to 600 events of all sorts.
    pub(super) events: usize,
    /// Messages of any other kind. Public files hold up to 350 of one.
    pub(super) others: usize,
}

impl Limits {
    /// The limits in force.
    pub(super) const HOLD: Self =
        Self { records: 10_000_000, sessions: 10_000, events: 1_000_000, others: 100_000 };

    fn of(&self, global: u16) -> usize {
        match global {
            kind::RECORD => self.records,
            kind::SESSION => self.sessions,
            kind::EVENT => self.events,
            _ => self.others,
        }
    }
}

/// A message that was kept: raw integers and what the profile says.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its timestamp, s since the FIT epoch.
    pub(crate) time: Option<u32>,
    /// The part of a chained file.
    pub(crate) part: u32,
    raw: Vec<(u8, Vec<Option<i64>>)>,
    named: Vec<(u8, Value)>,
}

impl Entry {
    /// Moves the message's timestamp and the fields that hold a FIT time.
    pub(crate) fn shift(&mut self, fields: &[u8], shift: impl Fn(u32) -> u32) {
        self.time = self.time.map(&shift);
        for (_, values) in self.raw.iter_mut().filter(|(number, _)| fields.contains(number)) {
            for value in values.iter_mut().flatten() {
                *value = u32::try_from(*value).map_or(*value, |time| i64::from(shift(time)));
            }
        }
    }

    /// A field's raw integer: times and numbers of enumerations.
    pub(crate) fn integer(&self, number: u8) -> Option<i64> {
        self.integers(number).first().copied().flatten()
    }

    /// A field's raw integer in a narrower type.
    pub(crate) fn raw<T: TryFrom<i64>>(&self, number: u8) -> Option<T> {
        self.integer(number).and_then(|value| T::try_from(value).ok())
    }

    /// All raw integers of an array field.
    pub(crate) fn integers(&self, number: u8) -> &[Option<i64>] {
        self.raw.iter().find(|(of, _)| *of == number).map_or(&[], |(_, values)| values)
    }

    /// A field's value, scaled.
    pub(crate) fn number(&self, number: u8) -> Option<f64> {
        match self.value(number)? {
            Value::Number(value) => Some(*value),
            Value::Many(values) => match values.first()? {
                Some(Value::Number(value)) => Some(*value),
                _ => None,
            },
            Value::Text(_) | Value::Time(_) => None,
        }
    }

    /// The profile's name for a field's value, or its number where the profile has none.
    pub(crate) fn name(&self, number: u8) -> Option<String> {
        match self.value(number)? {
            Value::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Value::Number(value) => Some(value.to_string()),
            Value::Time(_) | Value::Many(_) => None,
        }
    }

    fn value(&self, number: u8) -> Option<&Value> {
        self.named.iter().find(|(of, _)| *of == number).map(|(_, value)| value)
    }
}

/// An event that is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Event {
    /// When it happened, s since the FIT epoch.
    pub(crate) time: u32,
    /// The part of a chained file.
    pub(crate) part: u32,
    /// What happened.
    pub(crate) what: Happened,
}

/// What an event tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Happened {
    /// The timer started.
    Started,
    /// The timer stopped.
    Stopped,
    /// The rider sat down.
    Sat,
    /// The rider stood up.
    Stood,
}

impl Event {
    fn of(message: &Message<'_>) -> Option<Self> {
        /// FIT `event`.
        const TIMER: i64 = 0;
        const RIDER_POSITION: i64 = 44;
        let what = match (message.integer(0)?, message.integer(1), message.integer(3)) {
            (TIMER, Some(0), _) => Happened::Started,
            // stop, stop_all, stop_disable, stop_disable_all
            (TIMER, Some(1 | 4 | 8 | 9), _) => Happened::Stopped,
            // Positions in transition are left out: the settled position follows.
            (RIDER_POSITION, _, Some(0)) => Happened::Sat,
            (RIDER_POSITION, _, Some(1)) => Happened::Stood,
            _ => return None,
        };
        Some(Self { time: message.time?, part: message.part, what })
    }
}

/// What is kept of a file's messages, in the order of the file.
#[derive(Debug)]
pub(crate) struct Messages {
    kept: BTreeMap<u16, Vec<Entry>>,
    events: Vec<Event>,
    limits: Limits,
    /// How many of a kind were left out, and where the first of them stands.
    left_out: BTreeMap<u16, (usize, u64)>,
    /// How many messages hold fields that the profile refused, and of the first its number, place and fields.
    refused: Option<(usize, u16, u64, Vec<u8>)>,
}

impl Messages {
    /// None yet.
    pub(super) fn new(limits: Limits) -> Self {
        Self { kept: BTreeMap::new(), events: Vec::new(), limits, left_out: BTreeMap::new(), refused: None }
    }

    /// Takes in a message, where it is of a kind that is used.
    pub(super) fn take(&mut self, message: &Message<'_>, translator: &mut Translator) {
        let global = message.global();
        if global == kind::EVENT {
            if let Some(event) = Event::of(message)
                && self.have_room(message, self.events.len())
            {
                self.events.push(event);
            }
            return;
        }
        let Some((_, used)) = USED.iter().find(|(of, _)| *of == global) else { return };
        if !self.have_room(message, self.of(global).len()) {
            return;
        }
        let translation = translator.translate(message, |number| used.contains(&number));
        if !translation.refused.is_empty() {
            let first = (0, global, message.offset, translation.refused);
            self.refused.get_or_insert(first).0 += 1;
        }
        let raw = message.definition.fields.iter().filter(|field| used.contains(&field.number));
        let raw = raw.map(|field| (field.number, message.integers(field.number)));
        let entry = Entry {
            time: message.time,
            part: message.part,
            raw: raw.filter(|(_, values)| values.iter().any(Option::is_some)).collect(),
            named: translation.fields.into_iter().map(|field| (field.number, field.value)).collect(),
        };
        self.kept.entry(global).or_default().push(entry);
    }

    /// Whether there is room for a message where so many of its kind are kept; where there is none, it is booked.
    pub(super) fn have_room(&mut self, message: &Message<'_>, kept: usize) -> bool {
        let room = kept < self.limits.of(message.global());
        if !room {
            self.left_out.entry(message.global()).or_insert((0, message.offset)).0 += 1;
        }
        room
    }

    /// The messages of one kind.
    pub(super) fn of(&self, global: u16) -> &[Entry] {
        self.kept.get(&global).map_or(&[], Vec::as_slice)
    }

    /// The messages of one kind in one part of a chained file.
    pub(super) fn of_part(&self, global: u16, part: u32) -> &[Entry] {
        let all = self.of(global);
        let from = all.partition_point(|entry| entry.part < part);
        let to = all.partition_point(|entry| entry.part <= part);
        &all[from..to]
    }

    /// The events.
    pub(super) fn events(&self) -> &[Event] {
        &self.events
    }

    /// Moves the times of all messages; `fields` are those of a kind that hold one besides its timestamp.
    pub(super) fn shift(&mut self, fields: impl Fn(u16) -> &'static [u8], shift: impl Fn(u32) -> u32) {
        for (global, entries) in &mut self.kept {
            entries.iter_mut().for_each(|entry| entry.shift(fields(*global), &shift));
        }
        self.events.iter_mut().for_each(|event| event.time = shift(event.time));
    }

    /// Whether all that the file holds was kept.
    pub(super) fn are_complete(&self) -> bool {
        self.left_out.is_empty()
    }

    /// What was odd.
    pub(super) fn notices(&self) -> impl Iterator<Item = Notice> {
        let refused = self.refused.iter().map(|(count, global, offset, fields)| {
            Notice::new(
                NoticeCode::UnreadableMessage,
                format!(
                    "{count} messages hold fields that do not fit the FIT profile (first: fields {fields:?} of message \
                     {global} at byte {offset}): these fields were left out, the others kept"
                ),
            )
        });
        let left_out = self.left_out.iter().map(|(global, (count, offset))| {
            Notice::new(
                NoticeCode::TooManyMessages,
                format!(
                    "the file holds more {} than any recording: the first {} were kept, {count} more from byte {offset} \
                     on were left out",
                    kind::words(*global),
                    self.limits.of(*global)
                ),
            )
        });
        refused.chain(left_out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::fixture::{Data, ENUM, START, U32};
    use crate::ingest::wire::Fit;

    fn messages(data: &Data, limits: Limits) -> Messages {
        let (file, mut messages, mut translator) = (data.file(), Messages::new(limits), Translator::new());
        Fit::of(&file).unwrap().walk(|message| messages.take(message, &mut translator));
        messages
    }

    #[test]
    fn only_events_that_are_used_are_kept() {
        // One of no field at all, one of a lap, and one without a time.
        let data = Data::new().define(0, 21, &[]).message(0, &[]).timer(START, 0).timer(START + 5, 4);
        let data = data.define(1, 21, &[(253, 4, U32), (0, 1, ENUM), (1, 1, ENUM)]);
        let data = data.message(1, &[(START.into(), 4), (9, 1), (1, 1)]);
        let data = data.define(2, 21, &[(0, 1, ENUM), (1, 1, ENUM)]).message(2, &[(0, 1), (0, 1)]);
        let events = messages(&data, Limits::HOLD);
        let found: Vec<(u32, Happened)> =
            events.events().iter().map(|event| (event.time, event.what)).collect();
        assert_eq!(found, [(START, Happened::Started), (START + 5, Happened::Stopped)]);
        assert!(size_of::<Event>() <= 12);
    }

    #[test]
    fn only_the_fields_that_are_used_are_kept() {
        let data = Data::new().define(1, 19, &[(2, 4, U32), (7, 4, U32), (21, 4, U32), (9, 4, U32)]);
        let data = data.message(1, &[(START.into(), 4), (60_000, 4), (1, 4), (0xFFFF_FFFF, 4)]);
        let laps = messages(&data, Limits::HOLD);
        let [lap] = laps.of(kind::LAP) else { panic!() };
        assert_eq!((lap.raw(2), lap.number(7), lap.number(9)), (Some(START), Some(60.0), None));
        assert_eq!((lap.raw.len(), lap.named.len()), (2, 2), "{lap:?}");
    }

    #[test]
    fn what_no_recording_holds_is_left_out_and_said() {
        let data =
            (0..5).fold(Data::new(), |data, lap| data.timer(START + lap, 0).session(1, 0, START + lap, 1));
        let limits = Limits { sessions: 2, events: 3, ..Limits::HOLD };
        let found = messages(&data, limits);
        assert_eq!(
            (found.of(kind::SESSION).len(), found.events().len(), found.are_complete()),
            (2, 3, false)
        );
        let said: Vec<String> = found.notices().map(|notice| notice.message).collect();
        assert!(
            said[0].contains("more sessions than any recording: the first 2 were kept, 3 more from byte"),
            "{said:?}"
        );
        assert!(
            said[1].contains("more events than any recording: the first 3 were kept, 2 more"),
            "{said:?}"
        );
        assert!(messages(&data, Limits::HOLD).are_complete());
    }
}
