//! What the page is given besides the report.

use crate::checks::CheckId;
use crate::report::figure::Figure;
use crate::units::Unit;

/// What the page is given besides the report: the drawing of figures and the method notes. The page knows neither
/// how a figure is drawn nor where a note comes from.
#[derive(Clone, Copy)]
pub struct Parts<'a> {
    /// Draws a figure for a wide or a narrow screen.
    pub draw: &'a dyn Fn(&Figure, Width) -> Result<Drawing, RenderError>,
    /// Style rules that the drawings need: classes, and fonts as `data:`.
    pub figure_css: &'a str,
    /// The method note of a check, in Markdown: the text that `explain` prints.
    pub explain: &'a dyn Fn(CheckId) -> &'a str,
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
pub enum RenderError {
    /// A figure could not be drawn.
    #[error("figure {slug}: {reason}")]
    Figure {
        /// Which figure.
        slug: String,
        /// Why, in a sentence.
        reason: String,
    },
}

/// A drawn figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The `svg` element.
    pub svg: String,
    /// Its panels, for the read-out.
    pub panels: Vec<Panel>,
}

/// A panel of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Left, top, width and height in the drawing's own units.
    pub frame: (f64, f64, f64, f64),
    /// First and last value of the horizontal axis.
    pub x: (f64, f64),
    /// Lowest and highest value of the vertical axis.
    pub y: (f64, f64),
    /// What the horizontal axis counts.
    pub x_kind: Axis,
    /// Its name.
    pub name: String,
    /// The unit of the vertical axis.
    pub unit: Unit,
    /// Decimals of a read-out.
    pub decimals: usize,
    /// Each series with its name and points, in data coordinates.
    pub series: Vec<(String, Vec<(f64, f64)>)>,
}

/// What a horizontal axis counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Seconds since the start.
    Time,
    /// Days since 1970-01-01.
    Day,
    /// Weeks of the plan.
    Week,
    /// Metres.
    Metres,
    /// Watts.
    Watts,
}
