//! One file as it was found, and what became of it.

use super::{Notice, Recording};

/// One file, or one entry of an archive, with what became of it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// As found below the given path; inside an archive `export.zip!/inner.fit`.
    pub path: String,
    /// SHA-256 of the FIT bytes (after unpacking), hexadecimal; empty where nothing could be read.
    pub sha256: String,
    /// What became of it.
    pub status: Status,
    /// What was odd.
    pub notices: Vec<Notice>,
    /// The recording, where there is one to judge: status `read` or `salvaged`, and `duplicate` (kept for listing).
    pub recording: Option<Recording>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Read to its end.
    Read,
    /// Damaged or cut short, and every whole message was kept; or fuller than any recording, and the first were.
    Salvaged,
    /// The same activity as another file.
    Duplicate {
        /// The path of the file that counts.
        of: String,
    },
    /// A FIT file that is not an activity.
    NotAnActivity {
        /// What it is.
        kind: FileKind,
    },
    /// Nothing could be kept.
    Rejected {
        /// Why, in a sentence.
        reason: String,
        /// At which byte, where that is known.
        offset: Option<u64>,
    },
}

impl Status {
    /// The stable name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Salvaged => "salvaged",
            Self::Duplicate { .. } => "duplicate",
            Self::NotAnActivity { .. } => "not-an-activity",
            Self::Rejected { .. } => "rejected",
        }
    }

    /// Whether the file's sessions are judged.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self, Self::Read | Self::Salvaged)
    }
}

/// What a FIT file says it is (`file_id.type`), as far as it matters to say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A recorded activity.
    Activity,
    /// A planned workout.
    Workout,
    /// A course to follow.
    Course,
    /// Device or user settings.
    Settings,
    /// All-day monitoring, sleep or health data.
    Monitoring,
    /// Some other type, by its FIT number.
    Other(u8),
    /// The file does not say.
    Unstated,
}

impl FileKind {
    /// In words.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Activity => "an activity".to_owned(),
            Self::Workout => "a workout plan".to_owned(),
            Self::Course => "a course".to_owned(),
            Self::Settings => "device settings".to_owned(),
            Self::Monitoring => "all-day monitoring or health data".to_owned(),
            Self::Other(number) => format!("a file of FIT type {number}"),
            Self::Unstated => "a file that does not say what it is".to_owned(),
        }
    }
}
