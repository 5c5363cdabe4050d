//! Developer fields: what third parties (Stryd, RunScribe, ...) write, and what describes it.

use super::channel::{Channel, Known, of_number};
use super::wire::{Base, DeveloperField, Message, text};
use crate::model::{Notice, NoticeCode};
use std::collections::BTreeMap;

const RECORD: i64 = 20;
const FIELD_DESCRIPTION: u16 = 206;
const DEVELOPER_DATA_ID: u16 = 207;

/// So many descriptions are kept. A public file holds up to 64.
const MOST_DESCRIPTIONS: usize = 100_000;

/// What a file says about one developer field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Description {
    /// The field's name.
    pub(crate) name: String,
    /// Its unit, as its developer spells it.
    pub(crate) units: String,
    /// How its bytes are to be read.
    pub(crate) base: Base,
    scale: f64,
    offset: f64,
    native: Option<u8>,
}

impl Description {
    /// The field's value, in the developer's unit.
    pub(crate) fn value(&self, bytes: &[u8], big: bool) -> Option<f64> {
        self.base.number(bytes, big).map(|raw| raw / self.scale - self.offset)
    }

    /// The field's value as a reader sees it.
    pub(crate) fn shown(&self, bytes: &[u8], big: bool) -> Option<String> {
        if self.base == Base::String {
            text(bytes)
        } else {
            self.value(bytes, big).map(|value| value.to_string())
        }
    }
}

/// Where a developer field's values go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Target {
    /// The channel.
    pub(crate) channel: Channel,
    /// From the developer's unit to the channel's.
    pub(crate) factor: f64,
    /// The least value that can be.
    pub(crate) least: f64,
    /// The greatest value that can be.
    pub(crate) greatest: f64,
}

/// All descriptions of a file. They are gathered before any value is read, so that one that comes late still counts.
#[derive(Debug, Default)]
pub(crate) struct Developers {
    fields: BTreeMap<(u32, u8, u8), Description>,
    applications: BTreeMap<(u32, u8), String>,
    undescribed: BTreeMap<(u32, u8, u8), u64>,
    mismatched: BTreeMap<(u32, u8, u8), (u64, usize)>,
    /// How many descriptions were left out, and where the first of them stands.
    left_out: Option<(usize, u64)>,
}

impl Developers {
    /// Takes in a message where it describes something.
    pub(crate) fn gather(&mut self, message: &Message<'_>) {
        if !matches!(message.global(), DEVELOPER_DATA_ID | FIELD_DESCRIPTION) {
            return;
        }
        if self.fields.len() + self.applications.len() >= MOST_DESCRIPTIONS {
            self.left_out.get_or_insert((0, message.offset)).0 += 1;
            return;
        }
        let byte = |number| message.integer(number).and_then(|value| u8::try_from(value).ok());
        match message.global() {
            DEVELOPER_DATA_ID => {
                let id: String = match message.field(1) {
                    Some((_, bytes)) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
                    None => String::new(),
                };
                if let Some(index) = byte(3) {
                    self.applications.entry((message.part, index)).or_insert(id);
                }
            }
            _ => {
                let (Some(index), Some(number)) = (byte(0), byte(1)) else { return };
                let Some(base) = byte(2).and_then(Base::from_byte) else { return };
                // A scale of zero would make every value infinite; the field is optional and 1 where absent.
                let scale = message.integer(6).filter(|scale| *scale != 0).unwrap_or(1);
                let native = byte(15).filter(|_| message.integer(14).is_none_or(|of| of == RECORD));
                self.fields.entry((message.part, index, number)).or_insert_with(|| Description {
                    name: message.text(3).unwrap_or_else(|| format!("developer field {number}")),
                    units: message.text(8).unwrap_or_default(),
                    base,
                    scale: small(scale),
                    offset: small(message.integer(7).unwrap_or(0)),
                    native,
                });
            }
        }
    }

    /// Whether every description was kept.
    pub(crate) fn are_complete(&self) -> bool {
        self.left_out.is_none()
    }

    /// The description of a field, where there is one and the size fits it. What is odd is remembered for [`Self::notices`].
    pub(crate) fn describe(&mut self, message: &Message<'_>, field: DeveloperField) -> Option<&Description> {
        let key = (message.part, field.developer, field.number);
        match self.fields.get(&key) {
            None => {
                self.undescribed.entry(key).or_insert(message.offset);
                None
            }
            Some(found) if field.size == 0 || !field.size.is_multiple_of(found.base.size()) => {
                self.mismatched.entry(key).or_insert((message.offset, field.size));
                None
            }
            Some(found) => Some(found),
        }
    }

    /// Where a field of a `record` goes.
    pub(crate) fn target(
        &mut self,
        message: &Message<'_>,
        field: DeveloperField,
    ) -> Option<(Target, Description)> {
        let found = self.describe(message, field)?.clone();
        let target = found.native.and_then(of_number).map(|known| native(known, &found.units));
        Some((target.flatten().or_else(|| one_foot(&found))?, found))
    }

