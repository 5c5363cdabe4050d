use crate::render::plot::Panel;
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::scene::Scene;
use crate::report::figure::Trend;
pub(crate) fn draw(_: &mut Scene, _: Rect, _: Type, _: &Trend) -> Vec<Panel> {
    Vec::new()
}
