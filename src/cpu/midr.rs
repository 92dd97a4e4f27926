//! ARM cores by number: implementer and part, as MIDR holds them and Linux prints them.
//!
//! The pair stands for the silicon whatever system runs on it. A 32-bit kernel calls a Cortex-A53
//! an "ARMv7 Processor", and its part is `0xd03` all the same: where the text and the part
//! disagree, the part is right.

use super::{Candidates, class, parts, parts_apple};

/// The tables of cores; their order does not matter.
const PARTS: [&[Part]; 2] = [parts::PARTS, parts_apple::PARTS];

/// A core: what it is called, and the classes that its architecture makes it.
pub(super) struct Part {
    pub implementer: u32,
    pub part: u32,
    pub class: Candidates,
    pub name: &'static str,
}

/// The classes of the core with this implementer (`CPU implementer : 0x41`) and part
/// (`CPU part : 0xd08`); none if it is not listed.
pub fn candidates(implementer: u32, part: u32) -> Candidates {
    find(implementer, part).map_or(Candidates::EMPTY, |found| found.class)
}

/// What the core with this implementer and part is called.
pub fn core_name(implementer: u32, part: u32) -> Option<&'static str> {
    find(implementer, part).map(|found| found.name)
}

/// Implementer and part in a text that is of them: `ARM 0x41 0xd08`, `implementer 0x41 part 0xd08`,
/// or the register, `MIDR 0x410fd083`.
pub fn parse(text: &str) -> Option<(u32, u32)> {
    let prefix = |pair: &[u8]| pair.eq_ignore_ascii_case(b"0x");
    text.as_bytes().windows(2).any(prefix).then_some(())?;
    let numbers: Vec<u32> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '='))
        .filter_map(|word| {
            let digits = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"))?;
            u32::from_str_radix(digits, 16).ok()
        })
        .collect();
    let named = |names: &[&str]| {
        let first = text.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        names.iter().any(|name| first.eq_ignore_ascii_case(name)).then_some(())
    };
    match numbers[..] {
        [implementer, part] => {
            named(&["arm", "implementer", "cpu"])?;
            (implementer <= 0xff && part <= 0xfff).then_some((implementer, part))
        }
        [register] => {
            named(&["midr"])?;
            Some((register >> 24, register >> 4 & 0xfff))
        }
        _ => None,
    }
}

/// The part in the name that Windows gives a processor, `ARMv8 (64-bit) Family 8 Model D4B
/// Revision 201`, and what it can be; the implementer is not in it. A part that nobody is known to
/// have says no more than the rest of the name.
pub fn parse_windows(text: &str) -> Option<(u32, Candidates)> {
    text.get(..4)?.eq_ignore_ascii_case("ARMv").then_some(())?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.iter().position(|word| word.eq_ignore_ascii_case("model"))?;
    // Arm's own parts keep their numbers; the small ones are each maker's own.
    let part = u32::from_str_radix(words.get(at + 1)?, 16).ok().filter(|part| *part >= 0xd00)?;
    let all = rows().filter(|row| row.part == part);
    let classes = all.fold(Candidates::EMPTY, |all, row| all.union(row.class));
    (!classes.is_empty()).then_some((part, classes))
}

fn find(implementer: u32, part: u32) -> Option<&'static Part> {
    rows().find(|row| row.implementer == implementer && row.part == part)
}

fn rows() -> impl Iterator<Item = &'static Part> {
    PARTS.into_iter().flatten()
}

