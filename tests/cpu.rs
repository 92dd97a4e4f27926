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

/// A text and what it says.
#[derive(serde::Deserialize)]
struct Example {
    text: String,
    classes: String,
    low_mhz: Option<u64>,
    high_mhz: Option<u64>,
    sockets: Option<u32>,
}

fn examples() -> Vec<Example> {
    let table = include_str!("corpus/processors.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

fn texts() -> Vec<String> {
    examples().into_iter().map(|example| example.text).collect()
}

#[test]
fn texts_say_what_they_say() {
    for Example { text, classes, low_mhz, high_mhz, sockets } in examples() {
        let described = describe(&text);
        match classes.as_str() {
            // All that a line was ever given to.
            "many" => assert!(described.classes.len() > 10, "{text}: {}", described.why),
            classes => assert_eq!(described.classes, set(classes), "{text}: {}", described.why),
        }
        let clock = low_mhz.zip(high_mhz).and_then(|(low, high)| mhz(low, high));
        assert_eq!(described.clock, clock, "{text}");
        assert_eq!(described.sockets, sockets, "{text}");
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
fn what_contradicts_itself_stays_so() {
    let flags = Flags::parse("fpu");
    let of = |text, arch, flags| {
        identify(&Evidence { text: Some(text), arch: Some(arch), flags, ..Evidence::default() })
    };
    // A word for a 64-bit PC on an ARM, with and without flags.
    for flags in [None, Some(&flags)] {
        let found = of("x64", Arch::Arm, flags);
        assert!(found.conflict.is_some() && found.certain.is_empty(), "{found:?}");
    }
    assert!(of("s390", Arch::X86, None).conflict.is_some());
    assert!(of("x86_64", Arch::X86, None).conflict.is_none());
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
    fn blanks_and_case_change_nothing(one in proptest::sample::select(texts()), blanks in "[ \t]{0,9}") {
        let text = one.as_str();
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
    fn more_evidence_never_adds_classes(one in proptest::sample::select(texts()), long_mode in any::<bool>()) {
        let text = Some(one.as_str());
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
