//! Words that fit: cleaned, shortened to a width, broken into lines.

use super::font::{Weight, em_width};

/// No name in a drawing is longer; the rest could not be shown anyway.
const LONGEST: usize = 600;

/// `text` without what could break a drawing: control characters, marks that turn the direction of writing, characters
/// that XML forbids. White space becomes single blanks.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(LONGEST));
    let mut blank = false;
    for character in text.chars().take(LONGEST * 4) {
        if character.is_whitespace() {
            blank = !out.is_empty();
            continue;
        }
        let turns = matches!(character, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
        if character.is_control() || turns || matches!(u32::from(character) & 0xFFFF, 0xFFFE | 0xFFFF) {
            continue;
        }
        if blank {
            out.push(' ');
            blank = false;
        }
        // An apostrophe inside a word is typeset as one.
        let apostrophe = character == '\'' && out.ends_with(char::is_alphabetic);
        out.push(if apostrophe { '’' } else { character });
        if out.len() >= LONGEST {
            break;
        }
    }
    out
}

/// The width of `text` in pixels.
pub(crate) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    em_width(text, weight) * size
}

/// `text`, shortened with an ellipsis to at most `room` pixels; empty where not even two letters fit.
pub(crate) fn fit(text: &str, size: f64, weight: Weight, room: f64) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let shortened = |letters: usize| {
        let end = ends.get(letters).copied().unwrap_or(text.len());
        format!("{}…", text.get(..end).unwrap_or_default().trim_end_matches([' ', '·', ',', '–', '-']))
    };
    let (mut fits, mut not) = (0, ends.len());
    while fits + 1 < not {
        let middle = usize::midpoint(fits, not);
        if width(&shortened(middle), size, weight) <= room {
            fits = middle;
        } else {
            not = middle;
        }
    }
    if fits < 2 { String::new() } else { shortened(fits) }
}

/// `text` in at most `most` lines of `room` pixels, the last one shortened where it must be.
pub(crate) fn wrap(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split(' ').filter(|word| !word.is_empty()).peekable();
    while let Some(word) = words.next() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || width(&longer, size, weight) <= room {
            line = longer;
            continue;
        }
        if lines.len() + 1 == most {
            // The last line takes all that is left and is cut to fit.
            line = words.by_ref().fold(longer, |all, next| format!("{all} {next}"));
            break;
        }
        lines.push(std::mem::replace(&mut line, word.to_owned()));
    }
    lines.push(line);
    lines.truncate(most);
    lines.iter().map(|line| fit(line, size, weight, room)).filter(|line| !line.is_empty()).collect()
}

/// `text` in at most `most` lines without cutting a clause: where it is longer, whole clauses at its end give way to a sign that
/// there is more. Only a text whose first clause is too long, such as a hostile name, is shortened as [`wrap`] does.
pub(crate) fn clauses(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Vec<String> {
    let whole = |part: &str| {
        let lines = wrap(part, size, weight, room, usize::MAX);
        let cut = lines.iter().any(|line| line.ends_with('…')) && !part.contains('…');
        (!lines.is_empty() && lines.len() <= most && !cut).then_some(lines)
    };
    let ends = [". ", "; ", " · "].iter().flat_map(|end| text.match_indices(end).map(|(at, _)| at));
    let mut ends: Vec<usize> = ends.chain([text.len()]).collect();
    ends.sort_unstable();
    let stop = if text.ends_with('.') { "." } else { "" };
    let shorter = ends.iter().rev().filter_map(|end| text.get(..*end)).find_map(|part| match part.len() {
        all if all == text.len() => whole(part),
        _ => whole(&format!("{part}{stop} …")),
    });
    shorter.unwrap_or_else(|| wrap(text, size, weight, room, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_marks_vanish_and_blanks_collapse() {
        assert_eq!(clean("a\u{0}b\u{202E}c\n\t d\u{FEFF}  "), "abc d");
        assert_eq!(clean("the clinic's 'own' 5'"), "the clinic’s 'own’ 5'");
        assert!(clean(&"x".repeat(10_000)).len() <= LONGEST);
    }

    #[test]
    fn what_is_fitted_fits() {
        for room in [0.0, 5.0, 20.0, 55.5, 90.0, 400.0] {
            let short = fit("Three sessions a week, to one hour", 13.0, Weight::Regular, room);
            assert!(width(&short, 13.0, Weight::Regular) <= room, "{short} in {room}");
        }
        assert_eq!(fit("done", 13.0, Weight::Regular, 100.0), "done");
    }

    #[test]
    fn lines_fit_and_none_is_lost_while_there_is_room() {
        let text = "Nine of twelve rides done, three short; two weeks cannot be told.";
        let lines = wrap(text, 13.0, Weight::Regular, 150.0, 9);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| width(line, 13.0, Weight::Regular) <= 150.0));
        let two = wrap(text, 13.0, Weight::Regular, 150.0, 2);
        assert_eq!(two.len(), 2);
        assert!(two[1].ends_with('…'));
        assert!(wrap(&"x".repeat(500), 13.0, Weight::Regular, 80.0, 3).len() <= 3);
    }

    #[test]
    fn clauses_give_way_whole_and_are_never_cut() {
        let text =
            "30 of 32 swims reached the target; 2 were short (7 May: 10 of 20 laps). A lap is 1 pool length.";
        let said = |room, most| clauses(text, 13.0, Weight::Regular, room, most).join(" ");
        assert_eq!(said(2000.0, 1), text);
        assert_eq!(
            said(460.0, 1),
            "30 of 32 swims reached the target; 2 were short (7 May: 10 of 20 laps). …"
        );
        assert_eq!(said(300.0, 1), "30 of 32 swims reached the target. …");
        assert!(said(60.0, 1).ends_with('…'));
    }
}
