//! `report`: the main job.

use super::style;
use crate::checks;
use crate::cli::args::ReportArgs;
use crate::cli::exit::Ended;
use crate::cli::output::{self, Output, print};
use crate::cli::progress;
use crate::cli::resolve::{self, Meant};
use crate::render::plot::{self, Theme};
use crate::render::{html, json, terminal};
use crate::report::figure::{Content, Figure};
use crate::report::{Report, SessionEntry};
use anyhow::{Context, Result};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Reads everything, writes the report folder, prints the verdicts and the paths.
pub(crate) fn report(args: &ReportArgs) -> Result<Ended> {
    let request = match resolve::request(&args.judge)? {
        Meant::Print(text) => return print(&text).map(|()| Ended::Done),
        Meant::Judge(request) => request,
    };
    output::check_folder(&args.output, &args.judge.paths)?;
    let report = resolve::judged(&request)?;
    let outputs = outputs(&report, args.theme.into(), args.scale)?;
    let figures = outputs.iter().filter(|output| output.name.starts_with("figures/")).count();
    output::write_folder(&args.output, outputs)?;
    let folder = args.output.display();
    print(&format!(
        "{}\nWritten\n  {folder}/index.html   the report\n  {folder}/card.png     one page to hang up\n  \
         {folder}/report.json  every number\n  {folder}/figures/     {figures} files\n",
        terminal::verdicts(&report, style()),
    ))?;
    Ok(Ended::Done)
}

/// Every file of the report, rendered in parallel, in a fixed order.
fn outputs(report: &Report, theme: Theme, scale: f64) -> Result<Vec<Output>> {
    let figures = drawn(report);
    let bar = progress::bar("Drawing");
    bar.set_length(u64::try_from(figures.len()).unwrap_or(u64::MAX));
    let files: Vec<[Output; 2]> = figures
        .par_iter()
        .map(|figure| {
            let size = plot::default_size(&figure.content);
            let failed = || format!("cannot draw the figure {}", figure.slug);
            let png = plot::png(figure, size, theme, scale).with_context(failed)?;
            let svg = plot::svg(figure, size, theme).with_context(failed)?;
            bar.inc(1);
            Ok([
                Output { name: format!("figures/{}.png", figure.slug), bytes: png },
                Output { name: format!("figures/{}.svg", figure.slug), bytes: svg.into_bytes() },
            ])
        })
        .collect::<Result<_>>()?;
    bar.finish_and_clear();
    let css = html::figure_css();
    let parts = html::Parts { draw: &html::draw, figure_css: &css, explain: checks::explain };
    let page = html::page(report, &parts).context("cannot make the page")?;
    let mut outputs = vec![
        Output { name: "report.json".to_owned(), bytes: json::render(report).into_bytes() },
        Output { name: "index.html".to_owned(), bytes: page.into_bytes() },
        Output { name: "card.png".to_owned(), bytes: plot::card_png(report, theme, scale)? },
        Output { name: "card.svg".to_owned(), bytes: plot::card_svg(report, theme)?.into_bytes() },
    ];
    outputs.extend(files.into_iter().flatten());
    Ok(outputs)
}

/// The figures that become files: those over all sessions, and of each kind of session figure, for
/// each sport, the one that tells most. The page
/// holds them all.
fn drawn(report: &Report) -> Vec<&Figure> {
    let mut figures: Vec<&Figure> =
        report.figures.iter().filter(|figure| !matches!(figure.content, Content::Nothing(_))).collect();
    let mut seen = BTreeSet::new();
    for session in report.counted().rev() {
        for figure in &session.figures {
            if seen.insert((figure.id, session.sport.name())) {
                let of = |entry: &SessionEntry, _: &Figure| entry.sport == session.sport;
                figures.push(report.telling(figure.id, of).unwrap_or(figure));
            }
        }
    }
    figures
}
