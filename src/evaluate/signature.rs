//! Judging the signatures that a processor can have by a vendor's rules.

use super::generation::sold_as;
use crate::cpu::{Candidates, Ranges, SignatureRange, SignatureRule, Signatures};
use crate::quantity::Marketed;
use crate::verdict::Verdict;

/// Whether a processor's signature is admitted by one of the rules. `sold` is what it was sold as,
/// for the rules that ask for a generation.
///
/// A pass needs that every signature it can have is admitted, a fail that none is.
pub fn admitted(found: &Signatures, sold: Option<&Marketed>, rules: &[SignatureRule]) -> Verdict {
    // What a rule says of a signature that is within its numbers.
    let within = rules.iter().map(|rule| (rule, generation(found, sold, rule)));
    let within: Vec<(&SignatureRule, Verdict)> = within.collect();
    let every = |ranges: &[SignatureRange], verdict| {
        !ranges.is_empty() && ranges.iter().all(|range| every_of(range, &within, verdict))
    };
    if every(found.likely(), Verdict::Pass) {
        Verdict::Pass
    } else if every(found.certain(), Verdict::Fail) {
        Verdict::Fail
    } else {
        Verdict::Unknown
    }
}

/// Whether it was sold as what a rule asks for. A part of a line without generations counts as
/// what its silicon was made for.
fn generation(found: &Signatures, sold: Option<&Marketed>, rule: &SignatureRule) -> Verdict {
    if rule.generation.is_empty() {
        return Verdict::Pass;
    }
    let of = |sold: &Marketed| sold_as(sold, rule.generation);
    match sold.map_or(Verdict::Unknown, of) {
        Verdict::Unknown if !found.like().is_empty() => {
            let (like, silicon) = (found.like(), Candidates::EMPTY);
            let certain = if found.certain().is_empty() { Default::default() } else { like };
            of(&Marketed { likely: like, certain, silicon })
        }
        verdict => verdict,
    }
}

/// Whether the rules give every signature of a range this verdict. Within the pieces into which the
/// rules' ends cut it, all signatures are alike.
fn every_of(range: &SignatureRange, rules: &[(&SignatureRule, Verdict)], verdict: Verdict) -> bool {
    let of_vendor = |rule: &SignatureRule| {
        rule.vendor.as_ref().is_none_or(|vendor| vendor.as_str() == range.vendor)
    };
    let rules: Vec<_> = rules.iter().filter(|(rule, _)| of_vendor(rule)).collect();
    let starts = |span: (u32, u32), of: fn(&SignatureRule) -> &Ranges| {
        starts(span, rules.iter().map(|(rule, _)| of(rule)))
    };
    let families = starts(range.family, |rule| &rule.family);
    let models = starts(range.model, |rule| &rule.model);
    let steppings = starts(range.stepping, |rule| &rule.stepping);
    let judge = |family: u32, model: u32, stepping: u32| {
        let fits = rules.iter().filter(|(rule, _)| {
            rule.family.contains(family)
                && rule.model.contains(model)
                && rule.stepping.contains(stepping)
        });
        fits.map(|(_, verdict)| *verdict).max().unwrap_or(Verdict::Fail)
    };
    families.iter().all(|family| {
        let of_model =
            |model: &u32| steppings.iter().all(|s| judge(*family, *model, *s) == verdict);
        models.iter().all(of_model)
    })
}

/// The first numbers of the pieces of a span.
fn starts<'r>((low, high): (u32, u32), cuts: impl Iterator<Item = &'r Ranges>) -> Vec<u32> {
    let ends = cuts.flat_map(Ranges::iter).flat_map(|(from, to)| [from, to.saturating_add(1)]);
    let mut starts: Vec<u32> = ends.filter(|start| low < *start && *start <= high).collect();
    starts.push(low);
    starts.sort_unstable();
    starts.dedup();
    starts
}
