//! Channels over time, each with its distribution on the same vertical axis.

mod distribution;
mod words;

use super::{nothing, too_small};
use crate::render::plot::axis::{Scale, clock, in_hours};
use crate::render::plot::chart::{Chart, extent, gutter, x_ticks, y_ticks};
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Scene, Stroke};
use crate::render::plot::{Axis, Panel};
use crate::report::figure::{Bar, Trace};
use crate::units::{LeftShare, Unit};

/// Draws the traces, one below the other.
pub(crate) fn draw(scene: &mut Scene, area: Rect, style: Type, traces: &[Trace]) -> Vec<Panel> {
    if traces.iter().all(|trace| points(&trace.samples).next().is_none()) {
        return nothing::draw(scene, area, style, "No second of this recording could be used.");
    }
    if too_small(area) {
        return Vec::new();
    }
    // Not more panels than can be read.
    let most = ((area.h / style.em(6.5)) as usize).clamp(1, 8);
    let shown: Vec<(usize, &Trace)> = traces
        .iter()
        .enumerate()
        .filter(|(_, trace)| points(&trace.samples).next().is_some())
        .take(most)
        .collect();
    let time = extent(shown.iter().flat_map(|(_, trace)| points(&trace.samples).map(|(x, _)| x)));
    let (from, to) = time.map_or((0.0, 1.0), |(from, to)| (if from < 0.1 * to { 0.0 } else { from }, to));
    let gaps = style.em(1.0);
    let wide = area.w > style.em(36.0);
    let rows = area.rows(shown.len(), gaps);
    let last = shown.len().saturating_sub(1);
    let mut channels: Vec<Row<'_>> = Vec::new();
    for (row, (index, trace)) in shown.into_iter().enumerate() {
        // Blue and orange are the legs': a share that nobody knows the side of is neither's.
        let sideless = trace.unit == Unit::Percent && trace.centre.is_none();
        let role = if row % 2 == 0 && !sideless { Role::Blue } else { Role::Purple };
        channels.push(Row {
            index,
            trace,
            role,
            style,
            wide,
            time: (from, to),
            last: row == last,
            named: last > 0,
        });
    }
    // All plots start at the same place, so that one reads straight up and down.
    let scales: Vec<Scale> =
        channels.iter().zip(&rows).map(|(channel, row)| channel.y_scale(channel.plot(*row).h)).collect();
    let left = scales.iter().map(|scale| gutter(&scale.ticks, style)).fold(0.0, f64::max);
    let drawn = channels.iter().zip(rows).zip(scales);
    drawn.map(|((channel, row), scale)| channel.draw(scene, row, scale, left)).collect()
}

/// Every finite point of some runs.
fn points(runs: &[Vec<(f64, f64)>]) -> impl Iterator<Item = (f64, f64)> {
    runs.iter().flatten().copied().filter(|(x, y)| x.is_finite() && y.is_finite())
}

/// The range that holds the middle 98 % of a distribution.
fn inner(bars: &[Bar]) -> Option<(f64, f64)> {
    let bars = || bars.iter().filter(|bar| bar.seconds > 0.0 && bar.seconds.is_finite() && bar.lo < bar.hi);
    let outer = 0.01 * bars().map(|bar| bar.seconds).sum::<f64>();
    let (low, high) = (beyond(bars(), outer)?, beyond(bars().rev(), outer)?);
    (low.lo.is_finite() && high.hi.is_finite()).then_some((low.lo, high.hi))
}

/// The first bar before which, with it, more than `outer` seconds lie.
fn beyond<'a>(mut bars: impl Iterator<Item = &'a Bar>, outer: f64) -> Option<&'a Bar> {
    let mut sum = 0.0;
    bars.find(|bar| {
        sum += bar.seconds;
        sum > outer
    })
}

/// One channel's row.
struct Row<'a> {
    /// Which of the traces it is.
    index: usize,
    trace: &'a Trace,
    role: Role,
    style: Type,
    /// Whether there is room for the distribution.
    wide: bool,
    time: (f64, f64),
    last: bool,
    /// Whether the channel says its name: alone, the figure's title has said it.
    named: bool,
}

