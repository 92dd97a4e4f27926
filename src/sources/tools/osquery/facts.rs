//! What the rows of osquery's tables say of a host.

use super::super::guest::is_guest;
use super::super::json::{count_of, put_with_unit, text_of, whole};
use super::board;
use super::hosts::{Host, Row};
use crate::cpu::Arch;
use crate::sources::facts::{Facts, Key};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

type Table = Map<String, Value>;

/// The rows by their tables.
#[derive(Default)]
pub(super) struct Tables<'h> {
    system: Vec<&'h Row>,
    /// By the socket.
    cpus: BTreeMap<String, &'h Row>,
    /// By the handle.
    modules: BTreeMap<String, &'h Row>,
    pub(super) mounts: Vec<&'h Row>,
    pub(super) drives: Vec<&'h Row>,
    /// By the device.
    disks: BTreeMap<String, &'h Row>,
    versions: Vec<&'h Row>,
    /// Of firmware, Secure Boot and the TPM.
    pub(super) board: Vec<&'h Row>,
}

/// The facts of a host; `None` where none of its rows tells its hardware.
pub(super) fn of(source: &str, host: &Host) -> Option<Facts> {
    let tables = sorted(host);
    let mut facts = Facts::new("");
    let windows = is_windows(&tables);
    let names = tables
        .system
        .iter()
        .flat_map(|row| ["hardware_vendor", "hardware_model"].map(|key| text_of(&row.cells, key)));
    let names: Vec<String> = names.flatten().collect();
    let guest = is_guest(names.iter().map(String::as_str));
    processor(&tables, windows, source, &mut facts);
    memory(&tables, source, &mut facts);
    disk(&tables, source, &mut facts);
    board::firmware(&tables, source, &mut facts);
    board::volumes(&tables, source, &mut facts);
    facts.iter().next()?;
    if guest && let Some(row) = tables.system.first() {
        let place = format!("{}.hardware_model", row.place);
        facts.put(Key::CpuHypervisor, source, &place, "true");
    }
    let own = tables.system.iter().find_map(|row| {
        let keys = ["hostname", "computer_name", "local_hostname"];
        keys.iter().find_map(|key| said(&row.cells, key))
    });
    let name = own.or_else(|| host.name.clone());
    facts.name = name.unwrap_or_else(|| crate::sources::stem(source).to_owned());
    Some(facts)
}

/// A text of a row that is not the mark of a failure.
pub(super) fn said(row: &Table, key: &str) -> Option<String> {
    text_of(row, key).filter(|text| text != "-1")
}

fn sorted(host: &Host) -> Tables<'_> {
    let mut tables = Tables::default();
    for (n, row) in host.rows().enumerate() {
        let has = |key: &str| row.cells.contains_key(key);
        let any = |keys: &[&str]| keys.iter().any(|key| has(key));
        // A row without what tells it from others is one of its own.
        let id = |keys: &[&str]| {
            let known = keys.iter().find_map(|key| said(&row.cells, key));
            known.unwrap_or_else(|| format!("#{n}"))
        };
        let module = ["device_locator", "memory_type", "bank_locator", "form_factor"];
        if any(&["cpu_brand", "physical_memory", "cpu_logical_cores", "cpu_physical_cores"]) {
            tables.system.push(row);
        }
        if any(&["number_of_cores", "logical_processors", "max_clock_speed"]) {
            tables.cpus.insert(id(&["device_id", "socket_designation"]), row);
        }
        if has("size") && any(&module) {
            tables.modules.insert(id(&["handle"]), row);
        }
        if has("blocks_size") && has("path") {
            tables.mounts.push(row);
        }
        if has("free_space") && has("size") {
            tables.drives.push(row);
        }
        if has("disk_size") {
            tables.disks.insert(id(&["device_id", "disk_index", "serial"]), row);
        }
        if any(&["firmware_type", "secure_boot", "spec_version"]) {
            tables.board.push(row);
        }
        if has("platform") && any(&["arch", "major"]) {
            tables.versions.push(row);
        }
    }
    tables
}

fn is_windows(tables: &Tables) -> bool {
    let by_row = |row: &&Row| {
        ["cpu_subtype", "hardware_version"]
            .iter()
            .any(|key| text_of(&row.cells, key).is_some_and(|text| text == "-1"))
    };
    let by_version =
        |row: &&Row| said(&row.cells, "platform").is_some_and(|platform| platform == "windows");
    !tables.drives.is_empty()
        || !tables.disks.is_empty()
        || tables.system.iter().any(by_row)
        || tables.versions.iter().any(by_version)
}

