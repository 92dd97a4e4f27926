//! Inventories as people export and keep them: rows that are no machine, headings in more languages
//! and of more products, numbers as programs print them, and files that are none.

use crate::support::row;
use minspec::item::Item;
use minspec::sources::inventory::Columns;
use minspec::sources::understand::{self, Scope};
use minspec::sources::{All, Ask, FORMATS};
use proptest::prelude::*;

#[track_caller]
fn read(id: &str, text: &str) -> Result<All, String> {
    let format = FORMATS.iter().find(|format| format.id == id).expect(id);
    format.all("file", text)
}

/// The machines with what is known of their memory.
fn memory(all: &All) -> Vec<(String, String)> {
    let of = |facts: &minspec::sources::facts::Facts| {
        let machine = understand::machine(facts, Scope::Machine);
        let known = machine.known(Item::Memory).map(|known| known.show(Item::Memory.kind()));
        (facts.name.clone(), known.unwrap_or_default())
    };
    all.machines.iter().map(of).collect()
}

#[test]
fn hosts_one_behind_the_other_are_not_mixed() {
    let host = |name: &str, size: &str| {
        format!(
            "{name}\n    description: Computer\n    width: 64 bits\n  *-core\n       \
             description: Motherboard\n     *-memory\n          description: System memory\n          \
             size: {size}\n"
        )
    };
    assert_eq!(read("lshw", &host("a", "8GiB")).expect("a tree").machines.len(), 1);
    let why = read("lshw", &(host("a", "8GiB") + &host("b", "16GiB"))).expect_err("two");
    assert!(why.contains("line 9: the report of a second machine begins"), "{why}");
    let object = "{\"id\":\"a\",\"class\":\"system\",\"claimed\":true,\"children\":[{\"id\":\"memory\",\
                  \"class\":\"memory\",\"claimed\":true,\"units\":\"bytes\",\"size\":1073741824}]}\n";
    assert_eq!(read("lshw", object).expect("an object").machines.len(), 1);
    assert!(read("lshw", &object.repeat(2)).is_err());

    let facts = |name: &str, size: &str| {
        format!(
            "facterversion => 3.0\nhostname => {name}\nmemorysize => {size}\nprocessor0 => 486\n"
        )
    };
    let all = read("facter", &(facts("a", "1.00 GiB") + &facts("b", "2.00 GiB"))).expect("facts");
    let names: Vec<&str> = all.machines.iter().map(|facts| &facts.name[..]).collect();
    assert_eq!(names, ["a", "b"]);
}

proptest! {
    #![proptest_config(crate::support::cases(32))]

    /// A row of totals, or the heading once more, changes no machine, wherever it stands.
    #[test]
    fn rows_that_are_no_machine_change_nothing(
        sizes in prop::collection::vec(1u32..64, 1..6),
        at in 0usize..6,
        apart in prop::sample::select(vec![
            "Total,,640", "Summe:,,640", "GESAMT,,", "Итого,,640", "合计,,640", "Total (12),,640",
            ",,640\nSum,,", "name,cpu,memory (GB)", "\u{FEFF}name,cpu,memory (GB)",
        ]),
    ) {
        let row = |(n, size): (usize, &u32)| format!("pc-{n},486,{}\n", size * 16);
        let rows: Vec<String> = sizes.iter().enumerate().map(row).collect();
        let apart = apart.trim_start_matches(",,640\n");
        let (above, below) = rows.split_at(at.min(rows.len()));
        let heading = "name,cpu,memory (GB)\n";
        let plain = read("csv", &format!("{heading}{}", rows.concat())).expect("an inventory");
        let more = format!("{heading}{}{apart}\n{}", above.concat(), below.concat());
        let more = read("csv", &more).expect("an inventory");
        prop_assert_eq!(memory(&plain), memory(&more));
        prop_assert_eq!((more.bad, plain.bad), (0, 0));
    }
}

