//! Reports to make pages of: a rich one with hostile strings, an empty one, one session, two hundred.

use super::closer;
use super::figures::{self, START};
use clipstride::checks::{CheckId, CheckResult, Figure as CheckFigure, Outcome};
use clipstride::drills::{Drills, EvidenceLayer, Resolution};
use clipstride::metrics::{
    Certainty, Channel, Dropped, Estimate, Ledger, Measure, Measures, MetricId, Missing,
};
use clipstride::model::{
    Clock, Device, FileKind, Length, LengthKind, Notice, NoticeCode, OffsetSource, Span, Sport, Stated,
    Status, SubSport,
};
use clipstride::programme::{Confidence, SessionVerdict, WeekVerdict};
use clipstride::report::figure::{Content, Figure};
use clipstride::report::{
    ExerciseEntry, FileEntry, NextTarget, ProgrammeEntry, Race, Report, SessionEntry, Setting, StrengthSet,
    Tile, WeekEntry, WeekSession,
};
use clipstride::units::{Elapsed, Leg, Metres, Speed, TimerTime, Unit};
use jiff::civil::date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

/// Strings that a file may carry and that must stay inert.
pub(crate) fn hostile() -> Vec<String> {
    vec![
        "</script><script>document.title='owned'</script>".to_owned(),
        "\"><img src=x onerror=\"document.title='owned'\">".to_owned(),
        "' onmouseover='document.title=1' <!-- <style>*{display:none}".to_owned(),
        "\u{202e}drawkcab\u{2066} \u{0}\u{1b}[31m\u{7f}\u{9b} end".to_owned(),
        "W".repeat(10_000),
        "&lt;b&gt; &amp; {{ 7*7 }} ${1} %s \\u003c".to_owned(),
        "朝のラン · بداية · Łódź".to_owned(),
    ]
}

pub(crate) fn estimate(value: f64, unit: Unit, half: f64) -> Estimate {
    Estimate {
        value,
        unit,
        certainty: if half > 0.0 {
            Certainty::Interval(value - half, value + half)
        } else {
            Certainty::Counted
        },
        n: 2640,
        n_eff: (half > 0.0).then_some(34.2),
        ledger: Ledger {
            field: "record.stance_time_balance",
            rule: "median of the seconds with cadence above 140 steps/min, without the first minute"
                .to_owned(),
            used: 2640,
            dropped: vec![
                Dropped { reason: "walking", samples: 61 },
                Dropped { reason: "outside 40–60 %", samples: 12 },
            ],
        },
    }
}

fn measures(sport: &Sport) -> Measures {
    let known: Vec<(MetricId, f64, f64)> = match sport {
        Sport::Running => vec![
            (MetricId::StepRate, 172.4, 1.2),
            (MetricId::StanceBalance, 50.62, 0.31),
            (MetricId::GroundContactTime, 262.0, 4.1),
            (MetricId::StepLength, 1012.0, 9.0),
        ],
        Sport::Cycling => vec![
            (MetricId::CrankRate, 86.0, 1.4),
            (MetricId::CoastingShare, 7.2, 0.0),
            (MetricId::PedalBalance, 51.4, 0.9),
            (MetricId::PowerPhaseEnd(Leg::Left), 208.0, 3.0),
            (MetricId::PowerPhaseEnd(Leg::Right), 213.0, 3.0),
            (MetricId::Past210(Leg::Left), 38.0, 4.0),
            (MetricId::Past210(Leg::Right), 52.0, 4.0),
        ],
        Sport::Swimming => vec![(MetricId::Laps, 12.0, 0.0), (MetricId::DrillLaps, 12.0, 0.0)],
        _ => Vec::new(),
    };
    let mut measures: Measures = known
        .into_iter()
        .map(|(id, value, half)| (id, Measure::Known(estimate(value, id.unit(), half))))
        .collect();
    match sport {
        Sport::Running => {
            drop(measures.insert(MetricId::VerticalRatio, Measure::Missing(Missing::NotRecorded)));
        }
        Sport::Cycling => {
            drop(
                measures
                    .insert(MetricId::TorqueEffectiveness(Leg::Left), Measure::Missing(Missing::WrongSensor)),
            );
        }
        _ => {}
    }
    measures
}

