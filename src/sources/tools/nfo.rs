//! `.nfo` files: Windows' System Information as it saves itself, in XML. The names of its
//! elements are in the language of the system too, so a row is an element with elements in it.

use super::msinfo::{self, Item};
use super::{msinfo32, xml};
use crate::sources::{Entry, Format, Read, head, stem};

/// The saved file.
pub const FORMAT: Format = Format {
    id: "nfo",
    name: "msinfo32 file (.nfo)",
    gaps: msinfo32::GAPS,
    detect,
    read: Read::Report(read),
};

fn detect(text: &str) -> bool {
    let text = head(text).trim_start_matches(['\u{FEFF}', ' ', '\r', '\n', '\t']);
    text.starts_with('<') && text.contains("<MsInfo")
}

/// A row: the texts of its cells, how deep they lie, and the line of the first one.
#[derive(Default)]
struct Row {
    cells: Vec<String>,
    depth: usize,
    line: usize,
    category: usize,
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    let mut rows = Vec::new();
    let mut open = Row::default();
    let (mut category, mut depth, mut fresh) = (0, 0usize, false);
    let ended = xml::walk(text, |node| match node {
        xml::Node::Start { labelled } => {
            category += usize::from(labelled);
            depth += 1;
            fresh = true;
        }
        xml::Node::End { text, line, .. } => {
            if fresh {
                if open.depth != depth || open.cells.is_empty() {
                    open = Row { cells: Vec::new(), depth, line, category };
                }
                // No item has more cells; a row of them is not needed.
                if open.cells.len() < 3 {
                    open.cells.push(text.to_owned());
                }
            } else if !open.cells.is_empty() {
                rows.push(std::mem::take(&mut open));
            }
            depth = depth.saturating_sub(1);
            fresh = false;
        }
    });
    // A cell of a row that was cut off is one too.
    rows.push(open);
    let items = rows.iter().filter_map(|row| match row.cells.as_slice() {
        [label, value] => Some(Item { label, value, line: row.line, category: row.category }),
        _ => None,
    });
    let items: Vec<Item<'_>> = items.collect();
    let facts = msinfo::facts(source, stem(source), &items);
    let early = ended.err().map(|line| {
        Entry::Note(format!(
            "{source}, line {line}: the file ends early or is damaged here; what stands before it \
             is used"
        ))
    });
    let found = facts.iter().next().is_some();
    match found {
        true => Ok(std::iter::once(Entry::Machine(facts)).chain(early).collect()),
        false => Err(format!(
            "{source}: an msinfo32 file without an item that is needed; expected a processor or \
             memory"
        )),
    }
}
