//! `/proc/meminfo`, and `free`.

use super::super::lines;
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};

/// Whether a text holds `/proc/meminfo`.
pub(super) fn has_meminfo(text: &str) -> bool {
    text.lines().any(|line| total(line, "MemTotal").is_some())
}

/// `MemTotal:       16303428 kB`: the number.
fn total<'t>(line: &'t str, key: &str) -> Option<&'t str> {
    let (label, value) = line.split_once(':')?;
    let number = value.trim().strip_suffix("kB")?.trim_end();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (label.trim() == key && is_number).then_some(number)
}

/// Adds what a text says of memory and swap space: `/proc/meminfo`, else `free`.
pub(super) fn read(text: &str, source: &str, facts: &mut Facts) {
    for (n, line) in text.lines().enumerate() {
        for (key, name) in [(Key::MemoryVisible, "MemTotal"), (Key::PageFile, "SwapTotal")] {
            if let Some(number) = total(line, name).filter(|_| facts.get(key).is_none()) {
                let place = format!("line {}, \"{name}\"", n.saturating_add(1));
                let raw = format!("{number} kB");
                let origin = Origin { source: source.into(), place, raw };
                // The kernel means 1024 bytes.
                facts.put_read_as(key, origin, format!("{number} KiB"));
            }
        }
    }
    if facts.get(Key::MemoryVisible).is_none() {
        free(text, source, facts);
    }
}

/// `free`: a heading, a line of memory and one of swap space, in any language. Without a unit at
/// the numbers only the command tells what they count.
fn free(text: &str, source: &str, facts: &mut Facts) {
    let mut asked = None;
    let mut heading = false;
    let mut keys = [Key::MemoryVisible, Key::PageFile].into_iter();
    for (n, line) in lines::whole_or_one(text).lines().enumerate() {
        if let Some(unit) = command(line) {
            (asked, heading) = (Some(unit), false);
            continue;
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_head = line.starts_with(' ') && matches!(words.len(), 5..=8);
        if is_head && words.iter().all(|word| !word.contains(|c: char| c.is_ascii_digit())) {
            heading = words.iter().any(|word| word.contains(['/', 's']));
            keys = [Key::MemoryVisible, Key::PageFile].into_iter();
            continue;
        }
        let labelled = lines::labelled(line).filter(|_| heading);
        let Some((_, numbers)) = labelled else { continue };
        let mut sizes = numbers.split_whitespace();
        // "-/+ buffers/cache:" has one number less than there are columns.
        let enough = sizes.clone().count() >= 3 && !line.starts_with('-');
        let Some(first) = sizes.next().filter(|_| enough) else { continue };
        let Some(key) = keys.next() else { return };
        let place = format!("line {}", n.saturating_add(1));
        match span(first, asked) {
            Some(text) => {
                let origin = Origin { source: source.into(), place, raw: first.to_owned() };
                facts.put_read_as(key, origin, text);
            }
            None => facts.put_unclear(
                key,
                source,
                &place,
                format!("{first} without a unit; `free -k` counts in KiB, `free -m` in MiB"),
            ),
        }
    }
}

/// The unit that a prompt with `free` asks for.
fn command(line: &str) -> Option<&'static str> {
    let (_, command) = line.split_once(['$', '#', '>', '%'])?;
    let mut words = command.split_whitespace();
    (words.next()? == "free").then_some(())?;
    let mut unit = "KiB";
    for word in words {
        unit = match word {
            "-b" | "--bytes" => "B",
            "-k" | "--kibi" => "KiB",
            "-m" | "--mebi" => "MiB",
            "-g" | "--gibi" => "GiB",
            _ => unit,
        };
    }
    Some(unit)
}

/// A size as `free` prints it: rounded to its last digit, up or down.
fn span(size: &str, asked: Option<&'static str>) -> Option<String> {
    let end = size.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(size.len());
    let (number, unit) = size.split_at(end);
    let unit = match unit {
        "" => asked?,
        "B" => "B",
        "K" | "Ki" => "KiB",
        "M" | "Mi" => "MiB",
        "G" | "Gi" => "GiB",
        "T" | "Ti" => "TiB",
        _ => return None,
    };
    let (whole, tenths) = number.split_once(['.', ',']).unwrap_or((number, ""));
    let (whole, places) = (whole.parse::<u64>().ok()?, tenths.len());
    let tenths = match places {
        0 => 0,
        1 => tenths.parse::<u64>().ok()?,
        _ => return None,
    };
    let all = whole.checked_mul(10)?.checked_add(tenths)?;
    let slack = match (places, unit) {
        (0, "B" | "KiB") => 0,
        (0, _) => 10,
        _ => 1,
    };
    let shown = |tenths: u64| format!("{}.{} {unit}", tenths / 10, tenths % 10);
    Some(match slack {
        0 => format!("{whole} {unit}"),
        slack => {
            let (low, high) = (all.saturating_sub(slack), all.checked_add(slack)?);
            format!("{} to {}", shown(low), shown(high))
        }
    })
}
