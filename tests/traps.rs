//! Every trap in docs/traps.md is held by a test that exists.

use std::fs;
use std::path::Path;

/// The cells of each row of the tables, without the heads.
fn rows(text: &str) -> Vec<Vec<&str>> {
    text.lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| trap "))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

#[test]
fn every_trap_is_held_by_a_test_that_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/traps.md")).expect("docs/traps.md");
    let rows = rows(&text);
    assert!(rows.len() >= 60, "only {} traps", rows.len());
    let mut faults = Vec::new();
    for row in &rows {
        let [trap, source, held_by] = row.as_slice() else {
            faults.push(format!("not three cells: {row:?}"));
            continue;
        };
        if trap.is_empty() || source.is_empty() {
            faults.push(format!("a trap or its source is missing: {row:?}"));
        }
        let named: Vec<&str> = held_by.split('`').skip(1).step_by(2).collect();
        if named.is_empty() {
            faults.push(format!("nothing holds: {trap}"));
        }
        for name in named {
            let Some((file, test)) = name.split_once("::") else {
                faults.push(format!("`{name}` is not path::test"));
                continue;
            };
            let Ok(source) = fs::read_to_string(root.join(file)) else {
                faults.push(format!("{file} does not exist"));
                continue;
            };
            if !is_test(&source, test) {
                faults.push(format!("{file} has no test {test}"));
            }
        }
    }
    assert!(faults.is_empty(), "docs/traps.md:\n  {}", faults.join("\n  "));
}

/// Whether `source` holds a function of this name that is marked as a test, or stands in a `proptest!` block and so is.
fn is_test(source: &str, name: &str) -> bool {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    lines.iter().enumerate().any(|(index, line)| {
        line.starts_with(&format!("fn {name}("))
            && lines[..index].iter().rev().take(4).any(|above| *above == "#[test]")
    })
}

#[test]
fn a_test_is_found_by_its_mark_and_not_by_its_name_alone() {
    let source = "#[test]\n    fn held() {}\n\n\n\n\nfn helper(x: f64) {}\n";
    assert!(is_test(source, "held"));
    assert!(!is_test(source, "helper") && !is_test(source, "hel") && !is_test(source, "gone"));
}
