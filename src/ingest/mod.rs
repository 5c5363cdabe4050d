//! Files become readings: the only room that knows FIT.
//!
//! ```text
//! discover  paths -> files           container  .fit, .gz, .zip, zips in zips -> bytes
//! wire      bytes -> whole messages  columns    record messages -> columns of numbers
//! developer what third parties say   messages   what is kept of the few other messages
//!                                    profile    their names and scales, through fitparser
//! assemble  columns and messages -> sessions with their streams
//! ```
//!
//! Nothing here fails as a whole because of one file: what cannot be read becomes a reading with the status
//! `rejected` and a reason, what is odd becomes a notice.

mod assemble;
mod channel;
mod columns;
mod container;
mod decode;
mod developer;
mod discover;
mod duplicate;
mod inspect;
mod messages;
mod notices;
mod profile;
mod wire;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use container::read;
pub use decode::read_bytes;
pub use discover::{Found, IngestError, discover};
pub use duplicate::mark_duplicates;
pub use inspect::{MessageField, MessageView, messages};

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The zone that local days are taken from where a file does not state its local time.
    pub time_zone: Option<jiff::tz::TimeZone>,
}
