//! Every format tells the same story: each is read back by a reader that is not ours, verdict by
//! verdict, and the program ends the same way in all of them.

use crate::support::program::minspec;
use calamine::{Reader as _, Xlsx};
use minspec::render::FORMATS;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;
use std::fs;
use std::io::Cursor;

/// A machine, an edition, a verdict.
type Told = (String, String, String);

/// How what a format wrote is read.
type Read = fn(&[u8]) -> Vec<Told>;

const READERS: &[(&str, Read)] = &[
    ("table", |bytes| matrix(bytes, '┆')),
    ("markdown", |bytes| matrix(bytes, '|')),
    ("json", |bytes| {
        let document: Value = serde_json::from_slice(bytes).expect("JSON");
        document["reports"].as_array().expect("reports").iter().map(report).collect()
    }),
    ("ndjson", |bytes| {
        let lines = text(bytes).lines().map(str::to_owned).collect::<Vec<_>>();
        lines.iter().map(|line| report(&serde_json::from_str(line).expect("JSON"))).collect()
    }),
    ("csv", |bytes| {
        let mut csv = csv::Reader::from_reader(bytes);
        let rows = csv.records().map(|row| row.expect("a row"));
        // What would be a formula has an apostrophe before it.
        let name = |cell: &str| match cell.strip_prefix('\'') {
            Some(formula) if formula.starts_with(['=', '+', '-', '@']) => formula.to_owned(),
            _ => cell.to_owned(),
        };
        rows.map(|row| (name(&row[0]), row[1].to_owned(), row[3].to_owned())).collect()
    }),
    ("xlsx", workbook),
    ("junit", junit),
    ("html", html),
];

const FLEET: &str = "
[[machine]]
name = '=cmd()'
cpu = 'Pentium II 350'
memory = '256 MB'
disk = '4.3 GB'
[[machine]]
name = 'b, \"quoted\" <piped> & [x]: y/z'
memory = '8 MB'
[[machine]]
name = 'c'
cpu = 'Alpha 21164 400'
memory = '512 MB'
disk = '9 GB'
[[machine]]
name = 'wide 東京 ]]> end'
cpu = 'Xeon Silver 4310'
memory = '16 GB'
";

/// Published, published for several architectures, inferred, without any figure.
const EDITIONS: [&str; 5] = [
    "backoffice/4.5",
    "windows-nt-server/3.51",
    "backoffice/1.0",
    "sql-server/7.0",
    "visual-interdev/1.0",
];

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// What a format writes of some machines, and how the program ends.
fn written(format: &str, machines: &str, editions: &[&str], more: &[&str]) -> (Vec<u8>, i32) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("fleet.toml"), machines).expect("a file");
    let fixed = ["check", "-m", "fleet.toml", "-f", format, "-o", "out"];
    let arguments = [&fixed[..], editions, more].concat();
    let done = minspec(&arguments).current_dir(folder.path()).assert();
    let code = done.get_output().status.code().expect("a code");
    (fs::read(folder.path().join("out")).expect("the output"), code)
}

fn report(value: &Value) -> Told {
    let of = |key: &str| value[key].as_str().expect("a text").to_owned();
    (of("machine"), of("edition"), of("verdict"))
}

/// A row of a matrix: the verdicts behind the name, edition by edition.
fn row(name: &str, editions: &[String], verdicts: impl Iterator<Item = String>) -> Vec<Told> {
    let of = |(edition, verdict): (&String, String)| {
        (name.to_owned(), edition.clone(), verdict.to_lowercase())
    };
    editions.iter().zip(verdicts).map(of).collect()
}

/// The first table of a text for people.
fn matrix(bytes: &[u8], between: char) -> Vec<Told> {
    let text = text(bytes);
    let cells = |line: &str| -> Vec<String> {
        // A name may hold what stands between cells, escaped.
        let line = line.replace("\\|", "\u{1}");
        let line = line.trim().trim_matches(['|', '│']);
        let plain = |cell: &str| cell.trim().replace('\u{1}', "|").replace('\\', "");
        let entities =
            |cell: String| cell.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        line.split(between).map(plain).map(entities).collect()
    };
    let mut lines =
        text.lines().skip_while(|line| !line.contains("machine") || !line.contains(between));
    let editions = cells(lines.next().expect("a heading")).split_off(1);
    let mut told = Vec::new();
    for line in lines.skip(1).take_while(|line| line.contains(between)) {
        let mut cells = cells(line).into_iter();
        let name = cells.next().expect("a name");
        told.extend(row(&name, &editions, cells));
    }
    told
}

