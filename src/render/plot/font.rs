//! The font: one measure for the PNG, the SVG and the layout.
//!
//! Text is shaped with `harfrust` (kerning) and drawn from the outlines that `skrifa` reads, from the same subset of Inter
//! that a stand-alone SVG embeds. Digits are tabular in the subset itself, so no program needs a feature to agree.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use harfrust::{Buffer, Direction, Script, ShapeOptions, ShapePlan, ShaperFont};
use skrifa::{DrawMemory, Font, GlyphId, PathSink, ScalerFont};
use std::sync::LazyLock;

/// How heavy text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
}

/// A face, ready for use. Immutable: the bytes are part of the program.
struct Face {
    font: Font,
    scaler: ScalerFont,
    plan: ShapePlan,
    units: f64,
}

impl Face {
    fn load(bytes: &'static [u8]) -> Option<Self> {
        let font = Font::new(bytes.to_vec(), 0)?;
        let plan = ShapePlan::new(&font, Direction::LeftToRight, Some(Script::LATIN), None, &[]);
        let scaler = ScalerFont::force_unhinted(font.clone(), None);
        let units = f64::from(font.units_per_em()).max(1.0);
        Some(Self { font, scaler, plan, units })
    }
}

static REGULAR: LazyLock<Option<Face>> =
    LazyLock::new(|| Face::load(include_bytes!("fonts/Inter-Regular.ttf")));
static SEMI_BOLD: LazyLock<Option<Face>> =
    LazyLock::new(|| Face::load(include_bytes!("fonts/Inter-SemiBold.ttf")));

fn face(weight: Weight) -> Option<&'static Face> {
    match weight {
        Weight::Regular => REGULAR.as_ref(),
        Weight::SemiBold => SEMI_BOLD.as_ref(),
    }
}

/// A glyph and where its origin lies, in em from the start of the text.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Placed {
    glyph: u32,
    x: f64,
    y: f64,
}

/// Shapes `text`: its glyphs and its width, in em. What the font does not hold becomes the glyph 0, a box.
fn shape(text: &str, weight: Weight) -> (Vec<Placed>, f64) {
    let Some(face) = face(weight) else { return (Vec::new(), 0.6 * text.chars().count() as f64) };
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(Some(Script::LATIN));
    let options = ShapeOptions::new().plan(Some(&face.plan));
    if harfrust::shape(&ShaperFont::new(&face.font), &mut buffer, options).is_err() {
        return (Vec::new(), 0.6 * text.chars().count() as f64);
    }
    let mut glyphs = Vec::with_capacity(buffer.len());
    let mut at = 0i64;
    for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
        glyphs.push(Placed {
            glyph: info.glyph_id,
            x: (at + i64::from(position.x_offset)) as f64 / face.units,
            y: f64::from(position.y_offset) / face.units,
        });
        at += i64::from(position.x_advance);
    }
    (glyphs, at as f64 / face.units)
}

/// The width of `text` at one pixel per em.
pub(crate) fn em_width(text: &str, weight: Weight) -> f64 {
    shape(text, weight).1
}

/// Whether the font holds every character of `text`.
pub(crate) fn covers(text: &str, weight: Weight) -> bool {
    shape(text, weight).0.iter().all(|placed| placed.glyph != 0)
}

/// A glyph to draw.
pub(crate) struct Glyph {
    face: &'static Face,
    id: u32,
    /// Its origin, in em from the start of the baseline.
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// One font unit, in em.
    pub(crate) unit: f64,
}

impl Glyph {
    /// Sends its outline to `sink`, in font units.
    pub(crate) fn draw(&self, sink: &mut impl PathSink) {
        if let Some(outline) = self.face.scaler.outline(GlyphId::new(self.id)) {
            // A glyph that cannot be drawn leaves a gap of its own width, and no more.
            let _ = outline.draw(DrawMemory::Scratch, sink);
        }
    }
}

/// The glyphs of `text`.
pub(crate) fn glyphs(text: &str, weight: Weight) -> Vec<Glyph> {
    let Some(face) = face(weight) else { return Vec::new() };
    let unit = 1.0 / face.units;
    shape(text, weight)
        .0
        .into_iter()
        .map(|Placed { glyph: id, x, y }| Glyph { face, id, x, y, unit })
        .collect()
}

/// The font as `@font-face` rules with the files in them: for a page, or a drawing that stands alone.
#[must_use]
pub fn font_css() -> String {
    let faces: [(u32, &[u8]); 2] = [
        (400, include_bytes!("fonts/Inter-Regular.woff2")),
        (600, include_bytes!("fonts/Inter-SemiBold.woff2")),
    ];
    let rule = |(weight, bytes): (u32, &[u8])| {
        format!(
            "@font-face{{font-family:\"Inter Figure\";font-weight:{weight};font-style:normal;\
             src:url(data:font/woff2;base64,{}) format(\"woff2\")}}",
            STANDARD.encode(bytes)
        )
    };
    faces.map(rule).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_tabular_and_letters_are_kerned() {
        let widths: Vec<f64> =
            "0123456789".chars().map(|digit| em_width(&digit.to_string(), Weight::Regular)).collect();
        assert!(widths.iter().all(|width| (width - widths[0]).abs() < 1e-12), "{widths:?}");
        assert!(
            em_width("AV", Weight::Regular) < em_width("A", Weight::Regular) + em_width("V", Weight::Regular)
        );
        assert!(em_width("done", Weight::SemiBold) > em_width("done", Weight::Regular));
    }

    #[test]
    fn the_alphabets_of_europe_and_vietnam_are_there_and_others_are_boxes() {
        for text in ["Łódź", "Ελλάδα", "Пробежка", "Đường chạy bộ", "−5 ± 2 °, ≥ 10 µm · – … →"]
        {
            assert!(covers(text, Weight::Regular) && covers(text, Weight::SemiBold), "{text}");
        }
        assert!(!covers("朝のラン", Weight::Regular));
        assert!(em_width("朝の", Weight::Regular) > 0.8);
    }
}
