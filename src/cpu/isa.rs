//! Instruction-set levels of x86, and what flags and classes say of them.
//!
//! A level is a fact beside the class: a Haswell Pentium has a lower level than a Haswell Core,
//! and an Alder Lake a lower one than the Tiger Lake before it.

use super::text::Told;
use super::{Arch, Candidates, CpuClass, Flags};
use std::fmt;
use std::str::FromStr;

/// A level of the x86 instruction set. Each contains those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum IsaLevel {
    I8086,
    I80286,
    I386,
    I486,
    I586,
    I686,
    X86_64V1,
    X86_64V2,
    X86_64V3,
    X86_64V4,
}

use IsaLevel::*;

impl IsaLevel {
    /// Every level, lowest first.
    pub const ALL: &[IsaLevel] =
        &[I8086, I80286, I386, I486, I586, I686, X86_64V1, X86_64V2, X86_64V3, X86_64V4];

    /// The identifier used in profiles and output: `i686`, `x86-64-v2`, …
    pub const fn id(self) -> &'static str {
        match self {
            I8086 => "8086",
            I80286 => "80286",
            I386 => "i386",
            I486 => "i486",
            I586 => "i586",
            I686 => "i686",
            X86_64V1 => "x86-64-v1",
            X86_64V2 => "x86-64-v2",
            X86_64V3 => "x86-64-v3",
            X86_64V4 => "x86-64-v4",
        }
    }

    /// The level with this exact identifier.
    pub fn from_id(id: &str) -> Option<IsaLevel> {
        IsaLevel::ALL.iter().copied().find(|level| level.id() == id)
    }

    /// The levels that a list of flags allows: the lowest and, for a complete list, the highest.
    ///
    /// The x86-64 levels are those of the psABI; `xsave` stands for its OSXSAVE, because an
    /// operating system hides it when it does not save the registers. Nothing follows from an
    /// empty list, nor from one that holds no x86 flag that counts.
    pub fn from_flags(flags: &Flags) -> Option<(IsaLevel, Option<IsaLevel>)> {
        let has_all = |list: &[&str]| list.iter().all(|flag| flags.contains(flag));
        let mut reached = None;
        for (level, needs) in LEVEL_FLAGS {
            if !has_all(needs) {
                break;
            }
            reached = Some(*level);
        }
        match reached {
            Some(level) => Some((level, flags.complete().then_some(level))),
            // Flags do not tell a 386 from a 486.
            None if flags.complete() => Some((I386, Some(I486))),
            None => None,
        }
    }

    /// The levels that a processor of one of these classes can have, lowest and highest: a guess
    /// from the name, to be used only where no flags are known. `None` where a candidate is no x86.
    ///
    /// `pentium_or_celeron` says that the name has that word: those parts have features fused off.
    /// `told` is what the name tells beside that.
    pub fn of_classes(
        classes: Candidates,
        pentium_or_celeron: bool,
        told: Option<Told>,
    ) -> Option<(IsaLevel, Option<IsaLevel>)> {
        let mut span: Option<(IsaLevel, IsaLevel)> = None;
        for class in classes.iter() {
            let (low, high) = class.isa_span(pentium_or_celeron)?;
            let (low, high) =
                told.and_then(|told| told.of(class)).map_or((low, high), |told| (told, told));
            span = Some(match span {
                Some((lowest, highest)) => (lowest.min(low), highest.max(high)),
                None => (low, high),
            });
        }
        span.map(|(low, high)| (low, Some(high)))
    }
}

/// The level with this exact identifier; the error names those that there are.
impl FromStr for IsaLevel {
    type Err = String;

    fn from_str(id: &str) -> Result<IsaLevel, String> {
        IsaLevel::from_id(id).ok_or_else(|| {
            let ids: Vec<&str> = IsaLevel::ALL.iter().map(|level| level.id()).collect();
            format!("expected one of {}, found \"{id}\"", ids.join(", "))
        })
    }
}

impl fmt::Display for IsaLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// What each level needs beyond the one before it.
pub(super) const LEVEL_FLAGS: &[(IsaLevel, &[&str])] = &[
    (I586, &["tsc", "cx8"]),
    (I686, &["cmov"]),
    (X86_64V1, &["lm", "fpu", "fxsr", "mmx", "sse", "sse2"]),
    (X86_64V2, &["cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"]),
    (X86_64V3, &["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"]),
    (X86_64V4, &["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]),
];

/// Classes some of whose parts differ from the level in the class table: lowest, highest.
const EXCEPTIONS: &[(&str, IsaLevel, IsaLevel)] = &[
    ("486", I486, I586),              // late 486s have CPUID, some CMPXCHG8B and TSC
    ("cx5x86", I486, I586),           // as above
    ("6x86", I486, I586),             // the 6x86L has CMPXCHG8B
    ("nx586", I386, I586),            // sold as a 586, without the instructions
    ("winchip", I486, I586),          // without a time stamp counter at first
    ("mp6", I486, I586),              // as above
    ("zen", X86_64V2, X86_64V3),      // some of Hygon's lack features
    ("mediagxm", I586, I686),         // the Geode GX2 has CMOV
    ("k6-2", I586, I686),             // the Geode LX has CMOV
    ("via-c3", I586, I686),           // steppings differ
    ("vortex86", I586, I686),         // the Vortex86DX3 has CMOV
    ("prescott", I686, X86_64V1),     // 64-bit mode on some parts only
    ("bonnell", I686, X86_64V1),      // 64-bit mode on some parts only
    ("k8", I686, X86_64V1),           // early socket-754 Semprons are 32-bit
    ("silvermont", I686, X86_64V2),   // some phones and tablets are 32-bit
    ("via-nano", X86_64V1, X86_64V3), // the QuadCore-E and ZX-C have AVX2
    ("zhaoxin", X86_64V2, X86_64V3),
    ("alderlake", X86_64V3, X86_64V4), // early parts, with the small cores off
];

/// Classes whose Pentiums and Celerons have a lower level than the class.
const FUSED: &[(&str, IsaLevel)] = &[
    ("westmere", X86_64V1),
    ("haswell", X86_64V2),
    ("broadwell", X86_64V2),
    ("skylake", X86_64V2),
    ("kabylake", X86_64V2),
    ("coffeelake", X86_64V2),
    ("cometlake", X86_64V2),
];

impl CpuClass {
    /// The lowest and highest level that a part of this class can have; `None` off x86.
    ///
    /// Without knowing that the name says Pentium or Celeron, pass `false`: the class's Core parts
    /// are meant.
    pub fn isa_span(self, pentium_or_celeron: bool) -> Option<(IsaLevel, IsaLevel)> {
        if self.arch() != Arch::X86 {
            return None;
        }
        let usual = self.isa()?;
        let (mut low, high) = EXCEPTIONS
            .iter()
            .find(|(id, ..)| *id == self.id())
            .map_or((usual, usual), |&(_, low, high)| (low, high));
        if pentium_or_celeron
            && let Some(&(_, fused)) = FUSED.iter().find(|(id, _)| *id == self.id())
        {
            low = low.min(fused);
        }
        Some((low, high))
    }
}
