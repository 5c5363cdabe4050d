//! The reps over distance, aligned where the skip starts: a panel each, or all in one.

use super::within;
use crate::render::plot::axis::{Scale, Tick};
use crate::render::plot::chart::{Chart, extent, gutter, y_ticks};
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::legend::{Entry, Legend, Shape, draw_mark};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Face, Scene, Stroke};
use crate::render::plot::{Axis, Panel};
use crate::report::LengthVerdict;
use crate::report::figure::{AlignedRep, DrillStrip};
use crate::units::{Unit, fixed};

/// A ring stands where a part ends, to so many metres.
const NEAR: f64 = 2.0;

/// How far the panels reach, m: 100, or as far as a rep was longer.
fn reach(reps: &[&AlignedRep]) -> f64 {
    let far = extent(reps.iter().flat_map(|rep| rep.speed.iter().map(|point| point.0)));
    far.map_or(100.0, |(_, hi)| hi).clamp(100.0, 160.0)
}

/// A distance axis from 0 to `far`, its last tick with the `unit` where it has room of its own.
fn metres(far: f64, width: f64, style: Type, unit: &str) -> Scale {
    let step: f64 = if width > style.em(14.0) { 20.0 } else { 50.0 };
    let last = (far / step).floor() * step;
    let ticks = (0..=8).map(|index: u32| f64::from(index) * step).filter(|at| *at <= far);
    let label = |at: f64| format!("{}{}", fixed(at, 0), if at >= last { unit } else { "" });
    Scale::fixed(0.0, far, ticks.map(|at| Tick { at, label: label(at) }).collect())
}

/// The verdict of a rep's stride; a skip's length has its own interval in the strip.
fn mark_of(verdict: Option<LengthVerdict>) -> (Shape, Role, &'static str) {
    match verdict {
        Some(LengthVerdict::InRange) => (Shape::Disc, Role::Green, "stride in range"),
        Some(LengthVerdict::Uncertain) => (Shape::Circle, Role::Mute, "stride uncertain"),
        Some(LengthVerdict::OutOfRange) => (Shape::Cross, Role::Red, "stride out of range"),
        None => (Shape::Square, Role::Mute, "not judged"),
    }
}

/// The verdict of a rep that has a stride.
fn verdict(rep: &AlignedRep) -> Option<Option<LengthVerdict>> {
    rep.stride.map(|_| rep.verdict)
}

fn panel(chart: &Chart, name: String, series: Vec<(String, Vec<(f64, f64)>)>) -> Panel {
    let Rect { x, y, w, h } = chart.frame;
    Panel {
        frame: (x, y, w, h),
        x: (chart.x.lo, chart.x.hi),
        y: (chart.y.lo, chart.y.hi),
        x_kind: Axis::Metres,
        name,
        unit: Unit::MetresPerSecond,
        decimals: 1,
        series,
    }
}

/// All reps in one panel.
pub(super) fn overlay(
    scene: &mut Scene,
    mut area: Rect,
    style: Type,
    strip: &DrillStrip,
    reps: &[&AlignedRep],
    top: f64,
) -> Panel {
    let head = area.cut_top(style.em(2.0));
    let face = style.tick();
    let skips = reps.iter().any(|rep| rep.skip_end.is_some());
    let from = if skips { "skip" } else { "stride" };
    let texts = [
        format!(
            "All reps, from the start of the {from}, m/s · shaded: its end as prescribed, and the stride’s"
        ),
        format!("All reps from the {from}, m/s · shaded: ends as prescribed"),
        "All reps, m/s · shaded: as prescribed".to_owned(),
        "All reps, m/s".to_owned(),
    ];
    let texts = texts.into_iter().skip(usize::from(!skips));
    let text = texts.clone().find(|text| face.width(text) <= area.w).unwrap_or_default();
    scene.try_text(&text, face, Anchor::Start, head.x, head.y + style.em(1.05));
    area.cut_bottom(style.em(1.7));
    let y = Scale::linear(0.0, top * 1.05, y_ticks(area.h, style));
    area.cut_left(gutter(&y.ticks, style));
    area.cut_right(style.em(1.4));
    let chart = Chart { frame: area, x: metres(reach(reps), area.w, style, " m"), y };
    let height = (chart.y.lo, chart.y.hi);
    if skips {
        chart.block(scene, strip.skip_range, height, Role::Amber.at(0.16));
    }
    // A stride starts where its skip ended: the earliest and the latest end that the prescription allows.
    let starts = extent(reps.iter().filter_map(|rep| rep.stride).map(|(start, _)| start));
    if let Some((from, to)) = starts {
        let (lo, hi) = strip.stride_range;
        chart.block(scene, (from + lo, to + hi), height, Role::Blue.at(0.13));
    }
    chart.grid(scene);
    for rep in reps {
        chart.lines(scene, std::slice::from_ref(&rep.speed), Stroke::new(Role::Mute.at(0.6), style.em(0.08)));
        parts(scene, &chart, (style, strip.judged), rep, 0.75);
    }
    chart.y_labels(scene, style);
    chart.x_labels(scene, style, "");
    let series = reps.iter().map(|rep| (format!("rep {}", rep.number), rep.speed.clone())).collect();
    panel(&chart, "Reps".to_owned(), series)
}

