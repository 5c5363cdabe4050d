//! Pedal balance against power: the mean and middle half of each bin, and how long each bin was ridden.

use super::traces::side_label;
use super::{nothing, too_small};
use crate::render::number::span;
use crate::render::plot::axis::{Scale, Tick};
use crate::render::plot::chart::{Chart, calmest, extent, gutter, x_ticks, y_ticks};
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::legend::{Entry, Legend, Shape};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Scene, Stroke};
use crate::render::plot::{Axis, Panel};
use crate::report::figure::{BalanceByPower, PowerBin};
use crate::units::{LeftShare, Leg, Unit, fixed};

/// The share of the time from which on a bin's quartiles speak for the range of the axis.
const LEAST_SHARE: f64 = 0.02;

/// Draws the bins over power, and under them the seconds in each.
pub(crate) fn draw(scene: &mut Scene, mut area: Rect, style: Type, balance: &BalanceByPower) -> Vec<Panel> {
    let finite =
        |bin: &&PowerBin| [bin.lo, bin.hi, bin.mean].iter().all(|v| v.is_finite()) && bin.lo < bin.hi;
    let bins: Vec<&PowerBin> = balance.bins.iter().filter(finite).collect();
    if bins.is_empty() {
        return nothing::draw(scene, area, style, "No power bin holds enough seconds with a balance.");
    }
    if too_small(area) {
        return Vec::new();
    }
    // The mean says its value beside its line, where no bin can lie; in a narrow drawing in the legend.
    let margin = area.w > style.em(30.0) && mean_of(balance).is_some();
    head(scene, &mut area, style, (balance, margin));
    let caption = area.h > style.em(11.0);
    area.cut_bottom(style.em(if caption { 3.1 } else { 1.7 }));
    let mut below =
        area.cut_bottom(if area.h > style.em(10.0) { (area.h * 0.14).max(style.em(1.6)) } else { 0.0 });
    let y = y_scale(area.h, style, balance, &bins);
    let left = gutter(&y.ticks, style);
    area.cut_left(left);
    let told = style.note(Role::Mute).width("power-weighted").max(style.heading().width("R 50.0 %"));
    area.cut_right(if margin { told + style.em(0.9) } else { style.em(0.6) });
    (below.x, below.w) = (area.x, area.w);
    let chart = Chart { frame: area, x: x_scale(area.w, style, &bins), y };
    let note = note(balance);
    let band = (50.0 - note, 50.0 + note);
    chart.block(scene, (chart.x.lo, chart.x.hi), band, Role::Green.at(0.12));
    chart.grid(scene);
    let dashes = Stroke::new(Role::Green, style.em(0.09).max(1.0)).dashed(style.em(0.4), style.em(0.3));
    chart.level(scene, band.0, dashes);
    chart.level(scene, band.1, dashes);
    chart.level(scene, 50.0, Stroke::new(Role::Axis, style.em(0.12).max(1.2)));
    columns(scene, &chart, style, balance, &bins);
    words(scene, &chart, style, (balance, &bins), band);
    mean(scene, &chart, style, (balance, margin));
    chart.y_labels(scene, style);
    let foot = Chart { frame: Rect::new(area.x, area.y, area.w, area.h + below.h), ..chart.clone() };
    seconds(scene, &chart, below, style, &bins);
    foot.x_labels(scene, style, if caption { "Power, W" } else { "" });
    vec![panel(&chart, balance, &bins)]
}

/// Percentage points from an even split that are noted.
fn note(balance: &BalanceByPower) -> f64 {
    if balance.note_pp.is_finite() { balance.note_pp.abs().min(50.0) } else { 0.0 }
}

/// The power-weighted mean, where there is one.
fn mean_of(balance: &BalanceByPower) -> Option<f64> {
    balance.mean.filter(|mean| mean.is_finite())
}

/// A mean with its leg, where that is known.
fn told(balance: &BalanceByPower, mean: f64) -> String {
    let share = if balance.sided { LeftShare::new(mean).told(1) } else { fixed(mean, 1) };
    format!("{share} %")
}

