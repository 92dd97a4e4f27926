//! The disks of this machine: size and free space of the target volume and of the others, or the
//! size of a whole device.

use super::Target;
use super::volumes::{self, Mount};
use crate::reading::Origin;
use crate::sources::facts::{Fact, Facts, Key, Volume};
use crate::sources::file::plain;
use crate::units::Bytes;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::time::{Duration, Instant};

/// How long the volumes may take to answer, all together. A dead network mount never does.
const PATIENCE: Duration = Duration::from_secs(2);

const TOO_SLOW: &str = "did not answer in 2 seconds";

/// The size of a volume and what is free of it, or why neither could be had.
type Space = Result<(Bytes, Bytes), String>;

pub(super) fn read(target: &Target, facts: &mut Facts) -> Result<(), String> {
    match target {
        Target::System => {
            add(&system_volume(), look(&system_volume()), facts);
            Ok(())
        }
        Target::Volume(path) => {
            add(path, look(path), facts);
            match facts.get(Key::DiskSize).and_then(|fact| fact.text.clone().err()) {
                Some(why) if why != TOO_SLOW => Err(format!("--volume {path}: {why}")),
                _ => Ok(()),
            }
        }
        // An empty device can be divided as one likes, so that the volumes of today do not count.
        Target::Device(device) => {
            let size = device_size(device).map_err(|why| format!("--disk {device}: {why}"))?;
            facts.put(Key::DiskOffered, device, "size of the device", size.to_string());
            Ok(())
        }
    }
}

/// What was seen of the volumes before time was up.
#[derive(Default)]
struct Seen {
    mounts: Vec<Mount>,
    /// Of each mount that was asked; `None`: it is a file.
    spaces: BTreeMap<usize, Option<Space>>,
    target: Option<Space>,
    /// Where the target is, without links.
    place: Option<PathBuf>,
}

enum Answer {
    Mounts(Vec<Mount>),
    Space(usize, Option<Space>),
    Target(Space),
    Place(PathBuf),
}

/// Asks the volume of a path and all others. What is told before time is up is kept.
fn look(path: &str) -> Seen {
    let (send, answers) = mpsc::channel();
    let (target, of_target) = (path.to_owned(), send.clone());
    // A thread that hangs in the kernel ends with the process, and keeps the other from nothing.
    std::thread::spawn(move || ask_target(&target, &of_target));
    std::thread::spawn(move || ask_mounts(&send));
    let end = Instant::now() + PATIENCE;
    let mut seen = Seen::default();
    while let Ok(answer) = answers.recv_timeout(end.saturating_duration_since(Instant::now())) {
        match answer {
            Answer::Mounts(mounts) => seen.mounts = mounts,
            Answer::Space(n, space) => drop(seen.spaces.insert(n, space)),
            Answer::Target(space) => seen.target = Some(space),
            Answer::Place(path) => seen.place = Some(path),
        }
    }
    seen
}

/// Sends what the target is; `None` where nobody listens any longer.
fn ask_target(path: &str, send: &Sender<Answer>) -> Option<()> {
    send.send(Answer::Target(space(path))).ok()?;
    let place = Path::new(path).canonicalize().ok()?;
    send.send(Answer::Place(unprefixed(&place).to_owned())).ok()
}

/// Sends what mounts there are, and then of each what it has.
fn ask_mounts(send: &Sender<Answer>) -> Option<()> {
    let mounts = volumes::mounts();
    // On Linux the list hangs on nothing, so that of a volume that does it is known to be there.
    send.send(Answer::Mounts(mounts.clone())).ok()?;
    for (n, mount) in mounts.iter().enumerate().filter(|(_, mount)| mount.local) {
        // A container has files of its own mounted over those of its image.
        let space = Path::new(&mount.path).is_dir().then(|| space(&mount.path));
        send.send(Answer::Space(n, space)).ok()?;
    }
    Some(())
}

/// Adds the target and the other volumes to a machine's facts.
fn add(path: &str, seen: Seen, facts: &mut Facts) {
    let target = seen.target.unwrap_or_else(|| Err(TOO_SLOW.to_owned()));
    if target.is_ok() {
        facts.put(Key::DiskVolume, "this machine", "target", path);
    }
    sizes(path, &target).into_iter().for_each(|(key, fact)| facts.insert(key, fact));
    let holder = seen.place.and_then(|place| volumes::holder(&seen.mounts, &place));
    if let Some(fact) = holder.and_then(|n| file_system(&seen.mounts[n])) {
        facts.insert(Key::FileSystem, fact);
    }
    for (n, mount) in seen.mounts.iter().enumerate() {
        let space = match seen.spaces.get(&n) {
            Some(None) => continue,
            // Of two answers of one volume, a moment apart, one counts.
            _ if holder == Some(n) => Some(target.clone()),
            Some(Some(space)) => Some(space.clone()),
            None => mount.local.then(|| Err(TOO_SLOW.to_owned())),
        };
        let mut volume = Volume::new(&mount.path);
        volume.system = (mount.path == system_volume()).then_some(true);
        let sizes = space.iter().flat_map(|space| sizes(&mount.path, space));
        sizes.for_each(|(key, fact)| volume.insert(key, fact));
        file_system(mount).into_iter().for_each(|fact| volume.insert(Key::FileSystem, fact));
        facts.volumes.push(volume);
    }
}

/// The two facts of a volume's space.
fn sizes(path: &str, space: &Space) -> [(Key, Fact); 2] {
    let fact = |place: &str, size: Result<Bytes, String>| {
        let text = size.map(|size| size.to_string());
        let raw = text.clone().unwrap_or_default();
        let origin = Origin { source: path.into(), place: place.into(), raw };
        Fact { text, origin, note: None }
    };
    let (size, free) = match space {
        Ok((size, free)) => (Ok(*size), Ok(*free)),
        Err(why) => (Err(why.clone()), Err(why.clone())),
    };
    [
        (Key::DiskSize, fact("size of the file system", size)),
        (Key::DiskFree, fact("free space", free)),
    ]
}

/// The fact of a volume's file system, with what the system calls it.
fn file_system(mount: &Mount) -> Option<Fact> {
    let text = mount.file_system()?.to_owned();
    let place = "type of the file system".into();
    let origin = Origin { source: mount.path.as_str().into(), place, raw: mount.kind.clone() };
    Some(Fact { text: Ok(text), origin, note: None })
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
fn space(path: &str) -> Space {
    let status = rustix::fs::statvfs(path).map_err(|error| plain(&error.into()))?;
    let blocks = |count: u64| Bytes(count.saturating_mul(status.f_frsize));
    // Free for anyone, not only for root.
    Ok((blocks(status.f_blocks), blocks(status.f_bavail)))
}

#[cfg(not(unix))]
fn space(path: &str) -> Space {
    let path = Path::new(path).canonicalize().map_err(|error| plain(&error))?;
    let disks = sysinfo::Disks::new_with_refreshed_list().map_err(|error| error.to_string())?;
    let path = unprefixed(&path);
    let holds = |disk: &&sysinfo::Disk| path.starts_with(disk.mount_point());
    let disk = disks.iter().filter(holds).max_by_key(|d| d.mount_point().as_os_str().len());
    let disk = disk.ok_or("no volume holds it")?;
    Ok((Bytes(disk.total_space()), Bytes(disk.available_space())))
}

/// Windows' canonical paths begin with `\\?\`, its mount points do not.
fn unprefixed(path: &Path) -> &Path {
    path.to_str().and_then(|text| text.strip_prefix(r"\\?\")).map_or(path, Path::new)
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
