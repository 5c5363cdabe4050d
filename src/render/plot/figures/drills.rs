//! Skip-then-stride reps: the run as a strip with the reps marked, and each rep over distance against the prescription.

mod reps;

use super::{nothing, too_small};
use crate::render::plot::axis::{Scale, clock, in_hours};
use crate::render::plot::chart::{Chart, extent, gutter, x_ticks, y_ticks};
use crate::render::plot::layout::{Rect, SMALLEST, Type};
use crate::render::plot::legend::{Entry, Legend, Shape};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Face, Scene, Stroke};
use crate::render::plot::{Axis, Panel};
use crate::report::figure::{AlignedRep, DrillStrip};
use crate::report::{LengthVerdict, MeasuredLength, Rep, Skip, Stride};
use crate::units::{Unit, fixed};

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
    let overlaid = !aligned.is_empty() && area.w > style.em(58.0) && area.h <= style.em(21.0);
    // On a phone the panels stand in more rows.
    let share = if area.w < style.em(40.0) && area.h > style.em(32.0) {
        (1.0 - style.em(20.0) / area.h).max(0.58)
    } else {
        0.46
    };
    let below = !aligned.is_empty() && area.h > style.em(21.0);
    let lower = area.cut_bottom(if below { area.h * share } else { 0.0 });
    let beside = if overlaid { area.cut_right(area.w * 0.3) } else { Rect::new(area.x, area.y, 0.0, 0.0) };
    if overlaid {
        area.cut_right(style.em(1.6));
    }
    let caption = head(scene, &mut area, style, strip);
    if strip.reps.is_empty() {
        let row = area.cut_top(style.em(1.8));
        let face = style.heading();
        let text = face.fit("No skip-then-stride rep was found in this run.", row.w);
        scene.try_text(&text, face, Anchor::Start, row.x, row.y + style.em(0.9));
    }
    let (panel, unsaid) = Strip { strip, style, top }.draw(scene, area, (from, to));
    say(scene, caption, style, strip, unsaid);
    let mut panels = vec![panel];
    if overlaid {
        panels.push(reps::overlay(scene, beside, style, strip, &aligned, top));
    } else if lower.h > style.em(7.0) {
        panels.extend(reps::multiples(scene, lower, style, strip, &aligned, top));
    }
    panels
}

/// Where a rep starts and ends, elapsed seconds.
fn ends(rep: &Rep) -> impl Iterator<Item = f64> {
    let skip = rep.skip.iter().flat_map(|skip| [skip.span.start.get(), skip.span.end.get()]);
    let stride = rep.stride.iter().flat_map(|stride| [stride.span.start.get(), stride.span.end.get()]);
    skip.chain(stride).filter(|time| time.is_finite()).collect::<Vec<_>>().into_iter()
}

/// The legend; gives the room that it leaves for the caption.
fn head(scene: &mut Scene, area: &mut Rect, style: Type, strip: &DrillStrip) -> Rect {
    let row = area.cut_top(style.em(2.0));
    area.cut_top(style.em(0.3));
    let face = style.tick();
    let caption = "Speed, m/s";
    let mut entries = Vec::new();
    if strip.reps.iter().any(|rep| rep.skip.is_some()) {
        entries.push(Entry::new(Shape::Band(0.3, 0.0), Role::Amber, "Skip"));
    }
    if strip.reps.iter().any(|rep| rep.stride.is_some()) {
        entries.push(if strip.judged {
            Entry::new(Shape::Band(0.3, 0.0), Role::Blue, "Stride")
        } else {
            Entry::new(Shape::Band(0.3, 0.0), Role::Mute, "Fast stretch, not judged")
        });
    }
    if strip.jog.is_some_and(f64::is_finite) {
        entries.push(Entry::new(Shape::Dots, Role::Mute, "Own jog"));
    }
    if parts(strip).iter().any(|part| part.judged && part.verdict == LengthVerdict::OutOfRange) {
        entries.push(Entry::new(Shape::Circle, Role::Red, "Out of range"));
    }
    let legend = Legend::new(entries, style, row.w - face.width(caption) - style.em(2.0));
    if legend.height(style) < style.em(2.0) {
        legend.draw(scene, row, style, true);
    }
    Rect::new(row.x, row.y, row.w - legend.width() - style.em(2.0), row.h)
}

