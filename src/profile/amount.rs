//! Reading the bound of one item from a profile.

use super::format::SIGNATURE_KEYS;
use super::formula_text;
use super::tree::{Node, Text, Walk};
use crate::cpu::{Arch, CpuClass, Flags, Generation, Generations, Ranges, SignatureRule, VENDORS};
use crate::fault::{Gravity, nearest};
use crate::item::{Item, Kind};
use crate::quantity::{Amount, Quantity, Span};
use crate::units::{self, Writer};
use crate::word::{Vocabulary, Words};
use toml::de::DeValue;

/// The bound of an item, and its text for people. `none` says whether there may be none of it.
pub(super) fn amount(
    walk: &mut Walk,
    item: Item,
    node: &Node<'_>,
    none: bool,
) -> Option<(Amount, String)> {
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
        Kind::Signature => Amount::Signatures(signatures(walk, node)?),
        Kind::Word(vocabulary) => Amount::Words(words(walk, vocabulary, node)?),
        Kind::Arch => Amount::Arch(walk.as_text(node, "a text").and_then(|t| arch(walk, &t))?),
        Kind::Level | Kind::Speed | Kind::Count | Kind::Size(_) => match node.get_ref() {
            DeValue::Table(table) if table.contains_key("by") => {
                let formula = formula_text::read(walk, item, node.span(), table)?;
                let told = formula.told();
                return Some((Amount::Formula(Box::new(formula)), told));
            }
            _ => {
                let (span, text) = span(walk, item.kind(), node, none)?;
                return Some((Amount::Span(span), text));
            }
        },
    };
    let text = amount.show(item.kind());
    Some((amount, text))
}

/// One rule, or an array of which any would do.
fn signatures(walk: &mut Walk, node: &Node<'_>) -> Option<Vec<SignatureRule>> {
    let tables: &[Node<'_>] = match node.get_ref() {
        DeValue::Array(array) if array.is_empty() => {
            walk.error(node.span(), "expected a signature, found an empty array");
            return None;
        }
        DeValue::Array(array) => array,
        _ => std::slice::from_ref(node),
    };
    tables.iter().map(|table| signature(walk, table)).collect()
}

/// `{ vendor = "GenuineIntel", family = 6, model = "96-", generation = "intel-core-8" }`
fn signature(walk: &mut Walk, node: &Node<'_>) -> Option<SignatureRule> {
    let table = walk.table(node)?;
    walk.keys(table, SIGNATURE_KEYS);
    if table.is_empty() {
        walk.error(node.span(), "this requires nothing; leave the key out");
    }
    let mut ranges = |key| match table.get(key).map(|node| (node.get_ref(), node.span())) {
        None => Some(Ranges::any()),
        Some((DeValue::Integer(number), span)) => parsed(walk, &number.to_string(), span),
        Some((DeValue::String(text), span)) => parsed(walk, text, span),
        Some((other, span)) => {
            walk.error(span, format!("expected numbers, found {}", other.type_str()));
            None
        }
    };
    let (family, model, stepping) = (ranges("family"), ranges("model"), ranges("stepping"));
    let generation = match table.get("generation") {
        None => Some(Generations::NONE),
        Some(node) => {
            let texts = walk.texts(node, "a generation, or an array of them");
            texts.iter().map(|text| generation(walk, text)).collect()
        }
    };
    Some(SignatureRule {
        vendor: walk.text(table, "vendor").and_then(|text| vendor(walk, &text)),
        family: family?,
        model: model?,
        stepping: stepping?,
        generation: generation?,
    })
}

/// A vendor as the signatures of processors spell it: no other text is ever met.
fn vendor(walk: &mut Walk, text: &Text) -> Option<String> {
    let found = text.get_ref();
    let known = VENDORS.contains(&found.as_str());
    if !known {
        let near = nearest(found, VENDORS.iter().copied());
        let help = near.map(|near| format!("did you mean `{near}`?"));
        let message = format!("expected one of {}, found \"{found}\"", VENDORS.join(", "));
        walk.fault(Gravity::Error, text.span(), message, help);
    }
    known.then(|| found.clone())
}

fn parsed(walk: &mut Walk, text: &str, span: std::ops::Range<usize>) -> Option<Ranges> {
    Ranges::parse(text).map_err(|why| walk.error(span, why)).ok()
}

/// One word, or an array of which any would do; a word that has an order stands for later ones too.
fn words(walk: &mut Walk, vocabulary: &'static Vocabulary, node: &Node<'_>) -> Option<Words> {
    let texts = walk.texts(node, "a word, or an array of words");
    let mut all: Option<Words> = None;
    for text in &texts {
        match vocabulary.parse(text.get_ref()) {
            Ok(word) => all = Some(all.map_or(word, |all| all.or(word))),
            Err(why) => walk.error(text.span(), why),
        }
    }
    let all = all?.or_later();
    if all == vocabulary.any() {
        walk.error(node.span(), "this requires nothing; leave the key out");
    }
    Some(all)
}

/// One figure, or `{ from = …, to = … }` where the sources differ.
fn span(walk: &mut Walk, kind: Kind, node: &Node<'_>, none: bool) -> Option<(Span, String)> {
    let DeValue::Table(table) = node.get_ref() else {
        let (value, text) = quantity(walk, kind, node, none)?;
        return Some((Span::exact(value), text));
    };
    walk.keys(table, &["from", "to"]);
    let (Some(from), Some(to)) = (table.get("from"), table.get("to")) else {
        walk.error(node.span(), "expected both `from` and `to`, or a formula with `by`");
        return None;
    };
    let (low, from) = quantity(walk, kind, from, false)?;
    let (high, to) = quantity(walk, kind, to, false)?;
    let span = Span::new(low, high);
    if span.is_none() {
        walk.error(node.span(), format!("`from` is above `to`: {from}, {to}"));
    }
    Some((span?, format!("{from} to {to}")))
}

/// A number with its unit, and its text.
pub(super) fn quantity(
    walk: &mut Walk,
    kind: Kind,
    node: &Node<'_>,
    none: bool,
) -> Option<(Quantity, String)> {
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
        _ => units::count(&text).map(Quantity::Count),
    };
    match value {
        Ok(value) if value.number() == Some(0) && !none => {
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

pub(super) fn generation(walk: &mut Walk, text: &Text) -> Option<Generation> {
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

pub(super) fn arch(walk: &mut Walk, text: &Text) -> Option<Arch> {
    let arch = Arch::from_id(text.get_ref());
    if arch.is_none() {
        let known: Vec<&str> = Arch::ALL.iter().map(|arch| arch.id()).collect();
        let found = text.get_ref();
        let message = format!("expected one of {}, found \"{found}\"", known.join(", "));
        walk.error(text.span(), message);
    }
    arch
}
