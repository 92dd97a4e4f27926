//! The laws of composition and inference, over made-up parts.

use crate::support::*;
use minspec::compose::{complete, together};
use minspec::cpu::Arch;
use minspec::evaluate::evaluate;
use minspec::item::Item;
use minspec::machine::Machine;
use minspec::profile::{Platform, Profile, Requirement, Tier};
use minspec::quantity::{Amount, Known};
use minspec::verdict::Verdict::{Fail, Pass, Unknown};
use proptest::prelude::*;

/// What a profile asks, whatever the order in which it says so and whatever it is called.
fn meaning(profile: &Profile) -> Vec<String> {
    let one = |platform: &Platform, of: &Requirement| {
        format!("{:?} {:?} {} {:?} {}", platform.arch, of.tier, of.item, of.amount, of.at_most())
    };
    let mut all: Vec<String> = profile
        .platforms
        .iter()
        .flat_map(|platform| platform.requirements.iter().map(move |of| one(platform, of)))
        .collect();
    all.sort();
    all
}

prop_compose! {
    /// The tiers of a platform: some of everything, or nothing.
    fn tiers()(
        cpu in prop::sample::select(vec![
            "", "'386'", "'486'", "'pentium'", "['486', 'k5']", "'k6-2'", "'pentium-pro'",
        ]),
        clock in prop::option::of(16u64..300),
        cores in prop::option::of(1u64..4),
        memory in prop::option::of((4u64..80, 0u64..20)),
        free in prop::option::of(1u64..400),
        disk in prop::option::of(1u64..400),
        disk_size in prop::option::of(1u64..900),
        page_file in prop::option::weighted(0.2, 8u64..64),
        recommended in prop::option::of(100u64..180),
        maximum in prop::option::weighted(0.2, (180u64..350, any::<bool>())),
        blank in 0..6,
    ) -> String {
        let mut all = Vec::new();
        if !cpu.is_empty() {
            all.push(format!("cpu = {cpu}"));
        }
        all.extend(clock.map(|clock| format!("clock = '{clock} MHz'")));
        all.extend(cores.map(|cores| format!("cores = {cores}")));
        all.extend(memory.map(|(low, more)| {
            format!("memory = {{ from = '{low} MB', to = '{} MB' }}", low + more)
        }));
        all.extend(free.map(|free| format!("disk_free = '{free} MB'")));
        all.extend(disk.map(|disk| format!("disk = '{disk} MB'")));
        all.extend(disk_size.map(|size| format!("disk_size = '{size} MB'")));
        all.extend(page_file.map(|size| format!("page_file = '{size} MB'")));
        let mut text = String::new();
        if blank > 0 && !all.is_empty() {
            text.push_str(&format!("minimum = {{ {} }}\n", all.join(", ")));
        }
        if let Some(memory) = recommended.filter(|_| blank != 1) {
            text.push_str(&format!("recommended = {{ memory = '{memory} MB' }}\n"));
        }
        if let Some((memory, enforced)) = maximum {
            text.push_str(&format!("maximum = {{ memory = '{memory} MB', enforced = {enforced} }}\n"));
        }
        text
    }
}

/// A part of one or two platforms, or without any.
fn part(id: &'static str) -> impl Strategy<Value = Profile> {
    let forms = prop::sample::select(vec!["", "x86", "x86", "x86 x86", "x86 alpha"]);
    (forms, tiers(), tiers()).prop_map(move |(archs, first, second)| {
        let mut text = format!("name = '{id}'\n");
        for (n, (arch, tiers)) in archs.split_whitespace().zip([first, second]).enumerate() {
            let tiers = if arch == "alpha" { "minimum = { memory = '9 MB' }\n" } else { &tiers };
            text.push_str(&format!("[[platform]]\nname = 'P{n}'\narch = '{arch}'\n{tiers}"));
        }
        made(id, &text)
    })
}

/// A suite of two parts, with a platform and figures of its own or without.
fn suite(id: &'static str, parts: &'static str) -> impl Strategy<Value = Profile> {
    prop::option::weighted(0.4, tiers()).prop_map(move |own| {
        let own = own.map(|tiers| format!("[[platform]]\nname = 'P0'\narch = 'x86'\n{tiers}"));
        made(id, &format!("name = '{id}'\nincludes = {parts}\n{}", own.unwrap_or_default()))
    })
}

fn machines() -> impl Strategy<Value = Machine> {
    let cpus =
        vec!["", "386", "486", "Pentium", "K6-2", "Pentium Pro", "Pentium II", "Alpha 21164"];
    (prop::sample::select(cpus), 0u64..400, 4u64..400, 0u64..2000, 0u64..3000)
        .prop_map(|(cpu, clock, memory, free, size)| machine_of(cpu, clock, memory, free, size))
}

fn is_x86(machine: &Machine) -> bool {
    machine.known(Item::Arch) == Some(&Known::Arch(Arch::X86))
}

