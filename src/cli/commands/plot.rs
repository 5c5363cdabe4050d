//! `plot`: one figure.

use crate::cli::args::{Picture, PlotArgs};
use crate::cli::exit::Ended;
use crate::cli::output::{print, write_file};
use crate::cli::resolve::{self, Meant};
use crate::render::plot::{self, Size, Theme};
use crate::report::figure::{Content, Figure, FigureId, LEAST_TREND_SESSIONS};
use crate::report::{Report, SessionEntry, Sport};
use anyhow::{Context as _, Result, bail};
use std::path::PathBuf;

/// The two kinds of file that can be written.
#[derive(Clone, Copy)]
enum Format {
    Png,
    Svg,
}

/// Draws one figure, or the card.
pub(crate) fn plot(args: &PlotArgs) -> Result<Ended> {
    let path = args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}.png", args.figure.name())));
    let format =
        match path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("png") => Format::Png,
            Some("svg") => Format::Svg,
            _ => bail!("{}: a name that ends in .png or .svg is expected", path.display()),
        };
    let request = match resolve::request(&args.judge)? {
        Meant::Print(text) => return print(&text).map(|()| Ended::Done),
        Meant::Judge(request) => request,
    };
    let report = resolve::judged(&request)?;
    let theme: Theme = args.theme.into();
    let bytes = match args.figure {
        Picture::Card if args.size.is_some() => {
            bail!("the card is one page of 1600x2000: --size is for figures, --scale makes a larger PNG")
        }
        Picture::Card if args.session.is_some() || args.of.is_some() => {
            bail!("the card is of all sessions: leave out --session and --of")
        }
        Picture::Card => match format {
            Format::Png => plot::card_png(&report, theme, args.scale)?,
            Format::Svg => plot::card_svg(&report, theme)?.into_bytes(),
        },
        Picture::Figure(id) => {
            let figure =
                choose(&report, &Wanted { id, session: args.session.as_deref(), of: args.of.as_deref() })?;
            let size = args.size.map_or_else(
                || plot::default_size(&figure.content),
                |(width, height)| Size { width, height },
            );
            match format {
                Format::Png => plot::png(figure, size, theme, args.scale)?,
                Format::Svg => plot::svg(figure, size, theme)?.into_bytes(),
            }
        }
    };
    write_file(&path, &bytes)?;
    print(&format!("{}\n", path.display()))?;
    Ok(Ended::Done)
}

/// What was asked of a figure beyond its kind.
struct Wanted<'a> {
    id: FigureId,
    session: Option<&'a str>,
    of: Option<&'a str>,
}

/// The figure to draw: of the named session, else over all sessions, else of the session that tells most.
fn choose<'a>(report: &'a Report, wanted: &Wanted<'_>) -> Result<&'a Figure> {
    let (id, name) = (wanted.id, wanted.id.name());
    if wanted.of.is_some() && !matches!(id, FigureId::Ladder | FigureId::Trend) {
        bail!("--of says which ladder or which trend; for {name} use --session");
    }
    if matches!(id, FigureId::Ladder | FigureId::Trend | FigureId::Calendar) {
        if wanted.session.is_some() {
            bail!("{name} is drawn over all sessions: leave out --session");
        }
        return over_all(report, id, wanted.of);
    }
    match wanted.session {
        Some(part) => of_session(report, id, part),
        None => report.telling(id, |_, _| true).with_context(|| {
            format!(
                "no session here has the figure {name}: {} (`clipstride inspect FILE` tells)",
                why_none(id)
            )
        }),
    }
}

