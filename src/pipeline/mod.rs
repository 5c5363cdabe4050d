//! The order of work: find files, read them, measure, find drills, follow the programme, check, report.
//!
//! Files are read and measured in parallel; everything that is told is in order of path or of time, so that the number
//! of threads changes nothing.

mod inspect;
mod judge;
mod request;

pub use inspect::inspect;
pub use request::{Request, Watcher};

use crate::ingest::{self, IngestError};
use crate::model::Reading;
use crate::report::Report;
use rayon::prelude::*;
use std::path::PathBuf;

/// Reads and judges everything below the given paths.
///
/// # Errors
/// A path is missing, or nothing is there that could be read. A single bad file is no error: it has its status.
pub fn analyse(request: &Request, watcher: &dyn Watcher) -> Result<Report, IngestError> {
    let readings = read(&request.paths, &request.ingest, watcher)?;
    Ok(judge::judge(request, &readings))
}

/// Reads every file, in order of path, duplicates marked.
fn read(
    paths: &[PathBuf],
    options: &ingest::Options,
    watcher: &dyn Watcher,
) -> Result<Vec<Reading>, IngestError> {
    let found = ingest::discover(paths)?;
    watcher.found(found.len());
    let mut readings: Vec<Reading> = found
        .par_iter()
        .flat_map_iter(|file| {
            let readings = ingest::read(file, options);
            watcher.read();
            readings
        })
        .collect();
    ingest::mark_duplicates(&mut readings);
    Ok(readings)
}
