//! What a file of machines holds, entry by entry: a fleet flows through and is never held.

use super::facts::Facts;
use super::inventory::Columns;
use super::inventory::heading::fold;
use super::meter::Meter;
use super::understand::{self, Scope};
use crate::check::{self, Batches, Judged, Show, ShowVerdicts};
use crate::evaluate::parts::Judge;
use crate::fault::nearest;
use crate::item::{Item, Share};
use crate::machine::{Machine, Part, Passing};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// An entry of a file, as it stands.
pub type Entry = check::Entry<Facts>;

/// The entries of a file, and the columns of it that go along to the reports.
pub struct Input {
    /// The format that it is in: its id.
    pub format: &'static str,
    /// The encoding of a text; empty of anything else.
    pub encoding: &'static str,
    /// What the columns of a table mean.
    pub table: Option<Columns>,
    /// The names of all its columns, kept or not.
    pub headings: Vec<String>,
    /// The names of the kept columns; each machine has a cell for each.
    pub columns: Vec<String>,
    /// The entries, in the order of the file.
    pub batches: Box<dyn Iterator<Item = Box<dyn Batch>> + Send>,
}

/// Some entries of a file.
pub trait Batch: Send {
    /// What each says, as it stands.
    fn facts(self: Box<Self>) -> Vec<Entry>;

    /// Whether there is nothing in it but notes.
    fn is_empty(&self) -> bool;

    /// Shows what each means. This is what [`understand::machine`] makes of the facts, by a shorter way
    /// where there is one.
    fn machines(self: Box<Self>, how: &How, show: Show<'_>) {
        for entry in self.facts() {
            entry.map(|facts| how.understand(facts)).pass(show);
        }
    }

    /// Shows what a judge says of each, by a shorter way where there is one.
    fn verdicts(self: Box<Self>, how: &How, judge: &mut Judge<'_>, show: ShowVerdicts<'_>) {
        check::verdicts(|machines| self.machines(how, machines), judge, show);
    }
}

impl Batch for Vec<Entry> {
    fn facts(self: Box<Self>) -> Vec<Entry> {
        *self
    }

    fn is_empty(&self) -> bool {
        self.iter().all(|entry| matches!(entry, Entry::Note(_) | Entry::Told(_)))
    }
}

/// Entries whose kept cells stand elsewhere.
struct Placed {
    batch: Box<dyn Batch>,
    /// The place of each cell among those of the batch.
    places: Arc<[Option<usize>]>,
}

impl Placed {
    fn over(batch: Box<dyn Batch>, places: &Arc<[Option<usize>]>) -> Box<dyn Batch> {
        match places.iter().enumerate().all(|(n, place)| *place == Some(n)) {
            true => batch,
            false => Box::new(Placed { batch, places: places.clone() }),
        }
    }
}

/// Cells in the order of their places; empty ones where there is none.
fn placed<'c>(places: &[Option<usize>], cells: &[&'c str]) -> Vec<&'c str> {
    let cell = |place: &Option<usize>| place.and_then(|n| cells.get(n).copied());
    places.iter().map(|place| cell(place).unwrap_or_default()).collect()
}

impl Batch for Placed {
    fn facts(self: Box<Self>) -> Vec<Entry> {
        let place = |mut facts: Facts| {
            let cell = |place: &Option<usize>| place.and_then(|n| facts.kept.get(n).cloned());
            facts.kept = self.places.iter().map(|p| cell(p).unwrap_or_default()).collect();
            facts
        };
        self.batch.facts().into_iter().map(|entry| entry.map(place)).collect()
    }

    fn machines(self: Box<Self>, how: &How, show: Show<'_>) {
        self.batch.machines(how, &mut |entry| match entry {
            check::Entry::Machine(machine) => {
                let kept = placed(&self.places, machine.kept);
                show(check::Entry::Machine(Passing { kept: &kept, ..machine }));
            }
            other => show(other),
        });
    }

