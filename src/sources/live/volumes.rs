//! The volumes of this machine: which mounts are volumes, and which of them holds a path.

use crate::word::FILE_SYSTEM;
use std::path::Path;

/// A mount that is a volume, or that hides a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mount {
    /// Where it is.
    pub path: String,
    /// What is mounted: the number of the device.
    pub device: String,
    /// The type of its file system, as the system calls it.
    pub kind: String,
    /// Whether it may be asked for its space: a network or a program may never answer.
    pub local: bool,
}

/// What the kernel itself mounts, and what services do there.
const SYSTEM_FOLDERS: &[&str] = &["/proc", "/sys", "/dev", "/run", "/System/Volumes"];

/// File systems on a disk of the machine.
const LOCAL: &[&str] = &[
    "apfs", "bcachefs", "btrfs", "exfat", "ext2", "ext3", "ext4", "f2fs", "fat", "fat32", "hfs",
    "hfsplus", "jfs", "msdos", "nilfs2", "ntfs", "ntfs3", "refs", "reiserfs", "ufs", "vfat", "xfs",
    "zfs",
];

/// File systems that are elsewhere, or wherever a program says.
const ELSEWHERE: &[&str] = &[
    "9p", "afs", "autofs", "ceph", "cifs", "gfs2", "lustre", "nfs", "nfs4", "ocfs2", "prl_fs",
    "smb3", "smbfs", "vboxsf", "virtiofs",
];

/// The folders for temporary files, which some requirements are about and some systems keep in
/// memory.
const TEMPORARY: &[&str] = &["/tmp", "/var/tmp"];

impl Mount {
    /// A mount, unless it is nothing that anyone installs to: an image, a view of the kernel's, the
    /// layers of a container. The root is a volume whatever it is made of.
    pub(super) fn of(path: &str, device: &str, kind: &str) -> Option<Mount> {
        let lower = kind.to_ascii_lowercase();
        let is = |kinds: &[&str]| kinds.contains(&lower.as_str());
        let in_memory = lower == "tmpfs" && TEMPORARY.contains(&path);
        let local = path == "/" || is(LOCAL) || in_memory;
        let elsewhere = is(ELSEWHERE) || lower.starts_with("fuse");
        let own = !SYSTEM_FOLDERS.iter().any(|folder| Path::new(path).starts_with(folder));
        (own && (local || elsewhere)).then(|| Mount {
            path: path.to_owned(),
            device: device.to_owned(),
            kind: kind.to_owned(),
            local,
        })
    }

    /// The file system in words of ours, where the type tells it.
    pub(super) fn file_system(&self) -> Option<&str> {
        match self.kind.as_str() {
            "autofs" | "overlay" | "rootfs" => None,
            // A driver of a block device that is a program: NTFS-3G most of all.
            "fuseblk" => Some("ntfs or exfat or other"),
            kind if kind.starts_with("fuse") => None,
            // The driver is the same whatever the width of the table.
            "vfat" => Some("fat or fat32"),
            kind => Some(FILE_SYSTEM.parse(kind).map_or("other", |_| kind)),
        }
    }
}

/// Each volume once: a mount within another of the same device shows the same space again. Of two
/// at one place the later hides the other.
pub(super) fn each_once(all: impl IntoIterator<Item = Mount>) -> Vec<Mount> {
    let mut all: Vec<Mount> = all.into_iter().collect();
    all.reverse();
    // Those that hold others come first, whatever the order in which they were mounted.
    all.sort_by_key(|mount| mount.path.len());
    all.dedup_by(|later, kept| later.path == kept.path);
    let mut kept: Vec<Mount> = Vec::new();
    for mount in all {
        let holder = holder(&kept, Path::new(&mount.path)).map(|n| &kept[n].device);
        if holder != Some(&mount.device) {
            kept.push(mount);
        }
    }
    kept
}

/// Which of some volumes holds a path.
pub(super) fn holder(mounts: &[Mount], path: &Path) -> Option<usize> {
    let holds = |n: &usize| path.starts_with(&mounts[*n].path);
    (0..mounts.len()).filter(holds).max_by_key(|n| mounts[*n].path.len())
}

/// The mounts of a `/proc/self/mountinfo`. It is read as bytes, as a name may be none of text; a
/// volume of such a name is left out, since nobody can ask for it.
#[cfg(any(target_os = "linux", test))]
pub(super) fn mountinfo(bytes: &[u8]) -> impl Iterator<Item = Mount> {
    bytes.split(|byte| *byte == b'\n').filter_map(|line| {
        let line = std::str::from_utf8(line).ok()?;
        // Optional fields stand before the hyphen, any number of them.
        let (mount, system) = line.split_once(" - ")?;
        let mut fields = mount.split(' ').skip(2);
        let (device, path) = (fields.next()?, fields.nth(1)?);
        Mount::of(&unescaped(path)?, device, system.split(' ').next()?)
    })
}

