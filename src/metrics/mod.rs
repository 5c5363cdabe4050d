//! What a session measured: estimates with their interval, evidence and ledger, or the reason why there is none.

mod channels;
mod estimate;
mod id;

pub use channels::{Channel, channels};
pub use estimate::{Dropped, Estimate, Ledger, Measure, Missing};
pub use id::{Evidence, MetricId};

use std::collections::BTreeMap;

/// The measures of one session: each metric that its sport can have, measured or missing.
pub type Measures = BTreeMap<MetricId, Measure>;
