//! `report.json`, after the schema in `docs/schema/report.json`.
//!
//! The same report gives the same bytes: maps are sorted, numbers are rounded to each metric's precision, and nothing
//! of the machine (clock, host name, absolute path) enters.

mod details;
mod document;
mod drills;
mod trends;
mod work;

pub(crate) use document::SCHEMA;

use crate::report::Report;

/// The report as a JSON document, ending in a line break.
#[must_use]
pub fn render(report: &Report) -> String {
    let document = document::Document::of(report);
    // The document holds strings, finite numbers and string-keyed maps alone, which always serialise.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}
