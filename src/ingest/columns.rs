//! `record` messages straight into columns.
//!
//! A plan is made once for each definition; a record then costs one pass over its plan and allocates nothing.

use super::channel::{COMPRESSED_SPEED_DISTANCE, Channel, TABLE};
use super::developer::{Description, Developers};
use super::wire::{Base, Message};

/// One column: values and the rows that they stand in, both in the order of the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Column {
    /// Rows, rising.
    pub(crate) rows: Vec<u32>,
    /// Values, one for each row.
    pub(crate) values: Vec<f64>,
    /// Rows whose value cannot be and was left out.
    pub(crate) implausible: Vec<u32>,
}

impl Column {
    fn put(&mut self, row: u32, value: f64, least: f64, greatest: f64) {
        if (least..=greatest).contains(&value) {
            self.rows.push(row);
            self.values.push(value);
        } else {
            self.implausible.push(row);
        }
    }
}

/// Where a row comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// Its time, s since the FIT epoch; absent where the record has none.
    pub(crate) time: Option<u32>,
    /// The part of a chained file.
    pub(crate) part: usize,
}

/// All `record` messages of a file.
#[derive(Debug)]
pub(crate) struct Records {
    /// One row for each record.
    pub(crate) rows: Vec<Row>,
    native: Vec<Column>,
    developer: Vec<Column>,
    plans: [Option<Plan>; 16],
    next_plan: usize,
    compressed: Compressed,
}

#[derive(Debug)]
struct Plan {
    id: u32,
    part: usize,
    steps: Vec<Step>,
    developer: Vec<DeveloperStep>,
    compressed: Option<usize>,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    at: usize,
    base: Base,
    channel: Channel,
    scale: f64,
    offset: f64,
    least: f64,
    greatest: f64,
}

#[derive(Debug)]
struct DeveloperStep {
    at: usize,
    channel: Channel,
    factor: f64,
    least: f64,
    greatest: f64,
    description: Description,
}

/// What compressed distance has come to: its twelve bits roll over every 256 m.
#[derive(Debug, Default)]
struct Compressed {
    part: usize,
    total: u32,
    last: Option<u32>,
}

impl Default for Records {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            native: vec![Column::default(); Channel::COUNT],
            developer: vec![Column::default(); Channel::COUNT],
            plans: [const { None }; 16],
            next_plan: 0,
            compressed: Compressed::default(),
        }
    }
}

impl Records {
    /// A channel as the profile's own fields give it.
    pub(crate) fn native(&self, channel: Channel) -> &Column {
        &self.native[channel as usize]
    }

    /// A channel as developer fields give it.
    pub(crate) fn developer(&self, channel: Channel) -> &Column {
        &self.developer[channel as usize]
    }

    /// Takes in one record.
    pub(crate) fn take(&mut self, message: &Message<'_>, developers: &mut Developers) {
        let row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.rows.push(Row { time: message.time, part: message.part });
        let plan = self.plan(message, developers);
        let Some(Some(plan)) = self.plans.get(plan) else { return };
        let (body, big) = (message.body, message.definition.big);
        for step in &plan.steps {
            let Some(raw) = body.get(step.at..).and_then(|bytes| step.base.number(bytes, big)) else {
                continue;
            };
            let value = raw / step.scale - step.offset;
            self.native[step.channel as usize].put(row, value, step.least, step.greatest);
        }
        for step in &plan.developer {
            let Some(value) = body.get(step.at..).and_then(|bytes| step.description.value(bytes, big)) else {
                continue;
            };
            let value = value * step.factor;
            self.developer[step.channel as usize].put(row, value, step.least, step.greatest);
        }
        if let Some(&[low, middle, high]) =
            plan.compressed.and_then(|at| body.get(at..)).and_then(|bytes| bytes.first_chunk())
            && (low, middle, high) != (0xFF, 0xFF, 0xFF)
        {
            let speed = u32::from(low) | u32::from(middle & 0x0F) << 8;
            let metres = self.compressed.add(message.part, u32::from(middle) >> 4 | u32::from(high) << 4);
            self.native[Channel::Speed as usize].put(row, f64::from(speed) / 100.0, 0.0, 100.0);
            self.native[Channel::Distance as usize].put(row, metres, 0.0, f64::INFINITY);
        }
    }

    /// The index of the plan for the message's definition, which is made where there is none yet.
    fn plan(&mut self, message: &Message<'_>, developers: &mut Developers) -> usize {
        let definition = message.definition;
        let fits = |plan: &Option<Plan>| {
            plan.as_ref().is_some_and(|plan| plan.id == definition.id && plan.part == message.part)
        };
        if let Some(found) = self.plans.iter().position(fits) {
            return found;
        }
        let fields = &definition.fields;
        let has = |number: u8| fields.iter().any(|field| field.number == number);
        let mut steps = Vec::new();
        for field in fields {
            let Some(base) = field.base() else { continue };
            for known in TABLE.iter().filter(|known| known.number == field.number) {
                if (known.element + 1) * base.size() <= field.size {
                    steps.push(Step {
                        at: field.at + known.element * base.size(),
                        base,
                        channel: known.channel,
                        scale: known.scale,
                        offset: known.offset,
                        least: known.least,
                        greatest: known.greatest,
                    });
                }
            }
        }
        let developer = definition.developer.iter().filter_map(|field| {
            let (target, description) = developers.target(message, *field)?;
            let step = DeveloperStep {
                at: field.at,
                channel: target.channel,
                factor: target.factor,
                least: target.least,
                greatest: target.greatest,
                description,
            };
            Some(step)
        });
        let developer = developer.collect();
        let compressed = fields
            .iter()
            .find(|field| field.number == COMPRESSED_SPEED_DISTANCE && field.size == 3)
            .filter(|_| !has(5) && !has(6))
            .map(|field| field.at);
        let slot = self.next_plan;
        self.next_plan = (slot + 1) % self.plans.len();
        self.plans[slot] = Some(Plan { id: definition.id, part: message.part, steps, developer, compressed });
        slot
    }
}

impl Compressed {
    /// Adds what the twelve bits have moved on by, in sixteenths of a metre; gives metres.
    fn add(&mut self, part: usize, raw: u32) -> f64 {
        if self.part != part {
            *self = Self { part, ..Self::default() };
        }
        // The first value counts from zero, as it does in the device.
        self.total = self.total.saturating_add(raw.wrapping_sub(self.last.unwrap_or(0)) & 0x0FFF);
        self.last = Some(raw);
        f64::from(self.total) / 16.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compressed_distance_rolls_over() {
        let mut distance = Compressed::default();
        assert!((distance.add(0, 4000) - 250.0).abs() < 1e-12);
        assert!((distance.add(0, 64) - 260.0).abs() < 1e-12);
        assert!((distance.add(0, 64) - 260.0).abs() < 1e-12);
        assert!((distance.add(1, 16) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_value_that_cannot_be_is_counted() {
        let mut column = Column::default();
        column.put(0, 50.0, 0.0, 100.0);
        column.put(1, 150.0, 0.0, 100.0);
        assert_eq!((column.values.len(), column.implausible.as_slice()), (1, [1].as_slice()));
    }
}
