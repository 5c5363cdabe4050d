//! What was done, day by day: weeks as columns, weekdays as rows, a tint and a letter for the kind of work, or where a letter
//! has no room a line of its own across the day. A few weeks have room for words: they are drawn as rows of days.

mod days;

use super::{nothing, too_small};
use crate::render::plot::axis::{day_number, month_name};
use crate::render::plot::layout::{Rect, SMALLEST, Type};
use crate::render::plot::legend::{Entry, Legend, Shape, draw_mark, draw_work, mark_of};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Face, Scene, Stroke};
use crate::render::plot::{Panel, Thing};
use crate::report::SessionVerdict;
use crate::report::figure::{Calendar, CalendarDay, CalendarEntry, Work};
use jiff::civil::Date;

/// The letter, colour and word of a kind of work.
fn look(kind: Work) -> (&'static str, Role, &'static str) {
    match kind {
        Work::Bike => ("B", Role::Blue, "Bike"),
        Work::Run => ("R", Role::Green, "Run"),
        Work::Pool => ("P", Role::Purple, "Pool"),
        Work::Strength => ("S", Role::Amber, "Strength"),
        Work::Other => ("O", Role::Mute, "Other"),
    }
}

const KINDS: [Work; 5] = [Work::Bike, Work::Run, Work::Pool, Work::Strength, Work::Other];

/// How deep a day's tint is: light enough for its letter, deep enough to be told from the empty days.
const TINT: f64 = 0.45;

/// A smaller letter is a smudge, px: a line across the day stands for it then.
const LEAST_LETTER: f64 = SMALLEST;

/// Ten years of weeks: beyond that a day is less than a pixel.
const MOST_WEEKS: i64 = 530;

/// From the Monday of the first week to the last day; of more than can be drawn the latest weeks.
fn span(calendar: &Calendar) -> (Date, Date) {
    let (from, to) = (calendar.from.min(calendar.to), calendar.from.max(calendar.to));
    let monday = |day: Date| {
        day.saturating_sub(jiff::Span::new().days(i64::from(day.weekday().to_monday_zero_offset())))
    };
    let latest = monday(to).saturating_sub(jiff::Span::new().weeks(MOST_WEEKS - 1));
    (monday(from).max(latest), to)
}

/// How many sessions lie before the first week that is drawn.
fn before(calendar: &Calendar) -> usize {
    let first = span(calendar).0;
    calendar.days.iter().filter(|day| day.day < first).map(|day| day.entries.len()).sum()
}

fn weeks(calendar: &Calendar) -> i64 {
    let (from, to) = span(calendar);
    let days = day_number(to) - day_number(from);
    ((days as i64).max(0) / 7 + 1).min(MOST_WEEKS)
}

/// The height at which the cells of a drawing of `width` are neither tiny nor huge.
pub(crate) fn height(calendar: &Calendar, width: f64) -> f64 {
    if weeks(calendar) <= days::MOST_WEEKS {
        return days::height(calendar, weeks(calendar));
    }
    let weeks = weeks(calendar) as f64;
    // A year stands in two halves: its days keep room for a letter.
    let blocks = if weeks > 30.0 && weeks <= 70.0 { 2.0 } else { (weeks / 54.0).ceil().max(1.0) };
    let cell = ((width - 130.0) / (weeks / blocks)).clamp(16.0, 38.0);
    let log = if calendar.soreness.is_empty() { 0.0 } else { 40.0 };
    150.0 + blocks * (7.0 * cell + 34.0 + log)
}

/// The height that suits it on the card in a cell of `width`, in px at this type.
pub(crate) fn suits(calendar: &Calendar, style: Type, width: f64) -> f64 {
    let weeks = weeks(calendar);
    if weeks <= days::MOST_WEEKS {
        return style.em(2.4 + days::ems(calendar, weeks));
    }
    let blocks = if weeks > 30 { (weeks as f64 / 54.0).ceil().max(2.0) } else { 1.0 };
    let columns = (weeks as f64 / blocks).ceil();
    let cell = ((width - style.em(3.0)) / columns).clamp(style.em(0.9), style.em(2.2));
    let log = if calendar.soreness.is_empty() { 0.0 } else { 2.6 };
    style.em(2.4) + blocks * (7.0 * cell + style.em(2.3 + log))
}

