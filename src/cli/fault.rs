//! What goes wrong, told on standard error. What was typed is repeated there, made harmless first.

use super::args::Cli;
use super::exit;
use crate::render::clean;
use clap::Parser as _;
use std::io::Write as _;
use std::process::ExitCode;

/// Tells an error; the exit code says so too.
pub(super) fn report(message: &str) -> ExitCode {
    // Where even standard error is closed, the exit code is all that is left to say.
    let _ = writeln!(anstream::stderr(), "{}", harmless(message, &typed()));
    ExitCode::from(exit::ERROR)
}

/// Tells what the command line lacks, or prints the help that was asked for.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() && typed().iter().any(|word| acts(word)) {
        let words = typed().into_iter().map(|word| clean(&word));
        // The same error, of words that can be shown.
        let again = Cli::try_parse_from(std::iter::once("clipstride".to_owned()).chain(words)).err();
        return report(again.as_ref().unwrap_or(error).render().to_string().trim_end());
    }
    // As above: a stream that is closed cannot be told so.
    let _ = error.print();
    if error.use_stderr() { ExitCode::from(exit::ERROR) } else { ExitCode::SUCCESS }
}

fn typed() -> Vec<String> {
    std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect()
}

fn acts(text: &str) -> bool {
    clean(text) != text
}

/// A message of one line or more, without what acts unseen: the line breaks of what was typed are none of the message.
fn harmless(message: &str, typed: &[String]) -> String {
    let parts = typed.iter().flat_map(|word| {
        let value = word.split_once('=').map(|(_, value)| value);
        [word.as_str()].into_iter().chain(value).chain(word.split(['=', ',']))
    });
    let mut parts: Vec<&str> = parts.filter(|part| acts(part)).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let message = parts.iter().fold(message.to_owned(), |message, part| message.replace(part, &clean(part)));
    message.lines().map(clean).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_breaks_no_line_and_turns_no_writing() {
        let typed = ["--days=pool=mon,x\ny".to_owned(), "a\r\u{202e}b\n.fit".to_owned()];
        let message = "`x\ny` is not a day:\n  a\r\u{202e}b\n.fit: no such file\u{200b}";
        assert_eq!(harmless(message, &typed), "`x y` is not a day:\n  a b .fit: no such file");
        assert_eq!(harmless("one\ntwo", &["one".to_owned()]), "one\ntwo");
    }
}
