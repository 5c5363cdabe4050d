//! What becomes of the committed sample files on their way into the model.

use clipstride::{
    ingest,
    model::{Reading, Status},
};
use std::{path::Path, sync::LazyLock};

/// Every file of the folder, read once for all tests.
static READINGS: LazyLock<Vec<Reading>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let found = ingest::discover(&[folder]).expect("the samples are committed");
    let mut readings: Vec<Reading> =
        found.iter().flat_map(|file| ingest::read(file, &ingest::Options::default())).collect();
    ingest::mark_duplicates(&mut readings);
    readings
});

fn reading(path: &str) -> &'static Reading {
    READINGS.iter().find(|r| r.path == path).unwrap_or_else(|| panic!("there is no {path}"))
}

#[test]
fn the_athletes_own_files_are_read_without_a_word_each_on_its_day() {
    let mut own = 0;
    for reading in READINGS.iter().filter(|r| !r.path.starts_with("odd/")) {
        assert_eq!(reading.status, Status::Read, "{}", reading.path);
        assert!(reading.notices.is_empty(), "{}: {:?}", reading.path, reading.notices);
        let sessions = reading.recording.as_ref().map_or(&[][..], |r| &r.sessions);
        assert_eq!(sessions.len(), 1, "{}", reading.path);
        assert!(reading.path.starts_with(&sessions[0].clock.day().to_string()), "{}", reading.path);
        own += 1;
    }
    assert_eq!(own, 106);
}

/// Status, number of sessions, and their timer times in whole seconds.
fn outcome(path: &str) -> (&'static str, Vec<u32>) {
    let reading = reading(path);
    let sessions = reading.recording.iter().flat_map(|r| &r.sessions);
    (reading.status.name(), sessions.map(|s| s.timer.get().round() as u32).collect())
}

#[test]
fn every_odd_file_ends_with_the_status_and_the_minutes_that_it_has() {
    let expected: [(&str, &str, &[u32]); 30] = [
        ("bad-checksum.fit", "read", &[300]),
        ("balance-unflagged.fit", "read", &[312]),
        ("big-endian.fit", "read", &[300]),
        ("chained.fit", "read", &[240, 300]),
        ("compressed-timestamps.fit", "read", &[300]),
        ("constant-fifty.fit", "read", &[660]),
        ("developer-field-described-late.fit", "read", &[300]),
        ("developer-field-undescribed.fit", "read", &[300]),
        ("developer-field-wrong-size.fit", "read", &[300]),
        ("empty.fit", "rejected", &[]),
        ("export.zip!/export/RUN.FIT", "read", &[240]),
        ("export.zip!/export/UploadedFiles.zip!/uploads/15_ACTIVITY.fit", "read", &[300]),
        ("header-12-bytes.fit", "read", &[300]),
        ("header-checksum-zero.fit", "read", &[300]),
        ("left-only.fit", "read", &[420]),
        ("multisport.fit", "read", &[600, 60, 1140]),
        ("no-local-time.fit", "read", &[300]),
        ("packed.fit.gz", "read", &[300]),
        ("records-without-session.fit", "read", &[300]),
        ("repeated-seconds.fit", "read", &[300]),
        ("same-ride-bike-computer.fit", "read", &[900]),
        ("same-ride-watch.fit", "read", &[945]),
        ("session-without-records.fit", "read", &[1200]),
        ("smart-recording.fit", "read", &[720]),
        ("spider.fit", "read", &[780]),
        ("text.fit", "rejected", &[]),
        ("time-goes-back.fit", "read", &[320]),
        ("workout.fit", "not-an-activity", &[]),
        ("export.zip!/export/UploadedFiles.zip!/uploads/2_ACTIVITY.fit", "duplicate", &[499]),
        ("truncated.fit", "salvaged", &[218]),
    ];
    let odd = READINGS.iter().filter(|r| r.path.starts_with("odd/")).count();
    assert_eq!(odd, expected.len(), "a file is missing from the list");
    for (path, status, seconds) in expected {
        assert_eq!(outcome(&format!("odd/{path}")), (status, seconds.to_vec()), "{path}");
    }
}

#[test]
fn what_is_wrong_with_an_odd_file_is_said() {
    let quiet = [
        "big-endian",
        "chained",
        "compressed-timestamps",
        "header-12-bytes",
        "header-checksum-zero",
        "smart-recording",
        "developer-field-described-late",
        "multisport",
    ];
    let loud = [
        "bad-checksum",
        "developer-field-undescribed",
        "developer-field-wrong-size",
        "no-local-time",
        "records-without-session",
        "repeated-seconds",
        "session-without-records",
        "time-goes-back",
        "truncated",
    ];
    for name in quiet {
        assert!(reading(&format!("odd/{name}.fit")).notices.is_empty(), "{name} is unusual, not wrong");
    }
    for name in loud {
        assert!(!reading(&format!("odd/{name}.fit")).notices.is_empty(), "{name}");
    }
}
