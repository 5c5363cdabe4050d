//! What the documents and the sources point at is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below the folders and beside them with one of the endings.
fn files(endings: &[&str]) -> Vec<PathBuf> {
    fn walk(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
        let mut entries: Vec<PathBuf> = fs::read_dir(folder)
            .expect("a readable folder")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        entries.sort();
        for path in entries {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "target" && !name.starts_with('.') {
                    walk(&path, endings, found);
                }
            } else if path.extension().is_some_and(|ending| endings.contains(&&*ending.to_string_lossy())) {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(root(), endings, &mut found);
    assert!(found.len() > 10, "nothing was looked at");
    found
}

/// The text on one line, without the marks of comments, so that a name may be broken over lines.
fn flat(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim_start().trim_start_matches(['/', '!']).trim());
    lines.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_heading_of_the_sources_that_the_code_names_exists() {
    let sources = fs::read_to_string(root().join("docs/sources.md")).expect("docs/sources.md");
    let headings: BTreeSet<&str> = sources.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let mut named = BTreeSet::new();
    for path in files(&["rs"]).iter().filter(|path| path.starts_with(root().join("src"))) {
        let text = flat(&fs::read_to_string(path).expect("a source"));
        for (at, mark) in text.match_indices("docs/sources.md, \"") {
            let name = text[at + mark.len()..].split('"').next().expect("a name");
            assert!(headings.contains(name), "{}: docs/sources.md has no \"{name}\"", path.display());
            named.insert(name.to_owned());
        }
    }
    assert!(named.len() > 8, "{named:?}");
}

#[test]
fn every_relative_link_of_a_document_leads_to_a_file() {
    let mut links = 0;
    for path in files(&["md"]) {
        let text = fs::read_to_string(&path).expect("a document");
        for (at, mark) in text.match_indices("](") {
            let target = text[at + mark.len()..].split(')').next().expect("a target");
            if target.contains("://") || target.starts_with(['#', '<']) || target.starts_with("mailto:") {
                continue;
            }
            let file = target.split('#').next().expect("a path");
            let folder = path.parent().expect("a folder");
            assert!(folder.join(file).exists(), "{}: {target} leads nowhere", path.display());
            links += 1;
        }
    }
    assert!(links > 10, "{links}");
}
