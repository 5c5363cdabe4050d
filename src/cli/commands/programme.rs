//! `programme`: what was prescribed, and back to the world.

use crate::cli::args::ProgrammeCommand;
use crate::cli::exit::Ended;
use crate::cli::output::{print, write_file};
use crate::cli::resolve;
use crate::programme::{Plan, init_text};
use anyhow::{Result, bail};
use std::fmt::Write as _;
use std::path::Path;

/// Shows or writes the programme.
pub(crate) fn programme(command: &ProgrammeCommand) -> Result<Ended> {
    match command {
        ProgrammeCommand::Show { programme, weeks } => {
            print(&shown(&resolve::plan(programme.as_deref())?, *weeks))?;
        }
        ProgrammeCommand::Init { file } => init(file)?,
        _ => todo!(),
    }
    Ok(Ended::Done)
}

fn init(file: &Path) -> Result<()> {
    if file.exists() {
        bail!("{} exists: choose another name, nothing is replaced", file.display());
    }
    write_file(file, init_text().as_bytes())?;
    print(&format!("{}\nEdit it, and pass it with --programme.\n", file.display()))
}

/// The prescriptions with their source, and the targets of the first weeks.
fn shown(plan: &Plan, weeks: u32) -> String {
    let mut text = format!("{}\n{}\n\n", plan.title, plan.source);
    for line in plan.lines() {
        let _ = writeln!(text, "  {line}");
    }
    for prescription in plan.in_force() {
        let (lo, hi) = prescription.start;
        let _ = writeln!(text, "\n{} targets, if each week is completed", prescription.name);
        for (name, start) in [("from the lower start", lo), ("from the upper start", hi)] {
            let ladder = prescription.ladder(start);
            let shown: Vec<String> = (1..=weeks.min(ladder.weeks_to_goal()))
                .map(|week| crate::programme::number(ladder.calendar(week)))
                .collect();
            let goal = ladder.weeks_to_goal();
            let _ = writeln!(
                text,
                "  {name}: {} {}; {} in week {goal}",
                shown.join(" "),
                prescription.dose.unit().symbol(),
                prescription.dose.say(prescription.goal)
            );
            if (hi - lo).abs() < f64::EPSILON {
                break;
            }
        }
    }
    text
}
