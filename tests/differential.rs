//! Whole files through fitparser's stream reader: each value that we use must be the same.
//!
//! Excepted, because fitparser is wrong there: distance and speed that accumulate from compressed fields, and local
//! time. Values that cannot be (our limits) are taken out on both sides.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod corpus;

use clipstride::ingest::{Options, discover, read_bytes};
use clipstride::model::{NoticeCode, PedalBalance, Recording, Session, Status, Stream};
use clipstride::units::Quantity;
use fitparser::Value;
use fitparser::de::{DecodeOption, FitObject, FitStreamProcessor};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

/// Above this size every file costs fitparser seconds in a test build: of those, each third is taken, or all where
/// `CLIPSTRIDE_DIFFERENTIAL=all`.
const LARGE: u64 = 150_000;

type Fields = BTreeMap<String, Vec<Value>>;

/// A message as fitparser gives it.
struct Given {
    name: String,
    fields: Fields,
}

fn number(value: &Value) -> Option<f64> {
    value.clone().try_into().ok()
}

impl Given {
    /// A field's value where it is there once, or twice the same.
    fn one(&self, name: &str) -> Option<&Value> {
        let values = self.fields.get(name)?;
        let first = values.first()?;
        values.iter().all(|value| value == first).then_some(first)
    }

    fn number(&self, name: &str) -> Option<f64> {
        self.one(name).and_then(number)
    }

    /// Some fields of one name differ: an expanded one and its own.
    fn ambiguous(&self, name: &str) -> bool {
        self.fields.contains_key(name) && self.one(name).is_none()
    }

    fn second(&self) -> Option<i64> {
        self.number("timestamp").map(|second| second as i64)
    }
}

/// All messages, or nothing where fitparser cannot read the file. It panics on headers that claim too much, so it
/// gets only files that were read without loss.
fn through_fitparser(bytes: &[u8]) -> Option<Vec<Given>> {
    let walk = || {
        let mut reader = FitStreamProcessor::new();
        reader.add_option(DecodeOption::SkipDataCrcValidation);
        reader.add_option(DecodeOption::SkipHeaderCrcValidation);
        let mut given = Vec::new();
        let mut rest = bytes;
        while !rest.is_empty() {
            let (next, object) = reader.deserialize_next(rest).ok()?;
            rest = next;
            match object {
                FitObject::Crc(_) => reader.reset(),
                FitObject::DataMessage(message) => {
                    let record = reader.decode_message(message).ok()?;
                    let name = record.kind().to_string();
                    let mut fields = Fields::new();
                    for field in record.into_vec() {
                        if *field.value() != Value::Invalid {
                            fields.entry(field.name().to_owned()).or_default().push(field.into_value());
                        }
                    }
                    given.push(Given { name, fields });
                }
                FitObject::Header(_) | FitObject::DefinitionMessage(_) => {}
            }
        }
        Some(given)
    };
    catch_unwind(walk).ok().flatten()
}

/// Seconds and values, in a canonical order.
type Samples = Vec<(i64, f64)>;

fn ordered(mut samples: Samples) -> Samples {
    samples.sort_by(|one, two| one.0.cmp(&two.0).then(one.1.total_cmp(&two.1)));
    samples
}

fn ours<T: Copy>(
    recording: &Recording,
    pick: impl Fn(&Session) -> Samples2<'_, T>,
    value: impl Fn(T) -> f64,
) -> Samples {
    let mut samples = Samples::new();
    for session in &recording.sessions {
        let start = session.clock.start.as_second();
        let (at, values) = pick(session);
        samples.extend(at.iter().zip(values).map(|(at, one)| (start + at.get().floor() as i64, value(*one))));
    }
    ordered(samples)
}

type Samples2<'a, T> = (&'a [clipstride::units::Elapsed], &'a [T]);

fn parts<Q: clipstride::units::Sample>(stream: &Stream<Q>) -> Samples2<'_, Q> {
    (stream.at(), stream.values())
}

