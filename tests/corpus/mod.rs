//! Where real recordings are found, for the tests that use them. They are never part of the project.

mod skipped;

pub(crate) use skipped::skipped;
use std::path::{Path, PathBuf};

/// The folder of real recordings, where this machine has it.
pub(crate) fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("CLIPSTRIDE_CORPUS").map(PathBuf::from);
    let beside =
        || Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(|parent| parent.join("shared/fit-corpus"));
    let found = named.or_else(beside).filter(|folder| folder.is_dir());
    if found.is_none() {
        skipped("no corpus");
    }
    found
}
