//! The laws of the design: a verdict is what every possibility says. Brute force over all
//! classes and small numbers, properties over large ones, and examples that anchor both.

use crate::support::*;
use minspec::cpu::{Candidates, CpuClass};
use minspec::evaluate::{evaluate, processor};
use minspec::item::Item;
use minspec::profile::Tier;
use minspec::quantity::{Known, Processor, Quantity, Span};
use minspec::sources::memory::installed;
use minspec::units::{Bytes, Hertz};
use minspec::verdict::Verdict::{self, Fail, Pass, Unknown};
use proptest::prelude::*;

#[test]
fn a_span_is_judged_as_each_of_its_values() {
    let count = Quantity::Count;
    let spans = (0..6).flat_map(|low| {
        let ended = (low..6).map(move |high| (low, Some(high)));
        ended.chain([(low, None)])
    });
    let spans: Vec<(u64, Option<u64>)> = spans.collect();
    let build = |&(low, high): &(u64, Option<u64>)| match high {
        Some(high) => Span::new(count(low), count(high)).expect("ordered"),
        None => Span::at_least(count(low)),
    };
    // Without an end, every value up to beyond all others is possible.
    let values = |&(low, high): &(u64, Option<u64>)| low..=high.unwrap_or(9);
    for found in &spans {
        for bound in &spans {
            let every = |meets: fn(u64, u64) -> bool| {
                let pairs = values(found).flat_map(|f| values(bound).map(move |b| (f, b)));
                agreed(pairs.map(|(f, b)| if meets(f, b) { Pass } else { Fail }))
            };
            let (f, b) = (build(found), build(bound));
            assert_eq!(f.reaches(&b), every(|f, b| f >= b), "{found:?} reaches {bound:?}");
            assert_eq!(f.within(&b), every(|f, b| f <= b), "{found:?} within {bound:?}");
        }
    }
}

#[test]
fn a_span_of_two_kinds_or_turned_round_is_no_span() {
    let (small, large) = (Quantity::Count(1), Quantity::Count(2));
    assert_eq!(Span::new(large, small), None);
    assert_eq!(Span::new(small, Quantity::Size(Bytes(2))), None);
    assert_eq!(small.partial_cmp(&Quantity::Speed(Hertz(1))), None);
    assert_eq!(Span::exact(small).reaches(&Span::exact(Quantity::Speed(Hertz(1)))), Unknown);
    let mut machine = machine("name = \"bare\"");
    machine.put(Item::Memory, reading(Known::Span(Span::exact(small))));
    assert_eq!(unclear(&machine, Item::Memory), "a value that memory cannot have");
}

#[test]
fn fail_beats_unknown_beats_pass() {
    let three = [Fail, Unknown, Pass];
    assert!(Fail < Unknown && Unknown < Pass);
    for (a, b) in three.into_iter().flat_map(|a| three.map(|b| (a, b))) {
        let either = |verdict| a == verdict || b == verdict;
        let all = if either(Fail) {
            Fail
        } else if either(Unknown) {
            Unknown
        } else {
            Pass
        };
        let any = if either(Pass) {
            Pass
        } else if either(Unknown) {
            Unknown
        } else {
            Fail
        };
        assert_eq!(Verdict::all([a, b]), all);
        assert_eq!(Verdict::any([a, b]), any);
        assert_eq!(agreed([a, b]), if a == b { a } else { Unknown });
    }
    assert_eq!([Verdict::all([]), Verdict::any([]), agreed([])], [Unknown; 3]);
}

