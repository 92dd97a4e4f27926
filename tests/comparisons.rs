//! A processor against a required class and clock: worked examples, each with the sentence that
//! explains it. The laws stand in `laws.rs`.

use crate::support::*;
use minspec::evaluate::evaluate;
use minspec::item::Item;
use minspec::profile::Tier;
use minspec::verdict::Verdict::{self, Fail, Pass, Unknown};

/// A processor, what is required of class and clock, the verdict on both, and a part of the
/// sentence that decides.
type Example = (&'static str, (&'static str, &'static str), Verdict, &'static str);

const EXAMPLES: &[Example] = &[
    ("Pentium 150", ("pentium", "166 MHz"), Fail, "150 MHz found, 166 MHz required"),
    ("Pentium II 233", ("pentium", "166 MHz"), Pass, "is Pentium II; Pentium or later required"),
    ("K6-2 300", ("pentium", "166 MHz"), Pass, "is AMD K6-2; Pentium or later required"),
    ("Pentium MMX 150", ("pentium", "166 MHz"), Unknown, "is not measured, or too close"),
    ("WinChip 200 MHz", ("pentium", "166 MHz"), Pass, "is WinChip; Pentium or later required"),
    ("486DX4-100", ("pentium", "166 MHz"), Fail, "is 486, older than Pentium"),
    ("Pentium MMX 300", ("pentium2", "233 MHz"), Fail, "is Pentium MMX, older than Pentium II"),
    ("K6-2 450", ("pentium2", "233 MHz"), Unknown, "cannot be ranked against Pentium II"),
    ("Athlon 900 MHz", ("pentium3", "1 GHz"), Unknown, "cannot be ranked against Pentium III"),
    ("Atom N270 @ 1.60GHz", ("pentium3", "1 GHz"), Pass, "1.6 GHz found, 1 GHz required"),
    ("Core 2 Duo E6300 1.86 GHz", ("pentium4", "2.4 GHz"), Pass, "more at a lower clock"),
    ("Pentium M 1.3 GHz", ("pentium4", "1.5 GHz"), Pass, "more at a lower clock"),
    ("Athlon 64 1.0 GHz", ("pentium4", "1.5 GHz"), Unknown, "is not measured, or too close"),
    ("Athlon XP 1667 MHz", ("pentium4", "2 GHz"), Unknown, "cannot be ranked against Pentium 4"),
    ("Atom N270 @ 1.60GHz", ("pentium4", "3 GHz"), Fail, "slower than any Pentium 4 that would do"),
    // Only measured work counts: of these two there is none.
    ("Celeron N2830 2.16 GHz", ("core2", "2.4 GHz"), Unknown, "cannot be ranked against Core 2"),
    ("i5-6200U 1.6 GHz", ("haswell", "3 GHz"), Unknown, "is not measured, or too close"),
    ("Ryzen 5 1600X 3.6 GHz", ("haswell", "3 GHz"), Unknown, "cannot be ranked against Haswell"),
    ("Alpha 21164 266 MHz", ("alpha-ev4", "150 MHz"), Pass, "266 MHz found, 150 MHz required"),
    // Another architecture fails, whatever its clock.
    ("Pentium 166", ("alpha-ev4", "150 MHz"), Fail, "(x86), another architecture than Alpha 21064"),
    ("Alpha 21164 300", ("pentium", "166 MHz"), Fail, "another architecture than Pentium"),
    // The same within 3 %, and no more.
    ("Pentium 133", ("pentium", "133 MHz"), Pass, "133 MHz found, 133 MHz required"),
    ("Pentium II 233.9 MHz", ("pentium2", "240 MHz"), Pass, "the same within 3 %"),
    ("Pentium II 333", ("pentium2", "350 MHz"), Fail, "333 MHz found, 350 MHz required"),
    // Several candidates: what all of them say.
    ("Pentium(R) 4 CPU 3.00GHz", ("pentium4", "2.8 GHz"), Pass, "3 GHz found, 2.8 GHz required"),
    ("Pentium(R) 4 CPU 3.00GHz", ("core2", "1.86 GHz"), Fail, "older than Core 2"),
    ("Pentium(R) 4 CPU 3.00GHz", ("pentium-d", "2.8 GHz"), Unknown, "cannot be ranked"),
    // A rating is no clock, and without one the class's slowest part must do.
    ("Athlon XP 1800+", ("pentium3", "600 MHz"), Pass, "600 MHz required"),
    ("Athlon XP 1800+", ("pentium3", "1.4 GHz"), Unknown, "1.4 GHz required"),
    ("Cyrix 6x86 PR166+", ("pentium", "150 MHz"), Unknown, "cannot be ranked against Pentium"),
    ("Pentium II", ("pentium-pro", "200 MHz"), Pass, "233 MHz to 533 MHz found"),
    ("Pentium II", ("pentium2", "350 MHz"), Unknown, "233 MHz to 533 MHz found"),
    ("Dual Pentium Pro 200", ("pentium-pro", "400 MHz"), Fail, "200 MHz found, 400 MHz required"),
];

