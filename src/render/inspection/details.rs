//! What a session shows beyond its metrics: the details of the document, in a few words each.

use super::known;
use crate::render::number::duration;
use crate::report::{InspectedSession, Measure, PedalDetails, Pedalling, Side, StanceDetails, missing_words};
use crate::units::{Leg, Unit, fixed, signed};

/// What there is, with what it is called.
pub(super) fn details(session: &InspectedSession) -> Vec<(&'static str, String)> {
    let details = &session.details;
    let mut rows = Vec::new();
    if let Some(stance) = &details.stance {
        rows.extend(of_stance(stance));
    }
    if let Some(zone) = details.cadence_zone {
        let of = zone.percentiles();
        rows.push(("cadence, Garmin's zone", format!("{}: {of} percentile of its own runners", zone.name())));
    }
    if let Some(found) = &details.pedalling {
        rows.extend(of_pedalling(found));
    }
    if let Some(pedal) = &details.pedal {
        rows.extend(of_pedal(pedal));
    }
    for leg in Leg::BOTH {
        if let Some(peak) = session.peak.of(leg) {
            let [start, end] = [peak.start, peak.end].map(|angle| fixed(angle.signed(), 0));
            let name = match leg {
                Leg::Left => "peak power phase, left",
                Leg::Right => "peak power phase, right",
            };
            rows.push((name, format!("{start}° to {end}°")));
        }
    }
    rows
}

fn of_stance(stance: &StanceDetails) -> Vec<(&'static str, String)> {
    let mut rows = Vec::new();
    let third = |third: &Measure| third.known().map(|found| fixed(found.value, 2));
    if let (Some(first), Some(last)) = (third(&stance.thirds.first), third(&stance.thirds.last)) {
        let change = stance.thirds.shift().map_or_else(
            || "too little for an interval of the change".to_owned(),
            |(shift, (lo, hi))| {
                format!("{} pp, 95 % interval {} to {}", signed(shift, 2), signed(lo, 2), signed(hi, 2))
            },
        );
        rows.push(("balance by thirds, left", format!("{first} % first, {last} % last ({change})")));
    }
    if stance.by_speed.len() > 1 {
        let bins = stance.by_speed.iter().map(|bin| {
            let [from, to] = [bin.from, bin.to].map(|speed| fixed(speed.get(), 1));
            format!("{from} to {to} m/s {} %", fixed(bin.balance.get(), 1))
        });
        rows.push(("balance by speed, left", bins.collect::<Vec<_>>().join("; ")));
    }
    if let Some(band) = stance.band {
        rows.push(("balance, Garmin's colour", format!("{}; advisory", band.words())));
    }
    rows
}

fn of_pedalling(found: &Pedalling) -> Vec<(&'static str, String)> {
    let rpm = Unit::RevolutionsPerMinute.symbol();
    let [p25, p75, lo, hi, share] =
        [found.p25, found.p75, found.band.0, found.band.1, found.in_band].map(|value| fixed(value, 0));
    vec![
        ("cadence, middle half", format!("{p25} to {p75} {rpm}")),
        ("cadence in band", format!("{share} % of pedalling from {lo} to {hi} {rpm}")),
        ("pedalled", format!("{}; coasted {}", duration(found.pedalled), duration(found.coasted))),
    ]
}

fn of_pedal(pedal: &PedalDetails) -> Vec<(&'static str, String)> {
    let side = match pedal.side {
        Side::Known => "left share",
        Side::Given => "left share, as you say",
        Side::Unknown => "from even, on a side that no flag tells",
    };
    let seated = if pedal.seated_only { "seated only" } else { "standing not known" };
    let said = match &pedal.time_weighted {
        Measure::Known(estimate) => known(estimate, 1),
        Measure::Missing(reason) => format!("– {}", missing_words(*reason)),
    };
    let mut rows = vec![("pedal balance by time", format!("{said}; {side}; {seated}"))];
    if let Some(alone) = pedal.one_leg.filter(|legs| legs.left + legs.right > 0.0) {
        let each = Leg::BOTH.map(|leg| format!("{} {}", leg.name(), duration(*alone.of(leg))));
        rows.push(("one leg alone", format!("{}; no part of the balance", each.join(", "))));
    }
    rows
}
