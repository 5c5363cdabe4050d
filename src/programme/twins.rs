//! Two recordings of one session: a watch and a bike computer that ran side by side.

use crate::model::Sport;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A recording, as far as it matters to find its twin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Take {
    /// Its sport: a walk to the pool is not the swim.
    pub sport: Sport,
    /// When it started.
    pub start: Timestamp,
    /// When it ended.
    pub end: Timestamp,
    /// How many channels hold samples.
    pub channels: usize,
    /// How many records there are.
    pub records: usize,
}

impl Take {
    /// When it started and ended, ms.
    fn ends(&self) -> (i64, i64) {
        (self.start.as_millisecond(), self.end.as_millisecond())
    }

    /// How long both ran at once, ms.
    fn overlap(&self, other: &Self) -> i64 {
        let ((start, end), (other_start, other_end)) = (self.ends(), other.ends());
        (end.min(other_end) - start.max(other_start)).max(0)
    }

    fn length(&self) -> i64 {
        let (start, end) = self.ends();
        (end - start).max(0)
    }

    /// Whether both recorded the same session: the same sport, and at once for more than half of the shorter one. Nobody
    /// rides two rides at the same time, whatever the devices are.
    fn is_twin(&self, other: &Self) -> bool {
        self.sport == other.sport && 2 * self.overlap(other) > self.length().min(other.length())
    }
}

/// For each recording the index of the one that stands for it: itself where it is kept, else a richer twin, which has
/// more channels, or more records, or started earlier, in this order. Of several the one that was on when it started
/// stands for it, else the first to start.
#[must_use]
pub fn twins(takes: &[Take]) -> Vec<usize> {
    let mut order: Vec<(usize, &Take)> = takes.iter().enumerate().collect();
    order.sort_by(|(i, a), (k, b)| {
        (b.channels, b.records).cmp(&(a.channels, a.records)).then(a.start.cmp(&b.start)).then(i.cmp(k))
    });
    let mut stands_for: Vec<usize> = (0..takes.len()).collect();
    let mut kept = Kept::default();
    for (index, take) in order {
        let twin = kept.near(take).find(|(_, other)| take.is_twin(other)).map(|(twin, _)| twin);
        match twin {
            Some(twin) => {
                if let Some(slot) = stands_for.get_mut(index) {
                    *slot = twin;
                }
            }
            None => kept.add(index, take),
        }
    }
    stands_for
}

/// Recordings that are kept, by sport and start. No two of a sport are twins, so none lies inside another: in order of
/// their starts they are in order of their ends too.
#[derive(Default)]
struct Kept<'a> {
    by_start: BTreeMap<(&'a Sport, i64), (usize, &'a Take)>,
}

impl<'a> Kept<'a> {
    /// Those of the same sport that ran while `take` did: of those before it the latest first, then those that started
    /// later. All that lie inside it are its twins, so a search for one ends after a few.
    fn near(&self, take: &'a Take) -> impl Iterator<Item = (usize, &'a Take)> {
        let (start, end) = take.ends();
        let key = |at| (&take.sport, at);
        let before = self.by_start.range(key(i64::MIN)..=key(start)).rev();
        let before = before.take_while(move |(_, (_, other))| other.ends().1 > start);
        let later = start.checked_add(1).filter(|from| *from < end);
        let later = later.into_iter().flat_map(move |from| self.by_start.range(key(from)..key(end)));
        before.chain(later).map(|(_, found)| *found)
    }

    fn add(&mut self, index: usize, take: &'a Take) {
        // What took no time is nobody's twin.
        if take.length() > 0 {
            self.by_start.insert((&take.sport, take.ends().0), (index, take));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn take(sport: Sport, start: i64, end: i64, channels: usize) -> Take {
        let at = |second| Timestamp::from_second(1_770_000_000 + second).unwrap();
        Take { sport, start: at(start), end: at(end), channels, records: 100 }
    }

    #[test]
    fn watch_and_bike_computer_are_one_ride_and_the_richer_is_kept() {
        let watch = take(Sport::Cycling, 20, 1900, 3);
        let computer = take(Sport::Cycling, 0, 1800, 9);
        assert_eq!(twins(&[watch, computer]), [1, 1]);
    }

    #[test]
    fn rides_one_after_the_other_are_two_even_if_they_touch() {
        let first = take(Sport::Cycling, 0, 600, 3);
        assert_eq!(twins(&[first.clone(), take(Sport::Cycling, 600, 1200, 3)]), [0, 1]);
        assert_eq!(twins(&[first, take(Sport::Cycling, 500, 1100, 3)]), [0, 1]);
    }

    #[test]
    fn another_sport_at_the_same_time_is_no_twin() {
        assert_eq!(twins(&[take(Sport::Cycling, 0, 600, 3), take(Sport::Running, 0, 600, 3)]), [0, 1]);
    }

    #[test]
    fn a_ride_of_no_length_is_no_twin() {
        assert_eq!(twins(&[take(Sport::Cycling, 0, 600, 3), take(Sport::Cycling, 5, 5, 1)]), [0, 1]);
        assert!(twins(&[]).is_empty());
    }

    #[test]
    fn many_recordings_are_paired_in_one_go() {
        // A thousand pairs after each other, and a poor recording of it all.
        let pair = |i: i64| {
            [
                take(Sport::Cycling, 100 * i, 100 * i + 60, 9),
                take(Sport::Cycling, 100 * i + 5, 100 * i + 70, 3),
            ]
        };
        let mut takes: Vec<Take> = (0..30_000).flat_map(pair).collect();
        takes.extend((0..30_000).map(|i| take(Sport::Cycling, 10 + i, 3_000_000 - i, 1)));
        let begun = std::time::Instant::now();
        let found = twins(&takes);
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
        assert_eq!((found[..4].to_vec(), found[60_000]), (vec![0, 0, 2, 2], 0));
    }

    proptest! {
        #[test]
        fn each_is_stood_for_by_one_that_is_kept_and_kept_ones_are_no_twins(
            raw in prop::collection::vec((0i64..5000, 1i64..3000, 0usize..5), 0..12)
        ) {
            let takes: Vec<Take> =
                raw.iter().map(|(start, length, channels)| take(Sport::Cycling, *start, start + length, *channels)).collect();
            let found = twins(&takes);
            for (index, kept) in found.iter().enumerate() {
                prop_assert_eq!(found[*kept], *kept);
                prop_assert!(*kept == index || takes[*kept].is_twin(&takes[index]));
                prop_assert!(takes[*kept].channels >= takes[index].channels);
            }
            let kept: Vec<&Take> = (0..takes.len()).filter(|i| found[*i] == *i).map(|i| &takes[i]).collect();
            for (i, a) in kept.iter().enumerate() {
                prop_assert!(kept.iter().skip(i + 1).all(|b| !a.is_twin(b)));
            }
        }
    }
}
