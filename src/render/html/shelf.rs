//! The figures and tables of a session, packed small until it is opened: closed, they cost the browser nothing.
//!
//! The browser unpacks them itself. The packer is one without processor-specific paths, so that the same report gives
//! the same bytes on any machine.

use super::markup::{Html, Markup, put};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Speed against size: the usual middle.
const LEVEL: u8 = 6;

/// Puts markup by: deflated, in base64, in a script element that does not run. The script of the page puts it in place.
pub(super) fn shelve(html: &mut Html, markup: Markup) {
    let packed = miniz_oxide::deflate::compress_to_vec(markup.into_string().as_bytes(), LEVEL);
    put!(
        html,
        r#"<div class="shelf"><script type="application/octet-stream">{}</script><p class="nothing packed">The script of this page unpacks the figures and tables that belong here.</p></div>"#,
        Markup::trusted(STANDARD.encode(packed))
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_by_comes_back() {
        let figure = Markup::literal("<svg>\"one\" \\ 朝</svg>");
        let mut html = Html::default();
        shelve(&mut html, figure.clone());
        let text = html.done().into_string();
        let packed = text.split(['>', '<']).nth(4).unwrap();
        let back = miniz_oxide::inflate::decompress_to_vec(&STANDARD.decode(packed).unwrap()).unwrap();
        assert_eq!(String::from_utf8(back).unwrap(), figure.into_string());
    }
}
