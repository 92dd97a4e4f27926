//! `/proc/cpuinfo`: the Linux kernel's account of the processors, of every architecture.

use super::facts::{Facts, Key};
use crate::cpu::arm_core_name;
use std::collections::BTreeSet;

/// Adds what a `/proc/cpuinfo` says to a machine's facts. `source` names the file.
pub fn read(text: &str, source: &str, facts: &mut Facts) {
    let lines: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(key, value)| (key.trim(), value.trim()))
        .collect();
    // Processors that are offline leave gaps, so the first value that says something counts.
    let first = |key: &str| {
        let mut values = lines.iter().filter(|(k, v)| *k == key && !v.is_empty());
        values.next().map(|(_, value)| *value)
    };
    let mut put = |key: Key, place: &str, value: Option<String>| {
        if let Some(value) = value {
            facts.put(key, source, place, value);
        }
    };
    let own = |key: &str| first(key).map(str::to_owned);

    let arch = arch(&first);
    if let Some((place, arch)) = arch {
        put(Key::Arch, place, Some(arch.to_owned()));
    }
    let ppc = arch.is_some_and(|(_, arch)| arch == "ppc");
    for (key, place) in [
        (Key::CpuVendor, "vendor_id"),
        (Key::CpuFamily, "cpu family"),
        (Key::CpuModel, "model"),
        (Key::CpuStepping, "stepping"),
        (Key::CpuFlags, "flags"),
    ] {
        let numeric = matches!(key, Key::CpuFamily | Key::CpuModel | Key::CpuStepping);
        // "stepping : unknown" on processors without CPUID.
        let mut text = own(place).filter(|text| !numeric || text.parse::<u32>().is_ok());
        // Newer kernels list what virtualization can do in a line of its own.
        if let (Key::CpuFlags, Some(text), Some(vmx)) = (key, &mut text, first("vmx flags")) {
            let listed = |list: &str| list.split_whitespace().any(|flag| flag == "ept");
            if listed(vmx) && !listed(text) {
                text.push_str(" ept");
            }
        }
        put(key, place, text);
    }
    if first("flags").is_some_and(|flags| flags.split(' ').any(|flag| flag == "hypervisor")) {
        put(Key::CpuHypervisor, "flags", Some("true".to_owned()));
    }
    let arm = arm_parts(&lines);
    // A 32-bit kernel's name for an ARM core is what the kernel is for; its part is the core.
    let listed = first("CPU implementer").and_then(hex).zip(first("CPU part").and_then(hex));
    let listed = listed.is_some_and(|(who, part)| arm_core_name(who, part).is_some());
    for (place, text) in [
        ("CPU part", arm.clone().filter(|_| listed)),
        ("model name", own("model name")),
        ("Model Name", own("Model Name")),
        ("cpu model", both(first("cpu"), first("cpu model"))),
        ("cpu model", own("cpu model")),
        ("cpu", own("cpu").filter(|_| ppc).map(|cpu| format!("PowerPC {cpu}"))),
        ("cpu", own("cpu")),
        ("CPU", own("CPU").filter(|text| text.starts_with("68"))),
        ("family", own("family").filter(|_| is_ia64(&first))),
        ("Processor", own("Processor")),
        ("uarch", own("uarch")),
        ("CPU part", arm),
        ("machine", both(first("vendor_id").filter(|v| *v == "IBM/S390"), machine_type(text))),
    ] {
        if text.is_some() {
            put(Key::CpuText, place, text);
            break;
        }
    }
    let megahertz = |key| first(key).map(|n| format!("{} MHz", n.trim_end_matches("MHz")));
    put(Key::ClockSeen, "cpu MHz", megahertz("cpu MHz").or_else(|| megahertz("clock")));
    put(Key::ClockRated, "cpu MHz static", megahertz("cpu MHz static"));
    counts(&lines, &mut put);
}

