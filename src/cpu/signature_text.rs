//! Signatures in texts: as systems print them, in words, as dotted or hexadecimal numbers, and as
//! the value of CPUID's register.

use super::Signature;
use super::vendor;

impl Signature {
    /// Reads a signature out of a text that is one:
    ///
    /// - `x86 Family 6 Model 8 Stepping 3`, with or without a vendor after it, `Intel64 Family 6
    ///   Model 142 Stepping 10`, and `Type 0, Family 6, Model 23, Stepping 10`;
    /// - `06/17`, family and model in hexadecimal, as Linux writes a processor without a name;
    /// - `Id = 0x651`, `CPUID 000906EA`, and sixteen digits such as `BFEBFBFF000906EA`, of which
    ///   the last eight are the register, or the same as bytes, `EA 06 09 00 FF FB EB BF`.
    pub fn parse(text: &str) -> Option<Signature> {
        let text = text.trim();
        // None is longer, and most names are no signature.
        if text.len() > 120 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        in_words(text)
            .or_else(|| in_hex(text))
            .or_else(|| labelled(text))
            .or_else(|| processor_id(text))
            .or_else(|| Signature::from_bytes(text))
    }

    /// Reads eight bytes such as `EA 06 09 00 FF FB EB BF`: the register, lowest byte first, and the
    /// feature flags.
    pub(crate) fn from_bytes(text: &str) -> Option<Signature> {
        let all: Option<Vec<u32>> = text
            .split_whitespace()
            .map(|byte| (byte.len() == 2).then(|| hexadecimal(byte)).flatten())
            .take(9)
            .collect();
        let all = all.filter(|all| all.len() == 8)?;
        Signature::from_register(all[3] << 24 | all[2] << 16 | all[1] << 8 | all[0])
    }

    /// Takes the register apart: CPUID's leaf 1, EAX. The vendor is another leaf's, and not known.
    /// `None` for a value that is no processor's.
    pub fn from_register(eax: u32) -> Option<Signature> {
        let field = |shift: u32, bits: u32| eax >> shift & ((1 << bits) - 1);
        let (base_family, base_model) = (field(8, 4), field(4, 4));
        let family = if base_family == 15 { 15 + field(20, 8) } else { base_family };
        let extended = if matches!(base_family, 6 | 15) { field(16, 4) << 4 } else { 0 };
        let reserved = field(14, 2) | field(28, 4);
        (family >= 3 && reserved == 0).then_some(Signature {
            vendor: String::new(),
            family,
            model: base_model | extended,
            stepping: Some(field(0, 4)),
        })
    }
}

fn in_words(text: &str) -> Option<Signature> {
    let family = |word: &[u8]| word.eq_ignore_ascii_case(b"family");
    text.as_bytes().windows(6).any(family).then_some(())?;
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
    let of_kind = match kind.as_deref()? {
        "intel64" | "em64t" => vendor::INTEL,
        "amd64" => vendor::AMD,
        "via64" => vendor::VIA,
        "x86" | "x64" => "",
        // "Type 0, Family 6, Model 23", in tables of the firmware.
        number if number.parse::<u32>().is_ok() && words[0].eq_ignore_ascii_case("type") => "",
        _ => return None,
    };
    let named = words.iter().find(|word| vendor::is_known(word));
    let vendor = named.copied().unwrap_or(of_kind).to_string();
    Some(Signature { vendor, family, model, stepping })
}

fn in_hex(text: &str) -> Option<Signature> {
    let (family, model) = text.split_once('/')?;
    let hex = |part: &str| (part.len() == 2).then(|| hexadecimal(part)).flatten();
    let (family, model) = (hex(family)?, hex(model)?);
    Some(Signature { vendor: String::new(), family, model, stepping: None })
}

fn labelled(text: &str) -> Option<Signature> {
    let labels = ["id", "cpuid", "eax", "processorid", "signature"];
    let (label, rest) = text.split_at(text.bytes().take_while(u8::is_ascii_alphabetic).count());
    if !labels.contains(&label.to_ascii_lowercase().as_str()) {
        return None;
    }
    let value = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | ':'));
    let prefixed = value.strip_prefix("0x").or_else(|| value.strip_prefix("0X"));
    let digits = prefixed.unwrap_or(value);
    // "ID 686" is no register.
    let least = if prefixed.is_some() { 3 } else { 5 };
    match (least..=8).contains(&digits.len()) {
        true => hexadecimal(digits).and_then(Signature::from_register),
        false => processor_id(digits).or_else(|| Signature::from_bytes(digits)),
    }
}

/// Windows' ProcessorId: the feature flags, then the register.
fn processor_id(text: &str) -> Option<Signature> {
    (text.len() == 16 && text.is_ascii()).then_some(())?;
    hexadecimal(&text[..8])?;
    Signature::from_register(hexadecimal(&text[8..])?)
}

fn hexadecimal(digits: &str) -> Option<u32> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signature(vendor: &str, family: u32, model: u32, stepping: Option<u32>) -> Signature {
        Signature { vendor: vendor.to_string(), family, model, stepping }
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
            ("Type 0, Family 6, Model 23, Stepping 10", Some(signature("", 6, 23, Some(10)))),
            ("06/17", Some(signature("", 6, 0x17, None))),
            ("0f/06", Some(signature("", 15, 6, None))),
            ("6.8.1", None),
            ("5.15.0", None),
            ("ID 686", None),
            ("Id = 486", None),
            (
                "Intel64 Family 6 Model 44 Stepping 0, VirtualApple",
                Some(signature("VirtualApple", 6, 44, Some(0))),
            ),
            ("cpuid: 0x800f12", Some(signature("", 23, 1, Some(2)))),
            ("cpuid: 0x10100f42", None),
            ("cpuid: 0x1f00f12", Some(signature("", 46, 1, Some(2)))),
            ("Id = 0x651", Some(signature("", 6, 5, Some(1)))),
            ("CPUID 000906EA", Some(signature("", 6, 0x9e, Some(10)))),
            ("cpuid: 0x100f42", Some(signature("", 16, 4, Some(2)))),
            ("BFEBFBFF000906EA", Some(signature("", 6, 0x9e, Some(10)))),
            ("0FEBBBFF00000676", Some(signature("", 6, 7, Some(6)))),
            ("7A 06 01 00 FF FB EB BF", Some(signature("", 6, 0x17, Some(10)))),
            ("ID: 7A 06 01 00 FF FB EB BF", Some(signature("", 6, 0x17, Some(10)))),
            ("486/33", None),
            ("386/25", None),
            ("12/31/1999", None),
            ("192.168.1.1", None),
            ("1.2.3", None),
            ("Family 6", None),
            ("Model 8, Family 6", None),
            ("ARMv8 (64-bit) Family 8 Model 1 Revision 201", None),
            ("0000000000000000", None),
            ("FFFFFFFFFFFFFFFF", None),
            ("CPUID ABC-DEF", None),
            ("ID: éé 06 01 00 FF FB EB BF", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(Signature::parse(text), expected, "{text}");
        }
    }
}
