//! What is meant: options over the configuration file over defaults, checked before any file is read.

use super::args::{JudgeArgs, LadderArg, LegArg};
use super::commands::style;
use super::config::{Configuration, Origin};
use super::progress;
use crate::ingest;
use crate::pipeline::{self, Request, Watcher};
use crate::programme::{LadderKind, Plan, Race, Soreness, read_soreness};
use crate::render::terminal::{printable, reflow};
use crate::report::{Report, Status};
use crate::units::Leg;
use anyhow::{Context, Result, bail};
use indicatif::ProgressBar;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::fs;
use std::path::Path;

/// The request, or the configuration to print where that was asked for.
pub(super) enum Meant {
    Judge(Box<Request>),
    Print(String),
}

/// What is meant by the options.
///
/// # Errors
/// A file that cannot be read, a key, date or zone that does not exist: each with its place and what is expected.
pub(super) fn request(args: &JudgeArgs) -> Result<Meant> {
    let mut configuration = Configuration::load(args.config.as_deref())?;
    if let Some(leg) = args.unflagged_balance_is {
        configuration.unflagged_balance_is(match leg {
            LegArg::Left => Leg::Left,
            LegArg::Right => Leg::Right,
        });
    }
    let races: Vec<Race> = args
        .races
        .iter()
        .map(|text| Race::parse(text).with_context(|| format!("--race {text}")))
        .collect::<Result<_>>()?;
    let mut plan = plan(args.programme.as_deref())?.with_races(&races);
    if let Some(ladder) = args.ladder {
        plan.ladder = match ladder {
            LadderArg::Earned => LadderKind::Earned,
            LadderArg::Calendar => LadderKind::Calendar,
        };
    }
    let today = args.today.as_deref().map(|text| day("--today", text)).transpose()?;
    let ingest = ingest::Options { time_zone: args.time_zone.as_deref().map(zone).transpose()? };
    let soreness = args.soreness.as_deref().map(soreness).transpose()?.unwrap_or_default();
    if args.print_config {
        let text = format!("{}\n{}", configuration.to_toml(), also_in_force(args, &plan));
        return Ok(Meant::Print(reflow(&text, style())));
    }
    if let Some(jobs) = args.jobs {
        // Fails only where threads are already running, and then there are threads.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global();
    }
    Ok(Meant::Judge(Box::new(Request {
        paths: args.paths.clone(),
        ingest,
        checks: configuration.checks(&plan),
        settings: configuration.listed(),
        plan,
        today,
        soreness,
    })))
}

/// What holds beside the configuration, each with where it comes from, as comments that a configuration may carry.
fn also_in_force(args: &JudgeArgs, plan: &Plan) -> String {
    let typed = |given: bool| if given { Origin::CommandLine } else { Origin::Default }.words();
    let planned = if args.programme.is_some() { "programme" } else { Origin::Default.words() };
    let list = |all: Vec<String>| if all.is_empty() { "none".to_owned() } else { all.join(", ") };
    let ladder = match plan.ladder {
        LadderKind::Earned => "earned",
        LadderKind::Calendar => "calendar",
    };
    let races = plan.races.iter().map(|race| format!("{} {}", race.day, race.name).trim_end().to_owned());
    let races_from = match (args.races.is_empty(), plan.races.len() > args.races.len()) {
        (false, true) => "programme and command line",
        (true, true) => "programme",
        (none, false) => typed(!none),
    };
    let option = |what: &'static str, given: Option<String>, default: &str, name: &'static str| {
        let from = typed(given.is_some());
        (what, given.unwrap_or_else(|| default.to_owned()), from, name)
    };
    let soreness = args.soreness.as_ref().map(|path| path.display().to_string());
    let jobs = args.jobs.map(|jobs| jobs.to_string());
    let mut lines = vec![
        ("programme", plan.title.clone(), typed(args.programme.is_some()), "--programme"),
        ("ladder", ladder.to_owned(), args.ladder.map_or(planned, |_| typed(true)), "--ladder"),
        option("time zone of files that state none", args.time_zone.clone(), "UTC", "--time-zone"),
        option("today", args.today.clone(), "the day of the latest recording", "--today"),
        ("races", list(races.collect()), races_from, "--race"),
        ("rest weeks", list(plan.rest.iter().map(ToString::to_string).collect()), planned, "the programme"),
        option("soreness log", soreness, "none", "--soreness"),
        option("files at a time", jobs, "one a processor", "--jobs"),
    ];
    lines.extend(plan.lines().into_iter().map(|line| ("prescribed", line, planned, "the programme")));
    let lines = lines
        .into_iter()
        .map(|(what, holds, from, by)| format!("# {what}: {}; {from}; set by {by}\n", printable(&holds)));
    format!("# What else holds; none of it is read from this file.\n{}", lines.collect::<String>())
}

/// The programme: the user's own where one is named, else the clinic's.
///
/// # Errors
/// The file cannot be read, or holds what no programme can: with line and column.
pub(super) fn plan(file: Option<&Path>) -> Result<Plan> {
    let Some(path) = file else { return Ok(Plan::clinic()) };
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read the programme {}", path.display()))?;
    Ok(Plan::from_toml(&path.display().to_string(), &text)?)
}

/// A time zone by its name.
pub(super) fn zone(name: &str) -> Result<TimeZone> {
    TimeZone::get(name).with_context(|| {
        format!("--time-zone {name}: there is no such zone; a name like Europe/Warsaw or America/Denver is expected")
    })
}

/// A calendar day.
pub(super) fn day(option: &str, text: &str) -> Result<Date> {
    text.parse().with_context(|| format!("{option} {text}: a date like 2026-05-03 is expected"))
}

fn soreness(path: &Path) -> Result<Vec<Soreness>> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("cannot read the soreness log {}", path.display()))?;
    read_soreness(&text).with_context(|| format!("in the soreness log {}", path.display()))
}

/// A bar that counts files.
struct Bar(ProgressBar);

impl Watcher for Bar {
    fn found(&self, files: usize) {
        self.0.set_length(u64::try_from(files).unwrap_or(u64::MAX));
    }

    fn read(&self) {
        self.0.inc(1);
    }
}

/// Reads and judges, with a progress bar.
///
/// # Errors
/// A path is missing, or there is nothing that could be judged.
pub(super) fn judged(request: &Request) -> Result<Report> {
    let bar = Bar(progress::bar("Reading"));
    let report = pipeline::analyse(request, &bar);
    bar.0.finish_and_clear();
    let report = report?;
    if !report.files.iter().any(|file| file.status.counts()) {
        bail!("{}", nothing_readable(&report));
    }
    Ok(report)
}

/// Why nothing could be judged: the first files with their reasons.
fn nothing_readable(report: &Report) -> String {
    const LISTED: usize = 5;
    let reasons: Vec<String> = report
        .files
        .iter()
        .take(LISTED)
        .map(|file| {
            let why = match &file.status {
                Status::NotAnActivity { kind } => kind.words(),
                Status::Rejected { reason, .. } => reason.clone(),
                other => other.name().to_owned(),
            };
            format!("\n  {}: {why}", printable(&file.path))
        })
        .collect();
    let more = report.files.len().saturating_sub(LISTED);
    let rest = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    format!("no activity could be read in {} file(s):{}{rest}", report.files.len(), reasons.concat())
}
