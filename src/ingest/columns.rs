//! `record` messages straight into columns.
//!
//! A plan is made once for each definition; a record then costs one pass over its plan and allocates nothing.

use super::channel::{COMPRESSED_SPEED_DISTANCE, Channel, TABLE};
use super::developer::{Description, Developers};
use super::wire::{Base, Message};

/// One column: values and the rows that they stand in, both in the order of the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Column {
    rows: Vec<u32>,
    values: Vec<f64>,
    /// Rows whose value cannot be and was left out.
    implausible: Vec<u32>,
}

/// What of a column belongs together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cells<'a> {
    /// Rows, rising.
    pub(crate) rows: &'a [u32],
    /// Values, one for each row.
    pub(crate) values: &'a [f64],
    /// How many values cannot be and were left out.
    pub(crate) implausible: usize,
}

impl Column {
    /// Puts what belongs to one owner side by side and drops what belongs to nobody; the order of the file stays among the
    /// cells of one.
    fn arrange(&mut self, owner: impl Fn(u32) -> u32) {
        self.implausible.retain(|row| owner(*row) != NOBODY);
        self.implausible.sort_by_key(|row| owner(*row));
        if !self.rows.is_sorted_by_key(|row| owner(*row))
            || self.rows.last().is_some_and(|row| owner(*row) == NOBODY)
        {
            let cells = self.rows.iter().copied().zip(self.values.iter().copied());
            let mut cells: Vec<(u32, f64)> = cells.filter(|(row, _)| owner(*row) != NOBODY).collect();
            cells.sort_by_key(|(row, _)| owner(*row));
            (self.rows, self.values) = cells.into_iter().unzip();
        }
    }

    /// What belongs to `who`, once it was arranged by the same owners.
    fn of(&self, who: u32, owner: impl Fn(u32) -> u32) -> Cells<'_> {
        let span = |rows: &[u32]| {
            let from = rows.partition_point(|row| owner(*row) < who);
            from..rows.partition_point(|row| owner(*row) <= who)
        };
        let own = span(&self.rows);
        Cells {
            rows: &self.rows[own.clone()],
            values: &self.values[own],
            implausible: span(&self.implausible).len(),
        }
    }

    fn put(&mut self, row: u32, value: f64, least: f64, greatest: f64) {
        if (least..=greatest).contains(&value) {
            self.rows.push(row);
            self.values.push(value);
        } else {
            self.implausible.push(row);
        }
    }
}

/// The owner of a row that belongs to nobody. It comes behind every other.
pub(crate) const NOBODY: u32 = u32::MAX;

/// FIT's invalid time.
const NEVER: u32 = u32::MAX;

/// Where a row comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    time: u32,
    /// The part of a chained file.
    pub(crate) part: u32,
}

impl Row {
    fn new(time: Option<u32>, part: u32) -> Self {
        Self { time: time.unwrap_or(NEVER), part }
    }

    /// Its time, s since the FIT epoch; absent where the record has none.
    pub(crate) fn time(self) -> Option<u32> {
        Some(self.time).filter(|time| *time != NEVER)
    }

    /// The same row at another time.
    pub(crate) fn moved(self, shift: impl Fn(u32) -> u32) -> Self {
        Self::new(self.time().map(shift), self.part)
    }
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
    part: u32,
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
    part: u32,
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
    /// Puts what belongs to one owner side by side in every column. `owners` has one for each row.
    pub(crate) fn arrange(&mut self, owners: &[u32]) {
        // A file of one session lies side by side as it is.
        if owners.iter().any(|owner| *owner != 0) {
            let owner = by_row(owners);
            self.native.iter_mut().chain(&mut self.developer).for_each(|column| column.arrange(&owner));
        }
    }

    /// What `who` has of a channel, as the profile's own fields give it.
    pub(crate) fn native(&self, channel: Channel, who: u32, owners: &[u32]) -> Cells<'_> {
        self.native[channel as usize].of(who, by_row(owners))
    }

    /// What `who` has of a channel, as developer fields give it.
    pub(crate) fn developer(&self, channel: Channel, who: u32, owners: &[u32]) -> Cells<'_> {
        self.developer[channel as usize].of(who, by_row(owners))
    }

    /// Takes in one record.
    pub(crate) fn take(&mut self, message: &Message<'_>, developers: &mut Developers) {
        let row = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        self.rows.push(Row::new(message.time, message.part));
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

fn by_row(owners: &[u32]) -> impl Fn(u32) -> u32 {
    |row| usize::try_from(row).ok().and_then(|row| owners.get(row).copied()).unwrap_or(NOBODY)
}

impl Compressed {
    /// Adds what the twelve bits have moved on by, in sixteenths of a metre; gives metres.
    fn add(&mut self, part: u32, raw: u32) -> f64 {
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

    #[test]
    fn each_owner_finds_its_own_cells_in_the_order_of_the_file() {
        let owners = [1, 0, NOBODY, 0, 1, 2];
        let mut column = Column::default();
        (0..6).for_each(|row| column.put(row, f64::from(row), 0.0, 4.0));
        column.arrange(by_row(&owners));
        let of = |who| column.of(who, by_row(&owners));
        assert_eq!(
            (of(0).rows, of(1).rows, of(2).rows),
            ([1, 3].as_slice(), [0, 4].as_slice(), [].as_slice())
        );
        assert_eq!((of(1).values, of(1).implausible, of(2).implausible), ([0.0, 4.0].as_slice(), 0, 1));
    }
}
