//! The vendors of x86 processors, by the strings of CPUID and by the names that firmware writes.

use strsim::levenshtein;

pub(super) const INTEL: &str = "GenuineIntel";
pub(super) const AMD: &str = "AuthenticAMD";
pub(super) const HYGON: &str = "HygonGenuine";
pub(super) const CYRIX: &str = "CyrixInstead";
pub(super) const NSC: &str = "Geode by NSC";
pub(super) const VIA: &str = "CentaurHauls";
pub(super) const TRANSMETA: &str = "GenuineTMx86";
pub(super) const NEXGEN: &str = "NexGenDriven";
pub(super) const RISE: &str = "RiseRiseRise";
pub(super) const DMP: &str = "Vortex86 SoC";
pub(super) const UMC: &str = "UMC UMC UMC ";

/// The vendors under which signatures stand in the table.
pub(crate) const VENDORS: &[&str] =
    &[INTEL, AMD, HYGON, CYRIX, NSC, VIA, TRANSMETA, NEXGEN, RISE, DMP, UMC];

/// Who a vendor string stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vendor {
    /// A maker, by its own string.
    Maker(&'static str),
    /// An emulator or translator: the signature is that of no silicon.
    Emulator,
    /// No maker that is known by name, but a string so near to one that it is a slip of the pen or
    /// of a bit; or none at all. Any maker is possible.
    NotKnown,
    /// Somebody whose numbers are in no table.
    Foreign,
}

/// Strings of makers, each with the string under which their rows stand in the table.
const MAKERS: &[(&str, &str)] = &[
    ("GenuineIntel", INTEL),
    ("AuthenticAMD", AMD),
    ("AMDisbetter!", AMD),
    ("HygonGenuine", HYGON),
    ("CyrixInstead", CYRIX),
    ("Geode by NSC", NSC),
    ("CentaurHauls", VIA),
    ("VIA VIA VIA ", VIA),
    ("VIA VIA VIA", VIA),
    ("  Shanghai  ", VIA),
    ("Shanghai", VIA),
    ("GenuineTMx86", TRANSMETA),
    ("TransmetaCPU", TRANSMETA),
    ("NexGenDriven", NEXGEN),
    ("RiseRiseRise", RISE),
    ("Vortex86 SoC", DMP),
    ("Genuine  RDC", DMP),
    ("SiS SiS SiS ", DMP),
    ("SiS SiS SiS", DMP),
    ("UMC UMC UMC ", UMC),
    ("UMC UMC UMC", UMC),
];

/// How firmware and people call them, by the first word, in small letters: "Intel(R) Corporation",
/// "AMD processor".
const NAMES: &[(&str, &str)] = &[
    ("intel", INTEL),
    ("amd", AMD),
    ("advanced", AMD),
    ("hygon", HYGON),
    ("cyrix", CYRIX),
    ("via", VIA),
    ("centaur", VIA),
    ("zhaoxin", VIA),
    ("transmeta", TRANSMETA),
];

/// What processors say of themselves that exist in software alone.
const EMULATORS: &[&str] = &[
    "Virtual CPU ",
    "VirtualApple",
    "Insignia 586",
    "Compaq FX!32",
    "ConnectixCPU",
    "PowerVM Lx86",
    "Neko Project",
    "GenuineAO486",
    "MiSTer AO486",
    "KVMKVMKVM",
    "Linux KVM Hv",
    "TCGTCGTCGTCG",
    "VMwareVMware",
    "VBoxVBoxVBox",
    "XenVMMXenVMM",
    "Microsoft Hv",
    "bhyve bhyve ",
    "QNXQVMBSQG",
    " prl hyperv ",
    " lrpepyh  vr",
];

/// Is it a maker's or an emulator's own string, to the letter?
pub(super) fn is_known(vendor: &str) -> bool {
    MAKERS.iter().any(|(string, _)| *string == vendor) || EMULATORS.contains(&vendor)
}

/// Who a vendor string stands for.
pub(super) fn of(vendor: &str) -> Vendor {
    let trimmed = vendor.trim();
    if trimmed.is_empty() {
        return Vendor::NotKnown;
    }
    if let Some((_, maker)) = MAKERS.iter().find(|(string, _)| *string == vendor) {
        return Vendor::Maker(maker);
    }
    let word = trimmed.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    if let Some((_, maker)) = NAMES.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)) {
        return Vendor::Maker(maker);
    }
    if EMULATORS.iter().any(|emulator| emulator.trim() == trimmed) {
        return Vendor::Emulator;
    }
    // Strings of twelve characters are far apart; two letters is what a slip or a bit can do.
    let slip = |(string, _): &(&str, &str)| {
        vendor.len() <= 16 && string.len() == 12 && levenshtein(string, vendor) <= 2
    };
    match MAKERS.iter().any(slip) {
        true => Vendor::NotKnown,
        false => Vendor::Foreign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vendors_are_told_apart() {
        let table = [
            ("GenuineIntel", Vendor::Maker(INTEL)),
            ("AMDisbetter!", Vendor::Maker(AMD)),
            ("Intel(R) Corporation", Vendor::Maker(INTEL)),
            ("AMD", Vendor::Maker(AMD)),
            ("AMD processor", Vendor::Maker(AMD)),
            ("Advanced Micro Devices, Inc.", Vendor::Maker(AMD)),
            ("i", Vendor::Foreign),
            ("  Shanghai  ", Vendor::Maker(VIA)),
            ("GenuineIotel", Vendor::NotKnown),
            ("GenuinelIntel", Vendor::NotKnown),
            ("", Vendor::NotKnown),
            ("Virtual CPU ", Vendor::Emulator),
            ("VirtualApple", Vendor::Emulator),
            ("KVMKVMKVM\0\0\0".trim_end_matches('\0'), Vendor::Emulator),
            ("E2K MACHINE", Vendor::Foreign),
            ("ARM", Vendor::Foreign),
        ];
        for (vendor, expected) in table {
            assert_eq!(of(vendor), expected, "{vendor}");
        }
    }

    #[test]
    fn no_two_makers_are_a_slip_apart() {
        for (n, (one, a)) in MAKERS.iter().enumerate() {
            for (other, b) in &MAKERS[..n] {
                assert!(a == b || levenshtein(one, other) > 4, "{one} {other}");
            }
        }
    }
}
