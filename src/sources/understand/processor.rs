//! What the facts say of the processor: its class, instruction set, counts and architecture.

use super::{Scope, clock, count, good, hypervisor, noted, put, read, said, value};
use crate::cpu::{
    Arch, Described, Evidence, Flags, Generation, Generations, Identified, Signature, Signatures,
    features, identify,
};
use crate::item::Item;
use crate::machine::Part;
use crate::quantity::{Known, Marketed, Processor, Quantity, Span};
use crate::reading::{Origin, Reading};
use crate::sources::facts::{Facts, Key, STATED};

/// Puts every reading that is about the processor.
pub(super) fn understand(facts: &Facts, scope: Scope, part: &mut Part) {
    let number = |key| good(facts, key).and_then(|text| text.parse::<u32>().ok());
    let signature = match (number(Key::CpuFamily), number(Key::CpuModel)) {
        (Some(family), Some(model)) => Some(Signature {
            vendor: good(facts, Key::CpuVendor).unwrap_or("").to_owned(),
            family,
            model,
            stepping: number(Key::CpuStepping),
        }),
        _ => None,
    };
    let vendor = good(facts, Key::CpuVendor).unwrap_or("").to_owned();
    let nameless = Signature { vendor, family: 0, model: 0, stepping: None };
    let emulated = nameless.is_emulated();
    // A kernel's name of an ARM architecture, "aarch64", says more than that it is one.
    let is_arm = |text: &&str| matches!(Arch::parse(text), Ok((Arch::Arm, _)));
    let text = good(facts, Key::CpuText).or_else(|| good(facts, Key::Arch).filter(is_arm));
    let flags = good(facts, Key::CpuFlags).map(Flags::parse);
    let stated_arch = good(facts, Key::Arch).map(Arch::parse);
    let (arch, long_mode) = match &stated_arch {
        Some(Ok((arch, long_mode))) => (Some(*arch), *long_mode),
        _ => (None, false),
    };
    let identified = identify(&Evidence {
        text,
        signature: signature.as_ref(),
        flags: flags.as_ref(),
        arch,
        long_mode,
        hypervisor: hypervisor(facts) || emulated,
        clock: clock::rated(facts).map(|rate| (rate, rate)),
    });
    let described = identified.described.as_ref();
    let evidence =
        [Key::CpuText, Key::CpuVendor, Key::CpuFamily, Key::CpuFlags, Key::Arch, Key::Isa];
    let origin = evidence.iter().find_map(|key| facts.get(*key)).map(|fact| &fact.origin);

    put(part, Item::Arch, arch_reading(facts, described, stated_arch, &identified, origin));
    put(part, Item::Cpu, class_reading(facts, described, &identified, signature.as_ref(), origin));
    put(part, Item::Generation, generation_reading(facts, &identified, origin));
    let found = Signatures::of(&identified, signature.as_ref()).map(Known::Signatures);
    put(part, Item::Signature, found.zip(origin).map(|(found, at)| noted(Ok(found), at, None)));
    put(part, Item::Isa, isa_reading(facts, &identified, origin));
    let clock = clock::reading(facts, described, &identified, origin);
    put(part, Item::Clock, clock);
    put(part, Item::Features, features_reading(facts, flags.as_ref(), &identified, origin));
    counts(facts, described, part);
    limits(facts, scope, part);
}

fn arch_reading(
    facts: &Facts,
    described: Option<&Described>,
    stated: Option<Result<(Arch, bool), String>>,
    identified: &Identified,
    origin: Option<&Origin>,
) -> Option<Reading> {
    if let (Some(stated), Some(fact)) = (stated, facts.get(Key::Arch)) {
        // A name of another architecture than the stated one: either may be wrong.
        let named = described.and_then(|described| described.classes.iter().next());
        let named = named.map(|class| class.arch()).or(stated.as_ref().ok().map(|(arch, _)| *arch));
        let known = match (&identified.conflict, stated) {
            (_, Err(why)) => Err(why),
            (Some(conflict), Ok((arch, _))) if named != Some(arch) => Err(conflict.clone()),
            (_, Ok((arch, _))) => Ok(Known::Arch(arch)),
        };
        return Some(noted(known, &fact.origin, None));
    }
    // The name that a guest is shown says at least what architecture it runs on.
    let classes = match identified.certain.is_empty() {
        true => identified.classes,
        false => identified.certain,
    };
    let mut classes = classes.iter();
    let arch = classes.next()?.arch();
    classes
        .all(|class| class.arch() == arch)
        .then(|| Some(noted(Ok(Known::Arch(arch)), origin?, None)))?
}

fn class_reading(
    facts: &Facts,
    described: Option<&Described>,
    identified: &Identified,
    signature: Option<&Signature>,
    origin: Option<&Origin>,
) -> Option<Reading> {
    let fact = facts.get(Key::CpuText);
    let mut origin = origin?.clone();
    if let (None, Some(signature)) = (fact.and_then(|fact| value(fact).ok()), signature) {
        let Signature { vendor, family, model, .. } = signature;
        origin.raw = format!("{vendor} family {family} model {model}");
    }
    let (likely, certain) = (identified.classes, identified.certain);
    if likely.is_empty() && certain.is_empty() {
        let why = match (&identified.conflict, fact.map(value)) {
            (Some(conflict), _) => conflict.clone(),
            (None, Some(Err(why))) => why,
            (None, _) => format!("\"{}\" names no class that is known", origin.raw),
        };
        return Some(noted(Err(why), &origin, None));
    }
    // A conflict leaves what either side says, and is told.
    let likely = if likely.is_empty() { certain } else { likely };
    // What the name says by itself needs no explanation.
    let by_name = described.is_some_and(|described| described.classes == likely);
    let why = (!by_name && !identified.why.is_empty()).then(|| identified.why.clone());
    let note = identified.conflict.clone().or(why);
    Some(noted(Ok(Known::Processor(Processor { likely, certain })), &origin, note))
}