/// The skip and the stride of a rep, each in its colour, with a ring where it ends.
fn parts(scene: &mut Scene, chart: &Chart, (style, judged): (Type, bool), rep: &AlignedRep, weight: f64) {
    let stride = if judged { Role::Blue } else { Role::Mute };
    let parts = [(rep.skip_end.map(|end| (0.0, end)), Role::Amber), (rep.stride, stride)];
    for (part, role) in parts {
        let Some((from, to)) = part.filter(|(from, to)| from.is_finite() && to.is_finite()) else { continue };
        let piece = cut(&rep.speed, from, to);
        chart.lines(scene, std::slice::from_ref(&piece), Stroke::new(role, style.em(0.2 * weight).max(1.4)));
        // No ring where the speed is not known as far as the end.
        if let Some(end) = piece.last().filter(|end| end.0 <= chart.x.hi && to - end.0 < NEAR) {
            let (x, y) = chart.at(end.0, end.1.clamp(chart.y.lo, chart.y.hi));
            scene.ring(x, y, style.em(0.3 * weight), Role::Card, Stroke::new(role, style.em(0.16 * weight)));
        }
    }
}

/// Each rep over distance, in small panels that share their axes.
pub(super) fn multiples(
    scene: &mut Scene,
    mut area: Rect,
    style: Type,
    strip: &DrillStrip,
    reps: &[&AlignedRep],
    top: f64,
) -> Vec<Panel> {
    let mut head = area.cut_top(style.em(2.6));
    head.cut_top(style.em(0.8));
    let y = Scale::linear(0.0, top * 1.05, 3);
    area.cut_left(gutter(&y.ticks, style));
    area.cut_right(style.em(1.3));
    let gap = style.em(1.3);
    let across = ((area.w / style.em(9.5)) as usize).clamp(1, reps.len().clamp(1, 8));
    let down = ((area.h / style.em(8.0)) as usize).clamp(1, reps.len().div_ceil(across));
    let across = across.min(reps.len().div_ceil(down));
    let shown: Vec<&AlignedRep> = reps.iter().copied().take(across * down).collect();
    let width = (area.w - gap * (across - 1) as f64) / across as f64;
    let worded = shown.iter().all(|rep| words_width(rep, style) <= width);
    heading(scene, head, style, strip, &shown, (reps.len(), worded));
    let far = reach(reps);
    let mut panels = Vec::new();
    for (row, reps) in area.rows(down, style.em(0.4)).into_iter().zip(shown.chunks(across)) {
        for (index, (mut cell, rep)) in row.columns(across, gap).into_iter().zip(reps).enumerate() {
            let head = cell.cut_top(style.em(1.7));
            cell.cut_bottom(style.em(1.7));
            let chart = Chart { frame: cell, x: metres(far, cell.w, style, ""), y: y.clone() };
            words(scene, head, style, rep, worded);
            one(scene, &chart, style, strip, rep);
            if index == 0 {
                chart.y_labels(scene, style);
            }
            panels.push(panel(
                &chart,
                format!("Rep {}", rep.number),
                vec![("speed".to_owned(), rep.speed.clone())],
            ));
        }
    }
    panels
}

/// What the panels show, and what the marks mean where the panels have no room for the words.
fn heading(
    scene: &mut Scene,
    head: Rect,
    style: Type,
    strip: &DrillStrip,
    shown: &[&AlignedRep],
    (total, worded): (usize, bool),
) {
    let (face, note) = (style.heading(), style.tick());
    let baseline = head.y + style.em(1.0);
    let title = "Each rep over distance, m";
    scene.try_text(title, face, Anchor::Start, head.x, baseline);
    let left = head.x + face.width(title) + style.em(0.8);
    let mut right = head.right();
    if !worded {
        let seen = |kind: Option<LengthVerdict>| shown.iter().any(|rep| verdict(rep) == Some(kind));
        let kinds = [LengthVerdict::InRange, LengthVerdict::Uncertain, LengthVerdict::OutOfRange];
        let entries = kinds.map(Some).into_iter().chain([None]);
        let entries = entries.filter(|kind| seen(*kind)).map(|kind| {
            let (shape, role, word) = mark_of(kind);
            Entry::new(shape, role, word)
        });
        let legend = Legend::new(entries.collect(), style, (right - left).max(0.0));
        if legend.height(style) < style.em(2.0) {
            legend.draw(scene, head, style, true);
            right -= legend.width() + style.em(1.5);
        }
    }
    let (skip, stride) = (strip.skip_range, strip.stride_range);
    let ends = if strip.reps.iter().any(|rep| rep.skip.is_some()) {
        format!("the ends of a {} m skip and of a {} m stride", range(skip), range(stride))
    } else {
        format!("the end of a {} m stride", range(stride))
    };
    let count = if shown.len() < total { format!("{} of {total} · ", shown.len()) } else { String::new() };
    let texts = [
        format!("{count}shaded: {ends}"),
        format!("{count}shaded: as prescribed"),
        count.trim_end_matches(" · ").to_owned(),
    ];
    if let Some(text) = texts.iter().find(|text| note.width(text) <= right - left) {
        scene.try_text(text, note, Anchor::Start, left, baseline);
    }
}

