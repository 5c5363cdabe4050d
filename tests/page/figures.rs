//! Figures with every kind of content, drawn from waves that repeat exactly.

use clipstride::drills::{LengthVerdict, MeasuredLength, Rep, Skip, Stride, StrideForm};
use clipstride::model::{Arc, Span};
use clipstride::programme::{SessionVerdict, WeekVerdict};
use clipstride::report::figure::{
    AlignedRep, BalanceByPower, Band, Bar, Calendar, CalendarDay, CalendarEntry, Content, Dial, DrillStrip,
    Figure, FigureId, Ladder, LadderMark, LadderWeek, PowerBin, PowerPhase, RaceWindow, Trace, Trend,
    TrendLine, TrendPoint, Work,
};
use clipstride::units::{Angle, Elapsed, Legs, Milliseconds, Speed, StepRate, Unit};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The Monday on which the plan starts.
pub(crate) const START: Date = date(2026, 3, 2);

/// A number between 0 and 1 that looks random and repeats.
pub(crate) fn noise(seed: usize) -> f64 {
    let mixed =
        (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 40) as f64 / (1u64 << 24) as f64
}

pub(crate) fn figure(id: FigureId, slug: &str, title: &str, subtitle: &str, content: Content) -> Figure {
    Figure { id, slug: slug.to_owned(), title: title.to_owned(), subtitle: subtitle.to_owned(), content }
}

pub(crate) fn ladder(name: &str, unit: Unit, first: f64, weeks: u32) -> Figure {
    let weeks: Vec<LadderWeek> = (1..=weeks + 8).map(|week| ladder_week(week, first, week > weeks)).collect();
    let ahead = weeks.iter().position(|week| week.verdict.is_none());
    figure(
        FigureId::Ladder,
        &format!("ladder-{name}"),
        &format!("{} ladder", if name == "bike" { "Clip-in bike" } else { "Pool" }),
        "Three sessions a week, two more each week; 9 of 12 weeks complete, one missed after the race",
        Content::Ladder(Ladder { unit, weeks, open: None, ahead, races: vec![race()] }),
    )
}

fn race() -> RaceWindow {
    RaceWindow { from: date(2026, 4, 12), to: date(2026, 4, 19), name: "Half marathon".to_owned() }
}

fn ladder_week(week: u32, first: f64, ahead: bool) -> LadderWeek {
    let target = first + 2.0 * f64::from(week - 1);
    let kinds = [SessionVerdict::Done, SessionVerdict::Done, SessionVerdict::Over, SessionVerdict::Short];
    let missed = u32::from(week == 7) * 3;
    let sessions = (0..if ahead || missed > 0 { 0 } else { 3usize })
        .map(|index| {
            let verdict = kinds[(noise(week as usize * 3 + index) * 4.0) as usize];
            let factor = match verdict {
                SessionVerdict::Over => 1.5,
                SessionVerdict::Short => 0.7,
                _ => 1.0,
            };
            LadderMark { value: Some(target * factor), verdict }
        })
        .collect();
    LadderWeek {
        plan_week: week,
        iso_week: (START + i64::from(7 * (week - 1)).days()).iso_week_date(),
        target,
        band: (target * 0.9, target * 1.2),
        target_calendar: target + if week > 7 { 2.0 } else { 0.0 },
        sessions,
        missed,
        verdict: (!ahead).then_some(if missed > 0 { WeekVerdict::Missed } else { WeekVerdict::Complete }),
        race: week == 6,
    }
}