    fn verdicts(self: Box<Self>, how: &How, judge: &mut Judge<'_>, show: ShowVerdicts<'_>) {
        self.batch.verdicts(how, judge, &mut |entry| match entry {
            check::Entry::Machine(judged) => {
                let kept = placed(&self.places, judged.kept);
                show(check::Entry::Machine(Judged { kept: &kept, ..judged }));
            }
            other => show(other),
        });
    }

    fn is_empty(&self) -> bool {
        self.batch.is_empty()
    }
}

/// Every name once, in the spelling that comes first.
fn union<'n>(names: impl Iterator<Item = &'n String>) -> Vec<String> {
    let mut met = HashSet::new();
    names.filter(|name| met.insert(folded(name))).cloned().collect()
}

/// Entries, and how they are to be understood.
struct Understood {
    batch: Box<dyn Batch>,
    how: Arc<How>,
    meter: Arc<Meter>,
}

impl check::Batch for Understood {
    fn machines(self: Box<Self>, show: Show<'_>) {
        let mut met = 0;
        self.batch.machines(&self.how, &mut |entry| {
            met += 1;
            show(entry);
        });
        self.meter.add_machines(met);
    }

    fn verdicts(self: Box<Self>, judge: &mut Judge<'_>, show: ShowVerdicts<'_>) {
        let mut met = 0;
        self.batch.verdicts(&self.how, judge, &mut |entry| {
            met += 1;
            show(entry);
        });
        self.meter.add_machines(met);
    }
}

/// How facts are to be understood.
#[derive(Clone, Debug, Default)]
pub struct How {
    /// Which machine is meant.
    pub scope: Scope,
    /// What the user states instead of what is read.
    pub stated: Vec<(Item, String)>,
}

impl How {
    /// Understands the facts of a machine.
    pub fn understand(&self, mut facts: Facts) -> Machine {
        facts.set(&self.stated);
        understand::machine(&facts, self.scope)
    }

    /// Understands what some facts say of one share of a machine.
    pub fn part(&self, mut facts: Facts, share: Share) -> Part {
        facts.set(&self.stated);
        understand::part(&facts, self.scope, share)
    }
}

impl Input {
    /// Entries of a file without columns.
    pub fn of(entries: Vec<Entry>) -> Input {
        let batch: Box<dyn Batch> = Box::new(entries);
        let batches = Box::new(std::iter::once(batch));
        Input {
            format: "",
            encoding: "",
            table: None,
            headings: Vec::new(),
            columns: Vec::new(),
            batches,
        }
    }

    /// Inputs as one: a machine of one has no cell for a column of another.
    pub fn together(inputs: Vec<Input>) -> Input {
        let columns = union(inputs.iter().flat_map(|input| &input.columns));
        let headings = union(inputs.iter().flat_map(|input| &input.headings));
        let all = columns.clone();
        let batches = inputs.into_iter().flat_map(move |input| {
            let own = input.columns.iter().enumerate();
            let own: HashMap<String, usize> = own.map(|(n, name)| (folded(name), n)).collect();
            let place = |column: &String| own.get(&folded(column)).copied();
            let places: Arc<[Option<usize>]> = all.iter().map(place).collect();
            input.batches.map(move |batch| Placed::over(batch, &places))
        });
        Input { headings, columns, batches: Box::new(batches), ..Input::of(Vec::new()) }
    }

    /// The machines, for a check.
    pub fn understood(self, how: How, meter: Arc<Meter>) -> Batches {
        let how = Arc::new(how);
        let understood = move |batch| Understood { batch, how: how.clone(), meter: meter.clone() };
        Box::new(self.batches.map(move |batch| Box::new(understood(batch)) as _))
    }

    /// Everything at once, for the few machines that are judged together.
    pub fn all(self) -> All {
        let mut all = All::default();
        for entry in self.batches.flat_map(Batch::facts) {
            match entry {
                Entry::Machine(facts) => all.machines.push(facts),
                Entry::Note(note) => all.notes.push(note),
                Entry::Told(_) => {}
                Entry::Bad(why) => {
                    all.notes.push(why);
                    all.bad += 1;
                }
            }
        }
        all
    }
}

