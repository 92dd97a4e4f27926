//! Workbooks: a sheet means what the same table means as CSV, and no file takes more than it gives.

mod binary;
pub mod make;
mod traps;

use crate::support::program::{errors, minspec};
use crate::support::readings;
use make::{Cell, saved};
use minspec::sources::facts::{Facts, Key};
use minspec::sources::understand::{self, Scope};
use minspec::sources::workbook::{self, Row, Sheet};
use minspec::sources::{self, All, Ask, inventory};
use std::fs;
use std::path::{Path, PathBuf};

/// The fleet of most tests, as text.
const FLEET: &[[&str; 5]] = &[
    ["name", "cpu", "memory (MB)", "disk (GB)", "bought"],
    ["pc-1", "Pentium II 350", "64", "4.3", "1999-03-01"],
    ["pc-2", "Dual Pentium Pro 200", "128", "6", "1998-11-30"],
    ["büro, \"3\"", "486DX2/66", "", "0.5", ""],
];

/// The inventory of some bytes.
fn found(bytes: Vec<u8>, wanted: Option<&str>) -> Result<Sheet, String> {
    let is_heading = |cells: &[String]| inventory::telling(cells, &[]) > 0;
    workbook::open("fleet.xlsx", bytes, wanted, is_heading)
}

/// The heading and every row of the inventory of some bytes.
#[track_caller]
fn rows(bytes: Vec<u8>, wanted: Option<&str>) -> (String, Vec<Row>) {
    let sheet = found(bytes, wanted).unwrap_or_else(|why| panic!("{why}"));
    let (name, heading) = (sheet.name.clone(), sheet.heading.clone());
    let rows = sheet.map(|row| row.unwrap_or_else(|why| panic!("{why}")));
    (name, std::iter::once(heading).chain(rows).collect())
}

fn cells(rows: &[Row]) -> Vec<Vec<&str>> {
    rows.iter().map(|row| row.cells.iter().map(|cell| &cell[..]).collect()).collect()
}

/// Everything in a file of a name.
#[track_caller]
fn all(path: &Path) -> All {
    let path = path.to_str().expect("a path");
    sources::open(path, &Ask::default()).unwrap_or_else(|why| panic!("{why}")).all()
}

/// The fleet as CSV.
fn csv() -> String {
    let quoted = |row: &[&str; 5]| {
        row.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).join(",") + "\n"
    };
    FLEET.iter().map(quoted).collect()
}

fn texts() -> Vec<Vec<Cell<'static>>> {
    FLEET.iter().map(|row| row.iter().map(|cell| Cell::Text(cell)).collect()).collect()
}

/// The fleet with its numbers as numbers and its days as days.
fn typed() -> Vec<Vec<Cell<'static>>> {
    let cell = |text: &'static str| match (text.parse(), text.split('-').count()) {
        (Ok(number), _) => Cell::Number(number),
        (_, 3) => Cell::Day(text),
        _ => Cell::Text(text),
    };
    FLEET.iter().map(|row| row.iter().map(|text| cell(text)).collect()).collect()
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks").join(name)
}

fn fixtures() -> Vec<PathBuf> {
    let entries = fs::read_dir(fixture("")).expect("the fixtures");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// The readings of machines, and what stood where.
fn told(machines: &[Facts], place: fn(&str) -> String) -> Vec<String> {
    let each = machines.iter().map(|facts| {
        let machine = understand::machine(facts, Scope::Machine);
        let facts: Vec<String> = facts
            .iter()
            .map(|(key, fact)| format!("{key:?} {:?} {}", fact.text, place(&fact.origin.place)))
            .collect();
        let readings = readings(&machine);
        let readings: Vec<&str> =
            readings.iter().map(|line| line.split(" at ").next().unwrap_or(line)).collect();
        format!("{}\n{readings:?}\n{facts:?}", machine.name())
    });
    each.collect()
}

#[test]
fn a_sheet_means_what_the_same_table_means_as_csv() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name| folder.path().join(name);
    fs::write(path("fleet.csv"), csv()).expect("a file");
    // The same row in both: a place of one kind is made one of the other.
    let place = |place: &str| place.replace("Sheet1, row ", "line ");
    let expected = told(&all(&path("fleet.csv")).machines, place);
    assert_eq!(expected.len(), 3);
    for (name, table) in [("texts.xlsx", texts()), ("typed.xlsx", typed())] {
        fs::write(path(name), saved(&[("Sheet1", false, table)])).expect("a file");
        let all = all(&path(name));
        assert_eq!(told(&all.machines, place), expected, "{name}");
        assert_eq!(all.notes, [""; 0], "{name}");
    }
}

