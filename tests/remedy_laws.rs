//! Laws of remedies: what is told to be changed mends a machine, and nothing less does.

use crate::support::{MIB, bytes, cases, mhz, processor, reading};
use minspec::cpu::{Arch, CpuClass};
use minspec::evaluate::{alternatives, evaluate};
use minspec::item::{Item, Kind};
use minspec::machine::Machine;
use minspec::profile::{Basis, Derived, Platform, Profile, Requirement, Tier, read};
use minspec::quantity::{Amount, Known, Quantity, Span};
use minspec::remedy::{Asked, Change, Part, Remedy};
use minspec::units::Bytes;
use minspec::verdict::Verdict::{self, Fail, Pass, Unknown};
use minspec::word::Words;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Items that are added to by a larger disk.
const DISK: [Item; 3] = [Item::Disk, Item::DiskFree, Item::DiskSize];

fn plus(quantity: Quantity, more: Quantity) -> Quantity {
    match (quantity, more) {
        (Quantity::Size(Bytes(a)), Quantity::Size(Bytes(b))) => Quantity::Size(Bytes(a + b)),
        (Quantity::Count(a), Quantity::Count(b)) => Quantity::Count(a + b),
        other => panic!("{other:?} cannot be added"),
    }
}

fn add(machine: &mut Machine, item: Item, more: Quantity) {
    let Some(Known::Span(span)) = machine.known(item) else { return };
    let low = plus(span.low(), more);
    let span = match span.high() {
        Some(high) => Span::new(low, plus(high, more)).expect("ordered"),
        None => Span::at_least(low),
    };
    machine.put(item, reading(Known::Span(span)));
}

/// The least number that is surely enough for some requirements, or may be for a maximum.
fn enough(asked: &[&Requirement]) -> Option<Quantity> {
    let ends = asked.iter().filter_map(|r| match &r.amount {
        Amount::Span(span) => span.high(),
        _ => None,
    });
    ends.reduce(|a, b| if b > a { b } else { a })
}

/// Something of an item that meets what a platform asks in the tiers that decide; `all`: even that
/// of which it is only known that no more is asked.
fn fit(machine: &mut Machine, item: Item, platform: &Platform, decides: Tier, all: bool) {
    let of_item = |r: &&Requirement| r.item == item && r.decides(decides) && (all || !r.at_most());
    let all = platform.requirements.iter().filter(of_item);
    let (most, asked): (Vec<_>, Vec<_>) = all.partition(|r| r.tier == Tier::Maximum);
    let known = match item.kind() {
        Kind::Class => {
            let meets = |class: &CpuClass| {
                asked.iter().all(|r| match &r.amount {
                    Amount::AnyOf(bounds) => bounds.iter().any(|bound| *class >= *bound),
                    _ => false,
                })
            };
            let Some(first) = asked.first().map(|_| CpuClass::all().find(meets)) else { return };
            Known::Processor(minspec::cpu::Candidates::from(first.expect("a class")).into())
        }
        Kind::Arch => match platform.arch {
            Some(arch) => Known::Arch(arch),
            None => return,
        },
        Kind::Word(words) => {
            let wanted = |r: &&Requirement, word: &Words| matches!(&r.amount, Amount::Words(wanted) if word.among(*wanted) == Pass);
            let will_do = |word: &Words| asked.iter().all(|r| wanted(r, word));
            let mut all = words.ids().map(|id| words.parse(id).expect("a word"));
            let Some(word) = all.find(|word| !asked.is_empty() && will_do(word)) else { return };
            Known::Words(word)
        }
        _ => match enough(&asked).or(enough(&most)) {
            Some(value) => Known::Span(Span::exact(value)),
            None => return,
        },
    };
    machine.put(item, reading(known));
}

/// A machine after some changes, with what is new in it chosen for a platform.
fn after(machine: &Machine, changes: &[Change], platform: &Platform, decides: Tier) -> Machine {
    let mut machine = machine.clone();
    for change in changes {
        match (change.part, change.add) {
            (Part::Item(item @ (Item::Disk | Item::DiskSize)), Some(more)) => {
                assert!(DISK.contains(&item));
                DISK.into_iter().for_each(|item| add(&mut machine, item, more));
            }
            (Part::Item(item), Some(more)) => add(&mut machine, item, more),
            (Part::Less(item) | Part::Setting(item) | Part::Host(item), _) => {
                fit(&mut machine, item, platform, decides, true)
            }
            (Part::Item(item), None) => panic!("{item} by nothing"),
            (Part::Processor, _) => {
                let parts = Item::ALL.iter().filter(|item| item.is_of_processor());
                let parts = parts.filter(|item| **item != Item::Sockets);
                // On its board there is only room for one of the same architecture.
                let known = machine.known(Item::Arch).is_some();
                let parts = parts.filter(|item| !known || **item != Item::Arch);
                parts.for_each(|item| fit(&mut machine, *item, platform, decides, false));
            }
            (Part::Machine, _) => {
                Item::ALL.iter().for_each(|item| fit(&mut machine, *item, platform, decides, true));
            }
        }
    }
    machine
}

