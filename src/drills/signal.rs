//! The third layer: the signal alone.

use super::candidate::{Candidate, SkipGuess};
use super::jog::Jog;
use super::model::{Segment, SkipLook, State, segments};
use super::prepare::Run;
use super::settings::Settings;

/// The clock of cadence runs this far behind the feet, s.
pub(super) const BEHIND: f64 = 1.3;

/// Reps that the signal proposes.
pub(super) fn candidates(run: &Run, jog: &Jog, settings: &Settings) -> Vec<Candidate> {
    let first = segments(run, jog, settings, &SkipLook::default());
    propose(&first)
}

fn propose(segments: &[Segment]) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        if segment.state != State::Stride {
            continue;
        }
        let skip = index
            .checked_sub(1)
            .and_then(|before| segments.get(before))
            .filter(|before| before.state == State::Skip)
            .map(|before| SkipGuess { start: before.from as f64 - BEHIND - 0.5, sd: 2.0, confirmed: true });
        found.push(Candidate {
            skip,
            start: segment.from as f64 - BEHIND - 0.8,
            end: segment.to as f64 - BEHIND - 1.0,
            stride: true,
            sd: 2.0,
        });
    }
    found
}
