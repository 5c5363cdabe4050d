//! Pedal balance against power, and the power-phase dials.

use crate::metrics::pedal::{self, Clean, Side};
use crate::metrics::power_phase::Phase;
use crate::metrics::{Estimate, MetricId};
use crate::model::Arc;
use crate::report::figure::{BalanceByPower, Content, Dial, Figure, FigureId, PowerBin, PowerPhase};
use crate::report::own::Own;
use crate::report::{Input, Sourced};
use crate::units::{Leg, Legs};

/// Fewer seconds in a bin of power say nothing of it.
const LEAST_IN_BIN: f64 = 10.0;

/// Pedal balance against power; none where the ride has no pedal balance.
pub(super) fn by_power(one: &Sourced<'_>, input: &Input<'_>) -> Option<Figure> {
    let clean = pedal::clean(one.judged.session, input.metrics).ok()?;
    let bins: Vec<PowerBin> = clean
        .by_power_bins(clean.bin_width())
        .into_iter()
        .filter(|bin| bin.seconds >= LEAST_IN_BIN)
        .map(|bin| PowerBin {
            lo: bin.lo.get(),
            hi: bin.hi.get(),
            seconds: bin.seconds,
            mean: bin.mean,
            p25: bin.p25,
            p75: bin.p75,
        })
        .collect();
    if bins.is_empty() {
        return None;
    }
    let sided = clean.side != Side::Unknown;
    let mean = share(one, &clean, input).map(|estimate| estimate.value);
    let what = if sided { "left share of power" } else { "one leg’s share of power, side unknown" };
    Some(Figure {
        id: FigureId::BalanceByPower,
        slug: format!("balance-by-power-{}", super::slug(one.judged.id)),
        title: "Balance by power".to_owned(),
        subtitle: format!("{} · {what}; coasting and one-leg seconds left out", super::session_words(one)),
        content: Content::BalanceByPower(BalanceByPower { sided, bins, mean, note_pp: input.balance_note }),
    })
}

/// The session's share of power: the metric's, or one leg's where nobody knows which, which the metric tells as a distance
/// from 50.
pub(super) fn share(one: &Sourced<'_>, clean: &Clean, input: &Input<'_>) -> Option<Estimate> {
    match clean.side {
        Side::Unknown => clean.power_weighted(input.metrics).known().cloned(),
        Side::Known | Side::Given => one.judged.measures.get(&MetricId::PedalBalance)?.known().cloned(),
    }
}

/// The dials; none where neither pedal tells its power phase.
pub(super) fn power_phase(one: &Sourced<'_>, own: &Own) -> Option<Figure> {
    let share = one.judged.measures.get(&MetricId::PedalBalance).and_then(|m| m.known()).map(|e| e.value);
    let dials = Legs::from_fn(|leg| {
        let earlier = own.phase.of(leg).map(|own| own.earlier);
        one.details.power_phase.of(leg).map(|phase| dial(&phase, leg, share, earlier))
    });
    if dials.left.is_none() && dials.right.is_none() {
        return None;
    }
    let missing = Leg::BOTH
        .into_iter()
        .find(|leg| dials.of(*leg).is_none())
        .map_or_else(String::new, |leg| format!("The {} pedal does not tell its power phase.", leg.name()));
    Some(Figure {
        id: FigureId::PowerPhase,
        slug: format!("power-phase-{}", super::slug(one.judged.id)),
        title: "Power phase".to_owned(),
        subtitle: format!(
            "{} · where net torque is positive; it does not show which muscle",
            super::session_words(one)
        ),
        content: Content::PowerPhase(PowerPhase { dials, missing }),
    })
}

fn dial(phase: &Phase, leg: Leg, share: Option<f64>, earlier: Option<Arc>) -> Dial {
    Dial {
        phase: phase.median,
        start_spread: phase.start_spread,
        end_spread: phase.end_spread,
        peak: phase.peak,
        baseline: earlier,
        past_180: phase.past_180,
        past_210: phase.past_210,
        share: share.map(|left| match leg {
            Leg::Left => left,
            Leg::Right => crate::units::LeftShare::new(left).right().get(),
        }),
    }
}
