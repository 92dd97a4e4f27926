//! The laws of the processor order and of sets of classes: by brute force over all classes, with
//! fixed examples beside them.

use super::*;
use crate::units::Hertz;

fn class(id: &str) -> CpuClass {
    CpuClass::from_id(id).unwrap_or_else(|| panic!("no class {id}"))
}

fn classes() -> Vec<CpuClass> {
    CpuClass::all().collect()
}

#[test]
fn reachability_is_what_the_parents_say() {
    fn reaches(from: CpuClass, to: CpuClass) -> bool {
        from == to || from.parents().iter().any(|parent| reaches(*parent, to))
    }
    for a in classes() {
        for b in classes() {
            assert_eq!(a >= b, reaches(a, b), "{a} >= {b}");
            assert_eq!(a.ancestors().contains(b), a >= b, "{a} {b}");
            assert_eq!(b.descendants().contains(a), a >= b, "{a} {b}");
            assert_eq!(a >= b && b >= a, a == b, "antisymmetry of {a} and {b}");
            assert_eq!(a > b, b < a, "{a} {b}");
        }
    }
}

#[test]
fn the_order_has_its_direction() {
    let above = [
        ("pentium-pro", "pentium"),
        ("pentium2", "pentium-pro"),
        ("pentium2", "pentium-mmx"),
        ("pentium3", "386"),
        ("pentium-m", "pentium4"),
        ("core2", "pentium-d"),
        ("zen5", "486"),
        ("zen5", "k8"),
        ("alderlake", "pentium-pro"),
        ("k6", "pentium-mmx"),
        ("alpha-ev56", "alpha-ev4"),
        ("apple-m2", "arm-v8.0a"),
    ];
    for (higher, lower) in above {
        assert!(class(higher) > class(lower), "{higher} {lower}");
        assert!(class(lower) < class(higher), "{lower} {higher}");
    }
    let cousins = [
        ("k6-2", "pentium-pro"),
        ("pentium-mmx", "pentium-pro"),
        ("6x86", "pentium"),
        ("zen", "haswell"),
        ("alpha-ev4", "pentium"),
        ("via-c3", "pentium-pro"),
    ];
    for (one, other) in cousins {
        assert_eq!(class(one).partial_cmp(&class(other)), None, "{one} {other}");
    }
}

#[test]
fn parents_are_direct_and_of_one_architecture() {
    for child in classes() {
        for parent in child.parents() {
            assert_eq!(parent.arch(), child.arch(), "{child}");
            let others = child.parents().iter().filter(|other| *other != parent);
            for other in others {
                assert!(!other.ancestors().contains(*parent), "{child}: {parent} is in {other}");
            }
        }
    }
}

#[test]
fn identifiers_and_names_are_unique() {
    let all = classes();
    assert!(all.len() > 150 && all.len() <= 256);
    for (n, a) in all.iter().enumerate() {
        assert_eq!(CpuClass::from_id(a.id()), Some(*a));
        assert!(!a.name().is_empty());
        for b in &all[n + 1..] {
            assert_ne!(a.id(), b.id());
            assert_ne!(a.name(), b.name());
        }
    }
    assert_eq!(CpuClass::from_id("isa-i686"), None);
    assert_eq!(CpuClass::from_id("Pentium"), None);
    assert_eq!(class("pentium-pro").name(), "Pentium Pro");
}

#[test]
fn years_do_not_go_back() {
    // The R8000 came before the R5000, a smaller processor with the same instructions, and of
    // ARMv8.1 nothing was sold before the ThunderX2, after the first of ARMv8.2 (Apple's A11).
    let exceptions = ["mips-r10000", "arm-v8.2a"];
    for child in classes() {
        for parent in child.parents() {
            let goes_back = child.year() < parent.year();
            assert_eq!(goes_back, exceptions.contains(&child.id()), "{child} {parent}");
        }
    }
    let years = [
        ("arm-v8.4a", 2019),
        ("pantherlake", 2026),
        ("386", 1985),
        ("pentium-pro", 1995),
        ("apple-m2", 2022),
        ("apple-m5", 2025),
    ];
    for (id, year) in years {
        assert_eq!(class(id).year(), year);
    }
}

#[test]
fn instruction_sets_do_not_shrink() {
    // Alder Lake lost AVX-512, and K6 to Athlon share a parent with less; Knights Landing has
    // another AVX-512, which counts for no level.
    let exceptions = ["alderlake"];
    for child in classes() {
        assert_eq!(child.isa().is_some(), child.arch() == Arch::X86, "{child}");
        for parent in child.parents() {
            let shrinks = child.isa() < parent.isa();
            assert_eq!(shrinks, exceptions.contains(&child.id()), "{child} {parent}");
        }
    }
    assert_eq!(class("pentium").isa(), Some(IsaLevel::I586));
    assert_eq!(class("pentium-pro").isa(), Some(IsaLevel::I686));
    assert_eq!(class("k6-2").isa(), Some(IsaLevel::I586));
    assert_eq!(class("zen5").isa(), Some(IsaLevel::X86_64V4));
    assert_eq!(class("penryn").isa(), Some(IsaLevel::X86_64V1));
}

