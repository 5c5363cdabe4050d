//! A few weeks as rows of days, each session in words.

use super::look;
use crate::render::plot::axis::month_name;
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::legend::{draw_mark, mark_of};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Face, Scene, Stroke};
use crate::report::figure::{Calendar, CalendarEntry};
use crate::units::fixed;
use jiff::civil::Date;

/// More weeks have no room for words.
pub(super) const MOST_WEEKS: i64 = 4;

/// The height that suits so many weeks in a drawing 1000 px wide.
pub(super) fn height(calendar: &Calendar, weeks: i64) -> f64 {
    150.0 + 13.0 * ems(calendar, weeks)
}

/// The height of so many weeks with room for the busiest day, in base sizes of type.
pub(super) fn ems(calendar: &Calendar, weeks: i64) -> f64 {
    let busiest = calendar.days.iter().map(|day| day.entries.len()).max().unwrap_or(0).clamp(1, 6);
    1.8 + weeks as f64 * (3.0 + 1.6 * busiest as f64)
}

/// Whether a day has room for its date and a session in words.
pub(super) fn fits(area: Rect, style: Type, weeks: i64) -> bool {
    area.w > style.em(46.0) && (area.h - style.em(1.8)) / weeks as f64 > style.em(3.6)
}

/// Draws `weeks` rows from the Monday `from`.
pub(super) fn draw(
    scene: &mut Scene,
    mut area: Rect,
    style: Type,
    calendar: &Calendar,
    (from, weeks): (Date, i64),
) {
    let head = area.cut_top(style.em(1.8));
    let face = style.tick();
    for (name, column) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().zip(head.columns(7, 0.0)) {
        scene.try_text(name, face, Anchor::Start, column.x + style.em(0.5), head.y + style.em(1.05));
    }
    // Tall enough to read, never a tower.
    let suits = ems(calendar, weeks) / weeks.max(1) as f64 + 1.5;
    let height = (area.h / weeks.max(1) as f64).min(style.em(suits.max(6.0)));
    for week in 0..weeks {
        let row = area.cut_top(height);
        for (weekday, cell) in (0..7).zip(row.columns(7, 0.0)) {
            let Ok(offset) = jiff::Span::new().try_days(week * 7 + weekday) else { continue };
            if let Ok(day) = from.checked_add(offset) {
                self::day(scene, cell.inset(style.em(0.14)), style, calendar, day);
            }
        }
    }
}

fn day(scene: &mut Scene, cell: Rect, style: Type, calendar: &Calendar, day: Date) {
    scene.rect(cell, style.em(0.4), Role::Track.at(0.55));
    let inside = cell.inset(style.em(0.4));
    let face = style.note(Role::Mute);
    let date = format!("{} {}", day.day(), month_name(day.month()));
    scene.try_text(&face.fit(&date, inside.w), face, Anchor::Start, inside.x, inside.y + style.em(0.8));
    let sore = calendar.soreness.iter().find(|(logged, score)| *logged == day && score.is_finite());
    if let Some((_, score)) = sore {
        let face = style.note(Role::Red);
        scene.try_text(
            &format!("sore {}/10", fixed(*score, 0)),
            face,
            Anchor::End,
            inside.right(),
            inside.y + style.em(0.8),
        );
    }
    if calendar.races.iter().any(|race| race.covers(day)) {
        scene.framed(cell, style.em(0.4), None, Some(Stroke::new(Role::Purple, style.em(0.12))));
    }
    let mut left = inside;
    left.cut_top(style.em(1.2));
    let entries = calendar.days.iter().filter(|one| one.day == day).flat_map(|one| &one.entries);
    let entries: Vec<&CalendarEntry> = entries.collect();
    // Closer lines where all fit then.
    let close = entries.len() as f64 * style.em(1.6) > left.h;
    let line = style.em(if close { 1.4 } else { 1.6 });
    let room = ((left.h / line + 0.05) as usize).max(1);
    // The last line counts what does not fit.
    let shown = if entries.len() > room { room.saturating_sub(1) } else { entries.len() };
    for entry in entries.iter().take(shown) {
        let row = left.cut_top(line);
        session(
            scene,
            Rect::new(row.x, row.y, row.w, line - style.em(if close { 0.08 } else { 0.2 })),
            style,
            entry,
        );
    }
    if entries.len() > shown {
        let more = entries.len() - shown;
        let text = if more == 1 { "1 session".to_owned() } else { format!("{more} sessions") };
        let face = style.note(Role::Ink);
        scene.try_text(&face.fit(&text, left.w), face, Anchor::Start, left.x, left.y + style.em(1.0));
    }
}

/// A session in as many words as `room` holds: its kind, its minutes, a swim's laps.
pub(super) fn words(entry: &CalendarEntry, face: Face, room: f64) -> String {
    let (_, _, word) = look(entry.kind);
    let minutes = if entry.minutes.is_finite() {
        format!("{word} {} min", fixed(entry.minutes, 0))
    } else {
        word.to_owned()
    };
    let laps = entry.laps.filter(|laps| laps.is_finite()).map(|laps| {
        let unit = if laps.total_cmp(&1.0).is_eq() { "lap" } else { "laps" };
        let laps = fixed(laps, 0);
        [format!("{minutes} · {laps} {unit}"), format!("{word} {laps} {unit}")]
    });
    let texts = laps.into_iter().flatten().chain([minutes.clone(), word.to_owned()]);
    texts.into_iter().find(|text| face.width(text) <= room).unwrap_or_default()
}

fn session(scene: &mut Scene, bar: Rect, style: Type, entry: &CalendarEntry) {
    let (_, role, _) = look(entry.kind);
    scene.rect(bar, style.em(0.25), role.at(super::TINT));
    let face = style.note(Role::Ink);
    let mark = entry.verdict.map_or(0.0, |_| style.em(1.1));
    let text = words(entry, face, bar.w - style.em(0.6) - mark);
    let y = bar.middle().1 + 0.34 * face.size;
    scene.try_text(&text, face, Anchor::Start, bar.x + style.em(0.35), y);
    if let Some(verdict) = entry.verdict {
        let (shape, role) = mark_of(verdict);
        draw_mark(scene, shape, role, (bar.right() - style.em(0.7), bar.middle().1), style.em(0.3));
    }
}
