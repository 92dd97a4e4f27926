//! What would mend a machine: laws of the smallest set of changes, and what a fleet adds up to.

use crate::support::{asking, cases, machine, machine_of, profile, reading};
use minspec::evaluate::evaluate;
use minspec::fleet::{Fleet, Spread};
use minspec::item::Item;
use minspec::library::Library;
use minspec::machine::Machine;
use minspec::profile::{Profile, Tier};
use minspec::quantity::{Known, Quantity, Span};
use minspec::remedy::{Change, Part, Remedy};
use minspec::report::Report;
use minspec::units::{Bytes, Hertz};
use minspec::verdict::Verdict;
use proptest::prelude::*;

fn remedy(profile: &Profile, machine: &Machine) -> Remedy {
    Remedy::of(&evaluate(profile, machine, Tier::Minimum))
}

/// A machine with more of an item: both ends of what is known move.
fn more(machine: &mut Machine, item: Item, add: Quantity) {
    let Some(Known::Span(span)) = machine.known(item) else { return };
    let sum = |quantity: Quantity| match (quantity, add) {
        (Quantity::Size(Bytes(a)), Quantity::Size(Bytes(b))) => Quantity::Size(Bytes(a + b)),
        (Quantity::Count(a), Quantity::Count(b)) => Quantity::Count(a + b),
        other => panic!("{other:?}"),
    };
    let low = sum(span.low());
    let span = match span.high().map(sum) {
        Some(high) => Span::new(low, high).expect("ordered"),
        None => Span::at_least(low),
    };
    machine.put(item, reading(Known::Span(span)));
}

/// The machine once changes are made. A new processor is one that is later than all of the period.
fn changed<'c>(machine: &Machine, changes: impl IntoIterator<Item = &'c Change>) -> Machine {
    let mut new = machine.clone();
    for change in changes {
        match (change.part, change.add) {
            // More disk is also more free space.
            (Part::Item(Item::Disk | Item::DiskSize), Some(add)) => {
                for item in [Item::Disk, Item::DiskSize, Item::DiskFree] {
                    more(&mut new, item, add);
                }
            }
            (Part::Item(Item::DiskFree), Some(add)) => {
                more(&mut new, Item::DiskFree, add);
                more(&mut new, Item::Disk, add);
            }
            (Part::Item(item), Some(add)) => more(&mut new, item, add),
            (part @ (Part::Processor | Part::Machine), None) => {
                let later = machine_of("Xeon Silver 4310", 4000, 99_999, 99_999, 99_999);
                let counts = crate::support::machine("cores = 99\nthreads = 99");
                let all = later.readings().chain(counts.readings());
                let new_too = |item: Item| part == Part::Machine || item.is_of_processor();
                for (item, reading) in all.filter(|(item, _)| new_too(*item)) {
                    new.put(item, reading.clone());
                }
            }
            other => panic!("{other:?}"),
        }
    }
    new
}

fn machines() -> impl Strategy<Value = Machine> {
    let cpu = prop::sample::select(vec![
        "486DX2/66",
        "Pentium 133",
        "Pentium Pro 200",
        "Pentium II 350",
        "Xeon Silver 4310",
        "Alpha 21164 400",
        "",
    ]);
    let clock = prop::sample::select(vec![0u64, 66, 200, 350, 3000]);
    (cpu, clock, 8u64..2000, 0u64..9000, 1u64..9000)
        .prop_map(|(cpu, clock, memory, free, size)| machine_of(cpu, clock, memory, free, size))
}

