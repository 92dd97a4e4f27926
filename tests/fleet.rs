//! What is told of fleets and remedies: worked examples, and sums that are those of each machine.

use crate::support::{MIB, asking, cases, machine, machine_of, made, profile};
use minspec::check::Check;
use minspec::evaluate::evaluate;
use minspec::fleet::{Counts, Fleet, Mended, Spread, Total};
use minspec::item::Item;
use minspec::library::Library;
use minspec::machine::Machine;
use minspec::profile::{Basis, Derived, Profile, Tier};
use minspec::quantity::Quantity;
use minspec::remedy::{Part, Remedy};
use minspec::report::Report;
use minspec::units::Bytes;
use minspec::verdict::Verdict::{self, Fail, Pass, Unknown};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What is to be changed of a machine for a profile, and the verdict then.
fn told(profile: &Profile, machine: &Machine) -> (Vec<String>, Verdict) {
    let remedy = Remedy::of(&evaluate(profile, machine, Tier::Minimum));
    (remedy.changes.iter().map(ToString::to_string).collect(), remedy.then)
}

fn edition(id: &str) -> Profile {
    Library::open(None)
        .and_then(|library| library.edition(id))
        .unwrap_or_else(|why| panic!("{why}"))
}

#[test]
#[rustfmt::skip] // a table
fn machines_are_mended_for_backoffice() {
    #[track_caller]
    fn check(machine: &Machine, changes: &[&str], then: Verdict) {
        assert_eq!(told(&edition("backoffice/4.5"), machine), (changes.iter().map(|&c| c.into()).collect(), then));
    }
    const REPLACE: &str = "replace: processor (Pentium Pro or later, 200 MHz or more)";
    check(&machine_of("Pentium II 350", 350, 128, 2000, 0), &[], Pass);
    check(&machine_of("Pentium II 350", 350, 64, 4000, 0), &["+64 MB memory"], Pass);
    check(&machine_of("Pentium II 350", 350, 127, 4000, 0), &["+1 MB memory"], Pass);
    check(&machine_of("486", 66, 128, 4000, 0), &[REPLACE], Pass);
    check(&machine_of("Pentium Pro 166", 166, 128, 4000, 0), &[REPLACE], Pass);
    check(&machine_of("486", 66, 32, 1500, 1500), &[REPLACE, "+96 MB memory", "+500 MB disk space"], Pass);
    check(&machine_of("Alpha 21164 400", 400, 512, 4000, 0), &["replace: machine (Pentium Pro or later, 200 MHz or more)"], Pass);
    check(&machine_of("Alpha 21164 400", 400, 8, 1, 0), &["replace: machine (Pentium Pro or later, 200 MHz or more)"], Pass);
    // What is not known stays so; without a fail there is nothing to change.
    check(&machine("cpu = 'Pentium II 350'\nmemory = '64 MB'"), &["+64 MB memory"], Unknown);
    check(&machine("memory = '128 MB'"), &[], Unknown);
}

