//! No two texts meet, none leaves the page: at every size, for every kind of figure, on good and on hostile input.

use super::card::fixture;
use super::fixtures::season;
use super::scene::Scene;
use super::{Size, Theme, card_png, card_svg, compose, default_size, png, svg};

/// What is wrong with the texts of a scene.
pub(super) fn faults(scene: &Scene) -> Vec<String> {
    let labels: Vec<_> = scene.labels().collect();
    let mut faults = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        if !scene.area().holds(label.area()) {
            faults.push(format!("{:?} leaves the page at {:?}", label.text, label.area()));
        }
        for other in labels.iter().skip(index + 1) {
            if label.area().meets(other.area()) {
                faults.push(format!("{:?} meets {:?}", label.text, other.text));
            }
        }
    }
    faults
}

/// Writes the figures to the folder that CLIPSTRIDE_GALLERY names, for looking at them.
#[test]
fn gallery() {
    let Ok(folder) = std::env::var("CLIPSTRIDE_GALLERY") else { return };
    for (index, figure) in season().iter().enumerate() {
        let size = default_size(&figure.content);
        for theme in Theme::ALL {
            let name = format!("{folder}/{index}-{}-{}", figure.id.name(), theme.name());
            std::fs::write(format!("{name}.png"), png(figure, size, theme, 1.6).unwrap()).unwrap();
            std::fs::write(format!("{name}.svg"), svg(figure, size, theme).unwrap()).unwrap();
        }
        let phone = Size { width: 360, height: 300 };
        let name = format!("{folder}/phone-{index}-{}.png", figure.id.name());
        std::fs::write(name, png(figure, phone, Theme::Light, 2.0).unwrap()).unwrap();
        let narrow = Size { width: 320, height: size.height };
        let name = format!("{folder}/narrow-{index}-{}.svg", figure.id.name());
        std::fs::write(name, svg(figure, narrow, Theme::Light).unwrap()).unwrap();
        println!("{index} {} {:?}", figure.title, faults(&compose(figure, size, true).unwrap().0));
    }
    for (name, report) in [
        ("full", fixture::full()),
        ("poor", fixture::poor()),
        ("empty", fixture::empty()),
        ("hostile", fixture::hostile()),
    ] {
        for theme in Theme::ALL {
            let path = format!("{folder}/card-{name}-{}", theme.name());
            std::fs::write(format!("{path}.png"), card_png(&report, theme, 1.0).unwrap()).unwrap();
            std::fs::write(format!("{path}.svg"), card_svg(&report, theme).unwrap()).unwrap();
        }
        println!("{name} {:?}", faults(&super::card::compose(&report)));
    }
}
