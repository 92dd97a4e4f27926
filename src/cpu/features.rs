//! What a processor surely has, and surely lacks, by its class.
//!
//! Flags that were read decide first. Where none were, or where a flag is not what tells it, the
//! class does: a product line has what all of its parts have, and lacks what none has. What only
//! some parts have follows from nothing but flags.

use super::class::set;
use super::isa::LEVEL_FLAGS;
use super::{Arch, Candidates, CpuClass, Flags, Identified, IsaLevel, flags};

struct Feature {
    flag: &'static str,
    arch: Arch,
    /// These classes and those that count as them have it, but for `but`.
    from: Candidates,
    /// Classes some of whose parts lack it.
    but: Candidates,
    /// Of these classes those parts have it that were sold as a numbered generation: no Pentium,
    /// no Celeron, none of Hygon's.
    numbered: Candidates,
    /// No other class than these, `from` and those that count as them has it on any part.
    at_times: Candidates,
}

const fn f(flag: &'static str, from: &str, but: &str, numbered: &str, at_times: &str) -> Feature {
    let (from, but, numbered) = (set(from), set(but), set(numbered));
    Feature { flag, arch: Arch::X86, from, but, numbered, at_times: set(at_times) }
}

const fn arm(mut feature: Feature) -> Feature {
    feature.arch = Arch::Arm;
    feature
}

// Flag; from which classes on all parts have it; of these, which are not sure; which have it under
// a numbered generation; from which classes on some parts have it. The facts are those of the
// vendors' manuals and of recorded flags.
#[rustfmt::skip]
const FEATURES: &[Feature] = &[
    f("pae", "pentium-pro", "pentium-m via-c3-2 via-c7 crusoe efficeon", "", "quark vortex86"),
    f("sse2", "pentium4 k8 bonnell via-c7", "", "", "vortex86"),
    f("pni", "prescott core-duo k10 bobcat bonnell via-c7", "", "", "k8 efficeon vortex86"),
    // The first K8s (ClawHammer and SledgeHammer before stepping CG) lack it.
    f("nx", "core-duo k8 bonnell via-c7", "k8", "", "pentium-m prescott efficeon quark vortex86"),
    f("lm", "pentium-d k10 bobcat goldmont via-nano", "", "", "prescott k8 bonnell"),
    f("cx16", "pentium-d k10 bobcat silvermont via-nano", "", "", "prescott k8 bonnell"),
    f("lahf_lm", "core2 k10 bobcat goldmont via-nano", "", "", "prescott k8 bonnell"),
    f("prefetchw", "core2 k8 silvermont", "", "",
      "k6-2 6x86mx mediagxm winchip pentium-m prescott bonnell via-c3 crusoe quark vortex86"),
    f("ssse3", "core2 bonnell bobcat bulldozer via-nano", "", "", "vortex86"),
    f("sse4_1", "nehalem silvermont bulldozer jaguar", "westmere", "westmere", "penryn via-nano vortex86"),
    f("sse4_2", "nehalem silvermont bulldozer jaguar", "westmere", "westmere", "via-nano vortex86"),
    f("popcnt", "nehalem silvermont k10 bobcat", "westmere", "westmere", "via-nano vortex86"),
    f("avx", "skylake-sp icelake gracemont knl bulldozer jaguar", "zen", "sandybridge ivybridge zen",
      "sandybridge via-nano"),
    f("avx2", "skylake-sp icelake gracemont knl excavator", "zen", "zen", "haswell via-nano"),
    f("slat", "haswell goldmont k10 bobcat", "", "nehalem westmere sandybridge ivybridge",
      "nehalem silvermont via-nano"),
    arm(f("atomics", "arm-v8.1a", "", "", "arm-v8.0a")),
];

/// The flags of a processor: those that were read and, as far as they do not tell, what follows
/// from its class. `None` where nothing is known.
pub fn features(found: &Identified, read: Option<&Flags>) -> Option<Flags> {
    let all =
        |set: Candidates, test: &dyn Fn(CpuClass) -> bool| !set.is_empty() && set.iter().all(test);
    let numbered = !found.generations.is_empty();
    let by_class = FEATURES.iter().filter_map(|feature| {
        // A host that does not pass it on has it in vain.
        let kept_back = found.virtual_machine && feature.flag == "slat";
        if !kept_back && all(found.classes, &|class| feature.surely_of(class, numbered)) {
            return Some((feature.flag, true));
        }
        all(found.certain, &|class| feature.never_of(class)).then_some((feature.flag, false))
    });
    let flags = read.cloned().unwrap_or_default().with(by_level(found)).with(by_class);
    let nothing = read.is_none() && flags.is_empty() && flags.absent().next().is_none();
    (!nothing).then_some(flags)
}

/// The names of flags of which more is known than a list of flags says. A newer kernel has others.
pub(crate) fn known_flags() -> impl Iterator<Item = &'static str> {
    let of_levels = LEVEL_FLAGS.iter().flat_map(|(_, flags)| flags.iter().copied());
    FEATURES.iter().map(|feature| feature.flag).chain(of_levels).chain(flags::names())
}

