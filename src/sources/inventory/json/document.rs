//! Where in a document of JSON the machines stand: an array of objects, in the whole or in an object
//! around it as the interfaces of asset systems answer, or one object that is a machine.

use super::flat::Flat;
use super::headings::telling;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// An array with machines stands no deeper.
const DEEPEST: usize = 4;

/// By so many objects it is known.
const ENOUGH: usize = 20;

/// Where machines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// Where those of a spec file stand too: the document is one, or an array of them, or has them in
    /// `machine`.
    OfSpec,
    /// In another array within it.
    Within,
}

/// A document, taken apart.
pub struct Document<'t> {
    /// Where its machines stand.
    pub at: Where,
    /// Whether it is one itself.
    pub alone: bool,
    /// The text of each.
    pub machines: Vec<&'t str>,
}

/// A value whose parts are texts yet.
enum Parts<'t> {
    Array(Vec<&'t RawValue>),
    Object(Vec<(String, &'t RawValue)>),
}

impl<'t> Document<'t> {
    /// Takes a document apart.
    ///
    /// # Errors
    /// It is no JSON, or neither an array nor an object.
    pub fn of(text: &'t str, map: &[(String, String)]) -> Result<Document<'t>, serde_json::Error> {
        let members = match serde_json::from_str::<Parts<'t>>(text)? {
            Parts::Array(list) => {
                return Ok(Document { at: Where::OfSpec, alone: false, machines: texts(&list) });
            }
            Parts::Object(members) => members,
        };
        let alone = Document { at: Where::OfSpec, alone: true, machines: vec![text] };
        if telling(&keys(Flat::plain(), &alone.machines), map) > 0 {
            return Ok(alone);
        }
        let mut best: Option<(usize, Document<'t>)> = None;
        find(&members, 0, map, &mut best);
        Ok(best.map_or(alone, |(_, document)| document))
    }

    /// The keys of its first machines.
    pub fn keys(&self) -> Vec<String> {
        keys(Flat::default(), &self.machines)
    }
}

fn texts<'t>(list: &[&'t RawValue]) -> Vec<&'t str> {
    list.iter().map(|value| value.get()).collect()
}

fn keys(mut flat: Flat, machines: &[&str]) -> Vec<String> {
    for machine in machines.iter().take(ENOUGH) {
        // What is no object has no keys.
        let _ = flat.learn(machine);
    }
    flat.names().to_vec()
}

/// Finds the array of objects that says the most of hardware.
fn find<'t>(
    members: &[(String, &'t RawValue)],
    depth: usize,
    map: &[(String, String)],
    best: &mut Option<(usize, Document<'t>)>,
) {
    for (name, value) in members {
        let text = value.get();
        let inner = text.get(1..).unwrap_or("").trim_start();
        let is_list = text.starts_with('[') && inner.starts_with('{');
        if !is_list && (!text.starts_with('{') || depth == DEEPEST) {
            continue;
        }
        match serde_json::from_str::<Parts<'t>>(text) {
            Ok(Parts::Array(list)) => {
                let machines = texts(&list);
                let said = telling(&keys(Flat::default(), &machines), map);
                if best.as_ref().is_none_or(|(most, _)| said > *most) {
                    let at = match (depth, name.as_str()) {
                        (0, "machine") => Where::OfSpec,
                        _ => Where::Within,
                    };
                    *best = Some((said, Document { at, alone: false, machines }));
                }
            }
            Ok(Parts::Object(inner)) => find(&inner, depth + 1, map, best),
            Err(_) => {}
        }
    }
}

impl<'de> Deserialize<'de> for Parts<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Parts<'de>, D::Error> {
        deserializer.deserialize_any(AnyParts)
    }
}

struct AnyParts;

impl<'de> Visitor<'de> for AnyParts {
    type Value = Parts<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Parts<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Parts::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Parts<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = entries.next_entry()? {
            members.push(member);
        }
        Ok(Parts::Object(members))
    }
}

/// A text that may be cut off, cut back to a whole value and closed.
pub fn mended(text: &str) -> Option<String> {
    /// Nothing that is read is nested deeper.
    const DEEPEST: usize = 128;
    let (mut open, mut quoted, mut escaped) = (Vec::new(), false, false);
    let mut cut: Option<(usize, Vec<u8>)> = None;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => {
                if open.pop() != Some(byte) {
                    return None;
                }
                if open.is_empty() {
                    // Whatever follows is not looked at here.
                    return text.get(..=at).map(str::to_owned);
                }
                cut = Some((at + 1, open.clone()));
            }
            b',' => cut = Some((at, open.clone())),
            _ => {}
        }
        if open.len() > DEEPEST {
            return None;
        }
    }
    let (at, open) = cut?;
    let mut whole = text.get(..at)?.to_owned();
    whole.extend(open.iter().rev().map(|byte| char::from(*byte)));
    Some(whole)
}
