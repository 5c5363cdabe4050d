//! The thresholds that a user may set: one table of keys, each with its source. The table reads the file, prints the
//! configuration and fills the report's list of settings.

use super::nearest::nearest;
use crate::checks::Settings;
use crate::metrics;
use crate::programme::{Dose, Plan};
use crate::report::Setting;
use crate::units::Leg;
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// Where a setting's value comes from, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    Default,
    Configuration,
    CommandLine,
}

impl Origin {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Configuration => "configuration",
            Self::CommandLine => "command line",
        }
    }
}

/// A key: what it sets, in which unit, where its default comes from.
struct Key {
    name: &'static str,
    unit: &'static str,
    source: &'static str,
    get: fn(&Settings) -> String,
    set: fn(&mut Settings, &DeValue<'_>) -> Result<(), &'static str>,
}

const GARMIN_WALKING: &str = "Garmin gives no ground contact metrics while walking; 70 strides/min";
const OWN: &str = "an assumption of this project";

macro_rules! number {
    ($name:literal, $unit:literal, $source:expr, $($field:ident).+, $from:literal ..= $to:literal) => {
        Key {
            name: $name,
            unit: $unit,
            source: $source,
            get: |settings| settings.$($field).+.to_string(),
            set: |settings, value| {
                settings.$($field).+ = number(value)
                    .filter(|value| ($from..=$to).contains(value))
                    .ok_or(concat!("a number from ", $from, " to ", $to, " is expected"))?;
                Ok(())
            },
        }
    };
}

macro_rules! range {
    ($name:literal, $unit:literal, $source:expr, $($field:ident).+, $from:literal ..= $to:literal) => {
        Key {
            name: $name,
            unit: $unit,
            source: $source,
            get: |settings| format!("[{}, {}]", settings.$($field).+.0, settings.$($field).+.1),
            set: |settings, value| {
                settings.$($field).+ =
                    pair(value).filter(|(lo, hi)| lo < hi && $from <= *lo && *hi <= $to).ok_or(concat!(
                        "two rising numbers from ",
                        $from,
                        " to ",
                        $to,
                        " are expected"
                    ))?;
                Ok(())
            },
        }
    };
}

const KEYS: &[Key] = &[
    number!("run.walking-below", "steps/min", GARMIN_WALKING, metrics.walking_below, 60.0..=180.0),
    number!(
        "run.flat-grade",
        "%",
        "Garmin: balance deviates when running up or down hills",
        metrics.flat_grade,
        0.1..=20.0
    ),
    range!(
        "run.plausible-balance",
        "%",
        "values outside occur at starts and stops",
        metrics.stance_window,
        0.0..=100.0
    ),
    Key {
        name: "run.cadence-rise",
        unit: "%",
        source: "an optional aim over the own baseline; Heiderscheit 2011 studied +5 and +10 %",
        get: |settings| match settings.run_cadence_rise {
            None => "\"none\"".to_owned(),
            Some((lo, hi)) => format!("[{lo}, {hi}]"),
        },
        set: |settings, value| {
            settings.run_cadence_rise = match (value.as_str(), pair(value)) {
                (Some("none"), _) => None,
                (_, Some((lo, hi))) if 0.0 <= lo && lo < hi && hi <= 30.0 => Some((lo, hi)),
                _ => return Err("\"none\" or two rising numbers from 0 to 30, as in [5, 10], are expected"),
            };
            Ok(())
        },
    },
    number!("run.like-speed", "m/s", OWN, metrics.like_speed, 0.05..=2.0),
    number!("bike.pedalling-from", "rpm", OWN, metrics.pedalling_from, 1.0..=60.0),
    range!(
        "bike.cadence-band",
        "rpm",
        "coaching pages; Lucía 2001, MSSE 33:1361",
        metrics.bike_band,
        20.0..=180.0
    ),
    range!(
        "bike.plausible-balance",
        "%",
        "values outside are coasting or one-leg artefacts",
        metrics.pedal_window,
        0.0..=100.0
    ),
    number!(
        "bike.balance-note",
        "pp",
        "no meter is claimed to be better than 1 pp; two rides differ by up to 3 pp by chance",
        balance_note,
        0.5..=20.0
    ),
    number!(
        "bike.balance-flag",
        "pp",
        "5 to 20 % asymmetry is usual (Kell & Greer 2017)",
        balance_flag,
        0.5..=30.0
    ),
    number!(
        "bike.pull-through-angle",
        "°",
        "the end of the bottom sector of 150 to 210 degrees (e-kjab, phase 3)",
        pull_through,
        180.0..=270.0
    ),
    number!("bike.phase-power-from", "W", OWN, metrics.phase_power_from, 0.0..=300.0),
    number!("bike.like-power", "%", OWN, metrics.like_power, 1.0..=50.0),
    number!("bike.like-cadence", "rpm", OWN, metrics.like_crank_rate, 1.0..=30.0),
    number!(
        "bike.angle-noise",
        "°",
        "pedal angles differ between installations",
        metrics.angle_noise,
        1.0..=45.0
    ),
    Key {
        name: "bike.unflagged-balance-is",
        unit: "",
        source: "Wahoo, Karoo and Sigma never say which pedal; without this only the size is reported",
        get: |settings| match settings.metrics.unflagged_balance_is {
            None => "\"unknown\"".to_owned(),
            Some(leg) => format!("\"{}\"", leg.name()),
        },
        set: |settings, value| {
            settings.metrics.unflagged_balance_is = match value.as_str() {
                Some("unknown") => None,
                Some("left") => Some(Leg::Left),
                Some("right") => Some(Leg::Right),
                _ => return Err("\"left\", \"right\" or \"unknown\" is expected"),
            };
            Ok(())
        },
    },
    number!(
        "evidence.least-independent-samples",
        "",
        "below 12 the interval's coverage fails",
        metrics.min_n_eff,
        4.0..=100.0
    ),
    number!("evidence.least-balance-minutes", "min", OWN, metrics.min_balance_minutes, 1.0..=60.0),
    number!("evidence.least-seconds", "s", OWN, metrics.min_seconds, 10.0..=600.0),
];

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) => number.as_str().parse().ok(),
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
    .filter(|number: &f64| number.is_finite())
}

