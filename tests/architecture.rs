//! Data flows one way: this test reads the sources and holds every path between rooms against the table in
//! docs/architecture.md, which repeats the one here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms that it may use. `cli` may use all.
const MAY_USE: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("signal", &[]),
    ("model", &["units"]),
    ("ingest", &["model", "units"]),
    ("programme", &["model", "units"]),
    ("drills", &["model", "signal", "units"]),
    ("metrics", &["model", "signal", "units"]),
    ("checks", &["drills", "metrics", "model", "programme", "signal", "units"]),
    ("report", &["checks", "drills", "metrics", "model", "programme", "signal", "units"]),
    ("render", &["report", "units"]),
    (
        "pipeline",
        &["checks", "drills", "ingest", "metrics", "model", "programme", "report", "signal", "units"],
    ),
];

/// Crates that only one room, or one file, may name.
const OWNED_CRATES: &[(&str, &[&str])] = &[
    ("fitparser", &["src/ingest/profile"]),
    ("plotters", &["src/render/plot"]),
    ("statrs", &["src/signal"]),
    ("clap", &["src/cli"]),
    ("indicatif", &["src/cli"]),
    ("anyhow", &["src/cli"]),
    ("rayon", &["src/pipeline", "src/cli"]),
];

/// Every source below a folder that is not for tests alone.
fn shipped(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    sources(folder, &mut files);
    let tests = for_tests(&files);
    files.retain(|file| !tests.iter().any(|test| file.starts_with(test)));
    files
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a readable folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Files that are compiled for tests alone: `#[cfg(test)] mod name;` stands in the file above them.
fn for_tests(files: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for file in files {
        let text = fs::read_to_string(file).expect("a readable source");
        let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let folder = file.parent().expect("a folder");
        let below = if stem == "mod" || stem == "lib" { folder.to_path_buf() } else { folder.join(stem) };
        for (at, mark) in text.match_indices("#[cfg(test)]") {
            let next = text[at + mark.len()..].trim_start().lines().next().unwrap_or("");
            if let Some((_, name)) = next.strip_suffix(';').and_then(|line| line.split_once("mod ")) {
                found.push(below.join(format!("{name}.rs")));
                found.push(below.join(name));
            }
        }
    }
    found
}

/// The code of a file without comments and without the tests at its foot, which may look further. Strings are left in: a
/// path in a string is no import, and none looks like one.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a readable source");
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    text[..end].lines().map(|line| line.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// The rooms that a source names: `crate::room`, `crate::{room, ...}`, and `super::` paths that climb out of a room.
fn rooms_named(code: &str, depth: usize, rooms: &[&str]) -> Vec<String> {
    let mut named = Vec::new();
    let climbs = "super::".repeat(depth);
    for start in ["crate::", climbs.as_str()] {
        if start.is_empty() {
            continue;
        }
        for (at, _) in code.match_indices(start) {
            // `super::super::x` must not be counted again as `super::x`.
            if start != "crate::" && code[..at].ends_with("super::") {
                continue;
            }
            let rest = &code[at + start.len()..];
            if let Some(group) = rest.strip_prefix('{') {
                let mut level = 0;
                let mut item = String::new();
                for letter in group.chars() {
                    match letter {
                        '}' if level == 0 => break,
                        '{' => level += 1,
                        '}' => level -= 1,
                        ',' if level == 0 => {
                            named.push(std::mem::take(&mut item));
                            continue;
                        }
                        _ => {}
                    }
                    item.push(letter);
                }
                named.push(item);
            } else {
                named.push(rest.to_owned());
            }
        }
    }
    named
        .iter()
        .map(|path| {
            path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
        })
        .filter(|name| rooms.contains(&name.as_str()))
        .collect()
}

#[test]
fn rooms_use_only_what_the_table_allows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let table: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let rooms: Vec<&str> = table.keys().copied().chain(["cli"]).collect();
    let files = shipped(&root);
    assert!(files.len() > 40, "the sources were not found");

    let mut faults = Vec::new();
    for file in &files {
        let relative = file.strip_prefix(&root).expect("a file below src");
        let room = relative.components().next().expect("a room").as_os_str().to_string_lossy().into_owned();
        let Some(allowed) = table.get(room.as_str()) else { continue };
        // In src/room/mod.rs one `super::` leaves the room; one more for each folder below, and for a plain file.
        let is_mod = relative.file_name().is_some_and(|name| name == "mod.rs");
        let depth = relative.components().count() - usize::from(is_mod);
        for name in rooms_named(&code(file), depth, &rooms) {
            if name != room && !allowed.contains(&name.as_str()) {
                faults.push(format!("{} uses `{name}`", relative.display()));
            }
        }
    }
    assert!(faults.is_empty(), "rooms that meet and must not:\n  {}", faults.join("\n  "));
}

#[test]
fn every_room_is_in_the_table_and_has_a_purpose() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(&root).expect("src").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            let name = entry.file_name().expect("a name").to_string_lossy().into_owned();
            assert!(
                name == "cli" || MAY_USE.iter().any(|(room, _)| *room == name),
                "src/{name} is not in the table"
            );
            let text = fs::read_to_string(entry.join("mod.rs")).expect("a mod.rs");
            assert!(text.starts_with("//! "), "src/{name}/mod.rs does not say what the room is for");
        }
    }
}

#[test]
fn crates_stay_in_their_rooms() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = shipped(&root.join("src"));
    let mut faults = Vec::new();
    for file in &files {
        let relative =
            file.strip_prefix(root).expect("a file below the root").to_string_lossy().replace('\\', "/");
        let code = code(file);
        for (name, owners) in OWNED_CRATES {
            let used = code.contains(&format!("use {name}::")) || code.contains(&format!(" {name}::"));
            if used && !owners.iter().any(|owner| relative.starts_with(owner)) {
                faults.push(format!("{relative} uses the crate `{name}`"));
            }
        }
    }
    assert!(faults.is_empty(), "crates out of their rooms:\n  {}", faults.join("\n  "));
}

#[test]
fn only_the_command_line_prints_and_exits() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = shipped(&root);
    for file in
        files.iter().filter(|file| !file.strip_prefix(&root).is_ok_and(|path| path.starts_with("cli")))
    {
        let code = code(file);
        for word in [
            "println!",
            "eprintln!",
            "print!(",
            "process::exit",
            "std::env::var",
            "SystemTime::now",
            "Zoned::now",
        ] {
            assert!(!code.contains(word), "{} holds `{word}`", file.display());
        }
    }
}

#[test]
fn the_table_in_the_document_is_the_same() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md"))
        .expect("docs/architecture.md");
    for (room, allowed) in MAY_USE {
        let line = text
            .lines()
            .find(|line| line.starts_with(&format!("| `{room}` |")))
            .unwrap_or_else(|| panic!("docs/architecture.md has no line for `{room}`"));
        let cell = line.trim_end_matches('|').rsplit('|').next().unwrap_or("").trim();
        let mut stated: Vec<&str> =
            cell.split(',').map(str::trim).filter(|name| !name.is_empty() && *name != "-").collect();
        stated.sort_unstable();
        assert_eq!(stated, *allowed, "docs/architecture.md on `{room}`");
    }
}