#[test]
fn installed_memory_is_inferred_as_measured() {
    #[track_caller]
    fn check(visible: u64, hypervisor: bool, required: u64, verdict: Verdict) {
        let found = installed(Bytes(visible), hypervisor);
        let required = Span::exact(Quantity::Size(Bytes(required)));
        assert_eq!(found.reaches(&required), verdict, "{found:?}");
    }
    check(4095 * MIB, false, 4 * GIB, Pass);
    check(4095 * MIB, true, 4 * GIB, Pass);
    check(8_267_812_044, false, 8 * GIB, Pass); // 7.7 GiB
    check(6 * GIB, false, 8 * GIB, Unknown); // a share for graphics
    check(6 * GIB, true, 8 * GIB, Fail); // which no hypervisor takes
    check(28 * MIB, false, 32 * MIB, Unknown);
    check(31 * MIB + MIB / 2, false, 32 * MIB, Pass);
    check(64 * MIB, false, 128 * MIB, Fail);
    check(63 * MIB, false, 64 * MIB, Pass);
    check(25_275_568_128, false, 24 * GIB, Pass); // 23.54 GiB of 24
    check(12 * GIB, false, 16 * GIB, Unknown);
    check(64 * GIB, false, 68 * GIB, Unknown);
    check(64 * GIB, false, 69 * GIB, Fail); // 4 GiB at most for graphics
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn installed_memory_is_at_least_what_is_visible(
        a in any::<u64>(), b in any::<u64>(), zeros in 0u32..64, hypervisor in any::<bool>(),
    ) {
        let (less, more) = ((a.min(b)) >> zeros, (a.max(b)) >> zeros);
        let ends = |visible| {
            let span = installed(Bytes(visible), hypervisor);
            let low = span.low().number().unwrap();
            (low, span.high().and_then(Quantity::number).unwrap_or(u64::MAX))
        };
        let ((low, high), (more_low, more_high)) = (ends(less), ends(more));
        prop_assert!(less <= low && low <= high, "{less}: {low} to {high}");
        prop_assert!(u128::from(low) <= u128::from(less) + u128::from(less / 20) + (1 << 20));
        prop_assert!(low <= more_low && high <= more_high, "more is visible, less is fitted");
        prop_assert!(high <= installed(Bytes(less), false).high().and_then(Quantity::number).unwrap());
    }
}

/// What every class counts as, by the edges of the table alone.
fn reaches(class: CpuClass, bound: CpuClass) -> bool {
    class == bound || class.parents().iter().any(|parent| reaches(*parent, bound))
}

fn class_alone(class: CpuClass, bound: CpuClass) -> Verdict {
    processor::class(&Candidates::from(class).into(), None, &[bound], None)
}

#[test]
fn a_class_meets_itself_and_what_it_counts_as_and_nothing_else() {
    for class in CpuClass::all() {
        for bound in CpuClass::all() {
            let verdict = class_alone(class, bound);
            if reaches(class, bound) {
                assert_eq!(verdict, Pass, "{class} for {bound}");
            } else if reaches(bound, class) || class.arch() != bound.arch() {
                assert_eq!(verdict, Fail, "{class} for {bound}");
            } else {
                assert_ne!(verdict, Pass, "cousins: {class} for {bound}");
            }
        }
    }
}

#[test]
fn nothing_known_of_a_processor_is_unknown() {
    let nothing = Processor::from(Candidates::EMPTY);
    for bound in CpuClass::all() {
        assert_eq!(processor::class(&nothing, None, &[bound], None), Unknown, "{bound}");
        let slow = processor::clock(Some(&nothing), &mhz(1, 1), &[bound], &mhz(9, 9));
        assert_eq!(slow, Unknown, "{bound}");
    }
    assert_eq!(processor::class(&processor("pentium"), None, &[], None), Unknown);
    // Without a required clock, the slowest part of the required class is meant.
    let cousin = |rate| processor::class(&processor("bonnell"), rate, &[class("core2")], None);
    let verdicts = [Some(&mhz(1667, 1667)), Some(&mhz(2000, 2000)), None].map(cousin);
    assert_eq!(verdicts, [Fail, Unknown, Unknown]);
}

