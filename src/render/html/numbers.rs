//! The table of numbers behind each figure.

use super::markup::Html;
use super::readout;
use super::table::{Table, figures, words};
use super::words as say;
use crate::render::prose::Prose;
use crate::render::runs::runs;
use crate::report::figure::{
    BalanceByPower, Calendar, Content, Dial, DrillStrip, Figure, Ladder, LadderWeek, PowerPhase, Trace, Trend,
};
use crate::report::{MeasuredLength, Rep, Skip, Stride, WeekVerdict};
use crate::units::{Angle, Leg, Milliseconds, Speed, StepRate, Unit};
use jiff::civil::Date;

/// About how many rows a long series gets.
const ROWS: usize = 24;

/// All tables of a figure.
pub(super) fn tables(html: &mut Html, figure: &Figure, prose: Prose) {
    match &figure.content {
        Content::Ladder(ladder) => weeks(html, figure, ladder, prose),
        Content::Traces(traces) => traces.iter().for_each(|trace| channel(html, trace)),
        Content::BalanceByPower(balance) => bins(html, balance),
        Content::PowerPhase(phase) => dials(html, phase),
        Content::Drills(strip) => reps(html, strip),
        Content::Trend(trend) => points(html, trend),
        Content::Calendar(calendar) => days(html, calendar),
        Content::Nothing(_) => {}
    }
}

fn weeks(html: &mut Html, figure: &Figure, ladder: &Ladder, prose: Prose) {
    let unit = ladder.unit;
    let mut table = Table::new(
        format!("{}: targets and values in {}", figure.title, unit.symbol()),
        &["Week", "Days", "Target", "Counts as done", "Calendar target", "Sessions", "Missed"],
    );
    let idle = |week: &LadderWeek| week.sessions.is_empty() && week.verdict == Some(WeekVerdict::Missed);
    for run in runs(&ladder.weeks, idle) {
        let [week, ..] = run else { continue };
        let last = run.last().unwrap_or(week);
        let sessions: Vec<String> = week
            .sessions
            .iter()
            .map(|mark| {
                let value = mark.value.map_or_else(|| "–".to_owned(), |value| say::number(value, 1));
                format!("{value} {}", say::session_verdict(mark.verdict).1)
            })
            .collect();
        let number = if run.len() > 1 {
            format!("{}–{}", week.plan_week, last.plan_week)
        } else {
            week.plan_week.to_string()
        };
        table.row([
            figures(number),
            words(prose.weeks(week.iso_week, last.iso_week)),
            figures(say::number(week.target, 0)),
            figures(say::range(week.band.0, week.band.1, 0)),
            figures(say::number(week.target_calendar, 0)),
            words(if sessions.is_empty() { "–".to_owned() } else { sessions.join(", ") }),
            figures(run.iter().map(|week| week.missed).sum::<u32>()),
        ]);
    }
    table.show(html);
}

fn channel(html: &mut Html, trace: &Trace) {
    let smooth = trace.smooth.iter().any(|run| !run.is_empty());
    let (series, what) = if smooth {
        (&trace.smooth, format!("mean over {} s", say::number(trace.smooth_seconds, 0)))
    } else {
        (&trace.samples, "as recorded".to_owned())
    };
    let caption =
        format!("{}, {} ({}), at even steps of the recording", trace.name, trace.unit.symbol(), what);
    let mut table = Table::new(caption, &["Elapsed", "Value"]);
    let all = series.iter().map(Vec::len).sum::<usize>();
    for (at, value) in series.iter().flatten().step_by(all.div_ceil(ROWS).max(1)) {
        table.row([figures(say::duration(*at)), figures(say::number(*value, trace.decimals))]);
    }
    table.show(html);
    distribution(html, trace);
}

