//! Figures for the tests, shaped like a season of the programme, and the same with everything that can go wrong.

use crate::report::figure::*;
use crate::report::{Arc, Span};
use crate::report::{LengthVerdict, MeasuredLength, Rep, Skip, Stride, StrideForm};
use crate::report::{SessionVerdict, WeekVerdict};
use crate::units::{Angle, Elapsed, Legs, Unit};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Numbers that look random and never change.
pub(super) struct Noise(u64);

impl Noise {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// In -1 to 1, rather near 0.
    pub(super) fn next(&mut self) -> f64 {
        let mut sum = 0.0;
        for _ in 0..3 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            sum += (self.0 >> 11) as f64 / (1u64 << 53) as f64;
        }
        sum / 1.5 - 1.0
    }
}

pub(super) fn figure(id: FigureId, title: &str, subtitle: &str, content: Content) -> Figure {
    Figure {
        id,
        slug: format!("{}-test", id.name()),
        title: title.into(),
        subtitle: subtitle.into(),
        content,
    }
}

pub(super) fn ladder(weeks: usize, ahead: usize, sessions: usize) -> Ladder {
    let mut noise = Noise::new(7);
    let week = |index: usize, noise: &mut Noise| {
        let target = (8.0 + 2.0 * index as f64).min(60.0);
        let mut marks = Vec::new();
        let mut missed = 0;
        for _ in 0..if index < ahead { sessions } else { 0 } {
            let draw = noise.next();
            let (share, verdict) = match draw {
                d if d < -0.55 => {
                    missed += 1;
                    continue;
                }
                d if d < -0.48 => (0.4, SessionVerdict::Token),
                d if d < -0.3 => (0.7, SessionVerdict::Short),
                d if d > 0.62 => (1.5, SessionVerdict::Ahead),
                d if d > 0.4 => (1.25, SessionVerdict::Over),
                d => (1.0 + d * 0.1, SessionVerdict::Done),
            };
            marks.push(LadderMark { value: Some(target * share), verdict });
        }
        if index == 3 {
            marks.push(LadderMark { value: Some(target), verdict: SessionVerdict::Extra });
            marks.push(LadderMark { value: None, verdict: SessionVerdict::NotAssessable });
        }
        LadderWeek {
            plan_week: index as u32 + 1,
            iso_week: (date(2026, 3, 2) + (index as i32).weeks()).iso_week_date(),
            target,
            band: (target * 0.9, target * 1.1),
            target_calendar: if index > 9 { (target + 4.0).min(60.0) } else { target },
            sessions: marks,
            missed,
            verdict: (index < ahead).then_some(WeekVerdict::Partial),
            race: index == 12,
        }
    };
    Ladder {
        unit: Unit::Minutes,
        weeks: (0..weeks).map(|index| week(index, &mut noise)).collect(),
        open: ahead.checked_sub(1),
        ahead: Some(ahead),
        races: vec![race(12 * 7 + 6)],
    }
}

/// A race this many days after the first.
fn race(day: i32) -> RaceWindow {
    let from = date(2026, 3, 2) + day.days();
    RaceWindow { from, to: from + 7.days(), name: "City half".into() }
}

fn wander(seconds: usize, start: f64, spread: f64, back: f64, noise: &mut Noise) -> Vec<(f64, f64)> {
    let mut value = start;
    let mut out = Vec::with_capacity(seconds);
    for second in 0..seconds {
        value += (start - value) * back + noise.next() * spread;
        out.push((second as f64, value + noise.next() * spread * 1.5));
    }
    out
}

fn mean_over(run: &[(f64, f64)], half: usize) -> Vec<(f64, f64)> {
    (0..run.len())
        .map(|at| {
            let part = &run[at.saturating_sub(half)..(at + half + 1).min(run.len())];
            (run[at].0, part.iter().map(|point| point.1).sum::<f64>() / part.len() as f64)
        })
        .collect()
}

fn bars(run: &[(f64, f64)], width: f64) -> Vec<Bar> {
    let lo = run.iter().map(|p| p.1).fold(f64::INFINITY, f64::min);
    let hi = run.iter().map(|p| p.1).fold(f64::NEG_INFINITY, f64::max);
    let first = (lo / width).floor() as i64;
    (first..=(hi / width).floor() as i64)
        .map(|index| {
            let (lo, hi) = (index as f64 * width, (index + 1) as f64 * width);
            Bar { lo, hi, seconds: run.iter().filter(|p| p.1 >= lo && p.1 < hi).count() as f64 }
        })
        .collect()
}

