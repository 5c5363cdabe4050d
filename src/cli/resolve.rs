//! What is meant: options over the configuration file over defaults, checked before any file is read.

use super::args::{JudgeArgs, LadderArg, LegArg};
use super::config::Configuration;
use super::progress;
use crate::ingest;
use crate::pipeline::{self, Request, Watcher};
use crate::programme::{LadderKind, Plan, Race, Soreness, read_soreness};
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
    if args.print_config {
        return Ok(Meant::Print(configuration.to_toml()));
    }
    let races: Vec<Race> = args
        .races
        .iter()
        .map(|text| Race::parse(text).with_context(|| format!("--race {text}")))
        .collect::<Result<_>>()?;
    let plan = plan(args.programme.as_deref())?.with_races(&races);
    let ladder = match args.ladder {
        Some(LadderArg::Earned) => LadderKind::Earned,
        Some(LadderArg::Calendar) => LadderKind::Calendar,
        None => plan.ladder,
    };
    if let Some(jobs) = args.jobs {
        // Fails only where threads are already running, and then there are threads.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global();
    }
    Ok(Meant::Judge(Box::new(Request {
        paths: args.paths.clone(),
        ingest: ingest::Options { time_zone: args.time_zone.as_deref().map(zone).transpose()? },
        ladder,
        checks: configuration.checks(),
        settings: configuration.listed(),
        metrics: configuration.metrics(&plan),
        plan,
        today: args.today.as_deref().map(|text| day("--today", text)).transpose()?,
        soreness: args.soreness.as_deref().map(soreness).transpose()?.unwrap_or_default(),
    })))
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
            format!("\n  {}: {why}", crate::render::terminal::printable(&file.path))
        })
        .collect();
    let more = report.files.len().saturating_sub(LISTED);
    let rest = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    format!("no activity could be read in {} file(s):{}{rest}", report.files.len(), reasons.concat())
}
