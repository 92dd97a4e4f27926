//! What the items of Windows' System Information mean, in its text report and in its `.nfo` file.
//!
//! Its items are written in the language of the system, so they are told by their shape wherever
//! that is possible: a processor by its clock and counts, installed memory by the word RAM, the
//! other sizes by their order, a drive by its letter. Labels are a help where lines are missing.

mod board;
mod labels;
mod values;

use super::guest;
use super::volumes::{Volumes, file_system};
use crate::reading::Origin;
use crate::sources::facts::{Fact, Facts, Key, Volume};
use crate::sources::number::{self, Marks};
use crate::sources::understand::POSSIBLE;
use crate::word::FILE_SYSTEM;
pub(super) use labels::{What, split_known};
pub(super) use values::{Processor, drive, folder, is_size, processor, trailing_size};
use values::{architecture, bytes_of, size};

/// A summary has some fifty items; what is much longer is none.
pub(super) const SUMMARY: usize = 400;

/// One item of a report.
#[derive(Debug)]
pub(super) struct Item<'t> {
    /// What it is, in the language of the system.
    pub label: &'t str,
    /// What it says.
    pub value: &'t str,
    /// The line on which it stands.
    pub line: usize,
    /// How many categories began before it; the first one is the summary.
    pub category: usize,
}

impl Item<'_> {
    fn what(&self) -> Option<What> {
        labels::what(self.label)
    }

    fn place(&self) -> String {
        format!("line {}, \"{}\"", self.line, self.label)
    }
}

