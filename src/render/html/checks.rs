//! The verdicts: every check, grouped by how it came out, with its reason, its target and its method note.

use super::markup::{Html, Markup, put};
use super::note::note;
use super::press::Press;
use super::words as say;
use crate::report::{CheckId, CheckResult, Outcome};

/// Groups in the order of what a reader needs first, with a sentence that says what the group means.
const GROUPS: [(Outcome, &str, &str); 5] = [
    (Outcome::Fail, "Missed", "A prescription was not met"),
    (Outcome::Advisory, "Worth a look", "Outside a configurable default: a hint, never a failure"),
    (
        Outcome::Pass,
        "In order",
        "As prescribed; or inside a configured or usual range, which no one prescribed",
    ),
    (Outcome::Unknown, "Cannot be told", "The sensors or the files do not answer"),
    (Outcome::NotApplicable, "Does not apply", "Nothing here that these speak of"),
];

/// The list of verdicts. What the files could tell is no verdict on the work: it stands last, on its own.
pub(super) fn checks(html: &mut Html, results: &[CheckResult], press: &Press<'_>) {
    put!(html, r#"<section aria-labelledby="checks"><h2 id="checks">Checks</h2>"#);
    if results.is_empty() {
        put!(html, r#"<p class="nothing">No check was run.</p>"#);
    }
    let (files, work): (Vec<&CheckResult>, Vec<&CheckResult>) =
        results.iter().partition(|result| result.id == CheckId::DataQuality);
    for (outcome, heading, meaning) in GROUPS {
        let group: Vec<&CheckResult> =
            work.iter().filter(|result| result.outcome == outcome).copied().collect();
        let folded = outcome == Outcome::NotApplicable;
        let names: Vec<&str> = group.iter().map(|result| say::check_title(result.id)).collect();
        let meaning =
            if folded { format!("{meaning}: {}.", names.join(", ")) } else { format!("{meaning}.") };
        show(html, &group, (outcome, heading, &meaning), folded, press);
    }
    if let Some(quality) = files.first() {
        let meaning = "What was read, and what the sensors did not record. No verdict on the work.";
        show(html, &files, (quality.outcome, "The files", meaning), false, press);
    }
    put!(html, "</section>");
}

fn show(
    html: &mut Html,
    group: &[&CheckResult],
    (outcome, heading, meaning): (Outcome, &str, &str),
    folded: bool,
    press: &Press<'_>,
) {
    if group.is_empty() {
        return;
    }
    let (opens, ends, closes) = if folded {
        (r#"<details class="card checks"><summary>"#, "</summary>", "</details>")
    } else {
        (r#"<div class="card checks">"#, "", "</div>")
    };
    put!(
        html,
        r##"{4}<h3 class="verdict {0}"><svg class="mark" aria-hidden="true"><use href="#mark-{0}"/></svg>{1} <span class="count">{2}</span></h3><p class="mute">{3}</p>{5}"##,
        say::outcome(outcome).0.name(),
        heading,
        group.len(),
        meaning,
        Markup::literal(opens),
        Markup::literal(ends)
    );
    for result in group {
        check(html, result, press);
    }
    put!(html, "{}", Markup::literal(closes));
}

/// A reason: a sentence, or its clauses as a list where there are three or more.
fn reason(html: &mut Html, text: &str, press: &Press<'_>) {
    let clauses = clauses(text);
    if clauses.len() < 3 {
        put!(html, "<p>{}</p>", press.say(text));
        return;
    }
    put!(html, r#"<ul class="clauses">"#);
    for clause in clauses {
        put!(html, "<li>{}</li>", press.say(&say::capital(clause)));
    }
    put!(html, "</ul>");
}

/// The clauses of a reason: what stands between semicolons, or between sentences, that are in no brackets and no code. The last
/// stop of each goes: a list has none.
fn clauses(text: &str) -> Vec<&str> {
    let (mut clauses, mut from, mut depth, mut code) = (Vec::new(), 0, 0_i32, false);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            '`' => code = !code,
            ';' | '.' if depth <= 0 && !code => {
                let rest = text.get(at + 1..).unwrap_or_default();
                let starts = |rest: &str| {
                    rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase))
                };
                if letter == ';' || starts(rest) {
                    clauses.extend(text.get(from..at).map(str::trim));
                    from = at + 1;
                }
            }
            _ => {}
        }
    }
    clauses.extend(text.get(from..).map(|last| last.trim().trim_end_matches('.')));
    clauses.retain(|clause| !clause.is_empty());
    clauses
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
    put!(html, r#"<div class="says">"#);
    reason(html, &result.reason, press);
    put!(html, r#"<dl class="facts">"#);
    let (measured, target) = say::figure_labels(result);
    let figures = [(measured, &result.measured), (target, &result.target)];
    for (label, figure) in figures {
        if let Some(figure) = figure {
            put!(html, "<div><dt>{}</dt><dd>{}</dd></div>", label, say::check_figure(figure));
        }
    }
    if !result.source.is_empty() {
        put!(html, r#"<div class="source"><dt>Source</dt><dd>{}</dd></div>"#, press.say(result.source));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_end_at_semicolons_outside_brackets_and_code() {
        let text = "2 had fewer (week 3: 2; week 5: none); name it with `a; b`; the rest.";
        assert_eq!(
            clauses(text),
            ["2 had fewer (week 3: 2; week 5: none)", "name it with `a; b`", "the rest"]
        );
        assert_eq!(clauses("One 1.5 m. Two, e.g. so."), ["One 1.5 m", "Two, e.g. so"]);
        assert_eq!(clauses("a) b; c"), ["a) b", "c"]);
    }
}
