//! The report as bytes: figures and the card.

pub mod plot;
