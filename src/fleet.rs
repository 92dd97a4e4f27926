//! What many reports say together: counts, what would mend most, how far a fleet is from each
//! minimum. Machines are added one after the other; none is held.

use crate::item::Item;
use crate::profile::Tier;
use crate::quantity::Quantity;
use crate::remedy::{self, Part, Remedy};
use crate::report::Report;
use crate::verdict::Verdict;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

/// The sums over a fleet.
#[derive(Clone, Debug, Default)]
pub struct Fleet {
    /// How many machines there are.
    pub machines: usize,
    /// How many machines pass every edition, are unknown by one and fail none, and fail one.
    pub verdicts: Counts,
    /// How many machines have which verdict, by edition in the order of the question.
    pub editions: Vec<Counts>,
    /// Fails by what would mend them, and how many of them would then pass.
    pub mended: BTreeMap<Vec<Part>, Mended>,
    /// What is to be changed in all, machine by machine for every edition together.
    pub totals: BTreeMap<Part, Total>,
    /// How far the machines are from each figure of the minimum, by edition, item and the figure as
    /// published: platforms differ.
    pub spreads: BTreeMap<(usize, Item, String), Spread>,
}

/// How many of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Passes.
    pub pass: usize,
    /// Unknown ones.
    pub unknown: usize,
    /// Fails.
    pub fail: usize,
}

impl Counts {
    /// One more.
    pub fn add(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Pass => self.pass += 1,
            Verdict::Unknown => self.unknown += 1,
            Verdict::Fail => self.fail += 1,
        }
    }

    /// All of them.
    pub fn all(&self) -> usize {
        self.pass + self.unknown + self.fail
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Counts { pass, unknown, fail } = self;
        write!(f, "{pass} pass, {unknown} unknown, {fail} fail")
    }
}

/// Fails, each a machine and an edition, that the same changes would mend.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// How many.
    pub fails: usize,
    /// How many of them would pass; of the others something else is not known.
    pub pass: usize,
}

/// What is to be changed of a part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// In how many machines.
    pub machines: usize,
    /// How much is added in all, in bytes or as a count; 0 where parts are replaced, reduced or set.
    pub add: u128,
}

impl Total {
    /// What there is to buy of a part, for people: "+768 MB memory in 12 machines".
    pub fn told(&self, part: Part) -> String {
        let machines = match self.machines {
            1 => "1 machine".to_owned(),
            n => format!("{n} machines"),
        };
        match part {
            Part::Item(item) => {
                let add = u64::try_from(self.add).unwrap_or(u64::MAX);
                let add = Quantity::of(item.kind(), add);
                format!("{} in {machines}", remedy::added(item, add))
            }
            Part::Less(item) => format!("reduce: {item} in {machines}"),
            Part::Setting(item) => format!("set: {item} in {machines}"),
            part => format!("replace: {part} in {machines}"),
        }
    }
}

/// How far machines are from one figure of an edition.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// The verdicts on it.
    pub verdicts: Counts,
    /// How many machines have which share of the figure, by [`Spread::bin`]. Empty where the
    /// figure is no number.
    pub bins: Vec<usize>,
}

impl Spread {
    /// So many bins, half a power of two each; the outer ones take what is beyond.
    pub const BINS: usize = 17;
    /// The bin that begins at the figure itself.
    pub const ENOUGH: usize = 8;

    /// The bin of a share: of 1 (just enough) [`Spread::ENOUGH`], of a half two less.
    pub fn bin(share: f64) -> usize {
        // A share is not negative; of none the logarithm is far below every bin.
        #[allow(clippy::cast_possible_truncation)]
        let half_powers = (2.0 * share.log2()).floor().clamp(-100.0, 100.0) as isize;
        let last = Spread::BINS - 1;
        Spread::ENOUGH.saturating_add_signed(half_powers).min(last)
    }
}

impl Fleet {
    /// Adds the reports of one machine, and says what would mend it.
    pub fn add(&mut self, reports: &[Report<'_>]) -> Remedy {
        self.machines += 1;
        self.verdicts.add(Verdict::all(reports.iter().map(Report::verdict)));
        self.editions.resize(self.editions.len().max(reports.len()), Counts::default());
        for (n, report) in reports.iter().enumerate() {
            self.editions[n].add(report.verdict());
            self.spread(n, report);
        }
        let remedies: Vec<Remedy> = reports.iter().map(Remedy::of).collect();
        for remedy in remedies.iter().filter(|remedy| !remedy.changes.is_empty()) {
            let mended = self.mended.entry(remedy.parts()).or_default();
            mended.fails += 1;
            mended.pass += usize::from(remedy.then == Verdict::Pass);
        }
        let remedy = Remedy::of_all(reports, remedies);
        for part in remedy.parts() {
            self.totals.entry(part).or_default().machines += 1;
        }
        for change in &remedy.changes {
            let total = self.totals.entry(change.part).or_default();
            total.add += u128::from(change.add.and_then(Quantity::number).unwrap_or(0));
        }
        remedy
    }

    fn spread(&mut self, n: usize, report: &Report<'_>) {
        for finding in report.findings.iter().filter(|f| f.requirement.tier == Tier::Minimum) {
            let requirement = &*finding.requirement;
            let key = (n, requirement.item, requirement.text.clone());
            let spread = self.spreads.entry(key).or_default();
            spread.verdicts.add(finding.verdict);
            if let Some(share) = finding.share() {
                spread.bins.resize(Spread::BINS, 0);
                spread.bins[Spread::bin(share)] += 1;
            }
        }
    }

    /// What would turn most fails into passes, the most first: the parts to change.
    pub fn most_mended(&self) -> Vec<(&[Part], Mended)> {
        let mut all: Vec<_> = self.mended.iter().map(|(parts, n)| (&parts[..], *n)).collect();
        all.sort_by_key(|(parts, n)| (Reverse(n.pass), Reverse(n.fails), parts.len()));
        all
    }
}
