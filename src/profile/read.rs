//! Reading a profile from TOML text.

use super::tree::{Node, Text, Walk};
use super::{Part, Platform, Profile, Requirement, Source, SourceKind, Tier};
use crate::cpu::{Arch, CpuClass, Flags, Generation, Generations};
use crate::fault::{Fault, Faults, Gravity, nearest};
use crate::item::{Item, Kind};
use crate::quantity::{Amount, Quantity, Span};
use crate::units::{self, Writer};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A profile as it was read, with the places that its laws may have to point at.
pub(super) struct Parsed {
    pub(super) profile: Profile,
    /// Where each requirement's value stands, by platform.
    pub(super) places: Vec<Vec<Range<usize>>>,
    pub(super) includes: Vec<Text>,
    pub(super) faults: Vec<Fault>,
}

/// Reads a profile.
///
/// # Errors
/// Every fault that makes it unusable, each with its place.
pub fn profile(id: &str, text: &str) -> Result<Profile, Faults> {
    let mut parsed = parse(id, text);
    parsed.faults.extend(super::laws::contradictions(&parsed));
    parsed.faults.retain(|fault| fault.gravity == Gravity::Error);
    parsed.faults.sort_by_key(|fault| fault.span.start);
    match parsed.faults.is_empty() {
        true => Ok(parsed.profile),
        false => Err(Faults { path: id.into(), text: text.into(), faults: parsed.faults }),
    }
}

pub(super) fn parse(id: &str, text: &str) -> Parsed {
    let mut walk = Walk::default();
    let mut parsed = Parsed {
        profile: Profile {
            id: id.to_owned(),
            name: String::new(),
            vendor: None,
            released: None,
            includes: Vec::new(),
            optional: Vec::new(),
            remarks: Vec::new(),
            sources: Vec::new(),
            platforms: Vec::new(),
            open: true,
        },
        places: Vec::new(),
        includes: Vec::new(),
        faults: Vec::new(),
    };
    match DeTable::parse(text) {
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            walk.error(span, format!("not valid TOML: {}", error.message()));
        }
        Ok(document) => fill(&mut walk, document.get_ref(), &mut parsed),
    }
    parsed.faults = walk.faults;
    parsed
}

fn fill(walk: &mut Walk, document: &DeTable<'_>, parsed: &mut Parsed) {
    walk.keys(document, super::format::PROFILE_KEYS);
    let profile = &mut parsed.profile;
    profile.name = walk.required(document, &(0..0), "name");
    if let Some(node) = document.get("name").filter(|_| profile.name.trim().is_empty()) {
        walk.error(node.span(), "expected a name, found nothing");
    }
    profile.vendor = walk.text(document, "vendor").map(Spanned::into_inner);
    profile.released = walk.text(document, "released").map(Spanned::into_inner);
    profile.includes = parts(walk, document, "includes", &mut parsed.includes);
    profile.optional = parts(walk, document, "optional", &mut parsed.includes);
    let remarks = walk.array(document, "remarks").iter();
    profile.remarks =
        remarks.filter_map(|node| walk.as_text(node, "a text")).map(Spanned::into_inner).collect();
    profile.sources = sources(walk, document);
    for node in walk.array(document, "platform") {
        if let Some((platform, places)) = platform(walk, node, &profile.sources) {
            profile.platforms.push(platform);
            parsed.places.push(places);
        }
    }
    profile.open = profile.platforms.is_empty();
}

/// The parts under a key: each one edition, or a choice written as an array.
fn parts(walk: &mut Walk, table: &DeTable<'_>, key: &str, all: &mut Vec<Text>) -> Vec<Part> {
    let mut parts = Vec::new();
    for node in walk.array(table, key) {
        let texts = walk.texts(node, "an edition such as \"sql-server/7.0\", or an array of them");
        parts.push(texts.iter().map(|text| text.get_ref().clone()).collect());
        all.extend(texts);
    }
    parts
}

/// The `[[source]]` tables of a document.
pub(crate) fn sources(walk: &mut Walk, document: &DeTable<'_>) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for node in walk.array(document, "source") {
        if let Some(source) = source(walk, node) {
            if sources.iter().any(|known| known.id == source.id) {
                walk.error(node.span(), format!("a second source with the id `{}`", source.id));
            }
            sources.push(source);
        }
    }
    sources
}

fn source(walk: &mut Walk, node: &Node<'_>) -> Option<Source> {
    let table = walk.table(node)?;
    walk.keys(table, super::format::SOURCE_KEYS);
    let kind = match walk.text(table, "kind") {
        None => SourceKind::ThirdParty,
        Some(word) => {
            let known = SourceKind::ALL.into_iter().find(|kind| kind.id() == word.get_ref());
            if known.is_none() {
                let words = SourceKind::ALL.map(SourceKind::id).join(", ");
                let found = word.get_ref();
                walk.error(word.span(), format!("expected one of {words}, found \"{found}\""));
            }
            known.unwrap_or(SourceKind::ThirdParty)
        }
    };
    Some(Source {
        id: walk.required(table, &node.span(), "id"),
        title: walk.required(table, &node.span(), "title"),
        url: walk.text(table, "url").map(Spanned::into_inner),
        kind,
        figures: walk.text(table, "figures").map(Spanned::into_inner),
    })
}

