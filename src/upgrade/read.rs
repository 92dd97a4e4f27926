//! Reading upgrade rules from TOML text.

use super::format::{CAVEAT_KEYS, FILE_KEYS, PATH_KEYS};
use super::{Caveat, Method, Place, Rule, Upgrades};
use crate::fault::{Fault, Gravity, nearest};
use crate::profile::Source;
use crate::profile::id::glob;
use crate::profile::read::{cited, sources};
use crate::profile::tree::{Node, Text, Walk};
use toml::de::{DeTable, DeValue};

/// Reads the rules of one text, the `file`th of several, whose ends must be among `editions`.
///
/// What can be read is returned beside everything that is wrong, each with its place.
pub fn rules(file: usize, text: &str, editions: &[&str]) -> (Upgrades, Vec<Fault>) {
    let mut walk = Walk::default();
    let mut upgrades = Upgrades::default();
    match DeTable::parse(text) {
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            walk.error(span, format!("not valid TOML: {}", error.message()));
        }
        Ok(document) => {
            let document = document.get_ref();
            walk.keys(document, FILE_KEYS);
            upgrades.sources = sources(&mut walk, document);
            for node in walk.array(document, "path") {
                let rule = rule(&mut walk, node, file, &upgrades.sources, editions);
                upgrades.rules.extend(rule);
            }
        }
    }
    (upgrades, walk.faults)
}

fn rule(
    walk: &mut Walk,
    node: &Node<'_>,
    file: usize,
    sources: &[Source],
    editions: &[&str],
) -> Option<Rule> {
    let table = walk.table(node)?;
    walk.keys(table, PATH_KEYS);
    let from = ends(walk, node, table, "from", editions);
    let to = ends(walk, node, table, "to", editions);
    if let ([from], [to]) = (from.as_slice(), to.as_slice())
        && from == to
    {
        walk.error(node.span(), format!("a path from `{from}` to itself"));
    }
    let direct = flag(walk, node, table);
    let via = match table.get("via") {
        Some(node) => known(walk, node, editions, false),
        None => Vec::new(),
    };
    if let (Some(true), Some(node)) = (direct, table.get("via")) {
        walk.error(node.span(), "`via` says where to go instead, but the step is direct");
    }
    let method = method(walk, table);
    for key in ["method", "conditions", "caveats"] {
        if let (Some(false), Some(node)) = (direct, table.get(key)) {
            walk.error(node.span(), format!("a step that is not supported has no `{key}`"));
        }
    }
    let conditions = walk.array(table, "conditions").iter();
    let conditions = conditions.filter_map(|node| said(walk, node, "a text")).collect();
    let caveats = walk.array(table, "caveats").iter();
    let caveats = caveats.filter_map(|node| caveat(walk, node, editions)).collect();
    let citations = cited(walk, table, sources);
    if citations.is_empty() {
        walk.error(
            node.span(),
            "the key `source` is missing here: a path without a source is no fact",
        );
    }
    let place = Place { file, span: node.span() };
    let direct = direct?;
    Some(Rule { from, to, direct, method, via, conditions, caveats, citations, place })
}

fn flag(walk: &mut Walk, node: &Node<'_>, table: &DeTable<'_>) -> Option<bool> {
    match table.get("direct") {
        None => walk.error(node.span(), "the key `direct` is missing here: true or false"),
        Some(node) => match node.get_ref() {
            DeValue::Boolean(direct) => return Some(*direct),
            _ => walk.error(node.span(), "expected true or false"),
        },
    }
    None
}

fn method(walk: &mut Walk, table: &DeTable<'_>) -> Method {
    let Some(word) = walk.text(table, "method") else { return Method::InPlace };
    let found = Method::ALL.into_iter().find(|method| method.id() == word.get_ref());
    found.unwrap_or_else(|| {
        let words = Method::ALL.map(Method::id).join(", ");
        walk.error(word.span(), format!("expected one of {words}, found \"{}\"", word.get_ref()));
        Method::InPlace
    })
}

/// The editions under a key that must be there.
fn ends(
    walk: &mut Walk,
    node: &Node<'_>,
    table: &DeTable<'_>,
    key: &str,
    editions: &[&str],
) -> Vec<String> {
    match table.get(key) {
        Some(node) => known(walk, node, editions, true),
        None => {
            walk.error(node.span(), format!("the key `{key}` is missing here"));
            Vec::new()
        }
    }
}

/// Known editions: one or several, and where `globs` may stand, patterns with `*`.
fn known(walk: &mut Walk, node: &Node<'_>, editions: &[&str], globs: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in walk.texts(node, "an edition such as \"sql-server/7.0\", or an array of them") {
        let fits = |id: &&&str| **id == text.get_ref() || globs && glob(text.get_ref(), id);
        let fitting: Vec<&&str> = editions.iter().filter(fits).collect();
        if fitting.is_empty() {
            unknown(walk, &text, editions);
        }
        for id in fitting {
            if !found.iter().any(|known| known == id) {
                found.push((*id).to_owned());
            }
        }
    }
    found
}

fn unknown(walk: &mut Walk, text: &Text, editions: &[&str]) {
    let near = nearest(text.get_ref(), editions.iter().copied());
    let help = near.map(|near| format!("did you mean `{near}`?"));
    walk.fault(Gravity::Error, text.span(), format!("no edition `{}`", text.get_ref()), help);
}

fn caveat(walk: &mut Walk, node: &Node<'_>, editions: &[&str]) -> Option<Caveat> {
    let DeValue::Table(table) = node.get_ref() else {
        let text = said(walk, node, "a text, or a table with `text`, `only_if` and `began`")?;
        return Some(Caveat { text, only_if: None, began: Vec::new() });
    };
    walk.keys(table, CAVEAT_KEYS);
    let mut under = |key: &str| match table.get(key) {
        Some(node) => said(walk, node, "a text"),
        None => {
            walk.error(node.span(), format!("the key `{key}` is missing here"));
            None
        }
    };
    let (text, only_if) = (under("text"), under("only_if"));
    let began = ends(walk, node, table, "began", editions);
    Some(Caveat { text: text?, only_if: Some(only_if?), began })
}

/// A text that says something.
fn said(walk: &mut Walk, node: &Node<'_>, what: &str) -> Option<String> {
    let text = walk.as_text(node, what)?.into_inner();
    if text.trim().is_empty() {
        walk.error(node.span(), "expected a text, found nothing");
        return None;
    }
    Some(text)
}
