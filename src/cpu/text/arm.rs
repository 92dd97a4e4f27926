//! The names of ARM cores, and the words with which kernels speak of them.
//!
//! Kernels name what they were built for, which may be less than the core: a core of ARMv8 under
//! a 32-bit kernel is an "ARMv7 Processor". Such words are the set of all that says so.

use super::names::{Name, name};

/// What a 32-bit kernel of ARMv7 can run on.
const RUNS_V7: &str = "arm-v7a arm-v8.0a arm-v8.1a arm-v8.2a arm-v8.4a arm-v8.5a";

/// What can run 64-bit code.
const RUNS_64: &str = "arm-v8.0a arm-v8.1a arm-v8.2a arm-v8.4a arm-v8.5a arm-v9.0a arm-v9.2a \
apple-m1 apple-m2 apple-m3 apple-m4 apple-m5";

#[rustfmt::skip]
pub(super) const NAMES: &[Name] = &[
    name("armv4t*", "arm-v4t"), name("armv5te*", "arm-v5te"), name("armv6*", "arm-v6"),
    name("armv7*", RUNS_V7), name("armv8*", RUNS_64), name("aarch64*", RUNS_64),
    name("arm64*", RUNS_64),

    name("arm7tdmi*", "arm-v4t"), name("arm720*", "arm-v4t"), name("arm9tdmi*", "arm-v4t"),
    name("arm92[025]*", "arm-v4t"), name("arm940*", "arm-v4t"), name("arm926*", "arm-v5te"),
    name("arm9e*", "arm-v5te"), name("arm946*", "arm-v5te"), name("arm96[68]*", "arm-v5te"),
    name("arm1020", "arm-v4t arm-v5te"), name("arm1020t*", "arm-v4t"), name("arm1020e*", "arm-v5te"),
    name("arm102[26]*", "arm-v5te"), name("arm11*", "arm-v6"), name("arm11[357]6*", "arm-v6"),
    name("feroceon*", "arm-v5te"), name("xscale*", "arm-v5te"), name("pxa2##*", "arm-v5te"),
    name("pxa3##*", "arm-v5te"), name("pj4*", "arm-v7a"),

    name("cortex a[5789]", "arm-v7a"), name("cortex a1[257]", "arm-v7a"),
    // An ARMv8-A without the 64-bit state.
    name("cortex a32", "arm-v7a arm-v8.0a"),
    name("cortex a3[45]", "arm-v8.0a"), name("cortex a53", "arm-v8.0a"),
    name("cortex a57", "arm-v8.0a"), name("cortex a7[23]", "arm-v8.0a"),
    name("cortex a[56]5*", "arm-v8.2a"), name("cortex a7[5678]*", "arm-v8.2a"),
    name("cortex x1*", "arm-v8.2a"), name("cortex a[57]10", "arm-v9.0a"),
    name("cortex a715", "arm-v9.0a"), name("cortex x[23]", "arm-v9.0a"),
    name("cortex a320", "arm-v9.2a"), name("cortex a[57]20*", "arm-v9.2a"),
    name("cortex a725", "arm-v9.2a"), name("cortex x4", "arm-v9.2a"),
    name("cortex x925", "arm-v9.2a"), name("c1 ultra|premium|pro|nano", "arm-v9.2a"),
    name("neoverse [en]1", "arm-v8.2a"), name("neoverse v1", "arm-v8.4a"),
    name("neoverse [nv]2", "arm-v9.0a"), name("neoverse n3", "arm-v9.2a"),
    name("neoverse v3*", "arm-v9.2a"),

    name("qualcomm scorpion", "arm-v7a"), name("krait", "arm-v7a"),
    // The name of every core in a Snapdragon from the 820 to the 8 Gen 3.
    name("kryo", "arm-v8.0a arm-v8.2a arm-v9.0a arm-v9.2a"), name("kryo v2", "arm-v8.0a"),
    name("kryo 2##|2xx", "arm-v8.0a"), name("kryo [3-6]##|[3-6]xx", "arm-v8.2a"),
    name("falkor", "arm-v8.0a"),
    // The third generation is an ARMv9 and bears no number in what it says of itself.
    name("oryon", "arm-v8.5a arm-v9.0a arm-v9.2a"),
    name("brahma b15", "arm-v7a"), name("brahma b53", "arm-v8.0a"),
    name("exynos m[123]", "arm-v8.0a"), name("exynos m[45]", "arm-v8.2a"),
    name("ftc310", "arm-v8.0a"), name("ftc66[0-4]", "arm-v8.0a"),
    name("taishan v110", "arm-v8.2a"), name("tsv110", "arm-v8.2a"),
    name("ampere 1|1a|1b", "arm-v8.5a"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpu::class::set;
    use crate::cpu::{Candidates, describe};

    #[test]
    fn cores_are_understood() {
        let table = [
            ("ARM926EJ-S rev 5 (v5l)", "arm-v5te"),
            ("ARM920T rev 0 (v4l)", "arm-v4t"),
            ("ARM1176JZF-S", "arm-v6"),
            ("ARM11 MPCore", "arm-v6"),
            ("Feroceon 88FR131 rev 1 (v5l)", "arm-v5te"),
            ("XScale-80219 rev 0 (v5l)", "arm-v5te"),
            ("XScale-PXA270 rev 7 (v5l)", "arm-v5te"),
            ("ARMv6-compatible processor rev 7 (v6l)", "arm-v6"),
            ("Marvell PJ4Bv7 Processor rev 1 (v7l)", "arm-v7a"),
            ("Cortex-A7", "arm-v7a"),
            ("ARM Cortex-A9 MPCore", "arm-v7a"),
            ("Cortex-A53", "arm-v8.0a"),
            ("Cortex-A55", "arm-v8.2a"),
            ("Cortex-A78AE", "arm-v8.2a"),
            ("Cortex-X1C", "arm-v8.2a"),
            ("Cortex-A510", "arm-v9.0a"),
            ("Cortex-A720AE", "arm-v9.2a"),
            ("C1-Pro", "arm-v9.2a"),
            ("Neoverse-N1", "arm-v8.2a"),
            ("Neoverse-V3AE", "arm-v9.2a"),
            ("Kryo-3XX-Gold", "arm-v8.2a"),
            ("Kryo-V2", "arm-v8.0a"),
            ("Qualcomm Kryo 280", "arm-v8.0a"),
            ("FTC663", "arm-v8.0a"),
            // A v8 core under a 32-bit kernel says the first of these.
            ("ARMv7 Processor rev 4 (v7l)", RUNS_V7),
            ("ARMv7 Processor rev 0 (v7l) Qualcomm Technologies, Inc MSM8916", "arm-v8.0a"),
            ("ARMv8 Processor rev 14 (v8l)", RUNS_64),
            ("ARMv8 (64-bit) Family 8 Model FFF Revision 201", RUNS_64),
            ("AArch64 Processor rev 3 (aarch64)", RUNS_64),
            ("Cortex-A1000", ""),
            ("Cortex-R5", ""),
            ("Cortex-M4", ""),
            // No Thumb, and so below every class of the table.
            ("StrongARM-1110 rev 9 (v4l)", ""),
        ];
        for (text, classes) in table {
            let described = describe(text);
            assert_eq!(described.classes, set(classes), "{text}: {}", described.why);
        }
    }

    #[test]
    fn what_runs_64_bits_is_what_counts_as_armv8() {
        let v8 = set("arm-v8.0a").iter().next().unwrap();
        assert_eq!(set(RUNS_64), v8.descendants());
        assert_eq!(set(RUNS_V7).intersection(set(RUNS_64)).len(), set(RUNS_V7).len() - 1);
        assert_ne!(set(RUNS_V7), Candidates::EMPTY);
    }
}
