use super::super::Dose;
use super::*;
use insta::assert_snapshot;

fn plan(text: &str) -> Plan {
    Plan::from_toml("plan.toml", text).unwrap()
}

fn error(text: &str) -> String {
    Plan::from_toml("plan.toml", text).unwrap_err().to_string()
}

#[test]
fn the_clinics_own_plan_is_read_as_it_is_written() {
    let clinic = Plan::clinic();
    assert_snapshot!(clinic.lines().join("\n"), @r#"
    bike: 3 sessions a week, from 5–10 min, +2 min a week, to 60 min
    pool: 3 sessions a week, from 5–10 laps, +2 laps a week, to 20 laps (a lap is 1 pool length)
    run: skip 10–20 m, then stride 50–80 m
    strength: single-leg stand, single-leg squat (sagittal), single-leg squat (rotating), prone leg extension, single-leg stand with opposite-leg abduction
    gym: pelvis, core, quads, hamstrings
    "#);
    assert!(clinic.source.contains("Cianca") && clinic.source.contains("Ugalde"));
    assert!(clinic.in_force().all(|prescription| prescription.origin == Origin::Clinic));
    assert_eq!(clinic.exercises.iter().count(), 9);
}

#[test]
fn the_text_of_init_is_the_clinics_plan() {
    assert_eq!(plan(init_text()), Plan::clinic());
    assert_eq!(plan(""), Plan::clinic());
}

#[test]
fn every_choice_in_a_comment_of_the_init_text_works_when_switched_on() {
    let on: String = init_text()
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest)
                if rest.starts_with('[')
                    || rest
                        .split(" = ")
                        .next()
                        .is_some_and(|key| !key.contains(' ') && rest.contains(" = ")) =>
            {
                rest
            }
            _ => line,
        })
        // What stands behind a table of its own would belong to it: only top-level choices go where they stand.
        .collect::<Vec<_>>()
        .join("\n");
    let plan = plan(&on);
    assert_eq!(plan.week_one, Some(jiff::civil::date(2026, 3, 2)));
    let bike = plan.prescription("bike").unwrap();
    assert_eq!(bike.selection.indoor, Some(true));
    assert_eq!(bike.selection.longest, Some(90.0));
    assert!(bike.selection.marked_block);
    assert_eq!(bike.origin, Origin::PlanFile);
    let rowing = plan.prescription("rowing").unwrap();
    assert_eq!(
        (rowing.start, rowing.step, rowing.goal, rowing.dose),
        ((2000.0, 2000.0), 500.0, 5000.0, Dose::Metres)
    );
    assert_eq!(plan.races.len(), 1);
    assert_eq!(plan.strength.times_per_week, Some(2));
    assert!(plan.exercises.get("nordic-curl").is_some());
}

#[test]
fn what_a_file_leaves_out_stays_the_clinics() {
    let plan = plan("[ladder.bike]\nenabled = false\n[ladder.pool]\ntimes_per_week = 2\n");
    assert_eq!(plan.in_force().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["pool"]);
    assert_eq!(plan.prescription("bike").unwrap().origin, Origin::Clinic);
    let pool = plan.prescription("pool").unwrap();
    assert_eq!((pool.origin, pool.times_per_week, pool.goal), (Origin::PlanFile, 2, 20.0));
}

