//! A run: what the body does ten times a second, and what a watch with a chest strap makes of it.

mod body;
mod laps;
mod watch;

use crate::activity::Session;
use crate::noise::{Lagged, Memory, deviate, wave};
use crate::rng::Rng;
pub use laps::Laps;
use watch::Watch;

/// What the runner does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gait {
    /// Stands, the timer runs.
    Stand,
    /// Stands, the timer is stopped.
    Pause,
    /// Walks.
    Walk,
    /// Runs easily.
    Jog,
    /// Skips.
    Skip,
    /// Strides.
    Stride,
}

/// When a part of the run ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Until {
    /// After so many seconds.
    Seconds(f64),
    /// After so many true metres.
    Metres(f64),
    /// When the watch has measured so many metres and says so; the runner answers 0.8 s later.
    WatchMetres(f64),
    /// When the watch has counted so many seconds and says so; the runner answers 0.8 s later.
    WatchSeconds(f64),
}

/// How long the runner takes to answer the watch, tenths of a second.
const ANSWER: usize = 8;

/// A part of the run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// What the runner does.
    pub gait: Gait,
    /// At this speed, m/s.
    pub speed: f64,
    /// Until then.
    pub until: Until,
    /// The workout step that the watch shows meanwhile.
    pub step: Option<u16>,
}

impl Part {
    /// A part outside of any workout.
    #[must_use]
    pub fn new(gait: Gait, speed: f64, until: Until) -> Self {
        Self { gait, speed, until, step: None }
    }
}

/// How often the watch records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recording {
    /// Each second.
    EverySecond,
    /// Where speed or cadence changes, at least each seventh second.
    Smart,
}

/// One run as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its parts.
    pub parts: Vec<Part>,
    /// True left share of ground contact time, %.
    pub balance: f64,
    /// The runner's cadence at 2.7 m/s, steps/min.
    pub cadence: f64,
    /// Height of the hills, m.
    pub hills: f64,
    /// A strap measures ground contact.
    pub dynamics: bool,
    /// How often the watch records.
    pub recording: Recording,
    /// Who presses the lap button.
    pub laps: Laps,
}

/// A stretch of one rep.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stretch {
    /// From, s after the session's start.
    pub start: f64,
    /// To.
    pub end: f64,
    /// True distance, m.
    pub metres: f64,
}

/// What truly happened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Truth {
    /// Skips and the strides after them, in order.
    pub reps: Vec<(Stretch, Stretch)>,
    /// Distance covered, m.
    pub metres: f64,
}

/// Ticks in a second.
const TICKS: f64 = 10.0;

impl Run {
    /// The session that the watch records, and the truth behind it.
    #[must_use]
    pub fn session(&self, rng: &mut Rng, start: f64) -> (Session, Truth) {
        let path = self.path(rng);
        let mut watch = Watch::new(rng, self);
        let mut pauses = Vec::new();
        for second in path.iter().step_by(TICKS as usize) {
            if second.gait != Gait::Pause {
                watch.second(rng, self, second, start);
            }
        }
        for pair in path.windows(2) {
            if pair[0].gait != Gait::Pause && pair[1].gait == Gait::Pause {
                pauses.push((start + pair[1].at, start + pair[1].at));
            } else if pair[0].gait == Gait::Pause
                && let Some(last) = pauses.last_mut()
            {
                last.1 = start + pair[1].at;
            }
        }
        let end = path.last().map_or(0.0, |tick| tick.at);
        let session = Session {
            sport: 1,
            start,
            end: start + end,
            records: watch.records,
            laps: laps::of(self, rng, &path, start),
            pauses,
            ..Session::default()
        };
        (session, truth(&path))
    }

