//! From the narrowest phone to a wide desk.

use super::{OPEN_ALL, made, opened, report};
use serde_json::json;

/// The smallest letter in a drawing that is shown, px, with the figure it stands in.
const SMALLEST: &str = "(() => { let least = [99, '']; \
    for (const svg of document.querySelectorAll('.chart svg')) { \
        if (!svg.getClientRects().length) continue; \
        const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width; \
        for (const text of svg.querySelectorAll('text')) { \
            const size = scale * parseFloat(getComputedStyle(text).fontSize); \
            if (size < least[0]) least = [size, svg.closest('figure').id + ': ' + text.textContent]; \
        } \
    } return least; })()";

/// What reaches over the right edge of the window.
const BEYOND: &str = "[...document.querySelectorAll('td, th, .session > summary > *, .chart svg')]\
    .filter(e => e.getClientRects().length && e.closest('thead') === null && e.closest('.prose') === null \
        && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.textContent.slice(0, 40))";

#[test]
fn no_letter_of_a_figure_is_smaller_than_eleven_pixels() {
    let Some(mut browser) = opened("") else { return };
    browser.open(&made(&report::of_sessions(8)));
    browser.value(OPEN_ALL);
    for width in [320, 360, 390, 480, 600, 720, 768, 820, 960, 1024, 1100, 1280, 1600] {
        browser.resize(width, 900);
        let least = browser.value(SMALLEST);
        println!("{width}: {least}");
        assert!(least[0].as_f64().unwrap() >= 10.99, "{width}: {least}");
        let one = "[...document.querySelectorAll('.figure')].filter(f => f.querySelector('.chart') && \
                   [...f.querySelectorAll('.chart')].filter(c => c.getClientRects().length).length !== 1).length";
        assert_eq!(browser.count(one), 0, "{width}: one drawing of each figure");
    }
}

#[test]
fn nothing_reaches_over_the_edge_of_a_phone_or_a_tablet() {
    let Some(mut browser) = opened("") else { return };
    browser.open(&made(&report::rich()));
    browser.value(OPEN_ALL);
    for width in [320, 390, 768, 820] {
        browser.resize(width, 900);
        assert_eq!(browser.value("document.documentElement.scrollWidth"), json!(width));
        assert_eq!(browser.value(BEYOND), json!([]), "{width}");
    }
    // Of a session one sees when, what and how it came out, and nothing is squeezed to a sliver.
    browser.resize(768, 900);
    let slivers = "[...document.querySelectorAll('.session > summary > *')].filter(e => e.textContent.trim() \
                   && e.getClientRects().length && e.getBoundingClientRect().width < 24).length";
    assert_eq!(browser.count(slivers), 0);
}
