//! The columns of inventories: what real headings mean, how their numbers are read, and what is
//! not read at all.

use crate::support::program::{errors, minspec, text};
use crate::support::{cases, columns, shown};
use minspec::sources::Ask;
use minspec::sources::facts::{Facts, Key};
use minspec::sources::inventory::aliases::{ALIASES, Means, OF_GROUPS};
use minspec::sources::inventory::heading::fold;
use minspec::sources::inventory::{CSV, Column, Columns};
use minspec::units::{self, Bytes, Dialect, Writer};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The only column of a table, beside a name and a processor.
#[track_caller]
fn column(heading: &str, cells: &[&str]) -> Column {
    let rows: Vec<Vec<&str>> = cells.iter().map(|cell| vec!["a", "486", *cell]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
    columns(&["host name", "cpu name", heading], &rows).columns.remove(2)
}

/// What a cell of a column says, as `key text`; an unclear one as `key? why`.
fn read(column: &Column, cell: &str) -> Vec<String> {
    column.read(cell).iter().map(shown).collect()
}

#[test]
fn columns_can_be_shared_by_readers() {
    fn shared<T: Send + Sync>() {}
    shared::<Columns>();
}

// Laws of headings.

/// What a column of this heading means, and in which unit.
fn meaning(heading: &str) -> (Means, String) {
    let column = column(heading, &[]);
    (column.means, column.unit().unwrap_or_default().to_lowercase())
}

#[test]
fn the_table_of_names_is_folded_and_names_nothing_twice() {
    for table in [ALIASES, OF_GROUPS] {
        let mut met = BTreeSet::new();
        for name in table.iter().flat_map(|alias| alias.names.split(' ')) {
            assert_eq!(fold(name), name);
            assert!(met.insert(name), "{name} stands twice");
        }
    }
}

fn names() -> impl Strategy<Value = &'static str> {
    let names: Vec<&str> = ALIASES
        .iter()
        .filter(|alias| !matches!(alias.means, Means::Name(_)))
        .flat_map(|alias| alias.names.split(' ').map(move |name| (alias, name)))
        // A spec file's own word for a word is it however it is spelled, with other words in cells.
        .filter(|(alias, name)| {
            !(matches!(alias.means, Means::Word(..)) && Key::from_path(name).is_some())
        })
        .map(|(_, name)| name)
        .collect();
    prop::sample::select(names)
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn any_spelling_of_a_heading_is_the_same(
        name in names(),
        between in prop::collection::vec(prop::sample::select(vec!["", "", "", " ", "_", "-", "'", "/"]), 40),
        upper in prop::collection::vec(any::<bool>(), 40),
        unit in prop::sample::select(vec!["", " (GB)", "[gb]", " in GB", "_GB", " GB", "GB", " (in gb)"]),
    ) {
        let spelled: String = name.chars().zip(between.iter().zip(&upper)).map(|(c, (sign, up))| {
            format!("{}{sign}", if *up && c.is_ascii() { c.to_ascii_uppercase() } else { c })
        }).collect();
        // A unit is apart from the name, whatever stands between them.
        let plain = if unit.is_empty() { name.to_owned() } else { format!("{name} (GB)") };
        prop_assert_eq!(meaning(&format!("{spelled}{unit}")), meaning(&plain), "{}{}", spelled, unit);
    }

    #[test]
    fn no_heading_and_no_cell_breaks_anything(
        headings in prop::collection::vec(".{0,12}|[a-zäß# ()\\[\\]%-]{0,16}|(ram|cpu|disk|speed)( ?\\(?(gb|mb|ghz)\\)?)?", 1..8),
        cells in prop::collection::vec(".{0,12}|[0-9.,' ]{0,14}( ?[GMkmTгмб]?[bBоo]?)|[0-9]{1,400}", 1..16),
    ) {
        let rows: Vec<Vec<&str>> =
            cells.chunks(headings.len()).map(|row| row.iter().map(|cell| &cell[..]).collect()).collect();
        if let Ok(columns) = Columns::understand("t", &headings, &rows, &[]) {
            for row in &rows {
                columns.row(|n| row.get(n).copied().unwrap_or(""));
            }
            columns.read_as();
        }
    }
}

// Laws of numbers.

/// A number as it is written somewhere.
fn written(whole: u64, decimals: &str, thousands: &str, sign: &str) -> String {
    let digits = whole.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push_str(thousands);
        }
        text.push(digit);
    }
    if decimals.is_empty() { text } else { format!("{text}{sign}{decimals}") }
}