impl Row<'_> {
    /// The row without its heading and its axis.
    fn plot(&self, mut row: Rect) -> Rect {
        row.cut_top(self.head_height(row));
        row.cut_bottom(self.style.em(if self.captioned(row) { 3.1 } else { 1.7 }));
        row
    }

    /// Whether there is room to say what the time axis counts, in a row without its heading.
    fn captioned(&self, row: Rect) -> bool {
        self.last && row.h > self.style.em(7.0)
    }

    /// A line for what the channel is, and one for its legend where there is room.
    fn head_height(&self, row: Rect) -> f64 {
        let legend = row.h > self.style.em(14.0) && !self.entries(false).is_empty();
        self.style.em(if legend { 3.3 } else { 1.75 })
    }

    fn has_spread(&self) -> bool {
        self.trace
            .spread
            .iter()
            .flatten()
            .any(|(at, lo, hi)| at.is_finite() && lo.is_finite() && hi.is_finite())
    }

    fn draw(&self, scene: &mut Scene, whole: Rect, y: Scale, left: f64) -> Panel {
        let style = self.style;
        let mut row = self.plot(whole);
        let mut below = whole;
        let head = below.cut_top(self.head_height(whole));
        let caption = self.captioned(below);
        let side = self.wide.then(|| {
            let side = row.cut_right((row.w * 0.19).max(style.em(11.0)));
            row.cut_right(style.em(1.6));
            side
        });
        row.cut_left(left);
        let hours = in_hours(self.time.1);
        let sample = clock(self.time.1, hours);
        let x = Scale::elapsed(self.time.0, self.time.1, x_ticks(row.w, &sample, style));
        let chart = Chart { frame: row, x, y };
        let label = self.band_label(&chart);
        self.head(scene, head, row.x, label.as_ref().is_none_or(|label| !label.free));
        for (from, to) in &self.trace.pauses {
            chart.block(scene, (*from, *to), (chart.y.lo, chart.y.hi), Role::Axis.at(0.22));
        }
        self.band(scene, &chart, side);
        self.curves(scene, &chart);
        self.say_band(scene, label);
        chart.y_labels(scene, style);
        let unit = if hours { "Elapsed time, h:mm" } else { "Elapsed time, m:ss" };
        let caption = if caption { self.caption(&chart, unit) } else { String::new() };
        chart.x_labels(scene, style, &caption);
        self.beyond(scene, &chart, &caption);
        if let Some(side) = side {
            self.distribution(scene, &chart, side);
        }
        self.panel(&chart)
    }

    /// The range that shows the channel: all of its distribution but the outermost seconds, so that a spike, a stop or a
    /// stretch of coasting does not squeeze the rest flat. What lies beyond is cut at the frame.
    fn y_scale(&self, height: f64) -> Scale {
        let inner = self
            .of_the_mean()
            .or_else(|| inner(&self.trace.histogram).map(|(lo, hi)| vec![lo, hi]))
            .unwrap_or_else(|| {
                let mut raw: Vec<f64> = points(&self.trace.samples).map(|(_, y)| y).collect();
                raw.sort_by(f64::total_cmp);
                let outer = raw.len() / 100;
                raw.get(outer..raw.len() - outer).unwrap_or_default().to_vec()
            });
        let values = inner.into_iter().chain(self.trace.marked.map(|(value, _)| value));
        let (mut lo, mut hi) = extent(values).unwrap_or((0.0, 1.0));
        if self.trace.centre.is_none() {
            // A steady channel keeps some air: its last decimal is not a story.
            let air = (0.05 * hi.abs().max(lo.abs()) - (hi - lo)).max(0.0) / 2.0;
            (lo, hi) = (lo - air, hi + air);
        }
        let near = (hi - lo).max(hi.abs() * 0.02);
        for edge in self.trace.band.iter().flat_map(|band| [band.lo, band.hi]) {
            // A band far away from the data would squeeze the data flat.
            if edge > lo - 1.5 * near && edge < hi + 1.5 * near {
                (lo, hi) = (lo.min(edge), hi.max(edge));
            }
        }
        if let Some(centre) = self.trace.centre {
            let reach = 1.06 * (hi - centre).abs().max((centre - lo).abs()).max(1.0);
            let mut scale = Scale::linear(centre - reach, centre + reach, y_ticks(height, self.style));
            if self.trace.unit == Unit::Percent {
                for tick in &mut scale.ticks {
                    tick.label = side_label(tick.at, &tick.label);
                }
            }
            return scale;
        }
        let pad = (hi - lo) * 0.04;
        Scale::linear(lo - pad, hi + pad, y_ticks(height, self.style))
    }

    /// Where the samples jump about in whole steps, the range in which their mean moves, with some air.
    fn of_the_mean(&self) -> Option<Vec<f64>> {
        const AIR: f64 = 3.0;
        let mut values: Vec<f64> = points(&self.trace.smooth).map(|(_, y)| y).collect();
        values.sort_by(f64::total_cmp);
        let outer = values.len() / 100;
        let (lo, hi) = (values.get(outer)?, values.get(values.len() - 1 - outer)?);
        self.has_spread().then(|| vec![lo - AIR, hi + AIR])
    }

    /// How many samples lie beyond the frame, in words; empty where none does.
    fn outside(&self, chart: &Chart) -> String {
        if self.has_spread() {
            // The samples are not drawn.
            return String::new();
        }
        let levels = || self.trace.levels.iter();
        let below: usize = levels().filter(|(value, _)| *value < chart.y.lo).map(|(_, count)| count).sum();
        let above: usize = levels().filter(|(value, _)| *value > chart.y.hi).map(|(_, count)| count).sum();
        let samples =
            |count: usize| if count == 1 { "1 sample".to_owned() } else { format!("{count} samples") };
        match (below, above) {
            (0, 0) => String::new(),
            (below, 0) => format!("{} below the frame", samples(below)),
            (0, above) => format!("{} above the frame", samples(above)),
            (below, above) => format!("{} below the frame, {above} above", samples(below)),
        }
    }

    fn band(&self, scene: &mut Scene, chart: &Chart, side: Option<Rect>) {
        let (style, Some(band)) = (self.style, &self.trace.band) else { return chart.grid(scene) };
        chart.block(scene, (chart.x.lo, chart.x.hi), (band.lo, band.hi), Role::Green.at(0.12));
        if let Some(side) = side {
            let beside = Chart { frame: side, x: Scale::fixed(0.0, 1.0, Vec::new()), y: chart.y.clone() };
            beside.block(scene, (0.0, 1.0), (band.lo, band.hi), Role::Green.at(0.12));
        }
        chart.grid(scene);
        let dashes = Stroke::new(Role::Green, style.em(0.09).max(1.0)).dashed(style.em(0.4), style.em(0.3));
        chart.level(scene, band.lo, dashes);
        chart.level(scene, band.hi, dashes);
    }

    /// The line that is read: the smooth one where there is one.
    fn front(&self, chart: &Chart) -> Vec<Vec<(f64, f64)>> {
        if points(&self.trace.smooth).next().is_some() {
            self.trace.smooth.iter().map(|run| chart.thin_to(run, 2.0)).collect()
        } else {
            self.trace.samples.iter().map(|run| chart.thin(run)).collect()
        }
    }

    fn curves(&self, scene: &mut Scene, chart: &Chart) {
        let (style, trace) = (self.style, self.trace);
        let smooth = points(&trace.smooth).next().is_some();
        let thin = style.em(0.08).max(0.9);
        let strong = style.em(0.15).max(1.4);
        let front = self.front(chart);
        for run in &trace.spread {
            ribbon(scene, chart, run);
        }
        let raw = |alpha: f64, role: Role| Stroke::new(role.at(alpha), thin);
        let with_raw = smooth && !self.has_spread();
        if let Some(centre) = trace.centre {
            if with_raw {
                chart.lines(scene, &trace.samples, raw(0.28, Role::Mute));
            }
            for run in &front {
                for (piece, left) in split(run, centre) {
                    let role = if left { Role::Blue } else { Role::Orange };
                    chart.area(scene, &piece, centre, role.at(if with_raw { 0.28 } else { 0.42 }));
                    self.stroke(scene, chart, piece, Stroke::new(role, strong));
                }
            }
            chart.level(scene, centre, Stroke::new(Role::Axis, 1.3));
        } else {
            if with_raw {
                chart.lines(scene, &trace.samples, raw(0.38, self.role));
            }
            for run in front {
                self.stroke(scene, chart, run, Stroke::new(self.role, strong));
            }
        }
    }

    /// A piece of the line that is read. Of a single point a short dash: a dot would look like more than it is.
    fn stroke(&self, scene: &mut Scene, chart: &Chart, piece: Vec<(f64, f64)>, stroke: Stroke) {
        let lone = self.trace.samples.iter().map(Vec::len).sum::<usize>() == 1;
        if let [(x, y)] = *piece.as_slice()
            && !lone
            && (chart.y.lo..=chart.y.hi).contains(&y)
        {
            let ((x, y), half) = (chart.at(x, y), self.style.em(0.2));
            let ends = [x - half, x + half].map(|x| (x.clamp(chart.frame.x, chart.frame.right()), y));
            return scene.line(ends, stroke.flat());
        }
        chart.lines(scene, &[piece], stroke);
    }

    /// What stands below the axis: what it counts, and how many samples lie beyond the frame, where both have room.
    fn caption(&self, chart: &Chart, unit: &str) -> String {
        let outside = self.outside(chart);
        if outside.is_empty() {
            return unit.to_owned();
        }
        let both = format!("{unit} · {outside}");
        let fits = |text: &String| self.style.note(Role::Mute).width(text) <= chart.frame.w;
        [both, outside].into_iter().find(fits).unwrap_or_else(|| unit.to_owned())
    }

    /// What lies beyond the frame, inside it, where no caption has said so.
    fn beyond(&self, scene: &mut Scene, chart: &Chart, caption: &str) {
        let (style, text) = (self.style, self.outside(chart));
        let face = style.note(Role::Mute).halo();
        let (right, bottom) = (chart.frame.right() - style.em(0.4), chart.frame.bottom() - style.em(0.45));
        if !caption.contains(&text) && face.width(&text) < chart.frame.w - style.em(1.0) {
            scene.try_text(&text, face, Anchor::End, right, bottom);
        }
    }

    fn panel(&self, chart: &Chart) -> Panel {
        let trace = self.trace;
        let Rect { x, y, w, h } = chart.frame;
        let series = self.front(chart).concat();
        Panel {
            frame: (x, y, w, h),
            x: (chart.x.lo, chart.x.hi),
            y: (chart.y.lo, chart.y.hi),
            x_kind: Axis::Elapsed,
            name: trace.name.clone(),
            unit: trace.unit,
            decimals: trace.decimals,
            series: vec![(trace.name.clone(), series)],
        }
    }
}

