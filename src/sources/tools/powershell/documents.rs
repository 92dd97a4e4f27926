//! The objects of a text: documents of JSON one after the other, with whatever a console shows
//! between them, or lists of names and values, as `wmic … /value` writes them too.

use super::super::json::Values;
use super::super::lines::uncut;
use serde_json::{Map, Value};

/// The objects, and where JSON is damaged.
pub fn split(text: &str) -> (Vec<Value>, Option<String>) {
    match text.lines().any(opens) {
        true => json(text),
        false => (lists(uncut(text)), None),
    }
}

/// Whether a line begins a document.
pub fn opens(line: &str) -> bool {
    line.trim_start_matches(['\u{FEFF}', ' ', '\t']).starts_with(['{', '['])
}

fn json(text: &str) -> (Vec<Value>, Option<String>) {
    let mut all = Vec::new();
    for found in Values::of(text) {
        match found {
            Ok(found) => all.push(found.value),
            Err(line) => {
                return (all, Some(format!("line {line}: damaged JSON, or it ends early")));
            }
        }
    }
    (all, None)
}

/// "CsName   : PC1", or of wmic "Name=PC1": a property's name, which is one word, and its value.
pub fn entry(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '='])?;
    let (name, value) = (&line[..at], line[at + 1..].trim());
    // A spec file has blanks before it, or a quotation mark behind.
    let is_wmic = line[at..].starts_with('=');
    let name = if is_wmic { name } else { name.trim_end() };
    let word = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    word.then_some((name, value))
}

/// Lists: an object is lines without an empty one between them, and a longer value goes on in
/// lines that begin with blanks.
fn lists(text: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let mut open: Map<String, Value> = Map::new();
    let mut last: Option<String> = None;
    for line in text.lines() {
        if line.trim().is_empty() {
            last = None;
            if !open.is_empty() {
                found.push(Value::Object(std::mem::take(&mut open)));
            }
            continue;
        }
        if line.starts_with("  ") {
            if let Some(Value::String(value)) = last.as_ref().and_then(|name| open.get_mut(name)) {
                value.push_str(line.trim());
            }
            continue;
        }
        let Some((name, value)) = entry(line.trim_start_matches('\u{FEFF}')) else { continue };
        if open.contains_key(name) {
            found.push(Value::Object(std::mem::take(&mut open)));
        }
        open.insert(name.to_owned(), Value::String(value.to_owned()));
        last = Some(name.to_owned());
    }
    if !open.is_empty() {
        found.push(Value::Object(open));
    }
    // Pasted with an empty line after each: one object.
    match found.iter().all(|one| one.as_object().is_some_and(|one| one.len() == 1)) {
        true => vec![Value::Object(found.into_iter().filter_map(only_entry).collect())],
        false => found,
    }
}

fn only_entry(object: Value) -> Option<(String, Value)> {
    match object {
        Value::Object(map) => map.into_iter().next(),
        _ => None,
    }
}
