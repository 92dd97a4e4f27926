//! DxDiag's reports: `dxdiag /t`, whose labels are English in every language of Windows, and
//! `dxdiag /x`, which says the same in XML.

use super::steps::{HYPERVISOR, WINDOWS_TPM};
use super::volumes::{Volumes, file_system};
use super::{guest, xml};
use crate::item::Item;
use crate::machine::Gap;
use crate::reading::Origin;
use crate::sources::facts::{Fact, Facts, Key, Volume};
use crate::sources::{Entry, Format, Read, head, stem};

/// Both reports.
pub const FORMAT: Format = Format {
    id: "dxdiag",
    name: "DxDiag report",
    gaps: &[
        Gap {
            items: &[Item::Features],
            step: "run `minspec scan` there, which reads the processor's flags, or state them: \
                   --set features=\"sse2 nx\"",
        },
        Gap {
            items: &[Item::Cores, Item::Sockets],
            step: "run `msinfo32 /report m.txt` there, which counts cores, or state them: \
                   --set cores=4",
        },
        Gap {
            items: &[Item::Firmware],
            step: "run `msinfo32 /report m.txt` there, which tells the mode of the firmware",
        },
        Gap {
            items: &[Item::SecureBoot, Item::Virtualization],
            step: "run `msinfo32 /report m.txt` there, which tells it, or state it: \
                   --set secure_boot=enabled --set virtualization=enabled",
        },
        WINDOWS_TPM,
        HYPERVISOR,
    ],
    detect,
    read: Read::Report(read),
};

/// Labels of the first section that no other report has, as they are compared.
const FIRST: &[&str] = &[
    "timeofthisreport",
    "machinename",
    "windowsdir",
    "directxversion",
    "dxsetupparameters",
    "dxdiagversion",
];

fn detect(text: &str) -> bool {
    let text = head(text);
    if text.trim_start().starts_with('<') {
        return text.contains("<DxDiag");
    }
    let labels = text.lines().filter_map(split).map(|(label, _)| folded(label));
    labels.filter(|label| FIRST.contains(&label.as_str())).take(2).count() == 2
}

/// One line of the report, or one element.
struct Line {
    label: String,
    value: String,
    place: String,
}

/// The label and the value of a line, however it is set in.
fn split(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['>', '|', ' ', '\t', '\u{FEFF}']);
    let (label, value) = line.split_once(':')?;
    let short = label.len() < 40 && !label.trim().is_empty();
    short.then_some((label.trim(), value.trim()))
}

/// A label as it is compared: the XML has it without blanks.
fn folded(label: &str) -> String {
    label.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    super::one_machine(source, text, |line| line == "System Information")?;
    let mut notes = Vec::new();
    let mut lines = Vec::new();
    let xml = text.trim_start().starts_with('<');
    if xml {
        let ended = xml::walk(text, |node| {
            if let xml::Node::End { name, text, line } = node
                && !text.is_empty()
            {
                let place = format!("line {line}, <{name}>");
                lines.push(Line { label: folded(name), value: text.to_owned(), place });
            }
        });
        if let Err(line) = ended {
            notes.push(Entry::Note(format!(
                "{source}, line {line}: the file ends early or is damaged here; what stands before \
                 it is used"
            )));
        }
    } else {
        for (n, line) in text.lines().enumerate() {
            if let Some((label, value)) = split(line) {
                let place = format!("line {}, \"{label}\"", n + 1);
                lines.push(Line { label: folded(label), value: value.to_owned(), place });
            }
        }
    }
    let first = |label: &str| lines.iter().find(|line| line.label == label);
    let name = first("machinename").map(|line| line.value.as_str());
    let name = name.filter(|name| !name.is_empty()).unwrap_or_else(|| stem(source));
    let mut report = Report { source, xml, facts: Facts::new(name) };
    report.processor(&lines);
    let visible = report.memory(&lines);
    if let (Some(visible), Some(line)) = (visible, first("pagefile")) {
        report.page_file(visible, line);
    }
    let system = [first("systemmodel"), first("systemmanufacturer")];
    if let Some(line) = system.into_iter().flatten().find(|line| guest::is_guest([&line.value[..]]))
    {
        report.put_as(Key::CpuHypervisor, line, "true".to_owned());
    }
    // "V1.15 (type: UEFI)"; of others there is only a version, or "(type: BIOS)".
    let types = [("(type: UEFI)", "uefi"), ("(type: BIOS)", "bios")];
    if let Some(line) = first("bios")
        && let Some((_, word)) = types.into_iter().find(|(text, _)| line.value.ends_with(text))
    {
        report.put_as(Key::Firmware, line, word.to_owned());
    }
    report.drives(&lines, first("windowsdir"));
    let facts = report.facts;
    let found = facts.iter().next().is_some();
    match found {
        true => Ok(std::iter::once(Entry::Machine(facts)).chain(notes).collect()),
        false => Err(format!(
            "{source}: a DxDiag report without an item that is needed; expected a processor or \
             memory"
        )),
    }
}

struct Report<'s> {
    source: &'s str,
    xml: bool,
    facts: Facts,
}

