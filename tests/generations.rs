//! Marketing generations: the order of each line by brute force, what texts and signatures say of
//! them, and how a machine is judged by one.

use crate::support::*;
use minspec::cpu::*;
use minspec::evaluate::generation::sold_as;
use minspec::item::Item;
use minspec::quantity::{Known, Marketed};
use minspec::verdict::Verdict::{self, Fail, Pass, Unknown};

fn set(ids: &str) -> Generations {
    let id = |id: &str| id.parse::<Generation>().unwrap_or_else(|why| panic!("{why}"));
    ids.split_whitespace().map(id).collect()
}

#[test]
fn each_line_is_an_order() {
    let all = Generation::ALL;
    for a in all {
        assert_eq!(a.id().parse(), Ok(*a));
        assert!(a.reaches(*a) && a.and_later().contains(*a) && !a.classes().is_empty(), "{a:?}");
        for b in all {
            assert_eq!(a.reaches(*b) && b.reaches(*a), a == b, "{a:?} {b:?}");
            assert!(!a.reaches(*b) || a.line() == b.line(), "{a:?} {b:?}");
            assert_eq!(b.and_later().contains(*a), a.reaches(*b));
            assert_eq!(a.id() == b.id() || a.name() == b.name(), a == b);
            for c in all {
                assert!(!(a.reaches(*b) && b.reaches(*c)) || a.reaches(*c), "{a:?} {b:?} {c:?}");
            }
        }
    }
    assert!(all.len() <= 64, "a set is 64 bits");
}

#[test]
fn the_order_has_its_direction() {
    let reaches = |a: &str, b: &str| {
        a.parse::<Generation>().expect("an id").reaches(b.parse().expect("an id"))
    };
    for (later, earlier) in [
        ("intel-core-10", "intel-core-8"),
        ("intel-core-ultra-1", "intel-core-14"),
        ("intel-core-series-1", "intel-core-8"),
        ("xeon-scalable-1", "xeon-v4"),
        ("ryzen-ai-300", "ryzen-2000"),
        ("epyc-9004", "epyc-7003"),
    ] {
        assert!(reaches(later, earlier) && !reaches(earlier, later), "{later} {earlier}");
    }
    // Beside each other, and of another line.
    for (one, other) in [
        ("intel-core-ultra-2", "intel-core-series-1"),
        ("intel-core-series-3", "intel-core-ultra-1"),
        ("ryzen-9000", "intel-core-1"),
        ("xeon-6", "intel-core-1"),
    ] {
        assert!(!reaches(one, other) && !reaches(other, one), "{one} {other}");
    }
    let error = "intel-core-99".parse::<Generation>().unwrap_err();
    assert!(error.starts_with("expected one of intel-core-1, ") && error.contains("99"), "{error}");
}

#[test]
fn generations_do_not_go_back_in_silicon() {
    // The Ryzen 7020 has an older core than any Ryzen 6000.
    let exceptions = ["ryzen-7000"];
    for later in Generation::ALL {
        let mut goes_back = false;
        for earlier in Generation::ALL.iter().filter(|g| later != *g && later.reaches(**g)) {
            let mut classes = later.classes().iter();
            goes_back |= classes.any(|class| earlier.classes().iter().all(|old| class < old));
        }
        assert_eq!(goes_back, exceptions.contains(&later.id()), "{later:?}");
    }
}