    /// The run, tick by tick.
    fn path(&self, rng: &mut Rng) -> Vec<Tick> {
        let mut receiver = Lagged::new(0.0, 1.5, 1.0 / TICKS);
        let mut sky = Memory::new(rng, 0.08, 0.98);
        let mut mood = Memory::new(rng, 0.05, 0.998);
        let scale = 1.0 + 0.008 * deviate(rng);
        let mut now = Tick::default();
        // Where the watch began to count the step that it shows.
        let mut mark = now;
        let mut path: Vec<Tick> = Vec::new();
        for (index, part) in self.parts.iter().enumerate() {
            let (from, mut closed) = (now, None::<(usize, Tick)>);
            now.part = index;
            now.gait = part.gait;
            loop {
                path.push(now);
                // The receiver sees the speed of half a second ago.
                let seen = path.len().checked_sub(6).map_or(0.0, |i| path[i].speed);
                let slope = if part.gait == Gait::Jog { 1.0 - 0.02 * self.grade(now.metres) } else { 1.0 };
                let aim = part.speed * slope + mood.step(rng);
                now.speed += (aim - now.speed).clamp(-1.1 / TICKS, 1.3 / TICKS);
                if matches!(part.gait, Gait::Stand | Gait::Pause) {
                    now.speed = 0.0;
                }
                now.metres += now.speed / TICKS;
                let followed = receiver.follow(if part.gait == Gait::Pause { 0.0 } else { seen });
                let error = sky.step(rng);
                now.seen = if followed > 0.5 { followed + error } else { followed };
                now.measured += if part.gait == Gait::Pause { 0.0 } else { scale * now.seen / TICKS };
                now.at = path.len() as f64 / TICKS;
                let (over, delay) = match part.until {
                    Until::Seconds(s) => (now.at - from.at >= s, 0),
                    Until::Metres(m) => (now.metres - from.metres >= m, 0),
                    Until::WatchMetres(m) => (now.measured - mark.measured >= m, ANSWER),
                    Until::WatchSeconds(s) => (now.at - mark.at >= s, ANSWER),
                };
                if over && closed.is_none() {
                    closed = Some((path.len(), now));
                }
                if closed.is_some_and(|(tick, _)| path.len() >= tick + delay) {
                    break;
                }
            }
            mark = closed.map_or(now, |(_, at)| at);
        }
        now.gait = path.last().map_or(Gait::Stand, |tick| tick.gait);
        // A run ends on a whole second.
        while path.len() % TICKS as usize != 1 {
            now.at = path.len() as f64 / TICKS;
            path.push(now);
        }
        path
    }

    /// Height above the sea at a distance, m.
    fn altitude(&self, metres: f64) -> f64 {
        104.0 + self.hills * wave(metres / 900.0) + 2.0 * wave(metres / 2300.0)
    }

    /// The grade there, %.
    fn grade(&self, metres: f64) -> f64 {
        10.0 * (self.altitude(metres + 5.0) - self.altitude(metres - 5.0))
    }
}

/// A tenth of a second.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tick {
    /// Seconds after the session's start.
    at: f64,
    /// The part that it belongs to.
    part: usize,
    gait: Gait,
    /// True speed, m/s.
    speed: f64,
    /// True distance, m.
    metres: f64,
    /// Speed that the watch shows.
    seen: f64,
    /// Distance that the watch shows.
    measured: f64,
}

impl Default for Tick {
    fn default() -> Self {
        Self { at: 0.0, part: 0, gait: Gait::Stand, speed: 0.0, metres: 0.0, seen: 0.0, measured: 0.0 }
    }
}

