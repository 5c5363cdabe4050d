//! What frames the card's figures: header, tiles, the box of what comes next, footer.

use crate::render::json::SCHEMA;
use crate::render::names::{self, capital};
use crate::render::plot::axis::month_name;
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::legend::{Shape, draw_mark};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Face, Scene};
use crate::render::plot::{sheet, text};
use crate::report::{Estimate, Outcome, Report, Standing, Tile};
use crate::units::fixed;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The one sentence on what this is not.
const DISCLAIMER: &str = "Training log only; not a medical device; does not diagnose, treat or monitor any condition. \
                          If you have pain, or symptoms that last or worsen, talk to a clinician.";

/// `2 March 2026`, short: `2 Mar 2026`.
fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date.month()), date.year())
}

/// Whose programme, when, with what; and the sentence that matters.
pub(super) fn header(scene: &mut Scene, area: &mut Rect, style: Type, report: &Report) {
    let face = Face::new(style.em(2.6), Role::Ink).bold();
    let mut row = area.cut_top(face.size * 1.25);
    if let Some(standing) = report.standing() {
        let width = pill(scene, row, style, &standing);
        row.cut_right(width + style.em(1.5));
    }
    let title =
        if text::clean(&report.programme.title).is_empty() { "Programme" } else { &report.programme.title };
    scene.text(&face.fit(title, row.w), face, Anchor::Start, row.x, row.y + face.size * 0.85);
    let mut parts = Vec::new();
    if let Some((from, to)) = report.period {
        parts.push(if from == to { day(from) } else { format!("{} to {}", day(from), day(to)) });
    }
    let count = report.counted().count();
    parts.push(format!("{count} session{}", if count == 1 { "" } else { "s" }));
    let face = Face::new(style.em(1.12), Role::Mute);
    let row = area.cut_top(face.size * 1.55);
    // As many devices by name as the line holds.
    let lines = (0..=4).rev().map(|most| {
        let devices = devices(report, most);
        let all = parts.iter().chain((!devices.is_empty()).then_some(&devices));
        all.map(String::as_str).collect::<Vec<_>>().join(" · ")
    });
    let line = lines.into_iter().find(|line| face.width(line) <= row.w).unwrap_or_else(|| parts.join(" · "));
    scene.text(&face.fit(&line, row.w), face, Anchor::Start, row.x, row.y + face.size);
    let face = Face::new(style.em(1.35), Role::Ink).bold();
    area.cut_top(style.em(0.5));
    for line in text::wrap(&text::clean(&report.headline), face.size, face.weight, area.w, 3) {
        let row = area.cut_top(face.size * 1.45);
        scene.text(&line, face, Anchor::Start, row.x, row.y + face.size);
    }
    area.cut_top(style.em(1.1));
}

/// How the programme stands, in a pill at the right end of `row`: by colour, by shape and in words. Gives its width.
fn pill(scene: &mut Scene, row: Rect, style: Type, standing: &Standing) -> f64 {
    let (shape, role) = match standing.outcome {
        Outcome::Pass => (Shape::Disc, Role::Green),
        Outcome::Fail => (Shape::Cross, Role::Red),
        _ => (Shape::Down, Role::Amber),
    };
    let face = Face::new(style.em(1.15), Role::Card).bold();
    let (height, mark) = (style.em(2.1), style.em(0.42));
    let width = face.width(&standing.words) + 2.0 * mark + style.em(2.6);
    let (right, middle) = (row.right(), row.y + row.h * 0.45);
    let place = Rect::new(right - width, middle - height / 2.0, width, height);
    scene.rect(place, height / 2.0, role);
    draw_mark(scene, shape, Role::Card, (place.x + style.em(1.0) + mark, middle), mark);
    let x = place.x + style.em(1.5) + 2.0 * mark;
    scene.text(&standing.words, face, Anchor::Start, x, middle + 0.36 * face.size);
    width
}

/// The recorders, each once, in order: `most` by name, the others counted.
fn devices(report: &Report, most: usize) -> String {
    let recorders =
        report.sessions.iter().flat_map(|session| &session.devices).filter(|device| device.recorder);
    let names: BTreeSet<String> =
        recorders.map(|device| text::clean(&names::device(device))).filter(|name| !name.is_empty()).collect();
    let shown: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    match (shown.as_slice(), names.len() - shown.len()) {
        (_, 0) => shown.join(", "),
        ([], 1) => "1 device".to_owned(),
        ([], more) => format!("{more} devices"),
        (_, more) => format!("{} and {more} more", shown.join(", ")),
    }
}

