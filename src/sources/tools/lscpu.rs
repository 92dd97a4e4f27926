//! `lscpu`: a summary of the processors, in the language of its system, as text or JSON.

mod facts;
mod label;

use super::steps::with_board;
use super::{lines, linux, objects};
use crate::cpu::Arch;
use crate::item::Item;
use crate::machine::Gap;
use crate::sources::facts::Facts;
use crate::sources::{Entry, Format, Read};
use label::Label;
use serde_json::Value;

/// The format.
pub const FORMAT: Format = Format {
    id: "lscpu",
    name: "what lscpu prints, as text or JSON",
    gaps: with_board![
        Gap {
            items: &[Item::Memory, Item::MemoryVisible, Item::PageFile],
            step: "run `(lscpu; cat /proc/meminfo; df -k /) > m.txt` there and read m.txt, or state it: --set memory=\"4 GB\"",
        },
        Gap {
            items: &[Item::Disk, Item::DiskFree, Item::DiskSize],
            step: "run `(lscpu; cat /proc/meminfo; df -k /) > m.txt` there and read m.txt, or state it: --set disk_free=\"20 GB\"",
        },
    ],
    detect,
    read: Read::Report(read),
};

/// A line of it: where it stood, its label in whatever language, its value.
pub(super) struct Line {
    place: String,
    label: String,
    value: String,
}

fn detect(text: &str) -> bool {
    is_json(text)
        || is_table(text)
        || is_json_table(text)
        || (is_text(text) && !linux::has_files(text))
}

/// Whether a text holds what `lscpu` prints: an architecture, and not far from it the byte order,
/// which it writes alike in every language.
pub(super) fn is_text(text: &str) -> bool {
    let mut since_arch = usize::MAX;
    crate::sources::head(text).lines().filter_map(lines::labelled).any(|(_, value)| {
        if Arch::from_machine(value).is_some() || value == "ppc64" {
            since_arch = 0;
        }
        since_arch = since_arch.saturating_add(1);
        since_arch < 6 && matches!(value, "Little Endian" | "Big Endian")
    })
}

fn is_json(text: &str) -> bool {
    let head = crate::sources::head(text);
    head.contains("\"lscpu\"") && head.contains("\"field\"")
}

/// `lscpu -p` or `lscpu -e`: a table of numbers.
fn is_table(text: &str) -> bool {
    crate::sources::head(text).lines().any(|line| facts::columns(line).is_some())
}

/// `lscpu -J -e`: the same, with an object for each logical processor, by its number.
fn is_json_table(text: &str) -> bool {
    let mut rest = crate::sources::head(text);
    let begins = ["{", "\"cpus\"", ":", "[", "{", "\"cpu\"", ":"].iter().all(|token| {
        let next = rest.trim_start().strip_prefix(token);
        rest = next.unwrap_or(rest);
        next.is_some()
    });
    begins && rest.trim_start().trim_start_matches('"').starts_with(|c: char| c.is_ascii_digit())
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    let mut facts = Facts::new(crate::sources::stem(source));
    if is_json(text) {
        let lines = of_json(text).map_err(|why| format!("{source}, {why}"))?;
        facts::put(&lines, source, &mut facts);
    } else if is_text(text) {
        facts::put(&of_text(text), source, &mut facts);
    } else if is_json_table(text) {
        let objects = objects::read(text).map_err(|why| format!("{source}, {why}"))?;
        facts::put_objects(&objects, source, &mut facts);
    } else {
        facts::put_table(text, source, &mut facts);
    }
    if facts.iter().next().is_none() {
        return Err(format!("{source} holds no line of lscpu's; expected such as \"CPU(s): 4\""));
    }
    Ok(vec![Entry::Machine(facts)])
}

/// Adds what a text that [is one](is_text) says.
pub(super) fn put_text(text: &str, source: &str, facts: &mut Facts) {
    facts::put(&of_text(text), source, facts);
}

/// The lines of a text. Where it was printed to a terminal, newer versions break a long value at the
/// edge, within a word too, and set the rest in to where the value began.
fn of_text(text: &str) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut rows = lines::whole(text).lines().enumerate().peekable();
    while let Some((n, line)) = rows.next() {
        let Some((label, value)) = lines::labelled(line).or_else(|| without_colon(line)) else {
            continue;
        };
        // Blanks at the end belong to a value that goes on.
        let value = &line[line.trim_end().len() - value.len()..];
        let column = cells(line) - cells(value);
        let mut parts = vec![value];
        while let Some(rest) = rows.peek().and_then(|(_, next)| set_in(next, column)) {
            parts.push(rest);
            rows.next();
        }
        let place = format!("line {}", n.saturating_add(1));
        found.push(Line { place, label: label.to_owned(), value: joined(&parts) });
    }
    found
}

