//! What the formats for people tell, before any layout: one report in full; several as a matrix,
//! then what stops each, then what to buy; without editions, what each machine can run.

mod fleet;
mod full;
mod open;

use super::Style;
use crate::check::Check;
use crate::report::{Finding, Report};
use crate::verdict::Verdict;
use fleet::Teller;
use std::borrow::Cow;
use std::convert::Infallible;

/// A piece of the story.
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Line(String),
    /// A list under a word.
    List(Cow<'static, str>, Vec<String>),
    /// A table: its header and its rows.
    Table(Vec<String>, Vec<Vec<Cell>>),
}

impl Block {
    /// A table with these names above its columns.
    pub fn table(header: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> Block {
        let header = header.iter().map(|name| (*name).to_owned());
        Block::Table(header.collect(), rows.into_iter().collect())
    }
}

/// A cell of a table.
pub enum Cell {
    /// Text.
    Text(String),
    /// A verdict; a program may colour it.
    Verdict(Verdict),
}

impl Cell {
    /// Cells of texts.
    pub fn row<const N: usize>(texts: [impl Into<String>; N]) -> Vec<Cell> {
        texts.map(|text| Cell::Text(text.into())).into()
    }

    /// The cell's text.
    pub fn text(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Verdict(verdict) => word(*verdict).to_owned(),
        }
    }
}

/// A verdict for people: it stands out without colour too.
pub fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "PASS",
        Verdict::Fail => "FAIL",
        Verdict::Unknown => "UNKNOWN",
    }
}

/// The story of some reports, machine by machine.
pub fn tell(reports: &[Report<'_>], style: &Style) -> Vec<Block> {
    let mut teller = Teller::new(false, style);
    reports.chunk_by(|a, b| std::ptr::eq(a.machine, b.machine)).for_each(|of| teller.add(of));
    teller.blocks(&Default::default())
}

/// The story of a check, with no more rows in each part than there are lines to show.
pub fn tell_check(check: &mut Check<'_>, style: &Style) -> Vec<Block> {
    let mut teller = Teller::new(check.open, style);
    let told = check.each(|reports| {
        teller.add(reports);
        Ok::<(), Infallible>(())
    });
    let Ok(()) = told;
    teller.blocks(check.unread())
}

/// What keeps a report from passing, in one line, each finding told in its own way.
pub fn stops<'r>(report: &'r Report<'r>, told: fn(&'r Finding<'r>) -> String) -> String {
    if let Some(why) = report.nothing_to_judge() {
        return why;
    }
    let worst = report.deciding().filter(|finding| finding.verdict == report.verdict());
    worst.map(told).collect::<Vec<_>>().join("; ")
}

/// Lines, each once, in the order of their first appearance.
fn once(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    lines.filter(|line| seen.insert(line.clone())).collect()
}
