//! The memory that is fitted: the sum of the modules.

use super::record::{Dump, Record};
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};
use crate::units::{self, Bytes, Dialect, Writer};
use std::collections::BTreeMap;

/// Types of devices that are no memory to work with.
const NOT_MEMORY: &[&str] =
    &["ROM", "Flash", "EPROM", "EEPROM", "FEPROM", "Logical non-volatile device"];

/// The size of a module.
enum Size {
    Known(u64),
    Unknown,
}

/// Adds the sum of the modules. A module whose size is not known, and a dump that is cut off,
/// leave a sum that is only the least there is: a sentence says so.
pub(super) fn put(dump: &Dump, source: &str, facts: &mut Facts) -> Option<String> {
    let arrays: BTreeMap<&str, &Record> =
        dump.of(16).map(|record| (record.handle, record)).collect();
    let devices = dump.of(17).filter(|device| is_memory(device, &arrays));
    let devices: Vec<_> = devices.map(|device| (device, device_size(device))).collect();
    // The records of before 2000, which newer firmware does not keep up to date.
    let modules = dump.of(6).map(|module| (module, module_size(module)));
    // Versions that do not know the newer records print them without a field.
    let described = devices.iter().any(|(device, _)| device.field(&["Size"]).is_some());
    let none_told = !described || devices.iter().all(|(_, size)| matches!(size, Size::Known(0)));
    let found = if none_told { modules.collect() } else { devices };

    let mut sum = Some(0u64);
    let (mut fitted, mut unknown) = (Vec::new(), Vec::new());
    for (record, size) in &found {
        match size {
            Size::Known(0) => {}
            Size::Known(bytes) => {
                sum = sum.and_then(|sum| sum.checked_add(*bytes));
                fitted.push((record.line, *bytes));
            }
            Size::Unknown => unknown.push(record.line),
        }
    }
    let cut_off = dump.is_cut_off() && !has_all_devices(dump, &arrays);
    let place = match (fitted.first(), fitted.len()) {
        (Some((line, _)), 1) => format!("line {line}"),
        (Some((line, _)), many) => format!("line {line} and {} more modules", many - 1),
        (None, _) => {
            let line = unknown.first()?;
            let why = "a module is fitted whose size the firmware does not tell";
            facts.put_unclear(Key::MemoryInstalled, source, &format!("line {line}"), why);
            return None;
        }
    };
    let Some(sum) = sum else {
        let why = "the sizes of the modules are too large to be true";
        facts.put_unclear(Key::MemoryInstalled, source, &place, why);
        return None;
    };
    let shown: Vec<String> = fitted.iter().take(8).map(|(_, b)| Bytes(*b).to_string()).collect();
    let more = if fitted.len() > 8 { " + …" } else { "" };
    let origin = Origin { source: source.into(), place, raw: shown.join(" + ") + more };
    let least = cut_off || !unknown.is_empty();
    let ending = if least { " or more" } else { "" };
    facts.put_read_as(Key::MemoryInstalled, origin, format!("{}{ending}", Bytes(sum)));
    match (unknown.first(), cut_off) {
        (Some(line), _) => Some(format!(
            "line {line}: the size of a memory module is not known, so the sum is the least there is"
        )),
        (None, true) => Some(
            "the dump ends before its table does, so the sum of its memory modules is the least there is"
                .to_owned(),
        ),
        (None, false) => None,
    }
}

/// Whether a device holds memory to work with: its array may be one of the graphics card, or of
/// the firmware's chips.
fn is_memory(device: &Record, arrays: &BTreeMap<&str, &Record>) -> bool {
    let array = device.value(&["Array Handle"]).and_then(|handle| arrays.get(handle));
    let used_as = array.and_then(|array| array.value(&["Use"])).unwrap_or("Unknown");
    let for_work = matches!(used_as, "System Memory" | "Unknown" | "Other" | "<OUT OF SPEC>" | "");
    let kind = device.value(&["Type"]).unwrap_or_default();
    for_work && !NOT_MEMORY.contains(&kind)
}

fn device_size(device: &Record) -> Size {
    let technology = device.value(&["Memory Technology"]).unwrap_or_default();
    // Modules that keep their content are memory only as far as they are set up for it.
    let keeps = technology.contains("persistent") || technology.starts_with("NVDIMM-P");
    match device.value(&["Volatile Size"]).filter(|_| keeps) {
        Some(volatile) => size(Some(volatile)),
        None => size(device.value(&["Size"])),
    }
}

fn module_size(module: &Record) -> Size {
    let installed = size(module.value(&["Installed Size"]));
    match (module.value(&["Enabled Size"]).map(|enabled| size(Some(enabled))), installed) {
        (_, Size::Known(installed)) => Size::Known(installed),
        (Some(enabled), Size::Unknown) => enabled,
        (None, Size::Unknown) => Size::Unknown,
    }
}

fn size(text: Option<&str>) -> Size {
    let text = text.unwrap_or_default();
    // "256 MB (Double-bank Connection)"
    let text = text.split('(').next().unwrap_or_default().trim();
    if ["No Module Installed", "Not Installed", "None", "Not Enabled"].contains(&text) {
        return Size::Known(0);
    }
    match units::size(text, Dialect::Memory, Writer::Anyone) {
        Ok((low, high)) if low == high => Size::Known(low.0),
        _ => Size::Unknown,
    }
}

/// Whether every array of memory has as many devices in the dump as it says it has.
fn has_all_devices(dump: &Dump, arrays: &BTreeMap<&str, &Record>) -> bool {
    let mut met: BTreeMap<&str, u64> = BTreeMap::new();
    for device in dump.of(17) {
        let array = device.value(&["Array Handle"]).unwrap_or_default();
        *met.entry(array).or_default() += 1;
    }
    !arrays.is_empty()
        && arrays.iter().all(|(handle, array)| {
            let said = array.value(&["Number Of Devices"]).and_then(|n| n.parse::<u64>().ok());
            said.is_some_and(|said| met.get(handle).is_some_and(|met| *met >= said))
        })
}