/// A path of which blanks and the like are written as three octal digits behind a backslash.
#[cfg(any(target_os = "linux", test))]
fn unescaped(path: &str) -> Option<String> {
    let mut parts = path.split('\\');
    let mut text = parts.next()?.to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(3)?;
        text.push(char::from(u8::from_str_radix(digits, 8).ok()?));
        text.push_str(rest);
    }
    Some(text)
}

/// The mounts of this machine.
#[cfg(target_os = "linux")]
pub(super) fn mounts() -> Vec<Mount> {
    let bytes = std::fs::read("/proc/self/mountinfo").unwrap_or_default();
    each_once(mountinfo(&bytes))
}

/// The mounts of this machine. The list asks every disk, and may hang.
#[cfg(not(target_os = "linux"))]
pub(super) fn mounts() -> Vec<Mount> {
    let Ok(disks) = sysinfo::Disks::new_with_refreshed_list() else { return Vec::new() };
    each_once(disks.iter().filter_map(|disk| {
        // What the names of disks mean differs between systems: no two are taken for one.
        let path = disk.mount_point().to_str()?;
        Mount::of(path, path, &disk.file_system().to_string_lossy())
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &[u8]) -> Vec<(String, bool)> {
        let mounts = each_once(mountinfo(text));
        mounts.into_iter().map(|mount| (mount.path, mount.local)).collect()
    }

    const SERVER: &[u8] = b"\
22 27 0:21 / /proc rw,relatime shared:2 - proc proc rw
23 27 0:22 / /sys rw shared:3 - sysfs sysfs rw
30 27 8:3 / /var/log rw - xfs /dev/sda3 rw
27 1 8:2 / / rw,relatime shared:1 master:4 - ext4 /dev/sda2 rw,discard
31 27 8:2 /srv/a /mnt/again rw - ext4 /dev/sda2 rw
32 27 8:3 /data /srv/a\\040b\\134c rw - xfs /dev/sda3 rw
33 27 0:40 / /mnt/far rw - nfs4 host:/far rw
34 27 0:41 / /mnt/prog rw - fuse.sshfs host:/ rw
35 27 0:42 / /tmp rw - tmpfs tmpfs rw
36 27 0:43 / /run rw - tmpfs tmpfs rw
37 27 0:44 / /var/lib/docker/x/merged rw - overlay overlay rw
38 27 7:0 / /snap/core/1 ro - squashfs /dev/loop0 ro
39 27 8:4 / /caf\xe9 rw - ext4 /dev/sda4 rw
40 33 8:9 / /mnt/far rw - btrfs /dev/sdb rw
41 27 8:9
42 27 8:10 / /bad\\9 rw - ext4 /dev/sdc rw
";

    #[test]
    fn mounts_are_volumes_each_once() {
        let expected = [
            ("/", true),
            ("/tmp", true),
            ("/mnt/far", true),
            ("/var/log", true),
            ("/srv/a b\\c", true),
            ("/mnt/prog", false),
        ];
        let mut expected = expected.map(|(path, local)| (path.to_owned(), local)).to_vec();
        let mut found = kept(SERVER);
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
        assert_eq!(kept(b""), []);
    }

    #[test]
    fn the_root_is_a_volume_whatever_it_is_made_of() {
        let text = b"1 0 0:50 / / rw - overlay overlay rw\n\
            2 1 8:1 /c/hosts /etc/hosts rw - ext4 /dev/sda1 rw\n\
            3 1 0:22 / /sys ro - sysfs sysfs ro\n";
        assert_eq!(kept(text), [("/".to_owned(), true), ("/etc/hosts".to_owned(), true)]);
        let mounts = each_once(mountinfo(text));
        assert_eq!(mounts[0].file_system(), None, "what is below the layers is not shown");
    }

    #[test]
    fn a_path_is_held_by_the_nearest_volume_above_it() {
        let mounts = each_once(mountinfo(SERVER));
        for (path, expected) in [
            ("/var/log/journal", "/var/log"),
            ("/var/logs", "/"),
            ("/mnt/again/x", "/"),
            ("/mnt/far", "/mnt/far"),
        ] {
            let n = holder(&mounts, Path::new(path)).unwrap();
            assert_eq!(mounts[n].path, expected, "{path}");
        }
        assert_eq!(holder(&[], Path::new("/")), None);
    }

    #[test]
    fn every_type_of_file_system_is_one_of_ours() {
        for kind in LOCAL.iter().chain(ELSEWHERE).chain(&["fuseblk", "NTFS", "tmpfs"]) {
            let mount = Mount::of("/x", "8:1", kind).or(Mount::of("/tmp", "8:1", kind)).unwrap();
            for word in mount.file_system().iter().flat_map(|text| text.split(" or ")) {
                assert!(FILE_SYSTEM.parse(word).is_ok(), "{kind}: {word}");
            }
        }
    }
}
