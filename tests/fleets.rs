//! Inventories as people export and keep them: rows that are no machine, headings in more languages
//! and of more products, numbers as programs print them, and files that are none.

use minspec::item::Item;
use minspec::sources::inventory::{Columns, Told};
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

fn shown(told: &Told) -> String {
    match &told.text {
        Ok(text) => format!("{} {text}", told.key.path()),
        Err(why) => format!("{}? {why}", told.key.path()),
    }
}

/// What the first row of a table says.
#[track_caller]
fn row(headings: &[&str], cells: &[&str]) -> Vec<String> {
    let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
    let columns = Columns::understand("t", &headings, &[cells.to_vec()], &[]);
    let columns = columns.unwrap_or_else(|why| panic!("{why}"));
    columns.row(|n| cells[n]).iter().map(shown).collect()
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