/// Ticks at the bins' edges, as many as there is room for.
fn x_scale(width: f64, style: Type, bins: &[&PowerBin]) -> Scale {
    let (lo, hi) = extent(bins.iter().flat_map(|bin| [bin.lo, bin.hi])).unwrap_or((0.0, 1.0));
    let most = x_ticks(width, "0000", style);
    let bin = bins.iter().map(|bin| bin.hi - bin.lo).fold(f64::INFINITY, f64::min);
    let steps = [1.0, 2.0, 4.0, 10.0, 20.0, 40.0, 100.0].map(|every| every * bin);
    let Some(step) = steps.into_iter().find(|step| (hi - lo) / step <= most as f64) else {
        return Scale::within(lo, hi, most);
    };
    let first = (lo / step - 1e-6).ceil();
    let ticks = (0..=most).map(|index| (first + index as f64) * step).filter(|at| *at <= hi * (1.0 + 1e-9));
    Scale::fixed(lo, hi, ticks.map(|at| Tick { at, label: fixed(at, 0) }).collect())
}

fn head(scene: &mut Scene, area: &mut Rect, style: Type, (balance, margin): (&BalanceByPower, bool)) {
    let caption =
        if balance.sided { "Share of power, %" } else { "One leg’s share of power (side unknown), %" };
    let mut entries = vec![
        Entry::new(Shape::Disc, Role::Ink, "Mean of the bin"),
        Entry::new(Shape::Band(0.3, 0.0), Role::Ink, "25th to 75th percentile"),
    ];
    if let Some(mean) = mean_of(balance).filter(|_| !margin) {
        entries.push(Entry::new(Shape::Dots, Role::Ink, format!("Mean {}", told(balance, mean))));
    }
    let legend = Legend::new(entries, style, area.w);
    let row = area.cut_top(style.em(2.0));
    let face = style.tick();
    scene.try_text(caption, face, Anchor::Start, row.x, row.y + style.em(1.05));
    let one_row = legend.height(style) < style.em(2.0);
    if one_row && legend.width() + face.width(caption) + style.em(2.0) < row.w {
        legend.draw(scene, row, style, true);
    } else if area.h - legend.height(style) > style.em(11.0) {
        let rows = area.cut_top(legend.height(style));
        legend.draw(scene, rows, style, false);
    }
    area.cut_top(style.em(0.5));
}

fn y_scale(height: f64, style: Type, balance: &BalanceByPower, bins: &[&PowerBin]) -> Scale {
    // A bin of a few seconds must not squeeze the others flat: of it the mean alone speaks for the range.
    let all: f64 = bins.iter().map(|bin| bin.seconds).filter(|seconds| seconds.is_finite()).sum();
    let long = |bin: &PowerBin| bin.seconds >= LEAST_SHARE * all;
    let quartiles = bins.iter().filter(|bin| long(bin)).flat_map(|bin| [bin.p25, bin.p75]);
    let values = bins.iter().map(|bin| bin.mean).chain(quartiles).chain(balance.mean);
    let (lo, hi) = extent(values).unwrap_or((0.0, 1.0));
    let ticks = y_ticks(height, style);
    let reach = (hi - 50.0).max(50.0 - lo).max(note(balance) * 1.15).max(0.5);
    let mut scale = Scale::linear(50.0 - reach, 50.0 + reach, ticks);
    for tick in scale.ticks.iter_mut().filter(|_| balance.sided) {
        tick.label = side_label(tick.at, &tick.label);
    }
    scale
}

/// The colour of a bin: of the leg that has more, where that is known and not even.
fn role_of(balance: &BalanceByPower, mean: f64) -> Role {
    match LeftShare::new(mean).larger(1).0 {
        _ if !balance.sided => Role::Purple,
        Some(Leg::Left) => Role::Blue,
        Some(Leg::Right) => Role::Orange,
        None => Role::Mute,
    }
}

