//! One ladder of a plan file: what it counts, whether it can be climbed, and which sessions count.

use super::super::{
    Dose, Ladder, Origin, Prescription, Selection,
    error::Fault,
    quantity::{Amount, Measured, kind},
    raw::RawLadder,
};
use crate::model::{Sport, SubSport};
use std::ops::Range;
use toml::{Spanned, Value};

/// The longest ladder that makes sense, weeks: ten years. A longer one is a slip of a decimal point.
const MOST_WEEKS: u32 = 520;

/// The most sessions a week that make sense: three a day.
const MOST_TIMES: i64 = 21;

/// One ladder, laid over the clinic's of the same name if there is one.
pub(super) fn ladder(
    name: &Spanned<String>,
    raw: RawLadder,
    own: Option<Prescription>,
) -> Result<Prescription, Fault> {
    let here = name.span();
    if !name.get_ref().chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        || name.get_ref().len() > 40
    {
        return Err(Fault::at(here, "a ladder's name is made of up to 40 letters, digits and hyphens"));
    }
    let need = |key: &str, example: &str| {
        Fault::at(
            here.clone(),
            format!("[ladder.{}] needs `{key}`, such as {key} = {example}", name.get_ref()),
        )
    };
    let amount =
        |key: &str, value: Option<&Spanned<Value>>| value.map(|value| Amount::read(key, value)).transpose();
    let start = amount("start", raw.start.as_ref())?;
    let step = amount("step", raw.step.as_ref())?.map(|step| step.single("step")).transpose()?;
    let goal = amount("goal", raw.goal.as_ref())?.map(|goal| goal.single("goal")).transpose()?;
    let own_measure = own.as_ref().map(|own| measured(own.dose));
    // Only another `start` can change what a ladder counts.
    let measure = start.as_ref().map(|start| start.measured).or(own_measure);
    let measure = measure.ok_or_else(|| need("start", "\"10 min\""))?;
    // What the clinic says stands in only where it counts the same thing.
    let same = own.as_ref().filter(|_| own_measure == Some(measure));
    let given = |key: &str, amount: Option<Amount>| {
        amount.map(|amount| amount.must_measure(key, measure)).transpose()
    };
    let (start, step, goal) = (given("start", start)?, given("step", step)?, given("goal", goal)?);
    let spans = [&start, &step, &goal].map(|amount| amount.as_ref().map(|amount| amount.span.clone()));
    let range = start.map(|amount| (amount.lo, amount.hi)).or(same.map(|own| own.start));
    let range = range.ok_or_else(|| need("start", "\"10 min\""))?;
    let (step, goal) = match (step.map(|amount| amount.hi), goal.map(|amount| amount.hi), same) {
        (None, None, None) => (0.0, range.1),
        (step, goal, Some(own)) => (step.unwrap_or(own.step), goal.unwrap_or(own.goal)),
        (Some(step), Some(goal), None) => (step, goal),
        (None, Some(_), None) => return Err(need("step", "\"2 min\"")),
        (Some(_), None, None) => return Err(need("goal", "\"60 min\"")),
    };
    can_be_climbed(range, step, goal, &spans, &here)?;

    let times = raw.times_per_week.as_ref().map(times_a_week).transpose()?;
    let selection = selection(&raw, own.as_ref(), range, &need)?;
    let dose = dose(&raw, measure, same)?;
    Ok(Prescription {
        name: name.get_ref().clone(),
        origin: own.as_ref().map_or(Origin::PlanFile, |own| own.origin),
        enabled: raw.enabled.unwrap_or(own.as_ref().is_none_or(|own| own.enabled)),
        dose,
        start: range,
        step,
        goal,
        times_per_week: times
            .or(own.map(|own| own.times_per_week))
            .ok_or_else(|| need("times_per_week", "3"))?,
        selection,
    })
}

fn measured(dose: Dose) -> Measured {
    match dose {
        Dose::Minutes => Measured::Minutes,
        Dose::Laps { .. } => Measured::Laps,
        Dose::Metres => Measured::Metres,
        Dose::Repetitions => Measured::Repetitions,
    }
}

