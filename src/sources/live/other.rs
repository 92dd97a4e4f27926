//! Systems other than Linux: what `sysinfo` gives, and CPUID on x86.

use crate::sources::facts::{Facts, Key};
use sysinfo::System;

pub(super) fn read(facts: &mut Facts) {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    super::cpuid::read(facts);
    super::brand(facts);
    if let Ok(cores) = System::physical_core_count()
        && cores > 0
    {
        facts.put(Key::Cores, "sysinfo", "physical cores", cores.to_string());
    }
}
