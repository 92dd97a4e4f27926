//! The workbook: read back with other people's readers, cell by cell where it counts.

use crate::support::program::{errors, minspec};
use calamine::{Data, DataType, Reader, Xlsx};
use quick_xml::events::Event;
use serde_json::Value;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use tempfile::TempDir;

const EDITIONS: [&str; 3] = ["backoffice/4.5", "windows-server/2003-standard", "backoffice/1.0"];

const FLEET: &str = "name,cpu,clock (MHz),cores,memory (MB),disk (GB),price,tag,bought
web01,Pentium Pro,200,1,64,4.3,1200.50,0042,1999-01-12
=cmd(),\"Pentium II, Klamath\",266,1,256,9.1,-3,=1+1,late 1994
a/b[c]:d*?,486DX2/66,,1,64,0.5,,,
alpha,Alpha 21164 400,,,512,9,900,007,
xeon,Xeon Silver 4310,,,16384,,1e5,1234567890123456,
";

/// A folder with the fleet in it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("fleet.csv"), FLEET).expect("a file");
    folder
}

/// The bytes of the workbook of a file of machines.
fn workbook(folder: &Path, more: &[&str]) -> Vec<u8> {
    let fixed = ["check", "-m", "fleet.csv", "-o", "offers.xlsx"];
    let arguments = [&fixed[..], &EDITIONS[..], more].concat();
    let done = minspec(&arguments).current_dir(folder).assert();
    assert_eq!(errors(&done), "");
    fs::read(folder.join("offers.xlsx")).expect("a workbook")
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook")
}

/// The rows of a sheet, the heading first.
fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<Data>> {
    let range = open(bytes).worksheet_range(name).expect("a sheet");
    range.rows().map(<[Data]>::to_vec).collect()
}

/// The cells of the column with a heading.
#[track_caller]
fn column(rows: &[Vec<Data>], heading: &str) -> Vec<Data> {
    let at = rows[0].iter().position(|cell| *cell == *heading);
    let at = at.unwrap_or_else(|| panic!("no column {heading} in {:?}", rows[0]));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// The reports of the same question, as JSON tells them.
fn reports(folder: &Path) -> Vec<Value> {
    let fixed = ["check", "-m", "fleet.csv", "-f", "ndjson"];
    let done = minspec(&[&fixed[..], &EDITIONS[..]].concat()).current_dir(folder).assert();
    let out = String::from_utf8(done.get_output().stdout.clone()).expect("text");
    out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The parts of the file, each a text.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip file");
    let names = zip.file_names().map(|name| name.expect("a name").into_owned());
    let names: Vec<String> = names.collect();
    let read = |name: String| {
        let mut text = String::new();
        zip.by_name(&name).expect("a part").read_to_string(&mut text).expect("text");
        (name, text)
    };
    names.into_iter().map(read).collect()
}

#[test]
fn the_sheets_are_those_of_a_tender() {
    let folder = folder();
    let bytes = workbook(folder.path(), &[]);
    let names = open(&bytes).sheet_names();
    let expected =
        ["Summary", "Matrix", "Compliance", "Buy list", "Requirements", "Not checked", "About"];
    assert_eq!(names, expected);
    for (name, text) in parts(&bytes) {
        assert!(!name.contains("vba"), "a macro: {name}");
        let mut reader = quick_xml::Reader::from_str(&text);
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{name}: {error}"),
            }
        }
    }
}

#[test]
fn the_matrix_holds_numbers_texts_and_what_was_kept() {
    let folder = folder();
    let bytes = workbook(folder.path(), &["--keep", "price,tag"]);
    let rows = sheet(&bytes, "Matrix");
    let names = ["web01", "=cmd()", "a/b[c]:d*?", "alpha", "xeon"].map(text);
    assert_eq!(column(&rows, "Machine"), names);
    let price =
        [Data::Float(1200.5), Data::Float(-3.0), Data::Empty, Data::Float(900.0), text("1e5")];
    assert_eq!(column(&rows, "price"), price);
    // An inventory number, and one with more digits than a number holds, stay as they are.
    let tag = [text("0042"), text("=1+1"), Data::Empty, text("007"), text("1234567890123456")];
    assert_eq!(column(&rows, "tag"), tag);
    let memory = [64.0, 256.0, 64.0, 512.0, 16384.0].map(Data::Float);
    assert_eq!(column(&rows, "Memory (MB)"), memory);
    assert_eq!(column(&rows, "Disk space (GB)")[..2], [4.3, 9.1].map(Data::Float));
    let clock = column(&rows, "Clock (MHz)");
    assert_eq!(clock[..2], [200.0, 266.0].map(Data::Float));
    assert!(clock[4].to_string().contains(" to "), "a span is a text: {:?}", clock[4]);
}

