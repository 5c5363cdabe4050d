//! Small sessions for tests.

use crate::model::testkit::bare;
use crate::model::{Session, Sport, Stream};
use crate::units::{CrankRate, Elapsed, Sample, StepRate, Watts};

/// A stream at 1 Hz from 0 to `seconds` - 1.
pub(crate) fn stream<Q: Sample>(seconds: usize, value: impl Fn(f64) -> Q) -> Stream<Q> {
    Stream::new((0..seconds).map(|t| (Elapsed::new(t as f64), value(t as f64))), &[]).unwrap()
}

/// A session without channels.
pub(crate) fn session(sport: Sport, seconds: usize) -> Session {
    Session { records: seconds, ..bare(sport, seconds as f64) }
}

/// A run at a steady 166 steps/min.
pub(crate) fn run_session(seconds: usize) -> Session {
    let mut session = session(Sport::Running, seconds);
    session.streams.step_rate = stream(seconds, |_| StepRate::new(166.0));
    session
}

/// A ride at a steady 90 rpm and 180 W.
pub(crate) fn ride_session(seconds: usize) -> Session {
    let mut session = session(Sport::Cycling, seconds);
    session.streams.crank_rate = stream(seconds, |_| CrankRate::new(90.0));
    session.streams.power = stream(seconds, |_| Watts::new(180.0));
    session
}

/// Numbers that look random, are always the same, and have mean 0 and sd 1 or so: `lag` makes each follow the last.
pub(crate) fn noise(seed: u64, n: usize, lag: f64) -> Vec<f64> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut last = 0.0;
    (0..n)
        .map(|_| {
            let mut sum = 0.0;
            for _ in 0..12 {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                sum += (state >> 11) as f64 / (1_u64 << 53) as f64;
            }
            last = lag * last + (1.0 - lag * lag).sqrt() * (sum - 6.0);
            last
        })
        .collect()
}