/// A channel of `seconds` samples around `middle`, with a pause in it.
pub(crate) fn trace(name: &str, unit: Unit, middle: f64, spread: f64, seconds: usize, seed: usize) -> Trace {
    let value = |i: usize| {
        middle + spread * ((i as f64 / 97.0).sin() + 0.5 * (i as f64 / 23.0).sin() + noise(i + seed) - 0.5)
    };
    let runs = [(0, seconds * 2 / 5), (seconds * 2 / 5 + 60, seconds)];
    let samples: Vec<Vec<(f64, f64)>> =
        runs.iter().map(|(from, to)| (*from..*to).map(|i| (i as f64, value(i))).collect()).collect();
    let smooth = samples
        .iter()
        .map(|run| {
            run.chunks(5)
                .map(|part| (part[0].0, part.iter().map(|p| p.1).sum::<f64>() / part.len() as f64))
                .collect()
        })
        .collect();
    let histogram = (0..20)
        .map(|i| {
            let lo = middle + spread * (f64::from(i) - 10.0) / 5.0;
            let seconds = 400.0 * (-((f64::from(i) - 9.5) / 4.0).powi(2)).exp();
            Bar { lo, hi: lo + spread / 5.0, seconds }
        })
        .collect();
    Trace {
        name: name.to_owned(),
        detail: "both feet".to_owned(),
        unit,
        decimals: 1,
        samples,
        levels: Vec::new(),
        smooth,
        spread: Vec::new(),
        smooth_seconds: 15.0,
        band: Some(Band { lo: middle - spread, hi: middle + spread, label: "own baseline".to_owned() }),
        centre: None,
        histogram,
        marked: Some((middle, "median")),
        in_band: Some(84.0),
        apart: None,
        pauses: vec![(seconds as f64 * 0.4, seconds as f64 * 0.4 + 60.0)],
    }
}

pub(crate) fn cadence(slug: &str, seconds: usize, seed: usize) -> Figure {
    let steps = trace("Cadence", Unit::StepsPerMinute, 172.0, 4.0, seconds, seed);
    let subtitle = "Sunday run · 45:00 · held until 25:00, then drifted down by 3 steps/min";
    figure(FigureId::Cadence, slug, "Cadence", subtitle, Content::Traces(vec![steps]))
}

pub(crate) fn balance(slug: &str, seconds: usize, seed: usize) -> Figure {
    let share = Trace {
        detail: "left share of ground contact".to_owned(),
        centre: Some(50.0),
        ..trace("Stance balance", Unit::Percent, 50.6, 0.6, seconds, seed)
    };
    let subtitle =
        "Left share 50.62 % (95 % interval 50.31–50.93); Garmin's middle 40 % of runners is 50.7 L to 50.7 R";
    figure(FigureId::Balance, slug, "Stance balance", subtitle, Content::Traces(vec![share]))
}

pub(crate) fn by_power(slug: &str) -> Figure {
    let bins = (0..8)
        .map(|i| {
            let lo = 80.0 + 30.0 * f64::from(i);
            let median = 52.5 - 0.25 * f64::from(i);
            PowerBin { lo, hi: lo + 30.0, seconds: 240.0, mean: median, p25: median - 1.5, p75: median + 1.5 }
        })
        .collect();
    let content = BalanceByPower { sided: true, bins, mean: Some(51.4), note_pp: 2.0 };
    let subtitle = "Left carries 51.4 % on the whole; nearer to even as power rises";
    figure(FigureId::BalanceByPower, slug, "Balance by power", subtitle, Content::BalanceByPower(content))
}

pub(crate) fn power_phase(slug: &str) -> Figure {
    let arc = |start: f64, end: f64| Arc { start: Angle::new(start), end: Angle::new(end) };
    let dial = |start: f64, end: f64, share: f64| Dial {
        phase: arc(start, end),
        start_spread: (-6.0, 7.0),
        end_spread: (-9.0, 8.0),
        peak: Some(arc(66.0, 118.0)),
        baseline: Some(arc(start + 4.0, end - 3.0)),
        past_180: 91.0,
        past_210: 38.0,
        share: Some(share),
    };
    let dials = Legs { left: Some(dial(352.0, 208.0, 51.4)), right: Some(dial(1.0, 213.0, 48.6)) };
    let content = PowerPhase { dials, missing: String::new() };
    let subtitle = "Positive torque to 208° on the left and 213° on the right, median of pedalling seconds";
    figure(FigureId::PowerPhase, slug, "Power phase", subtitle, Content::PowerPhase(content))
}

pub(crate) fn reps(count: usize) -> Vec<Rep> {
    (0..count)
        .map(|index| {
            let from = 120.0 + 95.0 * index as f64;
            let span = |start: f64, end: f64| Span { start: Elapsed::new(start), end: Elapsed::new(end) };
            let metres = |value: f64| MeasuredLength { value, lo: value - 4.0, hi: value + 4.0 };
            let skip = (index != 2).then(|| Skip {
                span: span(from, from + 8.0),
                metres: metres(14.0 + index as f64),
                confirmed: index % 2 == 0,
                verdict: LengthVerdict::InRange,
            });
            let stride = Stride {
                span: span(from + 9.0, from + 21.0),
                metres: metres(if index == 1 { 92.0 } else { 62.0 }),
                verdict: if index == 1 { LengthVerdict::OutOfRange } else { LengthVerdict::Uncertain },
                form: StrideForm {
                    peak_speed: Some(Speed::new(5.9)),
                    mean_speed: Some(Speed::new(5.2)),
                    cadence: Some(StepRate::new(196.0)),
                    contact_time: Some(Milliseconds::new(182.0)),
                    ..StrideForm::default()
                },
            };
            Rep { skip, stride: Some(stride) }
        })
        .collect()
}

