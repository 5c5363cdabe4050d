//! Who took part: the recorder and its sensors.

use super::{Raw, kind};
use crate::model::Device;

/// FIT `device_index` of the device that wrote the file.
const CREATOR: i64 = 0;

/// The devices, the recorder first. A device that is told of several times is listed once.
pub(super) fn make(raw: &Raw) -> Vec<Device> {
    let mut found: Vec<((usize, i64), Device)> = Vec::new();
    for info in raw.of(kind::DEVICE_INFO) {
        let Some(index) = info.integer(0) else { continue };
        let device = Device {
            recorder: index == CREATOR,
            manufacturer: info.name(2).unwrap_or_default(),
            product: info.name(27).or_else(|| info.name(4)).unwrap_or_default(),
            kind: if index == CREATOR { String::new() } else { info.name(1).unwrap_or_default() },
            serial: info.raw(3),
        };
        match found.iter_mut().find(|(key, _)| *key == (info.part, index)) {
            Some((_, known)) => fill(known, device),
            None => found.push(((info.part, index), device)),
        }
    }
    let mut devices: Vec<Device> = Vec::new();
    for id in raw.of(kind::FILE_ID) {
        let writer = Device {
            recorder: true,
            manufacturer: id.name(1).unwrap_or_default(),
            product: id.name(8).or_else(|| id.name(2)).unwrap_or_default(),
            kind: String::new(),
            serial: id.raw(3),
        };
        let recorder = found.iter_mut().find(|((part, index), _)| (*part, *index) == (id.part, CREATOR));
        match recorder {
            // What file_id says of the recorder is what makers agree on; the name may stand only in device_info.
            Some((_, known)) => {
                let mut whole = writer;
                fill(&mut whole, known.clone());
                *known = whole;
            }
            None => devices.push(writer),
        }
    }
    devices.extend(found.into_iter().map(|(_, device)| device));
    devices.sort_by_key(|device| !device.recorder);
    let mut unique: Vec<Device> = Vec::new();
    for device in devices {
        if !unique.contains(&device) {
            unique.push(device);
        }
    }
    unique
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
