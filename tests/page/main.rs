//! The page in a real browser.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what it saw, and stops where it cannot go on"
)]

mod chromium;
mod closer;
mod figures;
mod notes;
mod readouts;
mod report;
mod samples;
#[path = "../corpus/skipped.rs"]
mod skipped;
mod widths;

use chromium::Browser;
use clipstride::checks::CheckId;
use clipstride::render::html::{Parts, draw, figure_css, page};
use clipstride::render::terminal::{Style, verdicts};
use clipstride::report::Report;
use serde_json::json;

const NOTE: &str = "# check\n\n## What it looks at\nThe timer time of each ride of the week, `session.total_timer_time`, \
    against the week's target.\n\n## Formula\n\n```\ntarget(w) = min(start + 2 * (w - 1), 60)\n```\n\n## What it cannot tell\n\
    - whether the shoe was clipped in\n- how hard it felt\n\n| Source | Figure |\n|---|---|\n| the programme | 5 to 10 min |\n\n## Example\n\n> 12 min of 14: short.\n";

/// Demands that `text` says all of this.
fn holds(text: &str, said: &[&str]) {
    for said in said {
        assert!(text.contains(said), "{said}");
    }
}

/// Opens every session and every fold, those inside the sessions as well.
const OPEN_ALL: &str = "(async () => { \
    const all = () => document.querySelectorAll('details').forEach(fold => fold.open = true); \
    all(); await new Promise(done => setTimeout(done, 100)); \
    while (document.querySelector('.session[open] .packed')) await new Promise(done => setTimeout(done, 20)); \
    all(); })()";

/// Waits until every opened session is unpacked.
const DRAWN: &str = "(async () => { \
    await new Promise(done => setTimeout(done, 100)); \
    while (document.querySelector('.session[open] .packed')) await new Promise(done => setTimeout(done, 20)); })()";

/// What should not be seen: a number that is none, an empty drawing, a figure without anything in it.
const FAULTS: &str = "(() => { \
    const seen = document.body.innerText.match(/NaN|\\bnull\\b|undefined|Infinity|\\binf\\b/g) || []; \
    const drawn = [...document.querySelectorAll('.chart')].filter(chart => { \
        const svg = chart.querySelector('svg'); \
        return !svg || svg.querySelectorAll('path, rect, circle, line, polyline, polygon').length < 2 \
            || /NaN|inf/.test(svg.outerHTML.replace(/<text[^]*?<\\/text>|<title[^]*?<\\/title>|<desc[^]*?<\\/desc>/g, '')); \
    }).map(chart => 'chart of ' + chart.closest('figure').id); \
    const hollow = [...document.querySelectorAll('figure')].filter(f => !f.querySelector('.chart, .nothing')).map(f => f.id); \
    return [...seen, ...drawn, ...hollow]; })()";

fn made(report: &Report) -> String {
    page(report, &Parts { draw: &draw, figure_css: &figure_css(), explain: |_: CheckId| NOTE }).unwrap()
}

/// A browser of a desk's size with a light system, and the page in it.
fn opened(html: &str) -> Option<Browser> {
    let mut browser = Browser::launch()?;
    browser.resize(1240, 900);
    browser.system("", "light");
    browser.open(html);
    Some(browser)
}

#[test]
fn every_report_opens_without_violation_or_error() {
    let Some(mut browser) = opened("") else { return };
    for report in [report::rich(), report::empty(), report::of_sessions(1)] {
        browser.open(&made(&report));
        browser.value(OPEN_ALL);
        assert_eq!(browser.value("violations"), json!([]));
        assert_eq!(browser.errors, [""; 0]);
        let twice = "(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); \
                     return ids.filter((id, i) => ids.indexOf(id) !== i); })()";
        assert_eq!(browser.value(twice), json!([]));
        assert_eq!(browser.value(FAULTS), json!([]));
    }
}

#[test]
fn the_witness_does_see_a_violation_and_an_error() {
    let html = made(&report::empty());
    let tampered = html.replace(
        "<main",
        "<p style=\"color:red\">x</p><script>alert(1)</script><img src=\"http://127.0.0.1/x\"><main",
    );
    assert_ne!(html, tampered);
    let Some(mut browser) = opened(&tampered) else { return };
    let seen = browser.value("violations").to_string();
    for directive in ["style-src-attr", "script-src-elem", "img-src"] {
        assert!(seen.contains(directive), "{seen}");
    }
    assert!(!browser.errors.is_empty());
}

