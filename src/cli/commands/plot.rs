//! `plot`: one figure.

use crate::cli::args::{Picture, PlotArgs};
use crate::cli::exit::Ended;
use crate::cli::output::{print, write_file};
use crate::cli::resolve::{self, Meant};
use crate::render::plot::{self, Size, Theme};
use crate::report::Report;
use crate::report::figure::{Content, Figure, FigureId};
use anyhow::{Result, bail};
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
        Picture::Card => match format {
            Format::Png => plot::card_png(&report, theme, args.scale)?,
            Format::Svg => plot::card_svg(&report, theme)?.into_bytes(),
        },
        Picture::Figure(id) => {
            let figure = choose(&report, id, args.session.as_deref())?;
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

/// The figure to draw: of the named session, else over all sessions, else of the session that tells most.
fn choose<'a>(report: &'a Report, id: FigureId, session: Option<&str>) -> Result<&'a Figure> {
    if let Some(part) = session {
        let Some(entry) = report.sessions.iter().rev().find(|entry| entry.id.contains(part)) else {
            let known: Vec<&str> = report.sessions.iter().map(|entry| entry.id.as_str()).collect();
            bail!("--session {part}: no session has that in its id; there are {}", known.join(", "));
        };
        return match entry.figures.iter().find(|figure| figure.id == id) {
            Some(figure) => Ok(figure),
            None => {
                bail!("{} has no figure {}: its sensors did not record what it shows", entry.id, id.name())
            }
        };
    }
    let all = report.figures.iter().filter(|figure| figure.id == id);
    let drawn = all.clone().find(|figure| !matches!(figure.content, Content::Nothing(_)));
    match drawn.or_else(|| report.telling(id, |_, _| true)).or_else(|| all.clone().next()) {
        Some(figure) => Ok(figure),
        None => bail!(
            "no session here has the figure {}: the sensors did not record what it shows (`clipstride inspect FILE` \
             tells)",
            id.name()
        ),
    }
}
