//! The command line: arguments, configuration, files, streams, exit codes. The only room that prints.
//!
//! Two steps from what was typed to what is meant: `args` is the one, `resolve` the other.

mod args;
mod commands;
mod config;
mod exit;
mod fault;
mod nearest;
mod output;
mod progress;
mod resolve;

use anyhow::Result;
use args::{Cli, Command};
use clap::Parser as _;
use exit::Ended;
use std::process::ExitCode;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return fault::usage(&error),
    };
    match run(cli.command) {
        Ok(ended) => ended.into(),
        Err(error) => fault::report(&format!("clipstride: {error:#}")),
    }
}

fn run(command: Command) -> Result<Ended> {
    match command {
        Command::Report(args) => commands::report(&args),
        Command::Check(args) => commands::check(&args),
        Command::Plot(args) => commands::plot(&args),
        Command::Inspect(args) => commands::inspect(&args),
        Command::Programme(command) => commands::programme(&command),
        Command::Explain(args) => commands::explain(args.name.as_deref()),
        Command::Completions { shell } => commands::completions(shell),
        Command::Man => commands::man(),
    }
}