#[test]
fn hostile_strings_are_inert_and_seen() {
    let Some(mut browser) = opened(&made(&report::rich())) else { return };
    browser.value(OPEN_ALL);
    assert_eq!(browser.text("document.title"), "Clip-in bike and stride · clipstride");
    assert_eq!(
        browser.count("document.querySelectorAll('img, iframe, object, embed, base, style ~ style').length"),
        0
    );
    assert_eq!(browser.count("document.querySelectorAll('script:not([type])').length"), 1);
    assert_eq!(
        browser.count(
            "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name === 'style' || \
             a.name.startsWith('on'))).length - document.querySelectorAll('#readout[style]').length"
        ),
        0
    );
    let text = browser.text("document.body.textContent");
    assert!(text.contains("</script><script>document.title='owned'</script>"));
    assert!(!text.contains(['\u{202e}', '\u{2066}', '\u{0}', '\u{1b}', '\u{9b}']));
    assert!(text.contains("(10000 characters)"));
    assert!(text.contains("the richer recording counts"));
    assert!(text.contains("under way") && text.contains("in 7 days)"));
}

#[test]
fn a_closer_look_is_there_and_short() {
    let report = report::rich();
    let Some(mut browser) = opened(&made(&report)) else { return };
    browser.value(OPEN_ALL);
    let text = browser.text("document.body.innerText").replace('\u{a0}', " ");
    holds(
        &text,
        &[
            "3 sessions of 30 min in the week of 25 May (week 13 of the plan)",
            "3 had fewer (week of 30 Mar: 2; week of 13 Apr: none; week of 4 May: none)",
            "on 7 Apr, reached 3 of 10–13 min",
            "In more detail",
            "50.62 → 51.03 %",
            "Garmin's colour",
            "Stance balance by speed",
            "left 0:42, right 0:00",
            "distance from even: no flag says which pedal",
            "Outside your usual range: vertical ratio (+0.44 pp). The cause is not inferred.",
            "Outside your usual range: power phase end, left (+12°).",
            "All that can be compared lies in your usual range",
            "too few earlier runs to say",
            "Trends in numbers",
            "−1.1 pp from first to last",
            "No change that can be told from noise; the mean is shown to lie within 2.0 pp of even (p",
            "+2.9° from first to last, less than two sessions differ by chance",
            "Too few sessions: 4 of 8",
            "Running and riding side by side",
        ],
    );
    // Differences carry their sign, and a difference beyond chance is not written like the bound it exceeds.
    assert!(text.contains("+2.0 steps/min") && text.contains("+0.44 pp") && text.contains("0.41 pp"));
    assert!(!text.contains("2026-W") && !text.contains("bike: 3 sessions"), "keys are for documents");
}

#[test]
fn the_pointer_reads_values() {
    let Some(mut browser) = opened(&made(&report::rich())) else { return };
    assert_eq!(browser.value("document.getElementById('readout').hidden"), json!(true));
    browser.value("document.getElementById('fig-ladder-bike').scrollIntoView()");
    let chart = "document.querySelector('#fig-ladder-bike .wide').getBoundingClientRect()";
    let left = browser.number(&format!("{chart}.left + {chart}.width / 2"));
    let top = browser.number(&format!("{chart}.top + {chart}.height / 2"));
    browser.hover(left, top);
    assert_eq!(browser.value("document.getElementById('readout').hidden"), json!(false));
    let read = browser.text("document.getElementById('readout').textContent");
    assert!(read.starts_with("Week 1") && read.contains("min"), "{read}");
    assert!(browser.number("document.querySelectorAll('.cursor circle').length") >= 1.0);
    let box_right = browser.number("document.getElementById('readout').getBoundingClientRect().right");
    assert!(box_right <= 1240.0);
    browser.hover(2.0, 2.0);
    assert_eq!(browser.value("document.getElementById('readout').hidden"), json!(true));
    browser.touch(left, top);
    assert_eq!(browser.text("document.getElementById('readout').textContent"), read);
    assert_eq!(browser.value("violations"), json!([]));
}

