//! The weeks of a prescription: the ladder as steps with the band that counts as done, the sessions as lollipops whose
//! head is the verdict, what was missed, the race windows, and the weeks to come.

use super::{nothing, too_small};
use crate::render::plot::axis::{Scale, Tick, month_name};
use crate::render::plot::chart::{Chart, extent, gutter, x_ticks, y_ticks};
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::legend::{Entry, Legend, Shape, draw_mark, mark_of, word_of};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Scene, Stroke};
use crate::render::plot::{Axis, Panel};
use crate::report::SessionVerdict;
use crate::report::figure::{Ladder, LadderWeek};
use crate::units::{Unit, fixed};
use jiff::ToSpan;
use std::borrow::Cow;

/// As many sessions say their value beside their mark.
const FEW: usize = 12;

/// The width of a week whose marks can still be told apart, in em.
const LEAST_WEEK: f64 = 0.55;

/// A year and the weeks to come are drawn at any size.
const LEAST_DRAWN: usize = 60;

/// Draws the ladder.
pub(crate) fn draw(scene: &mut Scene, mut area: Rect, style: Type, ladder: &Ladder) -> Vec<Panel> {
    if ladder.weeks.is_empty() {
        return nothing::draw(scene, area, style, "No week of this prescription lies in the files.");
    }
    if too_small(area) {
        return Vec::new();
    }
    let latest = latest(ladder, (area.w / style.em(LEAST_WEEK)) as usize);
    let earlier = ladder.weeks.len() - latest.weeks.len();
    let ladder = latest.as_ref();
    let compact = area.h < style.em(17.0);
    let caption = match ladder.unit {
        Unit::Minutes => "Minutes per session".to_owned(),
        Unit::Laps => "Laps per session".to_owned(),
        unit => format!("{} per session", unit.symbol()),
    };
    // Weeks to come are none of those that were.
    let were = ladder.ahead.unwrap_or(ladder.weeks.len());
    let title = match earlier {
        0 => "Plan week".to_owned(),
        earlier => format!("Plan week · the latest {were}, {earlier} before them not drawn"),
    };
    let beyond = ladder.weeks.iter().flat_map(|week| &week.sessions).filter_map(|mark| mark.value);
    let beyond = beyond.filter(|value| value.is_finite()).fold(0.0, f64::max) > top(ladder);
    head(scene, &mut area, style, ladder, &caption);
    // Months below the weeks, and below them what the axis counts: in a low drawing beside each other.
    area.cut_bottom(style.em(if compact { 2.9 } else { 4.2 }));
    area.cut_top(if beyond { style.em(2.2) } else { 0.0 });
    let chart = chart(area, style, ladder);
    races(scene, &chart, style, ladder);
    now(scene, &chart, style, ladder);
    chart.grid(scene);
    steps(scene, &chart, style, ladder);
    sessions(scene, &chart, style, ladder);
    chart.y_labels(scene, style);
    chart.x_labels(scene, style, "");
    foot(scene, &chart, style, ladder, (compact, &title));
    vec![panel(&chart, ladder)]
}

/// The ladder, or its latest weeks where it has more than `most`.
fn latest(ladder: &Ladder, most: usize) -> Cow<'_, Ladder> {
    let most = most.max(LEAST_DRAWN);
    let earlier = ladder.weeks.len().saturating_sub(most);
    if earlier == 0 {
        return Cow::Borrowed(ladder);
    }
    let ahead = ladder.ahead.map(|ahead| ahead.saturating_sub(earlier));
    let open = ladder.open.and_then(|open| open.checked_sub(earlier));
    Cow::Owned(Ladder { weeks: ladder.weeks[earlier..].to_vec(), open, ahead, ..ladder.clone() })
}

