//! What texts, signatures and flags say of a processor: fixed examples, and properties over many.
//! The laws of the order itself stand beside it, in `src/cpu/laws.rs`.

use minspec::cpu::*;
use minspec::units::Hertz;
use proptest::prelude::*;

fn class(id: &str) -> CpuClass {
    CpuClass::from_id(id).unwrap_or_else(|| panic!("no class {id}"))
}

fn set(ids: &str) -> Candidates {
    ids.split_whitespace().map(class).collect()
}

fn mhz(low: u64, high: u64) -> Option<(Hertz, Hertz)> {
    Some((Hertz::mhz(low), Hertz::mhz(high)))
}

fn classes() -> Vec<CpuClass> {
    CpuClass::all().collect()
}

// Texts.

/// Text, classes, clock in MHz, processors.
type Example = (&'static str, &'static str, Option<(u64, u64)>, Option<u32>);

const TEXTS: &[Example] = &[
    ("Dual Pentium Pro 200", "pentium-pro", Some((200, 200)), Some(2)),
    ("Quad Pentium Pro 200", "pentium-pro", Some((200, 200)), Some(4)),
    ("(2) Pentium Pro 200", "pentium-pro", Some((200, 200)), Some(2)),
    ("2 x 200 MHz Pentium Pro", "pentium-pro", Some((200, 200)), Some(2)),
    ("2x 200MHz Pentium Pro", "pentium-pro", Some((200, 200)), Some(2)),
    ("Pentium Pro 200 x2", "pentium-pro", Some((200, 200)), Some(2)),
    ("Athlon 64 X2", "k8", None, None),
    ("Pentium Pro 6/200", "pentium-pro", Some((200, 200)), None),
    ("PII-350", "pentium2", Some((350, 350)), None),
    ("Dual PII-350", "pentium2", Some((350, 350)), Some(2)),
    ("Intel Pentium II (Deschutes)", "pentium2", None, None),
    ("Pentium II 450/100 512K", "pentium2", Some((450, 450)), None),
    ("Pentium III 800EB", "pentium3", Some((800, 800)), None),
    ("Pentium III (2 CPUs), ~600 MHz", "pentium3", Some((600, 600)), Some(2)),
    ("P3 1GHz", "pentium3", Some((1000, 1000)), None),
    ("486DX2/66", "486", Some((66, 66)), None),
    ("486 DX/4-WB", "486", None, None),
    ("486 DX2-66", "486", Some((66, 66)), None),
    ("Pentium 60/66", "pentium", Some((60, 66)), None),
    ("Am5x86-P75", "486", None, None),
    ("386DX-33", "386", Some((33, 33)), None),
    ("386/25", "386", Some((25, 25)), None),
    ("Pentium 133", "pentium", Some((133, 133)), None),
    ("Intel Pentium 75 - 200", "pentium", Some((75, 200)), None),
    ("Pentium 200 MMX", "pentium-mmx", Some((200, 200)), None),
    ("Pentium 233", "pentium-mmx", Some((233, 233)), None),
    ("Pentium", "", None, None),
    ("Pentium(R) 4 CPU 3.00GHz", "pentium4 prescott pentium-d", Some((3000, 3000)), None),
    ("P4 2.4C", "pentium4 prescott", Some((2400, 2400)), None),
    ("Pentium II 2.1 GB", "pentium2", None, None),
    ("1,8 GHz Pentium 4", "pentium4", Some((1800, 1800)), None),
    ("Intel(R) Xeon(TM) CPU 2.80GHz", "pentium4 prescott pentium-d", Some((2800, 2800)), None),
    ("Xeon 2.8GHz", "", Some((2800, 2800)), None),
    ("Quad Xeon 500", "pentium3", Some((500, 500)), Some(4)),
    ("Celeron (Mendocino)", "pentium2", None, None),
    ("Ryzen 5 (Mendocino)", "zen2", None, None),
    ("Celeron 300A", "pentium2", Some((300, 300)), None),
    ("Intel(R) Celeron(R) CPU 2.66GHz", "pentium4 prescott pentium-d", Some((2660, 2660)), None),
    ("Celeron", "", None, None),
    ("Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz", "kabylake", Some((1600, 1600)), None),
    ("i7-3820", "sandybridge", None, None),
    ("i7-3820QM", "ivybridge", None, None),
    ("Core i5-99999", "", None, None),
    ("2x Intel Xeon E5-2680 v4 @ 2.40GHz", "broadwell", Some((2400, 2400)), Some(2)),
    ("Xeon E5-2680 v9", "", None, None),
    ("Xeon Silver 4310", "icelake-sp", None, None),
    ("Intel Xeon Gold 9999", "", None, None),
    ("Quad-Core Xeon E5405", "penryn", None, None),
    ("4 x Intel Xeon MP 2.0", "", None, Some(4)),
    ("AMD EPYC 7763", "zen3", None, None),
    ("AMD EPYC", "zen zen2 zen3 zen4 zen5", None, None),
    ("AMD EPYC 12345", "", None, None),
    ("Ryzen 5 5600X", "zen3", None, None),
    ("AMD Ryzen 5 1600 Six-Core Processor", "zen zen+", None, None),
    ("AMD Ryzen 7 1700 Eight-Core Processor", "zen", None, None),
    ("K6-2/450", "k6-2", Some((450, 450)), None),
    ("AMD K6 233", "k6", Some((233, 233)), None),
    ("Athlon XP 1800+", "k7-xp", None, None),
    ("Athlon", "", None, None),
    ("AMD Sempron(tm) 3000+", "k7-xp k8", None, None),
    ("Cyrix 6x86 PR166+", "6x86", None, None),
    ("MII-300", "6x86mx", None, None),
    ("6x86L 2x Core/Bus Clock", "6x86", None, None),
    ("Alpha 21164 400", "alpha-ev5 alpha-ev56", Some((400, 400)), None),
    ("Alpha 21164 300", "alpha-ev5", Some((300, 300)), None),
    ("Alpha 21164 336", "alpha-ev5", Some((336, 336)), None),
    ("AMD Duron 795 MHz", "k7 k7-xp", Some((795, 795)), None),
    ("AMD Duron 700 MHz", "k7", Some((700, 700)), None),
    ("DEC Alpha 21064 150 MHz", "alpha-ev4", Some((150, 150)), None),
    ("MIPS R4400 200MHz", "mips-r4000", Some((200, 200)), None),
    ("PowerPC 604 133MHz", "ppc-603", Some((133, 133)), None),
    ("Apple M2", "apple-m2", None, None),
    ("06/17", "penryn", None, None),
    ("x86 Family 6 Model 8 Stepping 3", "pentium3 via-c3", None, None),
    ("Genuine Intel(R) CPU 0000 @ 2.00GHz", "", Some((2000, 2000)), None),
    ("QEMU Virtual CPU version 2.5+", "", None, None),
    ("Common KVM processor", "", None, None),
    ("AMD Processor model unknown", "", None, None),
    ("i686", "", None, None),
    ("x86_64", "", None, None),
    ("Not Specified", "", None, None),
    ("", "", None, None),
    ("Katmai 3 GHz", "", Some((3000, 3000)), None),
    ("Pentium-S 133", "pentium", Some((133, 133)), None),
    ("PENTIUM-S CPU at 166MHz", "pentium", Some((166, 166)), None),
    ("Pentium II or Pentium III", "pentium2 pentium3", None, None),
    ("Pentium Pro 200 or Pentium II 233", "pentium-pro pentium2", Some((200, 233)), None),
    ("Dual PII-350 or Celeron", "pentium2", Some((350, 350)), Some(2)),
    ("Pentium II or III", "pentium2 pentium3", None, None),
    ("Pentium II/III 450", "pentium2 pentium3", Some((450, 450)), None),
    ("Pentium II Pentium III", "", None, None),
];