/// The best verdict after some changes, whichever platform that counts for the machine they are
/// made for.
fn then(profile: &Profile, machine: &Machine, changes: &[Change], decides: Tier) -> Verdict {
    let of = |platform| {
        evaluate(profile, &after(machine, changes, platform, decides), decides).verdict()
    };
    let platforms = alternatives(profile, machine, decides).filter_map(|report| report.platform);
    platforms.map(of).max().unwrap_or(Unknown)
}

/// A table of figures in one tier: some of the items, each of a few values.
fn figures(tier: &'static str) -> impl Strategy<Value = String> {
    // What is recommended is more than any minimum.
    let base = if tier == "recommended" { 9 } else { 0 };
    let sizes = |item: &'static str| {
        let value = prop_oneof![
            (1u64..9).prop_map(move |n| format!("'{} MB'", (base + n) * 32)),
            (1u64..5, 1u64..5).prop_map(move |(a, b)| {
                let (from, to) = ((base + a) * 32, (base + a + b) * 32);
                format!("{{ from = '{from} MB', to = '{to} MB' }}")
            }),
        ];
        value.prop_map(move |value| format!("{item} = {value}"))
    };
    let counts = |item: &'static str| (1u64..6).prop_map(move |n| format!("{item} = {}", base + n));
    let cpu = prop::sample::select(vec!["486", "pentium", "pentium-pro", "pentium2", "k6"]);
    let one = prop_oneof![
        cpu.prop_map(|cpu| format!("cpu = '{cpu}'")),
        (1u64..6).prop_map(move |n| format!("clock = '{} MHz'", (base + n) * 66)),
        counts("cores"),
        counts("sockets"),
        sizes("memory"),
        sizes("memory"),
        sizes("disk"),
        sizes("disk_free"),
        sizes("disk_size"),
        sizes("page_file"),
    ];
    prop::collection::vec(one, 1..7).prop_map(move |mut all| {
        let key = |text: &String| text.split(' ').next().unwrap_or("").to_owned();
        all.sort_by_key(key);
        all.dedup_by_key(|text| key(text));
        format!("{tier} = {{ {} }}\n", all.join(", "))
    })
}

/// A platform: figures in the minimum, perhaps in the recommended tier, perhaps a maximum.
fn platform() -> impl Strategy<Value = String> {
    let arch = prop::sample::select(vec!["", "arch = 'x86'\n", "arch = 'alpha'\n"]);
    let maximum = prop::sample::select(vec![
        "",
        "maximum = { memory = '1 GB', sockets = 16, enforced = true }\n",
        "maximum = { memory = '1 GB', cores = 16 }\n",
        "maximum = { cores = 16, page_file = '1 GB', enforced = true }\n",
    ]);
    let recommended = prop::option::of(figures("recommended"));
    (arch, figures("minimum"), recommended, maximum).prop_map(|(arch, minimum, more, maximum)| {
        // Alpha has no classes of x86.
        let arch = if minimum.contains("cpu") && arch.contains("alpha") { "" } else { arch };
        format!("[[platform]]\nname = 'P'\n{arch}{minimum}{}{maximum}", more.unwrap_or_default())
    })
}

/// An edition of one platform or two; some figures of it may be drawn from others.
fn edition() -> impl Strategy<Value = Profile> {
    let derived = prop::collection::vec(prop::option::weighted(0.2, any::<bool>()), 40);
    (prop::collection::vec(platform(), 1..3), derived).prop_filter_map(
        "contradictions",
        |(platforms, derived)| {
            let platforms: Vec<String> = platforms
                .iter()
                .enumerate()
                .map(|(n, text)| text.replace("'P'", &format!("'P{n}'")))
                .collect();
            let text = format!("name = 'Test'\n{}", platforms.concat());
            let mut profile = read::profile("test.toml", &text).ok()?;
            let all = profile.platforms.iter_mut().flat_map(|platform| &mut platform.requirements);
            for (requirement, at_most) in all.zip(derived) {
                let Some(at_most) = at_most.filter(|_| requirement.tier < Tier::Maximum) else {
                    continue;
                };
                if at_most {
                    requirement.amount = requirement.amount.or_less();
                }
                let of = vec!["other/1".to_owned()];
                let (basis, how) = (Basis::Inferred, "as other/1 asks".to_owned());
                requirement.derived = Some(Derived { basis, of, at_most, set: 0, how });
            }
            Some(profile)
        },
    )
}

