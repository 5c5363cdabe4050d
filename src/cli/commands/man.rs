//! `man`: one page with the options of every command.

use crate::cli::args::{Cli, DISCLAIMER, EXAMPLES, EXIT_CODES, JUDGING};
use crate::cli::exit::Ended;
use crate::cli::output::print;
use anyhow::{Context, Result};
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

/// Prints the manual page.
pub(crate) fn man() -> Result<Ended> {
    print(&page().context("the manual page cannot be made")?)?;
    Ok(Ended::Done)
}

fn page() -> Result<String> {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    let man = Man::new(root.clone());
    let mut page = rendered(|out| man.render_title(out))?;
    page.push_str(without_preamble(&rendered(|out| man.render_name_section(out))?));
    page.push_str(without_preamble(&rendered(|out| man.render_synopsis_section(out))?));
    page.push_str(without_preamble(&rendered(|out| man.render_description_section(out))?));
    page.push_str(".SH COMMANDS\n");
    for command in leaves(&root) {
        page.push_str(&of_command(command)?);
    }
    page.push_str(&shared(&root)?);
    page.push_str(&section("EXAMPLES", EXAMPLES, true));
    page.push_str(&section("EXIT STATUS", EXIT_CODES, false));
    page.push_str(&section("NOTE", DISCLAIMER, false));
    Ok(page)
}

/// The commands that do something, `programme show` as well as `report`.
fn leaves(command: &Command) -> Vec<&Command> {
    let below: Vec<&Command> = command.get_subcommands().flat_map(leaves).collect();
    if below.is_empty() { vec![command] } else { below }
}

/// What a command does, and its own options.
fn of_command(command: &Command) -> Result<String> {
    let judges = command.get_arguments().any(|arg| arg.get_help_heading().is_some());
    let own = command.clone().mut_args(|arg| {
        let hidden = arg.get_help_heading().is_some() || arg.get_id() == "help";
        if hidden { arg.hide(true) } else { arg }
    });
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let more = if judges { "; see also \"How files are judged\"" } else { "" };
    let mut text = Roff::new().control("SS", [name]).text([roman(format!("{about}{more}."))]).to_roff();
    let man = Man::new(own.clone());
    text.push_str(".PP\n");
    text.push_str(without_heading(&rendered(|out| man.render_synopsis_section(out))?));
    if own.get_arguments().any(|arg| !arg.is_hide_set()) {
        text.push_str(without_heading(&rendered(|out| man.render_options_section(out))?));
    }
    Ok(text)
}

/// The options that report, check and plot share.
fn shared(root: &Command) -> Result<String> {
    let judging =
        |command: &&Command| command.get_arguments().any(|arg| arg.get_help_heading() == Some(JUDGING));
    let Some(report) = root.get_subcommands().find(judging) else { return Ok(String::new()) };
    let only = report
        .clone()
        .mut_args(|arg| if arg.get_help_heading() == Some(JUDGING) { arg } else { arg.hide(true) });
    Ok(without_preamble(&rendered(|out| Man::new(only).render_options_section(out))?).to_owned())
}

/// A section of text, kept as it is laid out where it is an example.
fn section(heading: &str, text: &str, as_it_is: bool) -> String {
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
    if as_it_is {
        roff.control("nf", []);
    }
    for line in text.lines() {
        roff.text([roman(line)]);
    }
    if as_it_is {
        roff.control("fi", []);
    }
    roff.to_roff()
}

fn rendered(render: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> Result<String> {
    let mut out = Vec::new();
    render(&mut out)?;
    String::from_utf8(out).context("the manual page is no text")
}

/// Each part comes with the definitions that a page needs once.
fn without_preamble(part: &str) -> &str {
    part.find(".SH").map_or(part, |at| &part[at..])
}

fn without_heading(part: &str) -> &str {
    without_preamble(part).split_once('\n').map_or("", |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_every_option_is_on_the_page() {
        let page = page().unwrap();
        let mut root = Cli::command().disable_help_subcommand(true);
        root.build();
        for command in leaves(&root) {
            let name = command.get_bin_name().unwrap();
            assert!(page.contains(&format!(".SS \"{name}\"")), "{name}\n{page}");
            for long in command.get_arguments().filter_map(|arg| arg.get_long()) {
                let long = format!("\\-\\-{}", long.replace('-', "\\-"));
                assert!(long == "\\-\\-help" || page.contains(&long), "{name} {long}");
            }
        }
        assert!(!page.contains("clipstride\\-report(1)"), "{page}");
        assert_eq!(page.matches(".TH").count(), 1);
        let examples = page.split(".nf\n").nth(1).and_then(|rest| rest.split(".fi\n").next()).unwrap();
        assert_eq!(examples.trim_end().lines().count(), EXAMPLES.lines().count(), "{examples}");
    }
}
