//! One machine and one edition: every finding, and everything that is known about it.

use super::{Block, Cell, once, word};
use crate::profile::{Source, Tier};
use crate::report::{Finding, Report};
use crate::verdict::Verdict;

/// On fewer columns than this, reasons stand below the table and not in it.
const NARROW: u16 = 120;

/// The story of one report, on so many columns.
pub(super) fn one(report: &Report<'_>, width: Option<u16>) -> Vec<Block> {
    let narrow = width.is_some_and(|width| width < NARROW);
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
        let header = ["", "required", "found", "", "verdict", "why", "published in"];
        let columns = if narrow { header.len() - 2 } else { header.len() };
        let rows = report.findings.iter().map(|finding| {
            let mut row = row(finding);
            row.truncate(columns);
            row
        });
        blocks.push(Block::table(&header[..columns], rows));
    }
    if narrow {
        let told = |finding: &&Finding<'_>| finding.verdict != Verdict::Pass || finding.is_remark();
        let told = report.findings.iter().filter(told);
        let told = told.map(|f| format!("{}: {}", f.requirement.item, with_short(f)));
        blocks.push(Block::List("Why".into(), once(told)));
    }
    let steps = report.findings.iter().filter_map(|finding| {
        Some(format!("{}: {}", finding.requirement.item, finding.next_step()?))
    });
    blocks.push(Block::List("Next steps".into(), once(steps)));
    let read = report.findings.iter().filter_map(|finding| {
        let origin = finding.origin()?;
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
    let requirement = &*finding.requirement;
    vec![
        Cell::Text(requirement.asked()),
        Cell::Text(requirement.text.clone()),
        Cell::Text(finding.found().unwrap_or_else(|| "not known".to_owned())),
        Cell::Text(bar(finding)),
        match finding.is_remark() {
            true => Cell::Text("remark".to_owned()),
            false => Cell::Verdict(finding.verdict),
        },
        Cell::Text(with_short(finding)),
        Cell::Text(requirement.citation().unwrap_or_default()),
    ]
}

/// The reason, with what is missing before it.
pub(super) fn with_short(finding: &Finding<'_>) -> String {
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

/// How much of what is required is there, as a bar; empty where that is not known.
fn bar(finding: &Finding<'_>) -> String {
    const CELLS: usize = 8;
    let share = match (finding.verdict, finding.share()) {
        (_, Some(share)) => share,
        _ if finding.requirement.tier == Tier::Maximum => return String::new(),
        (Verdict::Pass, None) => 1.0,
        (Verdict::Fail, None) => 0.0,
        (Verdict::Unknown, None) => return String::new(),
    };
    // Only what is enough fills the bar.
    let most = if share < 1.0 { CELLS - 1 } else { CELLS };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let full = ((share * CELLS as f64) as usize).min(most);
    "█".repeat(full) + &"░".repeat(CELLS - full)
}
