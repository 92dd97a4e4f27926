//! Which rows are of which host: results of one host without a name, results under the name of a
//! query or a table, and lines of a log that say whose they are.

use super::super::json::{Values, text_of};
use crate::sources::Entry;
use serde_json::{Map, Value};
use std::collections::HashMap;

type Table = Map<String, Value>;

/// A row with the place where it stood.
pub(super) struct Row {
    pub(super) place: String,
    pub(super) cells: Table,
}

/// What is told of one host.
#[derive(Default)]
pub(super) struct Host {
    /// What the results say it is called, beside its own rows.
    pub(super) name: Option<String>,
    /// The line where it is first told of.
    pub(super) line: usize,
    results: Vec<Answer>,
    /// The queries of a log, each with its place among the results.
    queries: HashMap<String, usize>,
    /// By what its own row says it is told from others.
    identity: Option<Table>,
}

/// What one query gave.
struct Answer {
    rows: Vec<Row>,
    /// A later snapshot took its place.
    replaced: bool,
}

impl Host {
    /// Its rows, in the order of the text.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.results.iter().filter(|result| !result.replaced).flat_map(|result| &result.rows)
    }
}

/// The hosts of a text, in its order.
struct Hosts {
    list: Vec<Host>,
    /// Hosts by the names that results give them.
    named: HashMap<String, usize>,
    /// The nameless host to which results without a name belong.
    current: Option<usize>,
}

/// Gathers the hosts of a text. What is damaged goes to the entries.
pub(super) fn gather(source: &str, text: &str, entries: &mut Vec<Entry>) -> Vec<Host> {
    let mut hosts = Hosts { list: Vec::new(), named: HashMap::new(), current: None };
    for found in Values::of(text) {
        match found {
            Ok(found) => hosts.add(found.line, found.value),
            Err(line) => entries.push(Entry::Bad(format!(
                "{source}, line {line}: the JSON that begins here is damaged or cut off; expected \
                 rows of osquery"
            ))),
        }
    }
    hosts.list
}

impl Hosts {
    fn add(&mut self, line: usize, value: Value) {
        match value {
            Value::Array(items) => self.array(line, "", items),
            Value::Object(table) => self.object(line, table),
            _ => {}
        }
    }

    /// An array: rows, or lines of a log that were put in one.
    fn array(&mut self, line: usize, query: &str, items: Vec<Value>) {
        let mut rows = Vec::new();
        for item in items {
            let Value::Object(table) = item else { continue };
            match is_wrapped(&table) {
                true => self.object(line, table),
                false => rows.push(table),
            }
        }
        self.unnamed(line, query, rows);
    }

    fn object(&mut self, line: usize, mut table: Table) {
        let mut take = |key: &str| table.remove(key);
        let (columns, snapshot, diff) = (take("columns"), take("snapshot"), take("diffResults"));
        let (rows, queries) = (take("rows"), take("queries"));
        let host = host_of(&table);
        let query = text_of(&table, "name").unwrap_or_default();
        let query = named(&query).to_owned();
        let removed = text_of(&table, "action").is_some_and(|action| action == "removed");
        match (columns, snapshot, diff) {
            (Some(Value::Object(row)), ..) => {
                let at = self.host(line, host);
                match removed {
                    true => self.remove(at, &query, &row),
                    false => self.extend(at, line, &query, vec![row]),
                }
                return;
            }
            (_, Some(Value::Array(rows)), _) => {
                let at = self.host(line, host);
                self.replace(at, line, &query, tables(rows));
                return;
            }
            (.., Some(Value::Object(mut diff))) => {
                let at = self.host(line, host);
                if let Some(Value::Array(rows)) = diff.remove("removed") {
                    tables(rows).iter().for_each(|row| self.remove(at, &query, row));
                }
                if let Some(Value::Array(rows)) = diff.remove("added") {
                    self.extend(at, line, &query, tables(rows));
                }
                return;
            }
            _ => {}
        }
        if let Some(Value::Array(rows)) = rows {
            let at = self.host(line, host);
            return self.replace(at, line, &query, tables(rows));
        }
        if let Some(Value::Object(queries)) = queries {
            return self.by_query(line, queries);
        }
        // Rows under the names of their tables, or one row by itself.
        match table.values().any(|value| matches!(value, Value::Array(_) | Value::Object(_))) {
            true => self.by_query(line, table),
            false => self.unnamed(line, "", vec![table]),
        }
    }

    fn by_query(&mut self, line: usize, queries: Table) {
        for (query, value) in queries {
            let query = named(&query);
            match value {
                Value::Array(items) => self.array(line, query, items),
                Value::Object(row) if !is_wrapped(&row) => {
                    self.unnamed(line, query, vec![row]);
                }
                _ => {}
            }
        }
    }

