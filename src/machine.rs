//! A machine: its name, and at most one reading of each item.

use crate::item::{Item, Share};
use crate::reading::{Origin, Reading};
use std::borrow::Cow;
use std::sync::Arc;

/// The name of the volume that holds the operating system, whatever its path is.
pub const SYSTEM: &str = "system";

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
    parts: [Arc<Part>; 3],
    row: Option<Row>,
    kept: Vec<String>,
    gaps: &'static [Gap],
}

/// What is known of a machine's processor, its memory or its disks. The machines of a fleet are
/// much alike: those that say the same of one share it.
#[derive(Clone, Debug, Default)]
pub struct Part {
    readings: Vec<(Item, Reading)>,
    /// Where the target volume is.
    target: Option<Mount>,
    /// Other volumes, and the target again, where any are known.
    volumes: Vec<(Mount, Part)>,
}

/// Where a volume is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// Where it is mounted: `/var`, `D:`. `None`: wherever one likes, as on an empty disk.
    pub path: Option<Cow<'static, str>>,
    /// Whether it holds the operating system.
    pub system: bool,
}

impl Mount {
    /// How well it fits a path, or the system: the longer the mount point, the better.
    pub(crate) fn holds(&self, wanted: &str) -> Option<usize> {
        let Some(own) = self.path.as_deref() else { return Some(0) };
        if wanted == SYSTEM {
            return self.system.then_some(0);
        }
        let bare = |path: &str| path.trim_end_matches(['/', '\\']).to_owned();
        let (own, wanted) = (bare(own), bare(wanted));
        let begins = match wanted.get(..own.len()) {
            // Windows minds no case.
            Some(start) if own.get(1..2) == Some(":") => start.eq_ignore_ascii_case(&own),
            start => start == Some(&*own),
        };
        let within = wanted.get(own.len()..).unwrap_or("");
        let within = within.is_empty() || within.starts_with(['/', '\\']);
        (begins && within).then_some(own.len())
    }
}

/// Where a machine stands in a table. A reading of a shared part knows its column only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The table.
    pub of: Arc<Rows>,
    /// Which row it is, from 1.
    pub number: u64,
}

/// The rows of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The file.
    pub source: String,
    /// What a row of it is called: "line", or "Sheet1, row".
    pub what: String,
}

/// A machine as it passes by: what a [`Machine`] is made of, lent for as long as it is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Passing<'p> {
    /// Its name, for reports.
    pub name: &'p str,
    /// The row of a table that it is.
    pub row: Option<(&'p Arc<Rows>, u64)>,
    /// Its parts, in the order of the shares.
    pub parts: [&'p Arc<Part>; 3],
    /// Texts that go along to the reports.
    pub kept: &'p [&'p str],
    /// What its source never holds.
    pub gaps: &'static [Gap],
}

impl Passing<'_> {
    /// The machine, to be held.
    pub fn machine(&self) -> Machine {
        Machine {
            name: self.name.to_owned(),
            parts: self.parts.map(Arc::clone),
            row: self.row.map(|(of, number)| Row { of: of.clone(), number }),
            kept: self.kept.iter().map(|cell| (*cell).to_owned()).collect(),
            gaps: self.gaps,
        }
    }
}

impl Part {
    /// A part of which nothing is known yet.
    pub fn new() -> Part {
        Part::default()
    }

    /// Says where the volume is that its disk readings are about.
    pub fn mounted(&mut self, target: Mount) {
        self.target = Some(target);
    }

    /// Adds what is known of a volume.
    pub fn add_volume(&mut self, mount: Mount, part: Part) {
        self.volumes.push((mount, part));
    }

    /// What is known of the volume that holds a path, or the system.
    pub fn volume(&self, wanted: &str) -> Option<&Part> {
        self.holding(wanted).map(|(_, part)| part)
    }

    /// Where the volume is that holds a path, or the system.
    pub(crate) fn mount(&self, wanted: &str) -> Option<&Mount> {
        self.holding(wanted).map(|(mount, _)| mount)
    }

    /// Where the target volume is.
    pub(crate) fn target(&self) -> Option<&Mount> {
        self.target.as_ref()
    }