/// The distribution, and what is said beside it.
fn distribution(html: &mut Html, trace: &Trace) {
    let left = if readout::is_left_share(trace) { "L\u{a0}" } else { "" };
    let mut said = Table::new(format!("{}: the whole session", trace.name), &["What", "Value"]);
    if let Some((value, word)) = trace.marked {
        let value = say::quantity(value, trace.decimals, trace.unit);
        said.row([words(say::capital(word)), figures(format!("{left}{value}"))]);
    }
    if let (Some(share), Some(band)) = (trace.in_band, &trace.band) {
        let range = say::range(band.lo, band.hi, usize::from(band.lo.fract() != 0.0));
        let what = format!("Within {range}\u{a0}{} ({})", trace.unit.symbol(), band.label);
        said.row([words(what), figures(say::quantity(share, 0, Unit::Percent))]);
    }
    if let Some(apart) = &trace.apart {
        let share = say::quantity(apart.share, 1, Unit::Percent);
        said.row([
            words(say::capital(&apart.label)),
            figures(format!("{}, {share}", say::duration(apart.seconds))),
        ]);
    }
    if !said.is_empty() {
        said.show(html);
    }
    let mut bars = Table::new(
        format!("{}: how long at each level, {}", trace.name, trace.unit.symbol()),
        &["From and to", "Time"],
    );
    for bar in trace.histogram.iter().filter(|bar| bar.seconds > 0.0) {
        let decimals = trace.decimals.max(usize::from(bar.lo.fract().abs() > 1e-9));
        bars.row([
            figures(format!("{left}{}", say::range(bar.lo, bar.hi, decimals))),
            figures(say::duration(bar.seconds)),
        ]);
    }
    if !bars.is_empty() {
        bars.show(html);
    }
}

fn bins(html: &mut Html, balance: &BalanceByPower) {
    let caption = if balance.sided {
        "Left share of power by power, %"
    } else {
        "One leg’s share of power by power, side unknown, %"
    };
    let mut table = Table::new(caption, &["Power, W", "Time", "Mean", "25th to 75th percentile"]);
    for bin in &balance.bins {
        table.row([
            figures(say::range(bin.lo, bin.hi, 0)),
            figures(say::duration(bin.seconds)),
            figures(say::number(bin.mean, 1)),
            figures(say::range(bin.p25, bin.p75, 1)),
        ]);
    }
    table.show(html);
}

fn dials(html: &mut Html, phase: &PowerPhase) {
    let mut table = Table::new(
        "Power phase: degrees clockwise from the top of the stroke, medians of the seconds pedalled",
        &["What", "Left", "Right"],
    );
    let mut row = |what: &'static str, of: &dyn Fn(&Dial) -> Option<String>| {
        let told = Leg::BOTH.map(|leg| phase.dials.of(leg).as_ref().and_then(of));
        if told.iter().any(Option::is_some) {
            let [left, right] = told.map(|told| figures(told.unwrap_or_else(|| "–".to_owned())));
            table.row([words(what), left, right]);
        }
    };
    let percent = |share: f64| say::quantity(share, 1, Unit::Percent);
    let degrees = |angle: Angle| say::quantity(angle.get(), 0, Unit::Degrees);
    row("Start", &|dial| Some(degrees(dial.phase.start)));
    row("Start, 10th to 90th percentile about it", &|dial| Some(say::spread(dial.start_spread)));
    row("End", &|dial| Some(degrees(dial.phase.end)));
    row("End, 10th to 90th percentile about it", &|dial| Some(say::spread(dial.end_spread)));
    row("Peak power phase", &|dial| dial.peak.map(say::arc));
    row("Own earlier rides at like power and cadence", &|dial| dial.baseline.map(say::arc));
    row("Share of seconds past 180°", &|dial| Some(percent(dial.past_180)));
    row("Share of seconds past 210°", &|dial| Some(percent(dial.past_210)));
    row("Share of power", &|dial| dial.share.map(percent));
    table.show(html);
}

/// A length with its interval.
fn length(metres: MeasuredLength) -> String {
    format!("{} ({})", say::number(metres.value, 0), say::range(metres.lo, metres.hi, 0))
}