/// What the level says that all parts have. Without a name, a Pentium's lower one.
fn by_level(found: &Identified) -> impl Iterator<Item = (&'static str, bool)> {
    let described = found.described.as_ref();
    let core = described.is_some_and(|d| !d.classes.is_empty() && !d.pentium_or_celeron);
    let told = described.and_then(|d| d.told).filter(|_| found.conflict.is_none());
    let least = IsaLevel::of_classes(found.classes, !core, told).map(|(low, _)| low);
    // It runs a 64-bit system.
    let long_mode = found.isa.is_some_and(|(low, _)| low >= IsaLevel::X86_64V1);
    let least = least.max(long_mode.then_some(IsaLevel::X86_64V1));
    let levels = LEVEL_FLAGS.iter().filter(move |(level, _)| Some(*level) <= least);
    levels.flat_map(|(_, flags)| flags.iter().map(|flag| (*flag, true)))
}

impl Feature {
    fn surely_of(&self, class: CpuClass, numbered: bool) -> bool {
        let named = numbered && self.numbered.contains(class);
        named || counts_as(class, self.from) && !self.but.contains(class)
    }

    fn never_of(&self, class: CpuClass) -> bool {
        class.arch() == self.arch && !counts_as(class, self.from.union(self.at_times))
    }
}

fn counts_as(class: CpuClass, any: Candidates) -> bool {
    !class.ancestors().intersection(any).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpu::{Evidence, identify};

    fn of(text: &str) -> Flags {
        let found = identify(&Evidence { text: Some(text), ..Evidence::default() });
        features(&found, None).unwrap_or_default()
    }

    #[test]
    fn a_class_has_or_lacks_what_all_of_its_parts_do() {
        let (yes, no, open) = (Some(true), Some(false), None);
        let table = [
            ("Xeon E5-2670 v2", "sse4_2", yes),
            ("Xeon E5-2670 v2", "popcnt", yes),
            ("Xeon E5-2670 v2", "avx", yes),
            ("Xeon E5-2670 v2", "avx2", no),
            ("Xeon E5-2670 v2", "slat", yes),
            ("Core 2 Duo E8400", "sse4_2", no),
            ("Core 2 Duo E8400", "sse4_1", open),
            ("Core 2 Duo E8400", "prefetchw", yes),
            ("Core 2 Duo E8400", "slat", no),
            ("Core i5-2500K", "avx", yes),
            ("Pentium G620", "avx", open),
            ("Pentium G620", "sse4_2", yes),
            ("Pentium G4560", "avx2", open),
            ("Core i5-6500", "avx2", yes),
            ("Pentium G6950", "sse4_2", open),
            ("Core i3-530", "sse4_2", yes),
            ("Core i7-920", "avx", no),
            ("Celeron N3350", "slat", yes),
            ("Celeron N3350", "avx", no),
            ("Phenom II X4 955", "popcnt", yes),
            ("Phenom II X4 955", "ssse3", no),
            ("Phenom II X4 955", "slat", yes),
            ("FX-8350", "avx", yes),
            ("FX-8350", "avx2", no),
            ("Ryzen 5 1600", "avx2", yes),
            ("Ryzen 7 5800X", "avx2", yes),
            ("Athlon 64 3200+", "nx", open),
            ("Athlon 64 3200+", "cx16", open),
            ("Athlon 64 3200+", "slat", no),
            ("Pentium III 800", "sse2", no),
            ("Pentium III 800", "pae", yes),
            ("Pentium III 800", "lm", no),
            ("Pentium III 800", "sse", open),
            ("Snapdragon 850", "atomics", yes),
            ("Snapdragon 835", "atomics", open),
            ("Apple M1", "atomics", yes),
            ("Cortex-A9", "atomics", no),
            ("Cortex-A9", "sse2", open),
            ("no processor", "sse2", open),
        ];
        for (text, flag, expected) in table {
            assert_eq!(of(text).has(flag), expected, "{text} {flag}");
        }
    }

    #[test]
    fn what_all_have_some_have() {
        for feature in FEATURES {
            for class in CpuClass::all() {
                let sure = feature.surely_of(class, true);
                assert!(!(sure && feature.never_of(class)), "{class} {}", feature.flag);
                assert!(!sure || class.arch() == feature.arch, "{class} {}", feature.flag);
            }
        }
    }

    #[test]
    fn flags_that_were_read_decide_first() {
        let text = Some("Intel(R) Core(TM) i5-6500 CPU @ 3.20GHz");
        let has = |list: &str, flag: &str| {
            let flags = Flags::parse(list);
            let evidence = Evidence { text, flags: Some(&flags), ..Evidence::default() };
            features(&identify(&evidence), Some(&flags)).and_then(|flags| flags.has(flag))
        };
        let kernel = "fpu tsc msr cx8 cmov fxsr mmx sse sse2 lm";
        assert_eq!(has(kernel, "avx2"), Some(false));
        assert_eq!(has(kernel, "prefetchw"), Some(true));
        assert_eq!(has(kernel, "slat"), Some(true), "turned off in the firmware");
        assert_eq!(has("fpu tsc msr cx8 cmov fxsr mmx sse sse2 lm vmx", "slat"), Some(false));
        assert_eq!(has("fpu tsc msr cx8 cmov fxsr mmx sse sse2 lm vmx ept", "slat"), Some(true));
        assert_eq!(
            has("fpu tsc msr cx8 cmov fxsr mmx sse sse2 lm hypervisor", "slat"),
            Some(false)
        );
        assert_eq!(has("SSE4.2 AVX", "avx2"), Some(true), "a list that leaves out what it likes");
    }
}
