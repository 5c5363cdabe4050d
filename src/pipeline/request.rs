//! What is wanted, fully decided: nothing here is optional that has a default.

use crate::checks;
use crate::ingest;
use crate::programme::{Plan, Soreness};
use crate::report::Setting;
use jiff::civil::Date;
use std::path::PathBuf;

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Request {
    /// Files and folders to read.
    pub paths: Vec<PathBuf>,
    /// How to read them.
    pub ingest: ingest::Options,
    /// What was prescribed, with every race that was named and the ladder that was chosen.
    pub plan: Plan,
    /// Thresholds of the checks and of the metrics.
    pub checks: checks::Settings,
    /// Judge as of this day; absent: the day of the latest recording.
    pub today: Option<Date>,
    /// The soreness log.
    pub soreness: Vec<Soreness>,
    /// Every setting that holds, for the report.
    pub settings: Vec<Setting>,
}

impl Request {
    /// The clinic's programme and every default, for these paths.
    #[must_use]
    pub fn of(paths: Vec<PathBuf>) -> Self {
        Self {
            paths,
            ingest: ingest::Options::default(),
            plan: Plan::clinic(),
            checks: checks::Settings::default(),
            today: None,
            soreness: Vec::new(),
            settings: Vec::new(),
        }
    }
}

/// Is told how the work goes on.
pub trait Watcher: Sync {
    /// So many files will be read.
    fn found(&self, files: usize);
    /// One more was read.
    fn read(&self);
}

/// Nobody watches.
impl Watcher for () {
    fn found(&self, _files: usize) {}
    fn read(&self) {}
}
