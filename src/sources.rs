//! Sources: everything that touches the world to learn about a machine.
//!
//! A source gathers [`Facts`](facts::Facts), texts with the places where they stood; one piece of
//! code understands them, so a spec file and a live reading mean the same.

pub mod cpuinfo;
pub mod encoding;
pub mod facts;
pub mod file;
mod folder;
mod input;
pub mod inventory;
pub mod live;
pub mod memory;
mod meter;
mod number;
pub mod spec;
mod tools;
pub mod understand;
pub mod workbook;

use crate::fault::nearest;
use crate::machine::Gap;

pub use file::Text;
pub use input::{All, Ask, Batch, Entry, How, Input, Keep};
pub use meter::Meter;

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

/// Reads the bytes of a workbook; the third argument is the sheet that is named.
type ReadWorkbook = fn(&str, Vec<u8>, Option<&str>, &Ask) -> Result<Input, String>;

/// How a format is read. The first argument names the file.
pub enum Read {
    /// What a tool printed of one machine or a few, at once.
    Report(fn(&str, &str) -> Result<Vec<Entry>, String>),
    /// A table of machines and the columns to keep, row by row.
    Table(fn(&str, Text, &Ask) -> Result<Input, String>),
    /// A workbook, and the sheet of it that is named.
    Workbook(ReadWorkbook),
}

impl Format {
    /// The machines of a text and the columns to keep.
    ///
    /// # Errors
    /// One sentence with the name: the text is not of this format.
    pub fn read(&self, name: &str, text: Text, ask: &Ask) -> Result<Input, String> {
        let read = match self.read {
            Read::Table(read) => return read(name, text, ask),
            Read::Report(read) => read,
            Read::Workbook(_) => return Err(format!("{name} is a text, and no workbook")),
        };
        let encoding = match text.encoding() {
            "US-ASCII" | "UTF-8" => String::new(),
            other => format!(", {other}"),
        };
        let mut entries = read(name, &text.whole()?)?;
        if !ask.hush {
            entries.insert(0, Entry::Told(format!("{name}: read as {}{encoding}", self.name)));
        }
        for entry in &mut entries {
            // Some reports hold more than others of their kind, and say themselves what is missing.
            if let Entry::Machine(facts) = entry
                && facts.gaps.is_empty()
            {
                facts.gaps = self.gaps;
            }
        }
        Ok(Input::of(entries))
    }

    /// Every machine of a text at once.
    ///
    /// # Errors
    /// One sentence with the name: the text is not of this format.
    pub fn all(&self, name: &str, text: &str) -> Result<All, String> {
        Ok(self.read(name, text.to_owned().into(), &Ask::default())?.all())
    }
}

/// The input formats, tried in this order; the last takes anything.
pub const FORMATS: &[Format] = &[
    tools::systeminfo::FORMAT,
    tools::winmsd::FORMAT,
    tools::msinfo32::FORMAT,
    tools::nfo::FORMAT,
    tools::dxdiag::FORMAT,
    tools::hardware_readiness::FORMAT,
    tools::powershell::FORMAT,
    tools::dmidecode::FORMAT,
    tools::lscpu::FORMAT,
    tools::lshw::FORMAT,
    tools::linux::FORMAT,
    tools::system_profiler::FORMAT,
    tools::osquery::FORMAT,
    tools::ansible::FORMAT,
    tools::facter::FORMAT,
    inventory::NDJSON,
    inventory::JSON,
    spec::JSON,
    inventory::CSV,
    inventory::WORKBOOK,
    spec::TOML,
];

/// What a machine is called that has no name of its own: the name of its file, without folders and
/// ending.
pub(crate) fn stem(source: &str) -> &str {
    let stem = std::path::Path::new(source).file_stem().and_then(|stem| stem.to_str());
    stem.unwrap_or(source)
}

/// The beginning of a text, enough to recognise it by: at most 64 KiB.
pub(crate) fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(encoding::ENOUGH)]
}

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
    // What the user says of columns is said of a table.
    if found.id == spec::JSON.id && !ask.map.is_empty() {
        return Ok(&inventory::JSON);
    }
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

/// Opens a file or a folder of machines; `-` is standard input. What can be wrong with it as a
/// whole is known before the first machine is taken.
///
/// # Errors
/// One sentence with the file's name: unreadable, not text, not of a known format, no machine.
pub fn open(path: &str, ask: &Ask) -> Result<Input, String> {
    let (path, sheet) = file::with_sheet(path);
    match path != "-" && std::path::Path::new(path).is_dir() {
        true => {
            ask.meter.leave_open();
            found(path, folder::open(path, ask)?)
        }
        false => open_file(path, sheet, ask),
    }
}

/// Opens a file, or a sheet of one.
fn open_file(path: &str, sheet: Option<&str>, ask: &Ask) -> Result<Input, String> {
    let file = file::Opened::metered(path, &ask.meter)?;
    let name = file.name().to_owned();
    if workbook::detect(file.head()) {
        let Format { id, read: Read::Workbook(read), .. } = inventory::WORKBOOK else {
            return Err(format!("{name} is no text"));
        };
        let input = read(&name, file.bytes()?, sheet, ask)?;
        return found(&name, Input { format: id, ..input });
    }
    match sheet {
        Some(sheet) => Err(format!("{name} is no workbook; it has no sheet \"{sheet}\"")),
        None => open_text(&name, file.text()?, ask),
    }
}

/// The machines of a text in whichever format it is.
fn open_text(name: &str, text: Text, ask: &Ask) -> Result<Input, String> {
    if text.head().trim().is_empty() {
        return Err(format!("{name} is empty; expected a machine, such as memory = \"128 MB\""));
    }
    let (format, encoding) = (format_of(name, text.head(), ask)?, text.encoding());
    let mut input = format.read(name, text, ask)?;
    (input.format, input.encoding) = (format.id, encoding);
    found(name, input)
}

/// An input that holds a machine, or could not be read in part.
fn found(name: &str, mut input: Input) -> Result<Input, String> {
    // Notes alone are no machine; what was taken to see that goes back.
    let mut taken = Vec::new();
    for batch in input.batches.by_ref() {
        let empty = batch.is_empty();
        taken.push(batch);
        if !empty {
            let batches = Box::new(taken.into_iter().chain(input.batches));
            return Ok(Input { batches, ..input });
        }
    }
    Err(format!("{name} holds no machine; expected keys such as memory = \"128 MB\""))
}