/// The figures on top: value, unit, interval, word.
pub(super) fn tiles(scene: &mut Scene, row: Rect, style: Type, tiles: &[Tile]) {
    let count = tiles.len().min(6);
    for (area, tile) in row.columns(count, 16.0).into_iter().zip(tiles) {
        sheet(scene, area, style);
        let inside = area.inset(style.em(1.16));
        let face = style.tick();
        scene.text(
            &face.fit(&tile.label, inside.w),
            face,
            Anchor::Start,
            inside.x,
            inside.y + style.em(0.85),
        );
        let big = Face::new(style.em(2.3), Role::Ink).bold();
        let baseline = inside.y + style.em(3.5);
        let small = style.tick();
        let mut words: Vec<String> = Vec::new();
        if let Some((value, behind)) = tile.told() {
            let decimals = tile.decimals.min(4);
            let value = big.fit(&value, inside.w);
            scene.text(&value, big, Anchor::Start, inside.x, baseline);
            let left = inside.x + big.width(&value) + style.em(0.45);
            let interval = tile
                .estimate
                .as_ref()
                .and_then(Estimate::ci95)
                .filter(|(lo, hi)| lo.is_finite() && hi.is_finite());
            if let Some((lo, hi)) = interval {
                // The interval has a line of its own, above the word.
                words.push(format!("{} to {} (95 %)", fixed(lo, decimals), fixed(hi, decimals)));
            }
            let room = inside.right() - left;
            scene.text(&small.fit(&behind, room), small, Anchor::Start, left, baseline);
        } else {
            scene.text("–", Face { role: Role::Mute, ..big }, Anchor::Start, inside.x, baseline);
        }
        let word = style.note(Role::Mute);
        let room = 2 - words.len();
        words.extend(text::wrap(&text::clean(&tile.word), word.size, word.weight, inside.w, room));
        for (index, line) in words.iter().map(|line| word.fit(line, inside.w)).enumerate() {
            scene.text(&line, word, Anchor::Start, inside.x, baseline + style.em(1.4 + 1.15 * index as f64));
        }
    }
}

/// The box of the coming week's targets.
pub(super) fn next(scene: &mut Scene, area: &mut Rect, style: Type, report: &Report) {
    let face = Face::new(style.em(1.1), Role::Ink);
    let room = area.w - 2.0 * style.em(1.42);
    let shown = report.next.iter().take(3).flat_map(|target| {
        text::clauses(&text::clean(&capital(&target.line)), face.size, face.weight, room, 2)
    });
    let lines: Vec<String> = shown.collect();
    let box_ = area.cut_bottom(style.em(4.8 + 1.55 * lines.len().saturating_sub(1) as f64));
    scene.rect(box_, style.em(0.9), Role::Calm);
    let inside = box_.inset(style.em(1.42));
    let heading = Face { role: Role::Blue, ..style.heading() };
    scene.text("Next", heading, Anchor::Start, inside.x, inside.y + style.em(0.75));
    for (index, line) in lines.iter().enumerate() {
        let y = inside.y + style.em(2.4 + 1.55 * index as f64);
        scene.text(line, face, Anchor::Start, inside.x, y);
    }
}

/// What was dropped, the version, and the one line that must be there.
pub(super) fn footer(scene: &mut Scene, area: &mut Rect, style: Type, report: &Report) {
    let face = style.note(Role::Mute);
    let lines = text::wrap(DISCLAIMER, face.size, face.weight, area.w, 2);
    let mut foot = area.cut_bottom(style.em(1.4) * (1.0 + lines.len() as f64));
    area.cut_bottom(style.em(0.9));
    let row = foot.cut_top(style.em(1.4));
    let version = &format!("clipstride {} · {SCHEMA}", env!("CARGO_PKG_VERSION"));
    let bold = face.bold();
    scene.text(version, bold, Anchor::End, row.right(), row.y + style.em(1.0));
    let room = row.w - bold.width(version) - style.em(2.0);
    scene.text(&face.fit(&read(report), room), face, Anchor::Start, row.x, row.y + style.em(1.0));
    for line in lines {
        let row = foot.cut_top(style.em(1.4));
        scene.text(&line, face, Anchor::Start, row.x, row.y + style.em(1.0));
    }
}

/// `24 files: 21 read, 1 salvaged, 2 duplicate`.
fn read(report: &Report) -> String {
    let total = report.files.len();
    let mut statuses: Vec<(&str, usize)> = Vec::new();
    for file in &report.files {
        let name = file.status.name();
        match statuses.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => statuses.push((name, 1)),
        }
    }
    if total == 0 {
        return "No file was found.".to_owned();
    }
    let parts: Vec<String> = statuses.iter().map(|(name, count)| format!("{count} {name}")).collect();
    let records: usize = report.sessions.iter().map(|session| session.records).sum();
    let (file, record) =
        (if total == 1 { "file" } else { "files" }, if records == 1 { "record" } else { "records" });
    format!("{total} {file}: {} · {} {record}", parts.join(", "), grouped(records))
}

/// `76,775`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(
            [7, 999, 1000, 76_775, 1_234_567].map(grouped),
            ["7", "999", "1,000", "76,775", "1,234,567"]
        );
    }
}
