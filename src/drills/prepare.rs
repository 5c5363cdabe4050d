//! From a session's channels to one even grid of seconds, and to the track of distance that lengths are read from.

use crate::model::{Session, Span, Stream};
use crate::signal::{median, quantile};
use crate::units::Quantity;

/// A silence up to this many seconds is bridged on the grid: smart recording writes every 7 s at most.
const BRIDGE: f64 = 9.0;

/// No runner gains or loses speed faster than this, m/s² (docs/sources.md, "Finding drills"): what does is a spike.
const HARDEST: f64 = 4.0;

/// No runner of these drills is faster than this, m/s.
const FASTEST: f64 = 9.0;

/// A run on a grid of whole seconds. A second without a value is `None`.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    /// Speed as the device gives it, m/s.
    pub(super) speed: Vec<Option<f64>>,
    /// Speed from increments of distance, m/s.
    pub(super) pace: Vec<Option<f64>>,
    /// Steps a minute.
    pub(super) cadence: Vec<Option<f64>>,
    /// Vertical oscillation, mm.
    pub(super) oscillation: Vec<Option<f64>>,
    /// Ground contact time, ms.
    pub(super) contact: Vec<Option<f64>>,
    /// Distance against time.
    pub(super) track: Track,
}

/// Distance against time, as recorded.
#[derive(Debug, Clone, Default)]
pub(super) struct Track {
    /// Pieces of travel, in order.
    pub(super) pieces: Vec<Piece>,
}

/// What was travelled between two samples.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// From, s.
    pub(super) from: f64,
    /// To, s.
    pub(super) to: f64,
    /// Metres.
    pub(super) metres: f64,
}

impl Piece {
    pub(super) fn speed(self) -> f64 {
        self.metres / (self.to - self.from)
    }
}

impl Track {
    /// The pieces that touch `from..to`.
    pub(super) fn between(&self, from: f64, to: f64) -> &[Piece] {
        let first = self.pieces.partition_point(|piece| piece.to <= from);
        let last = self.pieces.partition_point(|piece| piece.from < to);
        self.pieces.get(first..last).unwrap_or_default()
    }

    /// The usual time between two samples, s.
    pub(super) fn usual_step(&self) -> f64 {
        let steps: Vec<f64> = self.pieces.iter().map(|piece| piece.to - piece.from).collect();
        median(&steps).unwrap_or(1.0)
    }

    /// Whether no stride could hold the samples that measure it: records as often as every 4 s are the exception.
    pub(super) fn too_sparse(&self) -> bool {
        let steps: Vec<f64> = self.pieces.iter().map(|piece| piece.to - piece.from).collect();
        quantile(&steps, 0.1).is_some_and(|step| step > 3.5)
    }

    /// How many samples lie in `from..to`.
    pub(super) fn samples(&self, from: f64, to: f64) -> usize {
        self.pieces.iter().filter(|piece| from <= piece.to && piece.to <= to).count()
    }

    /// Metres between two times: pieces that are cut count in proportion, silences count nothing.
    pub(super) fn metres(&self, from: f64, to: f64) -> f64 {
        self.between(from, to)
            .iter()
            .map(|piece| piece.speed() * (piece.to.min(to) - piece.from.max(from)).max(0.0))
            .sum()
    }
}

impl Run {
    /// Puts a session on the grid.
    pub(super) fn of(session: &Session) -> Self {
        let streams = &session.streams;
        let end = streams
            .speed
            .at()
            .last()
            .into_iter()
            .chain(streams.distance.at().last())
            .map(|at| at.get())
            .fold(0.0, f64::max);
        // A day of seconds is more than any run; a wild time stamp must not take all memory.
        let seconds = (end.clamp(0.0, 86_400.0) as usize) + 1;
        let own = pieces(&streams.distance, &session.pauses);
        let from_speed = integrated(&streams.speed, &session.pauses);
        let pieces = if own.len() * 2 > from_speed.len() { own } else { from_speed };
        let mut run = Self {
            speed: grid(&streams.speed, seconds),
            pace: vec![None; seconds],
            cadence: grid(&streams.step_rate, seconds),
            oscillation: grid(&streams.vertical_oscillation, seconds),
            contact: grid(&streams.stance_time, seconds),
            track: Track { pieces: without_spikes(pieces) },
        };
        for piece in &run.track.pieces {
            let speed = piece.speed();
            for second in (piece.from.floor().max(0.0) as usize)..(piece.to.ceil().max(0.0) as usize) {
                if let Some(slot) = run.pace.get_mut(second + 1) {
                    *slot = Some(speed);
                }
            }
        }
        if run.speed.iter().flatten().count() * 2 < run.pace.iter().flatten().count() {
            run.speed.clone_from(&run.pace);
        }
        run
    }

    /// Seconds on the grid.
    pub(super) fn seconds(&self) -> usize {
        self.speed.len()
    }
}