fn platform(
    walk: &mut Walk,
    node: &Node<'_>,
    sources: &[Source],
) -> Option<(Platform, Vec<Range<usize>>)> {
    let table = walk.table(node)?;
    walk.keys(table, super::format::PLATFORM_KEYS);
    let arch = walk.text(table, "arch").and_then(|text| arch(walk, &text));
    let name = walk.required(table, &node.span(), "name");
    let (mut requirements, mut places) = (Vec::new(), Vec::new());
    for tier in Tier::ALL {
        let Some(node) = table.get(tier.id()) else { continue };
        let tables: &[Node<'_>] = match node.get_ref() {
            DeValue::Array(array) => array,
            _ => std::slice::from_ref(node),
        };
        for node in tables {
            for (requirement, place) in entry(walk, node, tier, sources) {
                let twice = requirements.iter().any(|known: &Requirement| {
                    known.tier == tier && known.item == requirement.item
                });
                if twice {
                    let message = format!("`{}` stands twice in this tier", requirement.item.id());
                    walk.error(place.clone(), message);
                }
                requirements.push(requirement);
                places.push(place);
            }
        }
    }
    for (requirement, place) in requirements.iter().zip(&places) {
        if let (Some(arch), Amount::AnyOf(classes)) = (arch, &requirement.amount)
            && let Some(class) = classes.iter().find(|class| class.arch() != arch)
        {
            let message =
                format!("`{class}` is a class of {}, the platform of {arch}", class.arch());
            walk.error(place.clone(), message);
        }
    }
    // A processor class implies its architecture; without one it is a requirement of its own, of
    // the first tier that can decide. Beside a maximum or advice alone nothing is published that
    // a machine could meet.
    let first = requirements.iter().map(|requirement| requirement.tier).min();
    if let Some(arch) = arch
        && let Some(tier @ (Tier::Minimum | Tier::Recommended)) = first
        && !requirements.iter().any(|known| known.tier == tier && known.item == Item::Cpu)
    {
        let place = table.get("arch").map_or(node.span(), Spanned::span);
        requirements.insert(0, arch_required(arch, tier));
        places.insert(0, place);
    }
    let bare = requirements.is_empty();
    Some((Platform { name, arch, requirements, bare }, places))
}

fn arch_required(arch: Arch, tier: Tier) -> Requirement {
    Requirement {
        tier,
        item: Item::Arch,
        amount: Amount::Arch(arch),
        text: arch.to_string(),
        citations: Vec::new(),
        weak: false,
        enforced: false,
        derived: None,
    }
}

/// The ids under `source`, each of which must be that of a source.
pub(crate) fn cited(walk: &mut Walk, table: &DeTable<'_>, sources: &[Source]) -> Vec<String> {
    let cited = match table.get("source") {
        Some(node) => walk.texts(node, "the id of a source"),
        None => Vec::new(),
    };
    for text in &cited {
        let id = text.get_ref();
        if !sources.iter().any(|source| source.id == *id) {
            let known = sources.iter().map(|source| source.id.as_str());
            let help = nearest(id, known).map(|near| format!("did you mean `{near}`?"));
            let message = format!("no [[source]] has the id `{id}`");
            walk.fault(Gravity::Error, text.span(), message, help);
        }
    }
    cited.into_iter().map(Spanned::into_inner).collect()
}

/// One table of figures: items beside `source` and `enforced`.
fn entry(
    walk: &mut Walk,
    node: &Node<'_>,
    tier: Tier,
    sources: &[Source],
) -> Vec<(Requirement, Range<usize>)> {
    let Some(table) = walk.table(node) else { return Vec::new() };
    walk.keys(table, &super::format::entry_keys(tier));
    let citations = cited(walk, table, sources);
    let enforced = match table.get("enforced") {
        None => false,
        Some(node) => match node.get_ref() {
            DeValue::Boolean(enforced) => *enforced,
            _ => {
                walk.error(node.span(), "expected true or false");
                false
            }
        },
    };
    let weak = !citations.is_empty()
        && citations.iter().all(|id| {
            sources.iter().any(|source| source.id == *id && source.kind == SourceKind::Weak)
        });
    let items = Item::ALL.iter().filter_map(|item| Some((*item, table.get(item.id())?)));
    let mut requirements = Vec::new();
    for (item, node) in items {
        if item == Item::Arch {
            continue; // refused above: the architecture is the platform's own key
        }
        if let Some((amount, text)) = amount(walk, item, node) {
            let citations = citations.clone();
            let requirement =
                Requirement { tier, item, amount, text, citations, weak, enforced, derived: None };
            requirements.push((requirement, node.span()));
        }
    }
    requirements
}

