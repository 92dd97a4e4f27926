//! Inventories: a table with a machine a row and a heading, as CSV.
//!
//! A heading names a fact as a spec file does, with its unit where the cells have none: `memory
//! (MB)`, `clock [MHz]`, `disk.free (GB)`; or as people and the programs of their inventories do
//! ([`columns`]). Every other column is one that can be kept.

pub mod aliases;
mod cell;
pub mod columns;
mod decide;
pub mod heading;
mod headings;
pub mod products;
mod rows;
mod settle;

use super::facts::{Fact, Facts};
use super::{Ask, Entry, Format, Input, Read};
use crate::reading::Origin;
pub use columns::{Column, Columns, Told};
use csv::StringRecord;
pub use headings::meaning;
use rows::{Place, Rows};
use std::collections::HashSet;

/// An inventory in CSV.
pub const CSV: Format =
    Format { id: "csv", name: "inventory (CSV)", gaps: &[], detect, read: Read::Table(read) };

/// What can stand between the cells of a table.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The delimiter of a heading that names at least two facts, or a name and a fact; the one that
/// shows the most.
fn delimiter(text: &str, map: &[(String, String)]) -> Option<u8> {
    let known = |delimiter: &u8| {
        let heading = rows::first(text, *delimiter).unwrap_or_default();
        let heading: Vec<String> = heading.iter().map(str::to_owned).collect();
        let (names, facts) = headings::recognised(&heading, map);
        let enough = facts > 0 && (names.min(1) + facts > 1 || !map.is_empty());
        if enough { names.min(1) + facts } else { 0 }
    };
    let counted = DELIMITERS.into_iter().map(|delimiter| (known(&delimiter), delimiter));
    // Of equals the first.
    let best = counted.reduce(|best, other| if other.0 > best.0 { other } else { best });
    best.filter(|(known, _)| *known > 0).map(|(_, delimiter)| delimiter)
}

/// The delimiter of a text that looks like a table: its first rows have as many cells each.
fn looks_like_a_table(text: &str) -> Option<u8> {
    DELIMITERS.into_iter().find(|delimiter| {
        let rows: Vec<usize> = rows::head(text, *delimiter).iter().map(Vec::len).take(5).collect();
        rows.len() > 1 && rows[0] > 2 && rows.iter().all(|cells| *cells == rows[0])
    })
}

fn detect(text: &str) -> bool {
    !begins_as_toml(text) && (delimiter(text, &[]).is_some() || looks_like_a_table(text).is_some())
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
    let (headings, columns) = understand(source, &text, ask)?;
    let delimiter = known_delimiter(source, &text, ask)?;
    let mut rows = Rows::new(text, delimiter);
    let mut heading = StringRecord::new();
    while rows.read(&mut heading).is_some() && rows::above(&heading) {}
    let kept = ask.keep.among(&headings, |n| columns.columns[n].is_used());
    let is_kept: HashSet<usize> = kept.iter().map(|(n, _)| *n).collect();
    let told = columns.columns.iter().filter(|column| column.told && !column.used);
    let notes = told.filter(|column| !is_kept.contains(&column.index)).map(|column| {
        let Column { heading, why, .. } = column;
        Entry::Note(format!("{source}: column \"{heading}\" is not used; {why}"))
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

/// The headings of a table and what its columns mean, by its first rows.
///
/// # Errors
/// As of [`Columns::understand`]; or it is no table.
pub fn understand(source: &str, text: &str, ask: &Ask) -> Result<(Vec<String>, Columns), String> {
    let sample = rows::head(text, known_delimiter(source, text, ask)?);
    let mut sample = sample.iter().map(|row| row.iter().map(|cell| cell.trim()).collect());
    let headings: Vec<&str> = sample.next().unwrap_or_default();
    let headings: Vec<String> = headings.into_iter().map(str::to_owned).collect();
    let rows: Vec<Vec<&str>> =
        sample.filter(|row: &Vec<&str>| row.len() == headings.len()).collect();
    let columns = Columns::understand(source, &headings, &rows, &ask.map)?;
    Ok((headings, columns))
}

fn known_delimiter(source: &str, text: &str, ask: &Ask) -> Result<u8, String> {
    let delimiter = delimiter(text, &ask.map).or_else(|| looks_like_a_table(text));
    delimiter.ok_or_else(|| {
        format!("{source}: not an inventory: expected a heading such as name,cpu,memory (MB)")
    })
}

/// The machines below the heading.
struct Machines {
    source: String,
    stem: String,
    rows: Rows,
    headings: Vec<String>,
    columns: Columns,
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
        let (found, expected) = (row.len(), self.headings.len());
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
        let name = self.columns.name(cell).map(str::to_owned);
        let mut facts =
            Facts::new(name.unwrap_or_else(|| format!("{}#{}", self.stem, self.machines)));
        for Told { column, key, text, note, .. } in self.columns.row(cell) {
            let place = format!("line {line}, column \"{}\"", self.headings[column]);
            let origin =
                Origin { source: self.source.clone(), place, raw: cell(column).to_owned() };
            facts.insert(key, Fact { text, origin, note });
        }
        facts.kept = self.kept.iter().map(|n| cell(*n).to_owned()).collect();
        facts
    }
}
