//! The verdicts: every check, grouped by how it came out, with its reason, its target and its method note.

use super::markup::{Html, Markup, put};
use super::note::note;
use super::press::Press;
use super::words as say;
use crate::report::{CheckResult, Outcome};

/// Groups in the order of what a reader needs first, with a sentence that says what the group means.
const GROUPS: [(Outcome, &str, &str); 5] = [
    (Outcome::Fail, "Missed", "A prescription was not met."),
    (Outcome::Advisory, "Worth a look", "Outside a configurable default: a hint, never a failure."),
    (
        Outcome::Pass,
        "In order",
        "As prescribed; or inside a configured or usual range, which no one prescribed.",
    ),
    (Outcome::Unknown, "Cannot be told", "The sensors or the files do not answer."),
    (Outcome::NotApplicable, "Does not apply", "Nothing here that the check speaks of."),
];

/// The list of verdicts.
pub(super) fn checks(html: &mut Html, results: &[CheckResult], press: &Press<'_>) {
    put!(html, r#"<section aria-labelledby="checks"><h2 id="checks">Checks</h2>"#);
    if results.is_empty() {
        put!(html, r#"<p class="nothing">No check was run.</p>"#);
    }
    for (outcome, heading, meaning) in GROUPS {
        let group: Vec<&CheckResult> = results.iter().filter(|result| result.outcome == outcome).collect();
        if group.is_empty() {
            continue;
        }
        let (shape, _) = say::outcome(outcome);
        let folded = outcome == Outcome::NotApplicable;
        let (opens, ends) = if folded {
            (r#"<details class="card checks"><summary>"#, "</summary>")
        } else {
            (r#"<div class="card checks">"#, "")
        };
        put!(
            html,
            r##"{4}<h3 class="verdict {0}"><svg class="mark" aria-hidden="true"><use href="#mark-{0}"/></svg>{1} <span class="count">{2}</span></h3>{5}<p class="mute">{3}</p>"##,
            shape.name(),
            heading,
            group.len(),
            meaning,
            Markup::literal(opens),
            Markup::literal(ends)
        );
        for result in group {
            check(html, result, press);
        }
        put!(html, "{}", Markup::literal(if folded { "</details>" } else { "</div>" }));
    }
    put!(html, "</section>");
}

fn check(html: &mut Html, result: &CheckResult, press: &Press<'_>) {
    let (shape, word) = say::outcome(result.outcome);
    put!(
        html,
        r##"<article class="check" id="check-{0}"><div class="what"><h4><svg class="mark {1}" aria-hidden="true"><use href="#mark-{1}"/></svg>{2}<span class="hidden">: {3}</span></h4><code>{0}</code></div>"##,
        result.id.name(),
        shape.name(),
        say::check_title(result.id),
        word
    );
    put!(html, r#"<div class="says"><p>{}</p><dl class="facts">"#, press.prose.say(&result.reason));
    let figures = [("Measured", &result.measured), ("Target", &result.target)];
    for (label, figure) in figures {
        if let Some(figure) = figure {
            put!(html, "<div><dt>{}</dt><dd>{}</dd></div>", label, say::check_figure(figure));
        }
    }
    if !result.source.is_empty() {
        put!(html, r#"<div class="source"><dt>Source</dt><dd>{}</dd></div>"#, press.prose.say(result.source));
    }
    put!(html, "</dl>");
    let text = note((press.parts.explain)(result.id));
    if text != Markup::default() {
        put!(
            html,
            r#"<details class="note"><summary>How this is judged<span class="hidden">: {}</span></summary><div class="prose">{}</div></details>"#,
            say::check_title(result.id),
            text
        );
    }
    put!(html, "</div></article>");
}
