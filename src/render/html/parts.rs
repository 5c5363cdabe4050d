//! What the page is given besides the report.

use crate::render::plot::{self, Drawing, Size};
use crate::report::CheckId;
use crate::report::figure::{Content, Figure};

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

/// For which screen a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// A desk, or paper.
    Wide,
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
    let wide = Size { height: alone.height.saturating_sub(HEADING).max(120), ..alone };
    let size = match width {
        Width::Wide => wide,
        Width::Narrow => Size { width: 320, height: narrow_height(&figure.content, wide) },
    };
    plot::drawing(figure, size)
}

/// What title and subtitle take of a figure that stands alone, CSS px: on the page they are text above it.
const HEADING: u32 = 64;

/// A phone is read upright: what stands side by side on a desk needs its own height.
fn narrow_height(content: &Content, wide: Size) -> u32 {
    match content {
        Content::Traces(_) | Content::Trend(_) => wide.height.min(640),
        // One dial below the other: side by side they would be too small to read.
        Content::PowerPhase(_) => 520,
        Content::Calendar(calendar) => {
            let log = if calendar.soreness.is_empty() { 0 } else { 36 };
            match u32::try_from(calendar.days.len().div_ceil(7)) {
                // One block of weeks: as high as its days are wide. Fewer or more weeks are set otherwise.
                Ok(weeks @ 5..=16) => 84 + 7 * (290 / weeks).min(38) + log,
                _ => wide.height.max(320),
            }
        }
        _ => wide.height,
    }
}

/// Every style rule that the drawings of [`draw`] need.
#[must_use]
pub fn figure_css() -> String {
    format!("{}{}", plot::font_css(), plot::page_css())
}
