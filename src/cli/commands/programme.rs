//! `programme`: what was prescribed, and back to the world.

use super::style;
use crate::cli::args::ProgrammeCommand;
use crate::cli::exit::Ended;
use crate::cli::output::{Output, print, write_file};
use crate::cli::resolve::{day, plan};
use crate::programme::{
    Ahead, Days, Given, Plan, Prescription, init_text, number, outlook, schedule, weeks, workouts,
};
use crate::render::terminal::{Style, printable, wrap_after};
use crate::render::{ics, workout};
use anyhow::{Context, Result, bail};
use jiff::civil::{Date, Time, date};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Shows or writes the programme.
pub(crate) fn programme(command: &ProgrammeCommand) -> Result<Ended> {
    match command {
        ProgrammeCommand::Show { programme, weeks } => {
            print(&shown(&plan(programme.as_deref())?, *weeks, style()))?;
        }
        ProgrammeCommand::Init { file, force } => init(file, *force)?,
        ProgrammeCommand::Schedule { programme, start, days, at, weeks, output, force } => {
            keep(output, *force)?;
            let days = Days::parse(days.iter().map(String::as_str))?;
            let at = at.as_deref().map(clock).transpose()?;
            calendar(&plan(programme.as_deref())?, day("--start", start)?, &days, at, *weeks, output)?;
        }
        ProgrammeCommand::Workouts { programme, week, reps, output, force } => {
            write_workouts(&plan(programme.as_deref())?, *week, *reps, output, *force)?;
        }
    }
    Ok(Ended::Done)
}

fn clock(text: &str) -> Result<Time> {
    text.parse().with_context(|| format!("--at {text}: a time like 18:30 is expected"))
}

/// What exists is replaced only where that was asked for.
fn keep(file: &Path, force: bool) -> Result<()> {
    if file.exists() && !force {
        bail!("{} exists: choose another name, nothing is replaced without --force", file.display());
    }
    Ok(())
}

fn init(file: &Path, force: bool) -> Result<()> {
    keep(file, force)?;
    write_file(file, init_text().as_bytes())?;
    print(&format!("{}\nEdit it, and pass it with --programme.\n", file.display()))
}

/// The weeks to come of each prescription in force, for somebody who begins in the week of `start`.
fn ahead(plan: &Plan, start: Date, count: u32) -> Vec<(&Prescription, Vec<Ahead>)> {
    let given = Given { plan_start: Some(start), races: &plan.races, rest: &plan.rest, today: start };
    plan.in_force()
        .map(|prescription| {
            let progress = weeks(prescription, &[], plan.ladder, &given);
            (prescription, outlook(prescription, &progress, plan.ladder, &given, count))
        })
        .collect()
}

fn calendar(
    plan: &Plan,
    start: Date,
    days: &Days,
    at: Option<Time>,
    count: u32,
    output: &Path,
) -> Result<()> {
    // What lies before the start or on the same day as the last session is past; the start itself is to come.
    let day_before =
        start.yesterday().context("--start: the first day of the calendar has no day before it")?;
    let appointments = schedule(plan, &ahead(plan, start, count), days, at, day_before)?;
    write_file(output, ics::calendar(&appointments).as_bytes())?;
    print(&format!("{}\n{} sessions\n", output.display(), appointments.len()))
}

/// A day in the first week of a plan that names no start: targets do not depend on it.
const ANY_START: Date = date(2007, 1, 1);

fn write_workouts(plan: &Plan, week: u32, reps: u32, folder: &Path, force: bool) -> Result<()> {
    let ahead = ahead(plan, plan.week_one.unwrap_or(ANY_START), week);
    let coming: Vec<(&Prescription, Ahead)> = ahead
        .into_iter()
        .filter_map(|(prescription, mut weeks)| weeks.pop().map(|week| (prescription, week)))
        .collect();
    let outputs: Vec<Output> = workouts(plan, &coming, reps)
        .iter()
        .map(|planned| Ok(Output { name: format!("{}.fit", planned.slug), bytes: workout::fit(planned)? }))
        .collect::<Result<_>>()?;
    for output in &outputs {
        keep(&folder.join(&output.name), force)?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot create the folder {}", folder.display()))?;
    let mut text = String::new();
    for output in &outputs {
        let path = folder.join(&output.name);
        write_file(&path, &output.bytes)?;
        let _ = writeln!(text, "{}", path.display());
    }
    print(&format!(
        "{text}Copy them to the folder NewFiles of the watch, or import them where its workouts are kept.\n"
    ))
}

/// The prescriptions with their source, and the targets of the first weeks.
fn shown(plan: &Plan, weeks: u32, style: Style) -> String {
    let mut text = String::new();
    for line in [&plan.title, &plan.source] {
        line_of(&mut text, "", line, style);
    }
    text.push('\n');
    for line in plan.lines() {
        line_of(&mut text, "  ", &line, style);
    }
    for prescription in plan.in_force() {
        let (lo, hi) = prescription.start;
        let starts: &[(&str, f64)] = if lo < hi {
            &[("from the lower start", lo), ("from the upper start", hi)]
        } else {
            &[("targets", lo)]
        };
        text.push('\n');
        let title = format!("{}, week by week, if each week is completed", prescription.name);
        line_of(&mut text, "", &title, style);
        for (name, start) in starts {
            let ladder = prescription.ladder(*start);
            let goal = ladder.weeks_to_goal();
            let targets: Vec<String> =
                (1..=weeks.min(goal)).map(|week| number(ladder.calendar(week))).collect();
            let told = format!(
                "{name}: {} {}; {} in week {goal}",
                targets.join(" "),
                prescription.dose.unit().symbol(),
                prescription.dose.say(prescription.goal)
            );
            line_of(&mut text, "  ", &told, style);
        }
    }
    text
}

fn line_of(text: &mut String, indent: &str, line: &str, style: Style) {
    for row in wrap_after(indent, &printable(line), style) {
        let _ = writeln!(text, "{row}");
    }
}