#[test]
fn a_machine_may_be_called_a_total() {
    let names = |text: &str| {
        let all = read("csv", text).unwrap_or_else(|why| panic!("{why}"));
        all.machines.iter().map(|facts| facts.name.clone()).collect::<Vec<String>>()
    };
    // It has a processor.
    assert_eq!(names("name,cpu,ram\nSum,486,16 MB\nTotal,,16 MB\n"), ["Sum"]);
    assert_eq!(names("name,cpu,ram\nSum,486,16 MB\nAnzahl,2,\n"), ["Sum"]);
    // Or the word is not its name.
    assert_eq!(names("owner,name,cpu,ram\nTotal,pc-1,,16 MB\nTotal,,,16 MB\n"), ["pc-1"]);
    assert_eq!(
        names("name,ram\ntotalview,16 MB\nsummer,8 MB\nSumme,24 MB\n"),
        ["totalview", "summer"]
    );
    // In any other table as well, and it is told.
    let input = FORMATS.iter().find(|format| format.id == "json-table").expect("the format");
    let text = r#"[{"host":"a","ram":"16 MB"},{"host":"Total","ram":"16 MB"}]"#;
    let input = input.read("t.json", text.to_owned().into(), &Ask::default()).expect("a table");
    let entries: Vec<_> = input.batches.flat_map(minspec::sources::Batch::facts).collect();
    let told = |entry: &minspec::sources::Entry| match entry {
        minspec::sources::Entry::Told(told) => Some(told.clone()),
        _ => None,
    };
    let told: Vec<String> = entries.iter().filter_map(told).collect();
    assert_eq!(told, ["t.json, machine 2: a row of totals, and no machine"]);
}

#[test]
fn what_holds_no_machine_is_refused() {
    for (text, found) in [
        ("[{\"a\":1,\"b\":2},{\"a\":3}]", "found a, b"),
        ("{\"rows\":[{\"name\":\"x\",\"price\":3}]}", "found rows"),
        ("[1,2,3]", "found none"),
        ("{\"memroy\":\"64 MB\"}", "found memroy; did you mean `memory`?"),
    ] {
        let why = read("json", text).expect_err(text);
        assert!(why.contains("holds no machine") && why.ends_with(found), "{why}");
    }
    let why = read("csv", "Name,PID,CPU,Memory\na.exe,4,486,\"20,112 K\"\n").expect_err("a table");
    assert!(why.contains("a table of processes, by its column \"PID\""), "{why}");
    // What begins as another tool's report would.
    let sizes = "[{\"name\":\"S1\",\"numberOfCores\":1,\"memoryInMB\":3584}]";
    let first = FORMATS.iter().find(|format| (format.detect)(sizes)).expect("a format");
    assert_eq!(first.id, "json-table");
}

