//! `explain`: what a check or a metric looks at.

use crate::checks::{self, CheckId};
use crate::cli::exit::Ended;
use crate::cli::output::print;
use crate::metrics::explain::{Entry, entries, page};
use anyhow::{Result, bail};

/// The name under which all metrics are printed: the text of `docs/metrics.md`.
const ALL_METRICS: &str = "metrics";

/// Prints the page of a check or of a metric, or the list of both.
pub(crate) fn explain(name: Option<&str>) -> Result<Ended> {
    let entries = entries();
    let Some(name) = name else {
        print(&list(&entries))?;
        return Ok(Ended::Done);
    };
    if let Some(id) = CheckId::from_name(name) {
        print(checks::explain(id))?;
        return Ok(Ended::Done);
    }
    if name == ALL_METRICS {
        print(&page())?;
        return Ok(Ended::Done);
    }
    // Two sports have a cadence: both are told.
    let found: Vec<String> = entries.iter().filter(|entry| entry.answers_to(name)).map(Entry::text).collect();
    if found.is_empty() {
        let known = CheckId::ALL.iter().map(|id| id.name());
        let near = nearest(name, known.chain(entries.iter().flat_map(|entry| entry.names.iter().copied())));
        let hint = if near.is_empty() {
            "`clipstride explain` lists them".to_owned()
        } else {
            format!("did you mean {}?", near.join(", "))
        };
        bail!("there is no check or metric `{name}`: {hint}");
    }
    print(&found.join("\n"))?;
    Ok(Ended::Done)
}

fn list(entries: &[Entry]) -> String {
    let checks = CheckId::ALL.iter().map(|id| format!("  {:<26} {}\n", id.name(), purpose(*id)));
    let metrics = entries
        .iter()
        .flat_map(|entry| entry.names.iter().map(move |name| format!("  {name:<26} {}\n", entry.doc.title)));
    format!(
        "Checks (clipstride explain NAME):\n{}\nMetrics (clipstride explain NAME, or `{ALL_METRICS}` for all):\n{}",
        checks.collect::<String>(),
        metrics.collect::<String>()
    )
}

/// The first sentence of a check's page, below its title.
fn purpose(id: CheckId) -> &'static str {
    checks::explain(id)
        .lines()
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .map_or("", |line| line.split(". ").next().unwrap_or(line).trim_end_matches('.'))
}

/// The names that hold what was typed; where none does, those that are the fewest slips away, and no more than a third of
/// what was typed.
fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    let holding: Vec<&str> =
        names.iter().copied().filter(|name| !typed.is_empty() && name.contains(typed)).collect();
    if !holding.is_empty() {
        return holding;
    }
    let most = typed.chars().count() / 3;
    let slips = |name: &&str| distance(typed, name);
    let least = names.iter().map(slips).min().filter(|least| *least <= most);
    names.iter().copied().filter(|name| Some(distance(typed, name)) == least).collect()
}

/// How many letters to insert, drop or change to come from one word to the other (Levenshtein 1965).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.chars().enumerate() {
        let mut next = vec![index + 1];
        for (other, pair) in to.iter().zip(row.windows(2)) {
            let [diagonal, above] = pair else { continue };
            let left = next.last().copied().unwrap_or_default();
            next.push((diagonal + usize::from(letter != *other)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_forgiven_and_nonsense_is_not() {
        let names = ["stance-balance", "pedal-balance", "bike.cadence"];
        let near = |typed| nearest(typed, names.into_iter());
        assert_eq!(near("stance-blance"), ["stance-balance"]);
        assert_eq!(near("balance"), ["pedal-balance", "stance-balance"]);
        assert_eq!(near("bike-cadence"), ["bike.cadence"]);
        assert!(near("xyzzy").is_empty() && near("").is_empty());
        assert_eq!((distance("kitten", "sitting"), distance("", "abc")), (3, 3));
    }

    #[test]
    fn the_list_names_each_check_and_each_metric() {
        let list = list(&entries());
        for name in ["bike.pull-through", "stance-balance", "past-210-right", "trend", "agreement"] {
            assert!(list.contains(&format!("  {name} ")), "{name}");
        }
    }
}
