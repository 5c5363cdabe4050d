//! What a recording is, valid by construction.
//!
//! ```text
//! Reading  one file as found: path, digest, status, notices, and where it could be read a
//! └─ Recording  devices, workout steps, and one
//!    └─ Session  for each leg of the activity: times, laps, lengths, sets, pauses, and
//!       └─ Streams  one [`Stream`] a channel: strictly rising time, finite values, explicit gaps
//! ```

mod notice;
mod reading;
mod recording;
mod session;
mod stream;
mod streams;
#[cfg(test)]
pub(crate) mod testkit;
mod workout;

pub use notice::{Notice, NoticeCode};
pub use reading::{FileKind, Reading, Status};
pub use recording::{Device, Recording};
pub use session::{
    Clock, Exercise, Lap, LapTrigger, Length, LengthKind, OffsetSource, RiderPosition, Session, Set, SetKind,
    Span, Sport, Stated, SubSport,
};
pub use stream::{Gap, Stream, StreamFault};
pub use streams::{Arc, PedalBalance, Streams};
pub use workout::{Intensity, StepDuration, Workout, WorkoutStep};
