//! The binary, and the samples that it is tried on.

use assert_cmd::Command;
use std::path::{Path, PathBuf};
use std::process::Output;

/// A sample by its name.
pub(crate) fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

/// The binary, in a folder of its own, without colours and without a terminal.
pub(crate) fn clipstride(home: &Path) -> Command {
    let mut command = Command::cargo_bin("clipstride").expect("the binary");
    command.current_dir(home).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// Runs it and gives exit code, standard output and standard error.
pub(crate) fn run(home: &Path, args: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = clipstride(home).args(args).output().expect("it starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (status.code().expect("an exit code"), text(stdout), text(stderr))
}

/// A path as an argument.
pub(crate) fn arg(path: &Path) -> &str {
    path.to_str().expect("a path of text")
}

/// A folder with some of the samples.
pub(crate) fn folder_with(home: &Path, names: &[&str]) -> PathBuf {
    let folder = home.join("exports");
    std::fs::create_dir_all(&folder).expect("a folder");
    for name in names {
        let from = sample(name);
        std::fs::copy(&from, folder.join(from.file_name().expect("a name"))).expect("a copy");
    }
    folder
}
