//! Inventories in a sheet of a workbook.

use super::{Begun, SAMPLE, Table, TableRows, Taken, headings};
use crate::check;
use crate::sources::workbook::{self, Row};
use crate::sources::{Ask, Batch, Format, Input, Read};
use std::sync::Arc;

/// A workbook.
pub const WORKBOOK: Format = Format {
    id: "workbook",
    name: "workbook (xlsx, xlsm, xlsb, xls, ods)",
    gaps: &[],
    detect: |_| false,
    read: Read::Workbook(read),
};

/// So many rows are handed on at once.
const MANY: usize = 256;

fn read(source: &str, bytes: Vec<u8>, wanted: Option<&str>, ask: &Ask) -> Result<Input, String> {
    let is_heading = |cells: &[String]| headings::telling(cells, &ask.map) > 0;
    let mut sheet = workbook::open(source, bytes, wanted, is_heading)?;
    let headings: Vec<String> =
        sheet.heading.cells.iter().map(|cell| cell.trim().to_owned()).collect();
    let sample: Vec<Result<Row, String>> = sheet.by_ref().take(SAMPLE).collect();
    let good = sample.iter().filter_map(|row| row.as_ref().ok());
    let cells: Vec<Vec<&str>> =
        good.map(|row| row.cells.iter().map(|cell| cell.trim()).collect()).collect();
    let what = format!("{}, row", sheet.name);
    let Begun { table, names, mut told } = Table::begin(source, &what, &headings, &cells, ask)?;
    told.extend(sheet.others.iter().map(|other| {
        check::Entry::Note(format!(
            "{source}: sheet \"{other}\" has the same heading and is not read; name it too: -m \
             \"{source}#{other}\""
        ))
    }));
    let (columns, source, mut before) = (table.columns.clone(), source.to_owned(), 0);
    let told: Box<dyn Batch> = Box::new(told);
    let mut all = sample.into_iter().chain(sheet);
    let rest = std::iter::from_fn(move || {
        let mut rows = Vec::new();
        for row in all.by_ref().take(MANY) {
            rows.push(row.map_err(|why| format!("{source}: {why}; what follows is not read")));
        }
        let batch = Rows { table: table.clone(), rows, before };
        before += batch.rows.len() as u64;
        (!batch.rows.is_empty()).then(|| Box::new(batch) as Box<dyn Batch>)
    });
    let batches = Box::new(std::iter::once(told).chain(rest));
    Ok(Input { table: Some(columns), headings, columns: names, batches, ..Input::of(Vec::new()) })
}

/// Some rows of a sheet.
struct Rows {
    table: Arc<Table>,
    rows: Vec<Result<Row, String>>,
    before: u64,
}

impl TableRows for Rows {
    fn table(&self) -> &Arc<Table> {
        &self.table
    }

    fn each(&self, take: &mut dyn FnMut(Taken<'_>)) {
        for (row, n) in self.rows.iter().zip(self.before + 1..) {
            match row {
                Ok(row) => {
                    let cells: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).collect();
                    take(Taken::Machine((&cells, (row.number.into(), n))));
                }
                Err(why) => take(Taken::Bad(why.clone())),
            }
        }
    }
}