fn levels(run: &[(f64, f64)]) -> Vec<(f64, usize)> {
    let mut values: Vec<f64> = run.iter().map(|point| point.1).collect();
    values.sort_by(f64::total_cmp);
    values.into_iter().map(|value| (value, 1)).collect()
}

pub(super) fn cadence(seconds: usize) -> Trace {
    let run = wander(seconds, 174.0, 0.35, 0.02, &mut Noise::new(3));
    let smooth = mean_over(&run, 7);
    let cut = seconds * 2 / 5;
    let (left, right) = (&run[..cut], &run[(cut + seconds / 30).min(seconds)..]);
    Trace {
        name: "Cadence".into(),
        detail: String::new(),
        unit: Unit::StepsPerMinute,
        decimals: 1,
        samples: vec![left.to_vec(), right.to_vec()],
        levels: levels(&run),
        smooth: vec![smooth[..cut].to_vec(), smooth[(cut + seconds / 30).min(seconds)..].to_vec()],
        spread: Vec::new(),
        smooth_seconds: 15.0,
        band: Some(Band { lo: 172.0, hi: 180.0, label: "own baseline +5 to +10 %".into() }),
        centre: None,
        histogram: bars(&run, 0.5),
        marked: Some((174.2, "median")),
        in_band: Some(84.0),
        apart: Some(Apart { label: "walking".into(), seconds: 180.0, share: 6.6 }),
        pauses: vec![(run[cut.min(seconds - 1)].0, (cut + seconds / 30) as f64)],
    }
}

pub(super) fn stance(seconds: usize) -> Trace {
    let run = wander(seconds, 49.7, 0.06, 0.01, &mut Noise::new(11));
    Trace {
        name: "Stance balance".into(),
        detail: "left share of ground contact".into(),
        unit: Unit::Percent,
        decimals: 2,
        samples: vec![run.clone()],
        levels: levels(&run),
        smooth: vec![mean_over(&run, 15)],
        spread: Vec::new(),
        smooth_seconds: 30.0,
        band: Some(Band { lo: 49.0, hi: 51.0, label: "Garmin’s middle 40 %".into() }),
        centre: Some(50.0),
        histogram: bars(&run, 0.1),
        marked: Some((49.66, "mean")),
        in_band: Some(86.0),
        apart: None,
        pauses: Vec::new(),
    }
}

pub(super) fn pedalling(seconds: usize) -> Trace {
    let run = wander(seconds, 88.0, 0.5, 0.02, &mut Noise::new(5));
    Trace {
        name: "Cadence".into(),
        unit: Unit::RevolutionsPerMinute,
        decimals: 0,
        band: Some(Band { lo: 80.0, hi: 100.0, label: "configured 80–100".into() }),
        histogram: bars(&run, 1.0),
        marked: Some((88.0, "median")),
        in_band: Some(91.0),
        apart: Some(Apart { label: "coasting".into(), seconds: 310.0, share: 12.0 }),
        smooth: vec![mean_over(&run, 15)],
        levels: levels(&run),
        samples: vec![run],
        smooth_seconds: 30.0,
        pauses: Vec::new(),
        ..cadence(300)
    }
}

pub(super) fn by_power(bins: usize) -> BalanceByPower {
    let mut noise = Noise::new(19);
    let bin = |index: usize| {
        let median = 51.8 - 0.35 * index as f64 + noise.next() * 0.3;
        let lo = 60.0 + 20.0 * index as f64;
        PowerBin {
            lo,
            hi: lo + 20.0,
            seconds: 700.0 / (1.0 + (index as f64 - 5.0).powi(2) / 4.0),
            mean: median,
            p25: median - 1.1 - noise.next() * 0.2,
            p75: median + 1.0 + noise.next() * 0.2,
        }
    };
    BalanceByPower { sided: true, bins: (0..bins).map(bin).collect(), mean: Some(50.6), note_pp: 2.5 }
}

pub(super) fn power_phase() -> PowerPhase {
    let arc = |start, end| Arc { start: Angle::new(start), end: Angle::new(end) };
    let dial = |shift: f64, share| Dial {
        phase: arc(352.0 + shift, 208.0 + shift / 2.0),
        start_spread: (-9.0, 11.0),
        end_spread: (-14.0, 16.0),
        peak: Some(arc(66.0 + shift, 118.0 + shift / 3.0)),
        baseline: Some(arc(358.0 + shift, 214.0)),
        past_180: 93.0,
        past_210: 41.0 - shift,
        share: Some(share),
    };
    PowerPhase {
        dials: Legs { left: Some(dial(0.0, 51.2)), right: Some(dial(9.0, 48.8)) },
        missing: String::new(),
    }
}