/// A channel: fitparser's name, our stream, and the limits of what can be.
struct Channel {
    name: &'static str,
    ours: fn(&Recording) -> Samples,
    limits: (f64, f64),
}

fn plain<Q: Quantity>(recording: &Recording, pick: impl Fn(&Session) -> &Stream<Q>) -> Samples {
    ours(recording, |session| parts(pick(session)), Quantity::get)
}

macro_rules! channels {
    ($($name:literal: $($path:ident).+, $least:expr, $greatest:expr;)+) => {
        [$(Channel { name: $name, ours: |recording| plain(recording, |s| &s.streams.$($path).+), limits: ($least, $greatest) },)+]
    };
}

fn channels() -> [Channel; 20] {
    channels! {
        "heart_rate": heart_rate, 0.0, 254.0;
        "power": power, 0.0, 5000.0;
        "enhanced_speed": speed, 0.0, 100.0;
        "enhanced_altitude": altitude, -500.0, 12_000.0;
        "grade": grade, -100.0, 100.0;
        "left_torque_effectiveness": torque_effectiveness.left, 0.0, 100.0;
        "right_torque_effectiveness": torque_effectiveness.right, 0.0, 100.0;
        "left_pedal_smoothness": pedal_smoothness.left, 0.0, 100.0;
        "right_pedal_smoothness": pedal_smoothness.right, 0.0, 100.0;
        "combined_pedal_smoothness": combined_smoothness, 0.0, 100.0;
        "left_pco": platform_offset.left, -127.0, 127.0;
        "right_pco": platform_offset.right, -127.0, 127.0;
        "stance_time": stance_time, 0.0, 5000.0;
        "stance_time_balance": stance_balance, 0.0, 100.0;
        "stance_time_percent": stance_percent, 0.0, 100.0;
        "vertical_oscillation": vertical_oscillation, 0.0, 1000.0;
        "vertical_ratio": vertical_ratio, 0.0, 100.0;
        "step_length": step_length, 0.0, 5000.0;
        "cadence": crank_rate, 0.0, 255.0;
        "distance": distance, 0.0, 1e7;
    }
}

fn differ(one: &Samples, two: &Samples) -> bool {
    one.len() != two.len()
        || one
            .iter()
            .zip(two)
            .any(|(one, two)| one.0 != two.0 || (one.1 - two.1).abs() > 1e-6 * two.1.abs().max(1.0))
}

fn describe(name: &str, ours: &Samples, theirs: &Samples) -> String {
    let first = ours.iter().zip(theirs).find(|(one, two)| one.0 != two.0 || (one.1 - two.1).abs() > 1e-9);
    format!("{name}: {} samples, fitparser {}; first difference {first:?}", ours.len(), theirs.len())
}