#[test]
fn texts_say_what_they_say() {
    for (text, classes, clock, sockets) in TEXTS {
        let described = describe(text);
        assert_eq!(described.classes, set(classes), "{text}: {}", described.why);
        assert_eq!(described.clock, clock.and_then(|(low, high)| mhz(low, high)), "{text}");
        assert_eq!(described.sockets, *sockets, "{text}");
        assert!(!described.why.is_empty(), "{text}");
    }
}

#[test]
fn identifiers_and_names_of_classes_are_understood() {
    for class in classes() {
        for text in [class.id(), class.name()] {
            let found = describe(text).classes;
            assert!(found.is_empty() || found.contains(class), "{text} is not {found}");
        }
        if class.id().contains('-') {
            assert_eq!(describe(class.id()).classes, class.into());
        }
    }
    for (id, text) in [("pentium-pro", "Pentium Pro"), ("386", "386"), ("k6-2", "AMD K6-2")] {
        assert_eq!(describe(text).classes, set(id), "{text}");
    }
}

#[test]
fn other_facts_of_a_text() {
    assert_eq!(describe("Quad-Core Xeon E5405").cores, Some(4));
    assert_eq!(describe("AMD Athlon(tm) 64 X2 Dual Core Processor 4200+").cores, Some(2));
    assert_eq!(describe("2 x AMD EPYC 9654 96-Core Processor").cores, Some(96));
    assert_eq!(describe("AMD A10-7850K Radeon R7, 12 Compute Cores 4C+8G").cores, None);
    assert!(describe("Intel(R) Pentium(R) CPU G3220 @ 3.00GHz").pentium_or_celeron);
    assert!(!describe("Intel(R) Core(TM) i5-4670 CPU @ 3.40GHz").pentium_or_celeron);
    for name in [
        "QEMU Virtual CPU version 2.5+",
        "Common KVM processor",
        "Intel Xeon Processor (Skylake, IBRS)",
        "Intel Core Processor (Haswell, no TSX)",
        "AMD EPYC-Rome Processor",
        "VirtualApple @ 2.50GHz",
    ] {
        assert!(describe(name).virtual_machine, "{name}");
    }
    assert!(!describe("AMD EPYC 7702 64-Core Processor").virtual_machine);
    assert!(describe("Katmai 3 GHz").conflict);
    assert!(!describe("hello world").conflict);
}

