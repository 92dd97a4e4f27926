//! What `mount`, `/proc/mounts`, `mokutil --sb-state` and `/proc/swaps` say, where they were put
//! into the file.

use super::super::lines;
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};
use crate::word::FILE_SYSTEM;
use std::collections::HashMap;

/// The file systems by their mount points, each with its line. Where one is mounted over another,
/// the last counts.
pub(super) type Mounts<'t> = HashMap<&'t str, (usize, &'t str)>;

/// Where only UEFI mounts something.
const VARIABLES: &str = "/sys/firmware/efi/efivars";

/// Adds firmware and swap space, and gives the mounts.
pub(super) fn read<'t>(text: &'t str, source: &str, facts: &mut Facts) -> Mounts<'t> {
    let mut mounts = Mounts::new();
    let mut swaps: Option<(usize, Option<u64>)> = None;
    let mut in_swaps = false;
    for (n, line) in lines::whole_or_one(text).lines().enumerate() {
        let number = n.saturating_add(1);
        let put = |facts: &mut Facts, key, text: &str| {
            let place = format!("line {number}");
            let origin = Origin { source: source.into(), place, raw: line.trim().to_owned() };
            facts.put_read_as(key, origin, text.to_owned());
        };
        match line.trim() {
            "SecureBoot enabled" => put(facts, Key::SecureBoot, "enabled"),
            "SecureBoot disabled" => put(facts, Key::SecureBoot, "capable"),
            // So mokutil says.
            "EFI variables are not supported on this system" => put(facts, Key::Firmware, "bios"),
            _ => {}
        }
        if let Some((path, kind)) = mount(line) {
            if path == VARIABLES && kind == "efivarfs" {
                put(facts, Key::Firmware, "uefi");
            }
            mounts.insert(path, (number, kind));
        }
        let words: Vec<&str> = line.split_whitespace().take(6).collect();
        if words == ["Filename", "Type", "Size", "Used", "Priority"] {
            (in_swaps, swaps) = (true, Some((number, Some(0))));
        } else if let (true, [_, "partition" | "file", size, _, _]) = (in_swaps, &words[..]) {
            let size = size.parse::<u64>().ok();
            swaps = swaps.map(|(at, sum)| (at, sum.and_then(|sum| sum.checked_add(size?))));
        } else {
            in_swaps = false;
        }
    }
    // The kernel counts in KiB.
    if let Some((line, Some(sum))) = swaps.filter(|_| facts.get(Key::PageFile).is_none()) {
        facts.put(Key::PageFile, source, &format!("line {line}"), format!("{sum} KiB"));
    }
    mounts
}

/// The mount point and the file system of a line: `/dev/sda2 on / type ext4 (rw)`, and of
/// `/proc/mounts`: `/dev/sda2 / ext4 rw 0 0`.
fn mount(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    if let Some((before, behind)) = line.split_once(" type ") {
        let (_, path) = before.split_once(" on ")?;
        let (kind, options) = behind.split_once(' ')?;
        return (path.starts_with('/') && options.starts_with('(')).then_some((path, kind));
    }
    let mut words = line.split(' ');
    let (_, path, kind, options) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let ends = words.next()? == "0" && words.next()?.len() == 1 && words.next().is_none();
    let access = options.split(',').any(|option| matches!(option, "rw" | "ro"));
    (ends && access && path.starts_with('/')).then_some((path, kind))
}

/// File systems of Linux that are none of the known ones, and of which there are tables.
const OTHERS: &[&str] = &[
    "tmpfs", "devtmpfs", "overlay", "squashfs", "nfs", "nfs4", "cifs", "f2fs", "jfs", "reiserfs",
    "efivarfs", "iso9660", "udf", "9p", "ramfs", "nilfs2", "bcachefs", "gfs2", "ocfs2",
];

/// The name of a file system, if a word is one.
pub(super) fn file_system(word: &str) -> Option<&str> {
    let known = FILE_SYSTEM.parse(word).is_ok();
    if known { Some(word) } else { OTHERS.contains(&word).then_some("other") }
}

#[cfg(test)]
mod tests {
    use super::mount;

    #[test]
    fn lines_of_mount_and_of_proc_mounts() {
        assert_eq!(mount("/dev/sda2 on / type ext4 (rw,relatime)"), Some(("/", "ext4")));
        assert_eq!(mount("//a/b c on /mnt/b c type cifs (rw)"), Some(("/mnt/b c", "cifs")));
        assert_eq!(mount("/dev/sda2 / xfs rw,noatime 0 0"), Some(("/", "xfs")));
        for line in ["a on b type c (rw)", "cpu 1 2 3 4 5", "/dev/sda2 / xfs 1 2 3", ""] {
            assert_eq!(mount(line), None, "{line}");
        }
    }
}
