//! The JSON of the macOS system profiler, whose keys are the same in every language.

use super::super::json::{put_with_unit, text_of, whole};
use super::{Mac, labels};
use crate::sources::Entry;
use crate::sources::facts::Key;
use serde_json::{Map, Value};

type Table = Map<String, Value>;

/// The Mac that an object tells of, or each of an array.
pub(super) fn read(source: &str, line: usize, value: &Value) -> Vec<Entry> {
    match value {
        Value::Array(list) => list.iter().flat_map(|value| read(source, line, value)).collect(),
        Value::Object(table) => mac(source, line, table).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The objects of a section.
fn section<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> {
    let list = table.get(key).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_object)
}

fn mac(source: &str, line: usize, table: &Table) -> Option<Entry> {
    let mut mac = Mac::new(source);
    let hardware = section(table, "SPHardwareDataType").next();
    if let Some(hardware) = hardware {
        overview(&mut mac, &format!("line {line}, SPHardwareDataType[0]"), hardware);
    }
    storage(&mut mac, line, table);
    mac.facts.iter().next()?;
    let software = section(table, "SPSoftwareDataType").next();
    if let Some(name) = software.and_then(|software| text_of(software, "local_host_name")) {
        mac.facts.name = name;
    }
    Some(Entry::Machine(mac.facts))
}

fn overview(mac: &mut Mac, at: &str, table: &Table) {
    let place = |key: &str| format!("{at}.{key}");
    if let Some(model) = text_of(table, "machine_model") {
        mac.model(&place("machine_model"), &model);
    }
    if let Some(key) = ["chip_type", "cpu_type"].iter().find(|key| table.contains_key(**key))
        && let Some(name) = text_of(table, key)
    {
        mac.processor(&place(key), &name);
    }
    let speed = "current_processor_speed";
    if let Some(clock) = text_of(table, speed).filter(|text| labels::is_clock(text)) {
        mac.clock(&place(speed), &clock);
    }
    if let Some(raw) = text_of(table, "physical_memory")
        && let Some(size) = labels::memory(&raw)
    {
        mac.put_read_as(Key::MemoryInstalled, &place("physical_memory"), &raw, size);
    }
    let count = |key: &str| {
        let value = table.get(key)?;
        let count = whole(value).or_else(|| cores(value.as_str()?)).filter(|count| *count > 0);
        Some((place(key), count?))
    };
    let cores = count("number_processors");
    let two = text_of(table, "platform_cpu_htt").is_some_and(|text| text == "htt_enabled");
    let threads = cores.as_ref().and_then(|(_, cores)| cores.checked_mul(2)).filter(|_| two);
    mac.counts([count("packages"), cores], threads);
}

/// The cores in "proc 10:8:2": all of them, then those of each kind.
fn cores(text: &str) -> Option<u64> {
    let mut numbers = text.strip_prefix("proc ")?.split(':').map(|n| n.trim().parse::<u64>());
    let all = numbers.next()?.ok()?;
    let kinds: Option<Vec<u64>> = numbers.map(Result::ok).collect();
    let kinds = kinds?;
    let sum = kinds.iter().fold(0u64, |sum, kind| sum.saturating_add(*kind));
    (kinds.is_empty() || sum == all).then_some(all)
}

fn storage(mac: &mut Mac, line: usize, table: &Table) {
    let volumes: Vec<(usize, &Table)> = section(table, "SPStorageDataType").enumerate().collect();
    let at = |path: &str| {
        let mounted = |table: &Table| text_of(table, "mount_point").is_some_and(|at| at == path);
        volumes.iter().find(|(_, table)| mounted(table))
    };
    let Some((n, volume)) = at("/").or_else(|| at("/System/Volumes/Data")) else { return };
    let place = |key: &str| format!("line {line}, SPStorageDataType[{n}].{key}");
    if let Some(path) = text_of(volume, "mount_point") {
        mac.put(Key::DiskVolume, &place("mount_point"), &path);
    }
    if let Some(name) = text_of(volume, "file_system") {
        mac.file_system(&place("file_system"), &name);
    }
    let source = mac.source.clone();
    for (key, column) in [(Key::DiskSize, "size_in_bytes"), (Key::DiskFree, "free_space_in_bytes")]
    {
        if let Some(bytes) = volume.get(column).and_then(whole) {
            put_with_unit(&mut mac.facts, key, &source, &place(column), (bytes, "B"));
        }
    }
}
