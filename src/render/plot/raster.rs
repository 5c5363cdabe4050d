//! A scene as PNG.
//!
//! Only solid colours are painted, so tiny-skia stays in its integer pipeline, and the places are rounded to a hundredth of
//! a pixel before: the same scene gives the same bytes on any machine.

use super::RenderError;
use super::font;
use super::palette::{Role, Theme};
use super::scene::{Label, Mark, Paint, Scene, Stroke};
use skrifa::PathSink;
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint as Ink, Path, PathBuilder, Pixmap, Rect as Area, StrokeDash,
    Transform,
};

/// Points of an opaque line that are stroked at once: stroking costs more than linearly.
const RUN: usize = 96;

/// Wider or higher than this is not a picture any more.
const LARGEST: f64 = 16_000.0;

/// Paints `scene` at `scale` pixels per CSS pixel and writes it as PNG.
///
/// # Errors
/// A size of zero or beyond 16,000 pixels a side.
pub(crate) fn png(scene: &Scene, theme: Theme, scale: f64) -> Result<Vec<u8>, RenderError> {
    let (width, height) = ((scene.width * scale).round(), (scene.height * scale).round());
    let sane = |side: f64| (1.0..=LARGEST).contains(&side);
    if !(scale.is_finite() && sane(width) && sane(height)) {
        return Err(RenderError::Size);
    }
    let (width, height) = (width as u32, height as u32);
    let pixmap = Pixmap::new(width, height).ok_or(RenderError::Size)?;
    let mut painter = Painter { pixmap, theme, scale: scale as f32 };
    painter.pixmap.fill(painter.colour(Role::Page.into()));
    for mark in &scene.marks {
        painter.mark(mark);
    }
    // The page is opaque, so alpha carries nothing.
    let rgb: Vec<u8> =
        painter.pixmap.data().chunks_exact(4).flat_map(|px| px.iter().take(3).copied()).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    Ok(bytes)
}

struct Painter {
    pixmap: Pixmap,
    theme: Theme,
    scale: f32,
}

impl Painter {
    fn colour(&self, paint: Paint) -> Color {
        let (red, green, blue) = paint.role.rgb(self.theme);
        Color::from_rgba8(red, green, blue, (paint.alpha.clamp(0.0, 1.0) * 255.0).round() as u8)
    }

    fn ink(&self, paint: Paint) -> Ink<'static> {
        let mut ink = Ink { anti_alias: true, ..Ink::default() };
        ink.set_color(self.colour(paint));
        ink
    }

    fn view(&self) -> Transform {
        Transform::from_scale(self.scale, self.scale)
    }

    fn fill(&mut self, path: Option<Path>, paint: Paint) {
        let (ink, view) = (self.ink(paint), self.view());
        if let Some(path) = path {
            self.pixmap.fill_path(&path, &ink, FillRule::Winding, view, None);
        }
    }

    fn stroke(&mut self, path: Option<Path>, stroke: Stroke, join: LineJoin) {
        let (ink, view) = (self.ink(stroke.paint), self.view());
        let pen = tiny_skia::Stroke {
            width: stroke.width as f32,
            line_cap: if stroke.flat { LineCap::Butt } else { LineCap::Round },
            line_join: join,
            dash: stroke.dash.and_then(|(dash, gap)| StrokeDash::new(vec![dash as f32, gap as f32], 0.0)),
            ..tiny_skia::Stroke::default()
        };
        if let Some(path) = path {
            self.pixmap.stroke_path(&path, &ink, &pen, view, None);
        }
    }

    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Line { points, stroke } => self.line(points, *stroke),
            Mark::Area { points, fill } => self.fill(polygon(points, true), *fill),
            Mark::Rect { area, radius, fill, stroke } => {
                let path = rounded(area.x, area.y, area.w, area.h, *radius);
                if let Some(paint) = fill {
                    self.fill(path.clone(), *paint);
                }
                if let Some(stroke) = stroke {
                    self.stroke(path, *stroke, LineJoin::Round);
                }
            }
            Mark::Disc { x, y, radius, fill, stroke } => {
                let path = PathBuilder::from_circle(*x as f32, *y as f32, *radius as f32);
                if let Some(paint) = fill {
                    self.fill(path.clone(), *paint);
                }
                if let Some(stroke) = stroke {
                    self.stroke(path, *stroke, LineJoin::Round);
                }
            }
            Mark::Text(label) => self.text(label),
        }
    }

    fn line(&mut self, points: &[(f64, f64)], stroke: Stroke) {
        let long = points.len() > RUN && stroke.paint.alpha >= 1.0 && stroke.dash.is_none();
        if !long {
            // A translucent line in pieces would show its seams.
            return self.stroke(polygon(points, false), stroke, LineJoin::Round);
        }
        let mut start = 0;
        while start + 1 < points.len() {
            let end = (start + RUN).min(points.len() - 1);
            self.stroke(polygon(points.get(start..=end).unwrap_or_default(), false), stroke, LineJoin::Bevel);
            start = end;
        }
    }

    fn text(&mut self, label: &Label) {
        let size = label.face.size;
        let mut path = PathBuilder::new();
        for glyph in font::glyphs(&label.text, label.face.weight) {
            glyph.draw(&mut Glyph {
                path: &mut path,
                x: (label.left() + glyph.x * size) as f32,
                y: (label.y - glyph.y * size) as f32,
                scale: (glyph.unit * size) as f32,
            });
        }
        let path = path.finish();
        if label.face.halo {
            let rim = Stroke::new(Role::Card, size * 0.3);
            self.stroke(path.clone(), rim, LineJoin::Round);
        }
        self.fill(path, label.face.role.into());
    }
}

