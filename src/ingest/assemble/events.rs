//! Pauses and rider positions, from event messages.

use super::frame::date;
use super::kind;
use super::share::Share;
use crate::model::{RiderPosition, Span};
use crate::units::Elapsed;

const TIMER: i64 = 0;
const RIDER_POSITION: i64 = 44;

/// When the timer stood still: from a stop to the next start, or to the session's end.
pub(super) fn pauses(share: &Share<'_>) -> Vec<Span> {
    let frame = share.frame;
    let mut pauses: Vec<Span> = Vec::new();
    let mut stopped: Option<u32> = None;
    let mut close = |from: u32, to: u32| {
        let (from, to) = (from.max(frame.start), to.min(frame.end));
        if from < to {
            pauses.push(Span { start: share.since(from), end: share.since(to) });
        }
    };
    for event in share.raw.of(kind::EVENT).filter(|event| event.integer(0) == Some(TIMER)) {
        let Some(time) = date(event.time).filter(|time| *time <= frame.end) else { continue };
        match event.integer(1) {
            // start
            Some(0) => {
                if let Some(from) = stopped.take() {
                    close(from, time);
                }
            }
            // stop, stop_all, stop_disable, stop_disable_all
            Some(1 | 4 | 8 | 9) if time >= frame.start => stopped = stopped.or(Some(time)),
            _ => {}
        }
    }
    // What follows a last stop by more than the second in which it is saved was no training either.
    if let Some(from) = stopped.filter(|from| frame.end.saturating_sub(*from) > 1) {
        close(from, frame.end);
    }
    merge(pauses)
}

/// Pauses in order, those that touch made one.
fn merge(mut pauses: Vec<Span>) -> Vec<Span> {
    pauses.sort_by(|one, two| one.start.get().total_cmp(&two.start.get()));
    let mut merged: Vec<Span> = Vec::new();
    for pause in pauses {
        match merged.last_mut() {
            Some(last) if pause.start <= last.end => {
                if pause.end > last.end {
                    last.end = pause.end;
                }
            }
            _ => merged.push(pause),
        }
    }
    merged
}

/// Changes of rider position. Positions in transition are left out: the settled position follows.
pub(super) fn positions(share: &Share<'_>) -> Vec<(Elapsed, RiderPosition)> {
    let frame = share.frame;
    let changes =
        share.raw.of(kind::EVENT).filter(|event| event.integer(0) == Some(RIDER_POSITION)).filter_map(
            |event| {
                let time = date(event.time).filter(|time| frame.start <= *time && *time <= frame.end)?;
                let position = match event.integer(3)? {
                    0 => RiderPosition::Seated,
                    1 => RiderPosition::Standing,
                    _ => return None,
                };
                Some((share.since(time), position))
            },
        );
    let mut changes: Vec<(Elapsed, RiderPosition)> = changes.collect();
    changes.sort_by(|one, two| one.0.get().total_cmp(&two.0.get()));
    changes
}