impl Report<'_> {
    fn put_as(&mut self, key: Key, line: &Line, text: String) {
        let (source, place) = (self.source.to_owned(), line.place.clone());
        self.facts.put_read_as(key, Origin { source, place, raw: line.value.clone() }, text);
    }

    /// `Intel(R) Core(TM)2 Duo CPU E4600 @ 2.40GHz (2 CPUs), ~2.4GHz`.
    fn processor(&mut self, lines: &[Line]) {
        let Some(line) = lines.iter().find(|line| line.label == "processor") else { return };
        let (name, seen) = match line.value.rsplit_once('~') {
            Some((name, clock)) => (name.trim_end_matches([' ', ',']), Some(clock.trim())),
            None => (line.value.as_str(), None),
        };
        let (name, threads) = match name.rsplit_once('(') {
            Some((before, inside)) if inside.contains("CPU") => {
                let digits: String = inside.chars().take_while(char::is_ascii_digit).collect();
                (before, Some(digits).filter(|digits| !digits.is_empty()))
            }
            _ => (name, None),
        };
        if !name.trim().is_empty() {
            self.put_as(Key::CpuText, line, name.trim().to_owned());
        }
        if let Some(seen) = seen {
            self.put_as(Key::ClockSeen, line, seen.replace(',', "."));
        }
        if let Some(threads) = threads {
            self.put_as(Key::Threads, line, threads);
        }
    }

    /// `Memory: 8192MB RAM` is what is fitted where `Available OS Memory` follows, since Windows 7;
    /// before, it is what the system sees. Gives the latter in MB. Where Windows cannot tell what is
    /// fitted, both are what it sees, which is seldom a number that modules add up to.
    fn memory(&mut self, lines: &[Line]) -> Option<u64> {
        let mut sizes =
            lines.iter().filter_map(|line| Some((line, megabytes_of_ram(&line.value)?)));
        let (first, size) = sizes.next()?;
        let second = sizes.next();
        let (visible, seen) = second.map_or((first, size), |(line, size)| (line, size));
        if second.is_some() && (size != seen || size % 256 == 0) {
            self.put_as(Key::MemoryInstalled, first, format!("{size} MiB"));
        }
        self.put_as(Key::MemoryVisible, visible, format!("{seen} MiB"));
        Some(seen)
    }

    /// `4096MB used, 8192MB available` is what can be committed: memory and paging file.
    fn page_file(&mut self, visible: u64, line: &Line) {
        let numbers =
            line.value.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let numbers: Option<Vec<u64>> = numbers.map(|part| part.parse().ok()).collect();
        if let Some([used, free]) = numbers.as_deref()
            && line.value.matches("MB").count() == 2
            && let Some(paging) = used.checked_add(*free).and_then(|all| all.checked_sub(visible))
        {
            self.put_as(Key::PageFile, line, format!("{paging} MiB"));
        }
    }

    fn drives(&mut self, lines: &[Line], windows: Option<&Line>) {
        let letter = windows.and_then(|line| line.value.get(..2)).unwrap_or("C:");
        let is_start = |line: &Line| matches!(line.label.as_str(), "drive" | "driveletter");
        let starts = || lines.iter().enumerate().filter(|(_, line)| is_start(line));
        let is_target = |line: &Line| line.value.eq_ignore_ascii_case(letter);
        let group = |at: usize| lines[at + 1..].iter().take(6).take_while(|line| !is_start(line));
        let mut volumes = Volumes::default();
        for (at, start) in starts() {
            let mut volume = Volume::new(start.value.to_ascii_uppercase());
            volume.system = windows.map(|_| is_target(start));
            for (key, fact) in self.drive(group(at)) {
                volume.insert(key, fact);
            }
            volumes.add(volume);
        }
        volumes.put(&mut self.facts);
        let Some((at, start)) = starts().find(|(_, line)| is_target(line)) else {
            if let Some((_, other)) = starts().next() {
                let why = format!("{letter}, the drive of Windows, is not listed");
                for key in [Key::DiskSize, Key::DiskFree] {
                    self.facts.put_unclear(key, self.source, &other.place, why.clone());
                }
            }
            return;
        };
        self.put_as(Key::DiskVolume, start, start.value.clone());
        for (key, fact) in self.drive(group(at)) {
            self.facts.insert(key, fact);
        }
    }

    /// What the lines of a drive say.
    fn drive<'l>(&self, lines: impl Iterator<Item = &'l Line>) -> Vec<(Key, Fact)> {
        let facts = lines.filter_map(|line| {
            let (key, text) = match line.label.as_str() {
                "freespace" => (Key::DiskFree, space(&line.value, self.xml)?),
                "totalspace" | "maxspace" => (Key::DiskSize, space(&line.value, self.xml)?),
                "filesystem" if !line.value.is_empty() => {
                    (Key::FileSystem, file_system(&line.value).to_owned())
                }
                _ => return None,
            };
            let (source, place) = (self.source.to_owned(), line.place.clone());
            let origin = Origin { source, place, raw: line.value.clone() };
            Some((key, Fact { text: Ok(text), origin, note: None }))
        });
        facts.collect()
    }
}

/// The number in "8192MB RAM".
fn megabytes_of_ram(value: &str) -> Option<u64> {
    let number = value.strip_suffix("RAM")?.trim_end().strip_suffix("MB")?.trim();
    number.parse().ok().filter(|megabytes| *megabytes > 0)
}

/// A drive's space. What DxDiag calls GB is a thousand MB of 2^20 bytes, to one decimal.
fn space(value: &str, xml: bool) -> Option<String> {
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // The XML has bytes; in the text this is a number that was cut off.
        return xml.then(|| format!("{value} B"));
    }
    let (number, unit) = value.split_once(' ')?;
    match unit.trim() {
        "MB" => Some(format!("{number} MiB")),
        "GB" => {
            let (whole, tenths) = number.split_once(['.', ',']).unwrap_or((number, "0"));
            let tenths: u64 = tenths.parse().ok().filter(|tenths| *tenths < 10)?;
            let middle = whole.parse::<u64>().ok()?.checked_mul(1000)?.checked_add(tenths * 100)?;
            Some(format!("{} MiB to {} MiB", middle.saturating_sub(50), middle.checked_add(50)?))
        }
        _ => None,
    }
}