fn generation_reading(
    facts: &Facts,
    identified: &Identified,
    origin: Option<&Origin>,
) -> Option<Reading> {
    let silicon = identified.certain;
    if let Some(fact) = said(facts, Key::Generation) {
        let stated = value(fact).and_then(str::parse::<Generation>).map(|generation| {
            let mut stated = Generations::NONE.with(generation);
            // A source that says one thing beside its processor's name and another in it.
            let by_user = fact.origin.source == STATED;
            if !by_user && !identified.generations.contains(generation) {
                stated = stated.union(identified.generations);
            }
            Known::Marketed(Marketed { likely: stated, certain: stated, silicon })
        });
        return Some(noted(stated, &fact.origin, None));
    }
    let (likely, certain) = (identified.generations, identified.certain_generations);
    let nothing = likely.is_empty() && certain.is_empty() && silicon.is_empty();
    let known = (!nothing).then_some(Known::Marketed(Marketed { likely, certain, silicon }))?;
    Some(noted(Ok(known), origin?, None))
}

fn isa_reading(facts: &Facts, identified: &Identified, origin: Option<&Origin>) -> Option<Reading> {
    let stated =
        |fact| read(fact, |text| text.parse().map(|level| Span::exact(Quantity::Level(level))));
    let (Some((low, high)), None) = (identified.isa, said(facts, Key::Isa)) else {
        return facts.get(Key::Isa).map(stated);
    };
    // What a guest is told of its class can pass, never fail; its flags decide both ways.
    let span = match high.filter(|_| identified.isa_from_flags || !identified.virtual_machine) {
        Some(high) => Span::new(Quantity::Level(low), Quantity::Level(high))?,
        None => Span::at_least(Quantity::Level(low)),
    };
    let origin = facts.get(Key::CpuFlags).map(|fact| &fact.origin).or(origin)?;
    let note = (!identified.isa_from_flags).then(|| "by its class, not by its flags".to_owned());
    Some(noted(Ok(Known::Span(span)), origin, note))
}

fn features_reading(
    facts: &Facts,
    flags: Option<&Flags>,
    identified: &Identified,
    given: Option<&Origin>,
) -> Option<Reading> {
    let known = Known::Features(features(identified, flags)?);
    let note = flags.is_none().then(|| "by its class, not by its flags".to_owned());
    let origin = facts.get(Key::CpuFlags).filter(|_| flags.is_some()).map(|fact| &fact.origin);
    Some(noted(Ok(known), origin.or(given)?, note))
}

fn counts(facts: &Facts, described: Option<&Described>, part: &mut Part) {
    for (key, item) in
        [(Key::Sockets, Item::Sockets), (Key::Cores, Item::Cores), (Key::Threads, Item::Threads)]
    {
        put(part, item, facts.get(key).map(|fact| read(fact, count)));
    }
    let (Some(described), Some(fact)) = (described, facts.get(Key::CpuText)) else { return };
    let many = |count: u32| Quantity::Count(u64::from(count));
    let mut say = |item: Item, span| {
        if said(facts, Key::of_item(item)).is_none() {
            part.put(item, noted(Ok(Known::Span(span)), &fact.origin, None));
        }
    };
    let sockets = described.sockets.filter(|sockets| *sockets > 0);
    if let Some(sockets) = sockets {
        say(Item::Sockets, Span::exact(many(sockets)));
    }
    if let Some(cores) = described.cores.filter(|cores| *cores > 0) {
        let cores = cores.saturating_mul(sockets.unwrap_or(1));
        // The text may speak of one of several processors.
        say(
            Item::Cores,
            if sockets.is_some() { Span::exact(many(cores)) } else { Span::at_least(many(cores)) },
        );
        say(Item::Threads, Span::at_least(many(cores)));
    }
}

/// Fewer processors than there are, where this process may use only some.
fn limits(facts: &Facts, scope: Scope, part: &mut Part) {
    let Some((fact, text)) = facts.get(Key::CpuLimit).zip(good(facts, Key::CpuLimit)) else {
        return;
    };
    let Ok(limit) = count(text) else { return };
    for item in [Item::Cores, Item::Threads] {
        let Some(reading) = part.get(item) else { continue };
        let Ok(Known::Span(found)) = &reading.known else { continue };
        if found.low() <= limit.low() {
            continue;
        }
        let reading = match scope {
            Scope::Effective => {
                let note = Some("what this process may use".to_owned());
                noted(Ok(Known::Span(limit)), &fact.origin, note)
            }
            Scope::Machine => {
                let note = Some(format!("this process may use {text}"));
                noted(reading.known.clone(), &reading.origin, note)
            }
        };
        part.put(item, reading);
    }
}
