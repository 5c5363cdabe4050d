//! Verdicts on a session and on a week (rules: docs/sources.md, "Verdicts on a session"; docs/checks/bike.minutes.md).

/// A session against the week's target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SessionVerdict {
    /// Reached the target.
    Done,
    /// At least half of it, but not done.
    Short,
    /// Less than half of it: does not count.
    Token,
    /// Well above it. Counts as done, and informs.
    Over,
    /// Two or more weeks' steps above the plan. Counts as done, and informs.
    Ahead,
    /// A session beyond the number prescribed for the week.
    Extra,
    /// The file cannot say how long it was.
    NotAssessable,
}

/// A week against the prescription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WeekVerdict {
    /// As many sessions as prescribed.
    Complete,
    /// Some of them.
    Partial,
    /// None.
    Missed,
    /// The user declared it a rest or a race week.
    Rest,
}

impl SessionVerdict {
    /// Every verdict.
    pub const ALL: &'static [Self] =
        &[Self::Done, Self::Short, Self::Token, Self::Over, Self::Ahead, Self::Extra, Self::NotAssessable];

    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Short => "short",
            Self::Token => "token",
            Self::Over => "over",
            Self::Ahead => "ahead",
            Self::Extra => "extra",
            Self::NotAssessable => "not-assessable",
        }
    }

    /// Whether the session counts towards the week's number.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Done | Self::Over | Self::Ahead | Self::Extra)
    }
}

impl WeekVerdict {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Partial => "partial",
            Self::Missed => "missed",
            Self::Rest => "rest",
        }
    }
}
