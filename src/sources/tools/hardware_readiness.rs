//! What Microsoft's script HardwareReadiness.ps1 prints: one line of JSON a machine, whose text
//! `logging` holds the figures. They are rounded to whole GB, so each is a span here, and a line
//! that was cut off still has those that stand before.

use super::steps::{HYPERVISOR, WINDOWS_TPM};
use crate::cpu::Signature;
use crate::item::Item;
use crate::machine::Gap;
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};
use crate::sources::{Entry, Format, Read, head, stem};

/// The script's output.
pub const FORMAT: Format = Format {
    id: "hardwarereadiness",
    name: "HardwareReadiness.ps1 output",
    gaps: &[
        Gap {
            items: &[Item::Cores, Item::Threads, Item::Sockets],
            step: "run `msinfo32 /report m.txt` there, which counts every processor, or state \
                   them: --set cores=4",
        },
        Gap {
            items: &[Item::Features],
            step: "run `minspec scan` there, which reads the processor's flags",
        },
        Gap {
            items: &[
                Item::Firmware,
                Item::SecureBoot,
                Item::Virtualization,
                Item::FileSystem,
                Item::PageFile,
            ],
            step: "run `msinfo32 /report m.txt` there, which tells it",
        },
        WINDOWS_TPM,
        HYPERVISOR,
    ],
    detect,
    read: Read::Report(read),
};

const START: &str = "\"logging\"";

fn detect(text: &str) -> bool {
    let text = head(text);
    let figures = ["System_Memory=", "OSDiskSize=", "NumberOfLogicalCores="];
    text.contains(START) && figures.iter().any(|figure| text.contains(figure))
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    let logs: Vec<&str> = text.split(START).skip(1).collect();
    let mut entries = Vec::new();
    for (n, log) in logs.iter().enumerate() {
        let name = match logs.len() {
            1 => stem(source).to_owned(),
            _ => format!("{}#{}", stem(source), n + 1),
        };
        let facts = machine(source, name, log);
        let found = facts.iter().next().is_some();
        entries.push(match found {
            true => Entry::Machine(facts),
            false => Entry::Bad(format!(
                "{source}, result {}: no figure in `logging`; expected \"System_Memory=16GB\"",
                n + 1
            )),
        });
    }
    Ok(entries)
}

/// The figures of one `logging`.
fn machine(source: &str, name: String, log: &str) -> Facts {
    let mut facts = Facts::new(name);
    // Each figure ends before one of these; a quote ends them all.
    let log = log.trim_start_matches([':', ' ', '\t', '\r', '\n', '"']);
    let log = log.split('"').next().unwrap_or("");
    let figure = |label: &str| {
        let (_, rest) = log.split_once(label)?;
        // One that does not end may have been cut off within its number.
        let (text, _) = rest.split_once([';', '}', '.'])?;
        Some(text.trim()).filter(|text| !text.is_empty())
    };
    let mut put = |key: Key, label: &str, raw: &str, text: String| {
        let place = format!("logging, \"{}\"", label.trim_end_matches('='));
        facts.put_read_as(key, Origin { source: source.into(), place, raw: raw.into() }, text);
    };
    for (key, label) in [(Key::MemoryInstalled, "System_Memory="), (Key::DiskSize, "OSDiskSize=")] {
        if let Some((raw, span)) = figure(label).and_then(|raw| Some((raw, rounded(raw)?))) {
            put(key, label, raw, span);
        }
    }
    if let Some(raw) = figure("MaxClockSpeed=") {
        put(Key::ClockBase, "MaxClockSpeed", raw, format!("{raw} MHz"));
    }
    if let Some(raw) = figure("Caption=") {
        match Signature::parse(raw) {
            Some(signature) => {
                put(Key::CpuFamily, "Caption", raw, signature.family.to_string());
                put(Key::CpuModel, "Caption", raw, signature.model.to_string());
                if let Some(stepping) = signature.stepping {
                    put(Key::CpuStepping, "Caption", raw, stepping.to_string());
                }
                let vendor = figure("Manufacturer=").unwrap_or(&signature.vendor);
                put(Key::CpuVendor, "Manufacturer", vendor, vendor.to_owned());
            }
            None => put(Key::CpuText, "Caption", raw, raw.to_owned()),
        }
    }
    // What the script asks the firmware fails where it is no UEFI, and where it is one without.
    let boot = ["Enabled", "Capable", "Not capable"].into_iter().find(|state| {
        figure("SecureBoot: ").is_some_and(|found| found.eq_ignore_ascii_case(state))
    });
    if let Some(state) = boot {
        let text = match state {
            "Enabled" => "enabled",
            "Capable" => "capable or enabled",
            _ => "no or capable",
        };
        put(Key::SecureBoot, "SecureBoot", state, text.to_owned());
        if state != "Not capable" {
            put(Key::Firmware, "SecureBoot", state, "uefi".to_owned());
        }
    }
    // "2.0, 0, 1.38", or whether there is one.
    let tpm = log.split_once("TPMVersion=").map_or("", |(_, rest)| rest);
    let known = [("2.0", "2.0"), ("1.2", "1.2"), ("False", "none")];
    if let Some((raw, text)) = known.into_iter().find(|(raw, _)| {
        // The version is followed by more, so that it is whole.
        tpm.strip_prefix(raw).is_some_and(|rest| rest.starts_with([',', '.', ';', ' ']))
    }) {
        put(Key::Tpm, "TPMVersion", raw, text.to_owned());
    }
    facts
}

/// "32GB": rounded to the next whole number, of 2^30 bytes.
fn rounded(text: &str) -> Option<String> {
    let whole: u64 = text.strip_suffix("GB")?.trim().parse().ok()?;
    let below = whole.checked_sub(1)?;
    Some(format!("{below}.5 GiB to {whole}.5 GiB"))
}