fn polygon(points: &[(f64, f64)], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::with_capacity(points.len() + 1, points.len());
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 {
            builder.move_to(*x as f32, *y as f32);
        } else {
            builder.line_to(*x as f32, *y as f32);
        }
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

fn rounded(x: f64, y: f64, w: f64, h: f64, radius: f64) -> Option<Path> {
    let (left, top, right, bottom) = (x as f32, y as f32, (x + w) as f32, (y + h) as f32);
    if radius <= 0.0 {
        return Area::from_ltrb(left, top, right, bottom).map(PathBuilder::from_rect);
    }
    let r = radius as f32;
    // A quarter of a circle as two parabolas, which stray from it by 0.3 % of the radius. A cubic would be nearer, but to
    // stroke one, tiny-skia asks the system's library for an arc cosine.
    let (near, far) = (r * 0.585_786_4, r * 0.292_893_2);
    let mut path = PathBuilder::new();
    path.move_to(left + r, top);
    path.line_to(right - r, top);
    path.quad_to(right - near, top, right - far, top + far);
    path.quad_to(right, top + near, right, top + r);
    path.line_to(right, bottom - r);
    path.quad_to(right, bottom - near, right - far, bottom - far);
    path.quad_to(right - near, bottom, right - r, bottom);
    path.line_to(left + r, bottom);
    path.quad_to(left + near, bottom, left + far, bottom - far);
    path.quad_to(left, bottom - near, left, bottom - r);
    path.line_to(left, top + r);
    path.quad_to(left, top + near, left + far, top + far);
    path.quad_to(left + near, top, left + r, top);
    path.close();
    path.finish()
}

/// Puts one glyph's outline in its place.
struct Glyph<'a> {
    path: &'a mut PathBuilder,
    x: f32,
    y: f32,
    scale: f32,
}

impl PathSink for Glyph<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x * self.scale, self.y - y * self.scale);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x * self.scale, self.y - y * self.scale);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (s, left, base) = (self.scale, self.x, self.y);
        self.path.quad_to(left + cx * s, base - cy * s, left + x * s, base - y * s);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (s, left, base) = (self.scale, self.x, self.y);
        self.path.cubic_to(
            left + ax * s,
            base - ay * s,
            left + bx * s,
            base - by * s,
            left + x * s,
            base - y * s,
        );
    }

    fn close(&mut self) {
        self.path.close();
    }
}
