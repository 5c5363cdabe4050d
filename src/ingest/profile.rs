//! The few messages other than `record`, with their names and scales, through fitparser.
//!
//! fitparser gets a small well-formed stream, fed message by message: a header, each definition, each message, freed
//! of what it is known to stumble over (developer fields, sizes that fit no type, 64-bit times). So one bad message
//! costs only itself, and of a bad message only the bad field. Developer fields are read by [`super::developer`].

use super::wire::{Base, Definition, Message, TIMESTAMP};
use fitparser::Value as Foreign;
use fitparser::de::{DecodeOption, FitObject, FitStreamProcessor};
use jiff::{Timestamp, tz::Offset};

/// A header that promises more data than will come, so that the reader never waits for a checksum.
const HEADER: [u8; 14] = [14, 0x20, 0, 0, 0, 0, 0xFF, 0x7F, b'.', b'F', b'I', b'T', 0, 0];

/// Fields that hold a local time, as message and field: fitparser reads them in the host's time zone, so they are kept
/// from it and read here. (activity, schedule, monitoring, its info, time correlation, skin temperature.)
const LOCAL_TIMES: [(u16, u8); 6] = [(34, 5), (28, 6), (55, 11), (103, 0), (162, 3), (398, 0)];

/// Seconds from the Unix epoch to the FIT epoch, 1989-12-31T00:00:00Z.
pub(crate) const FIT_EPOCH: i64 = 631_065_600;

/// A value as the profile gives it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// A number, scaled.
    Number(f64),
    /// A name or a text.
    Text(String),
    /// An instant, s since the Unix epoch.
    Time(i64),
    /// An array; invalid elements are nothing.
    Many(Vec<Option<Value>>),
}

/// A field with its name in the profile.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Named {
    /// The field's number.
    pub(crate) number: u8,
    /// Its name.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: Value,
    /// Its unit; empty where it has none.
    pub(crate) units: String,
}

/// What the profile made of a message.
#[derive(Debug, Clone, Default)]
pub(crate) struct Translation {
    /// The message's name (`session`).
    pub(crate) name: String,
    /// Its fields, in order of their numbers.
    pub(crate) fields: Vec<Named>,
    /// Numbers of the fields that could not be read.
    pub(crate) refused: Vec<u8>,
}

/// Feeds fitparser.
pub(crate) struct Translator {
    reader: FitStreamProcessor,
    ready: bool,
    kept: Vec<(usize, usize)>,
    scratch: Vec<u8>,
}

impl Translator {
    /// A translator that has seen nothing.
    pub(crate) fn new() -> Self {
        Self { reader: FitStreamProcessor::new(), ready: false, kept: Vec::new(), scratch: Vec::new() }
    }

    /// A reader that remembers nothing: fitparser adds accumulated fields up from message to message in the field's own
    /// width, which overflows. What we accumulate comes from raw integers.
    fn forget(&mut self) {
        self.reader = FitStreamProcessor::new();
        self.reader.add_option(DecodeOption::KeepCompositeFields);
        self.reader.add_option(DecodeOption::SkipDataCrcValidation);
        self.ready = self.reader.deserialize_next(&HEADER).is_ok();
    }

    /// What the profile makes of the fields of a message that are wanted.
    pub(crate) fn translate(&mut self, message: &Message<'_>, wanted: impl Fn(u8) -> bool) -> Translation {
        self.define(message.definition, &wanted);
        let mut done = self.feed(message).unwrap_or_else(|| self.field_by_field(message, &wanted));
        done.fields.extend(local_times(message).filter(|field| wanted(field.number)));
        done
    }

    /// Reads each field on its own, so that only what is bad is lost.
    fn field_by_field(&mut self, message: &Message<'_>, wanted: impl Fn(u8) -> bool) -> Translation {
        let mut all = Translation::default();
        for field in message.definition.fields.iter().filter(|field| wanted(field.number)) {
            self.define(message.definition, |number| number == field.number);
            if self.kept.is_empty() {
                continue;
            }
            match self.feed(message) {
                Some(one) => {
                    all.name = one.name;
                    all.fields.extend(one.fields);
                }
                None => all.refused.push(field.number),
            }
        }
        all
    }

    /// Defines local message 0 with those fields of `definition` that are well-formed and wanted.
    fn define(&mut self, definition: &Definition, wanted: impl Fn(u8) -> bool) {
        self.forget();
        self.kept.clear();
        self.scratch.clear();
        let global = definition.global;
        let order = if definition.big { global.to_be_bytes() } else { global.to_le_bytes() };
        self.scratch.extend([0x40, 0, u8::from(definition.big), order[0], order[1], 0]);
        let mut count = 0u8;
        for field in &definition.fields {
            let fits = match field.base() {
                None => false,
                // A time of 64 bits would overflow the reader's calendar.
                Some(base) => base.size() < 8 && (field.number != TIMESTAMP || base == Base::Uint32),
            };
            let wanted = wanted(field.number) && !LOCAL_TIMES.contains(&(global, field.number));
            if let (true, Ok(size)) = (fits && wanted && count < u8::MAX, u8::try_from(field.size)) {
                self.scratch.extend([field.number, size, field.base_byte]);
                self.kept.push((field.at, field.size));
                count += 1;
            }
        }
        if let Some(byte) = self.scratch.get_mut(5) {
            *byte = count;
        }
        self.ready = self.ready && self.reader.deserialize_next(&self.scratch).is_ok();
    }

    /// Feeds a message of the definition that was fed last.
    fn feed(&mut self, message: &Message<'_>) -> Option<Translation> {
        if !self.ready {
            return None;
        }
        self.scratch.clear();
        self.scratch.push(0);
        for (at, size) in &self.kept {
            self.scratch.extend(message.body.get(*at..at + size)?);
        }
        let Ok((_, FitObject::DataMessage(data))) = self.reader.deserialize_next(&self.scratch) else {
            return None;
        };
        let record = self.reader.decode_message(data).ok()?;
        let name = record.kind().to_string();
        let fields = record.into_vec().into_iter().filter_map(|field| {
            let (number, name, units) = (field.number(), field.name().to_owned(), field.units().to_owned());
            Some(Named { number, name, value: native(field.into_value())?, units })
        });
        Some(Translation { name, fields: fields.collect(), refused: Vec::new() })
    }
}

/// The local times of a message, as date and time without a zone.
fn local_times(message: &Message<'_>) -> impl Iterator<Item = Named> {
    let fields = LOCAL_TIMES.iter().filter(|(of, _)| *of == message.global());
    fields.filter_map(|(_, number)| {
        let second = message.integer(*number)?.checked_add(FIT_EPOCH)?;
        let local = Offset::UTC.to_datetime(Timestamp::from_second(second).ok()?);
        let (name, units) = ("local_timestamp".to_owned(), String::new());
        Some(Named { number: *number, name, value: Value::Text(local.to_string()), units })
    })
}

/// A value of fitparser's as one of ours; nothing where it is invalid.
fn native(value: Foreign) -> Option<Value> {
    Some(match value {
        Foreign::Invalid => return None,
        Foreign::String(text) => Value::Text(text),
        Foreign::Timestamp(_) => Value::Time(TryInto::<i64>::try_into(&value).ok()?),
        Foreign::Array(values) => Value::Many(values.into_iter().map(native).collect()),
        other => Value::Number(TryInto::<f64>::try_into(other).ok().filter(|number| number.is_finite())?),
    })
}
