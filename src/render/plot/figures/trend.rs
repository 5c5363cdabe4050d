//! A metric over the weeks: a point a session with its interval, the robust line with its own, race windows shaded.

use super::{nothing, too_small};
use crate::render::plot::axis::{Scale, day_number};
use crate::render::plot::chart::{Chart, calmest, extent, gutter, x_ticks, y_ticks};
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::legend::{Entry, Legend, Shape};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Scene, Stroke};
use crate::render::plot::text;
use crate::render::plot::{Axis, Panel};
use crate::report::figure::{Trend, TrendPoint};
use jiff::civil::Date;

/// Draws the points, the line, and the sentence that says what they mean.
pub(crate) fn draw(scene: &mut Scene, mut area: Rect, style: Type, trend: &Trend) -> Vec<Panel> {
    let points: Vec<&TrendPoint> = trend.points.iter().filter(|point| point.value.is_finite()).collect();
    let days = || points.iter().map(|point| point.day);
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        let sentence =
            if trend.sentence.is_empty() { "No session has a value to follow." } else { &trend.sentence };
        return nothing::draw(scene, area, style, sentence);
    };
    if too_small(area) {
        return Vec::new();
    }
    let caption = if trend.name.is_empty() {
        trend.unit.symbol().to_owned()
    } else {
        format!("{}, {}", trend.name, trend.unit.symbol())
    };
    sentence(scene, &mut area, style, trend);
    head(scene, &mut area, style, trend, &caption);
    area.cut_bottom(style.em(1.7));
    let log = (!trend.soreness.is_empty() && area.h > style.em(12.0)).then(|| area.cut_bottom(style.em(4.4)));
    let y = y_scale(area.h, style, trend, &points);
    let left = gutter(&y.ticks, style).max(if log.is_some() { style.em(2.2) } else { 0.0 });
    area.cut_left(left);
    area.cut_right(style.em(1.2));
    let x = Scale::days(first, last, x_ticks(area.w, "28 May", style));
    let chart = Chart { frame: area, x, y };
    for race in &trend.races {
        let (from, to) = (day_number(race.from) - 0.5, day_number(race.to) + 0.5);
        chart.block(scene, (from, to), (chart.y.lo, chart.y.hi), Role::Purple.at(0.11));
        let (left, right) = (from.max(chart.x.lo), to.min(chart.x.hi));
        if left < right {
            let window = (chart.x_at(left), chart.x_at(right));
            let face = style.note(Role::Purple).bold().halo();
            let top = chart.frame.y + style.em(0.95);
            // Not on the edge of a band: then at the foot.
            let edge = trend.band.as_ref().map_or(f64::INFINITY, |band| chart.y_at(band.hi) - top);
            let y = if edge.abs() < style.em(1.2) { chart.frame.bottom() - style.em(0.5) } else { top };
            let word = super::race_word(&race.name);
            super::word_over(scene, face, &[&word, "race"], window, (chart.frame.x, chart.frame.right()), y);
        }
    }
    if let Some(band) = &trend.band {
        chart.block(scene, (chart.x.lo, chart.x.hi), (band.lo, band.hi), Role::Green.at(0.1));
    }
    chart.grid(scene);
    band_edges(scene, &chart, style, trend);
    line(scene, &chart, style, trend);
    dots(scene, &chart, style, &points);
    chart.y_labels(scene, style);
    let mut foot = chart.clone();
    if let Some(log) = log {
        soreness(scene, &chart, style, &trend.soreness, log);
        foot.frame.h = log.bottom() - chart.frame.y;
    }
    foot.x_labels(scene, style, "");
    vec![panel(&chart, trend, &points)]
}

/// The log of soreness in a strip of its own with a scale of its own: a bar a day that was logged, nothing where none was.
fn soreness(scene: &mut Scene, chart: &Chart, style: Type, log: &[(Date, f64)], mut strip: Rect) {
    strip.cut_top(style.em(0.5));
    let caption = strip.cut_top(style.em(1.5));
    let strip = Rect::new(chart.frame.x, strip.y, chart.frame.w, strip.h);
    let face = style.note(Role::Mute);
    let texts =
        ["Soreness as logged, 0 to 10: shown beside, nothing is inferred", "Soreness as logged, 0 to 10"];
    let text = texts.into_iter().find(|text| face.width(text) <= strip.w).unwrap_or("Soreness");
    scene.try_text(text, face, Anchor::Start, strip.x, caption.y + style.em(0.95));
    let edge = Stroke::new(Role::Grid, 1.0).flat();
    for (label, y) in [("10", strip.y), ("0", strip.bottom())] {
        scene.line([(strip.x, y), (strip.right(), y)], edge);
        scene.try_text(label, face, Anchor::End, strip.x - style.em(0.6), y + 0.35 * face.size);
    }
    let width = (0.7 * strip.w / (chart.x.hi - chart.x.lo)).clamp(0.8, style.em(0.7));
    for (day, score) in log.iter().filter(|(_, score)| score.is_finite()) {
        let at = day_number(*day);
        if (chart.x.lo..=chart.x.hi).contains(&at) {
            // A logged 0 is a hair, which is not the same as nothing.
            let height = (strip.h * score.clamp(0.0, 10.0) / 10.0).max(1.0);
            let bar = Rect::new(chart.x_at(at) - width / 2.0, strip.bottom() - height, width, height);
            scene.rect(bar, 0.0, Role::Red.at(0.7));
        }
    }
}