prop_compose! {
    /// A machine of which some things are known, not all of them exactly.
    fn found()(
        arch in prop::option::weighted(0.3, prop::sample::select(vec![Arch::X86, Arch::Alpha])),
        cpu in prop::option::of(prop::sample::select(
            vec!["486", "pentium", "pentium-pro", "pentium2", "k6", "alpha-ev5", "pentium pentium-pro"],
        )),
        clock in prop::option::of(1u64..20),
        counts in prop::collection::vec(prop::option::of(1u64..24), 2),
        sizes in prop::collection::vec(prop::option::of((1u64..60, 0u64..3)), 5),
    ) -> Machine {
        let mut machine = Machine::new("m");
        let mut put = |item, known| machine.put(item, reading(known));
        arch.into_iter().for_each(|arch| put(Item::Arch, Known::Arch(arch)));
        cpu.into_iter().for_each(|cpu| put(Item::Cpu, Known::Processor(processor(cpu))));
        clock.into_iter().for_each(|n| put(Item::Clock, Known::Span(mhz(n * 50, n * 50))));
        for (item, count) in [Item::Cores, Item::Sockets].into_iter().zip(counts) {
            let span = count.map(|n| Span::exact(Quantity::Count(n)));
            span.into_iter().for_each(|span| put(item, Known::Span(span)));
        }
        let items = [Item::Memory, Item::Disk, Item::DiskFree, Item::DiskSize, Item::PageFile];
        for (item, size) in items.into_iter().zip(sizes) {
            let span = size.map(|(n, more)| bytes(n * 20 * MIB, (n + more) * 20 * MIB));
            span.into_iter().for_each(|span| put(item, Known::Span(span)));
        }
        machine
    }
}

/// Whether every part that is all of this is that too: every class and, of numbers, every end.
fn met_by(all: &[Asked], asked: &Asked) -> bool {
    let same = |other: &&Asked| (other.item, other.at_most) == (asked.item, asked.at_most);
    let all: Vec<&Asked> = all.iter().filter(same).collect();
    let reaches = |class: CpuClass, asked: &Asked| match &asked.amount {
        Amount::AnyOf(bounds) => bounds.iter().any(|bound| class >= *bound),
        _ => false,
    };
    let ends = |asked: &Asked| match &asked.amount {
        Amount::Span(span) => [Some(span.low()), span.high()].map(|end| end.expect("it ends")),
        other => panic!("{other:?}"),
    };
    match asked.amount {
        Amount::AnyOf(_) => {
            let mut classes = CpuClass::all();
            classes.all(|class| reaches(class, asked) || !all.iter().all(|a| reaches(class, a)))
        }
        _ => all.iter().map(|other| (ends(other), ends(asked))).any(|([a, b], [c, d])| {
            if asked.at_most { a <= c && b <= d } else { a >= c && b >= d }
        }),
    }
}