/// Locales: what stands between thousands and before decimals.
const LOCALES: &[(&str, &str)] = &[
    (",", "."),
    (".", ","),
    ("\u{a0}", ","),
    ("\u{202f}", ","),
    (" ", ","),
    ("'", "."),
    ("\u{2019}", "."),
    ("", "."),
    ("", ","),
];

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn numbers_of_any_locale_read_back(
        numbers in prop::collection::vec((1u64..60_000, "[0-9]{0,3}"), 1..30),
        locale in prop::sample::select(LOCALES.to_vec()),
        places in prop::option::of(0usize..4),
    ) {
        let (thousands, sign) = locale;
        let numbers: Vec<(u64, String)> = numbers.into_iter().map(|(whole, decimals)| {
            // Either as many decimals as there are, or so many in all of the column.
            let decimals = match places {
                Some(places) => format!("{decimals}000")[..places].to_owned(),
                None => decimals,
            };
            (whole, decimals)
        }).collect();
        let cells: Vec<String> =
            numbers.iter().map(|(whole, decimals)| written(*whole, decimals, thousands, sign)).collect();
        let refs: Vec<&str> = cells.iter().map(|cell| &cell[..]).collect();
        let column = column("free disk space (MB)", &refs);
        // One that can only be read in one way tells of all.
        let telling = cells.iter().any(|cell| {
            let signs: Vec<char> = cell.chars().filter(|c| ".,".contains(*c)).collect();
            let last = cell.rsplit(['.', ',']).next().map_or(0, str::len);
            signs.len() > 1 || signs.len() == 1 && last != 3
        });
        for ((whole, decimals), cell) in numbers.iter().zip(&cells) {
            let told = column.read(cell);
            let plain = if decimals.is_empty() { format!("{whole} MB") } else { format!("{whole}.{decimals}0 MB") };
            let (truth, _) = units::size(&plain, Dialect::Disk, Writer::Author).expect("a size");
            let Ok(text) = &told[0].text else {
                prop_assert!(!telling, "{cells:?}: {cell} {:?}", told[0]);
                continue;
            };
            let (low, high) = units::size(text, Dialect::Disk, Writer::Anyone).expect("a size");
            prop_assert!(low <= truth && truth <= high, "{cells:?}: {cell} is {low} to {high}");
            prop_assert!(!telling || low == high, "{cells:?}: {cell} is {low} to {high}");
        }
    }
}

#[test]
fn a_cell_that_contradicts_its_column_is_unclear_alone() {
    let free = column("free space (GB)", &["12,5", "100,25"]);
    assert_eq!(read(&free, "1.024"), ["disk.free 1024 GB"]);
    assert_eq!(
        read(&free, "12.5"),
        ["disk.free? \"12.5\": the column writes its decimals with a comma"]
    );
    assert_eq!(read(&free, "7,5"), ["disk.free 7.5 GB"]);
    // One that writes both ways leaves what may be either.
    let free = column("free space (GB)", &["12,5", "12.5"]);
    assert_eq!(read(&free, "12,5"), ["disk.free 12.5 GB"]);
    assert!(read(&free, "1,024")[0].contains("may have decimals or thousands"));
    // Another column of the table tells.
    let both = columns(&["host", "RAM (MB)", "Free (GB)"], &[&["a", "16.384", "1,5"]]);
    assert_eq!(read(&both.columns[1], "16.384"), ["memory.installed 16384 MB"]);
    let against = columns(&["host", "RAM (MB)", "Free (GB)"], &[&["a", "16,384", "1,5"]]);
    assert!(read(&against.columns[1], "16,384")[0].contains("may have decimals"));
}

