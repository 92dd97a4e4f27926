//! Spec files: machines as a person writes them, in TOML or in JSON of the same shape.

mod tree;

use super::facts::{Facts, Key, Shape, Volume};
use super::understand::says_nothing;
use super::{Ask, Entry, Format, Input, Read, Text};
use crate::fault::nearest;
use serde_json::{Map, Value};
use std::collections::HashSet;
use tree::Tree;

/// A spec file in TOML.
pub const TOML: Format = Format {
    id: "toml",
    name: "spec file (TOML)",
    gaps: &[],
    detect: |_| true,
    read: Read::Table(read_toml),
};

/// A spec file in JSON.
pub const JSON: Format = Format {
    id: "json",
    name: "spec file (JSON)",
    gaps: &[],
    detect: is_json,
    read: Read::Table(read_json),
};

/// An object, or an array of objects. A TOML file can begin with `[` too, but with a name in it.
fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    match text.strip_prefix('[') {
        Some(rest) => match rest.trim_start().bytes().next() {
            Some(b'{' | b']') | None => true,
            _ => serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok(),
        },
        None => text.starts_with('{'),
    }
}

/// Whether a text can be meant as TOML: it has a line with a key or the name of a table, or nothing
/// but comments.
pub fn is_toml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut says = lines.by_ref().filter(|line| !line.starts_with('#')).peekable();
    let in_key = |c: char| c.is_alphanumeric() || "-_.\"' \t".contains(c);
    says.peek().is_none()
        || says.any(|line| {
            let key = line.split_once('=').map(|(key, _)| key);
            line.starts_with('[') || key.is_some_and(|key| key.chars().all(in_key))
        })
}

fn read_toml(source: &str, text: Text, ask: &Ask) -> Result<Input, String> {
    // Copied carelessly, lines end twice; TOML would say so of the first and of nothing else.
    let text = text.whole()?.replace("\r\r\n", "\n");
    let Tree(value) = toml::from_str(&text).map_err(|error| {
        let at = error.span().map_or_else(String::new, |span| place(&text, span.start));
        format!("{source}{at}: not a spec file: {}", error.message())
    })?;
    machines(source, value, ask)
}

fn read_json(source: &str, text: Text, ask: &Ask) -> Result<Input, String> {
    let text = text.whole()?;
    let Tree(value) = serde_json::from_str(&text)
        .map_err(|error| format!("{source}: not a spec file: {error}"))?;
    // Anything can be JSON.
    match unknown(&value) {
        Some(keys) => {
            Err(format!("{source} holds no machine; expected keys such as memory, {keys}"))
        }
        None => machines(source, value, ask),
    }
}

