//! The one-page card: what one prints, hangs up and sends to the physio. Rows without data give way, and the type grows
//! into the room that they leave.

mod choice;
#[cfg(test)]
pub(super) mod fixture;
mod furniture;
mod rows;
mod words;

use super::layout::{Rect, Type};
use super::palette::{Role, Theme};
use super::scene::Scene;
use super::{RenderError, raster, svg};
use crate::report::Report;
use choice::Choice;
use rows::{GAP, Row};

/// The card's size, CSS px.
const SIZE: (f64, f64) = (1600.0, 2000.0);

/// The size of type of a full card, px. A poor one may be set up to half as large again.
const BASE: f64 = 15.5;

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

/// Lays the card out.
pub(super) fn compose(report: &Report) -> Scene {
    let choice = Choice::of(report);
    let plain = Page::new(report, &choice, Type { base: BASE });
    // The largest type at which the rows have their room, no more words are cut, and no subtitle needs another line.
    let larger = (1..=15).rev().map(|step| Type { base: BASE + 0.5 * f64::from(step) });
    let mut larger = larger.map(|style| Page::new(report, &choice, style));
    let page = larger.find(|page| {
        page.spare() >= 0.0
            && page.rows.len() == plain.rows.len()
            && page.cut() <= plain.cut()
            && page.lines() <= plain.lines()
    });
    page.unwrap_or(plain).finish()
}

/// A card with its frame drawn and its rows still to come.
struct Page<'a> {
    scene: Scene,
    style: Type,
    /// Where the rows go.
    area: Rect,
    rows: Vec<Row<'a>>,
}

impl<'a> Page<'a> {
    fn new(report: &'a Report, choice: &Choice<'a>, style: Type) -> Self {
        let mut scene = Scene::new(SIZE.0, SIZE.1);
        let page = scene.area();
        scene.rect(page, 0.0, Role::Page);
        let mut area = Rect::new(48.0, 44.0, page.w - 96.0, page.h - 84.0);
        furniture::header(&mut scene, &mut area, style, report);
        furniture::footer(&mut scene, &mut area, style, report);
        if !report.next.is_empty() {
            furniture::next(&mut scene, &mut area, style, report);
            area.cut_bottom(GAP);
        }
        if !report.tiles.is_empty() {
            let row = area.cut_top(style.em(8.5));
            furniture::tiles(&mut scene, row, style, &report.tiles);
            area.cut_top(GAP);
        }
        let rows = rows::rows(report, choice, style, area);
        Self { scene, style, area, rows }
    }

    /// What the rows leave over.
    fn spare(&self) -> f64 {
        let gaps = GAP * self.rows.len().saturating_sub(1) as f64;
        self.area.h - gaps - self.rows.iter().map(|row| row.height).sum::<f64>()
    }

    /// How many texts of the frame did not fit.
    fn cut(&self) -> usize {
        self.scene.labels().filter(|label| label.text.ends_with('…')).count()
    }

    /// How many lines the subtitles of its figures take.
    fn lines(&self) -> usize {
        self.rows.iter().filter(|row| row.grows).map(|row| row.lines(self.style, self.area.w)).sum()
    }

    fn finish(mut self) -> Scene {
        let gaps = GAP * self.rows.len().saturating_sub(1) as f64;
        let heights = heights(&self.rows, self.area.h - gaps);
        for (row, height) in self.rows.into_iter().zip(heights) {
            let place = self.area.cut_top(height);
            self.area.cut_top(GAP);
            row.draw(&mut self.scene, place, self.style);
        }
        self.scene
    }
}

/// Shares `free` pixels among the rows: each what suits it; then figures grow, then words, each to its most; what is left
/// even then goes to the figures. Where there is too little, the figures shrink.
fn heights(rows: &[Row<'_>], free: f64) -> Vec<f64> {
    let sum = |grows: bool| rows.iter().filter(|row| row.grows == grows).map(|row| row.height).sum::<f64>();
    let shrink = ((free - sum(false)) / sum(true).max(1.0)).clamp(0.0, 1.0);
    let mut heights: Vec<f64> =
        rows.iter().map(|row| if row.grows { row.height * shrink } else { row.height }).collect();
    let mut left = free - heights.iter().sum::<f64>();
    for grows in [true, false] {
        // Each round fills at least one row to its most, or ends.
        for _ in rows {
            let open = |height: f64, row: &Row<'_>| row.grows == grows && height < row.most;
            let wanted: f64 =
                heights.iter().zip(rows).filter(|(h, row)| open(**h, row)).map(|(_, row)| row.height).sum();
            if wanted <= 0.0 || left < 1.0 {
                break;
            }
            let share = left / wanted;
            for (height, row) in heights.iter_mut().zip(rows) {
                if open(*height, row) {
                    let more = (row.height * share).min(row.most - *height);
                    *height += more;
                    left -= more;
                }
            }
        }
    }
    let figures = sum(true);
    if left >= 1.0 && figures > 0.0 {
        for (height, row) in heights.iter_mut().zip(rows).filter(|(_, row)| row.grows) {
            *height += left * row.height / figures;
        }
    }
    heights
}
