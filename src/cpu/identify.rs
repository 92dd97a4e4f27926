//! All the evidence of one machine's processor, weighed together.

use super::{
    Arch, Candidates, CpuClass, Described, Flags, Generations, IsaLevel, Signature, describe,
};
use crate::units::Hertz;

/// What is known of a processor before it is placed. Absent evidence is `None` or `false`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence<'a> {
    /// The brand string, or what a person wrote.
    pub text: Option<&'a str>,
    /// The signature, from CPUID or from what reports it.
    pub signature: Option<&'a Signature>,
    /// Instruction-set flags.
    pub flags: Option<&'a Flags>,
    /// The architecture, where the machine tells it.
    pub arch: Option<Arch>,
    /// Does it run a 64-bit x86 system? That says what the flag `lm` says.
    pub long_mode: bool,
    /// Does it run under a hypervisor?
    pub hypervisor: bool,
    /// The rated clock, lowest and highest, from elsewhere than the text.
    pub clock: Option<(Hertz, Hertz)>,
}

/// What a processor can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identified {
    /// What it can be by all evidence. This may support a pass. Empty: nothing known.
    pub classes: Candidates,
    /// What it can be by the evidence that may also exclude: the same set without a hypervisor,
    /// and under one only what flags and architecture say. Empty: nothing known.
    pub certain: Candidates,
    /// The marketing generations it was sold as, by its name. These may support a pass. Empty where
    /// none is known, its line has none, or readings contradict each other.
    pub generations: Generations,
    /// Those it can have been sold as by the evidence that may also exclude, the signature among
    /// it. Empty where nothing is known or its line has none.
    pub certain_generations: Generations,
    /// The lowest and the highest instruction-set level; no highest where none is known.
    pub isa: Option<(IsaLevel, Option<IsaLevel>)>,
    /// Are the levels read from flags? Else they are a guess from the class.
    pub isa_from_flags: bool,
    /// Is it a guest of a hypervisor? Then text and signature may support a pass, never a fail.
    pub virtual_machine: bool,
    /// Which readings contradict each other. Either may be the wrong one, so `classes` holds what
    /// any of them says, less what flags and architecture exclude as long as that leaves something
    /// of text and signature. Where a text contradicts itself or a clock fits no candidate, the
    /// sets are what flags and architecture say; where these contradict each other, empty.
    pub conflict: Option<String>,
    /// Which readings decided, as a part of a sentence.
    pub why: String,
    /// What the text says by itself, where there is one.
    pub described: Option<Described>,
}

/// Places a processor by all that is known of it.
///
/// Every piece of evidence yields a set, the sets that say anything are intersected, and readings
/// that leave nothing in common are a contradiction, which is reported and never resolved: what
/// either of them says stays possible.
pub fn identify(evidence: &Evidence) -> Identified {
    let Evidence { text, signature, flags, arch, mut long_mode, hypervisor, clock } = *evidence;
    // A kernel's word for the machine ("x86_64") names no class.
    let named = text.and_then(Arch::from_machine);
    long_mode |= named.is_some_and(|(_, is_64_bit)| is_64_bit);
    let archs = [arch, named.map(|(machine, _)| machine)];
    let described = text.map(describe).unwrap_or_default();
    let virtual_machine = hypervisor
        || described.virtual_machine
        || signature.is_some_and(Signature::is_emulated)
        || flags.is_some_and(|flags| flags.contains("hypervisor"));

    let (hard, hard_why) = machine_facts(flags, archs, long_mode, virtual_machine);
    let mut isa = flags.and_then(IsaLevel::from_flags);
    let isa_from_flags = isa.is_some();
    // The default processor of an emulator has the signature of a real one that it is not.
    let by_signature = match signature {
        Some(_) if described.virtual_machine && described.classes.is_empty() => Candidates::EMPTY,
        Some(signature) => signature.candidates(),
        None => Candidates::EMPTY,
    };

    let mut why = Vec::new();
    let mut conflict = described.conflict.then(|| described.why.clone());
    let mut classes = described.classes;
    if !classes.is_empty() {
        why.push(described.why.clone());
    }
    if let Some(signature) = signature
        && !by_signature.is_empty()
    {
        let said = format!(
            "the signature {} {}/{} says {by_signature}",
            signature.vendor, signature.family, signature.model
        );
        let cut_off = classes.intersection(signature.if_cut_off());
        if classes.intersection(by_signature).is_empty() && !cut_off.is_empty() {
            why.push(format!("{said} unless it was cut off, which the name tells"));
            classes = cut_off;
        } else {
            let narrowed = narrow(classes, by_signature, &described.why, &said, &mut conflict);
            if narrowed != classes {
                why.push(said);
            }
            classes = narrowed;
        }
    }
    if hard.is_empty() && !hard_why.is_empty() {
        conflict.get_or_insert_with(|| format!("no processor fits all of this: {hard_why}"));
        classes = Candidates::EMPTY;
    } else if !hard.is_empty() {
        let said = why.join(", ");
        let narrowed = narrow(classes, hard, &said, &hard_why, &mut conflict);
        if narrowed != classes {
            why.push(hard_why);
        }
        classes = narrowed;
    }
    if described.conflict {
        classes = hard;
    }
    for clock in [described.clock, clock].into_iter().flatten() {
        // A clock does not settle a contradiction: it may be that of the wrong reading.
        if conflict.is_some() {
            break;
        }
        let fits: Candidates = classes.iter().filter(|class| clock_fits(*class, clock)).collect();
        if fits.is_empty() && !classes.is_empty() {
            conflict = Some(format!("a clock of {} fits no {classes}", megahertz(clock)));
            classes = hard;
        } else {
            classes = fits;
        }
    }

    let by_signature = signature.map_or(Generations::NONE, Signature::generations);
    let generations = match described.generations {
        // Where readings contradict each other, no name can be trusted.
        _ if conflict.is_some() => Generations::NONE,
        None => Generations::NONE,
        Some(named) if named.is_empty() || by_signature.is_empty() => named,
        // Silicon that was never sold under the name's number: either may be wrong.
        Some(named) if named.intersection(by_signature).is_empty() => named.union(by_signature),
        Some(named) => named.intersection(by_signature),
    };
    let certain_generations = match described.generations {
        _ if virtual_machine || conflict.is_some() => Generations::NONE,
        Some(_) => generations,
        None => by_signature,
    };

    // The name may be the wrong reading.
    let told = described.told.filter(|_| conflict.is_none());
    if isa.is_none() {
        isa = IsaLevel::of_classes(classes, described.pentium_or_celeron, told);
    }
    if long_mode {
        let raise = |level: IsaLevel| level.max(IsaLevel::X86_64V1);
        isa = isa.map(|(low, high)| (raise(low), high.map(raise)));
    }
    Identified {
        classes,
        certain: if virtual_machine { hard } else { classes },
        generations,
        certain_generations,
        isa,
        isa_from_flags,
        virtual_machine,
        conflict,
        why: why.join(", "),
        described: text.map(|_| described),
    }
}