fn columns(scene: &mut Scene, chart: &Chart, style: Type, balance: &BalanceByPower, bins: &[&PowerBin]) {
    for bin in bins {
        let role = role_of(balance, bin.mean);
        let (left, right) = (chart.x_at(bin.lo), chart.x_at(bin.hi));
        let (x, width) = (f64::midpoint(left, right), ((right - left) * 0.42).clamp(1.0, style.em(1.9)));
        if bin.p25.is_finite() && bin.p75.is_finite() {
            let at = |share: f64| chart.y_at(share.clamp(chart.y.lo, chart.y.hi));
            let (top, bottom) = (at(bin.p75.max(bin.p25)), at(bin.p25.min(bin.p75)));
            let height = (bottom - top).max(2.0);
            scene.rect(Rect::new(x - width / 2.0, top, width, height), width * 0.3, role.at(0.32));
        }
    }
    let means: Vec<(f64, f64)> =
        bins.iter().map(|bin| chart.at(f64::midpoint(bin.lo, bin.hi), bin.mean)).collect();
    scene.line(means.iter().copied(), Stroke::new(Role::Mute.at(0.7), style.em(0.1).max(1.0)));
    for (bin, (x, y)) in bins.iter().zip(means) {
        let radius = style.em(0.36).min(chart.frame.w / bins.len() as f64 * 0.4).max(1.2);
        let rim = Stroke::new(Role::Card, style.em(0.1));
        scene.ring(x, y, radius, role_of(balance, bin.mean), rim);
    }
}

/// The level of the mean, with its words in the margin.
fn mean(scene: &mut Scene, chart: &Chart, style: Type, (balance, margin): (&BalanceByPower, bool)) {
    let Some(mean) = mean_of(balance).filter(|mean| (chart.y.lo..=chart.y.hi).contains(mean)) else { return };
    let stroke = Stroke::new(Role::Ink, style.em(0.1).max(1.0)).dashed(style.em(0.12), style.em(0.3));
    chart.level(scene, mean, stroke);
    if !margin {
        return;
    }
    let (x, face) = (chart.frame.right() + style.em(0.5), style.note(Role::Mute));
    let y = (chart.y_at(mean) + style.em(0.35)).min(chart.frame.bottom() - style.em(2.1));
    scene.try_text(&told(balance, mean), style.heading(), Anchor::Start, x, y);
    for (row, word) in ["power-weighted", "mean"].iter().enumerate() {
        scene.try_text(word, face, Anchor::Start, x, y + style.em(1.1 * (row as f64 + 1.0)));
    }
}

/// What the dashed edges are, outside them, where the words cover least of the bins.
fn words(
    scene: &mut Scene,
    chart: &Chart,
    style: Type,
    (balance, bins): (&BalanceByPower, &[&PowerBin]),
    (lower, upper): (f64, f64),
) {
    let within = |value: f64| (chart.y.lo..=chart.y.hi).contains(&value);
    let text = format!("noted beyond {} pp of even (advisory)", fixed(note(balance), 1));
    let face = style.note(Role::Green).halo();
    let width = face.width(&text);
    let (left, right) = (chart.frame.x + style.em(0.4), chart.frame.right() - style.em(0.4) - width);
    if right < left {
        return;
    }
    let mut levels = Vec::new();
    if within(upper) && chart.y_at(upper) - chart.frame.y > face.size {
        levels.push(chart.y_at(upper) - style.em(0.4));
    }
    if within(lower) && chart.frame.bottom() - chart.y_at(lower) > face.size * 1.4 {
        levels.push(chart.y_at(lower) + style.em(1.1));
    }
    // Eight places along each level; the bins are sampled finely enough that none slips between two points.
    let steps = || (0..=7).rev().map(|step| left + (right - left) * f64::from(step) / 7.0);
    let places = levels.into_iter().flat_map(|y| steps().map(move |x| (x, y))).collect();
    let boxes = bins.iter().filter(|bin| bin.p25.is_finite() && bin.p75.is_finite()).flat_map(|bin| {
        let middle = chart.x_at(f64::midpoint(bin.lo, bin.hi));
        let half = ((chart.x_at(bin.hi) - chart.x_at(bin.lo)) * 0.21).min(style.em(0.95));
        let values = (0..=20).map(|step| bin.p25 + (bin.p75 - bin.p25) * f64::from(step) / 20.0);
        values.flat_map(move |value| [-half, 0.0, half].map(|aside| (middle + aside, chart.y_at(value))))
    });
    let boxes: Vec<(f64, f64)> = boxes.collect();
    for (x, y) in calmest(face, width, places, &boxes) {
        if scene.try_text(&text, face, Anchor::Start, x, y) {
            return;
        }
    }
}

