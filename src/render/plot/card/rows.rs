//! The rows of the card: which there are, how high each wants to be, and how a cell is drawn.

use super::BASE;
use super::choice::Choice;
use super::words;
use crate::render::names::capital;
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Face, Scene};
use crate::render::plot::{figures, sheet, text};
use crate::render::prose::Prose;
use crate::report::figure::{Content, Figure, Trace};
use crate::report::{CheckResult, Outcome, Report, check_words};

/// Between two rows, and between two cells, px.
pub(super) const GAP: f64 = 18.0;

/// A row of the card: cells side by side, with the share of the width that suits them.
pub(super) struct Row<'a> {
    cells: Vec<(f64, Cell<'a>)>,
    /// The height that suits it.
    pub(super) height: f64,
    /// How far it may grow where rows have given way.
    pub(super) most: f64,
    /// Whether it may grow beyond that rather than leave the page empty, and shrink where the page is full.
    pub(super) grows: bool,
}

/// A figure or a list, as the card shows it.
struct Cell<'a> {
    title: &'a str,
    subtitle: &'a str,
    content: Shown<'a>,
}

/// What a cell draws.
enum Shown<'a> {
    /// A figure's content as it is.
    Content(&'a Content),
    /// One channel of a figure.
    Trace(&'a Trace),
    /// The sentences of what could not be drawn.
    Gaps(Vec<String>),
    /// What the checks say.
    Checks(Vec<CheckResult>),
}

/// The rows that have something to show, as many as have room in `area`.
pub(super) fn rows<'a>(report: &'a Report, choice: &Choice<'a>, style: Type, area: Rect) -> Vec<Row<'a>> {
    let scale = style.base / BASE;
    let mut rows = Vec::new();
    let mut push = |cells: Vec<(f64, Cell<'a>)>, height: f64, most: f64| {
        if !cells.is_empty() {
            rows.push(Row { cells, height: height * scale, most: most * scale, grows: true });
        }
    };
    push(choice.ladders.iter().map(|figure| (1.0, cell(figure))).collect(), 345.0, 620.0);
    push(choice.pedals.iter().map(|figure| (1.0, cell(figure))).collect(), 390.0, 640.0);
    push(choice.drills.iter().map(|figure| (1.0, cell(figure))).collect(), 375.0, 640.0);
    let mut last = Vec::new();
    if let Some((figure, trace)) = choice.cadence {
        let cell = Cell { title: &figure.title, subtitle: &figure.subtitle, content: Shown::Trace(trace) };
        last.push((1.15, cell));
    }
    last.extend(choice.trend.or(choice.balance).map(|figure| (1.0, cell(figure))));
    push(last, 310.0, 560.0);
    let used: f64 = rows.iter().map(|row| row.height + GAP).sum();
    rows.extend(lists(report, choice, style, (area.w, area.h - used)));
    rows
}

/// The calendar, the checks and the gaps: what fills a page on which figures are few. What the checks say goes before the
/// calendar, and that before the gaps, where there is not room for all.
fn lists<'a>(
    report: &'a Report,
    choice: &Choice<'a>,
    style: Type,
    (width, mut room): (f64, f64),
) -> Vec<Row<'a>> {
    let mut fitting = |row: Row<'a>| {
        let fits = row.height <= room;
        room -= if fits { row.height + GAP } else { 0.0 };
        fits.then_some(row)
    };
    let prose = Prose::of(report);
    let spoken = |check: &CheckResult| CheckResult { reason: prose.say(&check.reason), ..check.clone() };
    let of = |wanted: &dyn Fn(Outcome) -> bool| -> Vec<CheckResult> {
        report.checks.iter().filter(|check| wanted(check.outcome)).map(spoken).collect()
    };
    let checks = of(&|outcome| matches!(outcome, Outcome::Pass | Outcome::Fail | Outcome::Advisory));
    // What cannot be told says why in the checks' own words: of a sport that is not there nothing is asked.
    let unknown: Vec<String> = of(&|outcome| outcome == Outcome::Unknown)
        .iter()
        .map(|check| format!("{}: {}", capital(check_words(check.id)), check.reason))
        .collect();
    let checks = (!checks.is_empty())
        .then_some(Cell { title: "What the checks say", subtitle: "", content: Shown::Checks(checks) })
        .and_then(|cell| fitting(Row::of_words(vec![(1.0, cell)], style, width, 1.3)));
    let gaps = || {
        let content = Shown::Gaps(unknown.clone());
        let cell = Cell { title: "What these files cannot show", subtitle: "", content };
        (!unknown.is_empty()).then_some((1.0, cell))
    };
    let mut beside = false;
    let calendar = choice.calendar.and_then(|figure| {
        let Content::Calendar(shown) = &figure.content else { return None };
        beside = !figures::calendar::wants_width(shown);
        let cells = [(1.15, cell(figure))].into_iter().chain(gaps().filter(|_| beside)).collect();
        fitting(Row::of_words(cells, style, width, 1.25))
    });
    let gaps = if calendar.is_some() && beside { None } else { gaps() };
    let gaps = gaps.and_then(|gaps| fitting(Row::of_words(vec![gaps], style, width, 1.25)));
    [calendar, checks, gaps].into_iter().flatten().collect()
}