/// The months in which weeks begin, below their numbers; and what the axis counts.
fn foot(scene: &mut Scene, chart: &Chart, style: Type, ladder: &Ladder, (compact, title): (bool, &str)) {
    let face = style.note(Role::Mute);
    let baseline = chart.frame.bottom() + style.em(2.75);
    let (x, below) = if compact {
        (chart.frame.right() - face.width(title) / 2.0, baseline)
    } else {
        (chart.frame.middle().0, baseline + style.em(1.4))
    };
    if face.width(title) < chart.frame.w {
        scene.try_text(title, face, Anchor::Middle, x, below);
    } else {
        scene.try_text("Plan week", face, Anchor::Middle, x, below);
    }
    let mut month = None;
    for (index, week) in ladder.weeks.iter().enumerate() {
        let monday = week.iso_week.date();
        if month.replace((monday.year(), monday.month())) == Some((monday.year(), monday.month())) {
            continue;
        }
        let name = month_name(monday.month());
        let name = if monday.month() == 1 { format!("{name} {}", monday.year()) } else { name.to_owned() };
        let x = chart.x_at(index as f64);
        if x + face.width(&name) <= chart.frame.right() + style.em(1.0)
            && scene.try_text(&name, face, Anchor::Start, x + style.em(0.2), baseline)
        {
            let y = chart.frame.bottom();
            scene.line([(x, y), (x, y + style.em(0.5))], Stroke::new(Role::Axis, 1.0).flat());
        }
    }
}

/// What the vertical axis counts, always above it, and the legend: beside the caption where that costs no row more.
fn head(scene: &mut Scene, area: &mut Rect, style: Type, ladder: &Ladder, caption: &str) {
    let face = style.tick();
    let mut legend = Legend::new(entries(ladder, true), style, area.w);
    if legend.height(style) > area.h * 0.28 {
        legend = Legend::new(entries(ladder, false), style, area.w);
    }
    let narrower = Legend::new(entries(ladder, true), style, area.w - face.width(caption) - style.em(2.0));
    let beside = narrower.len() == legend.len() && narrower.height(style) <= legend.height(style);
    let rows = legend.height(style) + if beside { 0.0 } else { style.em(1.6) };
    if area.h - rows <= style.em(9.0) {
        let head = area.cut_top(style.em(1.7));
        scene.try_text(caption, face, Anchor::Start, head.x, head.y + style.em(1.05));
        return;
    }
    let head = area.cut_top(rows.max(style.em(1.6)));
    if beside { narrower } else { legend }.draw(scene, head, style, beside);
    scene.try_text(caption, face, Anchor::Start, head.x, head.bottom() - style.em(0.55));
    area.cut_top(style.em(0.6));
}

/// How high the axis reaches. One long session must not press the ladder flat: it stands above the axis, over a break, and
/// says its number.
fn top(ladder: &Ladder) -> f64 {
    let plan =
        ladder.weeks.iter().flat_map(|week| [week.target, week.band.0, week.band.1, week.target_calendar]);
    let done = ladder.weeks.iter().flat_map(|week| &week.sessions).filter_map(|mark| mark.value);
    let top_of = |range: Option<(f64, f64)>| range.map(|(_, hi)| hi).filter(|hi| *hi > 0.0);
    match (top_of(extent(plan)), top_of(extent(done))) {
        (Some(plan), Some(done)) if done <= 2.5 * plan => done.max(plan),
        // Without the long ones, as high as the others ask for.
        (Some(plan), Some(_)) => {
            let done = ladder.weeks.iter().flat_map(|week| &week.sessions).filter_map(|mark| mark.value);
            top_of(extent(done.filter(|value| *value <= 2.5 * plan))).unwrap_or(plan).max(plan)
        }
        (one, other) => one.or(other).unwrap_or(1.0),
    }
}

fn chart(mut area: Rect, style: Type, ladder: &Ladder) -> Chart {
    let top = top(ladder);
    // Room above for the words on race and now.
    let words = (1.3 * style.em(1.0) / area.h.max(1.0)).clamp(0.04, 0.12);
    let y = Scale::linear(0.0, top * (1.0 + words), y_ticks(area.h, style));
    area.cut_left(gutter(&y.ticks, style));
    area.cut_right(style.em(0.6));
    let count = ladder.weeks.len();
    let most = x_ticks(area.w, "00", style);
    let every =
        [1, 4, 8, 12, 26, 52, 104].into_iter().find(|every| count.div_ceil(*every) <= most).unwrap_or(200);
    let labelled = |week: &LadderWeek| week.plan_week == 1 || week.plan_week.is_multiple_of(every as u32);
    let ticks = ladder.weeks.iter().enumerate().filter(|(_, week)| labelled(week));
    let ticks = ticks
        .map(|(index, week)| Tick { at: index as f64 + 0.5, label: week.plan_week.to_string() })
        .collect();
    Chart { frame: area, x: Scale::fixed(0.0, count as f64, ticks), y }
}