#[test]
fn the_arrow_keys_read_values_aloud() {
    let Some(mut browser) = opened(&made(&report::rich())) else { return };
    browser.value("document.querySelector('#fig-ladder-bike .wide').focus()");
    browser.press("ArrowRight");
    let first = browser.text("document.getElementById('spoken').textContent");
    assert!(first.starts_with("Week 1 · 2–8"), "{first}");
    browser.press("ArrowRight");
    let second = browser.text("document.getElementById('spoken').textContent");
    assert!(second.starts_with("Week 2 · "), "{second}");
    browser.press("End");
    let last = browser.text("document.getElementById('spoken').textContent");
    assert!(last.starts_with("Week 20 · "), "{last}");
    browser.press("Escape");
    assert_eq!(browser.value("document.getElementById('readout').hidden"), json!(true));
}

#[test]
fn every_figure_that_can_be_read_reads_well() {
    let Some(mut browser) = opened(&made(&report::of_sessions(8))) else { return };
    browser.value("document.querySelectorAll('.session').forEach(session => session.open = true)");
    browser.value(DRAWN);
    let charts =
        browser.number("(window.charts = [...document.querySelectorAll('.wide.live')]).length") as usize;
    assert!(charts >= 12, "{charts}");
    for index in 0..charts {
        browser.value(&format!("charts[{index}].focus()"));
        for key in ["ArrowRight", "End"] {
            browser.press(key);
            let spoken = browser.text("document.getElementById('spoken').textContent");
            assert!(spoken.contains(", "), "{index} {key}: {spoken}");
            assert!(!spoken.contains("NaN") && !spoken.contains("undefined"), "{index} {key}: {spoken}");
            println!("{index} {key}: {spoken}");
        }
    }
    assert_eq!(browser.errors, [""; 0]);
}

#[test]
fn a_session_opens_by_key_and_only_then_draws_its_figures() {
    let Some(mut browser) = opened(&made(&report::rich())) else { return };
    let drawn = "document.querySelectorAll('.session .chart svg').length";
    assert_eq!(browser.count(drawn), 0);
    browser.value("document.querySelector('.session[data-sport=Run] > summary').focus()");
    browser.press("Enter");
    browser.value(DRAWN);
    assert!(browser.number(drawn) >= 6.0);
    assert_eq!(browser.count("document.querySelectorAll('.session[open]').length"), 1);
    browser.value("document.querySelector('.session[open] .wide.live').focus()");
    browser.press("ArrowRight");
    let spoken = browser.text("document.getElementById('spoken').textContent");
    // What was prescribed comes first: the drills.
    assert!(spoken.contains("m/s"), "{spoken}");
}

#[test]
fn the_theme_follows_the_system_until_it_is_chosen() {
    let Some(mut browser) = opened(&made(&report::rich())) else { return };
    let ground = "getComputedStyle(document.documentElement).backgroundColor";
    let light = browser.text(ground);
    browser.system("", "dark");
    let dark = browser.text(ground);
    assert_ne!(light, dark);
    browser.value("document.querySelector('.theme input[value=light]').click()");
    assert_eq!(browser.text(ground), light);
    browser.system("", "light");
    browser.value("document.querySelector('.theme input[value=dark]').click()");
    assert_eq!(browser.text(ground), dark);
    browser.value("document.querySelector('.theme input[value=system]').click()");
    assert_eq!(browser.text(ground), light);
}

#[test]
fn the_filter_keeps_what_is_both_of_the_sport_and_of_the_verdict() {
    let Some(mut browser) = opened(&made(&report::of_sessions(44))) else { return };
    let shown = "[...document.querySelectorAll('.session')].filter(s => s.offsetParent !== null).length";
    assert_eq!(browser.count(shown), 44);
    browser.value("document.querySelector('#filters input[name=sport][value=Bike]').click()");
    assert_eq!(browser.count(shown), 11);
    assert_eq!(
        browser.text("document.getElementById('shown').textContent").replace('\u{a0}', " "),
        "11 of 44 sessions, the latest first"
    );
    browser.value("document.querySelector('#filters input[name=verdict][value=short]').click()");
    let both = browser.number(shown);
    assert!(both > 0.0 && both < 11.0);
    assert_eq!(
        browser.count("document.querySelectorAll('.session:not([hidden]):not([data-verdict=short])').length"),
        0
    );
    browser.value("document.querySelector('#filters input[name=verdict][value=\"no verdict\"]').click()");
    assert_eq!(browser.count(shown), 0);
    assert_eq!(browser.value("document.getElementById('none-left').hidden"), json!(false));
}

