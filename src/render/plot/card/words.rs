//! The card's lists: what the checks say, and what the files cannot show. Nothing in them is cut inside a clause.

use crate::render::names::capital;
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::legend::{Shape, draw_mark};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Face, Scene};
use crate::render::plot::text;
use crate::report::{CheckResult, Outcome, check_words};

/// A check's reason takes no more lines; what has no room then ends with a sign that there is more.
const MOST_LINES: usize = 6;

/// The height of a line of text.
fn line(style: Type) -> f64 {
    style.em(1.45)
}

/// Where the names of the checks and their reasons start, from the left edge.
fn columns(style: Type, checks: &[CheckResult]) -> (f64, f64) {
    let words = checks.iter().map(|check| style.tick().width(look(check).2)).fold(0.0, f64::max);
    let names = checks.iter().map(|check| style.heading().width(&name(check))).fold(0.0, f64::max);
    let left = style.em(1.4) + words + style.em(1.2);
    (left, left + names + style.em(1.2))
}

/// What the check is about: its dotted name is for the command line.
fn name(check: &CheckResult) -> String {
    capital(check_words(check.id))
}

fn look(check: &CheckResult) -> (Shape, Role, &'static str) {
    match check.outcome {
        Outcome::Pass => (Shape::Disc, Role::Green, "pass"),
        Outcome::Fail => (Shape::Cross, Role::Red, "missed"),
        Outcome::Advisory => (Shape::Up, Role::Amber, "advisory"),
        Outcome::Unknown | Outcome::NotApplicable => (Shape::Square, Role::Mute, "unknown"),
    }
}

fn reason(check: &CheckResult, style: Type, room: f64) -> Vec<String> {
    let (face, said) = (style.tick(), text::clean(&check.reason));
    text::clauses(&said, face.size, face.weight, room, MOST_LINES)
}

/// The height that the checks need.
pub(super) fn checks_height(style: Type, width: f64, checks: &[CheckResult]) -> f64 {
    let room = width - columns(style, checks).1;
    let lines: usize = checks.iter().map(|check| reason(check, style, room).len().max(1)).sum();
    lines as f64 * line(style) + checks.len() as f64 * style.em(0.7)
}

/// The outcomes: a mark, the check, and its reason.
pub(super) fn checks(scene: &mut Scene, area: Rect, style: Type, checks: &[CheckResult]) {
    let face = style.tick();
    let (left, column) = columns(style, checks);
    let spare = (area.h - checks_height(style, area.w, checks)).max(0.0);
    let between = style.em(0.7) + spare / checks.len().max(1) as f64;
    let mut y = area.y + style.em(1.0) + spare / checks.len().max(1) as f64 / 2.0;
    for check in checks {
        let lines = reason(check, style, area.w - column);
        let height = lines.len().max(1) as f64 * line(style);
        if y + height - line(style) > area.bottom() + style.em(0.3) {
            break;
        }
        let (shape, role, word) = look(check);
        draw_mark(scene, shape, role, (area.x + style.em(0.5), y - 0.34 * face.size), style.em(0.4));
        scene.text(word, Face { role, ..face }, Anchor::Start, area.x + style.em(1.4), y);
        scene.text(&name(check), style.heading(), Anchor::Start, area.x + left, y);
        for (row, text) in lines.iter().enumerate() {
            scene.text(text, face, Anchor::Start, area.x + column, y + row as f64 * line(style));
        }
        y += height + between;
    }
}

/// A sentence of a gap in lines.
fn sentence(said: &str, style: Type, width: f64) -> Vec<String> {
    let face = style.subtitle();
    text::clauses(&text::clean(said), face.size, face.weight, width - style.em(1.3), MOST_LINES)
}

/// The height that the gaps need.
pub(super) fn gaps_height(style: Type, width: f64, sentences: &[String]) -> f64 {
    let lines: usize = sentences.iter().map(|said| sentence(said, style, width).len()).sum();
    lines as f64 * line(style) + sentences.len() as f64 * style.em(0.5)
}

/// The sentences of what could not be drawn.
pub(super) fn gaps(scene: &mut Scene, area: Rect, style: Type, sentences: &[String]) {
    let face = style.subtitle();
    let spare =
        (area.h - gaps_height(style, area.w, sentences)).clamp(0.0, style.em(1.2) * sentences.len() as f64);
    let between = style.em(0.5) + spare / sentences.len().max(1) as f64;
    let mut y = area.y + style.em(1.0);
    for said in sentences {
        let lines = sentence(said, style, area.w);
        if y + lines.len().saturating_sub(1) as f64 * line(style) > area.bottom() {
            break;
        }
        scene.disc(area.x + style.em(0.25), y - 0.34 * face.size, style.em(0.2), Role::Axis);
        for text in lines {
            scene.text(&text, face, Anchor::Start, area.x + style.em(1.3), y);
            y += line(style);
        }
        y += between;
    }
}