pub(super) fn drills(reps: usize) -> DrillStrip {
    let mut noise = Noise::new(23);
    let mut speed = Vec::new();
    let mut found = Vec::new();
    let mut aligned = Vec::new();
    let mut at = 0.0;
    let mut push = |seconds: usize, level: &dyn Fn(f64) -> f64, speed: &mut Vec<(f64, f64)>| {
        for second in 0..seconds {
            speed.push((at, level(second as f64) + noise.next() * 0.12));
            at += 1.0;
        }
        at
    };
    let span = |start: f64, end: f64| Span { start: Elapsed::new(start), end: Elapsed::new(end) };
    for number in 1..=reps {
        let from = push(45, &|_| 2.5, &mut speed);
        let middle = push(7, &|s| 2.6 - 0.4 * (s / 3.0).min(1.0), &mut speed);
        let fast = 5.4 - 0.1 * (number % 3) as f64;
        let end = push(13, &|s| fast - 3.0 * (-s / 2.0).exp(), &mut speed);
        push(20, &|s| 1.4 + 3.0 * (-s / 2.5).exp(), &mut speed);
        let stride = 62.0 + 2.5 * number as f64;
        let verdict = if stride < 76.0 { LengthVerdict::InRange } else { LengthVerdict::Uncertain };
        let has_skip = number != 3;
        found.push(Rep {
            skip: has_skip.then(|| Skip {
                span: span(from, middle),
                metres: MeasuredLength { value: 15.4, lo: 13.1, hi: 17.6 },
                confirmed: number != 4,
                verdict: LengthVerdict::InRange,
            }),
            stride: Some(Stride {
                span: span(middle, end),
                metres: MeasuredLength { value: stride, lo: stride - 3.8, hi: stride + 4.1 },
                verdict,
                form: StrideForm::default(),
            }),
        });
        let start = if has_skip { from } else { middle };
        let mut metres = 0.0;
        let mut rep = Vec::new();
        for (_, v) in speed.iter().filter(|(t, _)| *t >= start && *t < end + 6.0) {
            rep.push((metres, *v));
            metres += v;
        }
        let skip_end = has_skip.then_some(15.4);
        let from = skip_end.unwrap_or(0.0);
        aligned.push(AlignedRep {
            number,
            speed: rep,
            skip_end,
            stride: Some((from, from + stride)),
            verdict: Some(verdict),
            skip_confirmed: number != 4,
        });
    }
    push(40, &|_| 2.5, &mut speed);
    DrillStrip {
        speed: vec![speed],
        reps: found,
        aligned,
        skip_range: (10.0, 20.0),
        stride_range: (50.0, 80.0),
        jog: Some(2.5),
        judged: true,
    }
}

pub(super) fn trend(points: usize) -> Trend {
    let mut noise = Noise::new(29);
    let first = date(2026, 3, 2);
    let point = |index: usize| {
        let value = 171.0 + 0.05 * index as f64 + noise.next() * 2.2;
        let half = 0.7 + noise.next().abs();
        TrendPoint {
            day: first + (index as i32 * 2 + index as i32 / 3).days(),
            value,
            ci95: (index % 7 != 3).then_some((value - half, value + half)),
            left_out: (20..24).contains(&index),
        }
    };
    let points: Vec<TrendPoint> = (0..points).map(point).collect();
    let last = points.last().map_or(first, |point| point.day);
    Trend {
        name: "Cadence".into(),
        unit: Unit::StepsPerMinute,
        decimals: 1,
        line: (points.len() >= 8).then_some(TrendLine {
            from: first,
            to: last,
            at_from: (169.8, 170.9, 171.9),
            at_to: (171.9, 173.1, 174.4),
        }),
        points,
        sentence:
            "+0.2 steps/min per week, 95 % interval −0.1 to +0.4: no change that can be told from noise."
                .into(),
        races: vec![race(46)],
        band: Some(Band { lo: 170.0, hi: 176.0, label: "own baseline ± 3".into() }),
        soreness: Vec::new(),
    }
}

