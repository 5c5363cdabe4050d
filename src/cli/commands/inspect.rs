//! `inspect`: what one file holds, and which checks it can answer.

use super::style;
use crate::cli::args::InspectArgs;
use crate::cli::exit::Ended;
use crate::cli::output::print;
use crate::cli::resolve;
use crate::ingest::{self, MessageView};
use crate::pipeline;
use crate::render::inspection;
use crate::render::terminal::printable;
use crate::report::Status;
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use std::fs;

/// Prints what a file holds.
pub(crate) fn inspect(args: &InspectArgs) -> Result<Ended> {
    let options = ingest::Options { time_zone: args.time_zone.as_deref().map(resolve::zone).transpose()? };
    let inspections = pipeline::inspect(&args.file, &options)?;
    let mut text = String::new();
    for (index, one) in inspections.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        text.push_str(&inspection::render(one, style()));
    }
    if args.messages && args.file.is_file() {
        text.push_str(&messages(args)?);
    }
    print(&text)?;
    if inspections.iter().all(|one| matches!(one.status, Status::Rejected { .. })) {
        bail!("{}: nothing in it could be read", args.file.display());
    }
    Ok(Ended::Done)
}

/// Every message of a plain FIT file, a line each field.
fn messages(args: &InspectArgs) -> Result<String> {
    let bytes = fs::read(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?;
    let mut text = String::new();
    let shown = ingest::messages(&bytes, |message: MessageView| {
        let _ = writeln!(text, "{} at byte {}", printable(&message.name), message.offset);
        for field in &message.fields {
            let _ = writeln!(
                text,
                "  {}: {} {}",
                printable(&field.name),
                printable(&field.value),
                printable(&field.units)
            );
        }
    });
    match shown {
        Ok(notices) => {
            for notice in notices {
                let _ = writeln!(text, "notice {}: {}", notice.code.name(), notice.message);
            }
            Ok(format!("\nMessages\n{text}"))
        }
        Err(reason) => bail!("{}: {reason}", args.file.display()),
    }
}
