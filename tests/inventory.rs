//! Inventories in CSV: whatever people and spreadsheets make of them, a bad row costs itself only.

use crate::support::program::{errors, minspec, text};
use crate::support::{MIB, bytes, input, mhz, readings, span};
use minspec::item::Item;
use minspec::machine::Machine;
use minspec::sources::facts::{Facts, Key};
use minspec::sources::inventory::CSV;
use minspec::sources::understand::{self, Scope};
use minspec::sources::{All, Ask, FORMATS, Input, Keep};

const GB: u64 = 1_000_000_000;

/// Every machine of an inventory.
#[track_caller]
fn all(text: &str) -> All {
    CSV.all("fleet.csv", text).unwrap_or_else(|why| panic!("{why}\n{text}"))
}

/// The only machine of an inventory of which nothing is left unused.
#[track_caller]
fn one(text: &str) -> Machine {
    let all = all(text);
    assert_eq!(all.notes, [""; 0], "{text}");
    assert_eq!(all.machines.len(), 1, "{text}");
    understand::machine(&all.machines[0], Scope::Machine)
}

fn names(all: &All) -> Vec<&str> {
    all.machines.iter().map(|facts| &facts.name[..]).collect()
}

/// The names of the kept columns, and the cells of each machine.
#[track_caller]
fn kept(text: &str, keep: &Keep) -> (Vec<String>, Vec<Vec<String>>) {
    let input: Input =
        CSV.read("fleet.csv", text.to_owned().into(), &keep.clone().into()).expect("an inventory");
    let columns = input.columns.clone();
    (columns, input.all().machines.into_iter().map(|facts| facts.kept).collect())
}

/// What a fact says, where it stood and what stood there.
#[track_caller]
fn fact(facts: &Facts, key: Key) -> (String, String, String) {
    let fact = facts.get(key).unwrap_or_else(|| panic!("no {key:?}"));
    let text = fact.text.clone().expect("a text");
    (text, fact.origin.place.clone(), fact.origin.raw.clone())
}

#[test]
#[rustfmt::skip] // a table
fn headings_name_facts_with_units_and_without() {
    #[track_caller]
    fn check(heading: &str, cell: &str, item: Item, low: u64, high: u64) {
        let machine = one(&format!("name,{heading}\na,\"{cell}\"\n"));
        let expected = if item == Item::Clock { mhz(low, high) } else { bytes(low, high) };
        assert_eq!(span(&machine, item), expected, "{heading}: {cell}");
    }
    check("memory", "128 MB", Item::Memory, 128 * MIB, 128 * MIB);
    check("memory (MB)", "128", Item::Memory, 128 * MIB, 128 * MIB);
    check(" MEMORY ( mb ) ", " 128 ", Item::Memory, 128 * MIB, 128 * MIB);
    check("Memory [GiB]", "2", Item::Memory, 2048 * MIB, 2048 * MIB);
    check("memory.installed(KB)", "65536", Item::Memory, 64 * MIB, 64 * MIB);
    check("memory (MB)", "1 GB", Item::Memory, 1024 * MIB, 1024 * MIB); // its own unit counts
    check("memory (MB)", "2x64", Item::Memory, 128 * MIB, 128 * MIB);
    check("memory (MB)", "1,024", Item::Memory, 1024 * MIB, 1024 * MIB);
    check("clock (MHz)", "200", Item::Clock, 200, 200);
    check("Clock [ghz]", "2.4", Item::Clock, 2400, 2400);
    check("clock.rated (MHz)", "66", Item::Clock, 66, 66);
    check("disk (GB)", "4.3", Item::Disk, 4_300_000_000, 4_300_000_000);
    check("disk.free (GB)", "0", Item::DiskFree, 0, 0);
    check("disk.size [TB]", "2", Item::DiskSize, 2000 * GB, 2000 * GB);
    check("page_file (MB)", "0", Item::PageFile, 0, 0);
    check("memory (Mb)", "128", Item::Memory, 16 * MIB, 128 * MIB); // as in a spec file
}

