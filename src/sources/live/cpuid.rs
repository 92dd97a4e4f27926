//! CPUID: the signature, name and flags of an x86 processor, by the processor itself.

use crate::sources::facts::{Facts, Key};
use raw_cpuid::CpuId;

/// Adds what CPUID says to a machine's facts.
pub fn read(facts: &mut Facts) {
    let cpuid = CpuId::new();
    let source = "CPUID";
    if let Some(vendor) = cpuid.get_vendor_info() {
        facts.put(Key::CpuVendor, source, "vendor", vendor.as_str());
    }
    if let Some(info) = cpuid.get_feature_info() {
        facts.put(Key::CpuFamily, source, "family", info.family_id().to_string());
        facts.put(Key::CpuModel, source, "model", info.model_id().to_string());
        facts.put(Key::CpuStepping, source, "stepping", info.stepping_id().to_string());
        if info.has_hypervisor() {
            facts.put(Key::CpuHypervisor, source, "hypervisor bit", "true");
        }
    }
    if let Some(brand) = cpuid.get_processor_brand_string() {
        facts.put(Key::CpuText, source, "brand", brand.as_str().trim());
    }
    let flags = flags(&cpuid);
    if !flags.is_empty() {
        facts.put(Key::CpuFlags, source, "features", flags.join(" "));
    }
    let base = cpuid.get_processor_frequency_info().map(|info| info.processor_base_frequency());
    if let Some(megahertz) = base.filter(|megahertz| *megahertz > 0) {
        facts.put(Key::ClockBase, source, "base frequency", format!("{megahertz} MHz"));
    }
}

/// The flags that tell the instruction-set levels apart and those that are asked for, by their
/// Linux names. They are not all: `msr` is left out, by which a list is known to be whole.
fn flags(cpuid: &CpuId<raw_cpuid::CpuIdReaderNative>) -> Vec<&'static str> {
    let basic = cpuid.get_feature_info().map(|f| {
        vec![
            ("fpu", f.has_fpu()),
            ("tsc", f.has_tsc()),
            ("pae", f.has_pae()),
            ("cx8", f.has_cmpxchg8b()),
            ("cmov", f.has_cmov()),
            ("mmx", f.has_mmx()),
            ("fxsr", f.has_fxsave_fxstor()),
            ("sse", f.has_sse()),
            ("sse2", f.has_sse2()),
            ("pni", f.has_sse3()),
            ("ssse3", f.has_ssse3()),
            ("sse4_1", f.has_sse41()),
            ("sse4_2", f.has_sse42()),
            ("cx16", f.has_cmpxchg16b()),
            ("vmx", f.has_vmx()),
            ("aes", f.has_aesni()),
            ("popcnt", f.has_popcnt()),
            ("movbe", f.has_movbe()),
            ("xsave", f.has_xsave()),
            ("osxsave", f.has_oxsave()),
            ("avx", f.has_avx()),
            ("f16c", f.has_f16c()),
            ("fma", f.has_fma()),
            ("hypervisor", f.has_hypervisor()),
        ]
    });
    let extended = cpuid.get_extended_feature_info().map(|f| {
        vec![
            ("bmi1", f.has_bmi1()),
            ("bmi2", f.has_bmi2()),
            ("avx2", f.has_avx2()),
            ("avx512f", f.has_avx512f()),
            ("avx512bw", f.has_avx512bw()),
            ("avx512cd", f.has_avx512cd()),
            ("avx512dq", f.has_avx512dq()),
            ("avx512vl", f.has_avx512vl()),
        ]
    });
    let amd = cpuid.get_extended_processor_and_feature_identifiers().map(|f| {
        vec![
            ("syscall", f.has_syscall_sysret()),
            ("nx", f.has_execute_disable()),
            ("lm", f.has_64bit_mode()),
            ("lahf_lm", f.has_lahf_sahf()),
            ("abm", f.has_lzcnt()),
            ("svm", f.has_svm()),
            ("3dnowprefetch", f.has_prefetchw()),
        ]
    });
    let nested = cpuid.get_svm_info().map(|f| vec![("npt", f.has_nested_paging())]);
    let all = [basic, extended, amd, nested].into_iter().flatten().flatten();
    all.filter(|(_, there)| *there).map(|(name, _)| name).collect()
}
