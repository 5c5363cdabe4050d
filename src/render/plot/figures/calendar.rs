use crate::render::plot::Panel;
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::scene::Scene;
use crate::report::figure::Calendar;
pub(crate) fn height(_: &Calendar, _: f64) -> f64 {
    300.0
}
pub(crate) fn draw(_: &mut Scene, _: Rect, _: Type, _: &Calendar) -> Vec<Panel> {
    Vec::new()
}