proptest! {
    #![proptest_config(cases(250))]

    #[test]
    fn adding_a_part_never_asks_for_less_and_the_whole_passes_what_each_part_does(
        a in part("a/1"), b in part("b/1"), c in part("c/1"),
        s in suite("s/1", "['a/1', 'b/1']"), machine in machines(),
    ) {
        let known = [a, b, c, s];
        let verdicts = |edition: &Profile| {
            [Tier::Minimum, Tier::Recommended].map(|tier| evaluate(edition, &machine, tier).verdict())
        };
        let alone = |n: usize| verdicts(&complete(&known[n], &known).expect("whole"));
        for ids in [&[0, 1][..], &[1, 2], &[0, 1, 2], &[3, 2], &[2, 3, 0]] {
            let parts: Vec<Profile> = ids.iter().map(|n| known[*n].clone()).collect();
            let Ok(whole) = together(&parts, &known) else { continue };
            let whole = verdicts(&whole);
            let Ok(fewer) = together(&parts[1..], &known) else { continue };
            let fewer = verdicts(&fewer);
            for tier in 0..2 {
                prop_assert!(whole[tier] <= fewer[tier], "{ids:?}, tier {tier}: {whole:?}, {fewer:?}");
                for n in ids {
                    let part = alone(*n);
                    prop_assert!(whole[tier] <= part[tier], "{ids:?} and {n}, tier {tier}: {whole:?}, {part:?}");
                }
            }
        }
    }

    #[test]
    fn an_edition_without_figures_passes_only_what_a_later_one_does(
        low in part("p/1"), mut high in part("p/3"), machine in machines(),
    ) {
        // What an edition refuses to use says nothing of what it asks for.
        for platform in &mut high.platforms {
            platform.requirements.retain(|of| of.tier != Tier::Maximum);
        }
        let known = [low, made("p/2", "name = 'P'"), high];
        let of = |n: usize| judge(&complete(&known[n], &known).expect("whole"), &machine);
        let between = of(1);
        prop_assert!(between != Pass || of(2) == Pass, "{:?}", of(2));
        prop_assert!(between != Fail || of(0) == Fail, "{:?}", of(0));
    }

    #[test]
    fn composing_has_no_order_is_associative_and_counts_once(
        a in part("a/1"), b in part("b/1"), c in part("c/1"),
        machines in prop::collection::vec(machines(), 6),
    ) {
        let mut known = vec![a, b, c];
        known.push(made("ab/1", "name = 'AB'\nincludes = ['a/1', 'b/1']"));
        known.push(made("bc/1", "name = 'BC'\nincludes = ['b/1', 'c/1']"));
        let of = |ids: &[usize]| {
            let parts: Vec<Profile> = ids.iter().map(|n| known[*n].clone()).collect();
            together(&parts, &known).ok()
        };
        let all = of(&[0, 1, 2]);
        // Which of alternative platforms a shared part runs on is not followed into two wholes, so
        // that there it may only be said that nobody knows.
        let twins = |part: &Profile| part.platforms.iter().filter(|p| p.arch == Some(Arch::X86)).count() > 1;
        let plain = !known.iter().any(twins);
        for ids in [&[2, 1, 0][..], &[1, 0, 2], &[3, 2], &[0, 4], &[4, 3], &[0, 1, 1, 2, 0]] {
            let other = of(ids);
            prop_assert_eq!(other.is_some(), all.is_some());
            let Some((all, other)) = all.as_ref().zip(other) else { continue };
            if plain {
                prop_assert_eq!(meaning(&other), meaning(all), "{:?}", ids);
            }
            for machine in &machines {
                let (one, other) = (judge(all, machine), judge(&other, machine));
                let opposite = [one, other].contains(&Pass) && [one, other].contains(&Fail);
                prop_assert!(!opposite && (one == other || !plain), "{ids:?}: {one}, {other}");
            }
        }
    }

    #[test]
    fn a_choice_is_as_each_of_its_options(
        a in part("a/1"), b in part("b/1"), machine in machines().prop_filter("x86", is_x86),
    ) {
        let either = made("c/1", "name = 'C'\nincludes = [['a/1', 'b/1']]");
        let known = [a, b, either];
        let Ok(either) = complete(&known[2], &known) else { return Ok(()) };
        let verdicts = [0, 1].map(|n| judge(&complete(&known[n], &known).expect("whole"), &machine));
        let verdict = judge(&either, &machine);
        // It may know less than both together, and never says the opposite.
        prop_assert!(verdict != Pass || verdicts.contains(&Pass), "{verdicts:?}\n{:?}\n{:?} {:?}\n{:?}", meaning(&either), meaning(&known[0]), meaning(&known[1]), readings(&machine));
        prop_assert!(verdict != Fail || verdicts.contains(&Fail), "{verdicts:?}\n{:?}\n{:?} {:?}\n{:?}", meaning(&either), meaning(&known[0]), meaning(&known[1]), readings(&machine));
    }

    #[test]
    fn what_is_inferred_lies_between_the_neighbours(
        low in 1u64..500, high in 1u64..500, machine in machines().prop_filter("x86", is_x86),
    ) {
        let figures = |id: &str, n: u64| {
            made(id, &format!("name = 'P'\n[[platform]]\nname = 'PC'\narch = 'x86'\nminimum = {{ cpu = '486', memory = '{n} MB', disk = '{n} MB' }}"))
        };
        let known = [figures("p/1", low), made("p/2", "name = 'P'"), figures("p/3", high)];
        let between = complete(&known[1], &known).expect("whole");
        let span = between.platforms[0].requirements.iter().find(|of| of.item == Item::Memory);
        let ends = bytes(low.min(high) * MIB, low.max(high) * MIB);
        prop_assert_eq!(&span.expect("memory").amount, &Amount::Span(ends), "the hull of the two");
        let ends = [0, 2].map(|n| judge(&known[n], &machine));
        let verdict = judge(&between, &machine);
        prop_assert!(verdict != Pass || ends == [Pass; 2]);
        if low <= high {
            prop_assert!(verdict >= ends[1].min(Unknown) && verdict <= ends[0]);
        }
    }
}
