//! What is written: whole, after its schema, and the same bytes again.

use crate::support::{arg, clipstride, run, sample};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Every file below a folder with its bytes.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// Faults of a document against the schema, or none.
fn faults(document: &Value) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/report.json");
    let schema: Value = serde_json::from_slice(&fs::read(path).expect("the schema")).expect("JSON");
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("report.json", schema).expect("a resource");
    let index = compiler.compile("report.json", &mut schemas).expect("a schema");
    schemas.validate(document, index).err().map(|error| format!("{error:#}"))
}

#[test]
fn the_samples_become_a_report_the_same_bytes_each_time() {
    let home = tempfile::tempdir().unwrap();
    let samples = sample("");
    let (code, out, err) = run(home.path(), &["report", arg(&samples), "-o", "one"]);
    assert_eq!((code, err.as_str()), (0, ""));
    for written in ["one/index.html", "one/card.png", "one/report.json", "one/figures/"] {
        assert!(out.contains(written), "{out}");
    }
    let again = clipstride(home.path())
        .args(["report", arg(&samples), "-o", "two", "--jobs", "1"])
        .env("TZ", "Pacific/Auckland")
        .output()
        .unwrap();
    assert!(again.status.success());
    let (one, two) = (tree(&home.path().join("one")), tree(&home.path().join("two")));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(bytes == &two[name], "{name} differs with the threads or the zone");
    }
    assert!(one.keys().filter(|name| name.ends_with(".svg")).count() >= 8, "{:?}", one.keys());
    assert!(one["card.png"].starts_with(b"\x89PNG"));

    let document: Value = serde_json::from_slice(&one["report.json"]).unwrap();
    assert_eq!(faults(&document), None);
    let text = String::from_utf8(one["report.json"].clone()).unwrap();
    assert!(!text.contains(env!("CARGO_MANIFEST_DIR")), "an absolute path is in the document");
    let page = String::from_utf8(one["index.html"].clone()).unwrap();
    assert!(
        !page.contains("http://")
            || page.matches("http://").count() == page.matches("http://www.w3.org").count()
    );
    assert!(!page.contains(env!("CARGO_MANIFEST_DIR")), "an absolute path is on the page");

    // A ride that two devices recorded is listed twice and counted once.
    let sessions = document["sessions"].as_array().unwrap();
    let counted = sessions.iter().filter(|session| session.get("twin_of").is_none_or(Value::is_null)).count();
    assert_eq!(sessions.len(), counted + 1);
    for (text, of) in [(&out, "terminal"), (&page, "page")] {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&format!("· {counted} sessions")), "the {of} does not tell {counted} sessions");
    }
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let home = tempfile::tempdir().unwrap();
    let (_, out, _) = run(home.path(), &["check", "--json", arg(&sample("2026-03-02-bike.fit"))]);
    let document: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(faults(&document), None);
    for (pointer, wrong) in [
        ("/schema", Value::from("clipstride/report/2")),
        ("/sessions/0/iso_week", Value::from("2026-10")),
        ("/sessions/0/metrics/cadence", Value::from(80)),
        ("/checks/0/outcome", Value::from("failed")),
        ("/files/0/sha256", Value::from("short")),
    ] {
        let mut changed = document.clone();
        *changed.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = wrong;
        assert!(faults(&changed).is_some(), "{pointer}");
    }
}

#[test]
fn one_figure_in_each_format_and_theme() {
    let home = tempfile::tempdir().unwrap();
    let input = sample("2026-05-20-bike.fit");
    for (name, theme) in [("a.png", "light"), ("b.PNG", "dark"), ("c.svg", "light"), ("d.svg", "dark")] {
        let args = [
            "plot",
            arg(&input),
            "--figure",
            "power-phase",
            "-o",
            name,
            "--theme",
            theme,
            "--size",
            "800x500",
        ];
        let (code, _, err) = run(home.path(), &args);
        assert_eq!((code, err.as_str()), (0, ""), "{name}");
    }
    let png = fs::read(home.path().join("a.png")).unwrap();
    assert_eq!(u32::from_be_bytes(png[16..20].try_into().unwrap()), 800);
    assert_ne!(png, fs::read(home.path().join("b.PNG")).unwrap());
    let svg = fs::read_to_string(home.path().join("c.svg")).unwrap();
    assert!(
        svg.contains("@font-face") && svg.contains("data:font/woff2"),
        "a stand-alone SVG carries its font"
    );
    let (code, _, _) = run(
        home.path(),
        &["plot", arg(&input), "--figure", "power-phase", "-o", "e.png", "--size", "800x500", "--scale", "2"],
    );
    assert_eq!(code, 0);
    let doubled = fs::read(home.path().join("e.png")).unwrap();
    assert_eq!(u32::from_be_bytes(doubled[16..20].try_into().unwrap()), 1600);
}

#[test]
fn the_programme_goes_out_as_toml_calendar_and_workouts() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(run(home.path(), &["programme", "init"]).0, 0);
    let (code, shown, _) = run(home.path(), &["programme", "show", "--programme", "programme.toml"]);
    assert_eq!(code, 0);
    assert_eq!(shown, run(home.path(), &["programme", "show"]).1, "the plan that is written is the clinic's");
    assert!(shown.contains("5 7 9 11") && shown.contains("60 min in week 29"), "{shown}");

    let (code, _, err) = run(
        home.path(),
        &["programme", "schedule", "--start", "2026-03-02", "--weeks", "2", "-o", "plan.ics"],
    );
    assert_eq!(code, 0, "{err}");
    let calendar = fs::read_to_string(home.path().join("plan.ics")).unwrap();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 12, "two weeks of three rides and three swims");

    let (code, out, err) = run(home.path(), &["programme", "workouts", "-o", "out", "--week", "3"]);
    assert_eq!(code, 0, "{err}");
    for line in out.lines().filter(|line| line.ends_with(".fit")) {
        let (_, inspected, _) = run(home.path(), &["inspect", line]);
        assert!(inspected.contains("a workout plan"), "{inspected}");
    }
    assert!(out.matches(".fit").count() >= 2, "{out}");
}

#[test]
fn completions_and_man_page_name_every_command() {
    let home = tempfile::tempdir().unwrap();
    for args in [["completions", "bash"], ["completions", "zsh"], ["completions", "fish"]] {
        let (code, out, _) = run(home.path(), &args);
        assert_eq!(code, 0);
        for command in ["report", "check", "plot", "inspect", "programme", "explain"] {
            assert!(out.contains(command), "{args:?} lacks {command}");
        }
    }
    let (code, out, _) = run(home.path(), &["man"]);
    assert_eq!(code, 0);
    assert!(out.starts_with(".ie") || out.contains(".TH clipstride"), "{}", &out[..200.min(out.len())]);
    assert!(out.contains("not a medical device") && out.contains("\\-\\-unflagged\\-balance\\-is"), "{out}");
    assert!(!out.contains("(1)"), "no page is named that no command makes: {out}");
    let (_, script, _) = run(home.path(), &["completions", "bash"]);
    assert!(script.contains("stance-balance") && script.contains("run.skip-stride"), "explain offers names");
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(assert_cmd::cargo::cargo_bin("clipstride"))
        .args(["check", "--json", "--fail-on", "never", arg(&sample("2026-03-02-bike.fit"))])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}