/// The parts of a broken value as one. All but the last reach the edge, but for a blank there that
/// was lost on the way; where they do not, somebody broke the value between words.
fn joined(parts: &[&str]) -> String {
    let edge = parts.iter().map(|part| cells(part)).max().unwrap_or(0);
    let (last, broken) = parts.split_last().unwrap_or((&"", &[]));
    let between_words = broken.iter().any(|part| cells(part) + 1 < edge);
    let mut value = String::new();
    for part in broken {
        value.push_str(part);
        if between_words || cells(part) < edge {
            value.push(' ');
        }
    }
    value.push_str(last);
    value.truncate(value.trim_end().len());
    value
}

/// What stands in a line from a column on, if nothing stands before.
fn set_in(line: &str, column: usize) -> Option<&str> {
    let (blank, rest) = line.split_at_checked(column).filter(|_| column > 0)?;
    (blank.bytes().all(|byte| byte == b' ') && !rest.trim().is_empty()).then_some(rest)
}

/// How many columns of a terminal a text takes: letters of East Asia take two.
fn cells(text: &str) -> usize {
    text.chars()
        .map(|c| if c >= '\u{1100}' && !('\u{2000}'..'\u{2E80}').contains(&c) { 2 } else { 1 })
        .sum()
}

/// A label that lost its colon in translation: "«Socket(s)»                          1".
fn without_colon(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.trim().split_once("  ")?;
    let is_count = value.trim().parse::<u32>().is_ok();
    (is_count && Label::of(label) == Some(Label::Sockets)).then_some((label, value.trim()))
}

fn of_json(text: &str) -> Result<Vec<Line>, String> {
    let mut lines = Vec::new();
    for object in objects::read(text)? {
        if let Some(list) = object.get("lscpu") {
            collect(list, "lscpu", &mut lines);
        }
    }
    Ok(lines)
}

/// Newer versions nest the fields. The parser has bounded the depth.
fn collect(list: &Value, path: &str, lines: &mut Vec<Line>) {
    for (n, field) in list.as_array().into_iter().flatten().enumerate() {
        let text = |key| field.get(key).and_then(Value::as_str).unwrap_or_default();
        let path = format!("{path}[{n}]");
        let data = match field.get("data") {
            Some(Value::Number(number)) => number.to_string(),
            _ => text("data").to_owned(),
        };
        let label = text("field").trim().trim_end_matches([':', '\u{FF1A}', '\u{FE30}']);
        lines.push(Line {
            place: format!("{path}.data"),
            label: label.trim_end().to_owned(),
            value: data.trim().to_owned(),
        });
        if let Some(children) = field.get("children") {
            collect(children, &format!("{path}.children"), lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_value_that_was_broken_between_words_keeps_them() {
        let text = "Flags:   fpu vme lm cmov\n         clflush nx\n         sse sse2\nCPU(s): 4\n";
        let words: Vec<_> = of_text(text)[0].value.split_whitespace().map(str::to_owned).collect();
        assert_eq!(words.join(" "), "fpu vme lm cmov clflush nx sse sse2");
    }

    proptest! {
        /// Wherever the edge is, and whether or not blanks at it were lost on the way.
        #[test]
        fn a_broken_value_is_read_whole(
            words in prop::collection::vec("[a-z0-9_]{2,12}", 1..40),
            label in prop::sample::select(vec!["Flags:", "Drapaux :", "フラグ:"]),
            edge in 40usize..120,
            lost in any::<bool>(),
        ) {
            let value = words.join(" ");
            let head = format!("{label}{:1$}", "", 30 - cells(label));
            let parts = value.as_bytes().chunks(edge - 30).map(String::from_utf8_lossy);
            let parts: Vec<_> = parts.collect();
            // Where each lost one, nothing shows where the edge was.
            let reached = parts[..parts.len() - 1].iter().any(|part| !part.ends_with(' '));
            prop_assume!(!lost || parts.len() == 1 || reached);
            let mut text = head + &parts.join(&format!("\n{:30}", "")) + "\nCPU(s): 4\n";
            if lost {
                text = text.lines().map(|line| format!("{}\n", line.trim_end())).collect();
            }
            let lines = of_text(&text);
            prop_assert_eq!(&lines[0].value, &value);
            prop_assert_eq!(&lines[1].value, "4");
        }
    }
}
