//! Reading a profile from TOML text.

use super::amount::{amount, arch};
use super::tree::{Node, Text, Walk};
use super::{Part, Platform, Profile, Requirement, Source, SourceKind, Strength, Tier};
use crate::cpu::Arch;
use crate::fault::{Fault, Faults, Gravity, nearest};
use crate::item::{Item, Share};
use crate::machine::SYSTEM;
use crate::quantity::Amount;
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
                    known.tier == tier
                        && known.item == requirement.item
                        && known.volume == requirement.volume
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
    let unchecked = walk.array(table, "unchecked").iter();
    let unchecked = unchecked
        .filter_map(|node| walk.as_text(node, "a text"))
        .map(Spanned::into_inner)
        .collect();
    let bare = requirements.is_empty();
    Some((Platform { name, arch, requirements, unchecked, bare }, places))
}

fn arch_required(arch: Arch, tier: Tier) -> Requirement {
    Requirement::new(tier, Item::Arch, Amount::Arch(arch))
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
    let strength = strength(walk, table, tier);
    let weak = !citations.is_empty()
        && citations.iter().all(|id| {
            sources.iter().any(|source| source.id == *id && source.kind == SourceKind::Weak)
        });
    let items = Item::ALL.iter().filter_map(|item| Some((*item, table.get(item.id())?)));
    let volume = walk.text(table, "volume");
    if let Some(volume) = volume.as_ref().filter(|volume| !is_volume(volume.get_ref())) {
        let message = "expected a path such as \"/var\", a drive such as \"D:\", or \"system\"";
        walk.error(volume.span(), message);
    }
    let mut requirements = Vec::new();
    for (item, node) in items {
        if item == Item::Arch {
            continue; // refused above: the architecture is the platform's own key
        }
        // Of the most there may be none: then it must be off.
        if let Some((amount, text)) = amount(walk, item, node, tier == Tier::Maximum) {
            let of_volume = volume.as_ref().filter(|_| item.share() == Share::Disk);
            requirements.push((
                Requirement {
                    volume: of_volume.map(|volume| volume.get_ref().clone()),
                    text,
                    citations: citations.clone(),
                    weak,
                    strength,
                    ..Requirement::new(tier, item, amount)
                },
                node.span(),
            ));
        }
    }
    let meant = requirements.iter().any(|(requirement, _)| requirement.volume.is_some());
    if let Some(volume) = volume.filter(|_| !meant) {
        let message = "no disk space or file system is asked for on this volume";
        walk.error(volume.span(), message);
    }
    requirements
}

/// Whether a text can name a volume: from the root, a drive, or the system's.
fn is_volume(text: &str) -> bool {
    let drive = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
    text == SYSTEM || text.starts_with('/') || drive(text) && text.get(1..2) == Some(":")
}

/// How strictly a table of figures is meant: by `strength` or, in a maximum, `enforced = true`.
fn strength(walk: &mut Walk, table: &DeTable<'_>, tier: Tier) -> Strength {
    let word = walk.text(table, "strength");
    let stated = word.as_ref().and_then(|word| {
        let known = Strength::ALL.into_iter().find(|strength| strength.id() == word.get_ref());
        if known.is_none() {
            let words = Strength::ALL.map(Strength::id).join(", ");
            let found = word.get_ref();
            walk.error(word.span(), format!("expected one of {words}, found \"{found}\""));
        }
        known
    });
    match table.get("enforced").map(|node| (node.get_ref(), node.span())) {
        None => {}
        Some((DeValue::Boolean(true), _)) => return Strength::Enforced,
        Some((DeValue::Boolean(false), _)) => {}
        Some((_, span)) => walk.error(span, "expected true or false"),
    }
    stated.unwrap_or(tier.strength())
}
