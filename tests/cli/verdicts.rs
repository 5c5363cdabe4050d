//! Verdicts and exit codes.

use crate::support::{arg, clipstride, folder_with, run, sample};
use serde_json::Value;

#[test]
fn a_missed_prescription_is_exit_code_one() {
    let home = tempfile::tempdir().unwrap();
    let samples = sample("");
    let (code, out, err) = run(home.path(), &["check", arg(&samples)]);
    assert_eq!((code, err.as_str()), (1, ""));
    assert!(out.contains("✕ missed"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    let told = out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("name it with --race 2026-05-03."), "the question about the race: {out}");
    assert!(told.contains("by chance (MDC 95 %)") && told.contains("(TOST, p "), "{out}");
    assert!(!out.contains('\u{1b}'), "plain when piped");
    assert_eq!(run(home.path(), &["check", arg(&samples), "--fail-on", "never"]).0, 0);
}

#[test]
fn one_ride_as_prescribed_misses_nothing() {
    let home = tempfile::tempdir().unwrap();
    let folder =
        folder_with(home.path(), &["2026-03-02-bike.fit", "2026-03-04-bike.fit", "2026-03-06-bike.fit"]);
    let (code, out, err) = run(home.path(), &["check", arg(&folder)]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("● pass"), "{out}");
}

#[test]
fn a_missed_prescription_of_the_users_own_is_exit_code_one_too() {
    let home = tempfile::tempdir().unwrap();
    let folder = folder_with(home.path(), &["2026-03-02-bike.fit", "2026-03-11-bike.fit"]);
    let plan = home.path().join("plan.toml");
    let off = "[ladder.bike]\nenabled = false\n";
    let spin = "[ladder.spin]\nsport = \"cycling\"\nstart = \"5 min\"\nstep = \"1 min\"\ngoal = \"9 min\"\ntimes_per_week = 2\n";
    for (text, code) in [(off.to_owned(), 0), (format!("{off}{spin}"), 1)] {
        std::fs::write(&plan, text).unwrap();
        let (ended, out, err) = run(home.path(), &["check", arg(&folder), "--programme", arg(&plan)]);
        assert_eq!((ended, err.as_str(), out.contains("plan.added")), (code, "", code == 1), "{out}");
    }
}

#[test]
fn the_calendar_ladder_asks_for_more_than_the_earned_one() {
    let home = tempfile::tempdir().unwrap();
    let samples = sample("");
    let target = |ladder: &str| -> f64 {
        let (_, out, _) = run(home.path(), &["check", arg(&samples), "--json", "--ladder", ladder]);
        let document: Value = serde_json::from_str(&out).unwrap();
        document["next"][0]["target"].as_f64().unwrap()
    };
    assert!(target("calendar") > target("earned"));
}

#[test]
fn a_race_week_is_not_called_behind() {
    let home = tempfile::tempdir().unwrap();
    let samples = sample("");
    let verdict = |args: &[&str]| -> String {
        let mut all = vec!["check", arg(&samples), "--json"];
        all.extend(args);
        let (_, out, _) = run(home.path(), &all);
        let document: Value = serde_json::from_str(&out).unwrap();
        let week = document["weeks"]
            .as_array()
            .unwrap()
            .iter()
            .find(|week| week["iso_week"] == "2026-W19" && week["prescription"] == "bike")
            .unwrap();
        week["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict(&["--race", "2026-05-03=City half"]), "rest");
    assert_ne!(verdict(&[]), "rest");
}

#[test]
fn settings_come_from_the_command_line_then_the_file_then_the_defaults() {
    let home = tempfile::tempdir().unwrap();
    let (code, printed, _) = run(home.path(), &["check", "--print-config"]);
    assert_eq!(code, 0);
    assert!(printed.contains("cadence-band = [80, 100]"), "{printed}");
    std::fs::write(home.path().join("own.toml"), "[bike]\ncadence-band = [60, 75]\n").unwrap();
    let (_, printed, _) = run(
        home.path(),
        &["check", "--print-config", "--config", "own.toml", "--unflagged-balance-is", "left"],
    );
    assert!(printed.contains("cadence-band = [60, 75]"), "{printed}");
    assert!(
        printed.contains("unflagged-balance-is = \"left\"") && printed.contains("# command line;"),
        "{printed}"
    );
    let (_, printed, _) = run(
        home.path(),
        &[
            "check",
            "--print-config",
            "--ladder",
            "calendar",
            "--race",
            "2026-05-03=City half",
            "--today",
            "2026-05-24",
        ],
    );
    for line in [
        "# ladder: calendar; command line; set by --ladder",
        "# time zone of files that state none: UTC; default; set by --time-zone",
        "# today: 2026-05-24; command line; set by --today",
        "# races: 2026-05-03 City half; command line; set by --race",
    ] {
        assert!(printed.contains(line), "{line}: {printed}");
    }
    std::fs::write(home.path().join("again.toml"), &printed).unwrap();
    let (code, _, err) = run(home.path(), &["check", "--print-config", "--config", "again.toml"]);
    assert_eq!((code, err.as_str()), (0, ""), "what is printed is read again");
}

#[test]
fn an_unflagged_balance_gets_a_side_only_from_the_user() {
    let home = tempfile::tempdir().unwrap();
    let input = sample("odd/balance-unflagged.fit");
    let metrics = |args: &[&str]| -> Value {
        let mut all = vec!["check", arg(&input), "--json", "--fail-on", "never"];
        all.extend(args);
        let (_, out, _) = run(home.path(), &all);
        serde_json::from_str::<Value>(&out).unwrap()["sessions"][0]["metrics"].clone()
    };
    let unknown = metrics(&[]);
    assert_eq!(unknown["pedal-balance"]["missing"], "side-unknown");
    assert!(unknown["pedal-imbalance"]["value"].is_number());
    let (left, right) =
        (metrics(&["--unflagged-balance-is", "left"]), metrics(&["--unflagged-balance-is", "right"]));
    let share = |metrics: &Value| metrics["pedal-balance"]["value"].as_f64().unwrap();
    assert!((share(&left) + share(&right) - 100.0).abs() < 0.11, "{left} {right}");
}

#[test]
fn inspect_says_what_is_missing_and_which_sensor_would_give_it() {
    let home = tempfile::tempdir().unwrap();
    let (code, out, _) = run(home.path(), &["inspect", arg(&sample("odd/left-only.fit"))]);
    assert_eq!(code, 0);
    assert!(out.contains("? bike.balance") && out.contains("measure both"), "{out}");
    let (_, messages, _) =
        run(home.path(), &["inspect", "--messages", arg(&sample("2026-03-02-strength.fit"))]);
    assert!(messages.contains("file_id") && messages.contains("total_timer_time"), "messages are shown");
}

#[test]
fn every_check_is_explained_and_so_is_the_list() {
    let home = tempfile::tempdir().unwrap();
    let (code, list, _) = run(home.path(), &["explain"]);
    assert_eq!(code, 0);
    for name in ["bike.minutes", "run.stance-balance", "data.quality"] {
        assert!(list.contains(name), "{list}");
        let (code, page, _) = run(home.path(), &["explain", name]);
        assert_eq!(code, 0);
        assert!(page.to_lowercase().contains("what it looks at"), "{page}");
    }
}

#[test]
fn colour_only_on_demand() {
    let home = tempfile::tempdir().unwrap();
    let input = sample("2026-03-02-bike.fit");
    let coloured = |variables: &[&str]| {
        let mut command = clipstride(home.path());
        command.args(["check", arg(&input)]).envs(variables.iter().map(|name| (name, "1")));
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!coloured(&[]));
    assert!(!coloured(&["NO_COLOR"]));
    assert!(coloured(&["CLICOLOR_FORCE"]), "as asked for, though piped");
    assert!(!coloured(&["CLICOLOR_FORCE", "NO_COLOR"]));
}

#[test]
fn a_single_ride_on_a_sunday_misses_nothing() {
    let home = tempfile::tempdir().unwrap();
    let folder = folder_with(home.path(), &["2026-05-20-bike.fit"]);
    let run_on = |today: &str| run(home.path(), &["check", arg(&folder), "--today", today]);
    let (code, out, _) = run_on("2026-05-24");
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("… 1 of 3 so far"), "{out}");
    assert_eq!(run_on("2026-05-25").0, 1, "on the Monday the week is over");
}

#[test]
fn inspect_lists_every_check_and_what_it_needs_beside() {
    let home = tempfile::tempdir().unwrap();
    let (_, out, _) = run(home.path(), &["inspect", arg(&sample("2026-05-20-bike.fit"))]);
    let (_, list, _) = run(home.path(), &["explain"]);
    let checks = list.split("Metrics").next().unwrap().lines().filter_map(|line| line.strip_prefix("  "));
    let named: Vec<&str> =
        checks.filter_map(|line| line.split(' ').next()).filter(|name| !name.is_empty()).collect();
    assert!(named.len() >= 19, "{list}");
    for name in named {
        assert!(out.contains(name), "{name}: {out}");
    }
    let told = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in
        ["– of other sports: run.", "evidence medium", "n_eff ", "cadence in band", "pedal balance by time"]
    {
        assert!(told.contains(words), "{words}: {out}");
    }
}

#[test]
fn the_order_of_the_paths_changes_no_byte() {
    let home = tempfile::tempdir().unwrap();
    let (one, two) = (sample("2026-03-02-bike.fit"), sample("2026-03-04-bike.fit"));
    let json = |first, second| run(home.path(), &["check", "--json", arg(first), arg(second)]);
    assert_eq!(json(&one, &two), json(&two, &one));
}
