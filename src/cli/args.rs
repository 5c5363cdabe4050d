//! What was typed: the command line as clap sees it. Nothing here touches the world.

use crate::report::figure::FigureId;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use std::ffi::OsStr;
use std::path::PathBuf;

/// What is typed, and what it does.
macro_rules! examples {
    () => {
        "  clipstride report exports -o report          read a folder, write index.html, card.png, figures, report.json
  clipstride check exports                     the verdicts as a table; exit code 1 where a prescription was missed
  clipstride check exports --json              the same document as report.json, on standard output
  clipstride plot ride.fit --figure power-phase -o phase.svg
  clipstride inspect ride.fit                  which checks this file can answer, and what is missing
  clipstride explain bike.pull-through         what a check looks at, its formula, its source, its limits
"
    };
}

macro_rules! exit_codes {
    () => {
        "0 done, 1 a prescription was missed (check only), 2 an error."
    };
}

/// The one-line disclaimer, once in `--help` and on the manual page.
macro_rules! disclaimer {
    () => {
        "\
Training log only; not a medical device; does not diagnose, treat or monitor any condition. If you have pain, or
symptoms that last or worsen, talk to a clinician."
    };
}

pub(super) const EXAMPLES: &str = examples!();
pub(super) const EXIT_CODES: &str = exit_codes!();
pub(super) const DISCLAIMER: &str = disclaimer!();
const AFTER_HELP: &str =
    concat!("Examples:\n", examples!(), "\nExit codes: ", exit_codes!(), "\n\n", disclaimer!());

/// The options that say how files are judged stand together.
pub(super) const JUDGING: &str = "How files are judged";

/// Was the clip-in bike and stride programme done as advised? Reads the FIT files that bike computers and watches export.
#[derive(Debug, Parser)]
#[command(name = "clipstride", version, after_help = AFTER_HELP, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read everything, write index.html, card.png, figures and report.json
    Report(ReportArgs),
    /// Print the verdicts; exit code 1 where a prescription was missed
    Check(CheckArgs),
    /// Draw one figure, as PNG or SVG by the file's ending
    Plot(PlotArgs),
    /// Show device, sensors and which checks a file can answer
    Inspect(InspectArgs),
    /// The prescription: show it, write an editable copy, a calendar, workout files
    #[command(subcommand)]
    Programme(ProgrammeCommand),
    /// Explain a check or a metric: what it looks at, formula, source, limits
    Explain(ExplainArgs),
    /// Print shell completions
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, with the options of every command
    Man,
}

/// Options that say how the files are judged, the same for report, check and plot.
#[derive(Debug, Args, Default)]
pub(super) struct JudgeArgs {
    /// Files or folders: .fit, .fit.gz, .zip, in any depth
    #[arg(required_unless_present = "print_config", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,

    /// A programme of your own (see `clipstride programme init`)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = JUDGING)]
    pub(super) programme: Option<PathBuf>,

    /// Thresholds and choices, as printed by --print-config
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = JUDGING)]
    pub(super) config: Option<PathBuf>,

    /// Print every setting that holds, with its origin and source, and stop
    #[arg(long, help_heading = JUDGING)]
    pub(super) print_config: bool,

    /// Time zone of files that do not state their local time (`Europe/Warsaw`); default UTC
    #[arg(long, value_name = "ZONE", help_heading = JUDGING)]
    pub(super) time_zone: Option<String>,

    /// A race, `2026-05-03` or `2026-05-03=City half`; seven days from it are shaded and left out of trends
    #[arg(long = "race", value_name = "DATE[=NAME]", help_heading = JUDGING)]
    pub(super) races: Vec<String>,

    /// Judge as of this day; default is the day of the latest recording
    #[arg(long, value_name = "DATE", help_heading = JUDGING)]
    pub(super) today: Option<String>,

    /// How targets rise: after each week that was completed, or with the calendar
    #[arg(long, value_enum, value_name = "LADDER", help_heading = JUDGING)]
    pub(super) ladder: Option<LadderArg>,

    /// Which pedal a balance without its side flag belongs to (Wahoo, Karoo and Sigma never set the flag)
    #[arg(long, value_enum, value_name = "LEG", help_heading = JUDGING)]
    pub(super) unflagged_balance_is: Option<LegArg>,

    /// A soreness log to draw beside the races: CSV of date and 0 to 10
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = JUDGING)]
    pub(super) soreness: Option<PathBuf>,

    /// Files read at a time; default is one a processor
    #[arg(long, value_name = "N", help_heading = JUDGING)]
    pub(super) jobs: Option<std::num::NonZeroUsize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LadderArg {
    /// The target rises after a week with enough sessions
    Earned,
    /// The target rises every calendar week
    Calendar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LegArg {
    Left,
    Right,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ThemeArg {
    Light,
    Dark,
}

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    #[command(flatten)]
    pub(super) judge: JudgeArgs,

    /// The folder to write
    #[arg(short, long, value_name = "DIR", default_value = "report", value_hint = ValueHint::DirPath)]
    pub(super) output: PathBuf,

    /// Colours of the card and of the figure files
    #[arg(long, value_enum, default_value = "light")]
    pub(super) theme: ThemeArg,

    /// Pixels a point in PNG files
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0, value_parser = scale)]
    pub(super) scale: f64,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) judge: JudgeArgs,

    /// Print the document of report.json
    #[arg(long)]
    pub(super) json: bool,

    /// Which outcomes give exit code 1
    #[arg(long, value_enum, default_value = "fail", value_name = "OUTCOME")]
    pub(super) fail_on: FailOn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// A missed prescription
    Fail,
    /// That, or an advisory
    Advisory,
    /// Nothing
    Never,
}

