//! The one-page card: what one prints, hangs up and sends to the physio. Rows without data give way.

mod choice;
#[cfg(test)]
pub(super) mod fixture;
mod furniture;

use super::layout::{Rect, Type};
use super::palette::{Role, Theme};
use super::scene::Scene;
use super::{RenderError, figures, raster, svg, text};
use crate::report::figure::{Content, Figure, Trace};
use crate::report::{CheckResult, Outcome, Report};
use choice::Choice;

/// The card's size, CSS px.
const SIZE: (f64, f64) = (1600.0, 2000.0);

/// The card as PNG, at `scale` pixels per CSS pixel of 1600 x 2000.
///
/// # Errors
/// A scale that leaves no pixel, or more than 16,000 a side.
pub fn card_png(report: &Report, theme: Theme, scale: f64) -> Result<Vec<u8>, RenderError> {
    raster::png(&compose(report), theme, scale)
}

/// The card as an SVG that stands alone.
///
/// # Errors
/// None at present; kept like its sisters.
pub fn card_svg(report: &Report, theme: Theme) -> Result<String, RenderError> {
    let words = svg::Words { slug: "card", title: &report.programme.title, description: &report.headline };
    Ok(svg::alone(&compose(report), &words, theme))
}

/// A row of the card: cells side by side, with the share of the width and the height that suits them.
struct Row<'a> {
    cells: Vec<(f64, Cell<'a>)>,
    height: f64,
    /// How far it may grow where rows have given way.
    most: f64,
    /// Whether it may grow beyond that rather than leave the page empty.
    grows: bool,
}

/// A figure, as the card shows it.
struct Cell<'a> {
    title: &'a str,
    subtitle: &'a str,
    content: Shown<'a>,
}

