//! osquery: rows of its tables in JSON, as `osqueryi --json` prints them, as its agent logs them
//! of many hosts, and as the servers of such agents export them.
//!
//! A query can name its results as it likes, so a table is known by its columns. Every value is a
//! text; a number that could not be had is `-1`.

mod board;
mod facts;
mod hosts;

use super::json;
use super::steps::{HYPERVISOR, VIRTUALIZATION};
use crate::item::Item;
use crate::machine::Gap;
use crate::sources::{Entry, Format, Read};

/// The format.
pub const FORMAT: Format = Format {
    id: "osquery",
    name: "osquery results (JSON)",
    gaps: &[
        Gap {
            items: &[Item::Features, Item::Isa],
            step: "run `lscpu` there, which lists the processor's flags, or state the level: \
                   --set isa=x86-64-v2",
        },
        Gap { items: &[Item::PageFile], step: "state it: --set page_file=2GB" },
        Gap {
            items: &[Item::Firmware],
            step: "add `select * from platform_info`, which has firmware_type, or state it: \
                   --set firmware=uefi",
        },
        Gap {
            items: &[Item::SecureBoot],
            step: "add `select * from secureboot`, or state it: --set secure_boot=enabled",
        },
        Gap {
            items: &[Item::Tpm],
            step: "add `select * from tpm_info`, which Windows has, or state it: --set tpm=2.0",
        },
        VIRTUALIZATION,
        HYPERVISOR,
    ],
    detect,
    read: Read::Report(read),
};

/// Columns that, together, no other tool's output has.
const SIGNS: &[&[&str]] = &[
    &["cpu_brand"],
    &["cpu_logical_cores"],
    &["cpu_physical_cores"],
    &["hardware_serial", "physical_memory"],
    &["hardware_model", "physical_memory"],
    &["hostname", "physical_memory"],
    &["computer_name", "physical_memory"],
    &["blocks_size", "blocks"],
    &["logical_processors", "number_of_cores"],
    &["max_clock_speed", "number_of_cores"],
    &["max_clock_speed", "socket_designation"],
    &["device_locator", "memory_type"],
    &["disk_index", "disk_size"],
    &["boot_partition", "free_space"],
    &["hostIdentifier", "columns"],
    &["hostIdentifier", "snapshot"],
    &["hostIdentifier", "diffResults"],
];

fn detect(text: &str) -> bool {
    let Some(head) = json::head(text) else { return false };
    let has = |key: &&str| json::has_key(head, key);
    // The system profiler of macOS has keys of the same names.
    let other = ["SPHardwareDataType", "SPStorageDataType"].iter().any(has)
        || head.contains("\"ansible_")
        || head.contains("\"facterversion\"");
    !other && SIGNS.iter().any(|keys| keys.iter().all(has))
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    let mut entries = Vec::new();
    let hosts = hosts::gather(source, text, &mut entries);
    let mut machines = 0;
    for host in hosts {
        match facts::of(source, &host) {
            Some(facts) => {
                entries.push(Entry::Machine(facts));
                machines += 1;
            }
            None => {
                let name = host.name.as_deref().unwrap_or("a host");
                entries.push(Entry::Note(format!(
                    "{source}, line {}: of {name} no table that tells its hardware",
                    host.line
                )));
            }
        }
    }
    match (machines, entries.first()) {
        (0, Some(Entry::Bad(why) | Entry::Note(why))) => Err(why.clone()),
        (0, _) => Err(format!(
            "{source}: no rows of osquery's tables; expected some such as \
             `osqueryi --json \"select * from system_info\"` prints"
        )),
        _ => Ok(entries),
    }
}