/// The band between two quantiles, cut at the frame: in a colour of its own, for grey is a pause.
fn ribbon(scene: &mut Scene, chart: &Chart, run: &[(f64, f64, f64)]) {
    let cut = |y: f64| y.clamp(chart.y.lo, chart.y.hi);
    let run = run
        .iter()
        .filter(|(x, lo, hi)| (chart.x.lo..=chart.x.hi).contains(x) && lo.is_finite() && hi.is_finite());
    let upper = run.clone().map(|(x, _, hi)| (*x, cut(*hi)));
    let lower = run.rev().map(|(x, lo, _)| (*x, cut(*lo)));
    chart.polygon(scene, upper.chain(lower).collect(), Role::Purple.at(0.13));
}

/// `L 53`, `R 53` or `50/50`: a tick of a left share says whose it is.
pub(crate) fn side_label(at: f64, label: &str) -> String {
    let decimals = label.rsplit_once('.').map_or(0, |(_, part)| part.len());
    if (at - 50.0).abs() < 1e-9 { "50/50".to_owned() } else { LeftShare::new(at).told(decimals) }
}

/// A run cut where it crosses `centre`: each piece with whether it lies above.
fn split(run: &[(f64, f64)], centre: f64) -> Vec<(Vec<(f64, f64)>, bool)> {
    let mut pieces: Vec<(Vec<(f64, f64)>, bool)> = Vec::new();
    let mut before: Option<(f64, f64)> = None;
    for &(x, y) in run.iter().filter(|(x, y)| x.is_finite() && y.is_finite()) {
        let above = y >= centre;
        match pieces.last_mut() {
            Some((piece, side)) if *side == above => piece.push((x, y)),
            last => {
                let mut start = Vec::new();
                if let (Some((x0, y0)), Some((piece, _))) = (before, last) {
                    let cut = (x0 + (x - x0) * (centre - y0) / (y - y0), centre);
                    piece.push(cut);
                    start.push(cut);
                }
                start.push((x, y));
                pieces.push((start, above));
            }
        }
        before = Some((x, y));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_left_share_is_told_by_side() {
        assert_eq!(side_label(53.0, "53"), "L 53");
        assert_eq!(side_label(47.5, "47.5"), "R 52.5");
        assert_eq!(side_label(50.0, "50"), "50/50");
    }

    #[test]
    fn what_jumps_in_whole_steps_is_framed_by_its_mean_and_counts_nothing_beyond() {
        let mut trace = crate::render::plot::fixtures::stance(900);
        trace.levels = vec![(20.0, 5), (50.0, 90), (79.0, 5)];
        trace.histogram.push(Bar { lo: 78.5, hi: 79.5, seconds: 400.0 });
        trace.spread = vec![trace.smooth[0].iter().map(|(t, y)| (*t, y - 4.0, y + 4.0)).collect()];
        let mut scene = Scene::new(900.0, 300.0);
        let area = scene.area().inset(10.0);
        let panels = draw(&mut scene, area, Type { base: 13.0 }, &[trace]);
        assert!(panels[0].y.1 < 56.0, "{:?}", panels[0].y);
        let texts: Vec<&str> = scene.labels().map(|label| label.text.as_str()).collect();
        assert!(texts.contains(&"10th–90th percentile") && texts.contains(&"Left more"), "{texts:?}");
        assert!(!texts.iter().any(|text| text.contains("beyond") || text.contains("the frame")), "{texts:?}");
    }

    #[test]
    fn what_lies_beyond_the_frame_is_counted_in_words() {
        let trace = crate::render::plot::fixtures::cadence(300);
        let said = |levels: Vec<(f64, usize)>| {
            let trace = Trace { levels, ..trace.clone() };
            let style = Type { base: 13.0 };
            let mut scene = Scene::new(900.0, 300.0);
            let area = scene.area().inset(10.0);
            draw(&mut scene, area, style, &[trace]);
            let texts: Vec<String> = scene.labels().map(|label| label.text.clone()).collect();
            texts.into_iter().find(|text| text.starts_with("Elapsed")).unwrap()
        };
        assert_eq!(said(vec![(174.0, 300)]), "Elapsed time, m:ss");
        assert_eq!(said(vec![(0.0, 1), (174.0, 9)]), "Elapsed time, m:ss · 1 sample below the frame");
        let both = "Elapsed time, m:ss · 5 samples below the frame, 2 above";
        assert_eq!(said(vec![(0.0, 4), (90.0, 1), (174.0, 9), (250.0, 2)]), both);
    }

    #[test]
    fn a_run_is_cut_where_it_crosses_the_middle() {
        let pieces = split(&[(0.0, 51.0), (1.0, 49.0), (2.0, 48.0), (3.0, 52.0)], 50.0);
        assert_eq!(pieces.len(), 3);
        assert_eq!(pieces[0], (vec![(0.0, 51.0), (0.5, 50.0)], true));
        assert_eq!(pieces[1].0.first(), Some(&(0.5, 50.0)));
        assert!(!pieces[1].1 && pieces[2].1);
    }
}