fn cell(figure: &Figure) -> Cell<'_> {
    Cell { title: &figure.title, subtitle: &figure.subtitle, content: Shown::Content(&figure.content) }
}

/// Between a cell's edge and what it holds.
fn inset(style: Type) -> f64 {
    style.em(1.68)
}

impl<'a> Row<'a> {
    /// A row as high as its words need, which may stretch by `stretch`.
    fn of_words(cells: Vec<(f64, Cell<'a>)>, style: Type, width: f64, stretch: f64) -> Self {
        let mut row = Self { cells, height: 0.0, most: 0.0, grows: false };
        let lines = row.lines(style, width);
        let inner = row.widths(width).into_iter().map(|width| width - 2.0 * inset(style));
        let wanted = row.cells.iter().zip(inner).map(|((_, cell), width)| match &cell.content {
            Shown::Gaps(sentences) => words::gaps_height(style, width, sentences),
            Shown::Checks(checks) => words::checks_height(style, width, checks),
            Shown::Content(Content::Calendar(calendar)) => figures::calendar::suits(calendar, style, width),
            Shown::Content(_) | Shown::Trace(_) => 0.0,
        });
        row.height = wanted.fold(0.0, f64::max) + head_height(style, lines) + 2.0 * inset(style);
        row.most = row.height * stretch;
        row
    }

    fn widths(&self, width: f64) -> Vec<f64> {
        let shares: f64 = self.cells.iter().map(|(share, _)| share).sum();
        let free = width - GAP * self.cells.len().saturating_sub(1) as f64;
        self.cells.iter().map(|(share, _)| free * share / shares).collect()
    }

    /// How many lines the longest subtitle takes: the cells of a row start their figures at one height.
    pub(super) fn lines(&self, style: Type, width: f64) -> usize {
        let rooms = self.widths(width);
        let lines = self.cells.iter().zip(rooms).map(|((_, cell), width)| subtitle(cell, style, width).len());
        lines.max().unwrap_or(0)
    }

    /// Draws its cells side by side.
    pub(super) fn draw(self, scene: &mut Scene, mut place: Rect, style: Type) {
        let lines = self.lines(style, place.w);
        for (width, (_, cell)) in self.widths(place.w).into_iter().zip(self.cells) {
            let area = place.cut_left(width);
            place.cut_left(GAP);
            sheet(scene, area, style);
            let mut inside = area.inset(inset(style));
            head(scene, &mut inside, style, &cell, (lines, width));
            match cell.content {
                Shown::Content(content) => {
                    figures::draw(scene, inside, style, content);
                }
                Shown::Trace(trace) => {
                    figures::traces::draw(scene, inside, style, std::slice::from_ref(trace));
                }
                Shown::Gaps(sentences) => words::gaps(scene, inside, style, &sentences),
                Shown::Checks(checks) => words::checks(scene, inside, style, &checks),
            }
        }
    }
}

/// The subtitle in at most two lines.
fn subtitle(cell: &Cell<'_>, style: Type, width: f64) -> Vec<String> {
    let (face, said) = (style.tick(), text::clean(cell.subtitle));
    text::clauses(&said, face.size, face.weight, width - 2.0 * inset(style), 2)
}

fn head_height(style: Type, lines: usize) -> f64 {
    style.em(1.35 * 1.2) + lines as f64 * style.tick().size * 1.4 + style.em(0.8)
}

fn head(scene: &mut Scene, area: &mut Rect, style: Type, cell: &Cell<'_>, (lines, width): (usize, f64)) {
    let mut place = area.cut_top(head_height(style, lines));
    let face = Face::new(style.em(1.35), Role::Ink).bold();
    let row = place.cut_top(face.size * 1.2);
    scene.text(&face.fit(cell.title, row.w), face, Anchor::Start, row.x, row.y + face.size * 0.82);
    let face = style.tick();
    for line in subtitle(cell, style, width) {
        let row = place.cut_top(face.size * 1.4);
        scene.text(&line, face, Anchor::Start, row.x, row.y + face.size);
    }
}