fn profiles() -> impl Strategy<Value = Profile> {
    let figures = prop::sample::subsequence(
        vec![
            "cpu = 'pentium-pro'",
            "clock = '200 MHz'",
            "cores = 2",
            "memory = '128 MB'",
            "disk = '2 GB'",
            "disk_free = '1 GB'",
            "disk_size = '3 GB'",
        ],
        1..7,
    );
    (figures, any::<bool>()).prop_map(|(figures, other)| {
        let minimum = format!("minimum = {{ {} }}", figures.join(", "));
        // A second way to meet it, which asks for less memory and another disk.
        let second = "[[platform]]\nname = 'Small'\nminimum = { memory = '96 MB', disk = '4 GB' }";
        asking(&format!("{minimum}\n{}", if other { second } else { "" }))
    })
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn what_is_changed_mends_it_and_nothing_less_does(profile in profiles(), machine in machines()) {
        let before = evaluate(&profile, &machine, Tier::Minimum).verdict();
        let remedy = remedy(&profile, &machine);
        prop_assert_eq!(remedy.changes.is_empty(), before != Verdict::Fail);
        let after = changed(&machine, &remedy.changes);
        let verdict = evaluate(&profile, &after, Tier::Minimum).verdict();
        prop_assert_ne!(verdict, Verdict::Fail, "{:?}", remedy);
        if remedy.then == Verdict::Pass {
            prop_assert_eq!(verdict, Verdict::Pass, "{:?}", remedy);
        }
        for left_out in 0..remedy.changes.len() {
            let others = remedy.changes.iter().enumerate().filter(|(n, _)| *n != left_out);
            let less = changed(&machine, others.map(|(_, change)| change));
            let verdict = evaluate(&profile, &less, Tier::Minimum).verdict();
            prop_assert_eq!(verdict, Verdict::Fail, "{:?}", remedy);
        }
        // The least of each addition: a byte less does not do.
        for (n, change) in remedy.changes.iter().enumerate() {
            let Some(Quantity::Size(Bytes(add))) = change.add else { continue };
            let mut less = remedy.changes.clone();
            less[n].add = Some(Quantity::Size(Bytes(add - 1)));
            let verdict = evaluate(&profile, &changed(&machine, &less), Tier::Minimum).verdict();
            prop_assert_ne!(verdict, Verdict::Pass, "{:?}", remedy);
        }
    }

    #[test]
    fn a_fleet_is_the_sum_of_its_machines(
        profiles in prop::collection::vec(profiles(), 1..4),
        machines in prop::collection::vec(machines(), 0..8),
    ) {
        let mut fleet = Fleet::default();
        let (mut memory, mut fails, mut passes) = (0u128, 0, 0);
        for machine in &machines {
            let reports: Vec<Report<'_>> =
                profiles.iter().map(|profile| evaluate(profile, machine, Tier::Minimum)).collect();
            let whole = fleet.add(&reports);
            let each = reports.iter().map(Remedy::of);
            let greatest = each.flat_map(|remedy| remedy.changes).filter_map(|change| match (change.part, change.add) {
                (Part::Item(Item::Memory), Some(Quantity::Size(Bytes(add)))) => Some(add),
                _ => None,
            }).max();
            let alone = !whole.changes.iter().any(|change| change.part == Part::Machine);
            memory += u128::from(greatest.filter(|_| alone).unwrap_or(0));
            fails += reports.iter().filter(|report| report.verdict() == Verdict::Fail).count();
            passes += usize::from(reports.iter().all(|report| report.verdict() == Verdict::Pass));
            // Mended for all, it fails none.
            let mended = changed(machine, &whole.changes);
            for profile in &profiles {
                prop_assert_ne!(evaluate(profile, &mended, Tier::Minimum).verdict(), Verdict::Fail);
            }
            for change in &whole.changes {
                let mut editions = change.editions.clone();
                editions.dedup();
                prop_assert_eq!(&editions, &change.editions);
            }
        }
        prop_assert_eq!(fleet.machines, machines.len());
        prop_assert_eq!(fleet.verdicts.pass, passes);
        prop_assert_eq!(fleet.totals.get(&Part::Item(Item::Memory)).map_or(0, |total| total.add), memory);
        prop_assert_eq!(fleet.editions.iter().map(|counts| counts.fail).sum::<usize>(), fails);
        prop_assert_eq!(fleet.mended.values().map(|mended| mended.fails).sum::<usize>(), fails);
    }
}

