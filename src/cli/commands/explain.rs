//! `explain`: what a check or a metric looks at.

use super::style;
use crate::checks::{self, CheckId};
use crate::cli::exit::Ended;
use crate::cli::nearest::nearest;
use crate::cli::output::print;
use crate::metrics::explain::{Entry, entries, page as metrics_page};
use crate::render::terminal::{Style, labelled, reflow};
use anyhow::{Result, bail};
use std::io::IsTerminal as _;

/// The name under which all metrics are printed: the text of `docs/metrics.md`.
const ALL_METRICS: &str = "metrics";

/// Prints the page of a check or of a metric, or the list of both.
pub(crate) fn explain(name: Option<&str>) -> Result<Ended> {
    let text = match name {
        None => list(&entries(), style()),
        // A file of it is what docs/ holds.
        Some(ALL_METRICS) if !std::io::stdout().is_terminal() => metrics_page(),
        Some(name) => told(name, style())?,
    };
    print(&text)?;
    Ok(Ended::Done)
}

/// Every name that can be explained.
pub(crate) fn explained() -> Vec<&'static str> {
    let mut names: Vec<&str> = CheckId::ALL.iter().map(|id| id.name()).collect();
    for name in entries().into_iter().flat_map(|entry| entry.names).chain([ALL_METRICS]) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn told(name: &str, style: Style) -> Result<String> {
    if let Some(id) = CheckId::from_name(name) {
        return Ok(reflow(checks::explain(id), style));
    }
    if name == ALL_METRICS {
        return Ok(reflow(&metrics_page(), style));
    }
    // Two sports have a cadence: both are told.
    let entries = entries();
    let found: Vec<String> = entries.iter().filter(|entry| entry.answers_to(name)).map(Entry::text).collect();
    if found.is_empty() {
        let near = nearest(name, explained().into_iter());
        let hint = if near.is_empty() {
            "`clipstride explain` lists them".to_owned()
        } else {
            format!("did you mean {}?", near.join(", "))
        };
        bail!("there is no check or metric `{name}`: {hint}");
    }
    Ok(reflow(&found.join("\n"), style))
}

fn list(entries: &[Entry], style: Style) -> String {
    const NAME: usize = 29;
    let row = |name: &str, text: &str| {
        let rows = labelled(&format!("  {name}"), NAME, text, style);
        rows.into_iter().map(|row| format!("{row}\n")).collect::<String>()
    };
    let checks: String = CheckId::ALL.iter().map(|id| row(id.name(), purpose(*id))).collect();
    let metrics: String =
        entries.iter().flat_map(|entry| entry.names.iter().map(|name| row(name, entry.doc.title))).collect();
    format!(
        "Checks (clipstride explain NAME):\n{checks}\nMetrics (clipstride explain NAME, or `{ALL_METRICS}` for all):\n{metrics}"
    )
}

/// The first sentence of a check's page, below its title.
fn purpose(id: CheckId) -> &'static str {
    let text = checks::explain(id).split("\n\n").find(|part| !part.starts_with('#')).unwrap_or_default();
    let ends = [". ", ".\n"].iter().filter_map(|end| text.find(end)).min();
    ends.map_or(text, |end| &text[..end]).trim_end_matches(['.', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_page_loses_a_word_at_any_width() {
        let words = |text: &str| {
            let words = text.split_whitespace().filter(|word| *word != ">");
            words.map(str::to_owned).collect::<Vec<_>>()
        };
        let pages = CheckId::ALL.iter().map(|id| checks::explain(*id).to_owned());
        for page in pages.chain([metrics_page()]) {
            for width in [40, 80, 120] {
                let laid = reflow(&page, Style { width, colour: false });
                assert_eq!(words(&page), words(&laid));
                let longest = laid.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0) + 2;
                let most = usize::from(width).max(longest);
                assert!(laid.lines().all(|line| line.chars().count() <= most), "{laid}");
            }
        }
    }

    #[test]
    fn what_can_be_completed_can_be_explained() {
        let names = explained();
        assert!(names.contains(&"bike.minutes") && names.contains(&"trend"), "{names:?}");
        assert!(names.into_iter().all(|name| told(name, Style { width: 80, colour: false }).is_ok()));
    }

    #[test]
    fn the_list_names_each_check_and_each_metric() {
        let list = list(&entries(), Style { width: 80, colour: false });
        for name in ["bike.pull-through", "stance-balance", "past-210-right", "trend", "agreement"] {
            assert!(list.contains(&format!("  {name} ")), "{name}");
        }
    }
}
