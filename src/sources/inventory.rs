//! Inventories: a table with a machine a row and a heading, as CSV.
//!
//! A heading names a fact as a spec file does, with its unit where the cells have none: `memory
//! (MB)`, `clock [MHz]`, `disk.free (GB)`. Every other column is one that can be kept.

mod rows;

use super::facts::{Facts, Key};
use super::{Ask, Entry, Format, Input, Read};
use crate::fault::nearest;
use crate::item::{Item, Kind};
use crate::reading::Origin;
use crate::units::{self, Writer};
use csv::StringRecord;
use rows::{Place, Rows};
use std::collections::HashSet;

/// An inventory in CSV.
pub const CSV: Format =
    Format { id: "csv", name: "inventory (CSV)", gaps: &[], detect, read: Read::Table(read) };

/// What can stand between the cells of a table.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Fact {
        key: Key,
        unit: String,
    },
    /// A fact in a unit that it does not have.
    Strange {
        key: Key,
        unit: String,
    },
    Other,
}

impl Column {
    /// Whether a reading is taken from it, or the name.
    fn is_used(&self) -> bool {
        matches!(self, Column::Name | Column::Fact { .. })
    }

    /// Whether two columns would say the same thing.
    fn clashes(&self, other: &Column) -> bool {
        match (self, other) {
            (Column::Fact { key, .. }, Column::Fact { key: other, .. }) => key == other,
            (Column::Name, Column::Name) => true,
            _ => false,
        }
    }
}

/// A heading, such as `memory (MB)`.
fn column(heading: &str) -> Column {
    let (name, unit) = match heading.split_once(['(', '[']) {
        Some((name, unit)) => (name, unit.trim_end().trim_end_matches([')', ']']).trim()),
        None => (heading, ""),
    };
    let name = name.trim().to_lowercase();
    match (Key::of_bare(&name), unit) {
        (None, "") if ["name", "machine"].contains(&name.as_str()) => Column::Name,
        (Some(key), "") => Column::Fact { key, unit: String::new() },
        (Some(key), unit) if measures(key, unit) => Column::Fact { key, unit: unit.to_owned() },
        (Some(key), unit) => Column::Strange { key, unit: unit.to_owned() },
        (None, _) => Column::Other,
    }
}

/// Whether a unit is one of those that a fact is written in: a size, or a clock rate.
fn measures(key: Key, unit: &str) -> bool {
    let one = format!("1 {unit}");
    let item = match key.path().split_once('.') {
        Some((table, _)) => Item::from_id(table),
        None => Item::from_id(key.path()),
    };
    match (key, item.map(Item::kind)) {
        (Key::DiskVolume, _) => false,
        (_, Some(Kind::Size(dialect))) => units::size(&one, dialect, Writer::Anyone).is_ok(),
        (_, Some(Kind::Speed)) => units::clock(&one, Writer::Anyone).is_ok(),
        _ => false,
    }
}

/// The delimiter of a heading that names at least two facts, or a name and a fact.
fn delimiter(text: &str) -> Option<u8> {
    DELIMITERS.into_iter().find(|delimiter| {
        let heading = rows::first(text, *delimiter).unwrap_or_default();
        heading.iter().map(column).filter(Column::is_used).take(2).count() == 2
    })
}

fn detect(text: &str) -> bool {
    !begins_as_toml(text) && delimiter(text).is_some()
}

/// A comment or a text in a spec file can look like a heading. There, the first line that is no
/// comment begins with the name of a table or a key.
fn begins_as_toml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    let line = lines.find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or("");
    let in_key = |c: char| c.is_alphanumeric() || "-_.\"' \t".contains(c);
    let key = line.split_once('=').map(|(key, _)| key);
    line.starts_with('[')
        || !rows::is_delimiter(line) && key.is_some_and(|key| key.chars().all(in_key))
}