fn exercises() -> Vec<ExerciseEntry> {
    let set = |repetitions, weight_kg| StrengthSet { repetitions, weight_kg, duration: TimerTime::new(35.0) };
    let entry = |title: &str, recognised, sets: &[StrengthSet]| ExerciseEntry {
        title: title.to_owned(),
        recognised,
        guess: None,
        sets: sets.to_vec(),
    };
    vec![
        entry(
            "single-leg squat",
            Some(Confidence::Sure),
            &[set(Some(10), Some(12.5)), set(Some(8), Some(12.5))],
        ),
        entry("quads", Some(Confidence::Probably), &[set(Some(12), None), set(Some(12), None)]),
        entry("", None, &[set(None, None)]),
    ]
}

fn lengths() -> Vec<Length> {
    let span = |at: f64| Span { start: Elapsed::new(at), end: Elapsed::new(at + 31.0) };
    [LengthKind::Swum, LengthKind::Idle, LengthKind::Drill, LengthKind::Drill]
        .into_iter()
        .enumerate()
        .map(|(index, kind)| Length {
            span: span(31.0 * index as f64),
            kind,
            strokes: (kind == LengthKind::Swum).then_some(18),
        })
        .collect()
}

fn session(index: usize, days: i64) -> SessionEntry {
    let (sport, sub_sport, name) = match index % 4 {
        0 => (Sport::Cycling, SubSport::IndoorCycling, "Clip-in block"),
        1 => (Sport::Swimming, SubSport::LapSwimming, "Kickboard"),
        2 => (Sport::Running, SubSport::Track, "Skips and strides"),
        _ => (Sport::Training, SubSport::StrengthTraining, ""),
    };
    let day = START + days.days();
    let start = Offset::UTC.to_timestamp(day.at(6 + (index % 3) as i8, 12, 0, 0));
    let clock = Clock {
        start: start.unwrap_or(Timestamp::UNIX_EPOCH),
        offset: Offset::constant(1),
        source: OffsetSource::Recorded,
    };
    let id = format!("{}-{}", clock.local().strftime("%Y-%m-%dT%H:%M"), sport.name());
    let id = format!("{id}-{index}");
    let seconds = 1500 + 240 * (index % 9);
    let slug = |what: &str| format!("{what}-{}", id.replace(':', ""));
    let figures: Vec<Figure> = match sport {
        Sport::Cycling => vec![
            figures::cadence(&slug("cadence"), seconds, index),
            figures::by_power(&slug("balance-by-power")),
            figures::power_phase(&slug("power-phase")),
        ],
        Sport::Running => vec![
            figures::cadence(&slug("cadence"), seconds, index),
            figures::balance(&slug("balance"), seconds, index),
            figures::drills(&slug("drills")),
        ],
        _ => Vec::new(),
    };
    let running = sport == Sport::Running;
    let drills = Drills {
        source: EvidenceLayer::Laps,
        resolution: Resolution::Ok,
        reps: figures::reps(5),
        jog: Some(Speed::new(2.53)),
    };
    let verdict = [
        SessionVerdict::Done,
        SessionVerdict::Short,
        SessionVerdict::Over,
        SessionVerdict::Done,
        SessionVerdict::Token,
        SessionVerdict::Extra,
        SessionVerdict::NotAssessable,
    ][index % 7];
    let device = |recorder, maker: &str, product: &str, kind: &str| Device {
        recorder,
        manufacturer: maker.to_owned(),
        product: product.to_owned(),
        kind: kind.to_owned(),
        serial: Some(3_989_102),
    };
    SessionEntry {
        id,
        twin_of: None,
        channels: vec![Channel {
            name: "heart_rate",
            unit: Unit::BeatsPerMinute,
            samples: seconds,
            mean: Some(141.37),
        }],
        stated: Stated::default(),
        file: index,
        measures: measures(&sport),
        details: closer::details(&sport, index),
        own: closer::own(&sport, index),
        exercises: if sport == Sport::Training { exercises() } else { Vec::new() },
        lengths: if sport == Sport::Swimming { lengths() } else { Vec::new() },
        pool_length: (sport == Sport::Swimming).then(|| Metres::new(25.0)),
        drills: if running { drills } else { Drills::none() },
        verdict: (index % 4 < 2).then_some(verdict),
        distance: (index % 4 != 3).then(|| Metres::new(400.0 + 1333.0 * (index % 6) as f64)),
        sport,
        sub_sport,
        name: name.to_owned(),
        clock,
        timer: TimerTime::new(seconds as f64),
        elapsed: Elapsed::new(seconds as f64 + 60.0),
        moving: Some(TimerTime::new(seconds as f64 - 30.0)),
        records: seconds,
        devices: vec![
            device(true, "garmin", "fr965", ""),
            device(false, "garmin", "hrm_pro_plus", "heart_rate"),
        ],
        figures,
    }
}

