//! Notices: the file is odd; we went on.

/// What was odd. The name is stable and stands in `report.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoticeCode {
    /// The file ends before its header says it does.
    Truncated,
    /// A checksum does not match the bytes.
    CrcMismatch,
    /// A message could not be read; what was whole before and after it was kept.
    Damaged,
    /// Bytes stand behind the last part that are no FIT data.
    TrailingBytes,
    /// Time stamps go back; the records were put in order or left out.
    TimeWentBack,
    /// Two records carry the same second; their samples were merged, or spread over it.
    RepeatedTime,
    /// A time stamp that no watch can have recorded.
    ImplausibleTime,
    /// Records that belong to no session.
    RecordsWithoutSession,
    /// A session without records: only its summary can be judged.
    SessionWithoutRecords,
    /// The file holds records but no session message: the session was built from the records.
    SessionRebuilt,
    /// A developer field that nothing describes: its values were left out.
    DeveloperFieldUndescribed,
    /// A developer field whose size does not match its description.
    DeveloperFieldMismatch,
    /// No local time is recorded: the day was taken from UTC.
    NoLocalTime,
    /// No total timer time is stated: it was taken from the records and pauses.
    NoTimerTime,
    /// A value of a channel that cannot be, and was left out.
    ImplausibleValue,
    /// Running cadence that was already in steps per minute.
    CadenceAlreadySteps,
    /// Running cadence of so few steps at a running pace that it may count half of them.
    CadenceMayBeHalf,
    /// A message that the profile reader refused.
    UnreadableMessage,
    /// The stated totals and the records do not agree.
    TotalsDisagree,
    /// More messages of a kind than any recording holds: the later ones were left out.
    TooManyMessages,
}

impl NoticeCode {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::CrcMismatch => "crc-mismatch",
            Self::Damaged => "damaged",
            Self::TrailingBytes => "trailing-bytes",
            Self::TimeWentBack => "time-went-back",
            Self::RepeatedTime => "repeated-time",
            Self::ImplausibleTime => "implausible-time",
            Self::RecordsWithoutSession => "records-without-session",
            Self::SessionWithoutRecords => "session-without-records",
            Self::SessionRebuilt => "session-rebuilt",
            Self::DeveloperFieldUndescribed => "developer-field-undescribed",
            Self::DeveloperFieldMismatch => "developer-field-mismatch",
            Self::NoLocalTime => "no-local-time",
            Self::NoTimerTime => "no-timer-time",
            Self::ImplausibleValue => "implausible-value",
            Self::CadenceAlreadySteps => "cadence-already-steps",
            Self::CadenceMayBeHalf => "cadence-may-be-half",
            Self::UnreadableMessage => "unreadable-message",
            Self::TotalsDisagree => "totals-disagree",
            Self::TooManyMessages => "too-many-messages",
        }
    }
}

/// One odd thing about a file, in words that a person understands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What was odd.
    pub code: NoticeCode,
    /// Where, how much, and what was done about it.
    pub message: String,
}

impl Notice {
    /// A notice with its words.
    pub fn new(code: NoticeCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}