#[test]
fn an_origin_names_the_sheet_the_row_and_the_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.xlsx");
    let mut table = typed();
    table.insert(0, vec![Cell::Text("Our fleet, 1999")]);
    table.insert(1, vec![]);
    fs::write(&path, saved(&[("Büro 2", false, table)])).expect("a file");
    let all = all(&path);
    let memory = all.machines[1].get(Key::MemoryInstalled).expect("memory");
    assert_eq!(memory.text, Ok("128 MB".to_owned()));
    assert_eq!(memory.origin.raw, "128");
    assert_eq!(memory.origin.place, "Büro 2, row 5, column \"memory (MB)\"");
}

#[test]
fn titles_stand_above_and_blank_rows_between() {
    let mut table = typed();
    let text = Cell::Text;
    table.insert(0, vec![text("Our fleet"), text(""), text("as of"), Cell::Day("1999-04-01")]);
    table.insert(1, vec![text("name"), text("not a heading yet")]);
    table.insert(2, vec![]);
    table.insert(5, vec![text(" ")]);
    let (name, rows) = rows(saved(&[("Sheet1", false, table)]), None);
    assert_eq!(name, "Sheet1");
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [4, 5, 7, 8]);
    assert_eq!(cells(&rows), FLEET);
    // What stands far below, or to the right of the table, is none of it.
    let mut table = vec![vec![text("a line of a letter")]; 20];
    table.extend(typed());
    let why = found(saved(&[("Sheet1", false, table)]), None).err().expect("no heading");
    assert_eq!(
        why,
        "fleet.xlsx has no visible sheet with a heading such as name, cpu, memory (MB) in the \
         first rows; its sheets are: Sheet1; one can be named, as in fleet.xlsx#Sheet1"
    );
    let mut table = typed();
    table[2].extend([text(""), text("a note")]);
    let (_, rows) = self::rows(saved(&[("Sheet1", false, table)]), None);
    assert_eq!(cells(&rows), FLEET);
}

