//! One session: a leg of an activity in one sport.

use super::{Intensity, Streams};
use crate::units::{
    CrankRate, Elapsed, HeartRate, LeftShare, Metres, Milliseconds, Speed, StepRate, TimerTime, Watts,
};
use jiff::{Timestamp, civil, tz::Offset};

/// One leg of an activity in one sport.
#[derive(Debug, Clone)]
pub struct Session {
    /// The sport.
    pub sport: Sport,
    /// The kind of that sport.
    pub sub_sport: SubSport,
    /// The name that the device or the user gave it; empty where there is none.
    pub name: String,
    /// When it started.
    pub clock: Clock,
    /// How long the timer ran.
    pub timer: TimerTime,
    /// How long it took, pauses included.
    pub elapsed: Elapsed,
    /// The distance covered, where one was measured.
    pub distance: Option<Metres>,
    /// The laps, in order.
    pub laps: Vec<Lap>,
    /// Pool lengths, in order.
    pub lengths: Vec<Length>,
    /// The pool's length, where stated.
    pub pool_length: Option<Metres>,
    /// Strength sets, in order.
    pub sets: Vec<Set>,
    /// When the timer stood still, in order.
    pub pauses: Vec<Span>,
    /// Changes of rider position (seated, standing), in order; empty where the device does not know.
    pub positions: Vec<(Elapsed, RiderPosition)>,
    /// The channels.
    pub streams: Streams,
    /// What the device itself states about the session.
    pub stated: Stated,
    /// How many `record` messages belong to it.
    pub records: usize,
    /// Samples of a channel that were left out while reading, in words, with their number.
    pub left_out: Vec<(String, usize)>,
}

/// When a session started, and where the local day comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The instant.
    pub start: Timestamp,
    /// Local time minus UTC.
    pub offset: Offset,
    /// Where the offset comes from.
    pub source: OffsetSource,
}

/// Where a session's local time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OffsetSource {
    /// The file states its local time.
    Recorded,
    /// The user named a time zone.
    Given,
    /// Nothing is known: UTC.
    Utc,
}

impl Clock {
    /// Date and time on the wall where the session started.
    #[must_use]
    pub fn local(self) -> civil::DateTime {
        self.offset.to_datetime(self.start)
    }

    /// The day on which the session counts.
    #[must_use]
    pub fn day(self) -> civil::Date {
        self.local().date()
    }

    /// The ISO week in which the session counts.
    #[must_use]
    pub fn iso_week(self) -> civil::ISOWeekDate {
        self.day().iso_week_date()
    }
}

/// A stretch of elapsed time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Its start.
    pub start: Elapsed,
    /// Its end, not before the start.
    pub end: Elapsed,
}

impl Span {
    /// Its length, s.
    #[must_use]
    pub fn length(self) -> f64 {
        self.end.get() - self.start.get()
    }

    /// Whether `at` lies inside, ends included.
    #[must_use]
    pub fn contains(self, at: Elapsed) -> bool {
        self.start <= at && at <= self.end
    }

    /// Whether two spans share more than an end.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
            /// One that no check acts on, by its name in the FIT profile, or its number there.
            Other(String),
        }

        impl $name {
            /// From the FIT profile's name in snake_case.
            #[must_use]
            pub fn from_name(name: &str) -> Self {
                match name {
                    $($text => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
            }

            /// The FIT profile's name in snake_case.
            #[must_use]
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(name) => name,
                }
            }
        }
    };
}

named! {
    /// The sports that checks tell apart.
    Sport {
        /// Running.
        Running = "running",
        /// Cycling.
        Cycling = "cycling",
        /// Cycling with a motor's help.
        EBiking = "e_biking",
        /// Swimming.
        Swimming = "swimming",
        /// Training: strength, cardio, yoga.
        Training = "training",
        /// Fitness equipment: strength sessions of older devices.
        FitnessEquipment = "fitness_equipment",
        /// Walking.
        Walking = "walking",
        /// Hiking.
        Hiking = "hiking",
        /// The change between two legs of a multisport activity.
        Transition = "transition",
        /// Not said.
        Generic = "generic",
    }
}

