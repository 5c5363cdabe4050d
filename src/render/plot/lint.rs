//! No two texts meet, none leaves the page: at every size, for every kind of figure, on good and on hostile input.

use super::card::fixture;
use super::fixtures::season;
use super::odd::odd;
use super::scene::Scene;
use super::{RenderError, Size, Theme, card_svg, compose, default_size, drawing, png, svg};
use crate::report::figure::{Content, Figure};

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

/// The sizes that are tried: from a phone to a wall.
fn sizes() -> Vec<Size> {
    let widths = [320, 360, 414, 600, 768, 1000, 1280, 1600, 2400, 3200];
    widths.into_iter().flat_map(|width| [240, 400, 640, 1600].map(|height| Size { width, height })).collect()
}

/// The words without which a figure says nothing.
fn must_say(figure: &Figure) -> Vec<&'static str> {
    match &figure.content {
        Content::Ladder(_) => vec!["Minutes per session", "this week", "0"],
        Content::Traces(traces) if traces.len() > 1 => {
            vec!["Cadence", "Stance balance", "50/50", "84 % in band"]
        }
        Content::Traces(traces) if traces[0].centre.is_some() => vec!["50/50", "L 50.6", "mean", "Left more"],
        Content::Traces(_) => vec!["coasting 12 %", "median"],
        Content::BalanceByPower(_) => vec!["50/50", "Power, W"],
        Content::PowerPhase(_) => vec!["352°", "208°", "1°", "213°"],
        Content::Drills(_) => vec!["65 m", "77 m", "0:00"],
        Content::Trend(_) => vec!["2 Mar", "City half"],
        Content::Calendar(_) => vec!["Mar", "Jul"],
        Content::Nothing(_) => Vec::new(),
    }
}

