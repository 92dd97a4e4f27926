//! The volumes and disks of the text of the macOS system profiler.
//!
//! Labels may be in any language, but of the two sizes of a volume the larger is the capacity,
//! and the system writes the bytes behind each since Mac OS X 10.6.

use super::Mac;
use super::text::Line;
use crate::sources::facts::Key;

/// A size as it stands there.
struct Size<'l, 't> {
    line: &'l Line<'t>,
    /// In bytes, or about as many where only "74.4 GB" stands there.
    about: f64,
    /// How it is read; `None` where two statements contradict each other.
    text: Option<String>,
}

/// Puts what the lines say of the system's volume, else of the disks.
pub(super) fn read(mac: &mut Mac, lines: &[Line]) {
    let mut disks: Vec<(&Line, String)> = Vec::new();
    let mut data: Option<&[Line]> = None;
    let mut system: Option<&[Line]> = None;
    for block in lines.split(Line::is_heading) {
        let holds = |value: &str| block.iter().any(|line| line.value == value);
        system = system.or(holds("/").then_some(block));
        data = data.or(holds("/System/Volumes/Data").then_some(block));
        if block.iter().any(|line| is_disk(line.value)) && !is_removable(block) {
            let capacity = block.iter().find_map(|line| Some((line, bytes(line.value)?)));
            disks.extend(capacity.map(|(line, n)| (line, format!("{n} B"))));
        }
    }
    let binary = counts_binary(mac, lines);
    if let Some((block, path)) = system.zip(Some("/")).or(data.zip(Some("/System/Volumes/Data"))) {
        volume(mac, block, path, binary);
    } else if let Some((first, _)) = disks.first() {
        let raw: Vec<&str> = disks.iter().map(|(line, _)| line.value).collect();
        let sizes: Vec<&str> = disks.iter().map(|(_, size)| size.as_str()).collect();
        // How much of a disk is free is not known, and it is no machine as offered.
        mac.put_read_as(Key::DiskSize, &first.place(), &raw.join(" + "), sizes.join(" + "));
    }
}

fn volume(mac: &mut Mac, block: &[Line], path: &str, binary: Option<bool>) {
    let mut sizes: Vec<Size> = block.iter().filter_map(|line| size(line, binary)).collect();
    sizes.truncate(2);
    let by_label = |line: &Line| match line.label {
        "Capacity" => Some(Key::DiskSize),
        "Available" | "Free" => Some(Key::DiskFree),
        _ => None,
    };
    let keyed: Vec<(Key, Size)> = match sizes.len() {
        2 => {
            sizes.sort_by(|a, b| b.about.total_cmp(&a.about));
            [Key::DiskSize, Key::DiskFree].into_iter().zip(sizes).collect()
        }
        _ => sizes.into_iter().filter_map(|size| Some((by_label(size.line)?, size))).collect(),
    };
    if let Some(line) = block.iter().find(|line| line.value == path) {
        mac.put(Key::DiskVolume, &line.place(), path);
    }
    let named = |line: &&Line| {
        let known = ["APFS", "HFS", "Mac OS Extended"];
        line.label == "File System" || known.iter().any(|name| line.value.contains(name))
    };
    if let Some(line) = block.iter().find(named).filter(|line| !line.value.is_empty()) {
        mac.file_system(&line.place(), line.value);
    }
    for (key, size) in keyed {
        let place = size.line.place();
        let Some(text) = size.text else {
            let raw = size.line.value;
            let why = match size.about > 0.0 && bytes(raw).is_none() {
                true => format!("\"{raw}\" may be in units of 1000 or of 1024"),
                false => format!("the two numbers of \"{raw}\" contradict each other"),
            };
            mac.facts.put_unclear(key, &mac.source, &place, why);
            continue;
        };
        mac.put_read_as(key, &place, size.line.value, text);
    }
}

/// The size on a line, if there is one.
fn size<'l, 't>(line: &'l Line<'t>, binary: Option<bool>) -> Option<Size<'l, 't>> {
    let head = line.value.split('(').next().unwrap_or("");
    let rounded = super::labels::memory(head.trim());
    let (number, unit) = rounded.as_deref().and_then(|text| text.split_once(' ')).unzip();
    let power = unit.and_then(|unit| ["KB", "MB", "GB", "TB"].iter().position(|u| *u == unit));
    let about = number.and_then(|number| number.parse::<f64>().ok()).zip(power);
    let scaled = |base: f64| about.map(|(n, power)| n * base.powi(power as i32 + 1));
    if let Some(exact) = bytes(line.value) {
        let exact_float = exact as f64;
        let near = |about: f64| (about - exact_float).abs() <= exact_float * 0.02;
        let agrees = [1000.0, 1024.0].iter().filter_map(|base| scaled(*base)).any(near);
        let text = (agrees || about.is_none()).then(|| format!("{exact} B"));
        return Some(Size { line, about: exact_float, text });
    }
    // A line such as "Memory Size: 2 GB" is no size of a volume, but in its block there is none.
    let about = scaled(1000.0)?;
    let text = binary.map(|binary| match (binary, unit) {
        (true, Some(unit)) => format!("{} {}iB", number.unwrap_or(""), &unit[..1]),
        _ => rounded.clone().unwrap_or_default(),
    });
    Some(Size { line, about, text })
}

/// The number in "494.38 GB (494,384,795,648 bytes)".
fn bytes(value: &str) -> Option<u64> {
    let (_, inner) = value.split_once('(')?;
    let (inner, _) = inner.split_once(')')?;
    let end = inner.find(char::is_alphabetic)?;
    let number = inner[..end].trim();
    let marks = |c: char| matches!(c, ',' | '.' | '\'' | '’') || c.is_whitespace();
    let known = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || marks(c));
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|_| known)
}

/// Whether a value names a whole disk: "disk0", not "disk0s1".
fn is_disk(value: &str) -> bool {
    let number = value.strip_prefix("disk");
    number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

fn is_removable(block: &[Line]) -> bool {
    let labels = ["Removable Media", "Detachable Drive"];
    block.iter().any(|line| labels.contains(&line.label) && line.value == "Yes")
}

/// Whether the system counts gigabytes in powers of two: up to Mac OS X 10.5, and so on every
/// PowerPC.
fn counts_binary(mac: &Mac, lines: &[Line]) -> Option<bool> {
    if mac.has(Key::Arch, "ppc") {
        return Some(true);
    }
    lines.iter().find_map(|line| {
        if line.value.starts_with("macOS ") {
            return Some(false);
        }
        let at = line.value.find("OS X 10.").or_else(|| line.value.find("OS X Server 10."))?;
        let version = line.value[at..].split_once("10.")?.1;
        let end = version.find(|c: char| !c.is_ascii_digit()).unwrap_or(version.len());
        version[..end].parse::<u32>().ok().map(|minor| minor <= 5)
    })
}
