//! A processor's signature: vendor, family, model, stepping.

use super::signatures::SIGNATURES;
use super::{Candidates, class};

/// What CPUID calls a processor, with the extended family and model added in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signature {
    /// The vendor string, exactly as CPUID gives it (`GenuineIntel`), or empty where it is not
    /// known. A misspelt vendor is none.
    pub vendor: String,
    /// The effective family.
    pub family: u32,
    /// The effective model.
    pub model: u32,
    /// The stepping, if it is known.
    pub stepping: Option<u32>,
}

impl Signature {
    /// The classes that carry this signature; none if it is not listed.
    ///
    /// An empty vendor allows all of them: family 6 model 8 is a Pentium III, an Athlon XP or a C3.
    pub fn candidates(&self) -> Candidates {
        let fits = |(low, high): (u32, u32), value: u32| low <= value && value <= high;
        SIGNATURES
            .iter()
            .filter(|row| {
                (self.vendor.is_empty() || row.vendors.contains(&self.vendor.as_str()))
                    && row.family == self.family
                    && fits(row.models, self.model)
                    && self.stepping.is_none_or(|stepping| fits(row.steppings, stepping))
            })
            .fold(Candidates::EMPTY, |set, row| set.union(row.classes))
    }

    /// Reads a signature out of a text that is one: `x86 Family 6 Model 8 Stepping 3`, with or
    /// without a vendor after it; `Intel64 Family 6 Model 142 Stepping 10`; or `06/17`, family and
    /// model in hexadecimal, as Linux writes a processor without a name.
    pub fn parse(text: &str) -> Option<Signature> {
        let text = text.trim();
        parse_words(text).or_else(|| parse_hex(text))
    }
}

fn parse_words(text: &str) -> Option<Signature> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
    let after = |name: &str| {
        let at = words.iter().position(|word| word.eq_ignore_ascii_case(name))?;
        words.get(at + 1)?.trim_end_matches('.').parse::<u32>().ok().map(|value| (at, value))
    };
    let (at, family) = after("family")?;
    let (_, model) = after("model")?;
    let stepping = after("stepping").map(|(_, value)| value);
    let kind = at.checked_sub(1).map(|n| words[n].to_ascii_lowercase());
    if !matches!(kind.as_deref(), Some("x86" | "intel64" | "amd64" | "via64" | "em64t" | "x64")) {
        return None;
    }
    let known = |word: &&&str| SIGNATURES.iter().any(|row| row.vendors.contains(word));
    let vendor = match words.iter().find(known) {
        Some(vendor) => vendor,
        None if kind.as_deref() == Some("intel64") => "GenuineIntel",
        None if kind.as_deref() == Some("em64t") => "GenuineIntel",
        None if kind.as_deref() == Some("amd64") => "AuthenticAMD",
        None if kind.as_deref() == Some("via64") => "CentaurHauls",
        None => "",
    };
    Some(Signature { vendor: vendor.to_string(), family, model, stepping })
}

fn parse_hex(text: &str) -> Option<Signature> {
    let (family, model) = text.split_once('/')?;
    let hex = |part: &str| {
        let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_hexdigit());
        digits.then(|| u32::from_str_radix(part, 16).ok()).flatten()
    };
    let (family, model) = (hex(family)?, hex(model)?);
    Some(Signature { vendor: String::new(), family, model, stepping: None })
}

/// A row of the table of signatures: every value from `.0` to `.1` of a range belongs to it.
pub(super) struct SignatureRow {
    pub vendors: &'static [&'static str],
    pub family: u32,
    pub models: (u32, u32),
    pub steppings: (u32, u32),
    pub classes: Candidates,
}

/// A row for every stepping.
pub(super) const fn models(
    vendors: &'static [&'static str],
    family: u32,
    models: (u32, u32),
    classes: &str,
) -> SignatureRow {
    SignatureRow { vendors, family, models, steppings: (0, 15), classes: class::set(classes) }
}

/// A row for some steppings of one model.
pub(super) const fn steppings(
    vendors: &'static [&'static str],
    family: u32,
    model: u32,
    steppings: (u32, u32),
    classes: &str,
) -> SignatureRow {
    SignatureRow {
        vendors,
        family,
        models: (model, model),
        steppings,
        classes: class::set(classes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpu::CpuClass;

    fn set(ids: &str) -> Candidates {
        ids.split_whitespace().filter_map(CpuClass::from_id).collect()
    }

    fn signature(vendor: &str, family: u32, model: u32, stepping: Option<u32>) -> Signature {
        Signature { vendor: vendor.to_string(), family, model, stepping }
    }

    #[test]
    fn signatures_name_classes() {
        let table = [
            ("GenuineIntel", 6, 8, Some(3), "pentium3"),
            ("AuthenticAMD", 6, 8, Some(1), "k7-xp"),
            ("CentaurHauls", 6, 8, Some(9), "via-c3"),
            ("GenuineIntel", 6, 1, None, "pentium-pro"),
            ("GenuineIntel", 5, 2, None, "pentium"),
            ("GenuineIntel", 5, 4, None, "pentium-mmx"),
            ("GenuineIntel", 15, 4, None, "prescott pentium-d"),
            ("GenuineIntel", 6, 0x8e, Some(9), "kabylake"),
            ("GenuineIntel", 6, 0x8e, Some(10), "kabylake coffeelake"),
            ("GenuineIntel", 6, 0x55, Some(4), "skylake-sp"),
            ("GenuineIntel", 6, 0x55, Some(7), "cascadelake"),
            ("AuthenticAMD", 26, 2, Some(1), "zen5"),
            ("AuthenticAMD", 23, 8, Some(2), "zen+"),
            ("AuthenticAMD", 23, 0x18, Some(1), "zen zen+"),
            ("GenuineIntel", 6, 0xfff, None, ""),
            ("GenuineIotel", 6, 8, Some(3), ""),
            ("genuineintel", 6, 8, Some(3), ""),
        ];
        for (vendor, family, model, stepping, classes) in table {
            let signature = signature(vendor, family, model, stepping);
            assert_eq!(signature.candidates(), set(classes), "{signature:?}");
        }
    }

    #[test]
    fn signatures_are_read_from_text() {
        let table = [
            ("x86 Family 6 Model 8 Stepping 3", Some(signature("", 6, 8, Some(3)))),
            (
                "x86 Family 6 Model 8 Stepping 3, GenuineIntel",
                Some(signature("GenuineIntel", 6, 8, Some(3))),
            ),
            (
                "Intel64 Family 6 Model 142 Stepping 10 GenuineIntel ~1800 Mhz",
                Some(signature("GenuineIntel", 6, 142, Some(10))),
            ),
            (
                "AMD64 Family 25 Model 33 Stepping 2",
                Some(signature("AuthenticAMD", 25, 33, Some(2))),
            ),
            ("06/17", Some(signature("", 6, 0x17, None))),
            ("0f/06", Some(signature("", 15, 6, None))),
            ("486/33", None),
            ("386/25", None),
            ("12/31/1999", None),
            ("Family 6", None),
            ("ARMv8 (64-bit) Family 8 Model 1 Revision 201", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(Signature::parse(text), expected, "{text}");
        }
    }
}