fn workbook(bytes: &[u8]) -> Vec<Told> {
    let mut book: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let matrix = book.worksheet_range("Matrix").expect("a sheet");
    let rows: Vec<Vec<String>> =
        matrix.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let first = rows[0].iter().position(|cell| cell.contains('/')).expect("an edition");
    let editions = &rows[0][first..];
    rows[1..].iter().flat_map(|of| row(&of[0], editions, of[first..].iter().cloned())).collect()
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).expect("attributes")?;
    let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).expect("a value");
    Some(value.into_owned())
}

/// A suite is a machine, the end of a class an edition; the worst of its cases is the verdict.
fn junit(bytes: &[u8]) -> Vec<Told> {
    let text = text(bytes);
    let mut reader = Reader::from_str(&text);
    let (mut told, mut machine): (Vec<Told>, _) = (Vec::new(), String::new());
    loop {
        let event = reader.read_event().expect("XML");
        match &event {
            Event::Eof => return told,
            Event::Start(element) | Event::Empty(element) => match element.name().as_ref() {
                "testsuite" => machine = attribute(element, "name").expect("a name"),
                "testcase" => {
                    let class = attribute(element, "classname").expect("a class");
                    let edition = class.strip_prefix(&format!("{machine}: ")).expect("the machine");
                    let same = told.last().is_some_and(|(m, e, _)| *m == machine && e == edition);
                    if !same {
                        told.push((machine.clone(), edition.to_owned(), "pass".to_owned()));
                    }
                }
                "failure" => told.last_mut().expect("a case").2 = "fail".to_owned(),
                "skipped" => {
                    let verdict = &mut told.last_mut().expect("a case").2;
                    if verdict == "pass" {
                        *verdict = "unknown".to_owned();
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// The table of the page that is called the matrix.
fn html(bytes: &[u8]) -> Vec<Told> {
    let text = text(bytes);
    let start = text.find("<table id=\"matrix\">").expect("the matrix");
    let end = start + text[start..].find("</table>").expect("its end") + "</table>".len();
    let mut reader = Reader::from_str(&text[start..end]);
    let (mut rows, mut cell): (Vec<Vec<String>>, _) = (Vec::new(), String::new());
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => break,
            Event::Start(element) if element.name().as_ref() == "tr" => rows.push(Vec::new()),
            Event::Start(element) if matches!(element.name().as_ref(), "th" | "td") => cell.clear(),
            Event::Text(text) => cell.push_str(&text),
            Event::GeneralRef(entity) => {
                let entity: &str = &entity;
                let number = entity.strip_prefix('#').map(|n| n.parse::<u32>().expect("a number"));
                match number {
                    Some(number) => cell.push(char::from_u32(number).expect("a character")),
                    None => cell.push_str(
                        quick_xml::escape::resolve_predefined_entity(entity).expect("known"),
                    ),
                }
            }
            Event::End(element) if matches!(element.name().as_ref(), "th" | "td") => {
                rows.last_mut().expect("a row").push(std::mem::take(&mut cell));
            }
            _ => {}
        }
    }
    let editions = rows[0].split_off(1);
    rows[1..].iter().flat_map(|of| row(&of[0], &editions, of[1..].iter().cloned())).collect()
}

fn reader(format: &str) -> Read {
    let reader = READERS.iter().find(|(name, _)| *name == format);
    reader.unwrap_or_else(|| panic!("no test reads {format}")).1
}

#[test]
fn every_format_tells_the_same_story() {
    let (lines, _) = written("ndjson", FLEET, &EDITIONS, &[]);
    let told = reader("ndjson")(&lines);
    assert_eq!(told.len(), 4 * EDITIONS.len());
    for verdict in ["pass", "fail", "unknown"] {
        assert!(told.iter().any(|(.., told)| told == verdict), "the fleet has no {verdict}");
    }
    for format in FORMATS {
        let (bytes, code) = written(format.name, FLEET, &EDITIONS, &[]);
        assert_eq!(reader(format.name)(&bytes), told, "{}", format.name);
        assert_eq!(code, 1, "{}", format.name);
        // And it does so every time.
        assert_eq!(written(format.name, FLEET, &EDITIONS, &[]).0, bytes, "{}", format.name);
    }
}

#[test]
fn the_program_ends_the_same_way_in_every_format() {
    let good = "[[machine]]\ncpu='Pentium II 350'\nmemory='256 MB'\ndisk='9 GB'\n";
    let open = "[[machine]]\ncpu='Pentium II 350'\nmemory='256 MB'\n";
    let bad = "machine = [ 5, { memory = '64 MB' } ]\n";
    let edition = &["backoffice/4.5"][..];
    for format in FORMATS {
        for (machines, more, expected) in [
            (good, &[][..], 0),
            (open, &[][..], 3),
            (open, &["--fail-on", "unknown"][..], 1),
            (bad, &[][..], 1),
            (&*format!("{good}{open}"), &[][..], 3),
        ] {
            let (_, code) = written(format.name, machines, edition, more);
            assert_eq!(code, expected, "{}: {machines}", format.name);
        }
    }
}

#[test]
fn an_unknown_that_is_to_fail_fails_in_junit_too() {
    let open = "memory='256 MB'";
    let (bytes, code) = written("junit", open, &["backoffice/4.5"], &["--fail-on", "unknown"]);
    assert_eq!(code, 1);
    assert_eq!(junit(&bytes)[0].2, "fail");
    let text = text(&bytes);
    assert!(text.contains("failures=\"3\"") && text.contains("skipped=\"0\""), "{text}");
    assert!(text.contains("type=\"unknown\""), "{text}");
    let (bytes, _) = written("junit", open, &["backoffice/4.5"], &[]);
    assert_eq!(junit(&bytes)[0].2, "unknown");
}

#[test]
fn machines_of_one_name_and_entries_that_are_none_are_told_apart_in_junit() {
    let twice = "machine = [ { name = 'a', memory = '64 MB' }, { name = 'a' }, 5, 6 ]";
    let (bytes, code) = written("junit", twice, &["backoffice/4.5"], &[]);
    assert_eq!(code, 1);
    let named: Vec<String> = junit(&bytes).into_iter().map(|(name, ..)| name).collect();
    assert_eq!(named, ["a", "a #2", "input"]);
    let many = format!("machine = [ {}{{}} ]", "5, ".repeat(1_200));
    for (format, told) in
        [("junit", "200 more could not be read"), ("html", "200"), ("table", "… and 1170 more")]
    {
        let (bytes, _) = written(format, &many, &["backoffice/4.5"], &[]);
        assert!(text(&bytes).contains(told), "{format}");
    }
}

#[test]
fn kept_columns_go_along_in_every_format_for_programs() {
    let fleet = "[[machine]]\nname='a'\nmemory='64 MB'\nprice='12.50 €'\n[[machine]]\nname='b'\n";
    let edition = &["backoffice/4.5"][..];
    let keep = &["--keep", "price"][..];
    let (json, _) = written("ndjson", fleet, edition, keep);
    let rows: Vec<Value> =
        text(&json).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(
        (&rows[0]["kept"]["price"], &rows[1]["kept"]["price"]),
        (&"12.50 €".into(), &"".into())
    );
    for rows in ["report", "finding", "machine"] {
        let (csv, _) = written("csv", fleet, edition, &[keep, &["--rows", rows]].concat());
        let mut csv = csv::Reader::from_reader(&csv[..]);
        let last = csv.headers().expect("a header").iter().next_back().map(str::to_owned);
        assert_eq!(last.as_deref(), Some("price"), "{rows}");
        let first = csv.records().next().expect("a row").expect("a row");
        assert_eq!(first.iter().next_back(), Some("12.50 €"), "{rows}");
    }
    // A column that is called as one of ours is told apart from it.
    let same = "[[machine]]\nname='a'\nverdict='pass'\n";
    let (csv, _) = written("csv", same, edition, &["--keep", "verdict"]);
    let mut csv = csv::Reader::from_reader(&csv[..]);
    assert_eq!(csv.headers().expect("a header").iter().next_back(), Some("verdict (input)"));
    // Where nothing is kept, nothing is said of it.
    assert!(!text(&written("ndjson", "memory='1 MB'", edition, &[]).0).contains("kept"));
}

#[test]
fn csv_is_what_spreadsheets_and_rfc_4180_expect() {
    let hostile = [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "a,b",
        "q\"q",
        "two\nlines",
        "'x",
        "plain",
    ];
    let fleet = hostile.map(|name| serde_json::json!({ "name": name, "memory": "64 MB" }));
    let fleet = serde_json::json!(fleet).to_string();
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("fleet.json"), fleet).expect("a file");
    let check = |more: &[&str]| {
        let fixed = ["check", "backoffice/4.5", "-m", "fleet.json", "-f", "csv"];
        let done = minspec(&[&fixed[..], more].concat()).current_dir(folder.path()).assert();
        text(&done.get_output().stdout)
    };
    let plain = check(&[]);
    let mut csv = csv::Reader::from_reader(plain.as_bytes());
    for (row, name) in csv.records().zip(hostile) {
        let row = row.expect("a row");
        let risky = name.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']);
        let expected = if risky { format!("'{name}") } else { name.to_owned() };
        assert_eq!(row[0], *expected);
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])));
    }
    // Lines end with CRLF outside of quotes, and with nothing else.
    let outside: String = plain.split('"').step_by(2).collect();
    assert_eq!(outside.matches('\n').count(), outside.matches("\r\n").count());
    assert!(plain.ends_with("\r\n") && !plain.starts_with('\u{FEFF}'));
    let marked = check(&["--bom"]);
    assert_eq!(marked.strip_prefix('\u{FEFF}'), Some(&plain[..]));
}