/// Everything that a file holds.
#[derive(Debug, Default)]
pub struct All {
    /// The machines, in the order of the file.
    pub machines: Vec<Facts>,
    /// What in the file was not used, one sentence each with its place.
    pub notes: Vec<String>,
    /// How many machines could not be read at all; each is told in a note.
    pub bad: usize,
}

/// How a user wants files of machines to be read.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// The columns to keep.
    pub keep: Keep,
    /// Columns whose meaning the user states: what a spec file calls it, and the heading.
    pub map: Vec<(String, String)>,
    /// The format, where it is not to be recognised: its id.
    pub format: Option<String>,
    /// Whether to leave unsaid how each file is read: of a folder of them that would be much.
    pub hush: bool,
    /// What counts how far the reading is.
    pub meter: Arc<Meter>,
}

impl From<Keep> for Ask {
    fn from(keep: Keep) -> Ask {
        Ask { keep, ..Ask::default() }
    }
}

impl Ask {
    /// Refuses a column whose meaning is stated and that no input has.
    ///
    /// # Errors
    /// One sentence with the nearest, or with the columns that there are.
    pub fn mapped_in(&self, there: &[String]) -> Result<(), String> {
        let has = |heading: &str| there.iter().any(|name| fold(name) == fold(heading));
        let Some((meaning, heading)) = self.map.iter().find(|(_, heading)| !has(heading)) else {
            return Ok(());
        };
        let what = format!("--map {meaning}={heading}: no such column");
        Err(missing(&what, heading, there))
    }
}

/// A column that there is not, with the nearest or all that there are.
fn missing(what: &str, name: &str, there: &[String]) -> String {
    let near = nearest(name, there.iter().map(String::as_str));
    let near = near.map(|near| format!("; did you mean \"{near}\"?"));
    let all = || match there.is_empty() {
        true => "; the input has no columns".to_owned(),
        false => format!("; the columns are: {}", there.join(", ")),
    };
    format!("{what}{}", near.unwrap_or_else(all))
}

/// Which further columns of an input go along to the reports: a price, a location.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// None.
    #[default]
    Nothing,
    /// Every one that no reading is taken from.
    Everything,
    /// These, by their names, in this order.
    These(Vec<String>),
}

impl Keep {
    /// The columns to keep among all those of an input, of which some are understood.
    pub fn among(
        &self,
        all: &[String],
        understood: impl Fn(usize) -> bool,
    ) -> Vec<(usize, String)> {
        let at = |wanted: &String| {
            let column = all.iter().position(|name| same(name, wanted))?;
            Some((column, all[column].clone()))
        };
        match self {
            Keep::Nothing => Vec::new(),
            Keep::These(names) => names.iter().filter_map(at).collect(),
            Keep::Everything => {
                let named = all.iter().enumerate().filter(|(_, name)| !name.trim().is_empty());
                apart(named.filter(|(n, _)| !understood(*n)), all)
            }
        }
    }

    /// Refuses a name that no input has.
    ///
    /// # Errors
    /// One sentence with the columns that there are.
    pub fn found_in(&self, columns: &[String], there: &[String]) -> Result<(), String> {
        let Keep::These(names) = self else { return Ok(()) };
        let unknown = names.iter().find(|name| !columns.iter().any(|column| same(column, name)));
        let Some(name) = unknown else { return Ok(()) };
        Err(missing(&format!("--keep {name}: no such column"), name, there))
    }
}

/// Columns by names that tell them apart: the second "price" is "price (2)".
fn apart<'n>(
    columns: impl Iterator<Item = (usize, &'n String)>,
    all: &[String],
) -> Vec<(usize, String)> {
    let written: HashSet<String> = all.iter().map(|name| folded(name)).collect();
    let mut met: HashMap<String, usize> = HashMap::new();
    let named = columns.map(|(n, name)| {
        let times = met.entry(folded(name)).or_default();
        loop {
            *times += 1;
            let given = if *times == 1 { name.clone() } else { format!("{name} ({times})") };
            if *times == 1 || !written.contains(&folded(&given)) {
                return (n, given);
            }
        }
    });
    named.collect()
}

/// The name of a column as it is compared: whatever its case and the blanks around it.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn same(a: &str, b: &str) -> bool {
    folded(a) == folded(b)
}
