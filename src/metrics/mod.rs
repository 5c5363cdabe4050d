//! What a session measured: estimates with their interval, evidence and ledger, or the reason why there is none.
//!
//! One file a family. Each sifts its channel (`sieve`: every dropped sample is booked with its reason) and infers a
//! number from what is left (`infer`: the interval knows how correlated the samples are).

pub mod agreement;
pub mod baseline;
pub mod cadence;
mod channels;
mod details;
mod doc;
mod durations;
mod estimate;
pub mod explain;
pub mod grade;
mod id;
mod infer;
mod measure;
pub mod meter;
pub mod pedal;
pub mod pool;
pub mod power_phase;
mod running;
pub mod series;
mod settings;
mod sieve;
pub mod stance;
#[cfg(test)]
pub(crate) mod testkit;
pub mod torque;
pub mod trend;

pub use channels::{Channel, channels};
pub use details::{Details, Pedal, Stance, details};
pub use doc::Doc;
pub use durations::moving_time;
pub use estimate::{Certainty, Dropped, Estimate, Ledger, Measure, Missing, Untold};
pub use id::{Evidence, MetricId};
pub use measure::measure;
pub use settings::Settings;

use std::collections::BTreeMap;

/// The measures of one session: each metric that its sport can have, measured or missing.
pub type Measures = BTreeMap<MetricId, Measure>;
