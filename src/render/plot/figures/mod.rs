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
use super::scene::{Anchor, Face, Scene};
use super::text;
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

/// A race by its name; `race` where it has none.
pub(crate) fn race_word(name: &str) -> String {
    let name = text::clean(name);
    if name.is_empty() { "race".to_owned() } else { name }
}

/// The first of `words` that is no longer than a window with its surroundings allow, over the middle of the window and inside
/// the `ends`.
pub(crate) fn word_over(
    scene: &mut Scene,
    face: Face,
    words: &[&str],
    (left, right): (f64, f64),
    (from, to): (f64, f64),
    baseline: f64,
) {
    let room = (right - left).max(14.0 * face.size).min(to - from);
    for word in words.iter().filter(|word| face.width(word) <= room) {
        let half = face.width(word) / 2.0;
        let middle = f64::midpoint(left, right).max(from + half).min(to - half);
        if scene.try_text(word, face, Anchor::Middle, middle, baseline) {
            return;
        }
    }
}

/// Values below this height or width cannot be told apart: a figure draws nothing there.
pub(crate) fn too_small(area: Rect) -> bool {
    area.w < 40.0 || area.h < 24.0
}
