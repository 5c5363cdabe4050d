//! Method notes: the small part of Markdown that they are written in, as markup.

use super::markup::{Html, Markup, put};

/// A note without its title: headings below the check's own, paragraphs, lists, tables, code.
pub(super) fn note(markdown: &str) -> Markup {
    let mut html = Html::default();
    let mut lines = markdown.lines().peekable();
    while let Some(line) = lines.next() {
        let text = line.trim();
        if text.is_empty() || text.starts_with("# ") {
            continue;
        }
        if let Some(heading) = text.strip_prefix("## ").or_else(|| text.strip_prefix("### ")) {
            put!(html, "<h5>{}</h5>", inline(heading));
        } else if text.starts_with("```") {
            let code: Vec<&str> = lines.by_ref().take_while(|line| !line.trim().starts_with("```")).collect();
            put!(html, r#"<pre tabindex="0"><code>"#);
            for line in code {
                put!(html, "{}\n", line);
            }
            put!(html, "</code></pre>");
        } else if is_item(text) {
            put!(html, "<ul>");
            let mut item = text.to_owned();
            while let Some(next) = lines.peek().map(|line| line.trim()).filter(|line| !ends_block(line)) {
                if is_item(next) {
                    put!(html, "<li>{}</li>", inline(item_text(&item)));
                    next.clone_into(&mut item);
                } else {
                    item = format!("{item} {next}");
                }
                lines.next();
            }
            put!(html, "<li>{}</li></ul>", inline(item_text(&item)));
        } else if text.starts_with('|') {
            let mut rows = vec![text];
            while let Some(next) = lines.peek().map(|line| line.trim()).filter(|line| line.starts_with('|')) {
                rows.push(next);
                lines.next();
            }
            table(&mut html, &rows);
        } else {
            let mut paragraph = text.to_owned();
            while let Some(next) =
                lines.peek().map(|line| line.trim()).filter(|line| !ends_block(line) && !is_item(line))
            {
                paragraph = format!("{paragraph} {next}");
                lines.next();
            }
            put!(html, "<p>{}</p>", inline(&paragraph));
        }
    }
    html.done()
}

fn is_item(line: &str) -> bool {
    line.starts_with("- ") || line.starts_with("* ")
}

fn item_text(line: &str) -> &str {
    line.get(2..).unwrap_or_default()
}

fn ends_block(line: &str) -> bool {
    line.is_empty() || line.starts_with('#') || line.starts_with("```") || line.starts_with('|')
}

fn table(html: &mut Html, rows: &[&str]) {
    put!(html, r#"<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>"#);
    for (index, row) in
        rows.iter().filter(|row| !row.trim_matches(['|', '-', ':', ' ']).is_empty()).enumerate()
    {
        put!(html, "<tr>");
        for cell in row.trim_matches('|').split('|') {
            if index == 0 {
                put!(html, r#"<th scope="col">{}</th>"#, inline(cell.trim()));
            } else {
                put!(html, "<td>{}</td>", inline(cell.trim()));
            }
        }
        put!(html, "</tr>");
    }
    put!(html, "</table></div>");
}

/// Code, strong text and emphasis inside a line. An address stays text: the page links to nothing.
fn inline(text: &str) -> Markup {
    let mut html = Html::default();
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 1 {
            put!(html, "<code>{}</code>", part);
            continue;
        }
        for (index, part) in part.split("**").enumerate() {
            if index % 2 == 1 {
                put!(html, "<strong>{}</strong>", part);
            } else {
                put!(html, "{}", part);
            }
        }
    }
    html.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_becomes_headings_paragraphs_and_lists() {
        let markdown = "# bike.minutes\n\n## Formula\nOne line\nand **another** with `x < y`.\n\n- one\n  goes on\n- two\n";
        assert_eq!(
            note(markdown).into_string(),
            "<h5>Formula</h5><p>One line and <strong>another</strong> with <code>x &lt; y</code>.</p>\
             <ul><li>one goes on</li><li>two</li></ul>"
        );
    }

    #[test]
    fn code_and_tables_keep_their_shape() {
        let markdown = "```\na = b\n<c>\n```\n| h | i |\n|---|---|\n| 1 | 2 |";
        assert_eq!(
            note(markdown).into_string(),
            "<pre tabindex=\"0\"><code>a = b\n&lt;c&gt;\n</code></pre>\
             <div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>\
             <tr><th scope=\"col\">h</th><th scope=\"col\">i</th></tr><tr><td>1</td><td>2</td></tr></table></div>"
        );
    }
}
