//! What can be read in a drawing: its panels along their axis, and what is read as a whole, each with its words.

use super::decimate;
use super::markup::clean;
use super::words as say;
use crate::render::number::span;
use crate::render::plot::{Axis, Drawing, Panel, Thing};
use crate::render::prose::Prose;
use crate::report::figure::{
    BalanceByPower, Bar, Calendar, CalendarDay, CalendarEntry, Content, Dial, Figure, Ladder, LadderWeek,
    Trace, Trend, TrendPoint,
};
use crate::units::{Leg, Unit, round};
use jiff::civil::Date;
use serde_json::{Value, json};

/// What the script reads of a drawing; none where there is nothing to read.
pub(super) fn values(figure: &Figure, drawing: &Drawing, longest: usize, prose: Prose) -> Option<Value> {
    let panels: Vec<Value> = drawing
        .panels
        .iter()
        .filter(|panel| readable(panel))
        .map(|panel| values_of(panel, &figure.content, longest, prose))
        .collect();
    let spots: Vec<Value> = drawing
        .spots
        .iter()
        .filter_map(|spot| {
            let (left, top, width, height) = spot.frame;
            let frame = [left, top, width, height].map(|length| rounded(length, 1));
            Some(json!({ "frame": frame, "says": words_of(&figure.content, spot.thing)? }))
        })
        .collect();
    (!panels.is_empty() || !spots.is_empty()).then(|| json!({ "panels": panels, "spots": spots }))
}

/// That only some of the reps are drawn, where that is so.
pub(super) fn not_all(figure: &Figure, panels: &[Panel]) -> Option<String> {
    let Content::Drills(strip) = &figure.content else { return None };
    let drawn = panels.iter().filter(|panel| panel.x_kind == Axis::Metres && panel.series.len() == 1).count();
    let all = strip.aligned.iter().filter(|rep| rep.speed.len() > 1).count();
    (0 < drawn && drawn < all)
        .then(|| format!("{drawn} of {all} reps are drawn; the numbers behind this figure hold all of them."))
}

/// Whether a panel has an extent and something to read.
fn readable(panel: &Panel) -> bool {
    let (_, _, width, height) = panel.frame;
    width > 0.0
        && height > 0.0
        && panel.x.1 > panel.x.0
        && panel.y.1 > panel.y.0
        && panel.series.iter().any(|(_, points)| !points.is_empty())
}

/// A panel as the script reads it: numbers along its axis, or words at each place where there are few places.
fn values_of(panel: &Panel, content: &Content, longest: usize, prose: Prose) -> Value {
    let (left, top, width, height) = panel.frame;
    let metres = panel.x_kind == Axis::Metres;
    let trace = match content {
        Content::Traces(traces) => traces.iter().find(|trace| trace.name == panel.name),
        _ => None,
    };
    let series: Vec<Value> = panel
        .series
        .iter()
        .map(|(name, points)| {
            let thinned = decimate::thin_runs(std::slice::from_ref(points), longest);
            let flat: Vec<Value> = thinned
                .iter()
                .flatten()
                .flat_map(|(x, y)| [rounded(*x, usize::from(metres)), rounded(*y, panel.decimals)])
                .collect();
            json!([trace.map_or_else(|| name.clone(), line_of), flat])
        })
        .collect();
    let mut values = json!({
        "frame": [rounded(left, 1), rounded(top, 1), rounded(width, 1), rounded(height, 1)],
        "x": [panel.x.0, panel.x.1],
        "y": [panel.y.0, panel.y.1],
        "axis": axis_name(panel.x_kind),
        "name": panel.name,
        "unit": panel.unit.symbol(),
        "decimals": panel.decimals,
        "series": series,
    });
    // Of several reps side by side each says which it is.
    if metres && panel.series.len() == 1 {
        values["title"] = json!(panel.name);
    }
    if trace.is_some_and(is_left_share) {
        values["before"] = json!("L ");
    }
    let notes = notes_of(content, prose);
    if !notes.is_empty() {
        values["notes"] = notes.into_iter().map(|(at, says)| json!([rounded(at, 1), says])).collect();
    }
    values
}

