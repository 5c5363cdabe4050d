//! A figure on the page: the drawing for a desk and for a phone, the read-out, the numbers behind it.

use super::decimate;
use super::markup::{Html, Markup, put};
use super::numbers;
use super::parts::{PageError, Width};
use super::press::Press;
use super::readout;
use crate::report::figure::{Content, Figure};

/// The figure with everything that belongs to it.
pub(super) fn chart(html: &mut Html, figure: &Figure, press: &Press<'_>) -> Result<(), PageError> {
    put!(html, r#"<figure class="figure" id="fig-{}">"#, figure.slug);
    put!(html, "<figcaption><h3>{}</h3>", figure.title);
    if !figure.subtitle.is_empty() {
        put!(html, r#"<p class="mute">{}</p>"#, press.say(&figure.subtitle));
    }
    put!(html, "</figcaption>");
    if let Content::Nothing(why) = &figure.content {
        put!(html, r#"<p class="nothing">{}</p></figure>"#, why);
        return Ok(());
    }
    let sizes = [
        (Width::Wide, "wide", press.limit),
        (Width::Middle, "middle", press.limit.narrow()),
        (Width::Narrow, "narrow", press.limit.narrow()),
    ];
    for (width, class, limit) in sizes {
        let mut thinned = decimate::thin(figure, limit);
        if width != Width::Wide {
            // All drawings stand in the page: their ids must differ.
            thinned.slug.push('-');
            thinned.slug.push_str(class);
        }
        let drawing = (press.parts.draw)(&thinned, width)
            .map_err(|source| PageError::Figure { slug: figure.slug.clone(), source })?;
        if drawing.svg.contains("</script") || drawing.svg.contains("<!--") {
            return Err(PageError::Unescaped { slug: figure.slug.clone() });
        }
        let read = readout::values(figure, &drawing, limit.smooth, press.prose);
        open_screen(html, figure, class, read.is_some());
        put!(html, "{}", Markup::trusted(drawing.svg));
        if let Some(values) = read {
            put!(html, r#"<script type="application/json">{}</script>"#, Markup::json(&values));
        }
        if let Some(some) = readout::not_all(figure, &drawing.panels) {
            put!(html, r#"<p class="mute aside">{}</p>"#, some);
        }
        put!(html, "</div>");
    }
    put!(html, r#"<details class="numbers"><summary>Numbers behind this figure</summary>"#);
    numbers::tables(html, figure, press.prose);
    put!(html, "</details></figure>");
    Ok(())
}

/// The element that a drawing fills; one whose values can be read takes the focus.
fn open_screen(html: &mut Html, figure: &Figure, class: &'static str, live: bool) {
    let class = Markup::literal(class);
    if live {
        put!(
            html,
            r#"<div class="chart {} live" tabindex="0" role="group" aria-label="{}: left and right arrow keys read the values">"#,
            class,
            figure.title
        );
    } else {
        put!(html, r#"<div class="chart {}">"#, class);
    }
}
