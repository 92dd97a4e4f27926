//! Sources: everything that touches the world to learn about a machine.
//!
//! A source gathers [`Facts`](facts::Facts), texts with the places where they stood; one piece of
//! code understands them, so a spec file and a live reading mean the same.

pub mod cpuinfo;
pub mod facts;
pub mod file;
mod input;
pub mod inventory;
pub mod live;
pub mod memory;
pub mod spec;
pub mod understand;

pub use input::{All, Entry, Input, Keep, folded};

/// An input format: how a file is recognised and read.
pub struct Format {
    /// Its name, for people.
    pub name: &'static str,
    /// Whether a text looks like it.
    pub detect: fn(&str) -> bool,
    /// Reads the machines of a text and the columns to keep; the first argument names the file.
    pub read: fn(&str, String, &Keep) -> Result<Input, String>,
}

impl Format {
    /// Every machine of a text at once.
    ///
    /// # Errors
    /// One sentence with the name: the text is not of this format.
    pub fn all(&self, name: &str, text: &str) -> Result<All, String> {
        Ok((self.read)(name, text.to_owned(), &Keep::Nothing)?.all())
    }
}

/// The input formats, tried in this order; the last takes anything.
pub const FORMATS: &[Format] = &[spec::JSON, inventory::CSV, spec::TOML];

/// Opens a file of machines; `-` is standard input. What can be wrong with it as a whole is known
/// before the first machine is taken.
///
/// # Errors
/// One sentence with the file's name: unreadable, not text, not of a known format, no machine.
pub fn open(path: &str, keep: &Keep) -> Result<Input, String> {
    let name = if path == "-" { "standard input" } else { path };
    let text = file::text(path)?;
    if text.trim().is_empty() {
        return Err(format!("{name} is empty; expected a machine, such as memory = \"128 MB\""));
    }
    let format = FORMATS.iter().find(|format| (format.detect)(&text));
    let read = format.map_or(spec::TOML.read, |format| format.read);
    let mut input = read(name, text, keep)?;
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
