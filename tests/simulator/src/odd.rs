//! One small file for each odd thing that devices, exports and people do.

mod bikes;
mod containers;
mod developer;

use crate::activity::{Activity, Lap, Session};
use crate::bytes::{Header, body, wrap};
use crate::diary::{Device, Form, Moment};
use crate::encode::{Layout, fit, messages, write};
use crate::run::{Gait, Part, Recording, Run, Until};
use crate::samples::Sample;
use crate::story::run_of;
use rustyfit::profile::typedef::MesgNum;

/// The odd files. `own` are the athlete's other files, of which an export repeats one.
#[must_use]
pub fn samples(own: &[Sample]) -> Vec<Sample> {
    let mut out = layouts();
    out.extend(damage());
    out.extend(clocks());
    out.extend(missing_parts());
    out.extend(developer::samples());
    out.extend(bikes::samples());
    out.extend(containers::samples(own));
    out
}

fn odd(name: &str, bytes: Vec<u8>, shows: &str) -> Sample {
    Sample { path: format!("odd/{name}"), bytes, shows: shows.to_owned(), reps: Vec::new() }
}

/// An easy run of some minutes on a bare watch.
fn jog(moment: Moment, minutes: u32, recording: Recording) -> Activity {
    let mut rng = moment.rng();
    let form = Form::at(moment, &mut rng);
    let part = Part::new(Gait::Jog, 2.6, Until::Seconds(60.0 * f64::from(minutes)));
    let run = Run { dynamics: false, recording, ..run_of(&form, vec![part]) };
    let (session, _) = run.session(&mut rng, 0.0);
    Device::BareWatch.activity(moment, vec![session])
}

/// The session of a recording that has one.
fn only(activity: &mut Activity) -> &mut Session {
    &mut activity.sessions[0]
}

/// Unusual, and right.
fn layouts() -> Vec<Sample> {
    let morning = Moment::new(1, 4, 7, 0);
    let later = Moment { minute: morning.minute + 12, ..morning };
    let second = Recording::EverySecond;
    let chained = [fit(&jog(morning, 4, second)), fit(&jog(later, 5, second))].concat();
    let big = write(messages(&jog(Moment::new(2, 2, 7, 0), 5, second)), Layout::BigEndian);
    let compressed = write(messages(&jog(Moment::new(2, 4, 7, 0), 5, second)), Layout::CompressedTimestamps);
    let zero = fit(&jog(Moment::new(4, 2, 7, 0), 5, second));
    let short = fit(&jog(Moment::new(4, 4, 7, 0), 5, second));
    let smart = fit(&jog(Moment::new(10, 2, 7, 0), 12, Recording::Smart));
    vec![
        odd("chained.fit", chained, "two recordings in one file: easy runs of 4 and of 5 min"),
        odd("big-endian.fit", big, "big-endian; an easy run of 5 min"),
        odd(
            "compressed-timestamps.fit",
            compressed,
            "timestamps compressed into record headers; an easy run of 5 min",
        ),
        odd(
            "header-checksum-zero.fit",
            wrap(Header::ChecksumZero, body(&zero)),
            "header checksum 0, which means not computed; an easy run of 5 min",
        ),
        odd(
            "header-12-bytes.fit",
            wrap(Header::Short, body(&short)),
            "the old 12-byte header; an easy run of 5 min",
        ),
        odd("smart-recording.fit", smart, "records up to 7 s apart; an easy run of 12 min"),
    ]
}

/// Wrong, and still worth reading.
fn damage() -> Vec<Sample> {
    let mut cut = fit(&jog(Moment::new(3, 2, 7, 0), 6, Recording::EverySecond));
    cut.truncate(cut.len() * 6 / 10);
    let mut bad = fit(&jog(Moment::new(3, 4, 7, 0), 5, Recording::EverySecond));
    if let Some(last) = bad.last_mut() {
        *last ^= 0x5A;
    }
    vec![
        odd(
            "truncated.fit",
            cut,
            "cut off in the middle of a record at 60 % of its bytes; an easy run that went on for 6 min",
        ),
        odd(
            "bad-checksum.fit",
            bad,
            "the file's checksum is wrong, its messages are whole; an easy run of 5 min",
        ),
    ]
}

/// Clocks that jump.
fn clocks() -> Vec<Sample> {
    let mut back = jog(Moment::new(6, 4, 7, 0), 6, Recording::EverySecond);
    let session = only(&mut back);
    session.records.iter_mut().filter(|r| r.at > 150.0).for_each(|r| r.at -= 40.0);
    session.end -= 40.0;
    if let Some(lap) = session.laps.last_mut() {
        lap.end = session.end;
    }
    let mut twice = jog(Moment::new(8, 2, 7, 0), 5, Recording::EverySecond);
    let session = only(&mut twice);
    let repeated = session.records.iter().enumerate().flat_map(|(i, record)| {
        let mut again = *record;
        again.heart_rate = record.heart_rate.map(|beats| beats + 1.0);
        if i % 20 == 19 { vec![*record, again] } else { vec![*record] }
    });
    session.records = repeated.collect();
    let mut nowhere = jog(Moment::new(12, 2, 7, 0), 5, Recording::EverySecond);
    nowhere.utc_offset = None;
    vec![
        odd(
            "time-goes-back.fit",
            fit(&back),
            "after 150 s the clock is set back by 40 s; 6 min of running, 5:20 by the clock",
        ),
        odd(
            "repeated-seconds.fit",
            fit(&twice),
            "each twentieth second is recorded twice; an easy run of 5 min",
        ),
        odd("no-local-time.fit", fit(&nowhere), "no local time is stated; an easy run of 5 min at 05:00 UTC"),
    ]
}

/// Messages that are not there.
fn missing_parts() -> Vec<Sample> {
    let mut records = messages(&jog(Moment::new(8, 4, 7, 0), 5, Recording::EverySecond));
    records.retain(|m| matches!(m.num, MesgNum::FILE_ID | MesgNum::DEVICE_INFO | MesgNum::RECORD));
    let typed = Session {
        sport: 1,
        sub_sport: 1,
        end: 1200.0,
        laps: vec![Lap { end: 1200.0, distance: 3000.0, trigger: 7, ..Lap::default() }],
        ..Session::default()
    };
    let typed = Device::BareWatch.activity(Moment::new(9, 2, 7, 0), vec![typed]);
    vec![
        odd(
            "records-without-session.fit",
            write(records, Layout::Plain),
            "the watch died: records, and neither lap, session nor activity; an easy run of 5 min",
        ),
        odd(
            "session-without-records.fit",
            fit(&typed),
            "typed in by hand: 20 min and 3 km on a treadmill, and no record",
        ),
    ]
}
