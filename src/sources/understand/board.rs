//! What the facts say of the board and its firmware, and of whether there is a board at all.

use super::{good, has_guest_flag, noted, put, said, told, value};
use crate::cpu::Flags;
use crate::item::{Item, Kind};
use crate::machine::Part;
use crate::quantity::Known;
use crate::reading::Reading;
use crate::sources::facts::{Fact, Facts, Key};
use crate::word::{self, Words};

/// Puts every reading whose value is a word and that is not about a disk.
pub(super) fn understand(facts: &Facts, part: &mut Part) {
    for (key, item) in [
        (Key::Firmware, Item::Firmware),
        (Key::SecureBoot, Item::SecureBoot),
        (Key::Tpm, Item::Tpm),
    ] {
        put(part, item, word(facts, key, item));
    }
    put(part, Item::Virtualization, virtualization(facts));
    put(part, Item::Hypervisor, hypervisor(facts));
}

/// The reading of a fact that is a word, or "present or enabled".
pub(super) fn word(facts: &Facts, key: Key, item: Item) -> Option<Reading> {
    facts.get(key).map(|fact| of_fact(fact, item))
}

/// The same of a fact.
pub(super) fn of_fact(fact: &Fact, item: Item) -> Reading {
    let Kind::Word(vocabulary) = item.kind() else {
        return told(fact, Err(format!("{item} is no word")), None);
    };
    // Of a module there may truly be none.
    let text = match &fact.text {
        Ok(text) if item == Item::Tpm && vocabulary.parse(text).is_ok() => Ok(text.as_str()),
        _ => value(fact),
    };
    let known = text.and_then(|text| {
        let mut all: Option<Words> = None;
        for text in text.split(" or ") {
            let word = vocabulary.parse(text)?;
            all = Some(all.map_or(word, |all| all.or(word)));
        }
        all.map(Known::Words).ok_or_else(|| format!("\"{text}\" says nothing"))
    });
    told(fact, known, None)
}

/// Virtualization as a source states it, else as the flags tell: a kernel shows them only where the
/// firmware has not turned it off, or did not use to hide them.
fn virtualization(facts: &Facts) -> Option<Reading> {
    if said(facts, Key::Virtualization).is_some() {
        return word(facts, Key::Virtualization, Item::Virtualization);
    }
    let fact = facts.get(Key::CpuFlags)?;
    let flags = Flags::parse(good(facts, Key::CpuFlags)?);
    let present = ["vmx", "svm"].iter().any(|flag| flags.contains(flag));
    let of = |text: &str| word::VIRTUALIZATION.parse(text).ok();
    let (known, note) = match present {
        true => (of("present")?.or(of("enabled")?), "the processor has it"),
        false if flags.complete() => (of("no")?.or(of("present")?), "its flag is not shown"),
        false => return None,
    };
    Some(noted(Ok(Known::Words(known)), &fact.origin, Some(note.to_owned())))
}

/// Whether the machine is a virtual one, where a source says so without a doubt.
fn hypervisor(facts: &Facts) -> Option<Reading> {
    let virtual_machine = || word::HYPERVISOR.parse("virtual").map(Known::Words);
    let Some(fact) = said(facts, Key::CpuHypervisor) else {
        let flags = facts.get(Key::CpuFlags).filter(|_| has_guest_flag(facts))?;
        return Some(noted(virtual_machine(), &flags.origin, None));
    };
    let text = value(fact).unwrap_or_default();
    let known = word::HYPERVISOR.parse(text).map(Known::Words);
    // A hypervisor that may be a part of the system itself says neither.
    let open = || Known::Words(word::HYPERVISOR.any());
    Some(told(fact, Ok(known.unwrap_or_else(|_| open())), None))
}