#[test]
fn other_sports_are_added_by_duration_count_or_distance() {
    let plan = plan(
        "[ladder.zzz]\nsport = \"rowing\"\nstart = \"20 min\"\ntimes_per_week = 2\n\
         [ladder.aaa]\nsport = [\"training\", \"fitness_equipment\"]\nstart = \"30 reps\"\nstep = \"5 reps\"\ngoal = \"60 reps\"\ntimes_per_week = 2\n\
         [ladder.walk]\nsport = \"walking\"\nstart = \"1-2 km\"\nstep = \"250 m\"\ngoal = \"5 km\"\ntimes_per_week = 5\n",
    );
    assert_snapshot!(plan.lines().join("\n"), @r#"
    bike: 3 sessions a week, from 5–10 min, +2 min a week, to 60 min
    pool: 3 sessions a week, from 5–10 laps, +2 laps a week, to 20 laps (a lap is 1 pool length)
    zzz: 2 sessions a week, 20 min each
    aaa: 2 sessions a week, from 30 repetitions, +5 repetitions a week, to 60 repetitions
    walk: 5 sessions a week, from 1000–2000 m, +250 m a week, to 5000 m
    run: skip 10–20 m, then stride 50–80 m
    strength: single-leg stand, single-leg squat (sagittal), single-leg squat (rotating), prone leg extension, single-leg stand with opposite-leg abduction
    gym: pelvis, core, quads, hamstrings
    "#);
}

#[test]
fn a_single_start_settles_it() {
    let plan = plan("[ladder.bike]\nstart = \"8 min\"");
    let bike = plan.prescription("bike").unwrap();
    assert_eq!((bike.start, bike.step, bike.goal), ((8.0, 8.0), 2.0, 60.0));
    assert_eq!(Plan::clinic().prescription("bike").unwrap().starting_at(99.0).start, (10.0, 10.0));
}

#[test]
fn faults_have_their_place_and_say_what_to_do() {
    let faults = [
        "[ladder.bike]\ngaol = \"60 min\"",
        "[ladders.bike]\nstart = \"5 min\"",
        "[ladder.bike]\nstart = 5",
        "[ladder.bike]\nstart = \"5-10\"",
        "[ladder.bike]\ngoal = \"60 laps\"",
        "[ladder.bike]\nstart = \"5 km\"\nstep = \"2 min\"",
        "[ladder.bike]\ngoal = \"8 min\"",
        "[ladder.bike]\nstep = \"0 min\"",
        "[ladder.bike]\nstep = \"0.01 min\"",
        "[ladder.bike]\nstep = \"1-2 min\"",
        "[ladder.bike]\ntimes_per_week = 0",
        "[ladder.bike]\nsport = \"cyclng\"",
        "[ladder.bike]\nlongest = \"4 min\"",
        "[ladder.bike]\nblock = \"lap 2\"",
        "[ladder.bike]\nlap_lengths = 2",
        "[ladder.pool]\nlap_lengths = 0",
        "[ladder.rowing]\nstart = \"2 km\"",
        "[ladder.rowing]\nsport = \"rowing\"\nstart = \"2 km\"\ngoal = \"5 km\"\ntimes_per_week = 1",
        "[drill]\nskip = \"20-10 m\"",
        "[drill]\nstride = \"50-80 min\"",
        "[strength]\nexercises = [\"deadlift\"]",
        "progress = \"linear\"",
        "rest = [\"2025-W53\"]",
        "week_one = 2026-02-30",
        "[[race]]\nname = \"no date\"",
        "[[race]]\ndate = \"3 May\"",
        "schema = \"clipstride/programme/2\"",
        "[ladder.bike",
        "[[exercise]]\nkey = \"x\"\ntext = [\"!\"]",
    ];
    let all: Vec<String> = faults.iter().map(|text| error(text)).collect();
    assert_snapshot!(all.join("\n"), @r#"
    plan.toml:2:1: unknown field `gaol`, expected one of `enabled`, `sport`, `sub_sport`, `start`, `step`, `goal`, `times_per_week`, `lap_lengths`, `drill_only`, `indoor`, `name`, `tag`, `longest`, `block`
    plan.toml:1:2: unknown field `ladders`, expected one of `schema`, `title`, `source`, `progress`, `week_one`, `rest`, `ladder`, `drill`, `strength`, `race`, `exercise`
    plan.toml:2:9: `start` needs a unit: write it as text, such as "5 min" or "5 laps"
    plan.toml:2:9: `start` needs a unit: write "5-10 min", "5-10 laps", "5-10 km" or "5-10 reps"
    plan.toml:2:8: `goal` is laps, and must be a time (min, h)
    plan.toml:3:8: `step` is a time (min, h), and must be a distance (m, km)
    plan.toml:2:8: the ladder ends below its start: `goal` is 8, `start` reaches 10; raise `goal` or lower `start`
    plan.toml:2:8: the ladder never rises: `step` must be more than nothing to get from `start` to `goal`
    plan.toml:2:8: at this `step` the ladder takes 5501 weeks to its goal; the longest that makes sense is 520
    plan.toml:2:8: `step` must be a single figure, not a range
    plan.toml:2:18: `times_per_week` must be 1 to 21; to switch something off write enabled = false
    plan.toml:2:9: `cyclng` is not a sport of the FIT profile: write cycling, running, swimming, rowing, walking, training ..., or its FIT number
    plan.toml:2:11: no session could count: `longest` is 4 min, and the first target is 5 min
    plan.toml:2:9: `lap 2` is not a block: use "whole" (the session) or "marked" (laps marked as work)
    plan.toml:2:15: `lap_lengths` goes with laps, and this ladder counts a time (min, h)
    plan.toml:2:15: `lap_lengths` must be 1 (a length) or more
    plan.toml:1:9: [ladder.rowing] needs `sport`, such as sport = "cycling"
    plan.toml:1:9: [ladder.rowing] needs `step`, such as step = "2 min"
    plan.toml:2:8: `skip` runs backwards: write the smaller figure first, "10-20 m"
    plan.toml:2:10: `stride` is a time (min, h), and must be a distance (m, km)
    plan.toml:2:14: `deadlift` is not an exercise that is known: add it as [[exercise]], or use one of single-leg-stand, single-leg-squat, single-leg-squat-rotating, prone-leg-extension, stand-abduction, pelvis, core, quads, hamstrings
    plan.toml:1:12: `linear` is not a way to progress: use "earned" or "calendar"
    plan.toml:1:9: `2025-W53` is not an ISO week: write "2026-W20"
    plan.toml:1:12: invalid date, expected day between 01 and 28
    plan.toml:1:1: missing field `date`
    plan.toml:2:8: `3 May` is not a date: write 2026-05-03
    plan.toml:1:10: `clipstride/programme/2` is not a schema that is known: this program reads "clipstride/programme/1"
    plan.toml:1:13: unclosed table, expected `]`
    plan.toml:2:7: an empty `text` would match every step: remove it from "x"
    "#);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "(?s).{0,200}") {
        let _ = Plan::from_toml("plan.toml", &text);
    }

    #[test]
    fn no_value_makes_the_reader_panic(
        key in proptest::sample::select(vec!["start", "step", "goal", "times_per_week", "sport", "longest", "lap_lengths"]),
        value in proptest::sample::select(vec!["1", "-1", "1.5", "nan", "inf", "true", "[]", "{}", "\"\"", "\"1 min\"", "\"9e400 min\"", "2026-01-01", "99999999999999999999"]),
    ) {
        let _ = Plan::from_toml("plan.toml", &format!("[ladder.bike]\n{key} = {value}"));
    }
}
