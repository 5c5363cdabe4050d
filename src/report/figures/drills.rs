//! The drill reps of one run: the strip over time, and the reps over distance.

use crate::drills::{Aligned, EvidenceLayer, Rep, align};
use crate::report::figure::{AlignedRep, Content, DrillStrip, Figure, FigureId};
use crate::report::{Input, Sourced};

/// The strip and the aligned reps; none where no rep was found.
pub(super) fn drills(one: &Sourced<'_>, input: &Input<'_>) -> Option<Figure> {
    let (session, drills) = (one.judged.session, one.judged.drills);
    if drills.reps.is_empty() {
        return None;
    }
    let speed = session
        .streams
        .speed
        .runs()
        .map(|(at, values)| at.iter().zip(values).map(|(at, speed)| (at.get(), speed.get())).collect())
        .collect();
    let aligned = drills
        .reps
        .iter()
        .zip(align(session, drills))
        .enumerate()
        .map(|(index, (rep, places))| aligned(rep, places, index + 1))
        .collect();
    let pairs = drills.reps.iter().filter(|rep| rep.skip.is_some() && rep.stride.is_some()).count();
    let strides = drills.reps.iter().filter(|rep| rep.stride.is_some()).count();
    let words = match drills.source {
        EvidenceLayer::WorkoutSteps => "from the workout's steps",
        EvidenceLayer::Laps => "from laps, edges refined by the signal",
        EvidenceLayer::Signal | EvidenceLayer::None => "from the signal alone",
    };
    Some(Figure {
        id: FigureId::Drills,
        slug: format!("drills-{}", super::slug(one.judged.id)),
        title: "Skip, then stride".to_owned(),
        subtitle: format!(
            "{} · {pairs} pair{} in {strides} stride{}, {words}",
            super::session_words(one),
            if pairs == 1 { "" } else { "s" },
            if strides == 1 { "" } else { "s" }
        ),
        content: Content::Drills(DrillStrip {
            speed,
            reps: drills.reps.clone(),
            aligned,
            skip_range: input.drills.skip,
            stride_range: input.drills.stride,
            jog: drills.jog.map(crate::units::Speed::get),
        }),
    })
}

/// A rep over distance, as the drills room aligned it.
fn aligned(rep: &Rep, aligned: Aligned, number: usize) -> AlignedRep {
    AlignedRep {
        number,
        speed: aligned.speed,
        skip_end: aligned.skip_end,
        stride: aligned.stride,
        verdict: rep.stride.as_ref().map(|stride| stride.verdict),
        skip_confirmed: rep.skip.as_ref().is_some_and(|skip| skip.confirmed),
    }
}