/// The bound of an item, and its text for people.
fn amount(walk: &mut Walk, item: Item, node: &Node<'_>) -> Option<(Amount, String)> {
    let amount = match item.kind() {
        Kind::Class => {
            let texts = walk.texts(node, "a processor class, or an array of them");
            let classes: Option<Vec<_>> = texts.iter().map(|text| class(walk, text)).collect();
            Amount::AnyOf(classes.filter(|classes| !classes.is_empty())?)
        }
        Kind::Generation => {
            let texts = walk.texts(node, "a generation, or an array of them");
            let all: Option<Generations> =
                texts.iter().map(|text| generation(walk, text)).collect();
            Amount::SoldAs(all.filter(|all| !all.is_empty())?)
        }
        Kind::Features => {
            let texts = walk.texts(node, "a flag, or an array of flags");
            let flags: Vec<&str> = texts.iter().map(|text| text.get_ref().as_str()).collect();
            Amount::Features(Flags::parse(&flags.join(" ")))
        }
        Kind::Arch => Amount::Arch(walk.as_text(node, "a text").and_then(|t| arch(walk, &t))?),
        Kind::Level | Kind::Speed | Kind::Count | Kind::Size(_) => {
            let (span, text) = span(walk, item.kind(), node)?;
            return Some((Amount::Span(span), text));
        }
    };
    let text = amount.show(item.kind());
    Some((amount, text))
}

/// One figure, or `{ from = …, to = … }` where the sources differ.
fn span(walk: &mut Walk, kind: Kind, node: &Node<'_>) -> Option<(Span, String)> {
    let DeValue::Table(table) = node.get_ref() else {
        let (value, text) = quantity(walk, kind, node)?;
        return Some((Span::exact(value), text));
    };
    walk.keys(table, &["from", "to"]);
    let (Some(from), Some(to)) = (table.get("from"), table.get("to")) else {
        walk.error(node.span(), "expected both `from` and `to`");
        return None;
    };
    let (low, from) = quantity(walk, kind, from)?;
    let (high, to) = quantity(walk, kind, to)?;
    let span = Span::new(low, high);
    if span.is_none() {
        walk.error(node.span(), format!("`from` is above `to`: {from}, {to}"));
    }
    Some((span?, format!("{from} to {to}")))
}

fn quantity(walk: &mut Walk, kind: Kind, node: &Node<'_>) -> Option<(Quantity, String)> {
    let span = node.span();
    let text = match node.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        other => {
            walk.error(span, format!("expected a figure, found {}", other.type_str()));
            return None;
        }
    };
    let value = match kind {
        Kind::Size(dialect) => {
            units::size(&text, dialect, Writer::Author).map(|(size, _)| Quantity::Size(size))
        }
        Kind::Speed => units::clock(&text, Writer::Author).map(Quantity::Speed),
        Kind::Level => text.parse().map(Quantity::Level),
        Kind::Count | Kind::Arch | Kind::Class | Kind::Generation | Kind::Features => {
            units::count(&text).map(Quantity::Count)
        }
    };
    match value {
        Ok(value) if value.number() == Some(0) => {
            walk.error(span, format!("{text} requires nothing; leave the key out"));
            None
        }
        Ok(value) => Some((value, text)),
        Err(why) => {
            walk.error(span, why);
            None
        }
    }
}

fn class(walk: &mut Walk, text: &Text) -> Option<CpuClass> {
    let id = text.get_ref();
    let class = CpuClass::from_id(id);
    if class.is_none() {
        let help = match id.strip_prefix("isa-") {
            Some(level) => format!("an instruction-set level: write isa = \"{level}\""),
            None => match nearest(id, CpuClass::all().map(CpuClass::id)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`minspec cpu` shows the class of a processor's name".to_owned(),
            },
        };
        let message = format!("no processor class `{id}`");
        walk.fault(Gravity::Error, text.span(), message, Some(help));
    }
    class
}

fn generation(walk: &mut Walk, text: &Text) -> Option<Generation> {
    let id = text.get_ref();
    match id.parse::<Generation>() {
        Ok(generation) => Some(generation),
        Err(all) => {
            let near = nearest(id, Generation::ALL.iter().map(|generation| generation.id()));
            let help = near.map_or(all, |near| format!("did you mean `{near}`?"));
            let message = format!("no generation `{id}`");
            walk.fault(Gravity::Error, text.span(), message, Some(help));
            None
        }
    }
}

fn arch(walk: &mut Walk, text: &Text) -> Option<Arch> {
    let arch = Arch::from_id(text.get_ref());
    if arch.is_none() {
        let known: Vec<&str> = Arch::ALL.iter().map(|arch| arch.id()).collect();
        let found = text.get_ref();
        let message = format!("expected one of {}, found \"{found}\"", known.join(", "));
        walk.error(text.span(), message);
    }
    arch
}