#[test]
fn clocks_and_work_are_spans() {
    for class in classes() {
        if let Some((low, high)) = class.clocks() {
            assert!(Hertz(0) < low && low <= high && high < Hertz::mhz(7000), "{class}");
        }
        if let Some((low, high)) = class.work() {
            assert!(0 < low && low <= high && high < 10_000, "{class}");
        }
    }
    let clocks = [
        ("386", 12, 40),
        ("pentium", 60, 200),
        ("pentium-pro", 150, 200),
        ("pentium2", 233, 533),
        ("pentium3", 400, 1400),
        ("alpha-ev4", 100, 200),
    ];
    for (id, low, high) in clocks {
        assert_eq!(class(id).clocks(), Some((Hertz::mhz(low), Hertz::mhz(high))), "{id}");
    }
    assert_eq!(class("pentium").work(), Some((910, 1060)));
    assert_eq!(class("haswell").work(), None);
    assert!(class("pentium-pro").fixed_clock());
    assert!(!class("pentium-m").fixed_clock());
}

// Sets of classes.

#[test]
fn sets_hold_what_was_put_in() {
    for a in classes() {
        let one = Candidates::from(a);
        assert_eq!((one.len(), one.is_empty()), (1, false));
        for b in classes() {
            assert_eq!(one.contains(b), a == b);
            let two = one.union(b.into());
            assert_eq!(two, [a, b].into_iter().collect());
            assert_eq!(two.len(), if a == b { 1 } else { 2 });
            assert_eq!(one.intersection(b.into()).is_empty(), a != b);
        }
    }
    assert!(Candidates::default().is_empty());
    assert_eq!(Candidates::all().len(), classes().len());
    assert_eq!(Candidates::all().iter().collect::<Vec<_>>(), classes());
}

#[test]
fn architectures_divide_the_classes() {
    let mut total = 0;
    for arch in Arch::ALL {
        assert_eq!(Arch::from_id(arch.id()), Some(*arch));
        assert_eq!(arch.to_string(), arch.id());
        let of_arch = Candidates::of_arch(*arch);
        assert!(!of_arch.is_empty(), "{arch}");
        assert!(of_arch.iter().all(|class| class.arch() == *arch));
        total += of_arch.len();
    }
    assert_eq!(total, classes().len());
    assert_eq!(class("apple-m1").arch(), Arch::Arm);
}

#[test]
fn machine_names_are_understood() {
    let table = [
        ("x86_64", Some((Arch::X86, true))),
        ("AMD64", Some((Arch::X86, true))),
        ("i686", Some((Arch::X86, false))),
        ("x64-based PC", Some((Arch::X86, true))),
        ("X86-based PC", Some((Arch::X86, false))),
        ("aarch64", Some((Arch::Arm, false))),
        ("armv7l", Some((Arch::Arm, false))),
        ("ppc64le", Some((Arch::Power, false))),
        ("alpha", Some((Arch::Alpha, false))),
        ("s390x", Some((Arch::S390, false))),
        ("riscv64", Some((Arch::Riscv, false))),
        ("pdp11", None),
        ("", None),
    ];
    for (name, expected) in table {
        assert_eq!(Arch::from_machine(name), expected, "{name}");
        assert_eq!(Arch::parse(name).ok(), expected, "{name}");
    }
    for arch in Arch::ALL {
        assert_eq!(Arch::parse(arch.id()), Ok((*arch, false)));
    }
    let error = Arch::parse("pdp11").unwrap_err();
    assert!(error.starts_with("expected one of x86, alpha, "), "{error}");
    assert!(error.ends_with(", loong, found \"pdp11\""), "{error}");
}

#[test]
fn levels_have_identifiers_and_an_order() {
    for level in IsaLevel::ALL {
        assert_eq!(IsaLevel::from_id(level.id()), Some(*level));
        assert_eq!(level.id().parse(), Ok(*level));
    }
    let error = "i786".parse::<IsaLevel>().unwrap_err();
    assert!(error.starts_with("expected one of 8086, 80286, i386, "), "{error}");
    assert!(error.ends_with(", x86-64-v4, found \"i786\""), "{error}");
    use IsaLevel::*;
    assert!(IsaLevel::ALL.is_sorted());
    assert!(I8086 < I386 && I686 < X86_64V1 && X86_64V3 < X86_64V4);
}
