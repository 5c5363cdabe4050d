//! A figure on the page: the drawing for a desk and for a phone, the read-out, the numbers behind it.

use super::decimate::{self, Limit};
use super::markup::{Html, Markup, put};
use super::numbers;
use super::parts::{PageError, Width};
use super::press::Press;
use crate::render::plot::{Axis, Panel};
use crate::report::figure::{Content, Figure};
use serde_json::{Value, json};

/// The figure with everything that belongs to it.
pub(super) fn chart(html: &mut Html, figure: &Figure, press: &Press<'_>) -> Result<(), PageError> {
    put!(html, r#"<figure class="figure" id="fig-{}">"#, figure.slug);
    put!(html, "<figcaption><h3>{}</h3>", figure.title);
    if !figure.subtitle.is_empty() {
        put!(html, r#"<p class="mute">{}</p>"#, press.prose.say(&figure.subtitle));
    }
    put!(html, "</figcaption>");
    if let Content::Nothing(why) = &figure.content {
        put!(html, r#"<p class="nothing">{}</p></figure>"#, why);
        return Ok(());
    }
    for (width, class, limit) in
        [(Width::Wide, "wide", press.limit), (Width::Narrow, "narrow", press.limit.narrow())]
    {
        let mut thinned = decimate::thin(figure, limit);
        if width == Width::Narrow {
            // Both drawings stand in the page: their ids must differ.
            thinned.slug.push_str("-narrow");
        }
        let drawing = (press.parts.draw)(&thinned, width)
            .map_err(|source| PageError::Figure { slug: figure.slug.clone(), source })?;
        if drawing.svg.contains("</script") || drawing.svg.contains("<!--") {
            return Err(PageError::Unescaped { slug: figure.slug.clone() });
        }
        let panels: Vec<Value> =
            drawing.panels.iter().filter(|panel| readable(panel)).map(|panel| values(panel, limit)).collect();
        open_screen(html, figure, class, !panels.is_empty());
        put!(html, "{}", Markup::trusted(drawing.svg));
        if !panels.is_empty() {
            put!(html, r#"<script type="application/json">{}</script>"#, Markup::json(&Value::from(panels)));
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

/// Whether a panel has an extent and something to read.
fn readable(panel: &Panel) -> bool {
    let (_, _, width, height) = panel.frame;
    width > 0.0
        && height > 0.0
        && panel.x.1 > panel.x.0
        && panel.y.1 > panel.y.0
        && panel.series.iter().any(|(_, points)| !points.is_empty())
}

/// A panel as the script reads it.
fn values(panel: &Panel, limit: Limit) -> Value {
    let (left, top, width, height) = panel.frame;
    let horizontal = if matches!(panel.x_kind, Axis::Metres) { 1 } else { 0 };
    let series: Vec<Value> = panel
        .series
        .iter()
        .map(|(name, points)| {
            let thinned = decimate::thin_runs(std::slice::from_ref(points), limit.smooth);
            let flat: Vec<Value> = thinned
                .iter()
                .flatten()
                .flat_map(|(x, y)| [rounded(*x, horizontal), rounded(*y, panel.decimals)])
                .collect();
            json!([name, flat])
        })
        .collect();
    json!({
        "frame": [rounded(left, 1), rounded(top, 1), rounded(width, 1), rounded(height, 1)],
        "x": [panel.x.0, panel.x.1],
        "y": [panel.y.0, panel.y.1],
        "axis": axis_name(panel.x_kind),
        "name": panel.name,
        "unit": panel.unit.symbol(),
        "decimals": panel.decimals,
        "series": series,
    })
}

/// The name by which the script knows how to write a horizontal value.
fn axis_name(axis: Axis) -> &'static str {
    match axis {
        Axis::Elapsed => "time",
        Axis::Day => "day",
        Axis::Week => "week",
        Axis::Metres => "metres",
        Axis::Watts => "watts",
    }
}

/// A number rounded to so many decimals, without a trailing `.0`.
fn rounded(value: f64, decimals: usize) -> Value {
    let scale = 10f64.powi(i32::try_from(decimals).unwrap_or(0));
    let near = (value * scale).round() / scale;
    if near.fract().abs() < f64::EPSILON && near.abs() < 1e15 { json!(near as i64) } else { json!(near) }
}
