//! A workout as a FIT workout file.

use crate::report::outgoing::{Intensity, PlannedWorkout, Sport, StepDuration, WorkoutStep};
use embedded_io::{ErrorType, Seek, SeekFrom, Write};
use rustyfit::{
    Encoder,
    profile::{
        mesgdef,
        typedef::{self, DateTime, MessageIndex},
    },
    proto::{FIT, FileHeader, ProtocolVersion},
};
use std::convert::Infallible;

/// The profile version that stands in the header, major * 1000 + minor.
const PROFILE_VERSION: u16 = 21_205;

/// The stamp of the file, s since the FIT epoch: 2006-11-01, when the clinic's answer was printed. A clock would make the
/// same plan give other bytes each time.
const CREATED: u32 = 531_273_600;

/// The longest text that a watch keeps, bytes; FIT itself ends at 255.
const LONGEST_NAME: usize = 40;
const LONGEST_NOTES: usize = 200;

/// Why a workout could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkoutError {
    /// FIT has no room for so many steps, or for such values.
    #[error("the workout cannot be written as FIT: {0}")]
    NotEncodable(String),
}

/// The bytes of a FIT workout file that a watch can follow.
///
/// # Errors
/// [`WorkoutError`] where FIT cannot hold it.
pub fn fit(planned: &PlannedWorkout) -> Result<Vec<u8>, WorkoutError> {
    let mut id = mesgdef::FileId::new();
    id.r#type = typedef::File::WORKOUT;
    id.manufacturer = typedef::Manufacturer::DEVELOPMENT;
    id.product = 1;
    id.serial_number = serial(&planned.slug);
    id.time_created = DateTime(CREATED);

    let mut workout = mesgdef::Workout::new();
    workout.wkt_name = clip(&planned.workout.name, LONGEST_NAME).into();
    workout.sport = sport(&planned.sport);
    workout.num_valid_steps = u16::try_from(planned.workout.steps.len())
        .map_err(|_| WorkoutError::NotEncodable("more than 65535 steps".to_owned()))?;

    let mut messages = vec![id.into(), workout.into()];
    messages.extend(planned.workout.steps.iter().map(|one| step(one).into()));
    let file_header = FileHeader { profile_version: PROFILE_VERSION, ..FileHeader::default() };
    let mut whole = FIT { file_header, messages, ..FIT::default() };
    let mut bytes = Bytes::default();
    Encoder::builder()
        .protocol_version(ProtocolVersion::V1)
        .build()
        .encode(&mut bytes, &mut whole)
        .map_err(|error| WorkoutError::NotEncodable(error.to_string()))?;
    Ok(bytes.all)
}

fn step(step: &WorkoutStep) -> mesgdef::WorkoutStep {
    let mut out = mesgdef::WorkoutStep::new();
    out.message_index = MessageIndex(step.index);
    out.wkt_step_name = clip(&step.name, LONGEST_NAME).into();
    out.notes = clip(&step.notes, LONGEST_NOTES).into();
    out.intensity = match step.intensity {
        Intensity::Active => typedef::Intensity::ACTIVE,
        Intensity::Rest => typedef::Intensity::REST,
        Intensity::Warmup => typedef::Intensity::WARMUP,
        Intensity::Cooldown => typedef::Intensity::COOLDOWN,
        Intensity::Recovery => typedef::Intensity::RECOVERY,
        Intensity::Interval => typedef::Intensity::INTERVAL,
        Intensity::Unstated => out.intensity,
    };
    out.target_type = typedef::WktStepTarget::OPEN;
    out.target_value = 0;
    // Distances are centimetres and times milliseconds; the casts saturate at what FIT can hold.
    let (kind, value) = match step.duration {
        StepDuration::Distance(metres) => {
            (typedef::WktStepDuration::DISTANCE, (metres.get() * 100.0).round() as u32)
        }
        StepDuration::Time(time) => (typedef::WktStepDuration::TIME, (time.get() * 1000.0).round() as u32),
        StepDuration::Reps(reps) => (typedef::WktStepDuration::REPS, reps),
        StepDuration::RepeatFrom { step, times } => {
            out.target_type = typedef::WktStepTarget(u8::MAX);
            out.target_value = times;
            (typedef::WktStepDuration::REPEAT_UNTIL_STEPS_CMPLT, u32::from(step))
        }
        StepDuration::Open | StepDuration::Other => (typedef::WktStepDuration::OPEN, u32::MAX),
    };
    out.duration_type = kind;
    out.duration_value = value;
    out
}