#[test]
fn the_compliance_form_says_what_the_findings_say() {
    let folder = folder();
    let bytes = workbook(folder.path(), &[]);
    let rows = sheet(&bytes, "Compliance");
    let mut expected = Vec::new();
    for report in reports(folder.path()) {
        for finding in report["findings"].as_array().expect("findings") {
            let complied = match finding["verdict"].as_str() {
                Some("pass") => "Yes",
                Some("fail") => "No",
                _ => "Not shown",
            };
            let of = |value: &Value| value.as_str().expect("a text").to_owned();
            expected.push((of(&report["machine"]), of(&report["edition"]), complied.to_owned()));
        }
    }
    let [machine, edition, complied] =
        ["Machine", "Edition", "Complied"].map(|heading| column(&rows, heading));
    let found: Vec<_> = machine
        .iter()
        .zip(&edition)
        .zip(&complied)
        .map(|((machine, edition), complied)| {
            (machine.to_string(), edition.to_string(), complied.to_string())
        })
        .collect();
    assert_eq!(found, expected);
    let numbers: Vec<Data> =
        (1..).take(expected.len()).map(|n| Data::Float(f64::from(n))).collect();
    assert_eq!(column(&rows, "Item no."), numbers);
    // web01 lacks 64 MB for the first edition: required, offered and short are numbers of MB.
    let memory = rows.iter().find(|row| row[3] == text("memory")).expect("a row");
    assert_eq!(memory[4..9], [text("MB"), 128.0.into(), 64.0.into(), text("No"), 64.0.into()]);
    assert!(memory[9].to_string().contains("add 64 MB of memory"));
    assert!(memory[10].to_string().contains("fleet.csv, line 2, column \"memory (MB)\""));
    assert_eq!(memory[11], text("itpro-2001"));
}

#[test]
fn the_buy_list_adds_up() {
    let folder = folder();
    let bytes = workbook(folder.path(), &[]);
    let rows = sheet(&bytes, "Buy list");
    let of = |name: &str, part: &str| {
        rows.iter().find(|row| row[0] == text(name) && row[2] == text(part)).cloned()
    };
    let web01 = of("web01", "memory").expect("a change");
    assert_eq!(
        (&web01[1], &web01[3], &web01[4]),
        (&text("+64 MB memory"), &64.0.into(), &text("MB"))
    );
    assert!(of("alpha", "machine").is_some(), "{rows:?}");
    let total = |rows: &[Vec<Data>], part: &str| {
        let row = rows.iter().find(|row| row[0] == text("Total") && row[2] == text(part));
        row.and_then(|row| row[3].as_f64()).expect("a total")
    };
    let sum: f64 = rows
        .iter()
        .filter(|row| row[0] != text("Total") && row[2] == text("memory"))
        .filter_map(|row| row[3].as_f64())
        .sum();
    assert!(sum >= 64.0);
    assert!((total(&rows, "memory") - sum).abs() < 1e-9, "{rows:?}");
}

#[test]
fn the_summary_counts_what_json_counts() {
    let folder = folder();
    let rows = sheet(&workbook(folder.path(), &[]), "Summary");
    let reports = reports(folder.path());
    for edition in EDITIONS {
        let row = rows.iter().find(|row| row[0] == text(edition)).expect("a row");
        let counted = |verdict: &str| {
            let of = reports.iter().filter(|r| r["edition"] == edition && r["verdict"] == verdict);
            Data::Float(of.count() as f64)
        };
        assert_eq!(row[2..5], ["pass", "unknown", "fail"].map(counted), "{edition}");
    }
    // Each fail is mended by one set of changes, and has its share of all of them.
    let from = rows.iter().position(|row| row[0].to_string().starts_with("What would turn"));
    let mended: Vec<(f64, f64)> = rows[from.expect("a heading") + 1..]
        .iter()
        .map_while(|row| Some((row[2].as_f64()?, row[4].as_f64()?)))
        .collect();
    let fails = reports.iter().filter(|report| report["verdict"] == "fail").count() as f64;
    assert_eq!(mended.iter().map(|(n, _)| n).sum::<f64>(), fails);
    for (n, share) in mended {
        assert!((share - 100.0 * n / fails).abs() < 0.06, "{n} of {fails}: {share} %");
    }
}

