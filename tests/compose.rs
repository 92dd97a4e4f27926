//! Composition and inference over all shipped editions, and the examples of the line that anchor
//! their laws.

use crate::support::*;
use minspec::compose::{circle, complete, earlier, together};
use minspec::cpu::Arch;
use minspec::evaluate::evaluate;
use minspec::item::Item;
use minspec::library::{BUILT_IN, Library};
use minspec::machine::Machine;
use minspec::profile::{Basis, Platform, Profile, Tier, read};
use minspec::quantity::{Amount, Quantity, Span};
use minspec::units::Bytes;
use minspec::verdict::Verdict::{self, Fail, Pass, Unknown};
use std::sync::LazyLock;

static KNOWN: LazyLock<Vec<Profile>> = LazyLock::new(|| {
    BUILT_IN.iter().map(|(id, text)| read::profile(id, text).expect("a shipped profile")).collect()
});

/// Every shipped edition, completed.
static EDITIONS: LazyLock<Vec<Profile>> = LazyLock::new(|| {
    KNOWN.iter().map(|edition| complete(edition, &KNOWN).expect("whole")).collect()
});

#[track_caller]
fn edition(id: &str) -> &'static Profile {
    EDITIONS.iter().find(|profile| profile.id == id).unwrap_or_else(|| panic!("no {id}"))
}

/// What a platform asks of an item, as text.
fn asks(profile: &Profile, platform: &str, item: Item) -> Vec<String> {
    let of = profile.platforms.iter().find(|other| other.name == platform);
    let all = of.into_iter().flat_map(|platform| &platform.requirements);
    all.filter(|of| of.tier == Tier::Minimum && of.item == item).map(|of| of.text.clone()).collect()
}

#[test]
fn a_whole_passes_nothing_that_a_part_does_not() {
    let mut passed = 0;
    let ladder = [
        ("386", 25, 8, 200),
        ("486", 66, 32, 600),
        ("Pentium", 166, 64, 1500),
        ("Pentium Pro", 200, 128, 2000),
        ("Pentium II", 300, 256, 4000),
        ("Pentium III", 1000, 1024, 20_000),
    ];
    for (cpu, clock, memory, disk) in ladder {
        let machine = machine_of(cpu, clock, memory, disk, disk);
        for whole in EDITIONS.iter().filter(|whole| judge(whole, &machine) == Pass) {
            for part in whole.includes.iter().filter(|part| part.len() == 1) {
                let verdict = judge(edition(&part[0]), &machine);
                assert_eq!(verdict, Pass, "{} passes, and not its part {}", whole.id, part[0]);
                passed += 1;
            }
        }
    }
    assert!(passed > 50, "only {passed} parts of wholes that pass");
}

#[test]
fn two_editions_on_one_machine_are_never_judged_better_than_either() {
    let machines: Vec<Machine> =
        ["386", "486", "Pentium", "Pentium Pro", "Pentium III", "Alpha 21164"]
            .iter()
            .flat_map(|cpu| {
                [
                    (25, 8, 100, 200),
                    (90, 24, 150, 900),
                    (200, 64, 900, 2000),
                    (800, 512, 9000, 9000),
                ]
                .map(|(clock, memory, free, size)| machine_of(cpu, clock, memory, free, size))
            })
            .collect();
    const X86: usize = 20; // of the machines, those before the Alphas
    let verdicts = |edition: &Profile, tier: Tier| -> Vec<Verdict> {
        machines.iter().map(|machine| evaluate(edition, machine, tier).verdict()).collect()
    };
    for tier in [Tier::Minimum, Tier::Recommended] {
        let alone: Vec<Vec<Verdict>> =
            EDITIONS.iter().map(|edition| verdicts(edition, tier)).collect();
        // A fifth of the pairs, in an order that differs from one pair to the next: all of them
        // take minutes.
        for a in 0..KNOWN.len() {
            let ordered = |b: &usize| *b != a && (a + b) % 2 == usize::from(a < *b);
            for b in (0..KNOWN.len()).filter(ordered).filter(|b| (3 * a + b) % 5 == 0) {
                let Ok(both) = together(&[KNOWN[a].clone(), KNOWN[b].clone()], &KNOWN) else {
                    continue;
                };
                for (n, verdict) in verdicts(&both, tier).into_iter().enumerate() {
                    let least = alone[a][n].min(alone[b][n]);
                    let at = || {
                        format!(
                            "{} {tier:?}: {verdict}, not {least}\n{:?}",
                            both.id,
                            readings(&machines[n])
                        )
                    };
                    assert!(verdict <= least, "{}", at());
                    // What fails must fail by one of them, unless nothing is common to them.
                    let x86 = |platform: &Platform| platform.arch == Some(Arch::X86);
                    let foreign = n >= X86 || !both.platforms.iter().any(x86);
                    assert!(verdict != Fail || least == Fail || foreign, "{}", at());
                }
            }
        }
    }
}

