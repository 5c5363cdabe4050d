//! `strength.gym`: strength work on machines.

use super::strength_exercises::say;
use super::words::{it_was, list, sentence};
use super::workouts_done::{sessions, trace};
use super::{CheckId, CheckResult, Input, Outcome};

const ID: CheckId = CheckId::StrengthGym;

pub(super) fn run(input: &Input<'_>) -> CheckResult {
    let strength = &input.plan.strength;
    let source = strength.origin.words();
    if !strength.enabled || strength.machines.is_empty() {
        return CheckResult::plain(
            ID,
            Outcome::NotApplicable,
            "The plan asks for no work on machines.",
            source,
        );
    }
    if sessions(input).is_empty() {
        let reason = "No strength session is in the files. Work on machines without a watch leaves no trace: this says nothing \
                      about whether it was done.";
        return CheckResult::plain(ID, Outcome::Unknown, reason, source);
    }
    let mut parts = Vec::new();
    let (mut without, mut guessed, mut sure) = (Vec::new(), Vec::new(), 0);
    for key in &strength.machines {
        let (title, found) = (input.plan.exercises.title(key), trace(input, key));
        if found.sessions.is_empty() {
            without.push(title.to_owned());
        } else {
            parts.push(say(title, &found));
            if found.sure == 0 {
                guessed.push(title.to_owned());
            }
        }
        sure += usize::from(found.sure > 0);
    }
    if !guessed.is_empty() {
        parts.insert(0, format!("of {} there is only the watch's guess", list(&guessed)));
    }
    if !without.is_empty() {
        parts.push(format!(
            "no trace of {}, which is not to say that {} not trained",
            list(&without),
            it_was(without.len())
        ));
    }
    let outcome = if sure == strength.machines.len() { Outcome::Pass } else { Outcome::Unknown };
    CheckResult::plain(ID, outcome, format!("{}.", sentence(&parts.join("; "))), source)
}