/// `50–80`.
fn range((lo, hi): (f64, f64)) -> String {
    format!("{}–{}", fixed(lo, 0), fixed(hi, 0))
}

fn one(scene: &mut Scene, chart: &Chart, style: Type, strip: &DrillStrip, rep: &AlignedRep) {
    let height = (chart.y.lo, chart.y.hi);
    if rep.skip_end.is_some() {
        chart.block(scene, strip.skip_range, height, Role::Amber.at(0.16));
    }
    if let Some((start, _)) = rep.stride {
        let (lo, hi) = strip.stride_range;
        chart.block(scene, (start + lo, start + hi), height, Role::Blue.at(0.13));
    }
    chart.grid(scene);
    chart.lines(scene, std::slice::from_ref(&rep.speed), Stroke::new(Role::Mute, style.em(0.1).max(1.0)));
    parts(scene, chart, (style, strip.judged), rep, 1.0);
    chart.x_labels(scene, style, "");
}

/// `15 + 65 m`; a question mark where only its speed speaks for the skip.
fn lengths(rep: &AlignedRep) -> String {
    let skip = rep
        .skip_end
        .filter(|end| end.is_finite())
        .map(|end| format!("{}{}", fixed(end, 0), if rep.skip_confirmed { "" } else { "?" }));
    let stride =
        rep.stride.filter(|(from, to)| (to - from).is_finite()).map(|(from, to)| fixed(to - from, 0));
    let parts: Vec<String> = skip.into_iter().chain(stride).collect();
    if parts.is_empty() { String::new() } else { format!("{} m", parts.join(" + ")) }
}

fn words_width(rep: &AlignedRep, style: Type) -> f64 {
    let word = |verdict| style.note(Role::Ink).width(mark_of(verdict).2) + style.em(2.2);
    let verdict = verdict(rep).map_or(0.0, word);
    style.tick().bold().width(&rep.number.to_string())
        + style.em(0.6)
        + style.tick().width(&lengths(rep))
        + verdict
}

/// The rep's number, its lengths, and the stride's verdict by shape, and by word where all panels have room for it.
fn words(scene: &mut Scene, head: Rect, style: Type, rep: &AlignedRep, worded: bool) {
    let baseline = head.y + style.em(1.0);
    let bold = Face { role: Role::Ink, ..style.tick().bold() };
    let number = rep.number.to_string();
    scene.try_text(&number, bold, Anchor::Start, head.x, baseline);
    let left = head.x + bold.width(&number) + style.em(0.5);
    let mut right = head.right();
    if let Some((shape, role, word)) = verdict(rep).map(mark_of) {
        let note = style.note(role);
        if worded {
            scene.try_text(word, note, Anchor::End, right, baseline);
            right -= note.width(word) + style.em(0.7);
        } else {
            right -= style.em(0.35);
        }
        draw_mark(scene, shape, role, (right, baseline - 0.34 * note.size), style.em(0.3));
        right -= style.em(0.8);
    }
    let face = style.tick();
    scene.try_text(&face.fit(&lengths(rep), right - left), face, Anchor::Start, left, baseline);
}

/// The part of a run between two abscissas, with its ends put in between the samples.
fn cut(run: &[(f64, f64)], from: f64, to: f64) -> Vec<(f64, f64)> {
    let mut out = Vec::new();
    for pair in run.windows(2) {
        let [(x0, y0), (x1, y1)] = *pair else { continue };
        for end in [from, to] {
            if x0 < end && end < x1 && (y0 + y1).is_finite() {
                out.push((end, y0 + (y1 - y0) * (end - x0) / (x1 - x0)));
            }
        }
    }
    out.extend(within(run, (from, to)));
    out.sort_by(|a, b| a.0.total_cmp(&b.0));
    out
}
