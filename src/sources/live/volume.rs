//! The target disk: size and free space of one volume, or the size of a whole device.

use super::Target;
use crate::sources::facts::{Facts, Key};
use crate::sources::file::plain;
use crate::units::Bytes;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

/// How long a volume may take to answer. A dead network mount never does.
const PATIENCE: Duration = Duration::from_secs(2);

pub(super) fn read(target: &Target, facts: &mut Facts) -> Result<(), String> {
    match target {
        Target::System => {
            volume(&system_volume(), facts);
            Ok(())
        }
        Target::Volume(path) => {
            volume(path, facts);
            match facts.get(Key::DiskSize).and_then(|fact| fact.text.clone().err()) {
                Some(why) if why != TOO_SLOW => Err(format!("--volume {path}: {why}")),
                _ => Ok(()),
            }
        }
        Target::Device(device) => {
            let size = device_size(device).map_err(|why| format!("--disk {device}: {why}"))?;
            facts.put(Key::DiskOffered, device, "size of the device", size.to_string());
            Ok(())
        }
    }
}

const TOO_SLOW: &str = "did not answer in 2 seconds";

fn volume(path: &str, facts: &mut Facts) {
    let (send, answer) = mpsc::channel();
    let asked = path.to_owned();
    // A thread that hangs in the kernel ends with the process.
    std::thread::spawn(move || send.send(space(&asked)));
    let space = answer.recv_timeout(PATIENCE).unwrap_or_else(|_| Err(TOO_SLOW.to_owned()));
    match space {
        Ok((size, free)) => {
            facts.put(Key::DiskVolume, "this machine", "target", path);
            facts.put(Key::DiskSize, path, "size of the file system", size.to_string());
            facts.put(Key::DiskFree, path, "free space", free.to_string());
        }
        Err(why) => {
            facts.put_unclear(Key::DiskSize, path, "size of the file system", why.clone());
            facts.put_unclear(Key::DiskFree, path, "free space", why);
        }
    }
}

#[cfg(unix)]
fn system_volume() -> String {
    "/".to_owned()
}

#[cfg(not(unix))]
fn system_volume() -> String {
    std::env::var("SystemDrive").map_or_else(|_| "C:\\".to_owned(), |drive| drive + "\\")
}

/// Size and free space of the file system that holds a path.
#[cfg(unix)]
fn space(path: &str) -> Result<(Bytes, Bytes), String> {
    let status = rustix::fs::statvfs(path).map_err(|error| plain(&error.into()))?;
    let blocks = |count: u64| Bytes(count.saturating_mul(status.f_frsize));
    // Free for anyone, not only for root.
    Ok((blocks(status.f_blocks), blocks(status.f_bavail)))
}

#[cfg(not(unix))]
fn space(path: &str) -> Result<(Bytes, Bytes), String> {
    let path = Path::new(path).canonicalize().map_err(|error| plain(&error))?;
    let disks = sysinfo::Disks::new_with_refreshed_list().map_err(|error| error.to_string())?;
    // Canonical paths begin with \\?\, mount points do not.
    let text = path.to_string_lossy().trim_start_matches(r"\\?\").to_owned();
    let holds = |disk: &&sysinfo::Disk| Path::new(&text).starts_with(disk.mount_point());
    let disk = disks.iter().filter(holds).max_by_key(|d| d.mount_point().as_os_str().len());
    let disk = disk.ok_or("no volume holds it")?;
    Ok((Bytes(disk.total_space()), Bytes(disk.available_space())))
}

/// The size of a whole device.
fn device_size(device: &str) -> Result<Bytes, String> {
    let path = Path::new(device).canonicalize().map_err(|error| plain(&error))?;
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let sectors = format!("/sys/class/block/{name}/size");
    let text = std::fs::read_to_string(sectors).map_err(|_| match cfg!(target_os = "linux") {
        true => "is not a block device".to_owned(),
        false => "the size of a device can be read on Linux only; use --set disk=\"…\"".to_owned(),
    })?;
    let sectors: u64 = text.trim().parse().map_err(|_| "has no size".to_owned())?;
    // The kernel counts in sectors of 512 bytes whatever the device's own are.
    Ok(Bytes(sectors.saturating_mul(512)))
}
