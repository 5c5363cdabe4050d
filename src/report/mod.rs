//! Everything a reader may see, as values with units. No formatting of numbers, no I/O.
//!
//! The renderers see this room and [`crate::units`] alone, so the words that a report is made of are handed on here.

mod assemble;
mod document;
pub mod figure;
mod figures;
mod headline;
mod inspection;
pub mod outgoing;
mod telling;
mod tiles;

pub use assemble::{Input, Sourced, assemble};
pub use document::{
    FileEntry, NextTarget, ProgrammeEntry, Race, Report, SessionEntry, Setting, Tile, WeekEntry, WeekSession,
};
pub use inspection::{Answer, InspectedSession, Inspection};

pub use crate::checks::{Ability, CheckId, CheckResult, Figure as CheckFigure, Outcome, missing_words};
pub use crate::drills::{
    Drills, EvidenceLayer, LengthVerdict, MeasuredLength, Rep, Resolution, Skip, Stride, StrideForm,
};
pub use crate::metrics::{
    Channel, Dropped, Estimate, Evidence, Ledger, Measure, Measures, MetricId, Missing,
};
pub use crate::model::{
    Arc, Clock, Device, FileKind, Notice, NoticeCode, OffsetSource, Span, Sport, Stated, Status, SubSport,
};
pub use crate::programme::{SessionVerdict, WeekVerdict};

/// `24 May 2026`.
fn day(date: jiff::civil::Date) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = usize::try_from(date.month() - 1).ok().and_then(|index| MONTHS.get(index)).unwrap_or(&"");
    format!("{} {month} {}", date.day(), date.year())
}

/// `24 May 2026`, or `2 Mar 2026 to 24 May 2026`.
fn days((from, to): (jiff::civil::Date, jiff::civil::Date)) -> String {
    if from == to { day(from) } else { format!("{} to {}", day(from), day(to)) }
}
