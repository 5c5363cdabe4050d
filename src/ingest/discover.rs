//! Paths become files to read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// What the reading calls it: as found below the given path, with `/` between folders.
    pub label: String,
    /// Where it lies.
    pub file: PathBuf,
}

/// Why nothing can be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IngestError {
    /// A path does not exist, or may not be looked at.
    #[error("{path}: {cause}")]
    Missing {
        /// The path as given.
        path: String,
        /// What the system says.
        cause: String,
    },
    /// The paths exist and hold no file that could be read.
    #[error("no .fit, .fit.gz or .zip file in {paths}")]
    NothingThere {
        /// The paths as given.
        paths: String,
    },
}

/// Finds the FIT files and archives in `paths`: a file as it is named, a folder to any depth, in order of path, whatever the
/// order of `paths`. A file that is reached twice is listed once.
///
/// # Errors
/// [`IngestError`] where a path is missing, or none holds a file of a known kind.
pub fn discover(paths: &[PathBuf]) -> Result<Vec<Found>, IngestError> {
    let mut all = Vec::new();
    let mut reached = BTreeSet::new();
    for path in paths.iter().collect::<BTreeSet<_>>() {
        let meta = fs::metadata(path).map_err(|error| IngestError::Missing {
            path: path.display().to_string(),
            cause: match error.kind() {
                std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
                _ => error.to_string(),
            },
        })?;
        let mut found = Vec::new();
        if meta.is_dir() {
            list(path, "", &mut reached, &mut found);
            found.sort();
        } else {
            add(path, name_of(path), &mut reached, &mut found);
        }
        all.push((name_of(path), found));
    }
    let count: usize = all.iter().map(|(_, found)| found.len()).sum();
    if count == 0 {
        let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        return Err(IngestError::NothingThere { paths: paths.join(", ") });
    }
    let mut found = tell_apart(all);
    found.sort();
    Ok(found)
}

/// Labels that occur below two given paths get the name of their path in front.
fn tell_apart(all: Vec<(String, Vec<Found>)>) -> Vec<Found> {
    let mut seen = BTreeSet::new();
    let labels = all.iter().flat_map(|(_, found)| found.iter().map(|found| found.label.clone()));
    let twice: BTreeSet<String> = labels.filter(|label| !seen.insert(label.clone())).collect();
    let name = |root: &str, found: Found| match twice.contains(&found.label) && !root.is_empty() {
        true if found.label != root => Found { label: format!("{root}/{}", found.label), ..found },
        _ => found,
    };
    all.into_iter()
        .flat_map(|(root, found)| found.into_iter().map(move |found| (root.clone(), found)))
        .map(|(root, found)| name(&root, found))
        .collect()
}

/// Lists a folder. One that cannot be listed is found itself, so that reading it says why.
fn list(folder: &Path, prefix: &str, reached: &mut BTreeSet<PathBuf>, found: &mut Vec<Found>) {
    // A link that leads back up would never end.
    if fs::canonicalize(folder).is_ok_and(|real| !reached.insert(real)) {
        return;
    }
    let Ok(items) = fs::read_dir(folder) else {
        let label = if prefix.is_empty() { name_of(folder) } else { prefix.trim_end_matches('/').to_owned() };
        found.push(Found { label, file: folder.to_owned() });
        return;
    };
    let mut items: Vec<PathBuf> = items.filter_map(|item| item.ok().map(|item| item.path())).collect();
    items.sort();
    for path in items {
        let name = name_of(&path);
        let label = format!("{prefix}{name}");
        if path.is_dir() {
            list(&path, &format!("{label}/"), reached, found);
        } else if is_of_interest(&name) {
            add(&path, label, reached, found);
        }
    }
}

fn add(path: &Path, label: String, reached: &mut BTreeSet<PathBuf>, found: &mut Vec<Found>) {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if reached.insert(real) {
        found.push(Found { label, file: path.to_owned() });
    }
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether a name is that of a FIT file or of an archive. `._name` is what one system leaves beside each file.
pub(super) fn is_of_interest(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let ends = [".fit", ".fit.gz", ".zip"].iter().any(|ending| name.ends_with(ending));
    ends && !name.starts_with("._")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(paths: &[PathBuf]) -> Vec<String> {
        discover(paths).unwrap().into_iter().map(|found| found.label).collect()
    }

    #[test]
    fn folders_are_searched_to_any_depth_in_order_of_path_and_in_any_letter_case() {
        let root = tempfile::tempdir().unwrap();
        for name in ["b.FIT", "a/z/Deep.Fit", "a/x.fit.gz", "c.ZIP", "notes.txt", "._b.fit"] {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"x").unwrap();
        }
        assert_eq!(labels(&[root.path().to_owned()]), ["a/x.fit.gz", "a/z/Deep.Fit", "b.FIT", "c.ZIP"]);
    }

    #[test]
    fn a_file_that_is_given_twice_is_read_once() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("a.fit");
        fs::write(&file, b"x").unwrap();
        assert_eq!(labels(&[root.path().to_owned(), file]), ["a.fit"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_links_back_to_itself_is_searched_once() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("a");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("x.fit"), b"x").unwrap();
        std::os::unix::fs::symlink(root.path(), folder.join("back")).unwrap();
        std::os::unix::fs::symlink(folder.join("x.fit"), root.path().join("y.fit")).unwrap();
        assert_eq!(labels(&[root.path().to_owned()]), ["a/x.fit"]);
    }

    #[test]
    fn files_of_the_same_name_below_two_paths_are_told_apart() {
        let root = tempfile::tempdir().unwrap();
        let (one, two) = (root.path().join("one"), root.path().join("two"));
        for folder in [&one, &two] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("a.fit"), b"x").unwrap();
        }
        assert_eq!(labels(&[one, two]), ["one/a.fit", "two/a.fit"]);
    }

    #[test]
    fn the_order_in_which_paths_are_given_does_not_matter() {
        let root = tempfile::tempdir().unwrap();
        let paths = ["b/x.fit", "a/y.fit", "a/x.fit"].map(|name| root.path().join(name));
        for path in &paths {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"x").unwrap();
        }
        let (mut given, folder) = (vec![root.path().join("b"), root.path().join("a")], paths[2].clone());
        given.push(folder);
        let forward = discover(&given).unwrap();
        given.reverse();
        assert_eq!(discover(&given).unwrap(), forward);
        assert_eq!(labels(&given), ["a/x.fit", "b/x.fit", "y.fit"]);
    }

    #[test]
    fn a_missing_path_and_an_empty_folder_are_errors() {
        let root = tempfile::tempdir().unwrap();
        assert!(matches!(discover(&[root.path().join("no")]), Err(IngestError::Missing { .. })));
        assert!(matches!(discover(&[root.path().to_owned()]), Err(IngestError::NothingThere { .. })));
    }
}
