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
    let format = FORMATS.iter().find(|format| (format.detect)(&text));
    let mut input = format.unwrap_or(&spec::TOML).read(name, text, ask)?;
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
