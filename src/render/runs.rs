//! Rows that say the same share a line.

/// So many rows in a row are told one by one; more share a line.
const FEW: usize = 2;

/// The rows in order, alone, but more than two idle ones in a row together.
pub(super) fn runs<T>(rows: &[T], idle: impl Fn(&T) -> bool) -> Vec<&[T]> {
    rows.chunk_by(|one, next| idle(one) && idle(next))
        .flat_map(|run| if run.len() > FEW { vec![run] } else { run.chunks(1).collect() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_idle_runs_share_a_line() {
        let rows = [1, 0, 0, 2, 0, 0, 0, 3, 3, 3, 0];
        let lengths: Vec<usize> = runs(&rows, |row| *row == 0).iter().map(|run| run.len()).collect();
        assert_eq!(lengths, [1, 1, 1, 1, 3, 1, 1, 1, 1]);
        assert_eq!(runs(&rows, |row| *row == 0).concat(), rows);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(runs(&[] as &[u8], |_| true).is_empty());
    }
}
