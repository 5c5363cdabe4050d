//! Skip-then-stride reps: the run as a strip with the reps marked, and each rep over distance against the prescription.

use super::{nothing, too_small};
use crate::drills::{LengthVerdict, MeasuredLength, Rep};
use crate::render::plot::axis::{Scale, Tick, clock, in_hours};
use crate::render::plot::chart::{Chart, extent, gutter, x_ticks, y_ticks};
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::legend::{Entry, Legend, Shape, draw_mark};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Face, Scene, Stroke};
use crate::render::plot::{Axis, Panel};
use crate::report::figure::{AlignedRep, DrillStrip};
use crate::units::Unit;

/// Draws the strip, and below it the reps where there is room.
pub(crate) fn draw(scene: &mut Scene, mut area: Rect, style: Type, strip: &DrillStrip) -> Vec<Panel> {
    let speeds = || strip.speed.iter().flatten().filter(|(t, v)| t.is_finite() && v.is_finite());
    if speeds().next().is_none() {
        return nothing::draw(scene, area, style, "This run holds no speed to find a drill in.");
    }
    if too_small(area) {
        return Vec::new();
    }
    let whole = extent(speeds().map(|point| point.0)).unwrap_or((0.0, 1.0));
    let reps = extent(strip.reps.iter().flat_map(ends));
    // Around the reps, with a minute on either side; the whole run where there is none.
    let (from, to) = reps.map_or(whole, |(from, to)| ((from - 60.0).max(whole.0), (to + 60.0).min(whole.1)));
    let top = extent(speeds().filter(|(t, _)| (from..=to).contains(t)).map(|point| point.1));
    let top = top.map_or(1.0, |(_, hi)| hi).clamp(0.5, 15.0);
    let aligned: Vec<&AlignedRep> = strip.aligned.iter().filter(|rep| rep.speed.len() > 1).collect();
    let lower = if !aligned.is_empty() && area.h > style.em(21.0) {
        area.cut_bottom(area.h * 0.46)
    } else {
        area.cut_bottom(0.0)
    };
    head(scene, &mut area, style, strip);
    let mut panels = vec![Strip { strip, style, top }.draw(scene, area, (from, to))];
    if lower.h > style.em(7.0) {
        panels.extend(multiples(scene, lower, style, strip, &aligned, top));
    }
    panels
}

/// Where a rep starts and ends, elapsed seconds.
fn ends(rep: &Rep) -> impl Iterator<Item = f64> {
    let skip = rep.skip.iter().flat_map(|skip| [skip.span.start.get(), skip.span.end.get()]);
    let stride = rep.stride.iter().flat_map(|stride| [stride.span.start.get(), stride.span.end.get()]);
    skip.chain(stride).filter(|time| time.is_finite()).collect::<Vec<_>>().into_iter()
}

fn head(scene: &mut Scene, area: &mut Rect, style: Type, strip: &DrillStrip) {
    let row = area.cut_top(style.em(2.0));
    let face = style.tick();
    scene.try_text("Speed, m/s", face, Anchor::Start, row.x, row.y + style.em(1.05));
    let mut entries = vec![
        Entry::new(Shape::Band(0.3, 0.0), Role::Amber, "Skip"),
        Entry::new(Shape::Band(0.3, 0.0), Role::Blue, "Stride"),
    ];
    if strip.jog.is_some_and(f64::is_finite) {
        entries.push(Entry::new(Shape::Dots, Role::Mute, "Own jog"));
    }
    let legend = Legend::new(entries, style, row.w - face.width("Speed, m/s") - style.em(2.0));
    if legend.height(style) < style.em(2.0) {
        legend.draw(scene, row, style, true);
    }
}

/// The run over time.
struct Strip<'a> {
    strip: &'a DrillStrip,
    style: Type,
    /// The highest speed shown, m/s.
    top: f64,
}