/// The time in each bin, as bars that hang from nothing but their own foot.
fn seconds(scene: &mut Scene, chart: &Chart, below: Rect, style: Type, bins: &[&PowerBin]) {
    let most = bins.iter().map(|bin| bin.seconds).filter(|seconds| seconds.is_finite()).fold(0.0, f64::max);
    if below.h < style.em(1.0) || most <= 0.0 {
        return;
    }
    let room = below.h - style.em(0.5);
    let mut longest = None;
    for bin in bins.iter().filter(|bin| bin.seconds > 0.0 && bin.seconds.is_finite()) {
        let (left, right) = (chart.x_at(bin.lo), chart.x_at(bin.hi));
        let height = (room * bin.seconds / most).max(0.8);
        let gap = (right - left) * 0.08;
        let bar = Rect::new(left + gap, below.bottom() - height, right - left - 2.0 * gap, height);
        scene.rect(bar, 1.0, Role::Axis.at(0.6));
        if bin.seconds >= most {
            longest = Some((bar, bin.seconds));
        }
    }
    // The longest bar says its time, and with it the scale of the others.
    if let Some((bar, seconds)) = longest {
        let face = style.note(Role::Ink);
        let text = span(seconds);
        if bar.w > face.width(&text) + 2.0 && bar.h > face.size {
            scene.try_text(&text, face, Anchor::Middle, bar.middle().0, bar.middle().1 + 0.36 * face.size);
        }
    }
    scene.line(
        [(below.x, below.bottom()), (below.right(), below.bottom())],
        Stroke::new(Role::Axis, 1.0).flat(),
    );
    let face = style.note(Role::Mute);
    scene.try_text("time", face, Anchor::End, below.x - style.em(0.6), below.bottom() - style.em(0.1));
}

fn panel(chart: &Chart, balance: &BalanceByPower, bins: &[&PowerBin]) -> Panel {
    let Rect { x, y, w, h } = chart.frame;
    let name = if balance.sided { "Left share of power" } else { "One leg’s share of power" };
    let means = bins.iter().map(|bin| (f64::midpoint(bin.lo, bin.hi), bin.mean)).collect();
    Panel {
        frame: (x, y, w, h),
        x: (chart.x.lo, chart.x.hi),
        y: (chart.y.lo, chart.y.hi),
        x_kind: Axis::Watts,
        name: name.to_owned(),
        unit: Unit::Percent,
        decimals: 1,
        series: vec![("mean".to_owned(), means)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::plot::fixtures;

    fn texts(balance: &BalanceByPower) -> (Vec<String>, Panel) {
        let mut scene = Scene::new(900.0, 400.0);
        let area = scene.area().inset(10.0);
        let panel = draw(&mut scene, area, Type { base: 13.0 }, balance).remove(0);
        (scene.labels().map(|label| label.text.clone()).collect(), panel)
    }

    #[test]
    fn a_share_of_unknown_side_is_drawn_about_fifty_and_says_no_leg() {
        let balance = BalanceByPower { sided: false, mean: Some(51.8), ..fixtures::by_power(8) };
        let (said, panel) = texts(&balance);
        assert!(panel.y.0 < 49.0 && panel.y.1 > 51.0, "{:?}", panel.y);
        assert!(said.iter().any(|text| text == "51.8 %"), "{said:?}");
        assert!(!said.iter().any(|text| text.starts_with("L ") || text.starts_with("R ")), "{said:?}");
        assert!(texts(&fixtures::by_power(8)).0.iter().any(|text| text == "L 50.6 %"));
    }

    #[test]
    fn an_even_bin_is_neither_legs() {
        let balance = fixtures::by_power(1);
        assert_eq!(
            [50.04, 50.06, 49.9].map(|mean| role_of(&balance, mean)),
            [Role::Mute, Role::Blue, Role::Orange]
        );
    }
}
