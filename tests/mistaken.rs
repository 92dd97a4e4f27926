//! What was once taken for something else: titles for a heading, a volume for memory modules, two
//! reports for one, a sheet for all of them.

use minspec::item::Item;
use minspec::sources::understand::{self, Scope};
use minspec::sources::{self, All, Ask, FORMATS};
use rust_xlsxwriter::Workbook;

#[track_caller]
fn read(id: &str, text: &str) -> Result<All, String> {
    let format = FORMATS.iter().find(|format| format.id == id).expect(id);
    format.all("file", text)
}

fn names(all: &All) -> Vec<&str> {
    all.machines.iter().map(|facts| &facts.name[..]).collect()
}

/// What is known of an item of the only machine.
fn known(all: &All, item: Item) -> String {
    let machine = understand::machine(&all.machines[0], Scope::Machine);
    machine.known(item).map_or_else(|| "nothing".to_owned(), |known| known.show(item.kind()))
}

#[test]
fn titles_may_stand_above_a_heading() {
    let rows = "Name,CPU,RAM (GB)\nA,486,16\nB,486,17\n";
    for titles in ["", "Inventory,,\nof 2024,,\n", "Inventory\n\n", "a,b,c\nd\n"] {
        let all = read("csv", &format!("{titles}{rows}")).expect(titles);
        assert_eq!((names(&all), all.bad), (vec!["A", "B"], 0), "{titles}");
        let line = titles.lines().count() + 2;
        let fact = all.machines[0].iter().next().expect("a fact").1;
        assert!(fact.origin.place.starts_with(&format!("line {line}, ")), "{:?}", fact.origin);
    }
}

#[test]
fn empty_cells_at_the_end_of_a_row_cost_nothing() {
    let all = read(
        "csv",
        "name,cpu,memory (GB),,\nA,486,1,,\nB,486,1\nC,486,1,,,,\nD,486,1,,,x\nE,486\n",
    );
    let all = all.expect("an inventory");
    assert_eq!((names(&all), all.bad), (vec!["A", "B", "C"], 2), "{:?}", all.notes);
}

#[test]
fn a_column_that_is_near_to_nothing_is_not_told() {
    for heading in ["Notes", "Score", "Rack", "Risk", "Disk %"] {
        let all = read("csv", &format!("name,cpu,{heading}\nA,486,x\n")).expect(heading);
        assert_eq!(all.notes, [""; 0], "{heading}");
    }
    let all = read("csv", "name,cpu,memroy\nA,486,64 MB\n").expect("an inventory");
    assert!(all.notes[0].contains("did you mean \"memory\"?"), "{:?}", all.notes);
}

#[test]
fn so_much_at_most_is_a_size() {
    let all = read("toml", "disk = \"up to 100 GB\"").expect("a spec file");
    assert_eq!(known(&all, Item::DiskSize), "0 B to 100 GB");
}

#[test]
fn a_volume_is_no_memory() {
    let text = "{\"CsName\":\"PC1\",\"CsTotalPhysicalMemory\":67108864}\n\
                {\"Label\":\"System\",\"Capacity\":20000000000,\"FreeSpace\":10000000000}";
    assert_eq!(known(&read("powershell", text).expect("objects"), Item::Memory), "64 MB to 72 MB");
}

#[test]
fn the_reports_of_two_machines_are_not_one() {
    for (id, text) in [
        (
            "dmidecode",
            "# dmidecode 3.3\nHandle 0x1100, DMI type 17, 40 bytes\nMemory Device\n\tSize: 64 MB\n",
        ),
        ("linux", "MemTotal: 64000 kB\nMemFree: 1 kB\n"),
        ("msinfo32", "[System Summary]\nItem\tValue\nInstalled Physical Memory (RAM)\t2.00 GB\n"),
        (
            "dxdiag",
            "------------------\nSystem Information\n------------------\n   Memory: 512MB RAM\n",
        ),
    ] {
        let one = read(id, text).unwrap_or_else(|why| panic!("{why}"));
        assert_eq!(one.machines.len(), 1, "{id}");
        let why = read(id, &text.repeat(2)).expect_err(id);
        assert!(why.contains("a second machine begins; expected a file for each"), "{why}");
    }
}

#[test]
fn a_second_sheet_of_the_same_kind_is_told() {
    let mut book = Workbook::new();
    for (sheet, heading) in [("Bonn", "memory (GB)"), ("Koeln", "memory (GB)"), ("Other", "note")] {
        let sheet = book.add_worksheet().set_name(sheet).expect("a sheet");
        for (row, cells) in [["name", "cpu", heading], ["A", "486", "16"]].iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write(row as u32, column as u16, *cell).expect("a cell");
            }
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.xlsx");
    book.save(&path).expect("a workbook");
    let all = sources::open(&path.to_string_lossy(), &Ask::default()).expect("an inventory").all();
    assert_eq!(names(&all), ["A"]);
    assert!(all.notes.len() == 1 && all.notes[0].contains("sheet \"Koeln\""), "{:?}", all.notes);
}

#[test]
fn how_busy_machines_are_is_no_inventory() {
    for rows in ["web1,34.5,71.2,55\nweb2,4,61.2,45\n", "web1,34%,71%,55%\n"] {
        let why = read("csv", &format!("Host,CPU,Memory,Disk\n{rows}")).expect_err(rows);
        assert!(why.contains("a table of how busy machines are, by its column \"CPU\""), "{why}");
    }
    // Counts, clocks, and anything that can be read make one.
    for sheet in [
        "Host,CPU,Memory,Disk\nweb1,4,16,100\n",
        "Host,CPU,Memory\nweb1,2.4,16\n",
        "Host,CPU,Memory\nweb1,34.5,16 GB\n",
        "Host,CPU,Memory\nweb1,Pentium II,71.2\n",
    ] {
        assert_eq!(names(&read("csv", sheet).expect(sheet)), ["web1"], "{sheet}");
    }
}

#[test]
fn the_firmware_of_a_disk_is_none_of_a_machine() {
    let disks = "{\"Devices\":[{\"DevicePath\":\"/dev/nvme0n1\",\"Firmware\":\"7B2QGXA7\",\
                 \"SerialNumber\":\"S1\",\"PhysicalSize\":512110190592}]}";
    let why = read("json-table", disks).expect_err("disks");
    assert!(why.contains("a table, but no inventory"), "{why}");
    let all = read("csv", "name,cpu,firmware\nA,486,F.02\nB,486,F.03\n").expect("an inventory");
    assert_eq!(known(&all, Item::Firmware), "nothing");
    let told = "column \"firmware\" is not used; its cells are versions, such as \"F.02\"";
    assert!(all.notes.iter().any(|note| note.contains(told)), "{:?}", all.notes);
    let all = read("csv", "name,cpu,firmware\nA,486,F.02\nB,486,UEFI\n").expect("an inventory");
    assert!(all.notes.is_empty(), "{:?}", all.notes);
}