fn week(plan_week: u32, prescription: &str, first: f64, unit: Unit, sessions: &[SessionEntry]) -> WeekEntry {
    let monday = START + i64::from(7 * (plan_week - 1)).days();
    let target = first + 2.0 * f64::from(plan_week - 1);
    let sport = if prescription == "bike" { Sport::Cycling } else { Sport::Swimming };
    let sessions: Vec<WeekSession> = sessions
        .iter()
        .filter(|s| s.sport == sport && s.clock.iso_week() == monday.iso_week_date())
        .filter_map(|s| Some(WeekSession { id: s.id.clone(), value: Some(target), verdict: s.verdict? }))
        .collect();
    let done = sessions.iter().filter(|session| session.verdict.counts()).count() as u32;
    WeekEntry {
        iso_week: monday.iso_week_date(),
        plan_week,
        prescription: prescription.to_owned(),
        target,
        target_calendar: target + if plan_week > 7 { 2.0 } else { 0.0 },
        unit,
        required: 3,
        done,
        verdict: match done {
            0 if plan_week == 7 => WeekVerdict::Rest,
            0 => WeekVerdict::Missed,
            3.. => WeekVerdict::Complete,
            _ => WeekVerdict::Partial,
        },
        sessions,
        open: plan_week == 12,
        in_seven_days: done + u32::from(plan_week == 3),
        race: plan_week == 6,
    }
}

fn checks() -> Vec<CheckResult> {
    let outcomes = [
        Outcome::Pass,
        Outcome::Fail,
        Outcome::Pass,
        Outcome::Advisory,
        Outcome::Unknown,
        Outcome::NotApplicable,
    ];
    CheckId::ALL
        .iter()
        .enumerate()
        .map(|(index, id)| {
            let outcome = outcomes[(index * 5 + index / 6) % 6];
            let judged = !matches!(outcome, Outcome::Unknown | Outcome::NotApplicable);
            let figure = |lo, hi, ci95| CheckFigure { lo, hi, unit: Unit::Percent, ci95, decimals: 1 };
            CheckResult {
                id: *id,
                outcome,
                reason: "9 of 12 weeks had 3 sessions; 3 had fewer (2026-W14: 2; 2026-W16: none; 2026-W19: none); the \
                         shortest, on 2026-04-07, reached 3 of 10-13 min."
                    .to_owned(),
                measured: judged.then(|| figure(51.3, 51.3, Some((50.9, 51.7)))),
                target: judged.then(|| figure(49.3, 50.7, None)),
                source: "Garmin, Enduro 3 owner's manual: colour gauge of ground contact time balance",
            }
        })
        .collect()
}

