//! What was prescribed: the clinic's programme from TOML, the ladder of targets, the calendar of weeks.
//!
//! ```text
//! clinic.toml, the user's TOML -> Plan -> Prescription ─┐
//! sessions -> Selection::count ────────────── Entry ────┴-> weeks() -> Progress { weeks, next }
//! ```

mod calendar;
mod dose;
mod error;
mod exercises;
mod follow;
mod ladder;
mod outlook;
mod parse;
mod plan;
mod quantity;
mod race;
mod raw;
mod schedule;
mod selection;
mod soreness;
mod twins;
mod verdict;
mod week;
mod workouts;

pub use calendar::{Ahead, Entry, Given, Next, Progress, Week, WeekSession, weeks};
pub use dose::{Dose, number};
pub use error::PlanError;
pub use exercises::{Confidence, Exercises, Kind, Known, Recognised};
pub use follow::{Identified, entries, follow};
pub use ladder::{Climb, Ladder, LadderKind, start_from};
pub use outlook::outlook;
pub use parse::init_text;
pub use plan::{Drill, Origin, Plan, Prescription, Strength};
pub use race::{RACE_WINDOW_DAYS, Race, RaceError};
pub use schedule::{Appointment, Days, ScheduleError, schedule};
pub use selection::{Candidate, Counted, Selection};
pub use soreness::{Soreness, SorenessError, read_soreness};
pub use twins::{Take, twins};
pub use verdict::{SessionVerdict, WeekVerdict};
pub use week::IsoWeek;
pub use workouts::{PlannedWorkout, workouts};
