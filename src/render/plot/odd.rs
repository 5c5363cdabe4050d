//! Figures with everything that can go wrong: nothing, one, all the same, far too much, not a number.

use super::fixtures::*;
use crate::report::Arc;
use crate::report::SessionVerdict;
use crate::report::figure::*;
use crate::units::{Angle, Legs};
use jiff::ToSpan;
use jiff::civil::{Date, date};

const HUGE: f64 = 1e300;

/// The odd figures; the subtitle says what is odd.
pub(super) fn odd() -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut add = |id, what: &str, content| {
        figures.push(figure(id, "A figure with a fairly long title", what, content));
    };
    ladders(&mut |what, ladder| add(FigureId::Ladder, what, Content::Ladder(ladder)));
    traces(&mut |what, traces| add(FigureId::Cadence, what, Content::Traces(traces)));
    balances(&mut |what, balance| add(FigureId::BalanceByPower, what, Content::BalanceByPower(balance)));
    phases(&mut |what, phase| add(FigureId::PowerPhase, what, Content::PowerPhase(phase)));
    strips(&mut |what, strip| add(FigureId::Drills, what, Content::Drills(strip)));
    trends(&mut |what, trend| add(FigureId::Trend, what, Content::Trend(trend)));
    calendars(&mut |what, calendar| add(FigureId::Calendar, what, Content::Calendar(calendar)));
    add(
        FigureId::Trend,
        "a long sentence",
        Content::Nothing("Why there is nothing here, at length. ".repeat(80)),
    );
    figures
}

fn ladders(add: &mut dyn FnMut(&str, Ladder)) {
    add("no week", Ladder { weeks: Vec::new(), ..ladder(3, 3, 3) });
    add("one week", ladder(1, 1, 1));
    add("two hundred sessions in a week", ladder(1, 1, 200));
    add("sixty-seven weeks of three", ladder(67, 67, 3));
    add("all to come", ladder(30, 0, 3));
    let mut wild = ladder(5, 4, 3);
    wild.weeks[0].target = f64::NAN;
    wild.weeks[1].band = (f64::NEG_INFINITY, f64::INFINITY);
    wild.weeks[2].target = HUGE;
    wild.weeks[3].missed = u32::MAX;
    wild.weeks[3].sessions.push(LadderMark { value: Some(f64::INFINITY), verdict: SessionVerdict::Over });
    (wild.ahead, wild.open) = (Some(99), Some(77));
    add("not numbers, and huge ones", wild);
    let mut zero = ladder(4, 4, 2);
    for week in &mut zero.weeks {
        (week.target, week.target_calendar, week.band) = (0.0, 0.0, (0.0, 0.0));
        week.sessions.iter_mut().for_each(|mark| mark.value = Some(0.0));
    }
    add("all zero", zero);
}

fn traces(add: &mut dyn FnMut(&str, Vec<Trace>)) {
    // Nothing but the samples speaks for the frame.
    let with = |samples: Vec<Vec<(f64, f64)>>| Trace {
        smooth: Vec::new(),
        spread: Vec::new(),
        levels: samples.iter().flatten().map(|point| (point.1, 1)).collect(),
        samples,
        histogram: Vec::new(),
        marked: None,
        in_band: None,
        apart: None,
        ..cadence(300)
    };
    add("no channel", Vec::new());
    add("a channel without samples", vec![with(vec![vec![]])]);
    add("one sample", vec![with(vec![vec![(0.0, 174.0)]])]);
    add("constant", vec![with(vec![(0..900).map(|t| (f64::from(t), 50.0)).collect()])]);
    add("a whole day", vec![cadence(86_400), stance(86_400)]);
    let broken = vec![(0.0, f64::NAN), (f64::INFINITY, 3.0), (2.0, 4.0), (3.0, f64::NEG_INFINITY)];
    add("not numbers", vec![with(vec![broken])]);
    add("huge and tiny", vec![with(vec![vec![(0.0, HUGE), (1.0, -HUGE), (2.0, 1e-300)]])]);
    add(
        "six channels",
        vec![cadence(600), stance(600), pedalling(600), cadence(600), stance(600), pedalling(600)],
    );
    let mut odd = stance(600);
    odd.band = Some(Band { lo: f64::NAN, hi: 1e9, label: "a label that says a great deal ".repeat(20) });
    odd.histogram =
        vec![Bar { lo: 50.0, hi: 50.0, seconds: f64::NAN }, Bar { lo: 1.0, hi: 0.0, seconds: 9.0 }];
    odd.marked = Some((f64::NAN, "mean"));
    odd.in_band = Some(f64::NAN);
    odd.apart = Some(Apart { label: "walking ".repeat(40), seconds: 1e9, share: 99.7 });
    odd.spread = vec![vec![], vec![(f64::NAN, 1.0, 2.0), (9.0, HUGE, -HUGE)], vec![(3.0, 49.0, 51.0)]];
    odd.pauses = vec![(-5.0, 1e9), (f64::NAN, 2.0), (30.0, 10.0)];
    odd.name = "朝のラン".repeat(3000);
    add("odd companions", vec![odd]);
}