#[derive(Debug, Args)]
pub(super) struct PlotArgs {
    #[command(flatten)]
    pub(super) judge: JudgeArgs,

    /// Which figure
    #[arg(long, value_name = "NAME", value_parser = Picture::parser())]
    pub(super) figure: Picture,

    /// The session to draw, by its id or a part of it (see `check --json`); default is the latest that has the figure
    #[arg(long, value_name = "ID")]
    pub(super) session: Option<String>,

    /// Which ladder or trend, as its file in figures/ is called: `pool` of ladder-pool, `cadence` of trend-cadence
    #[arg(long, value_name = "NAME")]
    pub(super) of: Option<String>,

    /// Where to write: .png or .svg; default is the name of the figure and .png
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,

    /// Colours
    #[arg(long, value_enum, default_value = "light")]
    pub(super) theme: ThemeArg,

    /// Size in points, `1600x900`; default is the figure's own
    #[arg(long, value_name = "WxH", value_parser = size)]
    pub(super) size: Option<(u32, u32)>,

    /// Pixels a point in PNG files
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0, value_parser = scale)]
    pub(super) scale: f64,
}

/// What `plot` draws: a figure, or the one-page card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picture {
    Figure(FigureId),
    Card,
}

impl Picture {
    /// The name that `--figure` takes.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Figure(id) => id.name(),
            Self::Card => "card",
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        FigureId::ALL.iter().copied().map(Self::Figure).chain([Self::Card])
    }

    fn parser() -> impl TypedValueParser<Value = Self> {
        let value = |picture: Self| {
            let purpose = match picture {
                Self::Figure(id) => id.purpose(),
                Self::Card => "The one-page card",
            };
            PossibleValue::new(picture.name()).help(purpose)
        };
        PossibleValuesParser::new(Self::all().map(value))
            .map(|name| Self::all().find(|picture| picture.name() == name).unwrap_or(Self::Card))
    }
}

#[derive(Debug, Args)]
pub(super) struct InspectArgs {
    /// A file: .fit, .fit.gz or .zip
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,

    /// Print every message with its fields
    #[arg(long)]
    pub(super) messages: bool,

    /// Time zone of files that do not state their local time
    #[arg(long, value_name = "ZONE")]
    pub(super) time_zone: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum ProgrammeCommand {
    /// Print the prescriptions, their source and the coming weeks
    Show {
        /// A programme of your own
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        programme: Option<PathBuf>,
        /// How many weeks to print
        #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=520))]
        weeks: u32,
    },
    /// Write the programme as commented TOML, to edit
    Init {
        /// The file to write
        #[arg(default_value = "programme.toml", value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// Replace a file that exists
        #[arg(long)]
        force: bool,
    },
    /// Write a calendar (.ics) of the sessions
    Schedule {
        /// A programme of your own
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        programme: Option<PathBuf>,
        /// The first day of the programme; it counts from that day's week
        #[arg(long, value_name = "DATE")]
        start: String,
        /// The days of the week, for all or for one: `mon,wed,fri`, `pool=tue,thu,sat`
        #[arg(long, value_name = "[NAME=]DAYS", default_values = ["mon,wed,fri", "pool=tue,thu,sat"])]
        days: Vec<String>,
        /// When sessions start, `18:30`; default is whole days
        #[arg(long, value_name = "TIME")]
        at: Option<String>,
        /// How many weeks
        #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=520))]
        weeks: u32,
        /// The file to write
        #[arg(short, long, value_name = "FILE", default_value = "plan.ics", value_hint = ValueHint::FilePath)]
        output: PathBuf,
        /// Replace a file that exists
        #[arg(long)]
        force: bool,
    },
    /// Write FIT workout files for the watch
    Workouts {
        /// A programme of your own
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        programme: Option<PathBuf>,
        /// Which plan week's targets
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=520))]
        week: u32,
        /// Skip-then-stride repetitions
        #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u32).range(1..=50))]
        reps: u32,
        /// The folder to write
        #[arg(short, long, value_name = "DIR", default_value = "workouts", value_hint = ValueHint::DirPath)]
        output: PathBuf,
        /// Replace files that exist
        #[arg(long)]
        force: bool,
    },
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// A check (`bike.pull-through`) or a metric (`stance-balance`); without it, the list of both
    #[arg(value_name = "NAME", value_parser = Explained, hide_possible_values = true)]
    pub(super) name: Option<String>,
}

/// Any name, so that a slip gets its own answer; the shell is offered those that there are.
#[derive(Debug, Clone, Copy)]
struct Explained;

impl TypedValueParser for Explained {
    type Value = String;

    fn parse_ref(
        &self,
        _: &clap::Command,
        _: Option<&clap::Arg>,
        name: &OsStr,
    ) -> Result<String, clap::Error> {
        Ok(name.to_string_lossy().into_owned())
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(super::commands::explained().into_iter().map(PossibleValue::new)))
    }
}

fn scale(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(factor) if (0.25..=8.0).contains(&factor) => Ok(factor),
        _ => Err("a number from 0.25 to 8 is expected".to_owned()),
    }
}

fn size(text: &str) -> Result<(u32, u32), String> {
    const EXPECTED: &str = "a width and a height from 120 to 8000 are expected, as in 1600x900";
    let (width, height) = text.split_once(['x', 'X']).ok_or(EXPECTED)?;
    let side =
        |text: &str| text.trim().parse().ok().filter(|side| (120..=8000).contains(side)).ok_or(EXPECTED);
    Ok((side(width)?, side(height)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn sizes_and_scales_out_of_range_are_refused() {
        assert_eq!(size("1600x900"), Ok((1600, 900)));
        assert!(size("1600").is_err());
        assert!(size("10x10").is_err());
        assert!(scale("0").is_err());
        assert!(scale("inf").is_err());
    }
}