#[test]
fn a_unit_that_a_fact_does_not_have_is_told_and_its_column_not_used() {
    for (heading, path) in [
        ("memory (MHz)", "memory.installed"),
        ("disk (fast)", "disk.offered"),
        ("cpu (GB)", "cpu.text"), // no name of a processor stands there
        ("cores (per rack)", "cores"),
        ("disk.volume (GB)", "disk.volume"),
    ] {
        let all = all(&format!("name,arch,{heading}\na,x86,2\n"));
        let key = Key::from_path(path).expect("a key");
        assert!(all.machines[0].get(key).is_none(), "{heading}");
        let [note] = &all.notes[..] else { panic!("{heading}: {:?}", all.notes) };
        assert!(note.contains(heading) && note.contains("is not used"), "{note}");
    }
    // One that is nearly a fact is told too; one that is kept is used, and nothing is to be told.
    let almost = "name,arch,memroy\na,x86,64 MB\n";
    assert_eq!(
        all(almost).notes,
        ["fleet.csv: column \"memroy\" is not used; did you mean \"memory\"?"]
    );
    let keep = Keep::These(vec!["memroy".into()]);
    let input =
        CSV.read("fleet.csv", almost.to_owned().into(), &keep.into()).expect("an inventory");
    assert_eq!(input.all().notes, [""; 0]);
}

#[test]
fn every_key_is_a_heading_by_its_path() {
    for key in Key::ALL {
        let all = all(&format!("name;{}\na;7 things\n", key.path().to_uppercase()));
        let (text, place, raw) = fact(&all.machines[0], *key);
        assert_eq!((&text[..], &raw[..]), ("7 things", "7 things"));
        assert_eq!(place, format!("line 2, column \"{}\"", key.path().to_uppercase()));
    }
}

#[test]
fn numbers_with_the_unit_of_the_heading_mean_what_a_spec_file_means() {
    let place = |text: &str| text.split(" at ").next().unwrap_or("").to_owned();
    // Amounts that can be: others are told as what they are.
    let (few, some) =
        (&["0", "1", "1.5", "4,095", "1.024"][..], &["0", "128", "4,095", "1.024", "2x64"][..]);
    // People call any memory `memory`: see `cells_as_programs_print_them`.
    let memory = ["memory.installed", "memory.visible", "page_file"];
    let disks = ["disk", "disk.free", "disk.size"];
    let clocks = ["clock", "clock.base", "clock.max", "clock.seen"];
    for (keys, unit, numbers) in [
        (&memory[..], "KB", some),
        (&memory, "MB", some),
        (&memory, "MiB", few),
        (&memory, "Mb", few),
        (&memory, "GB", some),
        (&disks, "MB", some),
        (&disks, "GiB", some),
        (&disks, "TB", few),
        (&clocks, "MHz", some),
        (&clocks, "mhz", some),
        (&clocks, "GHz", few),
    ] {
        for (key, number) in keys.iter().flat_map(|key| numbers.iter().map(move |n| (key, n))) {
            let csv = format!("name,arch,{key} ({unit})\na,x86,\"{number}\"\n");
            let spec = format!("arch = 'x86'\n{key} = '{number} {unit}'");
            let spec = understand::machine(&input(&spec).machines[0], Scope::Machine);
            let [a, b] = [one(&csv), spec].map(|m| readings(&m));
            let [a, b] = [a, b].map(|all| all.iter().map(|one| place(one)).collect::<Vec<_>>());
            assert_eq!(a, b, "{key} = {number} {unit}");
        }
    }
}

#[test]
fn origins_name_the_line_and_the_column_and_what_stood_there() {
    let text = "\u{20}Memory (MB) ,name,cpu\n128,a,\"Pentium\n II 350\"\n\n 64 MB ,b,486\n";
    let all = all(text);
    assert_eq!(all.notes, [""; 0]);
    let [a, b] = &all.machines[..] else { panic!("{:?}", all.machines) };
    let memory = |facts| fact(facts, Key::MemoryInstalled);
    let told = |text: &str, line: usize, raw: &str| {
        (text.to_owned(), format!("line {line}, column \"Memory (MB)\""), raw.to_owned())
    };
    assert_eq!(memory(a), told("128 MB", 2, "128"));
    assert_eq!(memory(b), told("64 MB", 5, "64 MB"));
    assert_eq!(fact(b, Key::CpuText).1, "line 5, column \"cpu\"");
    assert_eq!(fact(a, Key::CpuText).0, "Pentium\n II 350");
}

