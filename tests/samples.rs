//! The committed sample files are those that the generator writes, and hold what their README says.

use clipstride_simulator::samples::{Sample, all};
use rustyfit::{
    Decoder,
    profile::{mesgdef, typedef::MesgNum},
    proto::Message,
};
use std::{collections::BTreeSet, fs, io, path::Path, sync::LazyLock};

/// The samples, generated once for all tests.
static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(all);

/// What no strict reader takes: damaged, or not a recording at all.
const DAMAGED: [&str; 6] = [
    "odd/bad-checksum.fit",
    "odd/empty.fit",
    "odd/header-checksum-zero.fit",
    "odd/text.fit",
    "odd/truncated.fit",
    "odd/workout.fit",
];

fn sample(path: &str) -> &'static Sample {
    SAMPLES.iter().find(|s| s.path == path).unwrap_or_else(|| panic!("there is no {path}"))
}

/// The messages of every recording chained in a file.
fn decode(bytes: &[u8]) -> Result<Vec<Message>, String> {
    let mut reader = bytes;
    let mut messages = Vec::new();
    let mut decoder = Decoder::builder().expand_components(false).build();
    while let Some(fit) = decoder.decode(&mut reader).map_err(|error| error.to_string())? {
        messages.extend(fit.messages);
    }
    Ok(messages)
}

fn sessions(messages: &[Message]) -> Vec<mesgdef::Session> {
    messages.iter().filter(|m| m.num == MesgNum::SESSION).map(mesgdef::Session::from).collect()
}

fn records(messages: &[Message]) -> Vec<mesgdef::Record> {
    messages.iter().filter(|m| m.num == MesgNum::RECORD).map(mesgdef::Record::from).collect()
}

/// The athlete's own files of one kind, decoded.
fn of_kind(kind: &str) -> Vec<(&'static Sample, Vec<Message>)> {
    let suffix = format!("-{kind}.fit");
    let own = SAMPLES.iter().filter(|s| !s.path.starts_with("odd/") && s.path.ends_with(&suffix));
    own.map(|s| (s, decode(&s.bytes).unwrap_or_else(|e| panic!("{}: {e}", s.path)))).collect()
}

fn paths_below(folder: &Path, prefix: &str, out: &mut BTreeSet<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            paths_below(&entry.path(), &format!("{path}/"), out)?;
        } else {
            out.insert(path);
        }
    }
    Ok(())
}

#[test]
fn the_committed_files_are_those_that_the_generator_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut there = BTreeSet::new();
    paths_below(&folder, "", &mut there).unwrap();
    let generated: BTreeSet<String> = SAMPLES.iter().map(|s| s.path.clone()).collect();
    assert_eq!(there, generated, "write them anew: cargo run --release --example samples -- samples");
    let changed: Vec<&str> = SAMPLES
        .iter()
        .filter(|s| fs::read(folder.join(&s.path)).unwrap() != s.bytes)
        .map(|s| s.path.as_str())
        .collect();
    assert!(changed.is_empty(), "not as generated: {changed:?}");
}

#[test]
fn every_sample_is_small() {
    let total: usize = SAMPLES.iter().map(|s| s.bytes.len()).sum();
    assert!(total < 4_000_000, "{total} bytes");
    assert!(SAMPLES.iter().all(|s| s.bytes.len() < 100_000));
}

#[test]
fn every_whole_recording_decodes_and_the_damaged_do_not() {
    for sample in SAMPLES.iter().filter(|s| s.path.ends_with(".fit")) {
        let strict =
            decode(&sample.bytes).map(|messages| sessions(&messages).len() + records(&messages).len());
        let damaged = DAMAGED.contains(&sample.path.as_str());
        assert_eq!(strict.is_ok_and(|found| found > 0), !damaged, "{}", sample.path);
    }
}

#[test]
fn records_stand_within_their_sessions_and_sessions_exclude_pauses() {
    let clocks = ["odd/records-without-session.fit", "odd/chained.fit"];
    let readable = SAMPLES.iter().filter(|s| s.path.ends_with(".fit") && !DAMAGED.contains(&s.path.as_str()));
    for sample in readable.filter(|s| !clocks.contains(&s.path.as_str())) {
        let messages = decode(&sample.bytes).unwrap();
        let sessions = sessions(&messages);
        let (first, last) = (&sessions[0], &sessions[sessions.len() - 1]);
        for record in records(&messages) {
            let at = record.timestamp.0;
            assert!((first.start_time.0..=last.timestamp.0).contains(&at), "{}: {at}", sample.path);
        }
        for session in &sessions {
            assert!(session.total_timer_time <= session.total_elapsed_time, "{}", sample.path);
            let span = 1000 * (session.timestamp.0 - session.start_time.0);
            assert!(span.abs_diff(session.total_elapsed_time) < 1000, "{}: {span}", sample.path);
        }
    }
}

