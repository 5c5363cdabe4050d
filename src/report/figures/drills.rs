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
        .map(|(index, (rep, places))| aligned(rep, places, index + 1, drills.evident()))
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
        subtitle: format!("{} · {}, {words}", super::session_words(one), counted(pairs, strides)),
        content: Content::Drills(DrillStrip {
            speed,
            reps: drills.reps.clone(),
            aligned,
            skip_range: input.drills.skip,
            stride_range: input.drills.stride,
            jog: drills.jog.map(crate::units::Speed::get),
            judged: drills.evident(),
        }),
    })
}

/// `8 pairs`, or `5 pairs and 3 strides alone`: how many strides have their skip.
fn counted(pairs: usize, strides: usize) -> String {
    let pair = |count: usize| format!("{count} pair{}", if count == 1 { "" } else { "s" });
    let stride = |count: usize| format!("{count} stride{}", if count == 1 { "" } else { "s" });
    match (pairs, strides.saturating_sub(pairs)) {
        (pairs, 0) => pair(pairs),
        (0, alone) => format!("{} without a skip", stride(alone)),
        (pairs, alone) => format!("{} and {} without a skip", pair(pairs), stride(alone)),
    }
}

/// A rep over distance, as the drills room aligned it.
fn aligned(rep: &Rep, aligned: Aligned, number: usize, judged: bool) -> AlignedRep {
    AlignedRep {
        number,
        speed: aligned.speed,
        skip_end: aligned.skip_end,
        stride: aligned.stride,
        verdict: rep.stride.as_ref().filter(|_| judged).map(|stride| stride.verdict),
        skip_confirmed: rep.skip.as_ref().is_some_and(|skip| skip.confirmed),
    }
}
