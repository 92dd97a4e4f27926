//! Inventories in JSON: an object a line (NDJSON), of any length; or an array of objects, also
//! within what the interface of an asset system answers. The keys are the headings, and they mean
//! what they mean in any other table.
//!
//! Objects that have the keys of a spec file, and none that only a table has, are a spec file.

mod document;
mod flat;
mod lines;
mod rows;

use super::super::facts::Key;
use super::aliases::Means;
use super::{Begun, SAMPLE, Table, headings};
use crate::sources::{Ask, Batch, Format, Input, Read, Text, head};
use document::{Document, Where, mended};
use flat::Flat;
use rows::{Pieces, Rows, Specs};
use std::sync::Arc;

/// An inventory with an object a line.
pub const NDJSON: Format = Format {
    id: "ndjson",
    name: "inventory (NDJSON, JSON Lines)",
    gaps: &[],
    detect: is_ndjson,
    read: Read::Table(read_lines),
};

/// An inventory in one document.
pub const JSON: Format = Format {
    id: "json-table",
    name: "inventory (JSON: an array, or the answer of an API)",
    gaps: &[],
    detect: is_table,
    read: Read::Table(read_document),
};

/// By so many lines NDJSON is known.
const LINES: usize = 20;

/// The first machines, by which the columns are understood, take no more bytes than this.
const SAMPLED: usize = 4 << 20;

/// Whether most lines are an object each, and at least one is a whole one; the last may be cut off.
/// One line alone is a document.
fn is_ndjson(text: &str) -> bool {
    let lines = head(text).lines().map(str::trim).filter(|line| !line.is_empty());
    let lines: Vec<&str> = lines.take(LINES).collect();
    let opened = lines.iter().filter(|line| line.starts_with('{')).count();
    let closed = |line: &&&str| line.starts_with('{') && line.ends_with('}');
    let mut closed = lines.iter().filter(closed);
    let is_object = |line: &&str| serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok();
    lines.len() > 1
        && lines[0].starts_with('{')
        && opened * 2 > lines.len()
        && closed.clone().count() * 3 > lines.len()
        && closed.any(is_object)
}

/// Whether a document holds machines with keys that a spec file does not have.
fn is_table(text: &str) -> bool {
    if !text.trim_start().starts_with(['[', '{']) {
        return false;
    }
    let Some(text) = mended(head(text)) else { return false };
    let Ok(document) = Document::of(&text, &[]) else { return false };
    match document.at {
        Where::Within => headings::telling(&document.keys(), &[]) > 0,
        Where::OfSpec => says_more(&document.keys()),
    }
}

/// Whether some keys say what those of a spec file among them do not.
fn says_more(keys: &[String]) -> bool {
    let Ok(understood) = headings::understand(keys, &[]) else { return false };
    let named = keys.iter().any(|key| key == "name");
    headings::telling(keys, &[]) > 0
        && understood.columns.iter().any(|column| {
            let says = match column.means {
                Means::Name(_) => !named,
                Means::Processors | Means::NameOrProcessor => true,
                _ => column.is_of_hardware(),
            };
            column.used && says && !is_of_spec(&column.heading)
        })
}

/// Whether a spec file has this key.
fn is_of_spec(key: &str) -> bool {
    key == "name" || Key::of_bare(key).is_some()
}

fn read_lines(source: &str, text: Text, ask: &Ask) -> Result<Input, String> {
    let lines = lines::Lines::of(text.bytes());
    table(source, ("line", false), Box::new(lines), ask)
}

fn read_document(source: &str, text: Text, ask: &Ask) -> Result<Input, String> {
    let text = text.whole()?;
    let document = Document::of(&text, &ask.map);
    let document = document.map_err(|error| format!("{source}: not an inventory: {error}"))?;
    let alone = document.alone;
    let machines: Vec<String> =
        document.machines.iter().map(|machine| (*machine).to_owned()).collect();
    let pieces = (1..).zip(machines).map(|(n, machine)| (n, Ok(machine)));
    table(source, ("machine", alone), Box::new(pieces), ask)
}

/// A table of objects, of which each is called so; or of one alone.
fn table(
    source: &str,
    (what, alone): (&str, bool),
    mut pieces: Pieces,
    ask: &Ask,
) -> Result<Input, String> {
    let (mut first, mut flat, mut bytes) = (Vec::new(), Flat::default(), 0);
    let mut sample: Vec<Vec<String>> = Vec::new();
    for piece in pieces.by_ref() {
        if let Ok(text) = &piece.1 {
            bytes += text.len();
            if flat.learn(text).is_ok() {
                sample.push(flat.cells().map(str::to_owned).collect());
            }
        }
        first.push(piece);
        if first.len() == SAMPLE || bytes > SAMPLED {
            break;
        }
    }
    let pieces: Pieces = Box::new(first.into_iter().chain(pieces));
    let headings = flat.names().to_vec();
    let of_spec = headings.iter().any(|key| key != "name" && is_of_spec(key));
    if what == "line" && ask.map.is_empty() && of_spec && !says_more(&headings) {
        let kept = ask.keep.among(&headings, |n| is_of_spec(&headings[n]));
        let columns: Vec<String> = kept.into_iter().map(|(_, name)| name).collect();
        let batches = Box::new(Specs::of(source, columns.clone(), pieces));
        return Ok(Input { headings, columns, batches, ..Input::of(Vec::new()) });
    }
    let cells: Vec<Vec<&str>> =
        sample.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let begun = Table::begin_of(source, (what, ""), &headings, &cells, ask)?;
    let Begun { mut table, names, told } = begun;
    if let Some(table) = Arc::get_mut(&mut table) {
        table.alone = alone;
    }
    let columns = table.columns.clone();
    let told: Box<dyn Batch> = Box::new(told);
    let batches = Box::new(std::iter::once(told).chain(Rows::of(table, flat, pieces)));
    Ok(Input { table: Some(columns), headings, columns: names, batches, ..Input::of(Vec::new()) })
}
