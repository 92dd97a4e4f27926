//! How much room the tables of a spreadsheet in OpenDocument take once they are unfolded.
//!
//! Cells and rows are written once and counted where they repeat, up to a million times. The reader
//! unfolds them all: blank ones as well, but for those at the end of a row or a table.

use super::guard::attribute;
use super::{COLUMNS, ROWS, fits};
use quick_xml::events::BytesStart;

/// What is counted.
#[derive(Default)]
pub struct Tables {
    /// The cells as they are written, those of the tables before unfolded, and all texts.
    written: u64,
    unfolded: u64,
    texts: u64,
    /// Of a table: its columns, its rows from the first one that is not blank to the last, and the
    /// blank ones after it.
    width: u64,
    height: u64,
    blank: u64,
    row: Option<Row>,
}

/// A row.
#[derive(Default)]
struct Row {
    repeats: u64,
    cells: u64,
    /// Blank cells that count once one follows.
    blank: u64,
    width: u64,
    /// How often the cell that is being read repeats.
    cell: Option<u64>,
}

impl Tables {
    /// An element begins.
    ///
    /// # Errors
    /// There are more cells than are read.
    pub fn begin(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        match (element.local_name().as_ref(), &mut self.row) {
            ("table-row", None) => {
                let repeats = times(element, "number-rows-repeated")?.min(ROWS.into());
                self.row = Some(Row { repeats, ..Row::default() });
            }
            ("table-cell" | "covered-table-cell", Some(row)) if row.cell.is_none() => {
                let repeats = times(element, "number-columns-repeated")?.min(COLUMNS.into());
                row.cell = Some(repeats);
                row.cells += std::mem::take(&mut row.blank);
                // One without a value has no text for the reader.
                let attributes = element.attributes_raw();
                if ["office:", "calcext:", "formula"].iter().any(|name| attributes.contains(name)) {
                    row.cells += repeats;
                    row.width = row.cells;
                    self.text(element.len() as u64);
                } else {
                    row.blank = repeats;
                }
            }
            ("table-row" | "table-cell" | "covered-table-cell", _) => {
                return Err("it has a table within a cell".to_owned());
            }
            // Several blanks are counted, too.
            ("s", Some(_)) => self.text(times(element, "c")?),
            _ => {}
        }
        self.check()
    }

    /// A text, or something else of so many bytes.
    pub fn text(&mut self, bytes: u64) {
        let row = self.row.as_ref();
        let times = row.and_then(|row| Some(row.cell?.saturating_mul(row.repeats + 1)));
        self.texts = self.texts.saturating_add(bytes.saturating_mul(times.unwrap_or(0)));
    }

    /// An element ends.
    ///
    /// # Errors
    /// As of [`Tables::begin`].
    pub fn end(&mut self, name: &str) -> Result<(), String> {
        match name {
            "table-cell" | "covered-table-cell" => {
                self.row.iter_mut().for_each(|row| row.cell = None);
            }
            "table-row" => {
                let row = self.row.take().unwrap_or_default();
                self.written += row.cells;
                match row.width > 0 {
                    true => {
                        let between = if self.height > 0 { self.blank } else { 0 };
                        self.height += between + row.repeats;
                        self.width = self.width.max(row.width);
                        self.blank = 0;
                    }
                    false => self.blank += row.repeats,
                }
            }
            "table" => {
                self.unfolded += self.width.saturating_mul(self.height);
                (self.width, self.height, self.blank) = (0, 0, 0);
            }
            _ => {}
        }
        self.check()
    }

    fn check(&self) -> Result<(), String> {
        let written = self.written + self.row.as_ref().map_or(0, |row| row.cells);
        let unfolded = self.unfolded.saturating_add(self.width.saturating_mul(self.height));
        fits(written.max(unfolded), self.texts)
    }
}

/// How often something stands there.
fn times(element: &BytesStart<'_>, what: &str) -> Result<u64, String> {
    let times = attribute(element, what)?;
    Ok(times.map_or(1, |times| times.trim().parse().unwrap_or(u64::MAX)))
}