/// The name by which the script knows how to write a horizontal value.
fn axis_name(axis: Axis) -> &'static str {
    match axis {
        Axis::Elapsed => "time",
        Axis::Day => "day",
        Axis::Week => "week",
        Axis::Metres => "metres",
        Axis::Watts => "watts",
    }
}

/// A number rounded to so many decimals, without a trailing `.0`.
fn rounded(value: f64, decimals: usize) -> Value {
    let near = round(value, decimals);
    if near.fract().abs() < f64::EPSILON && near.abs() < 1e15 { json!(near as i64) } else { json!(near) }
}

/// What the line of a channel is.
fn line_of(trace: &Trace) -> String {
    if trace.smooth.iter().any(|run| !run.is_empty()) {
        format!("{} mean", span(trace.smooth_seconds))
    } else {
        trace.name.clone()
    }
}

/// Whether a channel is the left leg's share of both.
pub(super) fn is_left_share(trace: &Trace) -> bool {
    trace.unit == Unit::Percent && trace.centre.is_some()
}

/// A head and lines.
type Says = Vec<String>;

/// What stands at each place of the horizontal axis, where it is words.
fn notes_of(content: &Content, prose: Prose) -> Vec<(f64, Says)> {
    match content {
        Content::Ladder(ladder) => ladder
            .weeks
            .iter()
            .map(|week| (f64::from(week.plan_week), week_says(ladder, week, prose)))
            .collect(),
        Content::Trend(trend) => {
            let days = trend.points.chunk_by(|one, next| one.day == next.day);
            days.filter_map(|day| Some((day_number(day.first()?.day), day_says(trend, day)))).collect()
        }
        Content::BalanceByPower(balance) => bins_say(balance),
        _ => Vec::new(),
    }
}

/// Days since 1 January 1970, as a panel counts them.
fn day_number(day: Date) -> f64 {
    Date::constant(1970, 1, 1).until(day).map_or(0.0, |span| f64::from(span.get_days()))
}

fn week_says(ladder: &Ladder, week: &LadderWeek, prose: Prose) -> Says {
    let told = |value: f64| say::quantity(value, usize::from(value.fract().abs() > 0.04), ladder.unit);
    let mut says = vec![format!("Week {} · {}", week.plan_week, prose.week(week.iso_week))];
    let mut target = format!("Target {}", told(week.target));
    if (week.target - week.target_calendar).abs() > 1e-9 {
        target = format!("{target}; by the calendar {}", told(week.target_calendar));
    }
    says.push(target);
    says.extend(week.sessions.iter().map(|mark| {
        let verdict = say::session_verdict(mark.verdict).1;
        mark.value.map_or_else(|| verdict.to_owned(), |value| format!("{}, {verdict}", told(value)))
    }));
    if week.missed > 0 {
        says.push(format!("{} missed", say::plural(week.missed as usize, "session", "sessions")));
    }
    says.extend(week.verdict.map(|verdict| format!("Week {}", say::week_verdict(verdict).1)));
    says.extend(week.race.then(|| "Race window".to_owned()));
    says
}

fn day_says(trend: &Trend, day: &[TrendPoint]) -> Says {
    let mut says: Says = day.first().map(|point| say::short_day(point.day)).into_iter().collect();
    says.push(trend.name.clone());
    for point in day {
        let value = say::quantity(point.value, trend.decimals, trend.unit);
        let interval = point.ci95.map_or_else(String::new, |(lo, hi)| {
            format!(" (95\u{a0}% {})", say::range(lo, hi, trend.decimals))
        });
        let out = if point.left_out { ", race window: not in the line" } else { "" };
        says.push(format!("{value}{interval}{out}"));
    }
    says
}

