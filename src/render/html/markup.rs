//! A string builder that cannot forget to escape.
//!
//! [`put!`] takes markup only as a literal and escapes every piece between by its type. Because the literal passes
//! through `concat!`, a name inside its braces does not compile: no string gets into the page but as a [`Piece`].

pub(super) use crate::render::clean::clean;
use std::fmt::{self, Write};

/// The longest text that is shown; what is longer is cut, visibly.
const LONGEST_TEXT: usize = 1_200;
/// The longest message that may repeat what a file says.
const LONGEST_MESSAGE: usize = 240;
/// The longest name that is shown.
const LONGEST_NAME: usize = 72;
/// The longest name that its tool tip repeats.
const LONGEST_TITLE: usize = 400;

/// The page, or a part of it, as it grows.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// Appends what [`put!`] has put together. Writing into a string does not fail.
    pub(super) fn write(&mut self, pieces: fmt::Arguments<'_>) {
        let _ = self.0.write_fmt(pieces);
    }

    /// Appends markup that is known to be whole.
    pub(super) fn append(&mut self, markup: &Markup) {
        self.0.push_str(&markup.0);
    }

    /// The finished markup.
    pub(super) fn done(self) -> Markup {
        Markup(self.0)
    }
}

/// Finished markup: it goes into the page as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// A literal.
    pub(super) fn literal(markup: &'static str) -> Self {
        Self(markup.to_owned())
    }

    /// Markup or style rules that another part of this program wrote whole, with its own escaping: a drawing.
    pub(super) fn trusted(markup: String) -> Self {
        Self(markup)
    }

    /// JSON for a script element that does not run: `<` never appears in it.
    pub(super) fn json(value: &serde_json::Value) -> Self {
        Self(value.to_string().replace('<', "\\u003c"))
    }

    /// The page as text.
    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// What may stand between literals.
pub(super) trait Piece {
    /// Writes it so that it is inert.
    fn show(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Shows a piece. Only [`put!`] makes one.
pub(super) struct Shown<'a, P: ?Sized>(pub(super) &'a P);

impl<P: Piece + ?Sized> fmt::Display for Shown<'_, P> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(out)
    }
}

/// Appends literal markup with escaped pieces: `put!(html, "<td>{}</td>", text)`.
macro_rules! put {
    ($html:expr, $literal:literal $(, $piece:expr)* $(,)?) => {
        $html.write(format_args!(concat!($literal) $(, $crate::render::html::markup::Shown(&$piece))*))
    };
}
pub(super) use put;

impl Piece for str {
    fn show(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&escape(&shorten(&clean(self), LONGEST_TEXT)))
    }
}

impl Piece for String {
    fn show(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().show(out)
    }
}

impl Piece for Markup {
    fn show(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl<P: Piece + ?Sized> Piece for &P {
    fn show(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).show(out)
    }
}

macro_rules! plain_numbers {
    ($($number:ty),+) => {$(
        impl Piece for $number {
            fn show(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{self}")
            }
        }
    )+};
}
plain_numbers!(usize, u32, u64, i8, i32);

/// A name that someone else chose: isolated, so that its direction stays its own, and cut where it is long.
pub(super) struct Name<'a>(pub(super) &'a str);

/// A sentence that may repeat such a name.
pub(super) struct Message<'a>(pub(super) &'a str);

impl Piece for Name<'_> {
    fn show(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        isolated(out, self.0, LONGEST_NAME)
    }
}

impl Piece for Message<'_> {
    fn show(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        isolated(out, self.0, LONGEST_MESSAGE)
    }
}

fn isolated(out: &mut fmt::Formatter<'_>, text: &str, longest: usize) -> fmt::Result {
    let whole = clean(text);
    let shown = shorten(&whole, longest);
    if shown == whole {
        write!(out, "<bdi>{}</bdi>", escape(&whole))
    } else {
        let title = shorten(&whole, LONGEST_TITLE);
        write!(out, "<bdi title=\"{}\">{}</bdi>", escape(&title), escape(&shown))
    }
}

/// At most `longest` characters; what is cut off is counted.
fn shorten(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        None => text.to_owned(),
        Some((end, _)) => {
            let kept = text.get(..end).unwrap_or_default();
            format!("{kept}… ({} characters)", text.chars().count())
        }
    }
}

/// Escapes for text and for quoted attributes alike.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            plain => escaped.push(plain),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(piece: &impl Piece) -> String {
        let mut html = Html::default();
        put!(html, "{}", piece);
        html.done().into_string()
    }

    #[test]
    fn markup_in_a_text_is_text() {
        assert_eq!(
            shown(&"</script><b a=\"x\" b='y'>&"),
            "&lt;/script&gt;&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;"
        );
    }

    #[test]
    fn controls_and_overrides_vanish_and_line_ends_become_spaces() {
        assert_eq!(clean("a\u{0}b\u{1b}[31m\u{202e}c\u{2067}d\ne\u{7f}\u{9b}f"), "ab[31mcd ef");
    }

    #[test]
    fn a_name_of_ten_thousand_letters_is_cut_and_says_so() {
        let long = shown(&Name(&"W".repeat(10_000)));
        assert!(long.len() < 700);
        assert!(long.contains("… (10000 characters)</bdi>"));
        assert_eq!(shown(&Name("short")), "<bdi>short</bdi>");
    }

    #[test]
    fn json_in_a_script_element_cannot_end_it() {
        let value = serde_json::json!({ "a": "</script><!--" });
        let json = Markup::json(&value).into_string();
        assert!(!json.contains('<'));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap(), value);
    }

    proptest! {
        #[test]
        fn no_text_can_open_a_tag_or_leave_an_attribute(text in any::<String>()) {
            for html in [shown(&text), shown(&Name(&text))] {
                let inside = html.strip_prefix("<bdi>").map_or(html.as_str(), |rest| rest.trim_end_matches("</bdi>"));
                if !html.starts_with("<bdi title") {
                    prop_assert!(!inside.contains(['<', '>', '"', '\'']));
                }
                prop_assert!(!html.chars().any(char::is_control));
            }
        }
    }
}