#[test]
fn the_worked_examples_hold_and_are_explained() {
    for (text, (class, clock), verdict, why) in EXAMPLES {
        let profile = asking(&format!("minimum = {{ cpu = \"{class}\", clock = \"{clock}\" }}"));
        let machine = machine(&format!("cpu = \"{text}\""));
        let report = evaluate(&profile, &machine, Tier::Minimum);
        let whys: Vec<String> = report.findings.iter().map(|finding| finding.why()).collect();
        let told = whys.join("; ");
        assert_eq!(report.verdict(), *verdict, "{text} for {class} {clock}: {told}");
        assert!(told.contains(why), "{text} for {class} {clock}: {told}");
    }
}

#[test]
fn what_cannot_be_told_is_not_told() {
    // Each of a line, with a requirement that its name leaves open.
    let table = [
        ("Not Specified", "pentium"),
        ("To Be Filled By O.E.M.", "pentium"),
        ("Genuine Intel(R) CPU 0000 @ 2.00GHz", "pentium"),
        ("Genuine Intel(R) CPU @ 2.00GHz", "core2"),
        ("AMD Processor model unknown", "k8"),
        ("AMD Eng Sample, ZS288145TCG54_34/28/20_2/16", "k8"),
        ("Intel(R) Celeron(R) CPU 2.66GHz", "pentium-d"),
        ("Pentium", "pentium-mmx"),
        ("Xeon 2.8GHz", "core2"),
        ("Celeron 1.3 GHz", "pentium4"),
        ("Athlon", "k8"),
        ("Sempron 3000+", "k8"),
        ("AMD EPYC", "zen3"),
        ("QEMU Virtual CPU version 2.5+", "pentium"),
        ("Intel(R) Xeon(R) Processor @ 2.50GHz", "haswell"),
        ("Intel Core i5", "skylake"),
        ("ARMv7 Processor rev 4 (v7l)", "arm-v8.0a"),
        ("VirtualApple @ 2.50GHz", "nehalem"),
        ("GenuineIntel", "pentium"),
    ];
    for (text, class) in table {
        let profile = asking(&format!("minimum = {{ cpu = \"{class}\" }}"));
        let machine = machine(&format!("cpu = \"{text}\""));
        let report = evaluate(&profile, &machine, Tier::Minimum);
        let why: Vec<String> = report.findings.iter().map(|finding| finding.why()).collect();
        assert_eq!(report.verdict(), Unknown, "{text} for {class}: {why:?}");
        assert!(report.findings[0].next_step().is_some(), "{text} for {class}");
    }
}

