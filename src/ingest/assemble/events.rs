//! Pauses and rider positions, from event messages.

use super::share::Share;
use crate::ingest::messages::Happened;
use crate::model::{RiderPosition, Span};
use crate::units::Elapsed;

/// When the timer stood still: from a stop to the next start, or to the session's end.
pub(super) fn pauses(share: &Share<'_>) -> Vec<Span> {
    let end = share.frame.end;
    let mut pauses: Vec<Span> = Vec::new();
    let mut stopped: Option<u32> = None;
    let mut close = |from: u32, to: u32| {
        let pause = Span { start: share.since(from), end: share.since(to) };
        match pauses.last_mut() {
            Some(last) if last.end == pause.start => last.end = pause.end,
            _ if from < to => pauses.push(pause),
            _ => {}
        }
    };
    for event in share.events() {
        match event.what {
            Happened::Started => {
                if let Some(from) = stopped.take() {
                    close(from, event.time);
                }
            }
            Happened::Stopped => stopped = stopped.or(Some(event.time)),
            Happened::Sat | Happened::Stood => {}
        }
    }
    // What follows a last stop by more than the second in which it is saved was no training either.
    if let Some(from) = stopped.filter(|from| end.saturating_sub(*from) > 1) {
        close(from, end);
    }
    pauses
}

/// Changes of rider position, in order.
pub(super) fn positions(share: &Share<'_>) -> Vec<(Elapsed, RiderPosition)> {
    let changes = share.events().filter_map(|event| {
        let position = match event.what {
            Happened::Sat => RiderPosition::Seated,
            Happened::Stood => RiderPosition::Standing,
            Happened::Started | Happened::Stopped => return None,
        };
        Some((share.since(event.time), position))
    });
    changes.collect()
}
