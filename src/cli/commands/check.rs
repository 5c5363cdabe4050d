//! `check`: the verdicts, and an exit code that scripts can use.

use super::style;
use crate::cli::args::{CheckArgs, FailOn};
use crate::cli::exit::Ended;
use crate::cli::output::print;
use crate::cli::resolve::{self, Meant};
use crate::render::{json, terminal};
use crate::report::{Outcome, Report};
use anyhow::Result;

/// Prints the verdicts.
pub(crate) fn check(args: &CheckArgs) -> Result<Ended> {
    let request = match resolve::request(&args.judge)? {
        Meant::Print(text) => return print(&text).map(|()| Ended::Done),
        Meant::Judge(request) => request,
    };
    let report = resolve::judged(&request)?;
    print(&if args.json { json::render(&report) } else { terminal::verdicts(&report, style()) })?;
    Ok(ended(&report, args.fail_on))
}

fn ended(report: &Report, fail_on: FailOn) -> Ended {
    let missed = report.checks.iter().any(|check| match fail_on {
        FailOn::Never => false,
        FailOn::Fail => check.outcome == Outcome::Fail,
        FailOn::Advisory => matches!(check.outcome, Outcome::Fail | Outcome::Advisory),
    });
    if missed { Ended::Missed } else { Ended::Done }
}