#[test]
#[rustfmt::skip] // a table
fn changes_in_words() {
    let library = Library::open(None).expect("the library");
    let edition = |id: &str| library.edition(id).expect("an edition");
    let good = "cpu = 'Pentium II 350'\nmemory = '256 MB'\ndisk = '9 GB'";
    for (of, spec, expected, then) in [
        (edition("backoffice/4.5"), good.to_owned(), "", Verdict::Pass),
        (edition("backoffice/4.5"), good.replace("256", "64"), "+64 MB memory", Verdict::Pass),
        (edition("backoffice/4.5"), good.replace("256", "64").replace("9 GB", "1.5 GB"), "+64 MB memory; +500 MB disk space", Verdict::Pass),
        (edition("backoffice/4.5"), good.replace("Pentium II 350", "486DX2/66"), "replace: processor (Pentium Pro or later, 200 MHz or more)", Verdict::Pass),
        (edition("backoffice/4.5"), "cpu = '486DX2/66'\nmemory = '64 MB'".to_owned(), "replace: processor (Pentium Pro or later, 200 MHz or more); +64 MB memory", Verdict::Unknown),
        (edition("backoffice/4.5"), good.replace("Pentium II 350", "Alpha 21164 400").replace("256", "64"), "replace: machine (Pentium Pro or later, 200 MHz or more)", Verdict::Pass),
        (edition("windows-server/2003-standard"), good.replace("Pentium II 350", "Alpha 21164 400"), "replace: machine (x86)", Verdict::Pass),
        // The least that an inferred requirement asks for leaves it open.
        (edition("backoffice/1.0"), good.replace("256", "8"), "+8 MB memory", Verdict::Unknown),
        (asking("minimum = { sockets = 2 }"), "sockets = 1".to_owned(), "+1 processor", Verdict::Pass),
        (asking("minimum = { sockets = 4 }"), "sockets = 1".to_owned(), "+3 processors", Verdict::Pass),
        (asking("minimum = { cores = 4, memory = '1 GB' }"), "cores = 2\nmemory = '2 GB'".to_owned(), "replace: processor (4 cores)", Verdict::Pass),
        // More disk is more free space, too.
        (asking("minimum = { disk_size = '4 GB', disk_free = '2 GB' }"), "disk = { size = '2 GB', free = '1 GB' }".to_owned(), "+2 GB disk size", Verdict::Pass),
        (asking("minimum = { disk_size = '4 GB', disk_free = '3.5 GB' }"), "disk = { size = '3.9 GB', free = '1 GB' }".to_owned(), "+2.5 GB disk size", Verdict::Pass),
        (asking("minimum = { disk_free = '2 GB' }"), "disk = { size = '9 GB', free = '1 GB' }".to_owned(), "+1 GB free disk space", Verdict::Pass),
    ] {
        let machine = machine(&spec);
        let remedy = remedy(&of, &machine);
        let words: Vec<String> = remedy.changes.iter().map(ToString::to_string).collect();
        assert_eq!((&*words.join("; "), remedy.then), (expected, then), "{} {spec}", of.id);
    }
    let most = profile("name='Most'\n[[source]]\nid='s'\ntitle='t'\nkind='vendor'\nfigures='64 MB'\n[[platform]]\nname='any'\nmaximum={ memory='64 MB', enforced=true, source='s' }");
    let remedy = remedy(&most, &machine("memory = '128 MB'"));
    assert_eq!(remedy.changes[0].to_string(), "reduce: memory (at most 64 MB)");
}

#[test]
fn what_a_virtual_machine_lacks_its_host_may_have() {
    let flags =
        "fpu tsc msr cx8 cmov fxsr mmx sse sse2 lm nx cx16 lahf_lm popcnt pni ssse3 sse4_1 sse4_2";
    let on = |hypervisor| {
        machine(&format!(
            "memory = '16 GB'\ntpm = 'none'\n\
             cpu = {{ text = 'Xeon Silver 4310', flags = '{flags} {hypervisor}' }}"
        ))
    };
    let asks = "minimum = { features = ['nx', 'slat'], virtualization = 'enabled', tpm = '2.0' }";
    let profile = asking(asks);
    let guest = on("hypervisor");
    let report = evaluate(&profile, &guest, Tier::Minimum);
    let steps: Vec<String> = report.findings.iter().filter_map(|f| f.next_step()).collect();
    assert_eq!(steps.len(), 3);
    for (step, expected) in steps.iter().zip([
        "nested virtualization",
        "virtual machine a TPM",
        "nested virtualization",
    ]) {
        assert!(step.contains(expected) && !step.contains("another processor"), "{step}");
    }
    let changes: Vec<String> = Remedy::of(&report).changes.iter().map(Change::to_string).collect();
    let expected = [
        "set: TPM (2.0)",
        "set on the host: processor features (nx slat)",
        "set on the host: virtualization (enabled)",
    ];
    assert_eq!(changes, expected);
    assert_eq!(Remedy::of(&report).then, Verdict::Pass);
    // What no setting gives a machine of its own is another processor.
    let profile = asking("minimum = { features = ['avx'] }");
    for (machine, expected) in [
        (on("hypervisor"), "set on the host: processor features (avx)"),
        (on(""), "replace: processor (avx processor features)"),
    ] {
        assert_eq!(remedy(&profile, &machine).changes[0].to_string(), expected);
    }
}

