//! One file a command.

mod check;
mod explain;
mod inspect;
mod man;
mod plot;
mod programme;
mod report;

pub(super) use check::check;
pub(super) use explain::{explain, explained};
pub(super) use inspect::inspect;
pub(super) use man::man;
pub(super) use plot::plot;
pub(super) use programme::programme;
pub(super) use report::report;

use super::args::{Cli, ThemeArg};
use super::exit::Ended;
use super::output::print;
use crate::render::plot::Theme;
use crate::render::terminal::Style;
use anstream::ColorChoice;
use anyhow::{Context, Result};
use clap::CommandFactory;

/// Completions of a shell.
pub(super) fn completions(shell: clap_complete::Shell) -> Result<Ended> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "clipstride", &mut script);
    print(&String::from_utf8(script).context("the completions are no text")?)?;
    Ok(Ended::Done)
}

/// How to write to standard output: as wide as the terminal, coloured where that is wanted (`NO_COLOR` over
/// `CLICOLOR_FORCE` over whether there is a terminal).
pub(super) fn style() -> Style {
    /// What a table takes where there is no terminal to ask.
    const PIPED: u16 = 80;
    let out = std::io::stdout();
    let width = terminal_size::terminal_size_of(&out).map_or(PIPED, |(width, _)| width.0);
    Style { width, colour: anstream::AutoStream::choice(&out) != ColorChoice::Never }
}

impl From<ThemeArg> for Theme {
    fn from(theme: ThemeArg) -> Self {
        match theme {
            ThemeArg::Light => Self::Light,
            ThemeArg::Dark => Self::Dark,
        }
    }
}
