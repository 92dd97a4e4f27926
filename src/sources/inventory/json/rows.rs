//! The rows of a table in JSON, some at a time. They are taken apart as they flow by, in their order,
//! so that a key without a column is told where it first occurs; what they mean is understood later,
//! by several workers.

use super::super::{SAMPLE, Table, TableRows, Taken};
use super::flat::{Fault, Flat};
use crate::sources::{Batch, Entry, spec, stem};
use std::collections::HashSet;
use std::sync::Arc;

/// The texts of objects and where each stands; or why there is none.
pub type Pieces = Box<dyn Iterator<Item = (u64, Result<String, String>)> + Send>;

/// So many rows are handed on at once, or so many bytes.
const MANY: usize = 256;
const BYTES: usize = 128 << 10;

/// So many keys without a column are told by their names.
const TOLD: usize = 20;

/// What stands at a place.
enum Row {
    /// So many cells, each of which ends at a byte, from this one on.
    Cells(u64, usize),
    Bad(u64, String),
    Note(String),
}

/// Some rows of a table.
pub struct Rows {
    table: Arc<Table>,
    /// All cells, one after the other, and where each ends.
    text: String,
    ends: Vec<usize>,
    rows: Vec<Row>,
    before: u64,
}

impl Rows {
    /// The rows that some texts are, in batches.
    pub fn of(
        table: Arc<Table>,
        mut flat: Flat,
        mut pieces: Pieces,
    ) -> impl Iterator<Item = Box<dyn Batch>> + Send + use<> {
        let (mut before, mut late) = (0, HashSet::new());
        std::iter::from_fn(move || {
            let mut rows = Rows {
                table: table.clone(),
                text: String::new(),
                ends: Vec::new(),
                rows: Vec::new(),
                before,
            };
            while rows.rows.len() < MANY && rows.text.len() < BYTES {
                let Some((n, piece)) = pieces.next() else { break };
                before += 1;
                rows.add(n, piece, &mut flat, &mut late);
            }
            (!rows.rows.is_empty()).then(|| Box::new(rows) as Box<dyn Batch>)
        })
    }

    fn add(
        &mut self,
        n: u64,
        piece: Result<String, String>,
        flat: &mut Flat,
        late: &mut HashSet<String>,
    ) {
        let (source, what) = (&self.table.rows.source, &self.table.rows.what);
        let read = piece.and_then(|text| {
            flat.read(&text).map_err(|Fault { why, column }| match what.as_str() {
                "line" => format!("column {column}: {why}"),
                _ => why,
            })
        });
        if let Err(why) = read {
            return self.rows.push(Row::Bad(n, why));
        }
        for key in flat.late() {
            if late.len() > TOLD || !late.insert(key.clone()) {
                continue;
            }
            self.rows.push(Row::Note(match late.len() > TOLD {
                false => {
                    format!("{source}: key \"{key}\" first occurs in {what} {n} and is not used")
                }
                true => format!(
                    "{source}: from {what} {n} on, more keys occur for the first time, and are not \
                     used"
                ),
            }));
        }
        self.rows.push(Row::Cells(n, self.ends.len()));
        for cell in flat.cells() {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
    }
}

impl TableRows for Rows {
    fn table(&self) -> &Arc<Table> {
        &self.table
    }

    fn each(&self, take: &mut dyn FnMut(Taken<'_>)) {
        let mut number = self.before;
        for row in &self.rows {
            match row {
                Row::Cells(n, first) => {
                    number += 1;
                    let mut from = first.checked_sub(1).map_or(0, |last| self.ends[last]);
                    let mut cells = Vec::with_capacity(self.table.width());
                    for end in self.ends.iter().skip(*first).take(self.table.width()) {
                        cells.push(self.text.get(from..*end).unwrap_or(""));
                        from = *end;
                    }
                    take(Taken::Machine((&cells, (*n, number))));
                }
                Row::Bad(n, why) => {
                    number += 1;
                    take(self.table.bad(*n, why));
                }
                Row::Note(note) => take(Taken::Note(note.clone())),
            }
        }
    }
}

/// Some lines that are a spec file's machine each.
pub struct Specs {
    source: Arc<str>,
    columns: Arc<[String]>,
    pieces: Vec<(u64, Result<String, String>)>,
    before: u64,
}

impl Specs {
    /// The machines that some texts are, in batches.
    pub fn of(
        source: &str,
        columns: Vec<String>,
        mut pieces: Pieces,
    ) -> impl Iterator<Item = Box<dyn Batch>> + Send + use<> {
        let (source, columns): (Arc<str>, Arc<[String]>) = (source.into(), columns.into());
        let mut before = 0;
        std::iter::from_fn(move || {
            let mut bytes = 0;
            let mut some = Vec::new();
            while some.len() < SAMPLE && bytes < BYTES {
                let Some(piece) = pieces.next() else { break };
                bytes += piece.1.as_ref().map_or(0, String::len);
                some.push(piece);
            }
            let batch =
                Specs { source: source.clone(), columns: columns.clone(), pieces: some, before };
            before += batch.pieces.len() as u64;
            (!batch.pieces.is_empty()).then(|| Box::new(batch) as Box<dyn Batch>)
        })
    }
}

impl Batch for Specs {
    fn facts(self: Box<Self>) -> Vec<Entry> {
        let Specs { source, columns, pieces, before } = *self;
        let stem = stem(&source);
        let read = |((line, piece), n): ((u64, Result<String, String>), u64)| {
            let place = format!("line {line}");
            let machine = piece.and_then(|text| {
                let named = format!("{stem}#{n}");
                let read = spec::one(&source, &place, &named, &text, &columns);
                read.map_err(|(why, column)| format!("column {column}: {why}"))
            });
            machine.unwrap_or_else(|why| vec![Entry::Bad(format!("{source}, {place}: {why}"))])
        };
        pieces.into_iter().zip(before + 1..).flat_map(read).collect()
    }

    fn is_empty(&self) -> bool {
        false
    }
}