/// What a cell draws.
enum Shown<'a> {
    /// A figure's content as it is.
    Content(&'a Content),
    /// One channel of a figure.
    Trace(&'a Trace),
    /// The sentences of what could not be drawn.
    Gaps(Vec<String>),
    /// What the checks say.
    Checks(Vec<&'a CheckResult>),
}

/// Lays the card out.
pub(super) fn compose(report: &Report) -> Scene {
    let mut scene = Scene::new(SIZE.0, SIZE.1);
    let style = Type { base: 15.5 };
    let gap = 18.0;
    let page = scene.area();
    scene.rect(page, 0.0, Role::Page);
    let mut area = Rect::new(48.0, 44.0, page.w - 96.0, page.h - 84.0);
    furniture::header(&mut scene, &mut area, style, report);
    furniture::footer(&mut scene, &mut area, style, report);
    if !report.next.is_empty() {
        furniture::next(&mut scene, &mut area, style, report);
        area.cut_bottom(gap);
    }
    if !report.tiles.is_empty() {
        let row = area.cut_top(132.0);
        furniture::tiles(&mut scene, row, style, &report.tiles);
        area.cut_top(gap);
    }
    let rows = rows(report);
    let free = area.h - gap * rows.len().saturating_sub(1) as f64;
    let heights = heights(&rows, free);
    for (row, height) in rows.into_iter().zip(heights) {
        let place = area.cut_top(height);
        area.cut_top(gap);
        draw_row(&mut scene, place, style, gap, row);
    }
    scene
}

/// Shares `free` pixels among the rows: each as much as suits it, and what a row cannot use goes to the others.
fn heights(rows: &[Row<'_>], free: f64) -> Vec<f64> {
    let mut heights = vec![0.0; rows.len()];
    let mut left = free;
    // Each round fills at least one row to its most, or ends.
    for _ in rows {
        let open = |height: &f64, row: &Row<'_>| *height < row.most;
        let wanted: f64 =
            heights.iter().zip(rows).filter(|(h, row)| open(h, row)).map(|(_, row)| row.height).sum();
        if wanted <= 0.0 || left < 1.0 {
            break;
        }
        let share = left / wanted;
        for (height, row) in heights.iter_mut().zip(rows) {
            if *height < row.most {
                let more = (row.height * share).min(row.most - *height);
                *height += more;
                left -= more;
            }
        }
    }
    // Where even that leaves the page empty, the rows that can grow share the rest.
    let grown: f64 = rows.iter().filter(|row| row.grows).map(|row| row.height).sum();
    if left >= 1.0 && grown > 0.0 {
        for (height, row) in heights.iter_mut().zip(rows).filter(|(_, row)| row.grows) {
            *height += left * row.height / grown;
        }
    }
    heights
}

fn draw_row(scene: &mut Scene, mut place: Rect, style: Type, gap: f64, row: Row<'_>) {
    let shares: f64 = row.cells.iter().map(|(share, _)| share).sum();
    let width = place.w - gap * row.cells.len().saturating_sub(1) as f64;
    for (share, cell) in row.cells {
        let area = place.cut_left(width * share / shares);
        place.cut_left(gap);
        super::sheet(scene, area, style);
        let mut inside = area.inset(26.0);
        head(scene, &mut inside, style, &cell);
        match cell.content {
            Shown::Content(content) => {
                figures::draw(scene, inside, style, content);
            }
            Shown::Trace(trace) => {
                figures::traces::draw(scene, inside, style, std::slice::from_ref(trace));
            }
            Shown::Gaps(sentences) => furniture::gaps(scene, inside, style, &sentences),
            Shown::Checks(checks) => furniture::checks(scene, inside, style, &checks),
        }
    }
}

fn head(scene: &mut Scene, area: &mut Rect, style: Type, cell: &Cell<'_>) {
    let face = super::scene::Face::new(style.em(1.35), Role::Ink).bold();
    let row = area.cut_top(face.size * 1.2);
    scene.text(
        &face.fit(cell.title, row.w),
        face,
        super::scene::Anchor::Start,
        row.x,
        row.y + face.size * 0.82,
    );
    let face = style.tick();
    if !text::clean(cell.subtitle).is_empty() {
        let row = area.cut_top(face.size * 1.5);
        scene.text(
            &face.fit(cell.subtitle, row.w),
            face,
            super::scene::Anchor::Start,
            row.x,
            row.y + face.size,
        );
    }
    area.cut_top(style.em(0.8));
}

fn cell(figure: &Figure) -> Cell<'_> {
    Cell { title: &figure.title, subtitle: &figure.subtitle, content: Shown::Content(&figure.content) }
}

/// The rows that have something to show.
fn rows<'a>(report: &'a Report) -> Vec<Row<'a>> {
    let choice = Choice::of(report);
    let mut rows = Vec::new();
    let mut push = |cells: Vec<(f64, Cell<'a>)>, height: f64, most: f64| {
        if !cells.is_empty() {
            rows.push(Row { cells, height, most, grows: true });
        }
    };
    push(choice.ladders.iter().map(|figure| (1.0, cell(figure))).collect(), 345.0, 760.0);
    push(choice.pedals.iter().map(|figure| (1.0, cell(figure))).collect(), 390.0, 640.0);
    push(choice.drills.iter().map(|figure| (1.0, cell(figure))).collect(), 375.0, 640.0);
    let mut last = Vec::new();
    if let Some((figure, trace)) = choice.cadence {
        let cell = Cell { title: &figure.title, subtitle: &figure.subtitle, content: Shown::Trace(trace) };
        last.push((1.15, cell));
    }
    last.extend(choice.trend.or(choice.balance).map(|figure| (1.0, cell(figure))));
    push(last, 310.0, 560.0);
    if rows.len() < 4
        && let Some(calendar) = choice.calendar
    {
        rows.push(Row { cells: vec![(1.0, cell(calendar))], height: 300.0, most: 350.0, grows: false });
    }
    let checks: Vec<&CheckResult> =
        report.checks.iter().filter(|check| check.outcome != Outcome::NotApplicable).collect();
    if rows.len() < 4 && !checks.is_empty() {
        let height = 110.0 + 52.0 * checks.len() as f64;
        let content = Shown::Checks(checks);
        let cell = Cell { title: "What the checks say", subtitle: "", content };
        let row = Row { cells: vec![(1.0, cell)], height, most: height, grows: true };
        rows.push(row);
    }
    if rows.len() < 4 && !choice.gaps.is_empty() {
        let height = 96.0 + 30.0 * choice.gaps.len() as f64;
        let content = Shown::Gaps(choice.gaps);
        let cell = Cell { title: "What these files cannot show", subtitle: "", content };
        rows.push(Row { cells: vec![(1.0, cell)], height, most: height.max(180.0), grows: false });
    }
    rows
}