impl Strip<'_> {
    fn draw(&self, scene: &mut Scene, mut area: Rect, (from, to): (f64, f64)) -> Panel {
        let (style, strip) = (self.style, self.strip);
        let caption = area.h > style.em(10.0);
        area.cut_bottom(style.em(if caption { 3.0 } else { 1.7 }));
        // Room above the curve for the pills.
        let pills = if area.h > style.em(5.0) { 1.0 + style.em(3.4) / area.h } else { 1.05 };
        let y = Scale::linear(0.0, self.top * pills, y_ticks(area.h, style));
        area.cut_left(gutter(&y.ticks, style));
        area.cut_right(style.em(0.6));
        let hours = in_hours(to);
        let x = Scale::elapsed(from, to, x_ticks(area.w, &clock(to, hours), style));
        let chart = Chart { frame: area, x, y };
        let parts = self.parts();
        for part in &parts {
            chart.block(scene, part.time, (0.0, chart.y.hi), part.role.at(0.11));
        }
        chart.grid(scene);
        if let Some(jog) = strip.jog.filter(|jog| jog.is_finite()) {
            let dots = Stroke::new(Role::Mute, style.em(0.1).max(1.0)).dashed(style.em(0.12), style.em(0.3));
            chart.level(scene, jog, dots);
        }
        let shown: Vec<Vec<(f64, f64)>> = strip.speed.iter().map(|run| within(run, (from, to))).collect();
        chart.lines(scene, &shown, Stroke::new(Role::Mute, style.em(0.11).max(1.0)));
        for part in &parts {
            for run in &shown {
                let piece = within(run, part.time);
                chart.area(scene, &piece, 0.0, part.role.at(0.27));
                chart.lines(scene, &[piece], Stroke::new(part.role, style.em(0.18).max(1.5)));
            }
        }
        for part in &parts {
            self.pill(scene, &chart, part, &shown);
        }
        chart.y_labels(scene, style);
        let unit = if hours { "Elapsed time, h:mm" } else { "Elapsed time, min:s" };
        chart.x_labels(scene, style, if caption { unit } else { "" });
        let Rect { x, y, w, h } = chart.frame;
        Panel {
            frame: (x, y, w, h),
            x: (chart.x.lo, chart.x.hi),
            y: (chart.y.lo, chart.y.hi),
            x_kind: Axis::Elapsed,
            name: "Speed".to_owned(),
            unit: Unit::MetresPerSecond,
            decimals: 1,
            series: vec![("speed".to_owned(), shown.iter().flat_map(|run| chart.thin(run)).collect())],
        }
    }

    fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        for rep in &self.strip.reps {
            if let Some(skip) = &rep.skip {
                let time = (skip.span.start.get(), skip.span.end.get());
                let sure = skip.confirmed;
                parts.push(Part {
                    time,
                    role: Role::Amber,
                    metres: skip.metres,
                    verdict: skip.verdict,
                    sure,
                });
            }
            if let Some(stride) = &rep.stride {
                let time = (stride.span.start.get(), stride.span.end.get());
                parts.push(Part {
                    time,
                    role: Role::Blue,
                    metres: stride.metres,
                    verdict: stride.verdict,
                    sure: true,
                });
            }
        }
        parts.retain(|part| {
            part.time.0.is_finite() && part.time.1.is_finite() && part.metres.value.is_finite()
        });
        parts
    }

    /// The length in a pill above the part, with its interval where there is room: `65 m`, `61–69`.
    fn pill(&self, scene: &mut Scene, chart: &Chart, part: &Part, shown: &[Vec<(f64, f64)>]) {
        let style = self.style;
        let peak = extent(shown.iter().flat_map(|run| within(run, part.time)).map(|point| point.1));
        let (middle, above) =
            chart.at(f64::midpoint(part.time.0, part.time.1), peak.map_or(0.0, |(_, hi)| hi).min(chart.y.hi));
        let interval = format!("{:.0}–{:.0}", part.metres.lo, part.metres.hi);
        let sign = if part.sure { "" } else { "?" };
        let long = format!("{:.0} m{sign}", part.metres.value);
        let short = format!("{:.0}{sign}", part.metres.value);
        let face = Face::new(style.em(0.92), Role::Card).bold();
        let small = style.note(Role::Mute).halo();
        let height = style.em(1.5);
        for (text, with_interval) in [(&long, true), (&long, false), (&short, false)] {
            let half = face.width(text) / 2.0 + style.em(0.55);
            let extra = if with_interval { style.em(1.15) } else { 0.0 };
            // A pill may not lie on another's text, nor leave the frame.
            for lift in [0.0, 1.6] {
                let bottom = above - style.em(0.45 + lift) - extra;
                let reach = if with_interval { half.max(small.width(&interval) / 2.0) } else { half };
                // A skip's pill ends where the skip ends: its stride starts there.
                let x = if part.role == Role::Amber {
                    middle.min(chart.x_at(part.time.1) - half)
                } else {
                    middle
                };
                let area = Rect::new(x - reach, bottom - height, 2.0 * reach, height + extra);
                let room =
                    Rect::new(chart.frame.x, chart.frame.y - style.em(0.4), chart.frame.w, chart.frame.h);
                if room.holds(area) && scene.is_free(area.grown(style.em(0.12))) {
                    let pill = Rect::new(x - half, bottom - height, 2.0 * half, height);
                    let rim =
                        (part.verdict == LengthVerdict::OutOfRange).then(|| Stroke::new(Role::Red, 2.0));
                    scene.framed(pill, height / 2.0, Some(part.role.into()), rim);
                    scene.try_text(text, face, Anchor::Middle, x, bottom - height / 2.0 + 0.36 * face.size);
                    if with_interval {
                        scene.try_text(&interval, small, Anchor::Middle, x, bottom + style.em(0.98));
                    }
                    return;
                }
            }
        }
    }
}

