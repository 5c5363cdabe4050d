//! Power-phase dials, as large as their panel: where a leg's net torque is positive. 0 degrees is the top, clockwise, as the crank turns.

use super::{nothing, too_small};
use crate::render::plot::layout::{Rect, SMALLEST, Type};
use crate::render::plot::legend::{Entry, Legend, Shape};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Face, Scene, Stroke};
use crate::render::plot::turn::direction;
use crate::render::plot::{Panel, Thing};
use crate::report::Arc;
use crate::report::figure::{Dial, PowerPhase};
use crate::units::{Angle, Leg, fixed};

/// Draws both dials, side by side, or one below the other where the area is tall.
pub(crate) fn draw(scene: &mut Scene, mut area: Rect, style: Type, phase: &PowerPhase) -> Vec<Panel> {
    let sentence =
        if phase.missing.is_empty() { "No pedal recorded its power phase." } else { &phase.missing };
    if phase.dials.left.is_none() && phase.dials.right.is_none() {
        return nothing::draw(scene, area, style, sentence);
    }
    if too_small(area) {
        return Vec::new();
    }
    legend(scene, &mut area, style, phase);
    let known: Vec<(Leg, &Dial)> =
        Leg::BOTH.into_iter().filter_map(|leg| Some((leg, phase.dials.of(leg).as_ref()?))).collect();
    if known.len() == 1 && area.h > style.em(9.0) {
        // One leg alone: its dial in the middle, and below it why there is no other.
        let row = area.cut_bottom(style.em(1.9));
        let face = style.subtitle();
        let text = face.fit(sentence, row.w);
        scene.try_text(&text, face, Anchor::Middle, row.middle().0, row.bottom() - style.em(0.5));
    }
    let side_by_side = area.w > area.h * 1.1;
    // In a very wide drawing the two stay together.
    let most = known.len() as f64 * (2.0 * area.h).max(style.em(26.0));
    let spare = (area.w - most).max(0.0) / 2.0;
    if side_by_side {
        area.cut_left(spare);
        area.cut_right(spare);
    }
    let count = known.len();
    let cells =
        if side_by_side { area.columns(count, style.em(1.0)) } else { area.rows(count, style.em(0.6)) };
    for (cell, (leg, dial)) in cells.into_iter().zip(known) {
        Ring::new(cell, style, leg).draw(scene, dial);
    }
    Vec::new()
}

fn legend(scene: &mut Scene, area: &mut Rect, style: Type, phase: &PowerPhase) {
    let dials = || Leg::BOTH.into_iter().filter_map(|leg| phase.dials.of(leg).as_ref());
    let mut entries = vec![Entry::new(Shape::Band(0.45, 0.0), Role::Blue, "Median phase")];
    if dials().any(|dial| dial.peak.is_some()) {
        entries.push(Entry::new(Shape::Band(1.0, 0.0), Role::Blue, "Peak phase"));
    }
    entries.push(Entry::new(Shape::Band(0.2, 0.0), Role::Ink, "10th–90th percentile"));
    if dials().any(|dial| dial.baseline.is_some()) {
        entries.push(Entry::new(Shape::Line(2.0), Role::Mute, "Own earlier rides"));
    }
    let legend = Legend::new(entries, style, area.w);
    // Without it nobody knows what the grey means: it goes last.
    if area.h - legend.height(style) > style.em(10.0) {
        let row = area.cut_top(legend.height(style) + style.em(0.4));
        legend.draw(scene, row, style, false);
    }
}

fn finite(arc: Arc) -> bool {
    arc.start.get().is_finite() && arc.end.get().is_finite()
}

/// The place of one dial.
struct Ring {
    style: Type,
    leg: Leg,
    role: Role,
    x: f64,
    y: f64,
    /// Outer radius of the band.
    outer: f64,
    /// Inner radius of the band.
    inner: f64,
    /// Where what does not fit in the ring is written: below it, or at its right, from this place on.
    words: (f64, f64),
    beside: bool,
    cell: Rect,
}

impl Ring {
    fn new(cell: Rect, style: Type, leg: Leg) -> Self {
        // The words stand where they take least from the dial: at its right in a wide cell, below it in a high one.
        let (above, around) = (style.em(2.1), style.em(2.6));
        let room = |below: f64, right: f64| {
            ((cell.h - below) / 2.0 - above).min((cell.w - right - 2.0 * around) / 2.0).max(style.em(1.2))
        };
        let (below, right) = (style.em(2.9), style.em(6.4));
        let beside = cell.h > style.em(9.0) && room(0.0, right) > room(below, 0.0);
        let foot = if !beside && cell.h > style.em(13.0) { below } else { 0.0 };
        let outer = if beside { room(0.0, right) } else { room(foot, 0.0) };
        let x = cell.x + (cell.w - if beside { right } else { 0.0 }) / 2.0;
        let y = cell.y + (cell.h - foot) / 2.0;
        let words = if beside { (x + outer + style.em(1.5), y) } else { (x, y + outer + above) };
        let role = match leg {
            Leg::Left => Role::Blue,
            Leg::Right => Role::Orange,
        };
        Self { style, leg, role, x, y, outer, inner: outer * 0.72, words, beside, cell }
    }

