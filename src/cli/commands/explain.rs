//! `explain`: what a check or a metric looks at.

use crate::checks::{self, CheckId};
use crate::cli::exit::Ended;
use crate::cli::output::print;
use anyhow::{Result, bail};

/// Prints the page of a check, or the list of checks.
pub(crate) fn explain(name: Option<&str>) -> Result<Ended> {
    let Some(name) = name else {
        let names: Vec<String> =
            CheckId::ALL.iter().map(|id| format!("  {:<22} {}", id.name(), purpose(*id))).collect();
        print(&format!("Checks (clipstride explain NAME):\n{}\n", names.join("\n")))?;
        return Ok(Ended::Done);
    };
    match CheckId::ALL.iter().find(|id| id.name() == name) {
        Some(id) => print(checks::explain(*id))?,
        None => {
            let near: Vec<&str> =
                CheckId::ALL.iter().map(|id| id.name()).filter(|known| known.contains(name)).collect();
            let hint =
                if near.is_empty() { "`clipstride explain` lists them".to_owned() } else { near.join(", ") };
            bail!("there is no check `{name}`: {hint}");
        }
    }
    Ok(Ended::Done)
}

/// The first sentence of a check's page, below its title.
fn purpose(id: CheckId) -> &'static str {
    checks::explain(id)
        .lines()
        .find(|line| !line.is_empty() && !line.starts_with('#'))
        .map_or("", |line| line.split(". ").next().unwrap_or(line).trim_end_matches('.'))
}
