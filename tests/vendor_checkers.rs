//! What the vendors' own checkers decide, in our words, and what minspec decides of the same
//! machine. Where they differ, it is on purpose, and the case says why.

use crate::support::machine;
use minspec::evaluate::evaluate;
use minspec::library::BUILT_IN;
use minspec::profile::{Tier, read};
use minspec::verdict::Verdict::{self, Fail, Pass, Unknown};

/// What differs from a machine that passes, what the checker says of it, and what minspec says,
/// with the reason where that is another thing.
type Case<'a> = (&'a str, Verdict, Verdict, &'a str);

/// Judges the cases of an edition.
#[track_caller]
fn agree(id: &str, base: &[(&str, &str)], cases: &[Case<'_>]) {
    let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == id).expect(id);
    let profile = read::profile(id, text).unwrap_or_else(|faults| panic!("{faults}"));
    let mut wrong: Vec<String> = Vec::new();
    for (change, theirs, ours, why) in cases {
        // A change replaces all that is said of its subject.
        let subject = |line: &str| line.split(['.', ' ']).next().unwrap_or_default().to_owned();
        let changed: Vec<String> = change.lines().map(|line| subject(line.trim())).collect();
        let kept = base.iter().filter(|(key, _)| !changed.contains(&subject(key)));
        let kept: String = kept.map(|(key, value)| format!("{key} = {value}\n")).collect();
        let machine = machine(&format!("{kept}{change}"));
        let report = evaluate(&profile, &machine, Tier::Minimum);
        if report.verdict() != *ours {
            let found = report
                .findings
                .iter()
                .map(|finding| format!("{} {:?}", finding.requirement.subject(), finding.verdict));
            let found: Vec<String> = found.collect();
            wrong.push(format!("{change}: {:?}, of {}", report.verdict(), found.join(", ")));
        }
        if (theirs == ours) != why.is_empty() {
            wrong.push(format!("{change}: say why it differs, and only then"));
        }
    }
    assert!(wrong.is_empty(), "{id}: {wrong:#?}");
}

/// kubeadm, before `init`: two processors, and 1,700 MiB as the system counts it, in whole MiB.
#[test]
#[rustfmt::skip] // a table
fn kubeadm_preflight_of_a_control_plane() {
    let base = [("arch", "\"x86_64\""), ("threads", "2"), ("memory.visible", "\"1700 MiB\""), ("page_file", "\"0 MB\"")];
    agree("kubernetes/kubeadm-control-plane", &base, &[
        ("memory.visible = \"1700 MiB\"", Pass, Pass, ""),
        ("memory.visible = \"1740799 KiB\"", Fail, Fail, ""),
        ("memory.visible = \"1699 MiB\"", Fail, Fail, ""),
        ("memory.visible = \"1968 MiB\"", Pass, Pass, ""),
        ("threads = 1", Fail, Fail, ""),
        ("threads = 2", Pass, Pass, ""),
        ("threads = 1\ncores = 1\nmemory.visible = \"64 GiB\"", Fail, Fail, ""),
        // It warns of swap, and minspec remarks on it.
        ("page_file = \"2 GB\"", Pass, Pass, ""),
    ]);
}

/// kubeadm, before `join`: of these things it looks at none.
#[test]
#[rustfmt::skip] // a table
fn kubeadm_preflight_of_a_worker() {
    let why = "the documentation asks every machine for 2 GB, though kubeadm looks at control planes only";
    let base = [("arch", "\"x86_64\""), ("threads", "1"), ("memory.installed", "\"2 GB\"")];
    agree("kubernetes/kubeadm-worker", &base, &[
        ("threads = 1", Pass, Pass, ""),
        ("memory.installed = \"1 GB\"", Pass, Fail, why),
        ("memory.visible = \"1966 MiB\"", Pass, Pass, ""),
        ("page_file = \"2 GB\"", Pass, Pass, ""),
    ]);
}

// A list without `msr` is not taken for the whole list of a kernel.
const V1: &str = "fpu msr cx8 cmov mmx fxsr sse sse2 tsc syscall lm";
const V2: &str = "cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3";
const V3: &str = "avx avx2 bmi1 bmi2 f16c fma abm movbe xsave";

/// Leapp's actors: MemTotal in KiB, the flags of /proc/cpuinfo, what is free on /boot.
#[test]
#[rustfmt::skip] // a table
fn leapp_inhibitors() {
    let flags = |flags: &str| format!("cpu = {{ vendor = \"GenuineIntel\", flags = \"{flags}\" }}");
    let (v1, v2, v3) = (flags(V1), flags(&format!("{V1} {V2}")), flags(&format!("{V1} {V2} {V3}")));
    let most = flags(&format!("{V1} {V2} {V3}").replace(" movbe", ""));
    let all = format!("\"{V1} {V2} {V3}\"");
    let base = [
        ("arch", "\"x86_64\""), ("cpu.flags", all.as_str()), ("memory.visible", "\"1572864 KiB\""),
        ("volume", "[{ path = \"/boot\", size = \"1 GiB\", free = \"100 MiB\" }]"),
    ];
    for (id, of_v2) in [("leapp/9", Pass), ("leapp/10", Fail)] {
        agree(id, &base, &[
            ("memory.visible = \"1572864 KiB\"", Pass, Pass, ""),
            ("memory.visible = \"1572863 KiB\"", Fail, Fail, ""),
            (&v1, Fail, Fail, ""),
            (&v2, of_v2, of_v2, ""),
            (&most, of_v2, of_v2, ""),
            (&v3, Pass, Pass, ""),
            ("volume = [{ path = \"/boot\", size = \"1 GiB\", free = \"99 MiB\" }]", Fail, Fail, ""),
            ("arch = \"aarch64\"\ncpu = \"Neoverse-N1\"\nmemory.visible = \"1572863 KiB\"", Fail, Fail, ""),
            ("arch = \"aarch64\"\ncpu = \"Neoverse-N1\"", Pass, Pass, ""),
            ("arch = \"ppc64le\"\ncpu = \"POWER9\"\nmemory.visible = \"3145727 KiB\"", Fail, Fail, ""),
            ("arch = \"ppc64le\"\ncpu = \"POWER9\"\nmemory.visible = \"3145728 KiB\"", Pass, Pass, ""),
        ]);
    }
}

