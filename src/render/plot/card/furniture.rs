//! What frames the card's figures: header, tiles, the box of what comes next, footer.

use crate::render::plot::axis::month_name;
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::legend::{Shape, draw_mark};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Face, Scene};
use crate::render::plot::{sheet, text};
use crate::report::Device;
use crate::report::{CheckResult, Outcome, Report, Tile};
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
    let row = area.cut_top(face.size * 1.25);
    let title =
        if text::clean(&report.programme.title).is_empty() { "Programme" } else { &report.programme.title };
    scene.text(&face.fit(title, row.w), face, Anchor::Start, row.x, row.y + face.size * 0.85);
    let mut parts = Vec::new();
    if let Some((from, to)) = report.period {
        parts.push(if from == to { day(from) } else { format!("{} to {}", day(from), day(to)) });
    }
    let count = report.sessions.len();
    parts.push(format!("{count} session{}", if count == 1 { "" } else { "s" }));
    let devices = devices(report);
    if !devices.is_empty() {
        parts.push(devices);
    }
    let face = Face::new(style.em(1.12), Role::Mute);
    let row = area.cut_top(face.size * 1.55);
    scene.text(&face.fit(&parts.join(" · "), row.w), face, Anchor::Start, row.x, row.y + face.size);
    let face = Face::new(style.em(1.35), Role::Ink).bold();
    area.cut_top(style.em(0.5));
    for line in text::wrap(&text::clean(&report.headline), face.size, face.weight, area.w, 3) {
        let row = area.cut_top(face.size * 1.45);
        scene.text(&line, face, Anchor::Start, row.x, row.y + face.size);
    }
    area.cut_top(style.em(1.1));
}

/// The recorders, each once, in order.
fn devices(report: &Report) -> String {
    let recorders =
        report.sessions.iter().flat_map(|session| &session.devices).filter(|device| device.recorder);
    let names: BTreeSet<String> = recorders.map(name).filter(|name| !name.is_empty()).collect();
    let shown: Vec<&str> = names.iter().take(4).map(String::as_str).collect();
    let more = names.len().saturating_sub(shown.len());
    if more > 0 { format!("{} and {more} more", shown.join(", ")) } else { shown.join(", ") }
}

fn name(device: &Device) -> String {
    let plain = |text: &str| text::clean(&text.replace('_', " "));
    let words = |text: &str| plain(text).split(' ').map(device_word).collect::<Vec<_>>().join(" ");
    let (maker, product) = (words(&device.manufacturer), words(&device.product));
    if product.to_lowercase().starts_with(&maker.to_lowercase()) {
        product
    } else {
        format!("{maker} {product}")
    }
    .trim()
    .to_owned()
}

/// `edge` as `Edge`, `fr935` as `Forerunner 935`.
fn device_word(word: &str) -> String {
    match word.strip_prefix("fr").filter(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit())) {
        Some(number) => format!("Forerunner {number}"),
        None => capital(word),
    }
}

