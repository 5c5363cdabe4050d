//! From TOML to a plan: what the file says is laid over the clinic's plan, and what cannot be is refused with its place.

mod ladder;

use self::ladder::{ladder, times_a_week};
use super::{
    Drill, Exercises, IsoWeek, LadderKind, Origin, Plan, PlanError, Prescription, Race, Strength,
    error::Fault,
    quantity::{Amount, Measured, kind},
    raw::{RawExercises, RawLadder, RawPlan, RawRace, RawStrength},
};
use jiff::civil::Date;
use toml::{Spanned, Value};

const CLINIC: &str = include_str!("clinic.toml");
const STRENGTH: &str = include_str!("strength.toml");

/// The schema that plan files may name.
const SCHEMA: &str = "clipstride/programme/1";

/// The plan file that `programme init` writes: the clinic's own, with every choice in a comment.
#[must_use]
pub fn init_text() -> &'static str {
    CLINIC
}

impl Plan {
    /// The clinic's plan.
    #[must_use]
    pub fn clinic() -> Self {
        // The embedded files are under test: the empty plan is never seen.
        let exercises = clinic_exercises().unwrap_or_default();
        let base = Self { exercises, ..Self::empty() };
        let mut plan = overlay(base.clone(), CLINIC).unwrap_or(base);
        plan.prescriptions.iter_mut().for_each(|prescription| prescription.origin = Origin::Clinic);
        plan
    }

    /// A plan of the user's own: what `text` says, laid over the clinic's plan. `name` stands in front of messages.
    ///
    /// # Errors
    /// [`PlanError`] with line and column where the text is not TOML, names a key that is not known, has a wrong unit, or
    /// describes a ladder that cannot be climbed.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, PlanError> {
        let clinic = Self::clinic();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut plan = overlay(clinic.clone(), text).map_err(|fault| fault.locate(name, text))?;
        // Whatever the file leaves as the clinic has it is still the clinic's.
        for prescription in &mut plan.prescriptions {
            let same = clinic.prescription(&prescription.name).is_some_and(|own| {
                let mine = Prescription { enabled: own.enabled, origin: own.origin, ..prescription.clone() };
                mine == *own
            });
            prescription.origin = if same { Origin::Clinic } else { Origin::PlanFile };
        }
        let same = (plan.drill.skip, plan.drill.stride) == (clinic.drill.skip, clinic.drill.stride);
        plan.drill.origin = if same { Origin::Clinic } else { Origin::PlanFile };
        let same =
            Strength { enabled: true, origin: Origin::Clinic, ..plan.strength.clone() } == clinic.strength;
        plan.strength.origin = if same { Origin::Clinic } else { Origin::PlanFile };
        Ok(plan)
    }

    fn empty() -> Self {
        Self {
            title: String::new(),
            source: String::new(),
            week_one: None,
            ladder: LadderKind::Earned,
            prescriptions: Vec::new(),
            drill: Drill { origin: Origin::Clinic, enabled: true, skip: (10.0, 20.0), stride: (50.0, 80.0) },
            strength: Strength {
                origin: Origin::Clinic,
                enabled: true,
                exercises: Vec::new(),
                machines: Vec::new(),
                times_per_week: None,
            },
            exercises: Exercises::default(),
            races: Vec::new(),
            rest: Vec::new(),
        }
    }
}

