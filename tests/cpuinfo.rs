//! `/proc/cpuinfo`: small files of our own in `tests/corpus/cpuinfo`, each named with the class
//! (or, where that is all that follows, the architecture) that it must give; and, ignored for
//! outsiders, the recorded ones.

use minspec::cpu::{CpuClass, Signature};
use minspec::item::Item;
use minspec::machine::Machine;
use minspec::quantity::{Known, Quantity, Span};
use minspec::sources::cpuinfo;
use minspec::sources::facts::{Facts, Key};
use minspec::sources::understand::{self, Scope};
use minspec::units::Hertz;
use std::fs;
use std::path::{Path, PathBuf};

fn facts(text: &str) -> Facts {
    let mut facts = Facts::new("m");
    cpuinfo::read(text, "cpuinfo", &mut facts);
    facts
}

fn machine(text: &str) -> Machine {
    understand::machine(&facts(text), Scope::Machine)
}

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/cpuinfo");
    fs::read_to_string(folder.join(name)).expect("a fixture")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|_| panic!("{} is missing", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn each_fixture_gives_the_class_of_its_name() {
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/cpuinfo")) {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let (expected, _) = name.split_once("--").expect("an answer in the name");
        let machine = machine(&fs::read_to_string(&path).expect("a fixture"));
        match CpuClass::from_id(expected) {
            Some(class) => {
                let Some(Known::Processor(found)) = machine.known(Item::Cpu) else {
                    panic!("{name}: {:?}", machine.get(Item::Cpu));
                };
                assert!(found.likely.contains(class), "{name}: {:?}", found.likely);
            }
            None => {
                let Some(Known::Arch(arch)) = machine.known(Item::Arch) else { panic!("{name}") };
                assert_eq!(arch.id(), expected, "{name}");
            }
        }
    }
}

fn clock(file: &str) -> Option<Span> {
    match machine(&fixture(file)).known(Item::Clock) {
        Some(Known::Span(span)) => Some(*span),
        _ => None,
    }
}

#[test]
fn the_clock_of_a_moment_is_the_rated_one_only_where_the_class_had_one() {
    let mhz = |mhz| Quantity::Speed(Hertz::mhz(mhz));
    let seen = clock("pentium-pro--dual-linux-2.2.txt").expect("a clock");
    assert_eq!((seen.low(), seen.high()), (Quantity::Speed(Hertz(199_435_000)), Some(seen.low())));
    let named = clock("kabylake--offline-processor.txt").expect("a clock");
    assert_eq!((named.low(), named.high()), (mhz(1600), Some(mhz(1600))), "the name, not 800 MHz");
    let guest = clock("zen5--kvm-guest.txt").expect("a clock");
    assert_eq!(guest.high(), None, "a guest's clock ends nothing");
    assert_eq!(clock("arm--no-clock.txt"), None, "BogoMIPS is no clock");
    assert_eq!(clock("s390--two-processors.txt").map(|span| span.low()), Some(mhz(5200)));
}

#[test]
fn counts_are_of_what_is_online() {
    let count = |file: &str, key| facts(&fixture(file)).get(key).and_then(|f| f.text.clone().ok());
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(count("kabylake--offline-processor.txt", Key::Threads), some("2"));
    assert_eq!(count("kabylake--offline-processor.txt", Key::Cores), some("2"));
    assert_eq!(count("s390--two-processors.txt", Key::Threads), some("2"));
    assert_eq!(count("pentium-pro--dual-linux-2.2.txt", Key::Threads), some("2"));
    let same_core = "processor : 0\nphysical id : 0\ncore id : 0\n";
    let four =
        [0, 1, 2, 3].map(|n| same_core.replace("processor : 0", &format!("processor : {n}")));
    assert!(
        facts(&four.concat()).get(Key::Cores).is_none(),
        "four processors, one core: not known"
    );
}

/// Recorded files that contradict themselves, and how.
const CONTRADICTIONS: &[(&str, &str)] = &[
    ("rhel-6.2-vmware-2vcpus", "the host masks family and model: a Xeon E7520 shown as 6/42"),
    ("cpuinfo-no-cores.output", "a Core 2 Duo T8300 whose flags lack lm"),
];

#[test]
#[ignore = "needs ../shared/corpora"]
fn recorded_files_give_what_their_signature_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/cpuinfo");
    let (mut read, mut wrong) = (0, Vec::new());
    for path in files(&folder) {
        let text = String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned();
        let facts = facts(&text);
        let of = |key| facts.get(key).and_then(|fact| fact.text.clone().ok());
        let number = |key| of(key).and_then(|text| text.parse().ok());
        let (Some(vendor), Some(family), Some(model)) =
            (of(Key::CpuVendor), number(Key::CpuFamily), number(Key::CpuModel))
        else {
            continue; // not x86, or a report of another kind
        };
        read += 1;
        let signature = Signature { vendor, family, model, stepping: number(Key::CpuStepping) };
        let machine = understand::machine(&facts, Scope::Machine);
        let fits = match machine.known(Item::Cpu) {
            Some(Known::Processor(found)) => {
                found.likely.iter().all(|class| signature.candidates().contains(class))
            }
            _ => false,
        };
        let contradicts = CONTRADICTIONS.iter().any(|(name, _)| path.ends_with(name));
        if fits == contradicts {
            wrong.push(format!("{}: {:?}", path.display(), machine.get(Item::Cpu)));
        }
    }
    println!("{read} recorded x86 files, {} contradict themselves", CONTRADICTIONS.len());
    assert!(read >= 8 && wrong.is_empty(), "{}", wrong.join("\n"));
}
