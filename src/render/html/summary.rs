//! The head of the page: whose programme, when, the one sentence, the tiles, what comes next.

use super::markup::{Html, Name, put};
use super::press::Press;
use super::weeks;
use super::words as say;
use crate::report::{Estimate, Report, Tile};

/// Title, period, headline and the theme switch.
pub(super) fn head(html: &mut Html, report: &Report) {
    put!(html, r#"<header class="top"><div class="line"><p class="brand">clipstride</p>"#);
    put!(
        html,
        r#"<fieldset class="theme"><legend>Theme</legend>
<label><input type="radio" name="theme" value="system" checked><span>System</span></label>
<label><input type="radio" name="theme" value="light"><span>Light</span></label>
<label><input type="radio" name="theme" value="dark"><span>Dark</span></label></fieldset></div>"#
    );
    put!(html, "<h1>{}</h1>", Name(&report.programme.title));
    let mut facts = Vec::new();
    if let Some((from, to)) = report.period {
        facts.push(say::period(from, to));
    }
    facts.push(say::plural(report.counted().count(), "session", "sessions"));
    facts.push(say::plural(report.files.len(), "file", "files"));
    put!(html, r#"<p class="facts">{}</p>"#, facts.join(" · "));
    put!(html, r#"<p class="headline">{}</p></header>"#, report.headline);
}

/// The few figures on top.
pub(super) fn tiles(html: &mut Html, tiles: &[Tile]) {
    if tiles.is_empty() {
        return;
    }
    put!(html, r#"<dl class="tiles">"#);
    for tile in tiles {
        put!(html, r#"<div class="tile"><dt>{}</dt>"#, tile.label);
        match tile.told() {
            Some((number, behind)) => {
                put!(html, r#"<dd class="value"><b>{}</b> <span>{}</span></dd>"#, number, behind);
                if let Some((lo, hi)) = tile.estimate.as_ref().and_then(Estimate::ci95) {
                    put!(
                        html,
                        r#"<dd class="mute"><span class="nowrap">{}</span> <span class="nowrap">(95 %)</span></dd>"#,
                        say::range(lo, hi, tile.decimals)
                    );
                }
            }
            None => put!(html, r#"<dd class="value"><b aria-hidden="true">–</b></dd>"#),
        }
        put!(html, r#"<dd class="word">{}</dd></div>"#, tile.word);
    }
    put!(html, "</dl>");
}

/// How each prescription's latest week stands, and what the coming one asks.
pub(super) fn now(html: &mut Html, report: &Report, press: &Press<'_>) {
    if report.next.is_empty() {
        return;
    }
    put!(
        html,
        r#"<section class="next" aria-labelledby="next"><h2 id="next">The latest week, and what comes next</h2><ul>"#
    );
    for target in &report.next {
        put!(html, r#"<li><b>{}</b>"#, say::prescription(&target.prescription));
        let latest = report.weeks.iter().rfind(|week| week.prescription == target.prescription);
        if let Some(week) = latest {
            let done = say::plural(week.done as usize, "session", "sessions");
            let done = if week.done > week.required {
                format!("{done}, {} asked", week.required)
            } else {
                format!("{} of {}", week.done, say::plural(week.required as usize, "session", "sessions"))
            };
            put!(
                html,
                r#"<p>{} <span class="mute">{}, week {}: {}</span></p>"#,
                weeks::came(week),
                press.prose.week(week.iso_week),
                week.plan_week,
                done
            );
        }
        // The prescription stands above the line: the line need not name it again.
        let own = format!("{}: ", target.prescription);
        let line = target.line.strip_prefix(&own).unwrap_or(&target.line);
        put!(html, r#"<p>Next: {}</p></li>"#, press.say(line));
    }
    put!(html, "</ul></section>");
}
