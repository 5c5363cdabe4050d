//! Method notes, commands, and what was done in a gym and in a pool.

use super::{OPEN_ALL, holds, made, opened, report};
use clipstride::checks::CheckId;
use clipstride::metrics::explain::entries;
use clipstride::metrics::{Certainty, Measure, MetricId, Untold};
use clipstride::model::Sport;
use serde_json::json;
use std::collections::BTreeSet;

/// The words of a text without its marks of Markdown and its line ends.
fn words(text: &str) -> String {
    let plain = text.replace(['#', '*', '`'], "");
    plain.split_whitespace().filter(|word| *word != "-").collect::<Vec<_>>().join(" ")
}

#[test]
fn each_number_leads_to_the_note_that_explain_prints() {
    let report = report::of_sessions(8);
    let Some(mut browser) = opened(&made(&report)) else { return };
    browser.value(OPEN_ALL);
    let measured: BTreeSet<MetricId> =
        report.sessions.iter().flat_map(|session| session.measures.keys().copied()).collect();
    assert!(measured.len() > 8);
    for id in measured {
        let name = id.name();
        let entry = entries().into_iter().find(|entry| entry.doc == id.doc()).unwrap();
        let record = format!(
            "[...document.querySelectorAll('.record')].find(e => e.querySelector('h4').textContent === '{}')",
            entry.doc.title
        );
        assert!(
            browser.count(&format!("document.querySelectorAll('a[href=\"#' + {record}.id + '\"]').length"))
                > 0
        );
        let said = words(&browser.text(&format!("{record}.innerText")));
        for line in entry.text().lines().map(words).filter(|line| !line.is_empty()) {
            assert!(said.contains(&line), "{name}: {line} is not in {said}");
        }
    }
    // A closed note opens for the link that leads to it.
    browser.value("document.getElementById('numbers-made').open = false");
    browser.value(
        "document.querySelector('a[href^=\"#note-\"]').click(); new Promise(done => setTimeout(done, 100))",
    );
    assert_eq!(browser.value("document.getElementById('numbers-made').open"), json!(true));
}

#[test]
fn a_command_in_a_reason_can_be_copied() {
    let mut report = report::of_sessions(1);
    let check = report.checks.iter_mut().find(|check| check.id == CheckId::RecoveryRaceWeek).unwrap();
    check.reason =
        "No race was named. The run on 2026-05-03 may have been one: name it with `--race 2026-05-03`."
            .to_owned();
    let Some(mut browser) = opened(&made(&report)) else { return };
    let says = "document.getElementById('check-recovery.race-week').querySelector('.says')";
    assert_eq!(browser.text(&format!("{says}.querySelector('code').textContent")), "--race 2026-05-03");
    let said = browser.text(&format!("{says}.textContent")).replace('\u{a0}', " ");
    assert!(said.contains("The run on 3 May may have been one: name it with --race 2026-05-03"), "{said}");
}

#[test]
fn sets_and_lengths_are_there() {
    let Some(mut browser) = opened(&made(&report::of_sessions(8))) else { return };
    browser.value(OPEN_ALL);
    let text = browser.text("document.body.innerText").replace('\u{a0}', " ");
    holds(
        &text,
        &[
            "Single-leg squat",
            "12.5 kg each",
            "10, 8",
            "surely: a workout step names it",
            "Not named",
            "drill, typed in",
            "2 lengths logged as drill",
            "counted, not estimated",
        ],
    );
}

#[test]
fn what_bears_no_interval_says_why_and_a_race_is_named() {
    let mut report = report::of_sessions(8);
    let run = report.sessions.iter_mut().find(|session| session.sport == Sport::Running).unwrap();
    report.races[0].day = run.clock.day();
    let Some(Measure::Known(estimate)) = run.measures.get_mut(&MetricId::StanceBalance) else {
        panic!("a run has its stance balance")
    };
    estimate.certainty = Certainty::Untold(Untold::TooFewIndependent);
    (estimate.n, estimate.n_eff) = (5713, Some(6.2));
    let Some(mut browser) = opened(&made(&report)) else { return };
    browser.value(OPEN_ALL);
    let text = browser.text("document.body.innerText").replace('\u{a0}', " ");
    holds(
        &text,
        &[
            "none: its 5713 samples are worth 6 independent ones, and it takes 12",
            "Race: Half marathon",
            "Compared with",
            "Mean over sessions",
            "Outside a configurable default: a hint, never a failure.",
        ],
    );
    // The files are no verdict on the work: they stand in a card of their own, the last one.
    let cards = "[...document.querySelectorAll('.checks')].map(card => card.querySelectorAll('[id=\"check-data.quality\"]').length)";
    let counts = browser.value(cards);
    assert_eq!(counts.as_array().unwrap().last(), Some(&json!(1)), "{counts}");
}
