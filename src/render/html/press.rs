//! What every part of the page is written with.

use super::decimate::Limit;
use super::markup::{Html, Markup, put};
use super::parts::Parts;
use crate::render::prose::Prose;
use crate::report::Report;

/// What every part of the page is written with.
#[derive(Clone, Copy)]
pub(super) struct Press<'a> {
    /// The drawing of figures and the method notes.
    pub(super) parts: &'a Parts<'a>,
    /// How many points a series may have.
    pub(super) limit: Limit,
    /// How sentences write days, weeks and ranges.
    pub(super) prose: Prose,
}

impl<'a> Press<'a> {
    /// As a report needs it.
    pub(super) fn of(report: &Report, parts: &'a Parts<'a>) -> Self {
        Self { parts, limit: Limit::for_sessions(report.sessions.len()), prose: Prose::of(report) }
    }

    /// A sentence as people write it, with its commands as code.
    pub(super) fn say(&self, sentence: &str) -> Markup {
        let mut html = Html::default();
        for (code, text) in self.prose.parts(sentence) {
            if code {
                put!(html, "<code>{}</code>", text);
            } else {
                put!(html, "{}", text);
            }
        }
        html.done()
    }
}
