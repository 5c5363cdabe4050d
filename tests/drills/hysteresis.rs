//! The plain detector that the model is compared with: hysteresis on speed and edges at half height, as sketched in the
//! literature on detecting efforts from pace. It is no part of the tool.

use clipstride::drills::{
    Drills, EvidenceLayer, LengthVerdict, MeasuredLength, Rep, Resolution, Skip, Stride, StrideForm,
};
use clipstride::model::{Session, Span};
use clipstride::units::{Elapsed, Quantity};

fn grid<Q: Quantity>(stream: &clipstride::model::Stream<Q>, seconds: usize) -> Vec<Option<f64>> {
    let mut slots = vec![None; seconds];
    let mut last: Option<(f64, f64)> = None;
    for (at, value) in stream.iter() {
        let (at, value) = (at.get(), value.get());
        let (from, before) = last.filter(|(from, _)| at - from < 9.0).unwrap_or((at, value));
        for t in (from.ceil() as usize)..=(at as usize) {
            let part = if at > from { (t as f64 - from) / (at - from) } else { 1.0 };
            if let Some(slot) = slots.get_mut(t) {
                *slot = Some(before + (value - before) * part);
            }
        }
        last = Some((at, value));
    }
    slots
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

fn length(value: f64) -> MeasuredLength {
    MeasuredLength { value, lo: value - 6.0, hi: value + 6.0 }
}

/// Reps by hysteresis: on at 1.35 jogs or 1.2 m/s above the jog, off at 0.85 of that, 5 to 25 s.
pub fn find(session: &Session) -> Drills {
    let seconds = session.elapsed.get() as usize + 1;
    let speed = grid(&session.streams.speed, seconds);
    let cadence = grid(&session.streams.step_rate, seconds);
    let distance = grid(&session.streams.distance, seconds);
    let jogging: Vec<f64> = speed.iter().flatten().copied().filter(|v| *v > 1.9).collect();
    let jog = median(&jogging);
    let jog_cadence = median(&cadence.iter().flatten().copied().filter(|c| *c > 140.0).collect::<Vec<_>>());
    let on = (1.35 * jog).min(jog + 1.2);
    let mut reps = Vec::new();
    let mut t = 0;
    while t < seconds {
        if speed[t].is_none_or(|v| v < on) {
            t += 1;
            continue;
        }
        let start = t;
        while t < seconds && speed[t].is_some_and(|v| v > 0.85 * on) {
            t += 1;
        }
        let inside: Vec<f64> = speed[start..t].iter().flatten().copied().collect();
        let quick: Vec<f64> = cadence[start..t].iter().flatten().copied().collect();
        if !(5..=25).contains(&(t - start)) || (quick.len() > 3 && median(&quick) < jog_cadence + 10.0) {
            continue;
        }
        let top = median(&inside);
        let low = |from: usize, to: usize| {
            median(&speed[from.min(seconds)..to.min(seconds)].iter().flatten().copied().collect::<Vec<_>>())
        };
        let before = low(start.saturating_sub(10), start.saturating_sub(3));
        let after = low(t + 4, t + 12);
        let crossing = |mut from: usize, step: isize, level: f64| -> f64 {
            while let (Some(Some(here)), Some(next)) = (speed.get(from), from.checked_add_signed(step)) {
                let Some(Some(there)) = speed.get(next) else { break };
                if *there < level {
                    return from as f64 + step as f64 * (here - level) / (here - there);
                }
                from = next;
            }
            from as f64
        };
        let middle = usize::midpoint(start, t);
        let from = crossing(middle, -1, (top + before) / 2.0);
        let to = crossing(middle, 1, (top + after) / 2.0);
        let at = |time: f64| -> f64 {
            let low = distance.get(time as usize).copied().flatten().unwrap_or(f64::NAN);
            let high = distance.get(time as usize + 1).copied().flatten().unwrap_or(low);
            low + (high - low) * time.fract()
        };
        let metres = at(to) - at(from);
        if !metres.is_finite() {
            continue;
        }
        let onset = from as usize;
        let mut first = onset;
        while first > 0 && onset - first < 14 && speed[first].is_some_and(|v| (1.2..=2.8).contains(&v)) {
            first -= 1;
        }
        let seen = median(&cadence[first..onset].iter().flatten().copied().collect::<Vec<_>>());
        let odd = (seen - jog_cadence).abs() > 8.0 && (seen - 113.0).abs() > 15.0;
        let span = |from: f64, to: f64| Span { start: Elapsed::new(from), end: Elapsed::new(to) };
        let skip = (onset - first >= 4).then(|| Skip {
            span: span(first as f64, from),
            metres: length(at(from) - at(first as f64)),
            confirmed: odd,
            verdict: LengthVerdict::Uncertain,
        });
        let verdict =
            if (50.0..=80.0).contains(&metres) { LengthVerdict::InRange } else { LengthVerdict::OutOfRange };
        let stride = Stride { span: span(from, to), metres: length(metres), verdict, form: StrideForm::default() };
        reps.push(Rep { skip, stride: Some(stride) });
    }
    Drills { source: EvidenceLayer::Signal, resolution: Resolution::Ok, reps, jog: None }
}