/// What stands in the legend: the ladder, then each verdict that occurs, with its number; only the verdicts, without
/// their numbers, where there is no room for the `full` legend.
fn entries(ladder: &Ladder, full: bool) -> Vec<Entry> {
    let mut entries = Vec::new();
    if full {
        entries.push(Entry::new(Shape::Band(0.18, 1.8), Role::Blue, "Prescribed"));
    }
    if full && ladder.weeks.iter().any(differs) {
        entries.push(Entry::new(Shape::Dots, Role::Mute, "Calendar ladder"));
    }
    for verdict in SessionVerdict::ALL {
        let marks = ladder.weeks.iter().flat_map(|week| &week.sessions);
        let count = marks.filter(|mark| mark.verdict == *verdict).count();
        if count > 0 {
            let (shape, role) = mark_of(*verdict);
            entries.push(Entry::new(
                shape,
                role,
                if full { format!("{} {count}", word_of(*verdict)) } else { word_of(*verdict).to_owned() },
            ));
        }
    }
    let missed: u64 = ladder.weeks.iter().map(|week| u64::from(week.missed)).sum();
    if missed > 0 {
        entries.push(Entry::new(
            Shape::Cross,
            Role::Red,
            if full { format!("Missed {missed}") } else { "Missed".to_owned() },
        ));
    }
    entries
}

fn differs(week: &LadderWeek) -> bool {
    (week.target - week.target_calendar).abs() > 1e-6
}

fn races(scene: &mut Scene, chart: &Chart, style: Type, ladder: &Ladder) {
    let weeks: Vec<(usize, &LadderWeek)> = ladder.weeks.iter().enumerate().collect();
    // A window that reaches over a Sunday is one window.
    for window in weeks.chunk_by(|a, b| a.1.race == b.1.race).filter(|run| run.iter().all(|week| week.1.race))
    {
        let (Some((first, _)), Some((last, _))) = (window.first(), window.last()) else { continue };
        let x = (*first as f64, *last as f64 + 1.0);
        chart.block(scene, x, (chart.y.lo, chart.y.hi), Role::Purple.at(0.11));
        let days = (window.first(), window.last());
        let name = ladder.races.iter().find(|race| {
            matches!(days, (Some((_, first)), Some((_, last)))
                if race.to >= first.iso_week.date() && race.from < last.iso_week.date().saturating_add(7.days()))
        });
        let word = crate::render::plot::figures::race_word(name.map_or("", |race| race.name.as_str()));
        let face = style.note(Role::Purple).bold().halo();
        let (left, right) = (chart.x_at(x.0), chart.x_at(x.1));
        super::word_over(
            scene,
            face,
            &[&word, "race"],
            (left, right),
            (chart.frame.x, chart.frame.right()),
            chart.frame.y + style.em(0.9),
        );
    }
}