/// What differs between our reading of a file and fitparser's.
fn compare(recording: &Recording, given: &[Given], undated: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let records: Vec<&Given> = given.iter().filter(|message| message.name == "record").collect();
    if recording.records != records.len() {
        wrong.push(format!("{} records, fitparser {}", recording.records, records.len()));
    }
    let starts: Vec<&Session> = recording.sessions.iter().collect();
    let mut sessions: Vec<&Given> = given.iter().filter(|message| message.name == "session").collect();
    sessions.sort_by_key(|session| session.number("start_time").map(|start| start as i64));
    if !sessions.is_empty() && sessions.len() != starts.len() {
        wrong.push(format!("{} sessions, fitparser {}", starts.len(), sessions.len()));
    }
    for (own, theirs) in starts.iter().zip(&sessions) {
        wrong.extend(compare_session(own, theirs, undated));
    }
    if undated {
        return wrong;
    }
    let compressed = records.iter().any(|record| record.fields.contains_key("compressed_speed_distance"));
    let bike_only = recording.sessions.iter().all(|session| session.streams.step_rate.is_empty())
        && recording.sessions.iter().any(|session| !session.streams.crank_rate.is_empty());
    for channel in channels() {
        let skip = match channel.name {
            "distance" => compressed || recording.sessions.len() > 1,
            "enhanced_speed" => compressed,
            "cadence" => !bike_only || recording.sessions.len() > 1,
            _ => false,
        };
        if skip || records.iter().any(|record| record.ambiguous(channel.name)) {
            continue;
        }
        let (least, greatest) = channel.limits;
        let theirs: Samples = records
            .iter()
            .filter_map(|record| {
                let mut value = record.number(channel.name)?;
                if channel.name == "cadence" {
                    value += record.number("fractional_cadence").unwrap_or(0.0);
                }
                Some((record.second()?, value)).filter(|(_, value)| (least..=greatest).contains(value))
            })
            .collect();
        let (ours, theirs) = ((channel.ours)(recording), ordered(theirs));
        // A channel that only a developer field fills is fitparser's under the developer's name.
        if !theirs.is_empty() && differ(&ours, &theirs) {
            wrong.push(describe(channel.name, &ours, &theirs));
        }
    }
    wrong.extend(compare_packed(recording, &records));
    wrong
}

/// Balance and power phases, which fitparser gives in forms of their own.
fn compare_packed(recording: &Recording, records: &[&Given]) -> Vec<String> {
    let mut wrong = Vec::new();
    let theirs: Samples = records
        .iter()
        .filter_map(|record| {
            let raw = match record.one("left_right_balance")? {
                // At two values fitparser gives the name of a mask.
                Value::String(name) if name == "right" => 128.0,
                Value::String(_) => 127.0,
                other => number(other)?,
            };
            let share = if raw >= 128.0 { 100.0 - (raw - 128.0) } else { 1000.0 + raw };
            let share = Some(share)
                .filter(|share| (0.0..=100.0).contains(share) || (1000.0..=1100.0).contains(share));
            Some((record.second()?, share?))
        })
        .collect();
    let value = |balance: PedalBalance| match balance {
        PedalBalance::Sided(left) => left.get(),
        PedalBalance::Unsided(share) => 1000.0 + share.get(),
    };
    let balance = ours(recording, |session| parts(&session.streams.pedal_balance), value);
    if differ(&balance, &ordered(theirs.clone())) {
        wrong.push(describe("left_right_balance", &balance, &ordered(theirs)));
    }
    for (name, left) in [("left_power_phase", true), ("right_power_phase", false)] {
        let theirs: Samples = records
            .iter()
            .filter_map(|record| match record.one(name)? {
                Value::Array(values) => {
                    Some((record.second()?, (number(values.first()?)?, number(values.get(1)?)?)))
                }
                _ => None,
            })
            // The profile's scale has seven digits; a whole turn is 0 in ours.
            .map(|(second, (start, end))| {
                (second, start.rem_euclid(360.0) + 1000.0 * (end.rem_euclid(360.0)))
            })
            .collect();
        let phase = ours(
            recording,
            |session| {
                parts(if left {
                    &session.streams.power_phase.left
                } else {
                    &session.streams.power_phase.right
                })
            },
            |arc| arc.start.get() + 1000.0 * arc.end.get(),
        );
        let theirs = ordered(theirs);
        let close = |one: &(i64, f64), two: &(i64, f64)| one.0 == two.0 && (one.1 - two.1).abs() < 0.2;
        if phase.len() != theirs.len() || !phase.iter().zip(&theirs).all(|(one, two)| close(one, two)) {
            wrong.push(describe(name, &phase, &theirs));
        }
    }
    wrong
}