#[test]
#[rustfmt::skip] // a table
fn machines_are_mended_by_the_least() {
    #[track_caller]
    fn check(tiers: &str, spec: &str, changes: &[&str], then: Verdict) {
        assert_eq!(told(&asking(tiers), &machine(spec)), (changes.iter().map(|&c| c.into()).collect(), then), "{tiers}");
    }
    // A larger disk is one change, whichever of its figures are short.
    const DISK: &str = "disk = { size = '1 GB', free = '100 MB' }";
    check("minimum = { disk = '2 GB', disk_free = '1 GB' }", DISK, &["+1.9 GB disk space"], Pass);
    check("minimum = { disk_size = '2 GB', disk_free = '600 MB' }", DISK, &["+1 GB disk size"], Pass);
    check("minimum = { disk_size = '2 GB', disk = '4 GB', disk_free = '600 MB' }", DISK, &["+3.9 GB disk space"], Pass);
    check("minimum = { disk_size = '1 GB', disk_free = '600 MB' }", DISK, &["+500 MB free disk space"], Pass);
    // Processors are added, and kept when they are replaced.
    check("minimum = { sockets = 2 }", "sockets = 1", &["+1 processor"], Pass);
    check("minimum = { sockets = 4 }", "sockets = 1", &["+3 processors"], Pass);
    check("minimum = { sockets = 2, cores = 4 }", "sockets = 1\ncores = 1", &["replace: processor (4 cores)", "+1 processor"], Pass);
    check("minimum = { sockets = 2, cores = 4 }", "cores = 1", &["replace: processor (4 cores)"], Unknown);
    check("minimum = { page_file = '256 MB' }", "page_file = '0 MB'", &["+256 MB paging file"], Pass);
    // Too much is reduced, if setup refuses it.
    let most = "minimum = { cores = 1 }\nmaximum = { memory = '512 MB', sockets = 2, cores = 8, enforced = true }";
    check(most, "memory = '1 GB'\ncores = 1\nsockets = 1", &["reduce: memory (at most 512 MB)"], Pass);
    check(most, "memory = '64 MB'\ncores = 1\nsockets = 4", &["reduce: processors (at most 2)"], Pass);
    check(most, "memory = '64 MB'\ncores = 16\nsockets = 1", &["replace: processor (1 core, at most 8 cores)"], Pass);
    check("maximum = { memory = '512 MB' }\nminimum = { cores = 1 }", "memory = '1 GB'\ncores = 1", &[], Pass);
    // Sources that differ: to be sure of it.
    check("minimum = { memory = { from = '64 MB', to = '128 MB' } }", "memory = '32 MB'", &["+96 MB memory"], Pass);
    check("minimum = { memory = { from = '64 MB', to = '128 MB' } }", "memory = '96 MB'", &[], Unknown);
}

#[test]
fn of_a_figure_that_is_inferred_the_least_is_added_and_then_it_is_unknown() {
    let derived = |at_most| {
        let mut profile = asking("minimum = { memory = { from = '64 MB', to = '128 MB' } }");
        let requirement = &mut profile.platforms[0].requirements[0];
        let (basis, how, set) = (Basis::Inferred, "as its neighbours".to_owned(), 0);
        requirement.derived = Some(Derived { basis, of: Vec::new(), at_most, set, how });
        if at_most {
            requirement.amount = requirement.amount.or_less();
        }
        profile
    };
    let small = machine("memory = '32 MB'");
    assert_eq!(told(&derived(false), &small), (vec!["+32 MB memory".to_owned()], Unknown));
    // No more than so much is asked: never a fail, so that nothing is to be changed.
    assert_eq!(told(&derived(true), &small), (vec![], Unknown));
    // An edition of the library of which nothing is published.
    let inferred = edition("windows-nt-server/4.0-sp4");
    assert_eq!(inferred.basis(), Some(Basis::Inferred));
    let (changes, _) = told(&inferred, &machine_of("486", 66, 1, 4000, 0));
    assert!(changes.iter().any(|change| change.ends_with(" memory")), "{changes:?}");
}

#[test]
fn how_much_is_left_for_an_edition_is_not_known_by_what_another_takes() {
    // One name begins as the other does.
    let asks = made("test/1", "name='x'\n[[platform]]\nname='PC'\nminimum={ memory='64 MB' }");
    let most = "name='x'\n[[platform]]\nname='PC'\nminimum={ cores=1 }\n\
                maximum={ memory='256 MB', enforced=true }";
    let machine = machine("memory = '512 MB'\ncores = 1");
    for id in ["other/1", "test/1-sp1"] {
        let takes = made(id, most);
        let reports = [&asks, &takes].map(|profile| evaluate(profile, &machine, Tier::Minimum));
        assert_eq!(Fleet::default().add(&reports).then, Unknown, "{id}");
        assert_eq!(Fleet::default().add(&reports[1..]).then, Pass, "{id}");
    }
}

