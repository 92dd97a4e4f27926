//! The drives: `C:\  (Local - NTFS)  Total: 2,096,451 KB, Free: 1,024,000 KB`.
//!
//! The target is the drive of the system's folder, which the environment names; else drive C. Drives
//! without a size have "0KB". Windows NT 3.51 counts to 4 GiB and begins again, so that more can be
//! free than there is; that is left to whoever understands the sizes.

use super::{Line, in_kilobytes};
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key, Volume};
use crate::sources::tools::volumes::Volumes;
use crate::word::FILE_SYSTEM;

/// Whether a line begins the account of a local drive, in whatever language.
pub(super) fn is_local(line: &Line) -> bool {
    letter(line).is_some() && in_kilobytes(line.text).len() >= 2
}

/// The letter of a drive that a line begins with: `C:\  (Local - NTFS)`.
fn letter(line: &Line) -> Option<char> {
    let mut chars = line.text.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    let rest = chars.as_str().strip_prefix(':')?;
    let rest = rest.strip_prefix('\\').unwrap_or(rest).trim_start();
    rest.starts_with('(').then(|| letter.to_ascii_uppercase())
}

/// The file system in `C:\  (Local - NTFS)`.
fn kind<'t>(line: &Line<'t>) -> Option<&'t str> {
    let (_, inside) = line.text.split_once('(')?;
    let (inside, _) = inside.split_once(')')?;
    let (_, name) = inside.rsplit_once(" - ")?;
    FILE_SYSTEM.parse(name).is_ok().then_some(name.trim())
}

/// Every drive with a size.
fn volumes(facts: &mut Facts, source: &str, lines: &[Line], system: Option<char>) {
    let mut volumes = Volumes::default();
    for line in lines {
        let (Some(letter), [size, free, ..]) = (letter(line), &in_kilobytes(line.text)[..]) else {
            continue;
        };
        let mut volume = Volume::new(format!("{letter}:"));
        volume.system = system.map(|system| system == letter);
        if *size > 0 {
            volume.put(Key::DiskSize, source, &line.place(), format!("{size} KiB"));
            volume.put(Key::DiskFree, source, &line.place(), format!("{free} KiB"));
            if let Some(name) = kind(line) {
                volume.put(Key::FileSystem, source, &line.place(), name);
            }
        }
        volumes.add(volume);
    }
    volumes.put(facts);
}

pub(super) fn put(facts: &mut Facts, source: &str, lines: &[Line]) {
    volumes(facts, source, lines, system_drive(lines));
    let target = system_drive(lines).unwrap_or('C');
    let Some(at) = lines.iter().position(|line| letter(line) == Some(target)) else { return };
    let line = lines[at];
    let details =
        lines[at + 1..].iter().take_while(|line| !line.is_rule() && letter(line).is_none());
    let (total, free) = match in_kilobytes(line.text)[..] {
        [total, free, ..] => (Some((line, total)), Some((line, free))),
        _ => (labelled(details.clone(), "total"), labelled(details, "free")),
    };
    facts.put(Key::DiskVolume, source, &line.place(), format!("{target}:"));
    let Some((size_line, size)) = total else { return };
    if size == 0 {
        let why = format!("\"{}\" says nothing", size_line.text);
        return facts.put_unclear(Key::DiskSize, source, &size_line.place(), why);
    }
    if let Some(name) = kind(&line) {
        facts.put(Key::FileSystem, source, &line.place(), name);
    }
    for (key, found) in [(Key::DiskSize, total), (Key::DiskFree, free)] {
        let Some((line, kilobytes)) = found else { continue };
        let origin =
            Origin { source: source.to_owned(), place: line.place(), raw: line.text.to_owned() };
        facts.put_read_as(key, origin, format!("{kilobytes} KiB"));
    }
}

/// A size on a line of its own: `Total Space: 1,048,288 KB`.
fn labelled<'l, 't: 'l>(
    mut details: impl Iterator<Item = &'l Line<'t>>,
    name: &str,
) -> Option<(Line<'t>, u64)> {
    details.find_map(|line| {
        let (label, value) = line.pair(':')?;
        let named = label.to_ascii_lowercase().starts_with(name);
        named.then(|| Some((*line, *in_kilobytes(value).first()?)))?
    })
}

/// The drive of the system's folder.
fn system_drive(lines: &[Line]) -> Option<char> {
    const FOLDERS: &[&str] =
        &["systemroot", "windir", "systemdrive", "system root", "windows directory"];
    let named = |line: &Line| {
        let (label, folder) =
            line.pair('=').filter(|(label, _)| !label.contains(':')).or(line.pair(':'))?;
        let named = FOLDERS.contains(&label.to_ascii_lowercase().as_str());
        let mut chars = folder.chars();
        let letter = chars.next().filter(char::is_ascii_alphabetic)?;
        (named && chars.next() == Some(':')).then(|| letter.to_ascii_uppercase())
    };
    lines.iter().find_map(named)
}
