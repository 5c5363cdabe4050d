//! What was prescribed: the clinic's programme from TOML, the ladder of targets, the calendar of weeks.

mod verdict;

pub use verdict::{SessionVerdict, WeekVerdict};
