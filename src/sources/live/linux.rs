//! Linux: `/proc/cpuinfo`, the clocks and memory blocks of sysfs, and SMBIOS for root.

use super::super::cpuinfo;
use super::smbios;
use crate::sources::facts::{Facts, Key};
use crate::units::{Bytes, Hertz};
use std::fs;

pub(super) fn read(facts: &mut Facts) {
    if let Ok(bytes) = fs::read("/proc/cpuinfo") {
        cpuinfo::read(&String::from_utf8_lossy(&bytes), "/proc/cpuinfo", facts);
    }
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

/// Installed memory from SMBIOS; else more of the visible memory than the kernel keeps for use,
/// by the blocks in which it counts.
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
    let seen = visible.and_then(|text| {
        use crate::units::{Dialect, Writer, size};
        size(&text, Dialect::Memory, Writer::Author).ok()
    });
    if seen.is_none_or(|(seen, _)| seen < blocked) && blocked > Bytes(0) {
        facts.put(Key::MemoryVisible, blocks, "memory blocks", blocked.to_string());
    }
}
