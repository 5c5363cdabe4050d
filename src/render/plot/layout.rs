//! Places: rectangles, and the sizes of type that go with a page.

use super::palette::Role;
use super::scene::Face;

/// A rectangle in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) w: f64,
    pub(crate) h: f64,
}

impl Rect {
    pub(crate) fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w: w.max(0.0), h: h.max(0.0) }
    }

    pub(crate) fn right(self) -> f64 {
        self.x + self.w
    }

    pub(crate) fn bottom(self) -> f64 {
        self.y + self.h
    }

    pub(crate) fn middle(self) -> (f64, f64) {
        (self.x + self.w / 2.0, self.y + self.h / 2.0)
    }

    pub(crate) fn inset(self, by: f64) -> Self {
        Self::new(self.x + by, self.y + by, self.w - 2.0 * by, self.h - 2.0 * by)
    }

    pub(crate) fn grown(self, by: f64) -> Self {
        self.inset(-by)
    }

    /// Takes `h` off the top and gives it.
    pub(crate) fn cut_top(&mut self, h: f64) -> Self {
        let h = h.clamp(0.0, self.h);
        let cut = Self::new(self.x, self.y, self.w, h);
        *self = Self::new(self.x, self.y + h, self.w, self.h - h);
        cut
    }

    /// Takes `h` off the bottom and gives it.
    pub(crate) fn cut_bottom(&mut self, h: f64) -> Self {
        let h = h.clamp(0.0, self.h);
        self.h -= h;
        Self::new(self.x, self.y + self.h, self.w, h)
    }

    /// Takes `w` off the left and gives it.
    pub(crate) fn cut_left(&mut self, w: f64) -> Self {
        let w = w.clamp(0.0, self.w);
        let cut = Self::new(self.x, self.y, w, self.h);
        *self = Self::new(self.x + w, self.y, self.w - w, self.h);
        cut
    }

    /// Takes `w` off the right and gives it.
    pub(crate) fn cut_right(&mut self, w: f64) -> Self {
        let w = w.clamp(0.0, self.w);
        self.w -= w;
        Self::new(self.x + self.w, self.y, w, self.h)
    }

    /// `count` columns of equal width with `gap` between them.
    pub(crate) fn columns(self, count: usize, gap: f64) -> Vec<Self> {
        let count = count.max(1);
        let w = (self.w - gap * (count - 1) as f64) / count as f64;
        (0..count).map(|index| Self::new(self.x + index as f64 * (w + gap), self.y, w, self.h)).collect()
    }

    /// `count` rows of equal height with `gap` between them.
    pub(crate) fn rows(self, count: usize, gap: f64) -> Vec<Self> {
        let count = count.max(1);
        let h = (self.h - gap * (count - 1) as f64) / count as f64;
        (0..count).map(|index| Self::new(self.x, self.y + index as f64 * (h + gap), self.w, h)).collect()
    }

    /// Whether `other` lies inside.
    pub(crate) fn holds(self, other: Self) -> bool {
        const HAIR: f64 = 0.01;
        other.x >= self.x - HAIR
            && other.y >= self.y - HAIR
            && other.right() <= self.right() + HAIR
            && other.bottom() <= self.bottom() + HAIR
    }

    /// Whether the two share more than an edge.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// No text is smaller, px: less cannot be read on a phone.
pub(crate) const SMALLEST: f64 = 11.0;

/// The sizes of type and space of a drawing, all from one base size.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Type {
    /// The size of running text, px.
    pub(crate) base: f64,
}

impl Type {
    /// The sizes for a page of `width` by `height`.
    pub(crate) fn for_page(width: f64, height: f64) -> Self {
        // As the eye wants it: 12 px on a phone, 13 at 1000 px, 16 at 1600 px, 25 at 3200 px.
        let stops = [(320.0, 12.0), (1000.0, 13.0), (1600.0, 16.0), (3200.0, 25.0)];
        let by_width = stops
            .windows(2)
            .find_map(|pair| match pair {
                [(x0, y0), (x1, y1)] if width <= *x1 => {
                    Some(y0 + (y1 - y0) * ((width - x0) / (x1 - x0)).max(0.0))
                }
                _ => None,
            })
            .unwrap_or(25.0);
        Self { base: by_width.min((height / 24.0).max(SMALLEST)) }
    }

    /// One base size, in px.
    pub(crate) fn em(self, ems: f64) -> f64 {
        self.base * ems
    }

    pub(crate) fn title(self) -> Face {
        Face::new(self.base * 1.5, Role::Ink).bold()
    }

    pub(crate) fn subtitle(self) -> Face {
        Face::new(self.base, Role::Mute)
    }

    pub(crate) fn heading(self) -> Face {
        Face::new(self.base, Role::Ink).bold()
    }

    pub(crate) fn tick(self) -> Face {
        Face::new((self.base * 0.92).max(SMALLEST), Role::Mute)
    }

    pub(crate) fn note(self, role: Role) -> Face {
        Face::new((self.base * 0.86).max(SMALLEST), role)
    }
}
