//! Machines × editions: the columns of the input that go along, what was read, and the verdicts.

use super::cell::{Cell, heading};
use super::rows::{Column, MOST_COLUMNS, Of, Rows};
use crate::check::Check;
use crate::item::Item;
use crate::render::story::word;
use crate::report::Report;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

/// The readings that stand before the verdicts.
const READINGS: [Item; 5] = [Item::Cpu, Item::Clock, Item::Cores, Item::Memory, Item::Disk];

pub(super) struct Matrix {
    rows: Rows,
    kept: usize,
}

impl Matrix {
    pub(super) fn new(book: &mut Workbook, check: &Check<'_>) -> Result<Matrix, XlsxError> {
        let kept = check.columns.len();
        let needed = 1 + kept + READINGS.len() + check.profiles.len();
        if needed > MOST_COLUMNS {
            let why = format!(
                "the matrix would have {needed} columns, and a sheet has {MOST_COLUMNS}: keep \
                 fewer columns, or ask for fewer editions"
            );
            return Err(XlsxError::ParameterError(why));
        }
        let name = Column::new("Machine", Of::Values);
        let columns = check.columns.iter().map(|name| Column::new(name, Of::Values));
        let readings = READINGS.iter().map(|item| Column::new(capital(heading(*item)), Of::Values));
        let verdicts = check.profiles.iter().map(|p| Column::new(&p.id, Of::Verdicts));
        let columns = [name].into_iter().chain(columns).chain(readings).chain(verdicts).collect();
        Ok(Matrix { rows: Rows::new(book, "Matrix", 1, columns)?, kept })
    }

    pub(super) fn add(
        &mut self,
        book: &mut Workbook,
        reports: &[Report<'_>],
    ) -> Result<(), XlsxError> {
        let Some(machine) = reports.first().map(|report| report.machine) else { return Ok(()) };
        let name = std::iter::once(Cell::text(machine.name()));
        let kept = (0..self.kept).map(|n| Cell::input(machine.kept(n)));
        let readings = READINGS.iter().map(|item| match machine.get(*item) {
            Some(reading) if *item == Item::Cpu => Cell::text(&reading.origin.raw),
            Some(reading) => match &reading.known {
                Ok(known) => Cell::known(*item, known),
                Err(_) => Cell::text(&reading.origin.raw),
            },
            None => Cell::Blank,
        });
        let verdicts = reports.iter().map(|report| Cell::text(word(report.verdict())));
        self.rows.push(book, name.chain(kept).chain(readings).chain(verdicts))
    }

    pub(super) fn finish(self) -> Result<Vec<Worksheet>, XlsxError> {
        self.rows.finish()
    }
}

/// A heading begins with a capital letter.
pub(super) fn capital(text: String) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}
