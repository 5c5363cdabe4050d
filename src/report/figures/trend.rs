//! Metrics over the weeks.

use crate::report::assemble::Input;
use crate::report::figure::Figure;

/// One figure for each metric that enough sessions measured.
pub(super) fn trends(input: &Input<'_>) -> Vec<Figure> {
    let _ = input;
    Vec::new()
}