#[test]
fn a_link_in_the_weeks_opens_its_session() {
    let Some(mut browser) = opened(&made(&report::of_sessions(44))) else { return };
    browser.value("document.querySelector('.marks a').click(); new Promise(done => setTimeout(done, 200))");
    assert_eq!(browser.count("document.querySelectorAll('.session[open]').length"), 1);
    assert_eq!(
        browser.value(
            "decodeURIComponent(location.hash.slice(1)) === document.querySelector('.session[open]').id"
        ),
        json!(true)
    );
}

#[test]
fn a_phone_needs_no_sideways_scroll() {
    let Some(mut browser) = opened("") else { return };
    browser.resize(360, 740);
    for report in [report::rich(), report::empty()] {
        browser.open(&made(&report));
        browser.value(OPEN_ALL);
        assert_eq!(browser.count("innerWidth"), 360);
        assert_eq!(browser.count("document.documentElement.scrollWidth"), 360);
        let wide = "[...document.querySelectorAll('.narrow svg')].filter(e => e.getBoundingClientRect().right > 360).length";
        assert_eq!(browser.count(wide), 0);
    }
}

#[test]
fn paper_is_light_and_cuts_no_figure() {
    let Some(mut browser) = opened(&made(&report::of_sessions(12))) else { return };
    browser.value("document.querySelector('.theme input[value=dark]').click()");
    browser.value("document.querySelector('.session').open = true");
    browser.value(DRAWN);
    browser.system("print", "dark");
    // A4 less its margins, at 96 px an inch.
    browser.resize(695, 1009);
    assert_eq!(browser.text("getComputedStyle(document.body).color"), "rgb(22, 32, 44)");
    let tall =
        "Math.max(...[...document.querySelectorAll('.figure')].map(e => e.getBoundingClientRect().height))";
    let tallest = browser.number(tall);
    assert!(tallest > 100.0 && tallest < 1009.0, "{tallest}");
    let cut = "[...document.querySelectorAll('.figure, .check, .tile')]\
               .filter(e => getComputedStyle(e).breakInside !== 'avoid').length";
    assert_eq!(browser.count(cut), 0);
    let pdf = browser.pdf();
    assert!(pdf.starts_with(b"%PDF"));
    let sheets = pages(&pdf);
    assert!((4..=12).contains(&sheets), "{sheets} pages");
}

/// How many pages a PDF holds: `/Type /Page` objects.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.match_indices("/Type /Page").filter(|(at, mark)| !text[at + mark.len()..].starts_with('s')).count()
}