#[test]
fn readings_that_contradict_each_other_decide_nothing_they_disagree_on() {
    let judge = |cpu: &str, class: &str| {
        let profile = asking(&format!("minimum = {{ cpu = \"{class}\" }}"));
        let machine = machine(&format!("cpu = {cpu}"));
        evaluate(&profile, &machine, Tier::Minimum).verdict()
    };
    // A Pentium II by its name, a Katmai by its signature.
    let board = r#"{ text = "Pentium II", vendor = "GenuineIntel", family = 6, model = 7 }"#;
    assert_eq!(judge(board, "pentium2"), Pass);
    assert_eq!(judge(board, "pentium3"), Unknown);
    assert_eq!(judge(board, "pentium4"), Fail);
    // An extended model that was cut off: 0x067A for 0x1067A, read as a Katmai at 3 GHz.
    let cut =
        r#"{ text = "Intel Xeon, 3000 MHz", vendor = "GenuineIntel", family = 6, model = 7 }"#;
    assert_eq!(judge(cut, "pentium3"), Unknown);
    assert_eq!(judge(cut, "core2"), Unknown);
    // With a name that tells, it is understood.
    let named = r#"{ text = "Core 2 Duo E8400", vendor = "GenuineIntel", family = 6, model = 7 }"#;
    assert_eq!(judge(named, "penryn"), Pass);
    let slip = r#"{ vendor = "GenuineIotel", family = 6, model = 60 }"#;
    assert_eq!(judge(slip, "haswell"), Pass, "no other maker has such a signature");
    // An emulator's signature is that of no silicon.
    let stripped = r#"{ text = "Core i5-4570", vendor = "TCGTCGTCGTCG" }"#;
    assert_eq!(judge(stripped, "skylake"), Unknown, "a guest's name fails nothing");
    let translated = r#""Intel64 Family 6 Model 44 Stepping 0, VirtualApple""#;
    assert_eq!(judge(translated, "haswell"), Unknown);
    for guest in ["Intel Xeon E3-12xx v2 (Ivy Bridge)", "Intel Atom Processor (Denverton)"] {
        assert_eq!(judge(&format!("\"{guest}\""), "haswell"), Unknown, "{guest}");
    }
    // Signatures that are whole are not repaired.
    let phenom = r#"{ text = "AMD Phenom", vendor = "AuthenticAMD", family = 15, model = 4 }"#;
    assert_eq!(judge(phenom, "k10"), Unknown);
    let emulated = r#"{ vendor = "Virtual CPU ", family = 15, model = 4, stepping = 10 }"#;
    assert_eq!(judge(emulated, "pentium4"), Unknown);
    assert_eq!(judge(emulated, "core2"), Unknown);
}

#[test]
fn a_clock_that_was_seen_can_pass_and_not_fail() {
    let judge = |cpu: &str, clock: &str, required: &str| {
        let profile = asking(&format!("minimum = {{ clock = \"{required}\" }}"));
        let spec = format!("cpu = \"{cpu}\"\nclock = {{ {clock} }}");
        let machine = machine(&spec);
        let report = evaluate(&profile, &machine, Tier::Minimum);
        let finding = report.findings.iter().find(|f| f.requirement.item == Item::Clock);
        finding.map(|finding| finding.verdict)
    };
    let guest = "Intel Xeon Processor (Skylake, IBRS)";
    // Idling at 1.2 GHz: nothing follows; running at 2.4 GHz: at least that.
    assert_eq!(judge(guest, "seen = \"1.2 GHz\"", "2 GHz"), Some(Unknown));
    assert_eq!(judge(guest, "seen = \"2.4 GHz\"", "2 GHz"), Some(Pass));
    let host = "Intel Xeon Gold 6130";
    // The base clock is the rated one; the highest one alone is only an end.
    assert_eq!(judge(host, "base = \"1.8 GHz\", max = \"3 GHz\"", "2 GHz"), Some(Fail));
    assert_eq!(judge(host, "max = \"3 GHz\"", "2 GHz"), Some(Unknown));
    assert_eq!(judge(host, "base = \"2.1 GHz\", max = \"3 GHz\"", "2 GHz"), Some(Pass));
    assert_eq!(judge(host, "max = \"3 GHz\"", "3.5 GHz"), Some(Fail));
}