fn sentence(scene: &mut Scene, area: &mut Rect, style: Type, trend: &Trend) {
    if area.h < style.em(12.0) {
        return;
    }
    let face = style.heading();
    // In a narrow figure it takes more lines: its end is its caveat.
    let most = if area.w < style.em(30.0) && area.h > style.em(24.0) { 6 } else { 2 };
    for line in text::wrap(&text::clean(&trend.sentence), face.size, face.weight, area.w, most) {
        let row = area.cut_top(style.em(1.5));
        scene.try_text(&line, face, Anchor::Start, row.x, row.y + style.em(1.0));
    }
    area.cut_top(style.em(0.3));
}

fn head(scene: &mut Scene, area: &mut Rect, style: Type, trend: &Trend, caption: &str) {
    let row = area.cut_top(style.em(2.0));
    let face = style.tick();
    let caption = face.fit(caption, row.w);
    scene.try_text(&caption, face, Anchor::Start, row.x, row.y + style.em(1.05));
    let has_interval = trend.points.iter().any(|point| point.ci95.is_some());
    let name = if has_interval { "Session, 95 % interval" } else { "Session" };
    let mut entries = vec![Entry::new(Shape::Disc, Role::Blue, name)];
    if trend.points.iter().any(|point| point.left_out) {
        entries.push(Entry::new(Shape::Circle, Role::Mute, "Left out"));
    }
    if trend.line.is_some() {
        entries.push(Entry::new(Shape::Band(0.2, 2.0), Role::Ink, "Robust line, 95 % interval"));
    }
    let room = row.w - face.width(&caption) - style.em(2.0);
    let legend = Legend::new(entries.clone(), style, room.max(0.0));
    if legend.height(style) < style.em(2.0) && legend.len() == entries.len() {
        legend.draw(scene, row, style, true);
        area.cut_top(style.em(0.3));
        return;
    }
    // In rows of its own where the figure is high enough.
    let legend = Legend::new(entries, style, row.w);
    if area.h - legend.height(style) > style.em(16.0) {
        let rows = area.cut_top(legend.height(style) + style.em(0.3));
        legend.draw(scene, rows, style, false);
    }
}

fn y_scale(height: f64, style: Type, trend: &Trend, points: &[&TrendPoint]) -> Scale {
    let whiskers =
        points.iter().flat_map(|point| [point.ci95.map(|ci| ci.0), point.ci95.map(|ci| ci.1)]).flatten();
    let line = trend.line.iter().flat_map(|line| [line.at_from.1, line.at_to.1]);
    let values = points.iter().map(|point| point.value).chain(line);
    let (lo, hi) = extent(values).unwrap_or((0.0, 1.0));
    let near = (hi - lo).max(hi.abs() * 0.005).max(1e-9);
    // A whisker or a band edge far away would squeeze the points flat: it runs out of the frame.
    let (mut low, mut high) = (lo, hi);
    let ends = trend.line.iter().flat_map(|l| [l.at_from.0, l.at_from.2, l.at_to.0, l.at_to.2]);
    for edge in whiskers.chain(ends).chain(trend.band.iter().flat_map(|band| [band.lo, band.hi])) {
        if edge > lo - near && edge < hi + near {
            (low, high) = (low.min(edge), high.max(edge));
        }
    }
    let pad = (high - low) * 0.05;
    Scale::linear(low - pad, high + pad, y_ticks(height, style))
}

fn band_edges(scene: &mut Scene, chart: &Chart, style: Type, trend: &Trend) {
    let Some(band) = &trend.band else { return };
    let dashes = Stroke::new(Role::Green, style.em(0.09).max(1.0)).dashed(style.em(0.4), style.em(0.3));
    chart.level(scene, band.lo, dashes);
    chart.level(scene, band.hi, dashes);
    if (chart.y.lo..=chart.y.hi).contains(&band.hi) {
        let face = style.note(Role::Green).halo();
        let label = face.fit(&band.label, chart.frame.w * 0.6);
        let width = face.width(&label);
        let dots = trend.points.iter().map(|point| chart.at(day_number(point.day), point.value));
        let dots: Vec<(f64, f64)> = dots.collect();
        // Above its upper edge, below that or above its lower one, left or right: where it covers fewest points.
        let (left, right) = (chart.frame.x + style.em(0.4), chart.frame.right() - style.em(0.4) - width);
        let mut levels = vec![chart.y_at(band.hi) - style.em(0.35), chart.y_at(band.hi) + style.em(1.05)];
        if band.lo > chart.y.lo {
            levels.push(chart.y_at(band.lo) - style.em(0.35));
        }
        let places = levels.into_iter().flat_map(|y| [(left, y), (right, y)]).collect();
        let places = calmest(face, width, places, &dots);
        places.into_iter().any(|(x, y)| scene.try_text(&label, face, Anchor::Start, x, y));
    }
}