#[test]
fn a_setting_that_another_edition_cannot_have_mends_nothing() {
    let machine = machine("firmware = 'uefi'\nsecure_boot = 'no'");
    let then = |all: &[&str]| {
        let profiles: Vec<Profile> = all
            .iter()
            .zip(["a", "b"])
            .map(|(asks, id)| Profile { id: id.into(), ..asking(asks) })
            .collect();
        let reports: Vec<Report<'_>> =
            profiles.iter().map(|of| evaluate(of, &machine, Tier::Minimum)).collect();
        let remedies: Vec<Remedy> = reports.iter().map(Remedy::of).collect();
        Remedy::of_all(&reports, remedies).then
    };
    let old = "minimum = { firmware = 'bios' }";
    assert_eq!(then(&[old]), Verdict::Pass);
    assert_eq!(then(&[old, "minimum = { firmware = 'uefi' }"]), Verdict::Fail);
    // What is enabled is capable too.
    let boot = ["minimum = { secure_boot = 'capable' }", "minimum = { secure_boot = 'enabled' }"];
    assert_eq!(then(&boot), Verdict::Pass);
}

#[test]
fn a_new_processor_is_of_the_architecture_of_the_board() {
    let mut alpha = machine("clock = '50 MHz'");
    alpha.put(Item::Arch, reading(Known::Arch(minspec::cpu::Arch::Alpha)));
    let of = |id: &str, asks: &str| Profile { id: id.into(), ..asking(asks) };
    let old = of("a", "arch = 'x86'\nminimum = { cpu = '486' }");
    let all = [old, of("b", "minimum = { clock = '198 MHz' }")];
    let reports = all.each_ref().map(|of| evaluate(of, &alpha, Tier::Minimum));
    let each = reports.each_ref().map(Remedy::of);
    let remedy = Remedy::of_all(&reports, each);
    assert_eq!((remedy.parts(), remedy.then), (vec![Part::Processor], Verdict::Unknown));
}

#[test]
fn what_a_new_part_must_be_is_told_in_few_words() {
    let library = Library::open(None).expect("the library");
    let old = machine("cpu = '486DX2/66'\nmemory = '256 MB'\ndisk = '9 GB'");
    let told = |ids: &[&str], decides| {
        let profiles: Vec<Profile> =
            ids.iter().map(|id| library.edition(id).expect("an edition")).collect();
        let reports: Vec<Report<'_>> =
            profiles.iter().map(|profile| evaluate(profile, &old, decides)).collect();
        let all = Remedy::of_all(&reports, reports.iter().map(Remedy::of));
        all.changes.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    };
    for (ids, decides, expected) in [
        // Of several parts, each with its own class and clock, the latest and the fastest.
        (&["backoffice/2.5"][..], Tier::Recommended, "Pentium or later, 90 MHz or more"),
        (&["small-business-server/4.0"], Tier::Recommended, "Pentium or later, 200 MHz or more"),
        // Of several editions too.
        (
            &["small-business-server/4.0", "backoffice/4.5", "sql-server/7.0"],
            Tier::Minimum,
            "Pentium Pro or later, 200 MHz or more",
        ),
        // One that nothing else implies stays.
        (
            &["windows-server/2003-standard-x64"],
            Tier::Minimum,
            "x86-64-v1 or later, Athlon 64 or later, 1.4 GHz or more",
        ),
    ] {
        assert_eq!(told(ids, decides), format!("replace: processor ({expected})"), "{ids:?}");
    }
    // Of two limits the lower one.
    let most = |size: &str| asking(&format!("maximum = {{ memory = '{size}', enforced = true }}"));
    let (large, small) = (most("128 MB"), most("64 MB"));
    let reports = [&large, &small].map(|profile| evaluate(profile, &old, Tier::Minimum));
    let both = Remedy::of_all(&reports, reports.iter().map(Remedy::of));
    assert_eq!(both.changes[0].to_string(), "reduce: memory (at most 64 MB)");
}

