//! The distribution of a channel, on the plot's own vertical axis.

use super::Row;
use crate::render::plot::Thing;
use crate::render::plot::chart::Chart;
use crate::render::plot::layout::Rect;
use crate::render::plot::palette::Role;
use crate::render::plot::scene::{Anchor, Scene, Stroke};
use crate::report::figure::Bar;
use crate::units::{LeftShare, Unit, fixed};

/// Binary cannot hold tenths: an edge of a band is inside it.
const HAIR: f64 = 1e-9;

impl Row<'_> {
    /// The distribution, to the right, on the chart's own vertical axis; what stands apart is a bar of its own below.
    pub(super) fn distribution(&self, scene: &mut Scene, chart: &Chart, side: Rect) {
        let (style, trace) = (self.style, self.trace);
        let apart = trace.apart.as_ref().filter(|apart| apart.seconds > 0.0 && apart.seconds.is_finite());
        let bars = trace.histogram.iter().enumerate();
        let bars = bars.filter(|(_, bar)| bar.seconds.is_finite() && bar.seconds > 0.0);
        let bars: Vec<_> =
            bars.filter(|(_, bar)| bar.lo < chart.y.hi && bar.hi > chart.y.lo && bar.lo < bar.hi).collect();
        let most = bars
            .iter()
            .map(|(_, bar)| bar.seconds)
            .chain(apart.map(|apart| apart.seconds))
            .fold(0.0, f64::max);
        scene.line([(side.x, side.y), (side.x, side.bottom())], Stroke::new(Role::Edge, 1.0).flat());
        if most <= 0.0 {
            return;
        }
        let length = |seconds: f64| (side.w - style.em(4.4)).max(style.em(3.0)) * seconds / most;
        for (nth, bar) in &bars {
            let (top, bottom) = (chart.y_at(bar.hi.min(chart.y.hi)), chart.y_at(bar.lo.max(chart.y.lo)));
            let height = (bottom - top - (bottom - top) * 0.22).max(0.6);
            let place =
                Rect::new(side.x, f64::midpoint(top, bottom) - height / 2.0, length(bar.seconds), height);
            scene.rect(place, height.min(style.em(0.2)) / 2.0, self.role_of(bar).at(0.9));
            scene.spot(Rect::new(side.x, top, side.w, bottom - top), Thing::Bar(self.index, *nth));
        }
        if let Some((value, word)) =
            trace.marked.filter(|(value, _)| (chart.y.lo..=chart.y.hi).contains(value))
        {
            let y = chart.y_at(value);
            let end = side.right() - style.em(3.9);
            scene.line(
                [(side.x, y), (end.max(side.x + 4.0), y)],
                Stroke::new(Role::Ink, style.em(0.12).max(1.0)).flat(),
            );
            let decimals = trace.decimals.min(4);
            let of_a_leg = trace.unit == Unit::Percent && trace.centre.is_some();
            let value = if of_a_leg { LeftShare::new(value).told(decimals) } else { fixed(value, decimals) };
            scene.try_text(&value, style.heading(), Anchor::End, side.right(), y + style.em(0.15));
            scene.try_text(word, style.note(Role::Mute), Anchor::End, side.right(), y + style.em(1.3));
        }
        if let Some(apart) = apart {
            // Its bar lies below the axis: it has no place on the vertical scale.
            let height = style.em(0.62);
            let place = Rect::new(side.x, side.bottom() + style.em(0.55), length(apart.seconds), height);
            scene.rect(place, height * 0.25, Role::Mute.at(0.55));
            scene.spot(Rect::new(side.x, place.y, side.w, height * 2.0), Thing::Apart(self.index));
            let face = style.note(Role::Mute);
            let text = format!("{} {} %", apart.label, fixed(apart.share, usize::from(apart.share < 1.0)));
            let y = place.y + style.em(0.62);
            let beside = side.right() - place.right() - style.em(0.5);
            if face.width(&text) <= beside {
                scene.try_text(&text, face, Anchor::Start, place.right() + style.em(0.5), y);
            } else {
                scene.try_text(&face.fit(&text, side.w), face, Anchor::End, side.right(), y + style.em(1.15));
            }
        }
    }

    /// The colour of a bar, by its middle: inside the band, or which leg has more.
    fn role_of(&self, bar: &Bar) -> Role {
        let middle = f64::midpoint(bar.lo, bar.hi);
        match (&self.trace.band, self.trace.centre) {
            (Some(band), _) if (band.lo - HAIR..=band.hi + HAIR).contains(&middle) => Role::Green,
            (_, Some(centre)) if middle > centre + HAIR => Role::Blue,
            (_, Some(centre)) if middle < centre - HAIR => Role::Orange,
            (_, Some(_)) | (Some(_), None) => Role::Axis,
            (None, None) => self.role,
        }
    }
}