/// The kinds of cores that there are, each once: of a processor with large and small ones, more
/// than one.
fn arm_parts(lines: &[(&str, &str)]) -> Option<String> {
    let of = |key: &'static str| lines.iter().filter(move |(k, _)| *k == key).map(|(_, v)| *v);
    let mut kinds: Vec<String> = Vec::new();
    for (implementer, part) in of("CPU implementer").zip(of("CPU part")) {
        let kind = format!("ARM {implementer} {part}");
        // No processor has more kinds than a few; a file can claim any number.
        if kinds.len() < 8 && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    (!kinds.is_empty()).then(|| kinds.join(" or "))
}

fn hex(text: &str) -> Option<u32> {
    u32::from_str_radix(text.strip_prefix("0x")?, 16).ok()
}

fn both(a: Option<&str>, b: Option<&str>) -> Option<String> {
    Some(format!("{} {}", a?, b?))
}

/// The architecture, by the keys that only its kernels write.
fn arch<'a>(first: &impl Fn(&str) -> Option<&'a str>) -> Option<(&'static str, &'static str)> {
    let vendor = first("vendor_id");
    if vendor == Some("IBM/S390") {
        return Some(("vendor_id", "s390"));
    }
    let by_key = [
        ("CPU implementer", "arm"),
        ("hart", "riscv"),
        ("vendor_id", "x86"),
        ("cpu family", "x86"),
    ];
    let family = first("cpu family").unwrap_or_default();
    if family.starts_with("Itanium") || family == "32" {
        return Some(("cpu family", "ia64"));
    }
    if is_ia64(first) {
        return Some(("arch", "ia64"));
    }
    if family.starts_with("PA-RISC") {
        return Some(("cpu family", "hppa"));
    }
    let foreign = |key: &str| match key {
        "vendor_id" => vendor.is_some_and(|v| v.starts_with("E2K") || v == "Tensilica"),
        "cpu family" => family.parse::<u32>().is_err(),
        _ => false,
    };
    let found = by_key.into_iter().find(|(key, _)| first(key).is_some() && !foreign(key));
    if found.is_some() {
        return found;
    }
    if first("CPU Family").is_some_and(|family| family.starts_with("Loongson")) {
        return Some(("CPU Family", "loong"));
    }
    if first("tlb_entries").is_some() && first("cpu model").is_some() {
        return Some(("cpu model", "mips"));
    }
    if first("CPU").is_some_and(|cpu| cpu.starts_with("680")) && first("MMU").is_some() {
        return Some(("CPU", "m68k"));
    }
    let cpu = first("cpu")?;
    // "604r", "7447A, altivec supported": the numbers of PowerPC, behind which stands a version.
    if cpu.starts_with(|c: char| c.is_ascii_digit())
        && first("revision").is_some_and(|revision| revision.contains("(pvr "))
    {
        return Some(("cpu", "ppc"));
    }
    let by_name = [
        ("POWER", "power"),
        ("Alpha", "alpha"),
        ("TI Ultra", "sparc"),
        ("UltraSparc", "sparc"),
        ("SPARC-", "sparc"),
        ("sun4", "sparc"),
    ];
    let named = by_name.into_iter().find(|(name, _)| cpu.starts_with(name));
    named.map(|(_, arch)| ("cpu", arch))
}

/// Older kernels for Itanium name the architecture and call the family so.
fn is_ia64<'a>(first: &impl Fn(&str) -> Option<&'a str>) -> bool {
    first("arch") == Some("IA-64")
}

/// "8561" of the lines `processor 0: version = FF, identification = 0123, machine = 8561`.
fn machine_type(text: &str) -> Option<&str> {
    let at = text.find("machine = ")?;
    text[at + "machine = ".len()..].lines().next().map(str::trim)
}

fn counts(lines: &[(&str, &str)], put: &mut impl FnMut(Key, &str, Option<String>)) {
    let of = |key: &'static str| lines.iter().filter(move |(k, _)| *k == key).map(|(_, v)| *v);
    let threads = of("processor").filter(|number| number.parse::<u32>().is_ok()).count();
    let threads = match of("# processors").chain(of("ncpus active")).next() {
        Some(said) => said.parse().unwrap_or(threads),
        None => threads,
    };
    // People show the block of one processor. What a hypervisor says of the others is its own affair.
    let guest = of("flags").any(|flags| flags.split(' ').any(|flag| flag == "hypervisor"));
    let siblings = of("siblings").next().and_then(|count| count.parse::<usize>().ok());
    let cut = threads == 1 && !guest && siblings.is_some_and(|count| count > 1);
    if threads == 0 || cut {
        return;
    }
    put(Key::Threads, "processor", Some(threads.to_string()));
    let packages: BTreeSet<&str> = of("physical id").collect();
    let cores: BTreeSet<(&str, &str)> = of("physical id").zip(of("core id")).collect();
    if !packages.is_empty() {
        put(Key::Sockets, "physical id", Some(packages.len().to_string()));
    }
    // Some hypervisors give every processor the same core: then nothing is known of cores.
    if !cores.is_empty() && threads <= cores.len() * 2 {
        put(Key::Cores, "core id", Some(cores.len().to_string()));
    }
}
