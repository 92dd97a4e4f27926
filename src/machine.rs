//! A machine: its name, and at most one reading of each item.

use crate::item::Item;
use crate::reading::Reading;
use std::collections::BTreeMap;

/// What the source of a machine never holds, and the step that would supply it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The items of which the source does not speak.
    pub items: &'static [Item],
    /// What would: one sentence, in the imperative, without a full stop.
    pub step: &'static str,
}

/// What is known of one machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    name: String,
    readings: BTreeMap<Item, Reading>,
    kept: Vec<String>,
    gaps: &'static [Gap],
}

impl Machine {
    /// A machine of which nothing is known yet.
    pub fn new(name: impl Into<String>) -> Machine {
        Machine { name: name.into(), readings: BTreeMap::new(), kept: Vec::new(), gaps: &[] }
    }

    /// Its name, for reports.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The reading of an item; `None` where no source speaks of it.
    pub fn get(&self, item: Item) -> Option<&Reading> {
        self.readings.get(&item)
    }

    /// The possibilities of an item, where it was read and understood.
    pub fn known(&self, item: Item) -> Option<&crate::quantity::Known> {
        self.get(item)?.known.as_ref().ok()
    }

    /// Sets the reading of an item. A value of another kind than the item's is kept as unclear,
    /// so that no mistake of a source can be judged.
    pub fn put(&mut self, item: Item, mut reading: Reading) {
        if let Ok(known) = &reading.known
            && !known.is(item.kind())
        {
            reading.known = Err(format!("a value that {item} cannot have"));
        }
        self.readings.insert(item, reading);
    }

    /// Notes what its source never holds.
    pub fn lack(&mut self, gaps: &'static [Gap]) {
        self.gaps = gaps;
    }

    /// The step that would supply an item of which its source never speaks.
    pub fn step(&self, item: Item) -> Option<&'static str> {
        self.gaps.iter().find(|gap| gap.items.contains(&item)).map(|gap| gap.step)
    }

    /// Texts that go along to the reports and are never judged: a price, a location.
    pub fn keep(&mut self, cells: Vec<String>) {
        self.kept = cells;
    }

    /// The text of the n-th kept column; empty where this machine has none.
    pub fn kept(&self, column: usize) -> &str {
        self.kept.get(column).map_or("", String::as_str)
    }

    /// All readings, in the order of the items.
    pub fn readings(&self) -> impl Iterator<Item = (Item, &Reading)> {
        self.readings.iter().map(|(item, reading)| (*item, reading))
    }
}