/// Whether it is drawn as rows of days, which want the whole width.
pub(crate) fn wants_width(calendar: &Calendar) -> bool {
    let weeks = weeks(calendar);
    weeks <= days::MOST_WEEKS || weeks > 26
}

/// Draws the calendar in as many blocks of weeks as make the days largest.
pub(crate) fn draw(scene: &mut Scene, mut area: Rect, style: Type, calendar: &Calendar) -> Vec<Panel> {
    if calendar.days.iter().all(|day| day.entries.is_empty()) {
        return nothing::draw(scene, area, style, "Nothing was recorded on any day of this period.");
    }
    if too_small(area) {
        return Vec::new();
    }
    let legend = legend(&mut area, style, calendar);
    hidden(scene, &mut area, style, calendar);
    let weeks = weeks(calendar);
    if weeks <= days::MOST_WEEKS && days::fits(area, style, weeks) {
        say(scene, legend, style, calendar, true);
        days::draw(scene, area, style, calendar, (span(calendar).0, weeks));
        return Vec::new();
    }
    let names = if area.h > style.em(10.0) { style.tick().width("Wed") + style.em(0.8) } else { 0.0 };
    let month = style.em(1.5);
    // The soreness log stands below each block, where there is room.
    let log = if calendar.soreness.is_empty() || area.h < style.em(13.0) { 0.0 } else { style.em(2.6) };
    let cell_of = |blocks: i64| {
        let columns = (weeks as f64 / blocks as f64).ceil();
        let down = (area.h - (blocks - 1) as f64 * style.em(0.8)) / blocks as f64 - month - log;
        ((area.w - names) / columns).min(down / 7.0)
    };
    // In as few blocks as come near the largest cell.
    let best = (1..=8).map(cell_of).fold(0.0, f64::max);
    let blocks = (1..=8).find(|blocks| cell_of(*blocks) >= best * 0.97).unwrap_or(1);
    let cell = cell_of(blocks).clamp(1.0, style.em(6.0));
    let columns = (weeks + blocks - 1) / blocks;
    // Wider than high where there is room: more than one session on a day stays readable.
    // A week or two on a phone take all of it: their days are wide enough for words.
    let worded = weeks <= days::MOST_WEEKS;
    let widest = if worded { area.w } else { cell * 2.6 };
    let wide = ((area.w - names) / columns as f64).clamp(cell, widest.max(cell));
    say(scene, legend, style, calendar, lettered(calendar, (cell, wide), style));
    let grid = Grid { calendar, style, cell, wide, worded, log, columns, weeks, span: span(calendar) };
    for block in 0..blocks {
        let height = 7.0 * cell + month + log + style.em(0.8);
        let top = area.y + block as f64 * height;
        grid.block(scene, (area.x + names, top + month), block * columns, names > 0.0);
    }
    Vec::new()
}

/// The size of a day's letter.
fn letter(cell: f64, style: Type) -> f64 {
    (cell * 0.52).min(style.em(1.3))
}

/// Whether each session of each day has room for its letter.
fn lettered(calendar: &Calendar, (cell, wide): (f64, f64), style: Type) -> bool {
    let face = Face::new(letter(cell, style), Role::Ink).bold();
    let widest = KINDS.iter().map(|kind| face.width(look(*kind).0)).fold(0.0, f64::max);
    let busiest = calendar.days.iter().map(|day| day.entries.len().min(4)).max().unwrap_or(1).max(1);
    face.size >= LEAST_LETTER && widest < 0.95 * wide / busiest as f64
}

