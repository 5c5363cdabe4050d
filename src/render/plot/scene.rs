//! A drawing as a list of marks, before it is pixels or SVG.
//!
//! Every mark holds its place in CSS pixels, rounded to a hundredth, and a [`Role`] instead of a colour. The same list is
//! painted by `raster` and written by `svg`, and the test that no two texts meet reads it too.

use super::font::Weight;
use super::layout::Rect;
use super::palette::Role;
use super::text;
use super::{Spot, Thing};

/// A role with an opacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Paint {
    pub(crate) role: Role,
    pub(crate) alpha: f64,
}

impl Role {
    /// The role at an opacity.
    pub(crate) fn at(self, alpha: f64) -> Paint {
        Paint { role: self, alpha }
    }
}

impl From<Role> for Paint {
    fn from(role: Role) -> Self {
        role.at(1.0)
    }
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stroke {
    pub(crate) paint: Paint,
    pub(crate) width: f64,
    /// Lengths of dash and gap.
    pub(crate) dash: Option<(f64, f64)>,
    /// Ends flat at its last point, instead of round.
    pub(crate) flat: bool,
}

impl Stroke {
    pub(crate) fn new(paint: impl Into<Paint>, width: f64) -> Self {
        Self { paint: paint.into(), width, dash: None, flat: false }
    }

    pub(crate) fn dashed(self, dash: f64, gap: f64) -> Self {
        Self { dash: Some((dash, gap)), flat: true, ..self }
    }

    pub(crate) fn flat(self) -> Self {
        Self { flat: true, ..self }
    }
}

/// Which point of a text is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Face {
    pub(crate) size: f64,
    pub(crate) weight: Weight,
    pub(crate) role: Role,
    /// A rim in the card's colour, for a label that lies on a line.
    pub(crate) halo: bool,
}

impl Face {
    pub(crate) fn new(size: f64, role: Role) -> Self {
        Self { size: (size * 10.0).round() / 10.0, weight: Weight::Regular, role, halo: false }
    }

    pub(crate) fn bold(self) -> Self {
        Self { weight: Weight::SemiBold, ..self }
    }

    pub(crate) fn halo(self) -> Self {
        Self { halo: true, ..self }
    }

    /// The width of `text` in this face.
    pub(crate) fn width(self, text: &str) -> f64 {
        text::width(text, self.size, self.weight)
    }

    /// `text` cleaned and shortened to `room`.
    pub(crate) fn fit(self, text: &str, room: f64) -> String {
        text::fit(&text::clean(text), self.size, self.weight, room)
    }
}

/// A text in its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    pub(crate) text: String,
    pub(crate) face: Face,
    pub(crate) anchor: Anchor,
    /// The anchor's place, and the baseline.
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
}

impl Label {
    /// The left end of its baseline.
    pub(crate) fn left(&self) -> f64 {
        match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - self.width / 2.0,
            Anchor::End => self.x - self.width,
        }
    }

    /// The box that its letters fill, from ascender to descender.
    pub(crate) fn area(&self) -> Rect {
        let (up, down) = (0.76 * self.face.size, 0.21 * self.face.size);
        Rect::new(self.left(), self.y - up, self.width, up + down)
    }
}

/// One mark.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    /// An open line.
    Line { points: Vec<(f64, f64)>, stroke: Stroke },
    /// A filled polygon.
    Area { points: Vec<(f64, f64)>, fill: Paint },
    /// A rectangle with round corners.
    Rect { area: Rect, radius: f64, fill: Option<Paint>, stroke: Option<Stroke> },
    /// A disc or a circle.
    Disc { x: f64, y: f64, radius: f64, fill: Option<Paint>, stroke: Option<Stroke> },
    /// A text.
    Text(Label),
}

/// A drawing.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) marks: Vec<Mark>,
    /// What a page may read by its place.
    pub(crate) spots: Vec<Spot>,
}

/// A hundredth of a pixel: finer is invisible, and differs between mathematical libraries.
fn round(value: f64) -> f64 {
    if value.is_finite() { (value.clamp(-1e5, 1e5) * 100.0).round() / 100.0 } else { 0.0 }
}

impl Scene {
    pub(crate) fn new(width: f64, height: f64) -> Self {
        Self { width, height, marks: Vec::new(), spots: Vec::new() }
    }

