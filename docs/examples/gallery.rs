//! Draws the gallery: `cargo run --release --example gallery`. Everything comes from the sample files and the soreness
//! log beside this source; the same input gives the same bytes.

use clipstride::programme::{Plan, Race, read_soreness};
use clipstride::render::plot::{self, Size, Theme};
use clipstride::report::figure::{Content, Figure, FigureId};
use clipstride::{checks, ingest, pipeline, report::Report};
use std::error::Error;
use std::{fs, path::Path};

/// File, kind, a part of the slug, theme.
const PICTURES: &[(&str, FigureId, &str, Theme)] = &[
    ("ladder-bike", FigureId::Ladder, "ladder-bike", Theme::Light),
    ("ladder-pool-dark", FigureId::Ladder, "ladder-pool", Theme::Dark),
    ("cadence", FigureId::Cadence, "cadence", Theme::Light),
    ("balance-dark", FigureId::Balance, "running", Theme::Dark),
    ("balance-pedals", FigureId::Balance, "cycling", Theme::Light),
    ("balance-by-power", FigureId::BalanceByPower, "balance", Theme::Light),
    ("power-phase", FigureId::PowerPhase, "power", Theme::Light),
    ("drills", FigureId::Drills, "drills", Theme::Light),
    ("trend", FigureId::Trend, "trend-stance", Theme::Light),
    ("trend-dark", FigureId::Trend, "trend-cadence", Theme::Dark),
    ("calendar", FigureId::Calendar, "calendar", Theme::Light),
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let season =
        report(&root.join("samples"), &fs::read_to_string(root.join("docs/examples/soreness.csv"))?)?;
    let folder = root.join("docs/gallery");
    fs::create_dir_all(&folder)?;
    for (name, id, slug, theme) in PICTURES {
        let wanted = |figure: &Figure| figure.id == *id && figure.slug.contains(slug);
        let figure = season.figures.iter().find(|figure| wanted(figure));
        let figure = figure.or_else(|| season.telling(*id, |_, figure| wanted(figure)));
        let figure = figure.ok_or_else(|| format!("the samples have no figure {name}"))?;
        // Dense figures are drawn smaller, so that a clone of the repository stays small.
        let dense = matches!(figure.content, Content::Traces(_) | Content::Drills(_) | Content::Calendar(_));
        let scale = if dense { 0.7 } else { 0.9 };
        let size = if *id == FigureId::Drills {
            Size { width: 1000, height: 420 }
        } else {
            plot::default_size(&figure.content)
        };
        fs::write(folder.join(format!("{name}.png")), plot::png(figure, size, *theme, scale)?)?;
    }
    let one = report(&root.join("samples/2026-05-23-bike.fit"), "")?;
    if let Some(week) = one.figures.iter().find(|figure| figure.id == FigureId::Calendar) {
        let bytes = plot::png(week, plot::default_size(&week.content), Theme::Light, 0.8)?;
        fs::write(folder.join("calendar-one-ride.png"), bytes)?;
    }
    fs::write(root.join("docs/card.png"), plot::card_png(&season, Theme::Light, 0.5)?)?;
    Ok(())
}

/// The report of some files, with the race of the samples.
fn report(path: &Path, log: &str) -> Result<Report, Box<dyn Error>> {
    let request = pipeline::Request {
        paths: vec![path.to_owned()],
        ingest: ingest::Options::default(),
        plan: Plan::clinic().with_races(&[Race::parse("2026-05-03=City half marathon")?]),
        checks: checks::Settings::default(),
        today: None,
        soreness: read_soreness(log)?,
        settings: Vec::new(),
    };
    Ok(pipeline::analyse(&request, &())?)
}
