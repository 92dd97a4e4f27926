//! Linux: `/proc/cpuinfo`, the board, the clocks and memory blocks of sysfs, and SMBIOS for root.

use super::super::{cpuinfo, memory};
use super::smbios;
use crate::quantity::Quantity;
use crate::reading::Origin;
use crate::sources::facts::{Fact, Facts, Key};
use crate::sources::understand::is_guest;
use crate::units::{self, Bytes, Dialect, Hertz, Writer};
use std::fs;
use std::path::Path;

pub(super) fn read(facts: &mut Facts) {
    if let Ok(bytes) = fs::read("/proc/cpuinfo") {
        cpuinfo::read(&String::from_utf8_lossy(&bytes), "/proc/cpuinfo", facts);
    }
    super::board::read(Path::new("/"), facts);
    clocks(facts);
    installed(facts);
}

/// The base and the highest clock. The kernel gives kilohertz.
fn clocks(facts: &mut Facts) {
    let folder = "/sys/devices/system/cpu/cpu0/cpufreq";
    for (key, name) in [(Key::ClockBase, "base_frequency"), (Key::ClockMax, "cpuinfo_max_freq")] {
        let text = fs::read_to_string(format!("{folder}/{name}")).unwrap_or_default();
        if let Ok(kilohertz) = text.trim().parse::<u64>()
            && kilohertz > 0
            && facts.get(key).is_none()
        {
            facts.put(key, folder, name, Hertz(kilohertz.saturating_mul(1000)).to_string());
        }
    }
}

/// Installed memory from SMBIOS; else as the blocks tell in which the kernel counts all that there
/// is, also what it keeps for itself.
fn installed(facts: &mut Facts) {
    let tables = "/sys/firmware/dmi/tables";
    let read = |name| fs::read(format!("{tables}/{name}")).ok();
    if let (Some(entry), Some(table)) = (read("smbios_entry_point"), read("DMI"))
        && let Some(installed) = smbios::installed_memory(&entry, &table)
    {
        facts.put(Key::MemoryInstalled, tables, "memory devices", installed.to_string());
        return;
    }
    let blocks = "/sys/devices/system/memory";
    let size = fs::read_to_string(format!("{blocks}/block_size_bytes")).unwrap_or_default();
    let (Ok(size), Ok(entries)) = (u64::from_str_radix(size.trim(), 16), fs::read_dir(blocks))
    else {
        return;
    };
    let is_block = |name: &str| {
        name.strip_prefix("memory").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
    };
    let count = entries.flatten().filter(|e| e.file_name().to_str().is_some_and(is_block)).count();
    let blocked = Bytes(size.saturating_mul(count as u64));
    let visible = facts.get(Key::MemoryVisible).and_then(|fact| fact.text.clone().ok());
    let seen = visible.and_then(|text| size_of(&text));
    if seen.is_none_or(|seen| seen < blocked) && blocked > Bytes(0) {
        let (text, note) = inferred(blocked, is_guest(facts));
        let origin = Origin {
            source: blocks.to_owned(),
            place: "memory blocks".to_owned(),
            raw: blocked.to_string(),
        };
        facts.insert(Key::MemoryInstalled, Fact { text: Ok(text), origin, note: Some(note) });
    }
}

fn size_of(text: &str) -> Option<Bytes> {
    units::size(text, Dialect::Memory, Writer::Author).ok().map(|(size, _)| size)
}

/// What can be installed where the kernel counts so much, and why.
fn inferred(blocked: Bytes, guest: bool) -> (String, String) {
    let span = memory::installed(blocked, guest);
    let exact = |size: Quantity| match size {
        Quantity::Size(size) => size.to_string(),
        _ => blocked.to_string(),
    };
    let low = exact(span.low());
    let text = match span.high().map(exact) {
        Some(high) if high == low => low,
        Some(high) => format!("{low} to {high}"),
        None => format!("{low} or more"),
    };
    (text, format!("inferred from {blocked} of memory blocks"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::item::Item;
    use crate::quantity::Known;
    use crate::sources::understand::{Scope, machine};

    #[test]
    fn what_is_inferred_reads_back_equal() {
        for blocked in [1 << 20, 96 << 20, 1792 << 20, 24 << 30, (24 << 30) + 1, 1 << 50] {
            for guest in [false, true] {
                let mut facts = Facts::new("x");
                let (text, _) = inferred(Bytes(blocked), guest);
                facts.put(Key::MemoryInstalled, "t", "t", text);
                let expected = Known::Span(memory::installed(Bytes(blocked), guest));
                let found = machine(&facts, Scope::Machine);
                assert_eq!(found.known(Item::Memory), Some(&expected), "{blocked} {guest}");
            }
        }
    }
}