/// A row of the table of cores.
pub(super) const fn core(implementer: u32, part: u32, classes: &str, name: &'static str) -> Part {
    Part { implementer, part, class: class::set(classes), name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpu::{Arch, CpuClass, describe};

    fn set(ids: &str) -> Candidates {
        ids.split_whitespace().filter_map(CpuClass::from_id).collect()
    }

    #[test]
    fn every_pair_is_listed_once() {
        for (n, a) in rows().enumerate() {
            assert!(a.implementer <= 0xff && a.part <= 0xfff, "{} is no MIDR", a.name);
            for b in rows().skip(n + 1) {
                let (one, other) = ((a.implementer, a.part), (b.implementer, b.part));
                assert_ne!(one, other, "{} and {}", a.name, b.name);
            }
        }
    }

    #[test]
    fn every_core_is_an_arm() {
        let arm = Candidates::of_arch(Arch::Arm);
        for row in rows() {
            assert!(!row.name.is_empty(), "{:#x} {:#x}", row.implementer, row.part);
            assert!(!row.class.is_empty(), "{}", row.name);
            assert_eq!(row.class.union(arm), arm, "{}", row.name);
        }
    }

    /// The names of this table, read as texts, are the second opinion: the two tables were
    /// written apart.
    #[test]
    fn names_say_what_parts_say() {
        let mut understood = 0;
        for row in rows() {
            let described = describe(row.name);
            assert!(!described.conflict, "{}: {}", row.name, described.why);
            if described.classes.is_empty() {
                continue;
            }
            understood += 1;
            let both = row.class.intersection(described.classes);
            assert_eq!(both, row.class, "{}: {}", row.name, described.why);
        }
        assert!(understood >= rows().count() / 2, "only {understood}");
    }

    #[test]
    fn numbers_are_read_from_text() {
        let table = [
            ("ARM 0x41 0xd08", Some((0x41, 0xd08))),
            ("implementer 0x41, part 0xd08", Some((0x41, 0xd08))),
            ("CPU implementer : 0x41 CPU part : 0xd08", Some((0x41, 0xd08))),
            ("MIDR 0x410fd083", Some((0x41, 0xd08))),
            ("ARM 0x41", None),
            ("ARM 0x4100 0xd08", None),
            ("0x41 0xd08", None),
            ("ARM Cortex-A72", None),
            ("", None),
        ];
        for (text, numbers) in table {
            assert_eq!(parse(text), numbers, "{text}");
        }
        let model = |part, classes| Some((part, set(classes)));
        assert_eq!(
            parse_windows("ARMv8 (64-bit) Family 8 Model D4B Revision 201"),
            model(0xd4b, "arm-v8.2a")
        );
        assert_eq!(parse_windows("ARMv8 Family 8 Model FFF Revision 201"), None);
        assert_eq!(parse_windows("Intel64 Family 6 Model 142 Stepping 10"), None);
        assert_eq!(parse_windows("é"), None);
    }

    /// Pairs from recorded `/proc/cpuinfo` and from manuals.
    #[test]
    fn parts_have_classes() {
        let table = [
            (0x41, 0x720, "arm-v4t", Some("ARM720T")),
            (0x41, 0x926, "arm-v5te", Some("ARM926EJ-S")),
            (0x41, 0xb76, "arm-v6", Some("ARM1176")),
            (0x41, 0xc07, "arm-v7a", Some("Cortex-A7")),
            (0x41, 0xd01, "arm-v7a arm-v8.0a", Some("Cortex-A32")),
            (0x41, 0xd03, "arm-v8.0a", Some("Cortex-A53")),
            (0x41, 0xd08, "arm-v8.0a", Some("Cortex-A72")),
            (0x41, 0xd0b, "arm-v8.2a", Some("Cortex-A76")),
            (0x41, 0xd0c, "arm-v8.2a", Some("Neoverse N1")),
            (0x41, 0xd0e, "arm-v8.2a", Some("Cortex-A76AE")),
            (0x41, 0xd40, "arm-v8.4a", Some("Neoverse V1")),
            (0x41, 0xd49, "arm-v9.0a", Some("Neoverse N2")),
            (0x41, 0xd85, "arm-v9.2a", Some("Cortex-X925")),
            (0x41, 0xd8c, "arm-v9.2a", Some("C1-Ultra")),
            (0x42, 0x516, "arm-v8.1a", Some("Vulcan")),
            (0x43, 0x0a1, "arm-v8.0a", Some("ThunderX 88xx")),
            (0x43, 0x0af, "arm-v8.1a", Some("ThunderX2 99xx")),
            (0x46, 0x001, "arm-v8.2a", Some("A64FX")),
            (0x48, 0xd01, "arm-v8.2a", Some("TSV110")),
            (0x4e, 0x004, "arm-v8.2a", Some("Carmel")),
            (0x50, 0x000, "arm-v8.0a", Some("X-Gene")),
            (0x51, 0x001, "arm-v8.5a", Some("Oryon")),
            (0x51, 0x06f, "arm-v7a", Some("Krait")),
            (0x51, 0x804, "arm-v8.2a", Some("Kryo 4xx Gold")),
            (0x56, 0x131, "arm-v5te", Some("Feroceon 88FR131")),
            (0x61, 0x023, "apple-m1", Some("Apple M1 Firestorm")),
            (0x61, 0x039, "apple-m2", Some("Apple M2 Max Avalanche")),
            (0x61, 0x063, "apple-m5", Some("Apple M5 performance core")),
            (0x69, 0x2e3, "arm-v5te", Some("XScale 80219")),
            (0x6d, 0xd49, "arm-v9.0a", Some("Azure Cobalt 100")),
            (0x70, 0x663, "arm-v8.0a", Some("FTC663")),
            (0xc0, 0xac3, "arm-v8.5a", Some("Ampere-1")),
            // Another implementer's number for another core.
            (0x48, 0xd40, "arm-v8.2a", Some("Cortex-A76 (HiSilicon)")),
            (0x53, 0x001, "arm-v8.0a", Some("Exynos M1")),
            // Cortex-R5, Cortex-M4, Cortex-R82: no cores of the A profile.
            (0x41, 0xc15, "", None),
            (0x41, 0xc24, "", None),
            (0x41, 0xd15, "", None),
            // StrongARM, which has no Thumb and so is below every class that is listed.
            (0x44, 0xa11, "", None),
            (0x41, 0xfff, "", None),
            (0x00, 0xd03, "", None),
        ];
        for (implementer, part, classes, name) in table {
            let pair = format!("{implementer:#x} {part:#x}");
            assert_eq!(candidates(implementer, part), set(classes), "{pair}");
            assert_eq!(core_name(implementer, part), name, "{pair}");
        }
    }
}
