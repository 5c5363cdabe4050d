//! Everything a reader may see, as values with units. No formatting of numbers, no I/O.

mod document;
pub mod figure;
pub mod outgoing;

pub use document::{
    FileEntry, NextTarget, ProgrammeEntry, Race, Report, SessionEntry, Setting, Tile, WeekEntry, WeekSession,
};
