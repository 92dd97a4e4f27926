//! The values of System Information by their shapes.

use crate::cpu::Signature;
use crate::sources::number::Marks;

/// What an item says of a processor.
#[derive(Debug)]
pub struct Processor<'t> {
    /// Its name, or its signature in words.
    pub name: &'t str,
    /// The signature, where that is all.
    pub signature: Option<Signature>,
    /// The clock.
    pub megahertz: Option<u64>,
    /// Whether the clock was measured, not rated.
    pub measured: bool,
    /// Its cores.
    pub cores: Option<u64>,
    /// Its logical processors.
    pub threads: Option<u64>,
}

/// Reads `Intel(R) Core(TM) i5-3570 CPU @ 3.40GHz, 3401 Mhz, 4 Core(s), 4 Logical Processor(s)` in
/// any language, and `x86 Family 6 Model 15 Stepping 11 GenuineIntel ~2394 Mhz`.
pub fn processor(value: &str) -> Option<Processor<'_>> {
    // The longest in any language are half as long.
    if value.len() > 400 {
        return None;
    }
    if let Some((name, clock)) = value.rsplit_once('~')
        && let Some(signature) = Signature::parse(name)
    {
        let megahertz = clock_of(clock.trim());
        return Some(Processor {
            name: name.trim(),
            signature: Some(signature),
            megahertz,
            measured: true,
            cores: None,
            threads: None,
        });
    }
    let commas = [',', '，', '、', '،'];
    let ends: Vec<usize> = value.match_indices(commas).map(|(at, _)| at).collect();
    let parts: Vec<&str> = value.split(commas).map(str::trim).collect();
    let one = |part: Option<&&str>| part.and_then(|part| only_number(part));
    let is_clock = |at: usize| {
        let counted = one(parts.get(at + 1)).is_some() && one(parts.get(at + 2)).is_some();
        let unit = parts[at].trim_start_matches(|c: char| c.is_ascii_digit()).trim();
        clock_of(parts[at]).is_some() && (counted || is_megahertz(unit))
    };
    let at = (1..parts.len()).find(|at| is_clock(*at))?;
    let (mut name_ends, mut megahertz) = (at, clock_of(parts[at])?);
    // "3,401 Mhz" is one number.
    if let Ok(thousands) = parts[at - 1].parse::<u64>()
        && at > 1
        && parts[at].bytes().take_while(u8::is_ascii_digit).count() == 3
        && thousands < 100
    {
        (name_ends, megahertz) = (at - 1, thousands * 1000 + megahertz);
    }
    let name = value.get(..*ends.get(name_ends - 1)?)?.trim();
    Some(Processor {
        name,
        signature: None,
        megahertz: Some(megahertz),
        measured: false,
        cores: one(parts.get(at + 1)),
        threads: one(parts.get(at + 2)),
    })
}

fn is_megahertz(unit: &str) -> bool {
    ["mhz", "мгц", "兆赫", "ميجاهرتز"].contains(&unit.to_lowercase().as_str())
}

/// "3401 Mhz": a number and a word, nothing else.
fn clock_of(text: &str) -> Option<u64> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (digits, unit) = text.split_at(end);
    let unit = unit.trim();
    let word = !unit.is_empty() && unit.chars().count() <= 12;
    let plain = unit.chars().all(|c| c.is_alphabetic() || c == '.');
    digits.parse().ok().filter(|_| word && plain)
}

/// The number in "4 Core(s)", "ядер: 4", "6 個のコア": the only one there, beside a word.
fn only_number(text: &str) -> Option<u64> {
    text.contains(char::is_alphabetic).then_some(())?;
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let number = numbers.next()?.parse().ok()?;
    numbers.next().is_none().then_some(number)
}

/// Whether a value is a size: `7.89 GB`, `8,00 Go`, `237,87 ГБ (255 412 137 984 байт)`.
pub fn is_size(value: &str) -> bool {
    let (size, _) = parts(value);
    let digits = size.starts_with(|c: char| c.is_ascii_digit());
    digits && size.len() < 40 && unit_of(size).is_some()
}

/// A size and what stands in parentheses after it.
fn parts(value: &str) -> (&str, Option<&str>) {
    let value = value.trim();
    let closed = value.strip_suffix([')', '）']);
    match closed.and_then(|value| value.rsplit_once(['(', '（'])) {
        Some((size, bytes)) => (size.trim(), Some(bytes.trim())),
        None => (value, None),
    }
}

/// The exact size that stands in parentheses after the rounded one.
pub fn bytes_of(value: &str) -> Option<&str> {
    let bytes = parts(value).1?;
    bytes.starts_with(|c: char| c.is_ascii_digit()).then_some(bytes)
}

/// The unit of "7.89 GB": the word after its number, in the letters that units have elsewhere.
fn unit_of(size: &str) -> Option<&'static str> {
    let mark = |c: char| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '\u{2019}')
    };
    let unit = size.trim_start_matches(mark).to_lowercase();
    let letters: Vec<char> = unit.chars().collect();
    let whole = ["b", "byte", "bytes", "octets", "байт", "б", "バイト", "字节", "位元組", "바이트"];
    if whole.contains(&unit.as_str()) {
        return Some("B");
    }
    match letters.as_slice() {
        // Bytes are octets in French, tavua in Finnish; "GiB" is what some write.
        [_, 'b' | 'o' | 'б' | 't'] | [_, 'i', 'b'] => {}
        _ => return None,
    }
    match letters[0] {
        'k' | 'к' => Some("KiB"),
        'm' | 'м' => Some("MiB"),
        'g' | 'г' => Some("GiB"),
        't' | 'т' => Some("TiB"),
        _ => None,
    }
}

/// A size in plain writing; what Windows calls GB are 2^30 bytes. `None`: it can be read in two
/// ways.
pub fn size(value: &str, marks: Marks) -> Option<String> {
    let (size, _) = parts(value);
    let plain = marks.plain(size)?;
    let number = plain.split_whitespace().next()?;
    Some(format!("{number} {}", unit_of(size)?))
}

/// The letter of a drive, where a value is one.
pub fn drive(value: &str) -> Option<&str> {
    matches!(value.as_bytes(), [letter, b':'] if letter.is_ascii_alphabetic()).then_some(value)
}

/// A folder with its drive, where a value is one.
pub fn folder(value: &str) -> Option<&str> {
    let drive = drive(value.get(..2)?).is_some();
    (drive && value.as_bytes().get(2) == Some(&b'\\')).then_some(value)
}

/// The architecture in "x64-based PC", in whatever language the rest is.
pub fn architecture(value: &str) -> Option<&'static str> {
    if value.chars().count() > 40 || value.contains(['\\', ',']) {
        return None;
    }
    let words = value.split(|c: char| !c.is_ascii_alphanumeric());
    let known = [
        ("x64", "x86_64"),
        ("x86", "x86"),
        ("arm64", "arm64"),
        ("arm", "arm"),
        ("itanium", "ia64"),
        ("ia64", "ia64"),
    ];
    words.into_iter().find_map(|word| {
        let same = |(name, _): &&(&str, _)| word.eq_ignore_ascii_case(name);
        known.iter().find(same).map(|(_, arch)| *arch)
    })
}

/// Where a size begins at the end of a line whose tabs became blanks.
pub fn trailing_size(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let (before, _) = parts(line);
    let unit_at = before.rfind(char::is_whitespace)?;
    let number = before[..unit_at].trim_end();
    let at = number
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + number[at..].chars().next().map_or(0, char::len_utf8));
    is_size(&before[at..]).then_some(at)
}
