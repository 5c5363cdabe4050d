//! What a channel says of itself: in its head, in its legend, and beside its band.

use super::{Row, points};
use crate::render::number::span;
use crate::render::plot::chart::{Chart, calmest, covered};
use crate::render::plot::layout::Rect;
use crate::render::plot::legend::{Entry, Legend, Shape};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Face, Scene};
use crate::units::fixed;

/// A label inside the plot and where it may stand.
pub(super) struct BandLabel {
    text: String,
    face: Face,
    /// Its places, the one that covers least of the lines first.
    places: Vec<(f64, f64)>,
    /// Whether the first place covers nothing at all.
    pub(super) free: bool,
}

impl Row<'_> {
    /// What the marks mean, and whose band it is where the plot has no free place to say so.
    pub(super) fn entries(&self, with_band: bool) -> Vec<Entry> {
        let trace = self.trace;
        let mut entries = Vec::new();
        if let Some(band) = trace.band.as_ref().filter(|_| with_band) {
            entries.push(Entry::new(Shape::Band(0.2, 0.0), Role::Green, band.label.as_str()));
        }
        if trace.pauses.iter().any(|(from, to)| to - from > 0.0 && to > &self.time.0 && from < &self.time.1) {
            entries.push(Entry::new(Shape::Band(0.4, 0.0), Role::Axis, "Paused"));
        }
        if trace.centre.is_some() {
            entries.push(Entry::new(Shape::Band(0.3, 0.0), Role::Blue, "Left more"));
            entries.push(Entry::new(Shape::Band(0.3, 0.0), Role::Orange, "Right more"));
        }
        if self.has_spread() {
            entries.push(Entry::new(Shape::Band(0.2, 0.0), Role::Purple, "10th–90th percentile"));
        }
        entries
    }

    pub(super) fn head(&self, scene: &mut Scene, head: Rect, left: f64, with_band: bool) {
        let (style, trace) = (self.style, self.trace);
        let y = head.y + style.em(1.0);
        let mut right = head.right();
        if let Some(share) = trace.in_band.filter(|share| share.is_finite()) {
            let face = Face { role: Role::Green, ..style.tick().bold() };
            let text = format!("{} % in band", fixed(share, 0));
            if scene.try_text(&text, face, Anchor::End, right, y) {
                right -= face.width(&text) + style.em(1.5);
            }
        }
        let mut after = left;
        if self.named {
            let face = style.heading();
            let name = face.fit(&trace.name, right - left);
            scene.try_text(&name, face, Anchor::Start, left, y);
            after += face.width(&name) + style.em(0.6);
        }
        // In as many words as there is room for, and never half a word.
        let face = style.tick();
        let texts = self.details();
        let fitting = texts.iter().find(|text| face.width(text) <= right - after);
        if let Some(text) = fitting {
            scene.try_text(text, face, Anchor::Start, after, y);
            after += face.width(text) + style.em(1.5);
        }
        // In a line of its own where there is one, else beside.
        let own = head.h > style.em(2.5);
        let (from, room) = if own { (left, head.right() - left) } else { (after, right - after) };
        let legend = Legend::new(self.entries(with_band), style, room.max(0.0));
        let row = Rect::new(from, head.y + style.em(if own { 1.55 } else { -0.05 }), room, style.em(1.6));
        legend.draw_first(scene, row, style, !own);
    }

    /// What the channel is, in which unit, and what the line is: the longest wording first.
    fn details(&self) -> Vec<String> {
        let (trace, unit) = (self.trace, self.trace.unit.symbol());
        let detail = crate::render::plot::text::clean(&trace.detail);
        let what = if detail.is_empty() || detail.contains(unit) && !unit.is_empty() {
            if detail.is_empty() { unit.to_owned() } else { detail }
        } else if unit.is_empty() {
            detail
        } else {
            format!("{detail}, {unit}")
        };
        let what = if self.named { what } else { crate::report::capital(&what) };
        let over = trace.smooth_seconds;
        let line = (over > 0.0 && over.is_finite() && points(&trace.smooth).next().is_some())
            .then(|| format!("{what} · line: {} mean", span(over)));
        let short = if self.named { unit.to_owned() } else { format!("{}, {unit}", trace.name) };
        let short = if unit == "%" && self.named { "share, %".to_owned() } else { short };
        line.into_iter().chain([what, short]).collect()
    }

    /// The band's label and the place inside the plot where it covers least of the lines: on either side of either edge, right
    /// or left; with whether it covers nothing at all.
    pub(super) fn band_label(&self, chart: &Chart) -> Option<BandLabel> {
        let (style, trace, front) = (self.style, self.trace, self.front(chart));
        let band = trace.band.as_ref()?;
        let face = style.note(Role::Green).halo();
        let label = face.fit(&band.label, chart.frame.w * 0.6);
        let width = face.width(&label);
        let (left, right) = (chart.frame.x + style.em(0.4), chart.frame.right() - style.em(0.4) - width);
        let room = (chart.frame.y - style.em(0.4), chart.frame.bottom());
        let levels = [(band.hi, true), (band.lo, false)].into_iter().filter(|(edge, _)| edge.is_finite());
        let levels = levels.flat_map(|(edge, upper)| {
            let y = chart.y_at(edge);
            let (above, below) = (y - style.em(0.35), y + style.em(1.1));
            if upper { [above, below] } else { [below, above] }
        });
        let levels = levels.filter(|y| y - face.size >= room.0 && y + 0.25 * face.size <= room.1);
        let places = levels.flat_map(|y| [(right, y), (left, y)]).collect();
        let raw = trace.samples.iter().filter(|_| !self.has_spread()).flat_map(|run| chart.thin(run));
        let raw: Vec<(f64, f64)> = raw.chain(front.concat()).map(|(x, y)| chart.at(x, y)).collect();
        let places = calmest(face, width, places, &raw);
        let free = places.first().is_some_and(|place| covered(face, width, *place, &raw) == 0);
        Some(BandLabel { text: label, face, places, free })
    }

    /// Says whose band it is, where neither the legend nor anything else has said it.
    pub(super) fn say_band(&self, scene: &mut Scene, label: Option<BandLabel>) {
        let Some(BandLabel { text, face, places, .. }) = label else { return };
        if !scene.labels().any(|said| said.text == text) {
            places.into_iter().any(|(x, y)| scene.try_text(&text, face, Anchor::Start, x, y));
        }
    }
}
