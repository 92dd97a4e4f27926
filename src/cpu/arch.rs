//! Processor architectures, by the identifiers that profiles use.

use std::fmt;

/// An architecture: a family of instruction sets whose programs run on no other.
///
/// 32-bit and 64-bit x86 are one architecture; [`IsaLevel`](super::IsaLevel) tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Arch {
    X86,
    Alpha,
    Mips,
    Ppc,
    Power,
    Sparc,
    Ia64,
    M68k,
    Hppa,
    S390,
    Arm,
    Riscv,
    Loong,
}

impl Arch {
    /// Every architecture, in the order of the class table.
    pub const ALL: &[Arch] = &[
        Arch::X86,
        Arch::Alpha,
        Arch::Mips,
        Arch::Ppc,
        Arch::Power,
        Arch::Sparc,
        Arch::Ia64,
        Arch::M68k,
        Arch::Hppa,
        Arch::S390,
        Arch::Arm,
        Arch::Riscv,
        Arch::Loong,
    ];

    /// The identifier used in profiles and output: `x86`, `alpha`, …
    pub const fn id(self) -> &'static str {
        match self {
            Arch::X86 => "x86",
            Arch::Alpha => "alpha",
            Arch::Mips => "mips",
            Arch::Ppc => "ppc",
            Arch::Power => "power",
            Arch::Sparc => "sparc",
            Arch::Ia64 => "ia64",
            Arch::M68k => "m68k",
            Arch::Hppa => "hppa",
            Arch::S390 => "s390",
            Arch::Arm => "arm",
            Arch::Riscv => "riscv",
            Arch::Loong => "loong",
        }
    }

    /// The architecture with this exact identifier.
    pub fn from_id(id: &str) -> Option<Arch> {
        Arch::ALL.iter().copied().find(|arch| arch.id() == id)
    }

    /// The architecture that a machine name stands for (`uname -m`, a kernel's or a vendor's word),
    /// and whether that name promises 64-bit x86.
    ///
    /// A 64-bit PowerPC name is shared by two architectures of the table (`ppc64` runs on a G5 and
    /// on POWER) and is answered only where one is meant: `ppc64le` is POWER.
    pub fn from_machine(name: &str) -> Option<(Arch, bool)> {
        let name = name.trim().to_ascii_lowercase();
        let arch = match name.as_str() {
            "x86_64" | "amd64" | "x64" | "x86-64" | "em64t" | "intel64" | "x86_64h"
            | "x64-based pc" => return Some((Arch::X86, true)),
            "x86" | "i86pc" | "ia32" | "ia-32" | "x86-based pc" | "i286" | "i386" | "i486"
            | "i586" | "i686" => Arch::X86,
            "alpha" | "axp" => Arch::Alpha,
            "mips" | "mipsel" | "mips64" | "mips64el" => Arch::Mips,
            "ppc" | "powerpc" | "power macintosh" => Arch::Ppc,
            "ppc64le" | "power" => Arch::Power,
            "sparc" | "sparc64" | "sun4m" | "sun4u" | "sun4v" => Arch::Sparc,
            "ia64" | "itanium-based system" => Arch::Ia64,
            "m68k" => Arch::M68k,
            "hppa" | "parisc" | "parisc64" | "pa-risc" => Arch::Hppa,
            "s390" | "s390x" => Arch::S390,
            "arm" | "arm64" | "aarch64" | "aarch64_be" | "armv4l" | "armv4tl" | "armv5l"
            | "armv5tel" | "armv5tejl" | "armv6l" | "armv6" | "armv7l" | "armv7" | "armhf"
            | "armel" | "armv8l" | "armv8" | "arm64-based pc" | "arm-based pc" => Arch::Arm,
            "riscv" | "riscv64" => Arch::Riscv,
            "loong" | "loongarch" | "loongarch64" => Arch::Loong,
            _ => return None,
        };
        Some((arch, false))
    }

    /// The architecture that an identifier or a machine name stands for, as [`Arch::from_machine`]
    /// answers; the error names the identifiers.
    pub fn parse(name: &str) -> Result<(Arch, bool), String> {
        // Every identifier is a machine name too.
        Arch::from_machine(name).ok_or_else(|| {
            let ids: Vec<&str> = Arch::ALL.iter().map(|arch| arch.id()).collect();
            format!("expected one of {}, found \"{name}\"", ids.join(", "))
        })
    }
}

impl fmt::Display for Arch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