#[test]
fn a_unit_that_cannot_be_is_another_for_the_whole_column_and_said() {
    let clock = column("ProcessorSpeedGHz", &["2400", "3200", "2.4"]);
    assert_eq!(clock.unit(), Some("GHz"), "2.4 can only be GHz, so that nothing tells");
    assert!(read(&clock, "2400")[0].starts_with("clock.rated? "));
    let clock = column("ProcessorSpeedGHz", &["2400", "3200", "1800"]);
    assert_eq!(read(&clock, "2400"), ["clock.rated 2400 MHz"]);
    assert_eq!(clock.read("2400")[0].note.as_deref(), Some("read as MHz: 2400 GHz cannot be"));
    assert!(read(&clock, "2.4")[0].contains("cannot be"));
    let clock = column("CPU speed (MHz)", &["2.4", "3.2"]);
    assert_eq!(read(&clock, "2.4"), ["clock.rated 2.4 GHz"]);
    // 16384 GB is much, and can be: it is not guessed at.
    let memory = column("RAM (GB)", &["16384", "8192"]);
    let why = &read(&memory, "16384")[0];
    assert!(
        why.contains("its unit may be another; say it: --map \"memory (…)=RAM (GB)\""),
        "{why}"
    );
    // With one that cannot be beside it, the column is known.
    let memory = column("RAM (GB)", &["16384", "8192", "131072"]);
    assert_eq!(read(&memory, "16384"), ["memory.installed 16384 MB"]);
    assert_eq!(
        read(&column("RAM (GB)", &["16777216", "67108864"]), "16777216"),
        ["memory.installed 16777216 KB"]
    );
    // A few large ones are servers.
    let memory = column("RAM (GB)", &["16", "8", "4096"]);
    assert_eq!(read(&memory, "4096"), ["memory.installed 4096 GB"]);
    // A table with one wrong unit may have others.
    let both = columns(
        &["MachineName", "ProcessorSpeedGHz", "DiskSizeGB"],
        &[&["a", "2400", "476837"], &["b", "3000", "243000"]],
    );
    assert_eq!(read(&both.columns[2], "476837"), ["disk.size 476837 MB"]);
    assert!(
        both.columns[2].read("1")[0]
            .note
            .as_deref()
            .is_some_and(|note| note.contains("read as MB"))
    );
}

#[test]
fn a_number_without_any_unit_is_never_guessed() {
    let ram = column("Ram", &["16", "8", "16384"]);
    for cell in ["16", "16384"] {
        let why = &read(&ram, cell)[0];
        assert!(why.contains("may be GB or MB; say it: --map \"memory (GB)=Ram\""), "{why}");
    }
    assert_eq!(read(&ram, "16 GB"), ["memory.installed 16 GB"]);
    assert!(read(&column("Speed", &["2400"]), "2400")[0].contains("GHz or MHz"));
    // A screen's, perhaps.
    assert_eq!(read(&column("Frequency", &["60 Hz"]), "60 Hz"), ["clock.rated? 60 Hz cannot be"]);
}

// The user's word, and the program.

#[test]
fn the_user_says_what_a_column_means() {
    let table = "Gerät;Kern;Speicher\na;Intel Core i5-8500;16\n";
    let map = |pairs: &[(&str, &str)]| Ask {
        map: pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
        ..Ask::default()
    };
    let ask = map(&[("name", "GERÄT"), ("cpu", "kern"), ("memory (GB)", "Speicher")]);
    let all = CSV.read("t.csv", table.to_owned().into(), &ask).expect("an inventory").all();
    let facts: &Facts = &all.machines[0];
    assert_eq!(facts.name, "a");
    assert_eq!(
        facts.get(Key::CpuText).map(|f| f.text.clone()),
        Some(Ok("Intel Core i5-8500".into()))
    );
    assert_eq!(facts.get(Key::MemoryInstalled).map(|f| f.text.clone()), Some(Ok("16 GB".into())));
    // The program tells a slip.
    let folder = tempfile::tempdir().expect("a folder");
    let run = |more: &[&str], code: i32| {
        std::fs::write(folder.path().join("t.csv"), table).expect("a file");
        let mut command = minspec(&["check", "backoffice/4.5", "-m", "t.csv"]);
        let done = command.args(more).current_dir(folder.path()).assert().code(code);
        (text(&done), errors(&done))
    };
    let (_, why) = run(&["--map", "cpu=kern", "--map", "memroy=Speicher"], 2);
    assert!(why.contains("did you mean `memory`?"), "{why}");
    let (_, why) = run(&["--map", "cpu=kernn"], 2);
    assert!(why.contains("did you mean \"Kern\"?"), "{why}");
    let (_, why) = run(&["--input-format", "cvs"], 2);
    assert!(why.contains("csv") && why.contains("toml"), "{why}");
    let (_, why) = run(&["--input-format", "json", "--map", "cpu=kern"], 2);
    assert!(why.contains("not a spec file"), "{why}");
    run(&["--map", "cpu=kern", "--map", "memory (GB)=Speicher"], 3);
}