    /// The host of a name, or the nameless one.
    fn host(&mut self, line: usize, name: Option<String>) -> usize {
        let known = match &name {
            Some(name) => self.named.get(name).copied(),
            None => self.current,
        };
        known.unwrap_or_else(|| {
            let at = self.list.len();
            match &name {
                Some(name) => drop(self.named.insert(name.clone(), at)),
                None => self.current = Some(at),
            }
            self.list.push(Host { name, line, ..Host::default() });
            at
        })
    }

    /// Rows that no host is named for. One that says who it is begins another host where it is
    /// not the one of before.
    fn unnamed(&mut self, line: usize, query: &str, rows: Vec<Table>) {
        let mut own = Vec::new();
        for row in rows.into_iter().filter(|row| !row.is_empty()) {
            let named = ["host_hostname", "host_display_name", "host_identifier"];
            if let Some(name) = named.iter().find_map(|key| text_of(&row, key)) {
                let at = self.host(line, Some(name));
                self.extend(at, line, query, vec![row]);
                continue;
            }
            if let Some(identity) = identity(&row) {
                let other = self.current.and_then(|at| self.list[at].identity.as_ref());
                if other.is_some_and(|other| differ(other, &identity)) {
                    self.take(line, query, std::mem::take(&mut own));
                    self.current = None;
                }
                let at = self.host(line, None);
                self.list[at].identity.get_or_insert(identity);
            }
            own.push(row);
        }
        self.take(line, query, own);
    }

    fn take(&mut self, line: usize, query: &str, rows: Vec<Table>) {
        if !rows.is_empty() {
            let at = self.host(line, None);
            self.push(at, line, query, rows);
        }
    }

    fn push(&mut self, at: usize, line: usize, query: &str, rows: Vec<Table>) -> usize {
        let name = if query.is_empty() { String::new() } else { format!(", {query}") };
        let rows = rows.into_iter().enumerate();
        let rows = rows.map(|(n, cells)| Row { place: format!("line {line}{name}[{n}]"), cells });
        let results = &mut self.list[at].results;
        results.push(Answer { rows: rows.collect(), replaced: false });
        results.len() - 1
    }

    /// Rows that a query of a log gave beside those of before.
    fn extend(&mut self, at: usize, line: usize, query: &str, rows: Vec<Table>) {
        match self.list[at].queries.get(query).copied() {
            Some(result) => {
                let rows = rows.into_iter();
                let rows = rows.map(|cells| Row { place: format!("line {line}, {query}"), cells });
                self.list[at].results[result].rows.extend(rows);
            }
            None => self.replace(at, line, query, rows),
        }
    }

    /// Rows that a query gave instead of those of before.
    fn replace(&mut self, at: usize, line: usize, query: &str, rows: Vec<Table>) {
        let result = self.push(at, line, query, rows);
        let host = &mut self.list[at];
        if let Some(before) = host.queries.insert(query.to_owned(), result) {
            host.results[before] = Answer { rows: Vec::new(), replaced: true };
        }
    }

    /// A row that is no more.
    fn remove(&mut self, at: usize, query: &str, row: &Table) {
        let host = &mut self.list[at];
        if let Some(result) = host.queries.get(query).copied() {
            let rows = &mut host.results[result].rows;
            // The latest ones suffice: what is removed was added not long before.
            let from = rows.len().saturating_sub(256);
            if let Some(n) = rows[from..].iter().rposition(|other| other.cells == *row) {
                rows.remove(from + n);
            }
        }
    }
}

/// Whether an object is a line of a log or an answer to a query, and no row.
fn is_wrapped(table: &Table) -> bool {
    let nested = |key: &str| matches!(table.get(key), Some(Value::Array(_) | Value::Object(_)));
    ["columns", "snapshot", "diffResults", "rows", "queries"].iter().any(|key| nested(key))
}

/// The name of a query as far as it tells it from others: each of its rows has a copy.
fn named(query: &str) -> &str {
    &query[..query.floor_char_boundary(256)]
}

fn tables(rows: Vec<Value>) -> Vec<Table> {
    let table = |row| match row {
        Value::Object(table) => Some(table),
        _ => None,
    };
    rows.into_iter().filter_map(table).collect()
}

/// The host that a line of a log names.
fn host_of(table: &Table) -> Option<String> {
    let keys = ["hostIdentifier", "host_identifier", "host", "hostname", "host_uuid"];
    keys.iter().find_map(|key| text_of(table, key))
}

/// What tells a host from others in its row of `system_info`.
fn identity(row: &Table) -> Option<Table> {
    let told = ["cpu_brand", "physical_memory", "hardware_model", "cpu_logical_cores"];
    let keys = ["uuid", "hostname", "computer_name", "hardware_serial"];
    let is_own = told.iter().any(|key| row.contains_key(*key));
    let known = keys.iter().filter_map(|key| {
        text_of(row, key).filter(|text| text != "-1").map(|text| ((*key).into(), text.into()))
    });
    let known: Table = known.collect();
    (is_own && !known.is_empty()).then_some(known)
}

fn differ(a: &Table, b: &Table) -> bool {
    a.iter().any(|(key, value)| b.get(key).is_some_and(|other| other != value))
}
