//! The laws that a profile must keep beyond its syntax, and the remarks that `lint` makes.

use super::read::{Parsed, parse};
use super::{Requirement, Source, Tier};
use crate::cpu::{Ranges, SignatureRule, known_flags};
use crate::fault::{Fault, Faults, Gravity, nearest};
use crate::item::Item;
use crate::quantity::Amount;
use crate::verdict::Verdict;
use std::ops::Range;

/// Everything that is wrong with, or worth a remark about, the text of a profile.
///
/// `known` lists the editions that parts may name; an empty list is not checked against.
pub fn lint(id: &str, text: &str, known: &[&str]) -> Vec<Fault> {
    let parsed = parse(id, text);
    let mut faults = contradictions(&parsed);
    faults.extend(unknown_parts(&parsed, known));
    faults.extend(unsourced(&parsed));
    faults.extend(unknown_flags(&parsed));
    faults.extend(parsed.faults);
    faults.sort_by_key(|fault| fault.span.start);
    faults
}

/// Pairs of figures of which no machine could meet both as they are meant: a minimum above the
/// recommended figure, either above the maximum.
pub(super) fn contradictions(parsed: &Parsed) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (platform, places) in parsed.profile.platforms.iter().zip(&parsed.places) {
        let all: Vec<(&Requirement, &Range<usize>)> =
            platform.requirements.iter().zip(places).collect();
        for (low, _) in &all {
            for (high, place) in &all {
                let ordered = low.tier < high.tier && high.tier != Tier::Advice;
                if ordered
                    && (low.item, &low.volume) == (high.item, &high.volume)
                    && above(&low.amount, &high.amount)
                {
                    faults.push(Fault {
                        gravity: Gravity::Error,
                        span: (*place).clone(),
                        message: format!(
                            "{} {} ({}) is above {} ({})",
                            low.tier.id(),
                            low.item.id(),
                            low.text,
                            high.tier.id(),
                            high.text
                        ),
                        help: None,
                    });
                }
            }
        }
    }
    faults
}

/// Whether a lower tier's bound asks for more than a higher tier's in every reading of both.
fn above(low: &Amount, high: &Amount) -> bool {
    match (low, high) {
        (Amount::Span(low), Amount::Span(high)) => high.high().is_some_and(|h| low.low() > h),
        (Amount::Words(low), Amount::Words(high)) => {
            low.vocabulary().ordered && low.among(*high) == Verdict::Pass && low != high
        }
        (Amount::AnyOf(low), Amount::AnyOf(high)) => {
            high.iter().all(|h| low.iter().any(|l| l > h) && !low.iter().any(|l| l <= h))
        }
        (Amount::SoldAs(low), Amount::SoldAs(high)) => high.iter().all(|h| {
            low.iter().any(|l| l != h && l.reaches(h)) && !low.iter().any(|l| h.reaches(l))
        }),
        _ => false,
    }
}

/// The parts that a profile names and that are not among the known editions.
///
/// # Errors
/// Each of them, at its place.
pub fn parts(id: &str, text: &str, known: &[&str]) -> Result<(), Faults> {
    let faults = unknown_parts(&parse(id, text), known);
    match faults.is_empty() {
        true => Ok(()),
        false => Err(Faults { path: id.into(), text: text.into(), faults }),
    }
}

/// Where a profile names a part.
pub fn place(id: &str, text: &str, part: &str) -> Range<usize> {
    let includes = parse(id, text).includes;
    let found = includes.iter().find(|named| named.get_ref() == part);
    found.map_or(0..0, |named| named.span())
}

fn unknown_parts(parsed: &Parsed, known: &[&str]) -> Vec<Fault> {
    let unknown = parsed
        .includes
        .iter()
        .filter(|part| !known.is_empty() && !known.contains(&part.get_ref().as_str()));
    let fault = |part: &toml::Spanned<String>| {
        let near = nearest(part.get_ref(), known.iter().copied());
        Fault {
            gravity: Gravity::Error,
            span: part.span(),
            message: format!("no edition `{}`", part.get_ref()),
            help: near.map(|near| format!("did you mean `{near}`?")),
        }
    };
    unknown.map(fault).collect()
}

