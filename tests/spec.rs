//! Spec files: what their texts mean, that scan and read are the same, and what becomes of files
//! that are no such thing.

use crate::support::*;
use minspec::cpu::Arch;
use minspec::item::Item;
use minspec::machine::Machine;
use minspec::quantity::Known;
use minspec::sources::facts::Key;
use minspec::sources::understand::{self, Scope};
use minspec::sources::{self, All, file, spec};
use proptest::prelude::*;

#[test]
#[rustfmt::skip] // a table
fn toml_and_json_and_short_and_long_forms_say_the_same() {
    #[track_caller]
    fn check(toml: &str, same: &str, json_text: &str) {
        let json = understand::machine(&json(json_text).machines[0], Scope::Machine);
        assert_eq!(readings(&machine(toml)), readings(&json));
        let known = |machine: &Machine| -> Vec<_> {
            machine.readings().map(|(item, reading)| (item, reading.known.clone())).collect()
        };
        assert_eq!(known(&machine(toml)), known(&machine(same)));
    }
    check("memory = \"128 MB\"", "memory = { installed = \"128 MB\" }", r#"{"memory":"128 MB"}"#);
    check("clock = \"200 MHz\"", "clock.rated = \"0.2 GHz\"", r#"{"clock":"200 MHz"}"#);
    check("disk = \"4.3 GB\"", "[disk]\noffered = \"4.3 GB\"", r#"{"disk":"4.3 GB"}"#);
    check("cores = 4", "cores = \"4\"", r#"{"cores":4, "memory":null}"#);
    check("cpu.flags = \"fpu vme\"", "cpu = { flags = [\"fpu\", \"vme\"] }", r#"{"cpu":{"flags":"fpu vme"}}"#);
    check(
        "memory = { visible = \"63 MB\" }\ndisk = { size = \"4 GB\", free = \"1 GB\" }",
        "disk = { free = \"1000 MB\", size = \"4 GB\" }\n[memory]\nvisible = \"63MB\"",
        r#"{"memory":{"visible":"63 MB"},"disk":{"size":"4 GB","free":"1 GB"}}"#,
    );
}

#[test]
#[rustfmt::skip] // a table
fn a_spec_file_means_what_people_mean() {
    #[track_caller]
    fn check(text: &str, item: Item, low: u64, high: u64) {
        let span = span(&machine(text), item);
        let high_found = span.high().and_then(|high| high.number()).unwrap_or(u64::MAX);
        assert_eq!((span.low().number(), high_found), (Some(low), high), "{text}");
    }
    const G: u64 = 1_000_000_000;
    check("memory = \"128 MB\"", Item::Memory, 128 * MIB, 128 * MIB);
    check("memory = \"64 Mb\"", Item::Memory, 8 * MIB, 64 * MIB);
    check("memory = { visible = \"4095 MB\" }", Item::Memory, 4 * GIB, 5_804_009_859);
    check("memory = { visible = \"4095 MB\" }\ncpu.hypervisor = true", Item::Memory, 4 * GIB, 4 * GIB);
    // Bits or bytes: all that either can mean.
    check("memory = { visible = \"64 Mb\" }", Item::Memory, 8 * MIB, 72 * MIB);
    check("memory = { installed = \"4 GB\", visible = \"4 GB\" }", Item::Memory, 4 * GIB, 4 * GIB);
    check("page_file = \"0 MB\"", Item::PageFile, 0, 0);
    // A disk as offered counts in all; of a running machine's, what is free or, at most, all.
    check("disk = \"4.3 GB\"", Item::Disk, 4_300_000_000, 4_300_000_000);
    check("disk = \"4.3 GB\"", Item::DiskFree, 4_300_000_000, 4_300_000_000);
    check("disk = \"4.3 GB\"", Item::DiskSize, 4_300_000_000, 4_300_000_000);
    check("disk = { size = \"4 GB\", free = \"1 GB\" }", Item::Disk, G, 4 * G);
    check("disk = { free = \"1 GB\" }", Item::Disk, G, u64::MAX);
    check("disk = { size = \"4 GB\" }", Item::Disk, 0, 4 * G);
    check("disk = { size = \"4 GB\", free = \"0 GB\" }", Item::DiskFree, 0, 0);
    // A clock of a moment is only a low end, a reported maximum only a high one.
    check("clock = \"200 MHz\"", Item::Clock, 200_000_000, 200_000_000);
    check("clock = { seen = \"800 MHz\" }", Item::Clock, 800_000_000, u64::MAX);
    check("clock = { max = \"3 GHz\" }", Item::Clock, 0, 3 * G);
    const P5: &str = "cpu = { vendor = \"GenuineIntel\", family = 5, model = 2 }\n";
    const PII: &str = "cpu = { vendor = \"GenuineIntel\", family = 6, model = 5 }\n";
    check(&format!("{P5}clock.seen = \"132.9 MHz\""), Item::Clock, 132_900_000, 132_900_000);
    check(&format!("{PII}clock.seen = \"120 MHz\""), Item::Clock, 233_000_000, 533_000_000);
    check("clock = { seen = \"1 GHz\", max = \"3 GHz\" }", Item::Clock, G, 3 * G);
    assert_eq!(machine("arch = \"alpha\"").known(Item::Arch), Some(&Known::Arch(Arch::Alpha)));
    assert_eq!(machine("arch = \"x86_64\"").known(Item::Arch), Some(&Known::Arch(Arch::X86)));
}

#[test]
#[rustfmt::skip] // a table
fn what_says_nothing_or_cannot_be_is_unknown() {
    #[track_caller]
    fn check(text: &str, item: Item, why: &str) {
        let found = unclear(&machine(text), item);
        assert!(found.contains(why), "{found}");
    }
    for nothing in ["N/A", "-", "", " ", "To be filled by O.E.M.", "Not Specified", "unknown", "?"] {
        for item in Item::ALL.iter().filter(|item| !matches!(item, Item::Arch | Item::Features)) {
            let machine = machine(&format!("{} = \"{nothing}\"", Key::of_item(*item).path()));
            assert!(machine.known(*item).is_none(), "{item} = {nothing:?}");
        }
        check(&format!("memory = \"{nothing}\""), Item::Memory, "says nothing");
        check(&format!("disk = {{ free = \"1 GB\", size = \"{nothing}\" }}"), Item::DiskSize, "says nothing");
        // It is as if it were not there where something else speaks.
        let both = format!("memory = {{ installed = \"{nothing}\", visible = \"63 MB\" }}");
        assert_eq!(span(&machine(&both), Item::Memory), bytes(64 * MIB, 72 * MIB), "{both}");
        let both = format!("disk = {{ size = \"4 GB\", free = \"{nothing}\" }}");
        assert_eq!(span(&machine(&both), Item::Disk), bytes(0, 4_000_000_000), "{both}");
        let both = format!("clock = {{ rated = \"{nothing}\", seen = \"800 MHz\" }}");
        assert_eq!(span(&machine(&both), Item::Clock).low(), mhz(800, 800).low(), "{both}");
        let both = format!("isa = \"{nothing}\"\ncpu.flags = \"fpu tsc cx8 cmov\"");
        assert!(machine(&both).known(Item::Isa).is_some(), "{both}");
    }
    check("cores = 0", Item::Cores, "cannot be");
    check("memory = \"0 MB\"", Item::Memory, "cannot be");
    check("clock = \"0 MHz\"", Item::Clock, "cannot be");
    check("memory = 0", Item::Memory, "without a unit");
    check("memory = 128", Item::Memory, "found \"128\": a number without a unit");
    check("memory = \"lots\"", Item::Memory, "found \"lots\"");
    check("memory = true", Item::Memory, "found \"true\"");
    check("memory = [\"64 MB\"]", Item::Memory, "expected a size");
    check("memory = { visible = { a = 1 } }", Item::Memory, "expected a size");
    check("cores = \"many\"", Item::Cores, "expected a whole number, found \"many\"");
    check("cores = 1.5", Item::Cores, "expected a whole number, found \"1.5\"");
    check("isa = \"i387\"", Item::Isa, "found \"i387\"");
    check("arch = \"pdp11\"", Item::Arch, "found \"pdp11\"");
    // Readings that contradict each other.
    check("memory = { installed = \"64 MB\", visible = \"127 MB\" }", Item::Memory, "installed, but");
    check("disk = { size = \"1 GB\", free = \"2 GB\" }", Item::Disk, "more is free than there is");
    check("cpu = \"Pentium II 350\"\nclock = \"266 MHz\"", Item::Clock, "says 350 MHz");
}

#[test]
#[rustfmt::skip] // a table
fn every_machine_of_a_list_is_read_and_what_is_not_is_told() {
    #[track_caller]
    fn check(input: &All, names: &[&str], bad: usize, notes: &[&str]) {
        let found: Vec<&str> = input.machines.iter().map(|facts| facts.name.as_str()).collect();
        assert_eq!((found.as_slice(), input.bad), (names, bad));
        assert_eq!(input.notes.len(), notes.len(), "{:?}", input.notes);
        for (note, expected) in input.notes.iter().zip(notes) {
            assert!(note.contains(expected), "{note}");
        }
    }
    check(&input("memory = \"1 MB\""), &["test"], 0, &[]);
    check(&input("name = \"web01\""), &["web01"], 0, &[]);
    check(&input("name = \" \"\nmemory = \"1 MB\""), &["test"], 0, &[]);
    check(&input("[[machine]]\nname = \"a\"\n[[machine]]\ncores = 1"), &["a", "test#2"], 0, &[]);
    check(&input("site = \"B\"\n[[machine]]\ncores = 1"), &["test#1"], 0, &["`site` beside `machine`"]);
    check(&input("machine = [{ cores = 1 }, 5, { cores = 2 }]"), &["test#1", "test#3"], 1, &["machine 2: expected a table, found 5"]);
    check(&json(r#"[{"cores":1}, "x", {"name":"c"}]"#), &["test#1", "c"], 1, &["machine 2"]);
    check(&json("[]"), &[], 0, &[]);
    check(&input("memmory = \"64 MB\""), &["test"], 0, &["memmory: an unknown key, not used; did you mean `memory`?"]);
    check(&input("memory.visble = \"64 MB\""), &["test"], 0, &["did you mean `memory.visible`?"]);
    check(&input("colour = \"beige\""), &["test"], 0, &["colour: an unknown key, not used"]);
    check(&input("cpu.hypervisor = \"yes\""), &["test"], 0, &["cpu.hypervisor: expected true or false"]);
    for (format, text, why) in [
        (spec::TOML, "machine = 5", "expected `machine` to be an array of tables"),
        (spec::TOML, "memory = \n", "test, line 1, column 1"),
        (spec::TOML, "a = 1\na = 2", "test, line 2, column 1: not a spec file: duplicate key"),
        (spec::JSON, "{\"memory\": }", "line 1 column 12"),
        (spec::JSON, "[1", "not a spec file"),
    ] {
        let error = format.all("test", text).expect_err(text);
        assert!(error.contains(why), "{error}");
    }
}

// Scan and read.

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_written_machine_reads_back(facts in facts()) {
        let text = spec::write(&facts);
        let value: serde_json::Value = toml::from_str(&text).unwrap();
        let inputs = [
            spec::TOML.all("test.toml", &text).unwrap(),
            spec::JSON.all("test.json", &value.to_string()).unwrap(),
        ];
        for input in inputs {
            prop_assert_eq!(&input.machines[0].name, &facts.name);
            for scope in [Scope::Machine, Scope::Effective] {
                let (was, is) = (&facts, &input.machines[0]);
                let [was, is] = [was, is].map(|facts| understand::machine(facts, scope));
                prop_assert_eq!(readings(&was), readings(&is), "{}", text);
            }
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in ".{0,80}|(\\[|\\{|\"|[a-z.]{1,9}|=|:|,|\n|\\]|\\}|[0-9]){0,40}") {
        for format in sources::FORMATS {
            let _ = (format.detect)(&text);
            for facts in format.all("test", &text).into_iter().flat_map(|input| input.machines) {
                understand::machine(&facts, Scope::Machine);
            }
        }
    }
}

// Files.

#[test]
fn a_file_is_read_in_any_encoding_or_refused_with_a_reason() {
    const TEXT: &str = "memory = \"64 MB\" # für é\n";
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("spec.toml");
    let path = path.to_str().expect("UTF-8");
    let read = |bytes: &[u8]| {
        std::fs::write(path, bytes).expect("written");
        file::text(path)
    };
    let wide = |mark: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{mark}{TEXT}").encode_utf16().flat_map(bytes).collect()
    };
    for mark in ["", "\u{feff}"] {
        assert_eq!(read(format!("{mark}{TEXT}").as_bytes()).as_deref(), Ok(TEXT));
        assert_eq!(read(&wide(mark, u16::to_le_bytes)).as_deref(), Ok(TEXT));
        assert_eq!(read(&wide(mark, u16::to_be_bytes)).as_deref(), Ok(TEXT));
    }
    let refused = |bytes: &[u8], why: &str| {
        let error = read(bytes).expect_err(why);
        assert!(error.starts_with(path) && error.contains(why), "{error}");
    };
    assert_eq!(read(b"a = 1\nb = \"caf\xe9\"\n").as_deref(), Ok("a = 1\nb = \"café\"\n"));
    let cut = ["a = 1\nb = \"ééééé".as_bytes(), b"\xe9\"\n"].concat();
    refused(&cut, "line 2, column 16");
    refused(b"\x7fELF\x02\x01\x01\0\0\0", "is a binary file");
    refused(b"\xff\xfe\x00\xd8", "is damaged UTF-16");
    for (text, why) in [(" \n", "is empty"), ("# no\n", "no machine"), ("[]", "no machine")] {
        read(text.as_bytes()).expect("text");
        let opened = sources::open(path, &sources::Ask::default());
        let error = opened.err().expect(why);
        assert!(error.starts_with(path) && error.contains(why), "{error}");
    }
    let file = std::fs::File::create(path).expect("created");
    file.set_len((64 << 20) + 1).expect("a hole");
    let error = file::text(path).expect_err("too long");
    assert!(error.contains("longer than 64 MiB"), "{error}");
    let missing = file::text(&format!("{path}.no")).expect_err("missing");
    assert!(missing.ends_with("no such file"), "{missing}");
    let directory = file::text(folder.path().to_str().expect("UTF-8")).expect_err("a directory");
    assert!(directory.contains("director") || directory.contains("denied"), "{directory}");
}

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    let nested = |open: &str, close: &str| open.repeat(10_000) + "1" + &close.repeat(10_000);
    for (format, text) in [
        (spec::JSON, nested("[", "]")),
        (spec::JSON, nested("{\"a\":", "}")),
        (spec::TOML, format!("a = {}", nested("[", "]"))),
        (spec::TOML, format!("a = {}", nested("{ a = ", "}"))),
        (spec::TOML, format!("{}a = 1", "a.".repeat(10_000))),
        (spec::TOML, format!("[{}a]", "a.".repeat(10_000))),
    ] {
        assert!(format.all("deep", &text).is_err(), "{}", &text[..20]);
        assert!(minspec::profile::read::profile("deep", &text).is_err());
        assert!(minspec::profile::format::canonical("deep", &text).is_err());
    }
}
