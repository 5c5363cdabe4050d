//! The records of the metrics as text: what `explain` prints and `docs/metrics.md` holds.

use super::{Doc, MetricId, agreement, trend};
use crate::units::Unit;

/// The width of the text, columns.
const WIDTH: usize = 100;

/// One record, under the names that it answers to.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Stable names: of a metric that each leg has, both.
    pub names: Vec<&'static str>,
    /// The unit; none for what is told of several metrics.
    pub unit: Option<Unit>,
    /// The record.
    pub doc: Doc,
}

/// Every record: of the metrics, of the trend over the weeks, of running beside riding.
#[must_use]
pub fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for id in MetricId::ALL {
        match entries.iter_mut().find(|entry| entry.doc == id.doc()) {
            Some(entry) => entry.names.push(id.name()),
            None => entries.push(Entry { names: vec![id.name()], unit: Some(id.unit()), doc: id.doc() }),
        }
    }
    entries.push(Entry { names: vec!["trend"], unit: None, doc: trend::DOC });
    entries.push(Entry { names: vec!["agreement"], unit: None, doc: agreement::DOC });
    entries
}

impl Entry {
    /// Whether `name` is one of its names, or what they have before the leg.
    #[must_use]
    pub fn answers_to(&self, name: &str) -> bool {
        self.names.iter().any(|known| {
            *known == name
                || (self.names.len() > 1 && known.rsplit_once('-').is_some_and(|(base, _)| base == name))
        })
    }

    /// The record as text.
    #[must_use]
    pub fn text(&self) -> String {
        let doc = &self.doc;
        let unit = self.unit.map_or_else(String::new, |unit| format!(", {}", unit.symbol()));
        let evidence = format!("{}. {}", doc.evidence.word(), doc.evidence.meaning());
        let lines = [
            ("Formula", doc.formula),
            ("Dropped", doc.dropped),
            ("Evidence", evidence.as_str()),
            ("Source", doc.source),
            ("Sensor", doc.sensor),
            ("Limits", doc.limits),
        ];
        let lines: Vec<String> =
            lines.iter().map(|(label, text)| wrap(&format!("- **{label}**: {text}"))).collect();
        format!("## {}\n\n{}{unit}\n\n{}", self.names.join(", "), doc.title, lines.concat())
    }
}

/// All records as one page of Markdown.
#[must_use]
pub fn page() -> String {
    let entries: Vec<String> = entries().iter().map(Entry::text).collect();
    format!(
        "# Metrics\n\nWhat each number is, from which seconds, how well its meaning is supported, and what it cannot \
         tell.\n`clipstride explain NAME` prints one of these; none of the thresholds is the clinic's.\n\n{}",
        entries.join("\n")
    )
}

/// Breaks a line of a list between words; what follows is set in below its first word.
fn wrap(text: &str) -> String {
    let (mut wrapped, mut column) = (String::new(), 0);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            wrapped.push_str("\n  ");
            column = 2;
        } else if column > 0 {
            wrapped.push(' ');
            column += 1;
        }
        wrapped.push_str(word);
        column += length;
    }
    wrapped.push('\n');
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_in_docs_is_the_one_that_the_program_prints() {
        assert_eq!(
            include_str!("../../docs/metrics.md").replace("\r\n", "\n"),
            page(),
            "stale; CONTRIBUTING.md says how to make it anew"
        );
    }

    #[test]
    fn every_name_is_answered_to_and_both_legs_share_a_record() {
        let entries = entries();
        for id in MetricId::ALL {
            assert!(
                entries.iter().any(|entry| entry.answers_to(id.name()) && entry.doc == id.doc()),
                "{}",
                id.name()
            );
        }
        let both = entries.iter().find(|entry| entry.answers_to("power-phase-end")).unwrap();
        assert_eq!(both.names, ["power-phase-end-left", "power-phase-end-right"]);
        assert!(!entries.iter().any(|entry| entry.answers_to("stance")));
    }

    #[test]
    fn a_record_keeps_within_its_width() {
        assert!(
            page().lines().all(|line| line.chars().count() <= WIDTH + 20),
            "a heading or a line is too long"
        );
        assert_eq!(wrap("a  b"), "a b\n");
    }
}