#[test]
fn any_delimiter_end_of_line_and_encoding_give_the_same_machines() {
    let rows =
        [["name", "cpu", "memory (MB)"], ["a", "Pentium, 1; 2\t3 \"x\"", "64"], ["ü", "", ""]];
    let expected = {
        let mut a = Facts::new("a");
        a.put(Key::CpuText, "", "", rows[1][1]);
        a.put(Key::MemoryInstalled, "", "", "64 MB");
        [a, Facts::new("ü")]
    };
    let bare = |facts: &Facts| -> Vec<_> {
        facts.iter().map(|(key, fact)| (key, fact.text.clone())).collect()
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("fleet.csv");
    for delimiter in [",", ";", "\t"] {
        for end in ["\n", "\r\n", "\r", "\n\n \n"] {
            let quoted = |row: &[&str; 3]| {
                row.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).join(delimiter) + end
            };
            let text: String = rows.iter().map(quoted).collect();
            let wide = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect();
            let (le, be): (Vec<u8>, Vec<u8>) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
            for (mark, bytes) in [
                (&b""[..], text.as_bytes()),
                (b"\xEF\xBB\xBF", text.as_bytes()),
                (b"\xFF\xFE", &le),
                (b"\xFE\xFF", &be),
                (b"", &le),
                (b"", &be),
            ] {
                std::fs::write(&file, [mark, bytes].concat()).expect("a file");
                let opened =
                    minspec::sources::open(file.to_str().expect("a path"), &Ask::default());
                let all = opened.unwrap_or_else(|why| panic!("{why}")).all();
                assert_eq!(all.notes, [""; 0], "{text:?}");
                assert_eq!(names(&all), ["a", "ü"], "{text:?}");
                assert!(all.machines.iter().map(bare).eq(expected.iter().map(bare)), "{text:?}");
            }
        }
    }
}

#[test]
#[rustfmt::skip] // a table
fn a_bad_row_never_costs_the_others() {
    #[track_caller]
    fn check(rows: &str, good: &[&str], bad: &[&str]) {
        let all = all(&format!("name,cpu,memory (MB)\n{rows}"));
        assert_eq!(names(&all), good, "{rows}");
        assert_eq!(all.bad, bad.len(), "{rows}: {:?}", all.notes);
        for (note, part) in all.notes.iter().zip(bad) {
            assert!(note.contains(part) && note.starts_with("fleet.csv, line "), "{rows}: {note}");
        }
    }
    check("a,486,16\nb,486\nc,486,16\n", &["a", "c"], &["line 3: expected 3 cells, found 2"]);
    check("a,486,16,x\nb,486,16\n", &["b"], &["line 2: expected 3 cells, found 4"]);
    check("a,486,16,\nb,486,16\n", &["a", "b"], &[]);
    check("\n,,\n , ,\na,486,16\n", &["a"], &[]);
    check("a,\"486,16\nb,486,16\nc,486,16", &["b", "c"], &["line 2: a quotation mark"]);
    check("a,\"486,16\r\nb,486,16\r\nc,486,16\r\n", &["b", "c"], &["line 2: a quotation mark"]);
    check("a,486,\"16\nb,486,16\nc,486,16\n", &["b", "c"], &["line 2: a quotation mark"]);
    check("a,486,\"16\nb,486,16\nc,486,\"16\n", &["b"], &["line 2: a quot", "line 4: a quot"]);
    check("a,486,16\nb,486,\"16", &["a"], &["line 3: a quotation mark"]);
    // Inches, where the mark was to be doubled: each row costs itself only.
    check("a,\"17\"\",16\nb,\"17\"\",16\nc,486,16\n", &["c"], &["line 2: a quot", "line 3: a quot"]);
    check("a,17\" rack,16\nb,486,16\n", &["a", "b"], &[]);
    // A cell on two lines is good where it is closed, and costs one row where cells are missing.
    check("a,\"486\nDX\",16\nb,486,16\n", &["a", "b"], &[]);
    // Also behind a row that had swallowed its first line.
    check("a,\"17\"\",16\nb,\"486\nDX\",16\nc,486,16\n", &["b", "c"], &["line 2: a quot"]);
    check("a,486,\"16\nb,486,16\nc,\"486\nDX\",16\n", &["b", "c"], &["line 2: a quot"]);
    check("a,\"486\nDX\"\nb,486,16\n", &["b"], &["found 2 on 2 lines", "line 3: expected 3"]);
    check("a,\"486\n,,x\",1,\"\nb,486,16\n", &["b"], &["line 2", "line 3: "]);
}

