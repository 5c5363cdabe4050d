//! What the page is given besides the report.

use crate::render::plot::{self, Drawing, Size};
use crate::report::CheckId;
use crate::report::figure::{Calendar, Content, Figure};

/// What the page is given besides the report: the drawing of figures and the method notes. The page knows neither
/// how a figure is drawn nor where a note comes from.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// Draws a figure for a wide or a narrow screen; [`draw`] is the one to use.
    pub draw: &'a dyn Fn(&Figure, Width) -> Result<Drawing, plot::RenderError>,
    /// Style rules that the drawings need: colours of both themes, classes, and fonts as `data:`; [`figure_css`].
    pub figure_css: &'a str,
    /// The method note of a check, in Markdown: the text that `explain` prints.
    pub explain: fn(CheckId) -> &'static str,
}

/// For which width of its column a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// A desk.
    Wide,
    /// A tablet, or paper.
    Middle,
    /// A phone.
    Narrow,
}

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// A figure could not be drawn.
    #[error("figure {slug}")]
    Figure {
        /// Which figure.
        slug: String,
        /// Why.
        source: plot::RenderError,
    },
    /// A drawing holds text that would end the element around it: the renderer of figures failed to escape.
    #[error("figure {slug}: the drawing would end the element that holds it")]
    Unescaped {
        /// Which figure.
        slug: String,
    },
}

/// Draws a figure at the size that suits the screen.
///
/// # Errors
/// As [`plot::drawing`].
pub fn draw(figure: &Figure, width: Width) -> Result<Drawing, plot::RenderError> {
    let alone = plot::default_size(&figure.content);
    let wide = Size { width: WIDE, height: alone.height.saturating_sub(HEADING).max(120) };
    let size = match width {
        Width::Wide => wide,
        Width::Middle => Size { width: MIDDLE, height: middle_height(&figure.content, wide) },
        Width::Narrow => Size { width: NARROW, height: narrow_height(&figure.content, wide) },
    };
    plot::drawing(figure, size)
}

/// The widths of the drawings, CSS px: each is the least width of the column that the page shows it in, so that it is never
/// made smaller and its smallest letters keep their 11 px. The first two stand in the page's style rules as well.
const WIDE: u32 = 944;
/// For a tablet.
const MIDDLE: u32 = 528;
/// For a phone: the column that the narrowest of them leaves.
const NARROW: u32 = 262;

/// What title and subtitle take of a figure that stands alone, CSS px: on the page they are text above it.
const HEADING: u32 = 64;

/// In half the width some things need more rows.
fn middle_height(content: &Content, wide: Size) -> u32 {
    match content {
        Content::Drills(_) => wide.height + 160,
        Content::Calendar(calendar) => calendar_height(calendar, MIDDLE),
        _ => wide.height,
    }
}

/// A phone is read upright: what stands side by side on a desk needs its own height.
fn narrow_height(content: &Content, wide: Size) -> u32 {
    match content {
        Content::Traces(_) => wide.height.min(640),
        // Its sentence takes several lines.
        Content::Trend(_) => wide.height + 104,
        // One dial below the other: side by side they would be too small to read.
        Content::PowerPhase(_) => 560,
        Content::Calendar(calendar) => calendar_height(calendar, NARROW),
        // The run, and below it each rep in a row of its own.
        Content::Drills(strip) => 310 + 112 * u32::try_from(strip.aligned.len().min(10)).unwrap_or(0),
        _ => wide.height.max(340),
    }
}

/// In as many blocks of weeks as leave each day room for its letter.
fn calendar_height(calendar: &Calendar, width: u32) -> u32 {
    let days = calendar.from.until(calendar.to).map_or(0, |span| span.get_days()).unsigned_abs();
    let (weeks, room, log) = (days / 7 + 1, width - 34, if calendar.soreness.is_empty() { 0 } else { 40 });
    if weeks < 5 {
        return 340.max(100 + 60 * weeks);
    }
    let blocks = weeks.div_ceil(room / 23).min(6);
    let cell = (room / weeks.div_ceil(blocks)).clamp(8, 30);
    90 + blocks * (7 * cell + 36 + log)
}

/// Every style rule that the drawings of [`draw`] need.
#[must_use]
pub fn figure_css() -> String {
    format!("{}{}", plot::font_css(), plot::page_css())
}
