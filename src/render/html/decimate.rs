//! Thins what a page need not hold: at most so many points a series, with every peak kept.

use crate::report::Rep;
use crate::report::figure::{Content, DrillStrip, Figure, Trace};

/// How many points a series may have in the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Limit {
    /// Of raw samples, which are drawn faintly.
    pub(super) samples: usize,
    /// Of the running mean.
    pub(super) smooth: usize,
}

impl Limit {
    /// For a page with `sessions` sessions: the more there are, the fewer points each of them needs to be told apart.
    pub(super) fn for_sessions(sessions: usize) -> Self {
        if sessions <= 60 { Self { samples: 600, smooth: 400 } } else { Self { samples: 320, smooth: 200 } }
    }

    /// For a phone: a drawing of some 250 px shows no more than this.
    pub(super) fn narrow(self) -> Self {
        Self { samples: self.samples.min(240), smooth: self.smooth.min(160) }
    }
}

/// The figure with its series thinned; figures without long series come back as they are.
pub(super) fn thin(figure: &Figure, limit: Limit) -> Figure {
    let content = match &figure.content {
        Content::Traces(traces) => {
            Content::Traces(traces.iter().map(|trace| thin_trace(trace, limit)).collect())
        }
        Content::Drills(strip) => Content::Drills(DrillStrip {
            speed: thin_between(&strip.speed, &around(&strip.reps), limit.samples),
            reps: strip.reps.clone(),
            aligned: strip.aligned.clone(),
            ..*strip
        }),
        other => other.clone(),
    };
    Figure { content, ..figure.clone() }
}

fn thin_trace(trace: &Trace, limit: Limit) -> Trace {
    Trace {
        samples: thin_runs(&trace.samples, limit.samples),
        smooth: thin_runs(&trace.smooth, limit.smooth),
        ..trace.clone()
    }
}

/// Thins runs between gaps together, each by its share of the points.
pub(super) fn thin_runs(runs: &[Vec<(f64, f64)>], limit: usize) -> Vec<Vec<(f64, f64)>> {
    let all: usize = runs.iter().map(Vec::len).sum();
    runs.iter()
        .map(|run| {
            let share = (run.len() * limit).div_ceil(all.max(1));
            thin_run(run, share.max(2))
        })
        .collect()
}

/// Every second of a rep counts, and those before and after it, s.
const AROUND: f64 = 4.0;

/// When the reps are, each with what is around it.
fn around(reps: &[Rep]) -> Vec<(f64, f64)> {
    let parts =
        |rep: &Rep| [rep.skip.as_ref().map(|skip| skip.span), rep.stride.as_ref().map(|stride| stride.span)];
    let spans = reps.iter().flat_map(parts).flatten();
    spans.map(|span| (span.start.get() - AROUND, span.end.get() + AROUND)).collect()
}

/// Thins what lies outside the spans: a skip of seven seconds would be two points.
fn thin_between(runs: &[Vec<(f64, f64)>], spans: &[(f64, f64)], limit: usize) -> Vec<Vec<(f64, f64)>> {
    let within = |(at, _): &(f64, f64)| spans.iter().any(|(from, to)| from <= at && at <= to);
    let between: usize = runs.iter().flatten().filter(|point| !within(point)).count();
    runs.iter()
        .map(|run| {
            let parts = run.chunk_by(|one, next| within(one) == within(next));
            parts
                .flat_map(|part| match part.first() {
                    Some(first) if !within(first) => {
                        thin_run(part, ((part.len() * limit).div_ceil(between.max(1))).max(2))
                    }
                    _ => part.to_vec(),
                })
                .collect()
        })
        .collect()
}

/// At most about `limit` points: of each bucket its lowest and its highest, in order, and both ends of the run.
fn thin_run(run: &[(f64, f64)], limit: usize) -> Vec<(f64, f64)> {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return Vec::new() };
    if run.len() <= limit {
        return run.to_vec();
    }
    let buckets = (limit / 2).max(1);
    let size = run.len().div_ceil(buckets);
    let mut kept = vec![*first];
    for bucket in run.chunks(size) {
        let by_value = |a: &&(f64, f64), b: &&(f64, f64)| a.1.total_cmp(&b.1);
        if let (Some(low), Some(high)) = (bucket.iter().min_by(by_value), bucket.iter().max_by(by_value)) {
            let (earlier, later) = if low.0 <= high.0 { (low, high) } else { (high, low) };
            kept.extend([*earlier, *later]);
        }
    }
    kept.push(*last);
    kept.dedup();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave(length: usize) -> Vec<(f64, f64)> {
        (0..length).map(|i| (i as f64, (i as f64 / 40.0).sin() + (i % 7) as f64 / 100.0)).collect()
    }

    #[test]
    fn the_peaks_and_the_ends_stay() {
        let mut run = wave(10_000);
        run[7_777].1 = 99.0;
        run[3_333].1 = -99.0;
        let thinned = thin_run(&run, 400);
        assert!(thinned.len() <= 404);
        assert!(thinned.contains(&(7_777.0, 99.0)) && thinned.contains(&(3_333.0, -99.0)));
        assert_eq!((thinned.first(), thinned.last()), (run.first(), run.last()));
    }

    #[test]
    fn time_still_rises_and_nothing_is_invented() {
        let run = wave(5_003);
        let thinned = thin_run(&run, 300);
        assert!(thinned.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(thinned.iter().all(|point| run.contains(point)));
    }

    #[test]
    fn the_seconds_of_a_rep_stay_whole_and_the_rest_is_thinned() {
        let seconds: Vec<(f64, f64)> = (0..4_000).map(|i| (f64::from(i), f64::from(i % 9))).collect();
        let spans = [(1_000.0, 1_030.0), (1_200.0, 1_230.0)];
        let thinned = thin_between(std::slice::from_ref(&seconds), &spans, 200).concat();
        assert!(thinned.len() < 280, "{}", thinned.len());
        for (from, to) in spans {
            assert_eq!(thinned.iter().filter(|(at, _)| from <= *at && *at <= to).count(), 31);
        }
        assert!(thinned.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn gaps_stay_gaps_and_short_runs_stay_whole() {
        let thinned = thin_runs(&[wave(9_000), Vec::new(), wave(3)], 300);
        assert_eq!(thinned.len(), 3);
        assert!(thinned[0].len() > 250 && thinned[1].is_empty());
        assert_eq!(thin_runs(&[wave(50)], 300)[0].len(), 50);
    }
}