/// A quantifier over the candidates: pass by the likely ones, fail by the certain ones.
fn as_each(processor: &Processor, judge: impl Fn(CpuClass) -> Verdict) -> Verdict {
    match agreed(processor.likely.iter().map(&judge)) {
        Pass => Pass,
        _ => agreed(processor.certain.iter().map(&judge)).min(Unknown),
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn a_processor_is_judged_as_each_of_its_candidates(
        (found, bounds) in processors(), clock in rates(), required in rates(),
    ) {
        let (rate, asked) = (mhz(clock.0, clock.1), mhz(required.0, required.1));
        for (clock, beside) in [(None, None), (Some(&rate), Some(&asked)), (None, Some(&asked))] {
            let each = |class: CpuClass| {
                let one = Candidates::from(class).into();
                let of = |bound: &CpuClass| processor::class(&one, clock, &[*bound], beside);
                Verdict::any(bounds.iter().map(of))
            };
            let verdict = processor::class(&found, clock, &bounds, beside);
            prop_assert_eq!(verdict, as_each(&found, each));
        }
        let judge = |found: &Processor| processor::clock(Some(found), &rate, &bounds, &asked);
        match clock.0 * 100 >= required.1 * 97 {
            true => prop_assert_eq!(judge(&found), Pass, "the clock alone suffices"),
            false => {
                let each = |class| judge(&Candidates::from(class).into());
                prop_assert_eq!(judge(&found), as_each(&found, each));
            }
        }
    }

    #[test]
    fn a_clock_is_judged_as_each_of_its_rates_and_a_higher_one_is_never_worse(
        (found, bounds) in processors(), (low, high) in rates(), (from, to) in rates(),
    ) {
        let judge = |clock: (u64, u64), required: (u64, u64)| {
            let (clock, required) = (mhz(clock.0, clock.1), mhz(required.0, required.1));
            let class = processor::class(&found, Some(&clock), &bounds, Some(&required));
            (class, processor::clock(Some(&found), &clock, &bounds, &required))
        };
        let ends = [(low, from), (low, to), (high, from), (high, to)];
        let each = ends.map(|(m, r)| judge((m, m), (r, r)).1);
        let (class, clock) = judge((low, high), (from, to));
        prop_assert_eq!(clock, agreed(each));
        let faster = judge((low + 50, high + 50), (from, to));
        prop_assert!(faster.0 >= class && faster.1 >= clock);
        let harder = judge((low, high), (from + 50, to + 50));
        prop_assert!(harder.0 <= class && harder.1 <= clock);
    }
}

#[test]
fn a_clock_is_judged_given_its_class() {
    /// A processor for a required one, each class and MHz: the verdict on class, and on clock.
    #[track_caller]
    fn check(found: &str, required: &str, class_verdict: Verdict, clock_verdict: Verdict) {
        let split = |text: &str| -> (String, Span) {
            let (ids, rate) = text.rsplit_once(' ').expect("classes and a rate");
            let rate: u64 = rate.replace('.', "").parse().expect("tenths of MHz");
            (ids.to_owned(), Span::exact(Quantity::Speed(Hertz(rate * 100_000))))
        };
        let ((found, clock), (bound, rate)) = (split(found), split(required));
        let (found, bounds) = (processor(&found), [class(&bound)]);
        let verdict = processor::class(&found, Some(&clock), &bounds, Some(&rate));
        assert_eq!(verdict, class_verdict, "class");
        assert_eq!(processor::clock(Some(&found), &clock, &bounds, &rate), clock_verdict, "clock");
    }
    // Equality within 3 %.
    check("pentium 132.9", "pentium 133.0", Pass, Pass);
    check("pentium2 333.0", "pentium2 350.0", Pass, Fail);
    check("pentium2 97.0", "pentium2 100.0", Pass, Pass);
    check("pentium2 96.9", "pentium2 100.0", Pass, Fail);
    // The same class and its ancestors: clock against clock.
    check("pentium 150.0", "pentium 166.0", Pass, Fail);
    check("486 200.0", "pentium 166.0", Fail, Pass);
    check("486 100.0", "pentium 166.0", Fail, Fail);
    check("pentium-mmx 300.0", "pentium2 233.0", Fail, Pass);
    check("alpha-ev5 266.0", "alpha-ev4 150.0", Pass, Pass);
    check("alpha-ev4 150.0", "pentium 166.0", Fail, Unknown);
    // A later class with less: by the work that was measured.
    check("core2 1860.0", "pentium4 2400.0", Pass, Pass);
    check("pentium-m 1300.0", "pentium4 1500.0", Pass, Pass);
    check("k8 1000.0", "pentium4 1500.0", Pass, Unknown);
    check("pentium2 133.0", "pentium 166.0", Pass, Unknown);
    check("pentium3 60.0", "pentium 200.0", Pass, Fail);
    // And unknown where it was not.
    check("pentium-mmx 150.0", "pentium 166.0", Pass, Unknown);
    check("skylake 1600.0", "haswell 3000.0", Pass, Unknown);
    check("k6-2 300.0", "pentium 166.0", Pass, Pass);
    check("winchip 200.0", "pentium 166.0", Pass, Pass);
    check("bonnell 1600.0", "pentium3 1000.0", Pass, Pass);
    // Cousins may fail by work a tenth behind, and never pass.
    check("k6-2 450.0", "pentium2 233.0", Unknown, Pass);
    check("k7 900.0", "pentium3 1000.0", Unknown, Unknown);
    check("k7-xp 1667.0", "pentium4 2000.0", Unknown, Unknown);
    check("bonnell 1600.0", "pentium4 3000.0", Fail, Unknown);
    check("bonnell 1667.0", "core2 1860.0", Fail, Unknown);
    check("zen 3400.0", "haswell 3000.0", Unknown, Pass);
    check("core2 1860.0", "k8 2400.0", Unknown, Unknown);
    // Several candidates.
    check("pentium4 prescott pentium-d 3000.0", "pentium4 2800.0", Pass, Pass);
    check("pentium4 prescott pentium-d 3000.0", "core2 930.0", Fail, Pass);
    check("pentium pentium2 200.0", "pentium-pro 200.0", Unknown, Pass);
}

#[test]
#[rustfmt::skip] // a table
fn a_report_fails_if_anything_fails_and_passes_if_all_passes() {
    let profile = asking("minimum = { cores = 2, memory = \"64 MB\", disk = \"1 GB\" }");
    let texts = [
        [(Fail, "cores = 1"), (Unknown, ""), (Pass, "cores = 2")],
        [
            (Fail, "memory = \"32 MB\""),
            (Unknown, "memory = \"lots\""),
            (Pass, "memory = \"64 MB\""),
        ],
        [(Fail, "disk = \"999 MB\""), (Unknown, "disk = \"-\""), (Pass, "disk = \"1 GB\"")],
    ];
    for n in 0..27 {
        let chosen = [texts[0][n / 9], texts[1][n / 3 % 3], texts[2][n % 3]];
        let machine = machine(&chosen.map(|(_, text)| text).join("\n"));
        let report = evaluate(&profile, &machine, Tier::Minimum);
        let verdicts = chosen.map(|(verdict, _)| verdict);
        let found: Vec<Verdict> = report.findings.iter().map(|found| found.verdict).collect();
        assert_eq!(found, verdicts);
        assert_eq!(Some(report.verdict()), verdicts.into_iter().min());
    }
}

#[test]
#[rustfmt::skip] // a table
fn a_tier_decides_what_it_should() {
    /// The verdict if the minimum decides, if the recommended figures do, and on those alone.
    #[track_caller]
    fn check(
        tiers: &str,
        spec: &str,
        minimum: Verdict,
        both: Verdict,
        recommended: Option<Verdict>,
    ) {
        let (profile, machine) = (asking(tiers), machine(spec));
        let report = evaluate(&profile, &machine, Tier::Minimum);
        assert_eq!((report.verdict(), report.recommended()), (minimum, recommended), "{tiers}");
        assert_eq!(evaluate(&profile, &machine, Tier::Recommended).verdict(), both, "{tiers}");
        assert!(report.findings.iter().all(|finding| finding.requirement.tier != Tier::Advice));
        assert_eq!(report.not_checked().is_empty(), !tiers.contains("advice"));
    }
    let two = "minimum = { memory = \"64 MB\" }\nrecommended = { memory = \"128 MB\" }";
    check(two, "memory = \"32 MB\"", Fail, Fail, Some(Fail));
    check(two, "memory = \"96 MB\"", Pass, Fail, Some(Fail));
    check(two, "memory = \"128 MB\"", Pass, Pass, Some(Pass));
    check(two, "name = \"bare\"", Unknown, Unknown, Some(Unknown));
    check("recommended = { cores = 2 }", "cores = 1", Unknown, Fail, Some(Fail));
    // Advice is a setting; a maximum decides only where the product refuses more.
    check("advice = { page_file = \"256 MB\" }", "page_file = \"1 MB\"", Unknown, Unknown, None);
    let most = "minimum = { cores = 1 }\nmaximum = { memory = \"32 GB\" }";
    check(most, "cores = 1\nmemory = \"64 GB\"", Pass, Pass, None);
    check(most, "cores = 1", Pass, Pass, None);
    let most = "minimum = { cores = 1 }\nmaximum = { memory = \"32 GB\", enforced = true }";
    check(most, "cores = 1\nmemory = \"64 GB\"", Fail, Fail, None);
    check(most, "cores = 1\nmemory = \"32 GB\"", Pass, Pass, None);
    check(most, "cores = 1", Unknown, Unknown, None);
    // Sources that differ: pass needs the most, fail the least.
    let span = "minimum = { memory = { from = \"16 MB\", to = \"32 MB\" } }";
    check(span, "memory = \"15 MB\"", Fail, Fail, None);
    check(span, "memory = \"16 MB\"", Unknown, Unknown, None);
    check(span, "memory = \"32 MB\"", Pass, Pass, None);
    let flags = "minimum = { features = [\"pae\", \"sse2\"], isa = \"i686\" }";
    check(flags, "isa = \"i686\"\ncpu.flags = \"sse2 pae\"", Pass, Pass, None);
    check(flags, "isa = \"i686\"\ncpu.flags = \"pae\"", Unknown, Unknown, None); // not the whole list
    check(flags, "isa = \"i686\"\ncpu.flags = \"fpu tsc msr pae\"", Fail, Fail, None);
    check(flags, "isa = \"i586\"\ncpu.flags = \"sse2 pae\"", Fail, Fail, None);
    // Nothing to judge is never a pass, the architecture alone is nothing.
    check("", "memory = \"32 MB\"", Unknown, Unknown, None);
    check("arch = \"x86\"", "arch = \"x86\"", Unknown, Unknown, None);
    check(
        "arch = \"x86\"\nmaximum = { cores = 4 }",
        "arch = \"x86\"\ncores = 2",
        Unknown,
        Unknown,
        None,
    );
    let second = "arch = \"x86\"\nrecommended = { cores = 2 }";
    check(second, "arch = \"x86\"\ncores = 2", Unknown, Pass, Some(Pass));
    check(second, "arch = \"alpha\"\ncores = 2", Unknown, Fail, Some(Fail));
}

#[test]
#[rustfmt::skip] // a table
fn the_best_platform_of_the_architecture_is_reported() {
    const PROFILE: &str = r#"
name = "Test"
platform = [
    { name = "PC", arch = "x86", minimum = { memory = "16 MB" } },
    { name = "PC, full", arch = "x86", minimum = { memory = "8 MB", cores = 2 } },
    { name = "Alpha", arch = "alpha", minimum = { memory = "32 MB" } },
]"#;
    #[track_caller]
    fn check(spec: &str, platform: &str, verdict: Verdict) {
        let (profile, machine) = (profile(PROFILE), machine(spec));
        let report = evaluate(&profile, &machine, Tier::Minimum);
        let name = report.platform.map(|platform| platform.name.as_str());
        assert_eq!((name, report.verdict()), (Some(platform), verdict), "{spec}");
    }
    check("arch = \"x86\"\nmemory = \"16 MB\"\ncores = 2", "PC", Pass);
    check("arch = \"x86\"\nmemory = \"8 MB\"\ncores = 2", "PC, full", Pass);
    check("arch = \"x86\"\nmemory = \"8 MB\"", "PC, full", Unknown);
    check("arch = \"x86\"\nmemory = \"4 MB\"", "PC", Fail);
    check("arch = \"alpha\"\nmemory = \"16 MB\"", "Alpha", Fail);
    check("arch = \"alpha\"\nmemory = \"64 MB\"", "Alpha", Pass);
    check("arch = \"mips\"\nmemory = \"64 MB\"\ncores = 2", "PC", Fail);
    check("memory = \"64 MB\"\ncores = 2", "PC", Unknown);
}

#[test]
fn no_requirement_is_dropped_for_want_of_a_reading() {
    let tiers = "minimum = { isa = \"i486\", cpu = \"486\", clock = \"25 MHz\", cores = 1, threads = 1, \
                 sockets = 1, features = \"fpu\", memory = \"1 MB\", disk = \"1 MB\", disk_free = \"1 MB\", \
                 disk_size = \"1 MB\", page_file = \"1 MB\", generation = \"intel-core-1\", \
                 memory_visible = \"1 MB\", firmware = \"uefi\", secure_boot = \"capable\", tpm = \"2.0\", \
                 virtualization = \"enabled\", hypervisor = \"virtual\", file_system = \"ntfs\", signature = { family = 6 } }";
    let (profile, machine) = (asking(tiers), machine("name = \"bare\""));
    let report = evaluate(&profile, &machine, Tier::Minimum);
    let items: Vec<Item> = report.findings.iter().map(|finding| finding.requirement.item).collect();
    assert_eq!(items, Item::ALL[1..], "all but the architecture, which is the platform's");
    for finding in &report.findings {
        assert_eq!((finding.verdict, finding.reading), (Unknown, None));
        assert!(finding.why().ends_with(" not known: no source speaks of it"));
        assert!(finding.next_step().is_some() && finding.short().is_none());
    }
}