fn steps(scene: &mut Scene, chart: &Chart, style: Type, ladder: &Ladder) {
    for (index, week) in ladder.weeks.iter().enumerate() {
        let x = (index as f64, index as f64 + 1.0);
        // A band of no height still has to be seen.
        let least = (chart.y.hi - chart.y.lo) * 0.012;
        let (lo, hi) = week.band;
        let hi = if hi.is_finite() { hi } else { chart.y.hi };
        if lo.is_finite() {
            chart.block(
                scene,
                x,
                (lo.min(week.target - least), hi.max(week.target + least)),
                Role::Blue.at(0.17),
            );
        }
    }
    // One line a run of weeks whose target is a number.
    let lines = |target: &dyn Fn(&LadderWeek) -> f64| -> Vec<Vec<(f64, f64)>> {
        let levels: Vec<(f64, f64)> =
            ladder.weeks.iter().enumerate().map(|(index, week)| (index as f64, target(week))).collect();
        let runs = levels.split(|(_, level)| !level.is_finite()).filter(|run| !run.is_empty());
        let ends = |run: &[(f64, f64)]| -> Vec<(f64, f64)> {
            let both = run.iter().flat_map(|(at, level)| [(*at, *level), (at + 1.0, *level)]);
            both.map(|(x, y)| chart.at(x, y.clamp(chart.y.lo, chart.y.hi))).collect()
        };
        runs.map(ends).collect()
    };
    if ladder.weeks.iter().any(differs) {
        let dots = Stroke::new(Role::Mute, (style.em(0.1)).max(1.0)).dashed(style.em(0.12), style.em(0.3));
        for line in lines(&|week| week.target_calendar) {
            scene.line(line, dots);
        }
    }
    for line in lines(&|week| week.target) {
        scene.line(line, Stroke::new(Role::Blue, style.em(0.13).max(1.2)).flat());
    }
}

fn sessions(scene: &mut Scene, chart: &Chart, style: Type, ladder: &Ladder) {
    let week_width = chart.frame.w / ladder.weeks.len() as f64;
    let base = chart.y_at(chart.y.lo.max(0.0));
    let (mut heads, mut beyond, mut values) = (Vec::new(), Vec::new(), Vec::new());
    let count_of = |week: &LadderWeek| (week.sessions.len() + week.missed as usize).max(1);
    // Marks of one size, which suits all but the fullest tenth of the weeks.
    let mut counts: Vec<usize> = ladder.weeks.iter().map(count_of).collect();
    counts.sort_unstable();
    let usual = counts.get(counts.len() * 9 / 10).copied().unwrap_or(1).clamp(3, 8);
    // A few sessions say their value themselves.
    let told = style.note(Role::Ink).halo();
    let few = ladder.weeks.iter().map(|week| week.sessions.len()).sum::<usize>() <= FEW;
    for (index, week) in ladder.weeks.iter().enumerate() {
        let count = count_of(week);
        let step = week_width * 0.9 / (count.max(usual) as f64 + 0.1);
        // Five pixels across even where they touch, unless the week itself is narrower.
        let radius = (step * 0.46).max(2.5_f64.min(week_width * 0.3)).min(style.em(0.42)).max(1.1);
        let stem = (step * 0.55).clamp(0.8, style.em(0.62));
        let first = chart.x_at(index as f64 + 0.5) - step * (count as f64 - 1.0) / 2.0;
        for (place, mark) in week.sessions.iter().enumerate() {
            let (shape, role) = mark_of(mark.verdict);
            let x = first + place as f64 * step;
            let Some(value) = mark.value.filter(|value| value.is_finite()) else {
                // Nobody knows how much: a mark on the ground, and no number.
                heads.push((shape, role, (x, base - radius * 1.6), radius));
                continue;
            };
            let cut = value > chart.y.hi;
            let y = if cut { chart.frame.y - style.em(1.25) } else { chart.y_at(value) };
            if cut {
                beyond.push((value, x, y, (stem, radius)));
            } else if few && step > told.width("00") + style.em(0.8) {
                values.push((fixed(value, 0), x, y - radius - style.em(0.4)));
            }
            let stem = Rect::new(x - stem / 2.0, y, stem, base - y);
            scene.rect(stem, 0.0, role.at(0.38));
            heads.push((shape, role, (x, y), radius));
        }
        for place in 0..(week.missed as usize).min(60) {
            let x = first + (week.sessions.len() + place) as f64 * step;
            heads.push((Shape::Cross, Role::Red, (x, base - radius * 1.6), radius));
        }
    }
    for (shape, role, at, radius) in heads {
        draw_mark(scene, shape, role, at, radius);
    }
    for (value, x, y) in values {
        scene.try_text(&value, told, Anchor::Middle, x, y);
    }
    for (value, x, y, (stem, radius)) in beyond {
        // Where the stem leaves the axis it is broken: two teeth across it.
        let (middle, tooth) = (chart.frame.y - style.em(0.1), style.em(0.16));
        let half = stem / 2.0 + style.em(0.22);
        let teeth = |y: f64| {
            let at = |step: f64, rise: f64| (x - half + 2.0 * half * step, y + rise * tooth);
            [at(0.0, 1.0), at(0.33, -1.0), at(0.67, 1.0), at(1.0, -1.0)]
        };
        scene.line(teeth(middle), Stroke::new(Role::Card, style.em(0.42)).flat());
        for y in [middle - style.em(0.18), middle + style.em(0.18)] {
            scene.line(teeth(y), Stroke::new(Role::Mute, style.em(0.08).max(0.9)).flat());
        }
        let text = match ladder.unit {
            Unit::Minutes if value >= 600.0 => crate::render::number::span(60.0 * value),
            unit => format!("{} {}", fixed(value, 0), unit.symbol()),
        };
        let face = style.note(Role::Ink).bold().halo();
        let (right, baseline) = (x + radius + style.em(0.35), y + 0.35 * face.size);
        if right + face.width(&text) <= chart.frame.right() + style.em(0.6) {
            scene.try_text(&text, face, Anchor::Start, right, baseline);
        } else {
            scene.try_text(&text, face, Anchor::End, x - radius - style.em(0.35), baseline);
        }
    }
}

