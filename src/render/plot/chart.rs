//! A panel with two axes: plotters keeps the coordinates, the mesh and the series.

use super::axis::{Scale, Tick};
use super::canvas::{Canvas, FINE, ink};
use super::layout::{Rect, Type};
use super::palette::Role;
use super::scene::{Anchor, Face, Paint, Scene, Stroke};
use plotters::coord::cartesian::{Cartesian2d, MeshLine};
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Polygon, Rectangle};
use plotters::series::LineSeries;
use plotters::style::{Color, ShapeStyle};

/// A frame with a scale on either side.
#[derive(Debug, Clone)]
pub(crate) struct Chart {
    pub(crate) frame: Rect,
    pub(crate) x: Scale,
    pub(crate) y: Scale,
}

/// The room that an axis takes beside its frame.
pub(crate) fn gutter(ticks: &[Tick], style: Type) -> f64 {
    ticks.iter().map(|tick| style.tick().width(&tick.label)).fold(0.0, f64::max) + style.em(0.7)
}

/// How many ticks of a height fit.
pub(crate) fn y_ticks(height: f64, style: Type) -> usize {
    ((height / style.em(2.9)) as usize).clamp(2, 7)
}

/// How many labels of `sample`'s width fit.
pub(crate) fn x_ticks(width: f64, sample: &str, style: Type) -> usize {
    ((width / (style.tick().width(sample) + style.em(2.4))) as usize).clamp(1, 12)
}

impl Chart {
    /// Where a point lies, px.
    pub(crate) fn at(&self, x: f64, y: f64) -> (f64, f64) {
        (self.x_at(x), self.y_at(y))
    }

    pub(crate) fn x_at(&self, x: f64) -> f64 {
        self.frame.x + self.frame.w * self.x.share(x).clamp(-10.0, 10.0)
    }

    pub(crate) fn y_at(&self, y: f64) -> f64 {
        self.frame.bottom() - self.frame.h * self.y.share(y).clamp(-10.0, 10.0)
    }

