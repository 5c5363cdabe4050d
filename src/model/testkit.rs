//! A bare session for the tests of every room.

use super::{Clock, OffsetSource, Session, Sport, Stated, Streams, SubSport};
use crate::units::{Elapsed, TimerTime};
use jiff::{Timestamp, tz::Offset};

/// A session of this sport that starts on 2026-03-02 at 7:00 UTC, lasts `seconds` without a pause and holds nothing else.
pub(crate) fn bare(sport: Sport, seconds: f64) -> Session {
    Session {
        sport,
        sub_sport: SubSport::Generic,
        name: String::new(),
        clock: Clock {
            start: Timestamp::from_second(1_772_434_800).unwrap(),
            offset: Offset::UTC,
            source: OffsetSource::Recorded,
        },
        timer: TimerTime::new(seconds),
        elapsed: Elapsed::new(seconds),
        distance: None,
        laps: Vec::new(),
        lengths: Vec::new(),
        pool_length: None,
        sets: Vec::new(),
        pauses: Vec::new(),
        positions: Vec::new(),
        streams: Streams::default(),
        stated: Stated::default(),
        records: 0,
        left_out: Vec::new(),
    }
}
