//! A test that cannot be made here says so.

use std::io::Write as _;

/// Says that a test could not be made. What a test that passes prints is kept back; what is written to the stream itself
/// is not.
pub(crate) fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}