#[test]
fn texts_tell_generations() {
    let table = [
        ("Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz", "intel-core-8"),
        ("i7-860", "intel-core-1"),
        ("Intel(R) Core(TM) i7 CPU Q 720 @ 1.60GHz", "intel-core-1"),
        ("i3-1005G1", "intel-core-10"),
        ("i5-10400F", "intel-core-10"),
        ("12th Gen Intel(R) Core(TM) i7-1265U", "intel-core-12"),
        ("i7-1185G7E", "intel-core-11"),
        ("m3-7Y30", "intel-core-7"),
        ("Core i7+8700", "intel-core-8"),
        // Sources count it as either.
        ("i7-3820", "intel-core-2 intel-core-3"),
        ("i7-3820QM", "intel-core-3"),
        ("i7-6950X", "intel-core-5 intel-core-6"),
        ("AMD Ryzen Threadripper PRO 5975WX", "ryzen-5000"),
        ("AMD EPYC 9V74", "epyc-9004"),
        ("Intel Core i5 der 8. Generation", "intel-core-8"),
        ("Intel Core i5 de 8e génération", "intel-core-8"),
        ("Intel(R) Core(TM) 5 120U", "intel-core-series-1"),
        ("Core Ultra 7 155H", "intel-core-ultra-1"),
        ("Xeon E5-2680 v4", "xeon-v4"),
        ("Xeon E5-2680", "xeon-v1"),
        ("Xeon Silver 4310", "xeon-scalable-3"),
        ("AMD Ryzen 7 5800X 8-Core Processor", "ryzen-5000"),
        ("AMD Ryzen AI 9 HX 370", "ryzen-ai-300"),
        ("AMD EPYC 7763 64-Core Processor", "epyc-7003"),
        ("Apple M2 Pro", "apple-m2"),
        ("i3-N305", ""),
        ("Pentium Gold G5400", ""),
        ("Intel Pentium, 8th generation", ""),
        ("Xeon E-2124", ""),
        ("Dual Pentium Pro 200", ""),
        ("", ""),
    ];
    for (text, ids) in table {
        let found = identify(&Evidence { text: Some(text), ..Evidence::default() });
        assert_eq!(found.generations, set(ids), "{text}");
    }
    // A line without a number is all of the line, and no more is said than that.
    let line = identify(&Evidence { text: Some("Intel Core i5"), ..Evidence::default() });
    assert_eq!(line.generations, Generations::of_line(Line::IntelCore));
}

#[test]
fn signatures_tell_generations_as_sets() {
    let intel = |model, stepping| {
        let vendor = "GenuineIntel".to_owned();
        Signature { vendor, family: 6, model, stepping: Some(stepping) }.generations()
    };
    assert_eq!(intel(0x8e, 10), set("intel-core-8"));
    assert_eq!(intel(0x8e, 11), set("intel-core-8"));
    assert_eq!(intel(0x8e, 12), set("intel-core-8 intel-core-10"));
    assert_eq!(intel(0x9e, 9), set("intel-core-7 intel-core-8 xeon-v6"));
    assert_eq!(intel(0x9e, 13), set("intel-core-8 intel-core-9"));
    assert_eq!(intel(0x55, 4), set("intel-core-7 intel-core-9 xeon-scalable-1"));
    for twelfth in ["intel-core-12", "intel-core-13", "intel-core-14"] {
        assert!(intel(0x97, 2).contains(twelfth.parse().expect("an id")), "{twelfth}");
    }
}

#[test]
fn the_number_and_the_class_agree() {
    // Two tables that were written apart: of a name that tells one generation, the class is among
    // those that it was made of.
    let mut compared = 0;
    for n in 1..=14 {
        for (suffix, digits) in [("", 3), ("U", 3), ("H", 3), ("G7", 2), ("K", 3)] {
            let number = if n == 1 { 860 } else { n * 10_i32.pow(digits) + 65 };
            let text = format!("Intel Core i7-{number}{suffix}");
            let found = identify(&Evidence { text: Some(&text), ..Evidence::default() });
            if found.classes.is_empty() {
                continue;
            }
            let made_of = found.generations.classes();
            assert_eq!(found.classes.intersection(made_of), found.classes, "{text}");
            compared += 1;
        }
    }
    assert!(compared >= 40, "{compared}");
}