#[test]
fn what_is_published_stays_and_what_is_derived_says_how() {
    for (published, whole) in KNOWN.iter().zip(EDITIONS.iter()) {
        for (n, platform) in published.platforms.iter().enumerate() {
            if platform.requirements.iter().any(|of| of.tier == Tier::Minimum) {
                assert_eq!(&whole.platforms[n], platform, "{}", whole.id);
            }
        }
        for platform in &whole.platforms {
            for of in &platform.requirements {
                let at = format!("{}, {}: {} {}", whole.id, platform.name, of.item, of.text);
                for id in &of.citations {
                    assert!(whole.sources.iter().any(|source| source.id == *id), "{at}: {id}");
                }
                let Some(derived) = &of.derived else { continue };
                assert!(derived.basis > Basis::Published && !derived.how.is_empty(), "{at}");
                assert!(
                    derived.of.iter().all(|id| KNOWN.iter().any(|known| known.id == *id)),
                    "{at}"
                );
                let nothing = of.text == "not known" || of.item == Item::Arch;
                assert!(nothing || !of.citations.is_empty(), "{at} cites nothing");
            }
        }
    }
}

#[test]
fn an_inferred_end_never_contradicts_a_published_one() {
    for whole in EDITIONS.iter() {
        for platform in &whole.platforms {
            for of in platform.requirements.iter().filter(|of| of.basis() == Basis::Inferred) {
                let Amount::Span(span) = &of.amount else { continue };
                assert!(span.high().is_none_or(|high| high >= span.low()), "{}: {of:?}", whole.id);
                let weak = |id: &String| {
                    let of = KNOWN.iter().find(|known| known.id == *id).expect("known");
                    of.platforms.iter().flat_map(|p| &p.requirements).all(|r| r.weak)
                };
                let of_parts = whole.includes.iter().flatten().collect::<Vec<_>>();
                let derived = of.derived.as_ref().expect("derived");
                let inferred = derived.of.iter().filter(|id| !of_parts.contains(id));
                assert!(inferred.clone().all(|id| !weak(id)), "{}: {of:?}", whole.id);
            }
        }
    }
    // A later edition that asks for less than the parts gives no upper end; the next one does.
    let known = [
        made(
            "part/1",
            "name = 'A'\n[[platform]]\nname = 'PC'\narch = 'x86'\nminimum = { memory = '64 MB', disk = '1 GB' }",
        ),
        made("part/2", "name = 'B'"),
        made("suite/1", "name = 'S'\nincludes = ['part/1', 'part/2']"),
        made(
            "suite/2",
            "name = 'S'\n[[platform]]\nname = 'PC'\narch = 'x86'\nminimum = { memory = '32 MB' }",
        ),
        made(
            "suite/3",
            "name = 'S'\n[[platform]]\nname = 'PC'\narch = 'x86'\nminimum = { memory = '96 MB' }",
        ),
    ];
    let suite = complete(&known[2], &known).expect("whole");
    assert_eq!(asks(&suite, "PC", Item::Memory), ["64 MB to 96 MB"]);
    assert_eq!(asks(&suite, "PC", Item::Disk), ["at least 1 GB"]);
}