    fn holding(&self, wanted: &str) -> Option<(&Mount, &Part)> {
        // An empty disk is not divided any more where volumes are known.
        let is_one = |mount: &&Mount| self.volumes.is_empty() || mount.path.is_some();
        let target = self.target.as_ref().filter(is_one).map(|mount| (mount, self));
        let all = target.into_iter().chain(self.volumes.iter().map(|(mount, part)| (mount, part)));
        let held = all.filter_map(|(mount, part)| Some((mount.holds(wanted)?, (mount, part))));
        held.max_by_key(|(length, _)| *length).map(|(_, held)| held)
    }

    /// How many readings it has.
    pub fn len(&self) -> usize {
        self.readings.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.readings.is_empty() && self.volumes.is_empty()
    }

    /// The reading of an item.
    pub fn get(&self, item: Item) -> Option<&Reading> {
        self.readings.iter().find(|(of, _)| *of == item).map(|(_, reading)| reading)
    }

    /// Sets the reading of an item. A value of another kind than the item's is kept as unclear,
    /// so that no mistake of a source can be judged.
    pub fn put(&mut self, item: Item, mut reading: Reading) {
        if let Ok(known) = &reading.known
            && !known.is(item.kind())
        {
            reading.known = Err(format!("a value that {item} cannot have"));
        }
        match self.readings.iter_mut().find(|(of, _)| *of == item) {
            Some((_, old)) => *old = reading,
            None => self.readings.push((item, reading)),
        }
    }
}

/// Parts are equal that say the same.
impl PartialEq for Part {
    fn eq(&self, other: &Part) -> bool {
        self.len() == other.len()
            && (&self.target, &self.volumes) == (&other.target, &other.volumes)
            && self.readings.iter().all(|(item, reading)| other.get(*item) == Some(reading))
    }
}

impl Eq for Part {}

impl Machine {
    /// A machine of which nothing is known yet.
    pub fn new(name: impl Into<String>) -> Machine {
        let parts = Share::ALL.map(|_| Arc::new(Part::new()));
        Machine { name: name.into(), parts, row: None, kept: Vec::new(), gaps: &[] }
    }

    /// Shows the machine to somebody as it passes.
    pub fn pass<T>(&self, look: impl FnOnce(Passing<'_>) -> T) -> T {
        let kept: Vec<&str> = self.kept.iter().map(String::as_str).collect();
        look(Passing {
            name: &self.name,
            row: self.row.as_ref().map(|row| (&row.of, row.number)),
            parts: self.parts.each_ref(),
            kept: &kept,
            gaps: self.gaps,
        })
    }

    /// Its name, for reports.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its parts, in the order of the shares.
    pub fn parts(&self) -> &[Arc<Part>; 3] {
        &self.parts
    }

    /// The reading of an item; `None` where no source speaks of it.
    pub fn get(&self, item: Item) -> Option<&Reading> {
        self.parts[item.share() as usize].get(item)
    }

    /// The reading of an item of a volume, or of the target volume where none is named.
    pub fn of_volume(&self, item: Item, volume: Option<&str>) -> Option<&Reading> {
        match volume {
            None => self.get(item),
            Some(volume) => self.parts[Share::Disk as usize].volume(volume)?.get(item),
        }
    }

    /// The possibilities of an item, where it was read and understood.
    pub fn known(&self, item: Item) -> Option<&crate::quantity::Known> {
        self.get(item)?.known.as_ref().ok()
    }

    /// Sets the reading of an item, as [`Part::put`] does.
    pub fn put(&mut self, item: Item, reading: Reading) {
        Arc::make_mut(&mut self.parts[item.share() as usize]).put(item, reading);
    }

    /// Where a reading of this machine stood, in full: the row of a table and the column.
    pub fn origin<'o>(&self, reading: &'o Reading) -> Cow<'o, Origin> {
        let origin = &reading.origin;
        match &self.row {
            Some(Row { of, number }) if of.source == origin.source => Cow::Owned(Origin {
                place: format!("{} {number}, {}", of.what, origin.place),
                ..origin.clone()
            }),
            _ => Cow::Borrowed(origin),
        }
    }

    /// Sets everything that is known of one share.
    pub fn set_part(&mut self, share: Share, part: Arc<Part>) {
        self.parts[share as usize] = part;
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
        Item::ALL.iter().filter_map(|item| Some((*item, self.get(*item)?)))
    }
}
