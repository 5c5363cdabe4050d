//! Finds skip-then-stride reps: skip 10 to 20 m, then stride 50 to 80 m.

mod rep;

pub use rep::{
    Drills, EvidenceLayer, LengthVerdict, MeasuredLength, Rep, Resolution, Skip, Stride, StrideForm,
};
