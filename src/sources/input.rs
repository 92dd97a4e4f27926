//! What a file of machines holds, entry by entry: a fleet flows through and is never held.

use super::facts::Facts;
use super::inventory::heading::fold;
use crate::fault::nearest;
use std::collections::{HashMap, HashSet};

/// The entries of a file, and the columns of it that go along to the reports.
pub struct Input {
    /// The names of all its columns, kept or not.
    pub headings: Vec<String>,
    /// The names of the kept columns; each machine has a cell for each.
    pub columns: Vec<String>,
    /// The entries, in the order of the file.
    pub entries: Box<dyn Iterator<Item = Entry>>,
}

/// One entry of a file.
#[derive(Debug)]
pub enum Entry {
    /// A machine.
    Machine(Facts),
    /// Something that was not used: one sentence with its place.
    Note(String),
    /// A machine that could not be read at all: one sentence with its place.
    Bad(String),
}

impl Input {
    /// Everything at once, for the few machines that are judged together.
    pub fn all(self) -> All {
        let mut all = All::default();
        for entry in self.entries {
            match entry {
                Entry::Machine(facts) => all.machines.push(facts),
                Entry::Note(note) => all.notes.push(note),
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
pub fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn same(a: &str, b: &str) -> bool {
    folded(a) == folded(b)
}
