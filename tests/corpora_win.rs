//! Recorded reports of real machines, where they are at hand beside the project: every one is
//! recognised, and what it says is read. What to expect is had by other means than the readers':
//! the digits of the first line that ends in a unit of memory, and the class of each signature as
//! its maker published it.

use minspec::item::Item;
use minspec::quantity::{Known, Quantity};
use minspec::sources::facts::{Facts, Key};
use minspec::sources::understand::{self, Scope};
use minspec::sources::{FORMATS, Format, file};
use std::fs;
use std::path::{Path, PathBuf};

fn corpus(folder: &str) -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a folder above");
    let path = beside.join("shared/corpora").join(folder);
    assert!(path.is_dir(), "{} is not there", path.display());
    path
}

fn files(folder: &str, begin: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(corpus(folder)).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let begins = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(begin))
    };
    let mut paths: Vec<PathBuf> = paths.filter(begins).collect();
    paths.sort();
    paths
}

/// The text as the program reads it, or byte by byte where it does not know the encoding.
fn text(path: &Path) -> (String, bool) {
    match file::text(&path.to_string_lossy()) {
        Ok(text) => (text, true),
        Err(_) => (fs::read(path).expect("readable").into_iter().map(char::from).collect(), false),
    }
}

/// The digits of the first line, or cell, that ends in a unit of memory.
fn first_memory(text: &str) -> u64 {
    let parts = text.split(['\n', '"']).map(str::trim_end);
    let units = ["MB", "Mo", "МБ"];
    let size = parts.into_iter().find(|part| units.iter().any(|unit| part.ends_with(unit)));
    let value = size.and_then(|size| size.rsplit(':').next()).expect("a size of memory");
    value.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("a number")
}

/// Family, model and stepping behind the first words of these names.
fn signature(text: &str) -> Vec<u32> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let at = words.windows(3).position(|three| three[0] == "Family" && three[2] == "Model");
    let at = at.expect("a processor");
    [1, 3, 5].iter().map(|n| words[at + n].parse().expect("a number")).collect()
}

/// What the makers say has that signature.
fn class(signature: &[u32]) -> &'static str {
    match *signature {
        [6, 1, _] => "pentium-pro",
        // Windows XP before its second service pack leaves the upper half of the model out.
        [6, 14, _] => "core-duo",
        [6, 42, _] => "sandybridge",
        [6, 58, _] => "ivybridge",
        [6, 79, _] => "broadwell",
        [6, 78 | 94, _] => "skylake",
        [6, 158, 9] => "kabylake",
        [6, 158, 10] => "coffeelake",
        [6, 142, 12] => "coffeelake",
        [6, 141, _] => "tigerlake",
        [23, 49, _] => "zen2",
        _ => panic!("{signature:?} is not in this table; add it"),
    }
}

fn likely(facts: &Facts) -> Vec<&'static str> {
    let machine = understand::machine(facts, Scope::Machine);
    match machine.known(Item::Cpu) {
        Some(Known::Processor(found)) => found.likely.iter().map(|class| class.id()).collect(),
        _ => Vec::new(),
    }
}

fn size(facts: &Facts, item: Item) -> Option<(u64, u64)> {
    let machine = understand::machine(facts, Scope::Machine);
    let number = |end: Quantity| end.number();
    match machine.known(item) {
        Some(Known::Span(span)) => Some((number(span.low())?, span.high().and_then(number)?)),
        _ => None,
    }
}

/// What is right of a set: recognised, processor, memory.
#[derive(Default, Debug, PartialEq)]
struct Right {
    files: usize,
    decoded: usize,
    recognised: usize,
    processor: usize,
    memory: usize,
}

fn format(id: &str) -> &'static Format {
    FORMATS.iter().find(|format| format.id == id).expect("a format")
}

fn systeminfo(paths: &[PathBuf]) -> Right {
    let mut right = Right { files: paths.len(), ..Right::default() };
    for path in paths {
        let (text, decoded) = text(path);
        right.decoded += usize::from(decoded);
        let first = FORMATS.iter().find(|format| (format.detect)(&text)).map(|found| found.id);
        right.recognised += usize::from(first == Some("systeminfo"));
        let name = path.to_string_lossy();
        let all = format("systeminfo").all(&name, &text).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!((all.machines.len(), all.bad), (1, 0), "{name}");
        let facts = &all.machines[0];
        let (expected, found) = (class(&signature(&text)), likely(facts));
        match found.contains(&expected) && found.len() <= 3 {
            true => right.processor += 1,
            false => println!("{name}: expected {expected}, found {found:?}"),
        }
        let expected = first_memory(&text);
        let visible = facts.get(Key::MemoryVisible).map(|fact| fact.text.clone());
        let installed = size(facts, Item::Memory).unwrap_or_default();
        let least = expected << 20;
        let near = least <= installed.0 && installed.0 <= least / 100 * 106;
        match visible == Some(Ok(format!("{expected} MB"))) && near && installed.1 >= installed.0 {
            true => right.memory += 1,
            false => println!("{name}: expected {expected} MB, found {visible:?}, {installed:?}"),
        }
        println!("{}: {found:?}, {expected} MB, {}", path.display(), facts.name);
    }
    right
}

#[test]
#[ignore = "needs the recorded reports"]
fn systeminfo_in_every_language() {
    for paths in [files("systeminfo", ""), files("excerpts", "systeminfo_")] {
        let right = systeminfo(&paths);
        println!("{right:?}");
        assert!(right.files >= 2);
        let all = right.files;
        let want = Right {
            files: all,
            decoded: right.decoded,
            recognised: all,
            processor: all,
            memory: all,
        };
        assert_eq!(right, want);
    }
}

#[test]
#[ignore = "needs the recorded reports"]
fn a_report_of_windows_nt() {
    let paths = files("reconstructed", "winmsd");
    assert!(!paths.is_empty());
    for path in paths {
        let (text, _) = text(&path);
        let first = FORMATS.iter().find(|format| (format.detect)(&text)).map(|found| found.id);
        assert_eq!(first, Some("winmsd"), "{}", path.display());
        let all = format("winmsd").all("report", &text).expect("readable");
        let facts = &all.machines[0];
        assert_eq!(likely(facts), [class(&signature(&text))]);
        // 130,484 K is 128 MB less what the system keeps; the drive has 2,096,451 KB in all.
        assert_eq!(size(facts, Item::Memory).map(|(low, _)| low), Some(128 << 20));
        assert_eq!(size(facts, Item::DiskSize).map(|(low, _)| low), Some(2_096_451 << 10));
        assert_eq!(size(facts, Item::DiskFree).map(|(low, _)| low), Some(1_024_000 << 10));
        println!("{}: {}, all right", path.display(), facts.name);
    }
}
