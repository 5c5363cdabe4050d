//! Report to bytes: json, terminal, plot, html, card, calendar, workout. Formats and lays out; never computes a result.

mod clean;
pub mod html;
pub mod ics;
pub mod inspection;
pub mod json;
mod names;
pub mod number;
pub mod plot;
pub mod prose;
mod runs;
pub mod terminal;
pub mod workout;

pub use clean::clean;