#[test]
fn too_much_for_one_edition_and_too_little_for_another_is_told_as_both() {
    let large = asking("minimum = { memory = '1 GB' }");
    let small = asking("minimum = { cores = 1 }\nmaximum = { memory = '256 MB', enforced = true }");
    let machine = machine("memory = '512 MB'\ncores = 1");
    let reports = [&large, &small].map(|profile| evaluate(profile, &machine, Tier::Minimum));
    let mut fleet = Fleet::default();
    let told: Vec<String> = fleet.add(&reports).changes.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["+512 MB memory", "reduce: memory (at most 256 MB)"]);
    let more = Total { machines: 1, add: u128::from(512 * MIB) };
    let less = Total { machines: 1, add: 0 };
    let totals = [(Part::Item(Item::Memory), more), (Part::Less(Item::Memory), less)];
    assert_eq!(fleet.totals, BTreeMap::from(totals));
    let remedy = fleet.add(&reports);
    assert_eq!(remedy.then, Fail, "no machine has both");
    assert_eq!(fleet.totals[&Part::Item(Item::Memory)].machines, 2);
    // An addition for one that is too much for another, which passes now.
    let roomy = asking("minimum = { cores = 1 }\nmaximum = { memory = '768 MB', enforced = true }");
    let reports = [&large, &roomy].map(|profile| evaluate(profile, &machine, Tier::Minimum));
    assert_eq!(Fleet::default().add(&reports).then, Fail);
    // No machine is of two architectures.
    let of = |arch: &str| {
        profile(&format!(
            "name='x'\n[[platform]]\nname='{arch}'\narch='{arch}'\nminimum={{ memory='1 MB' }}"
        ))
    };
    let (alpha, mips, x86) = (of("alpha"), of("mips"), of("x86"));
    let machine = crate::support::machine("arch = 'x86'\nmemory = '512 MB'");
    let then = |profiles: &[&Profile]| {
        let reports: Vec<Report<'_>> =
            profiles.iter().map(|profile| evaluate(profile, &machine, Tier::Minimum)).collect();
        Fleet::default().add(&reports).then
    };
    assert_eq!(then(&[&alpha]), Pass);
    assert_eq!(then(&[&alpha, &mips]), Fail);
    assert_eq!(then(&[&alpha, &x86]), Fail);
}

#[test]
#[rustfmt::skip] // a table
fn totals_are_told_for_people() {
    #[track_caller]
    fn check(part: Part, machines: usize, add: u64, told: &str) {
        assert_eq!(Total { machines, add: add.into() }.told(part), told);
    }
    check(Part::Item(Item::Memory), 12, 768 * MIB, "+768 MB memory in 12 machines");
    check(Part::Item(Item::Memory), 1, 64 * MIB, "+64 MB memory in 1 machine");
    check(Part::Item(Item::Disk), 2, 1_500_000_000, "+1.5 GB disk space in 2 machines");
    check(Part::Item(Item::Sockets), 1, 1, "+1 processor in 1 machine");
    check(Part::Item(Item::Sockets), 2, 3, "+3 processors in 2 machines");
    check(Part::Less(Item::Memory), 2, 0, "reduce: memory in 2 machines");
    check(Part::Setting(Item::Firmware), 2, 0, "set: firmware in 2 machines");
    check(Part::Processor, 1, 0, "replace: processor in 1 machine");
    check(Part::Machine, 3, 0, "replace: machine in 3 machines");
    let most = Total { machines: 1, add: u128::MAX };
    assert!(most.told(Part::Item(Item::Memory)).starts_with('+'), "no overflow");
}

#[test]
fn a_bin_is_half_a_power_of_two() {
    let last = Spread::BINS - 1;
    for (share, bin) in [
        (1.0, Spread::ENOUGH),
        (1.41, Spread::ENOUGH),
        (1.42, Spread::ENOUGH + 1),
        (2.0, Spread::ENOUGH + 2),
        (0.97, Spread::ENOUGH - 1),
        (0.5, Spread::ENOUGH - 2),
        (0.49, Spread::ENOUGH - 3),
        (1.0 / 16.0, 0),
        (0.0, 0),
        (f64::MIN_POSITIVE, 0),
        (16.0, last),
        (1e300, last),
        (f64::INFINITY, last),
    ] {
        assert_eq!(Spread::bin(share), bin, "{share}");
    }
    // Every half power of two that has a bin begins one, and more is never less.
    let shares: Vec<f64> = (0..4000_i32).map(|n| f64::from(n) / 200.0).collect();
    assert!(shares.is_sorted_by_key(|share| Spread::bin(*share)));
    assert!(shares.iter().all(|share| (Spread::bin(*share) >= Spread::ENOUGH) == (*share >= 1.0)));
}

