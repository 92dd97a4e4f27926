//! All the evidence of one machine's processor, weighed together.

use super::{Arch, Candidates, CpuClass, Flags, IsaLevel, Signature, describe};
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
}

/// Places a processor by all that is known of it.
///
/// Every piece of evidence yields a set, the sets that say anything are intersected, and readings
/// that leave nothing in common are a contradiction, which is reported and never resolved: what
/// either of them says stays possible.
pub fn identify(evidence: &Evidence) -> Identified {
    let Evidence { text, signature, flags, mut arch, mut long_mode, hypervisor, clock } = *evidence;
    // A kernel's word for the machine ("x86_64") names no class.
    if let Some((machine, is_64_bit)) = text.and_then(Arch::from_machine) {
        arch = arch.or(Some(machine));
        long_mode |= is_64_bit;
    }
    let described = text.map(describe).unwrap_or_default();
    let virtual_machine = hypervisor
        || described.virtual_machine
        || flags.is_some_and(|flags| flags.contains("hypervisor"));

    let (hard, hard_why) = machine_facts(flags, arch, long_mode, virtual_machine);
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
        let narrowed = narrow(classes, by_signature, &described.why, &said, &mut conflict);
        if narrowed != classes {
            why.push(said);
        }
        classes = narrowed;
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

    if isa.is_none() {
        isa = IsaLevel::of_classes(classes, described.pentium_or_celeron);
    }
    if long_mode {
        let raise = |level: IsaLevel| level.max(IsaLevel::X86_64V1);
        isa = isa.map(|(low, high)| (raise(low), high.map(raise)));
    }
    Identified {
        classes,
        certain: if virtual_machine { hard } else { classes },
        isa,
        isa_from_flags,
        virtual_machine,
        conflict,
        why: why.join(", "),
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
const FIRST_TURBO: u16 = 2008;

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
    arch: Option<Arch>,
    long_mode: bool,
    virtual_machine: bool,
) -> (Candidates, String) {
    let mut why = Vec::new();
    let mut left = match arch {
        Some(arch) => {
            why.push(format!("the architecture is {arch}"));
            Candidates::of_arch(arch)
        }
        None => Candidates::EMPTY,
    };
    let mut keep = |low: IsaLevel, high: Option<IsaLevel>, said: &str| {
        let from = if left.is_empty() { Candidates::of_arch(Arch::X86) } else { left };
        left = from
            .iter()
            .filter(|class| {
                class.isa_span(true).is_some_and(|(lowest, highest)| {
                    highest >= low && high.is_none_or(|high| lowest <= high)
                })
            })
            .collect();
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
    (left, why.join(", "))
}

fn megahertz((low, high): (Hertz, Hertz)) -> String {
    let mhz = |hertz: Hertz| hertz.0 / 1_000_000;
    if low == high {
        format!("{} MHz", mhz(low))
    } else {
        format!("{} to {} MHz", mhz(low), mhz(high))
    }
}
