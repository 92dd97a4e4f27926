//! The signatures that a processor can have.
//!
//! Where CPUID was read it is one. Where only a name is known, it is those that the parts of its
//! classes were made with: vendors write their rules in signatures, and people write names.

use super::signature::{SOLD_AS, SignatureRow, WHOLE};
use super::signatures::SIGNATURES;
use super::text::Mark;
use super::vendor::{self, HYGON, INTEL, Vendor};
use super::{Arch, Candidates, Generations, Identified, Signature};
use crate::word::either;
use std::fmt;

/// Signatures of one vendor: every value from `.0` to `.1` of each number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SignatureRange {
    /// The vendor as CPUID spells it.
    pub vendor: &'static str,
    /// The effective family.
    pub family: (u32, u32),
    /// The effective model.
    pub model: (u32, u32),
    /// The stepping.
    pub stepping: (u32, u32),
}

/// The signatures that a processor can have. As with classes, what may pass and what may fail are
/// kept apart: a guest is shown a signature, and not told what it runs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatures {
    likely: Vec<SignatureRange>,
    certain: Vec<SignatureRange>,
    like: Generations,
}

/// Any stepping.
const STEPPINGS: (u32, u32) = (0, 15);

/// Whoever is in no table.
const FOREIGN: &str = "another vendor";

impl Signatures {
    /// What a processor can have by all that is known of it; `signature` where one was read.
    /// `None` where nothing is known, or where it is no x86.
    pub fn of(found: &Identified, signature: Option<&Signature>) -> Option<Signatures> {
        let described = found.described.as_ref();
        let signature = signature.or_else(|| described?.signature.as_ref());
        let mark = described.and_then(|described| described.mark);
        if !found.classes.is_empty() && !found.classes.iter().any(|class| class.arch() == Arch::X86)
        {
            return None;
        }
        let by_name = sold(found.classes, found.generations, mark.as_ref());
        let read = signature.map(shown).unwrap_or_default();
        let likely = match signature {
            // Either may be the wrong one.
            _ if found.conflict.is_some() && (read.is_empty() || by_name.is_empty()) => by_name,
            _ if found.conflict.is_some() => [read, by_name].concat(),
            // It was cut off on the way, which the name tells.
            Some(signature) if apart(signature.candidates(), found.classes) => by_name,
            Some(_) if !read.is_empty() => {
                let both = common(&read, &by_name);
                if both.is_empty() { read } else { both }
            }
            _ => by_name,
        };
        let certain = match found.virtual_machine {
            true => carried(found.certain),
            false => likely.clone(),
        };
        let like = mark.and_then(|mark| mark.like).into_iter().collect();
        let found = Signatures { likely: joined(likely), certain: joined(certain), like };
        (!found.likely.is_empty()).then_some(found)
    }

    /// By all evidence: a rule that all of these meet is met.
    pub fn likely(&self) -> &[SignatureRange] {
        &self.likely
    }

    /// By evidence that may exclude: a rule that none of these meets is not met. Empty: nothing is
    /// known.
    pub fn certain(&self) -> &[SignatureRange] {
        &self.certain
    }

    /// The generation whose silicon the part is, where its own line has none: a Pentium of the
    /// seventh generation of Intel Core.
    pub fn like(&self) -> Generations {
        self.like
    }
}

/// The signature that was read, under every vendor that it can be of.
fn shown(signature: &Signature) -> Vec<SignatureRange> {
    let &Signature { ref vendor, family, model, stepping } = signature;
    let range = |vendor| SignatureRange {
        vendor,
        family: (family, family),
        model: (model, model),
        stepping: stepping.map_or(STEPPINGS, |stepping| (stepping, stepping)),
    };
    match vendor::of(vendor) {
        Vendor::Maker(maker) => vec![range(maker)],
        Vendor::Foreign => vec![range(FOREIGN)],
        Vendor::Emulator => Vec::new(),
        Vendor::NotKnown => {
            let listed = SIGNATURES.iter().filter(|row| meet(&row.range(), &range(row.vendor)));
            let listed: Vec<_> = listed.map(|row| range(row.vendor)).collect();
            match listed.is_empty() {
                true => SIGNATURES.iter().map(|row| range(row.vendor)).collect(),
                false => listed,
            }
        }
    }
}