/// Can a clock in this span be stated of a part of this class? Half as much again beyond what was
/// sold is allowed, and to classes with turbo modes any clock that was ever reached by one; a class
/// without a span of its own allows any clock.
pub(super) fn clock_fits(class: CpuClass, (low, high): (Hertz, Hertz)) -> bool {
    let Some((slowest, fastest)) = class.clocks() else {
        return true;
    };
    let turbo = class.year() >= FIRST_TURBO && low <= FASTEST_TURBO;
    high.0 >= slowest.0 / 3 * 2 && (turbo || low.0 / 3 * 2 <= fastest.0)
}

/// The year of the first processors that state a turbo clock beside the rated one.
pub(super) const FIRST_TURBO: u16 = 2008;

/// Just above the fastest turbo clock of any processor sold, 6.2 GHz.
const FASTEST_TURBO: Hertz = Hertz::mhz(6300);

/// What both sets allow, where both say something. Where they allow nothing in common, a conflict,
/// and what either allows.
fn narrow(
    first: Candidates,
    second: Candidates,
    first_says: &str,
    second_says: &str,
    conflict: &mut Option<String>,
) -> Candidates {
    if first.is_empty() {
        return second;
    }
    let both = first.intersection(second);
    if both.is_empty() {
        conflict.get_or_insert_with(|| format!("{first_says}, but {second_says}"));
        return first.union(second);
    }
    both
}

/// The classes left by what a running machine cannot be wrong about: its architecture, the mode
/// it runs in and its flags.
fn machine_facts(
    flags: Option<&Flags>,
    archs: [Option<Arch>; 2],
    long_mode: bool,
    virtual_machine: bool,
) -> (Candidates, String) {
    let mut why: Vec<String> = Vec::new();
    // `None` as long as nothing is said; an empty set is a contradiction, and stays one.
    let mut left: Option<Candidates> = None;
    for arch in archs.into_iter().flatten() {
        let of_arch = Candidates::of_arch(arch);
        let said = format!("the architecture is {arch}");
        if !why.contains(&said) {
            why.push(said);
        }
        left = Some(left.map_or(of_arch, |left| left.intersection(of_arch)));
    }
    let mut keep = |low: IsaLevel, high: Option<IsaLevel>, said: &str| {
        let from = left.unwrap_or_else(|| Candidates::of_arch(Arch::X86));
        let kept = from
            .iter()
            .filter(|class| {
                class.isa_span(true).is_some_and(|(lowest, highest)| {
                    highest >= low && high.is_none_or(|high| lowest <= high)
                })
            })
            .collect();
        left = Some(kept);
        why.push(said.to_string());
    };
    if long_mode {
        keep(IsaLevel::X86_64V1, None, "it runs a 64-bit system");
    }
    if let Some((low, high)) = flags.and_then(IsaLevel::from_flags) {
        // A hypervisor or a setting can hide newer features of a processor, so that their absence
        // speaks of the level and not of the silicon. CMOV and 64-bit mode are not hidden.
        let high = high.filter(|high| !virtual_machine && *high < IsaLevel::X86_64V1);
        keep(low, high, &format!("the flags say {low}"));
    }
    (left.unwrap_or_default(), why.join(", "))
}

fn megahertz((low, high): (Hertz, Hertz)) -> String {
    let mhz = |hertz: Hertz| hertz.0 / 1_000_000;
    if low == high {
        format!("{} MHz", mhz(low))
    } else {
        format!("{} to {} MHz", mhz(low), mhz(high))
    }
}
