//! Facter's facts, each by its path: `memory.system.total_bytes`. JSON and facter's own text,
//! `key => value` with groups in braces, come to the same.

use super::super::json::{Values, text};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

/// Deeper than any fact that is read.
const DEEPEST: usize = 6;

/// Longer than any key.
const LONGEST: usize = 128;

/// The facts of one host.
pub(super) struct Flat {
    /// The line where they begin.
    pub(super) line: usize,
    /// What wraps them calls the host so.
    pub(super) name: Option<String>,
    facts: BTreeMap<String, String>,
}

impl Flat {
    fn new(line: usize) -> Flat {
        Flat { line, name: None, facts: BTreeMap::new() }
    }

    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.facts.get(path).map(String::as_str)
    }

    pub(super) fn whole(&self, path: &str) -> Option<u64> {
        self.text(path)?.parse().ok()
    }

    /// The mount points that have a size.
    pub(super) fn mount_points(&self) -> impl Iterator<Item = &str> {
        let paths = self.facts.keys().filter_map(|path| path.strip_prefix("mountpoints."));
        paths.filter_map(|path| path.strip_suffix(".size_bytes"))
    }

    /// The sizes of the disks in bytes, by the paths where they stand.
    pub(super) fn disks(&self) -> impl Iterator<Item = (&str, u64)> {
        let real = |path: &str, before: &str, behind: &str| {
            let name = path.strip_prefix(before).and_then(|path| path.strip_suffix(behind));
            let kinds = ["sd", "hd", "vd", "xvd", "nvme", "mmcblk"];
            name.is_some_and(|name| kinds.iter().any(|kind| name.starts_with(kind)))
        };
        let grouped = self.facts.keys().any(|path| path.starts_with("disks."));
        self.facts.iter().filter_map(move |(path, bytes)| {
            let is_size = match grouped {
                true => real(path, "disks.", ".size_bytes"),
                false => real(path, "blockdevice_", "_size"),
            };
            let bytes = bytes.parse().ok().filter(|bytes| *bytes > 0)?;
            is_size.then_some((path.as_str(), bytes))
        })
    }

    fn add(&mut self, depth: usize, path: &str, value: &Value) {
        match value {
            _ if depth > DEEPEST => {}
            Value::Object(table) => {
                for (key, value) in table.iter().filter(|(key, _)| key.len() <= LONGEST) {
                    let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                    self.add(depth + 1, &inner, value);
                }
            }
            Value::Array(list) => {
                for (n, value) in list.iter().enumerate() {
                    self.add(depth + 1, &format!("{path}[{n}]"), value);
                }
            }
            value => {
                if let Some(text) = text(value) {
                    self.facts.insert(path.to_owned(), text);
                }
            }
        }
    }
}

/// The hosts of a text; as an error the line of one that is damaged.
pub(super) fn all(input: &str) -> Vec<Result<Flat, usize>> {
    let own = input.lines().any(|line| line.split_once(" => ").is_some_and(|(key, _)| is_key(key)));
    if own {
        return of_text(input).into_iter().map(Ok).collect();
    }
    let mut all = Vec::new();
    for found in Values::of(input) {
        match found {
            Ok(found) => match &found.value {
                Value::Array(list) => all.extend(list.iter().map(|v| Ok(of_json(found.line, v)))),
                value => all.push(Ok(of_json(found.line, value))),
            },
            Err(line) => all.push(Err(line)),
        }
    }
    all
}

fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST
        && text.chars().all(|c| c.is_alphanumeric() || "_-".contains(c))
}

/// `puppet facts` puts the facts under `values`, beside the host's name.
fn of_json(line: usize, value: &Value) -> Flat {
    let mut flat = Flat::new(line);
    match value.get("values") {
        Some(values @ Value::Object(_)) => {
            flat.name = value.get("name").and_then(text);
            flat.add(0, "", values);
        }
        _ => flat.add(0, "", value),
    }
    flat
}

/// Facter's own text. It names a fact once: with one that comes again another host begins.
fn of_text(input: &str) -> Vec<Flat> {
    let mut hosts = Vec::new();
    let mut flat = Flat::new(1);
    let mut met = HashSet::new();
    // Of each open group its path and how many elements it has; `None` where it is not read.
    let mut open: Vec<Option<(String, usize)>> = Vec::new();
    for (line, n) in input.lines().zip(1..) {
        let line = line.trim().trim_end_matches(',');
        if matches!(line, "}" | "]") {
            open.pop();
            continue;
        }
        let parent = match open.last_mut() {
            None => Some(String::new()),
            Some(None) => None,
            Some(Some((path, count))) => match line.contains(" => ") {
                true => Some(path.clone()),
                false => {
                    *count += 1;
                    Some(format!("{path}[{}]", *count - 1))
                }
            },
        };
        let (key, value) = line.split_once(" => ").unwrap_or(("", line));
        let key = key.trim_matches('"');
        if open.is_empty() && is_key(key) && !met.insert(key) {
            hosts.push(std::mem::replace(&mut flat, Flat::new(n)));
            met = HashSet::from([key]);
        }
        let path = parent.filter(|_| key.len() <= LONGEST && open.len() <= DEEPEST).map(|parent| {
            match (parent.is_empty(), key.is_empty()) {
                (true, _) => key.to_owned(),
                (false, true) => parent,
                (false, false) => format!("{parent}.{key}"),
            }
        });
        match value {
            "{" | "[" => open.push(path.map(|path| (path, 0))),
            "{}" | "[]" => {}
            value => {
                let value = value.trim_matches('"').trim();
                if let Some(path) = path.filter(|path| !path.is_empty() && !value.is_empty()) {
                    flat.facts.insert(path, value.to_owned());
                }
            }
        }
    }
    hosts.push(flat);
    hosts
}
