//! Report to bytes: json, terminal, plot, html, card. Formats and lays out; never computes a result.

pub mod html;
pub mod inspection;
pub mod json;
pub mod number;
pub mod plot;
pub mod terminal;