/// What the vertical axis counts, in as many words as there is room for, and how many lengths had none.
fn say(scene: &mut Scene, room: Rect, style: Type, strip: &DrillStrip, unsaid: usize) {
    let unsure = strip.reps.iter().filter_map(|rep| rep.skip.as_ref()).any(|skip| !skip.confirmed);
    let unsure = if unsure { " · a length with ? is a skip that its speed alone speaks for" } else { "" };
    let lengths = if unsaid == 1 { "1 length has" } else { &format!("{unsaid} lengths have") };
    let (long, short) = if unsaid > 0 {
        (format!(" · {lengths} no room"), format!(" · {unsaid} more"))
    } else {
        (String::new(), String::new())
    };
    let unit = "Speed, m/s";
    let texts =
        [format!("{unit}{unsure}{long}"), format!("{unit}{long}"), format!("{unit}{short}"), unit.to_owned()];
    let face = style.tick();
    let text = texts.into_iter().find(|text| face.width(text) <= room.w).unwrap_or_else(|| unit.to_owned());
    scene.try_text(&text, face, Anchor::Start, room.x, room.y + style.em(1.05));
}

/// The skips and strides whose place and length are known.
fn parts(strip: &DrillStrip) -> Vec<Part> {
    let skip = |skip: &Skip| Part {
        time: (skip.span.start.get(), skip.span.end.get()),
        role: Role::Amber,
        metres: skip.metres,
        verdict: skip.verdict,
        sure: skip.confirmed,
        judged: skip.confirmed,
    };
    let stride = |stride: &Stride| Part {
        time: (stride.span.start.get(), stride.span.end.get()),
        role: if strip.judged { Role::Blue } else { Role::Mute },
        metres: stride.metres,
        verdict: stride.verdict,
        sure: true,
        judged: strip.judged,
    };
    let of = |rep: &Rep| [rep.skip.as_ref().map(skip), rep.stride.as_ref().map(stride)];
    let known = |part: &Part| [part.time.0, part.time.1, part.metres.value].iter().all(|one| one.is_finite());
    strip.reps.iter().flat_map(of).flatten().filter(known).collect()
}

/// The run over time.
struct Strip<'a> {
    strip: &'a DrillStrip,
    style: Type,
    /// The highest speed shown, m/s.
    top: f64,
}

