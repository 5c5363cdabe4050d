//! Bad input: a clear message, exit code 2, and nothing half-written.

use crate::support::{arg, folder_with, run, sample};
use std::fs;

#[test]
fn a_missing_path_is_named() {
    let home = tempfile::tempdir().unwrap();
    let (code, out, err) = run(home.path(), &["report", "nowhere"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("nowhere"), "{err}");
    assert!(!home.path().join("report").exists());
}

#[test]
fn an_empty_folder_says_what_is_looked_for() {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("exports")).unwrap();
    let (code, _, err) = run(home.path(), &["check", "exports"]);
    assert_eq!(code, 2);
    assert!(err.contains(".fit"), "{err}");
}

#[test]
fn a_text_file_named_fit_is_an_error_alone_and_a_status_among_others() {
    let home = tempfile::tempdir().unwrap();
    let (code, _, err) = run(home.path(), &["check", arg(&sample("odd/text.fit"))]);
    assert_eq!(code, 2);
    assert!(err.contains("not a FIT file"), "{err}");

    let folder = folder_with(home.path(), &["odd/text.fit", "2026-03-02-bike.fit"]);
    let (code, out, err) = run(home.path(), &["check", arg(&folder), "--fail-on", "never"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("  rejected  ") && out.contains("text.fit: not a FIT file"), "{out}");
}

#[test]
fn the_output_folder_may_not_be_an_input() {
    let home = tempfile::tempdir().unwrap();
    let folder = folder_with(home.path(), &["2026-03-02-bike.fit"]);
    let (code, _, err) = run(home.path(), &["report", arg(&folder), "-o", arg(&folder)]);
    assert_eq!(code, 2);
    assert!(err.contains("inputs are never changed"), "{err}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn a_folder_with_other_things_is_not_written_to() {
    let home = tempfile::tempdir().unwrap();
    let target = home.path().join("target");
    fs::create_dir(&target).unwrap();
    fs::write(target.join("holiday.jpg"), "x").unwrap();
    let input = sample("2026-03-02-bike.fit");
    let (code, _, err) = run(home.path(), &["report", arg(&input), "-o", "target"]);
    assert_eq!(code, 2);
    assert!(err.contains("nothing of yours is replaced"), "{err}");
    assert_eq!(fs::read_dir(&target).unwrap().count(), 1);
}

#[test]
fn an_output_folder_that_cannot_be_made_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("file"), "x").unwrap();
    let input = sample("2026-03-02-bike.fit");
    let (code, _, err) = run(home.path(), &["report", arg(&input), "-o", "file/report"]);
    assert_eq!(code, 2);
    assert!(err.contains("file"), "{err}");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_a_status_and_stops_no_other() {
    use std::os::unix::fs::symlink;
    let home = tempfile::tempdir().unwrap();
    let folder = folder_with(home.path(), &["2026-03-02-bike.fit"]);
    // A link into nowhere cannot be read, whoever runs the test; a file without permissions could be, by root.
    symlink(home.path().join("gone"), folder.join("gone.fit")).unwrap();
    let (code, out, err) = run(home.path(), &["check", arg(&folder), "--fail-on", "never"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("gone.fit"), "{out}");
}

#[test]
fn faults_in_the_programme_and_the_configuration_have_their_line() {
    let home = tempfile::tempdir().unwrap();
    let input = sample("2026-03-02-bike.fit");
    fs::write(home.path().join("plan.toml"), "[bike]\nminuts = 5\n").unwrap();
    let (code, _, err) = run(home.path(), &["check", arg(&input), "--programme", "plan.toml"]);
    assert_eq!(code, 2);
    assert!(err.contains("plan.toml:1:2") && err.contains("progress"), "{err}");

    fs::write(home.path().join("config.toml"), "[run]\n\nflat-grad = 3\n").unwrap();
    let (code, _, err) = run(home.path(), &["check", arg(&input), "--config", "config.toml"]);
    assert_eq!(code, 2);
    assert!(err.contains("line 3, column 1") && err.contains("run.flat-grade"), "{err}");
}

#[test]
fn wrong_dates_zones_and_names_say_what_is_expected() {
    let home = tempfile::tempdir().unwrap();
    let input = sample("2026-03-02-bike.fit");
    for (option, value, expected) in [
        ("--today", "03.05.2026", "2026-05-03"),
        ("--time-zone", "Warsaw", "Europe/Warsaw"),
        ("--race", "soon", "soon"),
        ("--jobs", "0", "0"),
    ] {
        let (code, _, err) = run(home.path(), &["check", arg(&input), option, value]);
        assert_eq!(code, 2, "{option} {value}");
        assert!(err.contains(expected), "{option} {value}: {err}");
    }
    let (code, _, err) = run(home.path(), &["explain", "bike.minuts"]);
    assert_eq!(code, 2);
    assert!(err.contains("bike.minuts"), "{err}");
    let (code, _, err) = run(home.path(), &["plot", arg(&input), "--figure", "drills", "-o", "x.png"]);
    assert_eq!(code, 2);
    assert!(err.contains("drills"), "{err}");
    assert!(!home.path().join("x.png").exists());
    let (code, _, err) = run(home.path(), &["plot", arg(&input), "--figure", "cadence", "-o", "x.pdf"]);
    assert_eq!(code, 2);
    assert!(err.contains(".svg"), "{err}");
}

#[test]
fn a_plan_that_exists_is_not_replaced() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("programme.toml"), "mine").unwrap();
    let (code, _, err) = run(home.path(), &["programme", "init"]);
    assert_eq!(code, 2);
    assert!(err.contains("nothing is replaced"), "{err}");
    assert_eq!(fs::read_to_string(home.path().join("programme.toml")).unwrap(), "mine");
    fs::write(home.path().join("plan.ics"), "mine").unwrap();
    let schedule = ["programme", "schedule", "--start", "2026-03-02"];
    let (code, _, err) = run(home.path(), &schedule);
    assert_eq!(code, 2);
    assert!(err.contains("nothing is replaced"), "{err}");
    assert_eq!(fs::read_to_string(home.path().join("plan.ics")).unwrap(), "mine");
    assert_eq!(run(home.path(), &[&schedule[..], &["--force"]].concat()).0, 0);
    assert_ne!(fs::read_to_string(home.path().join("plan.ics")).unwrap(), "mine");
    assert_eq!(run(home.path(), &["programme", "show", "--weeks", "0"]).0, 2);
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_files_is_a_status_and_waits_for_nobody() {
    let home = tempfile::tempdir().unwrap();
    let folder = folder_with(home.path(), &["2026-03-02-bike.fit"]);
    let made = std::process::Command::new("mkfifo").arg(folder.join("pipe.fit")).status().unwrap();
    assert!(made.success());
    let (code, out, err) = run(home.path(), &["check", arg(&folder), "--fail-on", "never"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("pipe.fit: it is no regular file"), "{out}");
    let (code, _, _) = run(home.path(), &["inspect", "--messages", arg(&folder.join("pipe.fit"))]);
    assert_eq!(code, 2);
}

#[test]
fn what_was_typed_cannot_steer_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let input = sample("2026-03-02-bike.fit");
    let name = "a\nb\r\u{202e}\u{1b}[31mc\u{200b}";
    for args in [
        vec!["check", name],
        vec!["check", arg(&input), "--today", name],
        vec!["check", arg(&input), "--race", name],
        vec!["check", arg(&input), "--config", name],
        vec!["plot", arg(&input), "--figure", name],
        vec!["plot", arg(&input), "--figure", "cadence", "--session", name],
        vec!["explain", name],
        vec![name],
    ] {
        let (code, _, err) = run(home.path(), &args);
        assert_eq!(code, 2, "{args:?}");
        assert!(!err.contains(['\r', '\u{1b}', '\u{202e}', '\u{200b}']), "{args:?}: {err:?}");
        assert!(err.contains("a b [31mc") || err.contains("a b[31mc"), "{args:?}: {err:?}");
    }
}

#[test]
fn a_report_goes_into_the_folder_that_one_stands_in_and_keeps_what_is_not_its_own() {
    let home = tempfile::tempdir().unwrap();
    let input = sample("2026-03-02-bike.fit");
    for _ in 0..2 {
        let (code, _, err) = run(home.path(), &["report", arg(&input), "-o", "."]);
        assert_eq!((code, err.as_str()), (0, ""));
        assert!(home.path().join("index.html").exists());
        fs::write(home.path().join("figures/mine.png"), "mine").unwrap();
    }
    assert_eq!(fs::read_to_string(home.path().join("figures/mine.png")).unwrap(), "mine");
}

#[test]
fn a_figure_that_is_not_there_is_refused_with_what_is_true_of_it() {
    let home = tempfile::tempdir().unwrap();
    let (pool, drills) = (sample("2026-03-03-pool.fit"), sample("2026-03-03-run-drills.fit"));
    let plot = |rest: &[&str]| {
        let inputs = ["plot", arg(&pool), arg(&drills)];
        let all: Vec<&str> = inputs.into_iter().chain(rest.iter().copied()).chain(["-o", "x.svg"]).collect();
        let (code, _, err) = run(home.path(), &all);
        (code, err)
    };
    // Of the two sessions of that day the one that has it.
    assert_eq!(plot(&["--figure", "drills", "--session", "2026-03-03"]).0, 0);
    assert_eq!(plot(&["--figure", "ladder", "--of", "pool"]).0, 0);
    for (rest, said) in [
        (["--figure", "drills", "--session", "2027"].as_slice(), "the nearest are 2026-03-03T"),
        (&["--figure", "drills", "--session", "swimming"], "it is no run"),
        (&["--figure", "power-phase"], "no sensor recorded"),
        (&["--figure", "ladder", "--session", "2026"], "leave out --session"),
        (&["--figure", "ladder", "--of", "swim"], "there are bike, pool"),
        (&["--figure", "trend"], "2 sessions"),
        (&["--figure", "card", "--size", "800x800"], "--scale"),
    ] {
        let (code, err) = plot(rest);
        assert_eq!(code, 2, "{rest:?}");
        assert!(err.contains(said), "{rest:?}: {err}");
    }
}