fn bins_say(balance: &BalanceByPower) -> Vec<(f64, Says)> {
    let (name, unit) = if balance.sided { ("L ", "%") } else { ("one leg ", "%") };
    balance
        .bins
        .iter()
        .map(|bin| {
            let says = vec![
                format!("{}\u{a0}W", say::range(bin.lo, bin.hi, 0)),
                format!("Mean {name}{}\u{a0}{unit}", say::number(bin.mean, 1)),
                format!("Middle half {name}{}\u{a0}{unit}", say::range(bin.p25, bin.p75, 1)),
                format!("Ridden for {}", say::duration(bin.seconds)),
            ];
            (f64::midpoint(bin.lo, bin.hi), says)
        })
        .collect()
}

/// What a thing says; none where there is nothing to say of it.
fn words_of(content: &Content, thing: Thing) -> Option<Says> {
    match (content, thing) {
        (Content::Calendar(calendar), Thing::Day(day)) => calendar_says(calendar, day),
        (Content::Traces(traces), Thing::Bar(trace, bar)) => {
            let trace = traces.get(trace)?;
            Some(bar_says(trace, trace.histogram.get(bar)?))
        }
        (Content::Traces(traces), Thing::Apart(trace)) => {
            let apart = traces.get(trace)?.apart.as_ref()?;
            let share = say::quantity(apart.share, 1, Unit::Percent);
            Some(vec![say::capital(&apart.label), format!("{}, {share}", say::duration(apart.seconds))])
        }
        (Content::PowerPhase(phase), Thing::Dial(leg)) => {
            phase.dials.of(leg).as_ref().map(|dial| dial_says(leg, dial))
        }
        _ => None,
    }
}

fn bar_says(trace: &Trace, bar: &Bar) -> Says {
    let left = if is_left_share(trace) { "L " } else { "" };
    let decimals = trace.decimals.max(usize::from(bar.lo.fract().abs() > 1e-9));
    let of = format!("{left}{}\u{a0}{}", say::range(bar.lo, bar.hi, decimals), trace.unit.symbol());
    vec![of, say::duration(bar.seconds)]
}

fn calendar_says(calendar: &Calendar, day: Date) -> Option<Says> {
    let found = calendar.days.iter().find(|found| found.day == day);
    let entries =
        found.map_or_else(Vec::new, |day: &CalendarDay| day.entries.iter().map(entry_says).collect());
    let race = calendar.races.iter().find(|race| race.covers(day));
    let logged = calendar.soreness.iter().filter(|(on, _)| *on == day);
    let mut says = vec![say::short_day(day)];
    says.extend(entries);
    says.extend(race.map(|race| match race.name.as_str() {
        "" => "Race window".to_owned(),
        name => format!("Race window: {}", clean(name)),
    }));
    says.extend(logged.map(|(_, level)| format!("Soreness {} of 10, as logged", say::number(*level, 1))));
    (says.len() > 1).then_some(says)
}

fn entry_says(entry: &CalendarEntry) -> String {
    let minutes = say::quantity(entry.minutes, 0, Unit::Minutes);
    let laps = entry.laps.map_or_else(String::new, |laps| {
        format!(", {}", say::quantity(laps, usize::from(laps.fract().abs() > 0.04), Unit::Laps))
    });
    let verdict = entry.verdict.map_or_else(String::new, |of| format!(", {}", say::session_verdict(of).1));
    format!("{} {minutes}{laps}{verdict}", say::capital(say::work(entry.kind)))
}

fn dial_says(leg: Leg, dial: &Dial) -> Says {
    let mut says = vec![format!("{} leg", say::capital(leg.name()))];
    says.push(format!("Power phase {}", say::arc(dial.phase)));
    says.push(format!("Start, 10th to 90th percentile {}", say::spread(dial.start_spread)));
    says.push(format!("End, 10th to 90th percentile {}", say::spread(dial.end_spread)));
    says.extend(dial.peak.map(|peak| format!("Peak power phase {}", say::arc(peak))));
    says.extend(dial.baseline.map(|own| format!("Own earlier rides {}", say::arc(own))));
    says.push(format!("Past 180° {}", say::quantity(dial.past_180, 1, Unit::Percent)));
    says.push(format!("Past 210° {}", say::quantity(dial.past_210, 1, Unit::Percent)));
    says.extend(dial.share.map(|share| format!("{} of power", say::quantity(share, 1, Unit::Percent))));
    says
}