/// What the marks mean; the kinds of work with their letters, and with their lines where some have no room for a letter.
fn entries(calendar: &Calendar, lettered: bool) -> Vec<Entry> {
    let first = span(calendar).0;
    let entries = || calendar.days.iter().filter(|day| day.day >= first).flat_map(|day| &day.entries);
    let mut shown = Vec::new();
    for kind in KINDS {
        let count = entries().filter(|entry| entry.kind == kind).count();
        if count > 0 {
            let (letter, role, word) = look(kind);
            shown.push(if lettered {
                Entry::new(Shape::Band(TINT, 0.0), role, format!("{letter} {word} {count}"))
            } else {
                Entry::new(Shape::Day(kind), role, format!("{letter} {word} {count}"))
            });
        }
    }
    for verdict in [SessionVerdict::Short, SessionVerdict::Token] {
        if entries().any(|entry| entry.verdict == Some(verdict)) {
            let (shape, role) = mark_of(verdict);
            shown.push(Entry::new(
                shape,
                role,
                if verdict == SessionVerdict::Short { "Short" } else { "Token" },
            ));
        }
    }
    if let Some(race) = calendar.races.first() {
        let named = calendar.races.len() == 1 && (1..=30).contains(&race.name.chars().count());
        let word = if named {
            format!("{}, and a week after it", race.name)
        } else {
            "Race, and a week after it".into()
        };
        shown.push(Entry::new(Shape::Square, Role::Purple, word));
    }
    if !calendar.soreness.is_empty() {
        shown.push(Entry::new(Shape::Band(0.75, 0.0), Role::Red, "Soreness 0 to 10, as logged"));
    }
    shown
}

/// The room of the legend, where it has any.
fn legend(area: &mut Rect, style: Type, calendar: &Calendar) -> Option<Rect> {
    let height = Legend::new(entries(calendar, true), style, area.w).height(style);
    (area.h - height > style.em(8.0)).then(|| area.cut_top(height + style.em(0.4)))
}

fn say(scene: &mut Scene, room: Option<Rect>, style: Type, calendar: &Calendar, lettered: bool) {
    if let Some(room) = room {
        Legend::new(entries(calendar, lettered), style, room.w).draw(scene, room, style, false);
    }
}

/// How many sessions lie before the days that are drawn.
fn hidden(scene: &mut Scene, area: &mut Rect, style: Type, calendar: &Calendar) {
    let (first, hidden) = (span(calendar).0, before(calendar));
    if hidden > 0 {
        let row = area.cut_top(style.em(1.7));
        let many = if hidden == 1 { "1 session".to_owned() } else { format!("{hidden} sessions") };
        let date = format!("{} {} {}", first.day(), month_name(first.month()), first.year());
        let texts = [
            format!("{many} before {date} are not drawn: ten years are the most that can be read"),
            format!("{many} before {date} not drawn"),
            format!("{many} not drawn"),
        ];
        let face = style.tick();
        let text = texts.into_iter().find(|text| face.width(text) <= row.w).unwrap_or_default();
        scene.try_text(&text, face, Anchor::Start, row.x, row.y + style.em(1.0));
    }
}

/// The cells.
struct Grid<'a> {
    calendar: &'a Calendar,
    style: Type,
    /// The height of a day, and its width.
    cell: f64,
    wide: f64,
    /// Whether a day says in words what was done, where they fit.
    worded: bool,
    /// The height of the soreness log below a block; 0 without one.
    log: f64,
    columns: i64,
    weeks: i64,
    /// The Monday of the first week, and the last day.
    span: (Date, Date),
}