fn dose(raw: &RawLadder, measure: Measured, same: Option<&Prescription>) -> Result<Dose, Fault> {
    let only_laps = |span: Option<Range<usize>>, key: &str| match span {
        Some(span) if measure != Measured::Laps => Err(Fault::at(
            span,
            format!("`{key}` goes with laps, and this ladder counts {}", measure.words()),
        )),
        _ => Ok(()),
    };
    only_laps(raw.lap_lengths.as_ref().map(Spanned::span), "lap_lengths")?;
    only_laps(raw.drill_only.as_ref().map(Spanned::span), "drill_only")?;
    let own = match same.map(|own| own.dose) {
        Some(Dose::Laps { lap_lengths, drill_only }) => (lap_lengths, drill_only),
        _ => (1, false),
    };
    Ok(match measure {
        Measured::Minutes => Dose::Minutes,
        Measured::Metres => Dose::Metres,
        Measured::Repetitions => Dose::Repetitions,
        Measured::Laps => Dose::Laps {
            lap_lengths: match &raw.lap_lengths {
                None => own.0,
                Some(lengths) => u32::try_from(*lengths.get_ref())
                    .ok()
                    .filter(|lengths| (1..=100).contains(lengths))
                    .ok_or_else(|| Fault::at(lengths.span(), "`lap_lengths` must be 1 (a length) or more"))?,
            },
            drill_only: raw.drill_only.as_ref().map_or(own.1, |only| *only.get_ref()),
        },
    })
}

/// Refuses a ladder that leads nowhere.
fn can_be_climbed(
    (lo, hi): (f64, f64),
    step: f64,
    goal: f64,
    spans: &[Option<Range<usize>>; 3],
    here: &Range<usize>,
) -> Result<(), Fault> {
    let [start_span, step_span, goal_span] = spans;
    let place = |first: &Option<Range<usize>>, second: &Option<Range<usize>>| {
        first.clone().or_else(|| second.clone()).unwrap_or_else(|| here.clone())
    };
    if lo <= 0.0 {
        return Err(Fault::at(place(start_span, goal_span), "`start` must be more than nothing"));
    }
    if goal < hi {
        let message = format!(
            "the ladder ends below its start: `goal` is {goal}, `start` reaches {hi}; raise `goal` or lower `start`"
        );
        return Err(Fault::at(place(goal_span, start_span), message));
    }
    if goal > lo && step <= 0.0 {
        let message =
            "the ladder never rises: `step` must be more than nothing to get from `start` to `goal`";
        return Err(Fault::at(place(step_span, goal_span), message));
    }
    let ladder = Ladder { start: lo, step, goal };
    if ladder.weeks_to_goal() > MOST_WEEKS {
        let message = format!(
            "at this `step` the ladder takes {} weeks to its goal; the longest that makes sense is {MOST_WEEKS}",
            ladder.weeks_to_goal()
        );
        return Err(Fault::at(place(step_span, goal_span), message));
    }
    Ok(())
}

