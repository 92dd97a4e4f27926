//! What a Linux system says of itself in files and short commands: `/proc/cpuinfo`,
//! `/proc/meminfo`, `df`, `free`, `uname -a` and `lscpu`, and beside them `mount`, `/proc/swaps` and
//! `mokutil --sb-state`, one after another in one file, with or without the prompts at which they
//! were asked for.

mod board;
mod df;
mod memory;
mod uname;

use super::steps::with_board;
use super::{lines, lscpu};
use crate::item::Item;
use crate::machine::Gap;
use crate::sources::facts::{Facts, Key};
use crate::sources::{Entry, Format, Read, cpuinfo};

/// The format. What is missing depends on what was put into the file.
pub const FORMAT: Format = Format {
    id: "linux",
    name: "/proc/cpuinfo, /proc/meminfo and df of a Linux system, in one file",
    gaps: &[],
    detect: has_files,
    read: Read::Report(read),
};

const CPU: Gap = Gap {
    items: &[
        Item::Arch,
        Item::Isa,
        Item::Cpu,
        Item::Clock,
        Item::Cores,
        Item::Threads,
        Item::Sockets,
        Item::Features,
        Item::Generation,
    ],
    step: "add `cat /proc/cpuinfo` of that system to the file, or state it: --set cpu=\"Pentium 200\"",
};

const MEMORY: Gap = Gap {
    items: &[Item::Memory, Item::MemoryVisible, Item::PageFile],
    step: "add `cat /proc/meminfo` of that system to the file, or state it: --set memory=\"4 GB\"",
};

const DISK: Gap = Gap {
    items: &[Item::Disk, Item::DiskFree, Item::DiskSize],
    step: "add `df -k /` of that system to the file, or state it: --set disk_free=\"20 GB\"",
};

/// The gaps of a file, by whether it tells of processor, memory and disk.
fn gaps(cpu: bool, memory: bool, disk: bool) -> &'static [Gap] {
    match (cpu, memory, disk) {
        (true, true, true) => with_board![],
        (true, true, false) => with_board![DISK],
        (true, false, true) => with_board![MEMORY],
        (true, false, false) => with_board![MEMORY, DISK],
        (false, true, true) => with_board![CPU],
        (false, true, false) => with_board![CPU, DISK],
        (false, false, true) => with_board![CPU, MEMORY],
        (false, false, false) => with_board![CPU, MEMORY, DISK],
    }
}

/// Keys of `/proc/cpuinfo`, of all architectures, each written in no other way there.
const CPUINFO: &[&str] = &[
    "processor",
    "vendor_id",
    "cpu family",
    "model name",
    "cpu MHz",
    "cpu model",
    "cpu",
    "bogomips",
    "BogoMIPS",
    "bogomips per cpu",
    "# processors",
    "CPU implementer",
    "CPU architecture",
    "CPU part",
    "CPU Family",
    "Processor",
    "Features",
    "system type",
    "machine",
    "platform",
    "timebase",
    "clock",
    "hart",
    "isa",
    "mmu",
    "prom",
    "ncpus probed",
    "stepping",
    "flags",
];

/// Whether a text holds `/proc/cpuinfo`, `/proc/meminfo` or a table of `df`.
pub(super) fn has_files(text: &str) -> bool {
    let head = crate::sources::head(text);
    has_cpuinfo(head) || memory::has_meminfo(head) || df::is_in(head)
}

/// Two keys, of which the first is at a line's beginning. `lscpu` has one of them.
fn has_cpuinfo(text: &str) -> bool {
    let mut found: Option<&str> = None;
    text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '#')).any(
        |line| {
            let Some((key, _)) = line.split_once(':') else { return false };
            let key = key.trim_end();
            let Some(key) = CPUINFO.iter().find(|known| **known == key) else { return false };
            let second = found.is_some_and(|first| first != *key);
            found = found.or(Some(key));
            second
        },
    )
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    super::one_machine(source, text, |line| line.starts_with("MemTotal:"))?;
    let mut facts = Facts::new(crate::sources::stem(source));
    if has_cpuinfo(text) {
        let whole = lines::whole(text);
        if more_than_one(whole) {
            return Err(format!(
                "{source} holds /proc/cpuinfo of more than one machine; expected a file for each"
            ));
        }
        cpuinfo::read(whole, source, &mut facts);
    }
    if lscpu::is_text(text) {
        let mut more = Facts::new("");
        lscpu::put_text(text, source, &mut more);
        add(&more, &mut facts);
    }
    uname::read(text, source, &mut facts);
    memory::read(text, source, &mut facts);
    let mounts = board::read(text, source, &mut facts);
    df::read(text, &mounts, source, &mut facts);
    let has = |keys: &[Key]| keys.iter().any(|key| facts.get(*key).is_some());
    let cpu = has(&[Key::CpuText, Key::CpuFamily]);
    let memory = has(&[Key::MemoryVisible]);
    let disk = has(&[Key::DiskSize, Key::DiskFree]);
    facts.gaps = gaps(cpu, memory, disk);
    if facts.iter().next().is_none() {
        return Err(format!(
            "{source} holds nothing that tells of a machine; expected a line such as \"MemTotal: 16303428 kB\""
        ));
    }
    Ok(vec![Entry::Machine(facts)])
}

/// Whether the first processor of the list comes again: then another list begins.
fn more_than_one(text: &str) -> bool {
    let is_first = |line: &&str| {
        let pair = line.split_once(':');
        pair.is_some_and(|(key, value)| key.trim() == "processor" && value.trim() == "0")
    };
    text.lines().filter(is_first).nth(1).is_some()
}

/// What `lscpu` says beside `/proc/cpuinfo`: its counts and its highest clock are better, the rest
/// is used where there is nothing yet.
fn add(more: &Facts, facts: &mut Facts) {
    for (key, fact) in more.iter() {
        let better = matches!(key, Key::Arch | Key::Cores | Key::Sockets | Key::Threads);
        if let Ok(text) = &fact.text
            && (better || facts.get(key).is_none())
        {
            facts.put_read_as(key, fact.origin.clone(), text.clone());
        }
    }
}