pub(crate) fn drills(slug: &str) -> Figure {
    let reps = reps(5);
    let speed = (0..640)
        .map(|i| {
            let at = f64::from(i);
            let inside = |span: Span| span.contains(Elapsed::new(at));
            let fast = reps.iter().any(|rep| rep.stride.as_ref().is_some_and(|stride| inside(stride.span)));
            let skip = reps.iter().any(|rep| rep.skip.as_ref().is_some_and(|skip| inside(skip.span)));
            let base = if fast {
                5.4
            } else if skip {
                1.9
            } else {
                2.5
            };
            (at, base + 0.3 * noise(i as usize))
        })
        .collect();
    let aligned = (1..=5)
        .map(|number| AlignedRep {
            number,
            speed: (0..90)
                .map(|m| (f64::from(m), if m < 15 { 1.9 } else { 5.3 } + 0.2 * noise(m as usize * number)))
                .collect(),
            skip_end: (number != 3).then_some(15.0),
            stride: Some((16.0, 78.0)),
            verdict: Some(LengthVerdict::InRange),
            skip_confirmed: number % 2 == 1,
        })
        .collect();
    let content = DrillStrip {
        speed: vec![speed],
        reps,
        aligned,
        skip_range: (10.0, 20.0),
        stride_range: (50.0, 80.0),
        jog: Some(2.5),
        judged: true,
    };
    let subtitle = "5 reps: 4 skips of 14 to 18 m, 5 strides of 62 to 92 m; one stride is too long";
    figure(FigureId::Drills, slug, "Skip then stride", subtitle, Content::Drills(content))
}

pub(crate) fn trend(slug: &str, name: &str, unit: Unit, middle: f64, step: f64) -> Figure {
    let points: Vec<TrendPoint> = (0..24)
        .map(|i| {
            let value = middle + step * (noise(i * 7) - 0.5) * 4.0;
            TrendPoint {
                day: START + (i as i64 * 7 / 2).days(),
                value,
                ci95: Some((value - step, value + step)),
                left_out: (10..12).contains(&i),
            }
        })
        .collect();
    let (from, to) = (points[0].day, points[23].day);
    let ends = (middle - step, middle, middle + step);
    let content = Trend {
        name: name.to_owned(),
        unit,
        decimals: 1,
        points,
        line: Some(TrendLine { from, to, at_from: ends, at_to: ends }),
        sentence: "No change that can be told from noise".to_owned(),
        soreness: Vec::new(),
        races: vec![race()],
        band: None,
    };
    let subtitle = "No change that can be told from noise";
    figure(FigureId::Trend, slug, &format!("{name} over the weeks"), subtitle, Content::Trend(content))
}

pub(crate) fn calendar() -> Figure {
    let days = (0..84)
        .filter(|i| !(42..49).contains(i) && i % 7 != 6)
        .map(|i: i64| {
            let (kind, verdict) = match i % 7 {
                0 | 2 | 4 => (Work::Bike, Some(SessionVerdict::Done)),
                1 | 3 => (Work::Pool, Some(SessionVerdict::Short)),
                _ => (Work::Run, None),
            };
            CalendarDay {
                day: START + i.days(),
                entries: vec![CalendarEntry { kind, minutes: 8.0 + i as f64 / 3.0, laps: None, verdict }],
            }
        })
        .collect();
    let content = Calendar {
        from: START,
        to: START + 83.days(),
        days,
        races: vec![race()],
        soreness: vec![(date(2026, 4, 13), 6.0), (date(2026, 4, 14), 4.5)],
    };
    let subtitle = "12 weeks, 66 days with work, none in the week after the race";
    figure(FigureId::Calendar, "calendar", "Day by day", subtitle, Content::Calendar(content))
}
