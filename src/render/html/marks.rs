//! The marks: a shape and a tone for how a thing came out, the same as in the figures.

use super::markup::{Html, Markup, put};

/// How a thing came out, for the eye: the shape of a mark and its tone. The word always stands beside it. The shapes are
/// those of the figures, and no shape stands for two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A disc, green.
    Done,
    /// A ring, green.
    Extra,
    /// A triangle that points down, amber.
    Short,
    /// The same, hollow.
    Token,
    /// A triangle that points up, purple.
    Over,
    /// A diamond, purple.
    Ahead,
    /// A cross, red.
    Missed,
    /// An exclamation mark, amber.
    Look,
    /// A hollow square, quiet.
    Untold,
    /// Three dots, quiet.
    Open,
    /// A dash, quiet.
    None,
}

impl Shape {
    /// Every shape.
    pub(super) const ALL: [Self; 11] = [
        Self::Done,
        Self::Extra,
        Self::Short,
        Self::Token,
        Self::Over,
        Self::Ahead,
        Self::Missed,
        Self::Look,
        Self::Untold,
        Self::Open,
        Self::None,
    ];

    /// The class that gives the tone; also the name of its symbol.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Extra => "extra",
            Self::Short => "short",
            Self::Token => "token",
            Self::Over => "over",
            Self::Ahead => "ahead",
            Self::Missed => "missed",
            Self::Look => "look",
            Self::Untold => "untold",
            Self::Open => "open",
            Self::None => "none",
        }
    }

    /// What it looks like, in a box of 12 by 12.
    pub(super) fn outline(self) -> Markup {
        Markup::literal(match self {
            Self::Done => r#"<circle cx="6" cy="6" r="5"/>"#,
            Self::Extra => {
                r#"<circle fill="none" stroke="currentColor" stroke-width="2.2" cx="6" cy="6" r="4.1"/>"#
            }
            Self::Short => r#"<path d="M.8 2h10.4L6 11z"/>"#,
            Self::Token => {
                r#"<path fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" d="M1.8 2.8h8.4L6 10z"/>"#
            }
            Self::Over => r#"<path d="M.8 10h10.4L6 1z"/>"#,
            Self::Ahead => r#"<path d="M6 .4L11.6 6 6 11.6.4 6z"/>"#,
            Self::Missed => {
                r#"<path fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" d="M2 2l8 8M10 2l-8 8"/>"#
            }
            Self::Look => r#"<path d="M4.6.6h2.8L7 7.6H5z"/><circle cx="6" cy="10" r="1.5"/>"#,
            Self::Untold => {
                r#"<rect fill="none" stroke="currentColor" stroke-width="1.8" x="1.9" y="1.9" width="8.2" height="8.2" rx="1"/>"#
            }
            Self::Open => {
                r#"<circle cx="1.5" cy="6" r="1.5"/><circle cx="6" cy="6" r="1.5"/><circle cx="10.5" cy="6" r="1.5"/>"#
            }
            Self::None => {
                r#"<path fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" d="M1.5 6h9"/>"#
            }
        })
    }
}

/// A mark and its word.
pub(super) fn verdict(shape: Shape, word: &str) -> Markup {
    let mut html = Html::default();
    put!(
        html,
        r##"<span class="verdict {0}"><svg class="mark" aria-hidden="true"><use href="#mark-{0}"/></svg>{1}</span>"##,
        shape.name(),
        word
    );
    html.done()
}