/// Whether a row of `system_info` is of macOS, by names of processors that only it has.
fn is_mac(row: &Table) -> bool {
    let kind = said(row, "cpu_type").unwrap_or_default();
    let more = said(row, "cpu_subtype").unwrap_or_default();
    ["arm64e", "x86_64h"].contains(&kind.as_str())
        || more.starts_with("Intel ")
        || more.to_lowercase().starts_with("arm64e")
}

fn processor(tables: &Tables, windows: bool, source: &str, facts: &mut Facts) {
    for row in &tables.versions {
        put_arch(facts, source, row, "arch");
    }
    let cpus: Vec<&Row> = tables.cpus.values().copied().collect();
    for row in &cpus {
        for (key, column) in [(Key::CpuText, "model"), (Key::CpuVendor, "manufacturer")] {
            if let Some(text) = said(&row.cells, column)
                && (key == Key::CpuText || ["GenuineIntel", "AuthenticAMD"].contains(&&*text))
            {
                facts.put(key, source, &format!("{}.{column}", row.place), text);
            }
        }
        // What the firmware calls the highest is the rated clock on some systems and what the
        // board takes on others.
        for (key, column) in
            [(Key::ClockSeen, "current_clock_speed"), (Key::ClockMax, "max_clock_speed")]
        {
            if let Some(megahertz) = count_of(&row.cells, column) {
                let place = format!("{}.{column}", row.place);
                put_with_unit(facts, key, source, &place, (megahertz, "MHz"));
            }
        }
    }
    for row in &tables.system {
        put_arch(facts, source, row, "cpu_type");
        if let Some(brand) = said(&row.cells, "cpu_brand") {
            facts.put(Key::CpuText, source, &format!("{}.cpu_brand", row.place), brand);
        }
    }
    counts(tables, windows, source, facts);
}

/// The architecture, where its name is one; Windows prints "64-bit" in its language.
fn put_arch(facts: &mut Facts, source: &str, row: &Row, column: &str) {
    let Some(name) = said(&row.cells, column) else { return };
    // "arm64e" is what macOS calls Apple's own processors.
    let known = if name.eq_ignore_ascii_case("arm64e") { "arm64" } else { &name };
    if Arch::from_machine(known).is_some() {
        facts.put(Key::Arch, source, &format!("{}.{column}", row.place), known);
    }
}

fn counts(tables: &Tables, windows: bool, source: &str, facts: &mut Facts) {
    let mut put = |key, place: String, count: u64| {
        facts.put(key, source, &place, count.to_string());
    };
    // An empty socket has no cores.
    let cpus: Vec<(&Row, u64)> = tables
        .cpus
        .values()
        .filter_map(|row| Some((*row, count_of(&row.cells, "number_of_cores")?)))
        .collect();
    if let Some((first, _)) = cpus.first() {
        let cores: u64 = cpus.iter().map(|(_, cores)| cores).fold(0, |a, b| a.saturating_add(*b));
        put(Key::Cores, format!("{}.number_of_cores", first.place), cores);
        put(Key::Sockets, first.place.clone(), cpus.len() as u64);
        let threads: Option<Vec<u64>> =
            cpus.iter().map(|(row, _)| count_of(&row.cells, "logical_processors")).collect();
        let threads = threads.map(|all| all.iter().fold(0u64, |a, b| a.saturating_add(*b)));
        if let Some(threads) = threads.filter(|threads| *threads >= cores) {
            put(Key::Threads, format!("{}.logical_processors", first.place), threads);
        }
    }
    for row in &tables.system {
        let of = |column| count_of(&row.cells, column);
        let place = |column: &str| format!("{}.{column}", row.place);
        let (cores, threads) = (of("cpu_physical_cores"), of("cpu_logical_cores"));
        let sockets = of("cpu_sockets");
        if let Some(threads) = threads {
            put(Key::Threads, place("cpu_logical_cores"), threads);
        }
        if let Some(sockets) = sockets {
            put(Key::Sockets, place("cpu_sockets"), sockets);
        }
        // Windows counts the cores of the first socket; releases before `cpu_sockets` count
        // logical processors, or sockets, under the name of cores.
        let sure = match (sockets, cores, threads) {
            (Some(1), ..) => true,
            (Some(_), ..) => !windows,
            (None, Some(cores), Some(threads)) => !windows && cores < threads,
            (None, ..) => false,
        };
        let cores = cores.filter(|cores| threads.is_none_or(|threads| *cores <= threads));
        if let Some(cores) = cores.filter(|_| sure && cpus.is_empty()) {
            put(Key::Cores, place("cpu_physical_cores"), cores);
        }
    }
}