/// A stream on the grid of seconds: straight lines between samples of one run.
fn grid<Q: Quantity>(stream: &Stream<Q>, seconds: usize) -> Vec<Option<f64>> {
    let mut slots = vec![None; seconds];
    let mut last: Option<(f64, f64)> = None;
    let mut gaps = stream.gaps().iter().map(|gap| gap.next).peekable();
    for (index, (at, value)) in stream.iter().enumerate() {
        let (at, value) = (at.get(), value.get());
        let broken = gaps.next_if_eq(&index).is_some();
        let (from, before) = match last {
            Some((from, before)) if !broken && at - from <= BRIDGE => (from, before),
            _ => (at, value),
        };
        let mut second = from.ceil().max(0.0);
        while second <= at {
            let part = if at > from { (second - from) / (at - from) } else { 1.0 };
            if let Some(slot) = slots.get_mut(second as usize) {
                *slot = Some(before + (value - before) * part);
            }
            second += 1.0;
        }
        last = Some((at, value));
    }
    slots
}

/// Travel between neighbouring samples of distance. Pauses and long silences hold none.
fn pieces(distance: &Stream<crate::units::Metres>, pauses: &[Span]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(distance.len());
    for (times, metres) in distance.runs() {
        for (time, metre) in times.windows(2).zip(metres.windows(2)) {
            if let ([from, to], [before, after]) = (time, metre) {
                let span = Span { start: *from, end: *to };
                let paused = pauses.iter().any(|pause| pause.overlaps(span));
                if !paused && span.length() <= BRIDGE {
                    let metres = (after.get() - before.get()).max(0.0);
                    pieces.push(Piece { from: from.get(), to: to.get(), metres });
                }
            }
        }
    }
    pieces
}

/// The same from speed, where no distance is recorded. A speed stands for the second before it.
fn integrated(speed: &Stream<crate::units::Speed>, pauses: &[Span]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(speed.len());
    for (times, speeds) in speed.runs() {
        for (time, speed) in times.windows(2).zip(speeds.windows(2)) {
            if let ([from, to], [before, after]) = (time, speed) {
                let span = Span { start: *from, end: *to };
                if span.length() <= BRIDGE && !pauses.iter().any(|pause| pause.overlaps(span)) {
                    let mean =
                        if span.length() > 1.5 { (before.get() + after.get()) / 2.0 } else { after.get() };
                    pieces.push(Piece { from: from.get(), to: to.get(), metres: mean * span.length() });
                }
            }
        }
    }
    pieces
}

/// Takes out what no runner can have travelled: a piece that is far faster than both its neighbours gets their mean.
fn without_spikes(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let speeds: Vec<f64> = pieces.iter().map(|piece| piece.speed()).collect();
    for index in 0..pieces.len() {
        let around: Vec<f64> = (index.saturating_sub(3)..(index + 4).min(speeds.len()))
            .filter(|other| other.abs_diff(index) >= 1)
            .filter_map(|other| speeds.get(other).copied())
            .collect();
        let (Some(piece), Some(usual)) = (pieces.get_mut(index), median(&around)) else { continue };
        let seconds = piece.to - piece.from;
        let speed = piece.speed();
        if speed > FASTEST || (speed - usual) > HARDEST * seconds.max(1.0) {
            piece.metres = usual.min(FASTEST) * seconds;
        }
    }
    pieces
}

/// A robust standard deviation: 1.4826 times the median distance from the median.
pub(super) fn spread(values: &[f64]) -> Option<f64> {
    let middle = median(values)?;
    let away: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    median(&away).map(|away| 1.4826 * away)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(speeds: &[f64]) -> Vec<Piece> {
        let piece = |(t, speed): (usize, &f64)| Piece { from: t as f64, to: t as f64 + 1.0, metres: *speed };
        speeds.iter().enumerate().map(piece).collect()
    }

    #[test]
    fn a_jump_of_the_position_is_not_travel() {
        let clean = without_spikes(pieces(&[3.0, 3.0, 3.0, 24.0, 3.0, 3.0, 3.0]));
        assert!(clean.iter().all(|piece| (piece.metres - 3.0).abs() < 1e-9), "{clean:?}");
    }

    #[test]
    fn speeding_up_into_a_stride_is_no_spike() {
        let speeds = [2.0, 2.0, 2.0, 3.0, 4.5, 5.5, 6.0, 6.0, 6.0];
        let kept = without_spikes(pieces(&speeds));
        assert!(kept.iter().zip(speeds).all(|(piece, speed)| (piece.metres - speed).abs() < 1e-9));
    }

    #[test]
    fn a_piece_that_is_cut_counts_in_proportion() {
        let track = Track { pieces: pieces(&[2.0, 4.0, 6.0]) };
        assert!((track.metres(0.5, 2.25) - (1.0 + 4.0 + 1.5)).abs() < 1e-9);
        assert!((track.metres(-5.0, 50.0) - 12.0).abs() < 1e-9);
        assert_eq!(track.samples(0.5, 2.5), 2);
    }

    #[test]
    fn quantiles_of_nothing_are_nothing() {
        assert_eq!(median(&[]), None);
        assert_eq!(spread(&[]), None);
        assert_eq!(quantile(&[1.0, 2.0, 3.0], 0.25), Some(1.5));
        assert!((spread(&[1.0, 2.0, 3.0, 4.0, 100.0]).unwrap() - 1.4826).abs() < 1e-9);
    }
}