/// The week that is under way, shaded; where none is, the line between what was and what is to come.
fn now(scene: &mut Scene, chart: &Chart, style: Type, ladder: &Ladder) {
    let (top, face) = (chart.frame.y + style.em(0.9), style.note(Role::Mute).bold().halo());
    let ends = (chart.frame.x, chart.frame.right());
    if let Some(open) = ladder.open.filter(|open| *open < ladder.weeks.len()) {
        let x = (open as f64, open as f64 + 1.0);
        chart.block(scene, x, (chart.y.lo, chart.y.hi), Role::Mute.at(0.13));
        let (left, right) = (chart.x_at(x.0), chart.x_at(x.1));
        // In a wide week at its left, clear of the stem of a lone session; over a narrow one in its middle.
        if right - left > 2.2 * face.width("this week") {
            scene.try_text("this week", face, Anchor::Start, left + style.em(0.4), top);
        } else {
            super::word_over(scene, face, &["this week"], (left, right), ends, top);
        }
        return;
    }
    let Some(ahead) = ladder.ahead.filter(|ahead| *ahead < ladder.weeks.len()) else { return };
    let stroke = Stroke::new(Role::Mute, style.em(0.1).max(1.0)).dashed(style.em(0.35), style.em(0.3));
    chart.upright(scene, ahead as f64, stroke);
    let (x, word) = (chart.x_at(ahead as f64) + style.em(0.5), "to come");
    if x + face.width(word) < chart.frame.right() {
        scene.try_text(word, face, Anchor::Start, x, top);
    } else {
        // Too few weeks to write over: up to the end of the last.
        scene.try_text(word, face, Anchor::End, chart.frame.right() + style.em(0.5), top);
    }
}