/// A skip or a stride on the strip.
struct Part {
    time: (f64, f64),
    role: Role,
    metres: MeasuredLength,
    verdict: LengthVerdict,
    /// False for a skip that only its speed speaks for.
    sure: bool,
}

/// The points of a run between two abscissas.
fn within(run: &[(f64, f64)], (from, to): (f64, f64)) -> Vec<(f64, f64)> {
    run.iter().copied().filter(|(x, y)| (from..=to).contains(x) && y.is_finite()).collect()
}

/// Each rep over distance, in small panels that share their axes.
fn multiples(
    scene: &mut Scene,
    mut area: Rect,
    style: Type,
    strip: &DrillStrip,
    reps: &[&AlignedRep],
    top: f64,
) -> Vec<Panel> {
    let mut head = area.cut_top(style.em(2.6));
    head.cut_top(style.em(0.8));
    let face = style.heading();
    let title = "Each rep over distance";
    scene.try_text(title, face, Anchor::Start, head.x, head.y + style.em(1.0));
    let note = style.tick();
    let (skip, stride) = (strip.skip_range, strip.stride_range);
    let text = format!(
        "shaded: where a skip of {:.0}–{:.0} m ends, and a stride of {:.0}–{:.0} m after it",
        skip.0, skip.1, stride.0, stride.1
    );
    let x = head.x + face.width(title) + style.em(0.8);
    let mut right = head.right();
    let across = ((area.w / style.em(10.5)) as usize).clamp(1, reps.len().clamp(1, 8));
    let down = ((area.h / style.em(9.0)) as usize).clamp(1, reps.len().div_ceil(across));
    let across = across.min(reps.len().div_ceil(down));
    // The last panel gives way to a word where not all fit.
    let shown = reps.len().min(across * down);
    let far =
        extent(reps.iter().flat_map(|rep| rep.speed.iter().map(|point| point.0))).map_or(100.0, |(_, hi)| hi);
    let far = far.clamp(100.0, 160.0);
    let mut panels = Vec::new();
    let rows = area.rows(down, style.em(0.4));
    for (row, reps) in rows.into_iter().zip(reps.iter().take(shown).collect::<Vec<_>>().chunks(across)) {
        for (index, (cell, rep)) in row.columns(across, style.em(1.1)).into_iter().zip(reps).enumerate() {
            panels.push(one(scene, cell, style, strip, rep, (top, far), index == 0));
        }
    }
    if shown < reps.len() {
        let text = format!("{shown} of {} reps", reps.len());
        if scene.try_text(&text, note, Anchor::End, head.right(), head.y + style.em(1.0)) {
            right -= note.width(&text) + style.em(1.5);
        }
    }
    scene.try_text(&note.fit(&text, right - x), note, Anchor::Start, x, head.y + style.em(1.0));
    panels
}

