//! The scene as a backend of plotters: what its coordinates, meshes and series draw becomes marks.
//!
//! plotters counts in whole pixels, so it sees a canvas ten times as large, and places come out in tenths of a pixel. Its
//! colours carry a role's index instead of a colour; [`ink`] writes it and [`paint`] reads it back.

use super::layout::Rect;
use super::palette::Role;
use super::scene::{Anchor, Face, Paint, Scene, Stroke};
use plotters::style::RGBAColor;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use std::convert::Infallible;

/// How many steps of plotters make a pixel.
pub(crate) const FINE: f64 = 10.0;

/// A role, dressed as a colour for plotters.
pub(crate) fn ink(paint: Paint) -> RGBAColor {
    let index = Role::ALL.iter().position(|role| *role == paint.role).unwrap_or(0);
    RGBAColor(u8::try_from(index).unwrap_or(0), 0, 0, paint.alpha)
}

fn paint(color: BackendColor) -> Paint {
    let role = Role::ALL.get(usize::from(color.rgb.0)).copied().unwrap_or(Role::Ink);
    role.at(color.alpha)
}

fn place((x, y): BackendCoord) -> (f64, f64) {
    (f64::from(x) / FINE, f64::from(y) / FINE)
}

/// A scene that plotters draws on.
pub(crate) struct Canvas<'a>(pub(crate) &'a mut Scene);

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        ((self.0.width * FINE) as u32, (self.0.height * FINE) as u32)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        let (x, y) = place(point);
        self.0.rect(Rect::new(x, y, 1.0 / FINE, 1.0 / FINE), 0.0, paint(color));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ((x0, y0), (x1, y1)) = (place(a), place(b));
        let area = Rect::new(x0.min(x1), y0.min(y1), (x1 - x0).abs(), (y1 - y0).abs());
        let colour = paint(style.color());
        let stroke = Stroke::new(colour, f64::from(style.stroke_width()) / FINE);
        self.0.framed(area, 0.0, fill.then_some(colour), (!fill).then_some(stroke));
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let stroke = Stroke::new(paint(style.color()), f64::from(style.stroke_width()) / FINE);
        if stroke.paint.alpha > 0.0 {
            self.0.line(path.into_iter().map(place), stroke);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        at: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ((x, y), radius) = (place(at), f64::from(radius) / FINE);
        let colour = paint(style.color());
        if fill {
            self.0.disc(x, y, radius, colour);
        } else {
            let stroke = Stroke::new(colour, f64::from(style.stroke_width()) / FINE);
            self.0.ring(x, y, radius, Role::Card, stroke);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.0.fill(points.into_iter().map(place), paint(style.color()));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let (x, y) = place(at);
        let mut face = Face::new(style.size() / FINE, paint(style.color()).role);
        if matches!(style.style(), FontStyle::Bold) {
            face = face.bold();
        }
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let down = match style.anchor().v_pos {
            VPos::Top => 0.76,
            VPos::Center => 0.36,
            VPos::Bottom => -0.21,
        };
        self.0.text(text, face, anchor, x, y + down * face.size);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let face = Face::new(style.size() / FINE, Role::Ink);
        Ok(((face.width(text) * FINE).ceil() as u32, (face.size * FINE).ceil() as u32))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        // No figure holds a picture.
        Ok(())
    }
}
