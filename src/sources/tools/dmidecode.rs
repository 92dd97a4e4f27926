//! `dmidecode`: what the firmware says of the machine. Its tables hold no disks, and what they say
//! of processors is partly what the board could take.

mod memory;
mod processor;
mod record;

use super::steps::with_board;
use super::{guest, lines};
use crate::item::Item;
use crate::machine::Gap;
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};
use crate::sources::{Entry, Format, Read};
use record::{Dump, Field, Record};

/// The format.
pub const FORMAT: Format = Format {
    id: "dmidecode",
    name: "what dmidecode prints",
    gaps: with_board![DISK, PAGE_FILE, FEATURES],
    detect,
    read: Read::Report(read),
};

/// The flags that it lists are those of 1997.
const FEATURES: Gap =
    Gap { items: &[Item::Features], step: "run `lscpu` there, which lists the processor's flags" };

const DISK: Gap = Gap {
    items: &[Item::Disk, Item::DiskFree, Item::DiskSize],
    step: "look at the target disk there (`df -k /`, on Windows its properties) and state it: --set disk_free=\"20 GB\"",
};

const PAGE_FILE: Gap = Gap { items: &[Item::PageFile], step: "state it: --set page_file=\"2 GB\"" };

/// Where the firmware lists none, or not all types were asked for.
const MEMORY: Gap = Gap {
    items: &[Item::Memory, Item::MemoryVisible],
    step: "run `dmidecode` there as root, without -t, or state it: --set memory=\"4 GB\"",
};

fn detect(text: &str) -> bool {
    let head = crate::sources::head(text);
    let mut handle = false;
    let with_handles = head.lines().map(str::trim_start).any(|line| {
        let starts = line.starts_with("Handle 0x");
        // Old versions write the type on a line of its own.
        let typed = (starts || handle) && line.contains("DMI type ");
        handle = starts;
        typed
    });
    with_handles || record::is_quiet(head)
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    super::one_machine(source, text, |line| line.starts_with("# dmidecode"))?;
    let dump = Dump::read(lines::whole_or_one(text));
    let mut facts = Facts::new(crate::sources::stem(source));
    let mut notes = Vec::new();
    machine(&dump, source, &mut facts);
    tpm(&dump, source, &mut facts);
    processor::put(&dump, source, &mut facts);
    if let Some(note) = memory::put(&dump, source, &mut facts) {
        notes.push(Entry::Note(format!("{source}: {note}")));
    }
    // A machine of which nothing is told is one all the same; a table of which nothing is left not.
    if !dump.records.iter().any(|record| record.kind.is_some_and(|kind| kind <= 17)) {
        return Err(format!(
            "{source} holds no record that can be read; expected such as \"Memory Device\""
        ));
    }
    if facts.get(Key::MemoryInstalled).is_none() {
        facts.gaps = with_board![MEMORY, DISK, PAGE_FILE, FEATURES];
    }
    notes.push(Entry::Machine(facts));
    Ok(notes)
}

/// Whether the machine is a virtual one: the firmware says it, or its makers' names do.
fn machine(dump: &Dump, source: &str, facts: &mut Facts) {
    if let Some(field) = dump.records.iter().find_map(told_virtual) {
        let origin = Origin {
            source: source.into(),
            place: format!("line {}", field.line),
            raw: field.value.to_owned(),
        };
        facts.put_read_as(Key::CpuHypervisor, origin, "true".to_owned());
    }
}

/// The version of a TPM. That the firmware could be UEFI, which it also says, does not tell how
/// the system was started.
fn tpm(dump: &Dump, source: &str, facts: &mut Facts) {
    let version = dump.of(43).find_map(|record| record.field(&["Specification Version"]));
    if let Some(field) = version.filter(|field| ["1.2", "2.0"].contains(&field.value)) {
        let place = format!("line {}, \"{}\"", field.line, field.name);
        facts.put(Key::Tpm, source, &place, field.value);
    }
}

fn told_virtual<'t>(record: &Record<'t>) -> Option<Field<'t>> {
    const NAMES: &[&str] = &["Manufacturer", "Vendor", "Product Name", "Product", "Version"];
    match record.kind? {
        0 => record.line_with("System is a virtual machine").or_else(|| {
            // The firmware of emulators is used on no board.
            let vendor = record.field(&["Vendor"])?;
            let of_emulator = vendor.value.to_ascii_lowercase().contains("seabios");
            (of_emulator || guest::is_guest([vendor.value])).then_some(vendor)
        }),
        1..=3 => NAMES
            .iter()
            .filter_map(|name| record.field(&[name]))
            .find(|field| guest::is_guest([field.value])),
        _ => None,
    }
}
