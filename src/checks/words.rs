//! Sentences with figures.

/// `1 ride`, `3 rides`.
pub(super) fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// `was` or `were`.
pub(super) fn were(n: usize) -> &'static str {
    if n == 1 { "was" } else { "were" }
}

/// Up to three examples in brackets, and how many more there are: ` (a; b; c; and 2 more)`. Nothing where there is none.
pub(super) fn examples(all: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut shown: Vec<String> = all.iter().take(SHOWN).cloned().collect();
    if all.len() > SHOWN {
        shown.push(format!("and {} more", all.len() - SHOWN));
    }
    if shown.is_empty() { String::new() } else { format!(" ({})", shown.join("; ")) }
}

/// `the mean over 9 runs`, or `from 1 run`.
pub(super) fn over(n: usize, noun: &str) -> String {
    if n == 1 { format!("from 1 {noun}") } else { format!("the mean over {}", count(n, noun)) }
}

/// `it was` or `they were`.
pub(super) fn it_was(n: usize) -> &'static str {
    if n == 1 { "it was" } else { "they were" }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn list(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The first letter in upper case.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_english() {
        let words: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec();
        assert_eq!(list(&words[..1]), "a");
        assert_eq!(list(&words[..3]), "a, b and c");
        assert_eq!(examples(&words), " (a; b; c; and 2 more)");
        assert_eq!(examples(&words[..3]), " (a; b; c)");
        assert_eq!(examples(&[]), "");
        assert_eq!(count(1, "ride"), "1 ride");
        assert_eq!(sentence("élan"), "Élan");
        assert_eq!(sentence(""), "");
    }
}
