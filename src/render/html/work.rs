//! What was done in a strength session, set by set, and in a pool, length by length.

use super::markup::{Html, Name, put};
use super::table::{Table, figures, sentence, words};
use super::words as say;
use crate::report::{Confidence, ExerciseEntry, Length, LengthKind, SessionEntry, StrengthSet};
use crate::units::Metres;

/// From here on the lengths are folded.
const MANY: usize = 12;

/// The exercises and the lengths, where there are any.
pub(super) fn work(html: &mut Html, session: &SessionEntry) {
    strength(html, &session.exercises);
    pool(html, &session.lengths, session.pool_length);
}

fn strength(html: &mut Html, exercises: &[ExerciseEntry]) {
    if exercises.is_empty() {
        return;
    }
    let mut table = Table::new(
        "As the watch recorded it; a guess of the watch is no proof",
        &["Exercise", "Sets", "Repetitions", "Weight", "Recognised"],
    );
    for exercise in exercises {
        let title = match (exercise.title.as_str(), exercise.guess) {
            ("", Some(guess)) => {
                let name = guess.name.map_or_else(String::new, |name| format!("/{name}"));
                format!("not named (FIT exercise {}{name})", guess.category)
            }
            ("", None) => "not named".to_owned(),
            (title, _) => title.to_owned(),
        };
        table.row([
            words(Name(&say::capital(&title))),
            figures(exercise.sets.len()),
            words(each(&exercise.sets, |set| set.repetitions.map(|times| times.to_string()))),
            words(each(&exercise.sets, |set| set.weight_kg.map(weight))),
            sentence(match exercise.recognised {
                Some(Confidence::Sure) => "surely: a workout step names it",
                Some(Confidence::Probably) => "probably: the watch guesses it",
                None => "no: it is none of the programme's that can be told",
            }),
        ]);
    }
    put!(html, "<h3>Exercises</h3>");
    table.show(html);
}

/// `12.5 kg`, `8 kg`.
fn weight(kg: f64) -> String {
    format!("{}\u{a0}kg", say::number(kg, usize::from(kg.fract().abs() > 0.04)))
}

/// What each set says: `10 each`, or `2 × 10, 8`; a dash for a set that does not say.
fn each(sets: &[StrengthSet], of: impl Fn(&StrengthSet) -> Option<String>) -> String {
    let told: Vec<String> = sets.iter().map(|set| of(set).unwrap_or_else(|| "–".to_owned())).collect();
    let runs: Vec<&[String]> = told.chunk_by(|one, next| one == next).collect();
    let say = |run: &[String]| match run {
        [one] => one.clone(),
        [first, ..] => format!("{}\u{a0}×\u{a0}{first}", run.len()),
        [] => String::new(),
    };
    match runs.as_slice() {
        [[only]] => only.clone(),
        [[first, ..]] if first == "–" => first.clone(),
        [[first, ..]] => format!("{first} each"),
        runs => runs.iter().map(|run| say(run)).collect::<Vec<_>>().join(", "),
    }
}

fn pool(html: &mut Html, lengths: &[Length], pool: Option<Metres>) {
    if lengths.is_empty() {
        return;
    }
    let count = |kind| lengths.iter().filter(|length| length.kind == kind).count();
    let (swum, drill, rests) = (count(LengthKind::Swum), count(LengthKind::Drill), count(LengthKind::Idle));
    let mut told = Vec::new();
    if drill > 0 {
        told.push(format!("{} logged as drill", say::plural(drill, "length", "lengths")));
    }
    if swum > 0 {
        told.push(format!("{} swum in a stroke", say::plural(swum, "length", "lengths")));
    }
    if rests > 0 {
        told.push(say::plural(rests, "rest at the wall", "rests at the wall"));
    }
    if let Some(metres) = pool {
        told.push(format!("pool of {}", say::distance(metres.get())));
    }
    let note = if drill > 0 {
        " The lengths of a drill are as many as the swimmer typed in, and the watch makes up their times."
    } else {
        ""
    };
    put!(html, r#"<h3>Lengths</h3><p class="mute">{}.{}</p>"#, told.join(", "), note);
    let mut table = Table::new(
        "Length by length; a rest at the wall has no number",
        &["Length", "What", "Time", "Strokes"],
    );
    let mut number = 0;
    for length in lengths {
        let (what, timed) = match length.kind {
            LengthKind::Swum => ("swum", true),
            LengthKind::Drill => ("drill, typed in", false),
            LengthKind::Idle => ("rest", true),
        };
        number += usize::from(length.kind != LengthKind::Idle);
        let dash = || "–".to_owned();
        table.row([
            figures(if length.kind == LengthKind::Idle { dash() } else { number.to_string() }),
            words(what),
            figures(if timed { say::duration(length.span.length()) } else { dash() }),
            figures(length.strokes.map_or_else(dash, |strokes| strokes.to_string())),
        ]);
    }
    let folded = lengths.len() > MANY;
    if folded {
        put!(html, r#"<details class="fold"><summary>Length by length</summary>"#);
    }
    table.show(html);
    if folded {
        put!(html, "</details>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::TimerTime;

    #[test]
    fn sets_that_are_alike_are_said_once() {
        let set = |repetitions| StrengthSet { repetitions, weight_kg: None, duration: TimerTime::new(30.0) };
        let said = |times: &[Option<u32>]| {
            let sets: Vec<StrengthSet> = times.iter().map(|times| set(*times)).collect();
            each(&sets, |set| set.repetitions.map(|times| times.to_string()))
        };
        assert_eq!(said(&[Some(10), Some(10)]), "10 each");
        assert_eq!(said(&[Some(10), Some(8), None]), "10, 8, –");
        assert_eq!(said(&[Some(10), Some(10), Some(8)]), "2\u{a0}×\u{a0}10, 8");
        assert_eq!(said(&[Some(10)]), "10");
        assert_eq!(said(&[None, None]), "–");
    }
}
