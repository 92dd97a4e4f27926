//! Sources: everything that touches the world to learn about a machine.
//!
//! A source gathers [`Facts`](facts::Facts), texts with the places where they stood; one piece of
//! code understands them, so a spec file and a live reading mean the same.

pub mod cpuinfo;
pub mod encoding;
pub mod facts;
pub mod file;
mod input;
pub mod inventory;
pub mod live;
pub mod memory;
pub mod number;
pub mod spec;
pub mod tools;
pub mod understand;

use crate::fault::nearest;
use crate::machine::Gap;

pub use input::{All, Ask, Entry, Input, Keep, folded};

/// An input format: how a file is recognised and read.
pub struct Format {
    /// What `--input-format` calls it.
    pub id: &'static str,
    /// Its name, for people.
    pub name: &'static str,
    /// What it never holds, and what would supply that.
    pub gaps: &'static [Gap],
    /// Whether a text looks like it.
    pub detect: fn(&str) -> bool,
    /// Reads it.
    pub read: Read,
}

/// How a format is read. The first argument names the file.
pub enum Read {
    /// What a tool printed of one machine or a few, at once.
    Report(fn(&str, &str) -> Result<Vec<Entry>, String>),
    /// A table of machines and the columns to keep, row by row.
    Table(fn(&str, String, &Ask) -> Result<Input, String>),
}

impl Format {
    /// The machines of a text and the columns to keep.
    ///
    /// # Errors
    /// One sentence with the name: the text is not of this format.
    pub fn read(&self, name: &str, text: String, ask: &Ask) -> Result<Input, String> {
        let read = match self.read {
            Read::Table(read) => return read(name, text, ask),
            Read::Report(read) => read,
        };
        let mut entries = read(name, &text)?;
        for entry in &mut entries {
            if let Entry::Machine(facts) = entry {
                facts.gaps = self.gaps;
            }
        }
        Ok(Input {
            headings: Vec::new(),
            columns: Vec::new(),
            entries: Box::new(entries.into_iter()),
        })
    }

    /// Every machine of a text at once.
    ///
    /// # Errors
    /// One sentence with the name: the text is not of this format.
    pub fn all(&self, name: &str, text: &str) -> Result<All, String> {
        Ok(self.read(name, text.to_owned(), &Ask::default())?.all())
    }
}

/// The input formats, tried in this order; the last takes anything.
pub const FORMATS: &[Format] = &[spec::JSON, inventory::CSV, spec::TOML];

/// The format of a text: the one that is asked for, or the first that recognises it.
///
/// # Errors
/// One sentence with the name: no format recognises it, or none is called so.
pub fn format_of(name: &str, text: &str, ask: &Ask) -> Result<&'static Format, String> {
    let ids = || FORMATS.iter().map(|format| format.id).collect::<Vec<_>>().join(", ");
    if let Some(id) = &ask.format {
        let format = FORMATS.iter().find(|format| format.id == id);
        return format.ok_or_else(|| {
            let near = nearest(id, FORMATS.iter().map(|format| format.id));
            let near = near.map(|near| format!("did you mean `{near}`?"));
            let known = near.unwrap_or_else(|| format!("the formats are: {}", ids()));
            format!("--input-format {id}: no such format; {known}")
        });
    }
    let found = FORMATS.iter().find(|format| (format.detect)(text)).unwrap_or(&spec::TOML);
    // The last format takes anything, and what it takes may be none.
    if found.id != spec::TOML.id || spec::is_toml(text) {
        return Ok(found);
    }
    if !ask.map.is_empty() {
        return Ok(&inventory::CSV);
    }
    let near = nearest_formats(text);
    Err(format!(
        "{name}: no format recognises it; nearest is {near}; say which it is with --input-format \
         ID ({})",
        ids()
    ))
}

/// What a text of no known format resembles.
fn nearest_formats(text: &str) -> &'static str {
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(200);
    let share = |is: &dyn Fn(&str) -> bool| lines().filter(|line| is(line)).count() * 2;
    let all = lines().count();
    if share(&|line| line.split([',', ';', '\t']).count() > 2) > all {
        "an inventory in CSV, but its first line is no heading"
    } else if share(&|line| line.contains(':')) > all {
        "the report of a tool, but of none that is known, or not from its beginning"
    } else {
        "a spec file, but no line of it is such as memory = \"128 MB\""
    }
}

/// Opens a file of machines; `-` is standard input. What can be wrong with it as a whole is known
/// before the first machine is taken.
///
/// # Errors
/// One sentence with the file's name: unreadable, not text, not of a known format, no machine.
pub fn open(path: &str, ask: &Ask) -> Result<Input, String> {
    let name = if path == "-" { "standard input" } else { path };
    let text = file::text(path)?;
    if text.trim().is_empty() {
        return Err(format!("{name} is empty; expected a machine, such as memory = \"128 MB\""));
    }
    let mut input = format_of(name, &text, ask)?.read(name, text, ask)?;
    // Notes alone are no machine; what was taken to see that goes back.
    let mut taken = Vec::new();
    for entry in input.entries.by_ref() {
        let machine = !matches!(entry, Entry::Note(_));
        taken.push(entry);
        if machine {
            return Ok(Input {
                entries: Box::new(taken.into_iter().chain(input.entries)),
                ..input
            });
        }
    }
    Err(format!("{name} holds no machine; expected keys such as memory = \"128 MB\""))
}
