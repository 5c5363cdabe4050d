//! The page in a real browser.

mod chromium;
mod figures;
mod report;

use chromium::Browser;
use clipstride::checks::CheckId;
use clipstride::render::html::{Parts, draw, figure_css, page};
use clipstride::report::Report;

const NOTE: &str = "# check\n\n## What it looks at\nThe timer time of each ride of the week, `session.total_timer_time`, \
    against the week's target.\n\n## Formula\n\n```\ntarget(w) = min(start + 2 * (w - 1), 60)\n```\n\n## What it cannot tell\n\
    - whether the shoe was clipped in\n- how hard it felt\n\n| Source | Figure |\n|---|---|\n| the programme | 5 to 10 min |\n";

fn made(report: &Report) -> String {
    let explain = |_: CheckId| NOTE;
    page(report, &Parts { draw: &draw, figure_css: &figure_css(), explain: &explain }).unwrap()
}

/// Pictures of the page for the eye: `CLIPSTRIDE_PICTURES=folder cargo test --test page pictures`.
#[test]
fn pictures() {
    let Some(folder) = std::env::var_os("CLIPSTRIDE_PICTURES").map(std::path::PathBuf::from) else { return };
    let Some(mut browser) = Browser::launch() else { return };
    let html = made(&report::rich());
    std::fs::write(folder.join("rich.html"), &html).unwrap();
    std::fs::write(folder.join("many.html"), made(&report::of_sessions(200))).unwrap();
    let open = "for (const s of [...document.querySelectorAll('.session')].slice(1, 3)) s.open = true; \
                document.querySelector('.note').open = true; document.querySelector('.numbers').open = true";
    for (name, width, scheme) in [("light", 1240, "light"), ("dark", 1240, "dark"), ("phone", 360, "light")] {
        browser.resize(width, 900);
        browser.system("screen", scheme);
        browser.open(&html);
        browser.value(open);
        browser.value("new Promise(done => setTimeout(done, 300))");
        let height = browser.number("document.documentElement.scrollHeight");
        browser.resize(width, height as u32);
        std::fs::write(folder.join(format!("{name}.png")), browser.picture(false)).unwrap();
    }
    browser.resize(1240, 900);
    browser.system("", "dark");
    browser.open(&html);
    browser.value(open);
    std::fs::write(folder.join("page.pdf"), browser.pdf()).unwrap();
    browser.open(&made(&report::empty()));
    std::fs::write(folder.join("empty.png"), browser.picture(false)).unwrap();
}
