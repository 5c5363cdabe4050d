//! Every real recording ends with a status and, where it is not plainly read, a reason; the catalogue's figures hold.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

mod corpus;

use clipstride::ingest::{Options, discover, read};
use clipstride::model::{NoticeCode, Reading, Status};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn readings(folder: &Path) -> Vec<Reading> {
    let found = discover(&[folder.to_owned()]).unwrap();
    found.par_iter().flat_map_iter(|found| read(found, &Options::default())).collect()
}

/// The catalogue's rows by file name: a field in quotes may hold commas.
fn catalogue(folder: &Path) -> BTreeMap<String, BTreeMap<String, String>> {
    let text = fs::read_to_string(folder.join("catalog.csv")).unwrap();
    let mut rows = text.lines().map(|line| {
        let mut fields = vec![String::new()];
        let mut quoted = false;
        for letter in line.chars() {
            match letter {
                '"' => quoted = !quoted,
                ',' if !quoted => fields.push(String::new()),
                other => fields.last_mut().unwrap().push(other),
            }
        }
        fields
    });
    let heads = rows.next().unwrap();
    rows.map(|row| (row[0].clone(), heads.iter().cloned().zip(row).collect())).collect()
}

#[test]
fn every_file_ends_with_a_status_and_a_reason_where_it_is_not_plainly_read() {
    let Some(folder) = corpus::folder() else { return };
    let readings = readings(&folder);
    assert!(readings.len() >= 145, "{} readings", readings.len());
    for reading in readings {
        let path = &reading.path;
        match &reading.status {
            Status::Read => assert!(reading.recording.is_some(), "{path}"),
            Status::Salvaged => {
                let why = [NoticeCode::Truncated, NoticeCode::Damaged];
                assert!(reading.notices.iter().any(|notice| why.contains(&notice.code)), "{path}");
            }
            Status::NotAnActivity { kind } => assert!(!kind.words().is_empty(), "{path}"),
            Status::Rejected { reason, .. } => assert!(reason.len() > 20, "{path}: {reason}"),
            Status::Duplicate { .. } => panic!("{path}: duplicates are not marked here"),
        }
        for notice in &reading.notices {
            assert!(notice.message.len() > 20, "{path}: {}", notice.message);
        }
    }
}

#[test]
fn sessions_records_and_timer_times_are_those_of_the_catalogue() {
    let Some(folder) = corpus::folder() else { return };
    let catalogue = catalogue(&folder);
    let mut wrong = Vec::new();
    let mut compared = 0;
    for reading in readings(&folder) {
        let Some(recording) = &reading.recording else { continue };
        let Some(row) = catalogue.get(&reading.path) else { continue };
        let number = |name: &str| row.get(name).and_then(|text| text.parse::<f64>().ok());
        let rebuilt = reading.notices.iter().any(|notice| notice.code == NoticeCode::SessionRebuilt);
        let timer: f64 = recording.sessions.iter().map(|session| session.timer.get()).sum();
        compared += 1;
        if number("records") != Some(recording.records as f64) {
            wrong.push(format!(
                "{}: {} records, catalogue {:?}",
                reading.path,
                recording.records,
                number("records")
            ));
        }
        if rebuilt {
            continue;
        }
        if number("n_sessions") != Some(recording.sessions.len() as f64) {
            wrong.push(format!(
                "{}: {} sessions, catalogue {:?}",
                reading.path,
                recording.sessions.len(),
                number("n_sessions")
            ));
        }
        if let Some(stated) = number("total_timer_time").filter(|stated| (stated - timer).abs() > 0.1) {
            wrong.push(format!("{}: timer {timer}, catalogue {stated}", reading.path));
        }
    }
    assert!(compared > 0, "the catalogue names none of the files");
    assert!(wrong.is_empty(), "{compared} compared\n{}", wrong.join("\n"));
}
