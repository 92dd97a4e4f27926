//! Clocks stated in a processor text.

use super::words::Words;
use crate::units::Hertz;

/// The rated clock that a text states with a unit, lowest and highest; the words are marked used.
///
/// Clocks of a bus, of memory or of turbo modes are marked used and otherwise ignored.
pub(super) fn stated_clock(words: &mut Words) -> Option<(Hertz, Hertz)> {
    let mut found = None;
    let mut n = 0;
    while n < words.len() {
        let Some((hertz, length)) = clock_at(words, n) else {
            n += 1;
            continue;
        };
        let end = n + length;
        let mut used = mask(n, end);
        let mut clock = (hertz, hertz);
        // "866/933 MHz" and "1.0-1.2 GHz" are a range, "800/133 MHz" is a clock and its bus.
        if let Some(first) = range_start(words, n, end) {
            used |= mask(n - 1, n);
            clock = if first <= hertz { (first, hertz) } else { (first, first) };
        }
        let other = is_other(words, n, end);
        words.mark_used(used);
        if !other && found.is_none() {
            found = Some(clock);
        }
        n = end;
    }
    found
}

/// Marks as used the numbers that are neither clocks nor part numbers: "512K", "256 KB",
/// "30 MB", "(18 x 200)", "686-class", "LGA 1366".
pub(super) fn set_aside_sizes(words: &mut Words) {
    let is_number =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    for n in 0..words.len() {
        let word = words.word(n);
        let (next, after) = (words.word(n + 1), words.word(n + 2));
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        // A part number of five digits is no size: "11900KB".
        let glued = (1..5).contains(&(word.len() - unit.len())) && is_size(word, unit);
        let length = if glued && next != "cache" {
            1
        } else if is_number(word) && matches!(next, "kb" | "mb" | "gb" | "class")
            || matches!(word, "lga" | "fclga" | "socket") && is_number(next)
        {
            2
        } else if is_number(word) && next == "x" && is_number(after) && !words.is_used(n + 2) {
            3
        } else {
            continue;
        };
        words.mark_used(mask(n, n + length));
    }
}

/// Words before the number of something else than a processor: graphics, memory, disks, systems.
const FOREIGN: &[&str] = &[
    "arc", "evo", "firegl", "geforce", "graphics", "gt", "gts", "gtx", "hd", "iris", "kingston",
    "late", "mid", "mx", "office", "quadro", "radeon", "rtx", "samsung", "ssd", "tesla", "uhd",
    "vega", "win", "windows",
];

/// Words behind such a number.
const UNITS: &[&str] = &["rpm", "watt", "eur", "euro", "usd", "ti", "evo"];

/// Marks as used the numbers that belong to something else: "GTX 1650", "HD Graphics 620",
/// "DDR4-2666", "Windows Server 2008", "1366x768", "7200 rpm", "(2019)".
pub(super) fn set_aside_foreign(words: &mut Words) {
    let has_digit = |word: &str| word.bytes().any(|b| b.is_ascii_digit());
    for n in 0..words.len() {
        let word = words.word(n);
        let memory = word.starts_with("ddr") || matches!(word, "pc2" | "pc3" | "pc4" | "pc5");
        // "RX 6800" is graphics, "RX-421BD" a processor.
        let graphics = word == "rx" && words.before(n + 1) == b' ';
        if FOREIGN.contains(&word) || memory || graphics {
            // "Radeon R7 240", "Windows Server 2008", "HD Graphics 620".
            let mut at = n + 1;
            while matches!(words.word(at), "server" | "pro" | "r5" | "r7" | "r9" | "rx" | "xe")
                || FOREIGN.contains(&words.word(at))
            {
                at += 1;
            }
            if has_digit(words.word(at)) && !words.word(at).contains("hz") {
                words.mark_used(mask(n, at + 1));
            }
            continue;
        }
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = word.split_at(digits);
        let measured = !number.is_empty()
            && (unit.is_empty() && UNITS.contains(&words.word(n + 1))
                || UNITS.contains(&unit)
                || unit == "w");
        let screen = unit.strip_prefix('x').is_some_and(|rest| {
            digits >= 3 && rest.len() >= 3 && rest.bytes().all(|b| b.is_ascii_digit())
        });
        let year = words.before(n) == b'(' && matches!(word.len(), 4) && word.starts_with("20");
        if measured || screen || (year && unit.is_empty()) {
            words.mark_used(mask(n, n + 1));
        }
    }
}

/// "256kb"; "512k" too, but not the "2600k" of a part number.
fn is_size(word: &str, unit: &str) -> bool {
    matches!(unit, "kb" | "mb" | "gb")
        || matches!(word, "64k" | "128k" | "256k" | "512k" | "1024k" | "2048k")
}

/// A number with the unit megahertz or gigahertz at word `n`: the clock and its length in words.
pub(super) fn clock_at(words: &Words, n: usize) -> Option<(Hertz, usize)> {
    let word = words.word(n);
    let digits = word.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    if digits == 0 {
        return None;
    }
    let (number, rest) = word.split_at(digits);
    let (unit, length) = if rest.is_empty() { (words.get(n + 1)?, 2) } else { (rest, 1) };
    let scale = match unit {
        "mhz" | "mh" => 1_000_000,
        "ghz" | "gh" => 1_000_000_000,
        "g" if length == 1 && number.contains('.') => 1_000_000_000,
        _ => return None,
    };
    Some((hertz(number, scale)?, length))
}

