//! Which of many sessions is on at a time.

use std::collections::BTreeSet;

/// Stretches of time that may overlap, cut into pieces that one of them holds: the last that has begun and not ended.
/// A look-up takes the same few steps whatever number there are.
#[derive(Debug, Default)]
pub(super) struct Timeline {
    /// Where each piece starts, rising, and who holds it; nobody between stretches.
    pieces: Vec<(u64, Option<usize>)>,
}

impl Timeline {
    /// From stretches as index, start and end, both inclusive. A larger index begins no earlier.
    pub(super) fn of(stretches: impl IntoIterator<Item = (usize, u32, u32)>) -> Self {
        let mut turns: Vec<(u64, bool, usize)> = Vec::new();
        for (index, start, end) in stretches {
            turns.extend([(u64::from(start), true, index), (u64::from(end) + 1, false, index)]);
        }
        turns.sort_unstable();
        let mut on = BTreeSet::new();
        let mut pieces: Vec<(u64, Option<usize>)> = Vec::new();
        for at_once in turns.chunk_by(|one, two| one.0 == two.0) {
            for (_, begins, index) in at_once {
                if *begins {
                    on.insert(*index);
                } else {
                    on.remove(index);
                }
            }
            let holder = on.last().copied();
            if pieces.last().map(|(_, holder)| *holder) != Some(holder) {
                pieces.extend(at_once.first().map(|(at, _, _)| (*at, holder)));
            }
        }
        Self { pieces }
    }

    /// The last stretch that has begun by `time` and not ended.
    pub(super) fn holding(&self, time: u32) -> Option<usize> {
        self.pieces.get(self.after(time).checked_sub(1)?)?.1
    }

    /// Where nothing holds `time`: the next stretch to begin and the last to have ended, of equals the last.
    pub(super) fn around(&self, time: u32) -> [Option<usize>; 2] {
        let next = self.after(time);
        let holder = |piece: Option<usize>| self.pieces.get(piece?)?.1;
        [holder(Some(next)), holder(next.checked_sub(2))]
    }

    /// The index of the first piece behind `time`.
    fn after(&self, time: u32) -> usize {
        self.pieces.partition_point(|(from, _)| *from <= u64::from(time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_finds_whom_a_look_at_each_would_find(
            raw in proptest::collection::vec((0u32..60, 0u32..25), 0..9), time in 0u32..100,
        ) {
            let mut stretches: Vec<(u32, u32)> = raw.iter().map(|(start, length)| (*start, start + length)).collect();
            stretches.sort_by_key(|(start, _)| *start);
            let line = Timeline::of(stretches.iter().enumerate().map(|(index, (start, end))| (index, *start, *end)));
            let far = |index: &usize| {
                let (start, end) = stretches[*index];
                start.saturating_sub(time).max(time.saturating_sub(end))
            };
            let all = || (0..stretches.len()).rev();
            let holding = all().find(|index| far(index) == 0);
            prop_assert_eq!(line.holding(time), holding);
            if holding.is_none() {
                let nearest = line.around(time).into_iter().flatten().min_by_key(far);
                prop_assert_eq!(nearest, all().min_by_key(far));
            }
        }
    }

    #[test]
    fn the_end_of_time_is_part_of_it() {
        let line = Timeline::of([(0, 5, u32::MAX)]);
        assert_eq!(
            (line.holding(u32::MAX), line.holding(4), line.around(4)),
            (Some(0), None, [Some(0), None])
        );
    }
}
