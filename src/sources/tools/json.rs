//! JSON as tools print it: several values one after the other, with prompts, host names and other
//! words around them.

use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};
use serde_json::{Deserializer, Map, Value};
use std::iter::once_with;

/// What may always be read in vain, for prompts that look like JSON.
const FREE: usize = 64 << 10;

/// A JSON value in a text.
pub(super) struct Found<'t> {
    /// The line on which it begins, from 1.
    pub(super) line: usize,
    /// What stands before it on that line.
    pub(super) label: &'t str,
    /// The value: an object or an array.
    pub(super) value: Value,
}

/// The objects and arrays of a text, in its order; as an error the line of one that is cut off or
/// damaged.
pub(super) struct Values<'t> {
    text: &'t str,
    at: usize,
    /// Where the line that holds `at` ends, its end included.
    end: usize,
    line: usize,
    /// How much was read in vain.
    wasted: usize,
}

impl<'t> Values<'t> {
    pub(super) fn of(text: &'t str) -> Values<'t> {
        Values { text, at: 0, end: 0, line: 0, wasted: 0 }
    }

    /// Moves behind a value; the line is the one that holds its end.
    fn pass(&mut self, to: usize) {
        if to > self.end {
            let passed = self.text.get(self.end..to).unwrap_or("");
            self.line += passed.matches('\n').count() + 1;
            let rest = self.text.get(to..).unwrap_or("");
            self.end = rest.find('\n').map_or(self.text.len(), |end| to + end + 1);
        }
        self.at = to;
    }

    /// Moves to the next line; `false` at the end.
    fn next_line(&mut self) -> bool {
        self.at = self.end;
        let rest = self.text.get(self.at..).unwrap_or("");
        self.end = rest.find('\n').map_or(self.text.len(), |end| self.at + end + 1);
        self.line += 1;
        self.at < self.text.len()
    }

    fn first(&mut self, start: usize) -> Result<(Value, usize), usize> {
        let rest = self.text.get(start..).unwrap_or("");
        let mut stream = Deserializer::from_str(rest).into_iter::<Value>();
        match stream.next() {
            Some(Ok(value)) => Ok((value, stream.byte_offset())),
            Some(Err(error)) => {
                let before = rest.split_inclusive('\n').take(error.line().saturating_sub(1));
                Err(before.map(str::len).sum::<usize>().saturating_add(error.column()))
            }
            None => Err(0),
        }
    }
}

impl<'t> Iterator for Values<'t> {
    type Item = Result<Found<'t>, usize>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.at >= self.end && !self.next_line() {
                return None;
            }
            // Whoever nests what is cut off again and again shall not cost more than a few
            // readings of the whole.
            if self.wasted > self.text.len().saturating_mul(4).saturating_add(FREE) {
                return None;
            }
            let this = self.text.get(self.at..self.end).unwrap_or("");
            let blank = this.len() - this.trim_start().len();
            let opens = this[blank..].starts_with(['[', '{']);
            let brace = || this.find('{');
            let mut damaged = false;
            // The line may hold many values: it is gone through only when that is needed.
            let first = once_with(|| if opens { Some(blank) } else { brace() });
            let second = once_with(|| brace().filter(|at| opens && *at > blank));
            for start in first.chain(second).flatten() {
                let (at, line) = (self.at, self.line);
                match self.first(at + start) {
                    Ok((value, length)) => {
                        self.pass(at + start + length);
                        let label = &this[..start];
                        return Some(Ok(Found { line, label, value }));
                    }
                    Err(length) => {
                        self.wasted = self.wasted.saturating_add(length);
                        damaged |= begins_as_json(&self.text[at + start..]);
                    }
                }
            }
            let line = self.line;
            self.at = self.end;
            if damaged {
                return Some(Err(line));
            }
        }
    }
}

/// Whether a text begins as JSON does, and not as a prompt such as `[root@host ~]#`.
fn begins_as_json(text: &str) -> bool {
    let open = text.starts_with('[');
    let inner = text.get(1..).unwrap_or("").trim_start();
    match open {
        true => inner.is_empty() || inner.starts_with(['{', ']']),
        false => inner.is_empty() || inner.starts_with(['"', '}']),
    }
}

/// The beginning of a text, by which it is recognised; `None` where it holds no JSON at all.
pub(super) fn head(text: &str) -> Option<&str> {
    let head = crate::sources::head(text);
    let starts = head.trim_start().starts_with(['[', '{']);
    (starts || head.lines().any(|line| line.contains('{'))).then_some(head)
}

/// Whether an object's beginning is in a text that has a key.
pub(super) fn has_key(head: &str, key: &str) -> bool {
    let mut rest = head;
    while let Some(at) = rest.find(key) {
        let (before, behind) = (&rest[..at], &rest[at + key.len()..]);
        let colon = behind.strip_prefix('"').is_some_and(|b| b.trim_start().starts_with(':'));
        if before.ends_with('"') && colon {
            return true;
        }
        rest = behind;
    }
    false
}

/// A plain value as a text; nothing where it says nothing.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim_matches(|c: char| c.is_whitespace() || c == '\0').into(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The text of a key.
pub(super) fn text_of(table: &Map<String, Value>, key: &str) -> Option<String> {
    table.get(key).and_then(text)
}

/// A whole number that is not negative, as a number or in a text.
pub(super) fn whole(value: &Value) -> Option<u64> {
    match value {
        // "1.7179869184E10" is how some tools write 16 GB.
        Value::Number(number) => {
            let float = || number.as_f64().filter(|n| n.fract() == 0.0 && (0.0..9e15).contains(n));
            number.as_u64().or_else(|| float().map(|n| n as u64))
        }
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The whole number of a key, if it is not zero.
pub(super) fn count_of(table: &Map<String, Value>, key: &str) -> Option<u64> {
    table.get(key).and_then(whole).filter(|count| *count > 0)
}

/// Adds a value whose unit did not stand there.
pub(super) fn put_with_unit(
    facts: &mut Facts,
    key: Key,
    source: &str,
    place: &str,
    (number, unit): (u64, &str),
) {
    let origin = Origin { source: source.into(), place: place.into(), raw: number.to_string() };
    facts.put_read_as(key, origin, format!("{number} {unit}"));
}