#[test]
fn unnamed_machines_are_numbered_by_their_rows() {
    let all = all("cpu,memory,name\n486,16 MB,\n486\n486,16 MB, \n486,16 MB,x\n");
    assert_eq!(names(&all), ["fleet#1", "fleet#3", "x"]);
}

#[test]
fn two_columns_of_one_fact_are_an_error() {
    for heading in [
        "name,memory,memory",
        "name,memory (MB),MEMORY [GB]",
        "name,memory,memory.installed",
        "name,cpu,cpu.text",
        "Name,memory,name",
    ] {
        let why = CSV.all("fleet.csv", &format!("{heading}\na,b,c\n")).expect_err(heading);
        let second = heading.rsplit(',').next().expect("a cell");
        assert_eq!(why, format!("fleet.csv: two columns \"{second}\"; expected one"));
    }
    assert_eq!(all("name,cpu,x,x,,\na,486,1,2,,\n").notes, [""; 0], "others may be");
}

#[test]
fn a_spec_file_stays_one_though_a_line_of_it_looks_like_a_heading() {
    for text in [
        "# name,cpu,memory\nmemory = '64 MB'\n",
        "# the cpu; memory; disk\n\n# of the server\n[memory]\nvisible = '64 MB'\n",
        "note = 'x, cpu, memory, disk'\nmemory = '64 MB'\n",
        "memory = '64 MB' # not; cpu; disk\n",
        "\n'memory' = '64 MB' #\tcpu\tdisk\n",
        "[[machine]] # name, cpu, memory\nmemory = '64 MB'\n",
        "cpu.text = 'a, memory, disk'\n",
    ] {
        let format = FORMATS.iter().find(|format| (format.detect)(text)).expect("a format");
        assert_eq!(format.name, "spec file (TOML)", "{text}");
        assert_eq!(input(text).machines.len(), 1, "{text}");
    }
    for text in [
        "name,cpu\na,486\n",
        "#,name,cpu\n1,a,486\n",
        "#;name;cpu\n#1;a;486\n",
        "name,cpu\na,\"b = 486\"\n",
        "\r\n;;\r\nname;memory (MB)\r\na;64\r\n",
        "sep=;\r\nname;memory (MB)\r\na;64\r\n",
        "SEP=,\nname,memory (MB)\na,64\n",
        "sep=\t\nname\tmemory (MB)\na\t64\n",
        "#TYPE Selected.System.String\r\n\"name\",\"cpu\"\r\n\"a\",\"486\"\r\n",
        "\"name\"\t\"disk\nfree\"\t\"memory\n(MB)\"\na\t1\t64\n",
    ] {
        let format = FORMATS.iter().find(|format| (format.detect)(text)).expect("a format");
        assert_eq!(format.name, "inventory (CSV)", "{text}");
        assert_eq!(names(&all(text)), ["a"], "{text}");
    }
}