#[test]
#[rustfmt::skip] // a table
fn the_examples_of_the_line() {
    let modern = machine("cpu = 'Xeon Silver 4310'\nmemory = '16 GB'\ndisk = '500 GB'");
    let old = machine("cpu = '386/25'\nmemory = '8 MB'\ndisk = '200 MB'");
    let between = machine("cpu = 'Pentium 166'\nmemory = '64 MB'\ndisk = '1 GB'");
    for id in ["1.0", "1.5", "2.0", "2.5", "4.0"].map(|version| format!("backoffice/{version}")) {
        let verdicts = [&modern, &old, &between].map(|machine| judge(edition(&id), machine));
        assert_eq!(verdicts, [Pass, Fail, Unknown], "{id}");
        assert!(edition(&id).basis() > Some(Basis::Published), "{id}");
    }
    #[track_caller]
    fn check(id: &str, item: Item, texts: &[&str]) {
        assert_eq!(asks(edition(id), "Intel", item), texts, "{id}");
    }
    check("backoffice/1.0", Item::Cpu, &["386", "no more than Pentium Pro"]);
    check("backoffice/1.0", Item::Clock, &["25 MHz", "no more than 200 MHz"]);
    check("backoffice/1.0", Item::Memory, &["16 MB to 128 MB"]);
    // Another form of disk space is no end of this one: it stands beside it.
    check("backoffice/1.0", Item::DiskFree, &["90 MB"]);
    check("backoffice/1.0", Item::Disk, &["no more than 2 GB"]);
    check("backoffice/4.0", Item::Isa, &["i386"]);
    // Every part's processor, none merged; the same one once.
    check("backoffice/2.5", Item::Cpu, &["486", "386", "486", "Pentium", "486", "no more than Pentium Pro"]);
    check("backoffice/2.5", Item::Memory, &["32 MB to 128 MB"]);
    // A weak figure composes, and infers nothing.
    check("exchange-server/5.5-sp2", Item::Memory, &["32 MB to 128 MB"]);
    check("windows-nt-server/4.0-sp4", Item::Memory, &["16 MB to 128 MB"]);
    check("systems-management-server/1.0", Item::Memory, &["no more than 28 MB"]);
    check("mail-server/3.2", Item::Cpu, &["no more than Pentium Pro"]);
    check("host-integration-server/2000", Item::Memory, &["no more than 256 MB"]);
    check("windows-server/xp", Item::Memory, &["128 MB"]);
    assert_eq!(edition("windows-server/xp").basis(), Some(Basis::Composed));
    assert_eq!(edition("windows-nt-server/4.0").basis(), Some(Basis::Published));
    assert_eq!(edition("visual-interdev/1.0").basis(), None);
}

#[test]
fn three_products_on_one_server() {
    let library = Library::open(None).expect("the library");
    let id = "windows-nt-server/4.0+sql-server/6.5+exchange-server/5.5";
    let found = library.find(id).expect("three editions");
    let [whole] = found.as_slice() else { panic!("one edition") };
    assert_eq!(whole.id, id);
    assert_eq!(asks(whole, "Intel", Item::Memory), ["24 MB to 56 MB"]);
    assert_eq!(asks(whole, "Intel", Item::Disk), ["250 MB to 470 MB"]);
    assert_eq!(asks(whole, "Intel", Item::DiskFree), ["124 MB to 470 MB"]);
    let names: Vec<&str> = whole.platforms.iter().map(|platform| &platform.name[..]).collect();
    assert_eq!(names, ["Intel", "Alpha"], "the platforms that every part has");
    // What is in a suite is not counted beside it.
    let suite = library.find("backoffice/4.5+sql-server/7.0").expect("two editions").remove(0);
    assert_eq!(asks(&suite, "Intel", Item::Memory), ["128 MB"]);
    assert_eq!(asks(&suite, "Intel", Item::Cpu), ["Pentium Pro", "Pentium"]);
    for (name, says) in [
        ("sql-server/6.5+exchange-server/5.6", "did you mean"),
        ("sql-server/6.5+backoffice", "say which"),
        ("sql-server/6.5+", "missing beside a `+`"),
        ("+", "missing beside a `+`"),
        ("sql-server/6.5+./none.toml", "no such file"),
    ] {
        let error = library.find(name).map(|found| found.len()).expect_err(name);
        assert!(error.contains(says), "{name}: {error}");
    }
}