impl Grid<'_> {
    fn block(&self, scene: &mut Scene, (left, top): (f64, f64), first: i64, names: bool) {
        let (style, cell, wide) = (self.style, self.cell, self.wide);
        let face = style.tick();
        for (row, name) in ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().enumerate() {
            let y = top + (row as f64 + 0.5) * cell + 0.35 * face.size;
            if names && (cell > face.size * 1.05 || row % 2 == 0) {
                scene.try_text(name, face, Anchor::End, left - style.em(0.6), y);
            }
        }
        self.soreness(scene, (left, top + 7.0 * cell), first, names);
        let mut month = 0;
        for column in 0..self.columns.min(self.weeks - first) {
            let x = left + column as f64 * wide;
            for weekday in 0..7 {
                let Some(day) = self.day((first + column) * 7 + weekday) else { continue };
                let area =
                    Rect::new(x, top + weekday as f64 * cell, wide, cell).inset((cell * 0.07).min(1.5));
                if day.month() != month && day.day() <= 7 {
                    let name = if day.month() == 1 {
                        day.year().to_string()
                    } else {
                        month_name(day.month()).to_owned()
                    };
                    // A month's name stands over its first week.
                    let face = style.tick();
                    let face = if day.month() == 1 { Face { role: Role::Ink, ..face.bold() } } else { face };
                    scene.try_text(&name, face, Anchor::Start, x, top - style.em(0.5));
                    month = day.month();
                }
                self.cell(scene, area, day);
            }
        }
    }

    /// The log of soreness, a bar a day, all the way up at 10.
    fn soreness(&self, scene: &mut Scene, (left, top): (f64, f64), first: i64, names: bool) {
        if self.log <= 0.0 {
            return;
        }
        let (style, columns) = (self.style, self.columns.min(self.weeks - first));
        let (foot, room) = (top + self.log, self.log - style.em(0.7));
        let face = style.note(Role::Mute);
        if names {
            scene.try_text("Sore", face, Anchor::End, left - style.em(0.6), foot - 0.1 * face.size);
        }
        let right = left + columns as f64 * self.wide;
        scene.line([(left, foot), (right, foot)], Stroke::new(Role::Grid, 1.0).flat());
        let start = day_number(self.span.0) + (first * 7) as f64;
        let step = self.wide / 7.0;
        for (day, score) in &self.calendar.soreness {
            let offset = day_number(*day) - start;
            if score.is_finite() && (0.0..columns as f64 * 7.0).contains(&offset) {
                let height = (room * score.clamp(0.0, 10.0) / 10.0).max(1.0);
                let bar =
                    Rect::new(left + (offset + 0.15) * step, foot - height, (step * 0.7).max(0.8), height);
                scene.rect(bar, 0.0, Role::Red.at(0.75));
            }
        }
    }

    /// The day `offset` days after the first.
    fn day(&self, offset: i64) -> Option<Date> {
        let day = self.span.0.checked_add(jiff::Span::new().try_days(offset).ok()?).ok()?;
        (day <= self.span.1).then_some(day)
    }

    fn cell(&self, scene: &mut Scene, area: Rect, day: Date) {
        scene.spot(area, Thing::Day(day));
        let radius = area.h.min(area.w) * 0.18;
        let found = self.calendar.days.binary_search_by(|entry| entry.day.cmp(&day)).ok();
        match found.and_then(|index| self.calendar.days.get(index)).filter(|found| !found.entries.is_empty())
        {
            Some(found) => self.work(scene, area, radius, found),
            None => scene.rect(area, radius, Role::Track),
        }
        if self.calendar.races.iter().any(|race| race.covers(day)) {
            let stroke = Stroke::new(Role::Purple, (area.h * 0.08).clamp(0.8, 2.0));
            scene.framed(area.inset(0.3), radius, None, Some(stroke));
        }
    }

    /// The sessions of a day: upright strips of one cell.
    fn work(&self, scene: &mut Scene, area: Rect, radius: f64, day: &CalendarDay) {
        let shown: Vec<&CalendarEntry> = day.entries.iter().take(4).collect();
        let strips = area.columns(shown.len(), 0.0);
        let face = Face::new(letter(self.cell, self.style), Role::Ink).bold();
        // Each session of the day its letter, or none of them.
        let width = strips.first().map_or(0.0, |strip| strip.w * 0.95);
        let widest = shown.iter().map(|entry| face.width(look(entry.kind).0)).fold(0.0, f64::max);
        let fits = widest < width && face.size >= LEAST_LETTER;
        for (entry, strip) in shown.iter().zip(&strips) {
            let (letter, role, _) = look(entry.kind);
            scene.rect(*strip, radius.min(strip.w / 2.0), role.at(TINT));
            if !fits {
                draw_work(scene, entry.kind, *strip);
            }
            let (x, y) = strip.middle();
            let words = days::words(entry, self.style.note(Role::Ink), strip.w - self.style.em(1.6));
            let letter = if self.worded && !words.is_empty() { words.as_str() } else { letter };
            let face = if self.worded && !words.is_empty() { self.style.note(Role::Ink) } else { face };
            let marked = matches!(entry.verdict, Some(SessionVerdict::Short | SessionVerdict::Token));
            let lift = if marked && fits { area.h * 0.12 } else { 0.0 };
            if fits {
                scene.text(letter, face, Anchor::Middle, x, y + 0.36 * face.size - lift);
            }
            if let Some(verdict) = entry.verdict.filter(|_| marked && area.w > 9.0) {
                let (shape, role) = mark_of(verdict);
                let y = if fits { area.bottom() - area.h * 0.16 } else { y };
                draw_mark(scene, shape, role, (x, y), (area.h * 0.12).max(1.6));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::plot::fixtures;
    use jiff::civil::date;

    #[test]
    fn of_more_than_ten_years_the_latest_are_drawn_and_the_others_counted() {
        let entry = |laps| CalendarEntry { kind: Work::Run, minutes: 30.0, laps, verdict: None };
        let day = |day, count: usize| CalendarDay { day, entries: vec![entry(None); count] };
        let days = vec![day(date(2011, 11, 2), 2), day(date(2014, 3, 3), 1), day(date(2026, 6, 24), 3)];
        let calendar = Calendar {
            from: date(2011, 10, 31),
            to: date(2026, 6, 28),
            days,
            races: vec![],
            soreness: vec![],
        };
        assert_eq!((weeks(&calendar), before(&calendar)), (MOST_WEEKS, 3));
        let mut scene = Scene::new(1000.0, 900.0);
        let area = scene.area().inset(10.0);
        draw(&mut scene, area, Type { base: 13.0 }, &calendar);
        let texts: Vec<&str> = scene.labels().map(|label| label.text.as_str()).collect();
        assert!(texts.iter().any(|text| text.starts_with("3 sessions before 2 May 2016")), "{texts:?}");
        assert!(texts.contains(&"R Run 3") && texts.contains(&"2026"), "{texts:?}");
        assert_eq!(before(&fixtures::calendar(40)), 0);
    }

    #[test]
    fn kinds_of_work_differ_without_their_colours() {
        let line = |kind: Work| {
            let mut scene = Scene::new(40.0, 40.0);
            draw_work(&mut scene, kind, Rect::new(0.0, 0.0, 12.0, 12.0));
            scene.marks
        };
        for (index, one) in KINDS.iter().enumerate() {
            for other in &KINDS[index + 1..] {
                assert!(look(*one).0 != look(*other).0 && line(*one) != line(*other), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn a_swim_says_its_laps_where_days_have_room() {
        let mut scene = Scene::new(1000.0, 300.0);
        let area = scene.area().inset(10.0);
        draw(&mut scene, area, Type { base: 13.0 }, &fixtures::calendar(1));
        assert!(scene.labels().any(|label| label.text == "Pool 20 laps"));
        let mut wide = Scene::new(1400.0, 300.0);
        let area = wide.area().inset(10.0);
        draw(&mut wide, area, Type { base: 13.0 }, &fixtures::calendar(1));
        assert!(wide.labels().any(|label| label.text == "Pool 25 min · 20 laps"));
    }
}