fn sport(sport: &Sport) -> typedef::Sport {
    match sport {
        Sport::Running => typedef::Sport::RUNNING,
        Sport::Cycling | Sport::EBiking => typedef::Sport::CYCLING,
        Sport::Swimming => typedef::Sport::SWIMMING,
        Sport::Walking => typedef::Sport::WALKING,
        Sport::Hiking => typedef::Sport::HIKING,
        Sport::Training | Sport::FitnessEquipment => typedef::Sport::TRAINING,
        Sport::Transition | Sport::Generic | Sport::Other(_) => typedef::Sport::GENERIC,
    }
}

/// The first characters of a text that fit into `octets`.
fn clip(text: &str, octets: usize) -> &str {
    let end = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= octets).last();
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// A serial number that tells one workout from another, the same each time: FNV-1a of its name, never the invalid zero.
fn serial(slug: &str) -> u32 {
    slug.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)).max(1)
}

/// Bytes in memory that the encoder may go back in, to fill in the header.
#[derive(Debug, Default)]
struct Bytes {
    all: Vec<u8>,
    at: usize,
}

impl ErrorType for Bytes {
    type Error = Infallible;
}

impl Write for Bytes {
    fn write(&mut self, new: &[u8]) -> Result<usize, Infallible> {
        let end = self.at.saturating_add(new.len());
        if self.all.len() < end {
            self.all.resize(end, 0);
        }
        if let Some(place) = self.all.get_mut(self.at..end) {
            place.copy_from_slice(new);
        }
        self.at = end;
        Ok(new.len())
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

impl Seek for Bytes {
    fn seek(&mut self, to: SeekFrom) -> Result<u64, Infallible> {
        let from = |base: usize, by: i64| i64::try_from(base).unwrap_or(i64::MAX).saturating_add(by).max(0);
        self.at = match to {
            SeekFrom::Start(at) => usize::try_from(at).unwrap_or(usize::MAX),
            SeekFrom::End(by) => usize::try_from(from(self.all.len(), by)).unwrap_or(usize::MAX),
            SeekFrom::Current(by) => usize::try_from(from(self.at, by)).unwrap_or(usize::MAX),
        };
        Ok(self.at as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::outgoing::Workout;

    fn planned(name: &str, notes: &str) -> PlannedWorkout {
        let step = WorkoutStep {
            index: 0,
            name: name.to_owned(),
            notes: notes.to_owned(),
            intensity: Intensity::Active,
            duration: StepDuration::Open,
            exercise: None,
        };
        let workout = Workout { name: name.to_owned(), steps: vec![step] };
        PlannedWorkout { slug: "one".to_owned(), sport: Sport::Running, workout }
    }

    #[test]
    fn the_same_plan_gives_the_same_bytes_and_a_header_that_counts_them() {
        let bytes = fit(&planned("Skip", "")).unwrap();
        assert_eq!(fit(&planned("Skip", "")).unwrap(), bytes);
        let data = u32::from_le_bytes([bytes[4], bytes[5], bytes[6], bytes[7]]);
        assert_eq!(usize::try_from(data).unwrap() + 14 + 2, bytes.len());
        assert_eq!(&bytes[8..12], b".FIT");
    }

    #[test]
    fn long_and_odd_names_are_clipped_between_characters() {
        assert_eq!(clip("éé", 3), "é");
        assert_eq!(clip("abc", 2), "ab");
        assert_eq!(clip("", 2), "");
        assert!(fit(&planned(&"☃".repeat(500), &"x\0y".repeat(500))).is_ok());
    }
}
