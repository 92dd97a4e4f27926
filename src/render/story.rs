//! What the formats for people tell, before any layout: one report in full, several as a matrix
//! and then what stops each.

use crate::profile::{Basis, Source, Tier};
use crate::report::{Finding, Report};
use crate::verdict::Verdict;
use std::borrow::Cow;

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

/// A cell of a table.
pub enum Cell {
    /// Text.
    Text(String),
    /// A verdict; a program may colour it.
    Verdict(Verdict),
}

impl Cell {
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

/// The story of some reports.
pub fn tell(reports: &[Report<'_>]) -> Vec<Block> {
    match reports {
        [report] => one(report),
        reports => several(reports),
    }
}

fn one(report: &Report<'_>) -> Vec<Block> {
    let profile = report.profile;
    let verdict = word(report.verdict());
    let title = match profile.id.ends_with(".toml") {
        true => profile.name.clone(),
        false => format!("{} ({})", profile.name, profile.id),
    };
    let mut blocks =
        vec![Block::Heading(format!("{title} on {}: {verdict}", report.machine.name()))];
    if let Some(why) = report.nothing_to_judge() {
        blocks.push(Block::Line(format!("Nothing to judge: {why}.")));
    }
    if !report.findings.is_empty() {
        let header = ["", "required", "found", "verdict", "why", "published in"];
        let rows = report.findings.iter().map(row).collect();
        blocks.push(Block::Table(header.map(str::to_owned).to_vec(), rows));
    }
    let steps = report.findings.iter().filter_map(|finding| {
        Some(format!("{}: {}", finding.requirement.item, finding.next_step()?))
    });
    blocks.push(Block::List("Next steps".into(), once(steps)));
    let read = report.findings.iter().filter_map(|finding| {
        let origin = &finding.reading?.origin;
        Some(format!("{}: {origin}: \"{}\"", finding.requirement.item, short_text(&origin.raw)))
    });
    blocks.push(Block::List("Read from".into(), once(read)));
    blocks.push(Block::List("Not checked".into(), report.not_checked()));
    blocks.push(Block::List("Remarks".into(), profile.remarks.clone()));
    let cited = profile.sources.iter().filter(|source| {
        let mut requirements = report.platform.iter().flat_map(|platform| &platform.requirements);
        requirements.any(|requirement| requirement.citations.contains(&source.id))
    });
    let cited = cited.map(Source::told);
    blocks.push(Block::List("Sources".into(), cited.collect()));
    blocks
}

fn row(finding: &Finding<'_>) -> Vec<Cell> {
    let requirement = finding.requirement;
    let item = match requirement.tier {
        Tier::Minimum | Tier::Advice => requirement.item.to_string(),
        tier => format!("{} ({})", requirement.item, tier.id()),
    };
    vec![
        Cell::Text(item),
        Cell::Text(requirement.text.clone()),
        Cell::Text(finding.found().unwrap_or_else(|| "not known".to_owned())),
        match finding.is_remark() {
            true => Cell::Text("remark".to_owned()),
            false => Cell::Verdict(finding.verdict),
        },
        Cell::Text(with_short(finding)),
        Cell::Text(requirement.citation().unwrap_or_default()),
    ]
}

/// The reason, with what is missing before it.
fn with_short(finding: &Finding<'_>) -> String {
    let short = finding.short().map(|short| format!("short by {}; ", finding.show(short)));
    format!("{}{}", short.unwrap_or_default(), finding.why())
}

/// A text that stood somewhere; a long one, such as a list of flags, is cut and says so.
fn short_text(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn several(reports: &[Report<'_>]) -> Vec<Block> {
    if reports.is_empty() {
        return vec![Block::Heading("Nothing to judge: no machine could be read".to_owned())];
    }
    let editions = distinct(reports.iter().map(|report| report.profile.id.as_str()));
    let machines = distinct_machines(reports);
    let table = if machines.len() == 1 {
        let header = ["edition", "verdict", "figures"].map(str::to_owned).to_vec();
        let rows = reports.iter().map(|report| {
            let basis = report.basis().map_or("none", Basis::id);
            let edition = Cell::Text(report.profile.id.clone());
            vec![edition, Cell::Verdict(report.verdict()), Cell::Text(basis.to_owned())]
        });
        Block::Table(header, rows.collect())
    } else {
        let header = std::iter::once("machine").chain(editions.iter().copied()).map(str::to_owned);
        let rows = machines.iter().map(|of| {
            let name = Cell::Text(of[0].machine.name().to_owned());
            std::iter::once(name).chain(of.iter().map(|r| Cell::Verdict(r.verdict()))).collect()
        });
        Block::Table(header.collect(), rows.collect())
    };
    let stopped = reports.iter().filter(|report| report.verdict() != Verdict::Pass);
    let stops = stopped.map(|report| {
        let of = match machines.len() {
            1 => report.profile.id.clone(),
            _ => format!("{}, {}", report.machine.name(), report.profile.id),
        };
        format!("{of} ({}): {}", report.verdict(), stops(report, with_short))
    });
    let heading = match (machines.len(), editions.as_slice()) {
        (1, _) => format!("{} editions on {}", editions.len(), reports[0].machine.name()),
        (n, [edition]) => format!("{n} machines, {edition}"),
        (n, editions) => format!("{n} machines, {} editions", editions.len()),
    };
    let mut blocks = vec![Block::Heading(heading), table];
    if machines.len() > 1 {
        blocks.push(Block::List("Not published".into(), derived(reports)));
    }
    blocks.push(Block::List("What stops each".into(), stops.collect()));
    blocks
}

/// The editions whose figures are not their own, in the order of the matrix.
fn derived(reports: &[Report<'_>]) -> Vec<String> {
    let told = reports.iter().filter_map(|report| {
        let basis = report.basis().filter(|basis| *basis != Basis::Published)?;
        Some(format!("{}: its requirements are {}", report.profile.id, basis.id()))
    });
    once(told)
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

/// Names, each once, in the order of their first appearance.
pub fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = std::collections::HashSet::new();
    names.filter(|name| seen.insert(*name)).collect()
}

/// The reports of each machine. Machines may share a name, so their places in memory tell.
pub fn distinct_machines<'r, 'a>(reports: &'r [Report<'a>]) -> Vec<&'r [Report<'a>]> {
    reports.chunk_by(|a, b| std::ptr::eq(a.machine, b.machine)).collect()
}