fn line(scene: &mut Scene, chart: &Chart, style: Type, trend: &Trend) {
    let Some(line) = trend.line else { return };
    let (from, to) = (day_number(line.from), day_number(line.to));
    let ends = [line.at_from.0, line.at_from.1, line.at_from.2, line.at_to.0, line.at_to.1, line.at_to.2];
    if !ends.iter().all(|value| value.is_finite()) || from >= to {
        return;
    }
    let cut = |value: f64| value.clamp(chart.y.lo, chart.y.hi);
    let middle = |a: f64, b: f64| (from + (to - from) * 0.5, f64::midpoint(a, b));
    // The interval is narrowest where the data lie: drawn from its two known ends, straight.
    let upper = [(from, line.at_from.2), middle(line.at_from.2, line.at_to.2), (to, line.at_to.2)];
    let lower = [(to, line.at_to.0), middle(line.at_from.0, line.at_to.0), (from, line.at_from.0)];
    let outline = upper.into_iter().chain(lower).map(|(x, y)| (x, cut(y))).collect();
    chart.polygon(scene, outline, Role::Ink.at(0.12));
    let runs = [vec![(from, line.at_from.1), (to, line.at_to.1)]];
    chart.lines(scene, &runs, Stroke::new(Role::Ink, style.em(0.16).max(1.4)));
}

fn dots(scene: &mut Scene, chart: &Chart, style: Type, points: &[&TrendPoint]) {
    let radius = style.em(0.34).min(chart.frame.w / points.len().max(1) as f64 * 0.6).max(1.4);
    for point in points {
        let role = if point.left_out { Role::Mute } else { Role::Blue };
        let (x, y) = chart.at(day_number(point.day), point.value);
        if let Some((lo, hi)) = point.ci95.filter(|(lo, hi)| lo.is_finite() && hi.is_finite()) {
            let cut = |value: f64| chart.y_at(value.clamp(chart.y.lo, chart.y.hi));
            let whisker = Stroke::new(role.at(0.55), style.em(0.1).max(1.0));
            scene.line([(x, cut(lo)), (x, cut(hi))], whisker.flat());
        }
        if point.left_out {
            scene.ring(x, y, radius * 0.9, Role::Card, Stroke::new(role, style.em(0.12).max(1.0)));
        } else {
            scene.disc(x, y, radius, role);
        }
    }
}

fn panel(chart: &Chart, trend: &Trend, points: &[&TrendPoint]) -> Panel {
    let Rect { x, y, w, h } = chart.frame;
    let series = points.iter().map(|point| (day_number(point.day), point.value)).collect();
    Panel {
        frame: (x, y, w, h),
        x: (chart.x.lo, chart.x.hi),
        y: (chart.y.lo, chart.y.hi),
        x_kind: Axis::Day,
        name: trend.name.clone(),
        unit: trend.unit,
        decimals: trend.decimals,
        series: vec![("session".to_owned(), series)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::plot::fixtures;
    use crate::render::plot::scene::Mark;
    use jiff::ToSpan;

    fn drawn(trend: &Trend, height: f64) -> Scene {
        let mut scene = Scene::new(900.0, height);
        let area = scene.area().inset(10.0);
        draw(&mut scene, area, Type { base: 13.0 }, trend);
        scene
    }

    fn bars(scene: &Scene) -> usize {
        let red =
            |mark: &&Mark| matches!(mark, Mark::Rect { fill: Some(fill), .. } if fill.role == Role::Red);
        scene.marks.iter().filter(red).count()
    }

    #[test]
    fn a_phone_keeps_the_caveat_at_the_end_of_the_sentence() {
        let sentence = "+2.9° from first to last, +0.24° a week (95 % interval +0.05 to +0.37); less than two single sessions \
                        differ by chance";
        let trend = Trend { sentence: sentence.to_owned(), ..fixtures::trend(24) };
        let mut scene = Scene::new(262.0, 440.0);
        let area = scene.area().inset(4.0);
        draw(&mut scene, area, Type { base: 13.7 }, &trend);
        let said: Vec<&str> = scene.labels().map(|label| label.text.as_str()).collect();
        assert!(said.join(" ").contains(sentence), "{said:?}");
    }

    #[test]
    fn the_log_has_a_strip_of_its_own_with_a_bar_for_each_day_logged() {
        let plain = fixtures::trend(20);
        let first = plain.points[0].day;
        let soreness = vec![(first, 0.0), (first + 3.days(), 7.0), (first - 40.days(), 5.0)];
        let logged = Trend { soreness, ..plain.clone() };
        assert_eq!((bars(&drawn(&plain, 460.0)), bars(&drawn(&logged, 460.0))), (0, 2));
        let scene = drawn(&logged, 460.0);
        let says = |wanted: &str| scene.labels().any(|label| label.text.starts_with(wanted));
        assert!(says("Soreness as logged, 0 to 10") && says("10") && says("0"));
        // Where the plot itself has hardly room, it comes first.
        assert_eq!(bars(&drawn(&logged, 160.0)), 0);
    }
}
