//! What the read-outs say, by pointer and by finger.

use super::chromium::Browser;
use super::{DRAWN, made, opened, report};
use serde_json::json;

const HIDDEN: &str = "document.getElementById('readout').hidden";
const LINES: &str =
    "[...document.getElementById('readout').children].map(line => line.textContent).join(' | ')";

/// Scrolls a figure into view, moves the pointer into what `pick` chooses of the values of its drawing, and gives what is read.
fn read(browser: &mut Browser, figure: &str, pick: &str) -> String {
    let place = format!(
        "(() => {{ const chart = document.querySelector('{figure} .wide'); \
         const held = JSON.parse(chart.querySelector('script').textContent); \
         const [x, y, width, height] = (held => {pick})(held).frame; \
         chart.scrollIntoView({{ block: 'center' }}); \
         const matrix = chart.querySelector('svg').getScreenCTM(); \
         const at = new DOMPoint(x + width / 2, y + height / 2).matrixTransform(matrix); \
         return [at.x, at.y]; }})()"
    );
    let at = browser.value(&place);
    browser.hover(at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
    assert_eq!(browser.value(HIDDEN), json!(false), "{figure}");
    browser.text(LINES).replace('\u{a0}', " ")
}

#[test]
fn each_rep_is_read_alone_and_says_which_it_is() {
    let Some(mut browser) = opened(&made(&report::of_sessions(8))) else { return };
    browser.value("document.querySelector('.session[data-sport=Run]').open = true");
    browser.value(DRAWN);
    let said = read(
        &mut browser,
        ".session[open] [id^=fig-drills]",
        "held.panels.find(panel => panel.title === 'Rep 3')",
    );
    let lines: Vec<&str> = said.split(" | ").collect();
    assert!(lines[0].starts_with("Rep 3, ") && lines[0].ends_with(" m"), "{said}");
    assert!(lines.len() == 2 && lines[1].starts_with("Speed ") && lines[1].ends_with(" m/s"), "{said}");
    assert_eq!(browser.count("document.querySelectorAll('.cursor line').length"), 1);
}

#[test]
fn days_bars_dials_weeks_and_means_say_all_that_is_known_of_them() {
    let Some(mut browser) = opened(&made(&report::of_sessions(8))) else { return };
    browser.value("document.querySelectorAll('.session').forEach(session => session.open = true)");
    browser.value(DRAWN);
    for (figure, pick, wanted) in [
        ("#fig-calendar", "held.spots[0]", &["Mon 2 Mar 2026", "Bike 8 min, done"][..]),
        ("[id^=fig-power-phase]", "held.spots[0]", &["Left leg", "Own earlier rides", "Past 210° 38.0 %"]),
        ("[id^=fig-cadence]", "held.spots[4]", &["steps/min | "]),
        ("[id^=fig-balance-2]", "held.panels[0]", &["15 s mean L 5", " %"]),
        ("[id^=fig-balance-by-power]", "held.panels[0]", &["Mean L ", "Middle half L ", "Ridden for 4:00"]),
        ("#fig-ladder-bike", "held.panels[0]", &["Week 1", "Target ", "by the calendar ", " min, "]),
        ("#fig-trend-stance-balance", "held.panels[0]", &["Stance balance", "(95 % "]),
    ] {
        let said = read(&mut browser, figure, pick);
        for part in wanted {
            assert!(said.contains(part), "{figure}: {part} is not in {said}");
        }
    }
}

#[test]
fn the_first_tap_on_another_figure_is_read() {
    let Some(mut browser) = opened("") else { return };
    browser.resize(390, 844);
    browser.open(&made(&report::of_sessions(8)));
    for figure in ["#fig-ladder-bike", "#fig-ladder-pool", "#fig-trend-cadence"] {
        let place = format!(
            "(() => {{ const svg = document.querySelector('{figure} .narrow svg'); \
             svg.scrollIntoView({{ block: 'center' }}); const box = svg.getBoundingClientRect(); \
             return [box.left + box.width / 2, box.top + box.height / 2]; }})()"
        );
        let at = browser.value(&place);
        browser.tap(at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
        browser.value("new Promise(done => setTimeout(done, 100))");
        assert_eq!(browser.value(HIDDEN), json!(false), "{figure}");
        let focus = format!("document.activeElement?.closest('{figure}') !== null");
        assert_eq!(browser.value(&focus), json!(true), "{figure}: the tap moves the focus");
    }
}

#[test]
fn a_link_opens_its_session_again_and_through_the_filter() {
    let Some(mut browser) = opened(&made(&report::of_sessions(44))) else { return };
    let shown = "[...document.querySelectorAll('.session')].filter(s => s.offsetParent !== null).length";
    let open = "document.querySelectorAll('.session[open]').length";
    let click = "document.querySelector('.marks a').click(); new Promise(done => setTimeout(done, 100))";
    for _ in 0..2 {
        browser.value(click);
        assert_eq!(browser.count(open), 1);
        browser.value("document.querySelector('.session[open]').open = false");
    }
    browser.value("document.querySelector('#filters input[name=sport][value=Run]').click()");
    assert_eq!(browser.count(shown), 11);
    browser.value(click);
    assert_eq!((browser.count(shown), browser.count(open)), (12, 1));
    let said = browser.text("document.getElementById('shown').textContent");
    assert_eq!(said.replace('\u{a0}', " "), "12 of 44 sessions, the latest first");
}
