//! What the page needs of the reports that flow by: sums over all machines, and of those that are
//! shown one by one a row of the matrix and a section, as text.

use super::super::story::stops;
use super::section::Section;
use crate::check::Check;
use crate::fleet::Fleet;
use crate::report::{Finding, Report};
use crate::verdict::Verdict;
use askama::Template;
use std::io;

/// What was gathered.
pub(super) struct Gathered<'a> {
    /// The names of the columns of the input that go along.
    pub columns: &'a [String],
    /// So many machines are shown one by one; `None`: all.
    most: Option<usize>,
    pub fleet: Fleet,
    /// The rows of the matrix.
    pub rows: Vec<Row>,
    /// The sections of the same machines.
    pub sections: String,
    /// What the editions answer for the first machine.
    pub answers: Vec<Answer>,
    /// What is not checked, by edition: each line once.
    pub not_checked: Vec<Vec<String>>,
}

/// A machine in the matrix.
pub(super) struct Row {
    pub name: String,
    /// The cells of the columns that go along.
    pub kept: Vec<String>,
    /// The verdict of each edition.
    pub verdicts: Vec<Verdict>,
}

impl Row {
    /// The verdict of all editions together.
    pub fn verdict(&self) -> Verdict {
        Verdict::all(self.verdicts.iter().copied())
    }
}

/// What an edition answers.
pub(super) struct Answer {
    pub verdict: Verdict,
    /// What keeps it from passing; empty where it passes.
    pub stops: String,
}

impl<'a> Gathered<'a> {
    pub(super) fn new(check: &Check<'a>, most: Option<usize>) -> Gathered<'a> {
        Gathered {
            columns: check.columns,
            most,
            fleet: Fleet::default(),
            rows: Vec::new(),
            sections: String::new(),
            answers: Vec::new(),
            not_checked: vec![Vec::new(); check.profiles.len()],
        }
    }

    /// Adds the reports of one machine.
    ///
    /// # Errors
    /// A section that cannot be made.
    pub(super) fn add(&mut self, reports: &[Report<'_>]) -> io::Result<()> {
        let remedy = self.fleet.add(reports);
        for (lines, report) in self.not_checked.iter_mut().zip(reports) {
            for line in report.not_checked() {
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        let Some(machine) = reports.first().map(|report| report.machine) else { return Ok(()) };
        if self.answers.is_empty() {
            self.answers = reports.iter().map(answer).collect();
        }
        if self.most.is_some_and(|most| self.rows.len() >= most) {
            return Ok(());
        }
        self.rows.push(Row {
            name: machine.name().to_owned(),
            kept: (0..self.columns.len()).map(|n| machine.kept(n).to_owned()).collect(),
            verdicts: reports.iter().map(Report::verdict).collect(),
        });
        let (n, columns) = (self.rows.len(), self.columns);
        let section = Section { n, machine, columns, reports, remedy: &remedy };
        section.render_into(&mut self.sections).map_err(io::Error::other)
    }
}

fn answer(report: &Report<'_>) -> Answer {
    let verdict = report.verdict();
    let stops = match verdict {
        Verdict::Pass => String::new(),
        _ => stops(report, Finding::why),
    };
    Answer { verdict, stops }
}
