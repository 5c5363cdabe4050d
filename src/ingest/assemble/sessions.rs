//! Each session from its frame.

use super::frame::date;
use super::parts::{laps, lengths, sets};
use super::share::{Share, Shares};
use super::streams::{Gait, Picker, already_steps};
use super::{events, instant, kind};
use crate::ingest::Options;
use crate::ingest::messages::{Entry, Messages};
use crate::ingest::notices::Notices;
use crate::model::{Clock, Notice, NoticeCode, OffsetSource, Session, Span, Sport, Stated, Stream, SubSport};
use crate::units::{
    CrankRate, Elapsed, HeartRate, LeftShare, Metres, Milliseconds, RightShare, Speed, StrideRate, TimerTime,
    Watts,
};
use jiff::tz::Offset;
use std::collections::BTreeMap;

/// Stated timer time and the records' own time may differ by this much, s, and by this share, before it is said.
const LEAST_DISAGREEMENT: f64 = 60.0;
const DISAGREEING_SHARE: f64 = 0.2;

/// With fewer records than this there is nothing to compare.
const ENOUGH_RECORDS: usize = 10;

pub(super) fn make(shares: &Shares<'_>, options: &Options, notices: &mut Notices) -> Vec<Session> {
    let offsets = Offsets::of(shares.messages);
    let mut without_clock = false;
    let mut made = Vec::with_capacity(shares.layout.frames.len());
    for (index, frame) in shares.layout.frames.iter().enumerate() {
        let share = Share { all: shares, index, frame };
        let clock = clock(&share, &offsets, options);
        without_clock |= clock.source == OffsetSource::Utc;
        made.push(one(&share, clock, notices));
    }
    if without_clock {
        notices.push(Notice::new(
            NoticeCode::NoLocalTime,
            "the file does not state its local time: days are taken from UTC; name a zone with --time-zone",
        ));
    }
    made
}

fn one(share: &Share<'_>, clock: Clock, notices: &mut Notices) -> Session {
    let (frame, label) = (share.frame, share.label());
    let (sport, sub_sport) = sport(share);
    let pauses = events::pauses(share);
    let mut picker = Picker::new(*share, &pauses);
    let gait = gait(&sport, &sub_sport);
    let streams = picker.streams(gait);
    if picker.steps_already {
        notices.push(Notice::new(
            NoticeCode::CadenceAlreadySteps,
            format!(
                "the cadence of {label} is more strides than anyone makes at its pace, and so in steps a minute already; it \
                 was not doubled"
            ),
        ));
    }
    if let Some(steps) = picker.may_be_half.filter(|_| sport == Sport::Running) {
        notices.push(Notice::new(
            NoticeCode::CadenceMayBeHalf,
            format!(
                "the cadence of {label} is usually {steps:.0} steps a minute at a running pace: it may count half of the \
                 steps; it was not changed, and such seconds are not judged"
            ),
        ));
    }
    let left_out = picker.left_out();
    if !left_out.is_empty() {
        let list: Vec<String> = left_out.iter().map(|(words, count)| format!("{words} {count}")).collect();
        notices.push(Notice::new(
            NoticeCode::ImplausibleValue,
            format!("values of {label} that cannot be were left out: {}", list.join(", ")),
        ));
    }
    if frame.records == 0 {
        notices.push(Notice::new(
            NoticeCode::SessionWithoutRecords,
            format!("{label} holds no records: only its summary can be judged"),
        ));
    }
    let timer = timer(share, pauses.iter().map(|pause| pause.length()).sum(), notices);
    notices.extend(disagreement(share, &pauses, timer));
    let lengths = lengths(share);
    let entry = frame.entry;
    let number = |field: u8| entry.and_then(|entry| entry.number(field));
    Session {
        name: entry.and_then(|entry| entry.name(110)).or_else(|| sport_name(share)).unwrap_or_default(),
        clock,
        timer,
        elapsed: Elapsed::new(frame.elapsed),
        distance: number(9).map(Metres::new).or_else(|| covered(&streams.distance)),
        laps: laps(share, &lengths),
        lengths,
        pool_length: number(44).filter(|metres| *metres > 0.0).map(Metres::new),
        sets: sets(share),
        positions: events::positions(share),
        stated: entry.map(|entry| stated(entry, gait)).unwrap_or_default(),
        records: frame.records,
        left_out,
        sport,
        sub_sport,
        pauses,
        streams,
    }
}

