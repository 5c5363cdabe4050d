//! Legends, and the shapes of verdicts: never colour alone.

use super::layout::{Rect, Type};
use super::palette::Role;
use super::scene::{Anchor, Scene, Stroke};
use crate::report::SessionVerdict;
use crate::report::figure::Work;

/// The shape of a mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    Disc,
    Circle,
    Up,
    Down,
    HollowDown,
    Diamond,
    Square,
    Cross,
    /// A stretch of line.
    Line(f64),
    /// A dotted stretch of line.
    Dots,
    /// A day with this kind of work, where its letter has no room.
    Day(Work),
    /// A shaded band, with a line in it where the second is above zero.
    Band(f64, f64),
}

/// A verdict's shape and colour.
pub(crate) fn mark_of(verdict: SessionVerdict) -> (Shape, Role) {
    match verdict {
        SessionVerdict::Done => (Shape::Disc, Role::Green),
        SessionVerdict::Short => (Shape::Down, Role::Amber),
        SessionVerdict::Token => (Shape::HollowDown, Role::Amber),
        SessionVerdict::Over => (Shape::Up, Role::Purple),
        SessionVerdict::Ahead => (Shape::Diamond, Role::Purple),
        SessionVerdict::Extra => (Shape::Circle, Role::Green),
        SessionVerdict::NotAssessable => (Shape::Square, Role::Mute),
    }
}

/// A verdict as a word in a legend.
pub(crate) fn word_of(verdict: SessionVerdict) -> &'static str {
    match verdict {
        SessionVerdict::Done => "Done",
        SessionVerdict::Short => "Short",
        SessionVerdict::Token => "Token",
        SessionVerdict::Over => "Over",
        SessionVerdict::Ahead => "Ahead",
        SessionVerdict::Extra => "Extra",
        SessionVerdict::NotAssessable => "Not assessable",
    }
}

/// Draws a mark around `(x, y)`; `radius` is that of the disc, and the other shapes look as large.
pub(crate) fn draw_mark(scene: &mut Scene, shape: Shape, role: Role, (x, y): (f64, f64), radius: f64) {
    let rim = Stroke::new(role, (radius * 0.38).max(0.8));
    match shape {
        Shape::Disc => scene.disc(x, y, radius, role),
        Shape::Circle => scene.ring(x, y, radius * 0.85, Role::Card, rim),
        Shape::Up => scene.fill(triangle(x, y, radius * 1.15, -1.0), role),
        Shape::Down => scene.fill(triangle(x, y, radius * 1.15, 1.0), role),
        Shape::HollowDown => {
            scene.fill(triangle(x, y, radius * 1.25, 1.0), role);
            scene.fill(triangle(x, y, radius * 0.55, 1.0), Role::Card);
        }
        Shape::Diamond => {
            let r = radius * 1.2;
            scene.fill([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], role);
        }
        Shape::Square => {
            let r = radius * 0.8;
            scene.framed(
                Rect::new(x - r, y - r, 2.0 * r, 2.0 * r),
                radius * 0.2,
                Some(Role::Card.into()),
                Some(rim),
            );
        }
        Shape::Cross => {
            let (r, rim) = (radius * 0.8, Stroke::new(role, (radius * 0.45).max(1.0)));
            scene.line([(x - r, y - r), (x + r, y + r)], rim);
            scene.line([(x - r, y + r), (x + r, y - r)], rim);
        }
        Shape::Line(width) => {
            scene.line([(x - 2.0 * radius, y), (x + 2.0 * radius, y)], Stroke::new(role, width));
        }
        Shape::Dots => {
            let stroke = Stroke::new(role, (radius * 0.4).max(1.0)).dashed(radius * 0.5, radius * 0.6);
            scene.line([(x - 2.0 * radius, y), (x + 2.0 * radius, y)], stroke);
        }
        Shape::Day(kind) => {
            let area = Rect::new(x - 1.4 * radius, y - 1.4 * radius, 2.8 * radius, 2.8 * radius);
            scene.rect(area, radius * 0.4, role.at(0.45));
            draw_work(scene, kind, area);
        }
        Shape::Band(alpha, line) => {
            let area = Rect::new(x - 2.0 * radius, y - 1.15 * radius, 4.0 * radius, 2.3 * radius);
            scene.rect(area, radius * 0.5, role.at(alpha));
            if line > 0.0 {
                scene.line([(area.x, y), (area.right(), y)], Stroke::new(role, line).flat());
            }
        }
    }
}