#[test]
fn two_hundred_sessions_stay_under_ten_megabytes() {
    let html = made(&report::of_sessions(200));
    println!("200 sessions: {:.1} MB", html.len() as f64 / 1e6);
    assert!(html.len() < 10_000_000, "{}", html.len());
    let Some(mut browser) = opened(&html) else { return };
    assert_eq!(browser.count("document.querySelectorAll('.session').length"), 200);
    // What the browser itself says of the load, for the eye: a test does not judge by the clock.
    browser.call("Performance.enable", &json!({ "timeDomain": "threadTicks" }));
    browser.open(&html);
    let metrics = browser.call("Performance.getMetrics", &json!({}));
    for metric in metrics["metrics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|m| m["name"].as_str().unwrap().ends_with("Duration"))
    {
        println!("{}: {:.3} s of processor time", metric["name"], metric["value"].as_f64().unwrap());
    }
    let loaded = "performance.getEntriesByType('navigation')[0].loadEventEnd";
    println!("loaded after {:.0} ms by the wall clock", browser.number(loaded));
    println!("elements: {}", browser.number("document.querySelectorAll('*').length"));
    assert_eq!(browser.value("violations"), json!([]));
}

#[test]
fn the_terminal_keeps_its_width_and_its_calm() {
    let report = report::rich();
    for (width, colour) in [(80, false), (120, false), (120, true)] {
        let text = verdicts(&report, Style { width, colour });
        let plain: String =
            text.split('\u{1b}').map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect();
        let seen = if colour { &plain } else { &text };
        for line in seen.lines() {
            assert!(line.chars().count() <= usize::from(width), "{width}: {line}");
            assert!(!line.contains(|c: char| c.is_control() || "\u{202e}\u{2066}".contains(c)), "{line:?}");
        }
        assert!(seen.contains("in the week of 25 May") && seen.contains("Over the weeks"), "{seen}");
        assert!(colour || !text.contains('\u{1b}'));
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert!(made(&report::rich()) == made(&report::rich()));
}

/// axe-core, where its `axe.min.js` is named.
fn axe() -> Option<String> {
    let Some(file) = std::env::var_os("CLIPSTRIDE_AXE") else {
        skipped::skipped("no axe-core (name its axe.min.js in CLIPSTRIDE_AXE)");
        return None;
    };
    Some(std::fs::read_to_string(file).unwrap())
}

/// Fails where axe-core finds anything serious on the page as it stands.
fn nothing_serious(browser: &mut Browser, axe: &str, on: &str) {
    browser.value(&format!("{axe}; 0"));
    let found = browser.value(
        "axe.run().then(result => result.violations.map(v => [v.impact, v.id, v.nodes.length, \
         v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + ' // ' + n.failureSummary)]))",
    );
    let all = found.as_array().unwrap();
    for violation in all {
        println!("{on}: {violation:#}");
    }
    assert!(!all.iter().any(|v| v[0] == "serious" || v[0] == "critical"), "{on}");
}

#[test]
fn axe_finds_nothing_serious() {
    let Some(axe) = axe() else { return };
    let Some(mut browser) = opened("") else { return };
    for (scheme, width) in [("light", 1240), ("dark", 1240), ("light", 360)] {
        for report in [report::rich(), report::empty()] {
            browser.resize(width, 900);
            browser.system("", scheme);
            browser.open(&made(&report));
            browser.value("document.querySelectorAll('.session').forEach((s, i) => s.open = i % 9 === 0)");
            browser.value(DRAWN);
            browser.value(
                "document.querySelectorAll('.note, .numbers, .fold, .checks').forEach(fold => fold.open = true)",
            );
            nothing_serious(&mut browser, &axe, &format!("{scheme} {width}"));
        }
    }
}

/// Pictures of the page for the eye: `CLIPSTRIDE_PICTURES=folder cargo test --test page pictures`.
#[test]
fn pictures() {
    let Some(folder) = std::env::var_os("CLIPSTRIDE_PICTURES").map(std::path::PathBuf::from) else { return };
    let Some(mut browser) = Browser::launch() else { return };
    let html = made(&report::rich());
    std::fs::write(folder.join("page.html"), &html).unwrap();
    std::fs::write(folder.join("many.html"), made(&report::of_sessions(200))).unwrap();
    let open = "for (const s of [...document.querySelectorAll('.session')].slice(1, 4)) s.open = true; \
                document.querySelector('.note').open = true; document.querySelector('.numbers').open = true";
    for (name, width, scheme) in [("light", 1240, "light"), ("dark", 1240, "dark"), ("phone", 360, "light")] {
        browser.resize(width, 900);
        browser.system("", scheme);
        browser.open(&html);
        browser.value(open);
        browser.value(DRAWN);
        let height = browser.number("document.documentElement.scrollHeight");
        browser.resize(width, height as u32);
        std::fs::write(folder.join(format!("{name}.png")), browser.picture()).unwrap();
    }
    browser.resize(1240, 900);
    browser.open(&html);
    browser.value(open);
    browser.value(DRAWN);
    std::fs::write(folder.join("page.pdf"), browser.pdf()).unwrap();
    browser.open(&made(&report::empty()));
    std::fs::write(folder.join("empty.png"), browser.picture()).unwrap();
}