#[test]
fn formats_are_listed_and_a_file_is_explained() {
    let out = text(&minspec(&["formats"]).assert().code(0));
    for format in minspec::sources::FORMATS {
        assert!(out.contains(format.id) && out.contains(format.name), "{out}");
    }
    let json = text(&minspec(&["formats", "-f", "json"]).assert().code(0));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["input"].as_array().map(Vec::len), Some(minspec::sources::FORMATS.len()));
    let explain = |input: &str| {
        let mut command = minspec(&["formats", "--explain", "-", "-f", "json"]);
        let done = command.write_stdin(input.to_owned()).assert().code(0);
        serde_json::from_str::<serde_json::Value>(&text(&done)).expect("JSON")
    };
    let table = explain("host,RAM (MB),Speed\na,\"16,384\",\n");
    assert_eq!(table["columns"][1]["meaning"], "memory.installed");
    assert_eq!(table["columns"][1]["unit"], "MB");
    assert_eq!(table["columns"][1]["example"], "16,384");
    let spec = explain("name = 'a'\nmemory = '16 MB'\n");
    assert_eq!(spec["facts"][0]["fact"], "memory.installed");
    let mut odd = minspec(&["check", "backoffice/4.5", "-m", "-"]);
    let done = odd.write_stdin("Host: a\nMemory: 16 MB\n").assert().code(2);
    assert!(errors(&done).contains("no format recognises it"), "{}", errors(&done));
}

#[test]
fn sizes_as_people_write_them() {
    #[track_caller]
    fn check(text: &str, dialect: Dialect, low: u64, high: u64) {
        let size = units::size(text, dialect, Writer::Anyone);
        assert_eq!(size, Ok((Bytes(low), Bytes(high))), "{text}");
    }
    const GIB: u64 = 1 << 30;
    const GB: u64 = 1_000_000_000;
    use Dialect::{Disk, Memory};
    check("8 GB + 4 GB", Memory, 12 * GIB, 12 * GIB);
    check("256 GB + 1 TB", Disk, 1000 * GB, 1256 * GB);
    check("256 + 512 GB", Disk, 512 * GB, 768 * GB);
    check("16 Go", Memory, 16 * GIB, 16 * GIB);
    check("476,5 Go", Disk, 476_500_000_000, 476_500_000_000);
    check("1 To", Disk, 1000 * GB, 1000 * GB);
    check("16 Gio", Memory, 16 * GIB, 16 * GIB);
    check("16 ГБ", Memory, 16 * GIB, 16 * GIB);
    check("16 384 МБ", Memory, 16 * GIB, 16 * GIB);
    check("16\u{a0}384 MB", Memory, 16 * GIB, 16 * GIB);
    check("16'384 MB", Memory, 16 * GIB, 16 * GIB);
    check("16 GByte", Memory, 16 * GIB, 16 * GIB);
    check("16GB (2x8GB)", Memory, 16 * GIB, 16 * GIB);
    check("16 GB DDR4-3200", Memory, 16 * GIB, 16 * GIB);
    check("SSD 512 GB", Disk, 512 * GB, 512 * GB);
    check("1TB 7200rpm HDD", Disk, 1000 * GB, 1000 * GB);
    check("7.5 GB to 9 GB", Memory, 15 * GIB / 2, 9 * GIB);
    check("up to 500 GB", Disk, 0, 500 * GB);
    for text in ["+", "16 GB +", "9 GB to 7 GB", "up to", "16 GB (2x4GB)", "SSD"] {
        assert!(units::size(text, Memory, Writer::Anyone).is_err(), "{text}");
    }
}

#[test]
fn what_columns_say_of_the_board() {
    let table: &[(&str, &str, &[&str])] = &[
        ("TPM version", "2.0, 0, 1.38", &["tpm 2.0"]),
        ("TPM", "TPM 1.2", &["tpm 1.2"]),
        ("TPM", "yes", &["tpm 1.2 or 2.0"]),
        ("secure_boot", "no", &["secure_boot no"]),
        ("tpm", "none", &["tpm none"]),
        ("TPM 2.0", "No", &["tpm none or 1.2"]),
        ("TPM 2.0", "TRUE", &["tpm 2.0"]),
        ("TPM", "1.38", &["tpm 1.38"]),
        ("EFI Secure boot", "False", &["secure_boot no or capable"]),
        ("Secure Boot", "Yes", &["secure_boot capable or enabled"]),
        ("Secure Boot State", "Off", &["secure_boot off"]),
        ("SecureBoot0", "1", &["secure_boot enabled"]),
        ("Firmware", "efi", &["firmware efi"]),
        ("Firmware", "F.42", &[]),
        ("BIOS Mode", "F.42", &[]),
        ("UEFI", "nein", &["firmware bios"]),
        ("BIOS Mode", "Legacy", &["firmware legacy"]),
        ("Virtualization", "VT-x", &["virtualization present or enabled"]),
        ("VT support", "VMware", &[]),
        ("VirtualizationFirmwareEnabled", "False", &["virtualization no or present"]),
    ];
    for (heading, cell, expected) in table {
        assert_eq!(read(&column(heading, &[cell]), cell), *expected, "{heading}: {cell}");
    }
}
