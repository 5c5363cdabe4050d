//! Tables, all of one make: a caption, heads with a scope, and a container of their own that scrolls.

use super::markup::{Html, Markup, Piece, put};

/// A cell: its markup, and how it is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    markup: Markup,
    set: Set,
}

/// How a cell is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    Words,
    Figures,
    Sentence,
}

/// A cell of words.
pub(super) fn words(piece: impl Piece) -> Cell {
    Cell { markup: markup(piece), set: Set::Words }
}

/// A cell of numbers, set to the right.
pub(super) fn figures(piece: impl Piece) -> Cell {
    Cell { markup: markup(piece), set: Set::Figures }
}

/// A cell of a sentence, which keeps its width where there is little.
pub(super) fn sentence(piece: impl Piece) -> Cell {
    Cell { markup: markup(piece), set: Set::Sentence }
}

fn markup(piece: impl Piece) -> Markup {
    let mut html = Html::default();
    put!(html, "{}", piece);
    html.done()
}

/// A table under construction. The first cell of a row heads it.
#[derive(Debug)]
pub(super) struct Table {
    caption: String,
    heads: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table with a caption that says what it holds.
    pub(super) fn new(caption: impl Into<String>, heads: &[&'static str]) -> Self {
        Self { caption: caption.into(), heads: heads.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Whether it has no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether a phone has no room for its columns.
    fn is_wide(&self) -> bool {
        let told = |cell: &Cell| cell.set == Set::Sentence;
        self.heads.len() > 3 || self.heads.len() == 3 && self.rows.iter().flatten().any(told)
    }

    /// The table; a column is set to the right where its first row's cell is a number.
    ///
    /// On a phone the rows of a wide table stand as cards, those of a very wide one on a tablet too, each cell with its head before it. So
    /// that they stay a table for who hears them, the roles are said.
    pub(super) fn show(&self, html: &mut Html) {
        put!(
            html,
            r#"<div class="scroll" tabindex="0" role="group" aria-label="{0}"><table role="table"{1}><caption>{0}</caption><thead role="rowgroup"><tr role="row">"#,
            self.caption,
            Markup::literal(match self.heads.len() {
                9.. => r#" class="stack broad""#,
                _ if self.is_wide() => r#" class="stack""#,
                _ => "",
            })
        );
        for (column, head) in self.heads.iter().enumerate() {
            let set = self.rows.first().and_then(|row| row.get(column)).map_or(Set::Words, |cell| cell.set);
            put!(html, r#"<th role="columnheader" scope="col"{}>{}</th>"#, class(set), head);
        }
        put!(html, r#"</tr></thead><tbody role="rowgroup">"#);
        for row in &self.rows {
            put!(html, r#"<tr role="row">"#);
            for (column, (cell, head)) in row.iter().zip(&self.heads).enumerate() {
                let set = class(cell.set);
                if column == 0 {
                    put!(
                        html,
                        r#"<th role="rowheader" scope="row" data-head="{}"{}>{}</th>"#,
                        head,
                        set,
                        cell.markup
                    );
                } else {
                    put!(
                        html,
                        r#"<td role="cell" data-head="{}"{}><span>{}</span></td>"#,
                        head,
                        set,
                        cell.markup
                    );
                }
            }
            put!(html, "</tr>");
        }
        put!(html, "</tbody></table></div>");
    }
}

fn class(set: Set) -> Markup {
    Markup::literal(match set {
        Set::Words => "",
        Set::Figures => r#" class="n""#,
        Set::Sentence => r#" class="s""#,
    })
}
