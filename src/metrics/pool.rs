//! Pool laps: active lengths, counted.

use super::{Certainty, Doc, Dropped, Estimate, Evidence, Ledger, Measure, Missing, Settings};
use crate::model::{LengthKind, Session};
use crate::units::Unit;

/// Laps swum in any way, drill included. Falls back on the number of active lengths that the device states.
#[must_use]
pub fn laps(session: &Session, settings: &Settings) -> Measure {
    match (session.lengths.is_empty(), session.stated.active_lengths) {
        (false, _) => counted(
            session.lengths.len() - idle(session).samples,
            &[idle(session)],
            "length.length_type",
            settings,
        ),
        (true, Some(stated)) => counted(stated as usize, &[], "session.num_active_lengths", settings),
        (true, None) => Measure::Missing(Missing::NotRecorded),
    }
}

/// Laps logged in drill mode: what Garmin says to use for a kickboard. The number was typed in by the swimmer.
#[must_use]
pub fn drill_laps(session: &Session, settings: &Settings) -> Measure {
    if session.lengths.is_empty() {
        return Measure::Missing(Missing::NotRecorded);
    }
    let drill = session.lengths.iter().filter(|length| length.kind == LengthKind::Drill).count();
    let swum = session.lengths.len() - drill - idle(session).samples;
    let swum = Dropped { reason: "swum in a stroke", samples: swum };
    counted(drill, &[idle(session), swum], "length.swim_stroke", settings)
}

fn idle(session: &Session) -> Dropped {
    let samples = session.lengths.iter().filter(|length| length.kind == LengthKind::Idle).count();
    Dropped { reason: "rest at the wall", samples }
}

fn counted(lengths: usize, dropped: &[Dropped], field: &'static str, settings: &Settings) -> Measure {
    let each = settings.lengths_per_lap.max(1);
    let dropped = dropped.iter().copied().filter(|lot| lot.samples > 0).collect();
    Measure::Known(Estimate {
        value: lengths as f64 / f64::from(each),
        unit: Unit::Laps,
        certainty: Certainty::Counted,
        n: lengths,
        n_eff: None,
        ledger: Ledger { field, rule: format!("lengths counted; {each} to a lap"), used: lengths, dropped },
    })
}

/// What `explain` says of laps.
pub const LAPS_DOC: Doc = Doc {
    title: "Pool laps",
    formula: "Active pool lengths over the configured lengths of a lap.",
    dropped: "Rests at the wall (idle lengths).",
    evidence: Evidence::Medium,
    source: "FIT length messages; else the number of active lengths that the device states.",
    sensor: "A watch in pool-swim mode.",
    limits: "A watch may miss or double lengths, kicking with a board above all. FIT has no word for a kickboard.",
};

/// What `explain` says of drill laps.
pub const DRILL_DOC: Doc = Doc {
    title: "Pool laps logged as drill",
    formula: "Pool lengths whose stroke is drill over the configured lengths of a lap.",
    dropped: "Rests at the wall (idle lengths); lengths swum in a stroke.",
    evidence: Evidence::Medium,
    source: "Garmin advises drill mode for kicking with a board.",
    sensor: "A watch in pool-swim mode, with drill logging.",
    limits: "The distance is typed in by the swimmer, and the times of single lengths are made up by the watch.",
};

#[cfg(test)]
#[allow(clippy::float_cmp)]
mod tests {
    use super::*;
    use crate::metrics::testkit::session;
    use crate::model::{Length, Span, Sport};
    use crate::units::Elapsed;

    fn length(kind: LengthKind) -> Length {
        Length { span: Span { start: Elapsed::new(0.0), end: Elapsed::new(30.0) }, kind, strokes: None }
    }

    #[test]
    fn rests_at_the_wall_are_no_laps() {
        let mut swim = session(Sport::Swimming, 900);
        swim.lengths = vec![
            length(LengthKind::Swum),
            length(LengthKind::Idle),
            length(LengthKind::Drill),
            length(LengthKind::Drill),
        ];
        let settings = Settings::default();
        assert_eq!(laps(&swim, &settings).known().unwrap().value, 3.0);
        assert_eq!(drill_laps(&swim, &settings).known().unwrap().value, 2.0);
        let there_and_back = Settings { lengths_per_lap: 2, ..settings };
        assert_eq!(drill_laps(&swim, &there_and_back).known().unwrap().value, 1.0);
    }

    #[test]
    fn a_swim_without_lengths_falls_back_on_what_the_device_states() {
        let mut swim = session(Sport::Swimming, 900);
        assert_eq!(laps(&swim, &Settings::default()), Measure::Missing(Missing::NotRecorded));
        swim.stated.active_lengths = Some(12);
        assert_eq!(laps(&swim, &Settings::default()).known().unwrap().value, 12.0);
        assert_eq!(drill_laps(&swim, &Settings::default()), Measure::Missing(Missing::NotRecorded));
    }
}
