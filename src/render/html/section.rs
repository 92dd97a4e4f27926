//! The section of one machine: what was read, what each edition says of it, what to change.

use crate::machine::Machine;
use crate::profile::Tier;
use crate::remedy::Remedy;
use crate::report::{Finding, Report};
use crate::verdict::Verdict;
use askama::Template;

/// One machine with its reports.
#[derive(Template)]
#[template(path = "section.html", config = "src/render/html/askama.toml")]
pub(super) struct Section<'r> {
    /// Its place among the machines, from 1.
    pub n: usize,
    pub machine: &'r Machine,
    /// The names of the columns of the input that go along.
    pub columns: &'r [String],
    pub reports: &'r [Report<'r>],
    pub remedy: &'r Remedy,
}

impl Section<'_> {
    /// The columns that go along and say something of this machine.
    fn kept(&self) -> impl Iterator<Item = (&str, &str)> {
        let cells = self.columns.iter().enumerate();
        let cells = cells.map(|(n, name)| (name.as_str(), self.machine.kept(n)));
        cells.filter(|(_, cell)| !cell.is_empty())
    }

    /// Where among the edition's sources a cited one stands, from 1.
    fn place(&self, report: &Report<'_>, citation: &str) -> Option<usize> {
        report.profile.sources.iter().position(|source| source.id == citation).map(|n| n + 1)
    }
}

/// The word on a finding.
fn word(finding: &Finding<'_>) -> &'static str {
    if finding.is_remark() { "remark" } else { finding.verdict.id() }
}

/// What is said of a report beside its verdict: platform, basis, what is recommended.
fn aside(report: &Report<'_>) -> String {
    let platform = report.platform.map(|platform| platform.name.clone());
    let basis = report.basis().map(|basis| format!("requirements {}", basis.id()));
    let recommended = report.recommended().filter(|_| report.decides() == Tier::Minimum);
    let recommended = recommended.map(|verdict| format!("recommended figures: {verdict}"));
    [platform, basis, recommended].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What the machine will be once it is changed.
fn then(remedy: &Remedy, editions: usize) -> &'static str {
    match (remedy.then, editions) {
        (Verdict::Pass, 1) => "Then it passes.",
        (Verdict::Pass, _) => "Then every edition passes.",
        (Verdict::Unknown, _) => "Then nothing fails; what is unknown stays so.",
        (Verdict::Fail, _) => "Then something fails still.",
    }
}
