//! What was found: reps, each with its lengths and their errors.

use crate::model::Span;
use crate::units::{Millimetres, Milliseconds, Speed, StepRate};

/// The drill reps of one run, and on what evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Drills {
    /// The layer of evidence that was used.
    pub source: EvidenceLayer,
    /// Whether the recording is dense enough to measure a rep.
    pub resolution: Resolution,
    /// The reps, in order of time.
    pub reps: Vec<Rep>,
    /// The runner's own jog, against which "fast" was measured; absent where nothing was searched.
    pub jog: Option<Speed>,
}

impl Drills {
    /// Nothing found, nothing searched.
    #[must_use]
    pub fn none() -> Self {
        Self { source: EvidenceLayer::None, resolution: Resolution::Ok, reps: Vec::new(), jog: None }
    }

    /// Whether the fast stretches are evidently strides of the drill: steps or laps set them, or at least one has a confirmed
    /// skip before it. Any surge is as fast.
    #[must_use]
    pub fn evident(&self) -> bool {
        let pair = |rep: &Rep| rep.stride.is_some() && rep.skip.as_ref().is_some_and(|skip| skip.confirmed);
        match self.source {
            EvidenceLayer::WorkoutSteps | EvidenceLayer::Laps => true,
            EvidenceLayer::Signal | EvidenceLayer::None => self.reps.iter().any(pair),
        }
    }

    /// The seconds inside skips and strides: no balance and no cadence is judged there.
    pub fn spans(&self) -> impl Iterator<Item = Span> + '_ {
        self.reps.iter().flat_map(|rep| {
            let skip = rep.skip.as_ref().map(|skip| skip.span);
            skip.into_iter().chain(rep.stride.as_ref().map(|stride| stride.span))
        })
    }
}

/// Which evidence told the reps, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceLayer {
    /// The steps of a followed workout.
    WorkoutSteps,
    /// Laps pressed by hand, their edges refined by the signal.
    Laps,
    /// The signal alone.
    Signal,
    /// No reps.
    None,
}

/// Whether a rep holds enough samples to be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// It does.
    Ok,
    /// Fewer than four samples in a rep: found, perhaps, but not measured.
    TooLow,
}

/// One rep. At least one of the two parts is there.
#[derive(Debug, Clone, PartialEq)]
pub struct Rep {
    /// The skip, where one was found.
    pub skip: Option<Skip>,
    /// The stride, where one was found.
    pub stride: Option<Stride>,
}

/// A skip.
#[derive(Debug, Clone, PartialEq)]
pub struct Skip {
    /// When.
    pub span: Span,
    /// How long, with its 95 % interval.
    pub metres: MeasuredLength,
    /// Whether anything but speed speaks for it: cadence, vertical oscillation, contact time, a lap or a step.
    pub confirmed: bool,
    /// Against the prescription.
    pub verdict: LengthVerdict,
}

/// A stride.
#[derive(Debug, Clone, PartialEq)]
pub struct Stride {
    /// When.
    pub span: Span,
    /// How long, with its 95 % interval.
    pub metres: MeasuredLength,
    /// Against the prescription.
    pub verdict: LengthVerdict,
    /// How it was run: descriptive only, and never balance.
    pub form: StrideForm,
}

/// How a stride was run, where recorded. Descriptive.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct StrideForm {
    /// Highest speed.
    pub peak_speed: Option<Speed>,
    /// Mean speed.
    pub mean_speed: Option<Speed>,
    /// Mean cadence.
    pub cadence: Option<StepRate>,
    /// Mean ground contact time.
    pub contact_time: Option<Milliseconds>,
    /// Mean vertical oscillation.
    pub vertical_oscillation: Option<Millimetres>,
    /// Mean step length.
    pub step_length: Option<Millimetres>,
}

/// A length with its 95 % interval, m.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeasuredLength {
    /// The best single number.
    pub value: f64,
    /// Lower end of the 95 % interval.
    pub lo: f64,
    /// Upper end of the 95 % interval.
    pub hi: f64,
}

/// A measured length against a prescribed range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LengthVerdict {
    /// The length lies in the range, with a probability of four in five or more.
    InRange,
    /// It may lie on either side of an end.
    Uncertain,
    /// The whole interval misses the range.
    OutOfRange,
}

impl LengthVerdict {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InRange => "in-range",
            Self::Uncertain => "uncertain",
            Self::OutOfRange => "out-of-range",
        }
    }
}

impl EvidenceLayer {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WorkoutSteps => "workout-steps",
            Self::Laps => "laps",
            Self::Signal => "signal",
            Self::None => "none",
        }
    }
}

impl Resolution {
    /// The stable name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::TooLow => "too-low",
        }
    }
}