    /// A point at `degrees` clockwise from the top.
    fn at(&self, degrees: f64, radius: f64) -> (f64, f64) {
        let (sine, cosine) = direction(degrees);
        (self.x + radius * sine, self.y - radius * cosine)
    }

    /// A piece of a ring, from `start` clockwise over `sweep` degrees.
    fn sector(&self, start: f64, sweep: f64, inner: f64, outer: f64) -> Vec<(f64, f64)> {
        let steps = ((sweep.abs() / 3.0).ceil() as usize).clamp(1, 180);
        let angle = |index: usize| start + sweep * index as f64 / steps as f64;
        let out = (0..=steps).map(|index| self.at(angle(index), outer));
        let back = (0..=steps).rev().map(|index| self.at(angle(index), inner));
        out.chain(back).collect()
    }

    fn draw(&self, scene: &mut Scene, dial: &Dial) {
        scene.spot(self.cell, Thing::Dial(self.leg));
        let style = self.style;
        let (inner, outer) = (self.inner, self.outer);
        scene.fill(self.sector(0.0, 360.0, inner, outer), Role::Track);
        self.ticks(scene);
        if finite(dial.phase) {
            let sweep = dial.phase.start.clockwise_to(dial.phase.end).get();
            scene.fill(self.sector(dial.phase.start.get(), sweep, inner, outer), self.role.at(0.48));
        }
        if let Some(peak) = dial.peak.filter(|peak| finite(*peak)) {
            let sweep = peak.start.clockwise_to(peak.end).get();
            scene.fill(self.sector(peak.start.get(), sweep, inner, outer), self.role);
        }
        for (angle, spread) in [(dial.phase.start, dial.start_spread), (dial.phase.end, dial.end_spread)] {
            let (lo, hi) = (spread.0.clamp(-180.0, 180.0), spread.1.clamp(-180.0, 180.0));
            if lo.is_finite() && hi.is_finite() && hi > lo {
                scene.fill(self.sector(angle.get() + lo, hi - lo, inner, outer), Role::Ink.at(0.2));
            }
        }
        if let Some(baseline) = dial.baseline.filter(|baseline| finite(*baseline)) {
            let sweep = baseline.start.clockwise_to(baseline.end).get();
            let (from, to) = (outer + style.em(0.28), outer + style.em(0.46));
            scene.fill(self.sector(baseline.start.get(), sweep, from, to), Role::Mute);
        }
        self.words(scene, dial);
    }

    fn ticks(&self, scene: &mut Scene) {
        let style = self.style;
        for step in 0..12 {
            let long = step % 3 == 0;
            let from = self.outer + style.em(0.62);
            let to = from + style.em(if long { 0.5 } else { 0.25 });
            let degrees = 30.0 * f64::from(step);
            let stroke = Stroke::new(Role::Axis, style.em(if long { 0.11 } else { 0.08 }));
            scene.line([self.at(degrees, from), self.at(degrees, to)], stroke);
        }
    }

    fn words(&self, scene: &mut Scene, dial: &Dial) {
        // In a large dial the words grow with it.
        let style = Type { base: self.style.base * (self.inner / self.style.em(6.5)).clamp(1.0, 1.7) };
        let room = self.inner * 1.5;
        let name = match self.leg {
            Leg::Left => "Left",
            Leg::Right => "Right",
        };
        let sweep = dial.phase.start.clockwise_to(dial.phase.end).get();
        let big = Face::new(style.em(1.5).min(self.inner * 0.42).max(SMALLEST), Role::Ink).bold();
        let value = match dial.share.filter(|share| share.is_finite()) {
            Some(share) => format!("{} %", fixed(share, 1)),
            None => format!("{}°", fixed(sweep, 0)),
        };
        if self.inner > style.em(2.2) {
            scene.try_text(&big.fit(&value, room), big, Anchor::Middle, self.x, self.y + big.size * 0.36);
            let face = style.tick();
            scene.try_text(name, face, Anchor::Middle, self.x, self.y - big.size * 0.62 - style.em(0.25));
            let below = self.y + big.size * 0.36 + style.em(1.35);
            let text = match dial.share {
                Some(_) => format!("{}° power phase", fixed(sweep, 0)),
                None => "power phase".to_owned(),
            };
            if style.note(Role::Mute).width(&text) < room {
                scene.try_text(&text, style.note(Role::Mute), Anchor::Middle, self.x, below);
            }
        } else if self.inner > style.em(1.0) {
            scene.try_text(
                &self.leg.letter().to_string(),
                style.heading(),
                Anchor::Middle,
                self.x,
                self.y + style.em(0.36),
            );
        }
        if self.inner > style.em(4.2) {
            let face = style.note(Role::Mute);
            scene.try_text("TDC", face, Anchor::Middle, self.x, self.y - self.inner + style.em(1.15));
            scene.try_text("BDC", face, Anchor::Middle, self.x, self.y + self.inner - style.em(0.55));
        }
        for angle in [dial.phase.start, dial.phase.end] {
            self.end(scene, angle);
        }
        self.feet(scene, dial);
    }