fn memory(tables: &Tables, source: &str, facts: &mut Facts) {
    for row in &tables.system {
        if let Some(bytes) = count_of(&row.cells, "physical_memory") {
            let place = format!("{}.physical_memory", row.place);
            // macOS says what is fitted, the others what they see of it.
            let key = if is_mac(&row.cells) { Key::MemoryInstalled } else { Key::MemoryVisible };
            put_with_unit(facts, key, source, &place, (bytes, "B"));
        }
    }
    let Some(first) = tables.modules.values().next() else { return };
    let place = format!("{}.size", first.place);
    let modules = tables.modules.values().filter(|row| {
        let kind = said(&row.cells, "memory_type").unwrap_or_default().to_uppercase();
        const OTHER: [&str; 6] =
            ["FLASH", "ROM", "EPROM", "EEPROM", "FEPROM", "LOGICAL NON-VOLATILE DEVICE"];
        !OTHER.contains(&kind.as_str())
    });
    let mut sum = 0u64;
    for row in modules {
        // An empty socket has no size, or 0; a size that is not known may be any.
        let size = match row.cells.get("size") {
            Some(size) if text_of(&row.cells, "size").is_some() => whole(size),
            _ => Some(0),
        };
        match size.filter(|megabytes| *megabytes < 0xFFFF_FFFF) {
            Some(megabytes) => sum = sum.saturating_add(megabytes),
            None => {
                let why = "the size of a memory module is not known";
                return facts.put_unclear(Key::MemoryInstalled, source, &place, why);
            }
        }
    }
    if sum > 0 {
        put_with_unit(facts, Key::MemoryInstalled, source, &place, (sum, "MiB"));
    }
}

fn disk(tables: &Tables, source: &str, facts: &mut Facts) {
    let at = |wanted: &str| {
        let mut rows = tables.mounts.iter().rev();
        rows.find(|row| text_of(&row.cells, "path").is_some_and(|path| path == wanted))
    };
    if let Some(row) = at("/").or_else(|| at("/System/Volumes/Data")) {
        let block = count_of(&row.cells, "blocks_size");
        let bytes = |column: &str| {
            let blocks = row.cells.get(column).and_then(whole);
            block.and_then(|block| block.checked_mul(blocks?))
        };
        let path = text_of(&row.cells, "path").unwrap_or_default();
        return volume(
            facts,
            source,
            row,
            (&path, "path"),
            [
                (Key::DiskSize, "blocks", bytes("blocks")),
                (Key::DiskFree, "blocks_available", bytes("blocks_available")),
            ],
        );
    }
    let booted = |row: &&&Row| {
        text_of(&row.cells, "boot_partition")
            .is_some_and(|booted| booted == "1" || booted == "true")
    };
    let letter = |row: &Row| text_of(&row.cells, "device_id").unwrap_or_default();
    let drives = || tables.drives.iter().rev();
    let system = drives().find(booted);
    let system = system.or_else(|| drives().find(|row| letter(row).eq_ignore_ascii_case("C:")));
    // A drive without its letter is the system's only where a query asked for one.
    let alone =
        tables.drives.first().filter(|row| tables.drives.len() == 1 && letter(row).is_empty());
    if let Some(row) = system.or(alone) {
        let bytes = |column: &str| row.cells.get(column).and_then(whole);
        let size = bytes("size").filter(|bytes| *bytes > 0);
        return volume(
            facts,
            source,
            row,
            (&letter(row), "device_id"),
            [
                (Key::DiskSize, "size", size),
                (Key::DiskFree, "free_space", bytes("free_space").filter(|_| size.is_some())),
            ],
        );
    }
    let fixed = tables.disks.values().filter(|row| {
        !said(&row.cells, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("USB"))
    });
    let sized: Vec<(&Row, u64)> =
        fixed.filter_map(|row| Some((*row, count_of(&row.cells, "disk_size")?))).collect();
    if let Some((first, _)) = sized.first() {
        let sizes: Vec<String> = sized.iter().map(|(_, bytes)| format!("{bytes} B")).collect();
        let place = format!("{}.disk_size", first.place);
        // How much of a disk is free is not known, and it is no machine as offered.
        facts.put(Key::DiskSize, source, &place, sizes.join(" + "));
    }
}

/// Puts the target volume: its name, and what is known of its size.
fn volume(
    facts: &mut Facts,
    source: &str,
    row: &Row,
    (name, column): (&str, &str),
    sizes: [(Key, &str, Option<u64>); 2],
) {
    if !name.is_empty() {
        facts.put(Key::DiskVolume, source, &format!("{}.{column}", row.place), name);
    }
    for (key, column, bytes) in sizes {
        if let Some(bytes) = bytes {
            let place = format!("{}.{column}", row.place);
            put_with_unit(facts, key, source, &place, (bytes, "B"));
        }
    }
}
