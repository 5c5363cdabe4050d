//! What is wrong with a plan file, and where.

use std::ops::Range;

/// A plan that cannot be followed: the place, what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct PlanError {
    /// The file's name as the user gave it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what to do about it.
    pub message: String,
}

/// A fault at a place in the text, before lines are counted.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) span: Range<usize>,
    pub(super) message: String,
}

impl Fault {
    pub(super) fn at(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into() }
    }

    /// With line and column in `text`.
    pub(super) fn locate(self, file: &str, text: &str) -> PlanError {
        let before = text.get(..self.span.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |rest| rest.chars().count()) + 1;
        PlanError { file: file.to_owned(), line, column, message: self.message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let error = Fault::at(7..8, "x").locate("plan.toml", "a\né = ☃!");
        assert_eq!((error.line, error.column), (2, 5));
        assert_eq!(error.to_string(), "plan.toml:2:5: x");
        let past_the_end = Fault::at(900..901, "x").locate("plan.toml", "a\nb");
        assert_eq!((past_the_end.line, past_the_end.column), (2, 2));
    }
}
