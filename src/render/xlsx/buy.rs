//! The buy list: the smallest set of changes for each machine, and what that is in all.

use super::cell::{Cell, unit};
use super::rows::{Column, Of, Rows};
use crate::fleet::Fleet;
use crate::remedy::{Part, Remedy};
use crate::render::story::word;
use crate::report::Report;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

pub(super) struct BuyList {
    rows: Rows,
}

/// The unit of what is added of a part.
pub(super) fn unit_of(part: Part) -> &'static str {
    match part {
        Part::Item(item) => unit(item).map_or("", |(unit, _)| unit),
        Part::Machine | Part::Processor | Part::Less(_) | Part::Setting(_) | Part::Host(_) => "",
    }
}

impl BuyList {
    pub(super) fn new(book: &mut Workbook) -> Result<BuyList, XlsxError> {
        let columns = [
            ("Machine", Of::Values),
            ("Change", Of::Sentences(48)),
            ("Part", Of::Values),
            ("Quantity", Of::Values),
            ("Unit", Of::Centred),
            ("Asked by", Of::Sentences(40)),
            ("Verdict then", Of::Verdicts),
            ("Ordered (evaluator)", Of::Answer(&["Yes", "No"])),
            ("Price (evaluator)", Of::Values),
        ];
        let columns = columns.map(|(heading, kind)| Column::new(heading, kind));
        Ok(BuyList { rows: Rows::new(book, "Buy list", 1, columns.to_vec())? })
    }

    pub(super) fn add(
        &mut self,
        book: &mut Workbook,
        reports: &[Report<'_>],
        remedy: &Remedy,
    ) -> Result<(), XlsxError> {
        let Some(machine) = reports.first().map(|report| report.machine) else { return Ok(()) };
        for change in &remedy.changes {
            let quantity = match (change.part, change.add) {
                (Part::Item(item), Some(more)) => Cell::quantity(item, Some(more)),
                (Part::Less(_) | Part::Setting(_) | Part::Host(_), _) => Cell::Blank,
                _ => Cell::Number(1.0),
            };
            let row = [
                Cell::text(machine.name()),
                Cell::text(change.to_string()),
                Cell::text(change.part.to_string()),
                quantity,
                Cell::text(unit_of(change.part)),
                Cell::text(change.editions.join(", ")),
                Cell::text(word(remedy.then)),
            ];
            self.rows.push(book, row)?;
        }
        Ok(())
    }

    /// What there is to buy in all, below the entries.
    pub(super) fn total(&mut self, book: &mut Workbook, fleet: &Fleet) -> Result<(), XlsxError> {
        self.rows.end_entries();
        if fleet.totals.is_empty() {
            return self.rows.push(book, [Cell::text("Nothing to buy: nothing fails.")]);
        }
        self.rows.push(book, [])?;
        for (part, total) in &fleet.totals {
            let row = [
                Cell::text("Total"),
                Cell::text(total.told(*part)),
                Cell::text(part.to_string()),
                added(*part, total.add).unwrap_or(Cell::count(total.machines)),
                Cell::text(unit_of(*part)),
            ];
            self.rows.push(book, row)?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Vec<Worksheet>, XlsxError> {
        self.rows.finish()
    }
}

/// How much is added in all, in the unit of the part.
#[allow(clippy::cast_precision_loss)] // sums for people
pub(super) fn added(part: Part, add: u128) -> Option<Cell<'static>> {
    let item = match part {
        Part::Item(item) => item,
        _ => return None,
    };
    let (_, one) = unit(item)?;
    Some(Cell::Number(add as f64 / one))
}
