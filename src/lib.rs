//! Reads the FIT files that bike computers and running watches export, and says whether a clinic's programme of clip-in bike
//! minutes, skip-then-stride drills, pool laps and strength work was done as advised, and what the sensors say of cadence
//! and of left/right balance.
//!
//! Data flows one way:
//!
//! ```text
//! bytes -> ingest -> model -> metrics, drills -> checks -> report -> render -> files, terminal
//!                      ^ programme (what was prescribed) ^
//! ```
//!
//! [`pipeline::analyse`] goes the whole way to the [`report::Report`], which holds everything that a reader may see as
//! values with units; [`render`] turns it into JSON, a page, figures and tables. Each room can be used alone: [`ingest`]
//! reads files, [`metrics`] measures a session, [`drills`] finds skips and strides.
//!
//! ```
//! use clipstride::pipeline::{Request, analyse};
//!
//! let request = Request::of(vec!["samples/2026-03-02-bike.fit".into()]);
//! let report = analyse(&request, &())?;
//! assert_eq!(report.sessions.len(), 1);
//! assert!((report.sessions[0].timer.minutes() - 5.0).abs() < 0.5);
//! for check in &report.checks {
//!     let _line = format!("{}: {}", check.id.name(), check.reason);
//! }
//! # Ok::<(), clipstride::ingest::IngestError>(())
//! ```
//!
//! Training log only; not a medical device.

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