// Signatures and flags.

fn signature(vendor: &str, family: u32, model: u32, stepping: Option<u32>) -> Signature {
    Signature { vendor: vendor.to_string(), family, model, stepping }
}

const PENTIUM2_FLAGS: &str =
    "fpu vme de pse tsc msr pae mce cx8 sep mtrr pge mca cmov pat pse36 mmx fxsr";
const K6_FLAGS: &str = "fpu vme de pse tsc msr mce cx8 pge mmx syscall 3dnow";
const CORE2_FLAGS: &str = "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat \
    pse36 clflush dts acpi mmx fxsr sse sse2 ss ht tm pbe syscall nx lm constant_tsc pni monitor \
    ds_cpl vmx est tm2 ssse3 cx16 xtpr pdcm sse4_1 lahf_lm";
const HASWELL_FLAGS: &str = "fpu vme de pse tsc msr pae mce cx8 apic sep mtrr pge mca cmov pat \
    pse36 clflush mmx fxsr sse sse2 ht syscall nx lm pni pclmulqdq ssse3 fma cx16 sse4_1 sse4_2 \
    movbe popcnt aes xsave avx f16c lahf_lm abm bmi1 avx2 bmi2";

#[test]
fn flags_give_levels() {
    use IsaLevel::*;
    let table = [
        (PENTIUM2_FLAGS, Some((I686, Some(I686)))),
        (K6_FLAGS, Some((I586, Some(I586)))),
        (CORE2_FLAGS, Some((X86_64V1, Some(X86_64V1)))),
        (HASWELL_FLAGS, Some((X86_64V3, Some(X86_64V3)))),
        ("fpu", Some((I386, Some(I486)))),
        ("tsc cx8 cmov", Some((I686, None))),
        ("sse2", None),
        ("fp asimd evtstrm aes", None),
        ("", None),
    ];
    for (flags, expected) in table {
        assert_eq!(IsaLevel::from_flags(&Flags::parse(flags)), expected, "{flags}");
    }
    // Taking any one flag of a level away lowers the level.
    for flag in ["lm", "cmov", "cx8", "popcnt", "avx2", "movbe", "abm", "xsave", "pni"] {
        let fewer: Vec<&str> = HASWELL_FLAGS.split_whitespace().filter(|f| *f != flag).collect();
        let level = IsaLevel::from_flags(&Flags::parse(&fewer.join(" ")));
        assert!(level.is_some_and(|(low, _)| low < X86_64V3), "{flag}");
    }
}

// All the evidence.

