//! Text laid out for a terminal's width.

use super::{Style, width};

/// Below this width what a label says stands under it, not beside it.
const BESIDE: u16 = 60;

/// Whether there is no room for two columns.
pub(in crate::render) fn is_narrow(style: Style) -> bool {
    style.width < BESIDE
}

/// Text behind a label, wrapped to the width and indented below itself.
#[must_use]
pub fn wrap_after(label: &str, text: &str, style: Style) -> Vec<String> {
    let indent = label.chars().count();
    let rows = wrap(text, usize::from(width(style)).saturating_sub(indent).max(20));
    let blank = " ".repeat(indent);
    rows.iter()
        .enumerate()
        .map(|(index, row)| format!("{}{row}", if index == 0 { label } else { &blank }).trim_end().to_owned())
        .collect()
}

/// Text beside a label that takes so many columns, or under it where there is no room beside it.
#[must_use]
pub fn labelled(label: &str, column: usize, text: &str, style: Style) -> Vec<String> {
    if !is_narrow(style) {
        let label = if label.chars().count() < column { label.to_owned() } else { format!("{label}  ") };
        return wrap_after(&format!("{label:<column$}"), text, style);
    }
    let indent = label.len() - label.trim_start().len() + 4;
    let below = wrap_after(&" ".repeat(indent), text, style);
    [label.trim_end().to_owned()].into_iter().chain(below).filter(|row| !row.is_empty()).collect()
}

/// Breaks text at spaces; a word longer than the line stands alone. Further lines are indented as the first one is.
#[must_use]
pub(in crate::render) fn wrap(text: &str, width: usize) -> Vec<String> {
    let indent: String = text.chars().take_while(|letter| *letter == ' ').collect();
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split([' ', '\t', '\n']).filter(|word| !word.is_empty()) {
        if !line.is_empty()
            && line.chars().count() + 1 + word.chars().count() > width.saturating_sub(indent.len())
        {
            lines.push(format!("{indent}{line}"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(format!("{indent}{line}"));
    lines
}

/// Lines of Markdown or TOML, their paragraphs, list items, quotations and comments laid out anew for the width; each keeps
/// what it starts with. What is none of these stays as it is.
#[must_use]
pub fn reflow(text: &str, style: Style) -> String {
    let room = usize::from(width(style));
    let mut blocks: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        let (mark, rest) = mark(line);
        let goes_on = !rest.is_empty() && (mark.is_empty() || mark == "> ") && !starts_alone(line);
        match blocks.last_mut() {
            Some((last, told)) if goes_on && (*last == mark || *last == "- ") && !told.is_empty() => {
                told.push(' ');
                told.push_str(rest.trim());
            }
            _ => blocks.push((mark, rest.to_owned())),
        }
    }
    let mut out = String::new();
    for (mark, told) in blocks {
        let next = if mark == "- " { "  " } else { mark };
        for (index, row) in wrap(&told, room.saturating_sub(mark.len())).iter().enumerate() {
            out.push_str(format!("{}{row}", if index == 0 { mark } else { next }).trim_end());
            out.push('\n');
        }
    }
    out
}

/// What a line starts with, and the rest.
fn mark(line: &str) -> (&str, &str) {
    let known = ["- ", "> ", "# "].iter().find(|known| line.starts_with(**known));
    line.split_at(known.map_or(0, |known| known.len()))
}

/// Headings, tables, keys and sections go on with no line before them.
fn starts_alone(line: &str) -> bool {
    line.starts_with(['#', '|', '[']) || line.contains(" = ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(width: u16) -> Style {
        Style { width, colour: false }
    }

    #[test]
    fn wrapping_keeps_the_indent_and_every_word() {
        assert_eq!(wrap("  one two three", 9), ["  one two", "  three"]);
        assert_eq!(wrap("one\u{a0}two three", 8), ["one\u{a0}two", "three"]);
    }

    #[test]
    fn a_label_stands_beside_its_text_or_above_it() {
        assert_eq!(labelled("  name", 8, "text", style(80)), ["  name  text"]);
        assert_eq!(labelled("  name", 8, "text", style(40)), ["  name", "      text"]);
        assert_eq!(labelled("  name", 8, "", style(40)), ["  name"]);
        assert_eq!(labelled("  a long name", 8, "text", style(80)), ["  a long name  text"]);
    }

    #[test]
    fn pages_are_laid_out_anew_and_lose_no_word() {
        let page = "# a.check\n\n## What\n\nOne short\nline.\n\n- **Formula**: a long item that goes\n  on and on and on\n- next\n\n> quoted\n> words\n";
        assert_eq!(
            reflow(page, style(40)),
            "# a.check\n\n## What\n\nOne short line.\n\n- **Formula**: a long item that goes on\n  and on and on\n- next\n\n> quoted words\n"
        );
        let toml = "# a note that is longer than the forty columns\n[run]\nkey = 1\n";
        assert_eq!(
            reflow(toml, style(40)),
            "# a note that is longer than the forty\n# columns\n[run]\nkey = 1\n"
        );
    }
}
