use super::*;
use crate::model::testkit::bare;
use crate::model::{Clock, Length, OffsetSource, Set, Span};
use crate::programme::{Identified, IsoWeek, Plan, entries};
use crate::units::{Elapsed, TimerTime};
use jiff::{Timestamp, tz::Offset};

fn session(sport: Sport, sub_sport: SubSport, minutes: f64) -> Session {
    let bare = bare(sport, 60.0 * minutes);
    // Ten minutes of pauses, which never count.
    Session { sub_sport, elapsed: Elapsed::new(bare.elapsed.get() + 600.0), ..bare }
}

fn ride(minutes: f64) -> Session {
    session(Sport::Cycling, SubSport::Road, minutes)
}

fn candidate(session: &Session) -> Candidate<'_> {
    Candidate { session, workout: None, path: "2026/ride.fit" }
}

/// The bike's prescription with further lines in its table.
fn bike(lines: &str) -> crate::programme::Prescription {
    let plan = Plan::from_toml("plan.toml", &format!("[ladder.bike]\n{lines}")).unwrap();
    plan.prescription("bike").unwrap().clone()
}

fn count(lines: &str, session: &Session) -> Counted {
    let bike = bike(lines);
    bike.selection.count(candidate(session), bike.dose)
}

fn lap(minutes: f64, trigger: LapTrigger, intensity: Intensity) -> Lap {
    Lap {
        span: Span { start: Elapsed::new(0.0), end: Elapsed::new(60.0 * minutes) },
        timer: TimerTime::new(60.0 * minutes),
        distance: None,
        trigger,
        intensity,
        step: None,
        drill: false,
    }
}

#[test]
fn timer_time_counts_and_pauses_do_not() {
    assert_eq!(count("", &ride(12.0)), Counted::Value(12.0));
    // No timer time: the ride is meant, and nobody knows how long it was.
    assert_eq!(count("", &ride(0.0)), Counted::NotAssessable);
}

#[test]
fn by_default_each_cycling_session_counts_and_no_e_bike() {
    assert_eq!(count("", &session(Sport::Cycling, SubSport::Spin, 12.0)), Counted::Value(12.0));
    let e_bike = session(Sport::EBiking, SubSport::Generic, 12.0);
    assert_eq!(count("", &e_bike), Counted::No);
    assert_eq!(count("sport = [\"cycling\", \"e_biking\"]", &e_bike), Counted::Value(12.0));
    assert_eq!(count("", &session(Sport::Running, SubSport::Generic, 12.0)), Counted::No);
}

#[test]
fn a_plan_may_demand_indoor_a_name_a_tag_or_a_longest_length() {
    let trainer = session(Sport::Cycling, SubSport::IndoorCycling, 12.0);
    assert_eq!(count("indoor = true", &trainer), Counted::Value(12.0));
    assert_eq!(count("indoor = true", &ride(12.0)), Counted::No);
    assert_eq!(count("indoor = false", &ride(12.0)), Counted::Value(12.0));
    let named = Session { name: "Evening Clip-In #Hamstring, easy".to_owned(), ..ride(12.0) };
    assert_eq!(count("name = \"clip-in\"", &named), Counted::Value(12.0));
    assert_eq!(count("name = \"clip-in\"", &ride(12.0)), Counted::No);
    assert_eq!(count("tag = \"hamstring\"", &named), Counted::Value(12.0));
    assert_eq!(count("tag = \"#hamstring\"", &named), Counted::Value(12.0));
    assert_eq!(count("tag = \"ham\"", &named), Counted::No);
    assert_eq!(count("longest = \"90 min\"", &ride(91.0)), Counted::No);
    assert_eq!(count("longest = \"1.5 h\"", &ride(90.0)), Counted::Value(90.0));
}

#[test]
fn a_tag_may_be_a_folder_or_a_word_of_the_file_name() {
    let ride = ride(12.0);
    let bike = bike("tag = \"clip-in\"");
    let at = |path| bike.selection.count(Candidate { session: &ride, workout: None, path }, bike.dose);
    assert_eq!(at("Clip-In/2026-03-02.fit"), Counted::Value(12.0));
    assert_eq!(at("export.zip!/clip-in/a.fit"), Counted::Value(12.0));
    assert_eq!(at("rides/unclip-in.fit"), Counted::No);
    let short = self::bike("tag = \"pull\"");
    let at = |path| short.selection.count(Candidate { session: &ride, workout: None, path }, short.dose);
    assert_eq!(at("rides/2026-03-02-pull-easy.fit"), Counted::Value(12.0));
    assert_eq!(at("rides/pulley.fit"), Counted::No);
}

#[test]
fn the_workouts_name_counts_as_a_name() {
    let (ride, workout) = (ride(12.0), Workout { name: "Pull through 12".to_owned(), steps: Vec::new() });
    let bike = bike("name = \"pull through\"");
    let candidate = Candidate { session: &ride, workout: Some(&workout), path: "" };
    assert_eq!(bike.selection.count(candidate, bike.dose), Counted::Value(12.0));
}