fn pair(value: &DeValue<'_>) -> Option<(f64, f64)> {
    match value.as_array()?.iter().collect::<Vec<_>>().as_slice() {
        [lo, hi] => Some((number(lo.get_ref())?, number(hi.get_ref())?)),
        _ => None,
    }
}

/// Settings with the origin of each key.
pub(super) struct Configuration {
    pub(super) settings: Settings,
    origins: Vec<Origin>,
}

impl Configuration {
    /// The defaults, changed by the file where one is given.
    ///
    /// # Errors
    /// Where the file cannot be read, or line and column of a key that does not exist or a value that cannot be.
    pub(super) fn load(file: Option<&Path>) -> Result<Self> {
        let mut own = Self { settings: Settings::default(), origins: vec![Origin::Default; KEYS.len()] };
        if let Some(path) = file {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("cannot read the configuration {}", path.display()))?;
            own.read(&text).with_context(|| format!("in the configuration {}", path.display()))?;
        }
        Ok(own)
    }

    fn read(&mut self, text: &str) -> Result<()> {
        let table = DeTable::parse(text)?;
        for (section, keys) in table.get_ref() {
            let Some(keys) = keys.get_ref().as_table() else {
                bail!(
                    "{}: `{}` stands outside a section",
                    place(text, section.span().start),
                    section.get_ref()
                );
            };
            for (key, value) in keys {
                let name = format!("{}.{}", section.get_ref(), key.get_ref());
                let Some(index) = KEYS.iter().position(|known| known.name == name) else {
                    bail!("{}: there is no key `{name}`{}", place(text, key.span().start), instead(&name));
                };
                if let Err(expected) = (KEYS[index].set)(&mut self.settings, value.get_ref()) {
                    let default = (KEYS[index].get)(&Settings::default());
                    bail!(
                        "{}: `{name}`: {expected}; the default is {default}",
                        place(text, value.span().start)
                    );
                }
                self.origins[index] = Origin::Configuration;
            }
        }
        let Settings { balance_note, balance_flag, .. } = self.settings;
        if balance_flag < balance_note {
            bail!(
                "`bike.balance-flag` ({balance_flag} pp) must not lie below `bike.balance-note` ({balance_note} pp): what \
                 is pointed out has been noted before"
            );
        }
        Ok(())
    }

    /// The thresholds of checks and metrics; how many lengths make a lap stands in the programme.
    pub(super) fn checks(&self, plan: &Plan) -> Settings {
        let lap_lengths = plan.in_force().find_map(|prescription| match prescription.dose {
            Dose::Laps { lap_lengths, .. } => Some(lap_lengths),
            _ => None,
        });
        let metrics = metrics::Settings {
            lengths_per_lap: lap_lengths.unwrap_or(self.settings.metrics.lengths_per_lap),
            ..self.settings.metrics.clone()
        };
        Settings { metrics, ..self.settings.clone() }
    }

    /// An option of the command line wins.
    pub(super) fn unflagged_balance_is(&mut self, leg: Leg) {
        self.settings.metrics.unflagged_balance_is = Some(leg);
        if let Some(index) = KEYS.iter().position(|key| key.name == "bike.unflagged-balance-is") {
            self.origins[index] = Origin::CommandLine;
        }
    }

    /// The list for the report.
    pub(super) fn listed(&self) -> Vec<Setting> {
        KEYS.iter()
            .zip(&self.origins)
            .map(|(key, origin)| {
                let unit = if key.unit.is_empty() { String::new() } else { format!(" {}", key.unit) };
                let value = (key.get)(&self.settings).trim_matches('"').to_owned();
                Setting {
                    key: key.name.to_owned(),
                    value: format!("{value}{unit}"),
                    origin: origin.words(),
                    source: key.source,
                }
            })
            .collect()
    }

    /// As TOML that `--config` reads, each key with its unit, origin and source.
    pub(super) fn to_toml(&self) -> String {
        let mut text = String::from(
            "# Thresholds of clipstride. None of them is the clinic's; save and pass with --config.\n",
        );
        let mut last = "";
        for (key, origin) in KEYS.iter().zip(&self.origins) {
            let (section, name) = key.name.split_once('.').unwrap_or(("", key.name));
            if section != last {
                let _ = writeln!(text, "\n[{section}]");
                last = section;
            }
            let unit = if key.unit.is_empty() { String::new() } else { format!("{}; ", key.unit) };
            let _ = writeln!(text, "# {unit}{}; source: {}", origin.words(), key.source);
            let _ = writeln!(text, "{name} = {}", (key.get)(&self.settings));
        }
        text
    }
}