#[test]
fn rides_last_as_long_as_the_readme_says() {
    let rides = of_kind("bike");
    assert_eq!(rides.len(), 33);
    for (sample, messages) in rides {
        let minutes: f64 = sample.shows.split(' ').next().unwrap().parse().unwrap();
        let timer = f64::from(sessions(&messages)[0].total_timer_time) / 60_000.0;
        assert!((timer - minutes).abs() < 1e-6, "{}: {timer}", sample.path);
    }
}

#[test]
fn pool_laps_are_drill_lengths_of_equal_times_without_strokes() {
    let swims = of_kind("pool");
    assert_eq!(swims.len(), 32);
    for (sample, messages) in swims {
        let laps: usize = sample.shows.split(' ').next().unwrap().parse().unwrap();
        let lengths: Vec<_> =
            messages.iter().filter(|m| m.num == MesgNum::LENGTH).map(mesgdef::Length::from).collect();
        let drill: Vec<_> = lengths.iter().filter(|l| l.length_type.0 == 1 && l.swim_stroke.0 == 4).collect();
        assert_eq!(drill.len(), laps, "{}", sample.path);
        assert!(drill.iter().all(|l| l.total_strokes == 0));
        assert_eq!(usize::from(sessions(&messages)[0].num_active_lengths), laps + 6, "{}", sample.path);
        assert_eq!(sessions(&messages)[0].pool_length, 2500);
    }
}

#[test]
fn every_true_stride_stands_in_the_speed_that_the_watch_recorded() {
    let drills = of_kind("run-drills");
    assert_eq!(drills.iter().map(|d| d.0.reps.len()).sum::<usize>(), 61);
    for (sample, messages) in drills {
        let start = sessions(&messages)[0].start_time.0;
        let records = records(&messages);
        for (skip, stride) in &sample.reps {
            let within = |r: &&mesgdef::Record| {
                let at = f64::from(r.timestamp.0 - start);
                at > stride.start + 4.0 && at < stride.end + 1.0
            };
            let fast = records.iter().filter(within).filter(|r| r.enhanced_speed > 4200).count();
            assert!(fast >= 4, "{}: {stride:?} shows {fast} fast seconds", sample.path);
            assert!((10.0..=20.5).contains(&skip.metres), "{}: {skip:?}", sample.path);
        }
    }
}

#[test]
fn the_sessions_state_the_balance_that_the_readme_gives() {
    let mut seen = 0;
    for (sample, messages) in of_kind("run") {
        let (_, rest) = sample.shows.split_once("stance balance ").unwrap();
        let truth: f64 = rest.split(' ').next().unwrap().parse().unwrap();
        let stated = f64::from(sessions(&messages)[0].avg_stance_time_balance) / 100.0;
        assert!((stated - truth).abs() < 0.6, "{}: {stated} for {truth}", sample.path);
        seen += 1;
    }
    assert_eq!(seen, 18);
}

#[test]
fn one_run_is_led_by_a_workout_one_by_the_thumb_and_the_rest_by_neither() {
    let laps = |path: &str| -> Vec<mesgdef::Lap> {
        let messages = decode(&sample(path).bytes).unwrap();
        messages.iter().filter(|m| m.num == MesgNum::LAP).map(mesgdef::Lap::from).collect()
    };
    let led = laps("2026-03-17-run-drills.fit");
    let strides: Vec<_> = led.iter().filter(|l| l.wkt_step_index.0 == 2).collect();
    assert_eq!(strides.len(), 6);
    assert!(strides.iter().all(|l| l.total_distance.abs_diff(6000) < 100));
    let thumb = laps("2026-03-31-run-drills.fit");
    assert_eq!(thumb.len(), 6 * 3 + 1);
    assert!(thumb.iter().rev().skip(1).all(|l| l.lap_trigger.0 == 0));
    let neither = laps("2026-03-03-run-drills.fit");
    assert!(neither.iter().rev().skip(1).all(|l| l.lap_trigger.0 == 2 && l.wkt_step_index.0 == u16::MAX));
}
