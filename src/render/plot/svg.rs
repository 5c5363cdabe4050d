//! A scene as SVG: classes instead of colours, no style attributes, every text escaped.

use super::font::{Weight, covers};
use super::palette::Theme;
use super::scene::{Anchor, Label, Mark, Paint, Scene, Stroke};
use super::{font, palette};
use std::fmt::Write;

/// `text` for an XML text or attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}

/// A number with at most two decimals, no trailing zeros.
struct Num(f64);

impl std::fmt::Display for Num {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = (self.0 * 100.0).round() as i64;
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, part) = (hundredths.abs() / 100, hundredths.abs() % 100);
        match part {
            0 => write!(f, "{sign}{whole}"),
            _ if part % 10 == 0 => write!(f, "{sign}{whole}.{}", part / 10),
            _ => write!(f, "{sign}{whole}.{part:02}"),
        }
    }
}

/// The words of a drawing for those who cannot see it.
pub(crate) struct Words<'a> {
    /// Makes the ids unique on a page.
    pub(crate) slug: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
}

/// An SVG for a page that has the sheet of [`palette::page_css`].
pub(crate) fn inline(scene: &Scene, words: &Words<'_>) -> String {
    document(scene, words, "")
}

/// An SVG that needs nothing else: colours of one theme and the font are inside.
pub(crate) fn alone(scene: &Scene, words: &Words<'_>, theme: Theme) -> String {
    let style = format!(
        "<style>{}.fig{{{}}}{}</style>\n",
        font::font_css(),
        palette::variables(theme),
        palette::classes()
    );
    document(scene, words, &style)
}

fn document(scene: &Scene, words: &Words<'_>, style: &str) -> String {
    let (w, h) = (Num(scene.width), Num(scene.height));
    let id: String = words
        .slug
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' })
        .take(80)
        .collect();
    // A page may hold one figure at two sizes.
    let id = format!("{id}-{w}x{h}");
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fig\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
         role=\"img\" aria-labelledby=\"fig-{id}-t fig-{id}-d\">\n\
         <title id=\"fig-{id}-t\">{}</title>\n<desc id=\"fig-{id}-d\">{}</desc>\n{style}",
        escape(&super::text::clean(words.title)),
        escape(&super::text::clean(words.description)),
    );
    for mark in &scene.marks {
        write_mark(&mut out, mark);
    }
    out.push_str("</svg>\n");
    out
}

/// A polyline: its first point, then the way from each point to the next, which is shorter to write.
fn path(points: &[(f64, f64)]) -> String {
    let hundredths = |(x, y): &(f64, f64)| ((x * 100.0).round() as i64, (y * 100.0).round() as i64);
    let mut data = String::with_capacity(points.len() * 9);
    let mut before = (0, 0);
    for (index, point) in points.iter().enumerate() {
        let (x, y) = hundredths(point);
        data.push_str(match index {
            0 => "M",
            1 => "l",
            _ => " ",
        });
        let (dx, dy) = (x - before.0, y - before.1);
        // A minus parts two numbers as well as a blank does.
        let blank = if dy < 0 { "" } else { " " };
        let _ = write!(data, "{}{blank}{}", Short(dx), Short(dy));
        before = (x, y);
    }
    data.replace(" -", "-")
}

/// Hundredths, without a leading zero.
struct Short(i64);

impl std::fmt::Display for Short {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = Num(self.0 as f64 / 100.0).to_string();
        match (text.strip_prefix("0."), text.strip_prefix("-0.")) {
            (Some(part), _) => write!(f, ".{part}"),
            (_, Some(part)) => write!(f, "-.{part}"),
            _ => f.write_str(&text),
        }
    }
}