fn selection(
    raw: &RawLadder,
    own: Option<&Prescription>,
    start: (f64, f64),
    need: &dyn Fn(&str, &str) -> Fault,
) -> Result<Selection, Fault> {
    let mut selection = own.map(|own| own.selection.clone()).unwrap_or_default();
    if let Some(sport) = &raw.sport {
        selection.sports = words("sport", sport)?
            .iter()
            .map(|name| match Sport::from_name(name) {
                Sport::Other(name) if !OTHER_SPORTS.contains(&name.as_str()) && name.parse::<u8>().is_err() => {
                    Err(Fault::at(sport.span(), format!("`{name}` is not a sport of the FIT profile: write cycling, running, swimming, rowing, walking, training ..., or its FIT number")))
                }
                sport => Ok(sport),
            })
            .collect::<Result<_, Fault>>()?;
    }
    if selection.sports.is_empty() {
        return Err(need("sport", "\"cycling\""));
    }
    if let Some(sub_sport) = &raw.sub_sport {
        selection.sub_sports =
            words("sub_sport", sub_sport)?.iter().map(|name| SubSport::from_name(name)).collect();
    }
    selection.indoor = raw.indoor.or(selection.indoor);
    let filled = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    selection.name = raw.name.as_ref().map_or(selection.name, filled);
    selection.tag = raw.tag.as_ref().map_or(selection.tag, filled);
    if let Some(longest) = &raw.longest {
        let amount = Amount::read("longest", longest)?
            .single("longest")?
            .must_measure("longest", Measured::Minutes)?;
        let minutes = raw.start.is_none() && own.is_some_and(|own| own.dose == Dose::Minutes)
            || raw.start.as_ref().is_some_and(|start| {
                Amount::read("start", start).is_ok_and(|start| start.measured == Measured::Minutes)
            });
        if minutes && amount.hi < start.0 {
            let message = format!(
                "no session could count: `longest` is {} min, and the first target is {} min",
                amount.hi, start.0
            );
            return Err(Fault::at(longest.span(), message));
        }
        selection.longest = Some(amount.hi);
    }
    if let Some(block) = &raw.block {
        selection.marked_block = match block.get_ref().as_str() {
            "marked" => true,
            "whole" => false,
            other => {
                let message = format!(
                    "`{other}` is not a block: use \"whole\" (the session) or \"marked\" (laps marked as work)"
                );
                return Err(Fault::at(block.span(), message));
            }
        };
    }
    Ok(selection)
}

/// Sports of the FIT profile that no check acts on, by name.
const OTHER_SPORTS: &[&str] = &[
    "alpine_skiing",
    "american_football",
    "baseball",
    "basketball",
    "boating",
    "boxing",
    "cricket",
    "cross_country_skiing",
    "dance",
    "disc_golf",
    "diving",
    "driving",
    "fishing",
    "floor_climbing",
    "flying",
    "golf",
    "hang_gliding",
    "hiit",
    "hockey",
    "horseback_riding",
    "hunting",
    "ice_skating",
    "inline_skating",
    "jump_rope",
    "jumpmaster",
    "kayaking",
    "kitesurfing",
    "lacrosse",
    "meditation",
    "mixed_martial_arts",
    "motorcycling",
    "mountaineering",
    "multisport",
    "paddling",
    "racket",
    "rafting",
    "rock_climbing",
    "rowing",
    "rugby",
    "sailing",
    "sky_diving",
    "snorkeling",
    "snowboarding",
    "snowmobiling",
    "snowshoeing",
    "soccer",
    "stand_up_paddleboarding",
    "surfing",
    "tactical",
    "team_sport",
    "tennis",
    "volleyball",
    "wakeboarding",
    "wakesurfing",
    "water_skiing",
    "water_tubing",
    "wheelchair_push_run",
    "wheelchair_push_walk",
    "windsurfing",
];

pub(super) fn times_a_week(times: &Spanned<i64>) -> Result<u32, Fault> {
    let allowed = Some(*times.get_ref()).filter(|times| (1..=MOST_TIMES).contains(times));
    allowed.and_then(|times| u32::try_from(times).ok()).ok_or_else(|| {
        let message = format!(
            "`times_per_week` must be 1 to {MOST_TIMES}; to switch something off write enabled = false"
        );
        Fault::at(times.span(), message)
    })
}

/// One word or a list of words.
fn words(key: &str, value: &Spanned<Value>) -> Result<Vec<String>, Fault> {
    let fault = |other: &Value| {
        Fault::at(value.span(), format!("`{key}` must be a name or a list of names, not {}", kind(other)))
    };
    match value.get_ref() {
        Value::String(word) => Ok(vec![word.clone()]),
        Value::Array(words) if !words.is_empty() => {
            words.iter().map(|word| word.as_str().map(str::to_owned).ok_or_else(|| fault(word))).collect()
        }
        other => Err(fault(other)),
    }
}