#[test]
fn a_marked_block_is_every_second_press_or_what_a_workout_calls_work() {
    use Intensity::{Active, Cooldown, Unstated, Warmup};
    use LapTrigger::{Distance, Manual, SessionEnd};
    let with = |laps: Vec<Lap>| Session { laps, ..ride(60.0) };
    let pressed = with(vec![
        lap(20.0, Manual, Unstated),
        lap(5.0, Distance, Unstated),
        lap(12.0, Manual, Unstated),
        lap(23.0, SessionEnd, Unstated),
    ]);
    assert_eq!(count("block = \"marked\"", &pressed), Counted::Value(12.0));
    let followed =
        with(vec![lap(10.0, Manual, Warmup), lap(14.0, Manual, Active), lap(36.0, SessionEnd, Cooldown)]);
    assert_eq!(count("block = \"marked\"", &followed), Counted::Value(14.0));
    assert_eq!(count("block = \"marked\"", &ride(60.0)), Counted::No);
    assert_eq!(count("block = \"whole\"", &pressed), Counted::Value(60.0));
}

#[test]
fn swims_count_drill_lengths_and_others_only_where_the_plan_says_so() {
    let length = |kind| Length {
        span: Span { start: Elapsed::new(0.0), end: Elapsed::new(30.0) },
        kind,
        strokes: None,
    };
    let mut swim = session(Sport::Swimming, SubSport::LapSwimming, 20.0);
    let pool = |lines: &str| {
        let plan = Plan::from_toml("plan.toml", &format!("[ladder.pool]\n{lines}")).unwrap();
        plan.prescription("pool").unwrap().clone()
    };
    let count = |lines: &str, swim: &Session| pool(lines).selection.count(candidate(swim), pool(lines).dose);
    // A pool swim without lengths cannot be judged; open water is not meant.
    assert_eq!(count("", &swim), Counted::NotAssessable);
    assert_eq!(count("", &session(Sport::Swimming, SubSport::OpenWater, 20.0)), Counted::No);
    swim.lengths.extend((0..5).map(|_| length(LengthKind::Swum)));
    swim.lengths.push(length(LengthKind::Idle));
    assert_eq!(count("", &swim), Counted::No);
    assert_eq!(count("drill_only = false", &swim), Counted::Value(5.0));
    swim.lengths.extend((0..7).map(|_| length(LengthKind::Drill)));
    assert_eq!(count("", &swim), Counted::Value(7.0));
    assert_eq!(count("lap_lengths = 2", &swim), Counted::Value(3.0));
    assert_eq!(count("lap_lengths = 2\ndrill_only = false", &swim), Counted::Value(6.0));
}

#[test]
fn other_doses_are_metres_presses_and_repetitions() {
    let plan = Plan::from_toml(
        "plan.toml",
        "[ladder.row]\nsport = \"rowing\"\nstart = \"2 km\"\ntimes_per_week = 1\n\
         [ladder.press]\nsport = \"training\"\nstart = \"3 laps\"\ntimes_per_week = 1\n\
         [ladder.reps]\nsport = \"training\"\nstart = \"30 reps\"\ntimes_per_week = 1\n",
    )
    .unwrap();
    let count = |name: &str, session: &Session| {
        let prescription = plan.prescription(name).unwrap();
        prescription.selection.count(candidate(session), prescription.dose)
    };
    let mut row = session(Sport::from_name("rowing"), SubSport::Generic, 10.0);
    assert_eq!(count("row", &row), Counted::NotAssessable);
    row.distance = Some(Metres::new(2100.0));
    assert_eq!(count("row", &row), Counted::Value(2100.0));
    let mut gym = session(Sport::Training, SubSport::StrengthTraining, 10.0);
    assert_eq!(count("reps", &gym), Counted::NotAssessable);
    let set = |kind, repetitions| Set {
        start: Elapsed::new(0.0),
        duration: TimerTime::new(30.0),
        kind,
        repetitions,
        weight_kg: None,
        guesses: Vec::new(),
        step: None,
    };
    gym.sets = vec![set(SetKind::Active, Some(12)), set(SetKind::Rest, Some(99)), set(SetKind::Active, None)];
    assert_eq!(count("reps", &gym), Counted::Value(12.0));
    gym.laps = vec![
        lap(1.0, LapTrigger::Manual, Intensity::Unstated),
        lap(1.0, LapTrigger::SessionEnd, Intensity::Unstated),
    ];
    assert_eq!(count("press", &gym), Counted::Value(1.0));
}

#[test]
fn sessions_fall_into_the_local_week_wherever_the_machine_stands() {
    // Sunday 2027-01-03, 23:30 UTC: Monday of 2027-W01 in Kathmandu, Sunday of 2026-W53 in London.
    let start: Timestamp = "2027-01-03T23:30:00Z".parse().unwrap();
    let week = |seconds: i32| {
        let clock =
            Clock { start, offset: Offset::from_seconds(seconds).unwrap(), source: OffsetSource::Recorded };
        let ride = Session { clock, ..ride(12.0) };
        let all = entries(&bike(""), &[Identified { id: "a", candidate: candidate(&ride) }]);
        IsoWeek::of(all[0].day).to_string()
    };
    assert_eq!(week(20_700), "2027-W01");
    assert_eq!(week(0), "2026-W53");
    assert_eq!(week(-3600 * 5), "2026-W53");
}