#[test]
fn columns_are_kept_by_name_or_all_that_are_no_fact() {
    let text = "name,Price,cpu,tag,,tag,Tag,price\na,\" 1 \",486,x,y,z,t,2\n";
    let these = |names: &[&str]| Keep::These(names.iter().map(|&name| name.into()).collect());
    let told = |keep: &Keep| {
        let (columns, cells) = kept(text, keep);
        assert_eq!(cells.len(), 1);
        let pair = |(column, cell)| format!("{column}={cell}");
        columns.into_iter().zip(cells[0].clone()).map(pair).collect::<Vec<_>>()
    };
    assert_eq!(told(&Keep::Nothing), [""; 0]);
    assert_eq!(told(&these(&["tag", " PRICE", "cpu"])), ["tag=x", "Price=1", "cpu=486"]);
    let all = ["Price=1", "tag=x", "tag (2)=z", "Tag (3)=t", "price (2)=2"];
    assert_eq!(told(&Keep::Everything), all);
    // A name that was made does not meet one that was written.
    let (columns, _) = kept("name,cpu,x,x,x (2),X\n", &Keep::Everything);
    assert_eq!(columns, ["x", "x (3)", "x (2)", "X (4)"]);
}

/// Runs a check of files in a folder and gives the CSV of it back, cell by cell.
fn checked(files: &[(&str, &str)], more: &[&str], code: i32) -> (Vec<Vec<String>>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = minspec(&["check", "backoffice/4.5", "-f", "csv", "--rows", "machine"]);
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("a file");
        command.args(["-m", name]);
    }
    let done = command.args(more).current_dir(folder.path()).assert().code(code);
    let out = text(&done);
    let mut csv = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_bytes());
    let rows = csv.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect());
    (rows.collect(), errors(&done))
}

#[test]
fn files_with_different_columns_share_a_report() {
    let files = [
        ("a.csv", "name,memory (MB),Price,room\na,64,10,r1\n"),
        ("b.csv", "price;name;memory (MB)\n20;b;64\n"),
        ("c.toml", "name = 'c'\nmemory = '64 MB'\nroom = 3\n"),
    ];
    let (rows, _) = checked(&files, &["--keep", "room,price"], 1);
    let cells: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| [&row[..1], &row[2..]].concat().leak().iter().map(|s| &s[..]).collect())
        .collect();
    assert_eq!(cells[1..], [vec!["a", "r1", "10"], vec!["b", "", "20"], vec!["c", "3", ""]]);
    assert_eq!(cells[0], ["machine", "room", "Price"]);
    let (rows, _) = checked(&files, &["--keep", "all"], 1);
    assert_eq!(rows[0][2..], ["Price", "room"]);
    let (_, error) = checked(&files, &["--keep", "prise"], 2);
    assert_eq!(error, "error: --keep prise: no such column; did you mean \"Price\"?\n");
    let (_, error) = checked(&files[1..2], &["--keep", "x"], 2);
    assert!(error.contains("the columns are: price, name, memory (MB)"), "{error}");
}

#[test]
fn a_heading_alone_is_one_error_and_strict_refuses_blemishes() {
    let (_, error) = checked(&[("a.csv", "name,memory (MB)\n\n , \n")], &[], 2);
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.contains("a.csv holds no machine"), "{error}");
    let bad = [("a.csv", "name,memory (MB)\na,64\nb\nc,64\n")];
    let (rows, error) = checked(&bad, &[], 1);
    assert_eq!(rows.iter().map(|row| &row[0][..]).collect::<Vec<_>>(), ["machine", "a", "c"]);
    assert_eq!(error, "warning: a.csv, line 3: expected 2 cells, found 1\n");
    let (rows, error) = checked(&bad, &["--strict"], 2);
    assert!(rows.is_empty() && error.contains("line 3") && error.contains("--strict"), "{error}");
    let (_, error) = checked(&[("a.csv", "name,memroy,cpu\na,64,486\n")], &["--strict"], 2);
    assert!(error.contains("did you mean \"memory\"?"), "{error}");
    let (rows, _) = checked(&[("a.csv", "name,memory (MB)\na,64\n")], &["--strict"], 1);
    assert_eq!(rows.len(), 2);
}