pub(super) fn calendar(weeks: i32) -> Calendar {
    let mut noise = Noise::new(31);
    let from: Date = date(2026, 3, 2);
    let mut days = Vec::new();
    for day in 0..weeks * 7 {
        let mut entries = Vec::new();
        let mut add = |kind, minutes: f64, verdict| {
            let laps = (kind == Work::Pool).then_some(20.0);
            entries.push(CalendarEntry { kind, minutes, laps, verdict });
        };
        let draw = noise.next();
        if day % 7 == 0 || day % 7 == 2 || day % 7 == 5 {
            let verdict = if draw < -0.4 { SessionVerdict::Short } else { SessionVerdict::Done };
            if draw < 0.5 {
                add(Work::Bike, 8.0 + f64::from(day) / 4.0, Some(verdict));
            }
        }
        if day % 7 == 1 || (day % 7 == 5 && draw > 0.0) {
            add(Work::Run, 45.0 + 10.0 * draw, None);
        }
        if day % 7 == 3 {
            add(Work::Pool, 25.0, Some(SessionVerdict::Done));
        }
        if day % 14 == 4 {
            add(Work::Strength, 30.0, None);
        }
        if day % 35 == 6 {
            add(Work::Other, 60.0, None);
        }
        if !entries.is_empty() {
            days.push(CalendarDay { day: from + day.days(), entries });
        }
    }
    Calendar { from, to: from + (weeks * 7 - 1).days(), days, soreness: Vec::new(), races: vec![race(60)] }
}

/// A ride's pedal balance: whole percentages, drawn as the band between their quantiles.
pub(super) fn pedal(seconds: usize) -> Trace {
    let run: Vec<(f64, f64)> = wander(seconds, 50.6, 0.5, 0.05, &mut Noise::new(13))
        .into_iter()
        .map(|(t, y)| (t, y.round()))
        .collect();
    let smooth = mean_over(&run, 30);
    Trace {
        name: "Pedal balance".into(),
        detail: "share of power".into(),
        unit: Unit::Percent,
        decimals: 1,
        spread: vec![smooth.iter().step_by(15).map(|(t, y)| (*t, y - 3.0, y + 3.0)).collect()],
        smooth: vec![smooth],
        smooth_seconds: 60.0,
        band: Some(Band { lo: 48.0, hi: 52.0, label: "within 2 pp of even".into() }),
        centre: Some(50.0),
        histogram: bars(&run, 1.0),
        marked: Some((50.6, "mean")),
        in_band: Some(81.0),
        apart: None,
        pauses: vec![(600.0, 640.0)],
        levels: levels(&run),
        samples: vec![run],
    }
}

/// One good figure of each kind.
pub(super) fn season() -> Vec<Figure> {
    vec![
        figure(
            FigureId::Ladder,
            "Bike: minutes on the ladder",
            "Three rides a week · starts at 8 min, +2 min each week, to 60 min · week 18 of 27",
            Content::Ladder(ladder(27, 18, 3)),
        ),
        figure(
            FigureId::Cadence,
            "Cadence and stance balance",
            "Tempo along the river – Łódź & back · 22 Nov 2026 · 45:00 · 8.62 km",
            Content::Traces(vec![cadence(2700), stance(2700)]),
        ),
        figure(
            FigureId::Cadence,
            "Pedalling cadence",
            "Indoor ride · 22 Nov 2026 · 42:00 · median 88 rpm, 91 % in the configured band",
            Content::Traces(vec![pedalling(2520)]),
        ),
        figure(
            FigureId::Balance,
            "Pedal balance",
            "Ride · 22 Nov 2026 · 40 min · L 50.6 % of power; coasting and one-leg seconds left out",
            Content::Traces(vec![pedal(2400)]),
        ),
        figure(
            FigureId::BalanceByPower,
            "Pedal balance by power",
            "Left share of power in bins of 20 W · middle half of the seconds and their median",
            Content::BalanceByPower(by_power(12)),
        ),
        figure(
            FigureId::PowerPhase,
            "Power phase",
            "Where net pedal torque is positive: 0° is the top, clockwise · median of pedalling seconds",
            Content::PowerPhase(power_phase()),
        ),
        figure(
            FigureId::Drills,
            "Skip, then stride",
            "5 skips and 6 strides found from speed and cadence · strides 62 to 77 m",
            Content::Drills(drills(6)),
        ),
        figure(
            FigureId::Trend,
            "Running cadence over the weeks",
            "36 runs, each with its 95 % interval · race window left out",
            Content::Trend(trend(36)),
        ),
        figure(
            FigureId::Calendar,
            "What was done",
            "2 March to 15 November 2026 · 131 sessions",
            Content::Calendar(calendar(37)),
        ),
        figure(
            FigureId::BalanceByPower,
            "Pedal balance by power",
            "Outdoor ride · 3 May 2026",
            Content::Nothing(
                "This power meter measures one leg: the other side's share is an assumption, not a reading."
                    .into(),
            ),
        ),
    ]
}
