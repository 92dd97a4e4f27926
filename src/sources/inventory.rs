//! Inventories: tables with a machine a row and a heading.
//!
//! A heading names a fact as a spec file does, with its unit where the cells have none: `memory
//! (MB)`, `clock [MHz]`, `disk.free (GB)`; or as people and the programs of their inventories do
//! ([`columns`]). Every other column is one that can be kept.

pub mod aliases;
mod apart;
mod cell;
pub mod columns;
mod csv;
mod decide;
pub mod heading;
mod headings;
mod json;
mod memo;
pub mod products;
mod rows;
mod settle;
mod sheet;

pub use columns::{Column, Columns, Told};
pub use csv::CSV;
pub use headings::{meaning, telling};
pub use json::{JSON, NDJSON};
pub use sheet::WORKBOOK;

use super::facts::{Fact, Facts, Key};
use super::{Ask, Batch, Entry, How};
use crate::check::{self, Judged, Show, ShowVerdicts};
use crate::evaluate::parts::Judge;
use crate::item::Share;
use crate::machine::{Part, Passing, Rows};
use crate::reading::Origin;
use crate::verdict::Verdict;
use aliases::Means;
use apart::Apart;
use memo::{Memo, Memos};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A meaning is decided by so many rows.
const SAMPLE: usize = 1_000;

/// A table whose heading is understood: what turns its rows into machines.
pub struct Table {
    /// A number that no other table has, and not 0.
    number: u64,
    rows: Arc<Rows>,
    /// What stands before the heading where a cell is named: "column ", or nothing.
    cell: &'static str,
    /// What a machine without a name is called, before its number.
    stem: String,
    /// Whether there is one machine only, which needs no number.
    alone: bool,
    columns: Columns,
    /// So many columns there are up to the last that has a heading.
    headed: usize,
    kept: Vec<usize>,
    /// The columns that say something of each share.
    shares: [Vec<usize>; 3],
    memos: Memos,
    apart: Apart,
}

/// What a worker has at hand while it takes rows apart.
struct Work<'w> {
    how: &'w How,
    memo: &'w mut Memo,
    /// Room for a text.
    text: Vec<u8>,
}

/// What a worker has at hand while it has rows judged.
struct Judging<'w, 'p> {
    how: &'w How,
    judge: &'w mut Judge<'p>,
    /// Room for a text.
    text: Vec<u8>,
    /// Room for verdicts.
    verdicts: Vec<Verdict>,
}

