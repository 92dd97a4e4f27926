//! The compliance form of a tender: a row for each machine, edition and parameter, with empty
//! columns for whoever evaluates the offers.

use super::cell::{Cell, unit};
use super::rows::{Column, Of, Rows};
use crate::report::{Finding, Report};
use crate::verdict::Verdict;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

pub(super) struct Compliance {
    rows: Rows,
    /// The number of the last row.
    number: usize,
}

impl Compliance {
    pub(super) fn new(book: &mut Workbook) -> Result<Compliance, XlsxError> {
        let columns = [
            ("Item no.", Of::Centred),
            ("Machine", Of::Values),
            ("Edition", Of::Values),
            ("Parameter", Of::Values),
            ("Unit", Of::Centred),
            ("Minimum required", Of::Values),
            ("Offered", Of::Values),
            ("Complied", Of::Verdicts),
            ("Short by", Of::Values),
            ("Deviation", Of::Sentences(44)),
            ("Evidence", Of::Sentences(40)),
            ("Published in", Of::Values),
            ("Accepted (evaluator)", Of::Answer(&["Yes", "No", "Clarify"])),
            ("Remarks (evaluator)", Of::Remarks),
        ];
        let columns = columns.map(|(heading, kind)| Column::new(heading, kind));
        Ok(Compliance { rows: Rows::new(book, "Compliance", 4, columns.to_vec())?, number: 0 })
    }

    pub(super) fn add(
        &mut self,
        book: &mut Workbook,
        reports: &[Report<'_>],
    ) -> Result<(), XlsxError> {
        for report in reports {
            for finding in &report.findings {
                self.number += 1;
                let row = parameter(self.number, report, finding);
                self.rows.push(book, row)?;
            }
            if let Some(why) = report.nothing_to_judge() {
                self.number += 1;
                let row = nothing(self.number, report, why);
                self.rows.push(book, row)?;
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Vec<Worksheet>, XlsxError> {
        self.rows.finish()
    }
}

/// A verdict in the words of tender forms.
fn complied(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "Yes",
        Verdict::Fail => "No",
        Verdict::Unknown => "Not shown",
    }
}

fn parameter<'r>(
    number: usize,
    report: &'r Report<'_>,
    finding: &'r Finding<'_>,
) -> [Cell<'r>; 12] {
    let requirement = &*finding.requirement;
    let item = requirement.item;
    let offered = match (finding.known(), finding.reading) {
        (Some(known), _) if unit(item).is_some() => Cell::known(item, known),
        (Some(_), _) => Cell::some(finding.found()),
        (None, Some(reading)) => Cell::text(reading.origin.raw.as_str()),
        (None, None) => Cell::Blank,
    };
    let deviation = match finding.verdict {
        Verdict::Pass if !finding.is_remark() => Cell::Blank,
        _ => match finding.next_step() {
            Some(step) => Cell::text(format!("{}. To do: {step}", finding.why())),
            None => Cell::text(finding.why()),
        },
    };
    let evidence = finding.origin().map(|origin| format!("{origin}: \"{}\"", origin.raw));
    [
        Cell::count(number),
        Cell::text(report.machine.name()),
        Cell::text(report.profile.id.as_str()),
        Cell::text(requirement.asked()),
        Cell::text(unit(item).map_or("", |(unit, _)| unit)),
        Cell::amount(item, &requirement.amount, &requirement.text),
        offered,
        Cell::text(complied(finding.verdict)),
        Cell::quantity(item, finding.short()),
        deviation,
        Cell::some(evidence),
        Cell::some(requirement.citation()),
    ]
}

/// An edition that asks for nothing that is published shows nothing.
fn nothing<'r>(number: usize, report: &'r Report<'_>, why: String) -> [Cell<'r>; 12] {
    let mut row = [const { Cell::Blank }; 12];
    row[0] = Cell::count(number);
    row[1] = Cell::text(report.machine.name());
    row[2] = Cell::text(report.profile.id.as_str());
    row[7] = Cell::text(complied(Verdict::Unknown));
    row[9] = Cell::text(why);
    row
}