/// Of the sessions whose id holds `part` the latest that has the figure.
fn of_session<'a>(report: &'a Report, id: FigureId, part: &str) -> Result<&'a Figure> {
    let matching: Vec<&SessionEntry> =
        report.sessions.iter().filter(|entry| entry.id.contains(part)).collect();
    let figure = matching.iter().rev().find_map(|entry| entry.figures.iter().find(|figure| figure.id == id));
    match (figure, matching.as_slice()) {
        (Some(figure), _) => Ok(figure),
        (None, []) => {
            let near = nearest(report, part);
            if near.is_empty() {
                bail!("--session {part}: there is no session in these files");
            }
            bail!("--session {part}: no session has that in its id; the nearest are {}", near.join(", "))
        }
        (None, [only]) => bail!("{} has no figure {}: {}", only.id, id.name(), why(id, only)),
        (None, several) => {
            let ids: Vec<&str> = several.iter().take(NAMED).map(|entry| entry.id.as_str()).collect();
            let more = match several.len() - ids.len() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            bail!("none of {}{more} has the figure {}", ids.join(", "), id.name())
        }
    }
}

/// How many ids an error names.
const NAMED: usize = 3;

/// The ids that begin most like `part`, in their order.
fn nearest<'a>(report: &'a Report, part: &str) -> Vec<&'a str> {
    let alike = |id: &str| id.chars().zip(part.chars()).take_while(|(a, b)| a == b).count();
    let mut ids: Vec<&str> = report.sessions.iter().map(|entry| entry.id.as_str()).collect();
    ids.sort_by_key(|id| std::cmp::Reverse(alike(id)));
    ids.truncate(NAMED);
    ids.sort_unstable();
    ids
}

/// Why a session has no such figure.
fn why(id: FigureId, entry: &SessionEntry) -> &'static str {
    let (run, ride) = (entry.sport == Sport::Running, matches!(entry.sport, Sport::Cycling | Sport::EBiking));
    match id {
        FigureId::Drills if run => "no skip-then-stride rep was found in it",
        FigureId::Drills => "it is no run",
        FigureId::BalanceByPower | FigureId::PowerPhase if !ride => "it is no ride",
        FigureId::Cadence | FigureId::Balance if !run && !ride => "it is neither a run nor a ride",
        _ => "its sensors did not record what it shows, or too little of it",
    }
}

/// Why no session has such a figure.
fn why_none(id: FigureId) -> &'static str {
    match id {
        FigureId::Drills => "no skip-then-stride rep was found",
        _ => "no sensor recorded what it shows, or too little of it",
    }
}

/// A ladder, a trend or the calendar; of several the one that is named, else the first that shows something.
fn over_all<'a>(report: &'a Report, id: FigureId, of: Option<&str>) -> Result<&'a Figure> {
    let all: Vec<&Figure> = report.figures.iter().filter(|figure| figure.id == id).collect();
    let own = |figure: &&Figure| {
        let slug = figure.slug.strip_prefix(id.name()).unwrap_or(&figure.slug);
        slug.trim_start_matches('-').to_owned()
    };
    if let Some(of) = of {
        let exact = all.iter().find(|figure| own(figure) == of);
        if let Some(figure) = exact.or_else(|| all.iter().find(|figure| own(figure).contains(of))) {
            return Ok(figure);
        }
        if !all.is_empty() {
            let known: Vec<String> = all.iter().map(own).collect();
            bail!("--of {of}: there is no such {}; there are {}", id.name(), known.join(", "));
        }
    }
    let drawn = all.iter().find(|figure| !matches!(figure.content, Content::Nothing(_)));
    match drawn.or_else(|| all.first()) {
        Some(figure) => Ok(figure),
        None if id == FigureId::Trend => {
            let have = report.trends.iter().map(|entry| entry.points.len()).max().unwrap_or(0);
            bail!(
                "a trend takes {LEAST_TREND_SESSIONS} sessions with a value that bears an interval, and there {}",
                if have == 1 { "is 1".to_owned() } else { format!("are {have}") }
            )
        }
        None => bail!("the plan has no {}", id.name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_true_is_said_of_a_session_without_the_figure() {
        assert_eq!(why_none(FigureId::Drills), "no skip-then-stride rep was found");
        assert!(why_none(FigureId::PowerPhase).contains("sensor"));
    }
}