/// How far the last sample of distance is from the start.
fn covered(distance: &Stream<Metres>) -> Option<Metres> {
    distance.values().last().copied()
}

/// The timer time: stated, else elapsed time without the pauses, s.
fn timer(share: &Share<'_>, paused: f64, notices: &mut Notices) -> TimerTime {
    let frame = share.frame;
    if let Some(stated) = frame.entry.and_then(|entry| entry.number(8)) {
        return TimerTime::new(stated);
    }
    notices.push(Notice::new(
        NoticeCode::NoTimerTime,
        format!(
            "{} does not state its timer time: it was taken from its {} without its pauses",
            share.label(),
            if frame.entry.is_some() { "elapsed time" } else { "records" }
        ),
    ));
    TimerTime::new((frame.elapsed - paused).max(0.0))
}

/// Says where the stated timer time and the records' own time differ grossly.
fn disagreement(share: &Share<'_>, pauses: &[Span], timer: TimerTime) -> Option<Notice> {
    if share.frame.records < ENOUGH_RECORDS || share.frame.entry.is_none() {
        return None;
    }
    let (first, last) = share.frame.recorded.map(|(first, last)| (share.since(first), share.since(last)))?;
    // A pause at either end, where nothing is recorded any more, takes nothing off what is.
    let within =
        |pause: &Span| (pause.end.get().min(last.get()) - pause.start.get().max(first.get())).max(0.0);
    let recorded = last.get() - first.get() - pauses.iter().map(within).sum::<f64>();
    let apart = (recorded - timer.get()).abs();
    (apart > LEAST_DISAGREEMENT && apart > DISAGREEING_SHARE * recorded.max(timer.get())).then(|| {
        Notice::new(
            NoticeCode::TotalsDisagree,
            format!(
                "{} states {:.0} s of timer time, its records cover {recorded:.0} s without its pauses: the stated time \
                 counts",
                share.label(),
                timer.get()
            ),
        )
    })
}

/// Sport and its kind: as the session says; else as a `sport` message or a lap of the same part says.
fn sport(share: &Share<'_>) -> (Sport, SubSport) {
    let frame = share.frame;
    let of_part = |global: u16| share.all.messages.of_part(global, frame.part).first();
    let named = |entry: Option<&Entry>, sport: u8, sub: u8| {
        let entry = entry?;
        let name = entry.name(sport)?;
        Some((
            Sport::from_name(&name),
            SubSport::from_name(&entry.name(sub).unwrap_or_else(|| "generic".to_owned())),
        ))
    };
    named(frame.entry, 5, 6)
        .or_else(|| named(of_part(kind::SPORT), 0, 1))
        .or_else(|| named(of_part(kind::LAP), 25, 39))
        .unwrap_or((Sport::Generic, SubSport::Generic))
}

/// The name that a `sport` message gives; of use only where there is one session.
fn sport_name(share: &Share<'_>) -> Option<String> {
    if !share.alone() {
        return None;
    }
    share.all.messages.of(kind::SPORT).iter().find_map(|entry| entry.name(3))
}

/// What the cadence of a sport counts.
fn gait(sport: &Sport, sub_sport: &SubSport) -> Gait {
    match (sport, sub_sport) {
        (Sport::Running | Sport::Walking | Sport::Hiking | Sport::Transition, _)
        | (_, SubSport::Treadmill | SubSport::IndoorRunning) => Gait::Foot,
        (Sport::Cycling | Sport::EBiking, _) | (_, SubSport::IndoorCycling | SubSport::Spin) => Gait::Crank,
        _ => Gait::Neither,
    }
}

