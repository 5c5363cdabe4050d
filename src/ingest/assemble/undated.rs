//! Files of a device whose clock was never set: their times count from when it was switched on.

use super::{Raw, kind};
use crate::ingest::notices::Notices;
use crate::ingest::wire::FIRST_DATE;
use crate::model::{Notice, NoticeCode};

/// `local_timestamp` of `activity`, and `time_created` of `file_id`.
const LOCAL_TIMESTAMP: u8 = 5;
const TIME_CREATED: u8 = 4;

/// Fields that hold a FIT time, besides the timestamp.
const START_TIME: [u8; 1] = [2];
const SET_TIMES: [u8; 2] = [6, 254];

/// Moves all times of an undated file to the date that the file gives elsewhere, if it gives one: the local time of
/// its activity message, else when the file was made. A file that has dates is left as it is.
pub(super) fn date(raw: &mut Raw, notices: &mut Notices) {
    let Raw { records, messages, .. } = raw;
    let sessions =
        || messages.of(kind::SESSION).iter().filter_map(|session| session.raw::<u32>(2).or(session.time));
    let times = || sessions().chain(records.rows.iter().filter_map(|row| row.time()));
    let Some(first) = times().min() else { return };
    if times().any(|time| time >= FIRST_DATE) {
        return;
    }
    let dated = |time: &u32| *time >= FIRST_DATE;
    let local = messages.of(kind::ACTIVITY).iter().find_map(|activity| {
        let local: u32 = activity.raw(LOCAL_TIMESTAMP).filter(dated)?;
        Some(local - activity.time.filter(|time| *time < FIRST_DATE)?)
    });
    let mut ids = messages.of(kind::FILE_ID).iter();
    let made = || ids.find_map(|id| id.raw(TIME_CREATED).filter(dated)).map(|made: u32| made - first);
    let Some(by) = local.or_else(made) else { return };
    let shift = |time: u32| if time < FIRST_DATE { time.saturating_add(by) } else { time };
    records.rows.iter_mut().for_each(|row| *row = row.moved(shift));
    let fields = |global: u16| -> &'static [u8] {
        match global {
            kind::SESSION | kind::LAP | kind::LENGTH => &START_TIME,
            kind::SET => &SET_TIMES,
            _ => &[],
        }
    };
    messages.shift(fields, shift);
    let source =
        if local.is_some() { "the local time that the activity states" } else { "the date of the file" };
    notices.push(Notice::new(
        NoticeCode::ImplausibleTime,
        format!(
            "the device's clock was not set, its times count from when it was switched on: \
                 they were dated by {source}"
        ),
    ));
}