fn file(index: usize, path: &str) -> FileEntry {
    FileEntry {
        path: path.to_owned(),
        sha256: format!(
            "{:064x}",
            (index as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
        ),
        status: Status::Read,
        notices: Vec::new(),
        records: 1500 + index,
    }
}

fn tiles() -> Vec<Tile> {
    let tile = |label: &str, estimate, decimals, word: &str| Tile {
        label: label.to_owned(),
        estimate,
        leg: None,
        behind: None,
        decimals,
        word: word.to_owned(),
    };
    vec![
        tile("Rides this week", Some(estimate(2.0, Unit::Sessions, 0.0)), 0, "of 3"),
        tile("Minutes a ride", Some(estimate(28.0, Unit::Minutes, 0.0)), 0, "target 28"),
        tile("Swims this week", Some(estimate(3.0, Unit::Sessions, 0.0)), 0, "of 3"),
        tile("Pedal balance, left", Some(estimate(51.4, Unit::Percent, 0.9)), 1, "close to even"),
        tile("Stance balance, left", Some(estimate(50.62, Unit::Percent, 0.31)), 2, "Garmin's middle 40 %"),
        tile("Pulling through", None, 0, "not recorded"),
    ]
}

/// No file, no session: what a first run on an empty folder shows.
pub(crate) fn empty() -> Report {
    Report {
        programme: ProgrammeEntry {
            title: "Clip-in bike and stride".to_owned(),
            source: "the clinic's programme, as built in".to_owned(),
            prescriptions: vec![
                "Clip-in bike: 5 to 10 min, three times a week, two minutes more each week, to one hour"
                    .to_owned(),
                "Pool with a kickboard: 5 to 10 laps, three times a week, two more each week, to twenty"
                    .to_owned(),
                "Run: skip 10 to 20 m, then stride 50 to 80 m".to_owned(),
            ],
        },
        settings: vec![
            Setting {
                key: "bike.cadence.band".to_owned(),
                value: "80–100 rpm".to_owned(),
                origin: "default",
                source: "coaching practice; Lucía 2001",
            },
            Setting {
                key: "programme.ladder".to_owned(),
                value: "earned".to_owned(),
                origin: "command line",
                source: "this project's proposal",
            },
        ],
        files: Vec::new(),
        sessions: Vec::new(),
        weeks: Vec::new(),
        checks: Vec::new(),
        trends: Vec::new(),
        cross_sport: None,
        races: Vec::new(),
        next: Vec::new(),
        period: None,
        headline: "No activity was found in these files.".to_owned(),
        tiles: Vec::new(),
        figures: Vec::new(),
    }
}

/// `count` sessions over twelve weeks or more, with everything that a report can hold.
pub(crate) fn of_sessions(count: usize) -> Report {
    let sessions: Vec<SessionEntry> =
        (0..count).map(|index| session(index, (index * 84 / count.clamp(48, 200)) as i64)).collect();
    let files = (0..count).map(|index| file(index, &format!("2026/{index:03}_activity.fit"))).collect();
    let mut weeks: Vec<WeekEntry> =
        (1..=12).map(|number| week(number, "bike", 6.0, Unit::Minutes, &sessions)).collect();
    weeks.extend((1..=8).map(|number| week(number, "pool", 6.0, Unit::Laps, &sessions)));
    let last = sessions.last().map_or(START, |session| session.clock.day());
    let next = |prescription: &str, target: f64, unit, line: &str| NextTarget {
        prescription: prescription.to_owned(),
        plan_week: 13,
        target,
        unit,
        times: 3,
        line: line.to_owned(),
    };
    Report {
        files,
        weeks,
        checks: checks(),
        trends: closer::trends(),
        cross_sport: Some(closer::cross_sport()),
        races: vec![Race { day: date(2026, 4, 12), name: "Half marathon".to_owned() }],
        next: vec![
            next("bike", 30.0, Unit::Minutes, "bike: 3 sessions of 30 min in 2026-W22 (week 13 of the plan); by the calendar it would be 32 min."),
            next("pool", 20.0, Unit::Laps, "pool: 3 sessions of 20 laps in 2026-W22 (week 13 of the plan)."),
        ],
        period: Some((START, last)),
        headline: "9 of 12 bike weeks complete and every swim reached its laps; two strides in five were longer than 80 m; \
                   whether you pull through the bottom cannot be told, because these pedals do not record power phase."
            .to_owned(),
        tiles: tiles(),
        figures: vec![
            figures::ladder("bike", Unit::Minutes, 6.0, 12),
            figures::ladder("pool", Unit::Laps, 6.0, 8),
            figures::calendar(),
            figures::trend("trend-stance-balance", "Stance balance", Unit::Percent, 50.6, 0.3),
            figures::trend("trend-cadence", "Running cadence", Unit::StepsPerMinute, 172.0, 1.5),
        ],
        sessions,
        ..empty()
    }
}

/// Twelve weeks, 44 sessions, and every hostile string wherever a file can put one.
pub(crate) fn rich() -> Report {
    let mut report = of_sessions(44);
    report.sessions[5].twin_of = Some(report.sessions[4].id.clone());
    for (index, text) in hostile().into_iter().enumerate() {
        report.sessions[index + 20].name.clone_from(&text);
        report.sessions[index + 20].devices[1].product.clone_from(&text);
        report.sessions[index + 20].sub_sport = SubSport::Other(text.clone());
        report.sessions[index + 20].details.meter = Some(text.clone());
        report.sessions[index + 30].sport = Sport::Other(text.chars().take(300).collect());
        report.files[index].path = format!("{text}.fit");
        report.files[index].notices = vec![Notice::new(
            NoticeCode::DeveloperFieldUndescribed,
            format!("developer field {text} is not described: 12 values were left out"),
        )];
        report.settings[0].value.clone_from(&text);
        report.races[0].name = text;
    }
    let statuses = [
        Status::Salvaged,
        Status::Duplicate { of: "2026/001_activity.fit".to_owned() },
        Status::NotAnActivity { kind: FileKind::Course },
        Status::Rejected { reason: "the header is no FIT header".to_owned(), offset: Some(0) },
    ];
    for (index, status) in statuses.into_iter().enumerate() {
        let mut entry = file(90 + index, &format!("odd/{index}.fit"));
        entry.status = status;
        report.files.push(entry);
    }
    let unseen = Content::Nothing("No ride of this period records power phase.".to_owned());
    report.figures.push(figures::figure(
        clipstride::report::figure::FigureId::PowerPhase,
        "power-phase",
        "Power phase",
        "",
        unseen,
    ));
    report
}