#[test]
fn an_item_that_nobody_states_is_not_invented() {
    let known = [
        made(
            "a/1",
            "name = 'A'\n[[platform]]\nname = 'PC'\narch = 'x86'\nminimum = { memory = '8 MB' }",
        ),
        made(
            "b/1",
            "name = 'B'\n[[platform]]\nname = 'PC'\narch = 'x86'\nminimum = { cpu = '486' }",
        ),
        made("c/1", "name = 'C'"),
    ];
    let two = together(&known[..2], &known).expect("two parts");
    assert_eq!(asks(&two, "PC", Item::Memory), ["at least 8 MB"], "B takes memory too");
    assert_eq!(asks(&two, "PC", Item::Cpu), ["486"], "A publishes a list and names none");
    assert_eq!(asks(&two, "PC", Item::Disk), [""; 0]);
    let three = together(&known, &known).expect("three parts");
    assert_eq!(asks(&three, "PC", Item::Cpu), ["486", "not known"]);
    assert_eq!(asks(&three, "PC", Item::Disk), ["not known"]);
    let huge = Span::exact(Quantity::Size(Bytes(u64::MAX)));
    let open = three.platforms[0].requirements.iter().find(|of| of.item == Item::Disk);
    let Amount::Span(open) = &open.expect("disk").amount else { panic!("a span") };
    assert_eq!(huge.reaches(open), Unknown);
    assert_eq!(complete(&known[2], &known).expect("whole").platforms, []);
}

#[test]
fn a_sum_is_no_version_of_its_first_part() {
    // A sum is no version of its first part, nor a file of one whose folder is called like a product.
    let ids = ["internet-information-server/1.0", "visual-interdev/1.0"];
    let of = |id: &str| KNOWN.iter().find(|known| known.id == id).expect(id).clone();
    for parts in [[ids[0], ids[1]], [ids[1], ids[0]]] {
        let both = together(&parts.map(of), &KNOWN).expect("two parts");
        assert_eq!(asks(&both, "Intel", Item::Memory), ["at least 16 MB"], "{parts:?}");
    }
    let file = made("sql-server/9.toml", "name = 'P'\n[[platform]]\nname = 'PC'\narch = 'x86'\n");
    assert_eq!(complete(&file, &KNOWN).expect("whole").basis(), None);
}

#[test]
fn parts_that_run_on_nothing_in_common_and_circles_are_errors() {
    let on = |id: &str, arch: &str| {
        made(
            id,
            &format!(
                "name = 'P'\n[[platform]]\nname = 'P'\narch = '{arch}'\nminimum = {{ memory = '8 MB' }}"
            ),
        )
    };
    let known = [on("a/1", "x86"), on("b/1", "alpha")];
    assert!(together(&known, &known).expect_err("nothing").contains("no platform in common"));
    let known = [
        made("a/1", "name = 'A'\nincludes = [['b/1', 'c/1']]"),
        made("b/1", "name = 'B'\nincludes = ['a/1']"),
        made("c/1", "name = 'C'"),
    ];
    assert_eq!(circle(&known), Some(vec!["a/1", "b/1"]));
    assert!(complete(&known[0], &known).expect_err("a circle").contains("more than 100 deep"));
    assert_eq!(circle(&KNOWN), None);
    let lost = [made("a/1", "name = 'A'\nincludes = ['none/1']")];
    assert!(complete(&lost[0], &lost).expect_err("lost").contains("no edition \"none/1\""));
}

#[test]
#[rustfmt::skip] // a table
fn editions_of_a_product_have_an_order() {
    #[track_caller]
    fn check(before: &str, after: &str, ordered: bool) {
        let of = |id: &str| KNOWN.iter().find(|known| known.id == id).expect(id);
        assert_eq!(earlier(of(before), of(after)), ordered, "{before} {after}");
        assert!(!earlier(of(after), of(before)), "{after} {before}");
    }
    check("sna-server/2.1", "sna-server/2.11", true);
    check("sna-server/2.11", "sna-server/3.0", true);
    check("sql-server/4.2", "sql-server/4.21a", true);
    check("sql-server/7.0", "sql-server/2000", true);
    check("backoffice/4.5", "backoffice/2000", true);
    check("frontpage/98", "frontpage/2000", true);
    check("windows-nt-server/4.0", "windows-nt-server/4.0-sp3", true);
    check("windows-nt-server/4.0-sp3", "windows-nt-server/4.0-sp4", true);
    check("windows-server/2000", "windows-server/2003-web", true);
    check("windows-server/2003-web", "windows-server/2003-standard", false);
    check("windows-server/2003-standard", "windows-server/xp", false);
    check("sql-server/6.0", "exchange-server/5.0", false);
    // The date of release decides where both have one.
    let old = made("p/95", "name = 'P'\nreleased = 'late 1995'");
    let new = made("p/7", "name = 'P'\nreleased = '2009-10'");
    assert!(earlier(&old, &new) && !earlier(&new, &old));
}
