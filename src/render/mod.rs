//! The report as bytes: figures and the card, and the page. Formatting only, never a result.

pub mod html;
pub mod plot;