#[test]
fn the_right_sheet_is_found_or_named() {
    let note = || vec![vec![Cell::Text("Read me first")]];
    let mut other = typed();
    other[1][0] = Cell::Text("other");
    let mut secret = typed();
    secret[1][0] = Cell::Text("secret");
    let sheets = [
        ("Notes", false, note()),
        ("Old#1", true, secret),
        ("Fleet", false, typed()),
        ("Branch", false, other),
    ];
    let bytes = saved(&sheets);
    let first = |wanted| {
        let (name, rows) = rows(bytes.clone(), wanted);
        (name, rows[1].cells[0].clone())
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(first(None), pair("Fleet", "pc-1"));
    assert_eq!(first(Some("Branch")), pair("Branch", "other"));
    assert_eq!(first(Some("Old#1")), pair("Old#1", "secret"));
    let why = |wanted| found(bytes.clone(), Some(wanted)).err().expect("no such sheet");
    assert_eq!(
        why("fleet"),
        "fleet.xlsx has no sheet \"fleet\"; its sheets are: Notes, Old#1 (hidden), Fleet, Branch"
    );
    assert_eq!(
        why("Notes"),
        "fleet.xlsx: sheet \"Notes\" has not a heading such as name, cpu, memory (MB) in the first \
         rows"
    );

    // Not every one of very many is looked at.
    let names: Vec<String> = (0..70).map(|n| format!("Note {n}")).collect();
    let mut many: Vec<_> = names.iter().map(|name| (&name[..], false, note())).collect();
    many.push(("Fleet", false, typed()));
    let many = saved(&many);
    let error = found(many.clone(), None).err().expect("too many");
    assert!(error.contains("Note 63, …; one can be named, as in fleet.xlsx#Note 0"), "{error}");
    assert_eq!(rows(many, Some("Fleet")).1.len(), 4);

    let folder = tempfile::tempdir().expect("a folder");
    for (file, asked, says) in [
        ("a.xlsx", "a.xlsx", "pc-1"),
        ("a.xlsx", "a.xlsx#Branch", "other"),
        ("a.xlsx", "a.xlsx#Old#1", "secret"),
        ("b#c.xlsx", "b#c.xlsx", "pc-1"),
        ("b#c.xlsx", "b#c.xlsx#Branch", "other"),
        // What a file is, its name does not say.
        ("fleet.csv", "fleet.csv", "pc-1"),
        ("fleet", "fleet#Branch", "other"),
    ] {
        fs::write(folder.path().join(file), &bytes).expect("a file");
        let all = all(&folder.path().join(asked));
        assert_eq!(all.machines[0].name, says, "{asked}");
    }
    fs::write(folder.path().join("a.csv"), csv()).expect("a file");
    let mut command = minspec(&["check", "backoffice/4.5", "-m", "a.csv#Sheet1"]);
    let error = errors(&command.current_dir(folder.path()).assert().code(2));
    assert_eq!(error, "error: a.csv is no workbook; it has no sheet \"Sheet1\"\n");
    let mut command = minspec(&["check", "backoffice/4.5", "-m", "none.xlsx#Sheet1"]);
    let error = errors(&command.current_dir(folder.path()).assert().code(2));
    assert_eq!(error, "error: none.xlsx#Sheet1: no such file\n");
}

#[test]
fn cells_are_the_texts_that_a_person_sees() {
    #[track_caller]
    fn check(cell: Cell<'_>, expected: &str) {
        let table = vec![vec![Cell::Text("name"), Cell::Text("cpu")], vec![Cell::Text("a"), cell]];
        let (_, rows) = rows(saved(&[("Sheet1", false, table)]), None);
        assert_eq!(rows[1].cells[1], expected, "{cell:?}");
    }
    for (number, expected) in [
        (64.0, "64"),
        (-0.5, "-0.5"),
        (4.3, "4.3"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (1_234_567_890_123_456.0, "1234567890123460"), // as a spreadsheet has it
        (1e-7, "0.0000001"),
        (17_179_869_184.0, "17179869184"),
    ] {
        check(Cell::Number(number), expected);
    }
    for (format, number, expected) in [
        ("0\" MB\"", 64.0, "64 MB"),
        ("#,##0\\ \"GB\"", 1024.0, "1024 GB"),
        ("#,##0.00", 1234.5, "1234.5"),
        ("0%", 0.25, "25%"),
        ("0.00E+00", 1234.5, "1234.5"),
        ("0,\"K\"", 64_000.0, "64000"),
        ("[Red]0\" MHz\";-0", 350.0, "350 MHz"),
        ("_-* #,##0.00\\ \"€\"_-", 12.5, "12.5"),
        ("yyyy-mm-dd", 36_220.0, "1999-03-01"),
        ("dd.mm.yy", 1.0, "1900-01-01"),
        ("d/m/yyyy", 59.0, "1900-02-28"),
        ("d/m/yyyy", 60.0, "1900-02-29"),
        ("d/m/yyyy", 61.0, "1900-03-01"),
        ("d/m/yyyy", 2_958_465.0, "9999-12-31"),
        ("d/m/yyyy", 2_958_467.0, "2958467"),
        ("d/m/yyyy", -1.0, "-1"),
        ("yyyy-mm-dd hh:mm", 36_220.75, "1999-03-01T18:00:00"),
        ("hh:mm", 0.5, "12:00:00"),
        ("[h]:mm", 1.5, "36:00:00"),
        ("@", 7.0, "7"),
    ] {
        check(Cell::Shown(number, format), expected);
    }
    for text in ["0064", "1E5", "64,0", "=1+1", " a  b ", "_x0041_", "a\nb", "Größe 内存 😀", "<&>"]
    {
        check(Cell::Text(text), text);
    }
    check(Cell::True, "true");
    check(Cell::Formula("=60+4", "64"), "64");
    check(Cell::Formula("=\"Pentium\"&\" II\"", "Pentium II"), "Pentium II");
    check(Cell::Formula("=NA()", "#N/A"), "#N/A");
}

#[test]
fn every_format_gives_the_same_machines() {
    let mut seen = 0;
    let expected = cells_of(&fixture("fleet.xlsx"));
    assert_eq!(expected[1][..3], ["pc-1", "Pentium II 350", "64 MB"]);
    for path in fixtures() {
        let mut found = cells_of(&path);
        if path.extension().is_some_and(|kind| kind != "xlsx") {
            // Of the others the reader does not tell how a number is shown, some truths are
            // numbers there, and errors of formulas in `.xlsb` are passed over.
            for (at, says, is) in
                [((1, 2), "64", "64 MB"), ((3, 5), "1", "true"), ((4, 2), "", "#N/A")]
            {
                let cell: &mut String = &mut found[at.0][at.1];
                if cell == says {
                    *cell = is.to_owned();
                }
            }
        }
        assert_eq!(found, expected, "{}", path.display());
        let all = all(&path);
        assert_eq!(all.machines.len(), 4, "{}", path.display());
        seen += 1;
    }
    assert!(seen >= 4);
}

fn cells_of(path: &Path) -> Vec<Vec<String>> {
    let (name, rows) = rows(fs::read(path).expect("a file"), None);
    assert_eq!(name, "Fleet", "{}", path.display());
    let texts = cells(&rows).into_iter();
    texts.map(|row| row.into_iter().map(str::to_owned).collect()).collect()
}

/// The workbook that stands in `tests/workbooks` in every format.
fn kept() -> Vec<(&'static str, bool, Vec<Vec<Cell<'static>>>)> {
    use Cell::{Day, Formula, Number, Shown, Text, True};
    let heading = || ["name", "cpu", "memory", "disk (GB)", "bought", "spare"].map(Text).to_vec();
    let fleet = vec![
        vec![Text("Our fleet"), Text(""), Text("as of"), Day("1999-04-01")],
        vec![],
        heading(),
        vec![Text("pc-1"), Text("Pentium II 350"), Shown(64.0, "0\" MB\""), Number(4.3)],
        vec![Text("buro <3>"), Text("486DX2/66"), Text("16 MB"), Number(0.5), Day("1995-12-24")],
        vec![],
        vec![
            Text("сервер"),
            Text("Dual Pentium Pro 200"),
            Text("128 MB"),
            Number(6.0),
            Text(""),
            True,
        ],
        vec![Text("pc-4"), Text(""), Formula("=NA()", "#N/A"), Formula("=8/2", "4")],
    ];
    let old = vec![heading(), vec![Text("old"), Text("386SX")]];
    vec![("Notes", false, vec![vec![Text("Read me")]]), ("Old", true, old), ("Fleet", false, fleet)]
}

/// The workbooks that can be written here; `UPDATE_WORKBOOKS=1` writes them. The others are made of
/// the first by LibreOffice: `soffice --headless --convert-to ods fleet.xlsx`, and likewise `xls`.
#[test]
fn the_fixtures_are_those_that_are_written() {
    let made = [("fleet.xlsb", binary::saved(&kept())), ("fleet-5.xls", binary::excel_5(&kept()))];
    if std::env::var_os("UPDATE_WORKBOOKS").is_some() {
        // Its bytes say when it was made.
        fs::write(fixture("fleet.xlsx"), saved(&kept())).expect("a file");
        made.iter().for_each(|(name, bytes)| fs::write(fixture(name), bytes).expect("a file"));
    }
    for (name, bytes) in made {
        assert!(fs::read(fixture(name)).expect(name) == bytes, "{name}");
    }
}