#[test]
fn evidence_is_intersected() {
    let coppermine = signature("GenuineIntel", 6, 8, Some(3));
    let found = identify(&Evidence { signature: Some(&coppermine), ..Evidence::default() });
    assert_eq!((found.classes, found.certain), (set("pentium3"), set("pentium3")));
    assert_eq!(found.isa, Some((IsaLevel::I686, Some(IsaLevel::I686))));
    assert!(!found.isa_from_flags && !found.virtual_machine && found.conflict.is_none());

    let text = Some("Intel(R) Pentium(R) 4 CPU 3.00GHz");
    let found = identify(&Evidence { text, ..Evidence::default() });
    assert_eq!(found.classes, set("pentium4 prescott pentium-d"));
    let found = identify(&Evidence { text, long_mode: true, ..Evidence::default() });
    assert_eq!(found.classes, set("prescott pentium-d"));
    let lm = Flags::parse("lm fpu fxsr mmx sse sse2 cmov tsc cx8");
    let found = identify(&Evidence { text, flags: Some(&lm), ..Evidence::default() });
    assert_eq!(found.classes, set("prescott pentium-d"));
    let flags = Flags::parse(PENTIUM2_FLAGS);
    let found = identify(&Evidence { text, flags: Some(&flags), ..Evidence::default() });
    assert_eq!(found.classes, set("pentium4 prescott"));

    let found = identify(&Evidence { arch: Some(Arch::Alpha), ..Evidence::default() });
    assert_eq!(found.classes, Candidates::of_arch(Arch::Alpha));
    assert_eq!(identify(&Evidence::default()), Identified::default());
    let found = identify(&Evidence { text: Some("x86_64"), ..Evidence::default() });
    assert!(found.classes.contains(class("zen")) && !found.classes.contains(class("pentium3")));
}

#[test]
fn contradictions_are_told_and_not_resolved() {
    let katmai = signature("GenuineIntel", 6, 7, Some(3));
    let text = Some("Pentium II");
    let found = identify(&Evidence { text, signature: Some(&katmai), ..Evidence::default() });
    assert_eq!((found.classes, found.certain), (set("pentium2 pentium3"), found.classes));
    let said = found.conflict.expect("a contradiction");
    assert!(said.contains("pentium2") && said.contains("pentium3"), "{said}");

    // A signature whose extended model was cut off, with a clock that gives it away.
    let (signature, clock) = (signature("GenuineIntel", 6, 7, Some(10)), mhz(3000, 3000));
    let cut = Evidence { signature: Some(&signature), clock, ..Evidence::default() };
    assert!(identify(&cut).conflict.is_some());
    let cut = Evidence { text: Some("Intel Xeon, 3000 MHz"), clock: None, ..cut };
    assert!(identify(&cut).conflict.is_some());

    // Neither all at least a Pentium Pro nor all foreign: the verdict is unknown.
    let arch = Some(Arch::Alpha);
    let text = Some("Pentium Pro 200");
    let found = identify(&Evidence { text, arch, ..Evidence::default() });
    assert!(found.conflict.is_some());
    assert_eq!(found.classes, Candidates::of_arch(Arch::Alpha).union(set("pentium-pro")));
    assert_eq!((found.certain, found.isa), (found.classes, None));

    let flags = Flags::parse(K6_FLAGS);
    let text = Some("Pentium II 350");
    let found = identify(&Evidence { text, flags: Some(&flags), ..Evidence::default() });
    assert!(found.conflict.is_some());
    assert!(found.classes.contains(class("pentium2")) && found.classes.contains(class("k6")));

    // What flags and architecture exclude, they exclude of a contradiction too.
    let k6 = Signature { vendor: "AuthenticAMD".to_string(), family: 5, model: 6, stepping: None };
    let evidence = Evidence { text, signature: Some(&k6), ..Evidence::default() };
    assert_eq!(identify(&evidence).classes, set("pentium2 k6"));
    let found = identify(&Evidence { flags: Some(&flags), ..evidence });
    assert!(found.conflict.is_some());
    assert_eq!((found.classes, found.certain), (set("k6"), set("k6")));
    let found = identify(&Evidence { hypervisor: true, ..evidence });
    assert_eq!((found.classes, found.certain), (set("pentium2 k6"), Candidates::EMPTY));

    // Contradictory machine facts leave nothing.
    let found = identify(&Evidence { flags: Some(&flags), arch, ..evidence });
    assert!(found.conflict.is_some() && found.classes.is_empty() && found.certain.is_empty());
}

#[test]
fn under_a_hypervisor_only_flags_are_certain() {
    let turin = signature("AuthenticAMD", 26, 2, Some(1));
    let flags = Flags::parse(&format!("{HASWELL_FLAGS} hypervisor"));
    let found = identify(&Evidence {
        text: Some("AMD EPYC"),
        signature: Some(&turin),
        flags: Some(&flags),
        arch: Some(Arch::X86),
        ..Evidence::default()
    });
    assert_eq!(found.classes, set("zen5"));
    assert!(found.certain.contains(class("zen5")) && found.certain.contains(class("haswell")));
    assert!(!found.certain.contains(class("nehalem")));
    assert_eq!(found.isa, Some((IsaLevel::X86_64V3, Some(IsaLevel::X86_64V3))));
    assert!(found.isa_from_flags && found.conflict.is_none(), "{:?}", found.conflict);
    assert!(found.virtual_machine);

    // The default processor of an emulator carries the signature of a Cedar Mill.
    let common = signature("GenuineIntel", 15, 6, Some(1));
    let found = identify(&Evidence {
        text: Some("Common KVM processor"),
        signature: Some(&common),
        ..Evidence::default()
    });
    assert!(found.classes.is_empty() && found.conflict.is_none());
}

