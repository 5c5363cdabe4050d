//! Outputs are written whole or not at all; what is not ours is never touched.

use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file to write, by its path below the output folder.
pub(super) struct Output {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Where a report keeps the names of the figures that it wrote: the next one drops those that it does not write again, and
/// nothing else.
const WRITTEN: &str = "figures/.written";

/// What the first lines of a `report.json` of ours hold.
const MARK: &str = "\"clipstride/report/";

/// Refuses a folder that cannot become a report, before any work is done.
///
/// # Errors
/// Where `folder` is a file, holds things that are not a report of ours, or is (or holds) one of the inputs.
pub(super) fn check_folder(folder: &Path, inputs: &[PathBuf]) -> Result<()> {
    if let Ok(target) = folder.canonicalize() {
        for input in inputs {
            let below = input.canonicalize().ok().filter(|input| input.starts_with(&target));
            if let Some(input) = below {
                let holds = if input == target { "is an input too" } else { "holds an input" };
                bail!(
                    "the output folder {} {holds}: choose another folder with -o, inputs are never changed",
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

/// Writes a report folder: everything into a new folder first, then moved into place. What lies in the folder and is not of
/// the report stays.
///
/// # Errors
/// Where a file cannot be written; the folder is then as it was before.
pub(super) fn write_folder(folder: &Path, mut outputs: Vec<Output>) -> Result<()> {
    outputs.push(written(&outputs));
    let staged = if folder.is_dir() { folder.join(partial("report")) } else { beside(folder)? };
    let result = stage(&staged, &outputs).and_then(|()| install(&staged, folder, &outputs));
    if result.is_err() {
        // The failure that is reported is the one that matters; a folder that cannot be removed only lies about.
        let _ = fs::remove_dir_all(&staged);
    }
    result
}

/// The list of the figures.
fn written(outputs: &[Output]) -> Output {
    let figures = outputs.iter().filter(|output| output.name.starts_with("figures/"));
    let names: String = figures.map(|output| format!("{}\n", output.name)).collect();
    Output { name: WRITTEN.to_owned(), bytes: names.into_bytes() }
}

/// What an older report wrote into its folder of figures. A list that somebody changed can name nothing outside of it.
fn older_figures(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join(WRITTEN)).unwrap_or_default();
    let figure = |name: &&str| {
        let below = name.strip_prefix("figures/").map(Path::new);
        below.is_some_and(|below| below.file_name() == Some(below.as_os_str()))
    };
    text.lines().filter(figure).map(str::to_owned).collect()
}

fn partial(name: &str) -> String {
    format!(".{name}.partial-{}", std::process::id())
}

/// A name beside `path` for what is not complete yet.
fn beside(path: &Path) -> Result<PathBuf> {
    let name = path.file_name().with_context(|| format!("{} has no name to write to", path.display()))?;
    Ok(path.with_file_name(partial(&name.to_string_lossy())))
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

fn install(staged: &Path, folder: &Path, outputs: &[Output]) -> Result<()> {
    let failed = || format!("cannot write into the output folder {}", folder.display());
    if !folder.exists() {
        return fs::rename(staged, folder).with_context(failed);
    }
    let mut moved = Vec::new();
    if let Err(error) = exchange(staged, folder, outputs, &mut moved) {
        for (from, to) in moved.iter().rev() {
            // What cannot be put back stays where it is; the failure that is reported is the first one.
            let _ = fs::rename(to, from);
        }
        return Err(error).with_context(failed);
    }
    fs::remove_dir_all(staged).with_context(failed)
}

/// Moves what a new report replaces aside and the new files into place; each move that was made is noted.
fn exchange(
    staged: &Path,
    folder: &Path,
    outputs: &[Output],
    moved: &mut Vec<(PathBuf, PathBuf)>,
) -> io::Result<()> {
    let mut step = |from: PathBuf, to: PathBuf| -> io::Result<()> {
        fs::create_dir_all(to.parent().unwrap_or(staged))?;
        fs::rename(&from, &to)?;
        moved.push((from, to));
        Ok(())
    };
    let mut names = older_figures(folder);
    names.extend(outputs.iter().map(|output| output.name.clone()));
    let names: BTreeSet<String> = names.into_iter().collect();
    for name in names {
        let (new, place) = (staged.join(&name), folder.join(&name));
        if place.is_dir() {
            let message = format!("{} is a folder", place.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
        // A link that leads nowhere is in the way, too.
        if place.symlink_metadata().is_ok() {
            step(place.clone(), staged.join(ASIDE).join(&name))?;
        }
        if new.exists() {
            step(new, place)?;
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
        write_folder(&folder, vec![output("report.json", json), output("figures/old.svg", "old")]).unwrap();
        check_folder(&folder, &[]).unwrap();
        let mine = ["notes.txt", "figures/mine.svg", "figures/old-2.svg"];
        for name in mine {
            fs::write(folder.join(name), "mine").unwrap();
        }
        write_folder(&folder, vec![output("report.json", json), output("figures/new.svg", "new")]).unwrap();
        assert!(!folder.join("figures/old.svg").exists());
        for name in mine {
            assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "mine", "{name}");
        }
        assert_eq!(fs::read_to_string(folder.join("figures/new.svg")).unwrap(), "new");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "nothing half-written lies about");
    }

    #[test]
    fn a_report_that_cannot_be_replaced_whole_stays_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        let (folder, staged) = (home.path().join("report"), home.path().join("staged"));
        let all = |text: &str| {
            vec![output("index.html", text), output("report.json", text), output("figures/a.svg", text)]
        };
        write_folder(&folder, all("old")).unwrap();
        stage(&staged, &all("new")).unwrap();
        // In the way of the older report.json.
        fs::create_dir_all(staged.join(ASIDE).join("report.json")).unwrap();
        assert!(install(&staged, &folder, &all("new")).is_err());
        for name in ["index.html", "report.json", "figures/a.svg"] {
            assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), "old", "{name}");
        }
    }

    #[test]
    fn a_list_that_somebody_changed_reaches_nothing_outside_of_the_figures() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("figures")).unwrap();
        let list =
            "figures/a.svg\nfigures/../report.json\nnotes.txt\n/etc/passwd\nfigures/\nfigures/b/c.svg\n";
        fs::write(home.path().join(WRITTEN), list).unwrap();
        assert_eq!(older_figures(home.path()), ["figures/a.svg"]);
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_stays() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("report");
        fs::create_dir_all(folder.join("card.png/mine")).unwrap();
        let new = vec![output("a.html", "new"), output("card.png", "new"), output("z.json", "new")];
        let error = write_folder(&folder, new).unwrap_err();
        assert!(format!("{error:#}").contains("card.png is a folder"), "{error:#}");
        assert!(folder.join("card.png/mine").exists());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
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