/// A row, and how it is told: its cells, its number in the table and that of the machine.
type Taken<'r> = check::Entry<(&'r [&'r str], (u64, u64))>;

/// Some rows of a table, whatever it is written in.
trait TableRows: Send {
    /// The table.
    fn table(&self) -> &Arc<Table>;

    /// Takes the rows apart.
    fn each(&self, take: &mut dyn FnMut(Taken<'_>));

    /// The same; a row that is no machine is told and not taken for one.
    fn each_machine(&self, take: &mut dyn FnMut(Taken<'_>)) {
        self.each(&mut |taken| {
            take(match taken {
                Taken::Machine((cells, (row, n))) => match self.table().apart(cells, row) {
                    Some(told) => Taken::Told(told),
                    None => Taken::Machine((cells, (row, n))),
                },
                other => other,
            });
        });
    }
}

impl<R: TableRows> Batch for R {
    fn facts(self: Box<Self>) -> Vec<Entry> {
        let mut entries = Vec::new();
        self.each_machine(&mut |row| {
            entries.push(row.map(|(cells, (row, n))| self.table().facts(cells, row, n)));
        });
        entries
    }

    fn machines(self: Box<Self>, how: &How, show: Show<'_>) {
        self.table().memos.with(|memo| {
            let mut work = Work { how, memo, text: Vec::new() };
            self.each_machine(&mut |row| match row.or() {
                Ok((cells, place)) => self.table().pass(cells, place, &mut work, show),
                Err(entry) => show(entry),
            });
        });
    }

    fn verdicts(self: Box<Self>, how: &How, judge: &mut Judge<'_>, show: ShowVerdicts<'_>) {
        let mut work = Judging { how, judge, text: Vec::new(), verdicts: Vec::new() };
        self.each_machine(&mut |row| match row.or() {
            Ok((cells, (_, n))) => self.table().judge(cells, n, &mut work, show),
            Err(entry) => show(entry),
        });
    }

    fn is_empty(&self) -> bool {
        false
    }
}

/// What a table is, before its rows.
pub struct Begun {
    /// What turns its rows into machines.
    pub table: Arc<Table>,
    /// The names of the kept columns.
    pub names: Vec<String>,
    /// What is to be told of it.
    pub told: Vec<Entry>,
}

impl Table {
    /// A table of some headings, by its first rows. `what` is what a row is called: "line".
    ///
    /// # Errors
    /// As of [`Columns::understand`].
    pub fn begin(
        source: &str,
        what: &str,
        headings: &[String],
        sample: &[Vec<&str>],
        ask: &Ask,
    ) -> Result<Begun, String> {
        Table::begin_of(source, (what, "column "), headings, sample, ask)
    }

    /// The same, with what stands before a heading where a cell is named.
    fn begin_of(
        source: &str,
        (what, cell): (&str, &'static str),
        headings: &[String],
        sample: &[Vec<&str>],
        ask: &Ask,
    ) -> Result<Begun, String> {
        let columns = Columns::understand(source, headings, sample, &ask.map)?;
        let kept = ask.keep.among(headings, |n| columns.columns[n].is_used());
        let (kept, names): (Vec<usize>, Vec<String>) = kept.into_iter().unzip();
        let unused = columns.columns.iter().filter(|column| column.told && !column.used);
        let notes = unused.filter(|column| !kept.contains(&column.index)).map(|column| {
            let Column { heading, why, .. } = column;
            Entry::Note(format!("{source}: {cell}\"{heading}\" is not used; {why}"))
        });
        let read_as = columns.read_as().filter(|_| !ask.hush);
        let read_as = read_as.map(|how| Entry::Told(format!("{source}: {how}")));
        let told = read_as.into_iter().chain(notes).collect();
        let stem = super::stem(source).to_owned();
        let shares = Share::ALL.map(|share| {
            let of = columns.columns.iter().filter(|column| column.bears_on(share));
            of.map(|column| column.index).collect()
        });
        let rows = Arc::new(Rows { source: source.to_owned(), what: what.to_owned() });
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let (alone, memos) = (false, Memos::new());
        let headed = headings.iter().rposition(|heading| !heading.is_empty()).map_or(0, |n| n + 1);
        let apart = Apart::new(&columns);
        let table =
            Table { number, rows, cell, stem, alone, columns, headed, kept, shares, memos, apart };
        Ok(Begun { table: Arc::new(table), names, told })
    }

    /// How many cells a row has.
    fn width(&self) -> usize {
        self.columns.columns.len()
    }

    /// The cells of a row that has one for each heading. Programs leave out empty cells at the end of
    /// a row, or write more of them: only what stands under a heading has to be there.
    fn fit<'c, 't>(&self, cells: &'c [&'t str]) -> Option<&'c [&'t str]> {
        let headed = self.headed;
        match cells.len() {
            found if found == self.width() => Some(cells),
            found if found < headed => None,
            _ => cells[headed..].iter().all(|cell| cell.is_empty()).then_some(&cells[..headed]),
        }
    }

    /// What a machine without a name is called; `n` counts the machines.
    fn counted(&self, n: u64) -> String {
        match self.alone {
            true => self.stem.clone(),
            false => format!("{}#{n}", self.stem),
        }
    }

    /// What a row says, as it stands.
    fn facts(&self, cells: &[&str], row: u64, n: u64) -> Facts {
        let cell = |n: usize| cells.get(n).map_or("", |cell| cell);
        let name = self.columns.name(cell).map(str::to_owned);
        let mut facts = Facts::new(name.unwrap_or_else(|| self.counted(n)));
        facts.kept = self.kept.iter().map(|n| cell(*n).to_owned()).collect();
        let all = self.columns.row(cell);
        self.put(all, cells, &format!("{} {row}, ", self.rows.what), &mut facts);
        facts
    }

    /// Shows what a row means.
    fn pass(&self, cells: &[&str], (row, n): (u64, u64), work: &mut Work<'_>, show: Show<'_>) {
        let Work { how, memo, text } = work;
        let parts = Share::ALL.map(|share| {
            text.clear();
            self.text(share, cells, text);
            memo.part(share, text, || self.part(share, cells, how))
        });
        self.with_name(cells, n, |name, kept| {
            let row = Some((&self.rows, row));
            let parts = parts.each_ref();
            show(check::Entry::Machine(Passing { name, row, parts, kept, gaps: &[] }));
        });
    }

    /// Shows what a judge says of a row.
    fn judge(&self, cells: &[&str], n: u64, work: &mut Judging<'_, '_>, show: ShowVerdicts<'_>) {
        let Judging { how, judge, text, verdicts } = work;
        let part = |share| self.part(share, cells, how);
        let said = |share, text: &mut Vec<u8>| self.text(share, cells, text);
        judge.verdicts_by_text(self.number, said, part, text, verdicts);
        self.with_name(cells, n, |name, kept| {
            show(check::Entry::Machine(Judged { name, kept, verdicts }));
        });
    }

    /// The text that a share of a machine is made of: the cells of its columns.
    fn text(&self, share: Share, cells: &[&str], text: &mut Vec<u8>) {
        for (at, n) in self.shares[share as usize].iter().enumerate() {
            if at > 0 {
                // No byte of a text.
                text.push(0xFF);
            }
            text.extend_from_slice(cells.get(*n).map_or("", |cell| cell).as_bytes());
        }
    }

    /// What the cells of a share mean.
    fn part(&self, share: Share, cells: &[&str], how: &How) -> Part {
        let cell = |n: usize| cells.get(n).map_or("", |cell| cell);
        let columns = self.shares[share as usize].iter();
        let read = columns.flat_map(|n| self.columns.columns[*n].read(cell(*n)));
        let all = read.chain(self.columns.always()).filter(|told| told.key.bears_on(share));
        let mut facts = Facts::new("");
        self.put(self.columns.settle(all.collect()), cells, "", &mut facts);
        how.part(facts, share)
    }

    /// Hands on the name of the machine in a row, and the cells to keep; `n` counts the machines.
    fn with_name(&self, cells: &[&str], n: u64, look: impl FnOnce(&str, &[&str])) {
        let cell = |n: usize| cells.get(n).map_or("", |cell| cell);
        let kept: Vec<&str> = self.kept.iter().map(|n| cell(*n)).collect();
        match self.columns.name(cell) {
            Some(name) => look(name, &kept),
            None => look(&self.counted(n), &kept),
        }
    }

    /// Adds what cells say.
    fn put(&self, all: Vec<Told>, cells: &[&str], before: &str, facts: &mut Facts) {
        for Told { column, key, text, note, .. } in all {
            let heading = &self.columns.columns[column].heading;
            let place = format!("{before}{}\"{heading}\"", self.cell);
            let raw = cells.get(column).map_or("", |cell| cell).to_owned();
            let origin = Origin { source: self.rows.source.clone(), place, raw };
            facts.insert(key, Fact { text, origin, note });
        }
    }

    /// Why something is no row: so many cells, on so many lines.
    fn torn(&self, cells: usize, lines: u64) -> String {
        let expected = self.width();
        match lines {
            1 => format!("expected {expected} cells, found {cells}"),
            lines => format!(
                "expected {expected} cells, found {cells} on {lines} lines; is a quotation mark \
                 not closed?"
            ),
        }
    }

    /// That a row is no machine, and why; `None`: it is one.
    fn apart(&self, cells: &[&str], row: u64) -> Option<String> {
        let what = self.apart.what(&self.columns, cells)?;
        Some(format!("{}, {} {row}: {what}, and no machine", self.rows.source, self.rows.what))
    }

    fn bad<M>(&self, row: u64, why: &str) -> check::Entry<M> {
        check::Entry::Bad(format!("{}, {} {row}: {why}", self.rows.source, self.rows.what))
    }
}

impl Column {
    /// Whether it says something of a share of the machine.
    fn bears_on(&self, share: Share) -> bool {
        self.used
            && match self.means {
                Means::Fact(key) | Means::Each(key) | Means::Word(key, ..) => key.bears_on(share),
                Means::Maker => Key::CpuHypervisor.bears_on(share),
                _ => false,
            }
    }
}

impl Key {
    /// Whether it says something of a share of the machine.
    fn bears_on(self, share: Share) -> bool {
        // How much memory is fitted where so much is seen differs in a virtual machine.
        let guest = matches!(self, Key::CpuHypervisor | Key::CpuFlags) && share == Share::Memory;
        guest || self.share() == share
    }
}
