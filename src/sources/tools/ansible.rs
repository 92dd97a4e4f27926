//! Ansible's facts: what `ansible -m setup` prints of some hosts, what a play prints when it is
//! verbose, and the files of a cache of facts.
//!
//! The same facts go by two names: `ansible_processor`, and `processor` inside `ansible_facts`.

mod disk;
mod facts;

use super::json::{Values, head, text_of};
use super::steps::with_board;
use crate::item::Item;
use crate::machine::Gap;
use crate::sources::{Entry, Format, Read};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// The format.
pub const FORMAT: Format = Format {
    id: "ansible",
    name: "Ansible facts (JSON)",
    gaps: with_board![Gap {
        items: &[Item::Features, Item::Isa],
        step: "run `ansible HOST -m command -a lscpu`, which lists the processor's flags, or \
                   state the level: --set isa=x86-64-v2",
    },],
    detect,
    read: Read::Report(read),
};

type Table = Map<String, Value>;

/// Facts that tell hardware, without their prefix.
const TOLD: &[&str] = &[
    "processor",
    "processor_cores",
    "processor_vcpus",
    "memtotal_mb",
    "memory_mb",
    "mounts",
    "devices",
    "disks",
    "architecture",
];

fn detect(text: &str) -> bool {
    head(text).is_some_and(|head| head.contains("\"ansible_"))
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    let mut hosts = Hosts { source, list: Vec::new(), named: HashMap::new(), bad: Vec::new() };
    for found in Values::of(text) {
        match found {
            Ok(found) => {
                let host = host_before(found.label);
                let line = found.line;
                if let Some(why) = failure(found.label) {
                    let host = host.unwrap_or("a host");
                    hosts.bad.push(format!("{source}, line {line}: {host}: Ansible says {why}"));
                    continue;
                }
                let at = format!("line {line}");
                hosts.gather(host, &at, found.value);
            }
            Err(line) => hosts.bad.push(format!(
                "{source}, line {line}: the JSON that begins here is damaged or cut off; expected \
                 the facts of a host"
            )),
        }
    }
    let mut entries: Vec<Entry> = hosts.list.iter().map(|host| host.entry(source)).collect();
    let machines = entries.iter().filter(|entry| matches!(entry, Entry::Machine(_))).count();
    if machines == 0 {
        return Err(hosts.bad.into_iter().next().unwrap_or_else(|| {
            format!(
                "{source}: no facts of hardware; expected what `ansible HOST -m setup` prints, with \
                 ansible_processor and ansible_memtotal_mb"
            )
        }));
    }
    entries.extend(hosts.bad.into_iter().map(Entry::Bad));
    Ok(entries)
}

/// A host and its facts, as far as they were met.
struct Host {
    name: Option<String>,
    place: String,
    facts: Table,
}

impl Host {
    fn entry(&self, source: &str) -> Entry {
        let name = self.name.as_deref().filter(|name| !is_here(name));
        let facts = facts::of(source, name, &self.place, &self.facts);
        if facts.iter().next().is_some() {
            return Entry::Machine(facts);
        }
        let name = &facts.name;
        Entry::Note(format!("{source}, {}: the facts of {name} tell no hardware", self.place))
    }
}

struct Hosts<'s> {
    source: &'s str,
    list: Vec<Host>,
    named: HashMap<String, usize>,
    bad: Vec<String>,
}