fn one(
    scene: &mut Scene,
    mut cell: Rect,
    style: Type,
    strip: &DrillStrip,
    rep: &AlignedRep,
    (top, far): (f64, f64),
    first: bool,
) -> Panel {
    let head = cell.cut_top(style.em(1.6));
    cell.cut_bottom(style.em(1.7));
    let y = Scale::linear(0.0, top * 1.05, y_ticks(cell.h, style).min(3));
    // Each panel keeps the gutter, so that all plots are equally wide.
    cell.cut_left(gutter(&y.ticks, style));
    cell.cut_right(style.em(1.3));
    let step: f64 = if cell.w > style.em(14.0) { 20.0 } else { 50.0 };
    let ticks = (0..=8).map(|index: u32| f64::from(index) * step);
    let last = (far / step).floor() * step;
    let label = |at: f64| if at >= last { format!("{at:.0} m") } else { format!("{at:.0}") };
    let ticks = ticks.filter(|at| *at <= far).map(|at| Tick { at, label: label(at) }).collect();
    let chart = Chart { frame: cell, x: Scale::fixed(0.0, far, ticks), y };
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
    let parts = [(rep.skip_end.map(|end| (0.0, end)), Role::Amber), (rep.stride, Role::Blue)];
    for (part, role) in parts {
        let Some((from, to)) = part.filter(|(from, to)| from.is_finite() && to.is_finite()) else { continue };
        chart.lines(scene, &[cut(&rep.speed, from, to)], Stroke::new(role, style.em(0.2).max(1.6)));
        if to <= far {
            // The end of a part, on its curve.
            if let Some(point) = cut(&rep.speed, from, to).last() {
                let (x, y) = chart.at(point.0, point.1.clamp(height.0, height.1));
                scene.ring(x, y, style.em(0.3), Role::Card, Stroke::new(role, style.em(0.16)));
            }
        }
    }
    let baseline = head.y + style.em(1.0);
    let face = style.tick().bold();
    let face = Face { role: Role::Ink, ..face };
    let name = format!("{}", rep.number);
    scene.try_text(&name, face, Anchor::Start, chart.frame.x, baseline);
    words(scene, &chart, style, rep, chart.frame.x + face.width(&name) + style.em(0.6), baseline);
    if first {
        chart.y_labels(scene, style);
    }
    chart.x_labels(scene, style, "");
    let Rect { x, y, w, h } = chart.frame;
    Panel {
        frame: (x, y, w, h),
        x: (chart.x.lo, chart.x.hi),
        y: height,
        x_kind: Axis::Metres,
        name: format!("Rep {}", rep.number),
        unit: Unit::MetresPerSecond,
        decimals: 1,
        series: vec![("speed".to_owned(), rep.speed.clone())],
    }
}

/// `15 + 65 m`, and the stride's verdict by shape and word.
fn words(scene: &mut Scene, chart: &Chart, style: Type, rep: &AlignedRep, left: f64, baseline: f64) {
    let face = style.tick();
    let skip = rep.skip_end.map(|end| format!("{end:.0}{}", if rep.skip_confirmed { "" } else { "?" }));
    let stride = rep.stride.map(|(from, to)| format!("{:.0}", to - from));
    let parts: Vec<String> = skip.into_iter().chain(stride).collect();
    let text = format!("{} m", parts.join(" + "));
    scene.try_text(&face.fit(&text, chart.frame.right() - left), face, Anchor::Start, left, baseline);
    let Some(verdict) = rep.verdict else { return };
    let (shape, role, word) = match verdict {
        LengthVerdict::InRange => (Shape::Disc, Role::Green, "in range"),
        LengthVerdict::Uncertain => (Shape::Circle, Role::Mute, "uncertain"),
        LengthVerdict::OutOfRange => (Shape::Cross, Role::Red, "out of range"),
    };
    let note = Face { role, ..style.note(role) };
    let right = chart.frame.right();
    let mark = if scene.try_text(word, note, Anchor::End, right, baseline) {
        right - note.width(word) - style.em(0.7)
    } else {
        right - style.em(0.4)
    };
    let area = Rect::new(mark - style.em(0.45), baseline - style.em(0.7), style.em(0.9), style.em(0.8));
    if scene.is_free(area) {
        draw_mark(scene, shape, role, (mark, baseline - 0.34 * note.size), style.em(0.3));
    }
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
