//! Which of the report's figures stand on the card: of each kind the one that tells most.

use crate::report::Report;
use crate::report::figure::{Content, Figure, FigureId, Trace};
use crate::units::Unit;

/// The figures of the card.
pub(super) struct Choice<'a> {
    pub(super) ladders: Vec<&'a Figure>,
    /// Power phase and balance by power, of one ride where one has both.
    pub(super) pedals: Vec<&'a Figure>,
    pub(super) drills: Option<&'a Figure>,
    pub(super) cadence: Option<(&'a Figure, &'a Trace)>,
    pub(super) trend: Option<&'a Figure>,
    /// The balance over one session, where no trend can be drawn.
    pub(super) balance: Option<&'a Figure>,
    pub(super) calendar: Option<&'a Figure>,
}

/// Whether there is something to see.
fn shows(figure: &Figure) -> bool {
    match &figure.content {
        Content::Nothing(_) => false,
        Content::Ladder(ladder) => !ladder.weeks.is_empty(),
        Content::Traces(traces) => traces.iter().any(|trace| trace.samples.iter().any(|run| !run.is_empty())),
        Content::BalanceByPower(balance) => !balance.bins.is_empty(),
        Content::PowerPhase(phase) => phase.dials.left.is_some() || phase.dials.right.is_some(),
        Content::Drills(strip) => !strip.reps.is_empty(),
        Content::Trend(trend) => !trend.points.is_empty(),
        Content::Calendar(calendar) => !calendar.days.is_empty(),
    }
}

impl<'a> Choice<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        // The newest session comes first.
        let newest = || report.sessions.iter().rev().map(|session| session.figures.as_slice());
        let of = |id: FigureId| move |figure: &&Figure| figure.id == id && shows(figure);
        let latest = |id: FigureId| report.telling(id, |_, figure| shows(figure));
        let over = |id: FigureId| report.figures.iter().filter(of(id));

        let both = newest().find(|figures| {
            [FigureId::PowerPhase, FigureId::BalanceByPower]
                .iter()
                .all(|id| figures.iter().any(|f| of(*id)(&f)))
        });
        let pedals = match both {
            Some(figures) => [FigureId::PowerPhase, FigureId::BalanceByPower]
                .into_iter()
                .filter_map(|id| figures.iter().find(of(id)))
                .collect(),
            None => [latest(FigureId::PowerPhase), latest(FigureId::BalanceByPower)]
                .into_iter()
                .flatten()
                .collect(),
        };
        // Pedalling with its coasting tells most: it is what the programme bands.
        let coasting = |figure: &Figure| match &figure.content {
            Content::Traces(traces) => traces.iter().any(|trace| trace.apart.is_some()),
            _ => false,
        };
        let cadence = report
            .telling(FigureId::Cadence, |session, figure| {
                coasting(figure) && shows(figure) && session.timer.minutes() >= 10.0
            })
            .or_else(|| latest(FigureId::Cadence));
        let cadence = cadence.and_then(|figure| {
            match &figure.content {
                Content::Traces(traces) => {
                    traces.iter().find(|trace| trace.samples.iter().any(|run| !run.is_empty()))
                }
                _ => None,
            }
            .map(|trace| (figure, trace))
        });
        Self {
            ladders: over(FigureId::Ladder).take(2).collect(),
            pedals,
            drills: latest(FigureId::Drills),
            cadence,
            trend: best_trend(over(FigureId::Trend)),
            balance: latest(FigureId::Balance),
            calendar: over(FigureId::Calendar).next(),
        }
    }
}

/// Fewer points than this are no course to look at.
const LEAST_POINTS: usize = 4;

/// The trend of an asymmetry where one has a line, else the one with the most sessions.
fn best_trend<'a>(trends: impl Iterator<Item = &'a Figure>) -> Option<&'a Figure> {
    let rank = |figure: &Figure| match &figure.content {
        Content::Trend(trend) => {
            let share = matches!(trend.unit, Unit::Percent | Unit::PercentagePoints);
            (trend.line.is_some(), share, trend.band.is_some(), trend.points.len())
        }
        _ => (false, false, false, 0),
    };
    let enough = |figure: &&Figure| match &figure.content {
        Content::Trend(trend) => trend.points.len() >= LEAST_POINTS,
        _ => false,
    };
    // Of equals the first: max_by_key would give the last.
    trends.filter(enough).fold(None, |best: Option<&Figure>, figure| match best {
        Some(best) if rank(best) >= rank(figure) => Some(best),
        _ => Some(figure),
    })
}