/// The facts that the items of one report tell. `name` is the machine's where no item names it.
pub(super) fn facts(source: &str, name: &str, items: &[Item<'_>]) -> Facts {
    let summary = items.iter().filter(|item| item.category <= 1).take(SUMMARY);
    let summary: Vec<&Item<'_>> = summary.collect();
    let own =
        |what| summary.iter().find(|item| item.what() == Some(what) && !item.value.is_empty());
    let name = own(What::Name).map_or(name, |item| item.value);
    let mut report = Report { source, marks: marks(items), facts: Facts::new(name) };
    report.processors(&summary);
    report.memory(&summary);
    report.drives(&summary, items);
    report.system(&summary);
    report.facts
}

/// How the report writes numbers, by its sizes.
fn marks(items: &[Item<'_>]) -> Marks {
    let values = items.iter().map(|item| item.value).filter(|value| is_size(value));
    Marks::of(values.flat_map(|value| [value, bytes_of(value).unwrap_or("")]))
}

struct Report<'s> {
    source: &'s str,
    marks: Marks,
    facts: Facts,
}

impl Report<'_> {
    fn put_as(&mut self, key: Key, item: &Item<'_>, text: String) {
        let (source, raw) = (self.source.to_owned(), item.value.to_owned());
        self.facts.put_read_as(key, Origin { source, place: item.place(), raw }, text);
    }

    fn put_size(&mut self, key: Key, item: &Item<'_>) {
        self.facts.insert(key, self.fact(item, self.size(item)));
    }

    fn size(&self, item: &Item<'_>) -> Result<String, String> {
        size(item.value, self.marks)
            .ok_or_else(|| format!("\"{}\" can be read in two ways", item.value))
    }

    fn fact(&self, item: &Item<'_>, text: Result<String, String>) -> Fact {
        let raw = if text.is_ok() { item.value } else { "" };
        let (source, raw) = (self.source.to_owned(), raw.to_owned());
        Fact { text, origin: Origin { source, place: item.place(), raw }, note: None }
    }

    fn processors(&mut self, summary: &[&Item<'_>]) {
        let found = summary.iter().filter_map(|item| Some((*item, processor(item.value)?)));
        let found: Vec<(&Item<'_>, Processor<'_>)> = found.collect();
        let Some((item, first)) = found.first() else {
            // "Processor: Not Available", or a form of its own: what it says is still there.
            if let Some(item) = summary.iter().find(|item| item.what() == Some(What::Processor)) {
                self.put_as(Key::CpuText, item, item.value.to_owned());
            }
            return;
        };
        match &first.signature {
            Some(signature) => {
                let numbers = [
                    (Key::CpuFamily, Some(signature.family)),
                    (Key::CpuModel, Some(signature.model)),
                    (Key::CpuStepping, signature.stepping),
                ];
                for (key, number) in numbers {
                    if let Some(number) = number {
                        self.put_as(key, item, number.to_string());
                    }
                }
                self.put_as(Key::CpuVendor, item, signature.vendor.clone());
            }
            None => self.put_as(Key::CpuText, item, first.name.to_owned()),
        }
        if let Some(megahertz) = first.megahertz {
            let key = if first.measured { Key::ClockSeen } else { Key::ClockBase };
            self.put_as(key, item, format!("{megahertz} MHz"));
        }
        let many = found.len();
        let sum = |of: fn(&Processor<'_>) -> Option<u64>| {
            number::sum(found.iter().map(|(_, one)| of(one)))
        };
        match (sum(|one| one.cores), sum(|one| one.threads)) {
            (None, None) if many > 1 => {
                // Before Vista a line stood for a socket or for a logical processor.
                let why = format!("{many} lines: processors, or logical ones");
                for key in [Key::Sockets, Key::Cores, Key::Threads] {
                    self.facts.put_unclear(key, self.source, &item.place(), why.clone());
                }
            }
            (cores, threads) => {
                self.put_as(Key::Sockets, item, many.to_string());
                for (key, count) in [(Key::Cores, cores), (Key::Threads, threads)] {
                    if let Some(count) = count {
                        self.put_as(key, item, count.to_string());
                    }
                }
            }
        }
    }

    /// Installed, total, available, total virtual, available virtual, page file: one after the
    /// other, the first one only since Vista.
    fn memory(&mut self, summary: &[&Item<'_>]) {
        let size_of = |what| {
            let mut labelled = summary.iter().filter(|item| item.what() == Some(what));
            labelled.find(|item| is_size(item.value)).copied()
        };
        let run = longest_run(summary);
        let ram = |item: &&Item<'_>| item.label.contains("RAM");
        let (from, whole) = match run.iter().position(ram) {
            Some(at) => (at + 1, run.len() - at >= 6),
            None => (run.len().saturating_sub(5), run.len() == 5 || run.len() == 6),
        };
        let by_order = |n: usize| run.get(from + n).filter(|_| whole).copied();
        let installed = size_of(What::Installed);
        let installed = installed.or_else(|| run.iter().copied().find(ram));
        let installed = installed.or_else(|| run.first().filter(|_| run.len() == 6).copied());
        let total = size_of(What::Visible).or_else(|| by_order(0));
        let paging = size_of(What::PageFile).or_else(|| by_order(4));
        for (key, item) in [
            (Key::MemoryInstalled, installed),
            (Key::MemoryVisible, total),
            (Key::PageFile, paging),
        ] {
            if let Some(item) = item {
                self.put_size(key, item);
            }
        }
    }

    /// The drive of the Windows folder, else what disks there are.
    fn drives(&mut self, summary: &[&Item<'_>], all: &[Item<'_>]) {
        let folder = |item: &&&Item<'_>| folder(item.value).is_some();
        let labelled = summary.iter().find(|item| item.what() == Some(What::Windows));
        let windows = labelled.filter(folder).or_else(|| summary.iter().find(folder));
        let letter = windows.and_then(|item| item.value.get(..2)).unwrap_or("C:");
        let is_drive = |item: &Item<'_>| item.category != 1 && drive(item.value).is_some();
        let mut starts = all.iter().enumerate().filter(|(_, item)| is_drive(item));
        let same = |item: &Item<'_>| item.value.eq_ignore_ascii_case(letter);
        let mut volumes = Volumes::default();
        for (at, start) in starts.clone() {
            let mut volume = Volume::new(start.value.to_ascii_uppercase());
            volume.system = windows.map(|_| same(start));
            let facts = self.volume(group(all, at, is_drive));
            facts.into_iter().for_each(|(key, fact)| volume.insert(key, fact));
            volumes.add(volume);
        }
        volumes.put(&mut self.facts);
        let Some((at, start)) = starts
            .find(|(at, item)| same(item) && !self.sizes(group(all, *at, is_drive)).is_empty())
        else {
            if !all.iter().any(is_drive) {
                self.disks(all);
            }
            return;
        };
        self.put_as(Key::DiskVolume, start, start.value.to_owned());
        for (key, fact) in self.volume(group(all, at, is_drive)) {
            self.facts.insert(key, fact);
        }
    }

    /// What the items of a drive say: its sizes, and its file system, whose name is the same in
    /// every language.
    fn volume(&self, items: &[Item<'_>]) -> Vec<(Key, Fact)> {
        let sizes = [Key::DiskSize, Key::DiskFree].into_iter().zip(self.sizes(items));
        let mut facts: Vec<(Key, Fact)> = sizes
            .map(|(key, (item, text))| {
                (key, self.fact(item, text.map_or_else(|| self.size(item), Ok)))
            })
            .collect();
        let sized = !facts.is_empty();
        let named =
            |item: &&Item<'_>| item.label == "File System" || FILE_SYSTEM.parse(item.value).is_ok();
        if let Some(item) = items.iter().find(named).filter(|item| sized && !item.value.is_empty())
        {
            let name = file_system(item.value).to_owned();
            facts.push((Key::FileSystem, self.fact(item, Ok(name))));
        }
        facts
    }

    /// The sizes of a drive: of all of it, then of what is free.
    fn sizes<'i, 't>(&self, items: &'i [Item<'t>]) -> Vec<(&'i Item<'t>, Option<String>)> {
        let sizes = items.iter().filter(|item| is_size(item.value));
        let exact = |value: &str| bytes_of(value).and_then(|bytes| self.marks.plain(bytes));
        sizes.map(|item| (item, exact(item.value).and_then(in_bytes))).take(2).collect()
    }

    /// Physical disks, told by the size of their sectors.
    fn disks(&mut self, all: &[Item<'_>]) {
        let sector = |item: &Item<'_>| item.category > 1 && matches!(item.value, "512" | "4096");
        let starts = all.iter().enumerate().filter(|(_, item)| sector(item));
        let found = starts.filter_map(|(at, _)| {
            let (item, text) = self.sizes(group(all, at, sector)).into_iter().next()?;
            Some((item, text?))
        });
        let found: Vec<(&Item<'_>, String)> = found.collect();
        if let Some((first, _)) = found.first() {
            let texts: Vec<String> = found.iter().map(|(_, text)| text.clone()).collect();
            self.put_as(Key::DiskSize, first, texts.join(" + "));
        }
    }

    fn system(&mut self, summary: &[&Item<'_>]) {
        if let Some((item, arch)) =
            summary.iter().find_map(|item| Some((item, architecture(item.value)?)))
        {
            self.put_as(Key::Arch, item, arch.to_owned());
        }
        // "A hypervisor has been detected. …", in any language; where none runs, items that begin
        // with the name say what it would need.
        let runs = |item: &&&Item<'_>| {
            item.value.is_empty()
                && item.label.contains("Hyper-V")
                && !item.label.starts_with("Hyper-V")
        };
        let guest = summary.iter().find(|item| guest::is_guest([item.value]));
        if let Some(item) = guest {
            self.put_as(Key::CpuHypervisor, item, "true".to_owned());
        } else if let Some(item) = summary.iter().find(runs) {
            let place = format!("line {}", item.line);
            let (source, raw) = (self.source.to_owned(), item.label.to_owned());
            let origin = Origin { source, place, raw };
            self.facts.put_read_as(Key::CpuHypervisor, origin, POSSIBLE.to_owned());
        }
        self.board(summary, summary.iter().any(|item| runs(&item)));
    }
}

/// The items after one, up to the next of its kind or the next category; a dozen tell all.
fn group<'i, 't>(
    all: &'i [Item<'t>],
    at: usize,
    next: impl Fn(&Item<'_>) -> bool,
) -> &'i [Item<'t>] {
    let rest = &all[at + 1..];
    let same = |item: &&Item<'_>| item.category == all[at].category && !next(item);
    &rest[..rest.iter().take(12).take_while(same).count()]
}

/// The longest run of items that are sizes, one after the other.
fn longest_run<'i, 't>(summary: &[&'i Item<'t>]) -> Vec<&'i Item<'t>> {
    let runs = summary.chunk_by(|a, b| is_size(a.value) == is_size(b.value));
    let runs = runs.filter(|run| run.first().is_some_and(|item| is_size(item.value)));
    runs.max_by_key(|run| run.len()).unwrap_or_default().to_vec()
}

/// "31843151872 bytes", in whatever language, as bytes.
fn in_bytes(plain: String) -> Option<String> {
    let digits = plain.split_whitespace().next()?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("{digits} B"))
}
