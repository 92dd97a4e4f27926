//! What programs rely on in the output, and files that are written whole or not at all.

use crate::support::program::minspec;
use minspec::library::BUILT_IN;
use serde_json::Value;
use std::fs;
use std::path::Path;

const FLEET: &str = "
[[machine]]
name = '=cmd()'
cpu = 'Pentium II 350'
memory = '256 MB'
disk = '4.3 GB'
[[machine]]
name = 'b, \"quoted\" | piped'
memory = '8 MB'
[[machine]]
name = 'c'
cpu = 'Alpha 21164 400'
memory = '512 MB'
disk = '9 GB'
";

const EDITIONS: [&str; 4] =
    ["backoffice/4.5", "windows-nt-server/3.51", "backoffice/1.0", "sql-server/7.0"];

fn checked(more: &[&str]) -> String {
    let arguments = [&["check"], &EDITIONS[..], &["-m", "-"], more].concat();
    let done = minspec(&arguments).write_stdin(FLEET).assert().code(1);
    String::from_utf8(done.get_output().stdout.clone()).expect("text")
}

/// (machine, edition, verdict) as ndjson tells it: what every other format must say too.
fn told() -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    checked(&["-f", "ndjson"])
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("JSON"))
        .map(|row| (text(&row["machine"]), text(&row["edition"]), text(&row["verdict"])))
        .collect()
}

#[test]
fn the_columns_of_csv_are_a_contract() {
    let out = checked(&["-f", "csv"]);
    let mut csv = csv::Reader::from_reader(out.as_bytes());
    let header = csv.headers().expect("a header").iter().collect::<Vec<_>>().join(",");
    let fixed = "machine,edition,platform,verdict,recommended,cpu,clock,cores,memory,disk,disk_free,disk_size";
    assert!(header.starts_with(fixed) && header.ends_with(",short,why"), "{header}");
}