fn truth(path: &[Tick]) -> Truth {
    let mut stretches: Vec<(Gait, Stretch)> = Vec::new();
    for part in path.chunk_by(|a, b| a.part == b.part) {
        let (first, last) = (part[0], part[part.len() - 1]);
        let stretch = Stretch { start: first.at, end: last.at, metres: last.metres - first.metres };
        stretches.push((first.gait, stretch));
    }
    let reps = stretches.windows(2).filter(|w| w[0].0 == Gait::Skip && w[1].0 == Gait::Stride);
    Truth {
        reps: reps.map(|w| (w[0].1, w[1].1)).collect(),
        metres: path.last().map_or(0.0, |tick| tick.metres),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drill() -> Run {
        let mut parts = vec![Part::new(Gait::Jog, 2.7, Until::Seconds(300.0))];
        for _ in 0..4 {
            parts.push(Part::new(Gait::Skip, 1.9, Until::Metres(15.0)));
            parts.push(Part::new(Gait::Stride, 5.3, Until::Metres(64.0)));
            parts.push(Part::new(Gait::Walk, 1.4, Until::Seconds(50.0)));
        }
        parts.push(Part::new(Gait::Pause, 0.0, Until::Seconds(40.0)));
        parts.push(Part::new(Gait::Jog, 2.7, Until::Seconds(200.0)));
        Run {
            parts,
            balance: 51.2,
            cadence: 164.0,
            hills: 3.0,
            dynamics: true,
            recording: Recording::EverySecond,
            laps: Laps::Auto,
        }
    }

    #[test]
    fn the_truth_holds_every_rep_with_its_metres() {
        let (_, truth) = drill().session(&mut Rng::new(1), 0.0);
        assert_eq!(truth.reps.len(), 4);
        for (skip, stride) in &truth.reps {
            assert!(
                (skip.metres - 15.0).abs() < 0.6 && (stride.metres - 64.0).abs() < 0.6,
                "{skip:?} {stride:?}"
            );
            assert!((skip.end - stride.start).abs() < 0.11);
        }
    }

    #[test]
    fn strides_are_fast_and_quick_and_short_on_the_ground() {
        let (session, truth) = drill().session(&mut Rng::new(2), 0.0);
        for (_, stride) in &truth.reps {
            let inside = session.records.iter().filter(|r| r.at > stride.end - 4.0 && r.at < stride.end);
            for record in inside {
                assert!(record.speed.unwrap() > 3.8 && record.cadence.unwrap() > 90.0, "{record:?}");
                assert!(record.stance_time.unwrap() < 230.0, "{record:?}");
            }
        }
    }

    #[test]
    fn balance_is_the_runners_in_the_mean_and_absent_while_walking() {
        let mut run = drill();
        run.parts = vec![
            Part::new(Gait::Jog, 2.7, Until::Seconds(3000.0)),
            Part::new(Gait::Walk, 1.4, Until::Seconds(100.0)),
        ];
        let (session, _) = run.session(&mut Rng::new(3), 0.0);
        let running: Vec<f64> =
            session.records.iter().filter(|r| r.at > 20.0).filter_map(|r| r.stance_balance).collect();
        let mean = running.iter().sum::<f64>() / running.len() as f64;
        assert!((mean - 51.2).abs() < 0.35, "{mean}");
        assert!(session.records.iter().filter(|r| r.at > 3012.0).all(|r| r.stance_balance.is_none()));
    }

    #[test]
    fn a_watch_that_leads_closes_its_laps_on_the_metres_of_the_step() {
        let mut run = drill();
        run.laps = Laps::Steps;
        let step = |gait, speed, until, step| Part { step: Some(step), ..Part::new(gait, speed, until) };
        run.parts = vec![
            step(Gait::Jog, 2.7, Until::WatchSeconds(120.0), 0),
            step(Gait::Skip, 1.9, Until::WatchMetres(15.0), 1),
            step(Gait::Stride, 5.3, Until::WatchMetres(60.0), 2),
            step(Gait::Walk, 1.4, Until::WatchSeconds(60.0), 3),
            step(Gait::Jog, 2.7, Until::Seconds(120.0), 5),
        ];
        let (session, _) = run.session(&mut Rng::new(4), 0.0);
        let laps: Vec<_> = session.laps.iter().map(|l| (l.step, l.distance)).collect();
        assert_eq!(
            laps.iter().map(|l| l.0).collect::<Vec<_>>(),
            [Some(0), Some(1), Some(2), Some(3), Some(5)]
        );
        assert!((laps[1].1 - 15.0).abs() < 1.0 && (laps[2].1 - 60.0).abs() < 1.0, "{laps:?}");
    }

    #[test]
    fn smart_recording_writes_each_seventh_second_or_oftener() {
        let mut run = drill();
        run.recording = Recording::Smart;
        let (session, _) = run.session(&mut Rng::new(5), 0.0);
        let stamps: Vec<f64> = session.records.iter().map(|r| r.at).collect();
        assert!(stamps.len() < 400);
        let gaps = stamps.windows(2).map(|w| w[1] - w[0]).filter(|gap| *gap > 8.5).count();
        assert_eq!(gaps, 1, "the pause alone");
    }

    #[test]
    fn the_timer_stands_still_in_a_pause() {
        let (session, _) = drill().session(&mut Rng::new(6), 100.0);
        assert_eq!(session.pauses.len(), 1);
        let (from, to) = session.pauses[0];
        assert!((to - from - 40.0).abs() < 0.2);
        assert!(session.records.iter().all(|r| r.at < from + 0.05 || r.at > to - 1.0));
    }
}