#[test]
fn requirements_have_dates_numbers_and_sources_and_about_has_digests() {
    let folder = folder();
    let bytes = workbook(folder.path(), &[]);
    let rows = sheet(&bytes, "Requirements");
    let at =
        rows.iter().position(|row| row[0] == text("backoffice/4.5") && row[5] == text("memory"));
    let memory = &rows[at.expect("a row")];
    let Data::DateTime(date) = memory[2] else { panic!("no date: {:?}", memory[2]) };
    assert_eq!(date.to_ymd_hms_milli(), (1999, 1, 12, 0, 0, 0, 0));
    assert_eq!((&memory[6], &memory[7]), (&text("MB"), &128.0.into()));
    assert!(memory[11].to_string().contains("https://"));
    let derived = |basis: &str| {
        rows.iter().any(|row| row[0] == text("backoffice/1.0") && row[9] == text(basis))
    };
    assert!(derived("inferred") && derived("composed") && !derived("published"));
    let not_checked = sheet(&bytes, "Not checked");
    assert!(not_checked.iter().any(|row| row[1] == text("advice: paging file")));
    let about = sheet(&bytes, "About");
    let digest = about.iter().find(|row| row[0] == text("Profile backoffice/4.5"));
    let digest = digest.expect("a digest")[1].to_string();
    assert_eq!(digest.strip_prefix("SHA-256 ").map(str::len), Some(64), "{digest}");
    // What an inferred edition was inferred from is there, too.
    assert!(about.iter().any(|row| row[0] == text("Profile windows-nt-server/3.5")), "{about:?}");
}

#[test]
fn sheets_are_made_for_filtering_answering_and_printing() {
    let folder = folder();
    let bytes = workbook(folder.path(), &[]);
    let parts = parts(&bytes);
    let of = |name: &str| {
        let part = parts.iter().find(|(part, _)| part == name);
        &part.unwrap_or_else(|| panic!("no {name}")).1
    };
    let workbook = of("xl/workbook.xml");
    for sheet in ["Matrix", "Compliance", "'Buy list'"] {
        assert!(workbook.contains(&format!("{sheet}!$1:$1")), "{sheet} repeats no heading");
        assert!(workbook.contains("_xlnm.Print_Area"));
    }
    for (number, wanted) in [
        (1, &["<drawing "][..]),
        (2, &["state=\"frozen\"", "<autoFilter ", "<conditionalFormatting "][..]),
        (
            3,
            &["state=\"frozen\"", "<autoFilter ", "Yes,No,Clarify", "orientation=\"landscape\""][..],
        ),
        (4, &["state=\"frozen\"", "<autoFilter ", "<dataValidation "][..]),
    ] {
        let sheet = of(&format!("xl/worksheets/sheet{number}.xml"));
        for word in wanted {
            assert!(sheet.contains(word), "sheet {number} has no {word}");
        }
    }
    // What is filtered are the entries, not the sums below them.
    let buy = sheet(&bytes, "Buy list");
    let entries = buy.iter().take_while(|row| !row[0].is_empty()).count();
    assert!(entries > 1 && entries + 1 < buy.len());
    let filter = format!("<autoFilter ref=\"A1:I{entries}\"");
    assert!(of("xl/worksheets/sheet4.xml").contains(&filter), "{filter}");
    let chart = of("xl/charts/chart1.xml");
    assert!(chart.contains("<c:grouping val=\"stacked\"/>"));
    assert!(!workbook.contains("<f>"), "a formula");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = folder();
    let first = workbook(folder.path(), &["--keep", "all"]);
    assert_eq!(first, workbook(folder.path(), &["--keep", "all"]));
}

