//! What osquery's tables say of firmware, the TPM and every volume of a host.

use super::super::json::{count_of, whole};
use super::super::volumes::{Volumes, file_system};
use super::facts::{Tables, said};
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key, Volume};

/// Firmware, Secure Boot and the TPM. A `0` of the second may be firmware that has none.
pub(super) fn firmware(tables: &Tables, source: &str, facts: &mut Facts) {
    for row in &tables.board {
        let of = |column: &str| said(&row.cells, column).map(|text| text.to_lowercase());
        let firmware = of("firmware_type").filter(|kind| ["uefi", "bios"].contains(&&**kind));
        // macOS has a Secure Boot of its own.
        let boot = of("secure_boot").filter(|_| of("secure_mode").is_none_or(|mode| mode == "0"));
        let boot = boot.and_then(|boot| match boot.as_str() {
            "1" => Some("enabled".to_owned()),
            "0" => Some("no or capable".to_owned()),
            _ => None,
        });
        let tpm = of("spec_version")
            .and_then(|text| text.split(',').next().map(|version| version.trim().to_owned()))
            .filter(|version| ["1.2", "2.0"].contains(&&**version));
        for (key, column, text) in [
            (Key::Firmware, "firmware_type", firmware),
            (Key::SecureBoot, "secure_boot", boot),
            (Key::Tpm, "spec_version", tpm),
        ] {
            if let Some(text) = text {
                let raw = said(&row.cells, column).unwrap_or_default();
                let place = format!("{}.{column}", row.place);
                let origin = Origin { source: source.into(), place, raw };
                facts.put_read_as(key, origin, text);
            }
        }
    }
}

/// Every volume, and the file system of the target.
pub(super) fn volumes(tables: &Tables, source: &str, facts: &mut Facts) {
    let target = facts.get(Key::DiskVolume).and_then(|fact| fact.text.clone().ok());
    let mut volumes = Volumes::default();
    let mounts = tables.mounts.iter().map(|row| (row, "path", "type"));
    let drives = tables.drives.iter().map(|row| (row, "device_id", "file_system"));
    for (row, named, kind) in mounts.chain(drives) {
        let Some(path) = said(&row.cells, named) else { continue };
        let mut volume = Volume::new(path.clone());
        // Windows says which one it starts from.
        volume.system = match said(&row.cells, "boot_partition") {
            Some(booted) => Some(booted == "1" || booted == "true"),
            None if named == "path" => Some(path == "/"),
            None => None,
        };
        let number = |column: &str| row.cells.get(column).and_then(whole);
        // A mount counts in blocks, of which the size must be known; a drive in bytes.
        let block = if named == "path" { count_of(&row.cells, "blocks_size") } else { Some(1) };
        for (key, columns) in [
            (Key::DiskSize, ["blocks", "size"]),
            (Key::DiskFree, ["blocks_available", "free_space"]),
        ] {
            let column = if named == "path" { columns[0] } else { columns[1] };
            let bytes =
                number(column).zip(block).and_then(|(count, block)| count.checked_mul(block));
            if let Some(bytes) = bytes {
                let place = format!("{}.{column}", row.place);
                volume.put(key, source, &place, format!("{bytes} B"));
            }
        }
        if let Some(name) = said(&row.cells, kind) {
            let place = format!("{}.{kind}", row.place);
            volume.put(Key::FileSystem, source, &place, file_system(&name));
            if target.as_deref() == Some(path.as_str()) {
                facts.put(Key::FileSystem, source, &place, file_system(&name));
            }
        }
        volumes.add(volume);
    }
    volumes.put(facts);
}
