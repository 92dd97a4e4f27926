//! The table of ARM cores but those of Apple: implementer, part, the highest class that the core
//! implements in full, and its name.
//!
//! The facts are public, the rows our own: the numbers are those of the kernel's and of system
//! tools' tables, the class is the architecture version that compilers assume of the core and its
//! maker states or, for Phytium, what the features in recorded `/proc/cpuinfo` allow. A core of
//! which either is not established is left out, and so are the cores of the R and M profiles. What
//! stands below ARMv4T (StrongARM, FA526, ARM810) has no class to be in.

use super::midr::{Part, core as c};

const ARM: u32 = 0x41;
const BROADCOM: u32 = 0x42;
const CAVIUM: u32 = 0x43;
const FUJITSU: u32 = 0x46;
const HISILICON: u32 = 0x48;
const NVIDIA: u32 = 0x4e;
const APM: u32 = 0x50;
const QUALCOMM: u32 = 0x51;
const SAMSUNG: u32 = 0x53;
const TI: u32 = 0x54;
const MARVELL: u32 = 0x56;
const HXT: u32 = 0x68;
const INTEL: u32 = 0x69;
const MICROSOFT: u32 = 0x6d;
const PHYTIUM: u32 = 0x70;
const AMPERE: u32 = 0xc0;