/// Microsoft's HardwareReadiness.ps1: the sum of the modules and the size of the system volume,
/// both rounded to whole GiB; the clock in MHz; logical processors; the signature.
#[test]
#[rustfmt::skip] // a table
fn windows_11_hardware_readiness() {
    let cpu = |vendor: &str, family: u32, model: u32, stepping: u32| {
        format!("cpu = {{ vendor = \"{vendor}\", family = {family}, model = {model}, stepping = {stepping} }}")
    };
    let intel = |model, stepping| cpu("GenuineIntel", 6, model, stepping);
    let amd = |family, model| cpu("AuthenticAMD", family, model, 1);
    let words = "Microsoft's words are \"1 GHz or faster\"; the script refuses exactly 1 GHz";
    let near = "a clock is the same within 3 %: what is sold as 1 GHz is read as 999 MHz";
    let cores = "Microsoft's words are \"two or more cores\"; the script counts logical processors";
    let rounded = "the script rounds up what no 4 GB of modules amount to";
    let space = "Microsoft's words are 64 GB, with which PCs are sold; the script counts in GiB and rounds";
    let younger = "the script fails what is younger than itself; what setup blocks names family 6 alone";
    let base = [
        ("arch", "\"x86_64\""),
        ("cpu", "{ vendor = \"GenuineIntel\", family = 6, model = 158, stepping = 10, hypervisor = false, flags = \"fpu msr tsc cx8 cmov mmx fxsr sse sse2 syscall lm nx cx16 lahf_lm popcnt pni sse4_1 sse4_2 ssse3\" }"),
        ("clock", "\"2.8 GHz\""), ("cores", "6"), ("threads", "6"),
        ("memory.installed", "\"4 GB\""), ("disk", "{ size = \"64 GiB\", free = \"64 GiB\" }"),
        ("firmware", "\"uefi\""), ("secure_boot", "\"enabled\""), ("tpm", "\"2.0\""),
    ];
    let disk = |gib: &str| format!("disk = {{ size = \"{gib} GiB\", free = \"{gib} GiB\" }}");
    agree("windows/11", &base, &[
        ("cores = 6", Pass, Pass, ""),
        ("clock = \"1 GHz\"", Fail, Pass, words),
        ("clock = \"999 MHz\"", Fail, Pass, near),
        ("clock = \"900 MHz\"", Fail, Fail, ""),
        ("clock = \"1001 MHz\"", Pass, Pass, ""),
        ("cores = 2\nthreads = 2", Pass, Pass, ""),
        ("cores = 1\nthreads = 1", Fail, Fail, ""),
        ("cores = 1\nthreads = 2", Pass, Fail, cores),
        // The modules behind it are 4 GiB, which the script reads and minspec infers.
        ("memory.visible = \"3.9 GiB\"", Pass, Pass, ""),
        ("memory.installed = \"3.4 GiB\"", Fail, Fail, ""),
        ("memory.installed = \"3.5 GiB\"", Pass, Fail, rounded),
        (&disk("63.6"), Pass, Pass, ""),
        (&disk("63.4"), Fail, Unknown, space),
        (&disk("59"), Fail, Fail, ""),
        (&intel(94, 3), Fail, Fail, ""),
        (&intel(85, 4), Pass, Pass, ""),
        // The script asks the registry for what the signature leaves open.
        (&intel(142, 9), Unknown, Unknown, ""),
        (&intel(158, 9), Unknown, Unknown, ""),
        (&intel(142, 10), Pass, Pass, ""),
        (&intel(158, 10), Pass, Pass, ""),
        (&cpu("GenuineIntel", 18, 1, 0), Fail, Pass, younger),
        (&amd(21, 101), Fail, Fail, ""),
        (&amd(23, 1), Fail, Fail, ""),
        (&amd(23, 17), Fail, Fail, ""),
        (&amd(23, 8), Pass, Pass, ""),
        (&amd(25, 33), Pass, Pass, ""),
        ("tpm = \"1.2\"", Fail, Fail, ""),
        ("tpm = \"none\"", Fail, Fail, ""),
        ("secure_boot = \"capable\"", Pass, Pass, ""),
        ("secure_boot = \"no\"", Fail, Fail, ""),
        ("firmware = \"bios\"\nsecure_boot = \"no\"", Fail, Fail, ""),
    ]);
}
