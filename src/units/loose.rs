//! Sizes as machines and people write them: several at once, in the words of other languages, with
//! what is fitted behind them.

use super::{Bytes, Dialect, SIZE_HINT, Writer, one};
use std::borrow::Cow;

/// What spec sheets write around a size of memory without changing it.
const MEMORY_WORDS: &[&str] = &[
    "ram",
    "sdram",
    "dram",
    "ddr",
    "ddr2",
    "ddr3",
    "ddr3l",
    "ddr4",
    "ddr5",
    "lpddr3",
    "lpddr4",
    "lpddr4x",
    "lpddr5",
    "edo",
    "fpm",
    "ecc",
    "memory",
    "dimm",
    "dimms",
    "sodimm",
    "so-dimm",
    "simm",
    "simms",
    "pc100",
    "pc133",
    "registered",
];

/// The same for disks.
const DISK_WORDS: &[&str] = &[
    "scsi", "ide", "ata", "pata", "sata", "sas", "ssd", "hdd", "hd", "nvme", "m.2", "pcie", "emmc",
    "hard", "disk", "drive",
];

/// Units as they are called elsewhere, and what they are called here. Before `о` and `o` of a byte
/// stands the same letter in every language.
const UNITS: &[(&str, &str)] = &[
    ("kio", "KiB"),
    ("mio", "MiB"),
    ("gio", "GiB"),
    ("tio", "TiB"),
    ("ko", "KB"),
    ("mo", "MB"),
    ("go", "GB"),
    ("to", "TB"),
    ("octets", "B"),
    ("кб", "KB"),
    ("мб", "MB"),
    ("гб", "GB"),
    ("тб", "TB"),
    ("киб", "KiB"),
    ("миб", "MiB"),
    ("гиб", "GiB"),
    ("тиб", "TiB"),
    ("кбайт", "KB"),
    ("мбайт", "MB"),
    ("гбайт", "GB"),
    ("тбайт", "TB"),
    ("байт", "B"),
    ("gig", "GB"),
    ("gigs", "GB"),
    ("гц", "Hz"),
    ("кгц", "kHz"),
    ("мгц", "MHz"),
    ("ггц", "GHz"),
];

/// So many sizes are added up; a longer text is none.
const MOST: usize = 64;

/// Whether a word beside a size leaves it as it is.
pub(super) fn says_nothing(word: &str, dialect: Dialect) -> bool {
    let words = match dialect {
        Dialect::Memory => MEMORY_WORDS,
        Dialect::Disk => DISK_WORDS,
    };
    let word = word.to_ascii_lowercase();
    let (kind, speed) = word.split_once('-').unwrap_or(("", &word));
    let digits = speed.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    // "DDR4-3200", "2666MHz", "7200rpm"
    let rated = digits.len() < speed.len()
        && (kind.is_empty() && ["mhz", "mt/s", "rpm"].contains(&digits)
            || words.contains(&kind) && digits.is_empty());
    words.contains(&word.as_str()) || rated
}

/// The name of a unit, of whatever language.
pub(super) fn unit(text: &str) -> &str {
    // Nothing here is longer, and a long text is not lowered in vain.
    if text.len() > 16 {
        return text;
    }
    let lower = text.to_lowercase();
    UNITS.iter().find(|(name, _)| *name == lower).map_or(text, |(_, unit)| unit)
}