#[rustfmt::skip]
pub(super) const PARTS: &[Part] = &[
    c(ARM, 0x720, "arm-v4t", "ARM720T"),
    c(ARM, 0x920, "arm-v4t", "ARM920T"),
    c(ARM, 0x922, "arm-v4t", "ARM922T"),
    c(ARM, 0x940, "arm-v4t", "ARM940T"),
    c(ARM, 0x926, "arm-v5te", "ARM926EJ-S"),
    c(ARM, 0x946, "arm-v5te", "ARM946E-S"),
    c(ARM, 0x966, "arm-v5te", "ARM966E-S"),
    c(ARM, 0x968, "arm-v5te", "ARM968E-S"),
    // The ARM1020T is an ARMv5T, the ARM1020E an ARMv5TE.
    c(ARM, 0xa20, "arm-v4t arm-v5te", "ARM1020"),
    c(ARM, 0xa22, "arm-v5te", "ARM1022E"),
    c(ARM, 0xa26, "arm-v5te", "ARM1026EJ-S"),
    c(ARM, 0xb02, "arm-v6", "ARM11 MPCore"),
    c(ARM, 0xb36, "arm-v6", "ARM1136"),
    c(ARM, 0xb56, "arm-v6", "ARM1156"),
    c(ARM, 0xb76, "arm-v6", "ARM1176"),
    c(ARM, 0xc05, "arm-v7a", "Cortex-A5"),
    c(ARM, 0xc07, "arm-v7a", "Cortex-A7"),
    c(ARM, 0xc08, "arm-v7a", "Cortex-A8"),
    c(ARM, 0xc09, "arm-v7a", "Cortex-A9"),
    c(ARM, 0xc0d, "arm-v7a", "Cortex-A12"),
    c(ARM, 0xc0e, "arm-v7a", "Cortex-A17"),
    c(ARM, 0xc0f, "arm-v7a", "Cortex-A15"),
    // An ARMv8-A without the 64-bit state: it depends on what is wanted of that level.
    c(ARM, 0xd01, "arm-v7a arm-v8.0a", "Cortex-A32"),
    c(ARM, 0xd02, "arm-v8.0a", "Cortex-A34"),
    c(ARM, 0xd03, "arm-v8.0a", "Cortex-A53"),
    c(ARM, 0xd04, "arm-v8.0a", "Cortex-A35"),
    c(ARM, 0xd07, "arm-v8.0a", "Cortex-A57"),
    c(ARM, 0xd08, "arm-v8.0a", "Cortex-A72"),
    c(ARM, 0xd09, "arm-v8.0a", "Cortex-A73"),
    c(ARM, 0xd05, "arm-v8.2a", "Cortex-A55"),
    c(ARM, 0xd06, "arm-v8.2a", "Cortex-A65"),
    c(ARM, 0xd43, "arm-v8.2a", "Cortex-A65AE"),
    c(ARM, 0xd0a, "arm-v8.2a", "Cortex-A75"),
    c(ARM, 0xd0b, "arm-v8.2a", "Cortex-A76"),
    c(ARM, 0xd0e, "arm-v8.2a", "Cortex-A76AE"),
    c(ARM, 0xd0d, "arm-v8.2a", "Cortex-A77"),
    c(ARM, 0xd41, "arm-v8.2a", "Cortex-A78"),
    c(ARM, 0xd42, "arm-v8.2a", "Cortex-A78AE"),
    c(ARM, 0xd4b, "arm-v8.2a", "Cortex-A78C"),
    c(ARM, 0xd44, "arm-v8.2a", "Cortex-X1"),
    c(ARM, 0xd4c, "arm-v8.2a", "Cortex-X1C"),
    c(ARM, 0xd0c, "arm-v8.2a", "Neoverse N1"),
    c(ARM, 0xd4a, "arm-v8.2a", "Neoverse E1"),
    c(ARM, 0xd40, "arm-v8.4a", "Neoverse V1"),
    c(ARM, 0xd46, "arm-v9.0a", "Cortex-A510"),
    c(ARM, 0xd47, "arm-v9.0a", "Cortex-A710"),
    c(ARM, 0xd4d, "arm-v9.0a", "Cortex-A715"),
    c(ARM, 0xd48, "arm-v9.0a", "Cortex-X2"),
    c(ARM, 0xd4e, "arm-v9.0a", "Cortex-X3"),
    c(ARM, 0xd49, "arm-v9.0a", "Neoverse N2"),
    c(ARM, 0xd4f, "arm-v9.0a", "Neoverse V2"),
    c(ARM, 0xd8f, "arm-v9.2a", "Cortex-A320"),
    c(ARM, 0xd80, "arm-v9.2a", "Cortex-A520"),
    c(ARM, 0xd88, "arm-v9.2a", "Cortex-A520AE"),
    c(ARM, 0xd81, "arm-v9.2a", "Cortex-A720"),
    c(ARM, 0xd89, "arm-v9.2a", "Cortex-A720AE"),
    c(ARM, 0xd87, "arm-v9.2a", "Cortex-A725"),
    c(ARM, 0xd82, "arm-v9.2a", "Cortex-X4"),
    c(ARM, 0xd85, "arm-v9.2a", "Cortex-X925"),
    c(ARM, 0xd8e, "arm-v9.2a", "Neoverse N3"),
    c(ARM, 0xd84, "arm-v9.2a", "Neoverse V3"),
    c(ARM, 0xd83, "arm-v9.2a", "Neoverse V3AE"),
    c(ARM, 0xd8a, "arm-v9.2a", "C1-Nano"),
    c(ARM, 0xd8b, "arm-v9.2a", "C1-Pro"),
    c(ARM, 0xd8c, "arm-v9.2a", "C1-Ultra"),
    c(ARM, 0xd90, "arm-v9.2a", "C1-Premium"),

    c(BROADCOM, 0x00f, "arm-v7a", "Brahma B15"),
    c(BROADCOM, 0x100, "arm-v8.0a", "Brahma B53"),
    c(BROADCOM, 0x516, "arm-v8.1a", "Vulcan"),

    c(CAVIUM, 0x0a0, "arm-v8.0a", "ThunderX"),
    c(CAVIUM, 0x0a1, "arm-v8.0a", "ThunderX 88xx"),
    c(CAVIUM, 0x0a2, "arm-v8.0a", "ThunderX 81xx"),
    c(CAVIUM, 0x0a3, "arm-v8.0a", "ThunderX 83xx"),
    c(CAVIUM, 0x0af, "arm-v8.1a", "ThunderX2 99xx"),
    c(CAVIUM, 0x0b0, "arm-v8.2a", "OcteonTX2"),
    c(CAVIUM, 0x0b1, "arm-v8.2a", "OcteonTX2 98xx"),
    c(CAVIUM, 0x0b2, "arm-v8.2a", "OcteonTX2 96xx"),
    c(CAVIUM, 0x0b3, "arm-v8.2a", "OcteonTX2 95xx"),
    c(CAVIUM, 0x0b4, "arm-v8.2a", "OcteonTX2 95xxN"),
    c(CAVIUM, 0x0b5, "arm-v8.2a", "OcteonTX2 95xxMM"),
    c(CAVIUM, 0x0b8, "arm-v8.2a", "ThunderX3 T110"),

    c(FUJITSU, 0x001, "arm-v8.2a", "A64FX"),
    c(FUJITSU, 0x003, "arm-v9.2a", "MONAKA"),

    c(HISILICON, 0xd01, "arm-v8.2a", "TSV110"),
    c(HISILICON, 0xd06, "arm-v8.5a", "HIP12"),
    c(HISILICON, 0xd40, "arm-v8.2a", "Cortex-A76 (HiSilicon)"),
    c(HISILICON, 0xd41, "arm-v8.2a", "Cortex-A77 (HiSilicon)"),

    c(NVIDIA, 0x000, "arm-v8.0a", "Denver"),
    c(NVIDIA, 0x003, "arm-v8.0a", "Denver 2"),
    c(NVIDIA, 0x004, "arm-v8.2a", "Carmel"),
    c(NVIDIA, 0x010, "arm-v9.2a", "Olympus"),

    // The eMAG has the same number.
    c(APM, 0x000, "arm-v8.0a", "X-Gene"),

    c(QUALCOMM, 0x001, "arm-v8.5a", "Oryon"),
    c(QUALCOMM, 0x00f, "arm-v7a", "Scorpion"),
    c(QUALCOMM, 0x02d, "arm-v7a", "Scorpion"),
    c(QUALCOMM, 0x04d, "arm-v7a", "Krait"),
    c(QUALCOMM, 0x06f, "arm-v7a", "Krait"),
    c(QUALCOMM, 0x201, "arm-v8.0a", "Kryo"),
    c(QUALCOMM, 0x205, "arm-v8.0a", "Kryo"),
    c(QUALCOMM, 0x211, "arm-v8.0a", "Kryo"),
    // The first Falkor has the number of the Kryo 2xx Gold.
    c(QUALCOMM, 0x800, "arm-v8.0a", "Kryo 2xx Gold"),
    c(QUALCOMM, 0x801, "arm-v8.0a", "Kryo 2xx Silver"),
    c(QUALCOMM, 0x802, "arm-v8.2a", "Kryo 3xx Gold"),
    c(QUALCOMM, 0x803, "arm-v8.2a", "Kryo 3xx Silver"),
    c(QUALCOMM, 0x804, "arm-v8.2a", "Kryo 4xx Gold"),
    c(QUALCOMM, 0x805, "arm-v8.2a", "Kryo 4xx Silver"),
    c(QUALCOMM, 0xc00, "arm-v8.0a", "Falkor"),
    c(QUALCOMM, 0xc01, "arm-v8.4a", "Saphira"),
    c(HXT, 0x000, "arm-v8.0a", "Phecda"),

    // The M2 shares the number of the M1.
    c(SAMSUNG, 0x001, "arm-v8.0a", "Exynos M1"),
    c(SAMSUNG, 0x002, "arm-v8.0a", "Exynos M3"),
    c(SAMSUNG, 0x003, "arm-v8.2a", "Exynos M4"),
    c(SAMSUNG, 0x004, "arm-v8.2a", "Exynos M5"),

    c(TI, 0x925, "arm-v4t", "ARM925T"),

    c(MARVELL, 0x131, "arm-v5te", "Feroceon 88FR131"),
    c(MARVELL, 0x531, "arm-v5te", "Feroceon 88FR531"),
    c(MARVELL, 0x571, "arm-v5te", "Feroceon 88FR571"),
    c(MARVELL, 0x581, "arm-v7a", "PJ4"),
    c(MARVELL, 0x584, "arm-v7a", "PJ4B-MP"),

    c(INTEL, 0x200, "arm-v5te", "XScale 80200"),
    c(INTEL, 0x210, "arm-v5te", "XScale PXA250"),
    c(INTEL, 0x212, "arm-v5te", "XScale PXA210"),
    c(INTEL, 0x242, "arm-v5te", "XScale 80321"),
    c(INTEL, 0x243, "arm-v5te", "XScale 80321"),
    c(INTEL, 0x290, "arm-v5te", "XScale PXA250"),
    c(INTEL, 0x292, "arm-v5te", "XScale PXA210"),
    c(INTEL, 0x2c2, "arm-v5te", "XScale 80321"),
    c(INTEL, 0x2c3, "arm-v5te", "XScale 80321"),
    c(INTEL, 0x2d0, "arm-v5te", "XScale PXA255"),
    c(INTEL, 0x2d2, "arm-v5te", "XScale PXA210"),
    c(INTEL, 0x2e2, "arm-v5te", "XScale 80219"),
    c(INTEL, 0x2e3, "arm-v5te", "XScale 80219"),
    c(INTEL, 0x401, "arm-v5te", "XScale IOP33x"),
    c(INTEL, 0x404, "arm-v5te", "XScale IXP43x"),
    c(INTEL, 0x411, "arm-v5te", "XScale PXA27x"),
    c(INTEL, 0x419, "arm-v5te", "XScale IXP2400"),
    c(INTEL, 0x41a, "arm-v5te", "XScale IXP2800"),
    c(INTEL, 0x41c, "arm-v5te", "XScale IXP42x"),
    c(INTEL, 0x41d, "arm-v5te", "XScale IXP42x"),
    c(INTEL, 0x41f, "arm-v5te", "XScale IXP42x"),
    c(INTEL, 0x420, "arm-v5te", "XScale IXP46x"),
    c(INTEL, 0x682, "arm-v5te", "XScale PXA32x"),
    c(INTEL, 0x683, "arm-v5te", "XScale PXA93x"),
    c(INTEL, 0x688, "arm-v5te", "XScale PXA30x"),
    c(INTEL, 0x689, "arm-v5te", "XScale PXA31x"),

    c(MICROSOFT, 0xd49, "arm-v9.0a", "Azure Cobalt 100"),

    c(PHYTIUM, 0x303, "arm-v8.0a", "FTC310"),
    c(PHYTIUM, 0x660, "arm-v8.0a", "FTC660"),
    c(PHYTIUM, 0x661, "arm-v8.0a", "FTC661"),
    c(PHYTIUM, 0x662, "arm-v8.0a", "FTC662"),
    c(PHYTIUM, 0x663, "arm-v8.0a", "FTC663"),
    c(PHYTIUM, 0x664, "arm-v8.0a", "FTC664"),

    c(AMPERE, 0xac3, "arm-v8.5a", "Ampere-1"),
    c(AMPERE, 0xac4, "arm-v8.5a", "Ampere-1A"),
    c(AMPERE, 0xac5, "arm-v8.5a", "Ampere-1B"),
    c(AMPERE, 0xac7, "arm-v9.2a", "Ampere-1C"),
];