#[test]
fn csv_by_machine_and_by_finding_agree_with_it() {
    let told = told();
    let out = checked(&["-f", "csv", "--rows", "machine"]);
    let mut csv = csv::Reader::from_reader(out.as_bytes());
    assert_eq!(csv.headers().expect("a header").iter().skip(1).collect::<Vec<_>>(), EDITIONS);
    let cells: Vec<String> = csv
        .records()
        .flat_map(|row| row.expect("a row").iter().skip(1).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert_eq!(cells, told.iter().map(|(_, _, verdict)| verdict.clone()).collect::<Vec<_>>());
    let out = checked(&["-f", "csv", "--rows", "finding"]);
    let mut csv = csv::Reader::from_reader(out.as_bytes());
    let failed = |row: &csv::StringRecord| &row[4] == "minimum" && &row[5] == "fail";
    let fails: Vec<_> = csv.records().map(|row| row.expect("a row")).filter(failed).collect();
    let some =
        |edition: &str, machine: &str| fails.iter().any(|r| &r[0] == machine && &r[1] == edition);
    for (machine, edition, verdict) in told.iter().filter(|(machine, ..)| !machine.starts_with('='))
    {
        assert_eq!(some(edition, machine), verdict == "fail", "{machine} {edition}");
    }
}

#[test]
fn every_edition_keeps_the_schema_of_the_report() {
    let schema = |of| {
        let done = minspec(&["schema", of]).assert().code(0);
        serde_json::from_slice::<Value>(&done.get_output().stdout).expect("JSON")
    };
    let report = jsonschema::validator_for(&schema("report")).expect("a schema");
    let done = minspec(&["check", "-m", "-", "-f", "json"]).write_stdin(FLEET).assert();
    let document: Value = serde_json::from_slice(&done.get_output().stdout).expect("JSON");
    let faults: Vec<String> = report.iter_errors(&document).map(|e| e.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let judged = document["reports"].as_array().expect("reports").len();
    assert_eq!(judged, 3 * BUILT_IN.len());
    let done = minspec(&["check", "-f", "ndjson"]).assert();
    for line in String::from_utf8(done.get_output().stdout.clone()).expect("text").lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        let faults: Vec<String> = report.iter_errors(&row).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{line}: {faults:#?}");
        let mut broken = row.clone();
        broken["verdict"] = "maybe".into();
        assert!(!report.is_valid(&broken), "a schema that takes anything is none");
    }

    let profile = jsonschema::validator_for(&schema("profile")).expect("a schema");
    for (id, text) in BUILT_IN {
        let value: Value = toml::from_str(text).expect("TOML");
        let faults: Vec<String> = profile.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{id}: {faults:#?}");
    }
    assert!(!profile.is_valid(&serde_json::json!({ "name": "p", "vendr": "x" })));

    let machine = jsonschema::validator_for(&schema("machine")).expect("a schema");
    let scan = minspec(&["scan"]).assert().code(0);
    let scan = String::from_utf8(scan.get_output().stdout.clone()).expect("text");
    for text in [&scan[..], FLEET, "memory = { visible = '1 GB' }\ncores = 2"] {
        let value: Value = toml::from_str(text).expect("TOML");
        assert!(machine.is_valid(&value), "{text}");
    }
}

#[test]
fn what_formats_says_keeps_its_schema() {
    let read = |arguments: &[&str], input: &str| {
        let done = minspec(arguments).write_stdin(input).assert().code(0);
        serde_json::from_slice::<Value>(&done.get_output().stdout).expect("JSON")
    };
    let schema = read(&["schema", "formats"], "");
    let formats = jsonschema::validator_for(&schema).expect("a schema");
    let explain = ["formats", "-f", "json", "--explain", "-"];
    for (arguments, input, key) in [
        (&explain[..3], "", "input"),
        (&explain, "name,cpu,memory,location\na,486,16,Bonn\n", "columns"),
        (&explain, "{\"hostname\": \"a\", \"ram\": 16}", "columns"),
        (&explain, "memory = \"16 MB\"\ncolour = \"grey\"", "facts"),
        (&explain, "processor : 0\nmodel name : Pentium II\nMemTotal: 64000 kB\n", "facts"),
    ] {
        let document = read(arguments, input);
        let faults: Vec<String> = formats.iter_errors(&document).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{document}: {faults:#?}");
        let list = document[key].as_array().expect("a list");
        assert!(!list.is_empty(), "{document}");
        let mut broken = document.clone();
        broken[key][0]["more"] = "than that".into();
        assert!(!formats.is_valid(&broken), "a schema that takes anything is none");
    }
}

#[test]
#[cfg(unix)]
fn a_file_is_written_whole_or_stays() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let write = |to: &Path| {
        let to = to.to_str().expect("a path");
        minspec(&["check", "backoffice/4.5", "-m", "-", "-o", to]).write_stdin(FLEET).assert()
    };
    // A new file, by the ending of its name; an old one keeps its mode; a link is followed.
    write(&at("new.csv")).code(1);
    assert!(fs::read_to_string(at("new.csv")).expect("the file").starts_with("machine,edition"));
    fs::write(at("old.json"), "old").expect("a file");
    fs::set_permissions(at("old.json"), PermissionsExt::from_mode(0o640)).expect("a mode");
    symlink(at("old.json"), at("link.json")).expect("a link");
    write(&at("link.json")).code(1);
    assert!(at("link.json").is_symlink());
    let text = fs::read(at("old.json")).expect("the file");
    assert!(serde_json::from_slice::<Value>(&text).is_ok());
    assert_eq!(fs::metadata(at("old.json")).expect("the file").permissions().mode() & 0o777, 0o640);
    // What cannot be written is one error, and leaves nothing behind.
    let before = fs::read_dir(folder.path()).expect("the folder").count();
    for (to, says) in [
        (at("missing/x.csv"), "there is no folder"),
        (folder.path().to_owned(), "is a directory"),
        (at("x.docx"), "no format ends in .docx"),
    ] {
        let done = write(&to).code(2);
        let error = String::from_utf8(done.get_output().stderr.clone()).expect("text");
        assert!(error.contains(says), "{error}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), before);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_and_a_reader_that_goes_away() {
    let full = ["check", "-o", "/dev/full", "-f", "json", "-m", "-"];
    let done = minspec(&full).write_stdin(FLEET).assert().code(2);
    let error = String::from_utf8(done.get_output().stderr.clone()).expect("text");
    assert!(error.contains("no space left"), "{error}");
    let bin = assert_cmd::cargo::cargo_bin("minspec");
    let line =
        format!("'{}' check -f ndjson | head -c 10; echo \" ${{PIPESTATUS[0]}}\"", bin.display());
    let shell = std::process::Command::new("bash").args(["-c", &line]).output().expect("bash");
    assert_eq!(String::from_utf8_lossy(&shell.stderr), "", "a broken pipe is silence");
    assert!(String::from_utf8_lossy(&shell.stdout).starts_with("{\"schema\""));
}
