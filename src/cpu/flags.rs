//! Instruction-set flags, under the names that Linux gives them.

use std::fmt;

/// A sorted set of flags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    names: Vec<String>,
    absent: Vec<String>,
    complete: bool,
}

/// Other systems' names for the flags, and Linux's.
const SYNONYMS: &[(&str, &str)] = &[
    ("sse3", "pni"),
    ("lzcnt", "abm"),
    ("sse4.1", "sse4_1"),
    ("sse4.2", "sse4_2"),
    ("sse41", "sse4_1"),
    ("sse42", "sse4_2"),
    ("avx1.0", "avx"),
    ("htt", "ht"),
    ("cflsh", "clflush"),
    ("clfsh", "clflush"),
    ("rdrnd", "rdrand"),
    ("em64t", "lm"),
    ("cx8/cmpxchg8b", "cx8"),
    ("lahf", "lahf_lm"),
    ("osxsave", "xsave"),
];

/// What is asked for under a name of its own, and the flags that say it.
const SAID_BY: &[(&str, &[&str])] =
    &[("slat", &["ept", "npt"]), ("prefetchw", &["3dnowprefetch", "3dnow"])];

/// Every name of these tables.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let synonyms = SYNONYMS.iter().flat_map(|(other, linux)| [*other, *linux]);
    let said_by = SAID_BY.iter().flat_map(|(name, by)| std::iter::once(name).chain(*by).copied());
    synonyms.chain(said_by).chain(EARLY.iter().copied())
}

/// The flags of processors from before the time stamp counter.
const EARLY: &[&str] = &["fpu", "vme", "de", "pse", "cx8"];

impl Flags {
    /// Reads flags with blanks or commas between, in any case, under Linux's or another's names.
    ///
    /// The list is taken as complete if it looks like the whole list of a Linux kernel: it has
    /// `fpu`, every name in it is Linux's own, and where it has more than a 486 has, it has `tsc`
    /// and `msr` too. BSD's and macOS's lists leave flags out, and so does what a person writes.
    pub fn parse(text: &str) -> Flags {
        let mut foreign = false;
        let mut names: Vec<String> = text
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty())
            .map(|word| {
                let word = word.to_ascii_lowercase();
                match SYNONYMS.iter().find(|(other, _)| *other == word) {
                    Some((_, linux)) => {
                        foreign = true;
                        (*linux).to_string()
                    }
                    None => word,
                }
            })
            .collect();
        names.sort_unstable();
        names.dedup();
        let mut flags = Flags { names, absent: Vec::new(), complete: false };
        let early = flags.iter().all(|flag| EARLY.contains(&flag));
        let later = flags.contains("tsc") && flags.contains("msr");
        flags.complete = !foreign && flags.contains("fpu") && (early || later);
        flags
    }

    /// Is this flag in the list? `flag` is Linux's name or a synonym of it.
    pub fn contains(&self, flag: &str) -> bool {
        holds(&self.names, flag)
    }

    /// Does the processor have what `flag` says? `None` where that is not known.
    ///
    /// Beside flags, `slat` is second-level address translation (EPT or NPT) and `prefetchw` that
    /// the instruction can be executed.
    pub fn has(&self, flag: &str) -> Option<bool> {
        let said_by = SAID_BY.iter().find(|(name, _)| *name == flag).map_or(&[][..], |(_, by)| by);
        if self.contains(flag) || said_by.iter().any(|by| self.contains(by)) {
            return Some(true);
        }
        let tells = match flag {
            // Virtualization that the firmware turns off takes all of its flags along.
            "slat" => ["vmx", "svm", "hypervisor"].iter().any(|by| self.contains(by)),
            // Intel's 64-bit processors execute it long before they have the flag.
            "prefetchw" => !self.contains("lm"),
            _ => true,
        };
        (holds(&self.absent, flag) || self.complete && tells).then_some(false)
    }

    /// The same with what else is known, as long as the list does not tell it.
    pub(super) fn with<'f>(mut self, known: impl Iterator<Item = (&'f str, bool)>) -> Flags {
        for (flag, there) in known {
            if self.has(flag).is_none() {
                let names = if there { &mut self.names } else { &mut self.absent };
                if let Err(at) = names.binary_search_by(|name| name.as_str().cmp(flag)) {
                    names.insert(at, flag.to_owned());
                }
            }
        }
        self
    }

    /// The flags that the processor surely lacks, sorted, as far as that is known otherwise than by
    /// a complete list.
    pub fn absent(&self) -> impl Iterator<Item = &str> {
        self.absent.iter().map(String::as_str)
    }

    /// Is the list known to hold every flag? Only then is a flag that is absent really absent.
    pub fn complete(&self) -> bool {
        self.complete
    }

    /// The flags, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Is there no flag at all?
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// Is a flag, by Linux's name or a synonym, in a sorted list?
fn holds(names: &[String], flag: &str) -> bool {
    let linux = SYNONYMS.iter().find(|(other, _)| *other == flag).map_or(flag, |(_, linux)| linux);
    names.binary_search_by(|name| name.as_str().cmp(linux)).is_ok()
}

/// The flags with one blank between.
impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.names.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_normalised() {
        let flags = Flags::parse("SSE3, lzcnt sse4.1\tAVX1.0 htt cflsh sse sse");
        assert_eq!(flags.to_string(), "abm avx clflush ht pni sse sse4_1");
        assert!(flags.contains("pni") && flags.contains("sse3") && !flags.contains("sse2"));
        assert!(Flags::parse("").is_empty());
    }

    #[test]
    fn only_a_kernels_list_is_complete() {
        let table = [
            ("fpu vme de pse tsc msr pae mce cx8 sep mtrr pge mca cmov", true),
            ("fpu de tsc msr cx8 pge cmov mmx cyrix_arr", true),
            ("fpu vme pse", true),
            ("fpu", true),
            ("fpu sse sse2", false),
            ("fpu tsc cx8 cmov mmx", false),
            ("fpu vme de pse tsc msr pae mce cx8 cmov cflsh sse3", false),
            ("tsc msr lm cmov", false),
            ("fp asimd evtstrm aes", false),
            ("", false),
        ];
        for (list, complete) in table {
            assert_eq!(Flags::parse(list).complete(), complete, "{list}");
        }
    }
}
