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
    is_json(text) || is_table(text) || (is_text(text) && !linux::has_files(text))
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

/// `lscpu -p`: a table of numbers under comments.
fn is_table(text: &str) -> bool {
    crate::sources::head(text)
        .lines()
        .any(|line| line.trim().to_ascii_lowercase().starts_with("# cpu,core,"))
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    let mut facts = Facts::new(crate::sources::stem(source));
    if is_json(text) {
        let lines = of_json(text).map_err(|why| format!("{source}, {why}"))?;
        facts::put(&lines, source, &mut facts);
    } else if is_text(text) {
        facts::put(&of_text(text), source, &mut facts);
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

fn of_text(text: &str) -> Vec<Line> {
    let lines = lines::whole(text).lines().enumerate();
    let lines = lines.filter_map(|(n, line)| {
        let (label, value) = lines::labelled(line)?;
        let place = format!("line {}", n.saturating_add(1));
        Some(Line { place, label: label.to_owned(), value: value.to_owned() })
    });
    lines.collect()
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