#[test]
#[rustfmt::skip] // a table
fn headings_of_more_products_and_languages() {
    // OCS Inventory's own table: what it calls processors is their clock.
    assert_eq!(
        row(
            &["NAME", "PROCESSORT", "PROCESSORS", "PROCESSORN", "MEMORY", "SWAP", "TYPE"],
            &["pc", "Pentium III", "866", "1", "512", "1024", "3"]
        ),
        [
            "cpu.text Pentium III", "clock.seen 866 MHz", "memory.installed 512 MiB",
            "page_file 1024 MiB",
        ]
    );
    assert_eq!(
        row(&["VMName", "ProcessorCount", "MemoryStartup"], &["vm", "4", "4294967296"]),
        ["threads 4", "memory.installed 4294967296 B", "cpu.hypervisor true"]
    );
    assert_eq!(
        row(&["hostname", "ansible_processor_cores", "ansible_memtotal_mb"], &["a", "8", "64231"]),
        ["cores at least 8", "memory.visible 64231 mb"]
    );
    assert_eq!(
        row(&["DeviceName", "StorageTotal", "StorageFree"], &["a", "243124", "178234"]),
        ["disk.size 243124 MB", "disk.free 178234 MB"]
    );
    let graph = ["deviceName", "totalStorageSpaceInBytes", "hardwareInformation.totalStorageSpace"];
    assert_eq!(row(&graph, &["a", "255013683200", "0"]), ["disk.size 255013683200 Bytes"]);
    assert_eq!(row(&graph, &["a", "", "255013683200"]), ["disk.size 255013683200 B"]);
    assert_eq!(row(&["Device", "Chip", "Memory"], &["a", "Apple M2", "16 GB"]), [
        "cpu.text Apple M2", "memory.installed 16 GB"
    ]);
    // `mem` is what is used of it.
    assert_eq!(
        row(&["vmid", "name", "cpus", "maxmem", "mem", "maxdisk"],
            &["100", "vm", "4", "8589934592", "1000", "34359738368"]),
        ["threads 4", "memory.installed 8589934592 B", "disk.size 34359738368 B"]
    );
    // The name of a processor is not the machine's.
    assert_eq!(
        row(&["PSComputerName", "Name", "NumberOfCores", "MaxClockSpeed"],
            &["pc", "Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz", "6", "3000"]),
        [
            "cpu.text Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz", "cores at least 6",
            "clock.base 3000 MHz",
        ]
    );
    assert_eq!(
        row(&["Computer Name", "Processor Type", "Total Number of Cores", "Drive Capacity MB",
              "Boot Drive Available MB"],
            &["mac", "Apple M1", "8", "250790", "120345"]),
        ["cpu.text Apple M1", "cores 8", "disk.size 250790 MB", "disk.free 120345 MB"]
    );
    assert_eq!(
        row(&["主机名", "处理器", "内存容量", "硬盘大小", "核心数", "主频"],
            &["pc", "Core i5-8500", "8GB", "1TB", "6", "3.0GHz"]),
        [
            "cpu.text Core i5-8500", "memory.installed 8GB", "disk.offered 1TB", "cores 6",
            "clock.rated 3.0 GHz",
        ]
    );
    assert_eq!(
        row(&["コンピュータ名", "プロセッサ", "メモリ容量(GB)", "ストレージ"],
            &["pc", "Core i5-8500", "8", "256GB"]),
        ["cpu.text Core i5-8500", "memory.installed 8 GB", "disk.offered 256GB"]
    );
    // In a group of GLPI's a German memory is no disk.
    assert_eq!(
        row(&["Name", "Komponenten - Prozessor", "Komponenten - Speicher"],
            &["pc", "486", "16 MB"]),
        ["cpu.text 486", "memory.installed 16 MB"]
    );
    // The disks of one machine.
    assert_eq!(
        row(&["host", "cpu", "Festplatte 1", "HDD2 size (GB)", "Disk 3 type"],
            &["a", "486", "256 GB", "500", "SSD"]),
        ["cpu.text 486", "disk.offered 256 GB + 500 GB"]
    );
}

#[test]
#[rustfmt::skip] // a table
fn cells_as_programs_print_them() {
    // The size of a volume divided by a gigabyte.
    assert_eq!(row(&["host", "disk.size (GB)"], &["a", "237.860713958740"]), [
        "disk.size 237.860713958 GB"
    ]);
    // Whatever memory is called, what modules do not add up to is what a system sees.
    assert_eq!(row(&["host", "Memory (GB)"], &["a", "7.9"]), ["memory.visible 7.9 GB"]);
    assert_eq!(row(&["host", "memory.installed (GB)"], &["a", "7.9"]), [
        "memory.installed 7.9 GB"
    ]);
    assert_eq!(row(&["host", "cpu", "Cores"], &["a", "486", "10\n10"]), [
        "cpu.text 486", "cores 20"
    ]);
    // The version of a TPM's firmware is not that of its specification.
    assert_eq!(row(&["host", "cpu", "TPM version"], &["a", "486", "600.18"]), ["cpu.text 486"]);
}

#[test]
fn a_cell_in_another_unit_than_its_column_says_so() {
    let headings = ["host", "RAM (GB)"].map(str::to_owned);
    let columns = Columns::understand("t", &headings, &[vec!["a", "16"]], &[]).expect("columns");
    let note = |cell: &str| columns.row(|n| ["a", cell][n]).remove(0).note;
    assert_eq!(note("16"), None);
    assert_eq!(note("16 GB"), None);
    let told = note("16384 MB").expect("a note");
    assert_eq!(told, "in the unit of the cell; the column is in GB");
}

#[test]
fn a_bar_may_stand_between_cells() {
    let all = read("csv", "name|cpu|ram\na|486|16 MB\n").expect("an inventory");
    assert_eq!(memory(&all), [("a".to_owned(), "16 MB".to_owned())]);
}
