//! The page that the binary makes of the samples, every fold of it opened.

use super::{DRAWN, FAULTS, OPEN_ALL, axe, nothing_serious, opened};
use assert_cmd::Command;
use serde_json::json;
use std::fs;
use std::path::Path;

/// A soreness log whose notes try to get onto the page.
const SORENESS: &str = "date,soreness,note\n2026-03-02,2,</script><script>document.title='owned'</script>\n\
                        2026-05-04,7.5,\"\u{202e}<img src=x onerror=alert(1)>\"\n2026-05-05,6,\n";

/// The page of some of the samples, made by the binary.
fn page_of(names: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    fs::write(home.path().join("log.csv"), SORENESS).unwrap();
    let output = Command::cargo_bin("clipstride")
        .unwrap()
        .current_dir(home.path())
        .args(["report", "--soreness", "log.csv", "-o", "out"])
        .args(names.iter().map(|name| samples.join(name)))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(home.path().join("out/index.html")).unwrap()
}

#[test]
fn the_page_of_the_samples_holds_what_it_promises() {
    let html = page_of(&[""]);
    println!("the samples: {:.1} MB", html.len() as f64 / 1e6);
    assert!(html.len() < 10_000_000);
    let Some(mut browser) = opened(&html) else { return };
    let sessions = browser.count("document.querySelectorAll('.session').length");
    assert!(sessions > 100, "{sessions}");
    browser.value(OPEN_ALL);
    assert_eq!(browser.value("violations"), json!([]));
    assert_eq!(browser.errors, [""; 0]);
    assert_eq!(browser.value(FAULTS), json!([]));
    let text = browser.text("document.body.innerText");
    for part in ["In more detail", "Against your own earlier sessions", "Trends in numbers", "side by side"] {
        assert!(text.contains(part), "{part}");
    }
    // The log: in the table behind the calendar, its notes nowhere.
    let logged = "document.querySelector('#fig-calendar .numbers').innerText";
    assert!(browser.text(logged).contains("7.5"));
    assert!(!html.contains("owned") && !html.contains("onerror"));
    assert_eq!(browser.count("document.querySelectorAll('script:not([type])').length"), 1);

    browser.resize(360, 740);
    assert_eq!(browser.count("document.documentElement.scrollWidth"), 360);
    let wide = "[...document.querySelectorAll('.narrow svg')].filter(e => e.getBoundingClientRect().right > 360).length";
    assert_eq!(browser.count(wide), 0);
    assert_eq!(browser.value(FAULTS), json!([]));
}

#[test]
fn axe_finds_nothing_serious_on_the_samples() {
    let Some(axe) = axe() else { return };
    let html = page_of(&["2026-05-19-run-drills.fit", "2026-05-20-bike.fit", "2026-05-21-pool.fit", "odd"]);
    let Some(mut browser) = opened(&html) else { return };
    for (scheme, width) in [("light", 1240), ("dark", 360)] {
        browser.resize(width, 900);
        browser.system("", scheme);
        browser.open(&html);
        browser.value(
            "[...document.querySelectorAll('.session')].slice(0, 6).forEach(session => session.open = true)",
        );
        browser.value(DRAWN);
        browser
            .value("document.querySelectorAll('.note, .numbers, .fold').forEach(fold => fold.open = true)");
        nothing_serious(&mut browser, &axe, &format!("{scheme} {width}"));
    }
}
