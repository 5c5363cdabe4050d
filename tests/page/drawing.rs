//! A plain drawing that stands in for the renderer of figures, so that the page is tested by itself.

use clipstride::render::html::{Axis, Drawing, Panel, RenderError, Width};
use clipstride::report::figure::{Content, Figure};
use clipstride::units::Unit;
use std::fmt::Write as _;

pub(crate) const CSS: &str = ":root{--page:#F6F7F9;--card:#FFFFFF;--edge:#E3E7EC;--calm:#E0E9F5;--ink:#16202C;\
--mute:#556270;--blue:#1A74CC;--orange:#AD5200;--green:#116B58;--red:#8A0F20;--amber:#966E00;--purple:#65307A}\
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=\"light\"]){--page:#0F1419;--card:#171E26;\
--edge:#28323D;--calm:#16283B;--ink:#EDF2F7;--mute:#A3B1BF;--blue:#3F9DE8;--orange:#E87F35;--green:#2BB58C;\
--red:#EE5A5A;--amber:#F7D774;--purple:#DDB3EE}}\
.fig{fill:none;stroke:var(--blue)}.fig text{fill:var(--ink);stroke:none}";

pub(crate) fn draw(figure: &Figure, width: Width) -> Result<Drawing, RenderError> {
    let (w, h) = if width == Width::Wide { (1000.0, 360.0) } else { (360.0, 300.0) };
    let frame = (50.0, 40.0, w - 70.0, h - 80.0);
    let (axis, unit, series) = series(figure);
    let all = || series.iter().flat_map(|(_, points)| points);
    let low = |pick: fn(&(f64, f64)) -> f64| all().map(pick).fold(f64::INFINITY, f64::min);
    let high = |pick: fn(&(f64, f64)) -> f64| all().map(pick).fold(f64::NEG_INFINITY, f64::max);
    let (x, y) = ((low(|p| p.0), high(|p| p.0)), (low(|p| p.1), high(|p| p.1)));
    let slug = &figure.slug;
    let mut svg = format!(
        "<svg class=\"fig\" viewBox=\"0 0 {w} {h}\" role=\"img\" aria-labelledby=\"fig-{slug}-t fig-{slug}-d\" \
         xmlns=\"http://www.w3.org/2000/svg\"><title id=\"fig-{slug}-t\">{slug}</title><desc id=\"fig-{slug}-d\">A figure</desc>"
    );
    for (_, points) in &series {
        svg.push_str("<path d=\"");
        for (index, point) in points.iter().enumerate() {
            let px = frame.0 + (point.0 - x.0) / (x.1 - x.0).max(1e-9) * frame.2;
            let py = frame.1 + frame.3 - (point.1 - y.0) / (y.1 - y.0).max(1e-9) * frame.3;
            let _ = write!(svg, "{}{px:.1} {py:.1}", if index == 0 { "M" } else { "L" });
        }
        svg.push_str("\"/>");
    }
    svg.push_str("</svg>");
    let panel = Panel { frame, x, y, x_kind: axis, name: "Panel".to_owned(), unit, decimals: 1, series };
    Ok(Drawing { svg, panels: vec![panel] })
}

type Series = Vec<(String, Vec<(f64, f64)>)>;

fn series(figure: &Figure) -> (Axis, Unit, Series) {
    let named = |name: &str, points: Vec<(f64, f64)>| vec![(name.to_owned(), points)];
    match &figure.content {
        Content::Ladder(ladder) => {
            let points = ladder.weeks.iter().map(|week| (f64::from(week.plan_week), week.target)).collect();
            (Axis::Week, ladder.unit, named("Target", points))
        }
        Content::Traces(traces) => {
            let series = traces
                .iter()
                .map(|trace| (trace.name.clone(), trace.smooth.iter().flatten().copied().collect()));
            (Axis::Time, traces[0].unit, series.collect())
        }
        Content::Drills(strip) => (
            Axis::Time,
            Unit::MetresPerSecond,
            named("Speed", strip.speed.iter().flatten().copied().collect()),
        ),
        Content::BalanceByPower(balance) => {
            let points = balance.bins.iter().map(|bin| (bin.lo, bin.median)).collect();
            (Axis::Watts, Unit::Percent, named("Left share", points))
        }
        Content::Trend(trend) => {
            let points =
                trend.points.iter().enumerate().map(|(i, point)| (20_000.0 + 3.0 * i as f64, point.value));
            (Axis::Day, trend.unit, named("Mean", points.collect()))
        }
        Content::PowerPhase(_) | Content::Calendar(_) | Content::Nothing(_) => {
            (Axis::Metres, Unit::Metres, Vec::new())
        }
    }
}
