//! Text that others wrote, made harmless: names in files and folders, and what was typed.

/// Drops what acts unseen, in a terminal as on the page; line breaks become spaces.
#[must_use]
pub fn clean(text: &str) -> String {
    let seen = |letter: char| match letter {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
        letter => (!acts_unseen(letter)).then_some(letter),
    };
    text.chars().filter_map(seen).collect()
}

/// Controls, direction marks and overrides, zero-width and interlinear marks, tags, and what is no character.
fn acts_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
        || (letter as u32) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_unseen_is_dropped_and_letters_stay() {
        assert_eq!(clean("a\u{1b}[31mb\n\u{202e}c\u{61c}d\u{200b}e\rf"), "a[31mb cde f");
        assert_eq!(clean("Übung 雪 שלום\u{a0}–"), "Übung 雪 שלום\u{a0}–");
    }
}