fn marketed(text: &str) -> Marketed {
    let machine = machine(&format!("cpu = \"{text}\""));
    match machine.known(Item::Generation) {
        Some(Known::Marketed(marketed)) => *marketed,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn machines_are_judged_by_generation() {
    #[track_caller]
    fn check(text: &str, bounds: &str, verdict: Verdict) {
        assert_eq!(sold_as(&marketed(text), set(bounds)), verdict, "{text}: {bounds}");
    }
    check("Core i5-8250U", "intel-core-8", Pass);
    check("Core i7-7700K", "intel-core-8", Fail);
    check("Core Ultra 5 125H", "intel-core-8", Pass);
    check("Core 5 120U", "intel-core-8", Pass);
    check("Core 5 120U", "intel-core-ultra-1", Unknown);
    check("Core i7-3820", "intel-core-3", Unknown);
    check("Core i7-3820", "intel-core-2", Pass);
    check("Core i7-3820", "intel-core-4", Fail);
    check("Core i5", "intel-core-8", Unknown);
    check("AMD Ryzen 7 250", "ryzen-9000", Unknown);
    // The same silicon, not the name.
    check("Pentium Gold G5400", "intel-core-8", Unknown);
    check("Xeon E-2124", "intel-core-8", Unknown);
    // Older silicon was never sold under the name.
    check("Pentium III 800", "intel-core-8", Fail);
    check("Pentium G3220", "intel-core-8", Fail);
    check("Core 2 Duo E8400", "intel-core-1", Fail);
    // Another maker's: nothing follows, unless its own line is among those that would do.
    check("Ryzen 5 5600X", "intel-core-8", Unknown);
    check("Ryzen 5 5600X", "intel-core-8 ryzen-2000", Pass);
    check("Ryzen 7 1700", "intel-core-8 ryzen-2000", Fail);
    check("Athlon 200GE", "intel-core-8 ryzen-2000", Unknown);
    check("Phenom II X4 945", "intel-core-8 ryzen-2000", Fail);
    check("Pentium G3220", "intel-core-8 ryzen-2000", Fail);
    check("EPYC 7763", "intel-core-8 ryzen-2000", Unknown);
}

#[test]
fn a_signature_alone_passes_nothing_and_a_guest_fails_nothing() {
    let of = |spec: &str| match machine(spec).known(Item::Generation) {
        Some(Known::Marketed(marketed)) => *marketed,
        other => panic!("{spec}: {other:?}"),
    };
    let signature = |model: u32| {
        format!("cpu = {{ vendor = \"GenuineIntel\", family = 6, model = {model}, stepping = 10 }}")
    };
    // A Core of the 8th generation, or a Pentium Gold of the same silicon.
    assert_eq!(sold_as(&of(&signature(0x8e)), set("intel-core-8")), Unknown);
    assert_eq!(sold_as(&of(&signature(0x8e)), set("intel-core-9")), Unknown);
    assert_eq!(sold_as(&of(&signature(0x3c)), set("intel-core-8")), Fail);
    // Readings that contradict each other, two names, and a name beside what is stated.
    for spec in [
        "cpu = { text = \"i5-8250U\", vendor = \"GenuineIntel\", family = 15, model = 2 }",
        "arch = \"arm\"\ncpu = \"i5-8250U\"",
        "cpu = \"i5-8250U\"\nclock = { rated = \"9 GHz\" }",
        "cpu = \"Core i7-7700K, Core i5-8250U\"",
        "generation = \"intel-core-8\"\ncpu = \"i7-4790\"",
    ] {
        // Nothing at all is known of it, or no pass.
        let passes = match machine(spec).known(Item::Generation) {
            Some(Known::Marketed(found)) => sold_as(found, set("intel-core-8")) == Pass,
            _ => false,
        };
        assert!(!passes, "{spec}");
    }
    let guest = "cpu = { text = \"Intel Core i7-4770\", hypervisor = true }";
    assert_eq!(sold_as(&of(guest), set("intel-core-8")), Unknown);
    assert_eq!(sold_as(&of(guest), set("intel-core-4")), Pass);
    assert_eq!(sold_as(&of("generation = \"intel-core-9\""), set("intel-core-8")), Pass);
    let unclear = unclear(&machine("generation = \"the ninth\""), Item::Generation);
    assert!(unclear.starts_with("expected one of intel-core-1"), "{unclear}");
}

#[test]
fn more_that_would_do_is_never_worse() {
    // Over all generations found and all pairs required.
    for found in Generation::ALL {
        let likely = Generations::NONE.with(*found);
        let marketed = Marketed { likely, certain: likely, silicon: found.classes() };
        for a in Generation::ALL {
            let one = sold_as(&marketed, Generations::NONE.with(*a));
            assert_eq!(one == Pass, found.reaches(*a), "{found:?} {a:?}");
            assert_eq!(one == Fail, a.reaches(*found) && a != found, "{found:?} {a:?}");
            for b in Generation::ALL {
                let both = sold_as(&marketed, Generations::NONE.with(*a).with(*b));
                let other = sold_as(&marketed, Generations::NONE.with(*b));
                let passes = one == Pass || other == Pass;
                assert_eq!(both == Pass, passes, "{found:?} {a:?} {b:?}");
                let own =
                    [(a, one), (b, other)].into_iter().filter(|(g, _)| g.line() == found.line());
                let own: Vec<Verdict> = own.map(|(_, verdict)| verdict).collect();
                let fails = !own.is_empty() && own.iter().all(|verdict| *verdict == Fail);
                assert_eq!(both == Fail, fails, "{found:?} {a:?} {b:?}");
            }
        }
    }
}