/// The keys of a document in which no key is one of a machine.
fn unknown(value: &Value) -> Option<String> {
    let list = match value {
        Value::Object(top) if top.contains_key("machine") || top.is_empty() => return None,
        Value::Array(list) if list.is_empty() => return None,
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    let known = |(key, value): (&String, &Value)| {
        let within = |inner: &String| Key::from_path(&format!("{key}.{inner}")).is_some();
        ["name", "volume"].contains(&key.as_str())
            || Key::of_bare(key).is_some()
            || value.as_object().is_some_and(|table| table.keys().any(within))
    };
    let all = || list.iter().filter_map(Value::as_object).flatten();
    if all().any(known) {
        return None;
    }
    let mut met = HashSet::new();
    let keys = all().map(|(key, _)| key.as_str()).filter(|key| met.insert(*key));
    let keys: Vec<&str> = keys.take(12).collect();
    let near = keys.iter().map(|key| near(key)).find(|near| !near.is_empty());
    let found = if keys.is_empty() { "none".to_owned() } else { keys.join(", ") };
    Some(format!("found {found}{}", near.unwrap_or_default()))
}

/// ", line 3, column 5" of a byte of a text.
fn place(text: &str, byte: usize) -> String {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    format!(", line {line}, column {column}")
}

/// One machine, `machine = [ … ]`, or in JSON an array of machines.
fn machines(source: &str, value: Value, ask: &Ask) -> Result<Input, String> {
    let mut entries = Vec::new();
    let stem = super::stem(source);
    let (list, alone) = match value {
        Value::Object(mut top) => match top.remove("machine") {
            Some(Value::Array(list)) => {
                let unused = |key| format!("{source}: `{key}` beside `machine` is not used");
                entries.extend(top.keys().map(|key| Entry::Note(unused(key))));
                (list, false)
            }
            Some(_) => {
                return Err(format!("{source}: expected `machine` to be an array of tables"));
            }
            None if top.is_empty() => (Vec::new(), false),
            None => (vec![Value::Object(top)], true),
        },
        Value::Array(list) => (list, false),
        other => return Err(format!("{source}: expected a machine, found {other}")),
    };
    let headings = headings(&list);
    let fact = |n: usize| headings[n] == "name" || Key::of_bare(&headings[n]).is_some();
    let columns: Vec<String> =
        ask.keep.among(&headings, fact).into_iter().map(|(_, key)| key).collect();
    let is_kept: HashSet<&str> = columns.iter().map(String::as_str).collect();
    for (index, value) in list.iter().enumerate() {
        let n = index + 1;
        let (place, name) = match alone {
            true => (String::new(), stem.to_owned()),
            false => (format!("machine {n}, "), format!("{stem}#{n}")),
        };
        match value {
            Value::Object(table) => {
                let mut facts = machine(source, &place, &name, table, &is_kept, &mut entries);
                facts.kept = kept(table, &columns);
                entries.push(Entry::Machine(facts));
            }
            other => {
                let why = format!("{source}, machine {n}: expected a table, found {other}");
                entries.push(Entry::Bad(why));
            }
        }
    }
    Ok(Input { headings, columns, ..Input::of(entries) })
}

/// What an unknown key may be a slip of the finger for; empty: nothing.
fn near(key: &str) -> String {
    let paths = Key::ALL.iter().map(|key| key.path());
    let near = nearest(key, paths.chain(["name", "cpu", "clock", "memory", "disk"]));
    near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

/// The machine of a text in JSON that is one of many, at a place of its own; `columns` are kept.
///
/// # Errors
/// Why it is none, and the column of the text where that is.
pub(super) fn one(
    source: &str,
    place: &str,
    name: &str,
    text: &str,
    columns: &[String],
) -> Result<Vec<Entry>, (String, usize)> {
    let Tree(value) = serde_json::from_str(text).map_err(|error| {
        let why = error.to_string();
        (why.split(" at line ").next().unwrap_or(&why).to_owned(), error.column())
    })?;
    let Value::Object(table) = value else {
        return Err((format!("expected an object, found {value}"), 1));
    };
    let mut entries = Vec::new();
    let is_kept = columns.iter().map(String::as_str).collect();
    let mut facts = machine(source, &format!("{place}, "), name, &table, &is_kept, &mut entries);
    facts.kept = kept(&table, columns);
    entries.push(Entry::Machine(facts));
    Ok(entries)
}

/// The cells of columns.
fn kept(table: &Map<String, Value>, columns: &[String]) -> Vec<String> {
    columns.iter().map(|key| table.get(key).and_then(scalar).unwrap_or_default()).collect()
}

/// The keys that have plain values in any machine: those of the first machine in the order of the
/// alphabet, and behind them what each later one has besides.
fn headings(list: &[Value]) -> Vec<String> {
    let mut met = HashSet::new();
    let all = list.iter().filter_map(Value::as_object).flatten();
    let plain = all.filter(|(_, value)| scalar(value).is_some()).map(|(key, _)| key);
    plain.filter(|key| met.insert(*key)).cloned().collect()
}

fn machine(
    source: &str,
    at: &str,
    name: &str,
    table: &Map<String, Value>,
    columns: &HashSet<&str>,
    entries: &mut Vec<Entry>,
) -> Facts {
    let given = table.get("name").and_then(scalar).filter(|given| !given.trim().is_empty());
    let name = given.unwrap_or_else(|| name.to_owned());
    let mut facts = Facts::new(name);
    let mut note = |note: String| entries.push(Entry::Note(note));
    let volumes = match table.get("volume") {
        None => Vec::new(),
        Some(list) => volumes(source, at, list, &mut note),
    };
    let mut put = |path: &str, key: Option<Key>, value: &Value| match (key, value) {
        (_, Value::Null) => {}
        (None, _) if columns.contains(path) => {}
        (Some(key), value) => {
            let text = match (key.shape(), value) {
                (Shape::Words, Value::Array(words)) => {
                    words.iter().filter_map(scalar).collect::<Vec<_>>().join(" ")
                }
                _ => scalar(value).unwrap_or_else(|| value.to_string()),
            };
            let odd = || text.parse::<bool>().is_err() && !says_nothing(text.trim());
            if key.shape() == Shape::Truth && odd() {
                note(format!("{source}, {at}{path}: expected true or false, found {value}"));
            }
            facts.put(key, source, &format!("{at}{path}"), text);
        }
        (None, _) => {
            note(format!("{source}, {at}{path}: an unknown key, not used{}", near(path)));
        }
    };
    for (key, value) in table.iter().filter(|(key, _)| !["name", "volume"].contains(&key.as_str()))
    {
        match value {
            Value::Object(inner) => {
                for (inner, value) in inner {
                    let path = format!("{key}.{inner}");
                    put(&path, Key::from_path(&path), value);
                }
            }
            value => put(key, Key::of_bare(key), value),
        }
    }
    facts.volumes = volumes;
    facts
}

/// The volumes of a machine: tables with a `path` and what is known of it.
fn volumes(source: &str, at: &str, list: &Value, note: &mut dyn FnMut(String)) -> Vec<Volume> {
    let (mut volumes, mut twice) = (Vec::new(), Vec::new());
    let Some(list) = list.as_array() else {
        note(format!("{source}, {at}volume: expected an array of tables, such as [[volume]]"));
        return volumes;
    };
    for (n, value) in list.iter().enumerate() {
        let place = format!("{at}volume {}", n + 1);
        let path = value.get("path").and_then(Value::as_str).map(str::trim);
        let (Some(table), Some(path)) = (value.as_object(), path.filter(|path| !path.is_empty()))
        else {
            note(format!("{source}, {place}: expected a table with a `path`, such as \"/var\""));
            continue;
        };
        // Which of the two is meant, nobody knows.
        if volumes.iter().any(|other: &Volume| same_place(&other.path, path)) {
            note(format!("{source}, {place}: a second volume at {path}; neither is used"));
            twice.push(path.to_owned());
        }
        let mut volume = Volume::new(path);
        for (key, value) in table.iter().filter(|(key, _)| *key != "path") {
            let known = Volume::KEYS.into_iter().find(|known| inner(*known) == key);
            match (key.as_str(), known, scalar(value)) {
                ("system", _, _) if value.is_boolean() => volume.system = value.as_bool(),
                (_, Some(known), Some(text)) => {
                    volume.put(known, source, &format!("{place}, {key}"), text);
                }
                _ => note(format!(
                    "{source}, {place}, {key}: not used; a volume has path, system, {}",
                    Volume::KEYS.map(inner).join(", ")
                )),
            }
        }
        volumes.push(volume);
    }
    volumes.retain(|volume| !twice.iter().any(|path| same_place(&volume.path, path)));
    volumes
}

/// Whether two paths are those of one volume: `/var/` and `/var`, `C:` and `c:\`.
fn same_place(one: &str, other: &str) -> bool {
    let bare = |path: &str| path.trim_end_matches(['/', '\\']).to_owned();
    let (one, other) = (bare(one), bare(other));
    one == other || one.get(1..2) == Some(":") && one.eq_ignore_ascii_case(&other)
}

/// The key of a fact in the table of a volume.
fn inner(key: Key) -> &'static str {
    key.path().split_once('.').map_or(key.path(), |(_, inner)| inner)
}

/// The text of a plain value.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A machine as a spec file that reads back to the same readings.
pub fn write(facts: &Facts) -> String {
    let mut top = toml::Table::new();
    top.insert("name".to_owned(), facts.name.clone().into());
    for (key, fact) in facts.iter() {
        let Ok(text) = &fact.text else { continue };
        // "007" stays as it stood: what is read back is the same text.
        let number = text.parse::<i64>().ok().filter(|number| number.to_string() == *text);
        let number = number.map(toml::Value::from);
        let value = match key.shape() {
            Shape::Number => number.unwrap_or_else(|| text.clone().into()),
            Shape::Truth => text.parse::<bool>().map_or_else(|_| text.clone().into(), Into::into),
            Shape::Text | Shape::Words => text.clone().into(),
        };
        match key.path().split_once('.') {
            None => drop(top.insert(key.path().to_owned(), value)),
            Some((table, inner)) => {
                let table = top.entry(table).or_insert_with(|| toml::Table::new().into());
                if let Some(table) = table.as_table_mut() {
                    table.insert(inner.to_owned(), value);
                }
            }
        }
    }
    if !facts.volumes.is_empty() {
        let volumes: Vec<toml::Value> = facts.volumes.iter().map(volume_table).collect();
        top.insert("volume".to_owned(), volumes.into());
    }
    top.to_string()
}

fn volume_table(volume: &Volume) -> toml::Value {
    let mut table = toml::Table::new();
    table.insert("path".to_owned(), volume.path.clone().into());
    if let Some(system) = volume.system {
        table.insert("system".to_owned(), system.into());
    }
    for (key, fact) in volume.iter() {
        if let Ok(text) = &fact.text {
            table.insert(inner(key).to_owned(), text.clone().into());
        }
    }
    table.into()
}
