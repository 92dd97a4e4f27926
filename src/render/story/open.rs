//! The reverse question: what a machine can run, and what stops the next edition of each product.

use super::Cell;
use crate::report::Report;
use crate::verdict::Verdict;

/// What the columns of [`row`] hold, behind the machine's name.
pub(super) const HEADER: [&str; 5] = ["machine", "product", "runs", "next", "verdict"];

/// What a machine can run of each product.
pub(super) struct Product<'r, 'a> {
    editions: &'r [Report<'a>],
    /// The first edition behind those that run, where there is one.
    pub(super) next: Option<&'r Report<'a>>,
}

/// The reports of one machine by the editions of the library, product by product.
pub(super) fn products<'r, 'a>(reports: &'r [Report<'a>]) -> impl Iterator<Item = Product<'r, 'a>> {
    reports.chunk_by(|a, b| product(a) == product(b)).map(|editions| {
        let passes = |report: &&Report<'_>| report.verdict() == Verdict::Pass;
        let after = editions.iter().rposition(|r| passes(&r)).map_or(0, |last| last + 1);
        // Where the last edition passes, one before it may not.
        let next = editions[after..].first().or(editions.iter().find(|report| !passes(report)));
        Product { editions, next }
    })
}

impl Product<'_, '_> {
    /// The cells of its row.
    pub(super) fn row(&self) -> Vec<Cell> {
        let text = |text: &str| Cell::Text(text.to_owned());
        vec![
            text(product(&self.editions[0])),
            Cell::Text(runs(self.editions)),
            text(self.next.map_or("", version)),
            self.next.map_or(text(""), |report| Cell::Verdict(report.verdict())),
        ]
    }
}

fn product<'r>(report: &'r Report<'_>) -> &'r str {
    let id = &report.profile.id;
    id.split_once('/').map_or(id, |(product, _)| product)
}

fn version<'r>(report: &'r Report<'_>) -> &'r str {
    let id = &report.profile.id;
    id.split_once('/').map_or(id, |(_, version)| version)
}

/// The versions that pass; three or more in a row as "1.0 to 4.5".
fn runs(editions: &[Report<'_>]) -> String {
    let alike = editions.chunk_by(|a, b| a.verdict() == b.verdict());
    let passed = alike.filter(|row| row[0].verdict() == Verdict::Pass).map(|row| match row {
        [first, _, .., last] => format!("{} to {}", version(first), version(last)),
        row => row.iter().map(version).collect::<Vec<_>>().join(", "),
    });
    let passed: Vec<String> = passed.collect();
    if passed.is_empty() { "none".to_owned() } else { passed.join(", ") }
}
