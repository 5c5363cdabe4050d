//! Reports for the tests of the card: a full season, and poor ones.

use crate::render::plot::fixtures::season;
use crate::report::Drills;
use crate::report::figure::{Figure, FigureId};
use crate::report::{Certainty, CheckId, CheckResult, Estimate, Ledger, Outcome};
use crate::report::{Clock, Device, OffsetSource, Sport, Status, SubSport};
use crate::report::{FileEntry, NextTarget, ProgrammeEntry, Report, SessionEntry, Tile};
use crate::units::{Elapsed, TimerTime, Unit};
use jiff::civil::date;
use jiff::tz::Offset;

type Value = (f64, Unit, Option<(f64, f64)>);

fn tile(label: &str, value: Option<Value>, decimals: usize, word: &str) -> Tile {
    let estimate = value.map(|(value, unit, ci95)| Estimate {
        value,
        unit,
        certainty: ci95.map_or(Certainty::Counted, |(lo, hi)| Certainty::Interval(lo, hi)),
        n: 2520,
        n_eff: Some(40.0),
        ledger: Ledger::default(),
    });
    Tile { label: label.into(), estimate, leg: None, behind: None, decimals, word: word.into() }
}

fn session(figures: Vec<Figure>) -> SessionEntry {
    SessionEntry {
        id: "2026-03-02T07:12-running".into(),
        twin_of: None,
        channels: Vec::new(),
        stated: Default::default(),
        file: 0,
        sport: Sport::Running,
        sub_sport: SubSport::Generic,
        name: String::new(),
        clock: Clock {
            start: Offset::UTC.to_timestamp(date(2026, 3, 2).at(7, 12, 0, 0)).unwrap(),
            offset: Offset::UTC,
            source: OffsetSource::Recorded,
        },
        timer: TimerTime::new(2700.0),
        elapsed: Elapsed::new(2800.0),
        moving: None,
        distance: None,
        records: 2700,
        devices: vec![Device {
            recorder: true,
            manufacturer: "garmin".into(),
            product: "Forerunner 965".into(),
            ..Device::default()
        }],
        measures: Default::default(),
        details: Default::default(),
        own: Default::default(),
        exercises: Vec::new(),
        lengths: Vec::new(),
        pool_length: None,
        drills: Drills::none(),
        verdict: None,
        figures,
    }
}

/// A report with these figures of one session and over all sessions.
fn report(of_session: Vec<Figure>, overall: Vec<Figure>) -> Report {
    Report {
        programme: ProgrammeEntry {
            title: "Clip-in bike, skip and stride – Łódź".into(),
            source: "the clinic".into(),
            prescriptions: vec!["bike: three times a week".into()],
        },
        settings: Vec::new(),
        files: vec![FileEntry {
            path: "a.fit".into(),
            sha256: "0".repeat(64),
            status: Status::Read,
            notices: Vec::new(),
            records: 2700,
        }],
        sessions: vec![session(of_session)],
        weeks: Vec::new(),
        checks: Vec::new(),
        trends: Vec::new(),
        cross_sport: None,
        races: Vec::new(),
        next: vec![
            NextTarget {
                prescription: "bike".into(),
                plan_week: 19,
                target: 44.0,
                unit: Unit::Minutes,
                times: 3,
                line: "Week 19, bike: three rides of 44 min (40 to 48 min count as done).".into(),
            },
            NextTarget {
                prescription: "pool".into(),
                plan_week: 19,
                target: 20.0,
                unit: Unit::Laps,
                times: 3,
                line: "Week 19, pool: three swims of 20 laps with a kick-board.".into(),
            },
        ],
        period: Some((date(2026, 3, 2), date(2026, 7, 5))),
        headline: "Bike: 41 of 54 rides done, 5 short, 7 missed; the ladder stands at 42 minutes. Skip-then-stride: 6 reps, \
                   5 in range. Stance balance stayed where it was; pedal balance cannot be told, for the meter is left-only."
            .into(),
        tiles: vec![
            tile("Rides done", Some((41.0, Unit::Sessions, None)), 0, "of 54 prescribed"),
            tile("Ladder", Some((42.0, Unit::Minutes, None)), 0, "week 18 of 27"),
            tile("Pedalling cadence", Some((88.0, Unit::RevolutionsPerMinute, Some((87.2, 88.9)))), 1, "inside 80–100"),
            tile("Stance balance", Some((49.66, Unit::Percent, Some((49.4, 49.9)))), 1, "left share; Garmin's green band"),
            tile("Strides in range", Some((5.0, Unit::Repetitions, None)), 0, "of 6 found"),
            tile("Pedal balance", None, 1, "not measured: the power meter reads the left leg alone"),
        ],
        figures: overall,
    }
}

/// Everything is there.
pub(in crate::render::plot) fn full() -> Report {
    let (of_session, mut overall): (Vec<Figure>, Vec<Figure>) = season()
        .into_iter()
        .partition(|figure| !matches!(figure.id, FigureId::Ladder | FigureId::Trend | FigureId::Calendar));
    let second = overall.iter().find(|figure| figure.id == FigureId::Ladder).cloned();
    overall.extend(second.map(|figure| Figure {
        slug: "ladder-pool".into(),
        title: "Pool: laps on the ladder".into(),
        ..figure
    }));
    report(of_session, overall)
}

/// Only rides with minutes: a ladder, a calendar, and reasons.
pub(in crate::render::plot) fn poor() -> Report {
    let overall =
        season().into_iter().filter(|f| matches!(f.id, FigureId::Ladder | FigureId::Calendar)).collect();
    let mut poor = report(Vec::new(), overall);
    let check = |id, outcome, reason: &str| CheckResult {
        id,
        outcome,
        reason: reason.into(),
        measured: None,
        target: None,
        source: "",
    };
    poor.checks = vec![
        check(CheckId::BikeMinutes, Outcome::Pass, "41 of 54 rides reached the target of their week."),
        check(CheckId::BikeTimesPerWeek, Outcome::Fail, "12 of 18 weeks had three rides; 2 had none."),
        check(CheckId::BikeBalance, Outcome::Unknown, "The power meter reads the left leg alone."),
    ];
    poor.tiles.truncate(3);
    poor
}

/// Nothing at all.
pub(in crate::render::plot) fn empty() -> Report {
    let mut empty = report(Vec::new(), Vec::new());
    empty.sessions.clear();
    empty.tiles.clear();
    empty.next.clear();
    empty.files.clear();
    empty.period = None;
    empty.headline = "No session could be read.".into();
    empty
}

/// Names that want to break out.
pub(in crate::render::plot) fn hostile() -> Report {
    let mut hostile = full();
    let name = format!("</script><img src=x onerror=alert(1)>\u{202E}\u{0}\"'&{}", "朝のラン W".repeat(1500));
    hostile.programme.title.clone_from(&name);
    hostile.headline.clone_from(&name);
    for session in &mut hostile.sessions {
        session.devices[0].product.clone_from(&name);
    }
    for tile in &mut hostile.tiles {
        tile.label.clone_from(&name);
        tile.word.clone_from(&name);
        if let Some(estimate) = &mut tile.estimate {
            estimate.value = 1e15;
            estimate.certainty = Certainty::Interval(-1e15, 1e15);
        }
    }
    for target in &mut hostile.next {
        target.line.clone_from(&name);
    }
    for figure in hostile.figures.iter_mut().chain(hostile.sessions.iter_mut().flat_map(|s| &mut s.figures)) {
        figure.title.clone_from(&name);
        figure.subtitle.clone_from(&name);
    }
    hostile
}