#[test]
fn pentiums_and_celerons_may_have_less() {
    let level = |text| identify(&Evidence { text: Some(text), ..Evidence::default() }).isa;
    assert_eq!(level("Core i5-4670"), Some((IsaLevel::X86_64V3, Some(IsaLevel::X86_64V3))));
    assert_eq!(level("Pentium G3220"), Some((IsaLevel::X86_64V2, Some(IsaLevel::X86_64V3))));
    assert_eq!(level("Alpha 21164 300"), None);
}

proptest! {
    #[test]
    fn nothing_panics(text in any::<String>()) {
        describe(&text);
        Signature::parse(&text);
        IsaLevel::from_flags(&Flags::parse(&text));
        Arch::from_machine(&text);
        identify(&Evidence { text: Some(&text), ..Evidence::default() });
    }

    #[test]
    fn nothing_panics_near_real_texts(
        parts in proptest::collection::vec(
            prop_oneof![
                Just("Pentium"), Just("Xeon"), Just("Core"), Just("i7"), Just("(R)"), Just("(TM)"),
                Just("2x"), Just("Dual"), Just("Quad"), Just("@"), Just("GHz"), Just("MHz"),
                Just("2.40"), Just("350"), Just("-"), Just("/"), Just("K6"), Just("2"), Just("("),
                Just("4770K"), Just("v4"), Just("MMX"), Just("core"), Just("cpu"), Just("."),
                Just("99999999999999999999"), Just("64x"), Just("é"), Just("512K"),
            ],
            0..80,
        ),
        blank in any::<bool>(),
    ) {
        let text = parts.join(if blank { " " } else { "" });
        let described = describe(&text);
        if described.conflict {
            prop_assert!(described.classes.is_empty());
        }
        if let Some((low, high)) = described.clock {
            prop_assert!(Hertz(0) < low && low <= high);
        }
    }

    #[test]
    fn blanks_and_case_change_nothing(n in 0..TEXTS.len(), blanks in "[ \t]{0,9}") {
        let text = TEXTS[n].0;
        let plain = describe(text);
        prop_assert_eq!(&describe(&format!("{blanks}{text}{blanks}")), &plain);
        prop_assert_eq!(&describe(&text.to_uppercase()), &plain);
        prop_assert_eq!(&describe(&text.to_lowercase()), &plain);
        let spread = text.replace(' ', &format!(" {blanks}"));
        prop_assert_eq!(&describe(&spread), &plain);
    }

    #[test]
    fn sets_are_sets(a in members(), b in members()) {
        let (one, other): (Candidates, Candidates) =
            (a.iter().copied().collect(), b.iter().copied().collect());
        for class in CpuClass::all() {
            let (in_a, in_b) = (a.contains(&class), b.contains(&class));
            prop_assert_eq!(one.contains(class), in_a);
            prop_assert_eq!(one.union(other).contains(class), in_a || in_b);
            prop_assert_eq!(one.intersection(other).contains(class), in_a && in_b);
        }
        prop_assert_eq!(one.iter().count(), one.len());
        prop_assert_eq!(one.is_empty(), a.is_empty());
    }

    #[test]
    fn more_evidence_never_adds_classes(n in 0..TEXTS.len(), long_mode in any::<bool>()) {
        let text = Some(TEXTS[n].0);
        let less = identify(&Evidence { text, ..Evidence::default() });
        let arch = Some(Arch::X86);
        let more = identify(&Evidence { text, long_mode, arch, ..Evidence::default() });
        if more.conflict.is_none() && !less.classes.is_empty() {
            prop_assert_eq!(more.classes.intersection(less.classes), more.classes);
            prop_assert!(!more.classes.is_empty());
        }
    }
}

fn members() -> impl Strategy<Value = Vec<CpuClass>> {
    let all: Vec<CpuClass> = CpuClass::all().collect();
    proptest::sample::subsequence(all, 0..=40)
}