named! {
    /// The kinds of sport that checks tell apart.
    SubSport {
        /// Not said.
        Generic = "generic",
        /// Running on a treadmill.
        Treadmill = "treadmill",
        /// Running on a track.
        Track = "track",
        /// Running on trails.
        Trail = "trail",
        /// Indoor running.
        IndoorRunning = "indoor_running",
        /// Running in a virtual world, or riding in one.
        VirtualActivity = "virtual_activity",
        /// A spinning class.
        Spin = "spin",
        /// Riding on a trainer.
        IndoorCycling = "indoor_cycling",
        /// Riding on the road.
        Road = "road",
        /// Pool swimming.
        LapSwimming = "lap_swimming",
        /// Open-water swimming.
        OpenWater = "open_water",
        /// Strength training.
        StrengthTraining = "strength_training",
        /// Cardio training.
        CardioTraining = "cardio_training",
    }
}

/// A lap.
#[derive(Debug, Clone, PartialEq)]
pub struct Lap {
    /// From its start to its end, elapsed time.
    pub span: Span,
    /// The timer time in it.
    pub timer: TimerTime,
    /// The distance in it, where measured.
    pub distance: Option<Metres>,
    /// What ended it.
    pub trigger: LapTrigger,
    /// How hard it was meant to be.
    pub intensity: Intensity,
    /// The workout step that it belongs to.
    pub step: Option<u16>,
    /// The stroke, for pool laps: true where the lap was logged as drill.
    pub drill: bool,
}

/// What ended a lap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LapTrigger {
    /// The lap button, or a workout step's end.
    Manual,
    /// A set distance.
    Distance,
    /// A set time.
    Time,
    /// A place passed again.
    Position,
    /// The session's end.
    SessionEnd,
    /// Fitness equipment said so.
    Equipment,
    /// Not stated, or something else.
    Other,
}

/// A pool length.
#[derive(Debug, Clone, PartialEq)]
pub struct Length {
    /// From its start to its end, elapsed time. Made up by the watch where the kind is [`LengthKind::Drill`].
    pub span: Span,
    /// What was swum.
    pub kind: LengthKind,
    /// Strokes, where counted.
    pub strokes: Option<u32>,
}

/// What a pool length was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthKind {
    /// A rest at the wall.
    Idle,
    /// Swum in some stroke.
    Swum,
    /// Logged in drill mode: the distance was typed in by the swimmer.
    Drill,
}

/// A set of a strength exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct Set {
    /// When it started, elapsed time.
    pub start: Elapsed,
    /// How long it took.
    pub duration: TimerTime,
    /// Work or rest.
    pub kind: SetKind,
    /// Repetitions, where counted.
    pub repetitions: Option<u32>,
    /// Weight, kg, where entered.
    pub weight_kg: Option<f64>,
    /// The watch's guesses, most likely first; a guess is not proof.
    pub guesses: Vec<Exercise>,
    /// The workout step that it belongs to.
    pub step: Option<u16>,
}

/// Whether a set was work or rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetKind {
    /// Work.
    Active,
    /// Rest.
    Rest,
}

/// An exercise by the FIT profile's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Exercise {
    /// `exercise_category`.
    pub category: u16,
    /// The category's own `exercise_name` number, where stated.
    pub name: Option<u16>,
}

/// How the rider sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RiderPosition {
    /// In the saddle.
    Seated,
    /// Out of the saddle.
    Standing,
}

/// What the device itself states about a session, for comparison. Each is absent where the device does not say.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Stated {
    /// Average heart rate.
    pub heart_rate: Option<HeartRate>,
    /// Average running cadence, both feet.
    pub step_rate: Option<StepRate>,
    /// Average pedalling cadence (zeros are in or out as the device was set).
    pub crank_rate: Option<CrankRate>,
    /// Average speed.
    pub speed: Option<Speed>,
    /// Average power.
    pub power: Option<Watts>,
    /// Average ground contact time.
    pub stance_time: Option<Milliseconds>,
    /// Average stance balance.
    pub stance_balance: Option<LeftShare>,
    /// Average left/right balance, where the side is known.
    pub pedal_balance: Option<LeftShare>,
    /// Active pool lengths.
    pub active_lengths: Option<u32>,
}