fn balances(add: &mut dyn FnMut(&str, BalanceByPower)) {
    add("no bin", BalanceByPower { bins: Vec::new(), ..by_power(3) });
    add("one bin", by_power(1));
    add("eighty bins", by_power(80));
    let mut unsided = by_power(9);
    unsided.sided = false;
    unsided.mean = Some(51.4);
    for bin in &mut unsided.bins {
        (bin.mean, bin.p25, bin.p75) = (51.5, 50.8, 52.6);
    }
    add("sides unknown, constant", unsided);
    let mut wild = by_power(6);
    wild.bins[0].mean = f64::NAN;
    wild.bins[1].p75 = f64::INFINITY;
    wild.bins[2].seconds = f64::NAN;
    wild.bins[3].hi = wild.bins[3].lo;
    wild.mean = Some(f64::NAN);
    wild.note_pp = HUGE;
    add("not numbers", wild);
}

fn phases(add: &mut dyn FnMut(&str, PowerPhase)) {
    let missing = "The pedals do not tell their power phase.".to_owned();
    add("no dial", PowerPhase { dials: Legs { left: None, right: None }, missing });
    let mut one = power_phase();
    one.dials.right = None;
    one.missing = "The right pedal does not tell.".into();
    add("one dial", one);
    for turn in [0.0, 3.0, 45.0, 90.0, 178.0, 181.0, 270.0, 359.0] {
        let mut same = power_phase();
        for dial in [&mut same.dials.left, &mut same.dials.right].into_iter().flatten() {
            // Both ends nearly at the same place: their labels must not meet.
            dial.phase = Arc { start: Angle::new(turn), end: Angle::new(turn + 4.0) };
            dial.start_spread = (f64::NAN, 4.0);
            dial.end_spread = (-400.0, 400.0);
            dial.share = None;
            dial.past_180 = f64::NAN;
        }
        add(&format!("a phase of four degrees at {turn}"), same);
    }
}

fn strips(add: &mut dyn FnMut(&str, DrillStrip)) {
    let empty =
        DrillStrip { speed: Vec::new(), reps: Vec::new(), aligned: Vec::new(), jog: None, ..drills(1) };
    add("no speed", empty);
    add("no rep", DrillStrip { reps: Vec::new(), aligned: Vec::new(), ..drills(2) });
    add("one rep", drills(1));
    add("forty reps", drills(40));
    let mut fast = DrillStrip { judged: false, ..drills(12) };
    fast.aligned.iter_mut().for_each(|rep| rep.verdict = None);
    add("nothing judged", fast);
    let mut wild = drills(3);
    wild.speed[0][3].1 = f64::NAN;
    wild.speed[0][9].1 = HUGE;
    wild.speed.push(vec![(f64::NAN, 1.0)]);
    wild.aligned[0].speed = vec![(0.0, 2.0), (f64::NAN, 3.0), (HUGE, 4.0)];
    wild.aligned[1].speed.clear();
    wild.aligned[2].stride = Some((f64::NAN, f64::INFINITY));
    wild.jog = Some(f64::NAN);
    wild.skip_range = (20.0, 10.0);
    add("not numbers", wild);
}

fn trends(add: &mut dyn FnMut(&str, Trend)) {
    add("no session", trend(0));
    add("one session", trend(1));
    add("two hundred sessions", trend(200));
    let mut same = trend(9);
    same.points.iter_mut().for_each(|point| (point.value, point.ci95) = (50.0, Some((50.0, 50.0))));
    same.line = None;
    add("constant", same);
    let log = |days: i32| (0..days).map(|day| (date(2026, 3, 2) + day.days(), f64::from(day % 12))).collect();
    add("a season with a log", Trend { soreness: log(90), ..trend(36) });
    let mut sore = Trend { soreness: log(9), ..trend(3) };
    sore.soreness.extend([(Date::MAX, 3.0), (date(2026, 3, 3), f64::NAN), (date(2026, 3, 4), HUGE)]);
    add("a log with odd days", sore);
    let mut one_day = trend(5);
    let day = one_day.points[0].day;
    one_day.points.iter_mut().for_each(|point| point.day = day);
    add("all on one day", one_day);
    let mut wild = trend(9);
    wild.points[0].value = f64::NAN;
    wild.points[1].value = HUGE;
    wild.points[2].ci95 = Some((f64::NEG_INFINITY, f64::INFINITY));
    wild.points[8].day = Date::MAX;
    wild.points[7].day = Date::MIN;
    if let Some(line) = &mut wild.line {
        line.at_to.1 = f64::NAN;
    }
    wild.sentence = "What it says, at length. ".repeat(60);
    add("not numbers, and all of history", wild);
}

fn calendars(add: &mut dyn FnMut(&str, Calendar)) {
    let log =
        |weeks: i32| (0..weeks * 7).map(|day| (date(2026, 3, 2) + day.days(), f64::from(day % 12))).collect();
    add("a day with a log", Calendar { soreness: log(1), ..calendar(1) });
    add("a season with a log", Calendar { soreness: log(12), ..calendar(12) });
    add("a year with a log", Calendar { soreness: log(53), ..calendar(53) });
    add("no day", Calendar { days: Vec::new(), ..calendar(3) });
    add("one week", calendar(1));
    add("three years", calendar(157));
    let mut wild = calendar(4);
    wild.days[0].entries =
        vec![CalendarEntry { kind: Work::Pool, minutes: f64::NAN, laps: Some(f64::NAN), verdict: None }; 40];
    wild.to = Date::MAX;
    wild.races = vec![RaceWindow { from: Date::MIN, to: Date::MAX, name: "A race for all time ".repeat(40) }];
    add("forty sessions a day, and all time to come", wild);
    let mut back = calendar(4);
    (back.from, back.to) = (back.to, back.from);
    add("ends before it starts", back);
}
