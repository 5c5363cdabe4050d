//! Everything a reader may see, as values with units. No formatting of numbers, no I/O.
//!
//! The renderers see this room and [`crate::units`] alone, so the words that a report is made of are handed on here.

mod assemble;
mod document;
pub mod figure;
mod figures;
mod headline;
mod input;
mod inspection;
pub mod outgoing;
mod own;
mod strength;
mod telling;
#[cfg(test)]
mod testkit;
mod tiles;
mod trends;

pub use assemble::assemble;
pub use document::{
    FileEntry, NextTarget, ProgrammeEntry, Report, SessionEntry, Setting, Tile, WeekEntry, WeekSession,
};
pub use headline::{Standing, check_words};
pub use input::{Input, Sourced};
pub use inspection::{Answer, InspectedSession, Inspection};
pub use own::Own;
pub use strength::{ExerciseEntry, StrengthSet};
pub use trends::{CrossSport, Even, SessionMean, TrendEntry};

pub use crate::checks::{
    Ability, CheckId, CheckResult, Figure as CheckFigure, Outcome, missing_words, untold_words,
};
pub use crate::drills::{
    Drills, EvidenceLayer, LengthVerdict, MeasuredLength, Rep, Resolution, Skip, Stride, StrideForm,
};
pub use crate::metrics::agreement::{AgreementOutcome, Share};
pub use crate::metrics::baseline::{AgainstOwn, PhaseAgainstOwn, Usual};
pub use crate::metrics::cadence::{GarminZone, Pedalling};
pub use crate::metrics::explain::{Entry as MetricRecord, entries as metric_records};
pub use crate::metrics::pedal::Side;
pub use crate::metrics::power_phase::Phase;
pub use crate::metrics::stance::GarminBand;
pub use crate::metrics::trend::Change;
pub use crate::metrics::{
    Certainty, Channel, Details, Dropped, Estimate, Evidence, Ledger, Measure, Measures, MetricId, Missing,
    Pedal as PedalDetails, Stance as StanceDetails, Untold,
};
pub use crate::model::{
    Arc, Clock, Device, Exercise, FileKind, Length, LengthKind, Notice, NoticeCode, OffsetSource, Span,
    Sport, Stated, Status, SubSport,
};
pub use crate::programme::{Confidence, Race, SessionVerdict, WeekVerdict};

pub(crate) use crate::checks::capital;
use crate::units::{fixed, round};

/// `24 May 2026`.
fn day(date: jiff::civil::Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// As people say it: `30 s`, `31 min`, `2:19 h`, `24 h`.
fn duration(time: crate::units::TimerTime) -> String {
    let minutes = round(time.minutes(), 0);
    match minutes {
        _ if time.get() < 90.0 => format!("{} s", fixed(time.get(), 0)),
        _ if minutes <= 90.0 => format!("{} min", fixed(minutes, 0)),
        _ if minutes % 60.0 < 0.5 => format!("{} h", fixed(minutes / 60.0, 0)),
        _ => format!("{}:{:0>2} h", fixed((minutes / 60.0).floor(), 0), fixed(minutes % 60.0, 0)),
    }
}

/// `24 May 2026`, or `2 Mar 2026 to 24 May 2026`.
fn days((from, to): (jiff::civil::Date, jiff::civil::Date)) -> String {
    if from == to { day(from) } else { format!("{} to {}", day(from), day(to)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::TimerTime;

    #[test]
    fn durations_are_told_as_people_tell_them() {
        let told = [8.0, 89.6, 95.0, 1860.0, 5400.0, 5430.0, 7184.0, 8340.0, 86_400.0]
            .map(TimerTime::new)
            .map(duration);
        let wanted = ["8 s", "90 s", "2 min", "31 min", "90 min", "1:31 h", "2 h", "2:19 h", "24 h"];
        assert_eq!(told, wanted.map(str::to_owned));
    }
}