/// Machines of a few kinds, some of them with things that are not known.
fn machines() -> impl Strategy<Value = Vec<Machine>> {
    let cpu = prop::sample::select(vec!["", "486", "Pentium 100", "Pentium II 350", "Alpha 21164"]);
    let one = (cpu, 0u64..5, 1u64..300, 1u64..5000, 0u64..5000);
    prop::collection::vec(one, 0..12).prop_map(|all| {
        let of = |(cpu, clock, memory, free, size): (&str, u64, u64, u64, u64)| {
            machine_of(cpu, clock * 100, memory, free, size)
        };
        all.into_iter().map(of).collect()
    })
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn sums_are_those_of_each_machine(machines in machines()) {
        let own = "name = 'Own'\n[[platform]]\nname = 'PC'\n\
                   minimum = { cpu = 'pentium', memory = '64 MB', disk_free = '1 GB' }\n\
                   recommended = { memory = '96 MB' }\n";
        let profiles = [edition("backoffice/4.5"), profile(own), edition("windows-nt-server/3.51")];
        let mut fleet = Fleet::default();
        let mut check = Check::new(&profiles, Tier::Minimum, machines.clone().into_iter().map(Ok));
        let mut remedies = Vec::new();
        let done = check.each(|reports| {
            remedies.push(fleet.add(reports));
            Ok::<(), ()>(())
        });
        prop_assert!(done.is_ok());
        let all: Vec<Vec<Report<'_>>> = machines
            .iter()
            .map(|m| profiles.iter().map(|p| evaluate(p, m, Tier::Minimum)).collect())
            .collect();
        let count = |verdicts: &[Verdict]| {
            let of = |verdict| verdicts.iter().filter(|v| **v == verdict).count();
            Counts { pass: of(Pass), unknown: of(Unknown), fail: of(Fail) }
        };
        prop_assert_eq!(fleet.machines, machines.len());
        let worst: Vec<Verdict> =
            all.iter().map(|r| r.iter().map(Report::verdict).min().expect("three")).collect();
        prop_assert_eq!(fleet.verdicts, count(&worst));
        prop_assert_eq!(fleet.verdicts.all(), machines.len());
        for (n, counts) in fleet.editions.iter().enumerate() {
            let verdicts: Vec<Verdict> = all.iter().map(|reports| reports[n].verdict()).collect();
            prop_assert_eq!(*counts, count(&verdicts));
        }
        // What mends each fail, and what of each part is to be changed.
        let mut mended: BTreeMap<Vec<Part>, Mended> = BTreeMap::new();
        for report in all.iter().flatten().filter(|report| report.verdict() == Fail) {
            let remedy = Remedy::of(report);
            let one = mended.entry(remedy.parts()).or_default();
            (one.fails, one.pass) = (one.fails + 1, one.pass + usize::from(remedy.then == Pass));
        }
        prop_assert_eq!(&fleet.mended, &mended);
        let order: Vec<usize> = fleet.most_mended().iter().map(|(_, n)| n.pass).collect();
        prop_assert!(order.is_sorted_by(|a, b| a >= b) && order.len() == mended.len());
        let mut totals: BTreeMap<Part, Total> = BTreeMap::new();
        for (reports, remedy) in all.iter().zip(&remedies) {
            prop_assert_eq!(remedy, &Remedy::of_all(reports, reports.iter().map(Remedy::of)));
            for change in &remedy.changes {
                let total = totals.entry(change.part).or_default();
                total.machines += 1;
                total.add += match change.add {
                    Some(Quantity::Size(Bytes(n)) | Quantity::Count(n)) => u128::from(n),
                    _ => 0,
                };
            }
        }
        prop_assert_eq!(&fleet.totals, &totals);
        // Each machine is in one bin of a figure that it has a number for.
        for ((edition, item, text), spread) in &fleet.spreads {
            let findings = all.iter().flat_map(|reports| &reports[*edition].findings);
            let of: Vec<_> = findings
                .filter(|f| f.requirement.item == *item && f.requirement.text == *text)
                .filter(|f| f.requirement.tier == Tier::Minimum)
                .collect();
            let shares = of.iter().filter_map(|finding| finding.share());
            let mut bins = vec![0; Spread::BINS];
            shares.for_each(|share| bins[Spread::bin(share)] += 1);
            let empty = bins.iter().all(|n| *n == 0);
            prop_assert_eq!(&spread.bins, &if empty { Vec::new() } else { bins });
            prop_assert_eq!(spread.verdicts, count(&of.iter().map(|f| f.verdict).collect::<Vec<_>>()));
        }
    }
}