fn read(source: &str, text: String, ask: &Ask) -> Result<Input, String> {
    let delimiter = delimiter(&text).ok_or_else(|| {
        format!("{source}: not an inventory: expected a heading such as name,cpu,memory (MB)")
    })?;
    let mut rows = Rows::new(text, delimiter);
    let mut heading = StringRecord::new();
    while rows.read(&mut heading).is_some() && rows::above(&heading) {}
    let headings: Vec<String> = heading.iter().map(|cell| cell.trim().to_owned()).collect();
    let columns: Vec<Column> = headings.iter().map(|heading| column(heading)).collect();
    let mut used: Vec<&Column> = Vec::new();
    for (heading, column) in headings.iter().zip(&columns).filter(|(_, column)| column.is_used()) {
        if used.iter().any(|other| other.clashes(column)) {
            return Err(format!("{source}: two columns \"{heading}\"; expected one"));
        }
        used.push(column);
    }
    let kept = ask.keep.among(&headings, |n| columns[n].is_used());
    let is_kept: HashSet<usize> = kept.iter().map(|(n, _)| *n).collect();
    let notes = headings.iter().zip(&columns).enumerate().filter_map(|(n, (heading, column))| {
        let why = not_used(heading, column).filter(|_| !is_kept.contains(&n))?;
        Some(Entry::Note(format!("{source}: column \"{heading}\" is not used{why}")))
    });
    let notes: Vec<Entry> = notes.collect();
    let (kept, names) = kept.into_iter().unzip();
    let stem = std::path::Path::new(source).file_stem().and_then(|stem| stem.to_str());
    let stem = stem.unwrap_or(source).to_owned();
    let source = source.to_owned();
    let all = headings.clone();
    let machines = Machines { source, stem, rows, headings, columns, kept, machines: 0 };
    let entries = Box::new(notes.into_iter().chain(machines));
    Ok(Input { headings: all, columns: names, entries })
}

/// What a person may have meant by a column that is not used.
fn not_used(heading: &str, column: &Column) -> Option<String> {
    match column {
        Column::Other => {
            let facts = Key::ALL.iter().map(|key| key.path()).chain(["memory", "clock", "disk"]);
            let near = nearest(&heading.to_lowercase(), facts);
            near.map(|near| format!("; did you mean \"{near}\"?"))
        }
        Column::Strange { key, unit } => {
            Some(format!("; {} is not written in \"{unit}\"", key.path()))
        }
        Column::Name | Column::Fact { .. } => None,
    }
}

/// The machines below the heading.
struct Machines {
    source: String,
    stem: String,
    rows: Rows,
    headings: Vec<String>,
    columns: Vec<Column>,
    kept: Vec<usize>,
    machines: usize,
}

impl Iterator for Machines {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let mut row = StringRecord::new();
        let Place { line, lines } = loop {
            let place = self.rows.read(&mut row)?;
            if place.lines.is_none() || !rows::blank(&row) {
                break place;
            }
        };
        self.machines += 1;
        let (found, expected) = (row.len(), self.columns.len());
        let why = match lines {
            None => {
                "a quotation mark is opened and not closed before the end of the line; write \"\" \
                 for one inside a cell"
                    .to_owned()
            }
            Some(_) if found == expected => return Some(Entry::Machine(self.machine(&row, line))),
            Some(1) => format!("expected {expected} cells, found {found}"),
            Some(lines) => {
                self.rows.split_last();
                format!(
                    "expected {expected} cells, found {found} on {lines} lines; is a quotation \
                     mark not closed?"
                )
            }
        };
        Some(Entry::Bad(format!("{}, line {line}: {why}", self.source)))
    }
}

impl Machines {
    fn machine(&self, row: &StringRecord, line: u64) -> Facts {
        let cell = |n: usize| row.get(n).unwrap_or("").trim();
        let named = self.columns.iter().position(|column| *column == Column::Name).map(cell);
        let name = named.filter(|name| !name.is_empty()).map(str::to_owned);
        let mut facts =
            Facts::new(name.unwrap_or_else(|| format!("{}#{}", self.stem, self.machines)));
        for (n, column) in self.columns.iter().enumerate() {
            let Column::Fact { key, unit } = column else { continue };
            let text = cell(n);
            if text.is_empty() {
                continue;
            }
            let place = format!("line {line}, column \"{}\"", self.headings[n]);
            let origin = Origin { source: self.source.clone(), place, raw: text.to_owned() };
            // "2 x 64" has no unit of its own.
            let bare = !text.contains(|c: char| c.is_alphabetic() && !"xX".contains(c));
            let read_as = match bare && !unit.is_empty() {
                true => format!("{text} {unit}"),
                false => text.to_owned(),
            };
            facts.put_read_as(*key, origin, read_as);
        }
        facts.kept = self.kept.iter().map(|n| cell(*n).to_owned()).collect();
        facts
    }
}