/// Class names and attributes of a mark that is filled, or stroked, or both.
fn look(fill: Option<Paint>, stroke: Option<Stroke>) -> (String, String) {
    let mut classes = String::new();
    let mut attributes = String::new();
    match fill {
        Some(paint) => {
            let _ = write!(classes, "f-{}", paint.role.name());
            if paint.alpha < 1.0 {
                let _ = write!(attributes, " fill-opacity=\"{}\"", Num(paint.alpha));
            }
        }
        None => classes.push_str("line"),
    }
    if let Some(stroke) = stroke {
        let _ = write!(classes, " s-{}", stroke.paint.role.name());
        if stroke.flat {
            classes.push_str(" flat");
        }
        let _ = write!(attributes, " stroke-width=\"{}\"", Num(stroke.width));
        if stroke.paint.alpha < 1.0 {
            let _ = write!(attributes, " stroke-opacity=\"{}\"", Num(stroke.paint.alpha));
        }
        if let Some((dash, gap)) = stroke.dash {
            let _ = write!(attributes, " stroke-dasharray=\"{} {}\"", Num(dash), Num(gap));
        }
    }
    (classes, attributes)
}

fn write_mark(out: &mut String, mark: &Mark) {
    let _ = match mark {
        Mark::Line { points, stroke } => {
            let (class, more) = look(None, Some(*stroke));
            writeln!(out, "<path class=\"{class}\"{more} d=\"{}\"/>", path(points))
        }
        Mark::Area { points, fill } => {
            let (class, more) = look(Some(*fill), None);
            writeln!(out, "<path class=\"{class}\"{more} d=\"{}Z\"/>", path(points))
        }
        Mark::Rect { area, radius, fill, stroke } => {
            let (class, mut more) = look(*fill, *stroke);
            if *radius > 0.0 {
                let _ = write!(more, " rx=\"{}\"", Num(*radius));
            }
            let (x, y, w, h) = (Num(area.x), Num(area.y), Num(area.w), Num(area.h));
            writeln!(out, "<rect class=\"{class}\"{more} x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"/>")
        }
        Mark::Disc { x, y, radius, fill, stroke } => {
            let (class, more) = look(*fill, *stroke);
            let (x, y, r) = (Num(*x), Num(*y), Num(*radius));
            writeln!(out, "<circle class=\"{class}\"{more} cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>")
        }
        Mark::Text(label) => write_text(out, label),
    };
}

fn write_text(out: &mut String, label: &Label) -> std::fmt::Result {
    let face = label.face;
    let mut class = format!("f-{}", face.role.name());
    if face.weight == Weight::SemiBold {
        class.push_str(" w6");
    }
    class.push_str(match label.anchor {
        Anchor::Start => "",
        Anchor::Middle => " mid",
        Anchor::End => " end",
    });
    let mut more = String::new();
    if face.halo {
        class.push_str(" halo");
        let _ = write!(more, " stroke-width=\"{}\"", Num(face.size * 0.3));
    }
    if !covers(&label.text, face.weight) {
        // Another font will stand in: it must keep to the width that the layout gave.
        let _ = write!(more, " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"", Num(label.width));
    }
    let (x, y, size) = (Num(label.x), Num(label.y), Num(face.size));
    writeln!(
        out,
        "<text class=\"{class}\"{more} x=\"{x}\" y=\"{y}\" font-size=\"{size}\">{}</text>",
        escape(&label.text)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_keep_their_sign() {
        let shown: Vec<String> =
            [0.0, -0.004, -0.25, 12.5, 3.999, -7.05].iter().map(|n| Num(*n).to_string()).collect();
        assert_eq!(shown, ["0", "0", "-0.25", "12.5", "4", "-7.05"]);
    }

    #[test]
    fn a_path_goes_from_point_to_point() {
        assert_eq!(path(&[(1.5, 2.0), (2.0, 1.75), (1.0, 1.75), (1.01, 3.0)]), "M1.5 2l.5-.25-1 0 .01 1.25");
    }

    #[test]
    fn markup_in_a_name_is_text() {
        assert_eq!(escape("</script>&\"'"), "&lt;/script&gt;&amp;&quot;&#39;");
    }
}
