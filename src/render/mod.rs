//! render

pub mod ics;
pub mod workout;