#[test]
fn shares_fall_into_bins_of_half_powers_of_two() {
    for (share, bin) in [
        (1.0, Spread::ENOUGH),
        (1.41, Spread::ENOUGH),
        (1.42, Spread::ENOUGH + 1),
        (2.0, Spread::ENOUGH + 2),
        (0.97, Spread::ENOUGH - 1),
        (0.5, Spread::ENOUGH - 2),
        (0.0, 0),
        (1e-9, 0),
        (1e9, Spread::BINS - 1),
        (f64::INFINITY, Spread::BINS - 1),
    ] {
        assert_eq!(Spread::bin(share), bin, "{share}");
    }
    let machine = machine_of("Pentium II 350", 350, 64, 100, 9000);
    let profile = asking("minimum = { memory = '128 MB', clock = '350 MHz', cpu = 'pentium-pro' }");
    let mut fleet = Fleet::default();
    fleet.add(&[evaluate(&profile, &machine, Tier::Minimum)]);
    let bins = |item| {
        let spread = fleet.spreads.iter().find(|((_, of, _), _)| *of == item).expect("a figure");
        spread.1.bins.iter().position(|n| *n == 1)
    };
    assert_eq!(bins(Item::Memory), Some(Spread::ENOUGH - 2));
    assert_eq!(bins(Item::Clock), Some(Spread::ENOUGH));
    assert_eq!(bins(Item::Cpu), None, "a class is no number");
    let rate = evaluate(&profile, &machine, Tier::Minimum);
    let share =
        |item| rate.findings.iter().find(|f| f.requirement.item == item).and_then(|f| f.share());
    assert_eq!((share(Item::Memory), share(Item::Clock)), (Some(0.5), Some(1.0)));
    assert_eq!(Hertz::mhz(350), Hertz(350_000_000));
}

#[test]
fn each_volume_has_a_change_of_its_own_and_a_volume_has_one() {
    let tiers = "minimum = [{ disk_free = \"10 GB\", volume = \"/usr\" }, \
                 { disk_free = \"8 GB\", volume = \"/var\" }, \
                 { file_system = \"xfs\", volume = \"/usr\" }, \
                 { file_system = \"ext4\", volume = \"/var\" }]";
    let two = "[[volume]]\npath = \"/usr\"\nfree = \"5 GB\"\nfile_system = \"ext4\"\n\
               [[volume]]\npath = \"/var\"\nfree = \"5 GB\"\nfile_system = \"xfs\"";
    let told = |spec: &str| {
        let (profile, machine) = (asking(tiers), machine(spec));
        let mut fleet = Fleet::default();
        let remedy = fleet.add(&[evaluate(&profile, &machine, Tier::Minimum)]);
        let total = fleet.totals.get(&Part::Item(Item::DiskFree)).copied().unwrap_or_default();
        let changes: Vec<String> = remedy.changes.iter().map(ToString::to_string).collect();
        (changes, total.told(Part::Item(Item::DiskFree)), remedy.then)
    };
    let (changes, total, then) = told(two);
    assert_eq!(
        changes,
        [
            "+5 GB free disk space on /usr",
            "+3 GB free disk space on /var",
            "set: file system on /usr (xfs)",
            "set: file system on /var (ext4)"
        ]
    );
    assert_eq!((&total[..], then), ("+8 GB free disk space in 1 machine", Verdict::Pass));
    let (changes, _, then) = told("[[volume]]\npath = \"/\"\nfree = \"5 GB\"");
    assert_eq!(changes, ["+13 GB free disk space"]);
    assert_eq!(then, Verdict::Unknown);
}
