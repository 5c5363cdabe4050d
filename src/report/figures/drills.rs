//! The drill reps of one run: the strip over time, and the reps over distance.

use crate::drills::Rep;
use crate::model::{Session, Span};
use crate::report::assemble::{Input, Sourced};
use crate::report::figure::{AlignedRep, Content, DrillStrip, Figure, FigureId};
use crate::units::{Elapsed, Metres};

/// How far the aligned reps are drawn: the longest prescribed pair, and a little of what follows.
const ALIGNED_METRES: f64 = 110.0;

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
    let aligned =
        drills.reps.iter().enumerate().filter_map(|(index, rep)| align(session, rep, index + 1)).collect();
    let pairs = drills.reps.iter().filter(|rep| rep.skip.is_some() && rep.stride.is_some()).count();
    let strides = drills.reps.iter().filter(|rep| rep.stride.is_some()).count();
    let words = match drills.source {
        crate::drills::EvidenceLayer::WorkoutSteps => "from the workout's steps",
        crate::drills::EvidenceLayer::Laps => "from laps, edges refined by the signal",
        crate::drills::EvidenceLayer::Signal | crate::drills::EvidenceLayer::None => "from the signal alone",
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

/// A rep over distance, from the start of its skip, or of its stride where there is no skip. The measured lengths place
/// the edges; the recorded distance places the samples.
fn align(session: &Session, rep: &Rep, number: usize) -> Option<AlignedRep> {
    let skip = rep.skip.as_ref();
    let stride = rep.stride.as_ref();
    let start = skip.map(|skip| skip.span.start).or_else(|| stride.map(|stride| stride.span.start))?;
    let end = stride.map(|stride| stride.span.end).or_else(|| skip.map(|skip| skip.span.end))?;
    let window = Span { start, end: Elapsed::new(end.get() + 20.0) };
    let track = session.streams.distance.within(window).join(&session.streams.speed);
    let from = track.values().first().map(|(distance, _)| *distance)?;
    let metres = |distance: Metres| distance.get() - from.get();
    let speed: Vec<(f64, f64)> = track
        .values()
        .iter()
        .map(|(distance, speed)| (metres(*distance), speed.get()))
        .take_while(|(metres, _)| *metres <= ALIGNED_METRES)
        .collect();
    let skip_end = skip.map(|skip| skip.metres.value);
    let at = |time: Elapsed| session.streams.distance.latest(time).map(|(_, distance)| metres(distance));
    let stride_start =
        stride.and_then(|stride| at(stride.span.start)).map(|start| start.max(skip_end.unwrap_or(0.0)));
    Some(AlignedRep {
        number,
        speed,
        skip_end,
        stride: stride_start.zip(stride).map(|(start, stride)| (start, start + stride.metres.value)),
        verdict: stride.map(|stride| stride.verdict),
        skip_confirmed: skip.is_some_and(|skip| skip.confirmed),
    })
}
