//! Figures as PNG and SVG, and the one-page card.
//!
//! ```text
//! Figure --figures/*--> Scene (marks with roles for colours) --raster--> PNG
//!                         ^ plotters draws through canvas     \--svg---> SVG
//! ```
//! A figure computes no result: it lays out what the report holds.

mod axis;
mod canvas;
mod card;
mod chart;
mod figures;
mod font;
mod layout;
mod legend;
mod palette;
mod raster;
mod scene;
mod svg;
mod text;
mod turn;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod lint;
#[cfg(test)]
mod odd;
#[cfg(test)]
mod snapshots;
#[cfg(test)]
mod vision;

pub use card::{card_png, card_svg};
pub use font::font_css;
pub use palette::{Theme, page_css};

use crate::report::figure::{Content, Figure};
use crate::units::Unit;
use layout::{Rect, Type};
use palette::Role;
use scene::{Anchor, Scene, Stroke};

/// A figure could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The picture would have no pixel, or more than 16,000 a side.
    #[error("a picture must have 1 to 16000 pixels a side")]
    Size,
    /// The pixels could not be written as PNG.
    #[error("the picture could not be written as PNG")]
    Png(#[from] png::EncodingError),
}

/// The size of a drawing, CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl Size {
    fn checked(self) -> Result<(f64, f64), RenderError> {
        let sane = |side: u32| (1..=16_000).contains(&side);
        if sane(self.width) && sane(self.height) {
            Ok((f64::from(self.width), f64::from(self.height)))
        } else {
            Err(RenderError::Size)
        }
    }
}

/// What the horizontal axis of a panel counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Elapsed seconds.
    Elapsed,
    /// Metres.
    Metres,
    /// Watts.
    Watts,
    /// Days since 1 January 1970.
    Day,
    /// Plan weeks: the week's number, from 1.
    Week,
}

/// A panel of a drawing, for a page that lets one read values.
#[derive(Debug, Clone)]
pub struct Panel {
    /// Its frame in the drawing: x, y, width, height, CSS px.
    pub frame: (f64, f64, f64, f64),
    /// The values at its left and right edge.
    pub x: (f64, f64),
    /// The values at its lower and upper edge.
    pub y: (f64, f64),
    /// What its horizontal axis counts.
    pub x_kind: Axis,
    /// What it shows.
    pub name: String,
    /// The unit of its values.
    pub unit: Unit,
    /// Decimals of a read-out.
    pub decimals: usize,
    /// Named series of points that can be read.
    pub series: Vec<(String, Vec<(f64, f64)>)>,
}

/// A thing in a drawing that is read as a whole, not along an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Thing {
    /// A day of the calendar.
    Day(jiff::civil::Date),
    /// A bar of a distribution: of which trace, and which of its bars.
    Bar(usize, usize),
    /// What stands apart from the distribution of a trace.
    Apart(usize),
    /// A leg's dial.
    Dial(crate::units::Leg),
}

/// Where a thing is, for a page that lets one read it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// Its frame in the drawing: x, y, width, height, CSS px.
    pub frame: (f64, f64, f64, f64),
    /// What is there.
    pub thing: Thing,
}

/// A drawing for a page.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The SVG: classes of [`page_css`], ids unique by the figure's slug, no style, no font.
    pub svg: String,
    /// Its panels, whose values can be read.
    pub panels: Vec<Panel>,
    /// What else can be read in it.
    pub spots: Vec<Spot>,
}