    /// What was odd about the developer fields.
    pub(crate) fn notices(&self) -> Vec<Notice> {
        let from = |part: u32, index: u8| match self.applications.get(&(part, index)) {
            Some(id) if !id.is_empty() => format!("of application {id}"),
            _ => format!("of developer {index}"),
        };
        let undescribed = self.undescribed.iter().map(|((part, index, number), offset)| {
            Notice::new(
                NoticeCode::DeveloperFieldUndescribed,
                format!("developer field {number} {} (first used at byte {offset}) is described nowhere in the file: \
                         its values were left out", from(*part, *index)),
            )
        });
        let mismatched = self.mismatched.iter().map(|((part, index, number), (offset, size))| {
            Notice::new(
                NoticeCode::DeveloperFieldMismatch,
                format!(
                    "developer field {number} {} (first used at byte {offset}) takes {size} bytes, \
                         which does not fit its description: its values were left out",
                    from(*part, *index)
                ),
            )
        });
        let left_out = self.left_out.iter().map(|(count, offset)| {
            Notice::new(
                NoticeCode::TooManyMessages,
                format!(
                    "the file describes more developer fields than any recording: {count} descriptions from byte {offset} on \
                     were left out"
                ),
            )
        });
        undescribed.chain(mismatched).chain(left_out).collect()
    }
}

#[allow(clippy::cast_precision_loss)]
fn small(value: i64) -> f64 {
    value as f64
}

/// A developer field that stands for a field of the profile, in the profile's unit.
fn native(known: &'static Known, units: &str) -> Option<Target> {
    let units = units.trim().to_ascii_lowercase();
    let factor = match (known.channel, units.as_str()) {
        (Channel::VerticalOscillation | Channel::StepLength, "cm" | "centimeters" | "centimetres") => 10.0,
        (Channel::VerticalOscillation | Channel::StepLength, "m" | "meters" | "metres") => 1000.0,
        (Channel::StanceTime, "s" | "seconds") => 1000.0,
        (Channel::Distance, "km" | "kilometers" | "kilometres") => 1000.0,
        (Channel::Speed | Channel::EnhancedSpeed, "km/h" | "kph" | "kmh") => 1.0 / 3.6,
        // Strides are what the profile's field holds.
        (Channel::Cadence, "spm" | "steps/min") => 0.5,
        // A packed byte and arrays have no plain unit to trust.
        (Channel::LeftRightBalance, _) => return None,
        _ if known.element > 0 || (69..=72).contains(&known.number) => return None,
        _ => 1.0,
    };
    Some(Target { channel: known.channel, factor, least: known.least, greatest: known.greatest })
}

/// Contact time of one foot, which the profile has no field for: known by what the developer calls it.
fn one_foot(found: &Description) -> Option<Target> {
    let name = found.name.to_ascii_lowercase();
    let words: Vec<&str> = name.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    let contact = name.contains("contact") || name.contains("ground time") || words.contains(&"gct");
    let side = |full: &str, short: &str| name.contains(full) || words.contains(&short);
    let channel = match (side("left", "l"), side("right", "r")) {
        (true, false) => Channel::LeftContact,
        (false, true) => Channel::RightContact,
        _ => return None,
    };
    let units = found.units.trim().to_ascii_lowercase();
    let factor = match units.as_str() {
        "ms" | "msec" | "milliseconds" | "" => 1.0,
        "s" | "sec" | "seconds" => 1000.0,
        _ => return None,
    };
    contact.then_some(Target { channel, factor, least: 0.0, greatest: 5000.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn description(name: &str, units: &str) -> Description {
        Description {
            name: name.into(),
            units: units.into(),
            base: Base::Uint16,
            scale: 1.0,
            offset: 0.0,
            native: None,
        }
    }

    #[test]
    fn contact_time_of_one_foot_is_known_by_its_name() {
        let channel = |name, units| one_foot(&description(name, units)).map(|target| target.channel);
        assert_eq!(channel("Contact Time Left", "ms"), Some(Channel::LeftContact));
        assert_eq!(channel("GCT_R", "ms"), Some(Channel::RightContact));
        assert_eq!(channel("Contact Time", "ms"), None);
        assert_eq!(channel("Ground Time Left/Right", "%"), None);
        assert_eq!(channel("leftZeroAt", "sec"), None);
    }

    #[test]
    fn a_unit_of_the_developer_becomes_the_unit_of_the_profile() {
        let target = native(of_number(39).unwrap(), "Centimeters").unwrap();
        assert!((target.factor - 10.0).abs() < 1e-12);
        let target = native(of_number(4).unwrap(), "spm").unwrap();
        assert!((target.factor - 0.5).abs() < 1e-12);
    }
}
