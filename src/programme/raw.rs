//! A plan file as it is written, before it is understood. Keys that are not listed here are refused.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::{Spanned, Value};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPlan {
    pub(super) schema: Option<Spanned<String>>,
    pub(super) title: Option<String>,
    pub(super) source: Option<String>,
    pub(super) progress: Option<Spanned<String>>,
    pub(super) week_one: Option<Spanned<Value>>,
    #[serde(default)]
    pub(super) rest: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) ladder: BTreeMap<Spanned<String>, RawLadder>,
    pub(super) drill: Option<RawDrill>,
    pub(super) strength: Option<RawStrength>,
    #[serde(default)]
    pub(super) race: Vec<RawRace>,
    #[serde(default)]
    pub(super) exercise: Vec<RawExercise>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLadder {
    pub(super) enabled: Option<bool>,
    pub(super) sport: Option<Spanned<Value>>,
    pub(super) sub_sport: Option<Spanned<Value>>,
    pub(super) start: Option<Spanned<Value>>,
    pub(super) step: Option<Spanned<Value>>,
    pub(super) goal: Option<Spanned<Value>>,
    pub(super) times_per_week: Option<Spanned<i64>>,
    pub(super) lap_lengths: Option<Spanned<i64>>,
    pub(super) drill_only: Option<Spanned<bool>>,
    pub(super) indoor: Option<bool>,
    pub(super) name: Option<String>,
    pub(super) tag: Option<String>,
    pub(super) longest: Option<Spanned<Value>>,
    pub(super) block: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDrill {
    pub(super) enabled: Option<bool>,
    pub(super) skip: Option<Spanned<Value>>,
    pub(super) stride: Option<Spanned<Value>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStrength {
    pub(super) enabled: Option<bool>,
    pub(super) exercises: Option<Vec<Spanned<String>>>,
    pub(super) machines: Option<Vec<Spanned<String>>>,
    pub(super) times_per_week: Option<Spanned<i64>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRace {
    pub(super) date: Spanned<Value>,
    pub(super) name: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExercises {
    pub(super) exercise: Vec<RawExercise>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExercise {
    pub(super) key: Spanned<String>,
    pub(super) title: Option<String>,
    pub(super) kind: Option<Spanned<String>>,
    pub(super) fit: Option<Vec<(u16, u16)>>,
    pub(super) near: Option<Vec<(u16, u16)>>,
    pub(super) text: Option<Vec<String>>,
}
