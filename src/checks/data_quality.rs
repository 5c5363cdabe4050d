//! `data.quality`: what the files could not tell, and why.

use super::gather::say_missing;
use super::words::{count, examples, list, sentence};
use super::{CheckId, CheckResult, Input, Outcome};
use crate::metrics::{Measure, MetricId, Missing};
use crate::model::{NoticeCode, Status};
use std::collections::BTreeMap;

const ID: CheckId = CheckId::DataQuality;
const SOURCE: &str = "the files themselves";

/// The metrics that a programme check rests on, with a word for each.
const WANTED: [(MetricId, &str); 4] = [
    (MetricId::CrankRate, "pedalling cadence"),
    (MetricId::PedalBalance, "pedal balance with its side"),
    (MetricId::StepRate, "running cadence"),
    (MetricId::StanceBalance, "stance balance"),
];

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    if input.files.is_empty() {
        return CheckResult::plain(ID, Outcome::NotApplicable, "There are no files.", SOURCE);
    }
    let mut by_status: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_notice: BTreeMap<NoticeCode, usize> = BTreeMap::new();
    for file in input.files {
        *by_status.entry(file.status.name()).or_default() += 1;
        for notice in file.notices {
            *by_notice.entry(notice.code).or_default() += 1;
        }
    }
    let whole = input.files.iter().filter(|file| *file.status == Status::Read).count();
    let other: Vec<String> = by_status
        .iter()
        .filter(|(name, _)| **name != Status::Read.name())
        .map(|(name, n)| format!("{n} {}", name.replace('-', " ")))
        .collect();
    let mut parts =
        vec![format!("{whole} of {} read to the end without loss", count(input.files.len(), "file"))];
    if !other.is_empty() {
        parts.push(list(&other));
    }
    if !by_notice.is_empty() {
        let mut most: Vec<(&NoticeCode, &usize)> = by_notice.iter().collect();
        most.sort_by_key(|(_, n)| std::cmp::Reverse(**n));
        let notices: Vec<String> =
            most.iter().map(|(code, n)| format!("{n} {}", code.name().replace('-', " "))).collect();
        parts.push(format!("{}{}", count(by_notice.values().sum(), "notice"), examples(&notices)));
    }
    parts.extend(WANTED.iter().filter_map(|(metric, word)| not_told(input, *metric, word)));
    let harmed =
        input.files.iter().any(|file| matches!(file.status, Status::Salvaged | Status::Rejected { .. }));
    let outcome = if harmed || !by_notice.is_empty() { Outcome::Advisory } else { Outcome::Pass };
    CheckResult::plain(ID, outcome, format!("{}.", sentence(&parts.join("; "))), SOURCE)
}

/// `stance balance in 2 of 9 sessions: not recorded in 7`.
fn not_told(input: &Input<'_>, metric: MetricId, word: &str) -> Option<String> {
    let mut missing: BTreeMap<Missing, usize> = BTreeMap::new();
    let (mut known, mut all) = (0, 0);
    for measure in input.sessions.iter().filter_map(|judged| judged.measures.get(&metric)) {
        all += 1;
        match measure {
            Measure::Known(_) => known += 1,
            Measure::Missing(reason) => *missing.entry(*reason).or_default() += 1,
        }
    }
    let why: Vec<String> =
        missing.iter().map(|(reason, n)| format!("{} in {n}", say_missing(*reason))).collect();
    (known < all).then(|| format!("{word} in {known} of {}: {}", count(all, "session"), list(&why)))
}