/// Figures without a source, and figures that their sources do not print.
fn unsourced(parsed: &Parsed) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (platform, places) in parsed.profile.platforms.iter().zip(&parsed.places) {
        for (requirement, place) in platform.requirements.iter().zip(places) {
            let item = requirement.item.id();
            if requirement.item == Item::Arch {
                continue; // what the platform is, not a figure
            }
            let ordered = matches!(requirement.amount, Amount::Span(_) | Amount::Formula(_));
            let message = if requirement.tier == Tier::Maximum && !ordered {
                format!("a maximum of `{item}` cannot be judged")
            } else if requirement.citations.is_empty() {
                format!("`{item}` cites no source")
            } else if let Some(number) = unprinted(requirement, &parsed.profile.sources) {
                format!("no source that `{item}` cites prints the figure {number}")
            } else {
                continue;
            };
            let gravity = Gravity::Remark;
            faults.push(Fault { gravity, span: place.clone(), message, help: None });
        }
    }
    faults
}

/// Flags that no table has. A newer kernel may know them; most are slips of the hand, and no
/// processor passes those.
fn unknown_flags(parsed: &Parsed) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (platform, places) in parsed.profile.platforms.iter().zip(&parsed.places) {
        for (requirement, place) in platform.requirements.iter().zip(places) {
            let Amount::Features(flags) = &requirement.amount else { continue };
            let unknown = flags.iter().filter(|flag| known_flags().all(|known| known != *flag));
            faults.extend(unknown.map(|flag| Fault {
                gravity: Gravity::Remark,
                span: place.clone(),
                message: format!("no processor flag `{flag}` is known here"),
                help: Some(match nearest(flag, known_flags()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "a machine is judged by it only where its flags were read".to_owned(),
                }),
            }));
        }
    }
    faults
}

/// The first number of a requirement that is not in the `figures` of a source it cites.
fn unprinted(requirement: &Requirement, sources: &[Source]) -> Option<String> {
    let cited = sources.iter().filter(|source| requirement.citations.contains(&source.id));
    let printed: Vec<String> =
        cited.filter_map(|source| source.figures.as_deref()).flat_map(numbers).collect();
    let wanted = match (&requirement.amount, requirement.item) {
        // A class is a word; only the ones that are plain numbers can be looked for.
        (Amount::AnyOf(classes), _) => classes
            .iter()
            .map(|class| class.id().to_owned())
            .filter(|id| id.bytes().all(|b| b.is_ascii_digit()))
            .collect(),
        (Amount::SoldAs(generations), _) => {
            generations.iter().flat_map(|generation| numbers(generation.id())).collect()
        }
        (Amount::Words(words), _) => words.iter().next().map(numbers).unwrap_or_default(),
        (Amount::Signatures(rules), _) => rules.iter().flat_map(of_rule).collect(),
        (Amount::Features(_) | Amount::Arch(_), _) | (_, Item::Isa) => Vec::new(),
        (Amount::Span(_) | Amount::Formula(_), _) => numbers(&requirement.text),
    };
    wanted.into_iter().find(|number| !printed.contains(number))
}

/// The numbers of a rule, but the ends of ranges: those lie beside what is printed.
fn of_rule(rule: &SignatureRule) -> Vec<String> {
    let exact = |ranges: &Ranges| ranges.iter().filter(|(a, b)| a == b).map(|(a, _)| a).collect();
    let all: [Vec<u32>; 3] = [&rule.family, &rule.model, &rule.stepping].map(exact);
    all.iter().flatten().map(u32::to_string).collect()
}

/// The numbers of a text, as they are printed, without grouping commas.
fn numbers(text: &str) -> Vec<String> {
    let text = text.replace(',', "");
    text.split(|c: char| !c.is_ascii_digit() && c != '.')
        .map(|number| number.trim_matches('.').to_owned())
        .filter(|number| !number.is_empty())
        .collect()
}