    /// Draws with plotters, in this chart's coordinates.
    fn with(
        &self,
        scene: &mut Scene,
        draw: impl FnOnce(&DrawingArea<Canvas<'_>, Cartesian2d<Scale, Scale>>),
    ) {
        let fine = |value: f64| (value * FINE).round() as i32;
        let columns = fine(self.frame.x)..fine(self.frame.right());
        let rows = fine(self.frame.bottom())..fine(self.frame.y);
        let coordinates: Cartesian2d<Scale, Scale> =
            Cartesian2d::new(self.x.clone(), self.y.clone(), (columns, rows));
        let area = Canvas(scene).into_drawing_area().apply_coord_spec(coordinates);
        draw(&area);
    }

    /// The horizontal grid, and the line that stands for zero where the scale reaches it.
    pub(crate) fn grid(&self, scene: &mut Scene) {
        if self.y.ticks.iter().all(|tick| tick.at > self.y.lo + 1e-9 * (self.y.hi - self.y.lo)) {
            // A foot for the plot where no tick gives it one.
            self.level(scene, self.y.lo, Stroke::new(Role::Grid, 1.0));
        }
        let (grid, zero) = (ink(Role::Grid.into()), ink(Role::Axis.into()));
        self.with(scene, |area| {
            // The canvas cannot fail: its error has no value.
            let _ = area.draw_mesh(
                |canvas, line| match &line {
                    MeshLine::YMesh(_, _, at) if **at == 0.0 => {
                        line.draw(canvas, &thick(zero.to_rgba(), 1.3))
                    }
                    MeshLine::YMesh(..) => line.draw(canvas, &thick(grid.to_rgba(), 1.0)),
                    MeshLine::XMesh(..) => Ok(()),
                },
                0,
                0,
            );
        });
    }

    /// The labels left of the frame.
    pub(crate) fn y_labels(&self, scene: &mut Scene, style: Type) {
        let face = style.tick();
        for tick in &self.y.ticks {
            let y = self.y_at(tick.at) + 0.35 * face.size;
            scene.try_text(&tick.label, face, Anchor::End, self.frame.x - style.em(0.6), y);
        }
    }

    /// The labels below the frame, with a caption below them where `caption` is not empty.
    pub(crate) fn x_labels(&self, scene: &mut Scene, style: Type, caption: &str) {
        let face = style.tick();
        let y = self.frame.bottom() + style.em(1.45);
        for tick in &self.x.ticks {
            scene.try_text(&tick.label, face, Anchor::Middle, self.x_at(tick.at), y);
        }
        let face = style.note(Role::Mute);
        scene.try_text(caption, face, Anchor::Middle, self.frame.middle().0, y + style.em(1.45));
    }

    /// Lines, one a run between gaps, thinned to what can be seen and cut at the frame.
    pub(crate) fn lines(&self, scene: &mut Scene, runs: &[Vec<(f64, f64)>], stroke: Stroke) {
        let style = thick(ink(stroke.paint), stroke.width);
        for run in runs {
            for piece in self.inside(&self.thin(&self.between(run))) {
                self.with(scene, |area| {
                    for element in LineSeries::new(piece, style) {
                        let _ = area.draw(&element);
                    }
                });
            }
        }
    }

    /// The area between a run and `base`.
    pub(crate) fn area(&self, scene: &mut Scene, run: &[(f64, f64)], base: f64, fill: Paint) {
        let run = self.thin(&self.between(run));
        let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
        let clamp = |y: f64| y.clamp(self.y.lo, self.y.hi);
        let mut points = vec![(first.0, clamp(base))];
        points.extend(run.iter().map(|(x, y)| (*x, clamp(*y))));
        points.push((last.0, clamp(base)));
        self.polygon(scene, points, fill);
    }

    /// A polygon in the chart's coordinates.
    pub(crate) fn polygon(&self, scene: &mut Scene, points: Vec<(f64, f64)>, fill: Paint) {
        let fill = ink(fill).filled();
        self.with(scene, |area| {
            let _ = area.draw(&Polygon::new(points, fill));
        });
    }

    /// A rectangle in the chart's coordinates, cut at the frame.
    pub(crate) fn block(&self, scene: &mut Scene, x: (f64, f64), y: (f64, f64), fill: Paint) {
        let cut = |(lo, hi): (f64, f64), scale: &Scale| {
            let (lo, hi) = (lo.min(hi).max(scale.lo), lo.max(hi).min(scale.hi));
            (lo < hi).then_some((lo, hi))
        };
        if let (Some(x), Some(y)) = (cut(x, &self.x), cut(y, &self.y)) {
            let fill = ink(fill).filled();
            self.with(scene, |area| {
                let _ = area.draw(&Rectangle::new([(x.0, y.0), (x.1, y.1)], fill));
            });
        }
    }

    /// A level across the frame, where it lies inside.
    pub(crate) fn level(&self, scene: &mut Scene, y: f64, stroke: Stroke) {
        if (self.y.lo..=self.y.hi).contains(&y) {
            let y = self.y_at(y);
            scene.line([(self.frame.x, y), (self.frame.right(), y)], stroke.flat());
        }
    }

    /// An upright across the frame, where it lies inside.
    pub(crate) fn upright(&self, scene: &mut Scene, x: f64, stroke: Stroke) {
        if (self.x.lo..=self.x.hi).contains(&x) {
            let x = self.x_at(x);
            scene.line([(x, self.frame.y), (x, self.frame.bottom())], stroke.flat());
        }
    }

    /// A run thinned to its lowest and highest point in each pixel, and its two ends: no peak is lost.
    pub(crate) fn thin(&self, run: &[(f64, f64)]) -> Vec<(f64, f64)> {
        self.thin_to(run, 1.0)
    }

    /// The same, to buckets of `pixels`: enough for a line that is smooth already.
    pub(crate) fn thin_to(&self, run: &[(f64, f64)], pixels: f64) -> Vec<(f64, f64)> {
        let finite: Vec<(f64, f64)> =
            run.iter().copied().filter(|(x, y)| x.is_finite() && y.is_finite()).collect();
        let (Some(first), Some(last)) = (finite.first(), finite.last()) else { return finite };
        if finite.len() as f64 <= 1.5 / pixels * (self.x_at(last.0) - self.x_at(first.0)).abs().max(1.0) {
            return finite;
        }
        let column = |x: f64| (self.x_at(x) / pixels).floor() as i64;
        let mut out: Vec<(f64, f64)> = vec![*first];
        for bucket in finite.chunk_by(|a, b| column(a.0) == column(b.0)) {
            let by_value = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
            let (low, high) = (bucket.iter().min_by(by_value), bucket.iter().max_by(by_value));
            if let (Some(low), Some(high)) = (low, high) {
                out.extend(if low.0 <= high.0 { [*low, *high] } else { [*high, *low] });
            }
        }
        out.push(*last);
        out.dedup();
        out
    }

    /// The points of a run between the left and the right end.
    fn between(&self, run: &[(f64, f64)]) -> Vec<(f64, f64)> {
        run.iter().copied().filter(|(x, _)| (self.x.lo..=self.x.hi).contains(x)).collect()
    }

    /// The pieces of a run that lie between the scale's ends, cut where it crosses them.
    fn inside(&self, run: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
        let (lo, hi) = (self.y.lo, self.y.hi);
        let mut pieces: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
        let mut before: Option<(f64, f64)> = None;
        for &(x, y) in run {
            let holds = (lo..=hi).contains(&y);
            if let Some((x0, y0)) = before {
                // Where the line from the last point crosses an end, in order along the line.
                let mut cuts: Vec<f64> = [lo, hi].iter().map(|end| (end - y0) / (y - y0)).collect();
                cuts.retain(|share| share.is_finite() && *share > 0.0 && *share < 1.0);
                cuts.sort_by(f64::total_cmp);
                for share in cuts {
                    let cut = (x0 + (x - x0) * share, (y0 + (y - y0) * share).clamp(lo, hi));
                    if let Some(piece) = pieces.last_mut() {
                        piece.push(cut);
                    }
                    if pieces.last().is_some_and(|piece| piece.len() > 1) {
                        pieces.push(vec![]);
                    }
                }
                if holds && !(lo..=hi).contains(&y0) {
                    // Coming in: the cut starts the piece that goes on.
                    let share = (if y0 < lo { lo } else { hi } - y0) / (y - y0);
                    let cut = (x0 + (x - x0) * share, if y0 < lo { lo } else { hi });
                    if let Some(piece) = pieces.last_mut()
                        && piece.is_empty()
                    {
                        piece.push(cut);
                    }
                }
            }
            if holds && let Some(piece) = pieces.last_mut() {
                piece.push((x, y));
            }
            before = Some((x, y));
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }
}

/// A style of plotters whose width is given in pixels.
fn thick(colour: plotters::style::RGBAColor, width: f64) -> ShapeStyle {
    ShapeStyle { color: colour, filled: false, stroke_width: (width * FINE).round() as u32 }
}

/// Of some places for a label of `width`, given by the left end of its baseline, those that cover fewest of `points` (px)
/// first; of equals the first named.
pub(crate) fn calmest(
    face: Face,
    width: f64,
    mut places: Vec<(f64, f64)>,
    points: &[(f64, f64)],
) -> Vec<(f64, f64)> {
    places.sort_by_cached_key(|place| covered(face, width, *place, points));
    places
}

/// How many of `points` (px) a label of `width` covers whose baseline starts here.
pub(crate) fn covered(face: Face, width: f64, (x, y): (f64, f64), points: &[(f64, f64)]) -> usize {
    let label = Rect::new(x, y - face.size, width, 1.3 * face.size).grown(0.25 * face.size);
    points.iter().filter(|(x, y)| label.holds(Rect::new(*x, *y, 0.0, 0.0))).count()
}

/// The smallest range that holds every finite value.
pub(crate) fn extent(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values.into_iter().filter(|value| value.is_finite()).fold(None, |range, value| match range {
        None => Some((value, value)),
        Some((lo, hi)) => Some((f64::min(lo, value), f64::max(hi, value))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart() -> Chart {
        Chart {
            frame: Rect::new(10.0, 10.0, 100.0, 50.0),
            x: Scale::within(0.0, 10.0, 5),
            y: Scale::within(0.0, 1.0, 5),
        }
    }

    #[test]
    fn a_line_is_cut_at_the_frame_and_never_clamped_to_a_false_plateau() {
        let run = [(0.0, 0.5), (1.0, 0.5), (2.0, 2.5), (3.0, 2.5), (4.0, 0.5), (5.0, 0.5)];
        let pieces = chart().inside(&run);
        assert_eq!(pieces.len(), 2, "{pieces:?}");
        assert!((pieces[0][2].0 - 1.25).abs() < 1e-9 && (pieces[0][2].1 - 1.0).abs() < 1e-9, "{pieces:?}");
        assert!((pieces[1][0].0 - 3.75).abs() < 1e-9, "{pieces:?}");
        let across = chart().inside(&[(0.0, -1.0), (1.0, 2.0)]);
        assert_eq!(across.len(), 1, "{across:?}");
        assert!(chart().inside(&[(0.0, 2.0), (1.0, 3.0)]).is_empty());
    }

    #[test]
    fn thinning_keeps_every_peak() {
        let run: Vec<(f64, f64)> =
            (0..20_000).map(|i| (f64::from(i) / 2000.0, if i == 7777 { 0.99 } else { 0.1 })).collect();
        let thin = chart().thin(&run);
        assert!(thin.len() < 500, "{}", thin.len());
        assert!(thin.iter().any(|point| point.1 > 0.9));
        assert_eq!((thin.first(), thin.last()), (run.first(), run.last()));
    }

    #[test]
    fn what_is_not_a_number_is_left_out() {
        let run = [(0.0, 0.1), (1.0, f64::NAN), (2.0, f64::INFINITY), (3.0, 0.2)];
        assert_eq!(chart().thin(&run).len(), 2);
        assert_eq!(extent([f64::NAN, 3.0, 1.0]), Some((1.0, 3.0)));
    }

    #[test]
    fn plotters_and_the_chart_agree_on_places() {
        let mut scene = Scene::new(200.0, 100.0);
        let chart = chart();
        chart.lines(&mut scene, &[vec![(2.5, 0.25), (7.5, 0.75)]], Stroke::new(Role::Blue, 1.0));
        let Some(super::super::scene::Mark::Line { points, .. }) = scene.marks.first() else {
            panic!("no line")
        };
        for (drawn, placed) in points.iter().zip([chart.at(2.5, 0.25), chart.at(7.5, 0.75)]) {
            assert!(
                (drawn.0 - placed.0).abs() < 0.06 && (drawn.1 - placed.1).abs() < 0.06,
                "{drawn:?} {placed:?}"
            );
        }
    }
}
