//! Inventories in JSON: the same fleet means the same in every form of a table, and a spec file
//! stays one.

use crate::support::program::{errors, minspec, text};
use crate::support::{cases, readings};
#[allow(dead_code)] // what workbooks are made of
use crate::workbook::make::{Cell, saved};
use minspec::check::Entry;
use minspec::item::Item;
use minspec::machine::Machine;
use minspec::sources::facts::Key;
use minspec::sources::understand::{self, Scope};
use minspec::sources::{self, All, Ask, Batch, How, Input, Keep, inventory, spec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::fs;

/// A file in whichever format it is.
#[track_caller]
fn opened(name: &str, bytes: &[u8], ask: &Ask) -> Input {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("a file");
    let path = path.to_str().expect("a path");
    sources::open(path, ask).unwrap_or_else(|why| panic!("{why}"))
}

fn refused(name: &str, text: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("a file");
    let path = path.to_str().expect("a path");
    sources::open(path, &Ask::default()).err().unwrap_or_else(|| panic!("{text}"))
}

/// What is known of each machine, wherever it stood; by both ways to it.
fn known(input: impl Fn() -> Input) -> Vec<String> {
    let facts = input().batches.flat_map(Batch::facts);
    let facts = facts.map(|entry| entry.map(|facts| understand::machine(&facts, Scope::Machine)));
    let how = How::default();
    let mut machines = Vec::new();
    for batch in input().batches {
        batch.machines(&how, &mut |entry| machines.push(entry.map(|machine| machine.machine())));
    }
    let show = |entry: Entry<Machine>| match entry {
        Entry::Machine(machine) => {
            let readings = machine.readings().map(|(item, reading)| {
                format!("{item}: {:?} {:?} \"{}\"", reading.known, reading.note, reading.origin.raw)
            });
            Some(format!("{} {:?}", machine.name(), readings.collect::<Vec<_>>()))
        }
        Entry::Bad(why) | Entry::Note(why) => panic!("{why}"),
        Entry::Told(_) => None,
    };
    let by_facts: Vec<String> = facts.filter_map(show).collect();
    let by_parts: Vec<String> = machines.into_iter().filter_map(show).collect();
    assert_eq!(by_facts, by_parts);
    by_facts
}

#[track_caller]
fn all(name: &str, text: &str) -> (All, &'static str) {
    let input = opened(name, text.as_bytes(), &Ask::default());
    let format = input.format;
    (input.all(), format)
}

const HEADINGS: [&str; 6] =
    ["hostname", "processor", "RAM (MB)", "cores", "Free Space [GB]", "location"];

fn cell() -> impl Strategy<Value = [String; 6]> {
    (
        "pc-[0-9]{1,3}",
        prop::sample::select(vec!["Pentium II 350", "Dual Pentium Pro 200", "", "i5-8250U"]),
        prop::sample::select(vec!["64", "16384", "", "64 GB", "4,096", "31.8 GB"]),
        prop::sample::select(vec!["1", "4", ""]),
        prop::sample::select(vec!["12", "3.25", "n/a", ""]),
        prop::sample::select(vec!["Bonn", "Köln, \"2\"", ""]),
    )
        .prop_map(|(a, b, c, d, e, f)| [&a, b, c, d, e, f].map(str::to_owned))
}

/// A row as an object: as texts, or with numbers and nothing where they are.
fn object(row: &[String; 6], typed: bool) -> Value {
    let value = |text: &String| match text.parse::<f64>() {
        Ok(number) if typed && number.fract() == 0.0 => json!(number as u64),
        Ok(number) if typed => json!(number),
        _ if typed && text.is_empty() => Value::Null,
        _ => json!(text),
    };
    let cells = HEADINGS.iter().zip(row).map(|(name, text)| ((*name).to_owned(), value(text)));
    Value::Object(cells.collect::<Map<_, _>>())
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn the_same_fleet_means_the_same_in_every_form(
        rows in prop::collection::vec(cell(), 2..40), typed in any::<bool>(),
    ) {
        let quoted = |cells: &[String]| {
            let cells = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
            cells.collect::<Vec<_>>().join(",") + "\n"
        };
        let csv = quoted(&HEADINGS.map(str::to_owned))
            + &rows.iter().map(|row| quoted(row)).collect::<String>();
        let objects: Vec<Value> = rows.iter().map(|row| object(row, typed)).collect();
        let lines: String = objects.iter().map(|object| format!("{object}\n")).collect();
        let heading = [HEADINGS.map(str::to_owned)];
        let sheet = heading.iter().chain(&rows).map(|row| {
            row.iter().map(|cell| Cell::Text(cell)).collect::<Vec<_>>()
        }).collect::<Vec<_>>();
        let array = serde_json::to_string_pretty(&objects).expect("JSON");
        let answer = json!({ "total": rows.len(), "next": null, "rows": objects }).to_string();
        let deep = json!({ "data": { "site": { "items": objects } } }).to_string();
        let ask = Ask::default();
        let expected = known(|| opened("x.csv", csv.as_bytes(), &ask));
        prop_assert_eq!(expected.len(), rows.len());
        let workbook = saved(&[("Sheet1", false, sheet)]);
        prop_assert_eq!(&known(|| opened("x.xlsx", &workbook, &ask)), &expected);
        for (name, text) in [
            ("x.ndjson", &lines), ("x.json", &array), ("x.json", &answer), ("x.json", &deep),
        ] {
            let input = || opened(name, text.as_bytes(), &ask);
            prop_assert_eq!(input().format, if name == "x.json" { "json-table" } else { "ndjson" });
            prop_assert_eq!(&known(input), &expected, "{}", text);
        }
        // What goes along is the same, too.
        let keep: Ask = Keep::These(vec!["location".to_owned()]).into();
        let kept = |name, text: &str| -> Vec<Vec<String>> {
            let machines = opened(name, text.as_bytes(), &keep).all().machines;
            machines.into_iter().map(|facts| facts.kept).collect()
        };
        prop_assert_eq!(kept("x.ndjson", &lines), kept("x.csv", &csv));
    }

    #[test]
    fn a_spec_file_stays_one(facts in prop::collection::vec(crate::support::facts(), 2..4)) {
        let values: Vec<Value> =
            facts.iter().map(|one| toml::from_str(&spec::write(one)).expect("TOML")).collect();
        let whole = serde_json::to_string_pretty(&values).expect("JSON");
        let (array, format) = all("x.json", &whole);
        prop_assert_eq!(format, "json");
        let lines: String = values.iter().map(|value| format!("{value}\n")).collect();
        if values.iter().any(|value| value.as_object().is_some_and(|keys| keys.len() > 1)) {
            let (lines, format) = all("x.ndjson", &lines);
            prop_assert_eq!(format, "ndjson");
            for (line, one) in lines.machines.iter().zip(&array.machines) {
                let [line, one] = [line, one].map(|one| understand::machine(one, Scope::Machine));
                let place = |line: String| line.replace("line ", "machine ");
                let line: Vec<String> = readings(&line).into_iter().map(place).collect();
                prop_assert_eq!(line, readings(&one));
            }
        }
    }

    #[test]
    fn no_text_breaks_the_readers(
        text in "(\\[|\\{|\"|ram|cpu|name|value|:|,|\n|\\]|\\}|[0-9]|null|\\\\){0,40}", cut in 0usize..400,
    ) {
        let whole = format!("{{\"data\":[{{\"hostname\":\"é\",\"ram\":[1,2]}},{text}]}}");
        let end = whole.floor_char_boundary(cut);
        for text in [&text, &whole[..end], &format!("{{\"ram\":\"1 GB\",\"hostname\":1}}\n{text}")] {
            for format in [&inventory::NDJSON, &inventory::JSON] {
                let _ = (format.detect)(text);
                let _ = format.all("x", text);
            }
        }
    }
}

#[test]
fn a_nested_key_is_called_by_all_of_its_names() {
    let answer = json!({ "total": 2, "rows": [
        {
            "id": 7, "name": "pc-7", "asset_tag": "T-7",
            "model": { "id": 1, "name": "Box 5" }, "manufacturer": { "id": 3, "name": "VMware, Inc." },
            "custom_fields": {
                "RAM": { "field": "_snipeit_ram_1", "value": "16 GB" },
                "Processor": { "field": "_snipeit_cpu_2", "value": "Xeon Silver 4310" },
            },
            "gpu": { "memory": "2 GB" }, "disks": [{ "size": 1 }, { "size": 2 }],
            "hdd": ["40 GB", "250 GB"],
        },
        { "id": 8, "name": "pc-8", "custom_fields": [], "hdd": null },
    ] });
    let (all, format) = all("answer.json", &answer.to_string());
    assert_eq!((format, all.machines.len(), all.bad), ("json-table", 2, 0), "{:?}", all.notes);
    let [facts, other] = &all.machines[..] else { panic!("two machines") };
    let fact = |key: &str| {
        let key = Key::from_path(key).expect("a key");
        let fact = facts.get(key).unwrap_or_else(|| panic!("{key:?} of {facts:?}"));
        (fact.text.clone().expect("a text"), fact.origin.place.clone())
    };
    let said = |text: &str, place: &str| (text.to_owned(), format!("machine 1, \"{place}\""));
    assert_eq!(fact("memory.installed"), said("16 GB", "custom_fields.RAM"));
    assert_eq!(fact("cpu.text"), said("Xeon Silver 4310", "custom_fields.Processor"));
    assert_eq!(fact("disk.offered"), said("40 GB + 250 GB", "hdd"));
    assert_eq!(fact("cpu.hypervisor"), said("true", "manufacturer.name"));
    assert_eq!((facts.name.as_str(), other.name.as_str()), ("pc-7", "pc-8"));
    assert_eq!(other.iter().count(), 0);
}

#[test]
fn the_answers_of_known_systems_are_understood() {
    let now = json!({ "result": [
        { "name": "srv-1", "cpu_name": "Xeon Silver 4310", "cpu_type": "x86", "cpu_count": "2",
          "cpu_core_count": "12", "ram": "16384", "disk_space": "500" },
    ] });
    let (all, _) = all("now.json", &now.to_string());
    let machine = understand::machine(&all.machines[0], Scope::Machine);
    let of = |item: Item| machine.known(item).expect("known").show(item.kind());
    assert_eq!(of(Item::Memory), "16 GB");
    assert_eq!(of(Item::Cores), "24");
    let intune = json!({ "@odata.count": 1, "value": [
        { "id": "0-1", "deviceName": "pc-1", "totalStorageSpaceInBytes": 500000000000u64,
          "freeStorageSpaceInBytes": 20000000000u64, "physicalMemoryInBytes": 8457302016u64 },
    ] });
    let (all, _) = self::all("intune.json", &intune.to_string());
    let machine = understand::machine(&all.machines[0], Scope::Machine);
    let of = |item: Item| machine.known(item).expect("known").show(item.kind());
    assert_eq!(of(Item::DiskSize), "500 GB");
    assert_eq!(of(Item::DiskFree), "20 GB");
    assert!(of(Item::Memory).starts_with("8 GB"), "{machine:?}");
}

#[test]
#[rustfmt::skip] // a table
fn one_bad_line_costs_itself_and_says_where() {
    let bad = [
        ("{\"hostname\":\"x\",\"ram\":}", "line 2: column 23: expected value"),
        ("{\"hostname\":\"x\"", "line 2: column 15: EOF while parsing an object"),
        ("[1, 2]", "expected an object such as"),
        ("7", "expected an object such as"),
        ("null", "expected an object such as"),
        ("not JSON", "line 2: column 2"),
        ("{\"ram\":\"1 GB\",\"ram\":\"2 GB\"}", "the key \"ram\" stands twice"),
        ("{\"ram\":\"1 GB\"} {}", "trailing characters"),
        ("{\"ram\":1e999}", "number out of range"),
    ];
    for (line, why) in bad {
        let good = |n| format!("{{\"hostname\":\"pc-{n}\",\"ram\":\"16 GB\"}}");
        let text = format!("{}\r\n{line}\r\n\n{}", good(1), good(2));
        let (all, _) = all("a.ndjson", &text);
        let names: Vec<&str> = all.machines.iter().map(|facts| &facts.name[..]).collect();
        assert_eq!((names, all.bad), (vec!["pc-1", "pc-2"], 1), "{line}");
        assert!(all.notes[0].contains("a.ndjson, line 2: "), "{:?}", all.notes);
        assert!(all.notes[0].contains(why), "{:?}: {why}", all.notes);
        let place = &all.machines[1].iter().next().expect("a fact").1.origin.place;
        assert_eq!(place, "line 4, \"ram\"");
    }
    let (array, _) = all("a.json", "[{\"hostname\":\"a\",\"ram\":\"1 GB\"}, 5, {\"ram\":\"2 GB\"}]");
    assert_eq!((array.machines.len(), array.bad), (2, 1));
    assert_eq!(array.machines[1].name, "a#3");
    assert!(array.notes[0].contains("machine 2: invalid type"), "{:?}", array.notes);
}

#[test]
fn a_key_that_comes_late_is_told_once() {
    let line =
        |n: usize, more: &str| format!("{{\"hostname\":\"pc-{n}\",\"ram\":\"16 GB\"{more}}}\n");
    let mut text: String = (1..=1_100).map(|n| line(n, "")).collect();
    for n in 1..=60 {
        text += &line(n, &format!(",\"new\":{n},\"k{n}\":1"));
    }
    let (all, _) = all("a.ndjson", &text);
    assert_eq!((all.machines.len(), all.bad), (1_160, 0));
    assert!(all.notes[0].ends_with("key \"new\" first occurs in line 1101 and is not used"));
    assert_eq!(all.notes.iter().filter(|note| note.contains("\"new\"")).count(), 1);
    assert_eq!(all.notes.len(), 21, "{:?}", all.notes);
    assert!(all.notes[20].contains("more keys"), "{:?}", all.notes);
}

#[test]
fn what_is_deep_long_or_wide_costs_itself_and_little_time() {
    let good = "{\"hostname\":\"pc\",\"ram\":\"16 GB\"}\n";
    let list = |unit: &str| format!("{{\"hostname\":\"x\",\"ram\":[{}1]}}", unit.repeat(80_000));
    let long = "k".repeat(300_000);
    let keys: String = (0..60_000).map(|n| format!("\"k{n}\":1,")).collect();
    let under: String = (0..60_000).map(|n| format!("\"{n}\":1,")).collect();
    for (line, bad) in [
        (format!("{{\"ram\":{}1{}}}", "[".repeat(50_000), "]".repeat(50_000)), 1),
        ("{\"a\":".repeat(50_000), 1),
        (format!("{{\"ram\":\"{}\"}}", "x".repeat(3 << 20)), 1),
        (list("1,"), 0),
        (list("{\"a\":1},"), 0),
        (format!("{{\"{long}\":{{{}\"z\":2}}}}", under), 0),
        (format!("{{{keys}\"z\":2}}"), 1),
    ] {
        for text in [format!("{good}{good}{line}\n{good}"), format!("{line}\n{good}{good}{good}")] {
            let all = inventory::NDJSON.all("a.ndjson", &text).expect("an inventory");
            assert_eq!(all.bad, bad, "{}", &line[..20]);
            assert_eq!(all.machines.len(), 4 - bad);
        }
        let array = format!("[{}, {line}]", good.trim());
        let _ = inventory::JSON.all("a.json", &array);
    }
    let error = inventory::JSON.all("a.json", &"[".repeat(100_000)).expect_err("deep");
    assert!(error.starts_with("a.json: not an inventory: "), "{error}");
}

#[test]
#[rustfmt::skip] // a table
fn the_boundary_between_a_spec_file_and_a_table_is_told_by_the_keys() {
    for (text, format) in [
        (r#"{"cpu": "486", "memory": "16 MB"}"#, "json"),
        (r#"[{"name": "a", "memory": {"visible": "63 MB"}}]"#, "json"),
        (r#"[{"name": "a", "memory": "64 MB", "price": 7}]"#, "json"),
        (r#"[{"memroy": "64 MB", "cpu": "486"}]"#, "json"),
        (r#"{"machine": [{"hostname": "a", "ram": "64 MB"}]}"#, "json-table"),
        (r#"{"machine": [{"name": "a", "memory": "64 MB", "price": 7}]}"#, "json"),
        (r#"[{"hostname": "a", "memory": "64 MB"}]"#, "json-table"),
        (r#"[{"name": "a", "ram": "64 MB"}]"#, "json-table"),
        (r#"{"name": "a", "ram": "64 MB"}"#, "json-table"),
        (r#"{"name": "a", "memory": {"total": "64 MB"}}"#, "json-table"),
        (r#"{"data": [{"name": "a", "memory": "64 MB"}]}"#, "json-table"),
        ("{\"name\": \"a\", \"memory\": \"64 MB\"}\n{\"name\": \"b\", \"memory\": \"64 MB\"}", "ndjson"),
        ("{\"name\": \"a\", \"ram\": \"64 MB\"}\n{\"name\": \"b\", \"ram\": \"64 MB\"}", "ndjson"),
    ] {
        let (all, found) = all("a.json", text);
        assert_eq!(found, format, "{text}");
        assert!(all.machines[0].name == "a" || text.contains("cpu"), "{text}: {all:?}");
    }
    let none = refused("a.ndjson", "{\"a\": 1}\n{\"a\": 2}\n");
    assert!(none.contains("a table, but no inventory"), "{none}");
    let late = refused("a.json", "[{\"hostname\": \"a\", \"ram\": \"1 GB\"}");
    assert!(late.contains("not an inventory: EOF"), "{late}");
}

#[test]
fn a_machine_alone_is_called_as_its_file() {
    let (all, format) = all("pc-17.json", "{\"processor\": \"486\", \"ram\": \"16 MB\"}");
    assert_eq!((format, &all.machines[0].name[..]), ("json-table", "pc-17"));
}

#[test]
fn a_user_says_what_a_key_means() {
    let fleet = "[{\"Kiste\":\"a\",\"Hirn\":{\"Menge\":\"64\"}}]";
    let args = ["check", "backoffice/4.5", "-m", "-", "--map", "name=Kiste", "-f", "csv"];
    let more = ["--map", "memory (MB)=Hirn.Menge"];
    let done = minspec(&[&args[..], &more].concat()).write_stdin(fleet).assert().code(1);
    assert!(text(&done).contains("64 MB"), "{}", text(&done));
    let done = minspec(&[&args[..], &["--map", "cpu=Hirm"]].concat()).write_stdin(fleet).assert();
    assert!(errors(&done).contains("no such column"), "{}", errors(&done));
}

#[test]
fn a_large_file_is_read_in_a_code_page_and_keys_in_any_order() {
    let mut bytes = Vec::new();
    for n in 0..3_000 {
        bytes.extend(match n % 2 {
            0 => format!("{{\"hostname\":\"pc-{n}\",\"ram\":\"16 GB\"}}\n").into_bytes(),
            _ => format!("{{\"ram\":\"16 GB\",\"hostname\":\"pc-{n}\"}}\n").into_bytes(),
        });
    }
    bytes.extend(b"{\"hostname\":\"b\xFCro\",\"ram\":\"16 GB\"}\n");
    let all = opened("a.ndjson", &bytes, &Ask::default()).all();
    assert_eq!((all.machines.len(), all.bad), (3_001, 0), "{:?}", all.notes);
    assert_eq!(all.machines[3_000].name, "büro");
    assert_eq!(all.machines[2_999].name, "pc-2999");
}
