//! Developer fields without their description, before it, and with another size than it says.

use super::{jog, odd};
use crate::activity::Activity;
use crate::bytes::{Header, body, definition, little_endian, wrap};
use crate::diary::Moment;
use crate::encode::{Layout, messages, write};
use crate::run::Recording;
use crate::samples::Sample;
use rustyfit::{
    profile::typedef::{FitBaseType, MesgNum},
    proto::{Field, Message, Value},
};

pub(super) fn samples() -> Vec<Sample> {
    let run = |week, day| jog(Moment::new(week, day, 7, 0), 5, Recording::EverySecond);
    vec![
        odd(
            "developer-field-undescribed.fit",
            file(&run(5, 2), None, 2),
            "each record has a developer field that nothing describes; an easy run of 5 min",
        ),
        odd(
            "developer-field-described-late.fit",
            file(&run(5, 4), Some(60), 2),
            "the developer field is described after a minute of records; an easy run of 5 min",
        ),
        odd(
            "developer-field-wrong-size.fit",
            file(&run(6, 2), Some(0), 1),
            "the developer field is described as two bytes and has one; an easy run of 5 min",
        ),
    ]
}

/// The file of `activity` with a developer field of `size` bytes in each record, described before the record
/// `described` or never.
fn file(activity: &Activity, described: Option<usize>, size: u8) -> Vec<u8> {
    let all = messages(activity);
    let (records, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|m| m.num == MesgNum::RECORD);
    // All else stands after the records, but for what opens the file.
    let opening =
        others.iter().take_while(|m| matches!(m.num, MesgNum::FILE_ID | MesgNum::DEVICE_INFO)).count();
    let (before, after) = others.split_at(opening);
    let split = described.unwrap_or(0);
    let mut out = part(before);
    out.extend(with_field(&records[..split], size));
    if described.is_some() {
        out.extend(part(&description()));
    }
    out.extend(with_field(&records[split..], size));
    out.extend(part(after));
    wrap(Header::Full, &out)
}

/// Messages as bytes, to stand anywhere in a file: each part brings its own definitions.
fn part(messages: &[Message]) -> Vec<u8> {
    body(&write(messages.to_vec(), Layout::Plain)).to_vec()
}

/// Records with a developer field: a number that counts up.
fn with_field(records: &[Message], size: u8) -> Vec<u8> {
    let Some(first) = records.first() else { return Vec::new() };
    let fields: Vec<_> =
        first.fields.iter().map(|f| (f.num, little_endian(&f.value).len() as u8, f.base_type.0)).collect();
    let mut out = definition(0, MesgNum::RECORD.0, &fields, &[(0, size, 0)]);
    for (index, record) in records.iter().enumerate() {
        out.push(0);
        out.extend(record.fields.iter().flat_map(|f| little_endian(&f.value)));
        out.extend(&(60 + index as u16 % 30).to_le_bytes()[..usize::from(size)]);
    }
    out
}

/// What describes the field: form power in W, two bytes.
fn description() -> [Message; 2] {
    let field = |num, base_type, value| Field { num, base_type, value, is_expanded: false };
    let byte = |num, value| field(num, FitBaseType::UINT8, Value::Uint8(value));
    let application: Vec<u8> = (1..=16).collect();
    let text = |num, text: &str| field(num, FitBaseType::STRING, Value::String(text.into()));
    [
        Message {
            num: MesgNum::DEVELOPER_DATA_ID,
            fields: vec![field(1, FitBaseType::BYTE, Value::ArrayUint8(application.into())), byte(3, 0)],
            ..Message::default()
        },
        Message {
            num: MesgNum::FIELD_DESCRIPTION,
            fields: vec![
                byte(0, 0),
                byte(1, 0),
                byte(2, FitBaseType::UINT16.0),
                text(3, "Form Power"),
                text(8, "Watts"),
            ],
            ..Message::default()
        },
    ]
}
