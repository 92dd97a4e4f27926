//! `msinfo32 /report`: Windows' System Information as text. An item is a label, a tab and a value;
//! where a report was pasted the tabs are blanks.

use super::lines::uncut;
use super::msinfo::{self, Item};
use super::steps::{HYPERVISOR, WINDOWS_TPM, WINDOWS_VIRTUALIZATION};
use crate::item::Item as Needed;
use crate::machine::Gap;
use crate::sources::{Entry, Format, Read, head, stem};

/// The text report.
pub const FORMAT: Format = Format {
    id: "msinfo32",
    name: "msinfo32 report",
    gaps: GAPS,
    detect,
    read: Read::Report(read),
};

/// What System Information never says.
pub(super) const GAPS: &[Gap] = &[
    Gap {
        items: &[Needed::Features],
        step: "run `minspec scan` there, which reads the processor's flags, or state them: \
               --set features=\"sse2 nx\"",
    },
    WINDOWS_TPM,
    Gap {
        items: &[Needed::Firmware, Needed::SecureBoot],
        step: "Windows tells it since version 8; before, look into the firmware's setup and state \
               it: --set firmware=uefi --set secure_boot=capable",
    },
    WINDOWS_VIRTUALIZATION,
    HYPERVISOR,
];

/// Its first line in English, where the rest may be any excerpt.
const TITLE: &str = "System Information report written at";

fn detect(text: &str) -> bool {
    let text = head(text);
    if text.trim_start().starts_with(['<', '{']) {
        return false;
    }
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    if lines().take(10).any(|line| line.starts_with(TITLE)) {
        return true;
    }
    // What a spec file or a table holds stands in quotes.
    let items = || lines().filter(|line| !line.contains('"')).map(split_summary);
    let processor = items().any(|(_, value)| msinfo::processor(value).is_some());
    let ram = items().any(|(label, value)| label.contains("RAM") && msinfo::is_size(value));
    let category = lines().any(is_category);
    let sizes = || {
        let mut run = 0;
        items().any(|(label, value)| {
            run = if !label.is_empty() && msinfo::is_size(value) { run + 1 } else { 0 };
            run == 5
        })
    };
    processor && ram || category && (processor && sizes() || ram && sizes())
}

/// `[System Summary]`, in any language.
fn is_category(line: &str) -> bool {
    let inside = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    inside.is_some_and(|name| name.starts_with(char::is_alphabetic) && name.len() < 100)
}

/// The label and the value of a line of the summary: where its tab became a blank, a known label
/// is taken off, and from a processor the first word.
fn split_summary(line: &str) -> (&str, &str) {
    if line.contains('\t') {
        return split(line);
    }
    let line = line.trim();
    let processor = || {
        msinfo::processor(line)?;
        line.split_once(' ')
    };
    msinfo::split_known(line).or_else(processor).unwrap_or_else(|| split(line))
}

/// The label and the value of a line.
fn split(line: &str) -> (&str, &str) {
    let line = line.trim_matches(' ');
    if let Some((label, rest)) = line.split_once('\t') {
        let rest = rest.trim_start_matches('\t');
        let (value, more) = rest.split_once('\t').unwrap_or((rest, ""));
        // A row of a table with more columns is no item.
        return match more.trim().is_empty() {
            true => (label.trim(), value.trim()),
            false => (line, ""),
        };
    }
    let line = line.trim();
    let blank = line.match_indices(' ').map(|(at, _)| at);
    let drive = line.rfind(' ').filter(|at| msinfo::drive(line[*at..].trim()).is_some());
    let folder = || blank.take(8).find(|at| msinfo::folder(line[*at..].trim()).is_some());
    match msinfo::trailing_size(line).filter(|at| *at > 0).or(drive).or_else(folder) {
        Some(at) => (line[..at].trim(), line[at..].trim()),
        None => (line, ""),
    }
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    // The first category is the summary, whatever the language calls it.
    let summary = text.lines().map(str::trim).find(|line| is_category(line));
    super::one_machine(source, text, |line| Some(line) == summary)?;
    let mut items = Vec::new();
    let (mut category, mut name) = (0, None);
    for (n, line) in uncut(text).lines().enumerate() {
        let line = line.trim_matches(['\r', ' ', '\u{FEFF}']);
        if is_category(line) {
            category += 1;
            continue;
        }
        if category == 0 && name.is_none() {
            name = named(line);
        }
        let first = category <= 1 && items.len() < msinfo::SUMMARY;
        let (label, value) = if first { split_summary(line) } else { split(line) };
        if !label.is_empty() {
            items.push(Item { label, value, line: n + 1, category });
        }
    }
    let name = name.unwrap_or_else(|| stem(source));
    let facts = msinfo::facts(source, name, &items);
    let found = facts.iter().next().is_some();
    match found {
        true => Ok(vec![Entry::Machine(facts)]),
        false => Err(format!(
            "{source}: an msinfo32 report without an item that is needed; expected a processor or \
             memory"
        )),
    }
}

/// The name in "System Name: WS-04" above the first category: one word after one colon.
fn named(line: &str) -> Option<&str> {
    let (label, name) = line.split_once([':', '：'])?;
    let name = name.trim();
    let word = !name.is_empty() && !name.contains([':', ' ', '/', '\\', '\t']);
    let dated = name.starts_with(|c: char| c.is_ascii_digit()) && name.contains(['.', '-']);
    (word && !dated && !label.contains('\t') && label.len() < 60).then_some(name)
}