fn compare_session(own: &Session, theirs: &Given, undated: bool) -> Vec<String> {
    let stated = &own.stated;
    let mut pairs = vec![
        ("total_timer_time", Some(own.timer.get())),
        ("total_elapsed_time", Some(own.elapsed.get())),
        ("total_distance", own.distance.map(Quantity::get)),
        ("avg_heart_rate", stated.heart_rate.map(Quantity::get)),
        ("avg_power", stated.power.map(Quantity::get)),
        ("enhanced_avg_speed", stated.speed.map(Quantity::get)),
        ("avg_stance_time", stated.stance_time.map(Quantity::get)),
        ("avg_stance_time_balance", stated.stance_balance.map(Quantity::get)),
        ("num_active_lengths", stated.active_lengths.map(f64::from)),
    ];
    if !undated {
        pairs.push(("start_time", Some(own.clock.start.as_second() as f64)));
    }
    let mut wrong = Vec::new();
    for (name, ours) in pairs {
        let Some(value) = theirs.number(name) else { continue };
        if ours.is_none_or(|ours| (ours - value).abs() > 1e-6 * value.abs().max(1.0)) {
            wrong.push(format!("session {name}: {ours:?}, fitparser {value}"));
        }
    }
    for (name, ours) in [("sport", own.sport.name()), ("sub_sport", own.sub_sport.name())] {
        if let Some(Value::String(value)) = theirs.one(name)
            && value != ours
        {
            wrong.push(format!("session {name}: {ours}, fitparser {value}"));
        }
    }
    wrong
}

/// What differs in each file, and how many files were compared.
fn differences(files: &[PathBuf]) -> (usize, Vec<String>) {
    let results: Vec<Option<Vec<String>>> = files
        .par_iter()
        .map(|file| {
            let bytes = fs::read(file).unwrap();
            let reading = read_bytes("file.fit", &bytes, &Options::default());
            if reading.status != Status::Read {
                return None;
            }
            let given = through_fitparser(&bytes)?;
            let undated = reading.notices.iter().any(|notice| notice.code == NoticeCode::ImplausibleTime);
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let wrong = compare(reading.recording.as_ref()?, &given, undated);
            Some(wrong.into_iter().map(|what| format!("{name}: {what}")).collect())
        })
        .collect();
    let compared = results.iter().flatten().count();
    (compared, results.into_iter().flatten().flatten().collect())
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let found = discover(&[folder.to_owned()]).unwrap_or_default();
    let plain = found.into_iter().filter(|found| found.label.to_ascii_lowercase().ends_with(".fit"));
    plain.map(|found| found.file).collect()
}

#[test]
fn the_corpus_is_read_as_fitparser_reads_it() {
    let Some(folder) = corpus::folder() else { return };
    let every = if std::env::var("CLIPSTRIDE_DIFFERENTIAL").is_ok_and(|all| all == "all") { 1 } else { 3 };
    let mut large = 0;
    let files: Vec<PathBuf> = files_below(&folder)
        .into_iter()
        .filter(|file| {
            if fs::metadata(file).map_or(0, |meta| meta.len()) < LARGE {
                return true;
            }
            large += 1;
            large % every == 1 % every
        })
        .collect();
    let (compared, wrong) = differences(&files);
    println!("{compared} of {} files compared; one in {every} of the {large} large ones", files.len());
    assert!(wrong.is_empty(), "{compared} compared\n{}", wrong.join("\n"));
    assert!(compared * 10 > files.len() * 7, "only {compared} compared");
}

#[test]
fn the_samples_are_read_as_fitparser_reads_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let files = files_below(&folder);
    let (compared, wrong) = differences(&files);
    println!("{compared} of {} samples compared", files.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_fixtures_of_fitparser_are_read_as_it_reads_them() {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    let sources = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let folders = sources.into_iter().flatten().filter_map(Result::ok);
    let Some(folder) = folders
        .map(|source| source.path().join("fitparser-0.11.0/tests/fixtures"))
        .find(|folder| folder.is_dir())
    else {
        corpus::skipped("the package fitparser is not unpacked here");
        return;
    };
    let (compared, wrong) = differences(&files_below(&folder));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= 4, "only {compared} compared");
}
