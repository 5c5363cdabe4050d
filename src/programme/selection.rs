//! Which sessions count for a prescription, and for how much.

use super::Dose;
use crate::model::{Intensity, Lap, LapTrigger, LengthKind, Session, SetKind, Sport, SubSport, Workout};
use crate::units::Metres;

/// Which sessions count. Every demand that is made must be met.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Selection {
    /// One of these sports.
    pub sports: Vec<Sport>,
    /// One of these kinds of sport; empty: any.
    pub sub_sports: Vec<SubSport>,
    /// Indoors only, or outdoors only.
    pub indoor: Option<bool>,
    /// This text in the name of the session or of the workout, in any case of letters.
    pub name: Option<String>,
    /// This word as `#word` in the name, or as the name of a folder or a part of the file's name.
    pub tag: Option<String>,
    /// No longer than this, minutes of timer time.
    pub longest: Option<f64>,
    /// Only the time, distance or laps inside marked blocks count.
    pub marked_block: bool,
}

/// A session, with what else its file says of it.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// The session.
    pub session: &'a Session,
    /// The workout that was followed.
    pub workout: Option<&'a Workout>,
    /// Where the file was found.
    pub path: &'a str,
}

/// What a session is to a prescription.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Counted {
    /// The prescription does not speak of it.
    No,
    /// It counts, for so much.
    Value(f64),
    /// It is meant, yet the file cannot say how much it was.
    NotAssessable,
}

impl Selection {
    /// What `candidate` is to a prescription that counts `dose`.
    #[must_use]
    pub fn count(&self, candidate: Candidate<'_>, dose: Dose) -> Counted {
        let session = candidate.session;
        let meant = self.sports.contains(&session.sport)
            && (self.sub_sports.is_empty() || self.sub_sports.contains(&session.sub_sport))
            && self.indoor.is_none_or(|indoor| indoor == is_indoor(&session.sub_sport))
            && self.longest.is_none_or(|longest| session.timer.minutes() <= longest)
            && self.name.as_ref().is_none_or(|name| names(candidate).any(|text| contains(text, name)))
            && self.tag.as_ref().is_none_or(|tag| has_tag(candidate, tag));
        if !meant {
            return Counted::No;
        }
        let blocks: Option<Vec<&Lap>> = self.marked_block.then(|| marked(&session.laps));
        if blocks.as_ref().is_some_and(Vec::is_empty) {
            return Counted::No;
        }
        amount(session, blocks.as_deref(), dose)
    }
}

/// How much a session, or its marked blocks, was.
fn amount(session: &Session, blocks: Option<&[&Lap]>, dose: Dose) -> Counted {
    let known = |value: Option<f64>| {
        value
            .filter(|value| value.is_finite() && *value >= 0.0)
            .map_or(Counted::NotAssessable, Counted::Value)
    };
    match (dose, blocks) {
        (Dose::Minutes, None) => known((session.timer.get() > 0.0).then(|| session.timer.minutes())),
        (Dose::Minutes, Some(blocks)) => known(Some(blocks.iter().map(|lap| lap.timer.minutes()).sum())),
        (Dose::Metres, None) => known(session.distance.map(Metres::get)),
        (Dose::Metres, Some(blocks)) => known(blocks.iter().map(|lap| lap.distance.map(Metres::get)).sum()),
        (Dose::Laps { lap_lengths, drill_only }, _) if session.sport == Sport::Swimming => {
            pool_laps(session, lap_lengths, drill_only)
        }
        (Dose::Laps { .. }, None) => known(Some(pressed(&session.laps).count() as f64)),
        (Dose::Laps { .. }, Some(blocks)) => known(Some(blocks.len() as f64)),
        (Dose::Repetitions, _) => {
            let counted: Vec<u32> = session
                .sets
                .iter()
                .filter(|set| set.kind == SetKind::Active)
                .filter_map(|set| set.repetitions)
                .collect();
            known((!counted.is_empty()).then(|| counted.iter().map(|reps| f64::from(*reps)).sum()))
        }
    }
}

/// Whole laps of a swim. A swim without a length that counts is not meant; one without any length cannot be judged if
/// it was a pool swim.
fn pool_laps(session: &Session, lap_lengths: u32, drill_only: bool) -> Counted {
    if session.lengths.is_empty() {
        let pool = session.sub_sport == SubSport::LapSwimming;
        return if pool { Counted::NotAssessable } else { Counted::No };
    }
    let counts = |kind: LengthKind| match kind {
        LengthKind::Drill => true,
        LengthKind::Swum => !drill_only,
        LengthKind::Idle => false,
    };
    let lengths = session.lengths.iter().filter(|length| counts(length.kind)).count();
    if lengths == 0 {
        return Counted::No;
    }
    Counted::Value((lengths / (lap_lengths.max(1) as usize)) as f64)
}

/// Laps that the athlete ended with the button.
fn pressed(laps: &[Lap]) -> impl Iterator<Item = &Lap> {
    laps.iter().filter(|lap| lap.trigger == LapTrigger::Manual)
}

/// The marked blocks. A followed workout marks work by its intensity; else the lap button is pressed when a block
/// starts and when it ends, so that every second lap is a block.
fn marked(laps: &[Lap]) -> Vec<&Lap> {
    let easy = [Intensity::Rest, Intensity::Warmup, Intensity::Cooldown, Intensity::Recovery];
    if laps.iter().any(|lap| easy.contains(&lap.intensity)) {
        let work = [Intensity::Active, Intensity::Interval];
        return laps.iter().filter(|lap| work.contains(&lap.intensity)).collect();
    }
    pressed(laps).skip(1).step_by(2).collect()
}

/// Whether a kind of sport is done indoors.
fn is_indoor(sub_sport: &SubSport) -> bool {
    match sub_sport {
        SubSport::IndoorCycling
        | SubSport::Spin
        | SubSport::Treadmill
        | SubSport::IndoorRunning
        | SubSport::VirtualActivity
        | SubSport::LapSwimming => true,
        SubSport::Other(name) => name.starts_with("indoor"),
        _ => false,
    }
}

fn names(candidate: Candidate<'_>) -> impl Iterator<Item = &str> {
    [Some(candidate.session.name.as_str()), candidate.workout.map(|workout| workout.name.as_str())]
        .into_iter()
        .flatten()
}

fn contains(text: &str, wanted: &str) -> bool {
    text.to_lowercase().contains(&wanted.to_lowercase())
}

/// Whether a name holds `#tag`, or the path holds the tag as a word.
fn has_tag(candidate: Candidate<'_>, tag: &str) -> bool {
    let tag = tag.trim_start_matches('#').to_lowercase();
    let word = |c: char| c.is_alphanumeric() || c == '-';
    let hashed = names(candidate).any(|name| {
        let name = name.to_lowercase();
        name.split('#').skip(1).any(|rest| rest.split(|c| !word(c)).next() == Some(tag.as_str()))
    });
    let path = candidate.path.to_lowercase();
    // A tag may itself hold a hyphen (`clip-in`), and a file name may use hyphens between words: both ways are tried.
    let in_path = path.split(|c| !word(c)).any(|part| part == tag)
        || path.split(|c: char| !c.is_alphanumeric()).any(|part| part == tag);
    hashed || in_path
}

#[cfg(test)]
mod tests;