/// Local time less UTC, as the parts of a file state it.
struct Offsets {
    of_part: BTreeMap<u32, Offset>,
    first: Option<Offset>,
}

impl Offsets {
    fn of(messages: &Messages) -> Self {
        // A file that was cut lacks its activity message, which comes last; some devices correlate their clocks earlier.
        let activities = messages.of(kind::ACTIVITY).iter().map(|entry| (entry, 5));
        let stated =
            activities.chain(messages.of(kind::TIMESTAMP_CORRELATION).iter().map(|entry| (entry, 3)));
        let mut offsets = Self { of_part: BTreeMap::new(), first: None };
        for (part, offset) in
            stated.filter_map(|(entry, local)| Some((entry.part, recorded_offset(entry, local)?)))
        {
            offsets.of_part.entry(part).or_insert(offset);
            offsets.first.get_or_insert(offset);
        }
        offsets
    }
}

/// Local time as the file states it, else in the zone that the user named, else UTC.
fn clock(share: &Share<'_>, offsets: &Offsets, options: &Options) -> Clock {
    let start = instant(share.frame.start);
    let recorded = offsets.of_part.get(&share.frame.part).copied().or(offsets.first);
    if let Some(offset) = recorded {
        return Clock { start, offset, source: OffsetSource::Recorded };
    }
    match &options.time_zone {
        Some(zone) => Clock { start, offset: zone.to_offset(start), source: OffsetSource::Given },
        None => Clock { start, offset: Offset::UTC, source: OffsetSource::Utc },
    }
}

/// Local time less UTC, to the quarter of an hour, where it can be an offset that is in use on Earth.
fn recorded_offset(entry: &Entry, local: u8) -> Option<Offset> {
    let local: u32 = entry.raw(local)?;
    let utc = date(entry.time)?;
    let seconds = i64::from(local) - i64::from(utc);
    let quarters = (seconds + 450).div_euclid(900);
    // Twelve hours behind to fourteen ahead.
    if !(-48..=56).contains(&quarters) {
        return None;
    }
    Offset::from_seconds(i32::try_from(quarters * 900).ok()?).ok()
}

/// What the device says of its session.
fn stated(entry: &Entry, gait: Gait) -> Stated {
    let cadence = entry.number(18).map(|whole| whole + entry.number(92).unwrap_or(0.0));
    let speed = entry.number(124).or_else(|| entry.number(14));
    let strides = cadence.map(|value| if already_steps(value, speed) { value / 2.0 } else { value });
    Stated {
        heart_rate: entry.number(16).map(HeartRate::new),
        step_rate: strides.filter(|_| gait == Gait::Foot).map(|value| StrideRate::new(value).steps()),
        crank_rate: cadence.filter(|_| gait == Gait::Crank).map(CrankRate::new),
        speed: speed.map(Speed::new),
        power: entry.number(20).map(Watts::new),
        stance_time: entry.number(91).map(Milliseconds::new),
        stance_balance: entry.number(133).filter(|share| *share <= 100.0).map(LeftShare::new),
        pedal_balance: entry.raw(37).and_then(session_balance),
        active_lengths: entry.raw(47),
    }
}

/// A session's left/right balance: hundredths of a per cent in fourteen bits, and a bit for the right pedal.
fn session_balance(raw: u16) -> Option<LeftShare> {
    let share = f64::from(raw & 0x3FFF) / 100.0;
    (raw & 0x8000 != 0 && share <= 100.0).then(|| RightShare::new(share).left())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_balance_needs_its_side() {
        assert_eq!(session_balance(0x8000 | 5120).map(LeftShare::get), Some(48.8));
        assert_eq!(session_balance(5120), None);
    }
}