impl Hosts<'_> {
    /// Finds the facts in a value, whatever they are wrapped in; `name` is the nearest key that
    /// may be a host's name.
    fn gather(&mut self, name: Option<&str>, at: &str, value: Value) {
        match value {
            Value::Object(table) if is_facts(&table) => self.add(name, at, table),
            Value::Object(table) => {
                for (key, value) in table {
                    let wrapper = [
                        "ansible_facts",
                        "hostvars",
                        "hosts",
                        "host",
                        "result",
                        "results",
                        "plays",
                        "tasks",
                        "task",
                        "stats",
                        "invocation",
                        "module_args",
                        "item",
                        "msg",
                        "facts",
                        "data",
                        "value",
                        "values",
                    ];
                    // What is longer is no host's name; each object below would have a copy.
                    let named = match wrapper.contains(&key.as_str()) || key.len() > 256 {
                        true => name,
                        false => Some(key.as_str()),
                    };
                    if matches!(value, Value::Object(_) | Value::Array(_)) {
                        self.gather(named, at, value);
                    }
                }
            }
            Value::Array(list) => {
                for value in list {
                    self.gather(name, at, value);
                }
            }
            _ => {}
        }
    }

    /// Adds facts to those of their host. What a later task finds replaces what was known.
    fn add(&mut self, name: Option<&str>, at: &str, table: Table) {
        let bare = table.keys().all(|key| !key.starts_with("ansible_"));
        let strip = |(key, value): (String, Value)| match key.strip_prefix("ansible_") {
            Some(key) => Some((key.to_owned(), value)),
            None => bare.then_some((key, value)),
        };
        let facts: Table = table.into_iter().filter_map(strip).collect();
        let own = name.map(str::to_owned);
        let hostname = |facts: &Table| text_of(facts, "hostname");
        let known = own.as_ref().and_then(|name| self.named.get(name)).copied();
        if let Some(host) = known.and_then(|at| self.list.get_mut(at)) {
            let (before, now) = (hostname(&host.facts), hostname(&facts));
            if before.is_none() || now.is_none() || before == now {
                host.facts.extend(facts);
                return;
            }
            // Two machines, each of which calls itself "localhost".
            let name = host.name.as_deref().unwrap_or_default();
            if !is_here(name) {
                // It is told as often as it comes.
                let short = |name: Option<String>| -> String {
                    name.iter().flat_map(|name| name.chars()).take(64).collect()
                };
                let (before, now) = (short(before), short(now));
                self.bad.push(format!(
                    "{}, {at}: {name} is {now} here and {before} above; only the first is used",
                    self.source
                ));
                return;
            }
        }
        if let Some(name) = &own {
            self.named.insert(name.clone(), self.list.len());
        }
        self.list.push(Host { name: own, place: at.to_owned(), facts });
    }
}

/// Whether an object has facts that tell hardware.
fn is_facts(table: &Table) -> bool {
    let prefixed = table.keys().filter_map(|key| key.strip_prefix("ansible_"));
    if prefixed.clone().any(|key| TOLD.contains(&key)) {
        return true;
    }
    // Without a prefix one word could be anything.
    table.keys().filter(|key| TOLD.contains(&key.as_str())).count() >= 2
}

/// A name that every machine has for itself.
fn is_here(name: &str) -> bool {
    let name = name.to_lowercase();
    name == "localhost" || name.starts_with("localhost.") || name.starts_with("127.")
}

/// The host in what stands before the facts: `web01 | SUCCESS => `, `ok: [web01] => `.
fn host_before(label: &str) -> Option<&str> {
    let name = match label.split_once(" | ") {
        Some((name, _)) => name.rsplit(char::is_whitespace).find(|word| !word.is_empty())?,
        None => label.split_once('[')?.1.split_once(']')?.0.split(" -> ").next()?,
    };
    let name = name.trim_matches(['"', ' ']);
    (!name.is_empty()).then_some(name)
}

/// Why a host gave no facts: `web01 | UNREACHABLE! => `.
fn failure(label: &str) -> Option<&'static str> {
    let behind = label.split_once(" | ").map_or("", |(_, behind)| behind.trim_start());
    let words = ["UNREACHABLE", "FAILED"];
    let told = words.into_iter().find(|word| behind.starts_with(word));
    told.or_else(|| match label.trim_start().starts_with("fatal:") {
        true if label.contains("UNREACHABLE!") => Some("UNREACHABLE"),
        true => Some("FAILED"),
        false => None,
    })
}