#[test]
fn no_two_texts_meet_and_none_leaves_the_page_at_any_size() {
    assert_eq!(sizes().len(), 40);
    for figure in season() {
        for size in sizes() {
            for alone in [true, false] {
                let (scene, _) = compose(&figure, size, alone).unwrap();
                assert_eq!(faults(&scene), Vec::<String>::new(), "{} at {size:?}", figure.title);
                for label in scene.labels() {
                    // A letter in a day of the calendar repeats its tint; all else must be read.
                    let least = if label.text.len() == 1 { 8.5 } else { 11.0 };
                    assert!(label.face.size >= least, "{:?} at {size:?}: {}", label.text, label.face.size);
                }
                let texts: Vec<&str> = scene.labels().map(|label| label.text.as_str()).collect();
                assert!(
                    texts.len() >= 3 || matches!(figure.content, Content::Nothing(_)),
                    "{size:?}: {texts:?}"
                );
                if size.width >= 768 && size.height >= 400 {
                    for word in must_say(&figure) {
                        assert!(
                            texts.contains(&word),
                            "{}: no {word:?} at {size:?}: {texts:?}",
                            figure.title
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn odd_input_gives_a_composed_figure_or_a_sentence_never_an_empty_frame() {
    for figure in odd() {
        let own = default_size(&figure.content);
        for size in sizes().into_iter().step_by(3).chain([own]) {
            let (scene, panels) = compose(&figure, size, true).unwrap();
            assert_eq!(faults(&scene), Vec::<String>::new(), "{} at {size:?}", figure.subtitle);
            // Title and sentence, or title, axes and more.
            let least = if panels.is_empty() { 2 } else { 4 };
            assert!(scene.labels().count() >= least, "{} at {size:?} is empty", figure.subtitle);
            for panel in &panels {
                assert!(panel.x.0 < panel.x.1 && panel.y.0 < panel.y.1, "{} {panel:?}", figure.subtitle);
            }
        }
        png(&figure, own, Theme::Light, 1.0).unwrap();
    }
}

#[test]
fn the_card_is_whole_whatever_the_report_holds() {
    for report in [fixture::full(), fixture::poor(), fixture::empty(), fixture::hostile()] {
        let scene = super::card::compose(&report);
        assert_eq!(faults(&scene), Vec::<String>::new());
        assert!(scene.labels().any(|label| label.text.starts_with("Training log only")));
    }
}

#[test]
fn the_card_cuts_none_of_its_own_words() {
    for report in [fixture::full(), fixture::poor(), fixture::empty()] {
        let scene = super::card::compose(&report);
        let cut: Vec<&str> =
            scene.labels().map(|label| label.text.as_str()).filter(|text| text.contains('…')).collect();
        assert_eq!(cut, Vec::<&str>::new());
    }
}

#[test]
fn a_poor_card_is_set_larger_and_its_rows_reach_down_the_page() {
    let title = |scene: &Scene| scene.labels().map(|label| label.face.size).fold(0.0, f64::max);
    let (full, poor) = (super::card::compose(&fixture::full()), super::card::compose(&fixture::poor()));
    assert!(title(&poor) > title(&full), "{} {}", title(&poor), title(&full));
    // Between the lowest sheet and the box of what comes next no row is missing.
    let sheets = poor.marks.iter().filter_map(|mark| match mark {
        super::scene::Mark::Rect { area, fill: Some(fill), stroke: Some(_), .. }
            if fill.role == super::palette::Role::Card =>
        {
            Some(area.bottom())
        }
        _ => None,
    });
    let lowest = sheets.fold(0.0, f64::max);
    assert!(lowest > 1500.0, "{lowest}");
}

#[test]
fn hostile_names_are_inert_in_svg() {
    let mut figure = season().remove(0);
    figure.title = "</script><img src=x onerror=alert(1)>\u{0}\u{202E}\"'&".repeat(200);
    figure.subtitle.clone_from(&figure.title);
    figure.slug = "a\"><script>".into();
    let size = Size { width: 800, height: 400 };
    for text in [
        svg(&figure, size, Theme::Light).unwrap(),
        drawing(&figure, size).unwrap().svg,
        card_svg(&fixture::hostile(), Theme::Dark).unwrap(),
    ] {
        assert!(!text.contains("<img") && !text.contains("</script") && !text.contains("<script"));
        assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202E}'));
        assert!(!text.contains(" style="));
    }
}

#[test]
fn a_drawing_for_the_page_holds_classes_alone_and_ids_of_its_own() {
    for figure in season() {
        let drawing = drawing(&figure, default_size(&figure.content)).unwrap();
        assert!(!drawing.svg.contains("<style") && !drawing.svg.contains("font-family"));
        assert!(drawing.svg.contains(&format!("id=\"fig-{}-1000x", figure.slug)));
        assert!(drawing.svg.contains("role=\"img\""));
        for panel in &drawing.panels {
            assert!(!panel.series.is_empty() && panel.series.iter().all(|(_, points)| points.len() < 6000));
        }
    }
}

#[test]
fn the_same_figure_gives_the_same_bytes() {
    for figure in season() {
        let size = Size { width: 700, height: 420 };
        for theme in Theme::ALL {
            assert!(png(&figure, size, theme, 1.5).unwrap() == png(&figure, size, theme, 1.5).unwrap());
            assert!(svg(&figure, size, theme).unwrap() == svg(&figure, size, theme).unwrap());
        }
    }
}

#[test]
fn a_picture_without_pixels_or_beyond_all_measure_is_refused() {
    let figure = season().remove(0);
    for (width, height, scale) in [
        (0, 10, 1.0),
        (10, 0, 1.0),
        (17_000, 10, 1.0),
        (800, 400, f64::NAN),
        (800, 400, 1e9),
        (800, 400, 0.0),
    ] {
        assert!(matches!(png(&figure, Size { width, height }, Theme::Light, scale), Err(RenderError::Size)));
    }
    // So small that nothing fits: still a picture.
    png(&figure, Size { width: 1, height: 1 }, Theme::Light, 1.0).unwrap();
}

/// Writes every figure of the tests to the folder of `CLIPSTRIDE_GALLERY`, at its own size and on a phone, for someone to
/// look at.
#[test]
#[ignore = "writes pictures to be looked at"]
fn gallery() {
    let Some(folder) = std::env::var_os("CLIPSTRIDE_GALLERY").map(std::path::PathBuf::from) else { return };
    for (index, figure) in season().into_iter().chain(odd()).enumerate() {
        let own = default_size(&figure.content);
        let phone = Size { width: 360, height: own.height.min(480) };
        for (theme, size, name) in [(Theme::Light, own, "light"), (Theme::Dark, phone, "phone")] {
            let path = folder.join(format!("{index:02}-{}-{name}.png", figure.id.name()));
            std::fs::write(path, png(&figure, size, theme, 1.0).unwrap()).unwrap();
        }
    }
    for (name, report) in
        [("full", fixture::full()), ("hostile", fixture::hostile()), ("empty", fixture::empty())]
    {
        let path = folder.join(format!("card-{name}.png"));
        std::fs::write(path, super::card_png(&report, Theme::Light, 0.7).unwrap()).unwrap();
    }
}
