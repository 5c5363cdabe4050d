//! Nothing to draw: a sentence, composed.

use crate::render::plot::Panel;
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Scene, Stroke};
use crate::render::plot::text;

/// Says why there is no figure.
pub(crate) fn draw(scene: &mut Scene, area: Rect, style: Type, sentence: &str) -> Vec<Panel> {
    let face = style.subtitle();
    let room = (area.w - style.em(2.0)).min(style.em(46.0));
    let most = ((area.h / (face.size * 1.5)) as usize).clamp(1, 6);
    let lines = text::wrap(&text::clean(sentence), face.size, face.weight, room, most);
    let height = lines.len() as f64 * face.size * 1.5;
    let (x, middle) = area.middle();
    let sign = style.em(0.75);
    let with_sign = area.h > height + style.em(4.0);
    let mut y = middle - height / 2.0 + if with_sign { sign * 1.4 } else { 0.0 };
    if area.h > style.em(3.0) && area.w > style.em(8.0) {
        let stroke = Stroke::new(Role::Edge, 1.0).dashed(style.em(0.4), style.em(0.3));
        scene.framed(area.inset(1.0), style.em(0.7), None, Some(stroke));
    }
    if with_sign {
        // An empty set of axes: there is a figure here, and it holds nothing.
        let (left, top) = (x - sign, y - sign * 2.6);
        scene.line(
            [(left, top), (left, top + 1.6 * sign), (left + 2.0 * sign, top + 1.6 * sign)],
            Stroke::new(Role::Axis, style.em(0.12)),
        );
    }
    for line in &lines {
        y += face.size * 1.5;
        scene.try_text(line, face, Anchor::Middle, x, y - face.size * 0.4);
    }
    Vec::new()
}
