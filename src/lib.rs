//! clipstride.
pub mod checks;
pub mod cli;
pub mod drills;
pub mod ingest;
pub mod metrics;
pub mod model;
pub mod pipeline;
pub mod programme;
pub mod render;
pub mod report;
pub mod signal;
pub mod units;
