//! Real headings of asset systems, and two thousand real machines in a table: what of them is read.
//! The files are not part of the project; `cargo test corpora_tables -- --ignored --nocapture`.

use minspec::item::Item;
use minspec::quantity::{Known, Quantity};
use minspec::sources::inventory::{CSV, Columns};
use minspec::sources::understand::{self, Scope};
use minspec::units::Bytes;
use std::fs;
use std::path::PathBuf;

fn corpora() -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.parent().expect("a folder").join("shared/corpora")
}

#[test]
#[ignore = "needs the corpora"]
fn every_header_is_an_inventory_or_is_refused() {
    let folder = corpora().join("inventory-headers");
    let files =
        fs::read_dir(&folder).expect("the corpus").map(|entry| entry.expect("a file").path());
    let mut files: Vec<PathBuf> = files.collect();
    files.sort();
    assert!(files.len() >= 10, "{}", folder.display());
    for path in files {
        let text = fs::read_to_string(&path).expect("a text");
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let line = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
        let delimiter = [';', ',', ' '].into_iter().find(|c| line.contains(*c)).expect("a table");
        let headings: Vec<String> =
            line.split(delimiter).map(|cell| cell.trim().trim_matches('"').to_owned()).collect();
        let columns = Columns::understand(&name, &headings, &[], &[]);
        let refused = name.starts_with("snipe");
        assert_eq!(columns.is_err(), refused, "{name}: {:?}", columns.err());
        let Ok(columns) = columns else { continue };
        let said = columns.columns.iter().filter(|column| column.used).map(|column| {
            let unit = column.unit().map(|unit| format!(" [{unit}]")).unwrap_or_default();
            format!("  {}: {}{unit}", column.heading, column.meaning(true).unwrap_or_default())
        });
        let said: Vec<String> = said.collect();
        println!("{name}: {}", columns.read_as().unwrap_or_else(|| "no product".to_owned()));
        println!("{}", said.join("\n"));
    }
}

#[test]
#[ignore = "needs the corpora"]
fn every_machine_of_a_table_is_read() {
    let path = corpora().join("hardinfo/machines.tsv");
    let text = fs::read_to_string(&path).expect("the corpus");
    let truth = text.lines().map(|line| line.split('\t').collect());
    let mut truth: Vec<Vec<&str>> = truth.collect();
    // One line is the end of another that is not there.
    let width = truth[0].len();
    truth.retain(|row| row.len() == width);
    let place = |name: &str| truth[0].iter().position(|cell| *cell == name).expect("a column");
    let (physical, visible, cores) = (place("physical_mib"), place("memory_kib"), place("cores"));
    let input = CSV.all("machines", &text).expect("an inventory");
    for note in input.notes.iter().take(20) {
        println!("{note}");
    }
    let rows = truth.len() - 1;
    assert_eq!(input.bad, text.lines().count() - truth.len());
    assert_eq!(input.machines.len(), rows);
    let (mut processors, mut memories, mut there, mut right, mut counted) = (0, 0, 0, 0, 0);
    for (facts, row) in input.machines.iter().zip(&truth[1..]) {
        let machine = understand::machine(facts, Scope::Machine);
        processors += usize::from(machine.known(Item::Cpu).is_some());
        let memory = match machine.known(Item::Memory) {
            Some(Known::Span(span)) => Some(*span),
            _ => None,
        };
        memories += usize::from(memory.is_some());
        // Fitted where that is told, else at least what is seen.
        let fitted = row[physical].parse::<u64>().ok().filter(|mib| *mib > 0);
        let seen = row[visible].parse::<u64>().ok().filter(|kib| *kib > 0);
        if fitted.is_some() || seen.is_some() {
            there += 1;
            let size = |bytes| Quantity::Size(Bytes(bytes));
            let is = match (fitted, seen, memory) {
                // 3968 MiB is what is left of four modules of a gigabyte.
                (Some(mib), _, Some(span)) => {
                    let most = (mib << 20) + (mib << 20) / 14;
                    span.low() <= size(most) && span.high() >= Some(size(mib << 20))
                }
                (None, Some(kib), Some(span)) => span.high() >= Some(size(kib << 10)),
                _ => false,
            };
            right += usize::from(is);
            if !is {
                println!("  {fitted:?} MiB, {seen:?} KiB: {memory:?}");
            }
        }
        let count = row[cores].parse::<u64>().ok().filter(|cores| *cores > 0);
        let found = machine.known(Item::Cores).and_then(|known| match known {
            Known::Span(span) => span.low().number(),
            _ => None,
        });
        counted += usize::from(count == found);
    }
    println!(
        "{rows} rows: processor {processors}, memory {memories}; memory right {right} of {there}, \
         cores right {counted}"
    );
    assert!(right * 100 >= there * 98 && counted * 100 >= rows * 99);
}