    /// The line at an end of the phase, and its angle, outside the ring and clear of everything else.
    fn end(&self, scene: &mut Scene, angle: Angle) {
        if !angle.get().is_finite() {
            return;
        }
        let style = self.style;
        let stroke = Stroke::new(Role::Ink, style.em(0.14).max(1.2));
        let from = self.inner - style.em(0.15);
        scene.line([self.at(angle.get(), from), self.at(angle.get(), self.outer + style.em(0.2))], stroke);
        let face = style.tick().bold();
        let face = Face { role: Role::Ink, ..face };
        let text = format!("{}°", fixed(angle.get().round() % 360.0, 0));
        // Straight out first; then, little by little, along the ring and away from it.
        let tries = [0.0, -7.0, 7.0, -14.0, 14.0, -22.0, 22.0, -32.0, 32.0];
        for away in [1.35, 1.9] {
            for aside in tries {
                let (x, y) = self.at(angle.get() + aside, self.outer + style.em(away));
                let (lean, rise) = direction(angle.get() + aside);
                let half = face.width(&text) / 2.0;
                let (x, y) = (x + lean * half, y + (0.36 - 0.25 * rise) * face.size);
                let area = Rect::new(x - half, y - face.size, 2.0 * half, face.size * 1.2);
                if self.cell.grown(1.0).holds(area) && scene.try_text(&text, face, Anchor::Middle, x, y) {
                    return;
                }
            }
        }
    }

    /// Below the dial or beside it: the peak, and the shares past 180 and 210 degrees.
    fn feet(&self, scene: &mut Scene, dial: &Dial) {
        let style = self.style;
        if self.beside {
            return self.at_its_side(scene, dial);
        }
        if self.cell.bottom() - self.words.1 < style.em(1.2) {
            return;
        }
        let mut y = self.words.1 + style.em(0.9);
        if let Some(peak) = dial.peak.filter(|peak| finite(*peak)) {
            let face = Face { role: self.role, ..style.tick().bold() };
            let text = told_peak(peak);
            scene.try_text(&face.fit(&text, self.cell.w), face, Anchor::Middle, self.x, y);
            y += style.em(1.4);
        }
        let shares = [(180, dial.past_180), (210, dial.past_210)];
        let shares = || shares.iter().filter(|(_, share)| share.is_finite());
        let told = |lead: &str| -> String {
            shares()
                .map(|(degrees, share)| format!("{lead}{degrees}°: {} %", fixed(*share, 0)))
                .collect::<Vec<_>>()
                .join(" · ")
        };
        let face = style.note(Role::Mute);
        // In as many words as there is room for.
        let texts = [told("ends past "), told("past "), told(">")];
        let text = texts.iter().find(|text| face.width(text) <= self.cell.w).cloned().unwrap_or_default();
        if y + style.em(0.3) <= self.cell.bottom() + 1.0 {
            scene.try_text(&text, face, Anchor::Middle, self.x, y);
        }
    }

    /// The same at the dial's right, in lines of their own.
    fn at_its_side(&self, scene: &mut Scene, dial: &Dial) {
        let (style, (x, middle)) = (self.style, self.words);
        let peak = dial.peak.filter(|peak| finite(*peak)).map(|peak| {
            let text = told_peak(peak);
            (text, Face { role: self.role, ..style.tick().bold() })
        });
        let past = [(180, dial.past_180), (210, dial.past_210)];
        let past = past.into_iter().filter(|(_, share)| share.is_finite());
        let past = past.map(|(degrees, share)| {
            (format!("past {degrees}°: {} %", fixed(share, 0)), style.note(Role::Mute))
        });
        let lines: Vec<(String, Face)> = peak.into_iter().chain(past).collect();
        let mut y = middle - style.em(1.45) * (lines.len() as f64 - 1.0) / 2.0 + 0.35 * style.tick().size;
        for (text, face) in lines {
            let text = face.fit(&text, self.cell.right() - x);
            scene.try_text(&text, face, Anchor::Start, x, y);
            y += style.em(1.45);
        }
    }
}

/// `peak 58–128°`.
fn told_peak(peak: Arc) -> String {
    format!("peak {}–{}°", fixed(peak.start.get(), 0), fixed(peak.end.get(), 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::plot::fixtures;
    use crate::units::Legs;

    #[test]
    fn one_leg_has_one_dial_in_the_middle_and_a_sentence() {
        let mut phase = fixtures::power_phase();
        if let Some(dial) = &mut phase.dials.left {
            dial.share = None;
        }
        let why = "The right pedal does not tell its power phase.";
        let phase = PowerPhase { dials: Legs { left: phase.dials.left, right: None }, missing: why.into() };
        let mut scene = Scene::new(1000.0, 420.0);
        let area = scene.area().inset(10.0);
        draw(&mut scene, area, Type { base: 13.0 }, &phase);
        let said: Vec<&str> = scene.labels().map(|label| label.text.as_str()).collect();
        assert!(said.contains(&why) && said.contains(&"TDC"), "{said:?}");
        assert_eq!(said.iter().filter(|text| text.contains("216")).count(), 1, "{said:?}");
    }
}
