//! Outputs are written whole or not at all; what is not ours is never touched.

use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file to write, by its path below the output folder.
pub(super) struct Output {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// The names at the top of a report folder that a new report replaces.
const OWN: [&str; 5] = ["index.html", "card.png", "card.svg", "report.json", "figures"];

/// What the first lines of a `report.json` of ours hold.
const MARK: &str = "\"clipstride/report/";

/// Refuses a folder that cannot become a report, before any work is done.
///
/// # Errors
/// Where `folder` is a file, holds things that are not a report of ours, or is (or holds) one of the inputs.
pub(super) fn check_folder(folder: &Path, inputs: &[PathBuf]) -> Result<()> {
    if let Ok(target) = folder.canonicalize() {
        for input in inputs {
            if input.canonicalize().is_ok_and(|input| input.starts_with(&target)) {
                bail!(
                    "{} is the output folder and an input: choose another folder with -o, inputs are never changed",
                    folder.display()
                );
            }
        }
    }
    let Ok(about) = fs::metadata(folder) else { return Ok(()) };
    if !about.is_dir() {
        bail!("{} is a file: choose a folder with -o", folder.display());
    }
    let mut entries = fs::read_dir(folder)
        .with_context(|| format!("cannot look into the output folder {}", folder.display()))?;
    if entries.next().is_some() && !is_report(folder) {
        bail!(
            "{} is not empty and holds no report of clipstride: choose another folder with -o, so that nothing of yours is replaced",
            folder.display()
        );
    }
    Ok(())
}

fn is_report(folder: &Path) -> bool {
    fs::read(folder.join("report.json")).is_ok_and(|bytes| {
        bytes[..bytes.len().min(400)].windows(MARK.len()).any(|part| part == MARK.as_bytes())
    })
}

/// Writes a report folder: everything into a new folder beside it first, then moved into place.
///
/// # Errors
/// Where a file cannot be written; the folder is then as it was before.
pub(super) fn write_folder(folder: &Path, outputs: &[Output]) -> Result<()> {
    let staged = beside(folder)?;
    let result = stage(&staged, outputs).and_then(|()| install(&staged, folder));
    if result.is_err() {
        // The failure that is reported is the one that matters; a folder that cannot be removed only lies about.
        let _ = fs::remove_dir_all(&staged);
    }
    result
}

/// A name beside `path` for what is not complete yet.
fn beside(path: &Path) -> Result<PathBuf> {
    let name = path.file_name().with_context(|| format!("{} has no name to write to", path.display()))?;
    let staged = path.with_file_name(format!(".{}.partial-{}", name.to_string_lossy(), std::process::id()));
    Ok(staged)
}

fn stage(staged: &Path, outputs: &[Output]) -> Result<()> {
    for output in outputs {
        let path = staged.join(&output.name);
        let parent = path.parent().unwrap_or(staged);
        fs::create_dir_all(parent)
            .with_context(|| format!("cannot create the folder {}", parent.display()))?;
        fs::write(&path, &output.bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Where the parts of an older report wait until the new ones are in place, below the staged folder.
const ASIDE: &str = ".old";

fn install(staged: &Path, folder: &Path) -> Result<()> {
    let failed = || format!("cannot write into the output folder {}", folder.display());
    if !folder.exists() {
        return fs::rename(staged, folder).with_context(failed);
    }
    let mut moved = Vec::new();
    if let Err(error) = exchange(staged, folder, &mut moved) {
        for (from, to) in moved.iter().rev() {
            // What cannot be put back stays where it is; the failure that is reported is the first one.
            let _ = fs::rename(to, from);
        }
        return Err(error).with_context(failed);
    }
    fs::remove_dir_all(staged).with_context(failed)
}

/// Moves what a new report replaces aside and the new parts into place; each move that was made is noted.
fn exchange(staged: &Path, folder: &Path, moved: &mut Vec<(PathBuf, PathBuf)>) -> io::Result<()> {
    fs::create_dir_all(staged.join(ASIDE))?;
    for name in OWN {
        let (new, place, old) = (staged.join(name), folder.join(name), staged.join(ASIDE).join(name));
        for (from, to) in [(&place, &old), (&new, &place)] {
            if from.exists() {
                fs::rename(from, to)?;
                moved.push((from.clone(), to.clone()));
            }
        }
    }
    Ok(())
}

/// Writes one file whole: beside its place first, then moved.
///
/// # Errors
/// Where it cannot be written; an older file of that name is then as it was.
pub(super) fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    let staged = beside(path)?;
    let written = fs::write(&staged, bytes).and_then(|()| fs::rename(&staged, path));
    if written.is_err() {
        let _ = fs::remove_file(&staged);
    }
    written.with_context(|| format!("cannot write {}", path.display()))
}

/// Prints to standard output. A closed pipe is no error: the reader has seen enough.
///
/// # Errors
/// Where standard output cannot be written for another reason.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(error).context("cannot write to standard output")
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(name: &str, text: &str) -> Output {
        Output { name: name.to_owned(), bytes: text.as_bytes().to_vec() }
    }

    #[test]
    fn a_report_replaces_a_report_and_drops_its_stale_figures() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("report");
        let json = "{ \"schema\": \"clipstride/report/1\" }";
        write_folder(&folder, &[output("report.json", json), output("figures/old.svg", "old")]).unwrap();
        check_folder(&folder, &[]).unwrap();
        write_folder(&folder, &[output("report.json", json), output("figures/new.svg", "new")]).unwrap();
        assert!(!folder.join("figures/old.svg").exists());
        assert_eq!(fs::read_to_string(folder.join("figures/new.svg")).unwrap(), "new");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "nothing half-written lies about");
    }

    #[test]
    fn a_report_that_cannot_be_replaced_whole_stays_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        let (folder, staged) = (home.path().join("report"), home.path().join("staged"));
        let all = |text: &str| {
            [output("index.html", text), output("report.json", text), output("figures/a.svg", text)]
        };
        write_folder(&folder, &all("old")).unwrap();
        stage(&staged, &all("new")).unwrap();
        // In the way of the older report.json.
        fs::create_dir_all(staged.join(ASIDE).join("report.json")).unwrap();
        assert!(install(&staged, &folder).is_err());
        for name in ["index.html", "report.json", "figures/a.svg"] {
            assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "old", "{name}");
        }
    }

    #[test]
    fn a_folder_with_other_things_is_refused() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("holiday.jpg"), "x").unwrap();
        assert!(check_folder(home.path(), &[]).is_err());
        assert!(home.path().join("holiday.jpg").exists());
    }

    #[test]
    fn the_output_folder_may_not_be_an_input() {
        let home = tempfile::tempdir().unwrap();
        let error = check_folder(home.path(), &[home.path().to_path_buf()]).unwrap_err();
        assert!(error.to_string().contains("inputs are never changed"), "{error}");
    }
}