fn clinic_exercises() -> Result<Exercises, Fault> {
    let raw: RawExercises = read(STRENGTH)?;
    let mut exercises = Exercises::default();
    exercises.extend(raw.exercise)?;
    Ok(exercises)
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Fault> {
    toml::from_str(text).map_err(|error| Fault::at(error.span().unwrap_or(0..0), error.message().trim()))
}

/// Lays what `text` says over `plan`.
fn overlay(mut plan: Plan, text: &str) -> Result<Plan, Fault> {
    let raw: RawPlan = read(text)?;
    if let Some(schema) = raw.schema.filter(|schema| schema.get_ref() != SCHEMA) {
        let message =
            format!("`{}` is not a schema that is known: this program reads \"{SCHEMA}\"", schema.get_ref());
        return Err(Fault::at(schema.span(), message));
    }
    plan.title = raw.title.unwrap_or(plan.title);
    plan.source = raw.source.unwrap_or(plan.source);
    if let Some(progress) = raw.progress {
        plan.ladder = match progress.get_ref().as_str() {
            "earned" => LadderKind::Earned,
            "calendar" => LadderKind::Calendar,
            other => {
                let message = format!("`{other}` is not a way to progress: use \"earned\" or \"calendar\"");
                return Err(Fault::at(progress.span(), message));
            }
        };
    }
    if let Some(day) = raw.week_one {
        plan.week_one = Some(date("week_one", &day)?);
    }
    for week in raw.rest {
        plan.rest.push(IsoWeek::parse(week.get_ref()).ok_or_else(|| {
            Fault::at(week.span(), format!("`{}` is not an ISO week: write \"2026-W20\"", week.get_ref()))
        })?);
    }
    plan.exercises.extend(raw.exercise)?;
    // In the order of the file, not of the alphabet.
    let mut ladders: Vec<(Spanned<String>, RawLadder)> = raw.ladder.into_iter().collect();
    ladders.sort_by_key(|(name, _)| name.span().start);
    for (name, raw) in ladders {
        let position = plan.prescriptions.iter().position(|known| known.name == *name.get_ref());
        let own = position.map(|index| plan.prescriptions[index].clone());
        let made = ladder(&name, raw, own)?;
        match position.and_then(|index| plan.prescriptions.get_mut(index)) {
            Some(known) => *known = made,
            None => plan.prescriptions.push(made),
        }
    }
    if let Some(raw) = raw.drill {
        plan.drill.enabled = raw.enabled.unwrap_or(plan.drill.enabled);
        plan.drill.skip = metres("skip", raw.skip.as_ref(), plan.drill.skip)?;
        plan.drill.stride = metres("stride", raw.stride.as_ref(), plan.drill.stride)?;
    }
    if let Some(raw) = raw.strength {
        plan.strength = strength(raw, plan.strength, &plan.exercises)?;
    }
    let races = raw.race.into_iter().map(race).collect::<Result<Vec<Race>, Fault>>()?;
    Ok(plan.with_races(&races))
}

fn strength(raw: RawStrength, own: Strength, exercises: &Exercises) -> Result<Strength, Fault> {
    let keys = |given: Option<Vec<Spanned<String>>>, own: Vec<String>| match given {
        None => Ok(own),
        Some(keys) => keys
            .into_iter()
            .map(|key| match exercises.get(key.get_ref()) {
                Some(known) => Ok(known.key.clone()),
                None => {
                    let known: Vec<&str> = exercises.iter().map(|known| known.key.as_str()).collect();
                    let message = format!(
                        "`{}` is not an exercise that is known: add it as [[exercise]], or use one of {}",
                        key.get_ref(),
                        known.join(", ")
                    );
                    Err(Fault::at(key.span(), message))
                }
            })
            .collect(),
    };
    Ok(Strength {
        origin: own.origin,
        enabled: raw.enabled.unwrap_or(own.enabled),
        exercises: keys(raw.exercises, own.exercises)?,
        machines: keys(raw.machines, own.machines)?,
        times_per_week: raw.times_per_week.as_ref().map(times_a_week).transpose()?.or(own.times_per_week),
    })
}

fn metres(key: &str, value: Option<&Spanned<Value>>, own: (f64, f64)) -> Result<(f64, f64), Fault> {
    let Some(value) = value else { return Ok(own) };
    let amount = Amount::read(key, value)?.must_measure(key, Measured::Metres)?;
    if amount.hi <= 0.0 {
        return Err(Fault::at(value.span(), format!("`{key}` must be more than nothing")));
    }
    Ok((amount.lo, amount.hi))
}

fn race(raw: RawRace) -> Result<Race, Fault> {
    Ok(Race { day: date("date", &raw.date)?, name: raw.name.unwrap_or_default() })
}

/// A date, written as TOML's own or as text.
fn date(key: &str, value: &Spanned<Value>) -> Result<Date, Fault> {
    let text = match value.get_ref() {
        Value::Datetime(given) => given.to_string(),
        Value::String(text) => text.clone(),
        other => {
            return Err(Fault::at(
                value.span(),
                format!("`{key}` must be a date, such as 2026-05-03, not {}", kind(other)),
            ));
        }
    };
    text.parse().map_err(|_| Fault::at(value.span(), format!("`{text}` is not a date: write 2026-05-03")))
}

#[cfg(test)]
mod tests;
