//! Meters that measure less than they seem to, a ride recorded twice, and a ride that is a leg of something longer.

use super::odd;
use crate::activity::{Record, Session};
use crate::diary::{Device, Form, Moment};
use crate::encode::fit;
use crate::ride::Meter;
use crate::run::{Gait, Part, Recording, Run, Until};
use crate::samples::Sample;
use crate::story::{ride_of, run_of};

/// Every ride here is an extra one, about as long as the week's target.
pub(super) fn samples() -> Vec<Sample> {
    let other = Device::OtherComputer;
    let own = Device::BikeComputer;
    vec![
        ride(
            1,
            5.2,
            Meter::Unflagged,
            other,
            "balance-unflagged",
            "the balance does not say of which leg; left {share} %",
        ),
        ride(
            2,
            7.0,
            Meter::LeftOnly,
            own,
            "left-only",
            "a left pedal alone: torque effectiveness right is 0, no balance",
        ),
        ride(
            4,
            11.0,
            Meter::ConstantFifty,
            own,
            "constant-fifty",
            "balance exactly 50 all along: not measured",
        ),
        ride(
            6,
            13.0,
            Meter::Spider,
            own,
            "spider",
            "a spider: balance estimated (left {share} %), no power phases",
        ),
        bike_computer(),
        watch(),
        multisport(),
    ]
}

fn ride(week: u32, minutes: f64, meter: Meter, device: Device, name: &str, shows: &str) -> Sample {
    let moment = Moment::new(week, 6, 10, 0);
    let mut rng = moment.rng();
    let form = Form::at(moment, &mut rng);
    let session = ride_of(&form, minutes, meter, None).session(&mut rng, 0.0);
    let shows = shows.replace("{share}", &format!("{:.1}", form.power_share));
    odd(
        &format!("{name}.fit"),
        fit(&device.activity(moment, vec![session])),
        &format!("{shows}; a ride of {minutes:.0} min"),
    )
}

/// The ride that two devices recorded.
fn both() -> (Moment, Session) {
    let moment = Moment::new(8, 6, 10, 0);
    let mut rng = moment.rng();
    let form = Form::at(moment, &mut rng);
    (moment, ride_of(&form, 15.0, Meter::Dual, None).session(&mut rng, 25.0))
}

fn bike_computer() -> Sample {
    let (moment, session) = both();
    let bytes = fit(&Device::BikeComputer.activity(moment, vec![session]));
    odd(
        "same-ride-bike-computer.fit",
        bytes,
        "a ride of 15 min on the bike computer; the watch recorded it too",
    )
}

/// The watch starts 25 s before the bike computer and stops 20 s after it, and knows the heart rate alone.
fn watch() -> Sample {
    let (moment, ride) = both();
    let first = ride.records.first().copied().unwrap_or_default();
    let last = ride.records.last().copied().unwrap_or_default();
    let bare = |at: f64, of: &Record| Record { at, heart_rate: of.heart_rate, ..Record::default() };
    let mut records: Vec<Record> = (0..25).map(|s| bare(f64::from(s), &first)).collect();
    records.extend(ride.records.iter().map(|r| bare(r.at, r)));
    records.extend((1..=20).map(|s| bare(last.at + f64::from(s), &last)));
    let session = Session { sport: 2, sub_sport: 6, end: ride.end + 20.0, records, ..Session::default() };
    let bytes = fit(&Device::Watch.activity(moment, vec![session]));
    odd("same-ride-watch.fit", bytes, "the same ride on the watch: 45 s longer, heart rate alone")
}

/// A run, a minute of changing shoes, and a ride, in one recording.
fn multisport() -> Sample {
    let moment = Moment::new(11, 6, 9, 30);
    let mut rng = moment.rng();
    let form = Form::at(moment, &mut rng);
    let part = Part::new(Gait::Jog, 2.7, Until::Seconds(600.0));
    let run = Run { recording: Recording::Smart, ..run_of(&form, vec![part]) };
    let (run, _) = run.session(&mut rng, 0.0);
    // One record a second and no more: the second in which a leg ends is that in which the next begins.
    let change = Session {
        sport: 3,
        start: run.end,
        end: run.end + 60.0,
        records: (1..=60)
            .map(f64::from)
            .map(|s| Record {
                at: run.end + s,
                heart_rate: Some(118.0),
                distance: Some(0.7 * s),
                ..Record::default()
            })
            .collect(),
        ..Session::default()
    };
    let mut ride = ride_of(&form, 19.0, Meter::Dual, None).session(&mut rng, change.end);
    ride.records.remove(0);
    let bytes = fit(&Device::Watch.activity(moment, vec![run, change, ride]));
    odd("multisport.fit", bytes, "three sessions: a run of 10 min, a change of 1 min, a ride of 19 min")
}