/// The line across a day that tells a kind of work without its colour: none for a ride.
pub(crate) fn draw_work(scene: &mut Scene, kind: Work, area: Rect) {
    let side = area.w.min(area.h);
    let inside = area.inset(side * 0.12);
    let ((x, y), ink) = (inside.middle(), Stroke::new(Role::Ink.at(0.85), (side * 0.13).max(0.8)).flat());
    match kind {
        Work::Bike => {}
        Work::Run => scene.line([(inside.x, inside.bottom()), (inside.right(), inside.y)], ink),
        Work::Pool => scene.line([(inside.x, y), (inside.right(), y)], ink),
        Work::Strength => scene.line([(x, inside.y), (x, inside.bottom())], ink),
        Work::Other => scene.disc(x, y, side * 0.2, Role::Ink.at(0.85)),
    }
}

fn triangle(x: f64, y: f64, radius: f64, down: f64) -> [(f64, f64); 3] {
    let (half, tip, back) = (radius * 0.95, radius * 0.95 * down, radius * 0.72 * down);
    [(x - half, y - back), (x + half, y - back), (x, y + tip)]
}

/// An entry of a legend.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) shape: Shape,
    pub(crate) role: Role,
    pub(crate) text: String,
}

impl Entry {
    pub(crate) fn new(shape: Shape, role: Role, text: impl Into<String>) -> Self {
        Self { shape, role, text: text.into() }
    }

    fn half(&self, radius: f64) -> f64 {
        match self.shape {
            Shape::Line(_) | Shape::Dots | Shape::Band(..) => 2.0 * radius,
            Shape::Day(_) => 1.4 * radius,
            _ => 1.2 * radius,
        }
    }
}

/// A legend broken into rows.
#[derive(Debug)]
pub(crate) struct Legend {
    rows: Vec<Vec<(Entry, f64)>>,
    gap: f64,
}

impl Legend {
    /// Breaks `entries` into rows of at most `room` pixels.
    pub(crate) fn new(entries: Vec<Entry>, style: Type, room: f64) -> Self {
        let (radius, gap) = (style.em(0.38), style.em(1.3));
        let mut rows: Vec<Vec<(Entry, f64)>> = Vec::new();
        let mut used = f64::INFINITY;
        for entry in entries {
            let width = 2.0 * entry.half(radius) + style.em(0.5) + style.tick().width(&entry.text);
            if width > room {
                continue;
            }
            if used + gap + width > room {
                rows.push(Vec::new());
                used = -gap;
            }
            used += gap + width;
            if let Some(row) = rows.last_mut() {
                row.push((entry, width));
            }
        }
        Self { rows, gap }
    }

    /// How many entries found room.
    pub(crate) fn len(&self) -> usize {
        self.rows.iter().map(Vec::len).sum()
    }

    /// The height of its rows.
    pub(crate) fn height(&self, style: Type) -> f64 {
        self.rows.len() as f64 * style.em(1.6)
    }

    /// The width of its widest row.
    pub(crate) fn width(&self) -> f64 {
        self.rows.iter().map(|row| self.row_width(row)).fold(0.0, f64::max)
    }

    fn row_width(&self, row: &[(Entry, f64)]) -> f64 {
        row.iter().map(|(_, width)| width).sum::<f64>() + self.gap * row.len().saturating_sub(1) as f64
    }

    /// Draws its first row alone, where there is room for no more.
    pub(crate) fn draw_first(mut self, scene: &mut Scene, area: Rect, style: Type, to_right: bool) {
        self.rows.truncate(1);
        self.draw(scene, area, style, to_right);
    }

    /// Draws it from the top of `area`, rows ending at its right edge where `to_right`.
    pub(crate) fn draw(&self, scene: &mut Scene, area: Rect, style: Type, to_right: bool) {
        let (radius, face) = (style.em(0.38), style.tick());
        for (index, row) in self.rows.iter().enumerate() {
            let baseline = area.y + index as f64 * style.em(1.6) + style.em(1.05);
            let mut x = if to_right { area.right() - self.row_width(row) } else { area.x };
            for (entry, width) in row {
                let half = entry.half(radius);
                draw_mark(scene, entry.shape, entry.role, (x + half, baseline - 0.34 * face.size), radius);
                scene.try_text(&entry.text, face, Anchor::Start, x + 2.0 * half + style.em(0.5), baseline);
                x += width + self.gap;
            }
        }
    }
}