fn panel(chart: &Chart, ladder: &Ladder) -> Panel {
    // A panel counts plan weeks: the middle of a week is its number.
    let first = ladder.weeks.first().map_or(1.0, |week| f64::from(week.plan_week));
    let at = |index: usize| first + index as f64;
    let targets = ladder.weeks.iter().enumerate().map(|(index, week)| (at(index), week.target)).collect();
    let sessions = ladder.weeks.iter().enumerate();
    let sessions = sessions.flat_map(|(index, week)| {
        week.sessions.iter().filter_map(move |mark| Some((at(index), mark.value?)))
    });
    let Rect { x, y, w, h } = chart.frame;
    Panel {
        frame: (x, y, w, h),
        x: (first - 0.5, first - 0.5 + chart.x.hi),
        y: (chart.y.lo, chart.y.hi),
        x_kind: Axis::Week,
        name: "Session".to_owned(),
        unit: ladder.unit,
        decimals: 0,
        series: vec![("target".to_owned(), targets), ("session".to_owned(), sessions.collect())],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::plot::fixtures;
    use crate::report::figure::LadderMark;

    #[test]
    fn a_race_window_over_two_weeks_is_named_once() {
        let mut plan = fixtures::ladder(20, 15, 3);
        for week in &mut plan.weeks[12..14] {
            week.race = true;
        }
        let mut scene = Scene::new(1200.0, 400.0);
        let area = scene.area().inset(10.0);
        draw(&mut scene, area, Type { base: 13.0 }, &plan);
        assert_eq!(scene.labels().filter(|label| label.text == "City half").count(), 1);
    }

    #[test]
    fn of_more_weeks_than_can_be_told_apart_the_latest_are_drawn() {
        let plan = Ladder { open: None, ..fixtures::ladder(733, 730, 3) };
        let mut scene = Scene::new(1000.0, 400.0);
        let area = scene.area().inset(10.0);
        let panels = draw(&mut scene, area, Type { base: 13.0 }, &plan);
        let (first, last) = panels[0].x;
        assert_eq!((last + 0.5, last - first), (734.0, 137.0));
        let told = "Plan week · the latest 134, 596 before them not drawn";
        assert!(scene.labels().any(|label| label.text == told));
        assert!(scene.labels().any(|label| label.text == "to come"));
    }

    #[test]
    fn the_open_week_is_this_week_and_without_one_the_rest_is_to_come() {
        let words = |open: Option<usize>| {
            let plan = Ladder { open, ..fixtures::ladder(27, 18, 3) };
            let mut scene = Scene::new(1000.0, 400.0);
            let area = scene.area().inset(10.0);
            let panels = draw(&mut scene, area, Type { base: 13.0 }, &plan);
            let (frame, weeks) = (panels[0].frame, panels[0].x);
            let week = |x: f64| weeks.0 + (x - frame.0) / frame.2 * (weeks.1 - weeks.0);
            let said = scene.labels().filter(|label| ["this week", "to come"].contains(&label.text.as_str()));
            said.map(|label| (label.text.clone(), week(label.left() + label.width / 2.0))).collect::<Vec<_>>()
        };
        let open = words(Some(17));
        assert!(open.len() == 1 && open[0].0 == "this week" && (open[0].1 - 18.0).abs() < 0.1, "{open:?}");
        let closed = words(None);
        assert!(closed.len() == 1 && closed[0].0 == "to come" && closed[0].1 > 18.5, "{closed:?}");
    }

    #[test]
    fn a_session_without_a_value_has_its_mark_and_no_number() {
        let mut plan = fixtures::ladder(2, 2, 1);
        for week in &mut plan.weeks {
            week.sessions = vec![LadderMark { value: None, verdict: SessionVerdict::NotAssessable }];
        }
        let mut scene = Scene::new(900.0, 300.0);
        let area = scene.area().inset(10.0);
        let panels = draw(&mut scene, area, Type { base: 13.0 }, &plan);
        assert!(panels[0].series[1].1.is_empty());
        assert!(scene.labels().any(|label| label.text == "Not assessable 2"));
    }

    #[test]
    fn one_long_session_stands_above_the_axis_and_says_its_number() {
        let mut plan = fixtures::ladder(6, 6, 1);
        plan.weeks[2].sessions = vec![LadderMark { value: Some(139.0), verdict: SessionVerdict::Over }];
        let mut scene = Scene::new(900.0, 300.0);
        let area = scene.area().inset(10.0);
        let panels = draw(&mut scene, area, Type { base: 13.0 }, &plan);
        let said = scene.labels().find(|label| label.text == "139 min").unwrap();
        assert!(said.y < panels[0].frame.1 && panels[0].y.1 < 40.0, "{said:?} {:?}", panels[0].y);
    }

    #[test]
    fn a_few_sessions_say_their_value_themselves() {
        let drawn = |weeks| {
            let mut scene = Scene::new(900.0, 300.0);
            let area = scene.area().inset(10.0);
            let mut plan = fixtures::ladder(weeks, weeks, 1);
            for week in &mut plan.weeks {
                week.sessions = vec![LadderMark { value: Some(9.0), verdict: SessionVerdict::Done }];
            }
            draw(&mut scene, area, Type { base: 13.0 }, &plan);
            scene.labels().filter(|label| label.text == "9").count()
        };
        assert_eq!((drawn(2), drawn(30)), (2, 0));
    }
}