/// The reps of a run: also the drills table of its session.
pub(super) fn rep_table(reps: &[Rep]) -> Table {
    let mut table = Table::new(
        "Lengths in metres with their 95 % intervals; in range: probable enough to say so, even where the interval reaches over an end",
        &[
            "Rep",
            "Skip at",
            "Skip, m",
            "Skip",
            "Stride at",
            "Stride, m",
            "Stride",
            "Mean, m/s",
            "Peak, m/s",
            "Cadence, steps/min",
            "Contact, ms",
        ],
    );
    let dash = || "–".to_owned();
    for (index, rep) in reps.iter().enumerate() {
        let skip = rep.skip.as_ref();
        let stride = rep.stride.as_ref();
        let form = stride.map(|stride| stride.form).unwrap_or_default();
        let shown = |value: Option<f64>, decimals| value.map_or_else(dash, |v| say::number(v, decimals));
        table.row([
            figures(index + 1),
            figures(skip.map_or_else(dash, |skip| say::duration(skip.span.start.get()))),
            figures(skip.map_or_else(dash, |skip| length(skip.metres))),
            words(skip.map_or_else(no_part, skip_word)),
            figures(stride.map_or_else(dash, |stride| say::duration(stride.span.start.get()))),
            figures(stride.map_or_else(dash, |stride| length(stride.metres))),
            words(stride.map_or_else(no_part, stride_word)),
            figures(shown(form.mean_speed.map(Speed::get), 1)),
            figures(shown(form.peak_speed.map(Speed::get), 1)),
            figures(shown(form.cadence.map(StepRate::get), 0)),
            figures(shown(form.contact_time.map(Milliseconds::get), 0)),
        ]);
    }
    table
}

fn no_part() -> super::markup::Markup {
    say::verdict(say::Shape::None, "not found")
}

fn skip_word(skip: &Skip) -> super::markup::Markup {
    let (shape, word) = say::length_verdict(skip.verdict);
    let word = if skip.confirmed { word.to_owned() } else { format!("{word}, by speed alone") };
    say::verdict(shape, &word)
}

fn stride_word(stride: &Stride) -> super::markup::Markup {
    let (shape, word) = say::length_verdict(stride.verdict);
    say::verdict(shape, word)
}

/// What the figure draws: the reps, and the run between them is its ground.
fn reps(html: &mut Html, strip: &DrillStrip) {
    rep_table(&strip.reps).show(html);
    let mut ground = Table::new("What the reps are held against", &["What", "Value"]);
    let metres = |(lo, hi): (f64, f64)| format!("{}\u{a0}m", say::range(lo, hi, 0));
    ground.row([words("Skip, as prescribed"), figures(metres(strip.skip_range))]);
    ground.row([words("Stride, as prescribed"), figures(metres(strip.stride_range))]);
    if let Some(jog) = strip.jog {
        ground.row([words("The runner's own jog"), figures(format!("{}\u{a0}m/s", say::number(jog, 2)))]);
    }
    ground.show(html);
}

fn points(html: &mut Html, trend: &Trend) {
    let mut table = Table::new(
        format!("{}, {}: one row a session", trend.name, trend.unit.symbol()),
        &["Day", "Mean", "95 % interval", "In the line"],
    );
    for point in &trend.points {
        table.row([
            words(say::short_day(point.day)),
            figures(say::number(point.value, trend.decimals)),
            figures(say::interval(point.ci95, trend.decimals)),
            words(if point.left_out { "left out: race window" } else { "yes" }),
        ]);
    }
    table.show(html);
    if let Some(line) = &trend.line {
        let mut ends = Table::new("The robust line at its ends", &["Day", "Value", "95 % interval"]);
        for (day, (lo, middle, hi)) in [(line.from, line.at_from), (line.to, line.at_to)] {
            ends.row([
                words(say::short_day(day)),
                figures(say::number(middle, trend.decimals)),
                figures(say::range(lo, hi, trend.decimals)),
            ]);
        }
        ends.show(html);
    }
    soreness(html, &trend.soreness);
}

fn soreness(html: &mut Html, log: &[(Date, f64)]) {
    if log.is_empty() {
        return;
    }
    let mut table = Table::new("Soreness as logged, 0 to 10", &["Day", "Soreness"]);
    for (day, level) in log {
        table.row([words(say::short_day(*day)), figures(say::number(*level, 1))]);
    }
    table.show(html);
}

fn days(html: &mut Html, calendar: &Calendar) {
    let mut table = Table::new(
        "What was done, day by day; changes of sport, and second recordings of a session, left out",
        &["Day", "Work", "Minutes", "Laps", "Verdict"],
    );
    for day in &calendar.days {
        for entry in &day.entries {
            table.row([
                words(say::short_day(day.day)),
                words(say::work(entry.kind)),
                figures(say::number(entry.minutes, 0)),
                figures(entry.laps.map_or_else(
                    || "–".to_owned(),
                    |laps| say::number(laps, usize::from(laps.fract().abs() > 0.04)),
                )),
                words(entry.verdict.map_or("–", |verdict| say::session_verdict(verdict).1)),
            ]);
        }
    }
    table.show(html);
    soreness(html, &calendar.soreness);
}
