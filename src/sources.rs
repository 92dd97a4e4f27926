//! Sources: everything that touches the world to learn about a machine.
//!
//! A source gathers [`Facts`], texts with the places where they stood; one piece of
//! code understands them, so a spec file and a live reading mean the same.

pub mod cpuinfo;
pub mod facts;
pub mod file;
pub mod live;
pub mod memory;
pub mod spec;
pub mod understand;

use facts::Facts;

/// An input format: how a file is recognised and read.
pub struct Format {
    /// Its name, for people.
    pub name: &'static str,
    /// Whether a text looks like it.
    pub detect: fn(&str) -> bool,
    /// Reads every machine in a text; the first argument names the file.
    pub read: fn(&str, &str) -> Result<Input, String>,
}

/// What a file held.
#[derive(Debug, Default)]
pub struct Input {
    /// The machines, in the order of the file.
    pub machines: Vec<Facts>,
    /// What in the file was not used, one sentence each with its place.
    pub notes: Vec<String>,
    /// How many machines could not be read at all; each is told in a note.
    pub bad: usize,
}

/// The input formats, tried in this order; the last takes anything.
pub const FORMATS: &[Format] = &[spec::JSON, spec::TOML];

/// Reads the machines of a file; `-` is standard input.
///
/// # Errors
/// One sentence with the file's name: unreadable, not text, not of a known format, no machine.
pub fn read(path: &str) -> Result<Input, String> {
    let name = if path == "-" { "standard input" } else { path };
    let text = file::text(path)?;
    if text.trim().is_empty() {
        return Err(format!("{name} is empty; expected a machine, such as memory = \"128 MB\""));
    }
    let format = FORMATS.iter().find(|format| (format.detect)(&text));
    let read = format.map_or(spec::TOML.read, |format| format.read);
    let input = read(name, &text)?;
    match input.machines.is_empty() && input.bad == 0 {
        true => Err(format!("{name} holds no machine; expected keys such as memory = \"128 MB\"")),
        false => Ok(input),
    }
}