#[test]
fn what_a_cell_cannot_hold_is_shown_and_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let long = "x".repeat(40_000);
    let wide = "\u{1F5A5}".repeat(20_000); // two units each
    let spec = serde_json::json!([
        { "name": "bell\u{7}null\u{0}end\u{FFFE}", "memory": "64 MB", "note": long },
        { "name": "_x0041_ <b>&amp;]]>", "memory": "64 MB", "note": wide },
    ]);
    fs::write(folder.path().join("fleet.csv"), spec.to_string()).expect("a file");
    let bytes = workbook(folder.path(), &["--keep", "note"]);
    let rows = sheet(&bytes, "Matrix");
    let names = column(&rows, "Machine");
    assert_eq!(names[0], text("bell\u{2407}null\u{2400}end\u{FFFD}"));
    assert!(parts(&bytes).iter().all(|(_, part)| !part.contains('\u{7}')));
    // Readers undo Excel's own way of writing characters, or not; nothing of it is lost.
    assert!(
        ["_x0041_ <b>&amp;]]>", "_x005F_x0041_ <b>&amp;]]>"].contains(&&names[1].to_string()[..])
    );
    let notes = column(&rows, "note");
    for (note, all) in notes.iter().zip([40_000, 20_000]) {
        let note = note.to_string();
        assert!(note.encode_utf16().count() <= 32_767);
        assert!(
            note.ends_with(&format!("… (cut: {all} characters; -f json holds them all)")),
            "{all}"
        );
    }
}

#[test]
fn entries_that_are_no_machine_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let fleet = "name,memory (MB)\na,64\nb\nc,128\n";
    fs::write(folder.path().join("fleet.csv"), fleet).expect("a file");
    let arguments = ["check", "backoffice/4.5", "-m", "fleet.csv", "-o", "x.xlsx", "-q"];
    minspec(&arguments).current_dir(folder.path()).assert().code(1);
    let bytes = fs::read(folder.path().join("x.xlsx")).expect("a workbook");
    let told = sheet(&bytes, "Not checked");
    assert!(
        told.iter().any(|row| row[2].to_string().contains("fleet.csv, line 3: expected 2 cells"))
    );
    assert!(sheet(&bytes, "Summary")[1][0].to_string().contains("1 entry could not be read"));
}

#[test]
fn too_many_columns_are_refused_with_the_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let more = ",c".repeat(16_400);
    let fleet = format!("name,memory (MB){more}\na,64{}\n", ",".repeat(16_400));
    fs::write(folder.path().join("fleet.csv"), fleet).expect("a file");
    let arguments = ["check", "backoffice/4.5", "-m", "fleet.csv", "--keep", "all", "-o", "x.xlsx"];
    let done = minspec(&arguments).current_dir(folder.path()).assert().code(2);
    let error = errors(&done);
    assert!(error.contains("16384: keep fewer columns"), "{error}");
    assert!(!folder.path().join("x.xlsx").exists());
}

#[test]
#[cfg(target_os = "linux")]
fn a_fault_of_a_workbook_is_one_error_that_names_its_place() {
    let folder = folder();
    let check = ["check", "backoffice/4.5", "-m", "fleet.csv"];
    let run = |more: &[&str], temporary: &str| {
        let mut command = minspec(&[&check[..], more].concat());
        errors(&command.current_dir(folder.path()).env("TMPDIR", temporary).assert().code(2))
    };
    let missing = run(&["-o", "x.xlsx"], "/nowhere/AtAll");
    assert!(missing.contains("kept in /nowhere/AtAll") && missing.contains("TMPDIR"), "{missing}");
    let full = run(&["-f", "xlsx", "-o", "/dev/full"], "/tmp");
    assert_eq!(full, "error: /dev/full: no space left on device\n");
}

#[test]
#[cfg(unix)]
fn no_room_for_the_rows_on_their_way_is_one_error() {
    let folder = folder();
    let long: String = (0..9_000).map(|n| format!("m{n},Pentium Pro,200,1,64,4.3,,,\n")).collect();
    fs::write(folder.path().join("fleet.csv"), format!("{FLEET}{long}")).expect("a file");
    fs::write(folder.path().join("offers.xlsx"), "old").expect("a file");
    let bin = assert_cmd::cargo::cargo_bin("minspec");
    let line = format!(
        "trap '' XFSZ; ulimit -f 200; exec '{}' check backoffice/4.5 -m fleet.csv -o offers.xlsx",
        bin.display()
    );
    let mut bash = std::process::Command::new("bash");
    let done = bash.args(["-c", &line]).current_dir(folder.path()).output().expect("bash");
    let error = String::from_utf8_lossy(&done.stderr);
    assert_eq!((done.status.code(), error.lines().count()), (Some(2), 1), "{error}");
    assert!(error.starts_with("error: offers.xlsx: "), "{error}");
    assert_eq!(fs::read_to_string(folder.path().join("offers.xlsx")).expect("the file"), "old");
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 2);
}
