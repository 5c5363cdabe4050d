//! The figures, a file each. Each lays its content out in the area it is given, at any size, and gives the panels whose
//! values can be read. Where the content holds nothing to draw, it says so in a sentence.

pub(crate) mod balance_by_power;
pub(crate) mod calendar;
pub(crate) mod drills;
pub(crate) mod ladder;
pub(crate) mod nothing;
pub(crate) mod power_phase;
pub(crate) mod traces;
pub(crate) mod trend;

use super::Panel;
use super::layout::{Rect, Type};
use super::scene::Scene;
use crate::report::figure::Content;

/// Draws `content` into `area`.
pub(crate) fn draw(scene: &mut Scene, area: Rect, style: Type, content: &Content) -> Vec<Panel> {
    match content {
        Content::Ladder(ladder) => ladder::draw(scene, area, style, ladder),
        Content::Traces(traces) => traces::draw(scene, area, style, traces),
        Content::BalanceByPower(balance) => balance_by_power::draw(scene, area, style, balance),
        Content::PowerPhase(phase) => power_phase::draw(scene, area, style, phase),
        Content::Drills(strip) => drills::draw(scene, area, style, strip),
        Content::Trend(trend) => trend::draw(scene, area, style, trend),
        Content::Calendar(calendar) => calendar::draw(scene, area, style, calendar),
        Content::Nothing(sentence) => nothing::draw(scene, area, style, sentence),
    }
}

/// Values below this height or width cannot be told apart: a figure draws nothing there.
pub(crate) fn too_small(area: Rect) -> bool {
    area.w < 40.0 || area.h < 24.0
}
