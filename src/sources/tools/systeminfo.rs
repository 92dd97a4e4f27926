//! `systeminfo`: what Windows XP to 11 and Server 2003 to 2022 print of a machine, in every
//! language, as text (`/FO TABLE` is the same as `/FO LIST` in this) or as `/FO CSV`.
//!
//! No table of labels is needed. The version of the system, the processors' names and the five
//! sizes of memory have forms of their own, and the sizes add up; every other line stands at a
//! fixed place beside one of these.

mod lines;
mod machine;
mod memory;

use super::super::{Entry, Format, Read};
use super::steps::{HYPERVISOR, WINDOWS_TPM, WINDOWS_VIRTUALIZATION};
use crate::item::Item;
use crate::machine::Gap;
use csv::{ReaderBuilder, StringRecord};
use lines::{Line, processors};

/// The output of `systeminfo`.
pub const FORMAT: Format = Format {
    id: "systeminfo",
    name: "systeminfo (Windows)",
    gaps: GAPS,
    detect,
    read: Read::Report(read),
};

const GAPS: &[Gap] = &[
    Gap {
        items: &[Item::Disk, Item::DiskFree, Item::DiskSize],
        step: "run `msinfo32 /report m.txt` there, which lists the drives, or state it: \
               --set disk=40GB",
    },
    Gap {
        items: &[Item::Cores, Item::Threads],
        step: "run `msinfo32 /report m.txt` there, which counts cores and threads, or state them: \
               --set cores=4 --set threads=8",
    },
    Gap {
        items: &[Item::PageFile],
        step: "run `msinfo32 /report m.txt` there, which tells the size of the paging file, or \
               state it: --set page_file=2GB",
    },
    Gap { items: &[Item::Features], step: "run `minspec scan` there, which asks the processor" },
    Gap {
        items: &[Item::Firmware, Item::SecureBoot, Item::FileSystem],
        step: "run `msinfo32 /report m.txt` there, which tells the mode of the firmware, Secure Boot \
               and file systems, or state them: --set firmware=uefi --set secure_boot=capable",
    },
    WINDOWS_TPM,
    WINDOWS_VIRTUALIZATION,
    HYPERVISOR,
];

fn detect(text: &str) -> bool {
    // The same within the text of another format.
    if text.trim_start().starts_with(['{', '<']) {
        return false;
    }
    let head = crate::sources::head(text);
    head.lines().any(has_processor) || machine::is_whole(&lines::of(head))
}

/// Whether a line holds a processor in the form that only this tool prints.
fn has_processor(line: &str) -> bool {
    processors(line).any(|(_, caption)| caption.is_certain())
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    let mut entries = match text.lines().find(|line| has_processor(line)).and_then(delimiter) {
        Some(delimiter) => rows(source, text, delimiter),
        None => reports(source, text),
    };
    if entries.is_empty() {
        return Err(format!(
            "{source}: not an output of systeminfo: expected lines such as \
             \"[01]: Intel64 Family 6 Model 58 Stepping 9 GenuineIntel ~2893 Mhz\""
        ));
    }
    let stem = crate::sources::stem(source);
    let machines = entries.iter().filter(|entry| !matches!(entry, Entry::Note(_))).count();
    let mut n = 0;
    for entry in &mut entries {
        n += usize::from(!matches!(entry, Entry::Note(_)));
        if let Entry::Machine(facts) = entry
            && facts.name.is_empty()
        {
            facts.name = if machines == 1 { stem.to_owned() } else { format!("{stem}#{n}") };
        }
    }
    Ok(entries)
}

/// What stands between the cells, if the line with the processors is a row of a table.
fn delimiter(line: &str) -> Option<u8> {
    let between = |delimiter: u8| line.matches(char::from(delimiter)).count();
    if line.trim_start_matches('\u{FEFF}').starts_with('"') {
        let quoted = |delimiter: &u8| line.contains(&format!("\"{}\"", char::from(*delimiter)));
        return [b',', b';', b'\t'].into_iter().find(quoted);
    }
    // As spreadsheets save it again: no quotation marks but where a cell needs them.
    [b';', b'\t', b','].into_iter().find(|delimiter| between(*delimiter) > 20)
}

/// The machines of a table, one a row. A heading may come again where outputs were put together,
/// and it may be missing.
fn rows(source: &str, text: &str, delimiter: u8) -> Vec<Entry> {
    let mut reader = ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(delimiter);
    let mut reader = reader.from_reader(text.as_bytes());
    let (mut row, mut heading) = (StringRecord::new(), StringRecord::new());
    let mut entries = Vec::new();
    // A text in memory is always read, and is UTF-8.
    while reader.read_record(&mut row).unwrap_or(false) {
        let line = row.position().map_or(0, csv::Position::line);
        let labels = (heading.len() == row.len()).then_some(&heading);
        let cells: Vec<Line> = row
            .iter()
            .enumerate()
            .map(|(n, cell)| {
                let label = labels.and_then(|labels| labels.get(n)).unwrap_or("");
                Line { line, label, value: cell.trim(), alone: false }
            })
            .collect();
        match machine::read(source, &cells) {
            Ok(facts) => entries.push(Entry::Machine(facts)),
            // A row with the version of a system is meant to be a machine.
            Err(why) if machine::version(&cells).is_some() => entries.push(Entry::Bad(why)),
            Err(_) if row.len() > 20 => std::mem::swap(&mut heading, &mut row),
            Err(_) => {}
        }
    }
    entries
}

/// The machines of a text, one after the other.
fn reports(source: &str, text: &str) -> Vec<Entry> {
    let all = lines::of(text);
    let mut starts: Vec<usize> = (0..all.len()).filter_map(|at| machine::start(&all, at)).collect();
    // A report without its head is one; what has neither is none at all.
    let headless = starts.is_empty();
    if headless {
        starts.push(0);
    }
    let ends = starts.iter().skip(1).copied().chain([all.len()]);
    let mut entries = Vec::new();
    for (start, end) in starts.iter().copied().zip(ends) {
        let lines = all.get(start..end).unwrap_or_default();
        match machine::read(source, lines) {
            Ok(facts) => entries.push(Entry::Machine(facts)),
            Err(_) if headless => {}
            Err(why) => entries.push(Entry::Bad(why)),
        }
        if let Some(line) = machine::another(lines) {
            entries.push(Entry::Note(format!(
                "{source}, line {line}: processors of another report, of which the first lines are \
                 missing, are not used"
            )));
        }
    }
    entries
}
