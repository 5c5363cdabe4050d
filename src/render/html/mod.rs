//! The page: the whole report in one file that needs no network and runs nothing but its own script.

mod back;
mod chart;
mod checks;
mod csp;
mod decimate;
mod details;
mod marks;
mod markup;
mod note;
mod numbers;
mod parts;
mod press;
mod readout;
mod sessions;
mod shelf;
mod summary;
mod table;
mod trends;
mod weeks;
mod words;
mod work;

pub use parts::{PageError, Parts, Width, draw, figure_css};

use crate::report::Report;
use crate::report::figure::FigureId;
use marks::Shape;
use markup::{Html, Markup, put};
use press::Press;

/// The page's own style rules; those of the figures come with [`Parts`].
const STYLE: &str = concat!(include_str!("page.css"), include_str!("print.css"));
/// The page's only script.
const SCRIPT: &str = include_str!("page.js");

/// The report as one HTML document.
///
/// # Errors
/// A figure cannot be drawn.
pub fn page(report: &Report, parts: &Parts<'_>) -> Result<String, PageError> {
    let style = format!("{}{STYLE}", parts.figure_css);
    let press = Press::of(report, parts);
    let mut html = Html::default();
    put!(
        html,
        r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>{}</title>
<style>"#,
        csp::policy(&style, SCRIPT),
        format!("{} · clipstride", report.programme.title)
    );
    html.append(&Markup::trusted(style));
    put!(html, "</style>\n<script>");
    html.append(&Markup::literal(SCRIPT));
    put!(html, r##"</script></head><body><a class="skip" href="#main">Skip to the checks</a>"##);
    symbols(&mut html);
    put!(html, r#"<div class="page">"#);
    put!(
        html,
        r#"<noscript><p class="aside">This page folds its sessions up small and needs its own script to unfold their figures and tables; it loads nothing from elsewhere. Without a script the verdicts, the weeks and the files are here; <code>report.json</code> beside this page holds every number.</p></noscript>"#
    );
    summary::head(&mut html, report);
    contents(&mut html, report);
    put!(html, r#"<main id="main" tabindex="-1">"#);
    summary::tiles(&mut html, &report.tiles);
    summary::now(&mut html, report, &press);
    checks::checks(&mut html, &report.checks, &press);
    weeks::weeks(&mut html, report, &press)?;
    weeks::over_time(&mut html, report, &press)?;
    sessions::sessions(&mut html, report, &press)?;
    back::files(&mut html, report);
    back::settings(&mut html, report, &press);
    back::method(&mut html, report);
    put!(html, "</main>");
    back::foot(&mut html);
    put!(
        html,
        r#"</div><div class="readout" id="readout" aria-hidden="true" hidden></div><p class="hidden" id="spoken" aria-live="polite"></p></body></html>
"#
    );
    Ok(html.done().into_string())
}

/// Where things are.
fn contents(html: &mut Html, report: &Report) {
    put!(html, r#"<nav aria-label="Contents"><ul>"#);
    let nothing_over_time = report.figures.iter().all(|figure| figure.id == FigureId::Ladder);
    for (anchor, name) in [
        ("#checks", "Checks"),
        ("#weeks", "Weeks"),
        ("#over-time", "Over time"),
        ("#sessions", "Sessions"),
        ("#files", "Files"),
        ("#settings", "Settings"),
        ("#method", "How to read this"),
    ] {
        if anchor == "#over-time" && nothing_over_time {
            continue;
        }
        put!(html, r#"<li><a href="{}">{}</a></li>"#, anchor, name);
    }
    put!(html, "</ul></nav>");
}

/// The marks, drawn once and used everywhere.
fn symbols(html: &mut Html) {
    put!(html, r#"<svg class="symbols" aria-hidden="true" focusable="false">"#);
    for shape in Shape::ALL {
        put!(html, r#"<symbol id="mark-{}" viewBox="0 0 12 12">{}</symbol>"#, shape.name(), shape.outline());
    }
    put!(html, "</svg>");
}