/// The size at which a figure looks best.
#[must_use]
pub fn default_size(content: &Content) -> Size {
    let (width, height) = match content {
        Content::Ladder(_) => (1000, 400),
        Content::Traces(traces) => (1000, 130 + 230 * u32::try_from(traces.len().clamp(1, 4)).unwrap_or(1)),
        Content::BalanceByPower(_) => (1000, 420),
        Content::PowerPhase(_) => (1000, 440),
        Content::Drills(strip) => (1000, if strip.aligned.len() > 6 { 700 } else { 560 }),
        Content::Trend(trend) => (1000, if trend.soreness.is_empty() { 400 } else { 460 }),
        Content::Calendar(calendar) => {
            (1000, figures::calendar::height(calendar, 1000.0).clamp(240.0, 900.0) as u32)
        }
        Content::Nothing(_) => (1000, 240),
    };
    Size { width, height }
}

/// The figure as PNG, at `scale` pixels per CSS pixel.
///
/// # Errors
/// A size of zero or beyond 16,000 pixels a side.
pub fn png(figure: &Figure, size: Size, theme: Theme, scale: f64) -> Result<Vec<u8>, RenderError> {
    raster::png(&compose(figure, size, true)?.0, theme, scale)
}

/// The figure as an SVG that stands alone: its font and colours are inside.
///
/// # Errors
/// A size of zero or beyond 16,000 pixels a side.
pub fn svg(figure: &Figure, size: Size, theme: Theme) -> Result<String, RenderError> {
    Ok(svg::alone(&compose(figure, size, true)?.0, &words(figure), theme))
}

/// The figure for a page that has [`page_css`] and [`font_css`]: without title, subtitle and card, which the page sets
/// itself.
///
/// # Errors
/// A size of zero or beyond 16,000 pixels a side.
pub fn drawing(figure: &Figure, size: Size) -> Result<Drawing, RenderError> {
    let (scene, panels) = compose(figure, size, false)?;
    Ok(Drawing { svg: svg::inline(&scene, &words(figure)), panels, spots: scene.spots })
}

fn words(figure: &Figure) -> svg::Words<'_> {
    svg::Words { slug: &figure.slug, title: &figure.title, description: &figure.subtitle }
}

/// Lays the figure out; `alone` puts it on a card on a page.
fn compose(figure: &Figure, size: Size, alone: bool) -> Result<(Scene, Vec<Panel>), RenderError> {
    let (width, height) = size.checked()?;
    let mut scene = Scene::new(width, height);
    let style = Type::for_page(width, height);
    let mut area = scene.area();
    if alone {
        scene.rect(area, 0.0, Role::Page);
        area = area.inset(style.em(1.3).min(width / 40.0));
        sheet(&mut scene, area, style);
        area = area.inset(style.em(1.6).min(width / 28.0));
        let panels = titled(&mut scene, area, style, figure);
        return Ok((scene, panels));
    }
    area = area.inset(style.em(0.3));
    let panels = figures::draw(&mut scene, area, style, &figure.content);
    Ok((scene, panels))
}

/// The white sheet behind a figure.
fn sheet(scene: &mut Scene, area: Rect, style: Type) {
    scene.framed(area, style.em(0.9), Some(Role::Card.into()), Some(Stroke::new(Role::Edge, 1.0)));
}

/// A figure with its title and subtitle inside `area`.
fn titled(scene: &mut Scene, mut area: Rect, style: Type, figure: &Figure) -> Vec<Panel> {
    let roomy = area.h > style.em(14.0);
    let face = style.title();
    let title = area.cut_top(face.size * if roomy { 1.25 } else { 1.15 });
    scene.text(&face.fit(&figure.title, area.w), face, Anchor::Start, title.x, title.y + face.size * 0.82);
    let face = style.subtitle();
    let most = if area.h > style.em(22.0) { 2 } else { usize::from(roomy) };
    if most > 0 {
        let lines = text::wrap(&text::clean(&figure.subtitle), face.size, face.weight, area.w, most);
        for line in &lines {
            let row = area.cut_top(face.size * 1.45);
            scene.text(line, face, Anchor::Start, row.x, row.y + face.size);
        }
    }
    area.cut_top(style.em(if roomy { 0.9 } else { 0.4 }));
    figures::draw(scene, area, style, &figure.content)
}