/// The least and greatest meaning of one size, or of several: modules of memory add up, and of
/// several disks one or all may count. `7 GB to 8 GB` lies between, `up to 8 GB` is any of it.
pub(super) fn size(text: &str, dialect: Dialect) -> Result<(Bytes, Bytes), String> {
    if is_plain(text) {
        return one(text, dialect, Writer::Anyone);
    }
    let fault = |why: &str| format!("{SIZE_HINT}, found \"{}\"{why}", text.trim());
    let joined = joined(text);
    let plain = joined.trim();
    if let Some(most) = plain.strip_prefix("up to ") {
        // Once is enough: a text of nothing else would go as deep as it is long.
        if most.trim_start().starts_with("up to ") {
            return Err(fault(""));
        }
        return Ok((Bytes(0), size(most, dialect)?.1));
    }
    if let Some((low, high)) = plain.split_once(" to ") {
        let (low, high) = (single(low, dialect)?.0, single(high, dialect)?.1);
        return (low <= high).then_some((low, high)).ok_or_else(|| fault(": the first is more"));
    }
    if !plain.contains('+') {
        return single(plain, dialect).map_err(|why| refound(&why, plain, text));
    }
    let parts: Vec<&str> = plain.split('+').map(str::trim).collect();
    if parts.len() > MOST {
        return Err(fault(": too many sizes"));
    }
    // "256 + 512 GB" is said of both.
    let shared = parts.last().map_or("", |last| last.trim_start_matches(is_number)).trim();
    let (mut least, mut most) = (0u64, 0u64);
    for part in &parts {
        let bare = !part.is_empty() && part.chars().all(is_number);
        let part = if bare { Cow::Owned(format!("{part} {shared}")) } else { Cow::Borrowed(*part) };
        let (low, high) = single(&part, dialect)?;
        most = most.checked_add(high.0).ok_or_else(|| fault(": too large"))?;
        least = match dialect {
            Dialect::Memory => least.saturating_add(low.0),
            Dialect::Disk => least.max(low.0),
        };
    }
    Ok((Bytes(least), Bytes(most)))
}

/// Whether a text is "512 MB" or the like: nearly all are, and there is nothing to look for in them.
fn is_plain(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(number, unit)| {
        ["B", "KB", "MB", "GB", "TB"].iter().any(|known| known.eq_ignore_ascii_case(unit))
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',')
}

/// An error about a text that was written more plainly tells what stood there.
fn refound(why: &str, plain: &str, text: &str) -> String {
    let text = text.trim();
    if plain == text {
        return why.to_owned();
    }
    why.replacen(&format!("found \"{plain}\""), &format!("found \"{text}\""), 1)
}

/// One size, or several of a kind: "2x64 MB", "16 GB (2x8 GB)", "SSD 256 GB".
fn single(text: &str, dialect: Dialect) -> Result<(Bytes, Bytes), String> {
    let mut text = text.trim();
    if let Some((all, each)) = text.strip_suffix(')').and_then(|text| text.rsplit_once('('))
        && let (Ok(all), Ok(each)) = (several(all.trim(), dialect), several(each, dialect))
        && all.1 == each.1
    {
        return Ok(all);
    }
    while let Some((word, rest)) = text.split_once([' ', ':']) {
        match says_nothing(word, dialect) && word.starts_with(|c: char| c.is_alphabetic()) {
            true => text = rest.trim_start(),
            false => break,
        }
    }
    several(text, dialect)
}

fn several(text: &str, dialect: Dialect) -> Result<(Bytes, Bytes), String> {
    let Some((many, each)) = multiple(text) else { return one(text, dialect, Writer::Anyone) };
    let (low, high) = one(each, dialect, Writer::Anyone)?;
    let all = |bytes: Bytes| bytes.0.checked_mul(many).map(Bytes);
    match (dialect, all(low), all(high)) {
        (Dialect::Memory, Some(low), Some(high)) => Ok((low, high)),
        (Dialect::Disk, _, Some(high)) => Ok((low, high)),
        _ => Err(format!("{SIZE_HINT}, found \"{}\": too large", text.trim())),
    }
}

/// "2x64 MB", "2 x 9.1 GB" as a number and the size of each.
fn multiple(text: &str) -> Option<(u64, &str)> {
    let (many, each) = text.trim().split_once(['x', 'X', '×', '*'])?;
    let many = many.trim().parse().ok().filter(|many| (1..=64).contains(many))?;
    let each = each.trim_start();
    each.starts_with(|c: char| c.is_ascii_digit()).then_some((many, each))
}

/// A text without what stands between thousands and nowhere else: blanks of any width, apostrophes.
/// Other wide blanks become plain ones.
fn joined(text: &str) -> Cow<'_, str> {
    let is_joint = |c: char| c.is_whitespace() || matches!(c, '\'' | '\u{2019}');
    if !text.contains(is_joint) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    // The digits before: a group has one to three, and every later one three.
    let mut digits = 0;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].bytes().take(4).take_while(u8::is_ascii_digit).count();
        if is_joint(c) && (1..=3).contains(&digits) && next == 3 {
            digits = 0;
            continue;
        }
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
        plain.push(if c.is_whitespace() { ' ' } else { c });
    }
    Cow::Owned(plain)
}