impl Strip<'_> {
    fn draw(&self, scene: &mut Scene, mut area: Rect, (from, to): (f64, f64)) -> (Panel, usize) {
        let (style, strip) = (self.style, self.strip);
        let caption = area.h > style.em(9.0);
        area.cut_bottom(style.em(if caption { 3.0 } else { 1.7 }));
        // Room above the curve for the pills, but never more than for the curve.
        let pills = (area.h / (area.h - style.em(3.6)).max(1.0)).min(2.0);
        let y = Scale::linear(0.0, self.top * pills, y_ticks(area.h, style));
        area.cut_left(gutter(&y.ticks, style));
        area.cut_right(style.em(0.6));
        let hours = in_hours(to);
        let x = Scale::elapsed(from, to, x_ticks(area.w, &clock(to, hours), style));
        let chart = Chart { frame: area, x, y };
        let parts = parts(strip);
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
        let said = parts.iter().filter(|part| self.pill(scene, &chart, part, &shown)).count();
        chart.y_labels(scene, style);
        let unit = if hours { "Elapsed time, h:mm" } else { "Elapsed time, m:ss" };
        chart.x_labels(scene, style, if caption { unit } else { "" });
        let Rect { x, y, w, h } = chart.frame;
        let panel = Panel {
            frame: (x, y, w, h),
            x: (chart.x.lo, chart.x.hi),
            y: (chart.y.lo, chart.y.hi),
            x_kind: Axis::Elapsed,
            name: "Speed".to_owned(),
            unit: Unit::MetresPerSecond,
            decimals: 1,
            series: vec![("speed".to_owned(), shown.iter().flat_map(|run| chart.thin(run)).collect())],
        };
        (panel, parts.len() - said)
    }

    /// The length in a pill above the part, with its interval where there is room: `65 m`, `61–69`. Says whether it had room.
    fn pill(&self, scene: &mut Scene, chart: &Chart, part: &Part, shown: &[Vec<(f64, f64)>]) -> bool {
        let style = self.style;
        let peak = extent(shown.iter().flat_map(|run| within(run, part.time)).map(|point| point.1));
        let (middle, above) =
            chart.at(f64::midpoint(part.time.0, part.time.1), peak.map_or(0.0, |(_, hi)| hi).min(chart.y.hi));
        let interval = format!("{}–{}", fixed(part.metres.lo, 0), fixed(part.metres.hi, 0));
        let sign = if part.sure { "" } else { "?" };
        let long = format!("{} m{sign}", fixed(part.metres.value, 0));
        let short = format!("{}{sign}", fixed(part.metres.value, 0));
        let face = Face::new(style.em(0.92).max(SMALLEST), Role::Card).bold();
        let small = style.note(Role::Mute).halo();
        let height = style.em(1.5);
        // Where reps are many, the lengths alone: the panels and the table have the rest.
        let crowded = self.strip.reps.len() > 16;
        for (text, with_interval) in [(&long, true), (&long, false), (&short, false)] {
            let half = face.width(text) / 2.0 + style.em(0.55);
            let extra = if with_interval { style.em(1.15) } else { 0.0 };
            // A pill may not lie on another's text, nor leave the frame.
            for lift in if crowded { [0.0, 0.0] } else { [0.0, 1.6] } {
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
                if !(crowded && with_interval)
                    && room.holds(area)
                    && scene.is_free(area.grown(style.em(0.12)))
                {
                    let pill = Rect::new(x - half, bottom - height, 2.0 * half, height);
                    let out = part.judged && part.verdict == LengthVerdict::OutOfRange;
                    let rim = out.then(|| Stroke::new(Role::Red, 2.0));
                    scene.framed(pill, height / 2.0, Some(part.role.into()), rim);
                    scene.try_text(text, face, Anchor::Middle, x, bottom - height / 2.0 + 0.36 * face.size);
                    if with_interval {
                        // A line behind it must not strike it through.
                        let half = small.width(&interval) / 2.0 + style.em(0.15);
                        let behind = Rect::new(x - half, bottom + style.em(0.15), 2.0 * half, style.em(1.0));
                        scene.rect(behind, style.em(0.2), Role::Card.at(0.8));
                        scene.try_text(&interval, small, Anchor::Middle, x, bottom + style.em(0.98));
                    }
                    return true;
                }
            }
        }
        false
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
    /// Whether more than speed speaks for its being of the drill.
    judged: bool,
}

/// The points of a run between two abscissas.
pub(super) fn within(run: &[(f64, f64)], (from, to): (f64, f64)) -> Vec<(f64, f64)> {
    run.iter().copied().filter(|(x, y)| (from..=to).contains(x) && y.is_finite()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::plot::fixtures;
    use crate::render::plot::scene::Mark;

    fn drawn(strip: &DrillStrip, width: f64, height: f64) -> Scene {
        let mut scene = Scene::new(width, height);
        let area = scene.area().inset(10.0);
        draw(&mut scene, area, Type { base: 13.0 }, strip);
        scene
    }

    fn red(scene: &Scene) -> usize {
        let rim = |mark: &&Mark| matches!(mark, Mark::Rect { stroke: Some(stroke), .. } if stroke.paint.role == Role::Red);
        scene.marks.iter().filter(rim).count()
    }

    #[test]
    fn a_stretch_that_only_speed_speaks_for_is_no_miss() {
        let mut strip = fixtures::drills(5);
        for rep in &mut strip.reps {
            rep.skip = None;
            if let Some(stride) = &mut rep.stride {
                stride.verdict = LengthVerdict::OutOfRange;
            }
        }
        assert_eq!(red(&drawn(&strip, 1000.0, 400.0)), 5);
        strip.judged = false;
        for rep in &mut strip.aligned {
            rep.verdict = None;
        }
        let scene = drawn(&strip, 1000.0, 560.0);
        assert_eq!(red(&scene), 0);
        let said = |wanted: &str| scene.labels().any(|label| label.text == wanted);
        assert!(said("Fast stretch, not judged") && said("not judged") && !said("Out of range"));
    }

    #[test]
    fn lengths_without_room_are_counted() {
        let scene = drawn(&fixtures::drills(14), 420.0, 260.0);
        let said = scene.labels().any(|label| label.text.contains("no room") || label.text.contains(" more"));
        assert!(said, "{:?}", scene.labels().map(|label| &label.text).collect::<Vec<_>>());
    }
}
