//! `run.skip-stride`: was the skip-then-stride drill done?

use super::reps::{dense, nothing, runs, searched};
use super::words::{count, list, sentence, were};
use super::{CheckId, CheckResult, Figure, Input, Outcome};
use crate::drills::{EvidenceLayer, Rep};
use crate::units::Unit;

const ID: CheckId = CheckId::RunSkipStride;

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    if let Some(nothing) = nothing(ID, input) {
        return nothing;
    }
    let source = input.plan.drill.origin.words();
    let all = runs(input).count();
    let is_pair = |rep: &Rep| rep.skip.as_ref().is_some_and(|skip| skip.confirmed) && rep.stride.is_some();
    let is_unsure = |rep: &Rep| rep.skip.as_ref().is_some_and(|skip| !skip.confirmed) && rep.stride.is_some();
    let reps = |accept: &dyn Fn(&Rep) -> bool| -> usize {
        runs(input).map(|judged| judged.drills.reps.iter().filter(|rep| accept(rep)).count()).sum()
    };
    let pairs = reps(&is_pair);
    let with_pairs = runs(input).filter(|judged| judged.drills.reps.iter().any(is_pair)).count();
    let unsure = reps(&is_unsure);
    let strides = reps(&|rep| rep.skip.is_none() && rep.stride.is_some());
    let skips = reps(&|rep| rep.stride.is_none());
    let blind = runs(input).filter(|judged| !searched(judged)).count();
    let coarse = runs(input).filter(|judged| searched(judged) && !dense(judged)).count();

    let mut parts = vec![if pairs > 0 {
        format!("{} in {with_pairs} of {}", count(pairs, "skip-then-stride pair"), count(all, "run"))
    } else {
        format!("no confirmed skip-then-stride pair in {}", count(all, "run"))
    }];
    if unsure > 0 {
        parts.push(format!(
            "{} with a skip before {} that nothing but speed speaks for",
            count(unsure, "stride"),
            if unsure == 1 { "it" } else { "them" }
        ));
    }
    if strides > 0 {
        parts.push(format!("{} without a skip", count(strides, "stride")));
    }
    if skips > 0 {
        parts.push(format!("{} without a stride", count(skips, "skip")));
    }
    if coarse > 0 {
        parts.push(format!("{} {} recorded too coarsely to tell", count(coarse, "run"), were(coarse)));
    }
    if blind > 0 {
        parts.push(format!(
            "{} {} neither speed nor laps to tell from",
            count(blind, "run"),
            if blind == 1 { "holds" } else { "hold" }
        ));
    }
    let evidence: Vec<String> = [EvidenceLayer::WorkoutSteps, EvidenceLayer::Laps, EvidenceLayer::Signal]
        .iter()
        .filter_map(|layer| {
            let n = runs(input)
                .filter(|judged| judged.drills.source == *layer && !judged.drills.reps.is_empty())
                .count();
            (n > 0).then(|| format!("{} in {n}", say(*layer)))
        })
        .collect();
    if !evidence.is_empty() {
        parts.push(format!("told from {}", list(&evidence)));
    }
    let outcome = if pairs > 0 {
        Outcome::Pass
    } else if unsure > 0 || coarse + blind == all {
        Outcome::Unknown
    } else {
        Outcome::Fail
    };
    CheckResult {
        measured: Some(Figure::of(pairs as f64, Unit::Repetitions, 0)),
        ..CheckResult::plain(ID, outcome, format!("{}.", sentence(&parts.join("; "))), source)
    }
}

fn say(layer: EvidenceLayer) -> &'static str {
    match layer {
        EvidenceLayer::WorkoutSteps => "workout steps",
        EvidenceLayer::Laps => "laps pressed by hand",
        EvidenceLayer::Signal => "the signal alone",
        EvidenceLayer::None => "nothing",
    }
}
