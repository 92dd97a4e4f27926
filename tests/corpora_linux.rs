//! Recorded reports of Linux and of firmware: all are recognised, and what was recorded beside
//! them is read out of them. What is expected comes from lists made elsewhere, or from a crude
//! search for one number in the file; never from the readers.
//!
//! The recordings are not part of the project; these tests fail where they are missing.

use minspec::cpu::{Candidates, Signature};
use minspec::item::Item;
use minspec::machine::Machine;
use minspec::quantity::{Known, Quantity};
use minspec::sources::understand::{self, Scope};
use minspec::sources::{self, Ask, FORMATS};
use minspec::units::Bytes;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn corpora(set: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora").join(set)
}

fn files(set: &str) -> Vec<PathBuf> {
    let folder = corpora(set);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|_| panic!("{} is missing", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    paths
}

/// The rows of a list by the file's name, each by the names of its columns.
fn list(name: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let text = fs::read_to_string(corpora(name)).unwrap_or_else(|_| panic!("{name} is missing"));
    let mut lines = text.lines();
    let heads: Vec<&str> = lines.next().expect("a heading").split('\t').collect();
    let row = |line: &str| {
        let cells = heads.iter().zip(line.split('\t'));
        let row: BTreeMap<String, String> =
            cells.map(|(head, cell)| ((*head).to_owned(), cell.to_owned())).collect();
        (row["file"].clone(), row)
    };
    lines.map(row).collect()
}

/// A set's machines by file, and how many of its files were read as which format.
struct Set {
    name: &'static str,
    machines: Vec<(String, String, Machine)>,
    unread: Vec<String>,
    formats: BTreeMap<String, usize>,
}

fn set(name: &'static str) -> Set {
    let mut set = Set { name, machines: vec![], unread: vec![], formats: BTreeMap::new() };
    for path in files(name) {
        let bytes = fs::read(&path).expect("a file");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let file = path.file_name().expect("a name").to_string_lossy().into_owned();
        let format = FORMATS.iter().find(|format| (format.detect)(&text));
        let id = format.map_or("none", |format| format.id);
        *set.formats.entry(id.to_owned()).or_default() += 1;
        let all = sources::open(&path.to_string_lossy(), &Ask::default());
        match all.map(|input| input.all().machines) {
            Ok(machines) if machines.len() == 1 => {
                let machine = understand::machine(&machines[0], Scope::Machine);
                set.machines.push((file, text, machine));
            }
            Ok(machines) => set.unread.push(format!("{file}: {} machines", machines.len())),
            Err(why) => set.unread.push(why),
        }
    }
    let (read, unread) = (set.machines.len(), set.unread.len());
    println!("{name}: {read} read, {unread} not: {:?} {:#?}", set.formats, set.unread);
    set
}

impl Set {
    /// Asserts that what a check says of no machine is a fault. `None`: nothing is expected.
    fn check(
        &self,
        what: &str,
        allowed: usize,
        check: impl Fn(&str, &str, &Machine) -> Option<Result<(), String>>,
    ) {
        let mut right = 0;
        let mut wrong = Vec::new();
        for (file, text, machine) in &self.machines {
            match check(file, text, machine) {
                Some(Ok(())) => right += 1,
                Some(Err(why)) => wrong.push(format!("{file}: {why}")),
                None => {}
            }
        }
        println!(
            "{}: {what}: {right} right, {} wrong\n  {}",
            self.name,
            wrong.len(),
            wrong.join("\n  ")
        );
        assert!(wrong.len() <= allowed && right > 0, "{}: {what}", self.name);
    }
}

/// Whether memory is what it should be, within 1 %.
fn memory(machine: &Machine, mib: u64) -> Result<(), String> {
    let size = |quantity| match quantity {
        Quantity::Size(Bytes(bytes)) => bytes >> 20,
        _ => 0,
    };
    match machine.known(Item::Memory) {
        Some(Known::Span(span)) => {
            let (low, high) = (size(span.low()), span.high().map_or(u64::MAX, size));
            let near = low <= mib + mib / 100 && high >= mib - mib / 100 && low >= mib - mib / 20;
            near.then_some(()).ok_or(format!("{low} to {high} MiB, recorded {mib}"))
        }
        other => Err(format!("{other:?} {:?}, recorded {mib} MiB", machine.get(Item::Memory))),
    }
}

/// Whether the processor is one that has a signature. Old versions leave the extended model out of
/// their words. Where firmware's name and signature contradict each other, both must be told.
fn processor(machine: &Machine, signature: &Signature) -> Result<(), String> {
    let expected: Candidates = signature.candidates().union(signature.if_cut_off());
    let reading = machine.get(Item::Cpu);
    if let Some(Known::Processor(found)) = machine.known(Item::Cpu) {
        let fits: Vec<bool> = found.likely.iter().map(|class| expected.contains(class)).collect();
        let told = reading.and_then(|reading| reading.note.as_deref());
        if !fits.contains(&false)
            || told.is_some_and(|note| note.contains("but the signature")) && fits.contains(&true)
        {
            return Ok(());
        }
    }
    Err(format!("{reading:?}, signature {signature:?} {expected}"))
}

/// The number behind a word in a text.
fn number_behind(text: &str, word: &str) -> Option<u32> {
    let rest = text.split_once(word)?.1;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// "Signature: Type 0, Family 6, Model 15, Stepping 6", where it stands once or is always the same.
fn signature_in_words(text: &str) -> Option<Signature> {
    let mut lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("Signature:") && line.contains("Family"))
        .collect();
    lines.dedup();
    let [line] = lines.as_slice() else { return None };
    let of = |word| number_behind(line, word);
    Some(Signature {
        vendor: if line.contains("Type") { String::new() } else { "AuthenticAMD".to_owned() },
        family: of("Family ")?,
        model: of("Model ")?,
        stepping: of("Stepping "),
    })
}

/// A dump of which the tool could read not one record.
const NOTHING_LEFT: usize = 1;

#[test]
#[ignore = "needs ../shared/corpora"]
fn recorded_dumps_of_firmware() {
    let sets = [
        ("dmidecode/linuxhw", "dmidecode/linuxhw.tsv"),
        ("dmidecode/bsdhw", "dmidecode/bsdhw.tsv"),
    ];
    for (name, tsv) in sets {
        let set = set(name);
        let list = list(tsv);
        assert!(set.unread.len() <= NOTHING_LEFT);
        set.check("memory", 0, |file, _, machine| {
            let mib: u64 = list.get(file)?.get("ram_mib")?.parse().ok()?;
            (mib > 0).then(|| memory(machine, mib))
        });
        set.check("processor", 0, |_, text, machine| {
            let signature = signature_in_words(text).filter(|s| !s.candidates().is_empty())?;
            Some(processor(machine, &signature))
        });
    }
    let set = set("dmidecode/glpi");
    assert!(set.unread.is_empty());
    set.check("processor", 0, |_, text, machine| {
        let signature = signature_in_words(text).filter(|s| !s.candidates().is_empty())?;
        Some(processor(machine, &signature))
    });
}

#[test]
#[ignore = "needs ../shared/corpora"]
fn recorded_lscpu() {
    let linux = set("lscpu/linuxhw");
    let list = list("lscpu/linuxhw.tsv");
    assert!(linux.unread.is_empty());
    linux.check("processor", 0, |file, _, machine| {
        let row = list.get(file)?;
        let number = |key: &str| row.get(key)?.parse().ok();
        let vendor = row["vendor"].clone();
        let signature = Signature {
            vendor,
            family: number("family")?,
            model: number("model")?,
            stepping: number("stepping"),
        };
        (!signature.candidates().is_empty()).then(|| processor(machine, &signature))
    });
    linux.check("threads", 0, |_, text, machine| threads(text, machine));
    let bsd = set("lscpu/bsdhw");
    assert!(bsd.unread.is_empty());
    bsd.check("threads", 0, |_, text, machine| threads(text, machine));
}

fn threads(text: &str, machine: &Machine) -> Option<Result<(), String>> {
    if text.contains("Off-line") || text.contains("Active CPU(s)") {
        return None;
    }
    let line = text
        .lines()
        .find(|line| line.starts_with("CPU(s):") || line.starts_with("Total CPU(s):"))?;
    let count: u64 = line.split_once(':')?.1.trim().parse().ok()?;
    // Some virtual machines hide theirs.
    if count == 0 {
        return None;
    }
    let found = match machine.known(Item::Threads) {
        Some(Known::Span(span)) => span.low().number(),
        _ => None,
    };
    Some((found == Some(count)).then_some(()).ok_or(format!("{found:?}, not {count}")))
}

/// Recorded files that contradict themselves, or show an emulator's own signature.
const CONTRADICTIONS: usize = 2;

#[test]
#[ignore = "needs ../shared/corpora"]
fn recorded_cpuinfo() {
    for name in ["cpuinfo/glpi", "cpuinfo/ohai"] {
        let set = set(name);
        assert!(set.unread.is_empty());
        set.check("processor", CONTRADICTIONS, |_, text, machine| {
            let of = |key: &str| {
                let line = text.lines().find(|line| {
                    line.split_once(':')
                        .is_some_and(|(name, _)| name.trim().eq_ignore_ascii_case(key))
                })?;
                Some(line.split_once(':')?.1.trim().to_owned())
            };
            let signature = Signature {
                vendor: of("vendor_id").or(of("Vendor ID"))?,
                family: of("cpu family")?.parse().ok()?,
                model: of("model")?.parse().ok()?,
                stepping: of("stepping")?.parse().ok(),
            };
            (!signature.candidates().is_empty()).then(|| processor(machine, &signature))
        });
    }
}
