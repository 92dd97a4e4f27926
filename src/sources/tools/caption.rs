//! The name that Windows gives a processor by what CPUID says of it, the same in every language:
//! `x86 Family 6 Model 8 Stepping 3 GenuineIntel ~598 Mhz`, `ARMv8 (64-bit) Family 8 Model D4B
//! Revision 201 ~2995 MHz`.

use crate::cpu::{Arch, Signature};
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};

/// A processor's name as Windows prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Caption<'t> {
    /// The name without the clock.
    pub name: &'t str,
    /// The clock of the moment in megahertz, and the text of it.
    pub clock: Option<(u64, &'t str)>,
    /// Family, model and stepping, where it is a processor with CPUID.
    pub signature: Option<Signature>,
}

/// No name is longer.
const LONGEST: usize = 160;

impl<'t> Caption<'t> {
    /// Reads a text that is such a name. Some names are of another form; the clock behind `~` shows
    /// that they are names.
    pub fn parse(text: &'t str) -> Option<Caption<'t>> {
        let text = text.trim();
        if text.len() > LONGEST {
            return None;
        }
        let (name, clock) = match text.rfind('~') {
            Some(at) => (&text[..at], Some(&text[at..])),
            None => (text, None),
        };
        let name = name.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
        let clock = clock.and_then(|clock| Some((megahertz(&clock[1..])?, clock)));
        let signature = Signature::parse(name);
        let is_name = signature.is_some() || is_arm(name) || clock.is_some();
        let says = name.contains(|c: char| c.is_ascii_alphanumeric());
        (is_name && says).then_some(Caption { name, clock, signature })
    }

    /// The same of a text that is known to be a processor's name, whatever its form.
    pub fn any(text: &'t str) -> Caption<'t> {
        Caption::parse(text).unwrap_or(Caption { name: text, clock: None, signature: None })
    }

    /// Whether family and model stand in it, by which such names are told from all other texts.
    pub fn is_certain(&self) -> bool {
        self.signature.is_some() || self.name.contains(" Family ") && self.clock.is_some()
    }

    /// Its first word, which is the name of an architecture.
    fn kind(&self) -> &'t str {
        self.name.split_whitespace().next().unwrap_or("")
    }
}

fn is_arm(name: &str) -> bool {
    name.starts_with("ARMv") && name.contains(" Family ")
}

/// "2808 Mhz", "598 МГц": a whole number, and the unit in whatever language.
fn megahertz(text: &str) -> Option<u64> {
    let text = text.trim();
    let (number, unit) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
    let unit = unit.trim();
    let is_unit = unit.chars().count() <= 6 && !unit.contains(|c: char| c.is_ascii_digit());
    (is_unit && (2..=6).contains(&number.len())).then(|| number.parse().ok()).flatten()
}

/// Puts what the names of a machine's processors say: what they are, their architecture and what
/// was seen of their clock. Each has its place; `others` are further names of the architecture.
pub(super) fn put(
    facts: &mut Facts,
    source: &str,
    all: &[(String, Caption)],
    others: &[(String, &str)],
) {
    let Some((place, first)) = all.first() else { return };
    if let Some((other_place, other)) = all.iter().find(|(_, other)| !same_kind(first, other)) {
        let why = format!("{place} says \"{}\", {other_place} says \"{}\"", first.name, other.name);
        facts.put_unclear(Key::CpuText, source, place, why);
    } else {
        put_kind(facts, source, place, all);
    }
    // A 32-bit system tells by this name alone that its processor could do 64 bits.
    let named = [(place.clone(), first.kind())];
    let archs = named.iter().chain(others);
    let archs: Vec<_> =
        archs.filter_map(|name| Some((name, Arch::parse(name.1).ok()?.1))).collect();
    let best = archs.iter().find(|(_, long_mode)| *long_mode).or(archs.first());
    if let Some(((place, text), _)) = best {
        facts.put(Key::Arch, source, place, *text);
    }
    let clocks = all.iter().filter_map(|(place, one)| one.clock.map(|clock| (place, clock)));
    let fastest = clocks.max_by_key(|(_, (megahertz, _))| *megahertz);
    if let Some((place, (megahertz, raw))) = fastest.filter(|(_, (megahertz, _))| *megahertz > 0) {
        let origin = Origin { source: source.into(), place: place.clone(), raw: raw.to_owned() };
        facts.put_read_as(Key::ClockSeen, origin, format!("{megahertz} MHz"));
    }
}

/// Whether two are of one kind, whatever their steppings.
fn same_kind(a: &Caption, b: &Caption) -> bool {
    match (&a.signature, &b.signature) {
        (Some(a), Some(b)) => (&a.vendor, a.family, a.model) == (&b.vendor, b.family, b.model),
        _ => a.name == b.name,
    }
}

/// Puts what processors of one kind are.
fn put_kind(facts: &mut Facts, source: &str, place: &str, all: &[(String, Caption)]) {
    let Some((_, first)) = all.first() else { return };
    let of = |one: &Caption| one.signature.as_ref().and_then(|found| found.stepping);
    let stepping = of(first).filter(|_| all.iter().all(|(_, other)| of(other) == of(first)));
    let mut put = |key, text: &str| facts.put(key, source, place, text);
    let Some(signature) = &first.signature else {
        return put(Key::CpuText, first.name);
    };
    // The steppings of one board's processors may differ; then none of them is the machine's.
    let without = first.name.split(" Stepping").next().unwrap_or(first.name);
    put(Key::CpuText, if stepping.is_some() { first.name } else { without });
    if !signature.vendor.is_empty() {
        put(Key::CpuVendor, &signature.vendor);
    }
    put(Key::CpuFamily, &signature.family.to_string());
    put(Key::CpuModel, &signature.model.to_string());
    if let Some(stepping) = stepping {
        put(Key::CpuStepping, &stepping.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_kind() {
        let of = |text| {
            let caption: Caption = Caption::parse(text).expect("a name");
            let model = caption.signature.as_ref().map(|found| (found.family, found.model));
            (caption.name, caption.clock.map(|clock| clock.0), model, caption.is_certain())
        };
        let name = "x86 Family 6 Model 8 Stepping 3 GenuineIntel";
        let certain = (name, Some(598), Some((6, 8)), true);
        assert_eq!(of("x86 Family 6 Model 8 Stepping 3 GenuineIntel ~598 Mhz"), certain);
        assert_eq!(of("x86 Family 6 Model 8 Stepping 3 GenuineIntel ~598 МГц"), certain);
        assert_eq!(
            of("ARMv8 (64-bit) Family 8 Model D4B Revision 201, ~2995 MHz"),
            ("ARMv8 (64-bit) Family 8 Model D4B Revision 201", Some(2995), None, true)
        );
        assert_eq!(of("Alpha 21164 ~433 Mhz"), ("Alpha 21164", Some(433), None, false));
        for text in
            ["", "Realtek PCIe FE Family Controller", "KB4100347", "~300 Mhz", "A~B", "a ~1"]
        {
            assert_eq!(Caption::parse(text), None, "{text}");
        }
    }
}
