//! Every message of a file with names, values and units, for the curious.

use super::developer::Developers;
use super::profile::{FIT_EPOCH, Named, Translator, Value};
use super::wire::{FIRST_DATE, Fit};
use crate::model::{Notice, NoticeCode};
use jiff::Timestamp;

/// A message as the FIT profile names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageView {
    /// The message's name (`record`), or its number where the profile has none.
    pub name: String,
    /// Where it stands in the file, bytes.
    pub offset: u64,
    /// Its time, where it has one that is a date.
    pub time: Option<Timestamp>,
    /// Its fields; invalid ones are left out.
    pub fields: Vec<MessageField>,
}

/// A field as the FIT profile, or its developer, names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageField {
    /// The name.
    pub name: String,
    /// The value, as text.
    pub value: String,
    /// The unit; empty where there is none.
    pub units: String,
    /// True for a developer field.
    pub developer: bool,
}

/// Visits every message of a FIT file that lies in memory, in order, and gives what was odd.
///
/// # Errors
/// In a sentence, where the bytes are no FIT file.
pub fn messages(bytes: &[u8], mut visit: impl FnMut(MessageView)) -> Result<Vec<Notice>, String> {
    let mut developers = Developers::default();
    let fit = Fit::of(bytes).map_err(|not_fit| not_fit.reason)?;
    let mut notices = fit.walk(|message| developers.gather(message)).notices;
    let mut translator = Translator::new();
    let mut refused = 0usize;
    fit.walk(|message| {
        let translation = translator.translate(message, |_| true);
        refused += usize::from(!translation.refused.is_empty());
        let mut fields: Vec<MessageField> = translation.fields.into_iter().filter_map(view).collect();
        for field in &message.definition.developer {
            let bytes = message.body.get(field.at..field.at + field.size).unwrap_or_default();
            let Some(description) = developers.describe(message, *field) else { continue };
            if let Some(value) = description.shown(bytes, message.definition.big) {
                let (name, units) = (description.name.clone(), description.units.clone());
                fields.push(MessageField { name, value, units, developer: true });
            }
        }
        let name = if translation.name.is_empty() {
            format!("message {}", message.global())
        } else {
            translation.name
        };
        let time = message.time.filter(|time| *time >= FIRST_DATE);
        let time = time.and_then(|time| Timestamp::from_second(i64::from(time) + FIT_EPOCH).ok());
        visit(MessageView { name, offset: message.offset, time, fields });
    });
    notices.extend(developers.notices());
    if refused > 0 {
        notices.push(Notice::new(
            NoticeCode::UnreadableMessage,
            format!(
                "{refused} messages hold fields that do not fit the FIT profile: these fields were left out"
            ),
        ));
    }
    Ok(notices.told())
}

fn view(named: Named) -> Option<MessageField> {
    Some(MessageField { value: words(&named.value)?, name: named.name, units: named.units, developer: false })
}

fn words(value: &Value) -> Option<String> {
    Some(match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Time(second) => Timestamp::from_second(*second).ok()?.to_string(),
        Value::Many(values) => {
            let each =
                values.iter().map(|value| value.as_ref().and_then(words).unwrap_or_else(|| "-".to_owned()));
            format!("[{}]", each.collect::<Vec<_>>().join(", "))
        }
    })
}
