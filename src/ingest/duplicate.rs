//! The same activity in two files counts once.

use crate::model::{Reading, Status};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Marks all but one of the readings that hold the same activity as duplicates of that one: those with the same
/// content, and those of the same recorder (serial number) with the same start. Of the same content the first
/// counts; of the same recorder and start the one with the most records, and of these the first.
pub fn mark_duplicates(readings: &mut [Reading]) {
    let mut by_content: BTreeMap<String, usize> = BTreeMap::new();
    for index in 0..readings.len() {
        let Some(reading) = readings.get(index).filter(|reading| counts(reading)) else { continue };
        match by_content.get(&reading.sha256) {
            Some(first) => mark(readings, index, *first),
            None => {
                by_content.insert(reading.sha256.clone(), index);
            }
        }
    }
    let mut by_start: BTreeMap<(u32, Timestamp), Vec<usize>> = BTreeMap::new();
    for (index, reading) in readings.iter().enumerate() {
        if let Some(key) = recorder_and_start(reading) {
            by_start.entry(key).or_default().push(index);
        }
    }
    for same in by_start.into_values() {
        let records = |index: &usize| {
            let recording = readings.get(*index).and_then(|reading| reading.recording.as_ref());
            recording.map_or((0, 0), |recording| (recording.records, recording.sessions.len()))
        };
        // `max_by_key` gives the last of equals; turned round, that is the first.
        let Some(best) = same.iter().rev().copied().max_by_key(records) else { continue };
        for index in same {
            if index != best {
                mark(readings, index, best);
            }
        }
    }
    resolve(readings);
}

fn counts(reading: &Reading) -> bool {
    reading.status.counts() && reading.recording.is_some()
}

fn mark(readings: &mut [Reading], index: usize, of: usize) {
    let Some(of) = readings.get(of).map(|reading| reading.path.clone()) else { return };
    if let Some(reading) = readings.get_mut(index) {
        reading.status = Status::Duplicate { of };
    }
}

/// A duplicate of a duplicate is one of the file that counts.
fn resolve(readings: &mut [Reading]) {
    let of: BTreeMap<String, String> = readings
        .iter()
        .filter_map(|reading| match &reading.status {
            Status::Duplicate { of } => Some((reading.path.clone(), of.clone())),
            _ => None,
        })
        .collect();
    for reading in readings {
        if let Status::Duplicate { of: first } = &mut reading.status
            && let Some(last) = of.get(first)
            && *last != reading.path
        {
            *first = last.clone();
        }
    }
}

fn recorder_and_start(reading: &Reading) -> Option<(u32, Timestamp)> {
    let recording = reading.recording.as_ref().filter(|_| counts(reading))?;
    let serial =
        recording.devices.iter().filter(|device| device.recorder).find_map(|device| device.serial)?;
    Some((serial, recording.sessions.first()?.clock.start))
}
