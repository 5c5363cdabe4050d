use crate::render::plot::Panel;
use crate::render::plot::layout::{Rect, Type};
use crate::render::plot::scene::Scene;
use crate::report::figure::DrillStrip;
pub(crate) fn draw(_: &mut Scene, _: Rect, _: Type, _: &DrillStrip) -> Vec<Panel> {
    Vec::new()
}
