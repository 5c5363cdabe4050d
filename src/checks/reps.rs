//! The drill reps of all runs.

use super::words::{count, examples};
use super::{CheckId, CheckResult, Figure, Input, Judged, Outcome};
use crate::drills::{EvidenceLayer, LengthVerdict, MeasuredLength, Resolution};
use crate::model::Sport;
use crate::units::{Unit, fixed};

/// The runs.
pub(super) fn runs<'a>(input: &Input<'a>) -> impl Iterator<Item = &'a Judged<'a>> {
    input.sessions.iter().filter(|judged| judged.session.sport == Sport::Running)
}

/// Whether a run could be searched: it has the channels that a drill shows in.
pub(super) fn searched(judged: &Judged<'_>) -> bool {
    judged.drills.jog.is_some() || judged.drills.source != EvidenceLayer::None
}

/// Whether a run is recorded densely enough to measure a rep.
pub(super) fn dense(judged: &Judged<'_>) -> bool {
    judged.drills.resolution == Resolution::Ok
}

/// What is not there to be judged: switched off, or no run.
pub(super) fn nothing(id: CheckId, input: &Input<'_>) -> Option<CheckResult> {
    let source = input.plan.drill.origin.words();
    let not = |reason: &str| Some(CheckResult::plain(id, Outcome::NotApplicable, reason, source));
    if !input.plan.drill.enabled {
        return not("The plan has the drill switched off.");
    }
    if runs(input).next().is_none() {
        return not("There is no run in the files.");
    }
    None
}

/// One measured part of a rep.
pub(super) struct Part {
    pub(super) metres: MeasuredLength,
    pub(super) verdict: LengthVerdict,
    /// Whether more than speed speaks for its being of the drill: else it is told, and not judged.
    pub(super) evident: bool,
}

/// An interval of 95 % is wrong one time in twenty: so many reps out of range, of all, are still no miss.
const MOST_OUT: f64 = 0.10;

/// Holds the lengths of one part of each rep against the prescribed range, where the part is evidently of the drill. A length
/// is out of range only if its whole interval is.
pub(super) fn lengths(
    id: CheckId,
    input: &Input<'_>,
    noun: &str,
    prescribed: (f64, f64),
    parts: impl Fn(&Judged<'_>) -> Vec<Part>,
) -> CheckResult {
    if let Some(nothing) = nothing(id, input) {
        return nothing;
    }
    let source = input.plan.drill.origin.words();
    let (all, aside): (Vec<_>, Vec<_>) = runs(input)
        .filter(|judged| dense(judged))
        .flat_map(|judged| parts(judged).into_iter().map(|part| (judged.day(), part)))
        .partition(|(_, part)| part.evident);
    let aside = (!aside.is_empty()).then(|| {
        let are = if aside.len() == 1 { "is" } else { "are" };
        format!("{} that nothing but speed speaks for {are} not judged", count(aside.len(), noun))
    });
    let coarse = runs(input).filter(|judged| !dense(judged)).count();
    if all.is_empty() {
        let coarse = (coarse > 0).then(|| format!("{} recorded too coarsely", count(coarse, "run")));
        let why: Vec<String> = aside.into_iter().chain(coarse).collect();
        let (outcome, reason) = if why.is_empty() {
            (Outcome::NotApplicable, format!("No {noun} was found in {}.", count(runs(input).count(), "run")))
        } else {
            (Outcome::Unknown, format!("No {noun} of the drill can be told: {}.", why.join("; ")))
        };
        return CheckResult::plain(id, outcome, reason, source);
    }
    let n = |verdict: LengthVerdict| all.iter().filter(|(_, part)| part.verdict == verdict).count();
    let (inside, unsure, out) =
        (n(LengthVerdict::InRange), n(LengthVerdict::Uncertain), n(LengthVerdict::OutOfRange));
    let misses: Vec<String> = all
        .iter()
        .filter(|(_, part)| part.verdict == LengthVerdict::OutOfRange)
        .map(|(day, Part { metres, .. })| {
            let [value, from, to] = [metres.value, metres.lo, metres.hi].map(|metres| fixed(metres, 0));
            format!("{day}: {value} m, {from} to {to}")
        })
        .collect();
    let (lo, hi) = prescribed;
    let mut reason = format!("{inside} of {} probably lie in {lo} to {hi} m", count(all.len(), noun));
    if unsure > 0 {
        reason.push_str(&format!("; {unsure} cannot be told, being too near an end for their error"));
    }
    if out > 0 {
        reason.push_str(&format!("; {out} out of range{}", examples(&misses)));
    }
    if let Some(aside) = aside {
        reason.push_str(&format!("; {aside}"));
    }
    if coarse > 0 {
        reason.push_str(&format!("; {} recorded too coarsely to measure", count(coarse, "run")));
    }
    reason.push('.');
    let outcome = if out as f64 > MOST_OUT * all.len() as f64 {
        Outcome::Fail
    } else if inside == 0 {
        Outcome::Unknown
    } else {
        Outcome::Pass
    };
    let values: Vec<f64> = all.iter().map(|(_, part)| part.metres.value).collect();
    CheckResult {
        measured: crate::signal::median(&values).map(|median| Figure::of(median, Unit::Metres, 0)),
        target: Some(Figure::range(prescribed, Unit::Metres, 0)),
        ..CheckResult::plain(id, outcome, reason, source)
    }
}
