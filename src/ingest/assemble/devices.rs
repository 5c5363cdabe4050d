//! Who took part: the recorder and its sensors.

use super::kind;
use crate::ingest::messages::{Entry, Messages};
use crate::model::Device;
use std::collections::{BTreeMap, BTreeSet};

/// FIT `device_index` of the device that wrote the file.
const CREATOR: i64 = 0;

/// The devices, the recorder first. A device that is told of several times is listed once.
pub(super) fn make(messages: &Messages) -> Vec<Device> {
    let mut found: Vec<Device> = Vec::new();
    let mut places: BTreeMap<(u32, i64), usize> = BTreeMap::new();
    for info in messages.of(kind::DEVICE_INFO) {
        let Some(index) = info.integer(0) else { continue };
        let device = Device {
            recorder: index == CREATOR,
            manufacturer: named(info, &[2]),
            product: named(info, &[27, 4]),
            kind: if index == CREATOR { String::new() } else { sensor(info) },
            serial: info.raw(3),
        };
        let place = *places.entry((info.part, index)).or_insert(found.len());
        match found.get_mut(place) {
            Some(known) => fill(known, device),
            None => found.push(device),
        }
    }
    let mut devices: Vec<Device> = Vec::new();
    for id in messages.of(kind::FILE_ID) {
        let mut writer = Device {
            recorder: true,
            manufacturer: named(id, &[1]),
            product: named(id, &[8, 2]),
            kind: String::new(),
            serial: id.raw(3),
        };
        match places.get(&(id.part, CREATOR)).and_then(|place| found.get_mut(*place)) {
            // What file_id says of the recorder is what makers agree on; the name may stand only in device_info.
            Some(known) => {
                fill(&mut writer, known.clone());
                *known = writer;
            }
            None => devices.push(writer),
        }
    }
    devices.extend(found);
    devices.sort_by_key(|device| !device.recorder);
    let mut seen = BTreeSet::new();
    devices.retain(|device| seen.insert(device.clone()));
    devices
}

/// The first of the fields that says something: a number of zero says nothing.
fn named(entry: &Entry, fields: &[u8]) -> String {
    fields.iter().find_map(|field| entry.name(*field).filter(|name| name != "0")).unwrap_or_default()
}

/// The kind of sensor. The profile names it only where the message says which radio it came by; where it does not,
/// the ANT+ device types are the likely ones.
fn sensor(info: &Entry) -> String {
    let ant = match (info.integer(25), info.integer(1)) {
        (None, Some(11)) => Some("bike_power"),
        (None, Some(120)) => Some("heart_rate"),
        (None, Some(121)) => Some("bike_speed_cadence"),
        (None, Some(122)) => Some("bike_cadence"),
        (None, Some(123)) => Some("bike_speed"),
        (None, Some(124)) => Some("stride_speed_distance"),
        _ => None,
    };
    ant.map_or_else(|| named(info, &[1]), ToOwned::to_owned)
}

/// Fills what is not known yet.
fn fill(known: &mut Device, more: Device) {
    for (slot, value) in [
        (&mut known.manufacturer, more.manufacturer),
        (&mut known.product, more.product),
        (&mut known.kind, more.kind),
    ] {
        if slot.is_empty() {
            *slot = value;
        }
    }
    known.serial = known.serial.or(more.serial);
}
