//! What is wanted, fully decided: nothing here is optional that has a default.

use crate::checks;
use crate::ingest;
use crate::metrics;
use crate::programme::{LadderKind, Plan, Soreness};
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
    /// What was prescribed, with every race that was named.
    pub plan: Plan,
    /// Which weeks let the targets rise.
    pub ladder: LadderKind,
    /// Thresholds of the metrics.
    pub metrics: metrics::Settings,
    /// Thresholds of the checks.
    pub checks: checks::Settings,
    /// Judge as of this day; absent: the day of the latest recording.
    pub today: Option<Date>,
    /// The soreness log.
    pub soreness: Vec<Soreness>,
    /// Every setting that holds, for the report.
    pub settings: Vec<Setting>,
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