/// What may be meant by a key that does not exist, and which there are: a line a section.
fn instead(name: &str) -> String {
    let near = nearest(name, KEYS.iter().map(|key| key.name));
    let near = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) };
    let mut text = format!("{near}\nThe keys are:");
    let mut last = "";
    for (section, key) in KEYS.iter().filter_map(|key| key.name.split_once('.')) {
        let before = if section == last { ", ".to_owned() } else { format!("\n  [{section}] ") };
        let _ = write!(text, "{before}{key}");
        last = section;
    }
    text
}

/// Line and column of a byte, from 1.
fn place(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    format!("line {line}, column {column}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;

    fn fault(text: &str) -> String {
        let mut configuration = Configuration::load(None).unwrap();
        configuration.read(text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_printed_is_read_again() {
        let mut configuration = Configuration::load(None).unwrap();
        let printed = configuration.to_toml();
        configuration.read(&printed).unwrap();
        assert_eq!(configuration.settings, Settings::default());
        assert!(configuration.origins.iter().all(|origin| *origin == Origin::Configuration));
    }

    #[test]
    fn a_fault_names_line_column_and_what_is_expected() {
        assert!(fault("[bike]\ncadence-bund = [80, 90]\n").starts_with("line 2, column 1: there is no key"));
        assert_eq!(
            fault("[bike]\ncadence-band = [90, 80]\n"),
            "line 2, column 16: `bike.cadence-band`: two rising numbers from 20.0 to 180.0 are expected; the default is [80, 100]"
        );
        assert!(fault("x = 1\n").contains("outside a section"));
        assert!(fault("[run]\nflat-grade = nan\n").contains("a number from 0.1 to 20.0"));
    }

    #[test]
    fn a_key_that_does_not_exist_is_answered_with_those_that_do() {
        let told = fault("[bike]\ncadence-bnad = [80, 90]\n");
        assert!(told.contains("did you mean bike.cadence-band?"), "{told}");
        assert!(told.contains("\n  [run] walking-below, "), "{told}");
        let [_, keys] = told.split("The keys are:").collect::<Vec<_>>()[..] else { panic!("{told}") };
        assert_eq!(keys.matches([',', '[']).count(), KEYS.len());
    }

    #[test]
    fn what_is_pointed_out_lies_no_nearer_to_even_than_what_is_noted() {
        assert!(fault("[bike]\nbalance-flag = 1\n").contains("must not lie below"));
        assert!(fault("[bike]\nbalance-note = 6\n").contains("must not lie below"));
        let mut configuration = Configuration::load(None).unwrap();
        configuration.read("[bike]\nbalance-note = 3\nbalance-flag = 3\n").unwrap();
    }

    #[test]
    fn an_aim_for_the_cadence_is_set_and_taken_back() {
        let mut configuration = Configuration::load(None).unwrap();
        configuration.read("[run]\ncadence-rise = [5, 10]\n[bike]\npull-through-angle = 200\n").unwrap();
        let settings = configuration.checks(&Plan::clinic());
        assert_eq!((settings.run_cadence_rise, settings.pull_through), (Some((5.0, 10.0)), 200.0));
        configuration.read("[run]\ncadence-rise = \"none\"\n").unwrap();
        assert_eq!(configuration.settings.run_cadence_rise, None);
        assert!(fault("[run]\ncadence-rise = [10, 5]\n").contains("\"none\" or two rising numbers"));
    }

    #[test]
    fn a_key_that_a_check_names_exists() {
        let mut named = 0;
        for id in checks::CheckId::ALL {
            let quoted = checks::explain(*id).split('`').skip(1).step_by(2);
            let keys = quoted
                .filter(|word| ["run.", "bike.", "evidence."].iter().any(|room| word.starts_with(room)));
            for key in keys.filter(|word| checks::CheckId::from_name(word).is_none()) {
                assert!(KEYS.iter().any(|known| known.name == key), "{}: there is no key {key}", id.name());
                named += 1;
            }
        }
        assert!(named >= 5, "{named}");
    }

    #[test]
    fn the_command_line_wins_over_the_file() {
        let mut configuration = Configuration::load(None).unwrap();
        configuration.read("[bike]\nunflagged-balance-is = \"left\"\n").unwrap();
        configuration.unflagged_balance_is(Leg::Right);
        let listed = configuration.listed();
        let entry = listed.iter().find(|setting| setting.key == "bike.unflagged-balance-is").unwrap();
        assert_eq!((entry.value.as_str(), entry.origin), ("right", "command line"));
    }
}
