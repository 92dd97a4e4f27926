//! Ansible's facts of volumes and disks.

use super::super::json::{text_of, whole};
use super::super::volumes::{Volumes, file_system};
use super::Table;
use super::facts::Host;
use crate::sources::facts::{Key, Volume};
use serde_json::Value;

/// Puts the system's volume, else the disks.
pub(super) fn read(host: &mut Host) {
    volumes(host);
    if mounts(host) || windows(host) {
        return;
    }
    devices(host);
}

/// Every volume that is mounted, or has a letter.
fn volumes(host: &mut Host) {
    let mut volumes = Volumes::default();
    let mounts = tables(host.table.get("mounts")).filter_map(|(n, mount)| {
        let path = text_of(mount, "mount")?;
        let system = Some(path == "/");
        let columns = ["size_total", "size_available", "fstype"];
        Some((path, system, format!("mounts[{n}]"), mount, columns))
    });
    let partitions = tables(host.table.get("disks")).flat_map(|(disk, all)| {
        tables(all.get("partitions")).filter_map(move |(n, partition)| {
            let letter = text_of(partition, "drive_letter")?;
            let (_, volume) = tables(partition.get("volumes")).next()?;
            let place = format!("disks[{disk}].partitions[{n}].volumes[0]");
            let columns = ["size", "size_remaining", "type"];
            Some((format!("{letter}:"), None, place, volume, columns))
        })
    });
    for (path, system, at, table, [size, free, kind]) in mounts.chain(partitions) {
        let mut volume = Volume::new(path);
        volume.system = system;
        let place = |column: &str| format!("{}, ansible_{at}.{column}", host.at);
        if let Some(bytes) = table.get(size).and_then(whole).filter(|bytes| *bytes > 0) {
            volume.put(Key::DiskSize, host.source, &place(size), format!("{bytes} B"));
            if let Some(bytes) = table.get(free).and_then(whole) {
                volume.put(Key::DiskFree, host.source, &place(free), format!("{bytes} B"));
            }
        }
        if let Some(name) = text_of(table, kind) {
            volume.put(Key::FileSystem, host.source, &place(kind), file_system(&name));
        }
        volumes.add(volume);
    }
    volumes.put(host.facts);
}

/// Puts the file system of the target, of which the volumes speak too.
fn kind(host: &mut Host, place: &str, name: Option<String>) {
    if let Some(name) = name {
        host.put(Key::FileSystem, place, file_system(&name));
    }
}

fn tables(value: Option<&Value>) -> impl Iterator<Item = (usize, &Table)> {
    let list = value.and_then(Value::as_array);
    let list = list.into_iter().flatten().enumerate();
    list.filter_map(|(n, value)| Some((n, value.as_object()?)))
}

/// The mounted volumes of Unix: the one of `/`, or the data volume of macOS.
fn mounts(host: &mut Host) -> bool {
    let table = host.table;
    let at = |path: &str| {
        let mut all = tables(table.get("mounts"));
        all.find(|(_, mount)| text_of(mount, "mount").is_some_and(|mount| mount == path))
    };
    let Some((n, mount)) = at("/").or_else(|| at("/System/Volumes/Data")) else { return false };
    let path = text_of(mount, "mount").unwrap_or_default();
    host.put(Key::DiskVolume, &format!("mounts[{n}].mount"), &path);
    let size = mount.get("size_total").and_then(whole).filter(|size| *size > 0);
    let free = mount.get("size_available").and_then(whole).filter(|_| size.is_some());
    for (key, column, bytes) in
        [(Key::DiskSize, "size_total", size), (Key::DiskFree, "size_available", free)]
    {
        if let Some(bytes) = bytes {
            host.put_with_unit(key, &format!("mounts[{n}].{column}"), bytes, "B");
        }
    }
    kind(host, &format!("mounts[{n}].fstype"), text_of(mount, "fstype"));
    size.is_some()
}

/// The disks of Windows, of which the module `win_disk_facts` tells: the volume of C:.
fn windows(host: &mut Host) -> bool {
    let table = host.table;
    let mut partitions = tables(table.get("disks")).flat_map(|(disk, all)| {
        tables(all.get("partitions")).map(move |(n, partition)| (disk, n, partition))
    });
    let system = partitions.find(|(.., partition)| {
        text_of(partition, "drive_letter").is_some_and(|letter| letter.eq_ignore_ascii_case("C"))
    });
    let Some((disk, n, partition)) = system else { return false };
    let Some((_, volume)) = tables(partition.get("volumes")).next() else { return false };
    let place = format!("disks[{disk}].partitions[{n}].volumes[0]");
    let Some(size) = volume.get("size").and_then(whole).filter(|size| *size > 0) else {
        return false;
    };
    host.put(Key::DiskVolume, &format!("disks[{disk}].partitions[{n}].drive_letter"), "C:");
    host.put_with_unit(Key::DiskSize, &format!("{place}.size"), size, "B");
    if let Some(free) = volume.get("size_remaining").and_then(whole) {
        host.put_with_unit(Key::DiskFree, &format!("{place}.size_remaining"), free, "B");
    }
    kind(host, &format!("{place}.type"), text_of(volume, "type"));
    true
}

/// The capacities of the disks, by the names that the kernel gives to real ones.
fn devices(host: &mut Host) {
    let Some(devices) = host.table.get("devices").and_then(Value::as_object) else { return };
    let disk = |name: &str| {
        let kinds = ["sd", "hd", "vd", "xvd", "nvme", "mmcblk", "dasd"];
        kinds.iter().any(|kind| name.starts_with(kind))
    };
    let mut sizes = Vec::new();
    for (name, device) in devices.iter().filter(|(name, _)| disk(name)) {
        let Some(device) = device.as_object() else { continue };
        let removable = text_of(device, "removable").is_some_and(|removable| removable == "1");
        let sectors = device.get("sectors").and_then(whole);
        // The kernel counts in sectors of 512 bytes, whatever those of the disk are.
        let exact = sectors.and_then(|sectors| sectors.checked_mul(512));
        let exact = exact.map(|bytes| format!("{bytes} B"));
        let said = text_of(device, "size").and_then(|size| binary(&size));
        if let Some(size) = exact.or(said).filter(|_| !removable) {
            sizes.push((name, size));
        }
    }
    if let Some((first, _)) = sizes.first() {
        let place = format!("devices.{first}.size");
        let text: Vec<&str> = sizes.iter().map(|(_, size)| size.as_str()).collect();
        // How much of a disk is free is not known, and it is no machine as offered.
        host.put(Key::DiskSize, &place, &text.join(" + "));
    }
}

/// "20.00 GB" of Ansible, which divides by 1024.
fn binary(size: &str) -> Option<String> {
    let (number, unit) = size.split_once(' ')?;
    let known = ["KB", "MB", "GB", "TB"].contains(&unit);
    let decimal = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (known && decimal).then(|| format!("{number} {}iB", &unit[..1]))
}