    pub(crate) fn area(&self) -> Rect {
        Rect::new(0.0, 0.0, self.width, self.height)
    }

    /// Says what is at a place.
    pub(crate) fn spot(&mut self, Rect { x, y, w, h }: Rect, thing: Thing) {
        self.spots.push(Spot { frame: (x, y, w, h), thing });
    }

    pub(crate) fn line(&mut self, points: impl IntoIterator<Item = (f64, f64)>, stroke: Stroke) {
        let mut points: Vec<_> = points.into_iter().map(|(x, y)| (round(x), round(y))).collect();
        points.dedup();
        if let [only] = points.as_slice() {
            // A lone point is a dot, not nothing.
            let (x, y) = *only;
            self.disc(x, y, (stroke.width * 1.4).max(1.6), stroke.paint);
        } else if !points.is_empty() {
            self.marks.push(Mark::Line { points, stroke: Stroke { width: round(stroke.width), ..stroke } });
        }
    }

    pub(crate) fn fill(&mut self, points: impl IntoIterator<Item = (f64, f64)>, fill: impl Into<Paint>) {
        let mut points: Vec<_> = points.into_iter().map(|(x, y)| (round(x), round(y))).collect();
        points.dedup();
        if points.len() > 2 {
            self.marks.push(Mark::Area { points, fill: fill.into() });
        }
    }

    pub(crate) fn rect(&mut self, area: Rect, radius: f64, fill: impl Into<Paint>) {
        self.framed(area, radius, Some(fill.into()), None);
    }

    pub(crate) fn framed(&mut self, area: Rect, radius: f64, fill: Option<Paint>, stroke: Option<Stroke>) {
        let (x, y) = (round(area.x), round(area.y));
        let area = Rect::new(x, y, round(area.right()) - x, round(area.bottom()) - y);
        if area.w > 0.0 && area.h > 0.0 {
            let area = Rect::new(x, y, round(area.w), round(area.h));
            let radius = round(radius.min(area.w / 2.0).min(area.h / 2.0).max(0.0));
            self.marks.push(Mark::Rect { area, radius, fill, stroke });
        }
    }

    pub(crate) fn disc(&mut self, x: f64, y: f64, radius: f64, fill: impl Into<Paint>) {
        let (x, y, radius) = (round(x), round(y), round(radius));
        self.marks.push(Mark::Disc { x, y, radius, fill: Some(fill.into()), stroke: None });
    }

    pub(crate) fn ring(&mut self, x: f64, y: f64, radius: f64, fill: impl Into<Paint>, stroke: Stroke) {
        let (x, y, radius) = (round(x), round(y), round(radius));
        self.marks.push(Mark::Disc { x, y, radius, fill: Some(fill.into()), stroke: Some(stroke) });
    }

    fn label(&self, text: &str, face: Face, anchor: Anchor, x: f64, y: f64) -> Option<Label> {
        let text = text::clean(text);
        let width = face.width(&text);
        (!text.is_empty()).then(|| Label { text, face, anchor, x: round(x), y: round(y), width })
    }

    /// Writes `text` whatever is there: for texts whose place is theirs by layout.
    pub(crate) fn text(&mut self, text: &str, face: Face, anchor: Anchor, x: f64, y: f64) {
        if let Some(label) = self.label(text, face, anchor, x, y) {
            self.marks.push(Mark::Text(label));
        }
    }

    /// Writes `text` where it meets no other text and stays on the page; says whether it did.
    pub(crate) fn try_text(&mut self, text: &str, face: Face, anchor: Anchor, x: f64, y: f64) -> bool {
        let Some(label) = self.label(text, face, anchor, x, y) else { return false };
        let free = self.is_free(label.area().grown(face.size * 0.12));
        if free {
            self.marks.push(Mark::Text(label));
        }
        free
    }

    /// Whether no text lies in `area`, and `area` lies on the page.
    pub(crate) fn is_free(&self, area: Rect) -> bool {
        self.area().holds(area) && self.labels().all(|label| !label.area().meets(area))
    }

    /// The texts.
    pub(crate) fn labels(&self) -> impl Iterator<Item = &Label> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Text(label) => Some(label),
            _ => None,
        })
    }
}