fn tiers() -> impl Strategy<Value = Tier> {
    prop::sample::select(vec![Tier::Minimum, Tier::Recommended])
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn a_remedy_mends_and_nothing_less_does(
        profile in edition(), machine in found(), decides in tiers(),
    ) {
        let report = evaluate(&profile, &machine, decides);
        let remedy = Remedy::of(&report);
        prop_assert_eq!(remedy.changes.is_empty(), report.verdict() != Fail);
        if report.verdict() != Fail {
            prop_assert_eq!(remedy.then, report.verdict());
            return Ok(());
        }
        let all = &remedy.changes;
        let mended = then(&profile, &machine, all, decides);
        prop_assert_ne!(mended, Fail, "{:#?}", all);
        // What is promised holds. Of two platforms the other one may do even better, and so may a
        // processor, by what is recommended, where it is only known that no more is asked.
        prop_assert!(mended >= remedy.then, "{mended:?} {remedy:#?}");
        let mut all_asked = profile.platforms.iter().flat_map(|platform| &platform.requirements);
        let open = all_asked.any(|r| r.at_most() && r.item.is_of_processor());
        if profile.platforms.len() == 1 && !open {
            prop_assert_eq!(mended, remedy.then, "{:#?}", all);
        }
        for left_out in 0..all.len() {
            let fewer = [&all[..left_out], &all[left_out + 1..]].concat();
            prop_assert_eq!(then(&profile, &machine, &fewer, decides), Fail, "{:#?} without {}", all, left_out);
        }
        // A little less of what is added is not enough.
        for (n, change) in all.iter().enumerate() {
            let less = match change.add {
                Some(Quantity::Size(Bytes(more))) => Quantity::Size(Bytes(more - 1)),
                Some(Quantity::Count(more)) => Quantity::Count(more - 1),
                _ => continue,
            };
            let mut fewer = all.clone();
            fewer[n].add = Some(less);
            let less = then(&profile, &machine, &fewer, decides);
            prop_assert!(less < Pass || mended < Pass, "{fewer:#?}");
        }
    }

    #[test]
    fn each_change_is_of_another_part_and_tells_what_it_is(
        profile in edition(), machine in found(), decides in tiers(),
    ) {
        let remedy = Remedy::of(&evaluate(&profile, &machine, decides));
        prop_assert!(remedy.changes.is_sorted_by_key(|change| change.part));
        let parts: BTreeSet<Part> = remedy.parts().into_iter().collect();
        prop_assert_eq!(parts.len(), remedy.changes.len());
        prop_assert!(!parts.contains(&Part::Machine) || parts.len() == 1);
        for change in &remedy.changes {
            // The edition, with the platform where that is another than the one reported.
            prop_assert!(matches!(&change.editions[..], [id] if id.starts_with(&profile.id)));
            let told = change.to_string();
            match change.add {
                Some(more) => prop_assert!(told.starts_with('+') && more.number() > Some(0), "{told}"),
                None => {
                    prop_assert!(!change.with.is_empty() && !told.contains("()"), "{told}");
                    prop_assert!(told.starts_with("re"), "{told}");
                }
            }
        }
    }

    #[test]
    fn a_new_processor_is_told_by_what_says_all_of_it_and_by_no_more(
        profile in edition(), machine in found(), decides in tiers(),
    ) {
        // Of one platform: what is told is what that one asks.
        let mut profile = profile;
        profile.platforms.truncate(1);
        let remedy = Remedy::of(&evaluate(&profile, &machine, decides));
        let Some(new) = remedy.changes.iter().find(|c| c.part == Part::Processor) else { return Ok(()) };
        let asked = profile.platforms[0].requirements.iter().filter(|r| {
            let apart = matches!(r.item, Item::Arch | Item::Sockets);
            r.decides(decides) && !r.at_most() && r.item.is_of_processor() && !apart
        });
        for requirement in asked {
            prop_assert!(met_by(&new.with, &Asked::of(requirement)), "{:?} {}", requirement, new);
        }
        for left_out in 0..new.with.len() {
            let mut others = new.with.clone();
            let one = others.remove(left_out);
            prop_assert!(!met_by(&others, &one), "{one} in {new}");
        }
    }

    #[test]
    fn for_several_editions_the_greatest_addition_counts_and_each_edition_once(
        profiles in prop::collection::vec(edition(), 1..4), machine in found(),
    ) {
        let mut profiles = profiles;
        for (n, profile) in profiles.iter_mut().enumerate() {
            profile.id = format!("test/{}", n % 2);
        }
        let reports: Vec<_> =
            profiles.iter().map(|profile| evaluate(profile, &machine, Tier::Minimum)).collect();
        let each: Vec<Remedy> = reports.iter().map(Remedy::of).collect();
        let all = Remedy::of_all(&reports, each.clone());
        // What is promised of the whole holds of each edition.
        for profile in &profiles {
            let real = then(profile, &machine, &all.changes, Tier::Minimum);
            prop_assert!(real >= all.then, "{real} {all:?}");
        }
        prop_assert_eq!(all.changes.is_empty(), each.iter().all(|r| r.changes.is_empty()));
        for change in &all.changes {
            let editions: BTreeSet<&String> = change.editions.iter().collect();
            prop_assert_eq!(editions.len(), change.editions.len(), "{:?}", change);
        }
        let asked: BTreeSet<&String> =
            each.iter().flat_map(|r| &r.changes).flat_map(|change| &change.editions).collect();
        let told: BTreeSet<&String> = all.changes.iter().flat_map(|change| &change.editions).collect();
        prop_assert_eq!(asked, told);
        let replaced = |remedy: &Remedy| remedy.parts().contains(&Part::Machine);
        prop_assert_eq!(replaced(&all), each.iter().any(replaced));
        if replaced(&all) {
            prop_assert_eq!(all.changes.len(), 1);
            return Ok(());
        }
        let disk = |part| matches!(part, Part::Item(item) if DISK.contains(&item));
        for change in each.iter().flat_map(|remedy| &remedy.changes) {
            // What one edition asks is in the whole, if only as a part of a larger disk.
            let same = |other: &&Change| {
                let alike = other.part == change.part || disk(other.part) && disk(change.part);
                alike && other.add.is_some() == change.add.is_some()
            };
            let most = all.changes.iter().filter(same).filter_map(|c| c.add?.number()).max();
            prop_assert!(all.changes.iter().any(|c| same(&c)), "{change:?} {all:?}");
            prop_assert!(most >= change.add.and_then(Quantity::number), "{change:?} {all:?}");
        }
        let adds = |remedy: &Remedy| -> BTreeSet<u64> {
            remedy.changes.iter().filter_map(|change| change.add?.number()).collect()
        };
        let of_each: BTreeSet<u64> = each.iter().flat_map(adds).collect();
        prop_assert!(adds(&all).is_subset(&of_each), "no more than one of them asks");
    }
}