/// The figures on top: value, unit, interval, word.
pub(super) fn tiles(scene: &mut Scene, row: Rect, style: Type, tiles: &[Tile]) {
    let count = tiles.len().min(6);
    for (area, tile) in row.columns(count, 16.0).into_iter().zip(tiles) {
        sheet(scene, area, style);
        let inside = area.inset(18.0);
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
        if let Some(estimate) = tile.estimate.as_ref().filter(|estimate| estimate.value.is_finite()) {
            let decimals = tile.decimals.min(4);
            let value = format!("{:.decimals$}", estimate.value).replace('-', "−");
            let value = big.fit(&value, inside.w);
            scene.text(&value, big, Anchor::Start, inside.x, baseline);
            let left = inside.x + big.width(&value) + style.em(0.45);
            let interval = estimate.ci95.filter(|(lo, hi)| lo.is_finite() && hi.is_finite());
            if let Some((lo, hi)) = interval {
                // The interval has a line of its own, above the word.
                words.push(format!("{lo:.decimals$} to {hi:.decimals$} (95 %)").replace('-', "−"));
            }
            let room = inside.right() - left;
            scene.text(&small.fit(estimate.unit.symbol(), room), small, Anchor::Start, left, baseline);
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
    let shown = report.next.len().min(3);
    let box_ = area.cut_bottom(style.em(3.9 + 1.55 * shown.saturating_sub(1) as f64) + 14.0);
    scene.rect(box_, style.em(0.9), Role::Calm);
    let inside = box_.inset(22.0);
    let face = Face { role: Role::Blue, ..style.heading() };
    scene.text("Next", face, Anchor::Start, inside.x, inside.y + style.em(0.75));
    let face = Face::new(style.em(1.1), Role::Ink);
    for (index, target) in report.next.iter().take(shown).enumerate() {
        let y = inside.y + style.em(2.4 + 1.55 * index as f64);
        scene.text(&face.fit(&capital(&target.line), inside.w), face, Anchor::Start, inside.x, y);
    }
}

fn capital(line: &str) -> String {
    let mut letters = line.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The outcomes: a mark, the check, and the start of its reason. As many as there is room for.
pub(super) fn checks(scene: &mut Scene, area: Rect, style: Type, checks: &[&CheckResult]) {
    // Few are set larger.
    let style = if checks.len() < 9 { Type { base: style.base * 1.15 } } else { style };
    let name = style.heading();
    let face = style.tick();
    let column = checks.iter().map(|check| name.width(check.id.name())).fold(0.0, f64::max) + style.em(1.2);
    let left = area.x + style.em(5.6) + style.em(1.4);
    let room = area.right() - left - column;
    let line_height = style.em(1.45);
    let each = (area.h / checks.len().max(1) as f64).min(style.em(7.5));
    let most = (((each - style.em(0.5)) / line_height) as usize).clamp(1, 3);
    for (index, check) in checks.iter().enumerate() {
        let y = area.y + index as f64 * each + style.em(1.0);
        if y > area.bottom() {
            break;
        }
        let (shape, role, word) = match check.outcome {
            Outcome::Pass => (Shape::Disc, Role::Green, "pass"),
            Outcome::Fail => (Shape::Cross, Role::Red, "missed"),
            Outcome::Advisory => (Shape::Up, Role::Amber, "advisory"),
            Outcome::Unknown | Outcome::NotApplicable => (Shape::Square, Role::Mute, "unknown"),
        };
        draw_mark(scene, shape, role, (area.x + style.em(0.5), y - 0.34 * face.size), style.em(0.4));
        scene.text(word, Face { role, ..face }, Anchor::Start, area.x + style.em(1.4), y);
        scene.text(check.id.name(), name, Anchor::Start, left, y);
        let lines = text::wrap(&text::clean(&check.reason), face.size, face.weight, room, most);
        for (row, line) in lines.iter().enumerate() {
            scene.text(line, face, Anchor::Start, left + column, y + row as f64 * line_height);
        }
    }
}

/// What was dropped, the version, and the one line that must be there.
pub(super) fn footer(scene: &mut Scene, area: &mut Rect, style: Type, report: &Report) {
    let face = style.note(Role::Mute);
    let lines = text::wrap(DISCLAIMER, face.size, face.weight, area.w, 2);
    let mut foot = area.cut_bottom(style.em(1.4) * (1.0 + lines.len() as f64));
    area.cut_bottom(style.em(0.9));
    let row = foot.cut_top(style.em(1.4));
    let version = concat!("clipstride ", env!("CARGO_PKG_VERSION"));
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
    format!("{total} file{}: {} · {records} records", if total == 1 { "" } else { "s" }, parts.join(", "))
}

/// The sentences of what could not be drawn.
pub(super) fn gaps(scene: &mut Scene, area: Rect, style: Type, sentences: &[String]) {
    let face = style.subtitle();
    for (index, sentence) in sentences.iter().enumerate() {
        let y = area.y + style.em(1.0) + index as f64 * style.em(1.9);
        if y + style.em(0.4) < area.bottom() {
            scene.disc(area.x + 4.0, y - 0.34 * face.size, 3.0, Role::Axis);
            scene.text(&face.fit(sentence, area.w - 20.0), face, Anchor::Start, area.x + 20.0, y);
        }
    }
}