/// A decimal number of megahertz or gigahertz. "1.000 MHz" is written with a thousands separator:
/// nothing of interest runs at one megahertz.
fn hertz(number: &str, scale: u64) -> Option<Hertz> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.len() > 6 || fraction.len() > 6 || fraction.contains('.') {
        return None;
    }
    let value: u64 = whole.parse().ok()?;
    if scale == 1_000_000 && whole.len() == 1 && fraction.len() == 3 {
        let rest: u64 = fraction.parse().ok()?;
        return Some(Hertz((value * 1000 + rest) * scale));
    }
    let mut hertz = value * scale;
    let mut place = scale / 10;
    for digit in fraction.bytes() {
        hertz += u64::from(digit - b'0') * place;
        place /= 10;
    }
    (hertz > 0).then_some(Hertz(hertz))
}

/// The number before a clock that makes it a range: "866" of "866/933 MHz".
fn range_start(words: &Words, n: usize, end: usize) -> Option<Hertz> {
    let number = words.get(n.checked_sub(1)?)?;
    let plain = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if !plain || words.is_used(n - 1) || !matches!(words.before(n), b'/' | b'-') {
        return None;
    }
    let unit = words.word(end - 1).trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let giga = unit.starts_with('g');
    // A model number before a dash is no clock: "Pentium 4 - 2.8 GHz", "i7 860-2.8 GHz".
    let likely = if giga { number.contains('.') } else { (2..=4).contains(&number.len()) };
    if !likely {
        return None;
    }
    hertz(number, if giga { 1_000_000_000 } else { 1_000_000 })
}

/// Is the clock in words `n` to `end` that of something else than the processor at its rated speed?
fn is_other(words: &Words, n: usize, end: usize) -> bool {
    let after = words.get(end).is_some_and(|word| {
        matches!(word, "fsb" | "bus" | "front" | "system" | "memory" | "ram" | "turbo" | "qpi")
            || word.starts_with("ddr")
            || word.starts_with("sdram")
    });
    let before = n.checked_sub(1).is_some_and(|n| {
        matches!(words.word(n), "fsb" | "bus" | "turbo" | "boost" | "burst" | "max" | "to")
            && (words.word(n) != "to" || n.checked_sub(1).is_some_and(|n| words.word(n) == "up"))
    });
    after || before
}

/// A clock without a unit, right after a name whose parts were called by it: "PII-350".
///
/// `range` is what was sold under the name, in MHz. Letters for a bus or a core may follow the
/// number ("800EB"), and a second, higher number makes a range ("75 - 200").
pub(super) fn bare_clock(
    words: &Words,
    at: usize,
    range: (u32, u32),
) -> Option<(Hertz, Hertz, u64)> {
    let number = |n: usize| {
        let word = words.get(n)?;
        let digits = word.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        if digits > 4 || words.is_used(n) {
            return None;
        }
        let (number, letters) = word.split_at(digits);
        // "2.4C" after a name that was sold at such clocks is in gigahertz.
        let core = matches!(letters, "" | "a" | "b" | "c" | "e" | "eb" | "s" | "mmx");
        if number.contains('.') {
            let value = u32::try_from(hertz(number, 1_000_000_000)?.0 / 1_000_000).ok()?;
            return (core && range.1 >= 1000 && (1000..=4000).contains(&value)).then_some(value);
        }
        let value = number.parse().ok()?;
        (core && range.0 <= value && value <= range.1).then_some(value)
    };
    let at = (at..words.len()).find(|n| !words.is_filler(*n)).unwrap_or(at);
    // Vendors put the generation before the clock: "Pentium Pro 6/200".
    let generation = matches!(words.word(at), "5" | "6") && words.before(at + 1) == b'/';
    let at = if generation { at + 1 } else { at };
    // What is a size is no clock: "Pentium II 256 MB".
    let size = |n: usize| words.get(n).is_some_and(|w| matches!(w, "mb" | "gb" | "kb" | "k" | "m"));
    let low = number(at)?;
    if size(at + 1) {
        return None;
    }
    let joined = matches!(words.before(at + 1), b'/' | b'-');
    let high = number(at + 1).filter(|high| joined && *high > low && !size(at + 2));
    let used = mask(at - usize::from(generation), at + if high.is_some() { 2 } else { 1 });
    Some((Hertz::mhz(low.into()), Hertz::mhz(high.unwrap_or(low).into()), used))
}

fn mask(start: usize, end: usize) -> u64 {
    (start..end.min(64)).fold(0, |bits, n| bits | 1 << n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_read() {
        let table: [(&str, Option<(u64, u64)>); 16] = [
            ("CPU @ 1.60GHz", Some((1600, 1600))),
            ("200MHz", Some((200, 200))),
            ("200 MHz", Some((200, 200))),
            ("1,7 GHz", Some((1700, 1700))),
            ("1.000 MHz", Some((1000, 1000))),
            ("4.77 MHz", None),
            ("2.8G", Some((2800, 2800))),
            ("866/933 MHz", Some((866, 933))),
            ("800/133 MHz", Some((800, 800))),
            ("3.0 GHz 800 MHz FSB", Some((3000, 3000))),
            ("667 MHz FSB", None),
            ("3800 turbo 4.2 GHz", None),
            ("1800+", None),
            ("PR166", None),
            ("0 MHz", None),
            ("99999999999999999999 GHz", None),
        ];
        for (text, mhz) in table {
            let mut words = Words::new(text);
            let mut expected = mhz.map(|(low, high)| (Hertz::mhz(low), Hertz::mhz(high)));
            if text == "4.77 MHz" {
                expected = Some((Hertz(4_770_000), Hertz(4_770_000)));
            }
            assert_eq!(stated_clock(&mut words), expected, "{text}");
        }
    }
}