/// What the parts of some classes were made with that were sold under some generations (none: it is
/// not known under which). Empty where that is not listed of every class.
fn sold(classes: Candidates, generations: Generations, mark: Option<&Mark>) -> Vec<SignatureRange> {
    let rows = SIGNATURES.iter().filter(|row| !row.classes.intersection(classes).is_empty());
    let rows: Vec<&SignatureRow> = rows.collect();
    let listed = rows.iter().fold(Candidates::EMPTY, |all, row| all.union(row.classes));
    if listed.intersection(classes) != classes {
        return Vec::new();
    }
    let marked = |row| Some((row, SignatureRow::range(row).and(&mark?.range)?));
    let mut ranges: Vec<(&SignatureRow, SignatureRange)> =
        rows.iter().copied().filter_map(marked).collect();
    if ranges.is_empty() {
        let usual = rows.into_iter().filter(|row| !row.is_rare());
        ranges = usual.map(|row| (row, row.range())).collect();
    }
    let parts = |(row, range): &(&SignatureRow, SignatureRange)| {
        let listed = SOLD_AS.iter().filter_map(|sold| {
            Some((range.and(&sold.range())?, sold.generations.iter().copied().collect()))
        });
        let listed: Vec<(SignatureRange, Generations)> = listed.collect();
        if listed.is_empty() && (row.is_rare() || apart_from_whole(row, classes)) {
            return vec![*range];
        }
        let under = |sold: &Generations| {
            generations.is_empty() || !sold.intersection(generations).is_empty()
        };
        let kept = listed.into_iter().filter(|(_, sold)| under(sold));
        kept.map(|(range, _)| range).collect()
    };
    let sold: Vec<SignatureRange> = ranges.iter().flat_map(parts).collect();
    // What contradicts the lists stays possible.
    match sold.is_empty() {
        true => ranges.into_iter().map(|(_, range)| range).collect(),
        false => sold,
    }
}

/// Is the row of a class of which not every signature that was sold is listed?
fn apart_from_whole(row: &SignatureRow, classes: Candidates) -> bool {
    row.classes.intersection(classes).iter().any(|class| !WHOLE.contains(class))
}

/// Everything that parts of these classes may carry.
fn carried(classes: Candidates) -> Vec<SignatureRange> {
    let rows = SIGNATURES.iter().filter(|row| !row.classes.intersection(classes).is_empty());
    rows.map(SignatureRow::range).collect()
}

/// Do both say something, and nothing that both say?
fn apart(one: Candidates, other: Candidates) -> bool {
    !one.is_empty() && !other.is_empty() && one.intersection(other).is_empty()
}

fn meet(one: &SignatureRange, other: &SignatureRange) -> bool {
    one.and(other).is_some()
}

fn common(some: &[SignatureRange], others: &[SignatureRange]) -> Vec<SignatureRange> {
    some.iter().flat_map(|one| others.iter().filter_map(|other| one.and(other))).collect()
}

/// The same with what lies side by side made one.
fn joined(mut ranges: Vec<SignatureRange>) -> Vec<SignatureRange> {
    ranges.sort_unstable();
    ranges.dedup();
    let mut joined: Vec<SignatureRange> = Vec::new();
    for range in ranges {
        if let Some(last) = joined.last_mut()
            && (last.vendor, last.family) == (range.vendor, range.family)
        {
            let next = |before: (u32, u32), after: (u32, u32)| before.1 + 1 == after.0;
            if last.model == range.model && next(last.stepping, range.stepping) {
                last.stepping.1 = range.stepping.1;
                continue;
            }
            if last.stepping == range.stepping && next(last.model, range.model) {
                last.model.1 = range.model.1;
                continue;
            }
        }
        joined.push(range);
    }
    joined
}

impl SignatureRange {
    /// What both ranges hold.
    fn and(&self, other: &SignatureRange) -> Option<SignatureRange> {
        let both = |(a, b): (u32, u32), (c, d): (u32, u32)| {
            Some((a.max(c), b.min(d))).filter(|(low, high)| low <= high)
        };
        (self.vendor == other.vendor).then_some(())?;
        Some(SignatureRange {
            vendor: self.vendor,
            family: both(self.family, other.family)?,
            model: both(self.model, other.model)?,
            stepping: both(self.stepping, other.stepping)?,
        })
    }
}

impl SignatureRow {
    fn range(&self) -> SignatureRange {
        let &SignatureRow { vendor, family, models: model, steppings: stepping, .. } = self;
        SignatureRange { vendor, family: (family, family), model, stepping }
    }

    /// A row of parts that no general name means: Hygon's licensed Zen, and a telephone's Atom.
    fn is_rare(&self) -> bool {
        self.vendor == HYGON || (self.vendor, self.family, self.models) == (INTEL, 6, (0x75, 0x75))
    }
}

/// "GenuineIntel family 6 model 158 stepping 9".
impl fmt::Display for SignatureRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let span = |(low, high): (u32, u32)| match low == high {
            true => low.to_string(),
            false => format!("{low} to {high}"),
        };
        let (family, model) = (span(self.family), span(self.model));
        write!(f, "{} family {family} model {model}", self.vendor)?;
        match self.stepping {
            STEPPINGS => Ok(()),
            stepping => write!(f, " stepping {}", span(stepping)),
        }
    }
}

/// The likely ones, joined by "or"; a long list is cut and says so.
impl fmt::Display for Signatures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&either(&self.likely.iter().map(ToString::to_string).collect::<Vec<_>>()))
    }
}
