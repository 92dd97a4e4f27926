//! The reports of WINMSD, Windows NT Diagnostics, of Windows NT 3.5 to 4.0: sections below a title
//! and a rule.
//!
//! Windows NT 4.0 lists processors as `0: x86 Family 6 Model 1 Stepping 9 GenuineIntel ~199 Mhz`
//! and sizes in kilobytes of 1,024 bytes; 3.5 and 3.51 write labels up to the right, of which the
//! type of the processor is only the architecture in 3.51.

mod drives;
mod processors;

use super::super::{Entry, Format, Read};
use super::guest;
use super::steps::HYPERVISOR;
use super::whole::{at_end, whole};
use crate::item::Item;
use crate::machine::Gap;
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};

/// The report of Windows NT Diagnostics.
pub const FORMAT: Format = Format {
    id: "winmsd",
    name: "WINMSD (Windows NT Diagnostics)",
    gaps: GAPS,
    detect,
    read: Read::Report(read),
};

const GAPS: &[Gap] = &[
    Gap {
        items: &[Item::Sockets, Item::Cores],
        step: "look at the board, and state what is there: --set sockets=2 --set cores=2",
    },
    Gap {
        items: &[Item::PageFile],
        step: "look at System, Performance, Virtual Memory in the control panel there, and state \
               it: --set page_file=128MB",
    },
    Gap { items: &[Item::Features], step: "name the processor: --set cpu=\"Pentium Pro 200\"" },
    Gap {
        items: &[Item::Firmware, Item::SecureBoot, Item::Tpm, Item::Virtualization],
        step: "look into the firmware's setup there and state what it says: --set firmware=bios \
               --set tpm=none",
    },
    HYPERVISOR,
];

/// How the first line of a report begins.
const TITLE: &str = "Microsoft Diagnostics Report For";

/// A line of a report that is not blank.
#[derive(Clone, Copy)]
struct Line<'t> {
    /// From 1.
    number: usize,
    /// Without blanks around it.
    text: &'t str,
}

impl<'t> Line<'t> {
    /// Label and value, where it has both: `CPU Type: Intel x86`, `windir=C:\WINNT`.
    fn pair(&self, mark: char) -> Option<(&'t str, &'t str)> {
        let (label, value) = self.text.split_once(mark)?;
        Some((label.trim(), value.trim()))
    }

    fn place(&self) -> String {
        format!("line {}", self.number)
    }

    /// A line of nothing but dashes.
    fn is_rule(&self) -> bool {
        self.text.len() >= 10 && self.text.bytes().all(|byte| byte == b'-')
    }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let lines = text.lines().zip(1..).map(|(text, number)| Line { number, text: text.trim() });
    lines.filter(|line| !line.text.is_empty()).collect()
}

fn detect(text: &str) -> bool {
    let head = lines(crate::sources::head(text));
    if head.first().is_none_or(|line| line.text.starts_with(['{', '<', '['])) {
        return false;
    }
    let ruled = head.iter().any(Line::is_rule);
    head.iter().any(|line| line.text.starts_with(TITLE))
        || ruled && processors::are_listed(&head) && head.iter().any(|line| drives::is_local(line))
        || ruled && processors::are_labelled(&head)
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    let all = lines(text);
    let mut starts: Vec<usize> =
        (0..all.len()).filter(|at| all[*at].text.starts_with(TITLE)).collect();
    // A report without its first line is one; what says nothing either is none at all.
    let headless = starts.is_empty();
    if headless {
        starts.push(0);
    }
    let ends = starts.iter().skip(1).copied().chain([all.len()]);
    let several = starts.len() > 1;
    let reports = starts.iter().zip(ends).zip(1..).map(|((start, end), n)| {
        let lines = &all[*start..end];
        let mut facts = machine(source, lines);
        if facts.iter().next().is_none() {
            let place = lines.first().map_or(1, |line| line.number);
            return Entry::Bad(format!(
                "{source}, line {place}: expected a report of Windows NT Diagnostics with a \
                 processor, memory or drives, found none of them"
            ));
        }
        if facts.name.is_empty() {
            let stem = crate::sources::stem(source);
            facts.name = if several { format!("{stem}#{n}") } else { stem.to_owned() };
        }
        Entry::Machine(facts)
    });
    let entries: Vec<Entry> = reports.collect();
    match &entries[..] {
        [Entry::Bad(why)] if headless => Err(why.clone()),
        _ => Ok(entries),
    }
}

fn machine(source: &str, lines: &[Line]) -> Facts {
    let name = lines.first().and_then(|line| line.text.strip_prefix(TITLE)).unwrap_or("");
    let mut facts = Facts::new(name.trim().trim_start_matches('\\'));
    processors::put(&mut facts, source, lines);
    memory(&mut facts, source, lines);
    drives::put(&mut facts, source, lines);
    let firmware = lines.iter().filter(|line| {
        let label = line.pair(':').map(|(label, _)| label.to_ascii_lowercase());
        label.is_some_and(|label| label == "system" || label.contains("bios version"))
    });
    if let Some(line) = firmware.into_iter().find(|line| guest::is_guest([line.text])) {
        facts.put(Key::CpuHypervisor, source, &line.place(), "true");
    }
    facts
}

/// The memory that the system sees: below the heading `Physical Memory (K)`, or behind a label.
fn memory(facts: &mut Facts, source: &str, lines: &[Line]) {
    let headed =
        lines.iter().position(|line| line.text.eq_ignore_ascii_case("Physical Memory (K)"));
    let below = headed.map(|at| &lines[at + 1..]).unwrap_or_default();
    // "Total:" alone is a label of other sections too.
    let below = below.iter().take(3).take_while(|line| !line.is_rule());
    let of = |line: &Line, label: &str| {
        let (found, value) = line.pair(':')?;
        found.eq_ignore_ascii_case(label).then(|| value.to_owned())
    };
    let total = below.clone().find_map(|line| Some((*line, of(line, "Total")?)));
    let labelled =
        || lines.iter().find_map(|line| Some((*line, of(line, "Total Physical Memory")?)));
    let Some((line, value)) = total.or_else(labelled) else { return };
    // Windows NT 3.5 in other languages than English prints nothing, or nonsense.
    if value.is_empty() {
        return;
    }
    let kilobytes = match headed {
        Some(_) => whole(&value),
        None => in_kilobytes(&value).first().copied(),
    };
    let available = below.clone().find_map(|line| whole(&of(line, "Available")?));
    let mut unclear = |why| facts.put_unclear(Key::MemoryVisible, source, &line.place(), why);
    match kilobytes {
        None => unclear(format!("expected a number of kilobytes, found \"{value}\"")),
        Some(total) if available.is_some_and(|available| available > total) => {
            unclear(format!("{total} KB of memory, and more of it available"));
        }
        Some(total) => {
            let origin = Origin { source: source.to_owned(), place: line.place(), raw: value };
            facts.put_read_as(Key::MemoryVisible, origin, format!("{total} KB"));
        }
    }
}

/// The sizes of a line, `2,096,451 KB`, one after the other.
fn in_kilobytes(text: &str) -> Vec<u64> {
    let ends = text.match_indices("KB").map(|(at, unit)| at + unit.len());
    ends.filter_map(|end| at_end(&text[..end])?.number).collect()
}
